"""Every type of item: reached and answered by keys alone, named for a screen reader, kept, undone, read back."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from reviewer_app.frameworks.items import CalculatedItem, GroupItem, RepeatItem, WordsItem
from reviewer_app.model.canonical import Json
from reviewer_app.review import answers
from tests.ui.components.conftest import Fill, Filled
from tests.ui.forms import question_with_keys
from tests.ui.support import wait_until

TAB, BACKTAB, SPACE, ENTER, DOWN = (
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Space,
    Qt.Key.Key_Return,
    Qt.Key.Key_Down,
)
ROLE = QAccessible.Role
PASS: Final = 300
"""Seconds that go by where a key is None: a moment of the timed set comes due."""

Key = Qt.Key | str | None


@dataclass(frozen=True, slots=True)
class Typed:
    """How an item is answered by keys, what is then kept, and what a screen reader calls what takes the keys.

    `marks`: how many moments are kept, of an instrument.
    """

    role: QAccessible.Role
    keys: tuple[Key, ...]
    value: Json = None
    row: str = ""
    marks: int = 0


QUOTE: Final[Json] = {"speaker": "A younger pupil", "text": "I have a job"}
GRID: Final[Json] = {"front/doing": ["explaining"], "back/doing": ["asking"]}
ITEMS: Final[dict[str, Typed]] = {
    "calm": Typed(ROLE.RadioButton, ("1",), "secure"),
    "aims": Typed(ROLE.RadioButton, ("3",), "high"),
    "checks": Typed(ROLE.RadioButton, (SPACE,), "low"),
    "whole": Typed(ROLE.RadioButton, ("2",), 3),
    "standard": Typed(ROLE.RadioButton, (ENTER,), "met"),
    "help": Typed(ROLE.RadioButton, ("1",), "yes"),
    "kind": Typed(ROLE.CheckBox, ("1", "2"), ["adult", "task"]),
    "lead": Typed(ROLE.RadioButton, ("2",), "asking"),
    "next": Typed(ROLE.ComboBox, (DOWN,), "explaining"),
    "present": Typed(ROLE.EditableText, ("27", ENTER), 27),
    "writing": Typed(ROLE.EditableText, ("20", ENTER), 20),
    "room": Typed(ROLE.EditableText, ("Room 6", ENTER), "Room 6"),
    "day": Typed(ROLE.EditableText, ("17/11/2026", ENTER), "2026-11-17"),
    "began": Typed(ROLE.EditableText, ("1015", ENTER), "10:15"),
    "story": Typed(ROLE.EditableText, ("Nobody waits", ENTER), "Nobody waits"),
    "said": Typed(ROLE.EditableText, ("I have a job", TAB, "1"), QUOTE),
    "proof": Typed(ROLE.CheckBox, (SPACE,), ["the note"]),
    # Once its clock runs the keys are free for other questions; from the next one it is two steps back.
    "look": Typed(ROLE.Button, (SPACE, None, BACKTAB, BACKTAB, "1"), marks=1),
    "grid": Typed(ROLE.RadioButton, ("1", TAB, "2"), GRID),
    "questions": Typed(ROLE.Button, (SPACE, SPACE), marks=2),
    "talk": Typed(ROLE.Button, (SPACE, None, SPACE), marks=1),
    "record": Typed(ROLE.EditableText, ("Asks for a proof", ENTER), marks=1),
    "marked": Typed(ROLE.RadioButton, ("1",), "yes", row="1"),
    "copies": Typed(ROLE.EditableText, ("3", ENTER), 3, row="1"),
}
SILENT: Final = (GroupItem, RepeatItem, WordsItem, CalculatedItem)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(form: Filled, key: Key) -> None:
    if key is None:
        form.pass_time(PASS)
    elif isinstance(key, str):
        QTest.keyClicks(focused(), key)
    else:
        QTest.keyClick(focused(), key)
    form.review.settle()


def tab_to(form: Filled, item: str, typed: Typed) -> None:
    """Press Tab until the item has the focus, or whatever of it is the first to take the keys."""
    column = form.both.sheets[0].items
    for _tab in range(12):
        at = question_with_keys(column)
        if at == (item, typed.row) and role() == typed.role:
            return
        QTest.keyClick(focused(), TAB)
    raise AssertionError(item)


def role() -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(focused()).role()


def kept(form: Filled, note: str) -> dict[str, Json | int]:
    """What the profile keeps, read anew from the disk: answers by item, and how many moments of each instrument."""
    form.review.settle()
    read = form.review.session.open(form.review.opened.id)
    given = answers.answers_on(read, form.sheet, read.me)
    found: dict[str, Json | int] = {item: value for (item, _row), value in given.items()}
    for mark in answers.marks_on(read, form.sheet, read.me):
        count = found.get(mark.item, 0)
        assert isinstance(count, int)
        found[mark.item] = count + 1
    if found.get("proof") == [note]:
        found["proof"] = ["the note"]
    return found


def shown(form: Filled, item: str, row: str) -> str:
    """All words and choices that the part of an item shows, as a screen reader reads them."""
    part = form.part(item, row)
    words: list[str] = []
    for one in part.findChildren(QWidget):
        tree = QAccessible.queryAccessibleInterface(one)
        checked = tree.state().checked
        if one.isVisible() and (checked or not isinstance(one, QLabel) or one.text()):
            words += [
                tree.text(QAccessible.Text.Name) if checked or isinstance(one, QLabel) else ""
            ]
            words += [tree.text(QAccessible.Text.Value)]
    return " | ".join(filter(None, words))


READ: Final[dict[str, str]] = {
    "calm": "Secure",
    "aims": "High",
    "checks": "Low",
    "whole": "3",
    "standard": "Met",
    "help": "Yes",
    "kind": "A different task",
    "lead": "Asking",
    "next": "Explaining",
    "present": "27",
    "writing": "20",
    "room": "Room 6",
    "day": "17 Nov 2026",
    "began": "10:15",
    "story": "Nobody waits",
    "said": "A younger pupil",
    "proof": "Pupils explain",
    "look": "Explaining",
    "grid": "Asking",
    "questions": "2 taps",
    "talk": "1 stretch kept, 5:00 in all",
    "record": "Asks for a proof",
    "marked": "Yes",
    "copies": "3",
}
"""What the part of each item says once the program was started again."""


def test_the_table_has_every_item_that_is_answered(form: Filled) -> None:
    items = form.both.sheets[0].open_form.items.values()
    assert [one.id for one in items if not isinstance(one, SILENT)] == list(ITEMS)
    assert list(READ) == list(ITEMS)


def test_every_type_is_answered_by_keys_alone_and_read_back_after_an_end(fill: Fill) -> None:
    form = fill()
    note = form.note("Pupils explain why 0.3 is larger than 0.25.")
    form.both.focus_form()
    for item, typed in ITEMS.items():
        tab_to(form, item, typed)
        tree = QAccessible.queryAccessibleInterface(focused())
        assert tree.text(QAccessible.Text.Name), item
        for key in typed.keys:
            press(form, key)
    expected = {item: typed.marks or typed.value for item, typed in ITEMS.items()}
    assert kept(form, note) == expected
    again = fill()
    for item, typed in ITEMS.items():
        assert READ[item] in shown(again, item, typed.row), item
    assert "74" in shown(again, "share", "")


def test_undo_takes_every_answer_back_the_last_first(fill: Fill) -> None:
    form = fill()
    note = form.note("Pupils explain why 0.3 is larger than 0.25.")
    form.both.focus_form()
    for item, typed in ITEMS.items():
        tab_to(form, item, typed)
        for key in typed.keys:
            press(form, key)
    for item in reversed(ITEMS):
        for _step in range(3):
            if item not in kept(form, note):
                break
            form.review.bridge.undo()
        assert item not in kept(form, note)
    assert kept(form, note) == {}


def test_words_are_kept_as_they_are_typed(form: Filled) -> None:
    for item in ("present", "room", "day", "story", "said", "record"):
        form.both.pane.focus_answer("general", (item, ""))
        QTest.keyClicks(focused(), "17")
        place = form.both.sheets[0].open_form.place(item, "")
        # Nothing is pressed and nothing is left: it is saved by itself.
        wait_until(lambda place=place: place in form.review.opened.drafts)  # type: ignore[misc]
        form.review.settle()
        read = form.review.session.open(form.review.opened.id)
        assert read.drafts[place].text == "17", item
