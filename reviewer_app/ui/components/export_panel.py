"""Exporting a draft and sealing the report: what it means, for whom, where; and what came of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.review import advice, reporting
from reviewer_app.review.session import Exported
from reviewer_app.ui.components.file_choice import FileChoice, unused
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import (
    Banner,
    Button,
    Progress,
    Scroller,
    SectionLabel,
    Sheet,
    Text,
    TextField,
    announce,
)
from reviewer_app.vault.certificate import SigningCertificate


class ExportPanel(Sheet):
    """What both ways of exporting share: recipient and purpose, a file, progress, the outcome.

    All is filled in with what is usual, so that opening the panel and Enter is enough.

    Signals:
        exported(): a version was made and recorded.
    """

    exported = Signal()

    def __init__(
        self,
        bridge: Bridge,
        host: QWidget,
        files: FileChoice,
        title: str,
        words: str,
        *,
        purpose: str,
        action: str,
    ) -> None:
        super().__init__(host, title, close_words=_("Close"))
        self.bridge = bridge
        self._files = files
        self._path: Path | None = None
        self._folder: Path | None = None
        self.place = Path()
        self.add(Text(words, Step.LIST, "ink2"))
        self.recipient = TextField(_("Who it is for"), _("the headteacher"))
        self.purpose = TextField(_("What for"), purpose)
        self._place_words = Text("", Step.LIST, "ink2")
        self.elsewhere = Button(_("Save it somewhere else"), "quiet", icon="folder")
        self.elsewhere.clicked.connect(self.choose_place)
        where = QWidget()
        place = QVBoxLayout(where)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(Space.XS)
        place.addWidget(Text(_("Where"), Step.LABEL, "ink2", weight=QFont.Weight.Medium))
        place.addWidget(self._place_words)
        place.addWidget(self.elsewhere)
        for field in (self.recipient, self.purpose):
            field.line.returnPressed.connect(self.begin)
            self.add(field)
        self.add(where)
        self.progress = Progress("", can_cancel=False)
        self.refused = Banner("", "alert")
        self.done = QWidget()
        self._said = Text("", Step.ROW)
        self._where = Text("", Step.LIST, "ink2")
        self._checked = Text("", Step.LIST, "ink2")
        self.show_file = Button(_("Show in folder"), "secondary", icon="folder")
        self.show_file.clicked.connect(self._show_folder)
        column = QVBoxLayout(self.done)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for part in (self._said, self._where, self._checked, self.show_file):
            column.addWidget(part)
        self.start = Button(action, "primary", key="Return")
        self.start.clicked.connect(self.begin)

    @property
    def outcome(self) -> str:
        """What the panel says of the exported file; empty before there is one."""
        if self.done.isHidden():
            return ""
        return " ".join(part.text() for part in (self._said, self._where, self._checked))

    def fill(self) -> None:
        """Add what is told while it is done, after the parts of one's own."""
        for part in (self.progress, self.refused, self.done):
            self.add(part)
        self.finish()
        self.set_actions(self.foot_buttons())
        self._quiet()

    def foot_buttons(self) -> list[Button]:
        """The buttons at the foot, the primary one first."""
        return [self.start]

    def open(self) -> None:
        """Show what an export needs now."""
        self._quiet()
        self._propose_place()
        super().open()

    def choose_place(self) -> None:
        """Ask where the file is to lie; exporting still waits."""
        path = self._files.save(self, self.place)
        if path is not None:
            self._folder = path.parent
            self._set_place(path)
            self.start.setFocus()

    def begin(self) -> None:
        """Export, once it is said who it is for."""
        if self._names_reader() and self.start.isEnabled():
            self.export()

    def export(self) -> None:
        """Make the file where the panel says."""
        path = self.place
        self._quiet()
        self.progress.set_text(self.progress_words())
        self.progress.show()
        self._bring(self.progress)
        self.start.set_disabled_reason(self.progress_words())
        reply = self.bridge.ask(self.errand(path))
        reply.then(self._finished).failed(self._refuse).lastly(self._ended)

    def file_name(self) -> str:
        """The name people know the file by."""
        raise NotImplementedError

    def progress_words(self) -> str:
        """What is being done, in a sentence."""
        raise NotImplementedError

    def errand(self, path: Path) -> Callable[[], Exported]:
        """The work, to be done on another thread."""
        raise NotImplementedError

    def done_words(self, exported: Exported) -> tuple[str, str]:
        """What came of it, and what checking the file said."""
        raise NotImplementedError

    def _names_reader(self) -> bool:
        named = bool(self.recipient.value.strip())
        self.recipient.set_error(
            "" if named else _("Say who it is for: every export names its reader.")
        )
        if not named:
            self.recipient.setFocus()
        return named

    def _propose_place(self) -> None:
        self._set_place(unused((self._folder or self._files.folder()) / self.file_name()))

    def _set_place(self, path: Path) -> None:
        self.place = path
        self._place_words.setText(
            _("“{name}” in {folder}").format(name=path.name, folder=path.parent.name or path.parent)
        )
        self._place_words.setToolTip(str(path))

    def _quiet(self) -> None:
        self.start.set_disabled_reason("")
        for part in (self.progress, self.refused, self.done):
            part.hide()

    def _finished(self, exported: Exported) -> None:
        self._quiet()
        self.bridge.take_in(exported.outcome)
        self._propose_place()
        self._path = exported.path
        said, checked = self.done_words(exported)
        self._said.setText(said)
        self._where.setText(str(exported.path))
        self._checked.setText(checked)
        self._checked.setVisible(bool(checked))
        self.done.show()
        self._bring(self.done)
        self.show_file.setFocus()
        announce(self, said)
        self.exported.emit()

    def _refuse(self, error: UserError) -> None:
        self._quiet()
        self.refused.say(refusal_words(error), "alert")
        self._bring(self.refused)
        self.start.setFocus()

    def _ended(self) -> None:
        """A bug gave no answer: exporting can be tried again."""
        if not self.progress.isHidden():
            self._quiet()

    def _bring(self, part: QWidget) -> None:
        """Bring a part into sight once it has its size."""
        scroller = self.findChildren(Scroller)[0]
        QTimer.singleShot(0, part, lambda: scroller.follow_focus(part))

    def _show_folder(self) -> None:
        if self._path is not None:
            self._files.show(self._path)


