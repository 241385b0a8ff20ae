"""A few letters find the criterion that was meant."""

import pytest

from reviewer_app.frameworks.search import folded, ranked

TITLES = {
    "among": "Leaders’ challenge to each other",
    "for-all": "Challenge for all",
    "pace": "Challenge and pace",
    "talk": "Talk and vocabulary",
    "welsh": "Llên a thŷ",
    "charts": "Charts",
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("chal", ["for-all", "pace", "among"]),
        ("CHAL", ["for-all", "pace", "among"]),
        ("chal p", ["pace"]),
        ("all ch", ["for-all"]),
        ("voc", ["talk"]),
        ("tv", ["talk"]),
        ("llen", ["welsh", "among"]),
        ("leaders c", ["among"]),
        ("leader's", ["among"]),
        ("zz", []),
    ],
)
def test_starts_lead_then_words_then_letters(text: str, found: list[str]) -> None:
    assert ranked(TITLES, text, ()) == found


def test_letters_in_order_count_only_from_the_start_of_a_word() -> None:
    assert ranked(TITLES, "cap", ()) == ["pace"]
    assert "talk" not in ranked(TITLES, "lk", ())


def test_the_latest_used_leads_among_equal_fits_and_only_there() -> None:
    assert ranked(TITLES, "chal", ["among", "pace"]) == ["pace", "for-all", "among"]
    assert ranked(TITLES, "c", ["pace", "charts"])[:3] == ["pace", "charts", "for-all"]


def test_a_criterion_used_twice_counts_from_its_latest_use() -> None:
    assert ranked(TITLES, "ch", ["charts", "pace", "charts"])[:2] == ["charts", "pace"]


@pytest.mark.parametrize("text", ["", " ", "#", "’"])
def test_nothing_typed_offers_the_latest_and_then_all_in_order(text: str) -> None:
    assert ranked(TITLES, text, ["talk", "gone"]) == [
        "talk",
        *(one for one in TITLES if one != "talk"),
    ]


def test_equal_fits_keep_their_order_whatever_comes_round() -> None:
    once = ranked(TITLES, "c", ())
    assert once == [one for one in once if one in TITLES]
    assert ranked(dict(reversed(TITLES.items())), "ch", ())[:3] == ["charts", "pace", "for-all"]


def test_folding_leaves_letters_and_digits_with_single_spaces() -> None:
    assert folded("  St Bride’s – Ysgol Tŷ-Nant, 4B ") == "st brides ysgol ty nant 4b"


def test_folding_plain_letters_comes_to_what_folding_all_letters_does() -> None:
    plain = "".join(map(chr, range(128)))
    assert f"{folded(plain)} e" == folded(f"{plain} é")
