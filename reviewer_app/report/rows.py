"""Paragraphs side by side: rows above hairlines, and a table of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, cast

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable

from reviewer_app.report.canvas import canvas_of
from reviewer_app.report.words import HAIR, Words


@dataclass(frozen=True, slots=True)
class Cell:
    """A paragraph in a row: how far from the left it stands and how wide it may be."""

    words: Words
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """A rule under a row."""

    left: float
    width: float
    colour: Color
    thickness: float = 0.6


_TOGETHER: Final = 2
"""Rows that stay above a page break, at least, where one of them is moved below it."""
_EMPTY_ROW: Final = 15.0
"""Points; a row in which nothing stands is there to be written in."""


class Row(Flowable):
    """Paragraphs side by side above hairlines; too tall for a page, it breaks inside its cells."""

    def __init__(
        self,
        cells: Sequence[Cell],
        lines: Sequence[Line],
        *,
        above: float = 5.5,
        below: float = 6.0,
    ) -> None:
        super().__init__()
        self.cells = tuple(cells)
        self.lines = tuple(lines)
        self.above = above
        self.below = below

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """The row's width and height."""
        self.heights = [cell.words.height_at(cell.width) for cell in self.cells]
        self.width = available_width
        self.height = self.above + max(self.heights, default=_EMPTY_ROW) + self.below
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Two rows, each cell broken where the page ends; nothing when too little room is left."""
        self.wrap(available_width, available_height)
        room = available_height - self.above - self.below
        if not self.cells or room < 6 * max(cell.words.style.leading for cell in self.cells):
            return []
        first: list[Cell] = []
        second: list[Cell] = []
        for cell, height in zip(self.cells, self.heights, strict=True):
            if height <= room:
                first.append(cell)
                continue
            parts = cell.words.broken_at(cell.width, room)
            if parts is None:
                return []
            first.append(Cell(parts[0], cell.left, cell.width))
            second.append(Cell(parts[1], cell.left, cell.width))
        return [
            Row(first, (), above=self.above, below=0),
            Row(second, self.lines, above=0, below=self.below),
        ]

    def draw(self) -> None:
        """Paint the cells from their common top, then the rules."""
        canvas = canvas_of(self)
        top = self.height - self.above
        for cell, height in zip(self.cells, self.heights, strict=True):
            cell.words.drawOn(canvas, cell.left, top - height)
        for line in self.lines:
            canvas.rule(line.left, 0, line.width, line.colour, line.thickness)


class Rows(Flowable):
    """A table: rows under a header that is repeated, unread, on every further page."""

    def __init__(
        self, header: Callable[[], Row], rows: Sequence[Row], *, first: bool = True
    ) -> None:
        super().__init__()
        self.make_header = header
        self.header = header()
        self.rows = tuple(rows)
        self.first = first

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """The table's width and height."""
        parts: tuple[Row, ...] = (self.header, *self.rows)
        self.heights = [part.wrap(available_width, _available_height)[1] for part in parts]
        self.width, self.height = available_width, sum(self.heights)
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """The rows that fit, and the rest under a header of their own."""
        self.wrap(available_width, available_height)
        left = available_height - self.heights[0]
        fitting = 0
        for height in self.heights[1:]:
            if height > left + HAIR:
                break
            left -= height
            fitting += 1
        head, rest = list(self.rows[:fitting]), list(self.rows[fitting:])
        if not rest:
            return [self]
        parts = rest[0].split(available_width, left)
        if len(parts) == 2 and (not head or rest[0].height > available_height):
            head.append(cast("Row", parts[0]))
            rest[0] = cast("Row", parts[1])
        if len(rest) == 1 and len(head) > _TOGETHER:
            # The last row is not left alone under titles of its own.
            rest.insert(0, head.pop())
        if not head:
            return []
        return [
            Rows(self.make_header, head, first=self.first),
            Rows(self.make_header, rest, first=False),
        ]

    def draw(self) -> None:
        """Paint header and rows; a repeated header is an artifact."""
        canvas = canvas_of(self)
        y = self.height
        for part, height in zip((self.header, *self.rows), self.heights, strict=True):
            y -= height
            if part is self.header and not self.first:
                with canvas.unmarked():
                    part.drawOn(canvas, 0, y)
            else:
                part.drawOn(canvas, 0, y)
