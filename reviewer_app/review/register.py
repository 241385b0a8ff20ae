"""The register of schools: reading an extract of it, and filing what it says.

An extract is the public CSV of "Get Information about Schools" (GIAS, the English register): Windows-1252,
over 50,000 rows of about 150 columns that come and go between years. Columns are therefore found by name,
and only those the program needs are ever looked at: the head's name and the telephone number are never read.
"""

import csv
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO, StringIO
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO, Final

from reviewer_app.durable import open_without_waiting
from reviewer_app.errors import N_, UserError
from reviewer_app.language import gettext as _
from reviewer_app.right_of_way import giving
from reviewer_app.store.database import Database
from reviewer_app.store.receive import Begin
from reviewer_app.store.register import (
    Counts,
    SchoolRow,
    count_schools,
    merge_index,
    put_schools,
)

SLICE: Final = 80
"""Schools filed in one transaction: about 5 ms of work."""

_MERGED_AFTER: Final = 8
"""Slices after which the index is merged, a few pages in one transaction. With twice as many parts it merges itself."""

_CARRIED_AFTER: Final = 60
"""Slices after which what waits is carried into the file, so that it never grows to where a commit has to do it."""

BAD_ROWS_KEPT: Final = 200
"""Bad rows that an import tells one by one; it counts them all."""

_NECESSARY: Final = ("URN", "EstablishmentName")

_COLUMNS: Final = (
    *_NECESSARY,
    "EstablishmentStatus (name)",
    "PhaseOfEducation (name)",
    "StatutoryLowAge",
    "StatutoryHighAge",
    "LA (name)",
    "Town",
    "Postcode",
    "Street",
    "TypeOfEstablishment (name)",
    "NumberOfPupils",
    "OpenDate",
    "CloseDate",
)
"""The columns that are looked at, in the order `Extract` takes them apart."""

_HEAD_BYTES: Final = 65_536
"""More than the longest first line; a file without a line's end in these is no extract."""

_BLOCK_BYTES: Final = 262_144
"""Read and split into rows at once, which is three times as fast as row by row."""

_LINE_BYTES: Final = 1_000_000
_LINES_IN_ROW: Final = 20
"""Lines that a row with line ends inside its fields may take up."""

_LONGEST: Final = {"name": 200, "town": 100, "phase": 60, "authority": 100}
"""Characters a review keeps of each (`model.review`); others are kept to 200."""

_MOST_PUPILS: Final = 20_000

