"""The history of one note beside the page: who, when, what, the latest first."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.models.history_model import history_lines
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Hairline, Sheet, Text


class NoteHistory(Sheet):
    """A sheet with every wording a note has had."""

    def __init__(self, host: QWidget, bridge: Bridge) -> None:
        super().__init__(host, _("History of the note"), close_words=_("Close the history"))
        self._bridge = bridge
        self._steps = QWidget()
        self.add(self._steps)
        self.finish()

    def ask(self, note: str) -> None:
        """Read the history of a note, and show it."""
        session, review = self._bridge.session, self._bridge.opened.id
        self._bridge.ask(lambda: session.history(review, "note", note)).then(self._show).failed(
            lambda error: self._fill([Text(refusal_words(error), Step.LIST, "alert")])
        )

    def _show(self, versions: object) -> None:
        texts: list[QWidget] = []
        for line in history_lines(self._bridge.opened, versions):  # type: ignore[arg-type]
            texts.append(Text(line.title, Step.LIST, weight=QFont.Weight.DemiBold))
            texts.append(Text(line.when, Step.LABEL, "ink3"))
            if line.words:
                texts.append(Text(line.words, Step.LIST, "ink2"))
            texts.append(Hairline())
        self._fill(texts)

    def _fill(self, texts: list[QWidget]) -> None:
        steps = QWidget()
        column = QVBoxLayout(steps)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for text in texts:
            column.addWidget(text)
        self.body.replaceWidget(self._steps, steps)
        self._steps.deleteLater()
        self._steps = steps
        self.open()
