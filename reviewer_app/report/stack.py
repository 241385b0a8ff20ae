"""Paragraphs that belong together: a finding with its evidence, a passage, what became of something."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable

from reviewer_app.report.canvas import canvas_of
from reviewer_app.report.structure import Spot
from reviewer_app.report.words import HAIR, Words

_KEPT_WHOLE: Final = 160.0
"""Points: a finding of up to nine lines is moved to the next page rather than broken."""


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
        spot: Spot | None = None,
    ) -> None:
        super().__init__()
        self.blocks = tuple(blocks)
        self.measure = measure
        self.indent = indent
        self.bar = bar
        self.spaceAfter = after
        self.spot = spot

    def _with(self, blocks: Sequence[Block], spot: Spot | None = None) -> "Stack":
        return Stack(
            blocks,
            measure=self.measure,
            indent=self.indent,
            bar=self.bar,
            after=self.spaceAfter,
            spot=spot,
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
            if height <= left + HAIR:
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
        return [self._with(before, self.spot), self._with(after)] if before else []

    def draw(self) -> None:
        """Paint the bar beside the paragraphs, then each of them."""
        canvas = canvas_of(self)
        if self.bar is not None:
            canvas.saveState()
            canvas.setFillColor(self.bar)
            canvas.rect(0, 0, 2.25, self.height, stroke=0, fill=1)
            canvas.restoreState()
        if self.spot is not None:
            self.spot.left, self.spot.top = canvas.absolutePosition(0, self.height + 12)
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
