"""What came of forms on the report's sheet: the words of the PDF, and every cell says its row and its column."""

from reviewer_app.ui.components.report_forms import GridTable, form_parts
from reviewer_app.ui.widgets import Text
from tests.report.form_sample import NUMBERS, QUESTIONS
from tests.report.tools import words_of


def shown() -> list[str]:
    widgets = [make() for form in (QUESTIONS, NUMBERS) for _key, make in form_parts(form)]
    return [text.text() for one in widgets for text in one.findChildren(Text)]


def test_the_sheet_says_every_word_of_the_pdf() -> None:
    said = " ".join(" ".join(shown()).split())
    for form in (QUESTIONS, NUMBERS):
        for words in words_of(form):
            if words not in (form.title, *form.passages):
                assert words in said


def test_parts_are_known_by_what_they_say() -> None:
    keys = [key for form in (QUESTIONS, NUMBERS) for key, _make in form_parts(form)]
    assert len(keys) == len({*keys})


def test_every_cell_says_its_row_and_its_column() -> None:
    grid = NUMBERS.blocks[0]
    table = GridTable(grid)  # type: ignore[arg-type]
    spoken = {text.accessibleName() for text in table.findChildren(Text)}
    assert {
        "Classroom culture",
        "Classroom culture, Mean: 3.9",
        "Instruction, Visits: 23",
    } <= spoken
    assert table.accessibleName() == "Means over visits, each visit counting once."
