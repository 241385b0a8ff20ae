"""A list that never takes the keys: the field or the editor it belongs to moves it."""

from PySide6.QtCore import QAbstractItemModel, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from reviewer_app.ui.theme import Radius, tokens
from reviewer_app.ui.theme.paint import round_box
from reviewer_app.ui.widgets.announce import announce


class HeldList(QListView):
    """Rows of one height; the one that Enter would choose is the current one, and is spoken when it is moved to.

    Args:
        name: what a screen reader calls the list.

    Signals:
        chosen(row): it was clicked.
    """

    chosen = Signal(int)

    def __init__(self, name: str, model: QAbstractItemModel, delegate: QStyledItemDelegate) -> None:
        super().__init__()
        self.setAccessibleName(name)
        model.setParent(self)
        delegate.setParent(self)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.viewport().setAutoFillBackground(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))

    @property
    def row(self) -> int:
        """The row that Enter would choose; -1 where there is none."""
        return self.currentIndex().row()

    def go_to(self, row: int) -> None:
        """Make a row the one that Enter would choose."""
        self.setCurrentIndex(self.model().index(row, 0))

    def move_by(self, step: int) -> None:
        """Go down or up, round the ends."""
        count = self.model().rowCount()
        if count:
            self.go_to((self.row + step) % count)
            self.speak()

    def speak(self) -> None:
        """Say the row that Enter would choose."""
        announce(self, str(self.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)))


def draw_held_ground(painter: QPainter, option: QStyleOptionViewItem) -> bool:
    """Ground of a row; returns whether it is the one that Enter would choose."""
    theme = tokens()
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    if chosen:
        round_box(painter, option.rect, Radius.CHIP, theme.chosen)
    elif option.state & QStyle.StateFlag.State_MouseOver:
        round_box(painter, option.rect, Radius.CHIP, theme.hover)
    return chosen
