"""The spreadsheet of a season, as CSV: a line for each review, told apart from what is on this computer.

Spreadsheet programs save CSV in the marks and letters of wherever they run: commas, semicolons or tabs, UTF-8 or
Windows-1252, and days as 12/01/2027. All of these are read.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Final

from reviewer_app.errors import N_, UserError
from reviewer_app.language import gettext as _
from reviewer_app.store.files import lies_there, read_file, write_atomically

COLUMNS: Final = (
    "school",
    "urn",
    "first day",
    "days",
    "framework",
    "language",
    "lead",
    "deputy",
    "reviewers",
    "readers",
)
"""What the first line may name, in any order and in capitals or not."""
NECESSARY: Final = ("first day", "days", "framework", "lead")
"""What it must name, besides "school" or "urn"."""
MOST_ROWS: Final = 2_000
"""Reviews of one spreadsheet: several seasons of the largest programme."""

_LARGEST: Final = 4_000_000
"""Bytes of the file."""
_MARKS: Final = (",", ";", "\t")
_DAY: Final = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")

_HEADS: Final = {
    "unknown": N_("It names a column “{name}”, which is not one of a season’s."),
    "twice": N_("It names the column “{name}” twice."),
    "missing": N_("It lacks the column “{name}”."),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line that is not empty. `line` counts from 1, as spreadsheets do; `cells` has all columns, "" where empty.

    `too_many` says that something stands beside the last column, as where a comma within a cell was not quoted.
    """

    line: int
    cells: Mapping[str, str]
    too_many: bool = False


def write_template(path: Path) -> None:
    """Write an empty spreadsheet, with its first line; nothing is written over.

    Raises:
        UserError: "file.there-already", "file.not-written".
    """
    if lies_there(path):
        raise UserError("file.there-already", name=path.name)
    # The mark at the beginning tells spreadsheet programs that it is UTF-8.
    write_atomically(path, ("\ufeff" + ",".join(COLUMNS) + "\r\n").encode())


def rows_of(path: Path) -> list[Row]:
    """Read a spreadsheet.

    Raises:
        UserError: "file.unreadable", "file.over-limit", "season.not-csv", "season.columns-wrong", "season.empty",
            "season.too-many".
    """
    text = _text(path)
    first = text.partition("\n")[0]
    mark = max(_MARKS, key=first.count)
    rows = _rows(text, mark, path.name)
    _line, names = next(rows, (1, []))
    columns = _columns(names, path.name)
    found = [
        Row(
            line,
            {**dict.fromkeys(COLUMNS, ""), **dict(zip(columns, cells, strict=False))},
            any(cells[len(columns) :]),
        )
        for line, cells in rows
        if any(cells)
    ]
    if not found:
        raise UserError("season.empty", name=path.name)
    if len(found) > MOST_ROWS:
        raise UserError("season.too-many", name=path.name, most=MOST_ROWS)
    return found


def day_of(text: str) -> str:
    """Give a day written as 2027-01-12 or 12/01/2027 as an ISO date, "" for what is none."""
    found = _DAY.fullmatch(text)
    try:
        if found is None:
            return date.fromisoformat(text).isoformat()
        day, month, year = map(int, found.groups())
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _text(path: Path) -> str:
    raw = read_file(path, _LARGEST)
    if b"\0" in raw:
        raise UserError("season.not-csv", name=path.name)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        raise UserError("season.not-csv", name=path.name) from None


def _rows(text: str, mark: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Give each row with the line it begins in, its cells without what cannot be seen."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=mark, strict=True)
    begins = 1
    try:
        for cells in reader:
            yield begins, [_cleaned(one) for one in cells]
            begins = reader.line_num + 1
    except csv.Error:
        raise UserError("season.not-csv", name=name) from None


def _columns(names: Sequence[str], file: str) -> list[str]:
    columns = [one.casefold() for one in names]
    while columns and not columns[-1]:
        columns.pop()
    if not columns:
        raise UserError("season.empty", name=file)
    for at, one in enumerate(columns):
        if one not in COLUMNS:
            raise _wrong("unknown", one, file)
        if one in columns[:at]:
            raise _wrong("twice", one, file)
    for one in NECESSARY:
        if one not in columns:
            raise _wrong("missing", one, file)
    if "school" not in columns and "urn" not in columns:
        raise _wrong("missing", "school", file)
    return columns


def _wrong(reason: str, column: str, file: str) -> UserError:
    what = _(_HEADS[reason]).format(name=column)
    return UserError("season.columns-wrong", name=file, what=what)


def _cleaned(cell: str) -> str:
    """Give a cell's words; lines inside it, as of one card below another, are told apart by semicolons."""
    lines = (" ".join(one.split()) for one in cell.splitlines())
    kept = ";".join(one for one in lines if one)
    return "".join(letter for letter in kept if letter.isprintable())
