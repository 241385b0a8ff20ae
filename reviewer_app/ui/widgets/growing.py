"""The report's sentence, changed in place: it looks like the page until one writes in it."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reviewer_app.ui.theme import Radius, Space, Step, scaled, tokens
from reviewer_app.ui.theme.paint import round_box
from reviewer_app.ui.theme.utf16 import units
from reviewer_app.ui.widgets.around_text import AroundText
from reviewer_app.ui.widgets.plain_edit import PlainEdit


class _Sentence(PlainEdit):
    done = Signal()
    abandoned = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.abandoned.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.composing:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.textCursor().insertBlock()
            elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
            else:
                self.done.emit()
        else:
            super().keyPressEvent(event)


class GrowingText(AroundText):
    """A paragraph that is edited where it stands, in the serif of the report by default.

    Enter or leaving finishes; Escape brings back the wording it began with.

    Args:
        name: what a screen reader calls it.
        rule: tone of the upright rule at its left (`www`, `ebi`), or empty for none.
        framed: drawn as a field at all times, where it is to be filled in rather than read.

    Signals:
        draft_due(text, cursor)
        finished(text): on Enter or on leaving, where the wording differs from the one shown.
        abandoned(): Escape took back what was typed.
    """

    BLEED = Space.S
    draft_due = Signal(str, int)
    finished = Signal(str)
    abandoned = Signal()

    def __init__(
        self,
        name: str,
        text: str = "",
        *,
        step: Step = Step.REPORT,
        placeholder: str = "",
        rule: str = "",
        framed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        words = _Sentence(step)
        words.setAccessibleName(name)
        words.setPlaceholderText(placeholder)
        words.replace_text(text, units(text, len(text)))
        side = Space.S + (Space.L if rule else 0)
        super().__init__(words, (side, Space.S, Space.S, Space.S), parent)
        self._shown = text
        self._rule = rule
        self._framed = framed
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        words.draft_due.connect(self.draft_due)
        words.done.connect(self._finish)
        words.abandoned.connect(self._abandon)
        self._words.dress(self.font())

    @property
    def text(self) -> str:
        """The words as typed."""
        return self._words.text()

    @property
    def words(self) -> PlainEdit:
        """The text field itself, for whoever marks or spells."""
        return self._words

    def set_text(self, text: str) -> None:
        """Show `text` as the settled wording; tells nobody."""
        self._shown = text
        self._words.replace_text(text, units(text, len(text)))

    def set_draft(self, text: str, cursor: int) -> None:
        """Show a kept draft over the settled wording; tells nobody."""
        self._words.replace_text(text, cursor)

    def flush(self) -> None:
        """Tell a pending draft now."""
        self._words.flush()

    def sizeHint(self) -> QSize:
        return QSize(scaled(self.font(), 560), super().sizeHint().height())

    def left(self) -> None:
        """Save what is pending, and finish."""
        self._words.flush()
        self._finish()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        if self._words.hasFocus():
            round_box(
                painter, self.rect(), Radius.CONTROL, theme.surface, theme.focus, theme.focus_width
            )
        elif self._framed:
            width = 2.0 if theme.stark else 1.0
            round_box(painter, self.rect(), Radius.CONTROL, theme.surface, theme.field_line, width)
        elif self.underMouse():
            round_box(painter, self.rect(), Radius.CONTROL, theme.surface, theme.line)
        if self._rule:
            rule = QRect(Space.S, Space.S, 3, self.height() - 2 * Space.S)
            painter.fillRect(rule, getattr(theme, self._rule))
        painter.end()

    def _finish(self) -> None:
        text = self.text.strip()
        if text != self._shown:
            self._shown = text
            self._words.forget_draft()
            self.finished.emit(text)

    def _abandon(self) -> None:
        self.set_text(self._shown)
        self.abandoned.emit()
