"""The report's own building blocks for Platypus, each painting through the tagged canvas.

A block is given its element of the structure tree when the story is built. Text is never markup: it
goes in as runs of a font, so that no character of it can be read as an instruction.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self, cast

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle, PropertySet
from reportlab.platypus import Flowable, Paragraph
from reportlab.platypus.paraparser import ParaFrag

from reviewer_app.report.canvas import ReportCanvas
from reviewer_app.report.fonts import clean, runs
from reviewer_app.report.structure import Element

# A finding of up to nine lines is moved to the next page rather than broken.
_KEPT_WHOLE = 160.0
# A hair of tolerance when comparing heights that were added up in another order.
_HAIR = 0.01


def _fragments(text: str, style: ParagraphStyle, font: str) -> list[ParaFrag]:
    return [
        ParaFrag(
            text=run.text,
            fontName=run.font,
            fontSize=style.fontSize,
            textColor=style.textColor,
            backColor=None,
            rise=0,
            us_lines=[],
            link=[],
        )
        for run in runs(text, font)
    ]


class Words(Paragraph):
    """A paragraph that belongs to an element; `Words.of` makes one from plain text."""

    element: Element

    def __init__(
        self,
        text: str | None,
        style: PropertySet | None = None,
        bulletText: str | None = None,
        frags: list[ParaFrag] | None = None,
        caseSensitive: int = 1,
        encoding: str = "utf8",
    ) -> None:
        super().__init__(text or "", style, bulletText, frags, caseSensitive, encoding)

    @classmethod
    def of(
        cls,
        element: Element,
        text: str,
        style: ParagraphStyle,
        *,
        emphasis: tuple[re.Pattern[str], str] | None = None,
    ) -> Self:
        """A paragraph of `text`; where `emphasis` matches, its font is used instead."""
        printable = clean(text)
        if emphasis is None:
            parts = [(printable, style.fontName)]
        else:
            pattern, font = emphasis
            parts = [
                (part, font if index % 2 else style.fontName)
                for index, part in enumerate(pattern.split(printable))
                if part
            ]
        fragments = [fragment for part, font in parts for fragment in _fragments(part, style, font)]
        words = cls(None, style, frags=fragments)
        words.element = element
        return words

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """The parts before and after a page break; both belong to the same element."""
        parts: list[Flowable] = super().split(available_width, available_height)
        for part in parts:
            if isinstance(part, Words):
                part.element = self.element
        return parts

    def draw(self) -> None:
        """Paint the lines as the element's content."""
        canvas = _canvas(self)
        canvas.begin_content(self.element)
        super().draw()
        canvas.end_content()

    def broken_at(self, width: float, height: float) -> tuple["Words", "Words"] | None:
        """Two paragraphs, the first no taller than `height`; nothing where it cannot be broken."""
        parts = self.split(width, height) if height > 0 else []
        if len(parts) != 2:
            return None
        first, second = parts
        return cast("Words", first), cast("Words", second)

    def height_at(self, width: float) -> float:
        """How tall the paragraph is at `width`."""
        return float(self.wrap(width, 1e6)[1])


def _canvas(flowable: Flowable) -> ReportCanvas:
    return cast("ReportCanvas", flowable.canv)


def _rule(
    canvas: ReportCanvas, left: float, y: float, width: float, colour: Color, thickness: float
) -> None:
    canvas.saveState()
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(thickness)
    canvas.line(left, y, left + width, y)
    canvas.restoreState()


