"""What is still thin: each row says who could see it and when; one press plans that."""

from gettext import gettext as _
from gettext import ngettext
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.review import timetable
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.side_rows import flush_with_rows, side_list
from reviewer_app.ui.models.thin_model import Offer, ThinLine, thin_lines
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Banner, Row, SectionLabel, Text

SHOWN: Final = 3
_MORE: Final = "more"


class ThinList(QWidget):
    """The thinnest rows of the evidence, in words.

    Signals:
        plan_asked(activity): the page Plan shows what is on the plan already.
        matrix_asked(row): the row of the matrix is wanted; "" for all of it.
    """

    BLEED = Space.S
    plan_asked = Signal(str)
    matrix_asked = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._lines: dict[str, ThinLine] = {}
        self._planned = False
        self.list, self._model = side_list(_("Still thin"))
        self._enough = Text(
            _("Nothing is thin: every heading has two notes from two sources."), tone="ink3"
        )
        self.told = Banner("")
        self.told.hide()
        self.told.acted.connect(self._undo)
        self.list.opened.connect(self._open)
        label = SectionLabel(_("Still thin"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for quiet in (label, self.told, self._enough):
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
        rows = [_row(one) for one in shown]
        left = len(lines) - len(shown)
        if left:
            words = ngettext("{count} more heading is thin", "{count} more headings are thin", left)
            rows.append(Row(_MORE, words.format(count=left), _("See them all in Findings.")))
        self._model.set_rows(rows)
        self.list.setVisible(bool(rows))
        self._enough.setVisible(not rows)

    def end_offer(self) -> None:
        """Something else changed: undo would take back that, so it is no longer offered for the plan."""
        self._planned = False
        self.told.hide()

    def _open(self, row: str) -> None:
        line = self._lines.get(row)
        if line is not None and line.offer is not None:
            self._plan(line.offer)
        elif line is not None and line.activity:
            self.plan_asked.emit(line.activity)
        else:
            self.matrix_asked.emit(line.id if line is not None else "")

    def _plan(self, offer: Offer) -> None:
        def planned(_activity: str) -> None:
            self._planned = True
            self.told.say(offer.told, action=_("Undo"))

        def refused(error: UserError) -> None:
            self.told.say(refusal_words(error), "alert")

        self._bridge.do(
            timetable.plan,
            offer.kind,
            offer.title,
            start=offer.start,
            people=(offer.person,),
            minutes=offer.minutes,
        ).then(planned).failed(refused)

    def _undo(self) -> None:
        if self._planned:
            self.end_offer()
            self._bridge.undo()


def _row(line: ThinLine) -> Row:
    if line.offer is None:
        return Row(line.id, line.title, line.sentence)
    plan = _("Plan it")
    spoken = f"{line.title}, {line.sentence} {plan}"
    return Row(line.id, line.title, line.sentence, chip=plan, chip_kind="outlined", spoken=spoken)
