"""The certificate reports are signed with: one's own, or one that somebody issued."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.moment import full_day
from reviewer_app.review import person
from reviewer_app.ui.components.file_choice import ask_files, ask_where
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.settings_part import SettingsPart
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.widgets import Banner, Button, TextField

_ANSWERS: Final = frozenset({".pem", ".crt", ".cer"})
"""How the files end in which an office answers."""

if TYPE_CHECKING:
    from reviewer_app.vault.certificate import SigningCertificate


class CertificateSettings(SettingsPart):
    """Says what stands, takes a PKCS#12 file, and asks a programme's office for a certificate of one's own key."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(_("Signing reports"), parent=parent)
        self._bridge = bridge
        self._file: Path | None = None
        self.passphrase = TextField(_("Passphrase of the certificate file"), secret=True)
        self.take = Button(_("Sign with this certificate"))
        self.choose = Button(_("Use a certificate I was given"), icon="signature")
        self.ask = Button(_("Ask my programme’s office for one"))
        self.told = Banner("")
        for widget in (self.passphrase, self.take, self.told):
            widget.hide()
        self.add(self.passphrase)
        self.add(self.told)
        self.add_start(self.take)
        self.add_start(self.choose)
        self.add_start(self.ask)
        self.choose.clicked.connect(self._choose)
        self.ask.clicked.connect(self._ask)
        self.take.clicked.connect(self._take)
        self.passphrase.line.returnPressed.connect(self._take)

    def show_state(self) -> None:
        """Ask which certificate there is, and say so."""
        database = self._bridge.session.database
        self._bridge.ask(lambda: database.ask(person.kept_certificate).result()).then(self._say)

    def choose_file(self, path: Path) -> None:
        """Take a file, and ask for its passphrase; an office's answer has none."""
        if path.suffix.lower() in _ANSWERS:
            session = self._bridge.session
            self._bridge.ask(lambda: session.take_answer(path)).then(self._taken).failed(
                self._refused
            )
            return
        self._file = path
        self.told.hide()
        self.passphrase.set_help(path.name)
        self.passphrase.set_error("")
        self.passphrase.show()
        self.take.show()
        self.choose.hide()
        self.passphrase.setFocus()

    def _choose(self) -> None:
        kinds = _("Certificates (*.p12 *.pfx *.pem);;All files (*)")
        for path in ask_files(self, self._bridge.session, _("The certificate"), kinds):
            self.choose_file(path)

    def _ask(self) -> None:
        session = self._bridge.session
        title, proposed = _("The request"), _("Request for a certificate.csr")
        path = ask_where(self, session, title, proposed, _("Requests (*.csr)"))
        if path is not None:
            self.write_request(path)

    def write_request(self, path: Path) -> None:
        """Write what the office answers with a certificate; making a first key takes up to a second."""
        session = self._bridge.session
        self.ask.set_disabled_reason(_("The request is being written."))
        reply = self._bridge.ask(lambda: session.write_certificate_request(path))
        reply.then(lambda _done: self._requested(path)).failed(self._refused).lastly(
            lambda: self.ask.set_disabled_reason("")
        )

    def _requested(self, path: Path) -> None:
        words = _(
            "Send “{name}” to your programme’s office. Take up what they send back with “Use a "
            "certificate I was given”."
        )
        self.told.say(words.format(name=path.name), "www")

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
