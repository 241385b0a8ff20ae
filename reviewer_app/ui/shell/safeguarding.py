"""The safeguarding card, one key and one control away wherever one is: the window owns it, not a page."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from reviewer_app.language import gettext as _
from reviewer_app.ui.shell.commands import Command
from reviewer_app.ui.widgets import Button

if TYPE_CHECKING:
    from reviewer_app.ui.components.safeguarding_card import SafeguardingCard
    from reviewer_app.ui.shell.bridge import Bridge

KEY: Final = "F9"


class Safeguarding(QObject):
    """The control in sight on every page, the key, and the card both open; made when it is first wanted.

    Args:
        window: what the card covers.
        bridge: gives the way to the open review, None while none is open: the card then says whom to ask for.
        visit: gives the visit on the page, "" for none.

    Signals:
        closed: the card was put away.
    """

    closed = Signal()

    def __init__(
        self,
        window: QWidget,
        bridge: "Callable[[], Bridge | None]",
        visit: "Callable[[], str]",
    ) -> None:
        super().__init__(window)
        self._window, self._bridge, self._visit = window, bridge, visit
        self._card: SafeguardingCard | None = None
        self.control = Button(_("Safeguarding"), "foot", key=KEY)
        # The mouse leaves the keys where they are, so that they are there again afterwards.
        self.control.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.control.clicked.connect(self.open)

    @property
    def card(self) -> "SafeguardingCard":
        """The card. A start does not wait for it: with it comes all that reads a review."""
        if self._card is None:
            from reviewer_app.ui.components.safeguarding_card import SafeguardingCard

            self._card = SafeguardingCard(self._window)
            self._card.closed.connect(self.closed)
        return self._card

    def command(self) -> Command:
        """Open the card, or put it away."""
        return Command("safeguarding", _("Safeguarding"), "Review", self.toggle, KEY)

    def toggle(self) -> None:
        """Open the card; where it is open, put it away."""
        if self._card is None or self._card.isHidden():
            self.open()
        else:
            self._card.put_away()

    def open(self) -> None:
        """Show whom to tell in this school."""
        self.card.show_card(self._bridge(), self._visit())

    def refresh(self) -> None:
        """Show what changed while the card is in sight."""
        if self._card is not None and not self._card.isHidden():
            self._card.record.refresh()

    def put_away(self) -> None:
        """Hide the card; the keys go back where they were."""
        if self._card is not None:
            self._card.put_away()
