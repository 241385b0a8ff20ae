"""What a form says beside the notes of its visits, to be read: what to look for, to notice, to ask, to work out."""

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.frameworks.schema import EvidenceForm, Framework
from reviewer_app.language import gettext as _
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import SectionLabel, Text


class FormPreview(QWidget):
    """One form of a framework, in its order; its questions are met by trying it."""

    def __init__(
        self, framework: Framework, form: EvidenceForm, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)
        self._column.addWidget(Text(form.title, Step.NEXT))
        criteria = [framework.criterion(one).title for one in form.targets]
        self._part(_("What to look for"), criteria)
        self._part(_("This visit"), [one.label for one in form.facts])
        self._part(_("Worth noticing"), form.prompts)
        self._part(_("Worth asking"), form.questions)
        self._part(_("Worked out from the answers"), [one.title for one in form.rules])
        if self._column.count() == 1 and not form.items:
            self._column.addWidget(Text(_("This form has notes only; it asks nothing more.")))

    def _head(self, title: str) -> None:
        self._column.addSpacing(Space.S)
        self._column.addWidget(SectionLabel(title))

    def _part(self, title: str, lines: Iterable[str]) -> None:
        found = list(lines)
        if found:
            self._head(title)
            for line in found:
                self._column.addWidget(Text(line, tone="ink2"))
