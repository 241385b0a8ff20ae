"""Writes the links: what leads from a table of contents, or a table, to the place it speaks of.

Clauses are of ISO 32000-1: annotations 12.5, link annotations 12.5.6.5, destinations 12.3.2.
"""

from typing import Final

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFString,
)

from reviewer_app.report.canvas import ReportCanvas

# 12.5.3: print. An archival file has it set on everything that is not a pop-up (ISO 19005-3, 6.3.2).
_PRINT: Final = 4


def write_links(canvas: ReportCanvas) -> None:
    """Write every link noted on the pages; its spot has been painted by now."""
    first = len(canvas.pages) + len(canvas.fields)
    for offset, link in enumerate(canvas.links):
        spot = link.spot
        entries = {
            "Type": PDFName("Annot"),
            "Subtype": PDFName("Link"),
            "F": _PRINT,
            "Contents": PDFString(link.spoken),
            "Rect": PDFArray([round(one, 2) for one in link.box]),
            "Border": PDFArray([0, 0, 0]),
            "Dest": PDFArray(
                [
                    PDFObjectReference(f"Page{spot.page}"),
                    PDFName("XYZ"),
                    round(spot.left, 2),
                    round(spot.top, 2),
                    0,
                ]
            ),
            "StructParent": first + offset,
        }
        canvas.document.addAnnotation(link.annotation, PDFDictionary(entries))
