"""A form of a factual check with what a draft may hold, and independent programs that fill it in as a school would."""

import logging
from io import BytesIO

from pypdf import PdfWriter

from reviewer_app.report.response_content import AskedParagraph, ResponseForm, field_name
from reviewer_app.report.response_reading import ReadAnswer, ReadForm

# It says of letters beyond the Western ones that it cannot draw them; what is tested is that they are kept.
logging.getLogger("pypdf").setLevel(logging.ERROR)

CHECK = "a1b2c3d4e5f6a7b8c9d0"
FORM = ResponseForm(
    CHECK,
    "Larkfield Primary School",
    "Quality assurance review",
    2,
    "27 November 2026",
    "2026-11-20",
    (
        AskedParagraph(1, "On the cover", "Pupils: 412; Lead reviewer: Helen Marsh"),
        AskedParagraph(2, "Leadership: what went well", "Leaders know their school. " * 4),
        AskedParagraph(3, "Leadership: what went well", "Governors ask hard questions. " * 90),
        AskedParagraph(4, "Area of excellence: Łódź <b> & Co", "Reading is loved."),
    ),
    "Helen Marsh, 01234 567890",
)
CORRECTION = "There are 398 pupils.\nSince September – “Łódź”, Siân, عربي"

ANSWERED = ReadForm(
    CHECK,
    (
        ReadAnswer(1, "inaccurate", CORRECTION, "Census, 1 October"),
        ReadAnswer(2, "accurate", "", ""),
        ReadAnswer(3, "discuss", "", ""),
    ),
    "Thank you.",
    "Headteacher",
)
"""What a form says in which three paragraphs were answered, whatever kind of file it came back as."""


def filled(pdf: bytes, values: dict[tuple[int, str], str], *, incremental: bool = False) -> bytes:
    """Fill in fields of `FORM` by the number of the paragraph and the part."""
    named = {field_name(CHECK, number, part): value for (number, part), value in values.items()}
    return filled_in(pdf, named, incremental=incremental)


def filled_in(pdf: bytes, values: dict[str, str], *, incremental: bool = False) -> bytes:
    """Fill fields in with pypdf, which draws what it can; rewritten whole, or as an update behind the file."""
    source = BytesIO(pdf)
    writer = PdfWriter(source, incremental=True) if incremental else PdfWriter(clone_from=source)
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()