_REASONS: Final = {
    "fields": N_("It has {count} fields where the first line has {expected}."),
    "quotation": N_("Its quotation marks do not match."),
    "characters": N_("It holds characters that cannot be read."),
    "urn": N_("Its URN is missing or is not a number."),
    "name": N_("It has no name of at most 200 characters."),
}


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that holds no school. `line` counts from 1, as editors do; `what` is a sentence."""

    line: int
    code: str
    what: str


@dataclass(slots=True)
class Imported:
    """What came of an import.

    `kept` counts schools of an earlier register that this file no longer has: they stay. `bad` holds the
    first `BAD_ROWS_KEPT` of the `bad_rows`.
    """

    counts: Counts = field(default_factory=Counts)
    kept: int = 0
    bad_rows: int = 0
    bad: list[BadRow] = field(default_factory=list)
    cancelled: bool = False


class Extract:
    """An extract whose first line was checked. Iterating reads it from there, row by row.

    Attributes:
        size: bytes of the file.
        position: bytes read so far.
    """

    def __init__(
        self, path: Path, columns: list[str], encoding: str, start: int, size: int
    ) -> None:
        self.size = size
        self.position = 0
        self._path = path
        self._encoding = encoding
        self._start = start
        self._width = len(columns)
        places = {name: place for place, name in reversed(list(enumerate(columns)))}
        # A column the file lacks is read at the row's end, where `_school` puts an empty field.
        self._chosen = itemgetter(*(places.get(name, -1) for name in _COLUMNS))
        self._ages = _("{first} to {last}")  # looked up once: that takes longer than reading a row

    def __iter__(self) -> Iterator[SchoolRow | BadRow]:
        """Give every school, and every row that holds none; blank lines are passed over.

        Raises:
            UserError: "school.extract-unreadable", "school.extract-not-csv", "school.extract-empty".
        """
        any_row = False
        with _reading(self._path) as file:
            file.seek(self._start)
            for line, fields in giving(self._rows(file)):
                self.position = file.tell()
                any_row = True
                yield self._school(fields, line) if isinstance(fields, list) else fields
        self.position = self.size
        if not any_row:
            raise UserError("school.extract-empty", name=self._path.name)

    def _rows(self, file: BinaryIO) -> Iterator[tuple[int, list[str] | BadRow]]:
        """Give each row with its line. A row with line ends in it is joined, if that makes it sound.

        Where it does not, its first line alone is bad, and the next is looked at afresh: one quotation
        mark too many must not swallow the schools that follow.
        """
        number = 2
        while block := self._block(file):
            taken = 0
            for fields, end in self._sound_rows(block):
                if fields:
                    yield number + taken, fields
                taken = end
            number += taken
            waiting = deque(block[taken:])
            while waiting:
                row, lines = self._row(file, waiting, number)
                if row:
                    yield number, row
                number += lines

    def _sound_rows(self, block: Sequence[bytes]) -> Iterator[tuple[list[str], int]]:
        """Give the rows a block begins with that need no second look, each with the lines up to its end."""
        raw = b"".join(block)
        try:
            text = raw.decode(self._encoding)
        except UnicodeDecodeError as error:
            text = raw[: raw.rfind(b"\n", 0, error.start) + 1].decode(self._encoding)
        rows = csv.reader(StringIO(text, newline="\n"), strict=True)
        end = 0
        try:
            for fields in rows:
                too_long = rows.line_num - end > _LINES_IN_ROW
                if too_long or (fields and len(fields) != self._width):
                    return
                end = rows.line_num
                yield fields, end
        except csv.Error:
            return  # `_row` finds out why

    def _row(
        self, file: BinaryIO, waiting: deque[bytes], number: int
    ) -> tuple[list[str] | BadRow, int]:
        """Take the row that begins with the first line waiting; give it and the lines it takes up."""
        lines = [waiting.popleft()]
        fields = self._fields(lines[0], number)
        while fields is None and len(lines) < _LINES_IN_ROW:
            more = waiting.popleft() if waiting else self._line(file)
            if not more:
                break
            lines.append(more)
            fields = self._fields(b"".join(lines), number)
        if isinstance(fields, list):
            return fields, len(lines)
        waiting.extendleft(reversed(lines[1:]))
        return fields or _bad(number, "quotation"), 1

    def _block(self, file: BinaryIO) -> list[bytes]:
        """Read the next lines, whole."""
        lines = BytesIO(file.read(_BLOCK_BYTES)).readlines()
        if lines and not lines[-1].endswith(b"\n"):
            lines[-1] += self._line(file, begun=len(lines[-1]))
        return lines

    def _line(self, file: BinaryIO, begun: int = 0) -> bytes:
        line = file.readline(_LINE_BYTES - begun)
        if len(line) == _LINE_BYTES - begun:
            raise UserError("school.extract-not-csv", name=self._path.name)
        return line

    def _fields(self, row: bytes, line: int) -> list[str] | BadRow | None:
        """The fields of a row; None while a quotation mark is open."""
        try:
            fields = next(csv.reader([row.decode(self._encoding)], strict=True), [])
        except UnicodeDecodeError:
            return _bad(line, "characters")
        except csv.Error as error:
            return None if str(error) == "unexpected end of data" else _bad(line, "quotation")
        if fields and len(fields) != self._width:
            return _bad(line, "fields", count=len(fields), expected=self._width)
        return fields

    def _school(self, fields: list[str], line: int) -> SchoolRow | BadRow:
        fields.append("")
        values: Sequence[str] = self._chosen(fields)
        if not _all_clean(values):
            values = [_clean(value) for value in values]
        urn, name, status, phase, low, high, authority, town, postcode, street = values[:10]
        school_type, pupils, opened, closed = values[10:]
        if not (urn.isascii() and urn.isdigit() and len(urn) <= 10 and int(urn)):
            return _bad(line, "urn")
        if not 0 < len(name) <= _LONGEST["name"]:
            return _bad(line, "name")
        return SchoolRow(
            urn=str(int(urn)),
            name=name,
            status=status[:200],
            phase=_applicable(phase)[: _LONGEST["phase"]],
            ages=self._ages_from(low, high),
            authority=_applicable(authority)[: _LONGEST["authority"]],
            town=town[: _LONGEST["town"]],
            postcode=postcode.upper()[:20],
            street=street[:200],
            school_type=_applicable(school_type)[:200],
            pupils=_count(pupils),
            opened=_iso_date(opened),
            closed=_iso_date(closed),
        )

    def _ages_from(self, low: str, high: str) -> str:
        first, last = _count(low), _count(high)
        if first is None or last is None or last > 99:
            return ""
        return self._ages.format(first=first, last=last)


def read_extract(path: Path) -> Extract:
    """Open an extract and check that its first line names the columns needed.

    Windows-1252 unless the file begins with the mark of UTF-8.

    Raises:
        UserError: "school.extract-unreadable", "school.extract-empty", "school.extract-not-csv",
            "school.extract-columns".
    """
    with _reading(path) as file:
        head = file.read(_HEAD_BYTES)
        size = path.stat().st_size
    if not head.strip():
        raise UserError("school.extract-empty", name=path.name)
    marked = head.startswith(b"\xef\xbb\xbf")
    encoding = "utf-8" if marked else "cp1252"
    first = head.partition(b"\n")[0]
    try:
        line = first[3 if marked else 0 :].decode(encoding)
        columns = [_clean(name) for name in next(csv.reader([line], strict=True), [])]
    except (UnicodeDecodeError, csv.Error):
        columns = []
    if len(columns) < 2 or b"\0" in head or len(first) == _HEAD_BYTES:
        raise UserError("school.extract-not-csv", name=path.name)
    missing = [name for name in _NECESSARY if name not in columns]
    if missing:
        raise UserError("school.extract-columns", name=path.name, missing=", ".join(missing))
    return Extract(path, columns, encoding, len(first) + 1, size)


def import_register(
    database: Database,
    extract: Extract,
    *,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool] = bool,
) -> Imported:
    """File every school of an extract, in slices behind whatever is typed.

    Reads in the caller's thread, which must not be the window's, and writes on the lane. Schools that are
    no longer in the file are kept. A cancelled import leaves what it has filed; doing it again finishes it.

    Args:
        database: the open profile's.
        extract: what to file.
        progress: told bytes read and bytes in all, after every slice.
        cancelled: asked before every slice; if not given, nobody stops it but by an exception.

    Raises:
        UserError: as iterating over `extract`.
    """
    imported = Imported()
    seen: set[str] = set()
    rows = iter(extract)
    part = list(islice(rows, SLICE))
    slices = 0
    while part:
        imported.cancelled = cancelled()
        if imported.cancelled:
            return imported
        schools = [row for row in part if isinstance(row, SchoolRow)]
        bad = [row for row in part if isinstance(row, BadRow)]
        position = extract.position
        filing = _file(database, schools)
        part = list(islice(rows, SLICE))  # while those before are being filed
        imported.cancelled = not _filed(filing, imported.counts)
        if imported.cancelled:
            return imported
        seen.update(one.urn for one in schools)
        imported.bad_rows += len(bad)
        imported.bad += bad[: BAD_ROWS_KEPT - len(imported.bad)]
        slices += 1
        if slices % _MERGED_AFTER == 0 or not part:
            imported.cancelled = not _is_merged(database)
            if imported.cancelled:
                return imported
        if slices % _CARRIED_AFTER == 0:
            with suppress(CancelledError):  # closed meanwhile
                database.checkpoint().result()
        progress(position if part else extract.size, extract.size)
    imported.kept = database.ask(count_schools).result() - len(seen)
    return imported


def _file(database: Database, schools: list[SchoolRow]) -> "Future[Counts | None]":
    def steps(begin: Begin) -> Iterator[Counts]:
        with begin() as connection:
            done = put_schools(connection, schools)
        yield done

    return database.steps(steps)


def _is_merged(database: Database) -> bool:
    """Merge the index as far as it wants to be; False when the profile was closed meanwhile."""

    def steps(begin: Begin) -> Iterator[bool]:
        wants = True
        while wants:
            with begin() as connection:
                wants = merge_index(connection)
            yield wants

    try:
        database.steps(steps).result()
    except CancelledError:
        return False
    return True


def _filed(filing: "Future[Counts | None]", counts: Counts) -> bool:
    """Wait until one slice is filed; False when the profile was closed meanwhile."""
    try:
        done = filing.result()
    except CancelledError:
        return False
    if done is not None:
        counts.add(done)
    return True


@contextmanager
def _reading(path: Path) -> Iterator[BinaryIO]:
    try:
        with open(path, "rb", buffering=_HEAD_BYTES, opener=open_without_waiting) as file:
            yield file
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError("school.extract-unreadable", name=path.name, reason=reason) from error


def _bad(line: int, code: str, **values: int) -> BadRow:
    return BadRow(line, code, _(_REASONS[code]).format(**values))


def _clean(value: str) -> str:
    """One line without control characters."""
    line = " ".join(value.split())
    if line.isprintable():
        return line
    return "".join(letter for letter in line if letter.isprintable()).strip()


def _all_clean(values: Sequence[str]) -> bool:
    """Whether `_clean` would leave every one of these as it is; told of all of them at once, as most are."""
    joined = "|".join(values)
    return (
        joined.isprintable()
        and not joined.startswith(" ")
        and not joined.endswith(" ")
        and all(gap not in joined for gap in ("  ", "| ", " |"))
    )


def _applicable(value: str) -> str:
    return "" if value == "Not applicable" else value


def _count(value: str) -> int | None:
    if not (value.isascii() and value.isdigit() and len(value) <= 6):
        return None
    return int(value) if int(value) <= _MOST_PUPILS else None


def _iso_date(value: str) -> str:
    """A date written dd-mm-yyyy as an ISO date; "" for anything else."""
    day, _first, rest = value.partition("-")
    month, _second, year = rest.partition("-")
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
