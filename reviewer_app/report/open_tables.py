"""The open data as tables, for those who work in spreadsheets: a workbook, or a CSV file for each table."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO, StringIO
from typing import Final, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

from reviewer_app.report.open_data import FORMAT, VERSION, Found, HeadingFound, OpenData

Cell: TypeAlias = str | int | bool | None
Table: TypeAlias = Sequence[Sequence[Cell]]

# The columns that say of which review a row is, so that the tables of many reviews can be laid under one another.
_WHOSE: Final = ("school", "urn", "start")
# A spreadsheet takes a CSV cell that begins so for a formula; an apostrophe before it makes it text.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
# What XML, and so a workbook, cannot carry (XML 1.0, 2.2).
_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# openpyxl notes when it saved, whatever it is told.
_SAVED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
# A workbook is a package of files with a time each; always this one, so that the same findings give the same bytes.
_TIME: Final = (2000, 1, 1, 0, 0, 0)


def tables(data: OpenData) -> Mapping[str, Table]:
    """Give each table by its name, its columns' names first."""
    whose = (data.school.name, data.school.urn, data.visit.start)
    return {
        "review": [("fact", "value"), *_facts(data)],
        "findings": [
            (*_WHOSE, "heading", "title", "kind", "finding", "builds_on", "agreed"),
            *(
                (*whose, heading.id, heading.title, kind, one.text, one.builds_on, one.agreed)
                for heading, kind, one in _found(data)
            ),
        ],
        "estimates": [
            (*_WHOSE, "heading", "title", "estimate", "label", "last_time", "last_note"),
            *((*whose, one.id, one.title, *_estimate(one)) for one in data.headings if one.scale),
        ],
        "seen": [(*_WHOSE, "what", "name", "count"), *((*whose, *one) for one in _seen(data))],
        "agreed": [
            (*_WHOSE, "role", "date", "different_view"),
            *((*whose, one.role, one.date, one.different_view) for one in data.agreed),
        ],
        "last-review": [
            (*_WHOSE, "heading", "even_better", "outcome"),
            *((*whose, one.heading, one.text, one.outcome) for one in data.last_review.even_better),
        ],
        "hypotheses": [
            (*_WHOSE, "heading", "hypothesis", "outcome", "found"),
            *((*whose, one.heading, one.text, one.outcome, one.found) for one in data.hypotheses),
        ],
        "support": [
            (*_WHOSE, "support", "from_whom"),
            *((*whose, one.text, one.from_whom) for one in data.support_wanted),
        ],
    }


def laid_under(many: Iterable[OpenData]) -> dict[str, list[Sequence[Cell]]]:
    """Give the tables of many reviews laid under one another, and in "reviews" a row of facts for each.

    Nothing of a review is held but its rows.
    """
    laid: dict[str, list[Sequence[Cell]]] = {"reviews": []}
    for data in many:
        facts = list(_facts(data))
        if not laid["reviews"]:
            laid["reviews"].append([name for name, _value in facts])
        laid["reviews"].append([value for _name, value in facts])
        for name, (columns, *rows) in tables(data).items():
            if name != "review":
                laid.setdefault(name, [columns]).extend(rows)
    return laid


def _facts(data: OpenData) -> Iterator[tuple[str, Cell]]:
    yield from (("format", FORMAT), ("version", VERSION), ("language", data.language))
    for name, part in (
        ("made_for", data.made_for),
        ("school", data.school),
        ("visit", data.visit),
        ("framework", data.framework),
    ):
        yield from ((f"{name}.{key}", value) for key, value in part.model_dump().items())
    yield "last_review.when", data.last_review.when


def _found(data: OpenData) -> Iterator[tuple[HeadingFound, str, Found]]:
    for heading in data.headings:
        yield from ((heading, "went_well", one) for one in heading.went_well)
        yield from ((heading, "even_better", one) for one in heading.even_better)


def _estimate(heading: HeadingFound) -> tuple[Cell, ...]:
    now, last = heading.estimate, heading.last_time
    return (
        now.id if now else None,
        now.label if now else None,
        last.word.label if last and last.word else None,
        last.note if last else None,
    )


def _seen(data: OpenData) -> Iterator[tuple[str, Cell, Cell]]:
    seen = data.seen
    yield from (("activities", one.kind, one.count) for one in seen.activities)
    yield from (("year_groups", one.name, one.lessons) for one in seen.year_groups)
    yield from (("subjects", one, None) for one in seen.subjects)
    for name in ("minutes_in_lessons", "pupils_spoken_to"):
        if (count := getattr(seen, name)) is not None:
            yield name, None, count


def csv_files(data: OpenData) -> dict[str, bytes]:
    """Give a CSV file for each table, in UTF-8 with the mark by which spreadsheets know it."""
    return csv_of(tables(data))


def csv_of(named: Mapping[str, Table]) -> dict[str, bytes]:
    """Give a CSV file for each of these tables; as `csv_files`."""
    return {f"{name}.csv": _csv(table) for name, table in named.items()}


def _csv(table: Table) -> bytes:
    text = StringIO(newline="")
    csv.writer(text).writerows([_csv_cell(cell) for cell in row] for row in table)
    return text.getvalue().encode("utf-8-sig")


def _csv_cell(cell: Cell) -> str | int:
    match cell:
        case bool():
            return "true" if cell else "false"
        case str() if cell.startswith(_FORMULA):
            return f"'{cell}"
        case None:
            return ""
        case _:
            return cell


def workbook(data: OpenData) -> bytes:
    """Give the tables as the sheets of one workbook, every text in it as text."""
    return workbook_of(tables(data))


def workbook_of(named: Mapping[str, Table]) -> bytes:
    """Give these tables as the sheets of one workbook; as `workbook`."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, table in named.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for number, row in enumerate(table, start=1):
            for column, value in enumerate(row, start=1):
                cell = sheet.cell(number, column)
                if isinstance(value, str):
                    cell.value = _NOT_IN_XML.sub("", value)
                    cell.data_type = "s"
                else:
                    cell.value = value
    book.properties.creator = "reviewer-app"
    book.properties.created = datetime(*_TIME)  # noqa: DTZ001 (openpyxl takes times without a zone for UTC)
    saved = BytesIO()
    book.save(saved)
    return _timeless(saved.getvalue())


def _timeless(package: bytes) -> bytes:
    """Write a package anew, with one time for every file in it, and in it."""
    fixed = BytesIO()
    with ZipFile(BytesIO(package)) as given, ZipFile(fixed, "w", ZIP_DEFLATED) as written:
        for name in given.namelist():
            part = ZipInfo(name, _TIME)
            part.compress_type = ZIP_DEFLATED
            written.writestr(part, _SAVED.sub(rb"\g<1>2000-01-01T00:00:00Z", given.read(name)))
    return fixed.getvalue()
