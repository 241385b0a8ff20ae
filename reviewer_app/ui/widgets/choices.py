"""Choices of a form, of which one or several hold: tall enough for fingers, one Tab stop, every key at hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.ui.theme import Radius, Space, Step, draw_icon, leading, scaled, stepped, tokens
from reviewer_app.ui.theme.paint import round_box
from reviewer_app.ui.theme.typeset import Paragraph, typeset
from reviewer_app.ui.widgets.flow import Flow

LEAST_TARGET: Final = 44
"""Pixels at 100 % text: what a finger hits (CRAFT, "Targets at least 44 px where fingers go")."""

_MARK: Final = 16
_NARROWEST: Final = 160
"""Pixels at 100 % text of the narrowest option that wraps."""

_BY_ARROW: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: its words, and what it looks like in a sentence, "" for none."""

    id: str
    words: str
    descriptor: str = ""


class _Drawn:
    """Draws an option: a box, the check mark of what holds, its words, and its descriptor below."""

    def __init__(self, button: QAbstractButton, option: Option, upright: bool) -> None:
        self._button, self._option, self._upright = button, option, upright
        self._kept: dict[tuple[str, int], int] = {}

    def width(self) -> int:
        """Pixels that the words need in one line."""
        key = (self._button.font().toString(), 0)
        if key not in self._kept:
            words = self._set(self._option.words, Step.LIST, 100_000, QFont.Weight.DemiBold)
            self._kept[key] = int(words.width + 1.5) + self._edges()
        return self._kept[key]

    def height(self, width: int) -> int:
        """Pixels that everything needs in lines of that width."""
        # Layouts ask again and again: a form has hundreds of options.
        key = (self._button.font().toString(), width)
        if key not in self._kept:
            self._kept[key] = self._measured(width)
        return self._kept[key]

    def _measured(self, width: int) -> int:
        inner = width - self._edges()
        words = self._set(self._option.words, Step.LIST, inner, QFont.Weight.DemiBold)
        height = words.height + self._descriptor(inner)[1]
        return max(height + 2 * Space.M, scaled(self._button.font(), LEAST_TARGET))

    def least(self) -> QSize:
        """The least size: upright ones wrap, those side by side do not."""
        if not self._upright:
            return QSize(self.width(), self.height(self.width()))
        font = self._button.font()
        return QSize(scaled(font, _NARROWEST), scaled(font, LEAST_TARGET))

    def paint(self) -> None:
        """Draw it as it is now."""
        theme, button = tokens(), self._button
        chosen, enabled = button.isChecked(), button.isEnabled()
        ground = theme.chosen if chosen else theme.hover if button.underMouse() else theme.surface
        line = theme.accent if chosen else theme.field_line
        ink = theme.on_chosen if chosen else theme.ink
        second = ink if chosen else theme.ink2
        if not enabled:
            ground, line, ink, second = theme.sunken, theme.line, theme.ink_off, theme.ink_off
        painter = QPainter(button)
        width = 2.0 if chosen or theme.stark else 1.0
        round_box(painter, button.rect(), Radius.CONTROL, ground, line, width)
        weight = QFont.Weight.DemiBold if chosen else QFont.Weight.Normal
        inner = button.width() - self._edges()
        words = self._set(self._option.words, Step.LIST, inner, weight)
        below, height = self._descriptor(inner)
        top = (button.height() - words.height - height) // 2
        side = scaled(button.font(), _MARK)
        at = QRect(QPoint(Space.M, top + (self._leading() - side) // 2), QSize(side, side))
        if chosen:
            # The mark keeps the choice readable without its colour.
            draw_icon(painter, at, "check", ink)
        elif self._upright:
            # Round where one holds, square where several may.
            radius = side / 2 if isinstance(button, QRadioButton) else Radius.CHIP / 2
            round_box(painter, at, radius, None, line)
        left = Space.M + side + Space.S if self._upright or chosen else self._centred(words)
        words.draw(painter, left, top, ink)
        if below is not None:
            below.draw(painter, left, top + words.height + Space.XS, second)
        painter.end()

    def _leading(self) -> int:
        return leading(self._button.font(), Step.LIST)

    def _centred(self, words: Paragraph) -> int:
        return int(self._button.width() - words.width) // 2

    def _edges(self) -> int:
        return 2 * Space.M + scaled(self._button.font(), _MARK) + Space.S

    def _descriptor(self, width: int) -> tuple[Paragraph | None, int]:
        if not self._option.descriptor:
            return None, 0
        laid = self._set(self._option.descriptor, Step.LABEL, width, QFont.Weight.Normal)
        return laid, laid.height + Space.XS

    def _set(self, text: str, step: Step, width: int, weight: QFont.Weight) -> Paragraph:
        font = self._button.font()
        return typeset(text, stepped(font, step, weight=weight), width, leading(font, step))


class _Target:
    """What both kinds of option share: they are as tall as their words, and are hit anywhere."""

    drawn: _Drawn

    def sizeHint(self) -> QSize:
        """Give the size of the words in one line."""
        width = self.drawn.width()
        return QSize(width, self.drawn.height(width))

    def minimumSizeHint(self) -> QSize:
        """Give the least size in which no word is cut."""
        return self.drawn.least()

    def hasHeightForWidth(self) -> bool:
        """Say that narrow options are taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height that a width asks for."""
        return self.drawn.height(width)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the option."""
        self.drawn.paint()


class _One(_Target, QRadioButton):
    def __init__(self, option: Option, upright: bool, parent: QWidget) -> None:
        super().__init__(option.words, parent)
        self.drawn = _Drawn(self, option, upright)
        self.setProperty("whole", True)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)


class _Several(_Target, QCheckBox):
    def __init__(self, option: Option, upright: bool, parent: QWidget) -> None:
        super().__init__(option.words, parent)
        self.drawn = _Drawn(self, option, upright)
        self.setProperty("whole", True)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)


class Choices(QWidget):
    """What may be answered to one question.

    Tab passes all of them as one. Arrows move, Space or Enter chooses, a digit chooses the option at its place, and
    choosing the same again, or Delete, takes it back.

    Args:
        name: what a screen reader calls the question.
        several: any number of them may hold.
        upright: under each other in the whole width, for long words; otherwise side by side.
        brief: what an option looks like is said by its tooltip, where many are asked at once.
        keeps: one of them holds at all times; chosen again it stays, and Enter on it goes on to what is done with it.

    Signals:
        chosen(tuple of ids): by the person, not by `set_value`; in the order they are offered.
        taken(): Enter was pressed on what holds, where one `keeps`.
    """

    chosen = Signal(object)
    taken = Signal()

    def __init__(
        self,
        name: str,
        options: Sequence[Option],
        *,
        several: bool = False,
        upright: bool = False,
        brief: bool = False,
        keeps: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._several, self._upright, self._brief = several, upright, brief
        self._keeps = keeps
        self._value: tuple[str, ...] = ()
        self._options: tuple[Option, ...] = ()
        self._buttons: list[_One | _Several] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._layout = QVBoxLayout(self) if upright else Flow(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(Space.S)
        self.set_options(options)

    @property
    def value(self) -> tuple[str, ...]:
        """The ids that hold, in the order they are offered."""
        return self._value

    @property
    def offered(self) -> tuple[str, ...]:
        """The ids of everything offered."""
        return tuple(one.id for one in self._options)

    @property
    def buttons(self) -> Sequence[QAbstractButton]:
        """The options as they stand there."""
        return self._buttons

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer these; what is offered already stays untouched."""
        if tuple(options) == self._options:
            return
        self._options = tuple(options)
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._made(option) for option in options]
        self.set_value(self._value)

    def set_value(self, value: Sequence[str]) -> None:
        """Show what holds; tells nobody."""
        self._value = tuple(one.id for one in self._options if one.id in value)
        # Only so can the last of them be taken back; exclusive ones are told to screen readers as what they are.
        for button in self._buttons:
            button.setAutoExclusive(False)
        for option, button in zip(self._options, self._buttons, strict=True):
            button.setChecked(option.id in self._value)
            button.setAutoExclusive(not self._several)
        focused = next((one for one in self._buttons if one.hasFocus()), None)
        self._let_in(focused or self._first())

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._first_focus(event.reason())

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Go to what holds, or to the first."""
        self._first_focus(reason)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
            return plain and self._pressed(Qt.Key(event.key()), event.text())
        if event.type() == QEvent.Type.FocusIn:
            self._let_in(next(one for one in self._buttons if one is watched))
        return False

    def _made(self, option: Option) -> "_One | _Several":
        kind = _Several if self._several else _One
        drawn = Option(option.id, option.words) if self._brief else option
        button = kind(drawn, self._upright, self)
        if self._brief:
            button.setToolTip(option.descriptor)
        button.setAttribute(Qt.WidgetAttribute.WA_Hover)
        across = QSizePolicy.Policy.Expanding if self._upright else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(across, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(self._upright)
        button.setSizePolicy(policy)
        said = ". ".join(part for part in (self.accessibleName(), option.descriptor) if part)
        button.setAccessibleDescription(said)
        button.clicked.connect(lambda _on, option=option.id: self._choose(option))
        button.installEventFilter(self)
        self._layout.addWidget(button)
        return button

    def _choose(self, option: str) -> None:
        holds = option in self._value
        one = set() if holds and not self._keeps else {option}
        wanted = {*self._value} ^ {option} if self._several else one
        self._take(tuple(one.id for one in self._options if one.id in wanted))

    def _take(self, value: tuple[str, ...]) -> None:
        self.set_value(value)
        self.chosen.emit(self._value)

    def _pressed(self, key: Qt.Key, text: str) -> bool:
        at = next(place for place, one in enumerate(self._buttons) if one.hasFocus())
        if key in _BY_ARROW:
            self._buttons[(at + _BY_ARROW[key]) % len(self._buttons)].setFocus(
                Qt.FocusReason.TabFocusReason
            )
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._keeps and self._buttons[at].isChecked():
                self.taken.emit()
            else:
                self._buttons[at].click()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            if self._value and not self._keeps:
                self._take(())
        elif text.isdecimal() and 0 < int(text) <= len(self._buttons):
            chosen = self._buttons[int(text) - 1]
            chosen.setFocus(Qt.FocusReason.TabFocusReason)
            if not chosen.isChecked() or self._several:
                chosen.click()
        else:
            return False
        return True

    def _first(self) -> "_One | _Several | None":
        checked = (one for one in self._buttons if one.isChecked())
        return next(checked, next(iter(self._buttons), None))

    def _first_focus(self, reason: Qt.FocusReason) -> None:
        first = self._first()
        if first is not None:
            first.setFocus(reason)

    def _let_in(self, wanted: "_One | _Several | None") -> None:
        """Let Tab come to one of them only."""
        for button in self._buttons:
            inside = button is wanted
            button.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if inside else Qt.FocusPolicy.ClickFocus
            )
