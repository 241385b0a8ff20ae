"""The quiet margin of notes and day lists: the time, and beside or below it the bearing."""

from dataclasses import dataclass

from PySide6.QtGui import QFont

from reviewer_app.ui.theme import scaled

TIME_COLUMN_PIXELS = 112
BEARING_COLUMN_PIXELS = 52
_NARROW_COLUMN_PIXELS = 60
_NARROW_BELOW_PIXELS = 480


@dataclass(frozen=True, slots=True)
class Margin:
    """Where things stand, in pixels from the left edge of the words in the margin.

    `stacked`: where it is narrow, the bearing stands below the time and the text further left.
    """

    bearing: int
    text: int
    stacked: bool


def margin_of(width: int, base: QFont) -> Margin:
    """The margin of a list, or of the card below it, that is `width` pixels wide."""
    if width < scaled(base, _NARROW_BELOW_PIXELS):
        return Margin(0, scaled(base, _NARROW_COLUMN_PIXELS), stacked=True)
    bearing = scaled(base, BEARING_COLUMN_PIXELS)
    return Margin(bearing, scaled(base, TIME_COLUMN_PIXELS), stacked=False)
