"""Models of rows for the lists: immutable rows with an id, updated without losing one's place."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

AnyIndex = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What a delegate asks of an item, next to Qt's own display and accessible text roles."""

    ID = Qt.ItemDataRole.UserRole + 1
    """str: what the row stands for."""
    TIME = Qt.ItemDataRole.UserRole + 2
    """str: the time in the margin, such as `09:15`; empty for none."""
    SECOND = Qt.ItemDataRole.UserRole + 3
    """str: the second line; in a stream, the quiet remark at the right of the chips."""
    CHIP = Qt.ItemDataRole.UserRole + 4
    """str: the words of the chip on the right; empty for none."""
    CHIP_KIND = Qt.ItemDataRole.UserRole + 5
    """ChipKind of that chip."""
    STATE = Qt.ItemDataRole.UserRole + 6
    """RowState: `plain`, `done` (dimmed), `struck` (struck through and dimmed)."""
    BEARING = Qt.ItemDataRole.UserRole + 7
    """Pointing: `www`, `ebi`, `question` or empty."""
    CHIPS = Qt.ItemDataRole.UserRole + 8
    """tuple[tuple[str, ChipKind], ...]: the chips below a note."""
    COUNT = Qt.ItemDataRole.UserRole + 9
    """int: a matrix cell's notes."""
    OPPOSITE = Qt.ItemDataRole.UserRole + 10
    """int: how many of them point the other way."""
    THIN = Qt.ItemDataRole.UserRole + 11
    """bool: drawn striped."""
    ICON = Qt.ItemDataRole.UserRole + 12
    """str: the name of an icon before the title; empty for none."""
    PHOTOS = Qt.ItemDataRole.UserRole + 13
    """tuple[StreamPhoto, ...]: the photos below a note."""
    NOTE = Qt.ItemDataRole.UserRole + 14
    """StreamNote: the whole row of a stream of notes."""
    MARKS = Qt.ItemDataRole.UserRole + 15
    """tuple[tuple[int, int], ...]: start and length of the words that were sought."""


class Identified(Protocol):
    """A row with an id of its own."""

    @property
    def id(self) -> str:
        """What the row stands for."""


RowT = TypeVar("RowT", bound=Identified)


class KeyedModel(QAbstractListModel, Generic[RowT]):
    """A list of immutable rows; `set_rows` tells views only of what differs."""

    def __init__(self, rows: Sequence[RowT] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[RowT] = list(rows)

    @property
    def rows(self) -> tuple[RowT, ...]:
        """The rows as they stand."""
        return tuple(self._rows)

    def row_of(self, row_id: str) -> int:
        """Position of the row with that id; -1 where there is none."""
        return next((at for at, row in enumerate(self._rows) if row.id == row_id), -1)

    def index_of(self, row_id: str) -> QModelIndex:
        """Index of the row with that id; invalid where there is none."""
        at = self.row_of(row_id)
        return self.index(at, 0) if at >= 0 else QModelIndex()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        return 0 if parent.isValid() else len(self._rows)

    def set_rows(self, rows: Sequence[RowT]) -> None:
        """Show `rows`: what starts and ends alike keeps its place, selection and scrolling."""
        new = list(rows)
        old_ids = [row.id for row in self._rows]
        new_ids = [row.id for row in new]
        most = min(len(old_ids), len(new_ids))
        head = 0
        while head < most and old_ids[head] == new_ids[head]:
            head += 1
        tail = 0
        while tail < most - head and old_ids[-1 - tail] == new_ids[-1 - tail]:
            tail += 1
        old_end, new_end = len(old_ids) - tail, len(new_ids) - tail
        if old_end > head:
            self.beginRemoveRows(QModelIndex(), head, old_end - 1)
            del self._rows[head:old_end]
            self.endRemoveRows()
        if new_end > head:
            self.beginInsertRows(QModelIndex(), head, new_end - 1)
            self._rows[head:head] = new[head:new_end]
            self.endInsertRows()
        for at, row in enumerate(new):
            # A row that was kept is known at a glance; comparing thousands word by word is not for every note.
            if self._rows[at] is not row and self._rows[at] != row:
                self._rows[at] = row
                index = self.index(at, 0)
                self.dataChanged.emit(index, index)
