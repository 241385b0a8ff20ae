"""The colours, spaces and radii of the window: the only place where any of them is written down.

Every pair of text and ground here holds 4.5:1, every field line and focus ring 3:1; a test
computes them all (contrast as in WCAG 2.2, success criteria 1.4.3 and 1.4.11).
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from PySide6.QtGui import QColor


class Space(IntEnum):
    """Distances in pixels on the 4 px grid."""

    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 24
    PAGE = 32


class Radius(IntEnum):
    """Corner radii in pixels."""

    CHIP = 6
    CONTROL = 8
    CARD = 12


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme. `soft` colours are grounds for the ink of the same name."""

    name: str
    dark: bool
    stark: bool
    """True where soft tints are not allowed: grounds become outlines (high contrast)."""
    focus_width: int

    paper: QColor
    surface: QColor
    sunken: QColor
    ink: QColor
    ink2: QColor
    ink3: QColor
    ink_off: QColor
    """Words of a disabled control: exempt from 4.5:1, yet kept at 3:1 so that they can be read."""
    line: QColor
    field_line: QColor
    hover: QColor
    """The ground under the pointer on paper, surface and sunken alike."""

    accent: QColor
    accent_hover: QColor
    accent_pressed: QColor
    accent_soft: QColor
    accent_mid: QColor
    """A stronger tint of the accent that still carries `ink`: a matrix cell with many notes."""
    on_accent: QColor

    chosen: QColor
    on_chosen: QColor
    """Ground and ink of the row or rail item where the person is."""

    www: QColor
    www_soft: QColor
    ebi: QColor
    ebi_soft: QColor
    question: QColor
    question_soft: QColor
    alert: QColor
    alert_soft: QColor

    focus: QColor
    shadow: QColor


def _colour(text: str) -> QColor:
    return QColor(f"#{text}")


LIGHT: Final = Tokens(
    name="light",
    dark=False,
    stark=False,
    focus_width=2,
    paper=_colour("FBFAF7"),
    surface=_colour("FFFFFF"),
    sunken=_colour("F3F1EC"),
    ink=_colour("1D2329"),
    ink2=_colour("4A545E"),
    ink3=_colour("616B75"),
    ink_off=_colour("7F868D"),
    line=_colour("DEDAD2"),
    field_line=_colour("8A8F86"),
    hover=_colour("EEECE5"),
    accent=_colour("0F5E59"),
    accent_hover=_colour("0B524E"),
    accent_pressed=_colour("084540"),
    accent_soft=_colour("E0EFEC"),
    accent_mid=_colour("C4D9D6"),
    on_accent=_colour("FFFFFF"),
    chosen=_colour("E0EFEC"),
    on_chosen=_colour("0F5E59"),
    www=_colour("2B6A33"),
    www_soft=_colour("E5F1E4"),
    ebi=_colour("8A4B08"),
    ebi_soft=_colour("F9ECDB"),
    question=_colour("3D4FA0"),
    question_soft=_colour("E8EAF7"),
    alert=_colour("A62A2A"),
    alert_soft=_colour("FBE6E4"),
    focus=_colour("1F6FEB"),
    shadow=_colour("1D2329"),
)

DARK: Final = Tokens(
    name="dark",
    dark=True,
    stark=False,
    focus_width=2,
    paper=_colour("15191D"),
    surface=_colour("1C2126"),
    sunken=_colour("111518"),
    ink=_colour("ECEAE4"),
    ink2=_colour("BAC1C8"),
    ink3=_colour("98A2AB"),
    ink_off=_colour("6F7982"),
    line=_colour("323A42"),
    field_line=_colour("6B757E"),
    hover=_colour("232A30"),
    accent=_colour("62C4BA"),
    accent_hover=_colour("78D0C7"),
    accent_pressed=_colour("4FB0A6"),
    accent_soft=_colour("173835"),
    accent_mid=_colour("1F4F4A"),
    on_accent=_colour("0B1D1B"),
    chosen=_colour("173835"),
    on_chosen=_colour("62C4BA"),
    www=_colour("8CCB90"),
    www_soft=_colour("1B3220"),
    ebi=_colour("EDB478"),
    ebi_soft=_colour("3A2A17"),
    question=_colour("A9B6F2"),
    question_soft=_colour("242A4A"),
    alert=_colour("F1908B"),
    alert_soft=_colour("421F1E"),
    focus=_colour("6EA8FF"),
    shadow=_colour("000000"),
)

_BLACK: Final = _colour("000000")
_WHITE: Final = _colour("FFFFFF")

CONTRAST: Final = Tokens(
    name="contrast",
    dark=False,
    stark=True,
    focus_width=3,
    paper=_WHITE,
    surface=_WHITE,
    sunken=_WHITE,
    ink=_BLACK,
    ink2=_BLACK,
    ink3=_BLACK,
    ink_off=_colour("595959"),
    line=_BLACK,
    field_line=_BLACK,
    hover=_WHITE,
    accent=_BLACK,
    accent_hover=_BLACK,
    accent_pressed=_BLACK,
    accent_soft=_WHITE,
    accent_mid=_WHITE,
    on_accent=_WHITE,
    chosen=_BLACK,
    on_chosen=_WHITE,
    www=_BLACK,
    www_soft=_WHITE,
    ebi=_BLACK,
    ebi_soft=_WHITE,
    question=_BLACK,
    question_soft=_WHITE,
    alert=_BLACK,
    alert_soft=_WHITE,
    focus=_BLACK,
    shadow=_BLACK,
)

THEMES: Final[dict[str, Tokens]] = {tokens.name: tokens for tokens in (LIGHT, DARK, CONTRAST)}
