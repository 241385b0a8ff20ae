"""The card for a safeguarding concern: who, what to say, and to write it by hand. There is nowhere to type."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Radius, Space, Step, tokens
from reviewer_app.ui.theme.paint import round_box
from reviewer_app.ui.widgets import Button, Text, announce


class SafeguardingCard(QWidget):
    """Says what to do when a child may be at risk. Escape or Close puts it away.

    Signals:
        closed()
    """

    BLEED = 16
    closed = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setAccessibleName(_("Safeguarding"))
        self._title = Text(_("If a child may be at risk"), Step.NEXT)
        self._close = Button(_("Close"), "secondary", key="Esc")
        self._close.clicked.connect(self.put_away)
        self._who = Text("")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        lines = QGridLayout()
        lines.setColumnStretch(1, 1)
        lines.setHorizontalSpacing(Space.L)
        lines.setVerticalSpacing(Space.S)
        for row, (label, words) in enumerate(self._lines()):
            quiet = Text(label, Step.LIST, "ink3", wrap=False)
            lines.addWidget(quiet, row, 0, Qt.AlignmentFlag.AlignTop)
            lines.addWidget(words, row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(self.BLEED, Space.L, self.BLEED, Space.L)
        column.setSpacing(Space.M)
        column.addLayout(head)
        column.addLayout(lines)
        self.hide()

    def show_card(self) -> None:
        """Show who to tell in this school, and take the focus."""
        review = self._bridge.opened.review
        if review.contact:
            who = review.contact
        elif review.head_name:
            who = _("{name}, the head, or whoever the office names as safeguarding lead").format(
                name=review.head_name
            )
        else:
            who = _("The school’s safeguarding lead. Ask at the office, in person, now.")
        self._who.setText(who)
        self.show()
        announce(self, f"{self._title.text()}. {who}")
        self._close.setFocus(Qt.FocusReason.PopupFocusReason)

    def put_away(self) -> None:
        """Hide the card."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        width = 3 if theme.stark else 2
        round_box(painter, self.rect(), Radius.CARD, theme.surface, theme.alert, width)
        painter.end()

    def _lines(self) -> tuple[tuple[str, Text], ...]:
        return (
            (
                _("Do now"),
                Text(
                    _(
                        "Write it by hand on the school’s form and hand it over now. "
                        "Do not write it here."
                    ),
                    weight=QFont.Weight.DemiBold,
                ),
            ),
            (_("Tell"), self._who),
            (
                _("Instead"),
                Text(
                    _(
                        "If it is about a member of staff, tell the head and nobody else. "
                        "If it is about the head, tell the chair of governors."
                    )
                ),
            ),
            (
                _("Say"),
                Text(_("“Thank you for telling me. I must pass this on to someone who can help.”")),
            ),
            (
                _("Do not"),
                Text(
                    _(
                        "Promise to keep it secret, ask questions that lead, look into it "
                        "yourself, or wait until the end of the day."
                    )
                ),
            ),
        )
