"""Puts a file into the report: what a programme's computers read instead of its pages.

Clauses are of ISO 32000-1 unless another standard is named.
"""

import hashlib
from datetime import datetime
from typing import Final

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString

from reviewer_app.report.archival import pdf_date
from reviewer_app.report.canvas import ReportCanvas
from reviewer_app.report.content import AttachedFile
from reviewer_app.tongues import plain

# `application/json` as a name: a slash in a name is written as its number (7.3.5).
_JSON: Final = "/application#2Fjson"


def attach(canvas: ReportCanvas, file: AttachedFile, moment: datetime) -> None:
    """Attach a JSON file to the whole report, as the data its pages were made from (ISO 19005-3, 6.8).

    Args:
        canvas: of the report being saved.
        file: what is attached.
        moment: when the content was set, in UTC.
    """
    document = canvas.document
    specification = document.Reference(_specification(canvas, file, moment))
    catalog = document.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "AF"]
    catalog.AF = PDFArray([specification])
    names = PDFDictionary({"Names": PDFArray([PDFString(file.name), specification])})
    catalog.Names = PDFDictionary({"EmbeddedFiles": names})


def _specification(canvas: ReportCanvas, file: AttachedFile, moment: datetime) -> PDFDictionary:
    """7.11.3: the file's name, what it is, and what it has to do with the report."""
    date = PDFString(pdf_date(moment))
    # The standard has no other checksum (7.11.4.1); what protects the file is the signature.
    checksum = hashlib.md5(file.content, usedforsecurity=False).hexdigest()
    parameters = {
        "Size": len(file.content),
        "CheckSum": f"<{checksum}>",
        "CreationDate": date,
        "ModDate": date,
    }
    stream = PDFStream(
        dictionary=PDFDictionary(
            {
                "Type": PDFName("EmbeddedFile"),
                "Subtype": _JSON,
                "Params": PDFDictionary(parameters),
            }
        ),
        content=file.content,
    )
    embedded = canvas.document.Reference(stream)
    return PDFDictionary(
        {
            "Type": PDFName("Filespec"),
            "F": PDFString(file.name),
            "UF": PDFString(file.name),
            "Desc": PDFString(plain(file.description)),
            "AFRelationship": PDFName("Data"),
            "EF": PDFDictionary({"F": embedded, "UF": embedded}),
        }
    )
