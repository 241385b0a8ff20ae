"""Adding a framework: what was found in a file a person chose, and one press that keeps it on this laptop."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.frameworks.load import LoadedFramework
from reviewer_app.language import gettext as _
from reviewer_app.review import library
from reviewer_app.review.library import SPREADSHEETS, Incoming
from reviewer_app.ui.components.file_choice import FileChoice
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.titled_list import TitledList
from reviewer_app.ui.models.framework_words import (
    added_words,
    incoming_words,
    leftover_rows,
    problem_rows,
)
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Banner, Button
from reviewer_app.ui.widgets.banner import BannerKind
from reviewer_app.ui.widgets.layouts import lay_in


class FrameworkAdding(QWidget):
    """Out of sight until a file was chosen. The file is only read; nothing is kept before *Add it* is pressed.

    Signals:
        added(framework): a `LoadedFramework` that is on this laptop now.
        see_asked(): the person wants to see what was added.
        try_asked(framework): the person wants to fill in its forms, for a try.
    """

    added = Signal(object)
    see_asked = Signal()
    try_asked = Signal(object)

    BLEED = TitledList.BLEED

    def __init__(
        self, bridge: Bridge, files: FileChoice | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge, self._files = bridge, files or FileChoice.of(bridge.session)
        self._loaded: LoadedFramework | None = None
        self._read: LoadedFramework | None = None
        self.told = Banner("")
        self.problems = TitledList(_("Found in the file"))
        self.leftovers = TitledList(_("Cannot be carried over"))
        self.add_it = Button(_("Add it"), "primary")
        self.try_it = Button(_("Try its forms"), "secondary")
        self.see_it = Button(_("See it"), "secondary")
        self.close_it = Button(_("Close"), "quiet")
        actions = QHBoxLayout()
        actions.setSpacing(Space.M)
        actions.addWidget(self.add_it)
        actions.addWidget(self.try_it)
        actions.addWidget(self.see_it)
        actions.addWidget(self.close_it)
        actions.addStretch(1)
        words = QVBoxLayout()
        words.setContentsMargins(TitledList.BLEED, 0, TitledList.BLEED, 0)
        words.setSpacing(Space.M)
        words.addWidget(self.told)
        lay_in(words, actions)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.L)
        column.setSpacing(Space.M)
        lay_in(column, words)
        column.addWidget(self.problems)
        column.addWidget(self.leftovers)
        self.add_it.clicked.connect(self._add)
        self.try_it.clicked.connect(lambda: self.try_asked.emit(self._read))
        self.see_it.clicked.connect(self.see_asked)
        self.close_it.clicked.connect(self.hide)
        self.hide()

    def choose(self) -> None:
        """Ask for a file, and look at it."""
        path = self._files.open(
            self,
            _("Frameworks and forms ({kinds});;All files (*)").format(
                kinds=" ".join(f"*{one}" for one in (".yaml", ".yml", *SPREADSHEETS))
            ),
        )
        if path is not None:
            self.look_at(path)

    def look_at(self, path: Path) -> None:
        """Read a file, check it and show everything found in it."""
        session = self._bridge.session
        self._say(_("{file} is being read.").format(file=path.name), "quiet")
        self._bridge.ask(lambda: library.look_at(session, path)).then(self._show).failed(
            self._refused
        )

    def _show(self, incoming: Incoming) -> None:
        checked = incoming.checked
        kind: BannerKind = "www" if incoming.can_be_added else "quiet"
        self._say(incoming_words(incoming), "alert" if checked.errors else kind)
        # The lines of a text that was made of a spreadsheet are in no file.
        lines = checked.file.suffix.lower() not in SPREADSHEETS
        self.problems.model.set_rows(problem_rows(checked.problems, lines=lines))
        self.problems.setVisible(bool(checked.problems))
        self.leftovers.model.set_rows(leftover_rows(incoming.leftovers))
        self.leftovers.setVisible(bool(incoming.leftovers))
        self._read = checked.loaded
        self.try_it.setVisible(_asks_anything(checked.loaded))
        if incoming.can_be_added:
            self._loaded = checked.loaded
            self.add_it.show()
            self.add_it.setFocus()
        else:
            self.close_it.setFocus()

    def _add(self) -> None:
        loaded, session = self._loaded, self._bridge.session
        if loaded is None:
            return

        def done(_is_new: object) -> None:
            self._say(added_words(loaded), "www")
            self.see_it.show()
            self.see_it.setFocus()
            self.added.emit(loaded)

        self.add_it.set_disabled_reason(_("It is being added."))
        self._bridge.ask(lambda: library.add(session, loaded)).then(done).failed(
            self._refused
        ).lastly(lambda: self.add_it.set_disabled_reason(""))

    def _refused(self, error: UserError) -> None:
        self._say(refusal_words(error), "alert")
        self.close_it.setFocus()

    def _say(self, words: str, kind: BannerKind) -> None:
        """Say what is so now, with nothing left of what was found before."""
        self._loaded = None
        for part in (self.add_it, self.try_it, self.see_it, self.problems, self.leftovers):
            part.hide()
        self.show()
        self.told.say(words, kind)


def _asks_anything(loaded: LoadedFramework | None) -> bool:
    return loaded is not None and any(form.items for form in loaded.framework.forms)
