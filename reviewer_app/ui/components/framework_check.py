"""Checking a framework file that a person chose: everything found in it, with its line and what to do."""

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.frameworks.checking import Checked, check_file
from reviewer_app.language import gettext as _
from reviewer_app.ui.components.file_choice import FileChoice
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.titled_list import TitledList
from reviewer_app.ui.models.framework_words import checked_words, problem_rows
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Banner
from reviewer_app.ui.widgets.banner import BannerKind


class FrameworkCheck(QWidget):
    """Out of sight until a file was checked; the file is only read."""

    BLEED = TitledList.BLEED

    def __init__(
        self, bridge: Bridge, files: FileChoice | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge, self._files = bridge, files or FileChoice.of(bridge.session)
        self.told = Banner("")
        self.problems = TitledList(_("Found in the file"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.L)
        column.setSpacing(Space.M)
        banner = QVBoxLayout()
        banner.setContentsMargins(TitledList.BLEED, 0, TitledList.BLEED, 0)
        banner.addWidget(self.told)
        column.addLayout(banner)
        column.addWidget(self.problems)
        self.told.acted.connect(self.hide)
        self.hide()

    def choose(self) -> None:
        """Ask for a file, and check it."""
        path = self._files.open(self, _("Frameworks (*.yaml *.yml);;All files (*)"))
        if path is not None:
            self.check(path)

    def check(self, path: Path) -> None:
        """Check a file and show everything found in it."""
        self._bridge.ask(lambda: check_file(path)).then(self._show).failed(self._refused)

    def _show(self, checked: Checked) -> None:
        found = problem_rows(checked.problems)
        self.problems.model.set_rows(found)
        self.problems.setVisible(bool(found))
        kind: BannerKind = "alert" if checked.errors else "quiet" if found else "www"
        words = _("{file}: {checked}.").format(
            file=checked.file.name, checked=checked_words(checked)
        )
        self.show()
        self.told.say(words, kind, action=_("Close"))

    def _refused(self, error: UserError) -> None:
        self.problems.hide()
        self.show()
        self.told.say(refusal_words(error), "alert", action=_("Close"))
