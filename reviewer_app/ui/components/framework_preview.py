"""A form as a reviewer meets it, to be read and not filled in: what to look for, what is asked, how it is answered."""

from collections.abc import Iterable

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.frameworks.items import GroupItem, Item, RepeatItem
from reviewer_app.frameworks.schema import EvidenceForm, Framework
from reviewer_app.language import gettext as _
from reviewer_app.ui.models.framework_words import how_answered
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import SectionLabel, Text


class FormPreview(QWidget):
    """One form of a framework, in its order; nothing in it can be pressed, and nothing is written."""

    def __init__(
        self, framework: Framework, form: EvidenceForm, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._framework = framework
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)
        self._column.addWidget(Text(form.title, Step.NEXT))
        criteria = [framework.criterion(one).title for one in form.targets]
        self._part(_("What to look for"), criteria)
        self._part(_("This visit"), [one.label for one in form.facts])
        self._part(_("Worth noticing"), form.prompts)
        self._part(_("Worth asking"), form.questions)
        if form.items:
            self._head(_("To fill in"))
            self._items(form.items, 0)
        self._part(_("Worked out from the answers"), [one.title for one in form.rules])
        if self._column.count() == 1:
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

    def _items(self, items: Iterable[Item], depth: int) -> None:
        for item in items:
            self._column.addWidget(self._item(item, depth))
            if isinstance(item, GroupItem | RepeatItem):
                self._items(item.items, depth + 1)

    def _item(self, item: Item, depth: int) -> QWidget:
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(depth * Space.L, Space.XS, 0, Space.XS)
        column.setSpacing(2)
        column.addWidget(Text(item.label, weight=QFont.Weight.DemiBold))
        if item.hint:
            column.addWidget(Text(item.hint, Step.LABEL, "ink2"))
        how = how_answered(self._framework, item)
        if item.required:
            how.append(_("An answer is needed."))
        if item.relevant:
            how.append(_("Asked only where an earlier answer calls for it."))
        for words in how:
            column.addWidget(Text(words, Step.LABEL, "ink3"))
        return shown
