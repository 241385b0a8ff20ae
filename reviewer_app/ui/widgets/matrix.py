"""The matrix of evidence: how many notes stand behind each heading, by source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.ui.theme import Radius, Space, Step, leading, scaled, stepped, tokens
from reviewer_app.ui.theme.paint import inner_focus_ring, round_box, stripes
from reviewer_app.ui.theme.typeset import typeset
from reviewer_app.ui.widgets.rows import AnyIndex, Role


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """The notes of one heading from one source; `opposite` of them point the other way.

    `thin` says that the heading as a whole has little evidence: all its cells are striped then.
    """

    count: int = 0
    opposite: int = 0
    thin: bool = False


@dataclass(frozen=True, slots=True)
class MatrixSide:
    """One row or column: its id and its words."""

    id: str
    label: str


_EMPTY = MatrixCell()


class MatrixModel(QAbstractTableModel):
    """Headings down, sources across. A cell that is not given holds no notes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[MatrixSide, ...] = ()
        self._columns: tuple[MatrixSide, ...] = ()
        self._cells: dict[tuple[str, str], MatrixCell] = {}

    def set_matrix(
        self,
        rows: Sequence[MatrixSide],
        columns: Sequence[MatrixSide],
        cells: Mapping[tuple[str, str], MatrixCell],
    ) -> None:
        """Show `cells`, keyed by row id and column id."""
        same = tuple(rows) == self._rows and tuple(columns) == self._columns
        if not same:
            self.beginResetModel()
        self._rows, self._columns, self._cells = tuple(rows), tuple(columns), dict(cells)
        if same:
            last = self.index(len(rows) - 1, len(columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        else:
            self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def ids_of(self, index: AnyIndex) -> tuple[str, str]:
        """The row id and column id of a cell."""
        return self._rows[index.row()].id, self._columns[index.column()].id

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self._cells.get(self.ids_of(index), _EMPTY)
        if role == Qt.ItemDataRole.DisplayRole:
            return str(cell.count)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._spoken(index, cell)
        return {Role.COUNT: cell.count, Role.OPPOSITE: cell.opposite, Role.THIN: cell.thin}.get(
            role  # type: ignore[call-overload]
        )

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        sides = self._columns if orientation == Qt.Orientation.Horizontal else self._rows
        # A screen reader may ask once more for the name of a row or column that went.
        if role != Qt.ItemDataRole.DisplayRole or section >= len(sides):
            return None
        return sides[section].label

    def _spoken(self, index: AnyIndex, cell: MatrixCell) -> str:
        where = f"{self._rows[index.row()].label}, {self._columns[index.column()].label}"
        notes = ngettext("{n} note", "{n} notes", cell.count).format(n=cell.count)
        parts = [f"{where}: {notes}"]
        if cell.opposite:
            parts.append(
                ngettext(
                    "{n} points the other way", "{n} point the other way", cell.opposite
                ).format(n=cell.opposite)
            )
        if cell.thin:
            parts.append(_("the heading is thin"))
        return ", ".join(parts)


class MatrixDelegate(QStyledItemDelegate):
    """Cells tinted by count in three steps, striped where the heading is thin; an empty one is a quiet 0.

    Args:
        some: from this many notes a cell is tinted.
        many: from this many it is tinted strongly.
    """

    def __init__(self, *, some: int = 7, many: int = 20, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._some = some
        self._many = many

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        theme = tokens()
        base = option.font
        cell = option.rect.adjusted(2, 2, -2, -2)
        count = index.data(Role.COUNT) or 0
        thin = bool(index.data(Role.THIN))
        if thin:
            ink = theme.line if theme.stark else theme.ebi_soft
            width, step = (1.2, 7) if theme.stark else (5, 14)
            stripes(painter, cell, Radius.CHIP, theme.paper, ink, width=width, step=step)
            if theme.stark:
                round_box(painter, cell, Radius.CHIP, None, theme.line)
        else:
            self._tint(painter, cell, count)
        font = stepped(base, Step.LABEL, weight=QFont.Weight.DemiBold, tabular=True)
        painter.save()
        painter.setFont(font)
        words = str(count)
        if thin and theme.stark:
            box = QRect(0, 0, painter.fontMetrics().horizontalAdvance(words) + Space.S, 0)
            box.setHeight(leading(base, Step.LABEL))
            box.moveCenter(cell.center())
            painter.fillRect(box, theme.paper)
        painter.setPen(theme.ebi if thin else theme.ink if count else theme.ink3)
        painter.drawText(cell, int(Qt.AlignmentFlag.AlignCenter), words)
        opposite = index.data(Role.OPPOSITE) or 0
        if opposite:
            painter.setFont(stepped(base, Step.KEY, tabular=True))
            painter.setPen(theme.ebi)
            corner = cell.adjusted(0, 0, -Space.XS - 2, -1)
            right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
            painter.drawText(corner, right, f"{opposite} \u2212")
        painter.restore()
        if option.state & QStyle.StateFlag.State_HasFocus:
            inner_focus_ring(painter, option.rect, Radius.CONTROL, theme)
        elif option.state & QStyle.StateFlag.State_Selected:
            round_box(painter, cell, Radius.CHIP, None, theme.accent, 2)

    def _tint(self, painter: QPainter, cell: QRect, count: int) -> None:
        theme = tokens()
        if not count:
            return
        if theme.stark:
            width = 3 if count >= self._many else 2 if count >= self._some else 1
            round_box(painter, cell, Radius.CHIP, theme.paper, theme.line, width)
            return
        ground = theme.sunken
        if count >= self._some:
            ground = theme.accent_mid if count >= self._many else theme.accent_soft
        round_box(painter, cell, Radius.CHIP, ground)


class _QuietHeader(QHeaderView):
    """Row and column names as quiet wrapped text."""

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        upright = self.orientation() == Qt.Orientation.Vertical
        words = self.model().headerData(logicalIndex, self.orientation()) or ""
        base = self.font()
        theme = tokens()
        line = leading(base, Step.LABEL)
        left = Qt.AlignmentFlag.AlignLeft if upright else Qt.AlignmentFlag.AlignHCenter
        width = rect.width() - (Space.M if upright else 2)
        laid = typeset(words, stepped(base, Step.LABEL), width, line, align=left, most_lines=3)
        y = rect.top() + (rect.height() - laid.height) / 2
        inset = Space.XS + 1 if upright else 1
        laid.draw(painter, rect.left() + inset, y, theme.ink if upright else theme.ink3)


class MatrixView(QTableView):
    """The matrix as a table: arrows move, Enter or a click opens a cell (`cell_opened`).

    Signals:
        cell_opened(row id, column id)
    """

    cell_opened = Signal(str, str)

    def __init__(
        self,
        name: str,
        model: MatrixModel,
        delegate: MatrixDelegate | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._matrix = model
        self.setModel(model)
        made = delegate or MatrixDelegate()
        made.setParent(self)
        self.setItemDelegate(made)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for header in (
            _QuietHeader(Qt.Orientation.Horizontal, self),
            _QuietHeader(Qt.Orientation.Vertical, self),
        ):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
            header.viewport().setAutoFillBackground(False)
            if header.orientation() == Qt.Orientation.Horizontal:
                self.setHorizontalHeader(header)
            else:
                self.setVerticalHeader(header)
        self.clicked.connect(self._open)
        model.modelReset.connect(self._arrange)
        self._arrange()

    def sizeHint(self) -> QSize:
        rows = self._matrix.rowCount() * self.verticalHeader().defaultSectionSize()
        height = rows + self.horizontalHeader().height() + 2
        if self.horizontalScrollBar().isVisible():
            height += self.horizontalScrollBar().height()
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(self.font(), 240), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.currentIndex().isValid():
                self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def _open(self, index: QModelIndex) -> None:
        self.cell_opened.emit(*self._matrix.ids_of(index))

    def _arrange(self) -> None:
        base = self.font()
        header = self.horizontalHeader()
        names = scaled(base, 148 if self.width() >= scaled(base, 440) else 116)
        least = [max(width + Space.S, scaled(base, 52)) for width in self._column_names()]
        spare = self.width() - names - sum(least)
        more = max(0, min(spare // max(len(least), 1), scaled(base, 20)))
        for column, width in enumerate(least):
            header.resizeSection(column, width + more)
        header.setFixedHeight(leading(base, Step.LABEL) + Space.S)
        self.verticalHeader().setFixedWidth(names)
        row = max(scaled(base, 48), 2 * leading(base, Step.LABEL) + Space.S)
        self.verticalHeader().setDefaultSectionSize(row)
        self.updateGeometry()

    def _column_names(self) -> list[int]:
        metrics = QFontMetricsF(stepped(self.font(), Step.LABEL))
        across = Qt.Orientation.Horizontal
        return [
            int(metrics.horizontalAdvance(str(self._matrix.headerData(column, across))) + 1)
            for column in range(self._matrix.columnCount())
        ]
