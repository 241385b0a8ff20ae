"""The card for a safeguarding concern: who, what to say, and to write it by hand. There is nowhere to type."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import Review
from reviewer_app.ui.components.safeguarding_record import SafeguardingRecord
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Radius, Space, Step, scaled, tokens
from reviewer_app.ui.theme.paint import round_box
from reviewer_app.ui.widgets import Button, Scroller, Text, announce
from reviewer_app.ui.widgets.layouts import lay_in
from reviewer_app.ui.widgets.sheet import bring_into_sight
from reviewer_app.ui.widgets.way_back import WayBack


class SafeguardingCard(QWidget):
    """Covers the window it belongs to until Escape, F9 or Close, and says what to do when a child may be at risk.

    While it is in sight every other key of the window rests: what it covers cannot be seen to change. The keys go back
    where they were, and a text's cursor with them.

    Signals:
        closed()
    """

    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._way_back = WayBack(self)
        self.setAccessibleName(_("Safeguarding"))
        self._title = Text(_("If a child may be at risk"), Step.NEXT)
        self.way_out = Button(_("Close"), "secondary", key="Esc")
        self.way_out.clicked.connect(self.put_away)
        self._who = Text("")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.way_out, 0, Qt.AlignmentFlag.AlignTop)
        self._parts = self._lines()
        self.record = SafeguardingRecord()
        self.scroller = Scroller(self._column_of_lines())
        column = self._column = QVBoxLayout(self)
        column.setSpacing(Space.M)
        lay_in(column, head)
        column.addWidget(self.scroller, 1)
        self.record.answered.connect(self._bring_answer)
        window.installEventFilter(self)
        self.hide()

    def show_card(self, bridge: Bridge | None, visit: str = "") -> None:
        """Show who to tell in this school, and take the focus; without an open review, whom to ask for.

        `visit` is the one on the page, which can be left out of the evidence from here.
        """
        self._way_back.keep()
        self._who.setText(whom_to_tell(bridge.opened.review if bridge is not None else None))
        self.record.show_for(bridge, visit)
        self.scroller.verticalScrollBar().setValue(0)
        self._place()
        self.show()
        self.raise_()
        spoken = (f"{label}: {words.text().rstrip('.')}." for label, words in self._parts)
        announce(self, " ".join((f"{self._title.text()}.", *spoken)))
        self.way_out.setFocus(Qt.FocusReason.PopupFocusReason)

    def put_away(self) -> None:
        """Hide the card, and give the keys back."""
        if self.isHidden():
            return
        if not self._way_back.go() and (focused := self.focusWidget()) is not None:
            # The window goes on with its page; Qt would take the keys on as Tab does.
            focused.clearFocus()
        self.hide()
        self.closed.emit()

    def event(self, event: QEvent) -> bool:
        """Keep every key but its own from the commands of what it covers."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() != Qt.Key.Key_F9
        ):
            event.accept()
            return True
        return super().event(event)

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
        # Nothing goes on to what it covers.
        event.accept()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 (Qt's name)
        """Tab stays on the card: what it covers cannot show the focus."""
        tab = Qt.FocusPolicy.TabFocus
        stops = [
            one
            for one in self.findChildren(QWidget)
            if one.focusPolicy() & tab == tab and one.isEnabled() and one.isVisible()
        ]
        if not stops:
            # Qt asks for the next stop while it hides what has the keys, too.
            return super().focusNextPrevChild(next)
        here = QApplication.focusWidget()
        at = stops.index(here) if here in stops else 0
        target = stops[(at + (1 if next else -1)) % len(stops)]
        reasons = Qt.FocusReason
        target.setFocus(reasons.TabFocusReason if next else reasons.BacktabFocusReason)
        if self.scroller.isAncestorOf(target):
            self.scroller.follow_focus(target)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.paper)
        width = 3 if theme.stark else 2
        card = self.rect().marginsRemoved(self._column.contentsMargins())
        card = card.adjusted(-Space.XL, -Space.L, Space.XL, Space.L)
        round_box(painter, card, Radius.CARD, theme.surface, theme.alert, width)
        painter.end()

    def _bring_answer(self) -> None:
        """Scroll to what was kept, once it has its place: on a low screen it is below the fold."""
        bring_into_sight(self.record.said)

    def _place(self) -> None:
        self.setGeometry(self._window.rect())
        least = Space.XL + Space.L
        side = max((self._window.width() - scaled(self.font(), 720)) // 2, least)
        self._column.setContentsMargins(side, least, side, least)

    def _column_of_lines(self) -> QWidget:
        """Each label above its words: beside them, large text would leave the words no width."""
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, Space.M, 0)
        column.setSpacing(0)
        for label, words in self._parts:
            column.addWidget(Text(label, Step.LIST, "ink3", wrap=False))
            column.addWidget(words)
            column.addSpacing(Space.S)
        column.addWidget(self.record)
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


def whom_to_tell(review: Review | None) -> str:
    """Say who the school's safeguarding lead is and where; where nobody is set, or no review open, whom to ask for.

    Never the head or whoever talks about the report: a wrong name costs a child time.
    """
    if review is None or not review.safeguarding_lead:
        return _(
            "The school’s designated safeguarding lead, in person, now. Ask at reception who and where "
            "that is."
        )
    who = _("{name}, the school’s safeguarding lead").format(name=review.safeguarding_lead)
    # A number that is read out while one dials stands on one line.
    number = review.safeguarding_number.strip().replace(" ", "\u00a0")
    return ". ".join(part for part in (who, review.safeguarding_place, number) if part)
