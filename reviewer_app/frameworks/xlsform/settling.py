"""Expressions of an imported form: each is kept that can be used here, and the rest are listed.

Leaving one out may leave another without what it names, so this goes round until nothing more is left out.
"""

import re
from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Final

from reviewer_app.frameworks.expressions import (
    ExpressionError,
    Places,
    compile_expression,
)
from reviewer_app.frameworks.problems import SENTENCES
from reviewer_app.frameworks.references_in_words import names_in
from reviewer_app.frameworks.xlsform.draft import Draft, every
from reviewer_app.frameworks.xlsform.leftovers import Leftovers
from reviewer_app.language import gettext as _

_EXPRESSIONS: Final = ("relevant", "calculation", "constraint", "filter")
_COLUMNS: Final = {"filter": "choice_filter"}
_WORDS: Final = ("label", "hint", "constraint_message")


def settle(drafts: list[Draft], renamed: Mapping[str, str], leftovers: Leftovers) -> list[Draft]:
    """Give the items with the expressions that can be used."""
    if renamed:
        _rename(drafts, renamed)
    while True:
        places = dict(_places(drafts, ()))
        gone = _gone(drafts, places, leftovers)
        kept = _without(drafts, gone, leftovers)
        if not gone and not _break_circle(kept, places, leftovers, gone):
            break
        drafts = _without(kept, gone, leftovers)
    _settle_words(drafts, places, leftovers)
    return drafts


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


def _gone(drafts: Sequence[Draft], places: Places, leftovers: Leftovers) -> set[str]:
    """Take out every expression that cannot be used; gives the items that are nothing without theirs."""
    gone: set[str] = set()
    for draft in every(drafts):
        for name in _EXPRESSIONS:
            text = draft.values.get(name)
            if not isinstance(text, str):
                continue
            try:
                compile_expression(text, places, draft.name)
            except ExpressionError as error:
                if _take_out(draft, name, _why(error, name), leftovers):
                    gone.add(draft.name)
    return gone


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
            continue
        inside = bool(draft.items)
        draft.items = _without(draft.items, gone, leftovers)
        if inside and not draft.items:
            leftovers.add("empty", "survey", draft.row)
        else:
            kept.append(draft)
    return kept


def _break_circle(
    drafts: Sequence[Draft], places: Places, leftovers: Leftovers, gone: set[str]
) -> bool:
    """Take one expression out of a circle, if there is one; `gone` gets the item that is nothing without it."""
    known = {draft.name: draft for draft in every(drafts)}
    stands_on: dict[str, set[str]] = {}
    for name, draft in known.items():
        stands_on[name] = {above for above, _repeats in places[name][-2:-1]}
        for kind in ("relevant", "calculation"):
            text = draft.values.get(kind)
            if isinstance(text, str):
                stands_on[name] |= compile_expression(text, places, name).names
    try:
        TopologicalSorter(stands_on).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        reason = _(SENTENCES["items-in-a-circle"].happened).format(value=" → ".join(circle))
        for name in circle:
            kind = next(
                (one for one in ("relevant", "calculation") if one in known[name].values), ""
            )
            if kind:
                if _take_out(known[name], kind, reason.rstrip("."), leftovers):
                    gone.add(name)
                return True
    return False


def _settle_words(drafts: Sequence[Draft], places: Places, leftovers: Leftovers) -> None:
    """Words that name what was left out keep the name, in square brackets."""
    for draft in every(drafts):
        for name in _WORDS:
            text = draft.values.get(name)
            if not isinstance(text, str):
                continue
            for one in names_in(text):
                if one not in places:
                    leftovers.add("word", "survey", draft.row, value=one, name=name)
                    text = re.sub(rf"\$\{{\s*{re.escape(one)}\s*\}}", f"[{one}]", text)
            draft.values[name] = text
