"""The pages of a PDF, which a screen reader can ask for any child at any time."""

from PySide6.QtPdfWidgets import QPdfView


class QWidget(QPdfView):
    """A `QPdfView` that Qt describes to screen readers as it does any other widget; `steady_tree` says why."""


SteadyPdfView = QWidget
"""What to make in place of a `QPdfView`."""
