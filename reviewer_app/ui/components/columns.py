"""The two columns of a page: what it is about, and beside it what helps; where narrow, the side folds first."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.ui.theme import Space, scaled
from reviewer_app.ui.widgets import Folding, Hairline, Scroller, Sheet
from reviewer_app.ui.widgets.layouts import lay_in

_NARROWEST_SIDE_PIXELS: Final = 256


class FoldingColumns(Folding):
    """Main part and side in one scrolling page; where it is narrow the side stands under the main part.

    Args:
        main: a column with a right margin of `Space.S`, the reach of its rows.
        fold_at: width in pixels at 100 % text below which the side folds.
    """

    def __init__(
        self, main: QWidget, side: QWidget, *, fold_at: int = 720, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._fold_at = fold_at
        self._margin = QHBoxLayout()
        self._margin.addWidget(main)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setContentsMargins(0, 0, 0, Space.XL)
        self._row.setSpacing(0)
        lay_in(self._row, self._margin, 62)
        self._row.addWidget(side, 38)
        inner = QWidget()
        whole = QVBoxLayout(inner)
        whole.setContentsMargins(0, 0, 0, 0)
        lay_in(whole, self._row)
        whole.addStretch(1)
        self.scroller = Scroller(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.scroller)

    @property
    def folded(self) -> bool:
        """Whether the side stands under the main part."""
        return self._row.direction() is QBoxLayout.Direction.TopToBottom

    def fold(self) -> None:
        """Put the side beside the main part, or under it."""
        narrow = not self.holds(self._fold_at)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() is not direction:
            self._row.setDirection(direction)
            self._row.setSpacing(Space.XL if narrow else 0)
            self._margin.setContentsMargins(0, 0, Space.PAGE - Space.S if narrow else 0, 0)


class ColumnsApart(Folding):
    """Main part and side that scroll apart, so that the side stays in sight; where narrow it stands below.

    Args:
        main: a column with a right margin of `Space.S`, the reach of its rows.
        fold_at: width in pixels at 100 % text below which the side folds.
    """

    def __init__(
        self, main: QWidget, side: QWidget, *, fold_at: int = 720, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._fold_at = fold_at
        self._side = side
        self._main = QVBoxLayout()
        self._main.setSpacing(Space.XL)
        self._main.addWidget(main)
        self.scroller = Scroller(self._whole(self._main))
        self._beside = QVBoxLayout()
        self._beside.addWidget(side)
        self.side_scroller = Scroller(self._whole(self._beside))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.scroller, 62)
        row.addWidget(self.side_scroller, 38)

    @property
    def folded(self) -> bool:
        """Whether the side stands under the main part."""
        return self._beside.count() == 0

    def fold(self) -> None:
        """Put the side beside the main part, or under it."""
        narrow = not self.holds(self._fold_at)
        if narrow == self.folded:
            return
        (self._main if narrow else self._beside).addWidget(self._side)
        self.side_scroller.setVisible(not narrow)
        self._main.setContentsMargins(0, 0, Space.PAGE - Space.S if narrow else 0, Space.XL)

    @staticmethod
    def _whole(layout: QVBoxLayout) -> QWidget:
        """Give a widget whose contents begin at its top."""
        layout.setContentsMargins(0, 0, 0, Space.XL)
        inner = QWidget()
        whole = QVBoxLayout(inner)
        whole.setContentsMargins(0, 0, 0, 0)
        lay_in(whole, layout)
        whole.addStretch(1)
        return inner


class SideAway(Folding):
    """Main part and a side that goes away where it is narrow, and is then opened as a sheet.

    Args:
        host: the widget the sheet covers a part of: the page.
        title: what the sheet is called.

    Signals:
        folded_changed(bool)
    """

    folded_changed = Signal(bool)

    def __init__(
        self,
        main: QWidget,
        side: QWidget,
        *,
        host: QWidget,
        title: str,
        close_words: str,
        fold_at: int = 760,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fold_at = fold_at
        self._side = side
        self.folded = False
        self.sheet = Sheet(host, title, close_words=close_words)
        self._place = QWidget()
        holder = QVBoxLayout(self._place)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(side)
        self._line = Hairline(upright=True)
        self._scroller = Scroller(self._place)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(main, 72)
        row.addWidget(self._line)
        row.addWidget(self._scroller, 28)

    def open_side(self) -> None:
        """Show the side as a sheet where it is folded."""
        if self.folded:
            self.sheet.open()

    def fold(self) -> None:
        """Put the side beside the main part, or away."""
        needed = self._place.minimumSizeHint().width() + self._scroller.bar_width
        self._scroller.setMinimumWidth(max(scaled(self.font(), _NARROWEST_SIDE_PIXELS), needed))
        narrow = not self.holds(self._fold_at)
        if narrow == self.folded:
            return
        self.folded = narrow
        if narrow:
            self.sheet.add(self._side)
        else:
            self.sheet.close_sheet()
            layout = self._place.layout()
            if layout is not None:
                layout.addWidget(self._side)
        self._line.setVisible(not narrow)
        self._scroller.setVisible(not narrow)
        self.folded_changed.emit(narrow)
