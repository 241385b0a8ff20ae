"""The list of the pages: hairlines between rows, one row current, keyboard, mouse and touch."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QWidget,
)

from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets.two_line import index_id


class ListPanel(QListView):
    """A list view with the program's manners.

    Enter or a double click opens (`opened`), moving tells (`current_changed`), Menu or a right
    click asks for more (`context_asked`). Rows are as tall as the first one unless the delegate
    says that they are `measured`; measuring thousands takes a quarter of a second.

    Args:
        name: what a screen reader calls the list.
        fit: be exactly as tall as the rows, for lists that are part of a longer page.
        single_click: one click or tap opens, as in a list of places to go.
    """

    BLEED = Space.S
    opened = Signal(str)
    current_changed = Signal(str)
    context_asked = Signal(str)

    def __init__(
        self,
        name: str,
        model: QAbstractItemModel | None = None,
        delegate: QStyledItemDelegate | None = None,
        *,
        fit: bool = False,
        single_click: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fit = fit
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setUniformItemSizes(not getattr(delegate, "measured", False))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(
            lambda place: self.context_asked.emit(index_id(self.indexAt(place)))
        )
        opening = self.clicked if single_click else self.doubleClicked
        opening.connect(lambda index: self.opened.emit(index_id(index)))
        if fit:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        else:
            # Its place is kept: rows need not be measured again when the bar comes or goes.
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        if delegate is not None:
            delegate.setParent(self)
            self.setItemDelegate(delegate)
        if model is not None:
            self.setModel(model)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None and self._fit:
            for changed in (model.rowsInserted, model.rowsRemoved, model.modelReset):
                changed.connect(self._refit)

    @property
    def current_id(self) -> str:
        """The id of the current row; empty for none."""
        return index_id(self.currentIndex())

    def set_current(self, row_id: str) -> None:
        """Move to the row with that id, and show it."""
        model = self.model()
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            if index_id(index) == row_id:
                self.setCurrentIndex(index)
                self.scrollTo(index)
                return

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        self.current_changed.emit(index_id(current))

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if not self._fit or self.model() is None:
            return hint
        return QSize(hint.width(), self._rows_height())

    def minimumSizeHint(self) -> QSize:
        if self._fit:
            return QSize(super().minimumSizeHint().width(), self.sizeHint().height())
        return super().minimumSizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        model = self.model()
        if model is not None and model.rowCount() and not self.currentIndex().isValid():
            self.setCurrentIndex(model.index(0, 0))
        super().focusInEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Qt leaves Enter to the platform's habits; here it always opens.
            if self.currentIndex().isValid():
                self.opened.emit(self.current_id)
                return
            event.ignore()
            return
        if event.key() == Qt.Key.Key_Menu and self.currentIndex().isValid():
            self.context_asked.emit(self.current_id)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fit:
            self._refit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    def _rows_height(self) -> int:
        model = self.model()
        count = model.rowCount()
        if count == 0:
            return 0
        if self.uniformItemSizes():
            return self.sizeHintForRow(0) * count
        return sum(self.sizeHintForRow(row) for row in range(count))

    def _refit(self) -> None:
        self.updateGeometry()
