"""Paragraphs and headings for Platypus, painted through the tagged canvas.

A paragraph is given its element of the structure tree when the story is built. Text is never markup: it
goes in as runs of a font, so that no character of it can be read as an instruction. reportlab breaks and paints the
lines of most; those with another script, whose order or letters it does not know, are broken and painted by us, and so
are those of many pages.
"""

import re
from collections.abc import Sequence
from typing import Any, Final, Self, cast

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle, PropertySet
from reportlab.platypus import Flowable, Paragraph
from reportlab.platypus.paraparser import ParaFrag

from reviewer_app.language import gettext as _
from reviewer_app.report import style as looks
from reviewer_app.report.canvas import canvas_of
from reviewer_app.report.fonts import SERIF, clean, runs, undrawable
from reviewer_app.report.mixed_text import (
    MixedLine,
    MixedText,
    draw_part,
    line_width,
    placed_parts,
)
from reviewer_app.report.scripts import set_apart
from reviewer_app.report.structure import Element, Spot

HAIR: Final = 0.01
"""Points of tolerance when comparing heights that were added up in another order."""
_SHORT: Final = 0.18
"""Of the measure: a last line that is no longer, or holds one word only, had better take some from the lines above."""
_EVEN: Final = 0.75
"""The same of a title or a caption, whose lines are to be of about one length."""
_NARROWER: Final = (0.95, 0.9, 0.85)
"""Of the measure: how much shorter the lines of a paragraph are set for that, each tried in turn."""
_COLUMN: Final = 240.0
"""Points: in a narrower column a short last line is not seen."""
_STEPS: Final = 4
"""How often a narrower measure is tried for a title."""
_LINES: Final = 24
"""Of a longer paragraph nobody sees its last line beside its first."""
_PAGES_LONG: Final = 6000
"""Characters: of a longer paragraph reportlab would break all that is left into lines on every page again."""


