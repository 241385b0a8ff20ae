"""How far the sheets of an .xls workbook reach, read from its records before any cell is built.

A cell in the last column makes its reader fill the whole row before it, so that a few kilobytes grow to hundreds of
megabytes. Records are a type, a length and content ([MS-XLS] section 2.1.4); a cell's content starts with its row and
column.
"""

import io
import struct
from collections.abc import Iterator
from typing import Final

from xlrd.compdoc import CompDoc

_STREAMS: Final = ("Workbook", "Book")
_STARTS: Final = frozenset({0x0009, 0x0209, 0x0409, 0x0809})
_CELLS: Final = frozenset(
    {
        *(0x0001, 0x0002, 0x0003, 0x0004, 0x0005, 0x0006, 0x00BD, 0x00D6, 0x00FD),
        *(0x0201, 0x0203, 0x0204, 0x0205, 0x0206, 0x027E, 0x0406),
    }
)
_HEAD: Final = struct.Struct("<HH")
_PLACE: Final = struct.Struct("<HH")


def cells_reached(content: bytes) -> int:
    """Give how many cells the largest sheet has from its first to its last row and column.

    Raises:
        Exception: the workbook is damaged; xlrd has no error of its own for each kind.
    """
    package = CompDoc(content, logfile=io.StringIO())
    most = 0
    for name in _STREAMS:
        memory, start, length = package.locate_named_stream(name)
        if memory is not None:
            most = max(most, *(_reaches(memory[start : start + length])))
    return most


def _reaches(stream: bytes) -> Iterator[int]:
    """The cells of each part of a workbook, a sheet or what stands before the sheets."""
    rows = columns = at = 0
    while at + _HEAD.size <= len(stream):
        kind, length = _HEAD.unpack_from(stream, at)
        at += _HEAD.size
        if kind in _STARTS:
            yield rows * columns
            rows = columns = 0
        elif kind in _CELLS and length >= _PLACE.size and at + length <= len(stream):
            row, column = _PLACE.unpack_from(stream, at)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        at += length
    yield rows * columns
