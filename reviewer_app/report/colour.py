"""Colours that are read on white paper: whether they are, and what to make of one that is not."""

import re
from typing import Final, TypeAlias

Rgb: TypeAlias = tuple[float, float, float]
"""Red, green and blue, each from 0 to 1."""

READABLE: Final = 4.5
"""The least contrast of letters (WCAG 2.2, success criterion 1.4.3)."""
WHITE: Final[Rgb] = (1.0, 1.0, 1.0)
_STEP: Final = 0.97
_HEX: Final = re.compile(r"#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", re.IGNORECASE)


def parsed(text: str) -> Rgb | None:
    """Give a colour written as "#1f4e79"; nothing where it is not."""
    found = _HEX.fullmatch(text.strip())
    if found is None:
        return None
    red, green, blue = (int(part, 16) / 255 for part in found.groups())
    return red, green, blue


def written(colour: Rgb) -> str:
    """Write a colour as "#1f4e79"."""
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def readable(colour: Rgb) -> Rgb:
    """Give a colour whose letters can be read on white: the same, or as much darker as it takes."""
    while contrast(colour, WHITE) < READABLE:
        red, green, blue = colour
        colour = parsed(written((red * _STEP, green * _STEP, blue * _STEP))) or colour
    return colour


def contrast(one: Rgb, other: Rgb) -> float:
    """Give the contrast ratio of two colours (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Rgb) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
