"""Where a report is signed: the prepared field on a line, and under it who signs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.platypus import Flowable

from reviewer_app.report import style
from reviewer_app.report.canvas import ReportCanvas, canvas_of
from reviewer_app.report.content import SignatureRole
from reviewer_app.report.structure import Element
from reviewer_app.report.words import Words

_FIELD: Final = 62.0
"""Points: room for a signature by hand as well as for a PDF reader's."""
_UNDER: Final = 5.0
# Between a label and the line to write on; and how much taller such a line is.
_LABEL_GAP: Final = 8.0
_TO_WRITE: Final = 7.0


TIME_FIELDS: Final = ("time-stamp", "time-stamp-2", "time-stamp-3")
"""The fields trusted times go into: prepared like the others, for none may be added to a certified file.

More than one, because a stamp holds as long as its service's certificate does, ten years or so, and is then renewed.
"""


def field_name(role: SignatureRole) -> str:
    """The name of the field prepared for whoever signs in this role."""
    return f"signature-{role}"


@dataclass(frozen=True, slots=True)
class Below:
    """A line under a signature; `to_write` is a label with a rule beside it, for a pen."""

    words: Words
    to_write: bool

    def height_at(self, width: float) -> float:
        """How tall the line is at `width`."""
        return self.words.height_at(width) + (_TO_WRITE if self.to_write else 0.0)


@dataclass(frozen=True, slots=True)
class Place:
    """One column of a signature block; `field` is the prepared field's name."""

    above: Words
    below: tuple[Below, ...]
    field: str
    tooltip: str
    element: Element


class SignaturePlace(Flowable):
    """Two columns for signatures: for whom, the field on its line, and who signs there."""

    def __init__(self, places: Sequence[Place], *, gap: float) -> None:
        super().__init__()
        self.places = tuple(places)
        self.gap = gap

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """The block's width and height."""
        self.column = (available_width - self.gap) / 2
        self.head = max(place.above.height_at(self.column) for place in self.places)
        foot = max(
            sum(line.height_at(self.column) for line in place.below) for place in self.places
        )
        self.width = available_width
        self.height = self.head + _FIELD + _UNDER + foot
        return self.width, self.height

    def draw(self) -> None:
        """Paint for whom, reserve the field above its line, then paint who signs."""
        canvas = canvas_of(self)
        line = self.height - self.head - _FIELD
        for index, place in enumerate(self.places):
            left = index * (self.column + self.gap)
            place.above.drawOn(canvas, left, self.height - place.above.height_at(self.column))
            canvas.rule(left, line, self.column, style.INK, 0.6)
            canvas.saveState()
            canvas.translate(left, line + 1)
            last = place.field == field_name("head")
            canvas.add_field(
                *("signature", place.field, place.tooltip, (self.column, _FIELD - 2)),
                place.element,
                still_open=TIME_FIELDS if last else None,
            )
            canvas.restoreState()
            self._below(canvas, place, left, line - _UNDER)

    def _below(self, canvas: ReportCanvas, place: Place, left: float, y: float) -> None:
        for line in place.below:
            y -= line.height_at(self.column)
            line.words.drawOn(canvas, left, y)
            if line.to_write:
                label = line.words.length + _LABEL_GAP
                canvas.rule(left + label, y + 2, self.column - label, style.LINE, 0.6)


class TimePlace(Flowable):
    """A field for a trusted time, which nobody sees.

    Args:
        field: its name.
        tooltip: what a screen reader calls it.
        element: its element of the structure.
    """

    def __init__(self, field: str, tooltip: str, element: Element) -> None:
        super().__init__()
        self._field, self._tooltip, self._element = field, tooltip, element

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """It takes no room."""
        return available_width, 0.0

    def draw(self) -> None:
        """Reserve the field where it stands."""
        canvas_of(self).add_field(
            "signature", self._field, self._tooltip, (0.0, 0.0), self._element
        )
