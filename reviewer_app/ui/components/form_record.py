"""A running record: lines with the time and who acted, written as things happen."""

import json

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.frameworks.items import RunningRecordItem
from reviewer_app.language import gettext as _
from reviewer_app.model.canonical import Json
from reviewer_app.model.nouns import Mark
from reviewer_app.ui.components.form_open import OpenForm
from reviewer_app.ui.components.form_part import ItemPart
from reviewer_app.ui.models.form_words import are_long
from reviewer_app.ui.models.visit_words import clock_words
from reviewer_app.ui.shell.errands import Reply
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Choices, Option, Text
from reviewer_app.ui.widgets.layouts import lay_in


class RecordPart(ItemPart):
    """Who acts is chosen once and stays; Enter ends a line. A kept line is changed where it stands."""

    def __init__(self, open_form: OpenForm, item: RunningRecordItem, row: str) -> None:
        super().__init__(open_form, item, row)
        self.lines: dict[str, _Line] = {}
        self._above = QWidget()
        self._above.hide()
        self._lines = QVBoxLayout(self._above)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(Space.XS)
        offered = [Option(one, one) for one in item.actors]
        self.actors = Choices(
            _("{question}, who acts").format(question=self.name),
            offered,
            upright=are_long(offered),
        )
        self.actors.set_value(item.actors[:1])
        place = open_form.place(item.id, row)
        self.next = open_form.kept.text_field(
            place,
            self.name,
            self._keep,
            step=Step.NOTE,
            placeholder=_("What happens. Enter ends the line."),
            empties=True,
            framed=True,
        )
        self.column.addWidget(self._above)
        self.column.addWidget(self.actors)
        self.column.addWidget(self.next)
        self.setFocusProxy(self.next)
        self.next.show_text("")
        self.show_now()

    def show_now(self) -> None:
        """Show what the form says now; what is being typed stays."""
        super().show_now()
        kept = {one.id: one for one in self.open_form.marks(self.item.id, self.row)}
        for gone in self.lines.keys() - kept.keys():
            line = self.lines.pop(gone)
            line.hide()
            line.deleteLater()
        for mark in kept.values():
            if mark.id not in self.lines:
                self.lines[mark.id] = _Line(self.open_form, mark)
                self._lines.addWidget(self.lines[mark.id])
            self.lines[mark.id].show_mark(mark)
        self._above.setVisible(bool(kept))

    def flush(self) -> None:
        """Save what is pending."""
        self.next.flush()
        for line in self.lines.values():
            line.words.flush()

    def _keep(self, text: str, _since: int) -> Reply:
        item, row = self.item.id, self.row
        value: Json = {"actor": next(iter(self.actors.value), ""), "text": text}
        return self.open_form.mark(
            item,
            row,
            value,
            offset_ms=self.open_form.since_first_ms(item, row),
            place=self.open_form.place(item, row),
        )


class _Line(QWidget):
    """One line: its time and who acted in the margin above, its words to be changed in place."""

    def __init__(self, open_form: OpenForm, mark: Mark) -> None:
        super().__init__()
        self._open_form, self._mark = open_form, mark
        self.head = Text("", Step.LABEL, "ink3", weight=QFont.Weight.Medium, tabular=True)
        place = open_form.place(mark.item, mark.row, mark.id)
        self._place = place
        self.words = open_form.kept.text_field(
            place,
            _("Line of {time}").format(time=clock_words(mark.at)),
            self._correct,
            step=Step.NOTE,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(self.words.BLEED, 0, 0, 0)
        head.addWidget(self.head)
        lay_in(column, head)
        column.addWidget(self.words)

    def show_mark(self, mark: Mark) -> None:
        """Show what the review says now."""
        self._mark = mark
        said = json.loads(mark.value)
        parts = (clock_words(mark.at), str(said.get("actor", "")))
        self.head.setText("  ".join(part for part in parts if part))
        self.words.show_text(str(said["text"]))

    def _correct(self, text: str, _since: int) -> Reply:
        if not text:
            return self._open_form.take_back_mark(self._mark.id, self._place)
        said = json.loads(self._mark.value)
        return self._open_form.correct_mark(self._mark.id, {**said, "text": text}, self._place)
