"""The report as it is typeset: each piece of what it says set by its kind, on pages, with what it is tagged as.

`outline` tells what the report says and in which order; here it is given looks, room and links. `story` turns content
into blocks and, alongside, into the structure tree.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Spacer

from reviewer_app.frameworks.form_blocks import Chart
from reviewer_app.language import gettext as _
from reviewer_app.report import style
from reviewer_app.report.chart import Bars
from reviewer_app.report.closing import closing
from reviewer_app.report.content import ReportContent
from reviewer_app.report.contents import LONG, contents_lines
from reviewer_app.report.facts import room_for
from reviewer_app.report.fonts import SANS_SEMIBOLD, SERIF_ITALIC
from reviewer_app.report.logo import Band, Logo
from reviewer_app.report.outline import parts_of
from reviewer_app.report.paging import ROOM, Placed, RoomFor, paged
from reviewer_app.report.pieces import (
    Drawn,
    Found,
    Head,
    Listed,
    Part,
    Said,
    Tabled,
    Title,
    Together,
    in_sections,
)
from reviewer_app.report.sides import from_many_sides, then_and_now
from reviewer_app.report.stack import Block, Stack
from reviewer_app.report.structure import Element, Spot
from reviewer_app.report.tables import (
    grid_table,
    plan_table,
    previous_table,
    so_that,
    summary_table,
)
from reviewer_app.report.telling import UNDER_HEADING, Telling
from reviewer_app.report.words import Emphasis, Heading, Words, beginning

_CONTENTS: Final = 160.0
"""Points: the heading of the contents and some lines of them."""
_SHORT_TABLE: Final = 240.0
"""Points: a table that is no taller is not broken."""
_TABLE_BEGINS: Final = 150.0
"""Points of a longer one that stand under its heading: its titles and two rows or so."""
_GRID_BEGINS: Final = 190.0
"""Points: words above a form's table, and the table's first rows, or a heading and a chart."""
_AFTER_PLAN_WORDS: Final = 7.0
"""Points between the words above the table of every EBI and the table."""

_LOOKS: Final[dict[str, ParagraphStyle]] = {
    "narrative": style.NARRATIVE,
    "answer": style.NARRATIVE,
    "plain": style.PLAIN,
    "contact": style.PLAIN,
    "caption": style.CAPTION,
    "strong": style.CELL_STRONG,
    "question": style.QUESTION,
    "subtitle": style.SUBTITLE,
    "status": style.STATUS,
}
_ABOVE: Final = {"status": 8.0, "caption": 4.0, "contact": 12.0}
"""Points left above a paragraph of a look that is as wide as the page's text."""


@dataclass(frozen=True, slots=True)
class _Held:
    """How paragraphs that belong together are set: points above each but the first, by its look, and after the last."""

    above: dict[str, float]
    after: float


_HELD: Final = {
    "answer": _Held({"narrative": 3}, 9),
    "wish": _Held({"narrative": 7, "caption": 3}, 10),
    "hypothesis": _Held({"answer": 3, "narrative": 7}, 12),
    "result": _Held({"plain": 2, "caption": 2}, 9),
}


@dataclass(frozen=True, slots=True)
class Story:
    """A report's blocks in reading order, and the structure tree they belong to.

    `contents` is the place for the contents, if it turns out to be long: after how many blocks, and the element.
    """

    blocks: list[Flowable]
    root: Element
    sections: list[Heading]
    contents: tuple[int, Element]

    def pages(self) -> list[list[Placed]]:
        """Lay the report on pages, with contents if there are many."""
        pages = paged(self.blocks)
        if len(pages) < LONG:
            return pages
        after, element = self.contents
        title = Heading.of(element.add("H2"), _("Contents"), style.HEADING)
        title.spaceBefore, title.spaceAfter = 26, 7
        lines = contents_lines(element.add("TOC"), self.sections)
        heights = [block.wrap(style.TEXT_WIDTH, ROOM)[1] for block in (title, *lines)]
        whole = sum(heights) + title.spaceBefore + title.spaceAfter
        room = RoomFor(whole if whole <= ROOM else _CONTENTS, least=_CONTENTS)
        return paged([*self.blocks[:after], room, title, *lines, *self.blocks[after:]])


