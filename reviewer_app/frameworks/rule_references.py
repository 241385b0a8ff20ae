"""How the scoring rules of a form must fit its items and each other, so that each can say something."""

from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Final

from reviewer_app.frameworks.item_values import ItemValues, is_number
from reviewer_app.frameworks.tree import Path, Value
from reviewer_app.frameworks.whole import Whole, ids_of, texts

NUMBERS: Final = ("mean", "mean-of-means", "count-if", "positive-share", "minimum", "weighted-sum")
"""Kinds of rule that give a number."""
_ADDS_UP: Final = ("mean", "minimum", "weighted-sum")
"""Kinds of rule that take what each input counts."""
_COUNTS_WORDS: Final = ("count-if", "positive-share")
_MOMENTS: Final = ("snapshots", "matrix")
_HOLDS: Final = ("met", "yes-no", "calculated")
_NAMED: Final = (("inputs", "items"), ("rules", "rules"))
"""What of a rule lists what it stands on, and what that is."""


class RuleReferences:
    """Checks the rules of one form.

    Args:
        rules: the rules, by their path.
        answered: the path of each item that is answered, by its id.
        values: what each item may be answered, and what that counts.
        whole: the file.
    """

    def __init__(
        self,
        rules: Mapping[Path, Mapping[str, Value]],
        answered: Mapping[str, Path],
        values: ItemValues,
        whole: Whole,
    ) -> None:
        self._rules, self._answered = rules, answered
        self._values, self._whole = values, whole
        self._ids = ids_of(rules.items())

    def check(self) -> None:
        """Note everything that leads nowhere, goes in a circle, or could never give a result."""
        for path, rule in self._rules.items():
            self._whole.check_known(
                rule.get("heading"), (*path, "heading"), self._whole.lists["headings"], "headings"
            )
            for name, title in _NAMED:
                known = self._answered if title == "items" else self._ids
                self._check_list(rule.get(name), (*path, name), known, title)
            self._check_kind(path, rule)
            self._check_needs(path, rule)
        self._check_circles()

    def _check_kind(self, path: Path, rule: Mapping[str, Value]) -> None:
        kind = rule.get("kind")
        if kind in _ADDS_UP:
            self._check_sums(path, rule)
        elif kind in _COUNTS_WORDS:
            self._check_words(path, rule)
            self._check_thresholds(path)
        elif kind == "ladder":
            self._check_ladder(path, rule)
        elif kind == "mean-of-means":
            for place, name in texts(rule.get("rules"), (*path, "rules")):
                self._check_gives_number(name, place)
        elif kind == "at-least":
            self._whole.check_known(rule.get("rule"), (*path, "rule"), self._ids, "rules")
            self._check_gives_number(rule.get("rule"), (*path, "rule"))
        elif kind == "shares":
            self._check_shares(path, rule)

    def _check_list(self, names: Value, path: Path, known: Mapping[str, Path], title: str) -> None:
        """Each name is there, and none twice."""
        seen: set[str] = set()
        for place, name in texts(names, path):
            self._whole.check_known(name, place, known, title)
            if name in seen:
                self._whole.error("listed-twice", place, value=name)
            seen.add(name)

    def _check_sums(self, path: Path, rule: Mapping[str, Value]) -> None:
        named = [*texts(rule.get("inputs"), (*path, "inputs"))]
        seen: set[str] = set()
        for place, weight in self._whole.parts((*path, "weights")):
            name = weight.get("input")
            self._whole.check_known(name, (*place, "input"), self._answered, "items")
            if isinstance(name, str):
                named.append(((*place, "input"), name))
                if name in seen:
                    self._whole.error("weight-twice", (*place, "input"), value=name)
                seen.add(name)
        for place, name in named:
            if not self._values.count(name):
                self._whole.error("counts-nothing", place, value=name)

    def _check_words(self, path: Path, rule: Mapping[str, Value]) -> None:
        """Each word that is counted can be answered, and each input answered with one of them."""
        inputs = [*texts(rule.get("inputs"), (*path, "inputs"))]
        words = [*texts(rule.get("values"), (*path, "values"))]
        offered = {name: self._values.offered(name) for _, name in inputs if name in self._answered}
        known = [one for one in offered.values() if one is not None]
        if not known or len(known) < len(offered):
            # Something may be answered with any word.
            return
        together = [word for one in known for word in one]
        for place, word in words:
            self._whole.check_known(word, place, together, "answers")
        for place, name in inputs:
            if name in offered and not {word for _, word in words} & {*(offered[name] or ())}:
                self._whole.error("never-counted", place, value=name)

    def _check_thresholds(self, path: Path) -> None:
        """From the highest down or from the lowest up, each at a per cent of its own."""
        found = [
            ((*place, "at_least"), limit)
            for place, one in self._whole.parts((*path, "thresholds"))
            if is_number(limit := one.get("at_least"))
        ]
        limits = [float(limit) for _, limit in found]
        for number, (place, limit) in enumerate(found):
            if limits.index(float(limit)) != number:
                self._whole.error("threshold-twice", place, value=limit)
            if not 0 <= float(limit) <= 100:
                self._whole.error("threshold-outside", place, value=limit)
        if limits not in (sorted(limits), sorted(limits, reverse=True)):
            self._whole.error("thresholds-mixed", (*path, "thresholds"))

    def _check_gives_number(self, name: Value, path: Path) -> None:
        kind = self._rules[self._ids[name]].get("kind") if name in self._ids else None
        if isinstance(kind, str) and kind not in NUMBERS and isinstance(name, str):
            self._whole.error("rule-without-number", path, value=name)

    def _check_ladder(self, path: Path, rule: Mapping[str, Value]) -> None:
        points = self._points(rule.get("heading"))
        reached: list[str] = []
        for number, (place, level) in enumerate(self._whole.parts((*path, "levels"))):
            point, standards = level.get("point"), level.get("standards")
            self._whole.check_known(point, (*place, "point"), points, "points")
            if isinstance(point, str) and point in reached:
                self._whole.error("level-twice", (*place, "point"), value=point)
            reached.append(str(point))
            self._check_list(standards, (*place, "standards"), self._answered, "items")
            if number and (standards is None or standards == ()):
                self._whole.error("level-without-standards", place, value=point)
            for at, name in texts(standards, (*place, "standards")):
                if name in self._answered and self._values.type_of(name) not in _HOLDS:
                    self._whole.error("standard-cannot-hold", at, value=name)
        order = [points.index(one) for one in reached if one in points]
        if isinstance(rule.get("heading"), str) and order != sorted(order, reverse=True):
            self._whole.error("levels-out-of-order", (*path, "levels"))

    def _points(self, heading: Value) -> Sequence[str]:
        """The points a ladder may reach, strongest first: its heading's, or any where it speaks of none."""
        scales = self._whole.lists["scales"]
        wanted = [*scales]
        if isinstance(heading, str) and heading in self._whole.lists["headings"]:
            place = self._whole.lists["headings"][heading]
            scale = self._whole.at((*place, "scale"))
            wanted = [one for one in scales if one == scale]
        return [
            name for one in wanted for name in ids_of(self._whole.parts((*scales[one], "points")))
        ]

    def _check_shares(self, path: Path, rule: Mapping[str, Value]) -> None:
        name = rule.get("input")
        self._whole.check_known(name, (*path, "input"), self._answered, "items")
        asked = self._answered.get(name) if isinstance(name, str) else None
        if asked is None or not isinstance(name, str):
            return
        if self._values.type_of(name) not in _MOMENTS or self._values.moments(name) is None:
            self._whole.error("shares-without-moments", (*path, "input"), value=name)
            return
        dimensions = [
            *self._whole.parts((*asked, "dimensions")),
            *self._whole.parts((*asked, "columns")),
        ]
        self._whole.check_known(
            rule.get("dimension"), (*path, "dimension"), ids_of(dimensions), "dimensions"
        )
        rows = ids_of(self._whole.parts((*asked, "rows")))
        self._whole.check_known(rule.get("row"), (*path, "row"), rows, "rows")
        if rows and rule.get("row") is None:
            self._whole.error("missing-key", path, name="row")
        for _, dimension in dimensions:
            if dimension.get("id") == rule.get("dimension"):
                self._check_groups(path, dimension)

    def _check_groups(self, path: Path, dimension: Mapping[str, Value]) -> None:
        """Each choice of a group is one of the list, and of one group alone."""
        listed = dimension.get("choices")
        place = self._whole.lists["choices"].get(listed) if isinstance(listed, str) else None
        if place is None:
            return
        known = ids_of(self._whole.parts((*place, "choices")))
        seen: dict[str, Path] = {}
        for group_path, group in self._whole.parts((*path, "groups")):
            if (
                isinstance(name := group.get("id"), str)
                and seen.setdefault(name, group_path) != group_path
            ):
                self._whole.error("listed-twice", (*group_path, "id"), value=name)
            inside: set[str] = set()
            for at, choice in texts(group.get("choices"), (*group_path, "choices")):
                self._whole.check_known(choice, at, known, str(listed))
                if choice in inside:
                    self._whole.error("listed-twice", at, value=choice)
                inside.add(choice)

    def _check_needs(self, path: Path, rule: Mapping[str, Value]) -> None:
        """A rule does not need more answers than there can be."""
        needs = rule.get("needs")
        if not isinstance(needs, dict):
            return
        if not needs:
            self._whole.error("needs-nothing", (*path, "needs"))
        wanted, most = needs.get("answered"), self._most(rule)
        if most is not None and is_number(wanted) and float(wanted) > most:
            self._whole.error(
                "needs-too-much", (*path, "needs", "answered"), value=wanted, count=most
            )

    def _most(self, rule: Mapping[str, Value]) -> int | None:
        """How many answers there can be at most; None where there is no end, or that is told elsewhere."""
        match rule.get("kind"):
            case "mean-of-means":
                return len([*texts(rule.get("rules"), ())])
            case "at-least":
                return 1
            case "shares":
                name = rule.get("input")
                return self._values.moments(name) if isinstance(name, str) else None
            case "weighted-sum":
                names = [one.get("input") for one in _mappings(rule.get("weights"))]
            case "ladder":
                levels = _mappings(rule.get("levels"))
                names = [one for level in levels for _, one in texts(level.get("standards"), ())]
            case _:
                names = [one for _, one in texts(rule.get("inputs"), ())]
        times = [
            self._values.times(one) if isinstance(one, str) else None for one in {*map(str, names)}
        ]
        return sum(one for one in times if one is not None) if None not in times else None

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
            self._whole.error("rules-in-a-circle", self._ids[circle[0]], value=" → ".join(circle))


def _mappings(value: Value) -> Iterable[Mapping[str, Value]]:
    return (one for one in (value if isinstance(value, tuple) else ()) if isinstance(one, dict))
