"""The canvas the report is painted on: what belongs to the document says so as it is painted.

Everything painted between `begin_content` and `end_content` belongs to an element of the structure
tree; everything else is an artifact without having to say so. Footers wait until the number of
pages is known, so one pass is enough for "page x of y".
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias, cast

from reportlab.lib.colors import Color
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import Flowable

from reviewer_app.report.structure import Annotated, Element, Painted, Spot
from reviewer_app.tongues import plain

# Operators that put ink on the page (ISO 32000-1, annex A); alone on a line or amid operands.
_PAINTS: Final = re.compile(r"(?:^|\s)(?:[SsFf]|f\*|B\*?|b\*?|Do|sh|Tj|TJ)(?:\s|$)")

DrawFooter: TypeAlias = Callable[["ReportCanvas", int, int], None]


class _Page(pdfdoc.PDFPage):
    """A page that knows its place in the structure tree and its tab order."""

    __NoDefault__: list[str] = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]  # noqa: RUF012


class _Text(PDFTextObject):
    """Text whose lines end with a space, so that readers do not glue words across lines."""

    def _textOut(self, text: str, TStar: int = 0) -> None:
        spaced = f"{text} " if TStar and text and not text.endswith(" ") else text
        super()._textOut(spaced, TStar)  # type: ignore[misc]


FieldKind: TypeAlias = Literal["signature", "text", "choice"]


@dataclass(frozen=True, slots=True)
class FormField:
    """A prepared place for a signature, some lines of text, or a tick: points from the page's lower left corner.

    The fields of one choice share their `name`; `choice` is what each of them stands for, and what is chosen about.
    `longest` is how many characters a text may have. Signing it locks every field but those `still_open`; where that is
    None, none.
    """

    kind: FieldKind
    name: str
    tooltip: str
    page: int
    left: float
    bottom: float
    width: float
    height: float
    annotation: str
    element: Element
    choice: tuple[str, str] = ("", "")
    longest: int = 0
    still_open: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """What leads to another place of the report: its element, its box (left, bottom, right, top) and where to."""

    annotation: str
    page: int
    box: tuple[float, float, float, float]
    spoken: str
    spot: Spot
    element: Element


class ReportCanvas(Canvas):
    """A reportlab canvas that records, element by element, what was painted where.

    Args:
        filename: where `save` writes; an open binary file will do.
        draw_footer: called once per page with the page's number and how many there are.
        options: as reportlab's own canvas takes them.
    """

    def __init__(self, filename: Any, *, draw_footer: DrawFooter, **options: Any) -> None:
        self._draw_footer = draw_footer
        self._unmarked_from = 0
        self._here: list[Element] = []
        self.elements_by_page: list[list[Element]] = []
        self.pages: list[Any] = []
        self.fields: list[FormField] = []
        self.links: list[Link] = []
        self.headings: list[str] = []
        self._marking = True
        self.finish: Callable[[ReportCanvas], None] | None = None
        super().__init__(filename, **options)

    @property
    def document(self) -> Any:
        """The PDF document being written (reportlab's own object)."""
        return self._doc  # type: ignore[attr-defined]

    def beginText(
        self, x: float = 0, y: float = 0, direction: Literal["LTR", "RTL"] | None = None
    ) -> PDFTextObject:
        """A text object whose lines end with a space."""
        return _Text(self, x, y, direction=direction)

    def begin_content(self, element: Element, language: str = "") -> Element | None:
        """From here on, what is painted belongs to `element`, or to a span of it in another language.

        Gives whose it is; none for what is not read again.
        """
        if not self._marking:
            return None
        if language:
            element = element.in_language(language)
        self._close_artifact()
        painted = Painted(self.getPageNumber(), len(self._here))
        element.kids.append(painted)
        self._here.append(element)
        self._code.append(f"/{element.type} <</MCID {painted.number}>> BDC")
        return element

    def end_content(self) -> None:
        """The element's content ends here; what follows is an artifact again."""
        if not self._marking:
            return
        self._code.append("EMC")
        self._unmarked_from = len(self._code)

    @contextmanager
    def unmarked(self) -> Iterator[None]:
        """Paint content again without it being read again, such as a repeated table header."""
        self._marking = False
        yield
        self._marking = True

    @contextmanager
    def pagination(self, kind: Literal["Footer", "Watermark"]) -> Iterator[None]:
        """Paint something that belongs to the page and not to the report."""
        self._close_artifact()
        self._code.append(f"/Artifact <</Type/Pagination/Subtype/{kind}>> BDC")
        yield
        self.end_content()

    def rule(self, left: float, y: float, width: float, colour: Color, thickness: float) -> None:
        """Draw a horizontal line; colour and thickness of what follows stay as they were."""
        self.saveState()
        self.setStrokeColor(colour)
        self.setLineWidth(thickness)
        self.line(left, y, left + width, y)
        self.restoreState()

    def add_field(
        self,
        kind: FieldKind,
        name: str,
        tooltip: str,
        size: tuple[float, float],
        element: Element,
        *,
        choice: tuple[str, str] = ("", ""),
        longest: int = 0,
        still_open: tuple[str, ...] | None = None,
    ) -> None:
        """Reserve a place for a signature or an answer, its lower left corner at the present origin."""
        left, bottom = self.absolutePosition(0, 0)
        width, height = size
        annotation = "-".join(part for part in (name, choice[0], "widget") if part)
        page = self.getPageNumber()
        self._annotatePage(annotation)  # type: ignore[attr-defined]
        element.kids.append(Annotated(page, annotation))
        self.fields.append(
            FormField(
                kind,
                name,
                plain(tooltip),
                page,
                left,
                bottom,
                width,
                height,
                annotation,
                element,
                (choice[0], plain(choice[1])),
                longest,
                still_open,
            )
        )

    def add_link(self, element: Element, spot: Spot, size: tuple[float, float], words: str) -> None:
        """Lead from a box, its lower left corner at the present origin, to a spot; `words` are what is read out."""
        if not self._marking:
            return
        left, bottom = self.absolutePosition(0, 0)
        width, height = size
        page = self.getPageNumber()
        annotation = f"link-{len(self.links)}"
        self._annotatePage(annotation)  # type: ignore[attr-defined]
        element.kids.append(Annotated(page, annotation))
        box = (left, bottom, left + width, bottom + height)
        self.links.append(Link(annotation, page, box, plain(words), spot, element))

    def showPage(self) -> None:
        """End the page, keeping what belongs to which element."""
        self._close_artifact()
        self.elements_by_page.append(self._here)
        super().showPage()
        self._here = []
        self._unmarked_from = 0

    def save(self) -> None:
        """Add the footers, run `finish`, and write the file."""
        if self._code:
            self.showPage()
        for number, page in enumerate(self.pages, start=1):
            page.stream += self._footer(number)
        if self.finish is not None:
            self.finish(self)
        super().save()

    def _footer(self, number: int) -> str:
        self.init_graphics_state()
        with self.pagination("Footer"):
            self._draw_footer(self, number, len(self.pages))
        painted = "\n".join(self._code)
        self._code: list[str] = []
        self._unmarked_from = 0
        return f"{painted}\n"

    def _close_artifact(self) -> None:
        """Wrap what was painted since the last element, if it was painted at all."""
        start = self._unmarked_from
        if any(_PAINTS.search(operators) for operators in self._code[start:]):
            self._code.insert(start, "/Artifact BMC")
            self._code.append("EMC")
        self._unmarked_from = len(self._code)

    def _setAnnotations(self, page: Any) -> None:
        super()._setAnnotations(page)  # type: ignore[misc]
        if isinstance(page, pdfdoc.PDFPage):
            page.__class__ = _Page
            page.StructParents = len(self.pages)  # type: ignore[attr-defined]
            page.Tabs = pdfdoc.PDFName("S")  # type: ignore[attr-defined]
            self.pages.append(page)


def canvas_of(flowable: Flowable) -> ReportCanvas:
    """Give the canvas a flowable is being painted on."""
    return cast("ReportCanvas", flowable.canv)
