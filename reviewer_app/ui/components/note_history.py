"""The history of one note beside the page: who, when, what, the latest first; and earlier words that are to go."""

from collections.abc import Sequence

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import Note
from reviewer_app.model.reasons import Reason
from reviewer_app.review import capture
from reviewer_app.store.history import Version
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.models.history_model import history_lines
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Button, Hairline, Sheet, Text
from reviewer_app.ui.widgets.flow import Flow


class NoteHistory(Sheet):
    """A sheet with every wording a note has had."""

    def __init__(self, host: QWidget, bridge: Bridge) -> None:
        super().__init__(host, _("History of the note"), close_words=_("Close the history"))
        self._bridge = bridge
        self._note = ""
        self._steps = QWidget()
        # Quiet, so that opening the sheet does not put the keys on it.
        self.empty = Button(_("Empty the earlier words for good"), "quiet")
        self.sure = Text("", Step.LIST, "alert")
        self.yes = Button(_("Yes, empty them"), "danger")
        self.no = Button(_("Leave them"))
        self.empty.clicked.connect(self._ask_once_more)
        self.yes.clicked.connect(self._empty_now)
        self.no.clicked.connect(self._leave)
        answers = QWidget()
        row = Flow(answers, gap=Space.S)
        for button in (self.empty, self.yes, self.no):
            row.addWidget(button)
        for part in (self._steps, self.sure, answers):
            self.add(part)
        self.finish()

    def ask(self, note: str) -> None:
        """Read the history of a note, and show it."""
        self._note = note
        session, review = self._bridge.session, self._bridge.opened.id
        self._bridge.ask(lambda: session.history(review, "note", note)).then(self._show).failed(
            lambda error: self._fill([Text(refusal_words(error), Step.LIST, "alert")])
        )

    def _show(self, versions: Sequence[Version]) -> None:
        texts: list[QWidget] = []
        for line in history_lines(self._bridge.opened, versions):
            texts.append(Text(line.title, Step.LIST, weight=QFont.Weight.DemiBold))
            texts.append(Text(line.when, Step.LABEL, "ink3"))
            if line.words:
                texts.append(Text(line.words, Step.LIST, "ink2"))
            texts.append(Hairline())
        note = self._bridge.opened.get(Note, self._note)
        stands = note.text if note is not None else ""
        earlier = any(one.values.get("text", stands) != stands for one in versions)
        self.sure.hide()
        self.yes.hide()
        self.no.hide()
        self.empty.setVisible(earlier)
        self._fill(texts)

    def _ask_once_more(self) -> None:
        self.sure.setText(
            _(
                "The earlier words go on every laptop of the team, and nobody can bring them back. Who wrote, and "
                "when, stays; so do the words that stand now."
            )
        )
        self.sure.show()
        self.yes.show()
        self.no.show()
        self.no.setFocus()
        self.empty.hide()

    def _leave(self) -> None:
        self.ask(self._note)

    def _empty_now(self) -> None:
        note = self._note
        self._bridge.do(capture.empty_earlier_words, note, Reason.NOT_FOR_THE_REVIEW).then(
            lambda _count: self.ask(note)
        ).failed(self._refused)

    def _refused(self, error: UserError) -> None:
        self.sure.setText(refusal_words(error))
        self.yes.hide()

    def _fill(self, texts: list[QWidget]) -> None:
        steps = QWidget()
        column = QVBoxLayout(steps)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for text in texts:
            column.addWidget(text)
        self.body.replaceWidget(self._steps, steps)
        self._steps.hide()
        self._steps.deleteLater()
        self._steps = steps
        self.open()
