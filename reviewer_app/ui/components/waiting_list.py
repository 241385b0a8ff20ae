"""What waits for this person, each row one action away from where it is done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reviewer_app.ui.components.side_rows import SideRows, waiting_for_you
from reviewer_app.ui.models.waiting_model import WaitingLine, waiting_lines
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.widgets import Row


class WaitingList(SideRows):
    """Words left in mid-sentence, visits to write up, notes to tag, questions.

    Signals:
        notes_asked(record): an activity or a note, for the page Notes.
    """

    notes_asked = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(*waiting_for_you(), parent)
        self._bridge = bridge
        self._lines: dict[str, WaitingLine] = {}
        self.opened.connect(lambda row: self.notes_asked.emit(self._lines[row].record))

    def show_rows(self) -> None:
        """Show what waits now."""
        lines = waiting_lines(self._bridge.opened)
        self._lines = {one.id: one for one in lines}
        self.set_rows([waiting_row(one) for one in lines])


def waiting_row(line: WaitingLine) -> Row:
    """Make the row of what waits."""
    return Row(line.id, line.title, line.second)
