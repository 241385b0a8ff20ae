"""`elementpath`'s XPath 1.0, with the functions of ODK, and its operators where ODK takes them differently.

The library reads an expression and walks the tree. Operators become ours because days and times compare and count as
numbers, and because an open answer is not true, though the set of nodes it stands in is not empty.
"""

import math
from collections.abc import Callable, Mapping
from copy import copy
from typing import Any, Final

from elementpath import ElementNode, XPathContext, XPathNode, XPathToken
from elementpath.xpath1 import XPath1Parser
from elementpath.xpath_tokens import XPathFunction

from reviewer_app.frameworks.odk_functions import FUNCTIONS, Argument, Function, Scene
from reviewer_app.frameworks.odk_values import OdkValue, compared, number_of, truth_of

HERE: Final = "here"
"""The variable that holds the answer an expression belongs to; `current()` is written so."""


ITEM: Final = "item."
"""What stands before the name of an item in the variable that holds it; one in a repeat has no variable."""


class Context(XPathContext):
    """Where expressions are looked at: the tree of answers; `at` gives one place in it, with what functions may ask.

    Made once for a tree, because making one takes as long as evaluating a short expression.
    """

    scene: Scene

    def __init__(self, tree: ElementNode) -> None:
        super().__init__(tree)
        within = (one for one in tree.iter_descendants() if isinstance(one, ElementNode))
        self._named: dict[str, XPathNode] = {f"{ITEM}{one.name}": one for one in within}

    def at(self, node: XPathNode, scene: Scene) -> "Context":
        """Give the place at a node of the tree, or of a choice."""
        place = copy(self)
        assert isinstance(place, Context)  # noqa: S101 (for the type checker: a copy is of the same class)
        place.item, place.scene = node, scene
        place.variables = {**self._named, HERE: scene.node}
        return place


class _Parser(XPath1Parser):
    """XPath 1.0 as ODK reads it."""


def parsed(text: str) -> XPathToken:
    """Read an expression without `${...}`.

    Raises:
        ElementPathError: it is no XPath 1.0, or names a function that is not in `FUNCTIONS`.
        RecursionError: it is too deep.
    """
    return _Parser().parse(text)


def value_of(token: XPathToken, context: XPathContext) -> OdkValue:
    """What a part of an expression gives, in ODK's types.

    Raises:
        ElementPathError: it cannot be worked out.
    """
    if token.symbol == "$":
        variable = context.variables.get(str(token.value))
        if isinstance(variable, XPathNode):
            return [variable]
    # Walking the tree moves the context; half of an answer's ripple would go into copies for what does not.
    value: Any = token.evaluate(context if token.symbol in _STILL else copy(context))
    if isinstance(value, bool | str):
        return value
    if isinstance(value, XPathNode):
        return [value]
    if isinstance(value, list):
        return [one for one in value if isinstance(one, XPathNode)]
    return float(value)


_COMPARISONS: Final = ("=", "!=", "<", "<=", ">", ">=")


def _divided(left: float, right: float) -> float:
    if right:
        return left / right
    return math.nan if not left or math.isnan(left) else math.copysign(math.inf, left)


def _modulo(left: float, right: float) -> float:
    if not math.isfinite(left) or not right:
        return math.nan
    return math.fmod(left, right)


_SUMS: Final[Mapping[str, Callable[[float, float], float]]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "div": _divided,
    "mod": _modulo,
}


def _sum(symbol: str) -> None:
    theirs = XPath1Parser.symbol_table[symbol]
    gives = _SUMS[symbol]

    def evaluate(self: XPathToken, context: XPathContext | None = None) -> OdkValue:
        if symbol == "*" and not len(self):
            wildcard: OdkValue = theirs.evaluate(self, context)
            return wildcard
        if context is None:
            raise self.missing_context()
        first = number_of(value_of(self[0], context))
        if len(self) == 1:
            return gives(0.0, first)
        return gives(first, number_of(value_of(self[1], context)))

    _replace(symbol, theirs, evaluate)


def _comparison(symbol: str) -> None:
    def evaluate(self: XPathToken, context: XPathContext | None = None) -> OdkValue:
        if context is None:
            raise self.missing_context()
        return compared(symbol, value_of(self[0], context), value_of(self[1], context))

    _replace(symbol, XPath1Parser.symbol_table[symbol], evaluate)


def _logic(symbol: str) -> None:
    """One side alone is looked at where it says all."""
    enough = symbol == "or"

    def evaluate(self: XPathToken, context: XPathContext | None = None) -> OdkValue:
        if context is None:
            raise self.missing_context()
        if truth_of(value_of(self[0], context)) is enough:
            return enough
        return truth_of(value_of(self[1], context))

    _replace(symbol, XPath1Parser.symbol_table[symbol], evaluate)


def _function(name: str, function: Function) -> None:
    def evaluate(self: XPathToken, context: XPathContext | None = None) -> OdkValue:
        if not isinstance(context, Context):
            raise self.missing_context()
        given = [_argument(part, context) for part in self]
        if name == "position" and not given:
            return float(context.position)
        return function.gives(context.scene, given)

    symbol = name.replace(":", "-")
    least, most = function.least, function.most
    _replace(
        symbol,
        XPathFunction,
        evaluate,
        symbol=symbol,
        lookup_name=symbol,
        label="function",
        nargs=least if least == most else (least, most),
        lbp=90,
        rbp=90,
    )


def _argument(part: XPathToken, context: XPathContext) -> Argument:
    return lambda: value_of(part, context)


def _replace(
    symbol: str,
    theirs: type[XPathToken],
    evaluate: Callable[[XPathToken, XPathContext | None], OdkValue],
    /,
    **more: object,
) -> None:
    """Put a class of our own behind a symbol; the library's own stays as it is for others."""
    name = f"Odk{symbol}"
    _Parser.symbol_table[symbol] = type(name, (theirs,), {"evaluate": evaluate, **more})


_STILL: Final = frozenset(
    {
        *_SUMS.keys() - {"*"},
        *_COMPARISONS,
        "and",
        "or",
        *FUNCTIONS,
        "(integer)",
        "(decimal)",
        "(string)",
    }
)
"""Symbols whose evaluation leaves the context as it is; a star may also walk the tree."""

for _symbol in _SUMS:
    _sum(_symbol)
for _symbol in _COMPARISONS:
    _comparison(_symbol)
for _symbol in ("and", "or"):
    _logic(_symbol)
for _name, _made in FUNCTIONS.items():
    _function(_name, _made)
_Parser.build()
