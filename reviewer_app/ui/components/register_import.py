"""Importing the register of schools, in place: choose the file, watch it, stop it."""

import threading
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.review.register import Imported, import_register, read_extract
from reviewer_app.review.session import Session
from reviewer_app.ui.components.file_choice import ask_files
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.running import ProgressRelay, Run
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Banner, Button, Progress


class RegisterImport(QWidget):
    """A quiet button, then a bar, then what came of it.

    Signals:
        imported()
    """

    imported = Signal()

    def __init__(self, session: Session, run: Run, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._run = session, run
        self._stop = threading.Event()
        self.button = Button(_("Import the register (CSV)"), icon="folder")
        self.progress = Progress(_("Reading the register"))
        self.progress.hide()
        self.told = Banner("")
        self.told.hide()
        self._relay = ProgressRelay(self)
        self._relay.told.connect(self.progress.set_progress)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.button)
        column.addWidget(self.progress)
        column.addWidget(self.told)
        self.button.clicked.connect(self._choose)
        self.progress.cancelled.connect(self._stop.set)

    def start(self, path: Path) -> None:
        """Import a file."""
        self._stop.clear()
        self.window().installEventFilter(self)
        self.told.hide()
        self.button.hide()
        self.progress.set_progress(0, 0)
        self.progress.show()
        session, relay, stop = self._session, self._relay, self._stop
        self._run(
            lambda: import_register(
                session.database, read_extract(path), progress=relay.tell, cancelled=stop.is_set
            )
        ).then(self._done).failed(self._refused)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:
            # The window waits for its errands; what is filed already stays.
            self._stop.set()
        return False

    def _choose(self) -> None:
        kinds = _("Register as CSV (*.csv);;All files (*)")
        for path in ask_files(self, self._session, _("The register of schools"), kinds):
            self.start(path)

    def _done(self, result: Imported) -> None:
        self._rest()
        counts = result.counts
        schools = counts.added + counts.updated + counts.unchanged
        sentence = ngettext(
            "{count} school is on this laptop now.",
            "{count} schools are on this laptop now.",
            schools,
        ).format(count=f"{schools:,}")
        if result.cancelled:
            sentence = _("Stopped. {sentence} Importing the file again finishes it.").format(
                sentence=sentence
            )
        if result.bad_rows:
            passed = ngettext(
                "{count} line could not be read: line {line}. {what}",
                "{count} lines could not be read, the first of them line {line}. {what}",
                result.bad_rows,
            )
            first = result.bad[0]
            sentence += " " + passed.format(count=result.bad_rows, line=first.line, what=first.what)
        self.told.say(sentence, "quiet" if result.cancelled or result.bad_rows else "www")
        self.imported.emit()

    def _refused(self, error: UserError) -> None:
        self._rest()
        self.told.say(refusal_words(error), "alert")

    def _rest(self) -> None:
        self.window().removeEventFilter(self)
        self.progress.hide()
        self.button.show()
