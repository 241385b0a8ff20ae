"""A YAML text as plain values, with the line of every one of them.

Frameworks come from strangers by e-mail: anchors, aliases, tags, deep nesting and second documents
are refused while the parser's events are read, before anything is built from them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, NoReturn, Protocol

import yaml
from yaml.events import (
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

from reviewer_app.frameworks.problems import Faults, Place

DEPTH_LIMIT: Final = 20
"""Collections inside collections; items inside groups inside groups need a dozen."""

VALUE_LIMIT: Final = 20_000
"""Values in one file; the longest framework that ships has about 2,000."""

MOST_OF_A_KIND: Final = 100
"""Problems of one kind that are told in what is no text of this kind at all."""

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
_HIDDEN: Final = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""Characters that no editor shows as they are, and those that only some take for the end of a line."""
_TAB: Final = re.compile(r"^ *\t", re.MULTILINE)
_WIDE_SPACE: Final = re.compile("^ *[\u00a0\u2000-\u200a\u202f\u205f\u3000]", re.MULTILINE)
"""A space of another kind in the indentation, as word processors and web pages leave it."""
_BYTE_ORDER_MARK: Final = "\ufeff"

_SAID: Final = (
    ("mapping values are not allowed", "colon"),
    ("could not find expected ':'", "no-colon"),
    ("did not find expected ',' or", "list-in-brackets"),
    ("did not find expected key", "indentation"),
    ("did not find expected '-'", "indentation"),
    ("found character that cannot start", "quotation-marks"),
    ("unexpected end of stream", "not-closed"),
    ("did not find expected node content", "not-closed"),
    ("did not find expected <document start>", "indentation"),
    ("tab character", "tab"),
    ("maximum nesting depth", "too-deep"),
    ("invalid Unicode character escape", "character"),
)
"""What the parser says, in part, and how it is told."""


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
    text = text.removeprefix(_BYTE_ORDER_MARK)
    for pattern, code in ((_TAB, "tab"), (_WIDE_SPACE, "wide-space"), (_HIDDEN, "character")):
        for found in islice(pattern.finditer(text), MOST_OF_A_KIND):
            faults.error(code, _place_in(text, found.end() - 1))
    faults.refuse_if_any()
    reader = _Reader(faults, yaml.parse(text, Loader=yaml.CSafeLoader))
    try:
        value = reader.document()
    except yaml.MarkedYAMLError as error:
        _tell(error, text, faults)
        if reader.running_on is not None:
            first, last = reader.running_on
            faults.error("quote-runs-on", _place(first), last=last)
    faults.refuse_if_any()
    return Tree(value, reader.places)


def _place_in(text: str, at: int) -> Place:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _tell(error: yaml.MarkedYAMLError, text: str, faults: Faults) -> None:
    """Note where the text stops being YAML, and why that mostly is."""
    problem = error.problem or ""
    code = next((code for said, code in _SAID if said in problem), "not-yaml")
    # What was opened and never closed is wrong where it was opened.
    opened = error.context_mark if code in ("not-closed", "no-colon") else None
    line, column = _placed(opened or error.problem_mark)
    last = max(text.count("\n") + (not text.endswith("\n")), 1)
    place = (line, column) if line <= last else (last, 1)
    faults.error(code, place, reason=problem, limit=DEPTH_LIMIT)


class _Mark(Protocol):
    line: int
    column: int


class _RefusedError(Exception):
    """Reading cannot go on; the reason is among the faults."""


@dataclass(slots=True)
class _Reader:
    faults: Faults
    events: Iterator[Event]
    places: dict[Path, Place] = field(default_factory=dict)
    values: int = 0
    running_on: tuple[Event, int] | None = None
    """The latest quoted text of several lines, and the line it ends on: a mark may be missing where it begins."""

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
            last, _column = _placed(event.end_mark)
            if event.style in ("'", '"') and last > _place(event)[0]:
                self.running_on = event, last
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
    return _placed(event.start_mark)


def _placed(mark: _Mark | None) -> Place:
    """Where a mark stands; the parser gives one with everything it tells."""
    return (1, 1) if mark is None else (mark.line + 1, mark.column + 1)


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
