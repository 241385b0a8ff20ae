"""Coming back after a laptop was lost: the printed recovery code and the place the team exchanges over."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from reviewer_app.app import Program
from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.review import returning
from reviewer_app.review.exchange import Gathering
from reviewer_app.review.exchange_places import signing_in
from reviewer_app.review.session import Session
from reviewer_app.ui.components.address_fields import AddressFields
from reviewer_app.ui.components.centred import Centred
from reviewer_app.ui.components.file_choice import documents_folder
from reviewer_app.ui.components.first_run_person import NewPassphrase
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.running import Run
from reviewer_app.ui.widgets import Banner, Button, TextField, in_a_row
from reviewer_app.ui.widgets.sheet import bring_into_sight


class ReturnStep(Centred):
    """Asks for the code and the place, and brings back what was handed over.

    Signals:
        back()
        returned(session, ids of the reviews)
    """

    back = Signal()
    returned = Signal(object, object)

    def __init__(
        self,
        program: Program,
        folder: Path,
        run: Run,
        session: Session | None,
        passphrase: str | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(width=600, parent=parent)
        self._program, self._folder, self._run = program, folder, run
        self._session, self._passphrase = session, passphrase
        self.code = TextField(
            _("Recovery code"),
            help=_(
                "Nine groups of four from the printed sheet. Hyphens and capitals do not matter."
            ),
        )
        self.place = TextField(
            _("Where your team exchanges files"),
            help=_("The folder on the stick, or on the shared drive."),
        )
        self.choose = Button(_("Choose the folder"), icon="folder")
        self.by_address = Button(_("Use an address"), icon="link")
        self.instead = Button(_("Use a folder"), "quiet", icon="folder")
        self.fields = AddressFields()
        self.passphrase = NewPassphrase(
            _(
                "This computer has no keyring that could hold the key to your notes. A passphrase "
                "takes its place: you type it each time you start."
            )
        )
        self.passphrase.hide()
        self.told = Banner("")
        self.told.hide()
        self.go = Button(_("Bring my notes back"), "primary")
        self.go_back = Button(_("Back"), "quiet", icon="back")
        self.add_title(
            _("My laptop was lost"),
            _(
                "Everything you handed over comes back, and the team’s laptops know yours as before. Your "
                "recovery code stays what it is. Tell your lead reviewer, too."
            ),
        )
        self.add(self.code)
        self.add(self.place)
        self._choices = in_a_row(self.choose, self.by_address)
        self.add(self._choices)
        self.add(self.fields)
        self.add_start(self.instead)
        self.add(self.passphrase)
        self.add(self.told)
        self.column.addStretch(1)
        self.set_actions(self.go, self.go_back)
        for part in (self.fields, self.instead):
            part.hide()
        self.choose.clicked.connect(self._choose)
        self.go.clicked.connect(self.come_back)
        self.go_back.clicked.connect(self.back)
        self.by_address.clicked.connect(lambda: self._ask_for(address=True))
        self.instead.clicked.connect(lambda: self._ask_for(address=False))
        self.fields.entered.connect(self.come_back)
        self.fields.left.connect(self.instead.click)
        for field in (self.code, self.place):
            field.line.returnPressed.connect(self.come_back)

    def first_stop(self) -> QWidget:
        """What takes the focus."""
        return self.code

    def come_back(self) -> None:
        """Open what the code opens there, and take it in."""
        if not self.go.isEnabled() or not self._filled():
            return
        passphrase = self._passphrase
        if not self.passphrase.isHidden():
            passphrase = self.passphrase.checked()
            if passphrase is None:
                return
        code, place, session = self.code.value, self._where.value, self._session
        user, secret = ("", "") if self.fields.isHidden() else self.fields.signs_in
        access = signing_in(user, secret)
        program, folder = self._program, self._folder

        def work() -> tuple[Session, list[tuple[str, Gathering]]]:
            if session is None:
                return program.come_back(folder, place, code, passphrase=passphrase, access=access)
            found = returning.find(place, code, access)
            return session, returning.come_back(session, found, code)

        self.told.say(_("Your notes are being brought back. Over a slow line it takes a while."))
        bring_into_sight(self.told)
        self.fields.clear_errors()
        self.go.set_disabled_reason(_("Your notes are being brought back."))
        self._run(work).then(self._came).failed(self._refused)

    @property
    def _where(self) -> TextField:
        """The field that names the place: a folder's, or an address's."""
        return self.place if self.fields.isHidden() else self.fields.address

    def _ask_for(self, *, address: bool) -> None:
        """Ask for an address in place of a folder, or the other way round."""
        self.place.setVisible(not address)
        self._choices.setVisible(not address)
        for part in (self.fields, self.instead):
            part.setVisible(address)
        self.fields.empty()
        self._where.setFocus()

    def _filled(self) -> bool:
        asked = (self.code, self._where)
        for field, missing in zip(
            asked,
            (_("Type the recovery code."), _("Say where your team exchanges files.")),
            strict=True,
        ):
            field.set_error("" if field.value.strip() else missing)
        empty = [field for field in asked if not field.value.strip()]
        if empty:
            empty[0].setFocus()
        return not empty

    def _choose(self) -> None:
        title = _("The folder the team exchanges over")
        chosen = QFileDialog.getExistingDirectory(self, title, str(documents_folder()))
        if chosen:
            self.place.set_value(chosen)

    def _came(self, came: tuple[Session, Sequence[tuple[str, Gathering]]]) -> None:
        session, reviews = came
        self.passphrase.clear()
        self.fields.empty()
        self.returned.emit(session, [review for review, _gathered in reviews])

    def _refused(self, error: UserError) -> None:
        self.go.set_disabled_reason("")
        if error.code.startswith("store.") and not self.fields.isHidden():
            self.told.hide()
            self.fields.refuse(error)
        else:
            self.told.say(refusal_words(error), "alert")
            bring_into_sight(self.told)
        if error.code == "profile.passphrase-new" or error.code.startswith("vault.keyring"):
            self.passphrase.show()
            self.passphrase.first.setFocus()
