"""Expressions of an imported form: each is kept that can be used here, and the rest are listed.

Leaving one out may leave another without what it names, which then is left out too.
"""

import re
from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Final

from reviewer_app.frameworks.cost import MOST
from reviewer_app.frameworks.expressions import (
    Compiled,
    ExpressionError,
    Places,
    compile_expression,
)
from reviewer_app.frameworks.likely_cost import likely_steps, rounds_of
from reviewer_app.frameworks.problems import SENTENCES
from reviewer_app.frameworks.references_in_words import names_in
from reviewer_app.frameworks.xlsform.draft import Draft, every
from reviewer_app.frameworks.xlsform.leftovers import Leftovers
from reviewer_app.language import gettext as _
from reviewer_app.model.canonical import Json

_EXPRESSIONS: Final = ("relevant", "calculation", "constraint", "filter")
_BEFORE: Final = ("relevant", "calculation")
"""What has to be worked out before an item stands."""
CIRCLES_LIMIT: Final = 50
_COLUMNS: Final = {"filter": "choice_filter"}
_WORDS: Final = ("label", "hint", "constraint_message")


def settle(
    drafts: list[Draft],
    renamed: Mapping[str, str],
    lists: Mapping[str, Mapping[str, Json]],
    leftovers: Leftovers,
) -> list[Draft]:
    """Give the items with the expressions that can be used.

    Args:
        drafts: the items.
        renamed: the names that are others here.
        lists: the lists of choices.
        leftovers: takes what cannot be used.

    Raises:
        TangledError: more items wait for each other than anyone could put right by leaving expressions out.
    """
    if renamed:
        _rename(drafts, renamed)
    places = dict(_places(drafts, ()))
    counts = {name: len(_listed(one.get("choices"))) for name, one in lists.items()}
    named = {draft.name: draft for draft in every(drafts)}
    settling = _Settling(named, places, counts, leftovers)
    settling.read()
    settling.part_circles()
    kept = _without(drafts, settling.gone, leftovers)
    _settle_words(kept, {one.name for one in every(kept)}, leftovers)
    return kept


class TangledError(Exception):
    """Too many items wait for each other; `row` is that of one of them."""

    def __init__(self, row: int) -> None:
        super().__init__(row)
        self.row = row


def _listed(choices: Json) -> list[Json]:
    return choices if isinstance(choices, list) else []


def _rename(drafts: Sequence[Draft], renamed: Mapping[str, str]) -> None:
    for draft in every(drafts):
        for name in (*_EXPRESSIONS, *_WORDS):
            text = draft.values.get(name)
            if isinstance(text, str):
                draft.values[name] = re.sub(
                    r"\$\{\s*([^{}]*?)\s*\}",
                    lambda found: f"${{{renamed.get(found[1], found[1])}}}",
                    text,
                )


def _places(
    drafts: Sequence[Draft], above: tuple[tuple[str, bool], ...]
) -> list[tuple[str, tuple[tuple[str, bool], ...]]]:
    found = []
    for draft in drafts:
        way = (*above, (draft.name, draft.values["type"] == "repeat"))
        found += [(draft.name, way), *_places(draft.items, way)]
    return found


