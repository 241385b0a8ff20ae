"""What is out of sight takes no room."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import EmptyState, Pile, Text


def test_a_pile_is_as_large_as_what_it_shows(qtbot: QtBot, theme: Theme) -> None:
    pile, small, large = Pile(), Text("Small"), QWidget()
    qtbot.addWidget(pile)
    empty = pile.minimumSizeHint()
    large.setMinimumSize(400, 300)
    column = QVBoxLayout(large)
    column.addWidget(EmptyState("Nothing is planned", "Plan the first visit."))
    pile.addWidget(small)
    pile.addWidget(large)
    assert (pile.sizeHint(), pile.minimumSizeHint()) == (small.sizeHint(), small.minimumSizeHint())
    pile.setCurrentWidget(large)
    assert pile.minimumSizeHint() == large.minimumSizeHint()
    assert empty.height() <= small.minimumSizeHint().height()


def test_a_window_shrinks_after_the_text_shrank_while_part_of_it_was_out_of_sight(
    qtbot: QtBot, theme: Theme
) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    window, pile = QWidget(), Pile()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(pile)
    tall = QWidget()
    lines = QVBoxLayout(tall)
    for number in range(12):
        lines.addWidget(Text(f"Note {number}"))
    pile.addWidget(tall)
    pile.addWidget(Text("Saved"))
    window.show()
    theme.apply(application, "light", 2.0)
    QCoreApplication.processEvents()
    pile.setCurrentIndex(1)
    theme.apply(application, "light", 1.0)
    QCoreApplication.processEvents()
    window.resize(300, 80)
    QCoreApplication.processEvents()
    assert window.height() == 80
