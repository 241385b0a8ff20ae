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


def test_where_it_is_narrow_the_keys_on_the_buttons_go_before_the_buttons_wrap(
    qtbot: QtBot, theme: Theme
) -> None:
    actions = [Button("Gather", key="Ctrl+G"), Button("Hand over", key="Ctrl+H")]
    header = PageHeader("Team", "", actions)
    qtbot.addWidget(header)
    header.show()
    keyed = [one.sizeHint().width() for one in actions]
    whole = sum(keyed) + Space.L

    def at(width: int) -> tuple[list[int], int]:
        """How wide the buttons are where the header is this wide, and on how many lines they stand."""
        header.resize(width, 200)
        for _round in range(3):
            QApplication.processEvents()
        return [one.width() for one in actions], len({one.y() for one in actions})

    bare = [width - one.key_room for width, one in zip(keyed, actions, strict=True)]
    assert all(one.key_room > 0 for one in actions)
    assert at(whole) == (keyed, 1)
    assert at(whole - 1) == (bare, 1)
    assert at(sum(bare) + Space.L) == (bare, 1)
    # Where they wrap all the same, the keys have room again.
    assert at(sum(bare) + Space.L - 1) == (keyed, 2)


def crossed(words: QWidget, actions: list[Button]) -> bool:
    """Whether words stand over an action."""
    here = words.rect().translated(words.mapToGlobal(QPoint(0, 0)))
    return any(
        here.intersects(one.rect().translated(one.mapToGlobal(QPoint(0, 0)))) for one in actions
    )
