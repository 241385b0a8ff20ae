"""What the lists of a framework should be: each used, in order, and nothing in them twice."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from reviewer_app.frameworks.item_values import is_number
from reviewer_app.frameworks.tree import Path, Value
from reviewer_app.frameworks.whole import Entry, Whole

_USERS: Final = ("headings", "forms")
_NAMING: Final = ("scale", "choices")
"""The names by which headings and items say what they are answered from."""


class ListReferences:
    """Checks the scales, the lists of choices, the titles and the translations of a file."""

    def __init__(self, whole: Whole) -> None:
        self._whole = whole

    def check(self) -> None:
        """Note what stands twice, counts against its order, or is of no use."""
        used = {one for name in _USERS for one in _named(self._whole.at((name,)))}
        for name, inner in (("scales", "points"), ("choices", "choices")):
            for path, listed in self._whole.parts((name,)):
                value = listed.get("id")
                if isinstance(value, str) and value not in used:
                    self._whole.warn("unused", (*path, "id"), value=value)
                self._check_values([*self._whole.parts((*path, inner))], ordered=name == "scales")
        self._check_strands()
        self._check_titles()
        self._check_translations()

    def _check_values(self, points: list[Entry], *, ordered: bool) -> None:
        """Where any counts, each does; and a stronger point counts no less than a weaker one."""
        counted = [(path, value) for path, one in points if is_number(value := one.get("value"))]
        if not counted:
            return
        for path, one in points:
            if one.get("value") is None:
                self._whole.warn("value-missing", (*path, "id"), value=one.get("id"))
        for (_, stronger), (path, weaker) in pairwise(counted):
            if ordered and weaker > stronger:
                self._whole.warn("values-out-of-order", (*path, "value"), value=weaker)

    def _check_strands(self) -> None:
        used = [
            (one.get("heading"), one.get("strand")) for _, one in self._whole.parts(("criteria",))
        ]
        for path, heading in self._whole.parts(("headings",)):
            for place, strand in self._whole.parts((*path, "strands")):
                name = strand.get("id")
                if isinstance(name, str) and (heading.get("id"), name) not in used:
                    self._whole.warn("unused", (*place, "id"), value=name)

    def _check_titles(self) -> None:
        for name in ("headings", "criteria", "forms"):
            seen: dict[tuple[str, str], Path] = {}
            for path, part in self._whole.parts((name,)):
                title = part.get("title")
                if not isinstance(title, str):
                    continue
                # Two headings may each have a criterion of one title: it stands under its heading.
                around = str(part.get("heading"))
                first = seen.setdefault((around, title.strip().casefold()), path)
                if first != path:
                    line = self._whole.line((*first, "title"))
                    self._whole.warn("title-twice", (*path, "title"), value=title, first=line)

    def _check_translations(self) -> None:
        languages = [self._whole.value.get("language")]
        for path, block in self._whole.parts(("translations",)):
            language = block.get("language")
            if isinstance(language, str) and language in languages:
                self._whole.error("language-twice", (*path, "language"), value=language)
            languages.append(language)
            seen: dict[str, Path] = {}
            for place, translation in self._whole.parts((*path, "texts")):
                text = translation.get("text")
                if isinstance(text, str):
                    first = seen.setdefault(text.strip(), place)
                    if first != place:
                        self._whole.error(
                            "text-twice", (*place, "text"), first=self._whole.line(first)
                        )


def _named(value: Value) -> Iterator[str]:
    """Every list that something says it is answered from."""
    if isinstance(value, tuple):
        for one in value:
            yield from _named(one)
    elif isinstance(value, dict):
        for name, one in value.items():
            if name in _NAMING and isinstance(one, str):
                yield one
            else:
                yield from _named(one)
