"""How far the sheets of an .xls workbook reach, read from its records before any cell is built.

A cell in the last column makes its reader fill the whole row before it, so that a few kilobytes grow to hundreds of
megabytes; and it goes through every record, so that their number says how long it takes. Records are a type, a length
and content ([MS-XLS] section 2.1.4); a cell's content starts with its row and column.
"""

import io
import struct
from collections.abc import Iterator
from typing import Final

from xlrd.compdoc import CompDoc

from reviewer_app.language import gettext as _

_STREAMS: Final = ("Workbook", "Book")
_STARTS: Final = frozenset({0x0009, 0x0209, 0x0409, 0x0809})
_CELLS: Final = frozenset(
    {
        *(0x0001, 0x0002, 0x0003, 0x0004, 0x0005, 0x0006, 0x00BD, 0x00D6, 0x00FD),
        *(0x0201, 0x0203, 0x0204, 0x0205, 0x0206, 0x027E, 0x0406),
    }
)
_SEVERAL: Final = 0x00BD
_TEXTS: Final = 0x00FC
_HEAD: Final = struct.Struct("<HH")
_PLACE: Final = struct.Struct("<HH")
_COUNTS: Final = struct.Struct("<II")

RECORDS_LIMIT: Final = 100_000
"""Records of a workbook, most of them one cell each; its reader takes two microseconds or more for one."""
LOOKS_LIMIT: Final = 20_000
"""Records before the first sheet, mostly looks, of which Excel has 4,000 at the most and its reader is slowest."""
TEXTS_LIMIT: Final = 100_000
"""Texts that cells share, as the workbook itself counts them."""


def cells_reached(content: bytes) -> int:
    """Give how many cells the sheets have together, each from its first to its last row and column.

    Raises:
        OverflowError: it has more records or texts than a form's workbook can have, with the reason.
        Exception: the workbook is damaged; xlrd has no error of its own for each kind.
    """
    package = CompDoc(content, logfile=io.StringIO())
    reached = 0
    for name in _STREAMS:
        memory, start, length = package.locate_named_stream(name)
        if memory is not None:
            reached += sum(_reaches(memory[start : start + length]))
    return reached


def _reaches(stream: bytes) -> Iterator[int]:
    """The cells of each part of a workbook, a sheet or what stands before the sheets."""
    rows = columns = at = records = parts = 0
    while at + _HEAD.size <= len(stream):
        kind, length = _HEAD.unpack_from(stream, at)
        at += _HEAD.size
        records += 1
        if kind in _STARTS:
            yield rows * columns
            rows = columns = 0
            parts += 1
        elif kind in _CELLS and length >= _PLACE.size and at + length <= len(stream):
            row, column = _PLACE.unpack_from(stream, at)
            if kind == _SEVERAL:
                # The last column it fills stands at its end.
                column = max(
                    column, int.from_bytes(stream[at + length - 2 : at + length], "little")
                )
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        elif kind == _TEXTS and length >= _COUNTS.size and at + length <= len(stream):
            _refuse_texts(_COUNTS.unpack_from(stream, at)[1])
        if records > (RECORDS_LIMIT if parts > 1 else LOOKS_LIMIT):
            raise OverflowError(_("it says more of its cells and their looks than a form needs"))
        at += length
    yield rows * columns


def _refuse_texts(count: int) -> None:
    if count > TEXTS_LIMIT:
        raise OverflowError(_("it has more than {limit} texts").format(limit=TEXTS_LIMIT))