def story(content: ReportContent, *, draft: bool) -> Story:
    """The report's blocks in reading order, and the structure tree they belong to."""
    root = Element("Document")
    told = Telling(content, root, [])
    cover, *sections = in_sections(parts_of(content, draft=draft))
    heads = (section[0] for section in sections)
    told.spots = {head.key: Spot() for head in heads if isinstance(head, Head) and head.key}
    _cover(told, cover)
    contents = (len(told.blocks), root.add("Sect"))
    for section in sections:
        _section(told, section)
    if not draft:
        closing(told)
    return Story(told.blocks, root, told.sections, contents)


def _cover(told: Telling, parts: Sequence[Part]) -> None:
    """Whose report it is, what and when; then the estimates."""
    content = told.content
    if content.look.colour:
        told.blocks.append(Band(told.colour))
    measure = style.TEXT_WIDTH
    if content.look.logo:
        logo = Logo(content.look, told.root.add("Figure"))
        told.blocks.append(logo)
        measure -= logo.across + style.GAP
    # Day, month and year stand on one line.
    dates = content.dates.replace(" ", "\u00a0")
    for part in parts:
        match part:
            case Said(text, "kicker"):
                look = style.in_colour(style.KICKER, told.colour)
                words = Words.of(told.root.add("P"), text, look)
                told.blocks.append(Stack([Block(words)], measure=measure, after=4))
            case Title():
                title = Heading.of(told.root.add("H1"), part.text, style.TITLE)
                told.blocks.append(Stack([Block(title)], measure=measure))
                told.space(6)
            case Said(text, "subtitle"):
                told.words(text.replace(content.dates, dates) if dates else text, style.SUBTITLE)
            case Said():
                _wide(told, part)
            case Listed():
                told.space(20)
                told.facts(part.facts, columns=2)
            case Tabled():
                told.blocks.append(RoomFor(120))
                told.space(24)
                table = summary_table(part, told.root.add("Table"), told.spots)
                told.blocks.append(table)
            case Drawn():
                then_and_now(told)


def _section(told: Telling, parts: Sequence[Part]) -> None:
    """A heading of the second level, with what stands under it."""
    match parts:
        case [Head(key="plan") as head, Said() as words, Tabled() as table, *under]:
            _plan(told, head, words, table)
            _under(told, under)
        case [Head(key="previous") as head, Tabled() as table, *under]:
            _previous(told, head, table)
            _under(told, under)
        case [Head() as head, *under]:
            spot = told.spots.pop(head.key, None)
            told.heading(head.text, room=_room(under), held=_held(head, under), spot=spot)
            _under(told, under)


def _room(under: Sequence[Part]) -> float:
    """What must fit under a heading: a short list is not broken across pages."""
    match under:
        case [Listed(of="seen" | "agreed" | "team") as facts, *_rest]:
            return room_for(facts.facts)
        case _:
            return UNDER_HEADING


def _held(head: Head, under: Sequence[Part]) -> float:
    """Words about a form's table stand with its beginning."""
    if not head.key.startswith("form:"):
        return 0
    first = next((one for one in under if not isinstance(one, Said)), None)
    return _GRID_BEGINS if isinstance(first, Head | Drawn | Tabled) else 0


def _plan(told: Telling, head: Head, words: Said, plan: Tabled) -> None:
    """Every EBI in one table, for the school to take into its improvement plan."""
    told.heading(head.text, room=150)
    waiting = told.waiting
    told.paragraph(words.text, style.PLAIN)
    table = plan_table(plan, told.root.add("Table"), told.wishes)
    if waiting is not None:
        # A table that fits on a page is taken out and pinned up: it is not parted from its heading, or in two.
        page_break, _needed = waiting
        whole = page_break.height + table.wrap(style.TEXT_WIDTH, ROOM)[1] + _AFTER_PLAN_WORDS
        page_break.least = page_break.height + 150
        page_break.height = whole if whole <= ROOM else page_break.least
    told.blocks.append(table)


