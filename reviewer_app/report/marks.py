"""A chart of marks in rows and columns: what was agreed now and last time, and from how many sides a heading was seen.

It prints in grey and is told apart by shape, and is read out in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from reportlab.lib.colors import Color, white
from reportlab.platypus import Flowable

from reviewer_app.report import style
from reviewer_app.report.canvas import ReportCanvas, canvas_of
from reviewer_app.report.chart import fitting, write
from reviewer_app.report.fonts import clean
from reviewer_app.report.mixed_text import draw_line
from reviewer_app.report.structure import Element
from reviewer_app.report.words import text_width
from reviewer_app.tongues import is_double, plain

Mark: TypeAlias = Literal["full", "open"]

_RADIUS: Final = 4.0
_LABELS: Final = 172.0
"""Points for the words that head the rows, where the words over the columns leave so much."""
_LABELS_LEAST: Final = 96.0
_GAP: Final = 8.0
_LINE: Final = 11.0
_ABOVE: Final = 4.0
_LINES: Final = 3
_KEY: Final = 20.0
_TITLE: Final = 19.0


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A row: its words, and the marks in it, each with the number of its column (from 0)."""

    label: str
    marks: tuple[tuple[int, Mark], ...]


class Marks(Flowable):
    """Rows of marks under the words of their columns; a line leads from an open mark to the full one of its row.

    Args:
        element: a figure's.
        title: over the whole; "" where what stands above it says enough.
        columns: the words over them.
        rows: from top to bottom.
        key: what each mark stands for; nothing where they all stand for the same.
        colour: of the full marks.

    Attributes:
        heads: the words over each column as they are broken into lines, once it is wrapped.
    """

    heads: tuple[list[str], ...]

    def __init__(
        self,
        element: Element,
        title: str,
        columns: Sequence[str],
        rows: Sequence[MarkRow],
        key: Sequence[tuple[Mark, str]],
        colour: Color,
    ) -> None:
        super().__init__()
        self.element = element
        self._title = plain(title)
        self._double = any(map(is_double, (*columns, *(row.label for row in rows))))
        self._columns = tuple(map(plain, columns))
        self._rows = tuple(MarkRow(plain(row.label), row.marks) for row in rows)
        self._key = tuple((mark, plain(words)) for mark, words in key)
        self._colour = colour
        self.spaceAfter = 4

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """The chart's width and height."""
        self.width = available_width
        words = (word for head in self._columns for word in clean(head).split(" "))
        widest = max(text_width(word, style.CHART) for word in words) + _GAP + 1
        room = available_width - widest * len(self._columns)
        self._left = max(_LABELS_LEAST, min(_LABELS, room))
        self._column = (available_width - self._left) / len(self._columns)
        most = _LINES * 2 if self._double else _LINES
        self.heads = tuple(_wrapped(one, self._column - _GAP, most) for one in self._columns)
        self._labels = [_wrapped(one.label, self._left - _GAP, most) for one in self._rows]
        self._head = _LINE * max(len(lines) for lines in self.heads) + _ABOVE
        rows = sum(_height(lines) for lines in self._labels)
        title = _TITLE if self._title else 0
        self.height = title + self._head + rows + (_KEY if self._key else 0)
        return self.width, self.height

    def draw(self) -> None:
        """Paint the whole chart as one figure, and note where it stands."""
        canvas = canvas_of(self)
        canvas.begin_content(self.element)
        canvas.saveState()
        y = self.height
        if self._title:
            y -= _TITLE
            look = style.COLUMN
            corner = (0.0, y + _TITLE - look.fontSize)
            draw_line(
                canvas, f"{self._title} ", look.fontName, look.fontSize, corner, look.textColor
            )
        for number, lines in enumerate(self.heads):
            top = y - (self._head - _ABOVE - _LINE * len(lines))
            for at, line in enumerate(lines, start=1):
                left = self._middle(number) - text_width(line, style.CHART) / 2
                write(canvas, left, top - _LINE * at + 3, line, style.INK_LABEL)
        y -= self._head
        self._rule(canvas, y, style.INK)
        for row, lines in zip(self._rows, self._labels, strict=True):
            height = _height(lines)
            for at, line in enumerate(lines, start=1):
                write(canvas, 0, y - _ABOVE - _LINE * at + 2.5, line, style.INK)
            self._marks(canvas, row, y - height / 2)
            y -= height
            self._rule(canvas, y, style.LINE)
        self._draw_key(canvas, y - _KEY + 5)
        canvas.restoreState()
        canvas.end_content()
        left, bottom = canvas.absolutePosition(0, 0)
        self.element.box = (left, bottom, left + self.width, bottom + self.height)

    def _middle(self, column: int) -> float:
        return self._left + self._column * (column + 0.5)

    def _rule(self, canvas: ReportCanvas, y: float, colour: Color) -> None:
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(0.6)
        canvas.line(0, y, self.width, y)

    def _marks(self, canvas: ReportCanvas, row: MarkRow, y: float) -> None:
        reached = [self._middle(column) for column, _mark in row.marks]
        if len(set(reached)) > 1 and any(mark == "open" for _column, mark in row.marks):
            canvas.setStrokeColor(style.INK_SOFT)
            canvas.setLineWidth(1.0)
            canvas.line(min(reached), y, max(reached), y)
        # What is open goes round what is full, where both stand in one column.
        for left, (_column, mark) in sorted(zip(reached, row.marks, strict=True), key=_open_first):
            both = reached.count(left) > 1
            self._mark(canvas, mark, left, y, _RADIUS + (2.4 if both and mark == "open" else 0))

    def _mark(self, canvas: ReportCanvas, mark: Mark, left: float, y: float, radius: float) -> None:
        full = mark == "full"
        canvas.setFillColor(self._colour if full else white)
        canvas.setStrokeColor(self._colour if full else style.INK_SOFT)
        canvas.setLineWidth(1.1)
        canvas.circle(left, y, radius, stroke=1, fill=1)

    def _draw_key(self, canvas: ReportCanvas, y: float) -> None:
        needed = sum(
            2 * _RADIUS + 21 + text_width(words, style.CHART) for _mark, words in self._key
        )
        left = min(self._left, max(0.0, self.width - needed))
        for mark, words in self._key:
            self._mark(canvas, mark, left + _RADIUS, y + 3, _RADIUS)
            left += 2 * _RADIUS + 5
            write(canvas, left, y, words, style.INK)
            left += text_width(words, style.CHART) + 16


def _open_first(one: tuple[float, tuple[int, Mark]]) -> bool:
    return one[1][1] == "full"


def _height(lines: Sequence[str]) -> float:
    return _LINE * len(lines) + 2 * _ABOVE


def _wrapped(text: str, width: float, most: int) -> list[str]:
    """Break a text between words; what is over after so many lines, or too wide for one, ends in an ellipsis."""
    lines: list[str] = []
    for word in clean(text).split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, style.CHART) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines[most - 1 :] = [" ".join(lines[most - 1 :])]
    return [fitting(line, width) for line in lines]
