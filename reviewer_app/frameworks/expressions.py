"""Expressions of a form, as XLSForm writes them: XPath 1.0 in which `${item}` stands for an answer.

`elementpath` reads and walks them; `odk_functions.py` holds the functions, `odk_values.py` what a value is. The form's
answers stand in a small tree, one element for each item, group and time round a repeat, under the root `form`.
"""

import math
import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate
from typing import Final
from xml.etree.ElementTree import Element

from elementpath import ElementNode, ElementPathError, XPathNode, XPathToken, get_node_tree
from elementpath.xpath_tokens import XPathAxis

from reviewer_app.errors import N_
from reviewer_app.frameworks.cost import Meter
from reviewer_app.frameworks.odk_functions import FUNCTIONS, REFUSED
from reviewer_app.frameworks.odk_parser import (
    HERE,
    ITEM,
    Context,
    parsed,
    same_everywhere,
    value_of,
)
from reviewer_app.frameworks.odk_values import OdkValue, each_text
from reviewer_app.frameworks.patterns import PatternError, pattern_of
from reviewer_app.frameworks.references_in_words import names_in

ROOT: Final = "form"
"""The name of the tree's root."""

DEEPEST: Final = 150
"""Parts of an expression in each other, such as the terms of a sum; evaluating takes a few calls for each."""
DEEPEST_BRACKET: Final = 50

_STEPS: Final[Mapping[str, int]] = {"(": 1, "[": 1, ")": -1, "]": -1}
_SIGNS: Final = re.compile(r"(?:-\s*){20}")
_TOO_DEEP: Final = N_("its parts stand in each other too deep")
_PIECE: Final = re.compile(
    r"""(?P<text>'[^']*'|"[^"]*")|\$\{\s*(?P<name>[^{}]*?)\s*\}|(?P<current>\bcurrent\(\s*\))|(?P<prefixed>\bjr:choice-name)(?=\s*\()|"""
    r"""(?P<call>[A-Za-z_][\w.:-]*)(?=\s*\()|(?P<word>[A-Za-z_][\w.-]*)"""
)
_MORE_THAN_ANSWERS: Final = frozenset({"once", "position", "indexed-repeat"})
"""Functions that look at more than the text of answers; so does one without an argument, save two."""
_KIND_TESTS: Final = frozenset({"node", "text", "last", "and", "or", "div", "mod"})


class ExpressionError(Exception):
    """An expression cannot be used.

    Attributes:
        code: "expression-syntax", "expression-unknown", "expression-function", "expression-refused" or
            "expression-regex", as the checker names them.
        value: what in it is meant.
        reason: why, for a syntax that cannot be read or a function that is refused; not yet translated.
    """

    def __init__(self, code: str, value: str = "", reason: str = "") -> None:
        super().__init__(code, value, reason)
        self.code, self.value, self.reason = code, value, reason


@dataclass(frozen=True, slots=True)
class Compiled:
    """An expression that can be evaluated.

    Attributes:
        names: the items it names.
        everything: whether it looks at more than it names, through a star or a path that leaves its end open.
        same: the `id` of each part of `token` that gives the same in every row and for every choice.
        outside: the parts through which a filter looks at answers; None where it looks at more than these and the
            choice.
    """

    text: str
    names: frozenset[str]
    everything: bool
    token: XPathToken
    same: frozenset[int]
    outside: tuple[XPathToken, ...] | None


Places = Mapping[str, tuple[tuple[str, bool], ...]]
"""For each item, the way to it from the root: each step's name, and whether it repeats. The item itself is last."""


