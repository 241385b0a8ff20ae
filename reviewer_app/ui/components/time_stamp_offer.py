"""Adding a trusted time stamp to a sealed file: what is sent is said before, and nothing is before somebody asks."""

from pathlib import Path
from threading import Event

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.review import checking
from reviewer_app.review.checking import TIME_SERVICE, Verification
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import (
    Banner,
    Button,
    Progress,
    SectionLabel,
    Text,
    TextField,
    announce,
)


class TimeStampOffer(QWidget):
    """Asks for the service's address once, adds the stamp off the window's thread, and can be stopped.

    Signals:
        stamped(found): the file carries a time stamp; what checking it again found.
    """

    stamped = Signal(object)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._path: Path | None = None
        self._stopped = Event()
        self.address = TextField(
            _("Address of the time-stamping service"),
            help=_(
                "As the service tells it, such as https://time.example/tsa. It is asked for once."
            ),
        )
        self.add = Button(_("Add a trusted time stamp"), icon="clock")
        self.another = Button(_("Use another service"), "quiet")
        self.progress = Progress(_("The time-stamping service is being asked"))
        self.told = Banner("")
        words = Text(
            _(
                "A time-stamping service can state, by its own clock, that this file was there as it is. It is sent "
                "a digest: a number worked out from the file that says nothing of what is in it. Nothing else is sent."
            ),
            Step.LIST,
            "ink2",
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        parts = (words, self.address, self.add, self.another, self.progress, self.told)
        for part in (SectionLabel(_("Whose clock")), *parts):
            column.addWidget(part)
        self.add.clicked.connect(self.begin)
        self.another.clicked.connect(self._ask_address)
        self.progress.cancelled.connect(self.stop)
        self.address.line.returnPressed.connect(self.begin)
        self.hide()

    def offer(self, path: Path, found: Verification) -> None:
        """Offer a stamp for a file, if it may carry one more."""
        self.withdraw()
        if not found.may_be_stamped(self._bridge.session.clock()):
            return
        self._path = path
        session = self._bridge.session

        def known() -> tuple[str, bool]:
            address = str(session.setting(TIME_SERVICE) or "")
            return address, checking.has_way_out(address)

        self._bridge.ask(known).then(self._show)

    def withdraw(self) -> None:
        """Offer nothing; what is under way is stopped."""
        self._stopped.set()
        self._path = None
        self.hide()

    def begin(self) -> None:
        """Ask the service, and add what it answers to the file."""
        path, address = self._path, self.address.value.strip()
        if path is None or not self.add.isEnabled():
            return
        if not address:
            self.address.set_error(_("Type the address of a time-stamping service."))
            self._ask_address()
            return
        stopped = self._stopped = Event()
        self.told.hide()
        self.progress.show()
        self.add.set_disabled_reason(_("The time-stamping service is being asked."))
        now = self._bridge.session.clock()

        def added(found: Verification) -> None:
            if not stopped.is_set():
                self._added(path, address, found)

        def refused(error: UserError) -> None:
            if not stopped.is_set():
                self._refused(error)

        reply = self._bridge.ask(
            lambda: checking.stamp_time(
                path, path, address, now, wanted=lambda: not stopped.is_set()
            )
        )
        reply.then(added).failed(refused).lastly(lambda: self._rest(stopped))

    def stop(self) -> None:
        """Stop waiting: whatever the service answers, nothing is written any more."""
        self._stopped.set()
        self._rest(self._stopped)
        self.told.say(_("Stopped; the file is as it was."))
        self.add.setFocus()

    def _show(self, known: tuple[str, bool]) -> None:
        address, way_out = known
        if self._path is None:
            return
        self.address.set_value(address)
        self.address.set_error("")
        self.address.setVisible(not address)
        self.another.setVisible(bool(address))
        self.progress.hide()
        self.told.hide()
        self.add.set_disabled_reason(
            "" if way_out else _("This computer has no network now; the stamp can be added later.")
        )
        self.show()

    def _ask_address(self) -> None:
        self.another.hide()
        self.address.show()
        self.address.setFocus()

    def _added(self, path: Path, address: str, found: Verification) -> None:
        self._bridge.keep_setting(TIME_SERVICE, address)
        self.withdraw()
        announce(self, _("The time stamp was added."))
        self.stamped.emit(found)

    def _refused(self, error: UserError) -> None:
        if error.code == "report.time-address":
            self.address.set_error(refusal_words(error))
            self._ask_address()
            return
        self.told.say(refusal_words(error), "alert")
        self.add.setFocus()

    def _rest(self, asked: Event) -> None:
        if asked is self._stopped:
            self.progress.hide()
            self.add.set_disabled_reason("")
