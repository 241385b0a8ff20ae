"""`elementpath`'s XPath 1.0, with the functions of ODK, and its operators where ODK takes them differently.

The library reads an expression and walks the tree. Operators become ours because days and times compare and count as
numbers, and because an open answer is not true, though the set of nodes it stands in is not empty.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from typing import Any, Final, cast

from elementpath import AttributeNode, ElementNode, XPathContext, XPathNode, XPathToken
from elementpath.xpath1 import XPath1Parser
from elementpath.xpath_tokens import XPathFunction

from reviewer_app.frameworks.cost import Meter, TooCostlyError
from reviewer_app.frameworks.odk_functions import FUNCTIONS, Argument, Function, Scene
from reviewer_app.frameworks.odk_values import OdkValue, compared, number_of, truth_of

HERE: Final = "here"
"""The variable that holds the answer an expression belongs to; `current()` is written so."""


ITEM: Final = "item."
"""What stands before the name of an item in the variable that holds it; one in a repeat has no variable."""


_NOTHING: Final[dict[int, OdkValue]] = {}
_NONE: Final = frozenset[int]()


class _Named(dict[str, Any]):
    """The variables of one place; those of the whole tree are looked up behind them, since copying them takes long."""

    named: Mapping[str, XPathNode]

    def __missing__(self, name: str) -> XPathNode:
        return self.named[name]


class Context(XPathContext):
    """Where expressions are looked at: the tree of answers; `at` gives one place in it, with what functions may ask.

    Made once for a tree, because making one takes as long as evaluating a short expression. What is walked past is
    counted.

    Attributes:
        named: each item that is there once, by its variable.
        scene: what functions may ask.
        meter: counts the steps.
        kept: what parts of the expression gave that give the same wherever they are looked at, by the part's `id`.
        same: the `id` of those parts.
    """

    scene: Scene
    meter: Meter
    kept: dict[int, OdkValue]
    same: frozenset[int]

    def __init__(self, tree: ElementNode) -> None:
        super().__init__(tree)
        within = (one for one in tree.iter_descendants() if isinstance(one, ElementNode))
        self.named: dict[str, XPathNode] = {f"{ITEM}{one.name}": one for one in within}

    def at(
        self,
        node: XPathNode,
        scene: Scene,
        same: frozenset[int] = frozenset(),
        kept: dict[int, OdkValue] | None = None,
    ) -> "Context":
        """Give the place at a node of the tree, or of a choice; without `kept` nothing is kept."""
        place = cast(Context, self.__copy__())
        place.item, place.scene, place.meter = node, scene, scene.meter
        place.kept, place.same = (_NOTHING, _NONE) if kept is None else (kept, same)
        place.variables = variables = _Named({HERE: scene.node})
        variables.named = self.named
        return place

    def iter_matching_nodes(
        self, name: str, default_namespace: str | None = None
    ) -> Iterator[AttributeNode | ElementNode]:
        """Walk to the children of a name, past all of them."""
        self._pass()
        return super().iter_matching_nodes(name, default_namespace)

    def iter_children_or_self(self) -> Iterator[Any]:
        """Walk to all children."""
        self._pass()
        return super().iter_children_or_self()

    def children_named(self, name: str) -> list[XPathNode]:
        """Give the children of a name, as `iter_matching_nodes` walks to them."""
        self._pass()
        within = self.item.children if isinstance(self.item, ElementNode) else ()
        return [one for one in within if one.name == name]

    def _pass(self) -> None:
        self.meter.take(len(self.item.children) if isinstance(self.item, ElementNode) else 1)


class _Parser(XPath1Parser):
    """XPath 1.0 as ODK reads it."""


def parsed(text: str) -> XPathToken:
    """Read an expression without `${...}`.

    Raises:
        ElementPathError: it is no XPath 1.0, or names a function that is not in `FUNCTIONS`.
        RecursionError: it is too deep.
    """
    return _Parser().parse(text)


def value_of(token: XPathToken, context: Context) -> OdkValue:
    """What a part of an expression gives, in ODK's types.

    Raises:
        ElementPathError: it cannot be worked out.
        TooCostlyError: it takes more steps than it may.
    """
    meter, symbol = context.meter, token.symbol
    meter.left -= 1
    if meter.left < 0:
        raise TooCostlyError
    if symbol == "$":
        name = str(token.value)
        return [context.scene.node if name == HERE else context.named[name]]
    if symbol in _WRITTEN:
        written: Any = token.value
        return str(written) if symbol == "(string)" else float(written)
    if symbol == "(name)":
        value: OdkValue = context.children_named(str(token.value))
    elif not context.same or id(token) not in context.same:
        value = _worked_out(token, context)
    elif id(token) in context.kept:
        value = context.kept[id(token)]
    else:
        value = context.kept[id(token)] = _worked_out(token, context)
    if isinstance(value, list):
        # Whoever asked looks at each of them.
        meter.take(len(value))
    return value


def _worked_out(token: XPathToken, context: Context) -> OdkValue:
    # Walking the tree moves the context; half of an answer's ripple would go into copies for what does not.
    value: Any = token.evaluate(context if token.symbol in _STILL else copy(context))
    if isinstance(value, bool | str | float):
        return value
    if isinstance(value, XPathNode):
        return [value]
    if isinstance(value, list):
        return [one for one in value if isinstance(one, XPathNode)]
    return float(value)


def same_everywhere(token: XPathToken) -> frozenset[int]:
    """Give the `id` of each part that gives the same wherever in the tree it is looked at, and is worth keeping."""
    found: set[int] = set()
    _is_same(token, found)
    return frozenset(found)


def _is_same(token: XPathToken, found: set[int]) -> bool:
    symbol = token.symbol
    if symbol in _WRITTEN:
        return True
    if symbol == "$":
        return token.value != HERE
    if symbol == "/":
        same = _is_from_the_root(token)
    else:
        inner = [_is_same(one, found) for one in token]
        alone = not inner and symbol not in _ASK_NOTHING
        same = symbol in _WORKED_OUT and not alone and all(inner)
    if same:
        found.add(id(token))
    return same


def _is_from_the_root(path: XPathToken) -> bool:
    """Whether a path starts at the root, or at an item that is there once, and takes plain steps."""
    while path.symbol == "/" and len(path) == 2:
        if path[1].symbol not in _PLAIN_STEPS:
            return False
        path = path[0]
    if path.symbol == "/":
        return not len(path) or path[0].symbol in _PLAIN_STEPS
    return path.symbol == "$" and path.value != HERE


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
        if not isinstance(context, Context):
            raise self.missing_context()
        first = number_of(value_of(self[0], context))
        if len(self) == 1:
            return gives(0.0, first)
        return gives(first, number_of(value_of(self[1], context)))

    _replace(symbol, theirs, evaluate)


def _comparison(symbol: str) -> None:
    def evaluate(self: XPathToken, context: XPathContext | None = None) -> OdkValue:
        if not isinstance(context, Context):
            raise self.missing_context()
        left, right = value_of(self[0], context), value_of(self[1], context)
        if isinstance(left, list) and isinstance(right, list):
            context.meter.take(len(left) * len(right))
        return compared(symbol, left, right)

    _replace(symbol, XPath1Parser.symbol_table[symbol], evaluate)


def _logic(symbol: str) -> None:
    """One side alone is looked at where it says all."""
    enough = symbol == "or"

    def evaluate(self: XPathToken, context: XPathContext | None = None) -> OdkValue:
        if not isinstance(context, Context):
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


def _argument(part: XPathToken, context: Context) -> Argument:
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


_OPERATORS: Final = frozenset({*_SUMS, *_COMPARISONS, "and", "or"})
_NUMBERS: Final = frozenset({"(integer)", "(decimal)"})
_STILL: Final = _OPERATORS - {"*"} | _NUMBERS | {one.replace(":", "-") for one in FUNCTIONS}
"""Symbols whose evaluation leaves the context as it is; a star may also walk the tree."""
_WRITTEN: Final = _NUMBERS | {"(string)"}
"""What stands in the expression as it is."""
_ASK_NOTHING: Final = frozenset({"true", "false", "today", "now"})
"""Functions without an argument that do not look at where they stand."""
_WORKED_OUT: Final = (_OPERATORS | _STILL | {"("}) - {"once"}
_PLAIN_STEPS: Final = frozenset({"(name)", "*", ".", ".."})

for _symbol in _SUMS:
    _sum(_symbol)
for _symbol in _COMPARISONS:
    _comparison(_symbol)
for _symbol in ("and", "or"):
    _logic(_symbol)
for _name, _made in FUNCTIONS.items():
    _function(_name, _made)
_Parser.build()
