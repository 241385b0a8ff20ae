"""How far something long has come, in place, with a way to stop it."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.ui.theme import Space, Step, scaled, tokens
from reviewer_app.ui.theme.paint import round_box, stripes
from reviewer_app.ui.widgets.button import Button
from reviewer_app.ui.widgets.layouts import lay_in
from reviewer_app.ui.widgets.text import Text


class _Bar(QProgressBar):
    def __init__(self) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        radius = self.height() / 2
        line = theme.field_line
        if self.maximum() == 0:
            ink = theme.line if theme.stark else theme.accent_mid
            stripes(painter, self.rect(), radius, theme.surface, ink, width=5, step=14)
            round_box(painter, self.rect(), radius, None, line)
        else:
            round_box(painter, self.rect(), radius, theme.surface, line)
            done = QRect(self.rect())
            done.setWidth(round(self.width() * self.value() / self.maximum()))
            if done.width() >= self.height():
                round_box(painter, done, radius, theme.accent)
        painter.end()

    def _fit(self) -> None:
        self.setFixedHeight(scaled(self.font(), 8))


class Progress(QWidget):
    """A sentence, a bar and *Cancel*. It does not move by itself: nothing blinks.

    Args:
        stop: what stands on the button instead, where what was done by then stays.

    Signals:
        cancelled()
    """

    cancelled = Signal()

    def __init__(
        self,
        text: str,
        *,
        can_cancel: bool = True,
        stop: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text = Text(text, Step.LABEL, "ink2")
        self._bar = _Bar()
        self._bar.setAccessibleName(text)
        self._bar.setRange(0, 0)
        self._cancel = Button(stop or _("Cancel"), "quiet")
        self._cancel.setVisible(can_cancel)
        self._cancel.clicked.connect(self.cancelled)
        column = QVBoxLayout()
        column.setSpacing(Space.XS + 2)
        column.addStretch(1)
        column.addWidget(self._text)
        column.addWidget(self._bar)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        lay_in(row, column, 1)
        row.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_text(self, text: str) -> None:
        """Change the sentence."""
        self._text.setText(text)
        self._bar.setAccessibleName(text)

    def set_progress(self, done: int, total: int) -> None:
        """Show `done` of `total`; a total of nought means that nobody knows how long."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._bar.update()
