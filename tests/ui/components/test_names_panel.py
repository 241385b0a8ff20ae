"""The names that stand are gone through one by one."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from reviewer_app.model.nouns import DismissedWord, ListedName, NameWaiver
from reviewer_app.review import capture
from reviewer_app.review.names import answering
from reviewer_app.review.names.places import Place
from reviewer_app.ui.components.names_panel import NamesPanel
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Theme
from tests.support import Device
from tests.ui.support import Larkfield, make_bridge, wait_until


@pytest.fixture
def larkfield(tmp_path: Path, theme: Theme) -> Iterator[Larkfield]:
    """The invented review, open, with its timetable and notes."""
    made = make_bridge(tmp_path)
    yield made
    made.close()


@pytest.fixture
def panel(larkfield: Larkfield) -> Iterator[NamesPanel]:
    """The panel over a page, open, with three names in two notes."""
    for text in ("We asked Kacper and Zuzanna why.", "Mrs Khan models well."):
        larkfield.bridge.do(capture.commit_note, larkfield.activities["mathematics"], text)
    wait_until(lambda: "Mrs Khan models well." in texts(larkfield))
    host = QWidget()
    host.resize(900, 700)
    host.show()
    made = NamesPanel(larkfield.bridge, host)
    made.open()
    wait_until(lambda: made.left == 3)
    yield made
    host.close()


def texts(larkfield: Larkfield) -> list[str]:
    return [one.text for one in larkfield.opened.notes_of(larkfield.activities["mathematics"])]


def press(panel: NamesPanel, words: str) -> None:
    next(one for one in panel.choices() if words in one.text()).click()


def is_left(panel: NamesPanel, count: int) -> bool:
    return panel.left == count


def current(panel: NamesPanel) -> str:
    return panel.current.hit.text if panel.current else ""


def test_a_role_is_written_and_the_next_name_shown(panel: NamesPanel, larkfield: Larkfield) -> None:
    first = current(panel)
    press(panel, "pupil")
    wait_until(lambda: panel.left == 2)
    assert first not in " ".join(texts(larkfield))
    assert current(panel) not in ("", first)


def test_the_focus_is_on_the_first_answer_each_time(panel: NamesPanel) -> None:
    assert panel.window().focusWidget() is panel.choices()[0]
    press(panel, "pupil")
    wait_until(partial(is_left, panel, 2))
    assert panel.window().focusWidget() is panel.choices()[0]


def test_all_gone_through_is_told(panel: NamesPanel, larkfield: Larkfield) -> None:
    told: list[bool] = []
    panel.done.connect(lambda: told.append(True))
    for left in (2, 1, 0):
        press(panel, "Take the name out" if left else "not a name")
        wait_until(partial(is_left, panel, left))
    assert told == [True]
    assert panel.state_words == "No name stands in this review."
    assert len(larkfield.opened.all(DismissedWord)) == 1


def test_a_name_stays_only_for_a_reason(panel: NamesPanel, larkfield: Larkfield) -> None:
    panel.stay.click()
    assert panel.reason.error
    assert panel.left == 3
    panel.reason.set_value("It is the author of the book.")
    panel.stay.click()
    wait_until(lambda: panel.left == 2)
    [waiver] = larkfield.opened.all(NameWaiver)
    assert waiver.reason == "It is the author of the book."


def test_reason_being_typed_stays_with_its_name_whatever_comes_in(
    panel: NamesPanel, larkfield: Larkfield
) -> None:
    panel.later.click()
    named = current(panel)
    panel.reason.setFocus()
    panel.reason.set_value("It is the auth")
    larkfield.bridge.do(capture.commit_note, larkfield.activities["english"], "Kacper reads on.")
    wait_until(lambda: panel.left == 4)
    assert (current(panel), panel.reason.value) == (named, "It is the auth")
    assert panel.window().focusWidget() is panel.reason.line
    panel.later.click()
    assert panel.reason.value == ""


def test_names_to_look_out_for_are_taken_in(panel: NamesPanel, larkfield: Larkfield) -> None:
    panel.own.set_value("Quillon Treadgold")
    panel.add_names.click()
    wait_until(lambda: bool(larkfield.opened.all(ListedName)))
    assert panel.own.value == ""
    panel.forget.click()
    wait_until(lambda: not larkfield.opened.all(ListedName))


def test_words_of_another_are_emptied_by_whom_the_panel_names(
    helen: Device, asha: Device, store: Path, theme: Theme
) -> None:
    note = helen.writes(helen.visits(), "We asked Kacper.")
    helen.hands_over(store)
    asha.gathers(store)
    asha.does(answering.replace_name, Place("note", note, "text"), "Kacper", "a pupil")
    bridge, host = Bridge(asha.session, asha.open), QWidget()
    host.resize(900, 700)
    host.show()
    panel = NamesPanel(bridge, host)
    panel.open()
    wait_until(lambda: panel.left == 1)
    assert panel.whose_words.startswith("Only Helen Marsh can empty this earlier wording.")
    assert [one.text() for one in panel.choices()] == ["“Kacper” is not a name"]
    assert panel.window().focusWidget() is panel.reason.line
    panel.reason.set_value("Helen is asked.")
    panel.stay.click()
    wait_until(lambda: panel.left == 0)
    assert [one.reason for one in asha.open.all(NameWaiver)] == ["Helen is asked."]
    host.close()
    bridge.close()
