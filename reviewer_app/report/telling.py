"""The report while it is being told: blocks in the order they are printed, and the structure they belong to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Spacer

from reviewer_app.report import style
from reviewer_app.report.content import Fact, ReportContent
from reviewer_app.report.facts import fact_rows
from reviewer_app.report.fonts import clean, paragraphs
from reviewer_app.report.paging import ROOM, RoomFor
from reviewer_app.report.stack import Block, Stack
from reviewer_app.report.structure import Element, Spot, StructureType
from reviewer_app.report.words import Emphasis, Heading, Words
from reviewer_app.tongues import plain

# What must fit under a heading: four lines of narrative and a caption. Three lines cannot be
# broken without leaving one alone, four can; so a heading never stands alone at a page's foot.
UNDER_HEADING: Final = 4 * style.NARRATIVE.leading + style.CAPTION.leading

AFTER: Final = 7.0
"""Points between the paragraphs of a narrative."""

_BEGINNING: Final = 150.0
"""Points of a table that stand with what is above it: its header and a few rows."""

_HEADINGS: Final[dict[int, tuple[StructureType, ParagraphStyle, float, float]]] = {
    2: ("H2", style.HEADING, 26, 7),
    3: ("H3", style.SUBHEADING, 14, 5),
    4: ("H4", style.MINOR_HEADING, 10, 4),
}
"""A heading's element and look by its level, and the points above and below it."""


@dataclass(slots=True)
class Telling:
    """Blocks in the order they are printed, and the element new ones belong to.

    `sections` are the headings of its sections so far; `spots` where each section that has a key will stand, by
    that key, until it is told; `wishes` where each EBI stands, in the order they are told.
    """

    content: ReportContent
    root: Element
    blocks: list[Flowable]
    waiting: tuple[RoomFor, float] | None = None
    held: float = 0
    sections: list[Heading] = field(default_factory=list)
    spots: dict[str, Spot] = field(default_factory=dict)
    wishes: list[Spot] = field(default_factory=list)

    @property
    def colour(self) -> Color:
        """The colour of a school or programme, or our own."""
        own = self.content.look.colour
        return HexColor(own) if own else style.ACCENT

    def space(self, height: float) -> None:
        """Leave room, in points."""
        self.blocks.append(Spacer(1, height))

    def words(self, text: str, look: ParagraphStyle, element: Element | None = None) -> None:
        """One paragraph, as wide as the page's text."""
        self.blocks.append(Words.of(element or self.root.add("P"), text, look))

    def heading(
        self,
        title: str,
        *,
        level: int = 2,
        room: float = UNDER_HEADING,
        held: float = 0,
        spot: Spot | None = None,
    ) -> None:
        """A heading of level 2 to 4, moved to the next page when not even `room` is left under it.

        Right under another heading the two are moved together. Words under it need no more room than they take, but
        for what is `held`: that much stands on its page, whatever comes first.
        """
        kind, look, before, after = _HEADINGS[level]
        element = self.root.add(kind)
        element.title = clean(plain(title))
        heading = Heading.of(element, title, look)
        heading.outline = (clean(title), level - 2)
        heading.spaceBefore, heading.spaceAfter = before, after
        heading.spot = spot or Spot()
        if level == 2:
            self.sections.append(heading)
        needed = before + heading.height_at(style.TEXT_WIDTH) + after
        if self.waiting is not None and isinstance(self.blocks[-1], Heading):
            page_break, above = self.waiting
            needed += above
        else:
            page_break = RoomFor(0)
            self.blocks.append(page_break)
        page_break.height = needed + max(room, held)
        self.waiting = (page_break, needed)
        self.held = held
        self.blocks.append(heading)

    def together(self, blocks: Sequence[Flowable]) -> None:
        """Blocks of which the last may be broken, and the others stand with its beginning."""
        *whole, last = blocks
        heights = [block.wrap(style.TEXT_WIDTH, ROOM)[1] + block.getSpaceAfter() for block in whole]
        needed = sum(heights) + min(last.wrap(style.TEXT_WIDTH, ROOM)[1], _BEGINNING)
        if self.waiting is not None and isinstance(self.blocks[-1], Heading):
            page_break, above = self.waiting
            page_break.height = above + needed
        else:
            self.blocks.append(RoomFor(needed))
        self.waiting = None
        self.blocks += blocks

    def stack(self, stack: Stack) -> None:
        """Paragraphs; right under a heading, what they need decides where the heading goes."""
        if self.waiting is not None and isinstance(self.blocks[-1], Heading):
            page_break, needed = self.waiting
            _width, height = stack.wrap(style.TEXT_WIDTH, 0)
            room = height if stack.kept_whole else UNDER_HEADING
            page_break.height = needed + max(room, self.held)
        self.waiting = None
        self.blocks.append(stack)

    def facts(self, facts: Sequence[Fact], *, columns: int) -> None:
        """Labels and values in one or two columns."""
        self.blocks += fact_rows(facts, self.root.add("L"), columns=columns)

    def narrative(self, passages: Iterable[str], look: ParagraphStyle = style.NARRATIVE) -> None:
        """Paragraphs at the narrative's measure."""
        for text in (part for passage in passages for part in paragraphs(passage)):
            self.paragraph(text, look)

    def paragraph(
        self,
        text: str,
        look: ParagraphStyle = style.NARRATIVE,
        *,
        after: float = AFTER,
        emphasis: Emphasis | None = None,
    ) -> None:
        """One paragraph at the narrative's measure, with so many points after it."""
        block = Block(Words.of(self.root.add("P"), text, look, emphasis=emphasis))
        self.stack(Stack([block], measure=style.MEASURE, after=after))
