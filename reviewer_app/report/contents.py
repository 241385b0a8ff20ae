"""The contents of a long report: its sections and the pages they begin on, each line leading there."""

from collections.abc import Sequence
from typing import Final

from reportlab.platypus import Flowable

from reviewer_app.language import gettext as _
from reviewer_app.report import style
from reviewer_app.report.canvas import canvas_of
from reviewer_app.report.mixed_text import draw_line
from reviewer_app.report.structure import Element
from reviewer_app.report.words import Heading, Words, text_width

LONG: Final = 12
"""Pages: from here on a report has contents; one that is shorter is leafed through."""
_NUMBER: Final = 40.0
"""Points kept free for a page's number."""
_ABOVE, _BELOW = 2.5, 3.5


class ContentsLine(Flowable):
    """A section's title and, at the right, the page it begins on, above a hairline."""

    def __init__(self, item: Element, heading: Heading, title: str) -> None:
        super().__init__()
        if heading.spot is None:
            raise ValueError("a heading that stands in the contents has a spot")
        self.spot = heading.spot
        self.element = item.add("Reference").add("Link")
        self.title = Words.of(self.element, title, style.CELL)
        # Told under the heading itself.
        self.element.substituted = ""

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """The line's width and height."""
        self.width = available_width
        self.height = _ABOVE + self.title.height_at(available_width - _NUMBER) + _BELOW
        return self.width, self.height

    def draw(self) -> None:
        """Paint title, number and rule, and lead to the section from all of the line."""
        canvas = canvas_of(self)
        self.title.drawOn(canvas, 0, _BELOW)
        number = str(self.spot.page)
        canvas.begin_content(self.element)
        left = self.width - text_width(number, style.VALUE)
        base = self.height - _ABOVE - style.VALUE.fontSize
        draw_line(
            canvas, number, style.VALUE.fontName, style.VALUE.fontSize, (left, base), style.INK
        )
        canvas.end_content()
        canvas.rule(0, 0, self.width, style.LINE, 0.6)
        page = _("Page {number}").format(number=number)
        canvas.add_link(self.element, self.spot, (self.width, self.height), page)


def contents_lines(toc: Element, headings: Sequence[Heading]) -> list[Flowable]:
    """A line for every section, in the order of the report."""
    return [
        ContentsLine(toc.add("TOCI"), heading, heading.outline[0])
        for heading in headings
        if heading.outline is not None
    ]
