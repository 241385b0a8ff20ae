"""A spreadsheet as plain rows, read no further than a form can go.

Workbooks come from strangers. What is larger than a form can be, holds a program, points to other files or is not what
its name says is refused before anything is built from it. Texts are made of cells as pyxform makes them.
"""

import errno
import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import openpyxl
import xlrd
from pyxform import xls2json_backends as backends
from pyxform.errors import PyXFormError

from reviewer_app.durable import read_at_most
from reviewer_app.errors import UserError
from reviewer_app.frameworks.xlsform.old_sheets import cells_reached
from reviewer_app.language import gettext as _

FILE_LIMIT: Final = 5_000_000
"""Bytes of a workbook; a form of 500 questions has about 60,000."""
SHEETS_LIMIT: Final = 4_000_000
"""Bytes of all that a workbook says about its sheets, unpacked; openpyxl goes through these in a second."""
TEXT_LIMIT: Final = 1_000_000
"""Bytes of a form in Markdown or CSV."""
CELLS_LIMIT: Final = 400_000
"""Cells of the sheets of an .xls workbook, empty ones between others too: its reader builds them all."""
ROW_LIMIT: Final = 3_000
COLUMN_LIMIT: Final = 200
CELL_LIMIT: Final = 32_767
"""Characters in one cell, as spreadsheets have it."""

SHEETS: Final = ("survey", "choices", "settings", "external_choices", "entities", "osm")
"""The sheets that pyxform reads."""
OURS: Final = "reviewer"
"""The sheet of our own exports that holds what XLSForm has no place for."""

_ENTRY_LIMIT: Final = 1_000
_LINE_LIMIT: Final = 8_000
_HASHES_LIMIT: Final = 50
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONSTANT: Final = re.compile(r"=(true|false)\(\)", re.IGNORECASE)
"""What some programs write for a cell that is simply true or false."""
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its columns by name, and its rows, the first of them row 2."""

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]


Workbook = Mapping[str, Sheet]
"""Sheets by their name in small letters."""


class _RowError(Exception):
    """A row cannot be read; says which and why."""


class _HoldsError(Exception):
    """The workbook holds what no form may; says where and what."""


def read_workbook(path: Path) -> Workbook:
    """Read a spreadsheet of questions: .xlsx, .xls, or pyxform's forms in Markdown or CSV.

    Raises:
        UserError: "xlsform.unreadable", "xlsform.too-large", "xlsform.not-a-form", "xlsform.holds", "xlsform.refused".
    """
    kind = path.suffix.lower()
    if kind not in _READERS:
        raise UserError("xlsform.not-a-form", name=path.name, reason=_("its name ends otherwise"))
    content = _content(path, TEXT_LIMIT if kind in (".md", ".csv") else FILE_LIMIT)
    try:
        return _READERS[kind](content)
    except _HoldsError as error:
        raise UserError("xlsform.holds", name=path.name, what=str(error)) from None
    except OverflowError as error:
        raise UserError("xlsform.too-large", name=path.name, reason=str(error)) from None
    except _RowError as error:
        raise UserError("xlsform.refused", name=path.name, place=str(error)) from None
    except Exception as error:
        # What a damaged or crafted workbook makes its readers raise stands in no list: struct, index, key, XML ...
        reason = _("it is damaged, or not what its name says")
        raise UserError("xlsform.not-a-form", name=path.name, reason=reason) from error


def _content(path: Path, most: int) -> bytes:
    try:
        return read_at_most(path, most)
    except OSError as error:
        if error.errno == errno.EFBIG:
            reason = _("it has more than {limit} MB").format(limit=most // 1_000_000)
            raise UserError("xlsform.too-large", name=path.name, reason=reason) from None
        raise UserError(
            "xlsform.unreadable", name=path.name, reason=error.strerror or str(error)
        ) from error


def _from_xlsx(content: bytes) -> Workbook:
    _check_package(content)
    # It warns of looks and extensions it does not keep, which are nothing to a form.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        return _taken(book)


def _taken(book: Any) -> Workbook:
    try:
        return {
            name: _sheet(name, book[title].iter_rows(max_row=ROW_LIMIT + 62), _excel_text)
            for name, title in _titles(book.sheetnames).items()
        }
    finally:
        book.close()


def _check_package(content: bytes) -> None:
    """Look at a package's table of contents before any of it is unpacked."""
    if not content.startswith(_ZIP):
        raise zipfile.BadZipFile
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = package.infolist()
    if len(parts) > _ENTRY_LIMIT:
        raise OverflowError(_("it has more than {limit} parts").format(limit=_ENTRY_LIMIT))
    for part in parts:
        name = part.filename.lower()
        if name.endswith("vbaproject.bin"):
            raise _HoldsError(_("a program (macros)"))
        if "/externallinks/" in f"/{name}":
            raise _HoldsError(_("links to other workbooks"))
    said = sum(map(_counted, parts))
    if said > SHEETS_LIMIT:
        limit = SHEETS_LIMIT // 1_000_000
        raise OverflowError(_("its sheets have more than {limit} MB").format(limit=limit))


def _counted(part: zipfile.ZipInfo) -> int:
    """Bytes of a part that count: all of a sheet, and of what has another name what unpacking adds to it.

    A package names its sheets as it likes; pictures, which may be large, are packed already.
    """
    plain = part.filename.endswith((".xml", ".rels"))
    return part.file_size if plain else max(part.file_size - part.compress_size, 0)