def _previous(told: Telling, head: Head, points: Tabled) -> None:
    """What the last review suggested, each with what became of it."""
    element = Element("Table")
    table = previous_table(points, element)
    whole = table.wrap(style.TEXT_WIDTH, ROOM)[1]
    # A few points are kept together.
    told.heading(head.text, room=whole if whole <= _SHORT_TABLE else _TABLE_BEGINS)
    told.root.kids.append(element)
    told.blocks.append(table)


def _under(told: Telling, parts: Sequence[Part]) -> None:
    """Set what stands under a heading; a chart waits for the table that says the same."""
    waiting: list[Flowable] = []
    for part, after in pairwise((*parts, None)):
        match part:
            case Drawn(of=Chart() as chart):
                waiting = [Bars(told.root.add("Figure"), chart, told.colour)]
                if not isinstance(after, Tabled):
                    told.together(waiting)
                    waiting = []
            case Tabled():
                told.together([*waiting, *_grid(told, part)])
                waiting = []
            case Drawn():
                from_many_sides(told)
            case Head():
                told.heading(part.text, level=part.level)
            case Said():
                _said(told, part)
            case Found():
                _found(told, part)
            case Listed():
                _listed(told, part, after)
            case Together():
                _together(told, part)


def _wide(told: Telling, said: Said) -> None:
    """A paragraph as wide as the page's text."""
    if said.look in _ABOVE:
        told.space(_ABOVE[said.look])
    told.words(said.text, _LOOKS[said.look])


def _said(told: Telling, said: Said) -> None:
    if said.look in _ABOVE:
        _wide(told, said)
    elif said.strong:
        emphasis = (beginning(said.strong), SANS_SEMIBOLD)
        told.paragraph(said.text, _LOOKS[said.look], after=5, emphasis=emphasis)
    else:
        told.paragraph(said.text, _LOOKS[said.look])


def _found(told: Telling, finding: Found) -> None:
    emphasis = None if finding.well else (so_that(), SERIF_ITALIC)
    text = Words.of(told.root.add("P"), finding.text, style.NARRATIVE, emphasis=emphasis)
    blocks = [Block(text)]
    if finding.caption:
        caption = Words.of(told.root.add("P"), finding.caption, style.CAPTION)
        blocks.append(Block(caption, before=3, caption=True))
    spot = None
    if not finding.well:
        spot = Spot()
        told.wishes.append(spot)
    bar = style.WENT_WELL if finding.well else style.EVEN_BETTER
    told.stack(
        Stack(blocks, measure=style.MEASURE, indent=style.INDENT, bar=bar, after=10, spot=spot)
    )


def _listed(told: Telling, listed: Listed, after: Part | None) -> None:
    told.facts(listed.facts, columns=1 if listed.of in ("answers", "agreed") else 2)
    if listed.of == "answers":
        told.space(6)
    elif listed.of == "agreed" and isinstance(after, Said) and after.look == "plain":
        told.space(10)


def _grid(told: Telling, grid: Tabled) -> list[Flowable]:
    table = told.root.add("Table")
    caption = Words.of(table.add("Caption"), grid.caption, style.CAPTION)
    return [Spacer(1, 4), caption, grid_table(grid, table)]


def _together(told: Telling, together: Together) -> None:
    if together.of == "notes":
        told.space(8)
        for said in together.said:
            words = Words.of(told.root.add("P"), said.text, _LOOKS[said.look])
            told.stack(Stack([Block(words)], measure=style.TEXT_WIDTH, after=3))
        return
    held = _HELD[together.of]
    blocks = [
        Block(
            Words.of(told.root.add("P"), said.text, _LOOKS[said.look], emphasis=_outcome(said)),
            before=held.above.get(said.look, 0) if number else 0,
            caption=said.look == "caption",
        )
        for number, said in enumerate(together.said)
    ]
    told.stack(Stack(blocks, measure=style.MEASURE, after=held.after))


def _outcome(said: Said) -> Emphasis | None:
    return (beginning(said.strong), SERIF_ITALIC) if said.strong else None
