"""Words on a page: text in a step of the type scale and a tone of the theme, hairlines, labels."""

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from reviewer_app.ui.theme import Step, leading, scaled, stepped, tokens
from reviewer_app.ui.theme.typeset import Paragraph, typeset

Tone = Literal["ink", "ink2", "ink3", "accent", "www", "ebi", "question", "alert", "on_chosen"]
_LINE_LENGTH = 40
"""The longest line of wrapped text, in letter bodies: about 80 characters."""

_LONGEST_WORD = 16
"""The longest word that is kept whole, in letter bodies: longer ones, such as paths, break anywhere."""


def tone_colour(tone: Tone) -> QColor:
    """The colour of `tone` in the theme in force."""
    found: QColor = getattr(tokens(), tone)
    return found


class Text(QLabel):
    """Plain text with the leading of the type scale; grows with the application's font.

    Args:
        wrap: break into lines; otherwise one line.
        elide: let one line be cut short by an ellipsis; the whole text is then its tooltip.
        tabular: figures of one width, for numbers standing under each other.
    """

    def __init__(
        self,
        text: str = "",
        step: Step = Step.LIST,
        tone: Tone = "ink",
        *,
        weight: QFont.Weight | None = None,
        wrap: bool = True,
        elide: bool = False,
        tabular: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._step = step
        self._tone = tone
        self._weight = weight
        self._wrap = wrap and not elide
        self._elide = elide
        self._tabular = tabular
        self._align = align
        self._kept: tuple[tuple[str, int, str], Paragraph] | None = None
        across = QSizePolicy.Policy.Preferred if self._wrap or elide else QSizePolicy.Policy.Minimum
        policy = QSizePolicy(across, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(self._wrap)
        self.setSizePolicy(policy)
        self.setText(text)

    def set_tone(self, tone: Tone) -> None:
        """Change the tone."""
        self._tone = tone
        self.update()

    def step_font(self) -> QFont:
        """The font the text is drawn in."""
        return stepped(self.font(), self._step, weight=self._weight, tabular=self._tabular)

    def hasHeightForWidth(self) -> bool:
        return self._wrap

    def heightForWidth(self, width: int) -> int:
        return self._laid(width).height if self._wrap else self.sizeHint().height()

    def sizeHint(self) -> QSize:
        laid = self._laid(100_000)
        return QSize(int(laid.width + 1.5), laid.height)

    def minimumSizeHint(self) -> QSize:
        height = leading(self.font(), self._step)
        metrics = QFontMetricsF(self.step_font())
        if self._elide:
            return QSize(int(metrics.horizontalAdvance("Words …")), height)
        if not self._wrap:
            return self.sizeHint()
        words = self.text().split()
        longest = max((metrics.horizontalAdvance(word) for word in words), default=0.0)
        longest = min(longest, scaled(self.font(), _LONGEST_WORD * self._step.pixels))
        return QSize(int(longest + 1.5), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        laid = self._laid(self.width())
        painter = QPainter(self)
        colour = tone_colour(self._tone) if self.isEnabled() else tokens().ink_off
        top = 0 if self._wrap else (self.height() - laid.height) // 2
        laid.draw(painter, 0, max(top, 0), colour)
        painter.end()

    def _laid(self, width: int) -> Paragraph:
        font = self.step_font()
        if self._wrap:
            width = min(width, scaled(self.font(), _LINE_LENGTH * self._step.pixels))
        key = (self.text(), width, font.toString())
        if self._kept is None or self._kept[0] != key:
            lines = None if self._wrap else 1
            line_height = leading(self.font(), self._step)
            made = typeset(
                self.text(), font, width, line_height, align=self._align, most_lines=lines
            )
            self._kept = (key, made)
            if self._elide:
                self.setToolTip(self.text() if made.layout.text() != self.text() else "")
        return self._kept[1]


class SectionLabel(Text):
    """The quiet heading of a part of a page, such as *Still thin*."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(
            text, Step.LABEL, "ink3", weight=QFont.Weight.DemiBold, wrap=False, parent=parent
        )


class Hairline(QWidget):
    """One pixel of line, across or upright: what stands in the place of boxes."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().line)
        painter.end()
