"""A whole form as it is filled in: its items, how many needed answers are open, and what the rules make of it."""

from PySide6.QtWidgets import QWidget

from reviewer_app.language import ngettext
from reviewer_app.ui.components.form_groups import PartList
from reviewer_app.ui.components.form_open import OpenForm
from reviewer_app.ui.components.form_parts import part_of
from reviewer_app.ui.components.form_results import ResultsPart
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Column, SectionLabel, Text

KINDS = frozenset({"answer", "mark", "override", "activity"})
"""Kinds of records that a form shows."""


class FormSheet(Column):
    """One form of one visit, under its title where there are several."""

    def __init__(self, open_form: OpenForm, *, titled: bool, parent: QWidget | None = None) -> None:
        super().__init__(right=Space.XL, parent=parent)
        self.open_form = open_form
        self.items = PartList(open_form, open_form.form.items, "", part_of)
        self.still_open = Text("", Step.LABEL, "ink3")
        self.results = ResultsPart(open_form) if open_form.form.rules else None
        if titled:
            self.add(SectionLabel(open_form.form.title))
            self.space(Space.M)
        # What to mind in a visit stands beside its notes; what another form asks to mind stands here.
        if open_form.form.role != "main":
            for prompt in open_form.form.prompts:
                self.add(Text(prompt, Step.LIST, "ink2"))
                self.space(Space.XS)
            self.space(Space.M)
        self.add(self.items)
        self.space(Space.XL)
        self.add(self.still_open)
        if self.results is not None:
            self.space(Space.L)
            self.add(self.results)
        self.space(Space.PAGE)
        self.show_now()

    def refresh(self) -> None:
        """Take up what the review says now."""
        self.open_form.read()
        self.show_now()

    def show_now(self) -> None:
        """Show what the form says."""
        self.items.show_now()
        if self.results is not None:
            self.results.show_now()
        count = self.items.open_questions()
        words = ngettext(
            "{count} needed answer is open.", "{count} needed answers are open.", count
        )
        self.still_open.setText(words.format(count=count))
        self.still_open.setVisible(count > 0)

    def tick(self) -> str:
        """A second went by; gives what the person should hear of, "" for nothing."""
        return self.items.tick()

    def flush(self) -> None:
        """Save what is pending."""
        self.items.flush()
        if self.results is not None:
            self.results.flush()
