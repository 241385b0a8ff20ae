"""A few choices side by side, of which one holds: radio buttons drawn as segments."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from reviewer_app.ui.theme import Radius, Space, Step, draw_icon, scaled, stepped, tokens
from reviewer_app.ui.theme.paint import round_box
from reviewer_app.ui.theme.style import control_height
from reviewer_app.ui.widgets.flow import Flow


class _Segment(QRadioButton):
    def __init__(self, choice: str, words: str, parent: QWidget) -> None:
        super().__init__(words, parent)
        self.choice = choice
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        font = stepped(self.font(), Step.LIST, weight=QFont.Weight.DemiBold)
        width = QFontMetricsF(font).horizontalAdvance(self.text())
        return QSize(int(width + 1) + 2 * Space.L + self._mark_room(), control_height(self))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        chosen = self.isChecked()
        enabled = self.isEnabled()
        ground = theme.chosen if chosen else theme.hover if self.underMouse() else theme.surface
        line = theme.accent if chosen else theme.field_line
        ink = theme.on_chosen if chosen else theme.ink
        if not enabled:
            ground, line, ink = theme.sunken, theme.line, theme.ink_off
        width = 2.0 if chosen or theme.stark else 1.0
        round_box(painter, self.rect(), Radius.CONTROL, ground, line, width)
        weight = QFont.Weight.DemiBold if chosen else QFont.Weight.Normal
        place = self.rect().adjusted(Space.L, 0, -Space.L, 0)
        if chosen:
            # The mark keeps the choice readable without its colour.
            side = scaled(self.font(), 16)
            mark = place.adjusted(-Space.XS, 0, 0, 0)
            mark.setWidth(side)
            draw_icon(painter, mark, "check", ink)
            place.setLeft(place.left() + self._mark_room())
            flags = Qt.AlignmentFlag.AlignVCenter
        else:
            flags = Qt.AlignmentFlag.AlignCenter
        painter.setFont(stepped(self.font(), Step.LIST, weight=weight))
        painter.setPen(ink)
        painter.drawText(place, int(flags), self.text())
        painter.end()

    def _mark_room(self) -> int:
        return scaled(self.font(), 16)


class ChoiceRow(QWidget):
    """Segments of which one holds; arrows move between them, Tab passes them as one.

    Args:
        name: what a screen reader calls the choice.
        choices: pairs of id and words.

    Signals:
        chosen(id): by the person, not by `set_value`.
    """

    chosen = Signal(str)

    def __init__(
        self,
        name: str,
        choices: Sequence[tuple[str, str]],
        value: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        flow = Flow(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._segments: list[_Segment] = []
        for choice, words in choices:
            segment = _Segment(choice, words, self)
            segment.setAccessibleDescription(name)
            segment.clicked.connect(lambda _on, choice=choice: self._choose(choice))
            flow.addWidget(segment)
            self._segments.append(segment)
        self.set_value(value)

    @property
    def value(self) -> str:
        """The id chosen; empty where none is."""
        return next((one.choice for one in self._segments if one.isChecked()), "")

    def _choose(self, choice: str) -> None:
        self._take_tab()
        self.chosen.emit(choice)

    def set_value(self, value: str) -> None:
        """Show `value` as chosen, or none; tells nobody."""
        for segment in self._segments:
            segment.setAutoExclusive(False)
            segment.setChecked(segment.choice == value)
        for segment in self._segments:
            segment.setAutoExclusive(True)
        self._take_tab()

    def _take_tab(self) -> None:
        """Have Tab stop at the choice that holds; at the first where none does."""
        chosen = self.value or (self._segments[0].choice if self._segments else "")
        for segment in self._segments:
            stops = segment.choice == chosen
            segment.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if stops else Qt.FocusPolicy.ClickFocus
            )

    def set_disabled_reason(self, text: str) -> None:
        """Disable all and say why; empty enables them again."""
        for segment in self._segments:
            segment.setEnabled(not text)
            segment.setToolTip(text)
            segment.setAccessibleDescription(text or self.accessibleName())
