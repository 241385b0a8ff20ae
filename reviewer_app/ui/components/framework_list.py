"""The frameworks on this laptop, the way each stands there, and the one that is looked at."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.frameworks.load import LoadedFramework
from reviewer_app.language import gettext as _
from reviewer_app.model.local import AddedFramework
from reviewer_app.review import library
from reviewer_app.review.library import Installed, Library
from reviewer_app.ui.components.file_choice import FileChoice
from reviewer_app.ui.components.framework_detail import FrameworkDetail
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.titled_list import TitledList
from reviewer_app.ui.models.framework_words import installed_row, removed_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Banner, Text
from reviewer_app.ui.widgets.layouts import lay_in


class FrameworkList(QWidget):
    """Every framework that a review can begin with; moving to one shows it below.

    Signals:
        listed(library): a `Library` was read and is shown.
    """

    listed = Signal(object)

    BLEED = TitledList.BLEED

    def __init__(
        self, bridge: Bridge, files: FileChoice | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._library = Library()
        self._by_file: dict[str, Installed] = {}
        self._removed: AddedFramework | None = None
        self.told = Text(_("The frameworks are being read."), tone="ink3")
        self.said = Banner("")
        self.names = TitledList(_("Installed"))
        self.detail = FrameworkDetail(bridge, files)
        self.said.hide()
        self.names.list.current_changed.connect(self._show)
        self.detail.remove_asked.connect(self._remove)
        self.said.acted.connect(self._bring_back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        # The rows bleed over the margin, the words do not.
        words = QVBoxLayout()
        words.setContentsMargins(TitledList.BLEED, 0, TitledList.BLEED, 0)
        words.setSpacing(Space.L)
        words.addWidget(self.said)
        words.addWidget(self.told)
        words.addWidget(self.detail)
        column.addWidget(self.names)
        lay_in(column, words)

    def read(self, looked_at: LoadedFramework | None = None) -> None:
        """Read again what is installed, off the window's thread."""
        session = self._bridge.session
        self._bridge.ask(lambda: library.everything(session)).then(
            lambda found: self.show_library(found, looked_at)
        ).failed(self._not_read)

    def show_library(self, found: Library, looked_at: LoadedFramework | None = None) -> None:
        """List what is installed.

        One of them is looked at: the one that is given, else the one that was, else the one of this review.
        """
        kept = self._bridge.opened.framework
        before = self.names.list.current_id
        self._library = found
        self._by_file = {one.checked.file.name: one for one in found.installed}
        self.told.hide()
        self.names.model.set_rows([installed_row(one, kept) for one in found.installed])
        wanted = self._file_of(looked_at.hash if looked_at else "") or (
            before if before in self._by_file else self._file_of(kept.hash) or self._same_id(kept)
        )
        self.names.list.set_current(wanted)
        self._show(wanted)
        self.listed.emit(found)

    def show_changes(self, newer: LoadedFramework, since: LoadedFramework) -> None:
        """Look at a version and what it changed since another."""
        self.names.list.set_current(self._file_of(newer.hash))
        self._show(self.names.list.current_id)
        self.detail.changes.compare_with(since.hash)

    def _not_read(self, error: UserError) -> None:
        self.told.setText(refusal_words(error))
        self.told.show()

    def _file_of(self, text_hash: str) -> str:
        return next(
            (
                file
                for file, one in self._by_file.items()
                if one.checked.loaded and one.checked.loaded.hash == text_hash
            ),
            "",
        )

    def _same_id(self, kept: LoadedFramework) -> str:
        """The file of another version of what the review keeps; the first of all where there is none."""
        loaded = ((file, one.checked.loaded) for file, one in self._by_file.items())
        same = (file for file, one in loaded if one and one.framework.id == kept.framework.id)
        return next(same, next(iter(self._by_file)))

    def _show(self, file: str) -> None:
        if file in self._by_file:
            one = self._by_file[file]
            loaded = one.checked.loaded
            self.detail.show_framework(one, self._library.before(loaded) if loaded else ())

    def _remove(self, installed: Installed) -> None:
        session, row = self._bridge.session, installed.added
        if row is None:
            return

        def removed(was: AddedFramework) -> None:
            self._removed = was
            self.said.say(removed_words(installed), action=_("Bring it back"))
            self.read()
            self.names.list.setFocus()

        self._bridge.ask(lambda: library.remove(session, row.framework, row.version)).then(
            removed
        ).failed(lambda error: self.said.say(refusal_words(error), "alert"))

    def _bring_back(self) -> None:
        session, removed = self._bridge.session, self._removed
        if removed is None:
            return

        def back(_value: object) -> None:
            self._removed = None
            self.said.hide()
            self.read()
            self.names.list.setFocus()

        self._bridge.ask(lambda: library.bring_back(session, removed)).then(back)