class Heading(Words):
    """A heading that also stands in the reader's outline."""

    outline: tuple[str, int] | None = None

    def draw(self) -> None:
        """Paint the heading and note where it stands."""
        if self.outline is not None:
            title, level = self.outline
            canvas = _canvas(self)
            key = f"heading-{len(canvas.headings)}"
            canvas.headings.append(key)
            left, top = canvas.absolutePosition(0, self.height)
            canvas.bookmarkHorizontalAbsolute(key, top + 12, left=round(left), fit="XYZ")
            canvas.addOutlineEntry(title, key, level)
        super().draw()


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of a stack, and the space above it when it is not the first on its page."""

    words: Words
    before: float = 0.0
    caption: bool = False


class Stack(Flowable):
    """Paragraphs that belong together, indented beside an optional coloured bar.

    A short one is kept whole; a longer one breaks where its paragraphs can, but never so that only
    captions are left for the next page.
    """

    def __init__(
        self,
        blocks: Sequence[Block],
        *,
        measure: float,
        indent: float = 0.0,
        bar: Color | None = None,
        after: float = 0.0,
    ) -> None:
        super().__init__()
        self.blocks = tuple(blocks)
        self.measure = measure
        self.indent = indent
        self.bar = bar
        self.spaceAfter = after

    def _with(self, blocks: Sequence[Block]) -> "Stack":
        return Stack(
            blocks, measure=self.measure, indent=self.indent, bar=self.bar, after=self.spaceAfter
        )

    def _width(self, available: float) -> float:
        return min(self.measure, available) - self.indent

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """The stack's width and height."""
        width = self._width(available_width)
        self.heights = [block.words.height_at(width) for block in self.blocks]
        gaps = sum(block.before for block in self.blocks[1:])
        self.width, self.height = available_width, sum(self.heights) + gaps
        return self.width, self.height

    @property
    def kept_whole(self) -> bool:
        """Whether it is too short to be broken across pages (known once wrapped)."""
        return self.height <= _KEPT_WHOLE

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """The part that fits and the rest; nothing when it had better start on the next page."""
        self.wrap(available_width, available_height)
        if self.kept_whole:
            return []
        width = self._width(available_width)
        left = available_height
        for index, (block, height) in enumerate(zip(self.blocks, self.heights, strict=True)):
            left -= block.before if index else 0
            if height <= left + _HAIR:
                left -= height
                continue
            before = list(self.blocks[:index])
            after = list(self.blocks[index + 1 :])
            parts = _split(block, width, left)
            if parts is None:
                after.insert(0, block)
            else:
                before.append(parts[0])
                after.insert(0, parts[1])
            return self._parted(before, after, width)
        return [self]

    def _parted(self, before: list[Block], after: list[Block], width: float) -> list[Flowable]:
        """The two parts, some text moved to the second where it would hold captions alone."""
        while before and all(block.caption for block in after):
            last = before.pop()
            leading = float(last.words.style.leading)
            parts = _split(last, width, last.words.height_at(width) - 2 * leading)
            if parts is None or last.caption:
                after.insert(0, last)
            else:
                before.append(parts[0])
                after.insert(0, parts[1])
        return [self._with(before), self._with(after)] if before else []

    def draw(self) -> None:
        """Paint the bar beside the paragraphs, then each of them."""
        canvas = _canvas(self)
        if self.bar is not None:
            canvas.saveState()
            canvas.setFillColor(self.bar)
            canvas.rect(0, 0, 2.25, self.height, stroke=0, fill=1)
            canvas.restoreState()
        y = self.height
        for index, (block, height) in enumerate(zip(self.blocks, self.heights, strict=True)):
            y -= height + (block.before if index else 0)
            block.words.drawOn(canvas, self.indent, y)


def _split(block: Block, width: float, height: float) -> tuple[Block, Block] | None:
    """A block in two, the first no taller than `height`; nothing where it cannot be broken."""
    parts = block.words.broken_at(width, height)
    if parts is None:
        return None
    first, second = parts
    return Block(first, block.before, block.caption), Block(second, 0, block.caption)


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
        self.height = self.above + max(self.heights) + self.below
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Two rows, each cell broken where the page ends; nothing when too little room is left."""
        self.wrap(available_width, available_height)
        room = available_height - self.above - self.below
        if room < 6 * max(cell.words.style.leading for cell in self.cells):
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
        canvas = _canvas(self)
        top = self.height - self.above
        for cell, height in zip(self.cells, self.heights, strict=True):
            cell.words.drawOn(canvas, cell.left, top - height)
        for line in self.lines:
            _rule(canvas, line.left, 0, line.width, line.colour, line.thickness)


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
            if height > left + _HAIR:
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
        if not head:
            return []
        return [
            Rows(self.make_header, head, first=self.first),
            Rows(self.make_header, rest, first=False),
        ]

    def draw(self) -> None:
        """Paint header and rows; a repeated header is an artifact."""
        canvas = _canvas(self)
        y = self.height
        for part, height in zip((self.header, *self.rows), self.heights, strict=True):
            y -= height
            if part is self.header and not self.first:
                with canvas.unmarked():
                    part.drawOn(canvas, 0, y)
            else:
                part.drawOn(canvas, 0, y)


class SignaturePlace(Flowable):
    """Two columns for signatures: who signs, an optional date, and the prepared field."""

    def __init__(self, places: Sequence["Place"], *, gap: float, height: float = 58.0) -> None:
        super().__init__()
        self.places = tuple(places)
        self.gap = gap
        self.field_height = height

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """The block's width and height."""
        self.column = (available_width - self.gap) / 2
        self.heads = [
            sum(words.height_at(self.column) for words in place.words) for place in self.places
        ]
        self.width = available_width
        self.height = max(self.heads) + 8 + self.field_height
        return self.width, self.height

    def draw(self) -> None:
        """Paint the words and the line to sign on, and reserve the fields."""
        canvas = _canvas(self)
        for index, place in enumerate(self.places):
            left = index * (self.column + self.gap)
            y = self.height
            for words in place.words:
                y -= words.height_at(self.column)
                words.drawOn(canvas, left, y)
            _rule(canvas, left, 0, self.column, place.colour, 0.6)
            canvas.saveState()
            canvas.translate(left, 1)
            canvas.add_signature_field(
                place.field,
                place.tooltip,
                (self.column, self.field_height - 2),
                place.element,
            )
            canvas.restoreState()


@dataclass(frozen=True, slots=True)
class Place:
    """One column of a signature block; `field` is the prepared field's name."""

    words: tuple[Words, ...]
    field: str
    tooltip: str
    element: Element
    colour: Color
