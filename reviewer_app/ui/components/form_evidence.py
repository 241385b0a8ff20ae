"""Items that point at evidence: notes of the visit that bear an answer out, and values worked out from others."""

from reviewer_app.frameworks.items import CalculatedItem, EvidenceLinkItem
from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.model.canonical import Json
from reviewer_app.ui.components.form_open import OpenForm
from reviewer_app.ui.components.form_part import ItemPart
from reviewer_app.ui.models.visit_words import clock_words
from reviewer_app.ui.theme import Step
from reviewer_app.ui.widgets import ChoiceField, Choices, Option, Text

_FEW = 12
"""As many notes are all shown; of more, those chosen, and a list to add from."""

_LONGEST = 160
"""Letters of a note that are shown; enough to know it by."""


class EvidenceLinkPart(ItemPart):
    """The notes of the visit or the review, of which any number are chosen: all in sight where they are few."""

    LOOKS_AT = frozenset({"note", "activity"})

    def __init__(self, open_form: OpenForm, item: EvidenceLinkItem, row: str) -> None:
        super().__init__(open_form, item, row)
        self._least = item.least
        self.notes = Choices(self.name, (), several=True, upright=True)
        self.notes.chosen.connect(self._choose)
        self.more = ChoiceField("", placeholder=_("Add a note"))
        self.more.combo.setAccessibleName(_("{question}, add a note").format(question=self.name))
        self.more.chosen.connect(lambda note: self._choose((*self.notes.value, note)))
        self.said = Text("", Step.LABEL, "ink3")
        self.column.addWidget(self.notes)
        self.column.addWidget(self.more)
        self.column.addWidget(self.said)
        self.show_now()

    def show_now(self) -> None:
        """Show what the form says now; what is being typed stays."""
        super().show_now()
        notes = {
            one.id: _short(f"{clock_words(one.seen_at)} {one.text}")
            for one in self.open_form.notes()
        }
        chosen = self._chosen()
        few = len(notes) <= _FEW
        self.notes.set_options(
            [Option(one, words) for one, words in notes.items() if few or one in chosen]
        )
        self.notes.set_value(chosen)
        self.notes.setVisible(bool(self.notes.offered))
        if not few:
            self.more.set_choices(
                [(one, words) for one, words in notes.items() if one not in chosen]
            )
        self.more.setVisible(not few)
        # A note that is not offered any more (removed, or left out of the evidence) bears nothing out.
        self.said.setText(self._words(len(notes), sum(one in notes for one in chosen)))
        self.said.setVisible(bool(self.said.text()))

    def can_be_answered(self) -> bool:
        """Whether there is anything to go to."""
        return bool(self.notes.buttons) or not self.more.isHidden()

    def focus_first(self) -> None:
        """Go to the first thing to answer."""
        if self.notes.buttons:
            self.notes.setFocus()
        else:
            self.more.setFocus()

    def _chosen(self) -> list[str]:
        answer = self.answer
        return [str(one) for one in answer] if isinstance(answer, list) else []

    def _words(self, notes: int, chosen: int) -> str:
        if not notes:
            return _("There are no notes yet. What is written under Notes can be chosen here.")
        if chosen >= self._least:
            return ""
        words = ngettext(
            "Choose at least {least} note that bears this out.",
            "Choose at least {least} notes that bear this out.",
            self._least,
        )
        return words.format(least=self._least)

    def _choose(self, chosen: tuple[str, ...]) -> None:
        elsewhere = [one for one in self._chosen() if one not in self.notes.offered]
        value: Json = [*elsewhere, *chosen] or None
        self.watch(self.open_form.give(self.item.id, self.row, value))


class CalculatedPart(ItemPart):
    """A value that nobody types; it follows the answers it is worked out from."""

    def __init__(self, open_form: OpenForm, item: CalculatedItem, row: str) -> None:
        super().__init__(open_form, item, row)
        self.value = Text("", Step.NOTE, tabular=True)
        self.column.addWidget(self.value)
        self.show_now()

    def show_now(self) -> None:
        """Show what the form says now; what is being typed stays."""
        super().show_now()
        text = self.state.text
        self.value.setText(text or _("Nothing to work out yet."))
        self.value.set_tone("ink" if text else "ink3")

    def can_be_answered(self) -> bool:
        """Whether there is anything to go to."""
        return False


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
