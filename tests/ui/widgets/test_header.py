"""The head of a page has its actions where they take the least height."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reviewer_app.ui.theme import Space, Theme
from reviewer_app.ui.widgets import Button, PageHeader, Text


def test_actions_stand_beside_both_lines_then_above_the_second_then_below_both(
    qtbot: QtBot, theme: Theme
) -> None:
    actions = [Button("Check this PDF"), Button("Export draft"), Button("Seal the report")]
    header = PageHeader("Report", "Final exported yesterday, for the headteacher.", actions)
    qtbot.addWidget(header)
    title, subtitle = header.findChildren(Text)[:2]
    header.show()
    needed = sum(one.sizeHint().width() for one in actions) + 2 * Space.L

    def tops(share: float) -> list[int]:
        """How far down title, subtitle and actions begin, where the actions take this share of the width."""
        header.resize(int(needed / share), 200)
        for _round in range(3):
            QApplication.processEvents()
        assert not crossed(title, actions)
        assert not crossed(subtitle, actions)
        return [one.mapTo(header, QPoint(0, 0)).y() for one in (title, subtitle, actions[0])]

    _title, second, action = tops(0.4)
    assert action < second
    assert subtitle.width() < header.width() - needed
    _title, second, action = tops(0.7)
    assert action < second
    assert subtitle.width() == header.width()
    first, second, action = tops(0.97)
    assert first < second < action


def crossed(words: QWidget, actions: list[Button]) -> bool:
    """Whether words stand over an action."""
    here = words.rect().translated(words.mapToGlobal(QPoint(0, 0)))
    return any(
        here.intersects(one.rect().translated(one.mapToGlobal(QPoint(0, 0)))) for one in actions
    )
