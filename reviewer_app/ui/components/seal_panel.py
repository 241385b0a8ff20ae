"""Sealing the report: what is still open, whose certificate, the second question, and what came of it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.model.words import ReportStage
from reviewer_app.report.content import MadeFor
from reviewer_app.review import advice, comments, confirming, exporting, reporting, waivers
from reviewer_app.review.checking import Verification
from reviewer_app.review.exporting import Exported, Written
from reviewer_app.review.opened import OpenReview
from reviewer_app.ui.components.draft_standing import comments_words, unconfirmed_words
from reviewer_app.ui.components.export_panel import ExportPanel
from reviewer_app.ui.components.file_choice import FileChoice
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.time_stamp_offer import TimeStampOffer
from reviewer_app.ui.components.written_field import WrittenLine
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Banner, Button, CheckField, SectionLabel, Text, TextField
from reviewer_app.ui.widgets.layouts import settle
from reviewer_app.ui.widgets.sheet import bring_into_sight
from reviewer_app.vault.certificate import SigningCertificate


class SealPanel(ExportPanel):
    """Seals the final report: builds, signs, opens it again and checks it.

    Signals:
        finding_wanted(finding): one of those still open.
        section_wanted(section): a part of the report that is still open; "" for the report as it is written.
        note_wanted(note): one still to follow up.
        hypothesis_wanted(hypothesis): one that is still open.
        answers_wanted(): the school asks for something that is not decided.
        agreement_wanted()
    """

    finding_wanted = Signal(str)
    section_wanted = Signal(str)
    note_wanted = Signal(str)
    hypothesis_wanted = Signal(str)
    answers_wanted = Signal()
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
            stage=ReportStage.FINAL,
            action=_("Seal"),
        )
        self.sure = Banner("")
        self.seal_now = Button(_("Yes, seal it now"), "primary")
        self.not_yet = Button(_("Not yet"))
        self.seal_now.clicked.connect(self._seal)
        self._asked: tuple[Path, MadeFor] | None = None
        for told in (
            self.recipient.line.textChanged,
            self.purpose.line.textChanged,
            self.consent.changed,
        ):
            told.connect(self._withdraw)
        self.not_yet.clicked.connect(self._not_yet)
        self.with_data = CheckField(_("Put the findings into the file as data, too"))
        self.with_data.toggled.connect(self._withdraw)
        self._first_open = ""
        self._open_title = SectionLabel(_("Still open; you decide"))
        self.to_settle = Banner("")
        self.unagreed = Banner("")
        self.why = WrittenLine(
            bridge,
            "finding_waiver",
            _("Why it stays as it is"),
            help=_("Until that is done, or a reason stands here, the final report waits."),
        )
        self.why.line.returnPressed.connect(self.leave_so)
        self.leave = Button(_("Leave it so"))
        self.leave.clicked.connect(self.leave_so)
        self.why.put_beside(self.leave)
        self.not_agreed = Banner("")
        self._telling = Banner("")
        self._telling_passages = Banner("")
        self.to_follow_up = Banner("")
        self.open_hypotheses = Banner("")
        self.comments = Banner("")
        self.unconfirmed = Banner("")
        self.answers = Banner("")
        self._still = advice.StillOpen((), ())
        self._lead_on()
        self._still_open = (
            self.not_agreed,
            self._telling,
            self._telling_passages,
            self.to_follow_up,
            self.open_hypotheses,
            self.comments,
            self.unconfirmed,
            self.answers,
        )
        self._certificate = Text("", Step.LIST, "ink2")
        self._other = Button(_("Use a certificate file"), "quiet")
        self._other.clicked.connect(self.choose_certificate)
        self._file: Path | None = None
        self.passphrase = TextField(_("Passphrase of the certificate file"), secret=True)
        self._import = Button(_("Import this certificate"), "secondary")
        self._import.clicked.connect(self.import_certificate)
        self.stamp = TimeStampOffer(bridge)
        self.stamp.stamped.connect(self._stamped)
        self._begin_with_what_is_open()
        for part in (
            self._data(),
            SectionLabel(_("Whose certificate")),
            self._certificate,
            self._other,
            self.passphrase,
            self._import,
            self.sure,
        ):
            self.add(part)
        self.fill()

    def _lead_on(self) -> None:
        """Let each line of what is open lead to where it is settled."""
        self.comments.acted.connect(lambda: self.section_wanted.emit(""))
        self.unconfirmed.acted.connect(lambda: self.section_wanted.emit(""))
        self.answers.acted.connect(self.answers_wanted)
        self._telling.acted.connect(lambda: self.finding_wanted.emit(self._still.telling[0]))
        self.to_follow_up.acted.connect(lambda: self.note_wanted.emit(self._still.to_follow_up[0]))
        self.open_hypotheses.acted.connect(
            lambda: self.hypothesis_wanted.emit(self._still.open_hypotheses[0])
        )
        self._telling_passages.acted.connect(
            lambda: self.section_wanted.emit(self._still.telling_passages[0])
        )
        self.to_settle.acted.connect(lambda: self.finding_wanted.emit(self._still.to_settle[0]))
        self.not_agreed.acted.connect(self._go_on_with_agreement)
        self.unagreed.acted.connect(self.agreement_wanted)

    def _begin_with_what_is_open(self) -> None:
        """First of all stands what holds the seal back, before what sealing is; Tab goes by the order of siblings."""
        self.body.removeWidget(self.words)
        waiting = (self.to_settle, self.unagreed, self.why)
        parts = (*waiting, self.words, self._open_title, *self._still_open)
        for at, part in enumerate(parts):
            self.body.insertWidget(at, part)
        for part in reversed(parts):
            part.lower()

    def _data(self) -> QWidget:
        """Whether the findings go along as data, and for whom that is."""
        words = _(
            "For the programme’s copy: nobody there types them again. For the school’s own copy, only if the "
            "head said so. Notes are never in it, and the last page says what is."
        )
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self.with_data)
        column.addWidget(Text(words, Step.LIST, "ink2"))
        self.with_data.setAccessibleDescription(words)
        return part

    @property
    def open_points(self) -> tuple[str, ...]:
        """What the panel says is still open, first what the final report waits for."""
        banners = (self.to_settle, self.unagreed, *self._still_open)
        return tuple(one.text for one in banners if not one.isHidden())

    @property
    def made_for(self) -> MadeFor:
        """Whom the panel names as the reader, what for, and whether the findings go along as data."""
        return replace(super().made_for, with_data=self.with_data.isChecked())

    def leave_so(self) -> None:
        """Leave all the final report waits for as it is, for the reason that was typed."""
        reason = self.why.value.strip()
        if not reason:
            self.why.set_error(_("Write the reason in a few words."))
            return
        self.why.set_error("")
        opened = self.bridge.opened
        left = [(one.finding.id, one.rule) for one in waivers.to_settle(opened)]
        unagreed = waivers.waits_for_agreement(opened)
        self.bridge.do(waivers.leave_so, reason, *left, unagreed=unagreed).then(
            lambda _nothing: self._left_so()
        )

    def _leaves_unagreed(self) -> bool:
        """Whether it leaves though nothing was agreed, and this person may take that back."""
        opened = self.bridge.opened
        return (
            bool(opened.review.unagreed_because)
            and opened.leads()
            and not waivers.is_agreed(opened)
        )

    def _go_on_with_agreement(self) -> None:
        if self._leaves_unagreed():
            self.ask_for_agreement()
        else:
            self.agreement_wanted.emit()

    def ask_for_agreement(self) -> None:
        """Take back that it leaves though nothing was agreed: the final report waits for that again."""

        def taken_back(_nothing: object) -> None:
            self._show_open()
            self.why.line.setFocus()

        self.bridge.do(waivers.ask_for_agreement).then(taken_back)

    def _left_so(self) -> None:
        self.why.set_value("")
        self._show_open()
        self.start.setFocus()
        # What is left to look at before it is sealed: for whom it is, and where it goes.
        settle(self.where)
        bring_into_sight(self.where)

    def open(self) -> None:
        """Show what is still open, and whose certificate will sign."""
        self.passphrase.hide()
        self._import.hide()
        # Asked for each copy anew: what one reader was given is not the next one's.
        self.with_data.setChecked(False)
        self._show_open()
        self._ask_certificate()
        super().open()

    def after(self) -> list[QWidget]:
        """The offer of a trusted time stamp, once the report is sealed."""
        return [self.stamp]

    def foot_buttons(self) -> list[Button]:
        """The buttons at the foot; the last two only once sealing was asked for."""
        return [self.start, self.seal_now, self.not_yet]

    def begin(self) -> None:
        """Ask once more, in place: no key that is pressed twice seals a report."""
        if not (self._names_reader() and self.start.isEnabled()):
            return
        self._quiet()
        self._asked = (self.place, self.made_for)
        self.sure.say(
            _("This makes the final report, for {recipient}, and signs it. Seal it now?").format(
                recipient=self.made_for.recipient
            )
        )
        self.start.set_disabled_reason(_("Say below whether to seal it now."))
        self.start.hide()
        self.seal_now.show()
        self.not_yet.show()
        self.not_yet.setFocus()
        bring_into_sight(self.sure)

    def choose_certificate(self) -> None:
        """Ask for a PKCS#12 file, then for its passphrase."""
        self._withdraw()
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

    def errand(self, path: Path, made_for: MadeFor) -> Callable[[], Written]:
        """Build, sign and check the report and record it, from the review as it stands now."""
        session, opened = self.bridge.session, self.bridge.opened.snapshot()
        return lambda: exporting.seal(session, opened, path, made_for)

    def done_words(self, exported: Written) -> tuple[str, str]:
        """That it was sealed, and what checking the file said."""
        return _("Exported and sealed"), exported.checked_words

    def close_sheet(self) -> None:
        """Leave; a stamp that is being asked for is not added any more."""
        self.stamp.withdraw()
        super().close_sheet()

    def finished(self, exported: Written) -> None:
        """Say what came of it, and offer a trusted time stamp."""
        super().finished(exported)
        if isinstance(exported, Exported):
            self.stamp.offer(exported.path, exported.checked)

    def _stamped(self, found: Verification) -> None:
        self.say_checked(found.summary)
        self.show_file.setFocus()

    def _quiet(self) -> None:
        super()._quiet()
        self.stamp.withdraw()
        self._asked = None
        self.start.show()
        for part in (self.sure, self.seal_now, self.not_yet):
            part.hide()

    def _set_place(self, path: Path) -> None:
        self._withdraw()
        super()._set_place(path)

    def _seal(self) -> None:
        """Seal what was asked, and only that."""
        if self._asked is not None:
            self.export(*self._asked)

    def _withdraw(self) -> None:
        """Take the question back: something it was about is another now."""
        if self._asked is not None:
            self._quiet()

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
        count = len(still.to_settle)
        _tell_count(
            self.to_settle,
            count,
            ngettext(
                "{n} finding rests on too little evidence, or does not say “so that”.",
                "{n} findings rest on too little evidence, or do not say “so that”.",
                count,
            ),
        )
        waits = waivers.waits_for_agreement(opened)
        _tell(
            self.unagreed,
            _("Nothing has been agreed with the school as it is worded now.") if waits else "",
            _("Record it"),
        )
        self.why.setVisible(bool(count) or waits)
        words = "" if waits else _not_agreed_words(opened, still)
        _tell(self.not_agreed, words, _("Take back") if self._leaves_unagreed() else _("Record it"))
        count = len(still.telling)
        _tell_count(
            self._telling,
            count,
            ngettext(
                "{n} finding counts so few that a reader may tell who is meant.",
                "{n} findings count so few that a reader may tell who is meant.",
                count,
            ),
        )
        count = len(still.telling_passages)
        _tell_count(
            self._telling_passages,
            count,
            ngettext(
                "{n} part of the report counts so few that a reader may tell who is meant.",
                "{n} parts of the report count so few that a reader may tell who is meant.",
                count,
            ),
        )
        count = len(still.to_follow_up)
        _tell_count(
            self.to_follow_up,
            count,
            ngettext("{n} note is still to follow up.", "{n} notes are still to follow up.", count),
        )
        count = len(still.open_hypotheses)
        _tell_count(
            self.open_hypotheses,
            count,
            ngettext(
                "{n} thing the team set out to find out is still open. The final report leaves it out.",
                "{n} things the team set out to find out are still open. The final report leaves them out.",
                count,
            ),
        )
        _tell(self.comments, comments_words(comments.counted(opened).waiting), _("Show"))
        stands = confirming.standing(opened)
        _tell(self.unconfirmed, unconfirmed_words(stands) if stands else "", _("Show"))
        count = len(still.answers)
        _tell_count(
            self.answers,
            count,
            ngettext(
                "{n} answer of the school is not decided.",
                "{n} answers of the school are not decided.",
                count,
            ),
        )
        self._open_title.setVisible(any(not one.isHidden() for one in self._still_open))


def _not_agreed_words(opened: OpenReview, still: advice.StillOpen) -> str:
    """Say what is not agreed though the final report does not wait for it; "" for nothing."""
    count = len(still.not_agreed)
    if not waivers.is_agreed(opened):
        return _("Nothing has been agreed with the school. It leaves so: {reason}").format(
            reason=opened.review.unagreed_because
        )
    if not count:
        return ""
    return ngettext(
        "{n} finding has not been agreed as it is worded now.",
        "{n} findings have not been agreed as they are worded now.",
        count,
    ).format(n=count)


def _tell_count(banner: Banner, count: int, words: str) -> None:
    _tell(banner, words.format(n=count) if count else "", _("Show"))


def _tell(banner: Banner, words: str, action: str) -> None:
    if words:
        banner.say(words, action=action)
    else:
        banner.hide()