def _from_xls(content: bytes) -> Workbook:
    if not content.startswith(_OLE):
        raise xlrd.XLRDError
    if cells_reached(content) > CELLS_LIMIT:
        raise OverflowError(_("its cells stand too far apart"))
    # Its warnings go nowhere: they would land among the results.
    book = xlrd.open_workbook(file_contents=content, logfile=io.StringIO(), on_demand=True)

    def text(cell: Any) -> str:
        return str(backends.xls_value_to_unicode(cell.value, cell.ctype, book.datemode))

    try:
        return {
            name: _sheet(name, book.sheet_by_name(title).get_rows(), text)
            for name, title in _titles(book.sheet_names()).items()
        }
    finally:
        book.release_resources()


def _from_markdown(content: bytes) -> Workbook:
    text = _lines(content)
    if any(line.count("#") > _HASHES_LIMIT for line in text.split("\n")):
        raise OverflowError(_("it has lines longer than a form's"))
    return _from_text(backends.md_to_dict(io.BytesIO(text.encode())))


def _from_csv(content: bytes) -> Workbook:
    return _from_text(backends.csv_to_dict(io.BytesIO(_lines(content).encode())))


def _lines(content: bytes) -> str:
    text = content.decode("utf-8-sig")
    if any(len(line) > _LINE_LIMIT for line in text.split("\n")):
        raise OverflowError(_("it has lines longer than a form's"))
    if text.count("\n") > ROW_LIMIT:
        raise OverflowError(_too_many_rows(_("the text")))
    return text


def _from_text(found: Mapping[str, Any]) -> Workbook:
    sheets: dict[str, Sheet] = {}
    for name in (*SHEETS, OURS):
        columns = [one for one in (found.get(f"{name}_header") or [{}])[0] if one]
        if columns:
            rows = [
                {key: clean(str(value)) for key, value in row.items() if key in columns}
                for row in found.get(name) or []
            ]
            sheets[name] = Sheet(tuple(columns), tuple(rows))
    return sheets


_READERS: Final[Mapping[str, Callable[[bytes], Workbook]]] = {
    ".csv": _from_csv,
    ".xlsm": _from_xlsx,
    ".xlsx": _from_xlsx,
    ".xls": _from_xls,
    ".md": _from_markdown,
}


def _titles(titles: Iterable[str]) -> dict[str, str]:
    """The sheets to read, by their name in small letters; a workbook's only sheet is its questions."""
    every = list(titles)
    if len(every) == 1:
        return {"survey": every[0]}
    known = (*SHEETS, OURS)
    return {one.lower(): one for one in reversed(every) if one.lower() in known}


def _sheet(name: str, rows: Iterable[Iterable[Any]], text: Callable[[Any], str]) -> Sheet:
    """Take a sheet's rows, as many as a form may have."""
    lines = iter(rows)
    first = [_header(cell) for cell in _within_columns(name, next(lines, ()))]
    try:
        columns = backends.get_excel_column_headers(first)
    except PyXFormError as error:
        raise _RowError(
            _("{sheet}, row {row}: {reason}").format(sheet=name, row=1, reason=error)
        ) from None
    found: list[Mapping[str, str]] = backends.get_excel_rows(
        headers=columns,
        rows=_within_rows(name, lines, len(columns)),
        cell_func=lambda cell, row, column: _text(name, row, column, cell, text),
    )
    return Sheet(tuple(one for one in columns if one is not None), tuple(found))


def _header(cell: Any) -> str | None:
    return None if cell.value is None else clean(str(cell.value))


def _within_columns(name: str, cells: Iterable[Any]) -> Iterator[Any]:
    for number, cell in enumerate(cells):
        if number >= COLUMN_LIMIT and not backends.is_empty(cell.value):
            limit = _("{sheet} has more than {limit} columns")
            raise OverflowError(limit.format(sheet=name, limit=COLUMN_LIMIT))
        yield cell


def _within_rows(
    name: str, rows: Iterable[Iterable[Any]], columns: int
) -> Iterator[tuple[Any, ...]]:
    for number, row in enumerate(rows):
        cells = tuple(row)[:columns]
        if number >= ROW_LIMIT and any(not backends.is_empty(cell.value) for cell in cells):
            raise OverflowError(_too_many_rows(name))
        yield cells


def _too_many_rows(name: str) -> str:
    return _("{sheet} has more than {limit} rows").format(sheet=name, limit=ROW_LIMIT)


def _text(name: str, row: int, column: str, cell: Any, text: Callable[[Any], str]) -> str:
    if getattr(cell, "data_type", "") == "f":
        constant = _CONSTANT.fullmatch(str(cell.value))
        if constant is not None:
            return constant[1].upper()
        place = _("a formula (sheet {sheet}, row {row}, column “{column}”)")
        raise _HoldsError(place.format(sheet=name, row=row + 2, column=column))
    return clean(text(cell))


def _excel_text(cell: Any) -> str:
    return str(backends.xlsx_value_to_str(cell.value))


def clean(text: str) -> str:
    """Give text as a cell may hold it: without what shows nothing, and no longer than a cell can be."""
    return _UNPRINTABLE.sub("", text[:CELL_LIMIT]).strip()
