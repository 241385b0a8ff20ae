"""What is typed is a draft from the first key on, an answer on leaving; what cannot be read stays, with a sentence."""

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reviewer_app.model.canonical import Json
from reviewer_app.ui.components.form_evidence import CalculatedPart, EvidenceLinkPart
from reviewer_app.ui.components.form_writing import LinePart, NarrativePart, QuotePart
from reviewer_app.ui.components.name_marks import Writable
from tests.ui.components.conftest import Fill, Filled
from tests.ui.support import wait_until


def line(form: Filled, item: str) -> LinePart:
    return cast("LinePart", form.part(item))


def type_in(form: Filled, item: str, text: str, *, enter: bool = True) -> None:
    field = line(form, item).line.line
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    if enter:
        QTest.keyClick(field, Qt.Key.Key_Return)
    form.review.settle()


@pytest.mark.parametrize(
    ("item", "typed", "value", "shown"),
    [
        ("present", "27", 27, "27"),
        ("room", "Room 6", "Room 6", "Room 6"),
        ("day", "17/11/2026", "2026-11-17", "17 Nov 2026"),
        ("began", "1015", "10:15", "10:15"),
    ],
)
def test_a_line_is_kept_as_its_item_keeps_it(
    form: Filled, item: str, typed: str, value: Json, shown: str
) -> None:
    type_in(form, item, typed)
    assert form.value(item) == value
    assert line(form, item).line.value == shown


def test_an_emptied_line_takes_the_answer_back(form: Filled) -> None:
    type_in(form, "room", "Room 6")
    field = line(form, "room").line.line
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert form.value("room") is None


@pytest.mark.parametrize(
    ("item", "typed", "sentence"),
    [
        ("present", "many", "Type a whole number."),
        ("present", "2.5", "Type a whole number."),
        ("writing", "41", "Type a whole number from 0 to 40."),
        ("day", "soon", "Type a date such as 17/11/2026."),
        ("began", "early", "Type a time such as 10:15."),
    ],
)
def test_what_cannot_be_read_stays_there_as_a_draft(
    fill: Fill, item: str, typed: str, sentence: str
) -> None:
    form = fill()
    type_in(form, item, typed)
    assert line(form, item).line.error == sentence
    assert form.value(item) is None
    again = fill()
    assert line(again, item).line.value == typed


def test_a_number_outside_its_range_is_kept_and_marked_where_it_may_be(form: Filled) -> None:
    type_in(form, "present", "45")
    assert form.value("present") == 45
    assert line(form, "present").outside.text() == ("Kept, but a number from 1 to 40 was expected.")
    type_in(form, "present", "27")
    assert not line(form, "present").outside.isVisible()


def test_an_answer_that_breaks_its_rule_is_kept_and_says_so(form: Filled) -> None:
    type_in(form, "present", "27")
    type_in(form, "writing", "30")
    assert form.value("writing") == 30
    assert line(form, "writing").wrong == "No more than are present."
    type_in(form, "present", "30")
    assert line(form, "writing").wrong == ""


def test_a_value_that_is_worked_out_follows_the_answers(form: Filled) -> None:
    part = cast("CalculatedPart", form.part("share"))
    assert part.value.text() == "Nothing to work out yet."
    type_in(form, "present", "30")
    type_in(form, "writing", "12")
    # 12 of 30 are 40 in a hundred.
    assert part.value.text() == "40"


def test_half_a_line_is_there_after_a_restart(fill: Fill) -> None:
    form = fill()
    type_in(form, "room", "Roo", enter=False)
    again = fill()
    assert line(again, "room").line.value == "Roo"


def test_half_a_story_is_there_after_a_restart_and_enter_keeps_it(fill: Fill) -> None:
    form = fill()
    words = cast("NarrativePart", form.part("story")).text.sentence.words
    QTest.keyClicks(words, "They explain")
    again = cast("NarrativePart", fill().part("story"))
    assert again.text.text == "They explain"
    QTest.keyClicks(again.text.sentence.words, " it")
    QTest.keyClick(again.text.sentence.words, Qt.Key.Key_Return)
    kept = fill()
    assert kept.value("story") == "They explain it"
    assert kept.review.opened.drafts == {}


def test_a_quote_waits_for_who_said_it_and_keeps_no_name(fill: Fill) -> None:
    form = fill()
    part = cast("QuotePart", form.part("said"))
    QTest.keyClicks(part.words.words, "I always have a job to do.")
    QTest.keyClick(part.words.words, Qt.Key.Key_Return)
    assert form.value("said") is None
    assert part.missing.isVisible()
    again = fill()
    part = cast("QuotePart", again.part("said"))
    assert part.words.text == "I always have a job to do."
    part.speakers.buttons[1].click()
    said = {"speaker": "An older pupil", "text": "I always have a job to do."}
    assert again.value("said") == said
    assert not part.missing.isVisible()
    part.speakers.buttons[0].click()
    assert again.value("said") == {**said, "speaker": "A younger pupil"}


def test_an_emptied_quote_is_taken_back(form: Filled) -> None:
    part = cast("QuotePart", form.part("said"))
    QTest.keyClicks(part.words.words, "Yes.")
    part.speakers.buttons[0].click()
    assert form.value("said") is not None
    part.words.words.selectAll()
    QTest.keyClick(part.words.words, Qt.Key.Key_Delete)
    QTest.keyClick(part.words.words, Qt.Key.Key_Return)
    assert form.value("said") is None
    assert part.speakers.value == ()


def test_notes_of_the_visit_bear_an_answer_out(form: Filled) -> None:
    part = cast("EvidenceLinkPart", form.part("proof"))
    assert part.said.text().startswith("There are no notes yet.")
    note = form.note("Pupils prove it to their partner.")
    assert part.said.text() == "Choose at least 1 note that bears this out."
    assert part.notes.buttons[0].text().endswith("Pupils prove it to their partner.")
    part.notes.buttons[0].click()
    assert form.value("proof") == [note]
    assert not part.said.isVisible()


def test_of_many_notes_those_chosen_are_shown_and_the_others_added_from_a_list(
    form: Filled,
) -> None:
    part = cast("EvidenceLinkPart", form.part("proof"))
    notes = [form.note(f"Note {number}.") for number in range(1, 14)]
    assert not part.notes.isVisible()
    assert sorted(part.more.choice_ids) == sorted(notes)
    part.more.chosen.emit(notes[4])
    assert form.value("proof") == [notes[4]]
    assert part.notes.offered == (notes[4],)
    assert notes[4] not in part.more.choice_ids
    part.notes.buttons[0].click()
    assert form.value("proof") is None


def marked(field: Writable) -> list[str]:
    return [field.text()[start : start + length] for start, length in field.marks]


def test_names_are_underlined_in_lines_and_long_texts_and_quotes(form: Filled) -> None:
    quote = cast("QuotePart", form.part("said"))
    story = cast("NarrativePart", form.part("story"))
    for field in (line(form, "room").line.line, quote.words.words, story.text.sentence.words):
        field.setText("Mrs Khan said so")
        wait_until(lambda field=field: marked(field) == ["Mrs Khan"])  # type: ignore[misc]
        assert marked(field) == ["Mrs Khan"]
