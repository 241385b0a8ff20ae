"""Paragraphs and headings for Platypus, painted through the tagged canvas.

A paragraph is given its element of the structure tree when the story is built. Text is never markup: it
goes in as runs of a font, so that no character of it can be read as an instruction. reportlab breaks and paints the
lines of most; those with another script, whose order or letters it does not know, are broken and painted by us, and so
are those of many pages.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, Final, Self, cast

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle, PropertySet
from reportlab.platypus import Flowable, Paragraph
from reportlab.platypus.paraparser import ParaFrag

from reviewer_app.language import gettext as _
from reviewer_app.language import told
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
from reviewer_app.report.scripts import is_told_by_script, set_apart
from reviewer_app.report.structure import Element, Spot
from reviewer_app.tongues import BETWEEN, each_reading, plain

HAIR: Final = 0.01
"""Points of tolerance when comparing heights that were added up in another order."""
_SHORT: Final = 0.18
"""Of the measure: a last line that is no longer, or holds one word only, had better take some from the lines above."""
_EVEN: Final = 0.75
"""The same of a title or a caption, whose lines are to be of about one length."""
_NARROWER: Final = (0.95, 0.9, 0.85)
"""Of the measure: how much shorter the lines of a paragraph are set for that, each tried in turn."""
_NARROWER_COLUMN: Final = (*_NARROWER, 0.8, 0.75, 0.7)
"""The same in a column, where one word is a large share of the measure."""
_COLUMN: Final = 240.0
"""Points: in a narrower column a short last line is not seen, but one word alone is."""
_STEPS: Final = 4
"""How often a narrower measure is tried for a title."""
_LINES: Final = 24
"""Of a longer paragraph nobody sees its last line beside its first."""
_PAGES_LONG: Final = 6000
"""Characters: of a longer paragraph reportlab would break all that is left into lines on every page again."""
_LABEL: Final = 40
"""Characters: two readings of a label stand on one line, two readings of a longer text are paragraphs."""
_HEADINGS: Final = ("H1", "H2", "H3", "H4", "Link")

Emphasis = tuple[re.Pattern[str], str]
"""Where it matches, its font is used instead."""


def text_width(text: str, look: ParagraphStyle) -> float:
    """Give the width of a text set on one line, in points."""
    return line_width(clean(plain(text)), look.fontName, look.fontSize)


def cell_width(text: str, look: ParagraphStyle) -> float:
    """Give the width of a text in a table, in points: there, its second reading has a line of its own."""
    return max(line_width(_joined(one), look.fontName, look.fontSize) for one in _cleaned(text))


def beginning(text: str) -> re.Pattern[str]:
    """Find what a paragraph begins with, in whichever language it is set there."""
    said = sorted({clean(one) for one in (plain(text), *each_reading(text))}, key=len, reverse=True)
    return re.compile(f"^({'|'.join(map(re.escape, said))})")


_Stretches = tuple[tuple[str, str], ...]
"""Printable words, each with the language that has to be told of them."""


def _cleaned(text: str) -> tuple[_Stretches, ...]:
    """A text reading by reading, ready to print."""
    return tuple(_clean_stretches(one) for one in told(text))


def _clean_stretches(stretches: _Stretches) -> _Stretches:
    if len(stretches) == 1:
        [(words, language)] = stretches
        return ((clean(words), language),)
    done: list[tuple[str, str]] = []
    spaced = False
    for words, language in stretches:
        printable = clean(words)
        if not printable:
            spaced = spaced or bool(words)
            continue
        before = " " if done and (spaced or words[:1].isspace()) else ""
        done.append((before + printable, language))
        spaced = words[-1:].isspace()
    return tuple(done)


def _joined(stretches: _Stretches) -> str:
    return "".join(words for words, _language in stretches)


def _pieces(
    stretches: _Stretches, font: str, emphasis: Emphasis | None
) -> tuple[list[tuple[str, str]], list[str]]:
    """A reading in pieces of one font and one language: the text and font of each, and the language."""
    text = _joined(stretches)
    if len(stretches) == 1 and text and (emphasis is None or not emphasis[0].search(text)):
        # Nearly every text: not gone through letter by letter.
        return [(text, font)], [stretches[0][1]]
    fonts = [font] * len(text)
    if emphasis is not None:
        pattern, instead = emphasis
        for found in pattern.finditer(text):
            fonts[found.start(1) : found.end(1)] = [instead] * (found.end(1) - found.start(1))
    languages = [language for words, language in stretches for _character in words]
    pieces: list[tuple[str, str]] = []
    spoken: list[str] = []
    along = zip(text, fonts, languages, strict=True)
    for (one_font, language), group in groupby(along, key=lambda one: one[1:]):
        pieces.append(("".join(character for character, *_rest in group), one_font))
        spoken.append(language)
    return pieces, spoken


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


def _owned(
    element: Element, readings: tuple[_Stretches, ...], fits: Callable[[str], bool]
) -> tuple[tuple[_Stretches, ...], tuple[Element, ...]]:
    """Readings as they are set, and the element each belongs to, which tells their language where it has one."""
    if len(readings) == 1:
        languages = {language for _words, language in readings[0]}
        [language, *others] = languages or {""}
        if others or not language or (element.kids and element.language != language):
            return readings, (element,)
        element.language = language
        return (((_joined(readings[0]), ""),),), (element,)
    first, second = readings
    if element.type in ("TH", "TD"):
        return readings, (element, element)
    if element.type not in ("P", "Div") or max(len(_joined(first)), len(_joined(second))) <= _LABEL:
        beside: _Stretches = (*first, (BETWEEN, ""), *second)
        if element.type not in _HEADINGS or fits(_joined(beside)):
            return (beside,), (element,)
        return readings, (element, element)
    if element.type == "P":
        element.type = "Div"
        for _reading in readings:
            element.add("P")
    paragraphs = [kid for kid in element.kids if isinstance(kid, Element)]
    owned = [_owned(kid, (one,), fits)[0][0] for kid, one in zip(paragraphs, readings, strict=True)]
    return tuple(owned), tuple(paragraphs)


class Words(Paragraph):
    """A paragraph that belongs to an element; `Words.of` makes one from plain text."""

    element: Element
    blPara: Any  # noqa: N815 (reportlab's own name)
    """Its lines as reportlab broke them."""
    goes_to: Spot | None = None
    """Where it leads to; its element is a link then."""
    owners: Sequence[Element] = ()
    """The element of each reading of `mixed`."""
    said: Sequence[str] = ()
    mixed: Sequence[MixedText] = ()
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
        emphasis: Emphasis | None = None,
    ) -> Self:
        """A paragraph of `text`; where `emphasis` matches, its font is used instead.

        Of a text in two languages both readings are set: a label's side by side, a heading's too where they fit on one
        line, a longer text's as two paragraphs.
        """
        size = float(style.fontSize)
        readings, owners = _owned(
            element,
            _cleaned(text),
            lambda one: line_width(one, style.fontName, size) <= looks.TEXT_WIDTH,
        )
        printable = " ".join(map(_joined, readings))
        parts = [_pieces(one, style.fontName, emphasis) for one in readings]
        ours = (
            len(readings) > 1
            or any(any(spoken) for _pieces_of, spoken in parts)
            or set_apart(printable)
            or len(printable) > _PAGES_LONG
        )
        mixed = [MixedText.of(*one) for one in parts] if ours else []
        fragments = [
            fragment
            for pieces, _spoken in (() if ours else parts)
            for part, font in pieces
            for fragment in _fragments(part, style, font)
        ]
        words = cls(None, style, frags=fragments)
        words.element, words.owners, words.mixed = element, owners, mixed
        words.said = tuple(map(_joined, readings))
        element.substituted += undrawable(printable, style.fontName)
        return words

    @property
    def length(self) -> float:
        """How far it reaches on one line, in points."""
        font, size = self.style.fontName, float(self.style.fontSize)
        return max(line_width(one, font, size) for one in self.said)

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
        if self.mixed:
            self.height = len(self.lines) * float(self.style.leading)
        self.width = available_width
        return self.width, self.height

    def _set(self, width: float) -> tuple[int, float, bool]:
        """Break into lines: how many, how long the last is, and whether it holds a word only."""
        if self.mixed:
            self.lines = [
                replace(line, reading=which)
                for which, one in enumerate(self.mixed)
                for line in one.lines(width * 1000 / self.style.fontSize)
            ]
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
        elif alone or (last < width * _SHORT and width >= _COLUMN):
            self._set_narrower(width, count)

    def _set_narrower(self, width: float, count: int) -> None:
        """Try the lines a little shorter, as many as they are, until the last holds more."""
        for share in _NARROWER if width >= _COLUMN else _NARROWER_COLUMN:
            lines, last, alone = self._set(width * share)
            if lines > count:
                break
            if not alone and (last >= width * _SHORT or width < _COLUMN):
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
        if self.mixed:
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
            part.element, part.owners, part.mixed = self.element, self.owners, self.mixed
            part.goes_to = self.goes_to
            part.lines, part.torn = held, True
        return [*parts]

    def draw(self) -> None:
        """Paint the lines as the element's content."""
        canvas = canvas_of(self)
        if self.mixed:
            self._draw_mixed()
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

    def _draw_mixed(self) -> None:
        """Paint every line; what is of another language belongs to a span of the element."""
        canvas, size = canvas_of(self), float(self.style.fontSize)
        canvas.saveState()
        canvas.setFillColor(self.style.textColor)
        canvas.setStrokeColor(self.style.textColor)
        base = self.height - size
        belongs: tuple[int, str] | None = None
        spelled: Element | None = None
        for line in self.lines:
            runs_from_right = self.mixed[line.reading].base == 1 and self._is_prose
            to_the_right = self.style.alignment == TA_RIGHT or runs_from_right
            indent = self.width - line.width * size / 1000 if to_the_right else 0.0
            for part, left in placed_parts(line):
                if (line.reading, part.language) != belongs:
                    if belongs is not None:
                        canvas.end_content()
                    belongs = (line.reading, part.language)
                    owner = canvas.begin_content(self.owners[line.reading], part.language)
                    spelled = owner if is_told_by_script(part.language) else None
                if spelled is not None:
                    spelled.words += part.text
                draw_part(canvas, part, indent + left * size / 1000, base, size)
            if line.spaced:
                if spelled is not None:
                    spelled.words += " "
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
            canvas.addOutlineEntry(plain(title), key, level)
            if self.spot is not None:
                self.spot.left, self.spot.top = left, top + 12
        super().draw()
