"""Reads the fields of a form of a factual check, whichever PDF reader it was filled in and saved with.

The file is hostile until shown otherwise. Values are taken from the form's fields and never from what is drawn, so that
it does not matter how, or whether, a reader painted them. Clauses are of ISO 32000-1: fields 12.7.3, choices 12.7.4.2.
"""

from collections.abc import Iterator
from typing import Any, Final

from pyhanko.pdf_utils.generic import (
    ByteStringObject,
    DictionaryObject,
    StreamObject,
    TextStringObject,
)

from reviewer_app.errors import UserError
from reviewer_app.report.opening import opened, reading
from reviewer_app.report.response_content import SAID

_FIELDS_MOST: Final = 20_000
_DEPTH_MOST: Final = 8


def pdf_fields(pdf: bytes) -> dict[str, str]:
    """Give every field by its full name, with what it holds as text.

    Raises:
        UserError: "report.not-a-pdf", "report.pdf-damaged", "report.pdf-encrypted".
    """
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
    return next((one for one in (name.removeprefix("/") for name in chosen) if one in SAID), "")


def _text(value: Any) -> str:
    if isinstance(value, StreamObject):
        value = _decoded(value.data)
    elif isinstance(value, ByteStringObject):
        value = _decoded(bytes(value))
    elif isinstance(value, TextStringObject):
        value = str(value)
    else:
        return ""
    return str(value)


def _decoded(raw: bytes) -> str:
    for mark, encoding in (
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xef\xbb\xbf", "utf-8"),
    ):
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace")
    return raw.decode("cp1252", "replace")
