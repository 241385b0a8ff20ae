"""A quiet heading over rows of two lines, as on the page Team."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import ListPanel, RowModel, SectionLabel, TwoLineDelegate
from reviewer_app.ui.widgets.layouts import lay_in


class TitledList(QWidget):
    """A list that is as tall as its rows.

    Args:
        title: the heading, and what a screen reader calls the list.
        below: air under the rows, in pixels.
        single_click: one click opens a row, where there is nothing else to do with it.
        above: words between the heading and the rows.
    """

    BLEED = Space.S

    def __init__(
        self,
        title: str,
        *,
        below: int = 0,
        single_click: bool = False,
        above: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.model = RowModel()
        delegate = TwoLineDelegate(time_column=False, wrap=True)
        self.list = ListPanel(title, self.model, delegate, fit=True, single_click=single_click)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, below)
        column.setSpacing(Space.XS)
        # The rows bleed over the margin, the heading does not.
        head = QHBoxLayout()
        head.setContentsMargins(Space.S, 0, 0, 0)
        head.addWidget(SectionLabel(title))
        lay_in(column, head)
        if above is not None:
            self._add(above)
        column.addWidget(self.list)

    def add_below(self, widget: QWidget) -> None:
        """Append words about the rows, which stand flush with the heading."""
        self._add(widget)

    def _add(self, widget: QWidget) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(Space.S, 0, Space.S, 0)
        row.addWidget(widget)
        lay_in(self._column, row)
