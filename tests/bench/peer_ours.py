"""The report as the program builds it, where its peers stand beside it."""

from reviewer_app.report.build import build_pdf
from reviewer_app.report.content import ReportContent


def build(content: ReportContent) -> bytes:
    """Typeset a report."""
    return build_pdf(content, draft=False)