@dataclass(slots=True)
class Standing:
    """Where and when an expression is looked at.

    Attributes:
        tree: the form's answers.
        node: the answer the expression belongs to.
        now: the moment.
        names: gives what a choice is called, by its id and the question it answers.
        meter: counts the steps.
        kept: what parts gave that give the same in every row, while no answer changes; None keeps nothing.
        choice: for a filter, the choice that is looked at.
    """

    tree: Context
    node: XPathNode
    now: datetime
    names: Callable[[str, str], str]
    meter: Meter = field(default_factory=Meter)
    kept: dict[int, OdkValue] | None = None
    choice: XPathNode | None = None

    @property
    def here(self) -> OdkValue:
        """The answer the expression belongs to."""
        return [self.node]

    def position(self, of: OdkValue | None) -> float:
        """Which time round a repeat a node is, counted from 1."""
        if not isinstance(of, list) or not of:
            return math.nan
        alike = self._alike(of[0])
        return float(alike.index(of[0]) + 1)

    def choice_name(self, value: str, question: str) -> str:
        """What a choice is called."""
        return self.names(value, question)

    def repeated(self, answers: OdkValue, repeat: OdkValue, number: float) -> OdkValue:
        """The answer of the same item in another time round."""
        if not isinstance(answers, list) or not isinstance(repeat, list) or not answers:
            return ""
        rounds = self._alike(repeat[0]) if repeat else []
        if not 1 <= number <= len(rounds):
            return ""
        wanted, found = answers[0].name, rounds[int(number) - 1]
        within = [*found.iter_descendants()] if isinstance(found, ElementNode) else []
        self.meter.take(len(within))
        same: list[XPathNode] = [one for one in within if one.name == wanted]
        return same[:1]

    def _alike(self, node: XPathNode) -> list[XPathNode]:
        """The node with its brothers of the same name, in order."""
        parent = node.parent
        if not isinstance(parent, ElementNode):
            return [node]
        self.meter.take(len(parent.children))
        return [one for one in parent.children if one.name == node.name]


def tree_of(root: Element) -> tuple[Context, dict[int, XPathNode]]:
    """Give a tree of answers as expressions walk it, and each element's node by the element's `id`."""
    tree = get_node_tree(root)
    assert isinstance(tree, ElementNode)  # noqa: S101 (for the type checker: the root is an element)
    nodes: dict[int, XPathNode] = {id(one.value): one for one in tree.iter_descendants()}
    return Context(tree), nodes


def node_of(element: Element) -> XPathNode:
    """Give what stands in a tree of its own, such as a choice, as expressions see it."""
    return get_node_tree(element)


def compile_expression(text: str, places: Places, owner: str) -> Compiled:
    """Read an expression.

    Args:
        text: as its author wrote it.
        places: the way to each item of the form.
        owner: the item it belongs to.

    Raises:
        ExpressionError: it cannot be used, for the reason in its code.
    """
    names: set[str] = set()
    calls: set[str] = set()

    def written(found: re.Match[str]) -> str:
        if found["text"]:
            return found["text"]
        if found["current"]:
            return f" ${HERE} "
        if found["prefixed"]:
            calls.add(found["prefixed"])
            return "jr-choice-name"
        if found["call"]:
            calls.add(found["call"])
        elif found["word"]:
            # A path names items too.
            names.update({found["word"]} & places.keys())
        else:
            names.add(_known(found["name"], places))
            # With spaces, since a hyphen after a name would be part of it.
            return f" {_way(places[owner], places[found['name']])} "
        return found[0]

    plain = _PIECE.sub(written, text)
    _check_calls(calls)
    names.update(names_in(text))
    for name in names:
        _known(name, places)
    token = _parsed(plain)
    _check_patterns(token)
    _check_reach(token)
    everything = any(one.symbol in {"*", "node"} and not len(one) for one in token.iter())
    # What looks at everything may look at what changes while its rows are gone through.
    same = frozenset[int]() if everything else same_everywhere(token)
    return Compiled(text, frozenset(names), everything, token, same, _outside(token, calls))


def evaluate(compiled: Compiled, standing: Standing) -> OdkValue:
    """Give what an expression says now; NaN where it asks for what cannot be worked out.

    Raises:
        TooCostlyError: it takes more steps than it may.
    """
    node = standing.choice or standing.node
    context = standing.tree.at(node, standing, compiled.same, standing.kept)
    try:
        return value_of(compiled.token, context)
    except (ElementPathError, ArithmeticError, ValueError, RecursionError):
        return math.nan


