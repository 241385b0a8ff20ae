"""A field of several lines that grows with its words."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reviewer_app.ui.theme import Radius, Space, Step, tokens
from reviewer_app.ui.theme.paint import round_box
from reviewer_app.ui.widgets.around_text import AroundText
from reviewer_app.ui.widgets.field import Field
from reviewer_app.ui.widgets.plain_edit import PlainEdit


class _Framed(AroundText):
    """The field frame around a plain edit."""

    def __init__(self, words: PlainEdit) -> None:
        super().__init__(words, (Space.M, Space.M - 2, Space.M, Space.M - 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        wrong = bool(self.property("wrong"))
        line, width = theme.field_line, 2.0 if theme.stark else 1.0
        if self._words.hasFocus():
            line, width = theme.focus, float(theme.focus_width)
        elif wrong:
            line, width = theme.alert, 3.0 if theme.stark else 2.0
        round_box(painter, self.rect(), Radius.CONTROL, theme.surface, line, width)
        painter.end()


class LongTextField(Field):
    """Several lines of text under a label.

    Signals:
        draft_due(text, cursor): 250 ms after a key that finds none pending, and on leaving.
    """

    draft_due = Signal(str, int)

    def __init__(
        self,
        label: str,
        value: str = "",
        *,
        help: str = "",
        placeholder: str = "",
        lines: int = 3,
        parent: QWidget | None = None,
    ) -> None:
        self.words = PlainEdit(Step.LIST, fewest_lines=lines)
        self.words.setPlaceholderText(placeholder)
        self.words.setAccessibleName(label.replace("&", ""))
        self.words.replace_text(value, 0)
        super().__init__(label, _Framed(self.words), help=help, parent=parent)
        self.words.draft_due.connect(self.draft_due)

    @property
    def value(self) -> str:
        """The text."""
        return self.words.text()

    def set_value(self, value: str, cursor: int = 0) -> None:
        """Show `value`; tells nobody."""
        self.words.replace_text(value, cursor)
