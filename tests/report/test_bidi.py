"""The order of letters on a line. (Brackets in a stretch from the right are mirrored when they are drawn.)"""

import pytest

from reviewer_app.report.bidi import base_level, drawn_order, levels


def drawn(text: str, base: int) -> str:
    return "".join(text[place] for place in drawn_order(levels(text, base)))


@pytest.mark.parametrize(
    ("text", "base", "expected"),
    [
        ("said שלום twice", 0, "said םולש twice"),
        ("דוד כהן and לוי", 0, "ןהכ דוד and יול"),
        ("عام 12 ثم", 0, "مث 12 ماع"),
        ("אב 3/4 גד", 0, "דג 3/4 בא"),
        ("a (אב) b", 0, "a (בא) b"),
        ("אב (cd) הו", 1, "וה )cd( בא"),
        ("אב cd, ef הו", 1, "וה cd, ef בא"),
        ("50% אב", 0, "50% בא"),
        ("אב 50%", 1, "50% בא"),
        ("a אב\u05b0 c", 0, "a \u05b0בא c"),
        ("٤+٥ اب", 0, "با ٥+٤"),
        ("(אב] c", 0, "(בא] c"),
    ],
)
def test_order_is_that_of_the_standard(text: str, base: int, expected: str) -> None:
    assert drawn(text, base) == expected


def test_a_number_after_a_sign_belongs_to_the_english_around_it() -> None:
    assert drawn("דוד, 3 pupils", 0) == "דוד"[::-1] + ", 3 pupils"
    assert drawn("דוד 3 pupils", 0) == "3 " + "דוד"[::-1] + " pupils"
    assert drawn("דוד, 3 לוי x", 0) == "דוד, 3 לוי"[::-1] + " x"


def test_a_paragraph_runs_the_way_it_begins_and_most_of_its_letters_do() -> None:
    assert base_level("He said: دوري في المدرسة كل يوم") == 0
    assert base_level("شاہدہ پروین and friends read") == 0
    assert base_level("דוד reads aloud to his class") == 0
    assert base_level("دوري Jones في المدرسة") == 1
    assert base_level("12 %") == 0
