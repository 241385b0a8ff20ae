"""An evidence form as it is filled in: what is asked, what is worked out, what breaks a rule, which choices are left.

Only what stands on a changed answer is worked out again: answers and groups in the order in which they stand on each
other, then the constraints, filters and words that look at any of them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement

from reviewer_app.frameworks.items import (
    CalculatedItem,
    Choice,
    ChoiceItem,
    ChoiceList,
    GroupItem,
    Item,
    RepeatItem,
    SeveralChoicesItem,
    WordsItem,
)
from reviewer_app.frameworks.odk_values import text_of, truth_of
from reviewer_app.frameworks.references_in_words import filled_in, names_in
from reviewer_app.frameworks.schema import Framework
from reviewer_app.model.canonical import Json

if TYPE_CHECKING:
    from elementpath import XPathNode

    from reviewer_app.frameworks.expressions import Compiled, Places, Standing

Key = tuple[str, str]
"""An item and which time round it is inside repeats: "2", "2.1", or "" outside."""

MOST_ROUNDS: Final = 60
"""Times round one repeat, as often as it may be wanted."""
MOST_ASKED: Final = 2_000
"""Items asked in all their times round, after which a repeat is asked once: repeats in repeats multiply."""
LONGEST: Final = 20_000
"""Characters of what is worked out; texts joined twice over, again and again, would soon fill the memory."""

_CHOICES: Final = (ChoiceItem, SeveralChoicesItem)


@dataclass(frozen=True, slots=True)
class State:
    """How one item stands.

    Attributes:
        relevant: whether it is asked at all.
        text: the answer, or what was worked out, as expressions see it; "" while it is open or not asked.
        broken: whether the answer breaks the item's constraint; `message` says what is wanted, where somebody wrote it.
        wanted: whether it has to be answered, and is not yet.
        offered: the ids of the choices that are left; None for an item that is not answered by choosing.
        label: the question, with the answers it names.
        hint: the hint, as `label`.
    """

    relevant: bool
    text: str
    broken: bool
    message: str
    wanted: bool
    offered: tuple[str, ...] | None
    label: str
    hint: str


def paths(items: Iterable[Item], above: tuple[tuple[str, bool], ...] = ()) -> "Places":
    """Give the way to each item, as expressions need it."""
    found: dict[str, tuple[tuple[str, bool], ...]] = {}
    for item in items:
        way = (*above, (item.id, isinstance(item, RepeatItem)))
        found[item.id] = way
        if isinstance(item, GroupItem | RepeatItem):
            found.update(paths(item.items, way))
    return found


@dataclass(frozen=True, slots=True)
class _Plan:
    """One item with its expressions, read."""

    item: Item
    parent: str
    relevant: "Compiled | None"
    calculation: "Compiled | None"
    constraint: "Compiled | None"
    filter: "Compiled | None"
    worded: frozenset[str]

    @property
    def stands_on(self) -> frozenset[str]:
        """What has to be worked out before."""
        found = (one.names for one in (self.relevant, self.calculation) if one is not None)
        above = {self.parent} if self.parent else set[str]()
        return frozenset[str]().union(above, *found)

    def moves_with(self, changed: set[str]) -> bool:
        """Whether being asked, or what is worked out, may be another now."""
        return self.parent in changed or _looks_at((self.relevant, self.calculation), changed)

    def looks_different_with(self, changed: set[str]) -> bool:
        """Whether anything a person sees of it may be another now."""
        own = self.item.id in changed or not self.worded.isdisjoint(changed)
        return own or _looks_at((self.constraint, self.filter), changed)


def _looks_at(expressions: "Iterable[Compiled | None]", changed: set[str]) -> bool:
    return any(
        one is not None and (one.everything or not one.names.isdisjoint(changed))
        for one in expressions
    )


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
        self.tree_of, self.node_of = expressions.tree_of, expressions.node_of
        self.standing, self.root = expressions.Standing, expressions.ROOT
        self.items = tuple(items)
        self.lists = {one.id: one for one in choices}
        self._places = paths(items)
        plans = {one.item.id: one for one in self._plans(items, "")}
        order = TopologicalSorter({name: plan.stands_on for name, plan in plans.items()})
        self.plans = tuple(plans[name] for name in order.static_order())
        self.by_name = plans

    def _plans(self, items: Iterable[Item], parent: str) -> Iterator[_Plan]:
        for item in items:
            calculation = item.calculation if isinstance(item, CalculatedItem) else None
            chosen = item.filter if isinstance(item, _CHOICES) else None
            texts = (item.label, item.hint or "", item.constraint_message or "")
            yield _Plan(
                item,
                parent,
                self._read(item, item.relevant),
                self._read(item, calculation),
                self._read(item, item.constraint),
                self._read(item, chosen),
                frozenset(name for text in texts for name in names_in(text)),
            )
            if isinstance(item, GroupItem | RepeatItem):
                yield from self._plans(item.items, item.id)

    def _read(self, item: Item, text: str | None) -> "Compiled | None":
        return None if text is None else self.compile(text, self._places, item.id)

    def choices_of(self, name: str) -> tuple[Choice, ...]:
        """Give the choices an item may offer; none for one that is not answered by choosing."""
        item = self.by_name[name].item if name in self.by_name else None
        return self.lists[item.choices].choices if isinstance(item, _CHOICES) else ()

    @cached_property
    def choice_nodes(self) -> "dict[tuple[str, str], XPathNode]":
        """Each choice as a filter sees it, by its list and id: `name`, `label` and its traits."""
        found: dict[tuple[str, str], XPathNode] = {}
        for name, choices in self.lists.items():
            for choice in choices.choices:
                element = Element("item")
                SubElement(element, "name").text = choice.id
                SubElement(element, "label").text = choice.label
                for trait in choice.traits:
                    SubElement(element, trait.name).text = trait.value
                found[name, choice.id] = self.node_of(element)
        return found


@lru_cache(maxsize=16)
def logic_of(framework: Framework, form: str) -> FormLogic:
    """Give what the items of a form ask of each other; the last few forms are kept, since reading one takes long.

    Raises:
        KeyError: the framework has no such form.
    """
    return FormLogic(framework.form(form).items, framework.choices)


@dataclass(slots=True)
class _Leaf:
    """One item in one time round: its element in the tree, its answer and how it stands."""

    plan: _Plan
    row: str
    element: Element
    parent: "_Leaf | None"
    answer: str = ""
    relevant: bool = True
    node: "XPathNode | None" = None
    state: State | None = field(default=None)


class Filling:
    """One form as one person fills it in.

    Args:
        logic: the form.
        answers: what was answered, by item and row; what was worked out before may be among it, for `once`.
        clock: gives the moment, with the person's own time of day.
    """

    def __init__(
        self, logic: FormLogic, answers: Mapping[Key, Json], clock: Callable[[], datetime]
    ) -> None:
        self._logic, self._clock = logic, clock
        self._answers = {key: as_text(value) for key, value in answers.items()}
        self._rounds: dict[Key, int] = {}
        self._lay_out()

    def state(self, item: str, row: str = "") -> State:
        """How an item stands. Raises KeyError for a row that is not there."""
        state = self._leaves[item, row].state
        assert state is not None  # noqa: S101 (for the type checker: laying out gives each its state)
        return state

    def rows(self, item: str) -> tuple[str, ...]:
        """Every row an item is asked in, in order; of a repeat, each time round."""
        return tuple(leaf.row for leaf in self._rows[item])

    def change(self, item: str, value: Json, row: str = "") -> frozenset[Key]:
        """Answer an item, or take its answer away (None); gives what stands differently now, itself included.

        Raises:
            KeyError: the form does not ask this item in this row.
        """
        text = as_text(value)
        leaf = self._leaves[item, row]
        self._answers[item, row] = leaf.answer = text
        leaf.element.text = text if leaf.relevant else ""
        return self._settle({item}) | {(item, row)}

    def set_rounds(self, repeat: str, count: int, row: str = "") -> None:
        """Ask a repeat so many times. Raises ValueError for fewer than one, more than `MOST_ROUNDS`."""
        if not 1 <= count <= MOST_ROUNDS:
            raise ValueError(count)
        self._rounds[repeat, row] = count
        self._lay_out()

    def _lay_out(self) -> None:
        """Build the tree anew, and say how everything stands."""
        root = Element(self._logic.root)
        self._leaves: dict[Key, _Leaf] = {}
        self._rows: dict[str, list[_Leaf]] = {name: [] for name in self._logic.by_name}
        self._grow(root, self._logic.items, "", None)
        self._tree, nodes = self._logic.tree_of(root)
        for leaf in self._leaves.values():
            leaf.node = nodes[id(leaf.element)]
        self._settle(None)

    def _grow(self, above: Element, items: Iterable[Item], row: str, parent: _Leaf | None) -> None:
        for item in items:
            rows = self._rows_of(item, row) if isinstance(item, RepeatItem) else (row,)
            for one in rows:
                element = SubElement(above, item.id)
                leaf = _Leaf(self._logic.by_name[item.id], one, element, parent)
                self._leaves[item.id, one] = leaf
                self._rows[item.id].append(leaf)
                if isinstance(item, GroupItem | RepeatItem):
                    self._grow(element, item.items, one, leaf)
                else:
                    leaf.answer = element.text = self._answers.get((item.id, one), "")

    def _rows_of(self, repeat: RepeatItem, row: str) -> tuple[str, ...]:
        before = f"{row}." if row else ""
        count = repeat.times or self._rounds.get((repeat.id, row))
        if count is None:
            inside = paths(repeat.items).keys()
            answered = (
                other.removeprefix(before).partition(".")[0]
                for name, other in self._answers
                if name in inside and other.startswith(before)
            )
            count = max((int(one) for one in answered if one.isdigit()), default=1)
        most = MOST_ROUNDS if len(self._leaves) < MOST_ASKED else 1
        return tuple(f"{before}{number}" for number in range(1, min(count, most) + 1))

    def _settle(self, changed: set[str] | None) -> frozenset[Key]:
        """Work out again what stands on these items, or everything; gives what stands differently."""
        whole = changed is None
        moved = changed or set()
        now = self._clock()
        for plan in self._logic.plans:
            if whole or plan.moves_with(moved):
                others = [leaf for leaf in self._rows[plan.item.id] if self._move(leaf, now)]
                moved.update(leaf.plan.item.id for leaf in others)
        different: set[Key] = set()
        for plan in self._logic.plans:
            if whole or plan.looks_different_with(moved):
                for leaf in self._rows[plan.item.id]:
                    state = self._look(leaf, now)
                    if state != leaf.state:
                        leaf.state = state
                        different.add((plan.item.id, leaf.row))
        return frozenset(different)

    def _move(self, leaf: _Leaf, now: datetime) -> bool:
        """Say again whether an item is asked and what is worked out; whether that is another than before."""
        before = (leaf.relevant, leaf.element.text or "")
        plan = leaf.plan
        leaf.relevant = leaf.parent is None or leaf.parent.relevant
        if leaf.relevant and plan.relevant is not None:
            leaf.relevant = truth_of(self._logic.evaluate(plan.relevant, self._standing(leaf, now)))
        if plan.calculation is not None and leaf.relevant:
            value = text_of(self._logic.evaluate(plan.calculation, self._standing(leaf, now)))
            leaf.element.text = "" if value == "NaN" or len(value) > LONGEST else value
        else:
            leaf.element.text = leaf.answer if leaf.relevant else ""
        return before != (leaf.relevant, leaf.element.text)

    def _look(self, leaf: _Leaf, now: datetime) -> State:
        plan, item, text = leaf.plan, leaf.plan.item, leaf.element.text or ""
        broken = False
        if plan.constraint is not None and text:
            broken = not truth_of(self._logic.evaluate(plan.constraint, self._standing(leaf, now)))
        silent = isinstance(item, GroupItem | RepeatItem | WordsItem | CalculatedItem)
        message = self._worded(item.constraint_message or "", leaf) if broken else ""
        return State(
            relevant=leaf.relevant,
            text=text,
            broken=broken,
            message=message,
            wanted=item.required and leaf.relevant and not text and not silent,
            offered=self._offered(leaf, now),
            label=self._worded(item.label, leaf),
            hint=self._worded(item.hint or "", leaf),
        )

    def _offered(self, leaf: _Leaf, now: datetime) -> tuple[str, ...] | None:
        item, chosen = leaf.plan.item, leaf.plan.filter
        if not isinstance(item, _CHOICES):
            return None
        choices = self._logic.choices_of(item.id)
        if chosen is None:
            return tuple(one.id for one in choices)
        standing = self._standing(leaf, now)
        left: list[str] = []
        for one in choices:
            standing.choice = self._logic.choice_nodes[item.choices, one.id]
            if truth_of(self._logic.evaluate(chosen, standing)):
                left.append(one.id)
        return tuple(left)

    def _standing(self, leaf: _Leaf, now: datetime) -> "Standing":
        assert leaf.node is not None  # noqa: S101 (for the type checker: laying out gives each its node)
        return self._logic.standing(self._tree, leaf.node, now, self._choice_name)

    def _worded(self, text: str, leaf: _Leaf) -> str:
        return filled_in(text, lambda name: self._nearest(name, leaf))

    def _nearest(self, name: str, leaf: _Leaf) -> str:
        """The answer a text means: in the same time round where there is one, else the first; a choice by its label."""
        rows = self._rows.get(name, [])
        same = (one for one in rows if f"{leaf.row}.".startswith(f"{one.row}."))
        found = next(same, rows[0] if rows else None)
        text = (found.element.text or "") if found is not None else ""
        labels = {one.id: one.label for one in self._logic.choices_of(name)}
        return ", ".join(labels.get(one, one) for one in text.split()) if labels else text

    def _choice_name(self, value: str, question: str) -> str:
        name = (names_in(question) or [question.rpartition("/")[2].strip()])[0]
        return next((one.label for one in self._logic.choices_of(name) if one.id == value), "")


def as_text(value: Json) -> str:
    """Give an answer as expressions see it: several choices with spaces between, a quote by its words."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return str(value.get("text", ""))
    if isinstance(value, list):
        return " ".join(as_text(one) for one in value)
    return text_of(float(value)) if isinstance(value, int | float) else str(value)
