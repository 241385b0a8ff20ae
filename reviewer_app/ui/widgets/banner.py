"""Quiet lines in place of dialogs, and pages that have nothing to show yet."""

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.ui.theme import Radius, Space, Step, tokens
from reviewer_app.ui.theme.paint import round_box
from reviewer_app.ui.widgets.announce import announce
from reviewer_app.ui.widgets.button import Button
from reviewer_app.ui.widgets.icon_mark import IconMark
from reviewer_app.ui.widgets.layouts import lay_in, settle
from reviewer_app.ui.widgets.text import Text, Tone

BannerKind = Literal["quiet", "ebi", "alert", "www", "question"]


class Banner(QWidget):
    """One line that says what is so, with at most two things to do about it.

    Args:
        text: a sentence, such as *Kept from 10:42*.
        action: words of its button, such as *Discard*; empty for none.
        second: words of another; empty for none.

    Signals:
        acted(), second_acted()
    """

    acted = Signal()
    second_acted = Signal()

    def __init__(
        self,
        text: str,
        kind: BannerKind = "quiet",
        *,
        action: str = "",
        second: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind: BannerKind = kind
        self._text = Text(text, Step.LABEL, weight=QFont.Weight.Medium)
        self._action = Button(action, "quiet")
        self._second = Button(second, "quiet")
        self._action.clicked.connect(self.acted)
        self._second.clicked.connect(self.second_acted)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, 0, Space.XS, 0)
        row.setSpacing(0)
        words = QVBoxLayout()
        words.setContentsMargins(0, Space.S, 0, Space.S)
        words.addStretch(1)
        words.addWidget(self._text)
        words.addStretch(1)
        lay_in(row, words, 1)
        row.addWidget(self._action, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._second, 0, Qt.AlignmentFlag.AlignVCenter)
        self._show_parts(action, second)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def set_about(self, what: str) -> None:
        """Say to a screen reader what its buttons are about, where several such lines stand on a page."""
        self._action.setAccessibleDescription(what)
        self._second.setAccessibleDescription(what)

    def set_disabled_reason(self, reason: str) -> None:
        """Let nothing be done about it for now and say why; empty lets it again."""
        self._action.set_disabled_reason(reason)
        self._second.set_disabled_reason(reason)

    def say(
        self, text: str, kind: BannerKind = "quiet", *, action: str = "", second: str = ""
    ) -> None:
        """Say something else, and show; a screen reader says it too."""
        self._kind = kind
        self._text.setText(text)
        self._action.set_text(action)
        self._second.set_text(second)
        self._show_parts(action, second)
        self.show()
        settle(self)
        if self.isVisible():
            # What a page says as it comes into sight is read with the page.
            announce(self, text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        quiet = self._kind == "quiet"
        ground = theme.sunken if quiet else getattr(theme, f"{self._kind}_soft")
        line = theme.ink if theme.stark else None
        painter = QPainter(self)
        round_box(painter, self.rect(), Radius.CONTROL, ground, line)
        painter.end()

    def _show_parts(self, action: str, second: str) -> None:
        tone: Tone = "ink2" if self._kind == "quiet" else self._kind
        self._text.set_tone(tone)
        self._action.setVisible(bool(action))
        self._second.setVisible(bool(second))


class EmptyState(QWidget):
    """What belongs here and the first step, where a page has nothing to show.

    Signals:
        acted()
    """

    acted = Signal()

    def __init__(
        self,
        title: str,
        text: str,
        *,
        action: str = "",
        key: str = "",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.XL, 0, Space.XL)
        column.setSpacing(Space.S)
        column.addStretch(1)
        if icon:
            column.addWidget(IconMark(icon, pixels=32))
            column.addSpacing(Space.S)
        column.addWidget(Text(title, Step.NEXT))
        column.addWidget(Text(text, Step.NOTE, "ink2"))
        if action:
            column.addSpacing(Space.M)
            button = Button(action, "primary", key=key)
            button.clicked.connect(self.acted)
            column.addWidget(button)
            self.setFocusProxy(button)
        column.addStretch(2)


class NextStep(QWidget):
    """The one thing to do next: a card with an accent outline, its words and its button.

    Signals:
        acted()
    """

    acted = Signal()
    BLEED = 0

    def __init__(
        self,
        title: str,
        text: str,
        action: str,
        *,
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title = Text(title, Step.NEXT)
        self._text = Text(text, Step.LIST, "ink3")
        self.button = Button(action, "primary", key=key)
        self.button.clicked.connect(self.acted)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.XL - 2, Space.L, Space.XL - 2, Space.L)
        row.setSpacing(Space.L)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._text)
        lay_in(row, words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_words(self, title: str, text: str) -> None:
        """Change what comes next."""
        self._title.setText(title)
        self._text.setText(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        width = 3 if theme.stark else 2
        round_box(painter, self.rect(), Radius.CARD, theme.surface, theme.accent, width)
        painter.end()
