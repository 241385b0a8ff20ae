"""How the items and rules of a form must fit together, and with the framework around them.

As in `references.py`, everything is checked on the file's own values, so that all of it is told in one go.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from reviewer_app.frameworks.tree import Path, Value

Entry = tuple[Path, Mapping[str, Value]]
Entries = Callable[[Path], Iterable[Entry]]
Tell = Callable[..., None]
Known = Callable[[Value, Path, Mapping[str, Path], str], None]

_NO_ANSWER = ("group", "repeat", "words")
EXPRESSIONS = ("relevant", "calculation", "constraint", "filter")
"""What of an item is an expression."""
WORDS = ("label", "hint", "constraint_message")
"""What of an item may name answers."""


def uses_expressions(items: Iterable[Mapping[str, Value]]) -> bool:
    """Whether anything stands on an answer."""
    return any(
        any(name in item for name in EXPRESSIONS)
        or any("${" in str(item.get(name)) for name in WORDS)
        for item in items
    )


def expression_length(value: Value) -> int:
    """Characters of all expressions in a part of the file."""
    if isinstance(value, tuple):
        return sum(map(expression_length, value))
    if not isinstance(value, dict):
        return 0
    own = sum(len(text) for name in EXPRESSIONS if isinstance(text := value.get(name), str))
    return own + sum(map(expression_length, value.values()))


def ids_of(parts: Iterable[Entry]) -> dict[str, Path]:
    """The path of each id; of an id used twice, the first."""
    ids: dict[str, Path] = {}
    for path, part in parts:
        value = part.get("id")
        if isinstance(value, str):
            ids.setdefault(value, path)
    return ids


def nested(parts: Entries, path: Path) -> Iterator[Entry]:
    """The items of a list of a form, those inside groups and repeats too."""
    for place, item in parts(path):
        yield place, item
        yield from nested(parts, (*place, "items"))


class FormReferences:
    """Checks one form.

    Args:
        path: where the form stands.
        form: its values.
        parts: gives the entries of a list that are made of names and values.
        lists: ids by the list's name, each with its path: "scales", "choices", "criteria", "headings".
        tell: notes a problem at a path.
        known: notes an id that does not stand in a list.
    """

    def __init__(
        self,
        path: Path,
        form: Mapping[str, Value],
        parts: Entries,
        lists: Mapping[str, Mapping[str, Path]],
        tell: Tell,
        known: Known,
    ) -> None:
        self._path, self._form, self._parts = path, form, parts
        self._lists, self._tell, self._known = lists, tell, known
        self._items = dict(nested(parts, (*path, "items")))
        self._rules = dict(parts((*path, "rules")))

    @property
    def parts_with_ids(self) -> list[Entry]:
        """The form's items, nested ones too, and its rules: no two may have one id."""
        return [*self._items.items(), *self._rules.items()]

    def check(self, *, expressions: bool = True) -> None:
        """Note everything that leads nowhere or goes in a circle; expressions only where they are few enough."""
        self._check_role()
        for path, item in self._items.items():
            self._check_item(path, item)
        for path, rule in self._rules.items():
            self._check_rule(path, rule)
        self._check_circles()
        if expressions and uses_expressions(self._items.values()):
            # The library of expressions comes with the first form that has any; the window opens without it.
            from reviewer_app.frameworks.form_expressions import FormExpressions

            FormExpressions((*self._path, "items"), self._items, self._parts, self._tell).check()

    def _check_role(self) -> None:
        role = self._form.get("role", "main")
        activities = self._form.get("activities")
        if role == "review" and activities:
            self._tell("activities-of-review", (*self._path, "activities"))
        elif role in ("main", "also") and not activities:
            self._tell("missing-key", self._path, name="activities")

    def _check_item(self, path: Path, item: Mapping[str, Value]) -> None:
        self._known(
            item.get("criterion"), (*path, "criterion"), self._lists["criteria"], "criteria"
        )
        self._known(item.get("scale"), (*path, "scale"), self._lists["scales"], "scales")
        self._known(item.get("choices"), (*path, "choices"), self._lists["choices"], "choices")
        self._known(
            item.get("suggestion"), (*path, "suggestion"), ids_of(self._rules.items()), "rules"
        )
        for name in ("dimensions", "columns"):
            for place, dimension in self._parts((*path, name)):
                choices = dimension.get("choices")
                self._known(choices, (*place, "choices"), self._lists["choices"], "choices")

    def _check_rule(self, path: Path, rule: Mapping[str, Value]) -> None:
        answered = ids_of(
            (place, item)
            for place, item in self._items.items()
            if item.get("type") not in _NO_ANSWER
        )
        rules = ids_of(self._rules.items())
        self._known(rule.get("heading"), (*path, "heading"), self._lists["headings"], "headings")
        for name in ("inputs", "standards"):
            self._check_each(rule.get(name), (*path, name), answered, "items")
        self._check_each(rule.get("rules"), (*path, "rules"), rules, "rules")
        self._known(rule.get("rule"), (*path, "rule"), rules, "rules")
        self._known(rule.get("input"), (*path, "input"), answered, "items")
        for place, weight in self._parts((*path, "weights")):
            self._known(weight.get("input"), (*place, "input"), answered, "items")
        for place, level in self._parts((*path, "levels")):
            self._check_each(level.get("standards"), (*place, "standards"), answered, "items")
        self._check_dimension(path, rule, answered)

    def _check_each(self, names: Value, path: Path, known: Mapping[str, Path], title: str) -> None:
        for number, name in enumerate(names if isinstance(names, tuple) else ()):
            self._known(name, (*path, number), known, title)

    def _check_dimension(
        self, path: Path, rule: Mapping[str, Value], answered: Mapping[str, Path]
    ) -> None:
        asked = answered.get(str(rule.get("input")))
        if asked is None:
            return
        of_set = [*self._parts((*asked, "dimensions")), *self._parts((*asked, "columns"))]
        self._known(rule.get("dimension"), (*path, "dimension"), ids_of(of_set), "dimensions")
        self._known(rule.get("row"), (*path, "row"), ids_of(self._parts((*asked, "rows"))), "rows")

    def _check_circles(self) -> None:
        stands_on: dict[str, list[str]] = {}
        for rule in self._rules.values():
            name, others = rule.get("id"), rule.get("rules")
            if isinstance(name, str):
                wanted = [*others] if isinstance(others, tuple) else []
                stands_on[name] = [str(one) for one in (*wanted, rule.get("rule")) if one]
        try:
            TopologicalSorter(stands_on).prepare()
        except CycleError as error:
            circle = error.args[1]
            place = ids_of(self._rules.items())[circle[0]]
            self._tell("rules-in-a-circle", place, value=" → ".join(circle))
