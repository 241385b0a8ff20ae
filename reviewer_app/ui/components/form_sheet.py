"""A whole form as it is filled in: its items, how many needed answers are open, and what the rules make of it."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.ui.components.form_column import FormColumn
from reviewer_app.ui.components.form_open import OpenForm
from reviewer_app.ui.components.form_part import FormPart
from reviewer_app.ui.components.form_results import ResultsPart
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Column, SectionLabel, Text

KINDS = frozenset(
    {"answer", "mark", "override", "activity", "note", "photo", "photo_draft", "review"}
)
"""Kinds of records that a form shows."""

_TOLD: Final = 3
"""Sentences about what a form does without; one is enough to know whom to ask."""


class FormSheet(Column):
    """One form of one visit, under its title where there are several."""

    def __init__(self, open_form: OpenForm, *, titled: bool, parent: QWidget | None = None) -> None:
        super().__init__(right=Space.XL, parent=parent)
        self.open_form = open_form
        self.items = FormColumn(open_form)
        self.given_up = Text("", Step.LABEL, "ink2")
        # The space below goes with the words.
        self._without = QWidget()
        around = QVBoxLayout(self._without)
        around.setContentsMargins(0, 0, 0, Space.L)
        around.addWidget(self.given_up)
        self.still_open = Text("", Step.LABEL, "ink3")
        self._results: ResultsPart | None = None
        if titled:
            self.add(SectionLabel(open_form.form.title))
            self.space(Space.M)
        # What to mind in a visit stands beside its notes; what another form asks to mind stands here.
        if open_form.form.role != "main":
            for prompt in open_form.form.prompts:
                self.add(Text(prompt, Step.LIST, "ink2"))
                self.space(Space.XS)
            self.space(Space.M)
        self.add(self._without)
        self.add(self.items)
        self.space(Space.XL)
        self.add(self.still_open)
        self._show_given_up()
        self._show_open()

    @property
    def results(self) -> ResultsPart | None:
        """What the rules make of the answers; made on asking, where that is still to do; None without rules."""
        while self.make_next():
            pass
        return self._results

    def make_next(self) -> bool:
        """Make one part more of what is not in sight yet; False where all of the form is made."""
        if self.items.make_next():
            return True
        if self._results is not None:
            return self._results.make_next()
        if not self.open_form.form.rules:
            return False
        self._results = ResultsPart(self.open_form)
        self.space(Space.L)
        self.add(self._results)
        self._results.show()
        return True

    def parts_from(self, widget: QWidget | None, *, onward: bool) -> Iterator[FormPart]:
        """Give the parts from the one that holds a widget on, or from the end one comes in at; makes what it gives."""
        results = self._results
        in_results = widget is not None and results is not None and results.isAncestorOf(widget)
        has_results = bool(self.open_form.form.rules)
        if not onward and has_results and (in_results or widget is None):
            yield from filter(None, (self.results,))
        if not (onward and in_results):
            yield from self.items.parts_from(None if in_results else widget, onward=onward)
        if onward and has_results:
            yield from filter(None, (self.results,))

    def refresh(self, kinds: frozenset[str]) -> None:
        """Take up what the review says now."""
        self.open_form.read()
        changed = self.open_form.take_changes()
        if self.open_form.grows:
            self.items.set_out()
        self.items.show_changes(changed, kinds)
        if self._results is not None:
            self._results.show_now()
        self._show_given_up()
        self._show_open()

    def tick(self) -> None:
        """A second went by: watches go on."""
        self.items.tick()

    def flush(self) -> None:
        """Save what is pending."""
        self.items.flush()
        if self._results is not None:
            self._results.flush()

    def _show_given_up(self) -> None:
        sentences = self.open_form.given_up()
        words = sentences[:_TOLD]
        more = len(sentences) - len(words)
        if more:
            rest = ngettext("So it is with {count} more.", "So it is with {count} more.", more)
            words.append(rest.format(count=more))
        if words:
            words.append(_("Whoever wrote the form can shorten it; the rest of it works."))
        said = "\n".join(words)
        if said != self.given_up.text():
            self.given_up.setText(said)
        self._without.setVisible(bool(words))

    def _show_open(self) -> None:
        count = self.open_form.open_questions()
        words = ngettext(
            "{count} needed answer is open.", "{count} needed answers are open.", count
        )
        self.still_open.setText(words.format(count=count))
        self.still_open.setVisible(count > 0)
