"""What changed between two versions of a framework, row by row, in the order of a reader.

Both are compared value by value, whatever the values are, so that a part of the format that this file has never heard
of is told as well: two frameworks that differ anywhere give at least one row, two that are equal give none.
"""

import json
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, cast

from reviewer_app.frameworks.differences import Difference, Kind, Topic
from reviewer_app.frameworks.earlier import follows_from
from reviewer_app.frameworks.languages import TEXTS
from reviewer_app.frameworks.new_ids import with_new_ids
from reviewer_app.frameworks.schema import Framework
from reviewer_app.language import gettext as _
from reviewer_app.model.canonical import Json

_Part = Mapping[str, Json]

_TOPICS: Final[tuple[Topic, ...]] = (
    "headings",
    "criteria",
    "scales",
    "groups",
    "choices",
    "sources",
    "forms",
    "report",
    "earlier",
    "translations",
)
"""The lists of a framework, in the order of a reader."""

_OF_FORMS: Final = ("items", "rules")
_KEYS: Final = ("id", "language", "score", "name", "input", "point", "text", "versions")
"""What an entry of a list is known by: the first of these that tells all entries apart."""
_TITLES: Final = (
    *("title", "label", "text", "language", "point", "input", "score", "name", "id", "versions"),
)
"""What an entry is called by for people: the first of these that it has."""
_NAMES: Final = frozenset({"title", "short", "label"})
_WORDS: Final = TEXTS | {"credits", "licence", "says"}
_STANDS_IN: Final = frozenset({"heading", "strand"})
_LISTS_OF: Final = {
    "heading": "headings",
    "criterion": "criteria",
    "targets": "criteria",
    "scale": "scales",
}
"""Where the ids stand that these names hold, so that people read titles."""


def compare(before: Framework, after: Framework) -> tuple[Difference, ...]:
    """Give everything that differs between two frameworks, in the order of a reader; () for equal ones.

    Parts are told apart by their ids: a new title is a renamed part, a new id a part removed and another added, unless
    the later version says under `earlier` what the part was.

    Args:
        before: the earlier version.
        after: the later one.
    """
    were, are = _values(before), _values(after)
    mapping = follows_from(after, before)
    renamed = {} if mapping is None else with_new_ids(were, are, mapping)
    return tuple(_differences(were, are, renamed))


def _differences(before: _Part, after: _Part, renamed: Mapping[str, str]) -> Iterator[Difference]:
    called = {**_called(before), **_called(after)}
    yield from _Rows("framework", called, renamed).part(before, after, _Spot(), leaving=_TOPICS)
    for topic in _TOPICS:
        were, are = _listed(before, topic), _listed(after, topic)
        leaving = _OF_FORMS if topic == "forms" else ()
        at, rows = _Spot(path=(topic,)), _Rows(topic, called, renamed)
        yield from rows.entries(were, are, at, leaving=leaving)
        if topic == "forms":
            rows = _Rows("items", called, renamed)
            for was, now in _in_both(were, are):
                inner = at.of(now, str(now["id"])).under("items")
                yield from rows.items(_listed(was, "items"), _listed(now, "items"), inner)
            rows = _Rows("rules", called, renamed)
            for was, now in _in_both(were, are):
                inner = at.of(now, str(now["id"])).under("rules")
                yield from rows.entries(_listed(was, "rules"), _listed(now, "rules"), inner)


def _in_both(before: Sequence[Json], after: Sequence[Json]) -> Iterator[tuple[_Part, _Part]]:
    were = {str(one["id"]): one for one in _parts(before)}
    for part in _parts(after):
        if str(part["id"]) in were:
            yield were[str(part["id"])], part


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where something stands, from the outside in: `place` by the names people read, `path` by the file's own."""

    place: tuple[str, ...] = ()
    path: tuple[str, ...] = ()

    def under(self, name: str) -> "_Spot":
        """Where the value of a name stands, or the entries of a list."""
        return _Spot(self.place, (*self.path, name))

    def of(self, part: _Part, key: str) -> "_Spot":
        """Where a part stands that is an entry of the list here."""
        return _Spot((*self.place, _title(part)), (*self.path, key))


