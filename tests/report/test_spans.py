import pytest

from reviewer_app.language import ENGLISH, WELSH, speaking
from reviewer_app.language import gettext as _
from reviewer_app.report.spans import Span, runs_from_right, shown, spans


def test_plain_words_are_one_span() -> None:
    assert spans("Pupils read.") == (Span("Pupils read.", "", False),)
    assert spans("") == ()


def test_what_runs_from_the_right_is_marked_with_its_language_and_its_numbers() -> None:
    told = spans("The rabbi, הרב דוד, and 3 pupils")
    assert [(one.language, one.from_right) for one in told] == [
        ("", False),
        ("he", True),
        ("", False),
    ]
    assert told[1].text == "הרב דוד"
    assert not runs_from_right("The rabbi, הרב דוד, and 3 pupils")


def test_a_paragraph_from_the_right_says_so_itself() -> None:
    said = "مدرسة كبيرة في وسط المدينة مع Mrs Jones كل يوم"
    assert runs_from_right(said)
    assert [one for one in spans(said) if "Jones" in one.text] == [Span("Mrs Jones", "", False)]


@pytest.mark.parametrize(
    "text", ["", "Plain.", "Ελλάδα and שלום, 王小明, Łódź \U0001f600", "a\ufffeb"]
)
def test_nothing_is_lost_between_spans(text: str) -> None:
    assert "".join(one.text for one in spans(text)) == shown(text)


def test_code_points_that_are_no_characters_are_seen_as_such() -> None:
    assert shown("a\ufffeb\ufdd0c\U0001ffffd") == "a�b�c�d"


def test_two_readings_of_a_text_follow_each_other_each_in_its_language() -> None:
    with speaking([WELSH, ENGLISH], ENGLISH):
        text = _("Even better if")
        assert shown(text) == "Hyd yn oed yn well pe bai / Even better if"
        assert [(one.text, one.language) for one in spans(text)] == [
            ("Hyd yn oed yn well pe bai / ", ""),
            ("Even better if", ENGLISH),
        ]
    with speaking([WELSH], ENGLISH):
        assert spans("Typed.") == (Span("Typed.", ENGLISH, from_right=False),)
