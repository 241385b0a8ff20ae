"""The forms that a review may use beside the main one of each visit: the lead chooses them, one press each."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.frameworks.schema import EvidenceForm
from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import ChosenForm
from reviewer_app.review import answers
from reviewer_app.review.wording import kind_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import CheckField, Text
from reviewer_app.ui.widgets.layouts import lay_in


class FormsBeside(QWidget):
    """One box for each form of role "also" of the review's own framework."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.boxes: dict[str, CheckField] = {}
        self.words = Text("", tone="ink2")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)
        self._column.addWidget(self.words)
        for form in bridge.opened.framework.framework.forms:
            if form.role == "also":
                self._add(form)
        self.refresh()

    def refresh(self) -> None:
        """Show what the review says now, and what this person may change."""
        opened = self._bridge.opened
        reason = "" if opened.leads() else _("Only the lead reviewer or the deputy chooses forms.")
        used = {one.form for one in opened.all(ChosenForm) if one.used}
        for form, box in self.boxes.items():
            box.setChecked(form in used)
            box.set_disabled_reason(reason)
        self.words.setText(self._about(reason))

    def _about(self, reason: str) -> str:
        if not self.boxes:
            return _(
                "This framework has one form for each kind of visit, and nothing to choose beside it. Other "
                "frameworks offer more, such as a timed look at a lesson."
            )
        return reason or _(
            "Tick a form, and it stands beside the notes of its visits from then on, for everyone on the "
            "team. What was answered on it stays if you take it out again."
        )

    def _add(self, form: EvidenceForm) -> None:
        framework = self._bridge.opened.framework.framework
        box = self.boxes[form.id] = CheckField(form.title)
        box.clicked.connect(lambda on: self._use(form.id, used=on))
        kinds = ", ".join(kind_words(framework, one) for one in form.activities)
        where = Text(_("For: {kinds}").format(kinds=kinds), Step.LABEL, "ink3")
        pair = QVBoxLayout()
        pair.setSpacing(0)
        pair.addWidget(box)
        pair.addWidget(where)
        lay_in(self._column, pair)

    def _use(self, form: str, *, used: bool) -> None:
        # Until it is kept the box says what the review says.
        self._bridge.do(answers.use_form, form, used=used).lastly(self.refresh)
