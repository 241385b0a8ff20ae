"""What the items of a form ask of each other: their expressions, read, and the order in which they are worked out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement

from reviewer_app.frameworks.items import (
    CalculatedItem,
    ChoiceItem,
    ChoiceList,
    GroupItem,
    Item,
    RepeatItem,
    SeveralChoicesItem,
)
from reviewer_app.frameworks.references_in_words import names_in
from reviewer_app.frameworks.schema import Framework

if TYPE_CHECKING:
    from elementpath import XPathNode

    from reviewer_app.frameworks.expressions import Compiled, Places

CHOOSING: Final = (ChoiceItem, SeveralChoicesItem)
"""Items that are answered out of a list of choices."""


def paths(items: Iterable[Item], above: tuple[tuple[str, bool], ...] = ()) -> "Places":
    """Give the way to each item, as expressions need it."""
    found: dict[str, tuple[tuple[str, bool], ...]] = {}
    for item in items:
        way = (*above, (item.id, isinstance(item, RepeatItem)))
        found[item.id] = way
        if isinstance(item, GroupItem | RepeatItem):
            found.update(paths(item.items, way))
    return found


class Plan:
    """One item with its expressions, read.

    Attributes:
        item: the item; `parent` is what it stands in, "" for the form.
        relevant, calculation, constraint, filter: the expressions it has.
        works_out: whether being asked, or what is worked out, takes an expression.
        looks: whether what may be answered takes an expression.
        stands_on: what has to be worked out before.
    """

    def __init__(
        self, item: Item, parent: str, read: "Callable[[str | None], Compiled | None]"
    ) -> None:
        self.item, self.parent = item, parent
        self.relevant = read(item.relevant)
        self.calculation = read(item.calculation if isinstance(item, CalculatedItem) else None)
        self.constraint = read(item.constraint)
        self.filter = read(item.filter if isinstance(item, CHOOSING) else None)
        before = [one for one in (self.relevant, self.calculation) if one is not None]
        after = [one for one in (self.constraint, self.filter) if one is not None]
        self.works_out, self.looks = bool(before), bool(after)
        self.stands_on = frozenset({parent} - {""}).union(*(one.names for one in before))
        self._moved_by_all = any(one.everything for one in before)
        texts = (item.label, item.hint or "", item.constraint_message or "")
        worded = {name for text in texts for name in names_in(text)}
        self._shows = frozenset({item.id} | worded).union(*(one.names for one in after))
        self._shows_all = any(one.everything for one in after)

    def moves_with(self, changed: set[str]) -> bool:
        """Whether being asked, or what is worked out, may be another now."""
        return self._moved_by_all or not self.stands_on.isdisjoint(changed)

    def looks_different_with(self, changed: set[str]) -> bool:
        """Whether anything a person sees of it may be another now."""
        return self._shows_all or not self._shows.isdisjoint(changed)


class FormLogic:
    """What the items of a form ask of each other, read once for every filling of it.

    Args:
        items: the form's items; the checker has seen their expressions.
        choices: the framework's lists of choices.
    """

    def __init__(self, items: Sequence[Item], choices: Iterable[ChoiceList]) -> None:
        # The library of expressions comes with the first form that is filled in; the window opens without it.
        from reviewer_app.frameworks import expressions

        self.compile, self.evaluate = expressions.compile_expression, expressions.evaluate
        self.looks_at = expressions.looks_at
        self.tree_of, self.node_of = expressions.tree_of, expressions.node_of
        self.standing, self.root = expressions.Standing, expressions.ROOT
        self.items = tuple(items)
        self.lists = {one.id: one for one in choices}
        self._places = paths(items)
        plans = {one.item.id: one for one in self._plans(items, "")}
        order = TopologicalSorter({name: plan.stands_on for name, plan in plans.items()})
        self.plans = tuple(plans[name] for name in order.static_order())
        self.by_name = plans

    def _plans(self, items: Iterable[Item], parent: str) -> Iterator[Plan]:
        for item in items:
            yield Plan(item, parent, partial(self._read, item.id))
            if isinstance(item, GroupItem | RepeatItem):
                yield from self._plans(item.items, item.id)

    def _read(self, owner: str, text: str | None) -> "Compiled | None":
        return None if text is None else self.compile(text, self._places, owner)

    @cached_property
    def labels(self) -> Mapping[str, Mapping[str, str]]:
        """What each choice of an item is called, by the item and the choice's id."""
        listed = {
            name: {one.id: one.label for one in found.choices} for name, found in self.lists.items()
        }
        return {
            name: listed[plan.item.choices]
            for name, plan in self.by_name.items()
            if isinstance(plan.item, CHOOSING)
        }

    @cached_property
    def every_choice(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of all choices of each item that is answered by choosing."""
        return {name: tuple(labels) for name, labels in self.labels.items()}

    @cached_property
    def choice_nodes(self) -> "Mapping[str, Mapping[str, XPathNode]]":
        """Each choice of an item as a filter sees it, by the choice's id: `name`, `label` and its traits."""
        found: dict[str, dict[str, XPathNode]] = {name: {} for name in self.lists}
        for name, choices in self.lists.items():
            for choice in choices.choices:
                element = Element("item")
                SubElement(element, "name").text = choice.id
                SubElement(element, "label").text = choice.label
                for trait in choice.traits:
                    SubElement(element, trait.name).text = trait.value
                found[name][choice.id] = self.node_of(element)
        return {
            name: found[plan.item.choices]
            for name, plan in self.by_name.items()
            if isinstance(plan.item, CHOOSING)
        }


@lru_cache(maxsize=16)
def logic_of(framework: Framework, form: str) -> FormLogic:
    """Give what the items of a form ask of each other; the last few forms are kept, since reading one takes long.

    Raises:
        KeyError: the framework has no such form.
    """
    return FormLogic(framework.form(form).items, framework.choices)
