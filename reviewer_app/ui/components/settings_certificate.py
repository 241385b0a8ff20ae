"""The certificate reports are signed with: one's own, or one that somebody issued."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.moment import full_day
from reviewer_app.review import person
from reviewer_app.ui.components.file_choice import ask_files
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.settings_part import SettingsPart
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.widgets import Banner, Button, TextField

if TYPE_CHECKING:
    from reviewer_app.vault.certificate import SigningCertificate


class CertificateSettings(SettingsPart):
    """Says what stands, and takes a PKCS#12 file."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(_("Signing reports"), parent=parent)
        self._bridge = bridge
        self._file: Path | None = None
        self.passphrase = TextField(_("Passphrase of the certificate file"), secret=True)
        self.take = Button(_("Sign with this certificate"))
        self.choose = Button(_("Use a certificate I was given"), icon="signature")
        self.told = Banner("")
        for widget in (self.passphrase, self.take, self.told):
            widget.hide()
        self.add(self.passphrase)
        self.add(self.told)
        self.add_start(self.take)
        self.add_start(self.choose)
        self.choose.clicked.connect(self._choose)
        self.take.clicked.connect(self._take)
        self.passphrase.line.returnPressed.connect(self._take)

    def show_state(self) -> None:
        """Ask which certificate there is, and say so."""
        database = self._bridge.session.database
        self._bridge.ask(lambda: database.ask(person.kept_certificate).result()).then(self._say)

    def choose_file(self, path: Path) -> None:
        """Take a file, and ask for its passphrase."""
        self._file = path
        self.told.hide()
        self.passphrase.set_help(path.name)
        self.passphrase.set_error("")
        self.passphrase.show()
        self.take.show()
        self.choose.hide()
        self.passphrase.setFocus()

    def _choose(self) -> None:
        kinds = _("Certificates (*.p12 *.pfx);;All files (*)")
        for path in ask_files(self, self._bridge.session, _("The certificate"), kinds):
            self.choose_file(path)

    def _take(self) -> None:
        path, passphrase = self._file, self.passphrase.value
        if path is None or not self.take.isEnabled():
            return
        session = self._bridge.session
        self.take.set_disabled_reason(_("The certificate is being read."))
        self._bridge.ask(lambda: session.import_certificate(path, passphrase)).then(
            self._taken
        ).failed(self._refused)

    def _taken(self, certificate: "SigningCertificate") -> None:
        self._rest()
        self._say(certificate)
        self.told.say(_("Reports are signed with this certificate from now on."), "www")
        self.choose.setFocus()

    def _refused(self, error: UserError) -> None:
        self.take.set_disabled_reason("")
        if error.code == "vault.certificate-passphrase-wrong":
            self.passphrase.set_error(refusal_words(error))
            self.passphrase.setFocus()
            return
        self._rest()
        self.told.say(refusal_words(error), "alert")

    def _rest(self) -> None:
        self.take.set_disabled_reason("")
        self.passphrase.set_value("")
        self.passphrase.hide()
        self.take.hide()
        self.choose.show()

    def _say(self, certificate: "SigningCertificate | None") -> None:
        if certificate is None:
            self.say(
                _(
                    "The program makes a certificate of your own when you seal the first report. It "
                    "shows any later change; only a certificate issued to you also shows readers who "
                    "you are."
                )
            )
            return
        until = certificate.valid_until
        day = full_day(until)
        self.say(
            _(
                "Made by this program for {name}, valid until {day}. It shows any later change to a "
                "report; PDF readers will say that they do not know who signed."
            ).format(name=certificate.subject_name, day=day)
            if certificate.self_issued
            else _("Issued to {name}, valid until {day}.").format(
                name=certificate.subject_name, day=day
            )
        )
