"""An evidence form as it is filled in: what is asked, what is worked out, what breaks a rule, which choices are left.

Only what stands on a changed answer is worked out again: answers and groups in the order in which they stand on each
other, then the constraints, filters and words that look at any of them. What takes too many steps is given up, see
`cost.py`: a question is asked, a value stays open, an answer stands and every choice is left.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement

from reviewer_app.frameworks.cost import Budget, Meter, TooCostlyError
from reviewer_app.frameworks.form_logic import FormLogic, Plan, paths
from reviewer_app.frameworks.items import CalculatedItem, GroupItem, Item, RepeatItem, WordsItem
from reviewer_app.frameworks.odk_values import text_of, truth_of
from reviewer_app.frameworks.references_in_words import filled_in, names_in
from reviewer_app.model.canonical import Json

if TYPE_CHECKING:
    from elementpath import XPathNode

    from reviewer_app.frameworks.expressions import Compiled, Standing
    from reviewer_app.frameworks.odk_values import OdkValue

Key = tuple[str, str]
"""An item and which time round it is inside repeats: "2", "2.1", or "" outside."""

MOST_ROUNDS: Final = 60
"""Times round one repeat, as often as it may be wanted."""
MOST_ASKED: Final = 2_000
"""Items asked in all their times round, after which a repeat is asked once: repeats in repeats multiply."""
LONGEST: Final = 20_000
"""Characters of what is worked out; texts joined twice over, again and again, would soon fill the memory."""
_FILTERED: Final = 50
"""Outcomes of filters that are kept; one of a long list of choices is long itself."""


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


@dataclass(slots=True)
class _Leaf:
    """One item in one time round: its element in the tree, its answer and how it stands."""

    plan: Plan
    row: str
    element: Element
    parent: "_Leaf | None"
    answer: str = ""
    relevant: bool = True
    node: "XPathNode | None" = None
    state: State | None = field(default=None)


@dataclass(slots=True)
class _Turn:
    """One item being worked out in all its rows: the moment, what counts the steps, and what each row has alike."""

    now: datetime
    meter: Meter
    kept: "dict[int, OdkValue] | None"
    filtered: set[Hashable]


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
        self._filtered: dict[tuple[str, Hashable], tuple[tuple[str, ...], int]] = {}
        self._lay_out()

    def state(self, item: str, row: str = "") -> State:
        """How an item stands. Raises KeyError for a row that is not there."""
        state = self._leaves[item, row].state
        assert state is not None  # noqa: S101 (for the type checker: laying out gives each its state)
        return state

    def rows(self, item: str) -> tuple[str, ...]:
        """Every row an item is asked in, in order; of a repeat, each time round."""
        return tuple(leaf.row for leaf in self._rows[item])

    @property
    def given_up(self) -> tuple[tuple[str, str], ...]:
        """Each item with the expression of it that takes too many steps, in the form's order.

        Those are "relevant", "calculation", "constraint" and "filter".
        """
        both = self._not_worked_out, self._not_looked_at
        return tuple((name, one[name]) for name in self._rows for one in both if one.get(name))

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
        self._before, self._after = Budget(), Budget()
        self._not_worked_out: dict[str, str] = {}
        self._not_looked_at: dict[str, str] = {}
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
        self._before.begin()
        for plan in self._logic.plans:
            again = whole or plan.moves_with(moved)
            again = again or not self._before.still_stands(plan.item.id)
            if again and self._move(plan, now):
                moved.add(plan.item.id)
        different: set[Key] = set()
        self._after.begin()
        for plan in self._logic.plans:
            again = whole or plan.looks_different_with(moved)
            if again or not self._after.still_stands(plan.item.id):
                different.update(self._look(plan, now))
        return frozenset(different)

    def _move(self, plan: Plan, now: datetime) -> bool:
        """Say again whether an item is asked and what is worked out; whether that is another than before."""
        name, leaves = plan.item.id, self._rows[plan.item.id]
        before = [(leaf.relevant, leaf.element.text or "") for leaf in leaves]
        if not plan.works_out:
            for leaf in leaves:
                leaf.relevant = _is_above(leaf)
                leaf.element.text = leaf.answer if leaf.relevant else ""
            return before != [(leaf.relevant, leaf.element.text) for leaf in leaves]
        turn = _Turn(now, self._before.meter(), {} if len(leaves) > 1 else None, set())
        doing = "relevant"
        try:
            for leaf in leaves:
                leaf.relevant = _is_above(leaf) and self._holds(plan.relevant, leaf, turn)
            doing = "calculation"
            for leaf in leaves:
                leaf.element.text = self._worked_out(leaf, turn)
            doing = ""
        except TooCostlyError:
            for leaf in leaves:
                leaf.relevant = _is_above(leaf) if doing == "relevant" else leaf.relevant
                stays = leaf.relevant and plan.calculation is None
                leaf.element.text = leaf.answer if stays else ""
        self._before.close(name, turn.meter)
        self._not_worked_out[name] = doing
        return before != [(leaf.relevant, leaf.element.text or "") for leaf in leaves]

    def _holds(self, expression: "Compiled | None", leaf: _Leaf, turn: _Turn) -> bool:
        if expression is None:
            return True
        return truth_of(self._logic.evaluate(expression, self._standing(leaf, turn)))

    def _worked_out(self, leaf: _Leaf, turn: _Turn) -> str:
        calculation = leaf.plan.calculation
        if calculation is None or not leaf.relevant:
            return leaf.answer if leaf.relevant else ""
        value = text_of(self._logic.evaluate(calculation, self._standing(leaf, turn)))
        return "" if value == "NaN" or len(value) > LONGEST else value

    def _look(self, plan: Plan, now: datetime) -> Iterator[Key]:
        """Say again what a person sees of an item; gives where that is another than before."""
        name, leaves = plan.item.id, self._rows[plan.item.id]
        every = self._logic.every_choice.get(name)
        fits, offered = [True] * len(leaves), [every] * len(leaves)
        if plan.looks:
            turn = _Turn(now, self._after.meter(), {} if len(leaves) > 1 else None, set())
            try:
                doing = "constraint"
                fits = [self._fits(leaf, turn) for leaf in leaves]
                doing = "filter"
                offered = [self._left(leaf, turn) for leaf in leaves]
                doing = ""
            except TooCostlyError:
                pass
            self._after.close(name, turn.meter)
            self._not_looked_at[name] = doing
        for leaf, fitting, left in zip(leaves, fits, offered, strict=True):
            state = self._seen(leaf, left, fits=fitting)
            if state != leaf.state:
                leaf.state = state
                yield name, leaf.row

    def _seen(self, leaf: _Leaf, offered: tuple[str, ...] | None, *, fits: bool) -> State:
        item, text = leaf.plan.item, leaf.element.text or ""
        silent = isinstance(item, GroupItem | RepeatItem | WordsItem | CalculatedItem)
        return State(
            relevant=leaf.relevant,
            text=text,
            broken=not fits,
            message="" if fits else self._worded(item.constraint_message or "", leaf),
            wanted=item.required and leaf.relevant and not text and not silent,
            offered=offered,
            label=self._worded(item.label, leaf),
            hint=self._worded(item.hint or "", leaf),
        )

    def _fits(self, leaf: _Leaf, turn: _Turn) -> bool:
        return not leaf.element.text or self._holds(leaf.plan.constraint, leaf, turn)

    def _left(self, leaf: _Leaf, turn: _Turn) -> tuple[str, ...] | None:
        """The choices that a filter leaves; for the same answers it is gone through once."""
        name, chosen = leaf.plan.item.id, leaf.plan.filter
        if chosen is None:
            return self._logic.every_choice.get(name)
        standing = self._standing(leaf, turn)
        # Kept for this row alone: what a filter takes must not hang on which row came first.
        standing.kept = {}
        looked_at = self._logic.looks_at(chosen, standing)
        key = name, looked_at
        if looked_at is not None and key in self._filtered:
            left, steps = self._filtered[key]
            turn.meter.take(0 if key in turn.filtered else steps)
            turn.filtered.add(key)
            return left
        before = turn.meter.left
        nodes = self._logic.choice_nodes[name]
        found: list[str] = []
        for one, standing.choice in nodes.items():
            if truth_of(self._logic.evaluate(chosen, standing)):
                found.append(one)
        if looked_at is not None:
            if len(self._filtered) >= _FILTERED:
                self._filtered.clear()
            self._filtered[key] = tuple(found), before - turn.meter.left
            turn.filtered.add(key)
        return tuple(found)

    def _standing(self, leaf: _Leaf, turn: _Turn) -> "Standing":
        assert leaf.node is not None  # noqa: S101 (for the type checker: laying out gives each its node)
        return self._logic.standing(
            self._tree, leaf.node, turn.now, self._choice_name, turn.meter, turn.kept
        )

    def _worded(self, text: str, leaf: _Leaf) -> str:
        return filled_in(text, lambda name: self._nearest(name, leaf))

    def _nearest(self, name: str, leaf: _Leaf) -> str:
        """The answer a text means: in the same time round where there is one, else the first; a choice by its label."""
        rows = self._rows.get(name, [])
        same = (one for one in rows if f"{leaf.row}.".startswith(f"{one.row}."))
        found = next(same, rows[0] if rows else None)
        text = (found.element.text or "") if found is not None else ""
        labels = self._logic.labels.get(name, {})
        return ", ".join(labels.get(one, one) for one in text.split()) if labels else text

    def _choice_name(self, value: str, question: str) -> str:
        name = (names_in(question) or [question.rpartition("/")[2].strip()])[0]
        return self._logic.labels.get(name, {}).get(value, "")


def _is_above(leaf: _Leaf) -> bool:
    """Whether what an item stands in is asked."""
    return leaf.parent is None or leaf.parent.relevant


def as_text(value: Json) -> str:
    """Give an answer as expressions see it: several choices with spaces between, a quote by its words."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return str(value.get("text", ""))
    if isinstance(value, list):
        return " ".join(as_text(one) for one in value)
    return text_of(float(value)) if isinstance(value, int | float) else str(value)
