import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from pytestqt.qtbot import QtBot

from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import StateLine


def test_a_change_of_state_is_said_once_and_politely(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[QAccessibleEvent] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", said.append)
    line = StateLine()
    qtbot.addWidget(line)
    line.set_state("Saved")
    line.set_state("Saved")
    line.set_state("Not saved: the disk is full", "alert")
    events = [event for event in said if isinstance(event, QAccessibleAnnouncementEvent)]
    assert [event.message() for event in events] == ["Saved", "Not saved: the disk is full"]
    polite = QAccessible.AnnouncementPoliteness.Polite
    assert {event.politeness() for event in events} == {polite}
