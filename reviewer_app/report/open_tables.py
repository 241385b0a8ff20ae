"""The open data as tables, for those who work in spreadsheets: a workbook, or a CSV file for each table."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO, TextIOWrapper
from shutil import copyfileobj
from typing import BinaryIO, Final, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.worksheet import Worksheet

from reviewer_app.report.open_data import FORMAT, VERSION, Found, HeadingFound, OpenData

Cell: TypeAlias = str | int | bool | None
Row: TypeAlias = Sequence[Cell]
Table: TypeAlias = Sequence[Row]

# The columns that say of which review a row is, so that the tables of many reviews can be laid under one another.
_WHOSE: Final = ("school", "urn", "start")
# A spreadsheet takes a CSV cell that begins so for a formula; an apostrophe before it makes it text.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
# What XML, and so a workbook, cannot carry (XML 1.0, 2.2).
_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# openpyxl notes when it saved, whatever it is told.
_PROPERTIES: Final = "docProps/core.xml"
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


def laid_under(many: Iterable[OpenData]) -> Iterator[tuple[str, Row]]:
    """Lay the tables of many reviews under one another, and in "reviews" a row of facts for each, row by row.

    Every row comes with its table's name, the columns' names first. No more than one review is held at a time.
    """
    begun: set[str] = set()

    def laid(name: str, columns: Row, rows: Iterable[Row]) -> Iterator[tuple[str, Row]]:
        if name not in begun:
            begun.add(name)
            yield name, columns
        yield from ((name, row) for row in rows)

    for data in many:
        facts = list(_facts(data))
        yield from laid("reviews", [name for name, _ in facts], [[value for _, value in facts]])
        for name, (columns, *rows) in tables(data).items():
            if name != "review":
                yield from laid(name, columns, rows)


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
    files: dict[str, BytesIO] = {}
    write_csv(_rows_of(tables(data)), lambda name: files.setdefault(name, BytesIO()))
    return {name: file.getvalue() for name, file in files.items()}


def write_csv(rows: Iterable[tuple[str, Row]], begin: Callable[[str], BinaryIO]) -> list[str]:
    """Write rows, each with its table's name, to a CSV file for each table, as they come; gives the files' names.

    Args:
        rows: of every table the columns' names first.
        begin: gives a new file by its name; it is left open.
    """
    files: dict[str, TextIOWrapper] = {}
    for table, row in rows:
        name = f"{table}.csv"
        if name not in files:
            files[name] = TextIOWrapper(begin(name), "utf-8-sig", newline="")
        csv.writer(files[name]).writerow([_csv_cell(cell) for cell in row])
    for file in files.values():
        file.detach()  # which writes what is left of it
    return sorted(files)


def _rows_of(named: Mapping[str, Table]) -> Iterator[tuple[str, Row]]:
    yield from ((name, row) for name, table in named.items() for row in table)


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
    return _packed(_rows_of(tables(data)), Workbook())


def workbook_of(rows: Iterable[tuple[str, Row]]) -> bytes:
    """Give rows, each with its table's name, as the sheets of one workbook; as `workbook`.

    The sheets are written row by row to the system's temporary folder, from where they go again, and none is held.
    """
    return _packed(rows, Workbook(write_only=True))


def _packed(rows: Iterable[tuple[str, Row]], book: Workbook) -> bytes:
    for sheet in book.worksheets:
        book.remove(sheet)
    sheets: dict[str, Worksheet | WriteOnlyWorksheet] = {}
    try:
        for name, row in rows:
            if name not in sheets:
                sheets[name] = book.create_sheet(name)
                sheets[name].freeze_panes = "A2"
            sheets[name].append([_cell(sheets[name], value) for value in row])
    except BaseException:
        # What was written to the temporary folder goes as it does where the book is saved.
        book.save(BytesIO())
        raise
    book.properties.creator = "reviewer-app"
    book.properties.created = datetime(*_TIME)  # noqa: DTZ001 (openpyxl takes times without a zone for UTC)
    saved = BytesIO()
    book.save(saved)
    return _timeless(saved)


def _cell(sheet: Worksheet | WriteOnlyWorksheet, value: Cell) -> SheetCell | Cell:
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, _NOT_IN_XML.sub("", value))
    cell.data_type = "s"
    return cell


def _timeless(package: BytesIO) -> bytes:
    """Write a package anew, with one time for every file in it, and in it."""
    fixed = BytesIO()
    with ZipFile(package) as given, ZipFile(fixed, "w", ZIP_DEFLATED) as written:
        for name in given.namelist():
            part = ZipInfo(name, _TIME)
            part.compress_type = ZIP_DEFLATED
            if name == _PROPERTIES:
                written.writestr(part, _SAVED.sub(rb"\g<1>2000-01-01T00:00:00Z", given.read(name)))
            else:
                with given.open(name) as before, written.open(part, "w") as after:
                    copyfileobj(before, after)
    return fixed.getvalue()
