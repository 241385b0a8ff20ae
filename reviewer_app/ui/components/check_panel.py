"""Check this PDF: has anything changed since it was signed, who signed, and who vouches for the name."""

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.moment import moment_of
from reviewer_app.review import checking, reporting
from reviewer_app.review.checking import Verification
from reviewer_app.ui.components.file_choice import FileChoice
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Banner, Button, FactList, Progress, SectionLabel, Sheet, Text
from reviewer_app.ui.widgets.layouts import clear


class CheckPanel(Sheet):
    """Checks any PDF, whoever made it; nothing leaves the computer."""

    def __init__(self, bridge: Bridge, host: QWidget, files: FileChoice) -> None:
        super().__init__(host, _("Check this PDF"), close_words=_("Close"))
        self._bridge = bridge
        self._files = files
        self.add(
            Text(
                _(
                    "Choose a report as a PDF. You are told whether anything in it has changed since "
                    "it was signed, and who signed it. Nothing is sent anywhere."
                ),
                Step.LIST,
                "ink2",
            )
        )
        self._name = Text("", Step.ROW)
        self._progress = Progress(_("Checking"), can_cancel=False)
        self._verdict = Banner("")
        self._details = QWidget()
        self._facts = QVBoxLayout(self._details)
        self._facts.setContentsMargins(0, 0, 0, 0)
        self._facts.setSpacing(Space.S)
        for part in (self._name, self._progress, self._verdict, self._details):
            self.add(part)
            part.hide()
        self.finish()
        self._choose = Button(_("Choose a PDF"), "primary")
        self._choose.clicked.connect(self.choose)
        self.set_actions([self._choose])

    @property
    def verdict(self) -> str:
        """What was found, in a sentence; empty before anything was."""
        return self._verdict.text if not self._verdict.isHidden() else ""

    def choose(self) -> None:
        """Ask for a file and check it."""
        path = self._files.open(self, _("PDF (*.pdf)"))
        if path is not None:
            self.check(path)

    def check(self, path: Path) -> None:
        """Check a file."""
        self._name.setText(path.name)
        self._name.show()
        self._verdict.hide()
        self._details.hide()
        self._progress.show()
        now = self._bridge.session.clock()
        reply = self._bridge.ask(lambda: checking.verify_path(path, now=now))
        reply.then(self._show).failed(self._refuse).lastly(self._progress.hide)

    def _show(self, found: Verification) -> None:
        self._progress.hide()
        self._verdict.say(found.summary, "www" if found.sealed else "alert")
        clear(self._facts)
        for at, signature in enumerate(found.signatures, 1):
            self._facts.addWidget(SectionLabel(_("Signature {number}").format(number=at)))
            facts = [(_("Signer"), signature.signer)]
            if signature.when is not None:
                facts.append((_("Signed"), reporting.moment_words(moment_of(signature.when))))
            vouched = (
                _("nobody but the signer")
                if signature.self_issued
                else _("{issuer}, as the certificate says").format(issuer=signature.issuer)
            )
            facts.append((_("Vouched for by"), vouched))
            self._facts.addWidget(FactList(facts))
            for problem in signature.problems:
                self._facts.addWidget(Text(problem.sentence, Step.LIST, "alert"))
        self._details.setVisible(bool(found.signatures))
        self._choose.set_text(_("Choose another PDF"))

    def _refuse(self, error: UserError) -> None:
        self._progress.hide()
        self._verdict.say(refusal_words(error), "alert")
