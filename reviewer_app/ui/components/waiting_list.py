"""What waits for this person, each row one action away from where it is done."""

from gettext import gettext as _

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.ui.components.side_rows import flush_with_rows, side_list
from reviewer_app.ui.models.waiting_model import WaitingLine, waiting_lines
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Row, SectionLabel, Text


class WaitingList(QWidget):
    """Words left in mid-sentence, visits to write up, notes to tag, questions.

    Signals:
        notes_asked(record): an activity or a note, for the page Notes.
    """

    BLEED = Space.S
    notes_asked = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._lines: dict[str, WaitingLine] = {}
        self.list, self._model = side_list(_("Waiting for you"))
        self._nothing = Text(_("Nothing waits for you."), tone="ink3")
        self.list.opened.connect(lambda row: self.notes_asked.emit(self._lines[row].record))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for quiet in (SectionLabel(_("Waiting for you")), self._nothing):
            column.addLayout(flush_with_rows(quiet))
        column.addWidget(self.list)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows as they stand."""
        return self._model.rows

    def show_rows(self) -> None:
        """Show what waits now."""
        lines = waiting_lines(self._bridge.opened)
        self._lines = {one.id: one for one in lines}
        self._model.set_rows([Row(one.id, one.title, one.second) for one in lines])
        self.list.setVisible(bool(lines))
        self._nothing.setVisible(not lines)
