"""Check this PDF: has anything changed since it was signed, who signed, and who vouches for the name."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.review import checking
from reviewer_app.review.checking import Verification
from reviewer_app.ui.components.file_choice import FileChoice
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.time_stamp_offer import TimeStampOffer
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Step
from reviewer_app.ui.widgets import Banner, Button, FactList, Progress, Sheet, Text
from reviewer_app.ui.widgets.banner import BannerKind


class CheckPanel(Sheet):
    """Checks any PDF, whoever made it; nothing leaves the computer."""

    def __init__(self, bridge: Bridge, host: QWidget, files: FileChoice) -> None:
        super().__init__(host, _("Check this PDF"), close_words=_("Close"))
        self._bridge = bridge
        self._files = files
        self._intro = Text(
            _(
                "Choose a report as a PDF. You are told whether anything in it has changed since "
                "it was signed, and who signed it. Checking sends nothing anywhere."
            ),
            Step.LIST,
            "ink2",
        )
        self.add(self._intro)
        self._name = Text("", Step.ROW)
        self._progress = Progress(_("Checking"), can_cancel=False)
        self._verdict = Banner("")
        self._known = Banner("", "ebi")
        self._said = Text("", Step.LIST)
        self._remedy = Text("", Step.LIST, "ink2")
        self.details = Button(_("Show the details"), "quiet")
        self.details.clicked.connect(self._fold)
        self.facts = FactList()
        self.root = Button(_("Name a programme’s root"), "quiet")
        self.root.clicked.connect(self.choose_root)
        self._roots: list[Path] = []
        self.stamp = TimeStampOffer(bridge)
        self.stamp.stamped.connect(self._stamped)
        parts = (self._name, self._progress, self._verdict, self._known, self._said, self._remedy)
        for part in (*parts, self.root, self.details, self.facts, self.stamp):
            self.add(part)
            part.hide()
        self.finish()
        self._choose = Button(_("Choose a PDF"), "primary")
        self._choose.clicked.connect(self.choose)
        self.set_actions([self._choose])
        self._path = Path()

    @property
    def verdict(self) -> str:
        """What was found, in plain sentences; empty before anything was."""
        banners = [one.text for one in (self._verdict, self._known) if not one.isHidden()]
        texts = [one.text() for one in (self._said, self._remedy) if not one.isHidden()]
        return " ".join([*banners, *texts])

    def choose(self) -> None:
        """Ask for a file and check it."""
        path = self._files.open(self, _("PDF (*.pdf)"))
        if path is not None:
            self.check(path)

    def choose_root(self) -> None:
        """Ask for a root whose word counts for a signer's name, and check again."""
        root = self._files.open(self, _("Certificates (*.pem)"))
        if root is not None:
            self._roots = [root]
            self.check(self._path)

    def check(self, path: Path) -> None:
        """Check a file, against the root that was named, if one was."""
        self._path = path
        self._name.setText(path.name)
        self._name.show()
        self._intro.hide()
        self._quiet()
        self._progress.show()
        now = self._bridge.session.clock()
        roots = tuple(self._roots)
        reply = self._bridge.ask(lambda: checking.verify_path(path, roots, now=now))
        reply.then(self._show).failed(self._refuse).lastly(self._progress.hide)

    def close_sheet(self) -> None:
        """Leave; a stamp that is being asked for is not added any more."""
        self.stamp.withdraw()
        super().close_sheet()

    def _quiet(self) -> None:
        told = (self._verdict, self._known, self._said, self._remedy)
        for part in (*told, self.root, self.details, self.facts):
            part.hide()
        self.stamp.withdraw()

    def _show(self, found: Verification) -> None:
        self._progress.hide()
        self._verdict.say(found.verdict, _tone(found))
        if found.remarks:
            self._known.say(" ".join(found.remarks), "ebi")
        else:
            self._known.hide()
        said = "\n\n".join(found.paragraphs)
        self._said.setText(said)
        self._said.setVisible(bool(said))
        refusal = found.refusal(self._path.name)
        self._remedy.setText(refusal.remedy if refusal is not None else "")
        self._remedy.setVisible(refusal is not None)
        self.root.setVisible(found.vouched_elsewhere)
        self.facts.set_facts(found.facts)
        self.facts.hide()
        self.details.set_text(_("Show the details"))
        self.details.setVisible(bool(found.facts))
        self.stamp.offer(self._path, found)
        self._choose.set_text(_("Choose another PDF"))

    def _stamped(self, found: Verification) -> None:
        self._show(found)
        self._choose.setFocus()

    def _fold(self) -> None:
        shown = self.facts.isHidden()
        self.facts.setVisible(shown)
        self.details.set_text(_("Hide the details") if shown else _("Show the details"))

    def _refuse(self, error: UserError) -> None:
        # A root that cannot be read is not asked again with the next file.
        self._roots = []
        self._progress.hide()
        self._verdict.say(refusal_words(error), "alert")


def _tone(found: Verification) -> BannerKind:
    """A draft, and what was never signed, are no cause for alarm."""
    if found.sealed:
        return "www"
    return "quiet" if found.unsigned else "alert"
