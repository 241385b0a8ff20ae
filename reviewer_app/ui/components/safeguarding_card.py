"""The card for a safeguarding concern: who, what to say, and to write it by hand. There is nowhere to type."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import Review
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Radius, Space, Step, tokens
from reviewer_app.ui.theme.paint import round_box
from reviewer_app.ui.widgets import Button, Scroller, Text, announce


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
        self._parts = self._lines()
        self.scroller = Scroller(self._column_of_lines())
        column = QVBoxLayout(self)
        column.setContentsMargins(self.BLEED, Space.L, self.BLEED, Space.L)
        column.setSpacing(Space.M)
        column.addLayout(head)
        column.addWidget(self.scroller, 1)
        self.hide()

    def show_card(self) -> None:
        """Show who to tell in this school, and take the focus."""
        self._who.setText(whom_to_tell(self._bridge.opened.review))
        self.scroller.verticalScrollBar().setValue(0)
        self.show()
        spoken = (f"{label}: {words.text().rstrip('.')}." for label, words in self._parts)
        announce(self, " ".join((f"{self._title.text()}.", *spoken)))
        self._close.setFocus(Qt.FocusReason.PopupFocusReason)

    def put_away(self) -> None:
        """Hide the card."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes; the arrows and Page keys go through what is below the fold."""
        bar = self.scroller.verticalScrollBar()
        steps = {
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
        }
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        elif event.key() in steps:
            bar.setValue(bar.value() + steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        width = 3 if theme.stark else 2
        round_box(painter, self.rect(), Radius.CARD, theme.surface, theme.alert, width)
        painter.end()

    def _column_of_lines(self) -> QWidget:
        """Each label above its words: beside them, large text would leave the words no width."""
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, Space.M, 0)
        column.setSpacing(0)
        for label, words in self._parts:
            column.addWidget(Text(label, Step.LIST, "ink3", wrap=False))
            column.addWidget(words)
            column.addSpacing(Space.M)
        column.addStretch(1)
        return inner

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


def whom_to_tell(review: Review) -> str:
    """Say who the school's safeguarding lead is and where; where nobody is set, whom to ask for.

    Never the head or whoever talks about the report: a wrong name costs a child time.
    """
    if not review.safeguarding_lead:
        return _(
            "The school’s designated safeguarding lead, in person, now. Ask at reception who and where "
            "that is."
        )
    who = _("{name}, the school’s safeguarding lead").format(name=review.safeguarding_lead)
    return ". ".join(
        part for part in (who, review.safeguarding_place, review.safeguarding_number) if part
    )