class DraftPanel(ExportPanel):
    """Exports a numbered draft: watermarked, never signed."""

    def __init__(self, bridge: Bridge, host: QWidget, files: FileChoice) -> None:
        super().__init__(
            bridge,
            host,
            files,
            _("Export a draft"),
            _(
                "A draft carries its number on every page and is never signed. Use it for the "
                "factual check and for reading together."
            ),
            purpose=_("factual check"),
            action=_("Export"),
        )
        self.fill()

    def file_name(self) -> str:
        """The name the next draft is known by."""
        return reporting.file_name(self.bridge.opened, final=False)

    def progress_words(self) -> str:
        """That the draft is being built."""
        return _("Building the draft")

    def errand(self, path: Path) -> Callable[[], Exported]:
        """Build a draft and record it, from the review as it stands now."""
        session, opened = self.bridge.session, self.bridge.opened.snapshot()
        recipient, purpose = self.recipient.value.strip(), self.purpose.value.strip()
        return lambda: session.export_draft(opened, path, recipient=recipient, purpose=purpose)

    def done_words(self, exported: Exported) -> tuple[str, str]:
        """That it was exported; a draft has no seal to check."""
        return _("Exported"), ""


class SealPanel(ExportPanel):
    """Seals the final report: builds, signs, opens it again and checks it.

    Signals:
        finding_wanted(finding): one of those still open.
        agreement_wanted()
    """

    finding_wanted = Signal(str)
    agreement_wanted = Signal()

    def __init__(self, bridge: Bridge, host: QWidget, files: FileChoice) -> None:
        super().__init__(
            bridge,
            host,
            files,
            _("Seal the report"),
            _(
                "Sealing makes the final report and signs it with your certificate. From then on "
                "any change made to the file shows. You can always make another version."
            ),
            purpose=_("the school’s own report"),
            action=_("Seal"),
        )
        self.sure = Banner("")
        self.seal_now = Button(_("Yes, seal it now"), "primary")
        self.not_yet = Button(_("Not yet"))
        self.seal_now.clicked.connect(self.export)
        self.not_yet.clicked.connect(self._not_yet)
        self._first_open = ""
        self._open_title = SectionLabel(_("Still open; you decide"))
        self.without_evidence = Banner("")
        self._without_so_that = Banner("")
        self._not_agreed = Banner("")
        self._still = advice.StillOpen((), (), ())
        self.without_evidence.acted.connect(
            lambda: self.finding_wanted.emit(self._still.without_evidence[0])
        )
        self._without_so_that.acted.connect(
            lambda: self.finding_wanted.emit(self._still.without_so_that[0])
        )
        self._not_agreed.acted.connect(self.agreement_wanted)
        self._certificate = Text("", Step.LIST, "ink2")
        self._other = Button(_("Use a certificate file"), "quiet")
        self._other.clicked.connect(self.choose_certificate)
        self._file: Path | None = None
        self.passphrase = TextField(_("Passphrase of the certificate file"), secret=True)
        self._import = Button(_("Import this certificate"), "secondary")
        self._import.clicked.connect(self.import_certificate)
        for part in (
            self._open_title,
            self.without_evidence,
            self._without_so_that,
            self._not_agreed,
            SectionLabel(_("Whose certificate")),
            self._certificate,
            self._other,
            self.passphrase,
            self._import,
            self.sure,
        ):
            self.add(part)
        self.fill()

    @property
    def open_points(self) -> tuple[str, ...]:
        """What the panel says is still open."""
        banners = (self.without_evidence, self._without_so_that, self._not_agreed)
        return tuple(one.text for one in banners if not one.isHidden())

    @property
    def certificate_words(self) -> str:
        """Whose certificate the report will be sealed with."""
        return self._certificate.text()

    def open(self) -> None:
        """Show what is still open, and whose certificate will sign."""
        self.passphrase.hide()
        self._import.hide()
        self._show_open()
        self._ask_certificate()
        super().open()

    def foot_buttons(self) -> list[Button]:
        """The buttons at the foot; the last two only once sealing was asked for."""
        return [self.start, self.seal_now, self.not_yet]

    def begin(self) -> None:
        """Ask once more, in place: no key that is pressed twice seals a report."""
        if not (self._names_reader() and self.start.isEnabled()):
            return
        self._quiet()
        self.sure.say(
            _("This makes the final report, for {recipient}, and signs it. Seal it now?").format(
                recipient=self.recipient.value.strip()
            )
        )
        self.start.set_disabled_reason(_("Say below whether to seal it now."))
        self.start.hide()
        self.seal_now.show()
        self.not_yet.show()
        self.not_yet.setFocus()
        self._bring(self.sure)

    def choose_certificate(self) -> None:
        """Ask for a PKCS#12 file, then for its passphrase."""
        self._file = self._files.open(self, _("Certificates (*.p12 *.pfx)"))
        if self._file is not None:
            self.passphrase.set_value("")
            self.passphrase.set_help(self._file.name)
            self.passphrase.set_error("")
            self.passphrase.show()
            self._import.show()
            self.passphrase.setFocus()

    def import_certificate(self) -> None:
        """Import the chosen file; the report is sealed with it from now on."""
        if self._file is None:
            return
        session, path, words = self.bridge.session, self._file, self.passphrase.value
        self.passphrase.set_value("")

        def refused(error: UserError) -> None:
            self.passphrase.set_error(refusal_words(error))

        def imported(_certificate: object) -> None:
            self.passphrase.hide()
            self._import.hide()
            self._ask_certificate()

        errand = self.bridge.ask(lambda: session.import_certificate(path, words))
        errand.then(imported).failed(refused)

    def file_name(self) -> str:
        """The name the sealed report is known by."""
        return reporting.file_name(self.bridge.opened, final=True)

    def progress_words(self) -> str:
        """That the report is being built, signed and checked."""
        return _("Building, signing and checking the report")

    def errand(self, path: Path) -> Callable[[], Exported]:
        """Build, sign and check the report and record it, from the review as it stands now."""
        session, opened = self.bridge.session, self.bridge.opened.snapshot()
        recipient, purpose = self.recipient.value.strip(), self.purpose.value.strip()
        return lambda: session.seal(opened, path, recipient=recipient, purpose=purpose)

    def done_words(self, exported: Exported) -> tuple[str, str]:
        """That it was sealed, and what checking the file said."""
        return _("Exported and sealed"), exported.checked.summary

    def _quiet(self) -> None:
        super()._quiet()
        self.start.show()
        for part in (self.sure, self.seal_now, self.not_yet):
            part.hide()

    def _not_yet(self) -> None:
        self._quiet()
        self.start.setFocus()

    def _ask_certificate(self) -> None:
        self._certificate.setText(_("Looking for your certificate."))
        session = self.bridge.session

        def found(certificate: SigningCertificate) -> None:
            if certificate.self_issued:
                words = _(
                    "{name}, made by this program. A PDF reader will say that it does not know the "
                    "signer; that is expected and says nothing against the seal."
                )
            else:
                words = _("{name}, vouched for by its issuer.")
            self._certificate.setText(words.format(name=certificate.subject_name))

        def refused(error: UserError) -> None:
            self._certificate.setText(refusal_words(error))

        self.bridge.ask(session.certificate).then(found).failed(refused)

    def _show_open(self) -> None:
        opened = self.bridge.opened
        still = self._still = advice.still_open(opened)
        count = len(still.without_evidence)
        _tell(
            self.without_evidence,
            ngettext(
                "{n} finding has no evidence behind it.",
                "{n} findings have no evidence behind them.",
                count,
            ).format(n=count)
            if count
            else "",
            _("Show"),
        )
        count = len(still.without_so_that)
        _tell(
            self._without_so_that,
            ngettext(
                "{n} “even better if” does not say “so that”.",
                "{n} “even better if” do not say “so that”.",
                count,
            ).format(n=count)
            if count
            else "",
            _("Show"),
        )
        count = len(still.not_agreed)
        agreed = _("Nothing has been agreed in the room yet.")
        if opened.agreements():
            agreed = ngettext(
                "{n} finding has not been agreed as it is worded now.",
                "{n} findings have not been agreed as they are worded now.",
                count,
            ).format(n=count)
        _tell(self._not_agreed, agreed if count or not opened.agreements() else "", _("Record it"))
        self._open_title.setVisible(bool(self.open_points))


def _tell(banner: Banner, words: str, action: str) -> None:
    if words:
        banner.say(words, action=action)
    else:
        banner.hide()
