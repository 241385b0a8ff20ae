"""Text of several scripts or directions: broken into lines in reading order, drawn in the order of each line.

The letters of a line written from the right are painted one by one in reading order, each where it stands (ISO 32000-1,
14.8.2.3.3: "either positioning each glyph individually" or reversing them): whoever reads the file in the order of its
content, as a screen reader does, reads the words as they were typed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

from reportlab.lib.colors import Color
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from reviewer_app.report.bidi import base_level, drawn_order, levels
from reviewer_app.report.fonts import FONT_NAMES, SANS_BOLD, SANS_SEMIBOLD, placed, runs
from reviewer_app.report.glyphs import Cluster, shaped
from reviewer_app.report.scripts import languages, may_break_between, set_apart

# Of the font's size: how wide a line goes round a letter whose font has no bold one.
_STROKES: Final = {SANS_SEMIBOLD: 0.018, SANS_BOLD: 0.026}


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of one font, direction and language; `width` in thousandths of the size."""

    font: str
    level: int
    language: str
    stroke: float
    clusters: tuple[Cluster, ...]

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(cluster.text for cluster in self.clusters)

    @property
    def width(self) -> float:
        """How far it reaches, in thousandths of the font's size."""
        return sum(cluster.advance for cluster in self.clusters)


@dataclass(frozen=True, slots=True)
class Word:
    """Parts no line ends between, or the spaces between two words."""

    parts: tuple[Part, ...]
    space: bool
    width: float


@dataclass(frozen=True, slots=True)
class MixedLine:
    """One line: its parts in reading order, how wide it is, and whether a space parts it from what follows.

    `reading` is which of two readings of one text it belongs to.
    """

    parts: tuple[Part, ...]
    width: float
    spaced: bool = False
    reading: int = 0


@dataclass(frozen=True, slots=True)
class MixedText:
    """A paragraph not yet broken into lines. `base`: 1 where it runs from the right."""

    base: int
    words: tuple[Word, ...]

    @classmethod
    def of(cls, pieces: Sequence[tuple[str, str]], spoken: Sequence[str] = ()) -> "MixedText":
        """From pieces of (clean) text, each with its font; `spoken` is its language, where no script tells it."""
        text = "".join(piece for piece, _font in pieces)
        wanted = [font for piece, font in pieces for _character in piece]
        told = [
            language
            for (piece, _font), language in zip(pieces, spoken or [""] * len(pieces), strict=True)
            for _character in piece
        ]
        fonts: list[tuple[str, str]] = []
        for piece, font in pieces:
            fonts += placed(piece, font)
        base = base_level(text)
        along = list(
            zip(
                text,
                (character for _font, character in fonts),
                (font for font, _character in fonts),
                levels(text, base),
                (script or other for script, other in zip(languages(text), told, strict=True)),
                wanted,
                strict=True,
            )
        )
        starts = [0, *_word_starts(text), len(text)] if text else [0]
        return cls(base, tuple(_word(along[start:stop]) for start, stop in pairwise(starts)))

    def lines(self, width: float) -> list[MixedLine]:
        """Lines no wider than `width`, in thousandths of the size; too long a word is broken where it has to be."""
        done: list[MixedLine] = []
        parts: list[Part] = []
        reached = after = 0.0
        waiting: tuple[Part, ...] = ()
        for word in _fitting(self.words, width):
            if word.space:
                waiting, after = word.parts, word.width
                continue
            if parts and reached + after + word.width > width:
                done.append(MixedLine(_joined(parts), reached, spaced=bool(waiting)))
                parts, reached = [], 0.0
            elif parts:
                parts += waiting
                reached += after
            parts += word.parts
            reached += word.width
            waiting, after = (), 0.0
        return [*done, MixedLine(_joined(parts), reached, spaced=True)]


def _word_starts(text: str) -> Iterator[int]:
    """Where a word begins, or the spaces between two."""
    for place, (before, after) in enumerate(pairwise(text), start=1):
        if (before == " ") != (after == " ") or may_break_between(before, after):
            yield place


def _word(along: Sequence[tuple[str, str, str, int, str, str]]) -> Word:
    parts: list[Part] = []
    start = 0
    for place in range(1, len(along) + 1):
        if place < len(along) and along[place][2:] == along[start][2:]:
            continue
        _text, _drawn, font, level, language, wanted = along[start]
        text = "".join(one[1] for one in along[start:place])
        clusters = shaped(text, font, from_right=level % 2 == 1, plain=font in FONT_NAMES)
        stroke = 0.0 if font in FONT_NAMES else _STROKES.get(wanted, 0.0)
        parts.append(Part(font, level, language, stroke, clusters))
        start = place
    return Word(tuple(parts), along[0][0] == " ", sum(part.width for part in parts))


