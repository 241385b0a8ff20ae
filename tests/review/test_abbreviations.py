import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.errors import UserError
from reviewer_app.model.words import Bearing
from reviewer_app.review import abbreviations, capture, findings, reporting
from reviewer_app.review.abbreviations import Expansion, expansion_before
from tests.support import Device

KNOWN = {"TA": "teaching assistant", "SENCo": "coordinator", "Re": "one", "RE": "two"}


def test_what_the_team_says_comes_before_what_is_usual(helen: Device) -> None:
    own = {"TA": "mine", "XY": "something of mine"}
    assert abbreviations.known(helen.open, {})["TA"] == "teaching assistant"
    assert abbreviations.known(helen.open, own)["TA"] == "mine"
    helen.does(abbreviations.keep, " TA ", " task analysis ")
    known = abbreviations.known(helen.open, own)
    assert known["TA"] == "task analysis"
    assert known["XY"] == "something of mine"
    assert list(known) == sorted(known, key=str.casefold)
    helen.does(abbreviations.keep, "TA", "")
    assert "TA" not in abbreviations.known(helen.open, own)
    helen.does(capture.undo, helen.last_change.hash)
    assert abbreviations.known(helen.open, own)["TA"] == "task analysis"


def test_an_abbreviation_goes_to_the_other_laptops(helen: Device, asha: Device) -> None:
    helen.does(abbreviations.keep, "RWI", "a scheme for phonics")
    asha.receives(helen.changes)
    assert abbreviations.known(asha.open, {})["RWI"] == "a scheme for phonics"


@pytest.mark.parametrize("short", ["", "two words", "“TA”", "-"])
def test_what_is_no_single_word_is_refused(helen: Device, short: str) -> None:
    with pytest.raises(UserError) as refused:
        helen.does(abbreviations.keep, short, "something")
    assert refused.value.code == "abbreviation.not-one"


@pytest.mark.parametrize(
    ("text", "cursor", "found"),
    [
        ("The TA", 6, Expansion(4, 6, "teaching assistant")),
        ("The TA", 5, Expansion(4, 6, "teaching assistant")),
        ("The ta", 6, Expansion(4, 6, "teaching assistant")),
        ("(TA)", 3, Expansion(1, 3, "teaching assistant")),
        ("SENCO", 5, Expansion(0, 5, "coordinator")),
        ("RE", 2, Expansion(0, 2, "two")),
        ("re", 2, None),
        ("The TA", 4, None),
        ("The TA", 3, None),
        ("STAR", 3, None),
        ("", 0, None),
        ("TA ", 3, None),
    ],
)
def test_only_the_word_before_the_cursor_is_written_out(
    text: str, cursor: int, found: Expansion | None
) -> None:
    assert expansion_before(text, cursor, KNOWN) == found


@given(st.text(max_size=60), st.integers(0, 60))
def test_no_text_and_no_cursor_is_too_odd_to_look_at(text: str, cursor: int) -> None:
    found = expansion_before(text, cursor, KNOWN)
    assert found is None or text[found.start : found.end].casefold() in {
        one.casefold() for one in KNOWN
    }


def test_only_what_is_used_and_not_written_out_is_listed() -> None:
    texts = ["The TA asks.", "The star stays.", "Ta."]
    assert abbreviations.used_in(texts, KNOWN) == {"TA": "teaching assistant"}
    assert abbreviations.used_in([*texts, "Each teaching assistant"], KNOWN) == {}


def test_report_lists_the_abbreviations_it_uses(helen: Device) -> None:
    titles = [one.title for one in reporting.content_of(helen.open).sections]
    assert "Abbreviations" not in titles
    helen.does(findings.add_finding, "provision", Bearing.WWW, "Each TA models with counters.")
    listed = reporting.content_of(helen.open).sections[-1]
    assert listed.title == "Abbreviations"
    assert [(one.label, one.meaning) for one in listed.words] == [("TA", "teaching assistant")]
