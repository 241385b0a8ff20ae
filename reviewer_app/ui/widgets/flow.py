"""Layouts the pages share: a flow that wraps, and the column of a page."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QVBoxLayout, QWidget

from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets.layouts import lay_in

_LARGEST_BLEED = 16


class Flow(QLayout):
    """Items in reading order, wrapping to further lines where it is narrow."""

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = Space.S, line_gap: int = Space.S
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._line_gap = line_gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        edges = self.contentsMargins()
        inner = QRect(0, 0, width - edges.left() - edges.right(), 0)
        return self._arrange(inner, move=False) + edges.top() + edges.bottom()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect.marginsRemoved(self.contentsMargins()), move=True)

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self._gap * max(len(shown) - 1, 0)
        height = max((size.height() for size in shown), default=0)
        return QSize(width, height).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        size = QSize(0, 0)
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        x, y, height = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if x > rect.x() and x + size.width() > rect.x() + rect.width():
                x, y, height = rect.x(), y + height + self._line_gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self._gap
            height = max(height, size.height())
        return y + height - rect.y()


def in_a_row(*widgets: QWidget) -> QWidget:
    """Give what holds `widgets` side by side, wrapping where it is narrow."""
    row = QWidget()
    flow = Flow(row, gap=Space.M)
    for widget in widgets:
        flow.addWidget(widget)
    return row


class Column(QWidget):
    """The column of a page: its words stand at the margin, rows and raised cards bleed over it.

    A widget with a class attribute `BLEED` (pixels, at most 16) reaches that far into the margin on
    both sides, so that the words of its rows stand flush with the headings above.
    """

    def __init__(
        self,
        *,
        left: int = Space.PAGE,
        right: int = Space.PAGE,
        top: int = 0,
        bottom: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        side = _LARGEST_BLEED
        self._column.setContentsMargins(max(left - side, 0), top, max(right - side, 0), bottom)
        self._column.setSpacing(0)
        self._left, self._right = min(left, side), min(right, side)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Append `widget` at the column's margin, less its bleed."""
        bleed = int(getattr(widget, "BLEED", 0))
        row = QHBoxLayout()
        row.setContentsMargins(max(self._left - bleed, 0), 0, max(self._right - bleed, 0), 0)
        row.addWidget(widget)
        lay_in(self._column, row, stretch)

    def add_row(self, layout: QLayout, stretch: int = 0) -> None:
        """Append a layout at the column's margin."""
        row = QHBoxLayout()
        row.setContentsMargins(self._left, 0, self._right, 0)
        lay_in(row, layout)
        lay_in(self._column, row, stretch)

    def space(self, pixels: int) -> None:
        """Leave `pixels` free (on the 4 px grid)."""
        self._column.addSpacing(pixels)

    def stretch(self) -> None:
        """Let the rest of the height stay free."""
        self._column.addStretch(1)