def text_width(text: str, look: ParagraphStyle) -> float:
    """Give the width of a text set on one line, in points."""
    return line_width(clean(text), look.fontName, look.fontSize)


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
    blPara: Any  # noqa: N815 (reportlab's own name)
    """Its lines as reportlab broke them."""
    goes_to: Spot | None = None
    """Where it leads to; its element is a link then."""
    mixed: MixedText | None = None
    lines: Sequence[MixedLine] = ()
    """Of `mixed`, at the width it was wrapped at; of a part `torn` from the rest by a page break, those it holds."""
    torn = False
    wrapped_at: float | None = None
    broken_to = 0.0
    """How wide its lines were allowed to be."""
    set_to: float | None = None
    """The same of a part of a paragraph: as wide as when it was whole."""

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
        ours = set_apart(printable) or len(printable) > _PAGES_LONG
        mixed = MixedText.of(parts) if ours else None
        fragments = [
            fragment
            for part, font in (parts if mixed is None else ())
            for fragment in _fragments(part, style, font)
        ]
        words = cls(None, style, frags=fragments)
        words.element, words.mixed = element, mixed
        element.substituted += undrawable(printable, style.fontName)
        return words

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """The paragraph's width and height; its lines are broken anew only at another width."""
        if self.wrapped_at == available_width:
            return self.width, self.height
        self.wrapped_at = available_width
        if self.set_to is not None:
            self.broken_to = self.set_to
            self._set(self.set_to)
        elif not self.torn:
            self._set_well(available_width)
        if self.mixed is not None:
            self.height = len(self.lines) * float(self.style.leading)
        self.width = available_width
        return self.width, self.height

    def _set(self, width: float) -> tuple[int, float, bool]:
        """Break into lines: how many, how long the last is, and whether it holds a word only."""
        if self.mixed is not None:
            self.lines = self.mixed.lines(width * 1000 / self.style.fontSize)
            last = self.lines[-1]
            alone = not any(part.text.strip().count(" ") for part in last.parts)
            return len(self.lines), last.width * self.style.fontSize / 1000, alone
        _width, self.height = super().wrap(width, 1e6)
        lines = self.blPara.lines
        if not lines:
            return 0, 0.0, False
        if self.blPara.kind == 0:
            left, words = lines[-1]
            return len(lines), width - left, len(words) == 1
        return len(lines), width - lines[-1].extraSpace, lines[-1].wordCount == 1

    def _set_well(self, width: float) -> None:
        """Break into lines: a title's of about one length, and of no paragraph the last line one short word."""
        self.broken_to = width
        count, last, alone = self._set(width)
        if not 1 < count <= _LINES or self.style.alignment == TA_RIGHT:
            return
        if self.style.name in looks.BALANCED:
            if alone or last < width * _EVEN:
                self._set_evenly(width, count)
        elif (alone or last < width * _SHORT) and width >= _COLUMN:
            self._set_narrower(width, count)

    def _set_narrower(self, width: float, count: int) -> None:
        """Try the lines a little shorter, as many as they are, until the last holds more."""
        for share in _NARROWER:
            lines, last, alone = self._set(width * share)
            if lines > count:
                break
            if last >= width * _SHORT and not alone:
                self.broken_to = width * share
                return
        self._set(width)

    def _set_evenly(self, width: float, count: int) -> None:
        """Set the lines as short as they can be, as many as they are."""
        narrow, wide = width / 2, width
        for _step in range(_STEPS):
            tried = (narrow + wide) / 2
            if self._set(tried)[0] > count:
                narrow = tried
            else:
                wide = tried
        self.broken_to = wide
        self._set(wide)

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """The parts before and after a page break; both belong to the same element."""
        if self.mixed is not None:
            return self._split_mixed(available_width, available_height)
        self.wrap(available_width, available_height)
        parts: list[Flowable] = super().split(available_width, available_height)
        # reportlab throws the lines away.
        self.wrapped_at = None
        for part in parts:
            if isinstance(part, Words):
                part.element, part.goes_to, part.set_to = self.element, self.goes_to, self.broken_to
        return parts

    def _split_mixed(self, width: float, height: float) -> list[Flowable]:
        """The same, with two lines at least on either side."""
        self.wrap(width, height)
        lines = self.lines
        fitting = int((height + HAIR) / self.style.leading)
        if fitting >= len(lines):
            return [self]
        fitting = min(fitting, len(lines) - 2)
        if fitting < 2:
            return []
        parts = [type(self)(None, self.style, frags=[]) for _part in range(2)]
        for part, held in zip(parts, (lines[:fitting], lines[fitting:]), strict=True):
            part.element, part.mixed, part.goes_to = self.element, self.mixed, self.goes_to
            part.lines, part.torn = held, True
        return [*parts]

    def draw(self) -> None:
        """Paint the lines as the element's content."""
        canvas = canvas_of(self)
        if self.mixed is not None:
            self._draw_mixed(self.mixed)
        else:
            canvas.begin_content(self.element)
            super().draw()
            canvas.end_content()
        if self.goes_to is not None:
            page = _("Page {number}").format(number=self.goes_to.page)
            canvas.add_link(self.element, self.goes_to, (self.width, self.height), page)

    @property
    def _is_prose(self) -> bool:
        """Whether it begins at the right if it runs from there; a name in a table or a title keeps to its column."""
        return self.style.fontName == SERIF or len(self.lines) > 1 or self.torn

    def _draw_mixed(self, mixed: MixedText) -> None:
        """Paint every line; what is of another language belongs to a span of the element."""
        canvas, size = canvas_of(self), float(self.style.fontSize)
        canvas.saveState()
        canvas.setFillColor(self.style.textColor)
        canvas.setStrokeColor(self.style.textColor)
        base = self.height - size
        to_the_right = self.style.alignment == TA_RIGHT or (mixed.base == 1 and self._is_prose)
        language: str | None = None
        owner: Element | None = None
        for line in self.lines:
            indent = self.width - line.width * size / 1000 if to_the_right else 0.0
            for part, left in placed_parts(line):
                if part.language != language:
                    if language is not None:
                        canvas.end_content()
                    language = part.language
                    owner = canvas.begin_content(self.element, language)
                if owner is not None and language:
                    owner.words += part.text
                draw_part(canvas, part, indent + left * size / 1000, base, size)
            if line.spaced:
                if owner is not None and language:
                    owner.words += " "
                canvas.setFont(self.style.fontName, size)
                canvas.drawString(indent + line.width * size / 1000, base, " ")
            base -= self.style.leading
        canvas.end_content()
        canvas.restoreState()

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


class Heading(Words):
    """A heading that also stands in the reader's outline."""

    outline: tuple[str, int] | None = None
    spot: Spot | None = None

    def draw(self) -> None:
        """Paint the heading and note where it stands."""
        if self.outline is not None:
            title, level = self.outline
            canvas = canvas_of(self)
            key = f"heading-{len(canvas.headings)}"
            canvas.headings.append(key)
            left, top = canvas.absolutePosition(0, self.height)
            canvas.bookmarkHorizontalAbsolute(key, top + 12, left=round(left), fit="XYZ")
            canvas.addOutlineEntry(title, key, level)
            if self.spot is not None:
                self.spot.left, self.spot.top = left, top + 12
        super().draw()
