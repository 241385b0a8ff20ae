"""Names are underlined in every field of a form that people write words in, and a role can take their place."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from reviewer_app.review.names.lists import lists
from reviewer_app.ui.components.agreement_panel import AgreementSheet
from reviewer_app.ui.components.name_marks import NameMarks, Writable
from reviewer_app.ui.components.photo_panel import PhotoPanel
from reviewer_app.ui.components.slot_bar import SlotBar
from reviewer_app.ui.components.visit_facts import VisitFacts
from reviewer_app.ui.components.visit_form import VisitForm
from reviewer_app.ui.components.written_field import WrittenLine, WrittenText
from reviewer_app.ui.theme import Theme
from tests.ui.support import Larkfield, make_bridge, wait_until


@pytest.fixture
def larkfield(tmp_path: Path, theme: Theme) -> Iterator[Larkfield]:
    """The invented review, open, with its timetable and notes."""
    lists()
    made = make_bridge(tmp_path)
    yield made
    made.close()


@pytest.fixture
def host(theme: Theme) -> Iterator[QWidget]:
    """What the sheets stand beside."""
    made = QWidget()
    made.resize(900, 700)
    made.show()
    yield made
    made.close()


def marked(words: Writable) -> list[str]:
    text = words.text()
    return [text[start : start + length] for start, length in words.marks]


def fields(larkfield: Larkfield, host: QWidget) -> dict[str, Writable]:
    bridge = larkfield.bridge
    agreement, form = AgreementSheet(bridge, host), VisitForm(host, bridge)
    facts = VisitFacts(bridge, host)
    facts.show_activity(larkfield.activities["mathematics"])
    return {
        "who agreed": agreement.role.line,
        "a different view": agreement.view.words,
        "title": form.title.line,
        "shared with": form.partner.line,
        "class": form.class_name.line,
        "not seen because": SlotBar(bridge, host).reason.line,
        "caption": PhotoPanel(host, bridge).caption.line,
        "joint observer": facts.lines["joint_observer"],  # type: ignore[dict-item]
    }


def test_names_are_underlined_in_each(larkfield: Larkfield, host: QWidget) -> None:
    for name, words in fields(larkfield, host).items():
        words.setText("Mrs Khan and Kacper were there")
        wait_until(lambda words=words: marked(words) == ["Mrs Khan", "Kacper"])  # type: ignore[misc]
        assert marked(words) == ["Mrs Khan", "Kacper"], name


def test_what_is_counted_or_timed_is_not_looked_at(larkfield: Larkfield, host: QWidget) -> None:
    facts = VisitFacts(larkfield.bridge, host)
    facts.show_activity(larkfield.activities["mathematics"])
    assert facts.lines["seen"].findChild(NameMarks) is None
    assert facts.lines["joint_observer"].findChild(NameMarks) is not None


def test_a_role_takes_the_place_and_is_kept(larkfield: Larkfield, host: QWidget) -> None:
    field = WrittenLine(larkfield.bridge, "activity", "Shared with")
    finished: list[str] = []
    field.finished.connect(finished.append)
    field.setParent(host)
    field.show()
    field.line.setFocus()
    QTest.keyClicks(field.line, "Kacper, with his class")
    field.names.look_at_once()
    menu = field.names.menu_for(field.names.hits[0])
    next(one for one in menu.actions() if "a pupil" in one.text()).trigger()
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.value == finished[-1] == "A pupil, with his class"
    assert field.line.marks == ()


def test_several_lines_as_well(larkfield: Larkfield, host: QWidget) -> None:
    field = WrittenText(larkfield.bridge, "agreement", "A different view")
    field.set_value("We think so.\nKacper does not.")
    wait_until(lambda: marked(field.words) == ["Kacper"])
    assert [one.text for one in field.names.hits] == ["Kacper"]
