"""Writes the structure tree, the form and the catalogue's entries into a report being saved.

Clauses are of ISO 32000-1: structure 14.7 and 14.8, piece info 14.5.
"""

from collections.abc import Iterator
from typing import Any, Final

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFString,
)

from reviewer_app.report.canvas import ReportCanvas
from reviewer_app.report.fields import write_fields
from reviewer_app.report.links import write_links
from reviewer_app.report.structure import Annotated, Element, Painted
from reviewer_app.tongues import plain

PIECE: Final = "ReviewerApp"


def _page(number: int) -> PDFObjectReference:
    return PDFObjectReference(f"Page{number}")


class _Tree:
    """The structure tree as PDF objects, elements first so that they can name one another."""

    def __init__(self, canvas: ReportCanvas, root: Element) -> None:
        self.canvas = canvas
        self.document = canvas.document
        self.references: dict[int, Any] = {}
        self.top = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        self.reference = self.document.Reference(self.top)
        self.top["K"] = self._write(root, self.reference)
        self.top["ParentTree"] = self.document.Reference(self._parents())
        self.top["ParentTreeNextKey"] = len(canvas.pages) + len(_annotated(canvas))

    def _write(self, element: Element, parent: Any) -> Any:
        entries = PDFDictionary(
            {"Type": PDFName("StructElem"), "S": PDFName(element.type), "P": parent}
        )
        attributes = _attributes(element)
        if attributes is not None:
            entries["A"] = attributes
        if element.spoken:
            entries["Alt"] = PDFString(plain(element.spoken))
        if element.language:
            entries["Lang"] = PDFString(element.language)
        if element.words:
            # Its letters are placed one by one: a reader that guesses at words from places need not (14.9.4).
            entries["ActualText"] = PDFString(element.words.rstrip(" "))
        reference = self.document.Reference(entries)
        self.references[id(element)] = reference
        kids = list(self._kids(element, reference))
        # A single kid stands alone: pyHanko explains a signed field by the path Form, K, Obj.
        entries["K"] = kids[0] if len(kids) == 1 else PDFArray(kids)
        return reference

    def _kids(self, element: Element, reference: Any) -> Iterator[Any]:
        for kid in element.kids:
            match kid:
                case Painted(page, number):
                    yield PDFDictionary({"Type": PDFName("MCR"), "Pg": _page(page), "MCID": number})
                case Annotated(page, annotation):
                    yield PDFDictionary(
                        {
                            "Type": PDFName("OBJR"),
                            "Pg": _page(page),
                            "Obj": self.document.refAnnotation(annotation),
                        }
                    )
                case Element() if not kid.empty:
                    yield self._write(kid, reference)

    def _parents(self) -> PDFDictionary:
        """Key n is page n's elements by their content's number; annotations have the keys after."""
        numbers: list[Any] = []
        for key, elements in enumerate(self.canvas.elements_by_page):
            numbers += [key, PDFArray([self.references[id(element)] for element in elements])]
        for offset, element in enumerate(_annotated(self.canvas)):
            key = len(self.canvas.elements_by_page) + offset
            numbers += [key, self.references[id(element)]]
        return PDFDictionary({"Nums": PDFArray(numbers)})


def _annotated(canvas: ReportCanvas) -> list[Element]:
    """The elements of all annotations, in the order of their keys."""
    return [*(field.element for field in canvas.fields), *(link.element for link in canvas.links)]


def _attributes(element: Element) -> PDFDictionary | None:
    if element.scope is not None:
        return PDFDictionary({"O": PDFName("Table"), "Scope": PDFName(element.scope)})
    if element.box is not None:
        box = PDFArray([round(one, 2) for one in element.box])
        return PDFDictionary({"O": PDFName("Layout"), "BBox": box})
    if element.type == "L":
        return PDFDictionary({"O": PDFName("List"), "ListNumbering": PDFName("None")})
    return None


def write_tags(canvas: ReportCanvas, root: Element, *, draft: bool, modified: str) -> None:
    """Write everything a reader needs to read the report aloud, and whether it is a draft.

    Args:
        canvas: with every page painted.
        root: the document's element.
        draft: kept in the file, so that a draft is never signed.
        modified: when the content was set, as a PDF date.
    """
    write_fields(canvas)
    write_links(canvas)
    catalog = canvas.document.Catalog
    catalog.StructTreeRoot = _Tree(canvas, root).reference
    catalog.MarkInfo = PDFDictionary({"Marked": "true"})
    catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
    catalog.__NoDefault__ = [*type(catalog).__NoDefault__, "PieceInfo"]
    private = PDFDictionary({"Status": PDFName("Draft" if draft else "Final")})
    catalog.PieceInfo = PDFDictionary(
        {PIECE: PDFDictionary({"LastModified": PDFString(modified), "Private": private})}
    )
