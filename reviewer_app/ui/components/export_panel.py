"""What exporting a draft and sealing the report share: for whom, where; and what came of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.durable import unused
from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.words import ReportStage
from reviewer_app.report.content import MadeFor
from reviewer_app.review import reporting
from reviewer_app.review.exporting import Written
from reviewer_app.ui.components.file_choice import FileChoice
from reviewer_app.ui.components.reader_consent import ReaderConsent
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import (
    Banner,
    Button,
    Progress,
    Sheet,
    Text,
    TextField,
    announce,
)
from reviewer_app.ui.widgets.sheet import bring_into_sight


class ExportPanel(Sheet):
    """What both ways of exporting share: recipient and purpose, a file, progress, the outcome.

    All is filled in with what is usual, so that opening the panel and Enter is enough.

    Signals:
        exported(): a version was made and recorded.
        names_wanted(): names stand in the review, and are to be gone through.
    """

    exported = Signal()
    names_wanted = Signal()

    def __init__(
        self,
        bridge: Bridge,
        host: QWidget,
        files: FileChoice,
        title: str,
        words: str,
        *,
        stage: ReportStage,
        action: str,
    ) -> None:
        super().__init__(host, title, close_words=_("Close"))
        self.bridge = bridge
        self._files = files
        self._path: Path | None = None
        self._folder: Path | None = None
        self.place = Path()
        self.words = Text(words, Step.LIST, "ink2")
        self.add(self.words)
        usual = reporting.usual_reader(stage)
        self.recipient = TextField(_("Who it is for"), usual.recipient)
        self.purpose = TextField(_("What for"), usual.purpose)
        self._place_words = Text("", Step.LIST, "ink2")
        self.elsewhere = Button(_("Save it somewhere else"), "quiet", icon="folder")
        self.elsewhere.clicked.connect(self.choose_place)
        self.where = QWidget()
        place = QVBoxLayout(self.where)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(Space.XS)
        place.addWidget(Text(_("Where"), Step.LABEL, "ink2", weight=QFont.Weight.Medium))
        place.addWidget(self._place_words)
        place.addWidget(self.elsewhere)
        self.consent = ReaderConsent(bridge, usual.reader)
        for field in (self.recipient, self.purpose):
            field.line.returnPressed.connect(self.begin)
            field.line.textChanged.connect(self._look_for_consent)
            self.add(field)
        self.add(self.consent)
        self.add(self.where)
        self.progress = Progress("", can_cancel=False)
        self.refused = Banner("", "alert")
        self.refused.acted.connect(self.names_wanted)
        self.done = QWidget()
        self._said = Text("", Step.ROW)
        self._where = Text("", Step.LIST, "ink2")
        self._checked = Text("", Step.LIST, "ink2")
        self._substituted = Banner("", "ebi")
        self.show_file = Button(_("Show in folder"), "secondary", icon="folder")
        self.show_file.clicked.connect(self._show_folder)
        column = QVBoxLayout(self.done)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for part in (self._said, self._where, self._checked, self._substituted, self.show_file):
            column.addWidget(part)
        self.start = Button(action, "primary", key="Return")
        self.start.clicked.connect(self.begin)

    @property
    def outcome(self) -> str:
        """What the panel says of the exported file; empty before there is one."""
        if self.done.isHidden():
            return ""
        said = [part.text() for part in (self._said, self._where, self._checked)]
        if not self._substituted.isHidden():
            said.append(self._substituted.text)
        return " ".join(said)

    @property
    def made_for(self) -> MadeFor:
        """Whom the panel names as the reader, and what for."""
        recipient, purpose = self.recipient.value.strip(), self.purpose.value.strip()
        return MadeFor(recipient, purpose, reader=self.consent.reader)

    def fill(self) -> None:
        """Add what is told while it is done, after the parts of one's own."""
        for part in (self.progress, self.refused, self.done, *self.after()):
            self.add(part)
        self.finish()
        self.set_actions(self.foot_buttons())
        self._quiet()

    def after(self) -> list[QWidget]:
        """What stands below what came of it."""
        return []

    def foot_buttons(self) -> list[Button]:
        """The buttons at the foot, the primary one first."""
        return [self.start]

    def open(self) -> None:
        """Show what an export needs now."""
        self._quiet()
        self._propose_place()
        self._look_for_consent()
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
            self.export(self.place, self.made_for)

    def export(self, path: Path, made_for: MadeFor) -> None:
        """Make the file, for whom and where it was asked for, once the consent given here is on record."""
        self._quiet()
        self.progress.set_text(self.progress_words())
        self.progress.show()
        bring_into_sight(self.progress)
        self.start.set_disabled_reason(self.progress_words())

        def make() -> None:
            reply = self.bridge.ask(self.errand(path, made_for))
            reply.then(self.finished).failed(self._refuse).lastly(self._ended)

        self.consent.recorded(made_for, make, self._refuse)

    def file_name(self) -> str:
        """The name people know the file by."""
        raise NotImplementedError

    def progress_words(self) -> str:
        """What is being done, in a sentence."""
        raise NotImplementedError

    def errand(self, path: Path, made_for: MadeFor) -> Callable[[], object]:
        """The work, to be done on another thread."""
        raise NotImplementedError

    def done_words(self, exported: Written) -> tuple[str, str]:
        """What came of it, and what checking the file said."""
        raise NotImplementedError

    def _names_reader(self) -> bool:
        named = bool(self.recipient.value.strip())
        self.recipient.set_error(
            "" if named else _("Say who it is for: every export names its reader.")
        )
        if not named:
            self.recipient.setFocus()
            return False
        return self.consent.is_enough(self.made_for)

    def _look_for_consent(self) -> None:
        self.consent.look(self.made_for)

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

    def finished(self, exported: Written) -> None:
        """Take in what came of the errand, and tell of it."""
        self.bridge.take_in(exported.outcome)
        self.tell(exported.path, *self.done_words(exported), exported.substituted_words)

    def tell(self, path: Path, said: str, checked: str, substituted: str = "") -> None:
        """Say that a file lies where it was wanted, and what checking it said."""
        self._quiet()
        self._propose_place()
        self._path = path
        self._said.setText(said)
        self._where.setText(str(path))
        self.say_checked(checked)
        if substituted:
            self._substituted.say(substituted, "ebi")
        else:
            self._substituted.hide()
        self.done.show()
        bring_into_sight(self.done)
        self.show_file.setFocus()
        announce(self, said)
        self.exported.emit()

    def say_checked(self, said: str) -> None:
        """Say what checking the file found."""
        self._checked.setText(said)
        self._checked.setVisible(bool(said))

    def _refuse(self, error: UserError) -> None:
        self._quiet()
        names = error.code == "name.stand"
        action = _("Go through the names") if names else ""
        self.refused.say(refusal_words(error), "alert", action=action)
        bring_into_sight(self.refused)
        self.start.setFocus()

    def _ended(self) -> None:
        """A bug gave no answer: exporting can be tried again."""
        if not self.progress.isHidden():
            self._quiet()

    def _show_folder(self) -> None:
        if self._path is not None:
            self._files.show(self._path)
