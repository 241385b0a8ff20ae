"""Items answered by choosing: scales, levels, standards, yes or no, lists of choices, and scores that people give."""

from reviewer_app.frameworks.answer_words import result_words
from reviewer_app.frameworks.items import (
    ChoiceItem,
    HolisticItem,
    LevelItem,
    MetItem,
    ScaleItem,
    SeveralChoicesItem,
    YesNoItem,
)
from reviewer_app.language import gettext as _
from reviewer_app.model.canonical import Json
from reviewer_app.ui.components.form_open import OpenForm
from reviewer_app.ui.components.form_part import ItemPart
from reviewer_app.ui.components.form_typing import DraftedLine
from reviewer_app.ui.models.form_words import are_long, options
from reviewer_app.ui.theme import Step
from reviewer_app.ui.widgets import ChoiceField, Choices, Text

ChosenItem = (
    ScaleItem | LevelItem | HolisticItem | MetItem | YesNoItem | ChoiceItem | SeveralChoicesItem
)


class ChoosingPart(ItemPart):
    """Choices that are kept at once; the same again takes the answer back."""

    def __init__(self, open_form: OpenForm, item: ChosenItem, row: str) -> None:
        super().__init__(open_form, item, row)
        self._options = offered = options(open_form.framework, item)
        several = isinstance(item, SeveralChoicesItem)
        look = item.look if isinstance(item, ChoiceItem) else "row"
        upright = look == "list" and isinstance(item, ChoiceItem | SeveralChoicesItem)
        if several:
            self.column.addWidget(Text(_("Choose all that hold."), Step.LABEL, "ink3"))
        self.choices = Choices(
            self.name, offered, several=several, upright=upright or are_long(offered)
        )
        self.choices.chosen.connect(self._choose)
        self.other: DraftedLine | None = None
        self.menu: ChoiceField | None = None
        if look == "menu":
            self.menu = self._menu_of()
        else:
            self.column.addWidget(self.choices)
        if isinstance(item, ChoiceItem | SeveralChoicesItem) and item.other:
            self.other = self._other_line()
        self.setFocusProxy(self.menu or self.choices)
        self._compose_more()
        self.show_now()

    def show_now(self) -> None:
        """Show what the form says now; what is being typed stays."""
        super().show_now()
        offered = self.state.offered
        if offered is not None:
            self.choices.set_options([one for one in self._options if one.id in offered])
        chosen = self._chosen()
        if self.choices.value != chosen:
            self.choices.set_value(chosen)
        if self.menu is not None:
            self._show_menu(chosen[0] if chosen else "")
        if self.other is not None:
            self.other.show_value(", ".join(self._others()))

    def flush(self) -> None:
        """Save what is pending."""
        if self.other is not None:
            self.other.flush()

    def _compose_more(self) -> None:
        """Room for what stands below the choices."""

    def _show_menu(self, chosen: str) -> None:
        menu, offered = self.menu, self.state.offered or ()
        if menu is None:
            return
        shown = [("", _("No answer"))]
        shown += [(one.id, one.words) for one in self._options if one.id in offered]
        if menu.choice_ids != [one for one, _words in shown]:
            menu.set_choices(shown)
        menu.set_value(chosen)

    def _menu_of(self) -> ChoiceField:
        menu = ChoiceField("")
        menu.combo.setAccessibleName(self.name)
        menu.chosen.connect(lambda choice: self._choose((choice,) if choice else ()))
        self.choices.hide()
        self.column.addWidget(menu)
        return menu

    def _other_line(self) -> DraftedLine:
        line = DraftedLine(
            self.open_form,
            self.open_form.place(self.item.id, self.row, "other"),
            _("Something else"),
            spoken=_("{question}, something else").format(question=self.name),
        )
        line.settled.connect(self._say_other)
        self.column.addWidget(line)
        return line

    def _texts(self) -> list[str]:
        answer = self.answer
        if answer is None:
            return []
        return [str(one) for one in answer] if isinstance(answer, list) else [str(answer)]

    def _chosen(self) -> tuple[str, ...]:
        known = {one.id for one in self._options}
        return tuple(one for one in self._texts() if one in known)

    def _others(self) -> list[str]:
        known = {one.id for one in self._options}
        return [one for one in self._texts() if one not in known]

    def _choose(self, chosen: tuple[str, ...]) -> None:
        value: Json
        if isinstance(self.item, SeveralChoicesItem):
            value = [*chosen, *self._others()] or None
        elif isinstance(self.item, HolisticItem):
            value = int(chosen[0]) if chosen else None
        else:
            value = chosen[0] if chosen else None
        self.watch(self.open_form.give(self.item.id, self.row, value))

    def _say_other(self, text: str) -> None:
        words = text.strip()
        value: Json
        if isinstance(self.item, SeveralChoicesItem):
            value = [*self._chosen(), *([words] if words else [])] or None
        else:
            value = words or (self._chosen() or (None,))[0]
        place = self.open_form.place(self.item.id, self.row, "other")
        self.watch(self.open_form.give(self.item.id, self.row, value, place=place))


class HolisticPart(ChoosingPart):
    """A score that only a person gives; what a rule suggests is said apart, and fills in nothing."""

    LOOKS_AT = frozenset({"answer", "mark"})

    def _compose_more(self) -> None:
        self.suggestion = Text("", Step.LABEL, "ink3")
        self.column.addWidget(self.suggestion)

    def show_now(self) -> None:
        """Show what the form says now; what is being typed stays."""
        super().show_now()
        words = self._suggested()
        self.suggestion.setText(words)
        self.suggestion.setVisible(bool(words))

    def _suggested(self) -> str:
        item = self.item
        if not isinstance(item, HolisticItem) or item.suggestion is None:
            return ""
        form = self.open_form.form
        rule = next(one for one in form.rules if one.id == item.suggestion)
        found = self.open_form.results()[item.suggestion]
        if found.open:
            return ""
        words = result_words(self.open_form.framework, rule, found)
        return _("For comparison: {result}. The score is yours to give.").format(result=words)
