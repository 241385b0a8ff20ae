"""A day's activities as rows: time, title, one line about each, and how it stands or who goes."""

from collections.abc import Iterable

from reviewer_app.model.words import ActivityState
from reviewer_app.ui.models.agenda_model import AgendaLine
from reviewer_app.ui.widgets import ChipKind, ListPanel, Row, RowModel, TwoLineDelegate
from reviewer_app.ui.widgets.two_line import RowState

_STATES: dict[ActivityState, RowState] = {
    ActivityState.WRITTEN_UP: "done",
    ActivityState.NOT_SEEN: "struck",
}
_CHIPS: dict[ActivityState, ChipKind] = {
    ActivityState.RUNNING: "accent",
    ActivityState.SEEN: "thin",
}


class DayList(ListPanel):
    """The activities of a day, or of a part of it; as tall as its rows."""

    def __init__(self, name: str, *, single_click: bool = False) -> None:
        self.day = RowModel()
        super().__init__(
            name, self.day, TwoLineDelegate(wrap=True), fit=True, single_click=single_click
        )
        self.day.setParent(self)

    def show_lines(self, lines: Iterable[AgendaLine]) -> None:
        """Show these activities; the list hides where there are none."""
        self.day.set_rows([row_of(one) for one in lines])
        self.setVisible(bool(self.day.rows))


def row_of(line: AgendaLine) -> Row:
    """Make the row of an activity."""
    return Row(
        line.id,
        line.title,
        line.second,
        line.time,
        line.chip,
        "quiet" if line.left_out else _CHIPS.get(line.state, "quiet"),
        _STATES.get(line.state, "plain"),
    )
