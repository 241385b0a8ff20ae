"""Where the team's notes meet: chosen once, looked at before it is kept, and whether it may go by itself."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.review.exchange_places import Chosen, is_on_network
from reviewer_app.review.exchange_timing import Rests
from reviewer_app.ui.components.address_fields import AddressFields
from reviewer_app.ui.components.file_choice import ask_folder
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.team_part import TeamPart
from reviewer_app.ui.models.exchange_words import by_itself_words, chosen_words, place_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Step
from reviewer_app.ui.widgets import Button, CheckField, Text


class TeamPlace(TeamPart):
    """A folder or an address, in words; the fields for an address stand below only while they are wanted.

    Signals:
        chosen: a place was looked at and kept.
    """

    chosen = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(_("Where the team’s notes meet"), parent=parent)
        self._bridge = bridge
        self.folder = Button(_("Choose a folder"), icon="folder")
        self.by_address = Button(_("Use an address"), icon="link")
        self.forget = Button(_("Forget this place"), "quiet")
        self.keep = Button(_("Look there and use it"))
        self.cancel = Button(_("Cancel"), "quiet")
        self.fields = AddressFields((self.keep, self.cancel))
        self.automatic = CheckField(_("Hand over and gather by itself"))
        self.metered = CheckField(_("Also where what goes over the network is paid for"))
        self.pause = Button(_("Pause"), "quiet", icon="clock")
        self.state = Text("", Step.LABEL, "ink3")
        self.add_row(self.folder, self.by_address, self.forget)
        for part in (self.fields, self.automatic, self.metered):
            self.add(part)
        self.add_row(self.state, self.pause)
        self.fields.hide()
        self.show_place()
        self.folder.clicked.connect(self.choose_folder)
        self.by_address.clicked.connect(self.ask_address)
        self.forget.clicked.connect(self._forget)
        self.keep.clicked.connect(self._keep_address)
        self.fields.secret.line.returnPressed.connect(self.keep.click)
        self.cancel.clicked.connect(self._put_fields_away)
        exchanging = bridge.exchanging
        self.automatic.clicked.connect(lambda on: exchanging.allow(automatic=on))
        self.metered.clicked.connect(lambda on: exchanging.allow(metered=on))
        self.pause.clicked.connect(self._pause)

    def show_place(self) -> None:
        """Show where it is now, and whether it goes by itself."""
        exchanging = self._bridge.exchanging
        place = exchanging.standing.place if exchanging.standing is not None else None
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
        self.state.setText(by_itself_words(resting, network, over_network=over_network))
        self.state.setVisible(automatic)
        self.pause.setVisible(automatic)
        self.pause.set_text(_("Go on") if resting is Rests.PAUSED else _("Pause"))

    def choose_folder(self) -> None:
        """Ask for a folder, and use it."""
        standing = self._bridge.exchanging.standing
        place = standing.place if standing is not None else None
        usual = place.place if place is not None and not is_on_network(place.address) else ""
        title = _("The folder where the team’s notes meet")
        folder = ask_folder(self, self._bridge.session, title, usual)
        if folder:
            self.use(folder)

    def ask_address(self) -> None:
        """Show the fields for an address."""
        self.fields.show()
        self.fields.address.setFocus()

    def use(self, address: str, user: str = "", secret: str = "") -> None:
        """Look at a place, and use it from now on."""
        self.keep.set_disabled_reason(_("One moment: the place is looked at."))
        reply = self._bridge.exchanging.choose(address, user, secret)
        reply.then(self._kept).failed(self._refused).lastly(self._looked)

    def _keep_address(self) -> None:
        self.use(self.fields.address.value, *self.fields.signs_in)

    def _looked(self) -> None:
        self.keep.set_disabled_reason("")

    def _kept(self, chosen: Chosen) -> None:
        self._put_fields_away()
        self.told.emit(chosen_words(chosen), "www")
        self.chosen.emit()

    def _refused(self, error: UserError) -> None:
        if self.fields.isHidden():
            self.tell_refusal(error)
        else:
            self.fields.address.set_error(refusal_words(error))

    def _put_fields_away(self) -> None:
        if self.fields.isVisible():
            self.by_address.setFocus()
        self.fields.empty()
        self.fields.hide()

    def _forget(self) -> None:
        self._bridge.exchanging.forget()

    def _pause(self) -> None:
        exchanging = self._bridge.exchanging
        exchanging.allow(paused=exchanging.rests is not Rests.PAUSED)
