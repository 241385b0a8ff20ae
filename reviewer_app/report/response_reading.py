"""Reads back the form of a factual check, whichever PDF reader it was filled in and saved with.

The file is hostile until shown otherwise. Values are taken from the form's fields and never from what is drawn, so that
it does not matter how, or whether, a reader painted them. Clauses are of ISO 32000-1: fields 12.7.3, choices 12.7.4.2.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pyhanko.pdf_utils.generic import (
    ByteStringObject,
    DictionaryObject,
    StreamObject,
    TextStringObject,
)

from reviewer_app.errors import UserError
from reviewer_app.report.opening import opened, reading
from reviewer_app.report.response_content import FIELD_LIMIT

_FIELD: Final = re.compile(
    r"([0-9A-Za-z_]{1,40})-([0-9]{1,4})-(said|correction|source|statement|who)"
)
_FIELDS_MOST: Final = 20_000
_DEPTH_MOST: Final = 8
_SAID: Final = ("accurate", "inaccurate", "discuss")
_CONTROL: Final = re.compile(r"[^\S\n]*[\x00-\x09\x0b-\x1f\x7f-\x9f]+")


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """What the school filled in for one paragraph; `said` is "" where nothing is ticked."""

    number: int
    said: str
    correction: str
    source: str


@dataclass(frozen=True, slots=True)
class ReadForm:
    """A form that came back. Only paragraphs of which something is said are among `answers`."""

    check: str
    answers: tuple[ReadAnswer, ...]
    statement: str
    who: str


def read_form(pdf: bytes, name: str) -> ReadForm:
    """Read what was filled in.

    Args:
        pdf: the file as it came.
        name: what it is called, for what is said of it.

    Raises:
        UserError: "report.not-a-pdf", "report.pdf-encrypted", "check.not-a-form", "check.form-damaged",
            "check.answer-too-long".
    """
    try:
        found = _fields(pdf)
    except UserError as refused:
        if refused.code != "report.pdf-damaged":
            raise
        raise UserError("check.form-damaged", name=name) from refused
    values: dict[str, dict[int, dict[str, str]]] = {}
    for key, value in found.items():
        match = _FIELD.fullmatch(key)
        if match is not None:
            check, number, part = match.groups()
            values.setdefault(check, {}).setdefault(int(number), {})[part] = value
    if not values:
        raise UserError("check.not-a-form", name=name)
    if len(values) > 1:
        # Two forms joined in one file: which is meant cannot be told.
        raise UserError("check.form-damaged", name=name)
    [(check, paragraphs)] = values.items()
    for number, parts in paragraphs.items():
        if any(len(part) > FIELD_LIMIT for part in parts.values()):
            raise UserError(
                "check.answer-too-long", name=name, number=number, limit=f"{FIELD_LIMIT:,}"
            )
    whole = paragraphs.pop(0, {})
    answers = tuple(
        ReadAnswer(
            number, parts.get("said", ""), parts.get("correction", ""), parts.get("source", "")
        )
        for number, parts in sorted(paragraphs.items())
        if any(parts.values())
    )
    return ReadForm(check, answers, whole.get("statement", ""), whole.get("who", ""))


def _fields(pdf: bytes) -> Mapping[str, str]:
    """Every field by its full name, with what it holds as text."""
    reader = opened(pdf, strict=False)
    with reading():
        form = _at(reader.root, "/AcroForm")
        if not isinstance(form, DictionaryObject):
            return {}
        found: dict[str, str] = {}
        for count, (key, value) in enumerate(_walk(_at(form, "/Fields") or (), "", None, 0)):
            if count >= _FIELDS_MOST:
                raise UserError("report.pdf-damaged")
            found[key] = value
        return found


def _at(entries: Any, key: str) -> Any:
    """What stands at a key, wherever in the file it lies; None where nothing does."""
    return entries[key] if key in entries else None  # noqa: SIM401 (`get` gives references as they are)


def _walk(fields: Any, above: str, inherited: Any, depth: int) -> Iterator[tuple[str, str]]:
    if depth > _DEPTH_MOST:
        raise UserError("report.pdf-damaged")
    for entry in fields:
        field: Any = entry.get_object()
        own = _at(field, "/T")
        key = above if own is None else ".".join(part for part in (above, _text(own)) if part)
        value = _at(field, "/V") if "/V" in field else inherited
        kids = [kid.get_object() for kid in _at(field, "/Kids") or ()]
        named = [kid for kid in kids if "/T" in kid]
        if named:
            yield from _walk(named, key, value, depth + 1)
        else:
            yield key, _value(value, kids)


def _value(value: Any, kids: Any) -> str:
    """What a field holds; of a choice, which some programs keep in its buttons alone or as text, what is ticked."""
    if not kids:
        return _text(value)
    chosen = (str(value), *(str(_at(kid, "/AS")) for kid in kids))
    return next((one for one in (name.removeprefix("/") for name in chosen) if one in _SAID), "")


def _text(value: Any) -> str:
    if isinstance(value, StreamObject):
        value = _decoded(value.data)
    elif isinstance(value, ByteStringObject):
        value = _decoded(bytes(value))
    elif isinstance(value, TextStringObject):
        value = str(value)
    else:
        return ""
    return _plain(value)


def _decoded(raw: bytes) -> str:
    for mark, encoding in (
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xef\xbb\xbf", "utf-8"),
    ):
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace")
    return raw.decode("cp1252", "replace")


def _plain(text: str) -> str:
    """Lines parted by one line end, without control characters and what cannot be kept as text."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()
    return _CONTROL.sub(" ", lines.removeprefix("\ufeff")).strip()
