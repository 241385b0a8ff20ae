"""The look of the first page: a band of colour above it, and the logo at the right of the school's name."""

from io import BytesIO
from typing import Final

from reportlab.lib.colors import Color
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from reviewer_app.language import gettext as _
from reviewer_app.report.canvas import canvas_of
from reviewer_app.report.content import Look
from reviewer_app.report.fonts import clean
from reviewer_app.report.structure import Element

_WIDEST: Final = 130.0
_TALLEST: Final = 46.0
"""Points: it stands beside the programme and the school's name, never beside the sentence under them."""
_BAND: Final = 2.25
_UNDER_BAND: Final = 14.0


def logo_words(look: Look) -> str:
    """What is read out of a logo: whose it is; "" where it is there for the eye alone."""
    return _("Logo of {name}").format(name=clean(look.logo_of)) if look.logo_of else ""


def logo_size(look: Look) -> tuple[float, float]:
    """Give how wide and how high a logo is printed, in points."""
    across, upright = ImageReader(BytesIO(look.logo)).getSize()
    scale = min(_WIDEST / across, _TALLEST / upright)
    return across * scale, upright * scale


class Band(Flowable):
    """A rule in the colour of a school or programme, over the first page."""

    def __init__(self, colour: Color) -> None:
        super().__init__()
        self._colour = colour
        self.spaceAfter = _UNDER_BAND

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """The rule's width and height."""
        self.width, self.height = available_width, _BAND
        return available_width, _BAND

    def draw(self) -> None:
        """Paint it."""
        canvas_of(self).rule(0, _BAND / 2, self.width, self._colour, _BAND)


class Logo(Flowable):
    """A picture whose top is where it is laid, at the right; it takes no room from what follows.

    Whose it is, where that is known, is read out; else it is there for the eye alone.
    """

    def __init__(self, look: Look, element: Element) -> None:
        super().__init__()
        self._picture = ImageReader(BytesIO(look.logo))
        self.across, self.upright = logo_size(look)
        self._element = element if look.logo_of else None
        element.spoken = logo_words(look)

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """It takes no room."""
        self.width, self.height = available_width, 0.0
        return available_width, 0.0

    def draw(self) -> None:
        """Paint it below its place."""
        canvas = canvas_of(self)
        left = self.width - self.across
        if self._element is not None:
            canvas.begin_content(self._element)
        canvas.drawImage(self._picture, left, -self.upright, self.across, self.upright)
        if self._element is not None:
            canvas.end_content()
            x, y = canvas.absolutePosition(left, -self.upright)
            self._element.box = (x, y, x + self.across, y + self.upright)
