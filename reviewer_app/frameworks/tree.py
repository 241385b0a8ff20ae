"""A YAML text as plain values, with the line of every one of them.

Frameworks come from strangers by e-mail: anchors, aliases, tags, deep nesting and second documents
are refused while the parser's events are read, before anything is built from them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
)
from ruamel.yaml.reader import ReaderError

from reviewer_app.frameworks.problems import Faults, Place

DEPTH_LIMIT: Final = 20
"""Collections inside collections; items inside groups inside groups need a dozen."""

VALUE_LIMIT: Final = 10_000
"""Values in one file; the framework that ships has about 700, and reading these takes a second."""

Value = str | int | float | bool | None | dict[str, "Value"] | tuple["Value", ...]
Path = tuple[str | int, ...]

_WHOLE: Final = re.compile(r"[-+]?[0-9]{1,18}")
_DECIMAL: Final = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}")
_WORDS: Final[dict[str, bool | None]] = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "false": False,
}
_UNPRINTABLE: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""What an escape in a quoted text could bring in: control characters and halves of characters."""
_TAB: Final = re.compile(r"^ *\t", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Tree:
    """What the file says, and where: a named value stands where its name stands."""

    value: Value
    places: dict[Path, Place]

    def place(self, path: Path) -> Place:
        """Where a path stands, or the nearest part around it that stands anywhere."""
        while path not in self.places:
            path = path[:-1]
        return self.places[path]


def read_tree(text: str, faults: Faults) -> Tree:
    """Read one YAML document.

    Raises:
        UserError("framework.invalid"): the text is not one plain YAML document of names, lists and simple values.
    """
    for found in _TAB.finditer(text):
        faults.error("tab", (text.count("\n", 0, found.start()) + 1, 1))
    faults.refuse_if_any()
    reader = _Reader(faults, YAML(typ="safe", pure=True).parse(text))
    try:
        value = reader.document()
    except MarkedYAMLError as error:
        mark = error.problem_mark
        faults.error("not-yaml", (mark.line + 1, mark.column + 1), reason=error.problem)
    except ReaderError as error:
        start = text.rfind("\n", 0, error.position) + 1
        line = text.count("\n", 0, error.position) + 1
        faults.error("character", (line, error.position - start + 1))
    faults.refuse_if_any()
    return Tree(value, reader.places)


class _RefusedError(Exception):
    """Reading cannot go on; the reason is among the faults."""


@dataclass(slots=True)
class _Reader:
    faults: Faults
    events: Iterator[Event]
    places: dict[Path, Place] = field(default_factory=dict)
    values: int = 0

    def document(self) -> Value:
        """The one document of the text, or None for a text without any, or one refused."""
        value: Value = None
        started = False
        try:
            for event in self.events:
                if isinstance(event, DocumentStartEvent):
                    if started:
                        self.refuse("several-documents", event)
                    started = True
                elif isinstance(event, NodeEvent):
                    self.places[()] = _place(event)
                    value = self.node(event, ())
        except _RefusedError:
            return None
        if value is None:
            self.faults.error("empty", (1, 1))
        elif not isinstance(value, dict):
            self.faults.error("not-mapping", self.places[()])
        return value

    def node(self, event: Event, path: Path) -> Value:
        """The value that starts with this event."""
        self.values += 1
        if self.values > VALUE_LIMIT:
            self.refuse("too-many-values", event, limit=VALUE_LIMIT)
        self.refuse_devices(event)
        if isinstance(event, ScalarEvent):
            if _UNPRINTABLE.search(str(event.value)):
                self.refuse("character", event)
            return _scalar(event)
        if len(path) >= DEPTH_LIMIT:
            self.refuse("too-deep", event, limit=DEPTH_LIMIT)
        if isinstance(event, MappingStartEvent):
            return self.mapping(path)
        return self.sequence(path)

    def sequence(self, path: Path) -> Value:
        items: list[Value] = []
        for event in self.events:
            if isinstance(event, SequenceEndEvent):
                break
            here = (*path, len(items))
            self.places[here] = _place(event)
            items.append(self.node(event, here))
        return tuple(items)

    def mapping(self, path: Path) -> Value:
        entries: dict[str, Value] = {}
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                break
            self.refuse_devices(event)
            if not isinstance(event, ScalarEvent) or not event.value:
                self.refuse("key-not-text", event)
            name = str(event.value)
            here = (*path, name)
            if name in entries:
                first, _ = self.places[here]
                self.faults.error("duplicate-key", _place(event), name=name, first=first)
                self.node(next(self.events), here)
            else:
                self.places[here] = _place(event)
                entries[name] = self.node(next(self.events), here)
        return entries

    def refuse_devices(self, event: Event) -> None:
        """Refuse what makes YAML more than names and values."""
        if isinstance(event, AliasEvent):
            self.refuse("alias", event, name=event.anchor)
        if isinstance(event, ScalarEvent | CollectionStartEvent):
            if event.anchor is not None:
                self.refuse("anchor", event, name=event.anchor)
            if event.tag is not None:
                self.refuse("tag", event, name=event.tag)

    def refuse(self, code: str, event: Event, **values: object) -> NoReturn:
        self.faults.error(code, _place(event), **values)
        raise _RefusedError


def _place(event: Event) -> Place:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _scalar(event: ScalarEvent) -> Value:
    """A plain word may be a number, true, false or nothing; quoted or folded text is text."""
    text = str(event.value)
    if not event.implicit[0]:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text
