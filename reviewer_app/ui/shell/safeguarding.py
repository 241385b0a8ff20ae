"""The safeguarding card, one key and one control away wherever one is: the window owns it, not a page."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from reviewer_app.language import gettext as _
from reviewer_app.ui.components.safeguarding_card import SafeguardingCard
from reviewer_app.ui.shell.commands import Command
from reviewer_app.ui.widgets import Button

if TYPE_CHECKING:
    from reviewer_app.ui.shell.bridge import Bridge

KEY: Final = "F9"


class Safeguarding(QObject):
    """The control in sight on every page, the key, and the card both open.

    Args:
        window: what the card covers.
        bridge: gives the way to the open review, None while none is open: the card then says whom to ask for.
        visit: gives the visit on the page, "" for none.
    """

    def __init__(
        self,
        window: QWidget,
        bridge: "Callable[[], Bridge | None]",
        visit: "Callable[[], str]",
    ) -> None:
        super().__init__(window)
        self._bridge, self._visit = bridge, visit
        self.card = SafeguardingCard(window)
        self.control = Button(_("Safeguarding"), "foot", key=KEY)
        # The mouse leaves the keys where they are, so that they are there again afterwards.
        self.control.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.control.clicked.connect(self.open)

    def command(self) -> Command:
        """Open the card, or put it away."""
        return Command("safeguarding", _("Safeguarding"), "Review", self.toggle, KEY)

    def toggle(self) -> None:
        """Open the card; where it is open, put it away."""
        if self.card.isHidden():
            self.open()
        else:
            self.card.put_away()

    def open(self) -> None:
        """Show whom to tell in this school."""
        self.card.show_card(self._bridge(), self._visit())

    def refresh(self) -> None:
        """Show what changed while the card is in sight."""
        if not self.card.isHidden():
            self.card.record.refresh()

    def put_away(self) -> None:
        """Hide the card; the keys go back where they were."""
        self.card.put_away()
