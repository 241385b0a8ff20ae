"""What waits for this person, each row one action away from where it is done."""

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import Note
from reviewer_app.ui.components.side_rows import SideRows, waiting_for_you
from reviewer_app.ui.components.tagging import step_follow_up
from reviewer_app.ui.components.undo_offer import UndoOffer
from reviewer_app.ui.models.waiting_model import WaitingLine, undecided_lines, waiting_lines
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Row
from reviewer_app.ui.widgets.clicks import click_at
from reviewer_app.ui.widgets.two_line import index_id

DONE_KEY = "Ctrl+5"
"""The key that flags a note while one writes says here that it was followed up."""


class WaitingList(SideRows):
    """What somebody has to let count, words left in mid-sentence, visits to write up, notes to tag, questions.

    A note to follow up opens as any row does; "Done" at its right, or `DONE_KEY`, says that it was.

    Signals:
        page_asked(page, record): where it is done, and what is asked for there.
    """

    page_asked = Signal(str, str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(*waiting_for_you(), parent)
        self._bridge = bridge
        self._lines: dict[str, WaitingLine] = {}
        self._undecided: list[WaitingLine] = []
        self.told = UndoOffer(bridge)
        self.tell_in(self.told)
        self.opened.connect(self._open)
        bridge.exchanging.changed.connect(self._show_undecided)
        self.list.viewport().installEventFilter(self)

    def show_rows(self) -> None:
        """Show what waits now."""
        self._undecided = undecided_lines(self._bridge.exchanging.standing)
        today = self._bridge.session.clock().date()
        lines = [*self._undecided, *waiting_lines(self._bridge.opened, today)]
        self._lines = {one.id: one for one in lines}
        self.set_rows([waiting_row(one) for one in lines])

    def _show_undecided(self) -> None:
        if undecided_lines(self._bridge.exchanging.standing) != self._undecided:
            self.show_rows()

    def why_not_done(self) -> str:
        """Say why the row chosen cannot be said to be followed up; "" where it can."""
        line = self._lines.get(self.list.current_id)
        return "" if line and line.to_follow_up else _("Choose a note to follow up first.")

    def say_done(self) -> None:
        """Say that the note chosen was followed up."""
        line = self._lines.get(self.list.current_id)
        note = self._bridge.opened.get(Note, line.to_follow_up) if line else None
        if line is None or note is None or not self.hears:
            return
        self.begin()
        told = _("Followed up: “{note}”").format(note=line.title)
        step_follow_up(self._bridge, [note]).then(lambda _done: self.told.offer(told)).failed(
            self.told.refuse
        ).lastly(self.end)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a press on "Done"; anywhere else on the row it opens the note."""
        place = click_at(event)
        here = "" if place is None else self._done_at(place)
        if here:
            self.list.set_current(here)
            self.say_done()
        return bool(here)

    def _done_at(self, place: QPoint) -> str:
        """Give the row whose "Done" lies here, with all that is right of it, as a finger needs; "" for none."""
        index = self.list.indexAt(place)
        line = self._lines.get(index_id(index))
        if line is None or not line.to_follow_up:
            return ""
        option = QStyleOptionViewItem()
        self.list.initViewItemOption(option)
        option.rect = self.list.visualRect(index)
        chip = self.delegate.chip_place(option, index)
        return line.id if place.x() >= chip.left() - Space.S else ""

    def _open(self, row: str) -> None:
        line = self._lines[row]
        self.page_asked.emit(line.page, line.record)


def waiting_row(line: WaitingLine) -> Row:
    """Make the row of what waits."""
    if not line.to_follow_up:
        return Row(line.id, line.title, line.second)
    spoken = _("{note}, {where}. {key}: done.").format(
        note=line.title, where=line.second, key=DONE_KEY
    )
    return Row(
        line.id, line.title, line.second, chip=_("Done"), chip_kind="outlined", spoken=spoken
    )