def looks_at(compiled: Compiled, standing: Standing) -> Hashable:
    """Give what a filter finds outside the choices: where that is the same, it leaves the same choices.

    None where there is more to it.

    Raises:
        TooCostlyError: it takes more steps than it may.
    """
    if compiled.outside is None:
        return None
    context = standing.tree.at(standing.node, standing, compiled.same, standing.kept)
    return tuple(tuple(each_text(value_of(one, context))) for one in compiled.outside)


def _outside(token: XPathToken, calls: set[str]) -> tuple[XPathToken, ...] | None:
    """The parts that look at answers, each as whole as it stands."""
    alone = token.label == "function" and not len(token) and token.symbol not in ("true", "false")
    if alone or token.symbol == "[" or not calls.isdisjoint(_MORE_THAN_ANSWERS):
        return None
    path = token
    while path.symbol == "/" and len(path) == 2:
        path = path[0]
    if path.symbol in ("$", "/"):
        return (token,)
    found: tuple[XPathToken, ...] = ()
    for part in token:
        inner = _outside(part, calls)
        if inner is None:
            return None
        found += inner
    return found


def _known(name: str, places: Places) -> str:
    if name not in places:
        raise ExpressionError("expression-unknown", name)
    return name


def _way(owner: Sequence[tuple[str, bool]], wanted: Sequence[tuple[str, bool]]) -> str:
    """The path from one item to another: within the same time round a repeat where both stand in it."""
    shared = 0
    for number, (mine, other) in enumerate(zip(owner, wanted, strict=False), 1):
        if mine != other:
            break
        if mine[1]:
            shared = number
    steps = "/".join(name for name, _repeats in wanted[shared:])
    if not any(repeats for _name, repeats in wanted):
        return f"${ITEM}{wanted[-1][0]}"
    if not shared:
        return f"/{ROOT}/{steps}"
    up = "/".join([".."] * (len(owner) - shared))
    return "/".join(part for part in (f"${HERE}", up, steps) if part)


def _check_calls(calls: set[str]) -> None:
    for name in sorted(calls - FUNCTIONS.keys() - _KIND_TESTS):
        if name in REFUSED:
            raise ExpressionError("expression-refused", name, REFUSED[name])
        raise ExpressionError("expression-function", name)


def _check_reach(token: XPathToken) -> None:
    """Refuse what XLSForm does not use, and what would look at every answer for every answer."""
    for one in token.iter():
        if one.symbol == "$" and one.value != HERE and not str(one.value).startswith(ITEM):
            raise ExpressionError("expression-syntax", reason=N_("a name after “$” needs braces"))
        if one.symbol in {"//", "::"} or isinstance(one, XPathAxis):
            raise ExpressionError("expression-syntax", reason=N_("“//” and “::” are not used here"))
        if one.symbol == "[" and any(inner.symbol == "[" for inner in one[1].iter()):
            raise ExpressionError(
                "expression-syntax", reason=N_("square brackets stand inside square brackets")
            )


def _check_patterns(token: XPathToken) -> None:
    for one in token.iter():
        if one.symbol != "regex" or len(one) < 2 or one[1].symbol != "(string)":
            continue
        pattern = str(one[1].value)
        try:
            pattern_of(pattern)
        except PatternError:
            raise ExpressionError("expression-regex", pattern) from None


def _parsed(text: str) -> XPathToken:
    brackets = accumulate(_STEPS[one] for one in text if one in _STEPS)
    if max(brackets, default=0) > DEEPEST_BRACKET or _SIGNS.search(text):
        raise ExpressionError("expression-syntax", reason=_TOO_DEEP)
    try:
        token = parsed(text)
    except (ElementPathError, ArithmeticError, ValueError, re.error) as error:
        # The library's words follow its place and its own code.
        said = str(error).rpartition("] ")[2]
        raise ExpressionError("expression-syntax", reason=said) from None
    if _depth(token) > DEEPEST:
        raise ExpressionError("expression-syntax", reason=_TOO_DEEP)
    return token


def _depth(token: XPathToken) -> int:
    """How many parts stand in each other; without recursion, since that is what is guarded."""
    depth, level = 0, [token]
    while level:
        depth, level = depth + 1, [part for one in level for part in one]
    return depth
