"""Where everything stands: blocks laid on pages one after another, before any of it is painted.

So page numbers are known to a table of contents in the same build, and a page that would hold next to nothing is seen
before it is made. Space above a block and space below the one before it are not added up, the larger counts; none is
left at a page's top.
"""

import itertools
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.platypus import Flowable, PageBreak, Spacer

from reviewer_app.report import style
from reviewer_app.report.stack import Stack
from reviewer_app.report.words import HAIR, Heading

ROOM: Final = style.PAGE_HEIGHT - style.TOP - style.BOTTOM
"""Points a page has for blocks from top to bottom."""
_THIN: Final = 0.2
"""Of a page: a last one that holds less had better not be, or hold more."""
_TIGHTER: Final = 0.8
"""Of the space between blocks, where that saves a last page that would hold next to nothing."""
_KEPT: Final = 0.5
"""Of a page: so much stays on the one before the last when its end is moved on to the last."""
_HARDLY_BEGUN: Final = 1 / 3
"""Of a page: where less of it is taken, what had better begin on the next may begin here."""


class RoomFor(Flowable):
    """A page break unless there is so much room below, in points.

    On a page that has hardly been begun `least` will do: better a table in two than a page all but empty.
    """

    def __init__(self, height: float, *, least: float | None = None) -> None:
        super().__init__()
        self.height = height
        self.least = least

    def fits(self, left: float) -> bool:
        """Whether what follows may begin where so many points of the page are left."""
        hardly = ROOM - left < ROOM * _HARDLY_BEGUN
        wanted = self.least if hardly and self.least is not None else self.height
        return left + HAIR >= wanted


@dataclass(frozen=True, slots=True)
class Placed:
    """A block, how far it stands above the sheet's foot, and how much of the page is left under it, in points."""

    block: Flowable
    bottom: float
    left: float


def paged(blocks: Sequence[Flowable]) -> list[list[Placed]]:
    """Lay blocks on pages; a last page that would hold next to nothing is saved, or given more.

    What others lead to knows its page from here on.

    Raises:
        ValueError: a block is taller than a page and cannot be broken.
    """
    pages = _balanced(blocks)
    for number, page in enumerate(pages, start=1):
        for placed in page:
            block = placed.block
            if isinstance(block, Heading | Stack) and block.spot is not None:
                block.spot.page = number
    return pages


def _balanced(blocks: Sequence[Flowable]) -> list[list[Placed]]:
    pages = _laid(blocks)
    if len(pages) == 1 or _taken(pages[-1][-1]) >= _THIN:
        return pages
    closer = _laid(blocks, spacing=_TIGHTER)
    if len(closer) < len(pages):
        return closer
    # Laid anew in any case: a block knows only the lines it was last broken into.
    return _laid(blocks, turn=_turn(blocks, pages[-2]))


def _taken(placed: Placed) -> float:
    return 1 - placed.left / ROOM


def _turn(blocks: Sequence[Flowable], page: Sequence[Placed]) -> Flowable | None:
    """The last place on a page where it may end, enough of it being taken; nothing where there is none."""
    breaks = {
        id(below): block
        for block, below in itertools.pairwise(blocks)
        if isinstance(block, RoomFor)
    }
    for above, placed in reversed(list(itertools.pairwise(page))):
        if id(placed.block) in breaks and _taken(above) >= _KEPT:
            return breaks[id(placed.block)]
    return None


class _Laying:
    """The pages so far, and what is left of the last of them; `below` is the space its last block asks for."""

    def __init__(self, spacing: float) -> None:
        self.spacing = spacing
        self.pages: list[list[Placed]] = [[]]
        self.left, self.below = ROOM, 0.0

    @property
    def at_top(self) -> bool:
        return not self.pages[-1]

    def turn(self) -> None:
        """Begin a page, unless one has just been begun."""
        if not self.at_top:
            self.pages.append([])
            self.left, self.below = ROOM, 0.0

    def space(self, height: float) -> None:
        """Leave room; at a page's top there is nothing it could part."""
        if not self.at_top:
            self.left -= height * self.spacing
            self.below = 0.0

    def put(self, block: Flowable) -> Sequence[Flowable]:
        """Lay a block, or its beginning; gives what is left of it for the next page."""
        before = 0.0
        if not self.at_top:
            before = max(block.getSpaceBefore() * self.spacing - self.below, 0.0)
        room = self.left - before
        height = block.wrap(style.TEXT_WIDTH, room)[1] if room > 0 else 1.0
        if height <= room + HAIR:
            self._take(block, before + height)
            return ()
        parts = block.split(style.TEXT_WIDTH, room) if room > 0 else []
        if len(parts) > 1:
            first, *rest = parts
            self._take(first, before + first.wrap(style.TEXT_WIDTH, room)[1])
        elif self.at_top:
            raise ValueError(f"{type(block).__name__} is taller than a page, and cannot be broken")
        else:
            rest = [block]
        self.turn()
        return rest

    def _take(self, block: Flowable, height: float) -> None:
        self.left -= height
        self.pages[-1].append(Placed(block, style.BOTTOM + self.left, self.left))
        self.below = block.getSpaceAfter() * self.spacing
        self.left -= self.below


def _laid(
    blocks: Sequence[Flowable], *, spacing: float = 1.0, turn: Flowable | None = None
) -> list[list[Placed]]:
    """Lay blocks so far apart as they ask for, times `spacing`; at `turn` the page ends, whatever is left of it."""
    laying = _Laying(spacing)
    waiting = deque(blocks)
    while waiting:
        match waiting.popleft():
            case RoomFor() as room:
                if room is turn or not room.fits(laying.left):
                    laying.turn()
            case PageBreak():
                laying.turn()
            case Spacer(height=height):
                laying.space(height)
            case block:
                waiting.extendleft(reversed(laying.put(block)))
    return [page for page in laying.pages if page]
