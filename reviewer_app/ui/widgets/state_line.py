"""The line at the bottom: how things are, in a word or a sentence."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from reviewer_app.ui.theme import Space, Step, leading, scaled, tokens
from reviewer_app.ui.theme.paint import round_box
from reviewer_app.ui.widgets.announce import announce
from reviewer_app.ui.widgets.folding import Fitting
from reviewer_app.ui.widgets.foot_asking import FootAsking
from reviewer_app.ui.widgets.text import Text

StateKind = Literal["good", "busy", "alert"]


class _Dot(Fitting):
    """A full dot while all is well, a ring while something is under way, a square for trouble."""

    def __init__(self) -> None:
        super().__init__()
        self.kind: StateKind = "good"
        self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        if self.kind == "good":
            round_box(painter, self.rect(), self.width() / 2, theme.www)
        elif self.kind == "busy":
            round_box(painter, self.rect(), self.width() / 2, None, theme.ink3, 2)
        else:
            painter.fillRect(self.rect(), theme.alert)
        painter.end()

    def fit(self) -> None:
        """Be as large as the text asks for."""
        side = scaled(self.font(), 8)
        self.setFixedSize(side, side)


class StateLine(Fitting):
    """A dot with its word, a second text, and a text on the right; all quiet. A control may stand at its end.

    What asks for something stands in the place of both texts while it is wanted: the line is there already, so that
    nothing above it moves.

    Trouble is said in as many lines as it takes, and in the place of everything beside it: a sentence that goes past
    the edge would take the window's other controls with it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dot = _Dot()
        self._word = Text("", Step.LABEL, "ink3", wrap=False)
        self._trouble = Text("", Step.LABEL, "alert")
        self._trouble.hide()
        self._second = Text("", Step.LABEL, "ink3", elide=True)
        right = Qt.AlignmentFlag.AlignRight
        self._right = Text("", Step.LABEL, "ink3", elide=True, align=right)
        self._silent = False
        self._asking: FootAsking | None = None
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(Space.PAGE, 1, Space.PAGE, 0)
        row.setSpacing(0)
        row.addWidget(self._dot, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(Space.S)
        row.addWidget(self._trouble, 1)
        row.addWidget(self._word)
        row.addSpacing(Space.XL)
        row.addWidget(self._second, 1)
        self._second_at = row.count() - 1
        row.addSpacing(Space.L)
        row.addWidget(self._right, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.fit()

    @property
    def word(self) -> str:
        """The state in words."""
        return self._said.text()

    @property
    def kind(self) -> StateKind:
        """How things are."""
        return self._dot.kind

    def set_state(self, word: str, kind: StateKind = "good") -> None:
        """Say how things are; a change is announced politely."""
        changed = word != self.word
        self._dot.kind = kind
        self._dot.update()
        self._said.setText(word)
        self._show_words()
        if changed and not self._silent:
            announce(self, word)

    def set_silent(self, silent: bool) -> None:
        """Say nothing, where there is nothing to save; what stands at the end stays."""
        self._silent = silent
        self._show_words()

    def add_at_end(self, control: QWidget) -> None:
        """Let a control stand at the right end, whatever else is said."""
        self._row.setContentsMargins(Space.PAGE, 1, Space.PAGE - Space.M, 0)
        self._row.addSpacing(Space.M)
        self._row.addWidget(control, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def add_asking(self, asking: FootAsking) -> None:
        """Let this stand in the place of the quiet texts while it is wanted."""
        self._asking = asking
        self._row.insertWidget(self._second_at, asking, 1)
        asking.changed.connect(self._show_words)
        self._show_words()

    def set_second(self, text: str) -> None:
        """Say what waits."""
        self._second.setText(text)
        self._show_words()

    def set_right(self, text: str) -> None:
        """Say what comes next."""
        self._right.setText(text)
        self._show_words()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, tokens().line)
        painter.end()

    def _show_words(self) -> None:
        in_trouble = self.kind == "alert"
        self._dot.setVisible(not self._silent)
        self._trouble.setVisible(in_trouble and not self._silent)
        quiet = not in_trouble and not self._silent
        asks = self._asking is not None and self._asking.wanted
        if self._asking is not None:
            self._asking.setVisible(quiet and asks)
        self._word.setVisible(quiet and bool(self._word.text()))
        for beside in (self._second, self._right):
            # One with nothing to say leaves its room to the other.
            beside.setVisible(quiet and not asks and bool(beside.text()))

    @property
    def _said(self) -> Text:
        return self._trouble if self.kind == "alert" else self._word

    def fit(self) -> None:
        """Be as large as the text asks for."""
        self.setMinimumHeight(leading(self.font(), Step.LABEL) + Space.L + 2)
