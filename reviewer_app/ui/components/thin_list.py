"""What is still thin: each row says who could see it and when; one press plans that."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.review import timetable
from reviewer_app.review.opened import OpenReview
from reviewer_app.ui.components.side_rows import SideRows, still_thin
from reviewer_app.ui.components.undo_offer import UndoOffer
from reviewer_app.ui.models.thin_model import Offer, ThinLine, thin_lines
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.widgets import Row

SHOWN: Final = 3
_MORE: Final = "more"


class ThinList(SideRows):
    """The thinnest rows of the evidence, in words.

    Nothing moves under the pointer when a press has planned: rows keep their order until it leaves, and what is told
    stands below them.

    Signals:
        plan_asked(activity): the page Plan shows what is on the plan already.
        matrix_asked(row): the row of the matrix is wanted; "" for all of it.
    """

    plan_asked = Signal(str)
    matrix_asked = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(*still_thin(), parent)
        self._bridge = bridge
        self._lines: dict[str, ThinLine] = {}
        self._order: tuple[str, ...] = ()
        self.told = UndoOffer(bridge)
        self.opened.connect(self._open)
        self.tell_in(self.told)

    def show_rows(self) -> None:
        """Show what the review says now."""
        opened, now = self._bridge.opened, self._bridge.session.clock()
        lines, rows = thin_rows(opened, now, self._order)
        self._lines = {one.id: one for one in lines}
        self.set_rows(rows)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._let_go()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._order = ()

    def _let_go(self) -> None:
        """Put the rows in the order they have by now."""
        if self._order:
            self._order = ()
            self.show_rows()

    def _open(self, row: str) -> None:
        line = self._lines.get(row)
        if line is not None and line.offer is not None:
            self._plan(line.offer)
        elif line is not None and line.activity:
            self.plan_asked.emit(line.activity)
        else:
            self.matrix_asked.emit(line.id if line is not None else "")

    def _plan(self, offer: Offer) -> None:
        self.begin()
        self._order = tuple(self._lines)
        self._bridge.do(
            timetable.plan,
            offer.kind,
            offer.title,
            start=offer.start,
            people=(offer.person,),
            minutes=offer.minutes,
        ).then(lambda _activity: self.told.offer(offer.told)).failed(self.told.refuse).lastly(
            self.end
        )


def thin_rows(
    opened: OpenReview, now: datetime, order: Sequence[str] = ()
) -> tuple[list[ThinLine], list[Row]]:
    """Give the thinnest lines and their rows, with one more that says how many are left out.

    With `order`, by ids, those that are still thin are shown in it, and no others.
    """
    lines = thin_lines(opened, now)
    shown = lines if len(lines) == SHOWN + 1 else lines[:SHOWN]
    if order:
        shown = sorted(
            (one for one in lines if one.id in order), key=lambda one: order.index(one.id)
        )
    rows = [_row(one) for one in shown]
    left = len(lines) - len(shown)
    if left:
        words = ngettext("{count} more heading is thin", "{count} more headings are thin", left)
        rows.append(Row(_MORE, words.format(count=left), _("See them all in Findings.")))
    return shown, rows


def _row(line: ThinLine) -> Row:
    if line.offer is None:
        return Row(line.id, line.title, line.sentence)
    plan = _("Plan it")
    spoken = f"{line.title}, {line.sentence} {plan}"
    return Row(line.id, line.title, line.sentence, chip=plan, chip_kind="outlined", spoken=spoken)