def _fitting(words: Sequence[Word], width: float) -> Iterator[Word]:
    """The words, those wider than a line in pieces that are not."""
    for word in words:
        if word.space or word.width <= width:
            yield word
            continue
        piece: list[Part] = []
        reached = 0.0
        for part in word.parts:
            for cluster in part.clusters:
                if piece and reached + cluster.advance > width:
                    yield Word(tuple(piece), space=False, width=reached)
                    piece, reached = [], 0.0
                piece.append(replace(part, clusters=(cluster,)))
                reached += cluster.advance
        yield Word(tuple(piece), space=False, width=reached)


def _joined(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts of a line, those that are painted alike as one."""
    joined: list[Part] = []
    for part in parts:
        if joined and replace(joined[-1], clusters=()) == replace(part, clusters=()):
            joined[-1] = replace(part, clusters=joined[-1].clusters + part.clusters)
        else:
            joined.append(part)
    return tuple(joined)


def placed_parts(line: MixedLine) -> list[tuple[Part, float]]:
    """The parts in reading order, each with where it begins from the left, in thousandths of the size."""
    lefts = [0.0] * len(line.parts)
    left = 0.0
    for place in drawn_order([part.level for part in line.parts]):
        lefts[place] = left
        left += line.parts[place].width
    return list(zip(line.parts, lefts, strict=True))


def draw_part(canvas: Canvas, part: Part, left: float, base: float, size: float) -> None:
    """Paint a part in the present colour, its left end and base line here, in points."""
    font: Any = pdfmetrics.getFont(part.font)
    document: Any = canvas._doc  # type: ignore[attr-defined]  # noqa: SLF001
    code: list[str] = canvas._code  # type: ignore[attr-defined]  # noqa: SLF001
    operators = ["BT"]
    if part.stroke:
        operators.append(f"2 Tr {part.stroke * size:.3f} w")
    subset_before: int | None = None
    # Where the pen is, and where it will be once what has been gathered is painted.
    pen = (left, base)
    string = ""
    reach = 0.0
    start = part.width if part.level % 2 else 0.0
    for cluster in part.clusters:
        start -= cluster.advance if part.level % 2 else 0
        for glyph in cluster.glyphs:
            [(subset, codes)] = font.splitString(glyph.code, document)
            x = left + (start + glyph.right) * size / 1000
            y = base + glyph.up * size / 1000
            if string and (subset != subset_before or not _near((x, y), (pen[0] + reach, pen[1]))):
                operators.append(f"<{string}> Tj")
                string = ""
            if subset != subset_before:
                name = font.getSubsetInternalName(subset, document)
                operators.append(f"{name} {size:.3f} Tf")
                subset_before = subset
            if not string:
                operators.append(f"1 0 0 1 {x:.3f} {y:.3f} Tm")
                pen, reach = (x, y), 0.0
            string += codes.hex()
            reach += glyph.width * size / 1000
        start += 0 if part.level % 2 else cluster.advance
    operators.append(f"<{string}> Tj")
    if part.stroke:
        operators.append("0 Tr")
    code.append(" ".join([*operators, "ET"]))


def _near(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) < 0.005 and abs(one[1] - other[1]) < 0.005


def line_width(text: str, font: str, size: float) -> float:
    """Give the width of a (clean) text set on one line, in points."""
    if set_apart(text):
        return sum(word.width for word in MixedText.of([(text, font)]).words) * size / 1000
    return sum(pdfmetrics.stringWidth(run.text, run.font, size) for run in runs(text, font))


def draw_line(
    canvas: Canvas, text: str, font: str, size: float, at: tuple[float, float], colour: Color
) -> None:
    """Paint a (clean) text on one line, its left end and base line at a point."""
    left, base = at
    canvas.setFillColor(colour)
    if set_apart(text):
        canvas.setStrokeColor(colour)
        parts = [part for word in MixedText.of([(text, font)]).words for part in word.parts]
        for part, right in placed_parts(MixedLine(tuple(parts), 0)):
            draw_part(canvas, part, left + right * size / 1000, base, size)
        return
    for run in runs(text, font):
        canvas.setFont(run.font, size)
        canvas.drawString(left, base, run.text)
        left += pdfmetrics.stringWidth(run.text, run.font, size)
