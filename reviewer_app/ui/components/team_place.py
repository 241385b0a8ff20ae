"""Where the team's notes meet: chosen once, looked at before it is kept, and whether it may go by itself."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.local import ExchangePlace
from reviewer_app.review.exchange_places import Chosen, is_on_network
from reviewer_app.review.exchange_timing import Rests
from reviewer_app.ui.components.address_sheet import AddressSheet
from reviewer_app.ui.components.file_choice import ask_folder
from reviewer_app.ui.components.team_part import TeamPart
from reviewer_app.ui.models.exchange_words import (
    by_itself_words,
    chosen_words,
    missed_words,
    place_words,
)
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Step
from reviewer_app.ui.widgets import Button, CheckField, Text


class TeamPlace(TeamPart):
    """A folder or an address, in words.

    Args:
        page: what an address is asked for over.

    Signals:
        chosen: a place was looked at and kept.
    """

    chosen = Signal()

    def __init__(self, page: QWidget, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(_("Where the team’s notes meet"), parent=parent)
        self._bridge = bridge
        self.folder = Button(_("Choose a folder"), icon="folder")
        self.by_address = Button(_("Use an address"), icon="link")
        self.forget = Button(_("Forget this place"), "quiet")
        self.sheet = AddressSheet(page)
        self.automatic = CheckField(_("Hand over and gather by itself"))
        self.metered = CheckField(_("Also where what goes over the network is paid for"))
        self.pause = Button(_("Pause"), "quiet", icon="clock")
        self.state = Text("", Step.LABEL, "ink3")
        self.add_row(self.folder, self.by_address, self.forget)
        for part in (self.automatic, self.metered):
            self.add(part)
        self.add(self.state)
        self.add_row(self.pause)
        self.show_place()
        self.folder.clicked.connect(self.choose_folder)
        self.by_address.clicked.connect(self.ask_address)
        self.forget.clicked.connect(self._forget)
        self.sheet.keep.clicked.connect(self._keep_address)
        exchanging = bridge.exchanging
        self.automatic.clicked.connect(lambda on: exchanging.allow(automatic=on))
        self.metered.clicked.connect(lambda on: exchanging.allow(metered=on))
        self.pause.clicked.connect(self._pause)

    def show_place(self) -> None:
        """Show where it is now, and whether it goes by itself."""
        exchanging, place = self._bridge.exchanging, self._chosen
        over_network = place is not None and is_on_network(place.address)
        self.words.setText(place_words(place))
        self.words.setToolTip(place.place if place else "")
        self.forget.setVisible(place is not None)
        automatic = place is not None and place.automatic
        self.automatic.setVisible(place is not None)
        self.automatic.setChecked(automatic)
        self.metered.setVisible(automatic and over_network)
        self.metered.setChecked(place is not None and place.metered)
        resting = exchanging.rests
        network = exchanging.network
        missed = exchanging.standing.missed if exchanging.standing is not None else None
        self.state.setText(
            missed_words(missed, self._bridge.session.clock())
            if missed is not None and resting is None
            else by_itself_words(resting, network, over_network=over_network)
        )
        self.state.setVisible(automatic)
        self.pause.setVisible(automatic)
        self.pause.set_text(_("Go on") if resting is Rests.PAUSED else _("Pause"))

    def choose_folder(self) -> None:
        """Ask for a folder, and use it."""
        place = self._chosen
        usual = place.place if place is not None and not is_on_network(place.address) else ""
        title = _("The folder where the team’s notes meet")
        folder = ask_folder(self, self._bridge.session, title, usual)
        if folder:
            self.use(folder)

    def ask_address(self) -> None:
        """Ask for an address, over the page; the one that is in use stands there."""
        place = self._chosen
        known = place.address if place is not None and is_on_network(place.address) else ""
        self.sheet.ask(known)

    def use(self, address: str, user: str = "", secret: str = "") -> None:
        """Look at a place, and use it from now on."""
        self.sheet.keep.set_disabled_reason(_("One moment: the place is looked at."))
        reply = self._bridge.exchanging.choose(address, user, secret)
        reply.then(self._kept).failed(self._refused).lastly(self._looked)

    @property
    def _chosen(self) -> ExchangePlace | None:
        standing = self._bridge.exchanging.standing
        return standing.place if standing is not None else None

    def _keep_address(self) -> None:
        fields = self.sheet.fields
        fields.clear_errors()
        self.use(fields.address.value, *fields.signs_in)

    def _looked(self) -> None:
        self.sheet.keep.set_disabled_reason("")

    def _kept(self, chosen: Chosen) -> None:
        self.sheet.close_sheet()
        self.told.emit(chosen_words(chosen), "www")
        self.chosen.emit()

    def _refused(self, error: UserError) -> None:
        if self.sheet.isHidden():
            self.tell_refusal(error)
        else:
            self.sheet.fields.refuse(error)

    def _forget(self) -> None:
        self._bridge.exchanging.forget()

    def _pause(self) -> None:
        exchanging = self._bridge.exchanging
        exchanging.allow(paused=exchanging.rests is not Rests.PAUSED)