class _Rows:
    """The rows of one topic.

    Args:
        topic: the topic.
        called: the title of each heading, criterion and scale by its list and id.
        renamed: the earlier id of each part that had another, by where it stands.
    """

    def __init__(
        self, topic: Topic, called: Mapping[tuple[str, str], str], renamed: Mapping[str, str]
    ) -> None:
        self._topic, self._called, self._renamed = topic, called, renamed

    def part(
        self, before: _Part, after: _Part, at: _Spot, leaving: Iterable[str] = ()
    ) -> Iterator[Difference]:
        """What differs between two parts, except for the values of these names."""
        if (called := self._renamed.get("/".join(at.path))) is not None:
            yield self._row("renamed", at, "id", called, at.path[-1])
        for name in dict.fromkeys((*after, *before)):
            if name in leaving:
                continue
            was, now = before.get(name), after.get(name)
            if was == now and not self._renamed_below(at.under(name)):
                continue
            if isinstance(was, list) and isinstance(now, list):
                yield from self._lists(was, now, at, name)
            elif isinstance(was, dict) and isinstance(now, dict):
                inner = at.of(now, name) if "id" in now else at.under(name)
                yield from self.part(was, now, inner)
            elif (name in before and name in after) or _says(was) or _says(now):
                # Only a part of another type has other names than before, and that it is of another type is told.
                shown = self._shown(name, was), self._shown(name, now)
                yield self._row(self._kind(name, was, now), at, name, *shown)

    def _renamed_below(self, at: _Spot) -> bool:
        start = "/".join(at.path) + "/"
        return any(one.startswith(start) for one in self._renamed)

    def _lists(
        self, was: Sequence[Json], now: Sequence[Json], at: _Spot, name: str
    ) -> Iterator[Difference]:
        if any(isinstance(one, dict) for one in (*was, *now)):
            yield from self.entries(was, now, at.under(name))
        else:
            yield from self._sequence(was, now, at, name)

    def entries(
        self,
        before: Sequence[Json],
        after: Sequence[Json],
        at: _Spot,
        leaving: Iterable[str] = (),
    ) -> Iterator[Difference]:
        """What differs between two lists of parts: gone, come, moved, and what differs within."""
        key = _key(before, after)
        if key is None:
            yield from self._as_sequence(before, after, at)
            return
        were = {_as_key(one[key]): one for one in _parts(before)}
        are = {_as_key(one[key]): one for one in _parts(after)}
        moved = _out_of_order(
            [one for one in were if one in are], [one for one in are if one in were]
        )
        for number, (one, part) in enumerate(are.items()):
            here = at.of(part, one)
            if one not in were:
                yield self._row("added", here, after=_title(part))
                continue
            if one in moved:
                yield self._moved(here, [*were].index(one), number)
            yield from self.part(were[one], part, here, leaving)
        yield from self._removed(were, are, at)

    def items(
        self, before: Sequence[Json], after: Sequence[Json], at: _Spot
    ) -> Iterator[Difference]:
        """What differs between the items of a form; one that went into another group has moved."""
        everything = [[*_nested(entries, "")] for entries in (before, after)]
        were, are = map(dict, everything)
        if [len(were), len(are)] != [*map(len, everything)]:
            # Two items of one id, which the checker refuses: nothing tells them apart.
            yield from self._as_sequence(before, after, at)
            return
        stayed = [name for name in are if name in were and were[name][0] == are[name][0]]
        for group in dict.fromkeys(are[name][0] for name in stayed):
            now = [name for name in stayed if are[name][0] == group]
            then = [name for name in were if name in now]
            for name in _out_of_order(then, now):
                here = at.of(are[name][1], name)
                yield self._moved(here, then.index(name), now.index(name))
        for name, (group, item) in are.items():
            here = at.of(item, name)
            if name not in were:
                yield self._row("added", here, after=_title(item))
                continue
            stood, was = were[name]
            if stood != group:
                yield self._row(
                    "moved", here, "group", self._group(were, stood), self._group(are, group)
                )
            yield from self.part(was, item, here, leaving=("items",))
        yield from self._removed({name: item for name, (_group, item) in were.items()}, are, at)

    def _removed(
        self, were: Mapping[str, _Part], are: Container[str], at: _Spot
    ) -> Iterator[Difference]:
        for name, part in were.items():
            if name not in are:
                yield self._row("removed", at.of(part, name), before=_title(part))

    def _as_sequence(
        self, before: Sequence[Json], after: Sequence[Json], at: _Spot
    ) -> Iterator[Difference]:
        """What differs between two lists of parts that nothing tells apart."""
        *around, name = at.path
        return self._sequence(before, after, _Spot(at.place, tuple(around)), name)

    def _sequence(
        self, before: Sequence[Json], after: Sequence[Json], at: _Spot, name: str
    ) -> Iterator[Difference]:
        """What differs between two lists of values that have no ids, such as prompts or the inputs of a rule."""
        were, are = [[_exactly(one) for one in values] for values in (before, after)]
        steps = SequenceMatcher(None, were, are, autojunk=False).get_opcodes()
        gone = [
            n for step, start, end, _s, _e in steps if step != "equal" for n in range(start, end)
        ]
        come = [
            n for step, _s, _e, start, end in steps if step != "equal" for n in range(start, end)
        ]
        for number in [*gone]:
            again = next((one for one in come if are[one] == were[number]), None)
            if again is not None:
                gone.remove(number)
                come.remove(again)
                shown = self._shown(name, after[again])
                yield self._row(self._of_list("moved", name), at, name, shown, shown)
        paired = min(len(gone), len(come)) if name in _WORDS else 0
        for was, now in zip(gone[:paired], come[:paired], strict=True):
            shown = self._shown(name, after[now])
            yield self._row("reworded", at, name, self._shown(name, before[was]), shown)
        for number in gone[paired:]:
            shown = self._shown(name, before[number])
            yield self._row(self._of_list("removed", name), at, name, before=shown)
        for number in come[paired:]:
            shown = self._shown(name, after[number])
            yield self._row(self._of_list("added", name), at, name, after=shown)

    def _of_list(self, kind: Kind, name: str) -> Kind:
        return "counts" if self._topic == "rules" and name not in _WORDS else kind

    def _kind(self, name: str, was: Json, now: Json) -> Kind:
        if name in _WORDS and not (_says(was) and _says(now)):
            return "added" if _says(now) else "removed"
        if name in _NAMES and self._topic != "items":
            return "renamed"
        if name in _WORDS:
            return "reworded"
        if self._topic == "rules" or name == "value":
            return "counts"
        return "moved" if self._topic == "criteria" and name in _STANDS_IN else "changed"

    def _moved(self, at: _Spot, was: int, now: int) -> Difference:
        return self._row("moved", at, "order", str(was + 1), str(now + 1))

    def _group(self, items: Mapping[str, tuple[str, _Part]], group: str) -> str:
        return _title(items[group][1]) if group else ""

    def _row(
        self, kind: Kind, at: _Spot, name: str = "", before: str = "", after: str = ""
    ) -> Difference:
        return Difference(self._topic, kind, at.place, "/".join(at.path), name, before, after)

    def _shown(self, name: str, value: Json) -> str:
        """Give a value as people read it: an id by its title, where it names a part that has one."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        if isinstance(value, list):
            return ", ".join(self._shown(name, one) for one in value)
        if isinstance(value, dict):
            return ", ".join(
                f"{inner}: {self._shown(inner, one)}" for inner, one in value.items() if _says(one)
            )
        return self._called.get((_LISTS_OF.get(name, ""), str(value)), str(value))


def _values(framework: Framework) -> dict[str, Json]:
    return cast(dict[str, Json], framework.model_dump(mode="json"))


def _called(whole: _Part) -> dict[tuple[str, str], str]:
    return {
        (name, str(part["id"])): _title(part)
        for name in set(_LISTS_OF.values())
        for part in _parts(_listed(whole, name))
    }


def _listed(part: _Part, name: str) -> Sequence[Json]:
    value = part.get(name)
    return value if isinstance(value, list) else ()


def _parts(entries: Sequence[Json]) -> Iterator[_Part]:
    return (one for one in entries if isinstance(one, dict))


def _title(part: _Part) -> str:
    return _as_key(next((part[name] for name in _TITLES if _says(part.get(name))), ""))


def _as_key(value: Json) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _says(value: Json) -> bool:
    return value is not None and value is not False and value != []


def _key(before: Sequence[Json], after: Sequence[Json]) -> str | None:
    """The name by whose value all entries of both lists are told apart; None where there is no such name."""
    for key in _KEYS:
        if all(
            all(part.get(key) is not None for part in _parts(entries))
            and len({_as_key(part[key]) for part in _parts(entries)}) == len(entries)
            for entries in (before, after)
        ):
            return key
    return None


def _nested(entries: Sequence[Json], group: str) -> Iterator[tuple[str, tuple[str, _Part]]]:
    """Every item of a form by its id, with the group or repeat it stands in."""
    for item in _parts(entries):
        yield str(item["id"]), (group, item)
        yield from _nested(_listed(item, "items"), str(item["id"]))


def _exactly(value: Json) -> str:
    return json.dumps(value, sort_keys=True)


def _out_of_order(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """Of two orders of the same names: the fewest that have to move to make one of the other."""
    places = {name: number for number, name in enumerate(before)}
    ends: list[int] = []
    lengths: list[int] = []
    for name in after:
        at = bisect_left(ends, places[name])
        ends[at : at + 1] = [places[name]]
        lengths.append(at)
    wanted, stays = len(ends) - 1, set[str]()
    for name, length in zip(reversed(after), reversed(lengths), strict=True):
        if length == wanted:
            stays.add(name)
            wanted -= 1
    return set(after) - stays
