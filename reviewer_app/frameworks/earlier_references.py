"""How what a framework says of its earlier versions must fit the framework."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from reviewer_app.frameworks.schema import VERSION_PATTERN
from reviewer_app.frameworks.tree import Path, Value
from reviewer_app.frameworks.whole import Entry, Whole, ids_of, nested

_COUNTERPARTS: Final = ("headings", "criteria")
_VERSION: Final = re.compile(VERSION_PATTERN)


class EarlierReferences:
    """Checks what a file says under `earlier`."""

    def __init__(self, whole: Whole) -> None:
        self._whole = whole

    def check(self) -> None:
        """Note every id that is not here, and every row that cannot be followed."""
        seen: dict[tuple[str, str], Path] = {}
        for path, block in self._whole.parts(("earlier",)):
            name = str(block.get("id") or self._whole.value.get("id"))
            self._check_versions(path, name, block.get("versions"), seen)
            for part in _COUNTERPARTS:
                here = self._whole.lists[part]
                rows = [*self._whole.parts((*path, part))]
                self._check_rows(rows, here, part)
                self._check_whole(rows)
            self._check_inside((*path, "points"), "scale", "scales", "points")
            self._check_inside((*path, "items"), "form", "forms", "items")

    def _check_versions(
        self, path: Path, name: str, versions: Value, seen: dict[tuple[str, str], Path]
    ) -> None:
        own = self._whole.value.get("version")
        for number, version in enumerate(versions if isinstance(versions, tuple) else ()):
            place = (*path, "versions", number)
            if not isinstance(version, str):
                continue
            if name == self._whole.value.get("id") and not _is_before(version, own):
                self._whole.error("earlier-itself", place, value=version)
            first = seen.setdefault((name, version), place)
            if first != place:
                self._whole.error(
                    "earlier-twice", place, value=version, first=self._whole.line(first)
                )

    def _check_rows(self, rows: Iterable[Entry], here: Mapping[str, Path], title: str) -> None:
        """Each leads to a part that is here, no two to one, and none from a part that is still itself."""
        listed = [*rows]
        stays = [row.get("was") for _, row in listed if row.get("was") == row.get("now")]
        taken: dict[str, Path] = {}
        for path, row in listed:
            was, now = row.get("was"), row.get("now")
            self._whole.check_known(now, (*path, "now"), here, title)
            if isinstance(now, str) and was is not None:
                first = taken.setdefault(now, path)
                if first != path:
                    self._whole.error(
                        "counterparts-joined",
                        (*path, "now"),
                        value=now,
                        first=self._whole.line(first),
                    )
            if isinstance(was, str) and was in here and was not in stays:
                self._whole.error("counterpart-here", (*path, "was"), value=was)

    def _check_whole(self, rows: Iterable[Entry]) -> None:
        for path, row in rows:
            if row.get("was") is None and row.get("now") is None:
                self._whole.error("counterpart-empty", path)
            if row.get("comparable") is False and not row.get("why"):
                self._whole.error("counterpart-reason", path)

    def _check_inside(self, path: Path, owner: str, owners: str, part: str) -> None:
        """Rows about what stands inside something: points of a scale, items of a form."""
        known = self._whole.lists[owners]
        rows: dict[str, list[Entry]] = {}
        for place, row in self._whole.parts(path):
            self._whole.check_known(row.get(owner), (*place, owner), known, owners)
            rows.setdefault(str(row.get(owner)), []).append((place, row))
        for name, listed in rows.items():
            if name in known:
                here = ids_of(nested(self._whole.parts, (*known[name], part)))
                self._check_rows(listed, here, f"{name}: {part}")


def _is_before(version: str, own: Value) -> bool:
    """Whether a version comes before this file's own; so it is while either cannot be read, which is told elsewhere."""
    if not isinstance(own, str) or not (_VERSION.match(version) and _VERSION.match(own)):
        return True
    earlier, later = ([int(part) for part in one.split(".")] for one in (version, own))
    return earlier < later
