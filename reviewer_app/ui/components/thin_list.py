"""What is still thin: each row says who could see it, and opening it leads to the plan."""

from gettext import gettext as _
from gettext import ngettext
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.ui.components.side_rows import flush_with_rows, side_list
from reviewer_app.ui.models.thin_model import ThinLine, thin_lines
from reviewer_app.ui.models.visit_words import kind_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Row, SectionLabel, Text

SHOWN: Final = 3
_MORE: Final = "more"


class ThinList(QWidget):
    """The thinnest rows of the evidence, in words.

    Signals:
        plan_asked(record): what the page Plan shows: an activity's id, or "add:KIND".
        more_asked(): every row is wanted, on the page Evidence.
    """

    BLEED = Space.S
    plan_asked = Signal(str)
    more_asked = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._lines: dict[str, ThinLine] = {}
        self.list, self._model = side_list(_("Still thin"))
        self._enough = Text(
            _("Nothing is thin: every row has two notes from two sources."), tone="ink3"
        )
        self.list.opened.connect(self._open)
        label = SectionLabel(_("Still thin"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for quiet in (label, self._enough):
            column.addLayout(flush_with_rows(quiet))
        column.addWidget(self.list)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows as they stand."""
        return self._model.rows

    def show_rows(self) -> None:
        """Show what the review says now."""
        lines = thin_lines(self._bridge.opened, self._bridge.session.clock())
        shown = lines if len(lines) == SHOWN + 1 else lines[:SHOWN]
        self._lines = {one.id: one for one in shown}
        rows = [Row(one.id, one.title, one.sentence, spoken=_spoken(one)) for one in shown]
        left = len(lines) - len(shown)
        if left:
            words = ngettext("{count} more row is thin", "{count} more rows are thin", left)
            rows.append(Row(_MORE, words.format(count=left), _("See them all in Evidence.")))
        self._model.set_rows(rows)
        self.list.setVisible(bool(rows))
        self._enough.setVisible(not rows)

    def _open(self, row: str) -> None:
        if row == _MORE:
            self.more_asked.emit()
            return
        line = self._lines[row]
        if line.activity:
            self.plan_asked.emit(line.activity)
        else:
            self.plan_asked.emit(f"add:{line.plan.value}" if line.plan else "")


def _spoken(line: ThinLine) -> str:
    if line.plan is None:
        return f"{line.title}, {line.sentence}"
    open_words = _("Opens the plan with {kind} filled in").format(kind=kind_words(line.plan))
    return f"{line.title}, {line.sentence} {open_words}"
