"""What keeps the notes safe: the recovery code, the passphrase, where everything lies."""

from collections.abc import Callable

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.review import recovery
from reviewer_app.ui.components.first_run_person import NewPassphrase
from reviewer_app.ui.components.recovery_proof import RecoveryProof
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.settings_part import SettingsPart
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.widgets import Banner, Button, FactList


class RecoverySettings(SettingsPart):
    """Whether the recovery code was checked, and the way to check it.

    Signals:
        proved()
    """

    proved = Signal()

    def __init__(self, host: QWidget, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(_("Recovery code"), parent=parent)
        self._bridge = bridge
        self.proof = RecoveryProof(host, bridge.session, bridge.ask)
        self.check = Button("")
        self.add_start(self.check)
        self._is_proved = False
        self.check.clicked.connect(self.ask)
        self.proof.proved.connect(self.proved)
        self.proof.proved.connect(self.show_state)

    def ask(self) -> None:
        """Open the sheet that checks the code or makes a new one."""
        if self._is_proved:
            self.proof.renew_code()
        else:
            self.proof.ask()

    def show_state(self) -> None:
        """Ask whether it was proved, and say so."""
        session = self._bridge.session
        self._bridge.ask(lambda: (recovery.is_proved(session), recovery.is_deferred(session))).then(
            self._say
        )

    def _say(self, found: tuple[bool, bool]) -> None:
        self._is_proved, deferred = found
        if deferred:
            self.say(
                _(
                    "The sample does without. You get a code when you start or join your first real review."
                )
            )
        elif self._is_proved:
            self.say(
                _(
                    "Checked: the printed sheet brings your notes back. If it is lost, make a new "
                    "code; the old sheet then opens nothing any more."
                )
            )
            self.check.set_text(_("Make a new code"))
        else:
            self.say(
                _(
                    "Not checked yet. Two groups of the printed sheet are asked for before your first "
                    "visit starts."
                )
            )
            self.check.set_text(_("Check it now"))
        self.check.setVisible(not deferred)


class PassphraseSettings(SettingsPart):
    """Choosing another passphrase, or a first one beside the keyring."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(_("Passphrase"), parent=parent)
        self._bridge = bridge
        self.fields = NewPassphrase("")
        self.fields.hide()
        self.told = Banner("")
        self.told.hide()
        self.change = Button("")
        self.keep = Button(_("Keep this passphrase"), "secondary")
        self.keep.hide()
        self.add(self.fields)
        self.add(self.told)
        self.add_start(self.change)
        self.add_start(self.keep)
        self.change.clicked.connect(self._begin)
        self.keep.clicked.connect(self._change)
        self.fields.second.line.returnPressed.connect(self._change)
        self._rest()

    def _rest(self) -> None:
        has = self._bridge.session.profile.has_passphrase
        self.say(
            _("A passphrase opens your notes on this laptop.")
            if has
            else _(
                "This computer's keyring opens your notes, so you need no passphrase. One can stand in where "
                "the keyring is locked."
            )
        )
        self.change.set_text(_("Change the passphrase") if has else _("Set a passphrase"))
        self.fields.clear()
        self.fields.hide()
        self.keep.hide()
        self.change.show()

    def _begin(self) -> None:
        self.told.hide()
        self.change.hide()
        self.fields.show()
        self.keep.show()
        self.fields.first.setFocus()

    def _change(self) -> None:
        passphrase = self.fields.checked()
        if passphrase is None or not self.keep.isEnabled():
            return
        self.keep.set_disabled_reason(_("The passphrase is being changed."))
        session = self._bridge.session

        def done(_value: object) -> None:
            self.keep.set_disabled_reason("")
            self._rest()
            self.told.say(_("Changed. The new passphrase opens your notes from now on."), "www")
            self.change.setFocus()

        def refused(error: UserError) -> None:
            self.keep.set_disabled_reason("")
            self.told.say(refusal_words(error), "alert")

        self._bridge.ask(lambda: session.change_passphrase(passphrase)).then(done).failed(refused)


class PlaceSettings(SettingsPart):
    """Where the encrypted file, its key file and its backups lie."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Where your notes lie"),
            _(
                "In one encrypted file on this laptop. Do not put the folder on a network drive or in "
                "one that a cloud service copies."
            ),
            parent=parent,
        )
        folder = bridge.session.profile.folder
        self.facts = FactList(
            [
                (_("Folder"), str(folder)),
                (_("Checked backups"), str(bridge.session.profile.backups)),
            ]
        )
        self.show_folder = Button(_("Show the folder"), icon="folder")
        self.add(self.facts)
        self.add_start(self.show_folder)
        open_folder: Callable[[], bool] = lambda: QDesktopServices.openUrl(  # noqa: E731
            QUrl.fromLocalFile(str(folder))
        )
        self.show_folder.clicked.connect(open_folder)
