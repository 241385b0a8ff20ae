"""A framework as the text of a file: what `load_framework` reads back as the same framework."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from reviewer_app.model.canonical import Json

_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9 _.,;()/’–-]*[A-Za-z0-9_.)]|[A-Za-z]")
"""Text that needs no quotation marks in any YAML."""
_WORDS: Final = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def text_of_values(values: Mapping[str, Json]) -> str:
    """Write the values of a framework, in the order they have."""
    return "\n".join(_mapping(values)) + "\n"


def _mapping(values: Mapping[str, Json]) -> Iterator[str]:
    for name, value in values.items():
        yield from _entry(f"{name}:", value)


def _entry(before: str, value: Json) -> Iterator[str]:
    """The lines of a value after its name or hyphen."""
    if isinstance(value, dict):
        lines = [*_mapping(value)]
    elif isinstance(value, list):
        lines = [*_sequence(value)]
    else:
        yield f"{before} {_scalar(value)}"
        return
    if not lines:
        yield f"{before} {'{}' if isinstance(value, dict) else '[]'}"
        return
    if before == "-":
        yield f"- {lines[0]}"
        lines = lines[1:]
    else:
        yield before
    yield from (f"  {line}" for line in lines)


def _sequence(values: Sequence[Json]) -> Iterator[str]:
    for value in values:
        yield from _entry("-", value)


def _scalar(value: Json) -> str:
    if not isinstance(value, str):
        return json.dumps(value)
    if _PLAIN.fullmatch(value) and value.lower() not in _WORDS:
        return value
    return json.dumps(value, ensure_ascii=False)
