"""Paragraphs and headings for Platypus, painted through the tagged canvas.

A paragraph is given its element of the structure tree when the story is built. Text is never markup: it
goes in as runs of a font, so that no character of it can be read as an instruction.
"""

import re
from typing import Final, Self, cast

from reportlab.lib.styles import ParagraphStyle, PropertySet
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import Flowable, Paragraph
from reportlab.platypus.paraparser import ParaFrag

from reviewer_app.report.canvas import canvas_of
from reviewer_app.report.fonts import clean, runs
from reviewer_app.report.structure import Element

HAIR: Final = 0.01
"""Points of tolerance when comparing heights that were added up in another order."""


def text_width(text: str, look: ParagraphStyle) -> float:
    """Give the width of a text set on one line, in points."""
    return sum(
        pdfmetrics.stringWidth(run.text, run.font, look.fontSize)
        for run in runs(clean(text), look.fontName)
    )


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
        canvas = canvas_of(self)
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


class Heading(Words):
    """A heading that also stands in the reader's outline."""

    outline: tuple[str, int] | None = None

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
        super().draw()
