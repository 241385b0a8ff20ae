"""A day in columns, one for each person: what stands where, what is free, and things dragged elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QScrollArea, QWidget

from reviewer_app.ui.theme import Radius, Space, Step, leading, scaled, stepped, tokens
from reviewer_app.ui.theme.paint import inner_focus_ring, round_box
from reviewer_app.ui.theme.typeset import typeset
from reviewer_app.ui.widgets.day_cells import DayCell, DayModel, beside_each_other
from reviewer_app.ui.widgets.list_panel import ListPanel
from reviewer_app.ui.widgets.rows import AnyIndex

SNAP_MINUTES: Final = 5
"""What a dragged thing snaps to."""

_MINUTE: Final = 2.0
"""Pixels a minute is tall at 100 % text: a lesson visit of 25 minutes has room for two lines."""
_TIMES: Final = 48
_LEAST: Final = 132
_LEAST_MINUTES: Final = 10
_HALF_HOUR: Final = 30

_Way = QAbstractItemView.CursorAction


@dataclass(slots=True)
class _Drag:
    """A thing being dragged: from where it was taken hold of, and where it would be put down."""

    cell: DayCell
    held_at: QPoint
    grip: int
    column: int
    start: int
    under_way: bool = False


class DayColumns(ListPanel):
    """A day as tall as its hours. Arrows go to the nearest thing that way; Enter opens; what moves can be dragged.

    Signals:
        dropped(id, column, minute of the day): it was put down elsewhere.

    Attributes:
        names: what stands above the columns.
        ghosts: where things stood before, drawn below everything and for the eyes alone: what stands there now says in
            words where it was. The id of one begins the ids of the cells it is of.
    """

    dropped = Signal(str, int, int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self.day = DayModel()
        super().__init__(name, None, None, fit=True, parent=parent)
        self.day.setParent(self)
        self.names: tuple[str, ...] = ()
        self.ghosts: tuple[DayCell, ...] = ()
        self._first, self._last = 9 * 60, 15 * 60 + 30
        self._drag: _Drag | None = None
        self.setModel(self.day)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @staticmethod
    def width_for(base: QFont, columns: int) -> int:
        """Give the least width at which so many columns can be read, in pixels."""
        return scaled(base, _TIMES) + columns * scaled(base, _LEAST)

    def show_day(
        self,
        names: Sequence[str],
        cells: Sequence[DayCell],
        first: int,
        last: int,
        ghosts: Sequence[DayCell] = (),
    ) -> None:
        """Show a day from its first minute to its last, with these columns."""
        self.names, self._first, self._last = tuple(names), first, last
        self.ghosts = tuple(ghosts)
        self.day.set_rows(beside_each_other(cells, len(names)))
        self.updateGeometry()
        self.viewport().update()

    def cell_of(self, index: AnyIndex) -> DayCell | None:
        """Give the cell at an index, None where there is none."""
        return self.day.rows[index.row()] if index.isValid() else None

    @property
    def current(self) -> DayCell | None:
        """The current cell."""
        return self.cell_of(self.currentIndex())

    def rect_of(self, cell: DayCell) -> QRect:
        """Where a cell stands, in the view."""
        left = self._left(0 if cell.wide else cell.column)
        right = self._left(len(self.names) if cell.wide else cell.column + 1)
        width = (right - left) / max(cell.lanes, 1)
        top = self._y(cell.start)
        height = self._y(cell.start + max(cell.minutes, _LEAST_MINUTES)) - top
        return QRect(int(left + cell.lane * width), top, int(width) - 3, height - 2)

    def sizeHint(self) -> QSize:
        return QSize(self.width_for(self.font(), len(self.names)), self._y(self._last) + Space.M)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.width_for(self.font(), 1), self.sizeHint().height())

    def visualRect(self, index: AnyIndex) -> QRect:
        cell = self.cell_of(index)
        return self.rect_of(cell) if cell is not None else QRect()

    def indexAt(self, p: QPoint) -> QModelIndex:
        found = [at for at, cell in enumerate(self.day.rows) if self.rect_of(cell).contains(p)]
        return self.day.index(found[-1], 0) if found else QModelIndex()

    def visualRegionForSelection(self, selection: object) -> QRegion:
        return QRegion(self.viewport().rect())

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        """Give also where the current cell is, so that whatever scrolls brings it into sight below the names."""
        if query == Qt.InputMethodQuery.ImCursorRectangle:
            return self.visualRect(self.currentIndex()).adjusted(0, -self._head(), 0, 0)
        return super().inputMethodQuery(query)

    def scrollTo(
        self,
        index: AnyIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        area = self._area()
        inner = area.widget() if area is not None else None
        if area is None or inner is None or not self.isVisible() or not index.isValid():
            return
        place = self.visualRect(index).adjusted(0, -self._head(), 0, 0)
        for corner in (place.bottomLeft(), place.topLeft()):
            at = self.viewport().mapTo(inner, corner)
            area.ensureVisible(at.x(), at.y(), 0, Space.XL)

    def moveCursor(self, cursorAction: _Way, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        rows = self.day.rows
        here = self.current
        if here is None:
            return self.day.index(0, 0) if rows else QModelIndex()
        if cursorAction in (_Way.MoveHome, _Way.MoveEnd):
            mine = [one for one in rows if self._shares(one, here.column)]
            wanted = mine[0 if cursorAction == _Way.MoveHome else -1]
        else:
            wanted = self._next(here, cursorAction) or here
        return self.day.index_of(wanted.id)

    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._draw_ground(painter)
        current = self.current
        for ghost in self.ghosts:
            chosen = current is not None and current.id.partition(":")[0] == ghost.id
            self._draw_ghost(painter, ghost, chosen=chosen)
        for cell in self.day.rows:
            self._draw_cell(painter, cell, self.rect_of(cell), chosen=cell == current)
        self._draw_names(painter)
        drag = self._drag
        if drag is not None and drag.under_way:
            self._draw_dragged(painter, drag)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        cell = self.cell_of(self.indexAt(event.position().toPoint()))
        if event.button() == Qt.MouseButton.LeftButton and cell is not None and cell.moves:
            place = event.position().toPoint()
            grip = place.y() - self.rect_of(cell).top()
            self._drag = _Drag(cell, place, grip, cell.column, cell.start)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        drag, place = self._drag, event.position().toPoint()
        if drag is None:
            if event.buttons() == Qt.MouseButton.NoButton:
                over = self.cell_of(self.indexAt(place))
                grab = over is not None and over.moves
                shape = Qt.CursorShape.OpenHandCursor if grab else Qt.CursorShape.ArrowCursor
                self.viewport().setCursor(shape)
            return
        far = (place - drag.held_at).manhattanLength() >= QApplication.startDragDistance()
        if far or drag.under_way:
            drag.under_way = True
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            drag.column = drag.cell.column if drag.cell.wide else self._column_at(place.x())
            drag.start = self._minute_at(place.y() - drag.grip, drag.cell.minutes)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        if drag is None or not drag.under_way:
            super().mouseReleaseEvent(event)
            pressed = self.cell_of(self.indexAt(event.position().toPoint()))
            if pressed is not None and pressed.free and pressed == self.current:
                self.opened.emit(pressed.id)
            return
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self.viewport().update()
        if (drag.column, drag.start) != (drag.cell.column, drag.cell.start):
            self.dropped.emit(drag.cell.id, drag.column, drag.start)

    def let_go(self) -> bool:
        """Put what is being dragged back where it was; gives whether something was."""
        dragged = self._drag is not None and self._drag.under_way
        self._drag = None
        self.viewport().update()
        return dragged

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        area = self._area()
        if area is not None:
            bar = area.verticalScrollBar()
            bar.valueChanged.connect(self.viewport().update, Qt.ConnectionType.UniqueConnection)

    def _area(self) -> QScrollArea | None:
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        return area

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.updateGeometry()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        self.viewport().update()

    def _head(self) -> int:
        return leading(self.font(), Step.LABEL) + Space.M

    def _y(self, minute: int) -> int:
        return self._head() + int((minute - self._first) * scaled(self.font(), 100) / 100 * _MINUTE)

    def _left(self, column: int) -> int:
        times = scaled(self.font(), _TIMES)
        return times + (self.viewport().width() - times) * column // max(len(self.names), 1)

    def _column_at(self, x: int) -> int:
        for column in range(len(self.names) - 1):
            if x < self._left(column + 1):
                return column
        return len(self.names) - 1

    def _minute_at(self, y: int, minutes: int) -> int:
        per_minute = scaled(self.font(), 100) / 100 * _MINUTE
        exact = self._first + (y - self._head()) / per_minute
        snapped = round(exact / SNAP_MINUTES) * SNAP_MINUTES
        return max(self._first, min(snapped, self._last - minutes))

    def _shares(self, cell: DayCell, column: int) -> bool:
        return cell.wide or cell.column == column

    def _next(self, here: DayCell, way: _Way) -> DayCell | None:
        """Give the nearest cell that way: up and down in the column, left and right at about the same time."""
        rows = self.day.rows
        if way in (_Way.MoveUp, _Way.MovePrevious, _Way.MoveDown, _Way.MoveNext):
            column = [one for one in rows if self._shares(one, here.column) or one.id == here.id]
            column.sort(key=lambda one: (one.start, one.lane))
            step = -1 if way in (_Way.MoveUp, _Way.MovePrevious) else 1
            at = [one.id for one in column].index(here.id) + step
            return column[at] if 0 <= at < len(column) else None
        if way not in (_Way.MoveLeft, _Way.MoveRight):
            return None
        step = -1 if way is _Way.MoveLeft else 1
        column_there = here.column + step
        while 0 <= column_there < len(self.names):
            there = [one for one in rows if self._shares(one, column_there) and one.id != here.id]
            if there:
                return min(there, key=lambda one: abs(one.start - here.start))
            column_there += step
        return None

    def _draw_ground(self, painter: QPainter) -> None:
        theme, base = tokens(), self.font()
        line = leading(base, Step.LABEL)
        for column in range(1, len(self.names)):
            left = self._left(column)
            painter.fillRect(QRect(left - 2, self._head(), 1, self.height()), theme.line)
        painter.setFont(stepped(base, Step.LABEL, tabular=True))
        width = self.viewport().width()
        for minute in range(self._first, self._last + 1, _HALF_HOUR):
            y = self._y(minute)
            if minute % 60 == 0:
                painter.fillRect(QRect(scaled(base, _TIMES), y - 1, width, 1), theme.line)
                painter.setPen(theme.ink2)
                place = QRect(0, y - line // 2, scaled(base, _TIMES) - Space.S, line)
                words = f"{minute // 60:02}:{minute % 60:02}"
                painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), words)

    def _draw_names(self, painter: QPainter) -> None:
        """The names above their columns; they stay in sight while the page scrolls."""
        theme, base = tokens(), self.font()
        font = stepped(base, Step.LABEL, weight=QFont.Weight.DemiBold)
        line = leading(base, Step.LABEL)
        top = max(0, self.viewport().visibleRegion().boundingRect().top())
        painter.fillRect(QRect(0, top, self.viewport().width(), line + Space.XS), theme.paper)
        for column, name in enumerate(self.names):
            left, right = self._left(column), self._left(column + 1)
            laid = typeset(name, font, right - left - Space.S, line, most_lines=1)
            laid.draw(painter, left + Space.XS, top, theme.ink2)

    def _draw_cell(self, painter: QPainter, cell: DayCell, rect: QRect, *, chosen: bool) -> None:
        theme = tokens()
        focused = chosen and self.hasFocus()
        plain = cell.state == "plain"
        if cell.free:
            round_box(painter, rect, Radius.CHIP, None, theme.ink3 if chosen else theme.line)
            self._draw_words(painter, cell, rect)
        else:
            ground = theme.accent_soft if cell.moves else theme.sunken
            ground = theme.chosen if chosen and theme.stark else ground
            edge = theme.accent if chosen else theme.field_line if theme.stark else None
            round_box(painter, rect, Radius.CHIP, ground if plain else theme.sunken, edge, 1)
            self._draw_words(painter, cell, rect)
        if focused:
            inner_focus_ring(painter, rect, Radius.CHIP, theme)

    def _draw_ghost(self, painter: QPainter, ghost: DayCell, *, chosen: bool) -> None:
        """A broken line around where it stood; its words at the foot, as what is free there now speaks at the top."""
        theme, base = tokens(), self.font()
        rect = self.rect_of(ghost)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.accent if chosen else theme.ink3, 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(rect.adjusted(0, 0, -1, -1), Radius.CHIP, Radius.CHIP)
        line = leading(base, Step.LABEL)
        if rect.height() >= 2 * line:
            font = stepped(base, Step.LABEL)
            words = typeset(ghost.title, font, rect.width() - 2 * Space.S, line, most_lines=1)
            words.draw(painter, rect.left() + Space.S, rect.bottom() - line - 1, theme.ink3)
        painter.restore()

    def _draw_words(self, painter: QPainter, cell: DayCell, rect: QRect) -> None:
        theme, base = tokens(), self.font()
        dim = cell.free or cell.state != "plain"
        inverted = theme.stark and not cell.free and cell == self.current and cell.state == "plain"
        ink = theme.on_chosen if inverted else theme.ink3 if dim else theme.ink
        quiet = theme.on_chosen if inverted else theme.ink3 if dim else theme.ink2
        weight = QFont.Weight.Normal if cell.free else QFont.Weight.DemiBold
        font = QFont(stepped(base, Step.LABEL, weight=weight))
        font.setStrikeOut(cell.state == "struck")
        line = leading(base, Step.LABEL)
        width = rect.width() - 2 * Space.S
        room = max(1, (rect.height() - 2) // line)
        painter.save()
        painter.setClipRect(rect)
        title = typeset(cell.title, font, width, line, most_lines=min(room, 2))
        top = rect.top() + (2 if rect.height() >= line + 4 else (rect.height() - line) // 2)
        title.draw(painter, rect.left() + Space.S, top, ink)
        left = (rect.height() - 2 - title.height) // line
        if cell.second and left > 0:
            small = stepped(base, Step.LABEL)
            second = typeset(cell.second, small, width, line, most_lines=left)
            second.draw(painter, rect.left() + Space.S, top + title.height, quiet)
        painter.restore()

    def _draw_dragged(self, painter: QPainter, drag: _Drag) -> None:
        """What is dragged, where it would stand, with the time it would begin at."""
        theme = tokens()
        cell = DayCell(
            drag.cell.id,
            drag.column,
            drag.start,
            drag.cell.minutes,
            f"{drag.start // 60:02}:{drag.start % 60:02} {drag.cell.title}",
            wide=drag.cell.wide,
        )
        rect = self.rect_of(cell)
        round_box(painter, rect, Radius.CHIP, theme.surface, theme.accent, 2)
        self._draw_words(painter, cell, rect)
        painter.setPen(QPen(theme.accent, 1, Qt.PenStyle.DashLine))
        painter.drawRect(self.rect_of(drag.cell).adjusted(0, 0, -1, -1))
