"""The rail on the left: the review, the stages of the review, and what stands at the foot."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from reviewer_app.ui.theme import Radius, Space, Step, draw_icon, scaled, stepped, tokens
from reviewer_app.ui.theme.paint import round_box
from reviewer_app.ui.theme.style import control_height
from reviewer_app.ui.widgets.text import Text

RAIL_PIXELS = 216
_FOLD_BELOW_PIXELS = 784
"""A window narrower than this (at 100 % text; it grows with the text) shows icons only."""


@dataclass(frozen=True, slots=True)
class RailItem:
    """One place to go. `foot` items stand at the bottom."""

    id: str
    label: str
    icon: str
    foot: bool = False


class _RailButton(QPushButton):
    stepped_by = Signal(int)

    def __init__(self, item: RailItem, parent: QWidget) -> None:
        super().__init__(parent)
        self.item = item
        self.folded = False
        self.setText(item.label)
        self.setAccessibleName(item.label)
        # One of them holds at a time: a screen reader says that it is one of several, and which.
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_folded(self, folded: bool) -> None:
        self.folded = folded
        self.setToolTip(self.item.label if folded else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        height = control_height(self)
        if self.folded:
            return QSize(height, height)
        font = stepped(self.font(), Step.NOTE, weight=QFont.Weight.DemiBold)
        width = QFontMetricsF(font).horizontalAdvance(self.item.label)
        return QSize(self._words_left() + int(width + 1) + Space.M, height)

    def minimumSizeHint(self) -> QSize:
        # On a low screen with large text the items close up rather than leave the screen.
        return QSize(self.sizeHint().width(), scaled(self.font(), 20) + Space.L)

    def nextCheckState(self) -> None:
        self.setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped_by.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        base = self.font()
        painter = QPainter(self)
        chosen = self.isChecked()
        if chosen:
            round_box(painter, self.rect(), Radius.CONTROL, theme.chosen)
        elif self.underMouse():
            line = theme.line if theme.stark else None
            round_box(painter, self.rect(), Radius.CONTROL, theme.hover, line)
        ink = theme.on_chosen if chosen else theme.ink2
        side = scaled(base, 20)
        left = (self.width() - side) // 2 if self.folded else Space.M
        draw_icon(
            painter, QRect(left, (self.height() - side) // 2, side, side), self.item.icon, ink
        )
        if self.folded:
            painter.end()
            return
        weight = QFont.Weight.DemiBold if chosen else QFont.Weight.Medium
        painter.setFont(stepped(base, Step.NOTE, weight=weight))
        painter.setPen(ink)
        place = self.rect().adjusted(self._words_left(), 0, -Space.M, 0)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), self.item.label)
        painter.end()

    def _words_left(self) -> int:
        return Space.M + scaled(self.font(), 20) + scaled(self.font(), 10)


class Rail(QWidget):
    """Where one is in the review. Tab reaches the current item, Up and Down move, Enter goes.

    Signals:
        chosen(id): by the person, not by `set_current`.
    """

    chosen = Signal(str)

    def __init__(self, items: Sequence[RailItem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folded = False
        self._name = Text("", Step.ROW, weight=QFont.Weight.Bold)
        self._lines = Text("", Step.LABEL, "ink3")
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(Space.M, 0, Space.S, Space.L)
        head.setSpacing(0)
        head.addWidget(self._name)
        head.addWidget(self._lines)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.XL - 4, Space.M + 1, Space.L + 4)
        column.setSpacing(0)
        column.addWidget(self._head)
        self._buttons: dict[str, _RailButton] = {}
        for item in items:
            if not item.foot:
                self._add(item, column)
        column.addStretch(1)
        for item in items:
            if item.foot:
                self._add(item, column)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.set_heading("", "")
        self.set_current(items[0].id)
        self._watched: QWidget | None = None

    @property
    def current(self) -> str:
        """The id of the current item."""
        return next((each for each, one in self._buttons.items() if one.isChecked()), "")

    @property
    def folded(self) -> bool:
        """Whether only the icons are shown."""
        return self._folded

    def set_heading(self, name: str, lines: str) -> None:
        """Show the review's school and, on lines of their own, what it is."""
        self._name.setText(name)
        self._lines.setText(lines)
        self._head.setVisible(bool(name) and not self._folded)

    def set_current(self, item_id: str) -> None:
        """Show where the person is; tells nobody."""
        for each, button in self._buttons.items():
            button.setChecked(each == item_id)
            here = Qt.FocusPolicy.StrongFocus if each == item_id else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(here)

    def button(self, item_id: str) -> QPushButton:
        """The button of an item."""
        return self._buttons[item_id]

    def set_folded(self, folded: bool) -> None:
        """Show icons only, or everything."""
        self._folded = folded
        self._head.setVisible(bool(self._name.text()) and not folded)
        for button in self._buttons.values():
            button.set_folded(folded)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        margins = self._column.contentsMargins()
        sides = margins.left() + margins.right()
        widest = max(button.sizeHint().width() for button in self._buttons.values())
        width = widest + sides
        if not self._folded:
            width = max(width, scaled(self.font(), RAIL_PIXELS))
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), self._column.minimumSize().height())

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.ParentChange):
            self._watch()
        if event.type() == QEvent.Type.FontChange:
            self._fold_to_fit()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fold_to_fit()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.sunken)
        painter.fillRect(QRect(self.width() - 1, 0, 1, self.height()), theme.line)
        painter.end()

    def _add(self, item: RailItem, column: QVBoxLayout) -> None:
        button = _RailButton(item, self)
        button.clicked.connect(lambda _on, item=item: self._go(item.id))
        button.stepped_by.connect(lambda by, item=item: self._step(item.id, by))
        column.addWidget(button)
        self._buttons[item.id] = button

    def _go(self, item_id: str) -> None:
        self.set_current(item_id)
        self.chosen.emit(item_id)

    def _step(self, item_id: str, by: int) -> None:
        ids = list(self._buttons)
        target = self._buttons[ids[(ids.index(item_id) + by) % len(ids)]]
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _watch(self) -> None:
        window = self.window()
        if window is not self and window is not self._watched:
            self._watched = window
            window.installEventFilter(self)
        self._fold_to_fit()

    def _fold_to_fit(self) -> None:
        window = self.window()
        if window is not self:
            folded = window.width() < scaled(self.font(), _FOLD_BELOW_PIXELS)
            if folded != self._folded:
                self.set_folded(folded)
