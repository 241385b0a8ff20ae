"""Reads back the form of a factual check, in whichever of its files it came: the PDF or the Word document."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.report.response_content import FIELD_LIMIT, SAID
from reviewer_app.report.response_pdf_reading import pdf_fields
from reviewer_app.report.response_word_reading import ZIP, DamagedError, word_fields

_FIELD: Final = re.compile(
    r"([0-9A-Za-z_]{1,40})-([0-9]{1,4})-(said|correction|source|statement|who)"
)
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


def read_form(form: bytes, name: str) -> ReadForm:
    """Read what was filled in.

    Args:
        form: the file as it came.
        name: what it is called, for what is said of it.

    Raises:
        UserError: "check.form-kind", "check.form-protected", "check.not-a-form", "check.form-damaged",
            "check.answer-too-long".
    """
    values: dict[str, dict[int, dict[str, str]]] = {}
    for key, value in _fields(form, name):
        match = _FIELD.fullmatch(key)
        if match is not None:
            check, number, part = match.groups()
            parts = values.setdefault(check, {}).setdefault(int(number), {})
            parts[part] = _one_of(parts.get(part, ""), _plain(value), name)
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
        ReadAnswer(number, _said(parts), parts.get("correction", ""), parts.get("source", ""))
        for number, parts in sorted(paragraphs.items())
        if any(parts.values())
    )
    return ReadForm(check, answers, whole.get("statement", ""), whole.get("who", ""))


def _fields(form: bytes, name: str) -> Iterable[tuple[str, str]]:
    try:
        return word_fields(form) if form.startswith(ZIP) else pdf_fields(form).items()
    except DamagedError as damaged:
        raise UserError("check.form-damaged", name=name) from damaged
    except UserError as refused:
        told = {
            "report.pdf-damaged": "check.form-damaged",
            "report.not-a-pdf": "check.form-kind",
            "report.pdf-encrypted": "check.form-protected",
        }
        if refused.code not in told:
            raise
        raise UserError(told[refused.code], name=name) from refused


def _one_of(before: str, value: str, name: str) -> str:
    """What a place says that stands in the file twice, as one does that was copied; which is meant must be plain."""
    if before and value and before != value:
        raise UserError("check.form-damaged", name=name)
    return before or value


def _said(parts: dict[str, str]) -> str:
    said = parts.get("said", "")
    return said if said in SAID else ""


def _plain(text: str) -> str:
    """Lines parted by one line end, without control characters and what cannot be kept as text."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()
    return _CONTROL.sub(" ", lines.removeprefix("\ufeff")).strip()
