"""How the items and rules of a form must fit together, and with the framework around them."""

from collections.abc import Iterable, Mapping

from reviewer_app.frameworks.item_references import ItemReferences
from reviewer_app.frameworks.item_values import ItemValues
from reviewer_app.frameworks.rule_references import RuleReferences
from reviewer_app.frameworks.tree import Path, Value
from reviewer_app.frameworks.whole import Entry, Whole, ids_of, nested

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


class FormReferences:
    """Checks one form.

    Args:
        path: where the form stands.
        form: its values.
        whole: the file.
    """

    def __init__(self, path: Path, form: Mapping[str, Value], whole: Whole) -> None:
        self._path, self._form, self._whole = path, form, whole
        self._items = dict(nested(whole.parts, (*path, "items")))
        self._rules = dict(whole.parts((*path, "rules")))

    @property
    def parts_with_ids(self) -> list[Entry]:
        """The form's items, nested ones too, and its rules: no two may have one id."""
        return [*self._items.items(), *self._rules.items()]

    def check(self, *, expressions: bool = True) -> None:
        """Note everything that leads nowhere or goes in a circle; expressions only where they are few enough."""
        self._check_role()
        values = ItemValues(self._items, self._whole)
        rules = {str(rule.get("id")): rule for rule in self._rules.values()}
        activities = self._form.get("activities")
        ItemReferences(self._items, rules, activities, values, self._whole).check()
        answered = (one for one in self._items.items() if one[1].get("type") not in _NO_ANSWER)
        RuleReferences(self._rules, ids_of(answered), values, self._whole).check()
        if expressions and uses_expressions(self._items.values()):
            # The library of expressions comes with the first form that has any; the window opens without it.
            from reviewer_app.frameworks.form_expressions import FormExpressions

            FormExpressions((*self._path, "items"), self._items, values, self._whole).check()

    def _check_role(self) -> None:
        role = self._form.get("role", "main")
        activities = self._form.get("activities")
        if role == "review" and activities:
            self._whole.error("activities-of-review", (*self._path, "activities"))
        elif role in ("main", "also") and not activities:
            self._whole.error("missing-key", self._path, name="activities")
