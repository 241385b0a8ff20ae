"""The same report by WeasyPrint: PDF/UA-1 from our own page for the web."""

import weasyprint

from reviewer_app.report.content import ReportContent
from reviewer_app.report.web import web_page


def build(content: ReportContent) -> bytes:
    """Typeset a report."""
    page = web_page(content, draft=False).decode()
    pdf: bytes = weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    return pdf
