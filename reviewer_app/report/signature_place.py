"""Where a report is signed: who signs above a line, and the prepared field on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable

from reviewer_app.report.canvas import canvas_of
from reviewer_app.report.content import SignatureRole
from reviewer_app.report.structure import Element
from reviewer_app.report.words import Words


def field_name(role: SignatureRole) -> str:
    """The name of the field prepared for whoever signs in this role."""
    return f"signature-{role}"


@dataclass(frozen=True, slots=True)
class Place:
    """One column of a signature block; `field` is the prepared field's name."""

    words: tuple[Words, ...]
    field: str
    tooltip: str
    element: Element
    colour: Color


class SignaturePlace(Flowable):
    """Two columns for signatures: who signs, an optional date, and the prepared field."""

    def __init__(self, places: Sequence[Place], *, gap: float, height: float = 58.0) -> None:
        super().__init__()
        self.places = tuple(places)
        self.gap = gap
        self.field_height = height

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """The block's width and height."""
        self.column = (available_width - self.gap) / 2
        self.heads = [
            sum(words.height_at(self.column) for words in place.words) for place in self.places
        ]
        self.width = available_width
        self.height = max(self.heads) + 8 + self.field_height
        return self.width, self.height

    def draw(self) -> None:
        """Paint the words and the line to sign on, and reserve the fields."""
        canvas = canvas_of(self)
        for index, place in enumerate(self.places):
            left = index * (self.column + self.gap)
            y = self.height
            for words in place.words:
                y -= words.height_at(self.column)
                words.drawOn(canvas, left, y)
            canvas.rule(left, 0, self.column, place.colour, 0.6)
            canvas.saveState()
            canvas.translate(left, 1)
            canvas.add_signature_field(
                place.field,
                place.tooltip,
                (self.column, self.field_height - 2),
                place.element,
            )
            canvas.restoreState()
