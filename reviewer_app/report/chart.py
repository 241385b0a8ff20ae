"""A chart of wholes divided into parts: one bar each, and a key. It prints in grey, and is read out in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.lib.colors import Color, linearlyInterpolatedColor, white
from reportlab.platypus import Flowable

from reviewer_app.frameworks.form_blocks import Chart
from reviewer_app.report import colour, style
from reviewer_app.report.canvas import ReportCanvas, canvas_of
from reviewer_app.report.fonts import clean
from reviewer_app.report.mixed_text import draw_line
from reviewer_app.report.structure import Element
from reviewer_app.report.words import text_width
from reviewer_app.tongues import plain

_BAR: Final = 19.0
_TITLE: Final = 13.0
_BETWEEN: Final = 7.0
_KEY_LINE: Final = 15.0
_SWATCH: Final = 8.0
_WHOLE: Final = 102
"""Shares that add up to more, but for rounding, are not parts of one whole."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """One part of a bar: which, how much of a hundred, and its tint."""

    share: int
    tint: Color


@dataclass(frozen=True, slots=True)
class _Drawn:
    title: str
    stretches: tuple[_Stretch, ...]


class Bars(Flowable):
    """The bars one under another, the parts in one order from the darkest tint to the lightest."""

    def __init__(self, element: Element, chart: Chart, dark: Color = style.ACCENT) -> None:
        super().__init__()
        self.element = element
        element.spoken = clean(chart.spoken)
        tints = tints_for(len(chart.parts), dark)
        if max((sum(bar.shares) for bar in chart.bars), default=0) > _WHOLE:
            # Several may hold at one moment: each part is a bar of its own.
            self.bars = [
                _Drawn(_beside(bar.title, part, len(chart.bars)), (_Stretch(share, tints[0]),))
                for bar in chart.bars
                for part, share in zip(chart.parts, bar.shares, strict=True)
            ]
            self.key: list[tuple[str, Color]] = []
        else:
            self.bars = [
                _Drawn(
                    bar.title if len(chart.bars) > 1 else "",
                    tuple(map(_Stretch, bar.shares, tints)),
                )
                for bar in chart.bars
            ]
            self.key = list(zip(chart.parts, tints, strict=True))
        self.spaceAfter = 6

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """The chart's width and height."""
        self.width = available_width
        self.lines = _key_lines(self.key, available_width)
        bars = sum(_BAR + _BETWEEN + (_TITLE if bar.title else 0) for bar in self.bars)
        self.height = bars + _KEY_LINE * len(self.lines)
        return self.width, self.height

    def draw(self) -> None:
        """Paint the whole chart as one figure, and note where it stands."""
        canvas = canvas_of(self)
        canvas.begin_content(self.element)
        canvas.saveState()
        y = self.height
        for bar in self.bars:
            if bar.title:
                y -= _TITLE
                write(canvas, 0, y + 3.5, fitting(bar.title, self.width), style.INK)
            y -= _BAR
            self._bar(canvas, bar.stretches, y)
            y -= _BETWEEN
        for line in self.lines:
            y -= _KEY_LINE
            for left, words, tint in line:
                canvas.setFillColor(tint)
                canvas.setStrokeColor(style.INK_SOFT)
                canvas.setLineWidth(0.5)
                canvas.rect(left, y + 3, _SWATCH, _SWATCH, stroke=1, fill=1)
                write(canvas, left + _SWATCH + 5, y + 4, words, style.INK)
        canvas.restoreState()
        canvas.end_content()
        left, bottom = canvas.absolutePosition(0, 0)
        self.element.box = (left, bottom, left + self.width, bottom + self.height)

    def _bar(self, canvas: ReportCanvas, stretches: Sequence[_Stretch], y: float) -> None:
        whole = max(100, sum(one.share for one in stretches))
        left = 0.0
        for one in stretches:
            wide = self.width * one.share / whole
            canvas.setFillColor(one.tint)
            canvas.rect(left, y, wide, _BAR, stroke=0, fill=1)
            if left and wide:
                canvas.setFillColor(white)
                canvas.rect(left - 0.6, y, 1.2, _BAR, stroke=0, fill=1)
            words = str(one.share)
            if wide > text_width(words, style.CHART) + 6:
                middle = left + wide / 2 - text_width(words, style.CHART) / 2
                write(canvas, middle, y + 6, words, ink_on(one.tint))
            left += wide
        canvas.setStrokeColor(style.INK_SOFT)
        canvas.setLineWidth(0.5)
        canvas.rect(0, y, self.width, _BAR, stroke=1, fill=0)


def tints_for(count: int, dark: Color = style.ACCENT) -> list[Color]:
    """Give so many tints, from `dark` to light, so that neighbours are told apart in grey too.

    Between the first, on which white is read, and the second, on which ink is, neither would be.
    """
    mixed = (linearlyInterpolatedColor(dark, white, 0, 100, share) for share in range(42, 100))
    first = next(tint for tint in mixed if contrast(style.INK, tint) >= colour.READABLE)
    light = linearlyInterpolatedColor(dark, white, 0, 100, 89)
    rest = [
        linearlyInterpolatedColor(first, light, 0, count - 2, number) if count > 2 else light
        for number in range(count - 1)
    ]
    return [dark, *rest]


def ink_on(tint: Color) -> Color:
    """Give the ink, dark or white, that is read more easily on a tint."""
    return white if contrast(white, tint) >= contrast(style.INK, tint) else style.INK


def contrast(one: Color, other: Color) -> float:
    """Give the contrast ratio of two colours."""
    return colour.contrast(_parts(one), _parts(other))


def _parts(of: Color) -> colour.Rgb:
    return of.red, of.green, of.blue


def fitting(text: str, width: float) -> str:
    """Shorten a text to one line; the table below a chart has all of it."""
    whole = clean(plain(text))
    if text_width(whole, style.CHART) <= width:
        return whole
    fits = whole
    while fits and text_width(f"{fits}…", style.CHART) > width:
        fits = fits[: len(fits) * 9 // 10] if len(fits) > 200 else fits[:-1]
    return f"{fits.rstrip()}…"


def _beside(title: str, part: str, bars: int) -> str:
    return f"{title}: {part}" if bars > 1 else part


def _key_lines(
    key: Sequence[tuple[str, Color]], width: float
) -> list[list[tuple[float, str, Color]]]:
    """Lay the key out in lines as wide as the chart."""
    lines: list[list[tuple[float, str, Color]]] = []
    left = width
    for part, tint in key:
        words = fitting(part, width - _SWATCH - 5)
        wide = _SWATCH + 5 + text_width(words, style.CHART) + 16
        if left + wide - 16 > width:
            lines.append([])
            left = 0.0
        lines[-1].append((left, words, tint))
        left += wide
    return lines


def write(canvas: ReportCanvas, left: float, base: float, text: str, ink: Color) -> None:
    """Paint a text of a chart on one line, its left end and base line at a point; a space parts it from the next."""
    draw_line(canvas, f"{text} ", style.CHART.fontName, style.CHART.fontSize, (left, base), ink)
