"""The form of a factual check as it is typeset: what the school is asked about, each paragraph with its answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from reportlab.platypus import Flowable, Spacer

from reviewer_app.language import gettext as _
from reviewer_app.report import style
from reviewer_app.report.canvas import ReportCanvas, canvas_of
from reviewer_app.report.fonts import clean
from reviewer_app.report.paging import RoomFor
from reviewer_app.report.response_content import (
    FIELD_LIMIT,
    AskedParagraph,
    ResponseForm,
    field_name,
)
from reviewer_app.report.response_wording import (
    asked_words,
    choices,
    form_title,
    labels,
    paragraph_words,
    place_words,
    return_words,
    whole_title,
    whose_words,
)
from reviewer_app.report.stack import Block, Stack
from reviewer_app.report.structure import Element
from reviewer_app.report.words import Heading, Words, text_width

_TICK: Final = 12.0
_TICK_GAP: Final = 6.0
_BETWEEN: Final = 20.0
_BOX: Final = 42.0
"""Points: three lines of what is typed, two written by hand; a reader scrolls for more."""
_SOURCE: Final = 150.0
_GAP: Final = 12.0
_KEPT: Final = 330.0
"""Points of a paragraph that are kept on one page with the place to answer it."""


@dataclass(frozen=True, slots=True)
class _Tick:
    """One of the three things that may be said of a paragraph."""

    value: str
    words: Words
    width: float
    form: Element
    tooltip: str


@dataclass(frozen=True, slots=True)
class _Box:
    """A place to write in, under its label."""

    name: str
    label: Words
    form: Element
    tooltip: str
    left: float
    width: float
    height: float = _BOX


class _AnswerPlace(Flowable):
    """What may be ticked on one line, and boxes to write in below; never broken."""

    def __init__(
        self, name: str, ticks: Sequence[_Tick], boxes: Sequence[_Box], question: str = ""
    ) -> None:
        super().__init__()
        self.name = name
        self.question = question
        self.ticks = tuple(ticks)
        self.boxes = tuple(boxes)

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """The place's width and height."""
        above = _TICK + 10 if self.ticks else 0.0
        self.width = available_width
        self.label = max(box.label.height_at(box.width) for box in self.boxes) + 1
        self.height = above + self.label + max(box.height for box in self.boxes)
        return self.width, self.height

    def draw(self) -> None:
        """Paint labels and frames, and reserve a field for each tick and in each frame."""
        canvas = canvas_of(self)
        y = self.height
        if self.ticks:
            y -= _TICK
            left = 0.0
            for tick in self.ticks:
                left = self._tick(canvas, tick, left, y)
            y -= 10
        for box in self.boxes:
            self._box(canvas, box, y, self.label)

    def _tick(self, canvas: ReportCanvas, tick: _Tick, left: float, y: float) -> float:
        canvas.saveState()
        canvas.translate(left, y)
        size = (_TICK, _TICK)
        choice = (tick.value, self.question)
        canvas.add_field("choice", self.name, tick.tooltip, size, tick.form, choice=choice)
        canvas.restoreState()
        left += _TICK + _TICK_GAP
        tick.words.wrap(tick.width, 100)
        tick.words.drawOn(canvas, left, y - 2)
        return left + tick.width + _BETWEEN

    @staticmethod
    def _box(canvas: ReportCanvas, box: _Box, top: float, label: float) -> None:
        box.label.drawOn(canvas, box.left, top - label + 2)
        bottom = top - label - box.height
        canvas.saveState()
        canvas.setStrokeColor(style.INK_LABEL)
        canvas.setLineWidth(0.6)
        canvas.rect(box.left, bottom, box.width, box.height, stroke=1, fill=0)
        canvas.translate(box.left + 1, bottom + 1)
        size = (box.width - 2, box.height - 2)
        canvas.add_field("text", box.name, box.tooltip, size, box.form, longest=FIELD_LIMIT)
        canvas.restoreState()


