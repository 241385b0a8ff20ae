"""Fields: a label above, the control, a line of help, and what is wrong in a sentence below."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFont, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.ui.theme import Space, Step, scaled
from reviewer_app.ui.theme.style import control_height
from reviewer_app.ui.widgets.icon_mark import IconMark
from reviewer_app.ui.widgets.layouts import settle
from reviewer_app.ui.widgets.marked_line import MarkedLine
from reviewer_app.ui.widgets.text import Text
from reviewer_app.ui.widgets.time_entry import parse_date, parse_time, show_time

ValueT = TypeVar("ValueT")


class Field(QWidget):
    """Label, control, help and error around any control.

    The label's mnemonic (`&Name`) and a click on the label go to the control; help and error are
    its accessible description, so that a screen reader says them with it.
    """

    def __init__(
        self, label: str, control: QWidget, *, help: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._control = control
        self._help_text = help
        self._label = Text(label, Step.LABEL, "ink2", weight=QFont.Weight.Medium)
        self._label.setBuddy(control)
        # Nothing is shown before it has a parent: it would flash up as a window of its own.
        if not label:
            self._label.hide()
        self._error = Text("", Step.LABEL, "alert")
        self._error_row = QWidget()
        row = QHBoxLayout(self._error_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS + 2)
        row.addWidget(IconMark("warning", "alert"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._error, 1)
        self._error_row.hide()
        self._help = Text(help, Step.LABEL, "ink3")
        if not help:
            self._help.hide()
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS + 2)
        column.addWidget(self._label)
        column.addWidget(control)
        column.addWidget(self._error_row)
        column.addWidget(self._help)
        self.setFocusProxy(control)
        if not control.accessibleName():
            control.setAccessibleName(label.replace("&", ""))
        control.setAccessibleDescription(help)

    @property
    def control(self) -> QWidget:
        """The control itself."""
        return self._control

    def put_beside(self, button: QWidget) -> None:
        """Let what uses the field stand beside its control, in sight together with it."""
        at = self._column.indexOf(self._control)
        self._column.removeWidget(self._control)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self._control, 1)
        row.addWidget(button)
        # What is left where the control may be no wider.
        row.addStretch(0)
        self._column.insertWidget(at, both)

    @property
    def error(self) -> str:
        """What is wrong; empty where nothing is."""
        return self._error.text()

    def set_error(self, sentence: str) -> None:
        """Say what is wrong and what to do; empty takes it back."""
        self._error.setText(sentence)
        self._error_row.setVisible(bool(sentence))
        settle(self._error_row)
        self._control.setProperty("wrong", bool(sentence))
        self._control.update()
        spoken = " ".join(part for part in (sentence, self._help_text) if part)
        self._control.setAccessibleDescription(spoken)

    def set_label(self, label: str) -> None:
        """Change the label, and with it what a screen reader calls the control."""
        self._label.setText(label)
        self._label.setVisible(bool(label))
        self._control.setAccessibleName(label.replace("&", ""))

    def set_help(self, text: str) -> None:
        """Change the line of help."""
        self._help_text = text
        self._help.setText(text)
        self._help.setVisible(bool(text))

    def set_disabled_reason(self, text: str) -> None:
        """Disable the control and say why in the line of help; empty enables it again."""
        self._control.setEnabled(not text)
        self._control.setToolTip(text)
        self._help.setText(text or self._help_text)
        self._help.setVisible(bool(text or self._help_text))
        self._control.setAccessibleDescription(text or self._help_text)


class TextField(Field):
    """One line of text.

    Signals:
        edited(text): after every key.
        finished(text): on Enter or on leaving, where it differs from what was set.
    """

    edited = Signal(str)
    finished = Signal(str)

    def __init__(
        self,
        label: str,
        value: str = "",
        *,
        help: str = "",
        placeholder: str = "",
        secret: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self.line = MarkedLine(value)
        self.line.setPlaceholderText(placeholder)
        if secret:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        super().__init__(label, self.line, help=help, parent=parent)
        self._kept = value
        self.line.textEdited.connect(self.edited)
        self.line.editingFinished.connect(self._left)

    @property
    def value(self) -> str:
        """The text."""
        return self.line.text()

    def set_value(self, value: str) -> None:
        """Show `value`; tells nobody."""
        self._kept = value
        self.line.setText(value)

    def _left(self) -> None:
        if self.line.text() != self._kept:
            self._kept = self.line.text()
            self.finished.emit(self._kept)


class _TypedField(Field, Generic[ValueT]):
    """A line that is read as a value on leaving; what cannot be read stays, with a sentence."""

    edited = Signal(str)
    finished = Signal(object)

    def __init__(
        self,
        label: str,
        value: ValueT | None,
        *,
        read: Callable[[str], ValueT | None],
        show: Callable[[ValueT], str],
        step: Callable[[ValueT, int], ValueT],
        wrong: str,
        width: int,
        help: str,
        parent: QWidget | None,
    ) -> None:
        self.line = QLineEdit()
        self._width_pixels = width
        super().__init__(label, self.line, help=help, parent=parent)
        self._read, self._show, self._step, self._wrong = read, show, step, wrong
        self._value: ValueT | None = None
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self.edited)
        self.line.editingFinished.connect(self._left)
        self.set_value(value)
        self._fit()

    @property
    def value(self) -> ValueT | None:
        """What stands in the field, also while it is typed; what cannot be read counts as before."""
        text = self.line.text().strip()
        if not text:
            return None
        read = self._read(text)
        return self._value if read is None else read

    def set_value(self, value: ValueT | None) -> None:
        """Show `value`; tells nobody."""
        self._value = value
        self.line.setText("" if value is None else self._show(value))
        self.set_error("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            direction = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
            current = self._read(self.line.text())
            if direction is not None and current is not None:
                self._take(self._step(current, direction))
                return True
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.line.setMaximumWidth(scaled(self.font(), self._width_pixels))

    def _left(self) -> None:
        text = self.line.text().strip()
        if not text:
            self._take(None)
            return
        value = self._read(text)
        if value is None:
            self.set_error(self._wrong)
            return
        self._take(value)

    def _take(self, value: ValueT | None) -> None:
        changed = value != self._value
        self.set_value(value)
        if changed:
            self.finished.emit(value)


class NumberField(_TypedField[int]):
    """A whole number within a range, or nothing. Up and Down change it by one.

    Signals: edited(text); finished(int or None).
    """

    def __init__(
        self,
        label: str,
        value: int | None = None,
        *,
        least: int = 0,
        most: int = 9999,
        help: str = "",
        parent: QWidget | None = None,
    ) -> None:
        def read(text: str) -> int | None:
            words = text.strip()
            if not words.isascii() or not words.isdigit():
                return None
            number = int(words)
            return number if least <= number <= most else None

        super().__init__(
            label,
            value,
            read=read,
            show=str,
            step=lambda number, by: min(max(number + by, least), most),
            wrong=_("Type a whole number from {least} to {most}.").format(least=least, most=most),
            width=112,
            help=help,
            parent=parent,
        )


class TimeField(_TypedField[time]):
    """A time of day, typed as `1034`, `10.34` or `10:34`. Up and Down change it by five minutes.

    Signals: edited(text); finished(datetime.time or None).
    """

    def __init__(
        self,
        label: str,
        value: time | None = None,
        *,
        help: str = "",
        parent: QWidget | None = None,
    ) -> None:
        def step(moment: time, by: int) -> time:
            return (datetime.combine(date.min, moment) + timedelta(days=1, minutes=5 * by)).time()

        super().__init__(
            label,
            value,
            read=parse_time,
            show=show_time,
            step=step,
            wrong=_("Type a time such as 10:15."),
            width=112,
            help=help,
            parent=parent,
        )


class DateField(_TypedField[date]):
    """A date, typed as `17/11/2026` or `17 Nov`. Up and Down change it by a day.

    Args:
        year: the year meant where none is typed.

    Signals: edited(text); finished(datetime.date or None).
    """

    def __init__(
        self,
        label: str,
        value: date | None = None,
        *,
        year: int,
        help: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            label,
            value,
            read=lambda text: parse_date(text, year),
            show=_show_date,
            step=lambda day, by: day + timedelta(days=by),
            wrong=_("Type a date such as 17/11/2026."),
            width=240,
            help=help,
            parent=parent,
        )


def _show_date(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"


class _QuietCombo(QComboBox):
    """A combo box the wheel does not change while one scrolls past it.

    Its height is asked anew each time: Qt keeps the one of an earlier text size while it is out of sight.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # In the next round of events: Qt tells the chosen words as if they were its name, after this signal.
        queued = Qt.ConnectionType.QueuedConnection
        self.currentTextChanged.connect(self._say_name, type=queued)

    def _say_name(self) -> None:
        """Tell a screen reader its name again."""
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), control_height(self))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), control_height(self))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ChoiceField(Field):
    """One of several choices, from a list that opens below.

    Args:
        choices: pairs of id and words.

    Signals:
        chosen(id): by the person, not by `set_value`.
    """

    chosen = Signal(str)

    def __init__(
        self,
        label: str,
        choices: Sequence[tuple[str, str]] = (),
        value: str = "",
        *,
        help: str = "",
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.combo = _QuietCombo()
        self.combo.setPlaceholderText(placeholder or _("Choose"))
        self.combo.setMaxVisibleItems(9)
        super().__init__(label, self.combo, help=help, parent=parent)
        self.set_choices(choices, value)
        self.combo.activated.connect(lambda at: self.chosen.emit(self.combo.itemData(at)))

    @property
    def value(self) -> str:
        """The id chosen; empty where none is."""
        return self.combo.currentData() or ""

    @property
    def choice_ids(self) -> list[str]:
        """The ids that are offered."""
        return [self.combo.itemData(at) for at in range(self.combo.count())]

    def set_choices(self, choices: Sequence[tuple[str, str]], value: str = "") -> None:
        """Offer `choices`, with `value` chosen."""
        self.combo.clear()
        for choice, words in choices:
            self.combo.addItem(words, choice)
        self.set_value(value)

    def set_value(self, value: str) -> None:
        """Show `value` as chosen, or none; tells nobody."""
        self.combo.setCurrentIndex(self.combo.findData(value))


class CheckField(QCheckBox):
    """One thing to agree to or not. Signals: Qt's own `toggled(bool)`."""

    def set_disabled_reason(self, text: str) -> None:
        """Disable and say why; empty enables it again."""
        self.setEnabled(not text)
        self.setToolTip(text)
        self.setAccessibleDescription(text)
