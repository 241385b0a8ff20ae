"""What is a name and what is none: the labelled notes, and the rules one by one."""

from pathlib import Path

import pytest

from reviewer_app.review.names.digests import NameDigests, digests_for
from reviewer_app.review.names.matching import HitKind, find_names, may_stand
from tests.data.names.labelled import HELD_OUT, TUNED, measure, read

LEAST_RECALL = 0.97
MOST_FALSE = 3.0
"""False hits in a hundred notes, past which a guard nags."""


def found(text: str) -> list[str]:
    return [one.text for one in find_names(text)]


@pytest.mark.parametrize("path", [TUNED, HELD_OUT], ids=lambda path: path.stem)
def test_labelled_notes_are_told_apart(path: Path) -> None:
    figures = measure(read(path))
    assert figures.recall >= LEAST_RECALL, figures.said("labelled")
    assert figures.false_per_hundred <= MOST_FALSE, figures.said("labelled")


def test_the_labelled_notes_are_as_many_as_promised() -> None:
    assert len(read(TUNED)) >= 300
    assert len(read(HELD_OUT)) >= 100


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mrs Brown hands over to Miss Patel.", ["Mrs Brown", "Miss Patel"]),
        ("mrs brown said it was quick", ["mrs brown"]),
        ("Siobhán O’Brien’s book", ["Siobhán O’Brien"]),
        ("MOHAMMED is on the board.", ["MOHAMMED"]),
        ("Spoke to Zoë and Łukasz.", ["Zoë", "Łukasz"]),
        ("spoke to siobhan about it", ["siobhan"]),
        ("T.M. came back.", ["T.M."]),
        ("J. Hargreaves wrote it.", ["J. Hargreaves"]),
        ("KD (Y8) said so.", ["KD"]),
        ("Asked Will what he would do.", ["Will"]),
        ("Grace refused to come in.", ["Grace"]),
        ("May sat at the back.", ["May"]),
        ("Mrs A in Year 1", ["Mrs A"]),
        ("O\u200bliver asked Oli\u00adver", ["O\u200bliver", "Oli\u00adver"]),
        ("Spoke to Am\u2060ir\u200d’s friend", ["Am\u2060ir"]),
        ("Spoke to Zoe\u0308 and Sia\u0302n.", ["Zoe\u0308", "Sia\u0302n"]),
        ("Mrs\u00a0Pa\u00adtel left", ["Mrs\u00a0Pa\u00adtel"]),
        ("O L I V E R was upset.", ["O L I V E R"]),
        ("O.L.I.V.E.R. was upset, and A-M-I-R", ["O.L.I.V.E.R.", "A-M-I-R"]),
        ("O. L. I. V. E. R. said so", ["O. L. I. V. E. R."]),
        ("Spoke to Mrs\nKhan and Mr\r\nHargreaves.", ["Mrs\nKhan", "Mr\r\nHargreaves"]),
        ("We saw \u041eliver beside Zuz\u0430nna.", ["\u041eliver", "Zuz\u0430nna"]),
        (
            "We saw Ol\u0456v\u200b\u0435r and M\u03bfhammed.",
            ["Ol\u0456v\u200b\u0435r", "M\u03bfhammed"],
        ),
        ("We saw O\u0336l\u0336i\u0336v\u0336e\u0336r.", ["O\u0336l\u0336i\u0336v\u0336e\u0336r"]),
        ("محمد explained it.", ["محمد"]),
        ("The teacher asked 李明 to read.", ["李明"]),
        ("Spoke to Дмитрий about it.", ["Дмитрий"]),
        ("Mrs 李 left.", ["Mrs 李"]),
    ],
)
def test_a_name_is_found(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Will pupils be able to explain?",
        "Grace is said before lunch.",
        "In May and June the scheme changed.",
        "Mark schemes are shared.",
        "Paris is the capital of France.",
        "Ruby class and Victoria house lead.",
        "Charlotte’s Web: what will Wilbur do?",
        "Florence Nightingale and Mary Seacole compared.",
        "St Mary’s church hall is used for PE.",
        "The DHT and SENCO asked about EAL and SEND.",
        "Mr Men books are well thumbed.",
        "Pupil A and pupil B have EHCPs.",
        "He chose option B. Teachers moved on.",
        "The vowels A E I O U; sets A B C D; the U S A.",
        "They spell C A T, S H I P and R O S E aloud.",
        "“Yes, Sir\nPupils moved on, Miss\n\nReading was calm.",
        "Pupils say 你好 to each other and write 谢谢 at the end.",
        "In Mandarin they asked 你叫什么 and answered; the word 好 means good.",
        "Year 8 read مرحبا aloud; שלום was sung in RE.",
        "Russian: Как дела? was chanted, and привет copied twice.",
        "Angles \u03b1, \u03b2 and \u0394 are labelled.",
        "",
    ],
)
def test_what_only_looks_like_a_name_is_none(text: str) -> None:
    assert found(text) == []


def test_a_hit_stands_where_it_says() -> None:
    text = "😀 Asked Amir’s friend, then Mrs Khan."
    assert [text[one.start : one.end] for one in find_names(text)] == ["Amir", "Mrs Khan"]
    assert [one.kind for one in find_names(text)] == [HitKind.NAME, HitKind.TITLED]


def test_what_was_allowed_may_stand() -> None:
    hits = find_names("Helen and Amir read.")
    assert [one.text for one in hits] == ["Helen", "Amir"]
    assert [one.text for one in hits if not may_stand(one, {"helen"})] == ["Amir"]


def test_a_name_the_team_entered_is_found_though_no_list_has_it() -> None:
    listed = NameDigests("r1", digests_for("r1", "Quillon Treadgold"))
    assert found("Table three: Quillon is stuck.") == []
    assert [one.text for one in find_names("Table three: Quillon is stuck.", listed=listed)] == [
        "Quillon"
    ]


def test_a_name_the_team_entered_is_found_whatever_nobody_sees_within_it() -> None:
    listed = NameDigests("r1", digests_for("r1", "Quillon Treadgold"))
    for text in ("Qu\u00adillon", "Quillo\u200bn", "Tread\ufeffgold"):
        assert [one.text for one in find_names(f"It was {text}.", listed=listed)] == [text]
