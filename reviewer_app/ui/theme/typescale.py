"""The type scale, as steps of the application's font: doubling the text is one `setFont`.

Nothing here fixes a pixel. A step is a ratio to the base (14 px at 100 %), a leading and a weight.
"""

from enum import Enum
from functools import lru_cache
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication

BASE_PIXELS: Final = 14
SERIF_FAMILY: Final = "Noto Serif"
_TABULAR: Final = QFont.Tag("tnum")


class Step(Enum):
    """Size and leading in pixels at 100 %, and the usual weight."""

    TITLE = (22.0, 28.0, QFont.Weight.Bold)
    COVER = (34.0, 42.0, QFont.Weight.Bold)
    """The school's name on the report's sheet."""
    MEETING = (26.0, 38.0, QFont.Weight.Normal)
    """Findings read from across a room."""
    NEXT = (18.0, 24.0, QFont.Weight.Bold)
    FINDING = (16.0, 24.0, QFont.Weight.Normal)
    NOTE = (15.0, 22.0, QFont.Weight.Normal)
    ROW = (15.0, 20.0, QFont.Weight.DemiBold)
    LIST = (14.0, 20.0, QFont.Weight.Normal)
    BUTTON = (15.0, 20.0, QFont.Weight.Medium)
    LABEL = (13.0, 18.0, QFont.Weight.Normal)
    CHIP = (12.5, 16.0, QFont.Weight.Medium)
    MARK = (11.5, 16.0, QFont.Weight.Bold)
    """The WWW, EBI and ? on their chips."""
    KEY = (11.0, 14.0, QFont.Weight.DemiBold)
    REPORT = (15.0, 23.0, QFont.Weight.Normal)
    """Narrative of the report, in the serif."""

    @property
    def pixels(self) -> float:
        """Height of the letters' body at 100 %."""
        return self.value[0]

    @property
    def leading(self) -> float:
        """Distance between base lines at 100 %."""
        return self.value[1]


def body_pixels(font: QFont) -> float:
    """The font's size in device-independent pixels, fractions kept."""
    return _body_pixels(QFont(font))


@lru_cache(maxsize=64)
def _body_pixels(font: QFont) -> float:
    if font.pixelSize() > 0:
        return float(font.pixelSize())
    return font.pointSizeF() * QGuiApplication.primaryScreen().logicalDotsPerInchY() / 72


def scaled(font: QFont, pixels: float) -> int:
    """A length given at 100 % text, grown with `font` (an inherited, un-stepped font)."""
    return round(pixels * body_pixels(font) / BASE_PIXELS)


@lru_cache(maxsize=512)
def _stepped(base: QFont, step: Step, weight: QFont.Weight, tabular: bool) -> QFont:
    font = QFont(QGuiApplication.font())
    font.setFamily(base.family())
    if step is Step.REPORT and SERIF_FAMILY in QFontDatabase.families():
        font = QFont(SERIF_FAMILY)
        font.setHintingPreference(base.hintingPreference())
    font.setPointSizeF(base.pointSizeF() * step.pixels / BASE_PIXELS)
    font.setWeight(weight)
    if tabular:
        font.setFeature(_TABULAR, 1)
    return font


def stepped(
    base: QFont,
    step: Step,
    *,
    weight: QFont.Weight | None = None,
    tabular: bool = False,
) -> QFont:
    """The font of `step` for a widget whose inherited font is `base`; `tabular` aligns figures."""
    if base.pixelSize() > 0:
        base = QFont(base)
        screen = QGuiApplication.primaryScreen()
        base.setPointSizeF(base.pixelSize() * 72 / screen.logicalDotsPerInchY())
    return _stepped(QFont(base), step, weight or step.value[2], tabular)


def leading(base: QFont, step: Step) -> int:
    """Distance between base lines of `step`, never less than the font itself needs."""
    return _leading(QFont(base), step)


@lru_cache(maxsize=512)
def _leading(base: QFont, step: Step) -> int:
    needed = QFontMetricsF(stepped(base, step)).height()
    return max(round(step.leading * body_pixels(base) / BASE_PIXELS), int(needed + 0.999))
