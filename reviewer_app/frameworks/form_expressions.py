"""How the expressions of a form must stand: each can be read, names items of the form, and none waits for itself."""

import re
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Final

from reviewer_app.frameworks.cost import MOST
from reviewer_app.frameworks.expressions import (
    Compiled,
    ExpressionError,
    Places,
    compile_expression,
)
from reviewer_app.frameworks.form_references import EXPRESSIONS, WORDS
from reviewer_app.frameworks.item_values import ItemValues
from reviewer_app.frameworks.likely_cost import likely_steps, rounds_of
from reviewer_app.frameworks.references_in_words import names_in
from reviewer_app.frameworks.tree import Path, Value
from reviewer_app.frameworks.whole import Whole, ids_of
from reviewer_app.language import gettext as _

_BEFORE: Final = ("relevant", "calculation")
"""What has to be worked out before an item stands; the others only look at it."""
_COMPARED: Final = re.compile(
    r"(?:\$\{\s*(?P<name>[^{}\s]+)\s*\}|(?<![\w.'\"/])\.)\s*(?:!?=|,)\s*(?P<quote>['\"])(?P<word>[^'\"]*)(?P=quote)"
)
"""An answer, by its name or as “.”, beside a word: in a comparison, or in `selected()`."""
_LONGEST: Final = 1_000
"""Characters of an expression; the schema tells of longer ones."""


class FormExpressions:
    """Checks the expressions of one form.

    Args:
        path: where its items stand.
        items: every item, nested ones too, by its path.
        values: what each item may be answered.
        whole: the file.
    """

    def __init__(
        self,
        path: Path,
        items: Mapping[Path, Mapping[str, Value]],
        values: ItemValues,
        whole: Whole,
    ) -> None:
        self._path, self._items, self._values, self._whole = path, items, values, whole

    def check(self) -> None:
        """Note every expression that cannot be used, every answer that is not there, and every circle."""
        places = dict(self._places(self._path, ()))
        rounds = {str(one.get("id")): rounds_of(one) for one in self._items.values()}
        stands_on: dict[str, set[str]] = {name: set() for name in places}
        for path, item in self._items.items():
            owner = item.get("id")
            if not isinstance(owner, str) or owner not in places:
                continue
            stands_on[owner].update(name for name, _repeats in places[owner][-2:-1])
            for name in EXPRESSIONS:
                found = self._compiled(item.get(name), (*path, name), places, owner)
                if found is None:
                    continue
                if name in _BEFORE:
                    stands_on[owner].update(found.names)
                choices = self._values.choices(owner) if name == "filter" else 1
                if likely_steps(found, places, owner, rounds, choices) > MOST:
                    self._whole.warn("expression-costly", (*path, name), name=name)
            for name in WORDS:
                for one in names_in(str(item.get(name) or "")):
                    if one not in places:
                        self._tell_unknown((*path, name), one, places)
        self._check_waiting(stands_on)

    def _places(
        self, path: Path, above: tuple[tuple[str, bool], ...]
    ) -> Iterator[tuple[str, tuple[tuple[str, bool], ...]]]:
        """The way to each item, as expressions need it."""
        for place, item in self._whole.parts(path):
            name = item.get("id")
            if not isinstance(name, str):
                continue
            way = (*above, (name, item.get("type") == "repeat"))
            yield name, way
            yield from self._places((*place, "items"), way)

    def _compiled(self, text: Value, path: Path, places: Places, owner: str) -> Compiled | None:
        if not isinstance(text, str) or len(text) > _LONGEST:
            return None
        self._check_words(text, path, owner)
        try:
            return compile_expression(text, places, owner)
        except ExpressionError as error:
            if error.code == "expression-unknown":
                self._tell_unknown(path, error.value, places)
            else:
                reason = _(error.reason) if error.reason else ""
                self._whole.error(error.code, path, name=path[-1], value=error.value, reason=reason)
            return None

    def _tell_unknown(self, path: Path, name: str, places: Places) -> None:
        nearest = self._whole.faults.nearest(name, places.keys())
        if nearest is None:
            self._whole.error("expression-unknown", path, value=name)
        else:
            self._whole.error("expression-unknown-nearest", path, value=name, nearest=nearest)

    def _check_words(self, text: str, path: Path, owner: str) -> None:
        """Tell of a choice that an answer is compared with, and that nobody can choose."""
        for found in _COMPARED.finditer(text):
            name = found["name"] or owner
            offered = self._values.offered(name)
            for word in found["word"].split():
                if offered is not None and word not in offered:
                    self._whole.warn("choice-unknown", path, value=word, name=name)

    def _check_waiting(self, stands_on: Mapping[str, set[str]]) -> None:
        try:
            TopologicalSorter(stands_on).prepare()
        except CycleError as error:
            circle = error.args[1]
            place = ids_of(self._items.items())[circle[0]]
            self._whole.error("items-in-a-circle", place, value=" → ".join(circle))
