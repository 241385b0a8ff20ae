"""Rows beside the page's main part: a title and a sentence that may take several lines."""

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import ListPanel, RowModel, TwoLineDelegate


def side_list(name: str) -> tuple[ListPanel, RowModel]:
    """Make a list of such rows, as tall as they are; one click opens."""
    model = RowModel()
    delegate = TwoLineDelegate(time_column=False, roomy=True, wrap=True)
    panel = ListPanel(name, model, delegate, fit=True, single_click=True)
    model.setParent(panel)
    return panel, model


def flush_with_rows(widget: QWidget) -> QLayout:
    """Put a line of words where the words of the rows below it begin."""
    margin = QVBoxLayout()
    margin.setContentsMargins(Space.S, 0, Space.S, 2)
    margin.addWidget(widget)
    return margin