def response_story(content: ResponseForm) -> tuple[list[Flowable], Element]:
    """The form's blocks in reading order, and the structure tree they belong to."""
    root = Element("Document")
    title = Heading.of(root.add("H1"), form_title(), style.SHEET_TITLE)
    blocks: list[Flowable] = [
        Words.of(root.add("P"), content.programme, style.KICKER),
        Spacer(1, 4),
        title,
        Spacer(1, 2),
        Words.of(root.add("P"), whose_words(content), style.SUBTITLE),
        Spacer(1, 10),
    ]
    blocks += [
        _stack([Block(Words.of(root.add("P"), text, style.PLAIN))], after=5)
        for text in (asked_words(), f"{return_words(content)} {_how()}")
    ]
    for under, paragraphs in groupby(content.paragraphs, key=lambda one: one.title):
        blocks += _titled(root, content.check, under, list(paragraphs))
    blocks += _whole(root, content)
    return blocks, root


def _how() -> str:
    return _(
        "You can fill it in on screen in any PDF reader and save it, or print it and write by hand. Please "
        "write roles, not names. Every correction is accepted or answered with a reason."
    )


def _titled(
    root: Element, check: str, title: str, paragraphs: Sequence[AskedParagraph]
) -> list[Flowable]:
    heading = Heading.of(root.add("H2"), title, style.SUBHEADING)
    heading.outline = (clean(title), 0)
    blocks: list[Flowable] = []
    for at, one in enumerate(paragraphs):
        text = paragraph_words(one.number, " ".join(one.text.split()))
        stack = _stack([Block(Words.of(root.add("P"), text, style.NARRATIVE))], after=6)
        place = _answer_place(root, check, one.number)
        head: list[Flowable] = (
            [Spacer(1, 18), heading, Spacer(1, 5)] if at == 0 else [Spacer(1, 12)]
        )
        needed = sum(part.wrap(style.TEXT_WIDTH, 1e6)[1] for part in (*head, stack, place))
        # A long paragraph may part from what is above it, never its last lines from the place to answer.
        blocks += [RoomFor(min(needed, _KEPT)), *head, stack]
        blocks += [RoomFor(place.wrap(style.TEXT_WIDTH, 1e6)[1] + 2), place]
    return blocks


def _answer_place(root: Element, check: str, number: int) -> _AnswerPlace:
    """Three ticks, then what would be accurate, and its source."""
    ticks = [_tick(root, number, value, words) for value, words in choices()]
    wide = style.TEXT_WIDTH - _SOURCE - _GAP
    boxes = [
        _box(root, (check, number), "correction", (0.0, wide)),
        _box(root, (check, number), "source", (wide + _GAP, _SOURCE)),
    ]
    question = _("Paragraph {number}").format(number=number)
    return _AnswerPlace(field_name(check, number, "said"), ticks, boxes, question)


def _tick(root: Element, number: int, value: str, words: str) -> _Tick:
    """One tick, read out before its words, as it stands."""
    form, label = root.add("Form"), Words.of(root.add("P"), words, style.PLAIN)
    tooltip = place_words(number, words)
    return _Tick(value, label, text_width(words, style.PLAIN) + 1, form, tooltip)


def _box(
    root: Element,
    paragraph: tuple[str, int],
    part: str,
    across: tuple[float, float],
    height: float = _BOX,
) -> _Box:
    check, number = paragraph
    label = labels()[part]
    words = Words.of(root.add("P"), label, style.CAPTION)
    left, width = across
    name = field_name(check, number, part)
    tooltip = place_words(number, label)
    return _Box(name, words, root.add("Form"), tooltip, left, width, height)


def _whole(root: Element, content: ResponseForm) -> list[Flowable]:
    """What the school says of the whole, and who says it."""
    heading = Heading.of(root.add("H2"), whole_title(), style.SUBHEADING)
    heading.outline = (whole_title(), 0)
    across = (0.0, style.TEXT_WIDTH)
    places = [
        _AnswerPlace("", (), [_box(root, (content.check, 0), part, across, height)])
        for part, height in (("statement", 96), ("who", 22))
    ]
    needed = sum(one.wrap(style.TEXT_WIDTH, 1e6)[1] for one in places) + 80
    return [
        RoomFor(needed),
        Spacer(1, 18),
        heading,
        Spacer(1, 5),
        places[0],
        Spacer(1, 10),
        places[1],
    ]


def _stack(blocks: Sequence[Block], *, after: float) -> Stack:
    return Stack(blocks, measure=style.TEXT_WIDTH, after=after)