class _Settling:
    """Takes out what cannot be used; each expression is read once, and what stands on it follows."""

    def __init__(
        self,
        drafts: Mapping[str, Draft],
        places: Places,
        counts: Mapping[str, int],
        leftovers: Leftovers,
    ) -> None:
        self._drafts, self._places, self._leftovers = drafts, places, leftovers
        self._counts = counts
        self._rounds = {name: rounds_of(one.values) for name, one in drafts.items()}
        self._looks_at: dict[tuple[str, str], frozenset[str]] = {}
        self._users: dict[str, list[tuple[str, str]]] = {}
        self.gone: set[str] = set()

    def read(self) -> None:
        """Take out every expression that cannot be read, and what stands on an item that goes with it."""
        for draft in self._drafts.values():
            for kind in _EXPRESSIONS:
                text = draft.values.get(kind)
                if not isinstance(text, str):
                    continue
                try:
                    compiled = compile_expression(text, self._places, draft.name)
                except ExpressionError as error:
                    self._take(draft, kind, _why(error, kind))
                    continue
                self._tell_costly(draft, kind, compiled)
                self._looks_at[draft.name, kind] = compiled.names
                for name in compiled.names:
                    self._users.setdefault(name, []).append((draft.name, kind))
        self._follow(list(self.gone))

    def _tell_costly(self, draft: Draft, kind: str, compiled: Compiled) -> None:
        choices = self._counts.get(str(draft.values.get("choices")), 0) if kind == "filter" else 1
        if likely_steps(compiled, self._places, draft.name, self._rounds, choices) > MOST:
            name = _COLUMNS.get(kind, kind)
            self._leftovers.add("expression-costly", "survey", draft.row, name=name)

    def _take(self, draft: Draft, kind: str, reason: str) -> None:
        self._looks_at.pop((draft.name, kind), None)
        if _take_out(draft, kind, reason, self._leftovers):
            self.gone.add(draft.name)

    def _follow(self, names: list[str]) -> None:
        """Take out what names an item that is gone, what is in it too, and so on."""
        while names:
            name = names.pop()
            above = self._emptied(name)
            if above:
                self.gone.add(above)
                names.append(above)
            reason = _(SENTENCES["expression-unknown"].happened).format(value=name).rstrip(".")
            for user, kind in self._users.pop(name, ()):
                if (user, kind) in self._looks_at:
                    before = len(self.gone)
                    self._take(self._drafts[user], kind, reason)
                    if len(self.gone) > before:
                        names.append(user)

    def _emptied(self, name: str) -> str:
        """The group or repeat that has nothing left in it, now that this item is gone; "" for none."""
        above = "".join(one for one, _repeats in self._places[name][-2:-1])
        if not above or above in self.gone:
            return ""
        return above if all(one.name in self.gone for one in self._drafts[above].items) else ""

    def part_circles(self) -> None:
        """Take one expression out of each circle."""
        for _circle in range(CIRCLES_LIMIT):
            circle = self._circle()
            if not circle:
                return
            reason = _(SENTENCES["items-in-a-circle"].happened).format(value=" → ".join(circle))
            name, kind = next(
                (name, kind)
                for name in circle
                for kind in _BEFORE
                if (name, kind) in self._looks_at
            )
            before = len(self.gone)
            self._take(self._drafts[name], kind, reason.rstrip("."))
            if len(self.gone) > before:
                self._follow([name])
        circle = self._circle()
        if circle:
            raise TangledError(self._drafts[circle[0]].row)

    def _circle(self) -> list[str]:
        """Items that wait for each other, if there are any."""
        stands_on: dict[str, set[str]] = {
            name: {above for above, _repeats in self._places[name][-2:-1]} for name in self._drafts
        }
        for (name, kind), names in self._looks_at.items():
            if kind in _BEFORE:
                stands_on[name] |= names
        try:
            TopologicalSorter(stands_on).prepare()
        except CycleError as error:
            return list(error.args[1])
        return []


def _take_out(draft: Draft, name: str, reason: str, leftovers: Leftovers) -> bool:
    """Take one expression out; whether the item is nothing without it."""
    del draft.values[name]
    if name == "calculation":
        leftovers.add("expression-item", "survey", draft.row, reason=reason)
        return True
    if name == "constraint":
        draft.values.pop("constraint_message", None)
    shown = _COLUMNS.get(name, name)
    leftovers.add("expression", "survey", draft.row, name=shown, reason=reason)
    return False


def _why(error: ExpressionError, name: str) -> str:
    happened = _(SENTENCES[error.code].happened)
    reason = _(error.reason) if error.reason else ""
    return happened.format(name=name, value=error.value, reason=reason).rstrip(".")


def _without(drafts: Sequence[Draft], gone: set[str], leftovers: Leftovers) -> list[Draft]:
    kept: list[Draft] = []
    for draft in drafts:
        if draft.name in gone:
            if draft.items:
                leftovers.add("empty", "survey", draft.row)
            continue
        draft.items = _without(draft.items, gone, leftovers)
        kept.append(draft)
    return kept


def _settle_words(drafts: Sequence[Draft], known: set[str], leftovers: Leftovers) -> None:
    """Words that name what was left out keep the name, in square brackets."""
    for draft in every(drafts):
        for name in _WORDS:
            text = draft.values.get(name)
            if not isinstance(text, str):
                continue
            for one in names_in(text):
                if one not in known:
                    leftovers.add("word", "survey", draft.row, value=one, name=name)
                    text = re.sub(rf"\$\{{\s*{re.escape(one)}\s*\}}", f"[{one}]", text)
            draft.values[name] = text
