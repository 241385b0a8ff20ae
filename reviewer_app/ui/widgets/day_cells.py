"""What stands in a day of several columns: visits and free times, each from a minute for so many."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt

from reviewer_app.ui.widgets.rows import AnyIndex, KeyedModel, Role
from reviewer_app.ui.widgets.two_line import RowState


@dataclass(frozen=True, slots=True)
class DayCell:
    """One thing in a column of the day.

    `start` is a minute of the day. `free`: nothing stands there, and something could. `moves`: it can be moved. `wide`:
    it stands across all columns. `lane` of `lanes` is its place beside others at the same time.
    """

    id: str
    column: int
    start: int
    minutes: int
    title: str
    second: str = ""
    spoken: str = ""
    state: RowState = "plain"
    free: bool = False
    moves: bool = False
    wide: bool = False
    lane: int = 0
    lanes: int = 1

    @property
    def end(self) -> int:
        """The minute of the day it ends at."""
        return self.start + self.minutes


class DayModel(KeyedModel[DayCell]):
    """The cells of a day, column by column, each column by the clock."""

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(filter(None, (cell.title, cell.second)))
        return {Role.ID: cell.id, Role.SECOND: cell.second, Role.STATE: cell.state}.get(
            role  # type: ignore[call-overload]
        )


def beside_each_other(cells: Iterable[DayCell], columns: int) -> list[DayCell]:
    """Give each cell a lane of its own among those of its column that it overlaps with."""
    found = list(cells)
    done: dict[int, DayCell] = {}
    for column in range(columns):
        here = sorted(
            ((one.start, one.end, at) for at, one in enumerate(found) if _in(one, column)),
        )
        for group in _groups(here):
            ends: list[int] = []
            lanes: dict[int, int] = {}
            for start, end, at in group:
                lane = next((n for n, until in enumerate(ends) if until <= start), len(ends))
                ends[lane : lane + 1] = [end]
                lanes[at] = lane
            for at, lane in lanes.items():
                before = done.get(at, found[at])
                if before.lanes <= len(ends):
                    done[at] = replace(before, lane=lane, lanes=len(ends))
    return [done.get(at, one) for at, one in enumerate(found)]


def _in(cell: DayCell, column: int) -> bool:
    return cell.wide or cell.column == column


def _groups(spans: Sequence[tuple[int, int, int]]) -> list[list[tuple[int, int, int]]]:
    """Part spans, in order, into groups of which none overlaps another."""
    groups: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    number, until = 0, 0
    for span in spans:
        if span[0] >= until:
            number += 1
        until = max(until, span[1])
        groups[number].append(span)
    return list(groups.values())
