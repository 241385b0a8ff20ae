"""How the items of a form must fit the framework around them, and what they measure must be possible."""

from collections.abc import Iterable, Mapping
from typing import Final

from reviewer_app.frameworks.item_values import ItemValues, is_number
from reviewer_app.frameworks.items import Timing
from reviewer_app.frameworks.rule_references import NUMBERS
from reviewer_app.frameworks.tree import Path, Value
from reviewer_app.frameworks.whole import Whole
from reviewer_app.model.words import ActivityKind

LESSON_MINUTES: Final = 60
"""What a timed set may take in a lesson; longer ones are rare, and a reviewer seldom stays for a whole one."""

_LATE: Final = Timing.model_fields["late_after_seconds"].default


class ItemReferences:
    """Checks the items of one form.

    Args:
        items: every item, nested ones too, by its path.
        rules: the form's rules, by their ids.
        activities: what the form is for.
        values: how often each item is asked.
        whole: the file.
    """

    def __init__(
        self,
        items: Mapping[Path, Mapping[str, Value]],
        rules: Mapping[str, Mapping[str, Value]],
        activities: Value,
        values: ItemValues,
        whole: Whole,
    ) -> None:
        self._items, self._rules, self._activities = items, rules, activities
        self._values, self._whole = values, whole

    def check(self) -> None:
        """Note every id that leads nowhere, and what can never be answered as it is meant."""
        for path, item in self._items.items():
            self._check_names(path, item)
            self._check_range(path, item)
            self._check_scores(path)
            self._check_timing(path, item)
            if item.get("constraint_message") is not None and item.get("constraint") is None:
                self._whole.warn("message-without-constraint", (*path, "constraint_message"))

    def _check_names(self, path: Path, item: Mapping[str, Value]) -> None:
        named = {"criterion": "criteria", "scale": "scales", "choices": "choices"}
        for name, title in named.items():
            self._whole.check_known(item.get(name), (*path, name), self._whole.lists[title], title)
        for name in ("dimensions", "columns"):
            for place, dimension in self._whole.parts((*path, name)):
                choices = dimension.get("choices")
                self._whole.check_known(
                    choices, (*place, "choices"), self._whole.lists["choices"], "choices"
                )
            self._check_twice((*path, name), "id", "listed-twice")
        self._check_twice((*path, "rows"), "id", "listed-twice")
        suggestion = item.get("suggestion")
        self._whole.check_known(suggestion, (*path, "suggestion"), self._rules, "rules")
        rule = self._rules.get(suggestion) if isinstance(suggestion, str) else None
        if rule is not None and isinstance(rule.get("kind"), str) and rule["kind"] not in NUMBERS:
            self._whole.error("rule-without-number", (*path, "suggestion"), value=suggestion)

    def _check_twice(self, path: Path, name: str, code: str) -> None:
        seen: set[str | float] = set()
        for place, part in self._whole.parts(path):
            value = part.get(name)
            if isinstance(value, str) or is_number(value):
                if value in seen:
                    self._whole.error(code, (*place, name), value=value)
                seen.add(value)

    def _check_range(self, path: Path, item: Mapping[str, Value]) -> None:
        lowest, highest = item.get("lowest"), item.get("highest")
        if is_number(lowest) and is_number(highest) and lowest > highest:
            self._whole.error("range-empty", (*path, "highest"), lowest=lowest, highest=highest)

    def _check_scores(self, path: Path) -> None:
        self._check_twice((*path, "points"), "score", "score-twice")

    def _check_timing(self, path: Path, item: Mapping[str, Value]) -> None:
        timing = item.get("timing")
        if not isinstance(timing, dict):
            return
        times_beside = [
            str(other.get("id"))
            for place, other in self._items.items()
            if place[:-1] == path[:-1] and other.get("type") == "time"
        ]
        self._whole.check_known(
            timing.get("began"), (*path, "timing", "began"), times_beside, "items"
        )
        count, minutes = timing.get("count"), timing.get("minutes")
        late = timing.get("late_after_seconds", _LATE)
        if not (is_number(count) and is_number(minutes) and is_number(late) and count > 0):
            return
        place, interval = (*path, "timing"), minutes * 60 / count
        if late > interval:
            self._whole.error("late-after-next", place, interval=f"{interval:g}")
        times = self._values.times(str(item.get("id"))) or 1
        if self._in_lessons() and minutes * times > LESSON_MINUTES:
            self._whole.warn("timing-too-long", place, count=minutes * times, limit=LESSON_MINUTES)

    def _in_lessons(self) -> bool:
        listed: Iterable[Value] = self._activities if isinstance(self._activities, tuple) else ()
        return ActivityKind.LESSON_VISIT.value in listed
