"""What the list of members itself asks for: two of them to be put together, or the lead to be taken over."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.review import membership
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Banner


class TeamOffers(QWidget):
    """A line each; out of sight while there is nothing to ask.

    Signals:
        told(sentence, kind of banner)
    """

    told = Signal(str, str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.two_lists = Banner("")
        self.take_over = Banner("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.M)
        column.setSpacing(Space.S)
        for offer in (self.two_lists, self.take_over):
            column.addWidget(offer)
            offer.hide()
        self.two_lists.acted.connect(self.join_lists)
        self.take_over.acted.connect(self.lead_now)
        self.hide()

    def show_offers(self) -> None:
        """Show what is to be decided now."""
        opened = self._bridge.opened
        tip = opened.chain.tip
        contested = bool(opened.chain.contested)
        if contested:
            i_lead = tip is not None and tip.lead.person == opened.me
            self.two_lists.say(
                _("Two lists of the team were written at once. Neither counts until they are one."),
                "alert",
                action=_("Put them together") if i_lead else "",
            )
        else:
            self.two_lists.hide()
        named = tip is not None and tip.successor == opened.me
        if tip is not None and named:
            self.take_over.say(
                _("{name} named you to take over the lead if need be.").format(name=tip.lead.name),
                action=_("Take over the lead"),
            )
        else:
            self.take_over.hide()
        self.setVisible(contested or named)

    def join_lists(self) -> None:
        """Put two lists of members together."""
        session, review = self._bridge.session, self._bridge.opened.id
        self._do(
            lambda: membership.join_lists(session, review),
            _("The lists are one again. Hand over, so that all see it."),
        )

    def lead_now(self) -> None:
        """Take over the lead, as the lead agreed to."""
        session, review = self._bridge.session, self._bridge.opened.id
        self._do(
            lambda: membership.take_over(session, review),
            _("You lead the review now. Hand over, so that all see it."),
        )

    def _do(self, work: Callable[[], None], words: str) -> None:
        def done(_value: object) -> None:
            self.told.emit(words, "www")

        self._bridge.ask(work).then(done).failed(self._refused).lastly(self._bridge.refresh)

    def _refused(self, error: UserError) -> None:
        self.told.emit(refusal_words(error), "alert")
