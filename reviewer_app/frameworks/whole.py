"""A framework file as its checks look at it: its values with their paths, its ids, and where to note what is wrong.

References are checked on the file's own values, not on the models, so that a missing title does not hide a wrong id
elsewhere: whoever writes a framework sees everything in one go.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property

from reviewer_app.frameworks.problems import Faults
from reviewer_app.frameworks.tree import Path, Tree, Value

Entry = tuple[Path, Mapping[str, Value]]
Entries = Callable[[Path], Iterable[Entry]]


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


def texts(value: Value, path: Path) -> Iterator[tuple[Path, str]]:
    """The texts of a list, each with its path."""
    for number, one in enumerate(value if isinstance(value, tuple) else ()):
        if isinstance(one, str):
            yield (*path, number), one


class Whole:
    """The values of one file, and its faults."""

    def __init__(self, tree: Tree, faults: Faults) -> None:
        self.tree, self.faults = tree, faults

    @property
    def value(self) -> Mapping[str, Value]:
        """The file's names and values; none for a file that has none."""
        return self.tree.value if isinstance(self.tree.value, dict) else {}

    @cached_property
    def lists(self) -> Mapping[str, Mapping[str, Path]]:
        """The path of each id by the name of its list."""
        names = ("headings", "criteria", "scales", "choices", "forms")
        return {name: ids_of(self.parts((name,))) for name in names}

    def parts(self, path: Path) -> Iterator[Entry]:
        """The entries of a list that are made of names and values, each with its path."""
        for place, entry in self.entries(path):
            if isinstance(entry, dict):
                yield place, entry

    def entries(self, path: Path) -> Iterator[tuple[Path, Value]]:
        """The entries of a list, each with its path; none where there is no list."""
        value = self.at(path)
        if isinstance(value, tuple):
            for number, entry in enumerate(value):
                yield (*path, number), entry

    def at(self, path: Path) -> Value:
        """What stands at a path; None where nothing does."""
        value = self.tree.value
        for step in path:
            if isinstance(value, dict) and isinstance(step, str):
                value = value.get(step)
            elif isinstance(value, tuple) and isinstance(step, int):
                value = value[step]
            else:
                return None
        return value

    def line(self, path: Path) -> int:
        """The line a path stands on."""
        return self.tree.place(path)[0]

    def error(self, code: str, path: Path, **values: object) -> None:
        """Note what keeps the file from being used."""
        self.faults.error(code, self.tree.place(path), **values)

    def warn(self, code: str, path: Path, **values: object) -> None:
        """Note what its author should know."""
        self.faults.warning(code, self.tree.place(path), **values)

    def check_unique(self, parts: Iterable[Entry]) -> None:
        """Note every id that stands in these parts before."""
        seen: dict[str, Path] = {}
        for path, part in parts:
            value = part.get("id")
            if not isinstance(value, str):
                continue
            first = seen.setdefault(value, path)
            if first != path:
                line = self.line((*first, "id"))
                self.error("duplicate-id", (*path, "id"), value=value, first=line)

    def check_known(self, value: Value, path: Path, known: Collection[str], name: str) -> None:
        """Note an id that does not stand in the list of this name."""
        if not isinstance(value, str) or value in known:
            return
        nearest = self.faults.nearest(value, known)
        if nearest is None:
            self.error("dangling", path, value=value, list=name)
        else:
            self.error("dangling-nearest", path, value=value, list=name, nearest=nearest)
