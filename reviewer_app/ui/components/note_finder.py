"""Finding a note from any page, as one types: a card over the page, which stays as it is below."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.model.moment import day_and_month, time_of
from reviewer_app.review.note_search import FoundNote, FoundNotes, Sought
from reviewer_app.review.wording import left_out_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.commands import FIND
from reviewer_app.ui.theme import Space, Step, scaled
from reviewer_app.ui.widgets import Button, SearchField, Text
from reviewer_app.ui.widgets.announce import announce
from reviewer_app.ui.widgets.card import SHADOW_REACH
from reviewer_app.ui.widgets.found_list import FoundDelegate, FoundModel, FoundRow
from reviewer_app.ui.widgets.held_list import HeldList
from reviewer_app.ui.widgets.layouts import lay_in
from reviewer_app.ui.widgets.search_card import SearchCard

_MOST_ROWS: Final = 5
"""Rows that are seen at once; the others scroll."""

_AGAIN_MS: Final = 1_000
"""Milliseconds until the question is asked again while notes are still being made ready to be found."""


class NoteFinder(SearchCard):
    """A field, what was found for its words, and how many.

    One question at a time is on its way: whatever was typed meanwhile is asked when its answer comes, and an answer to
    other words than those that stand there now is not shown. Enter opens the note chosen, also before its answer is
    there; Escape goes back to where one was.

    Signals:
        note_chosen(review, note)
        all_chosen(typed): to see everything that fits, with filters.
    """

    note_chosen = Signal(str, str)
    all_chosen = Signal(str)

    def __init__(self, over: QWidget, bridge: "Callable[[], Bridge | None]") -> None:
        super().__init__(over, SearchField(_("Find a note"), _("Find a note by its words")))
        self._way = bridge
        self._bridge: Bridge | None = None
        self._everywhere = self._enter_waits = False
        self._asked: tuple[str, bool] | None = None
        self._found = FoundNotes()
        self.rows = FoundModel()
        self.list = HeldList(_("Notes found"), self.rows, FoundDelegate())
        self.said = Text("", Step.LABEL, "ink3")
        self.scope = Button("", "quiet", key=FIND)
        self.all = Button(_("All of them in Evidence"), "quiet")
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._compose()
        self._connect()

    def open(self) -> None:
        """Show the card and take the keys; where it is open, look in every review, or in this one again."""
        if self.isVisible():
            if self.scope.isVisibleTo(self):
                self._turn()
            return
        self._bridge = self._way()
        if self._bridge is None:
            return
        self._everywhere = False
        self._show(FoundNotes())
        self.come()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 (Qt's name)
        """Tab stays within the card."""
        stops = [one for one in (self.field, self.scope, self.all) if one.isVisibleTo(self)]
        focused = QApplication.focusWidget()
        at = next_at = 0
        for at, one in enumerate(stops):
            if one is focused:
                next_at = (at + (1 if next else -1)) % len(stops)
        reasons = Qt.FocusReason
        stops[next_at].setFocus(reasons.TabFocusReason if next else reasons.BacktabFocusReason)
        return True

    def _rest(self) -> None:
        """Ask nothing while the card is away."""
        self._again.stop()
        self._enter_waits = False

    def _compose(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(self.said, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.scope)
        foot.addWidget(self.all)
        self.column.addWidget(self.field)
        self.column.addWidget(self.list)
        lay_in(self.column, foot)

    def _connect(self) -> None:
        self.field.searched.connect(self._look)
        self.field.moved.connect(self.list.move_by)
        self.field.entered.connect(self._enter)
        self.list.chosen.connect(self._choose)
        self.scope.clicked.connect(self._turn)
        self.all.clicked.connect(self._choose_all)
        self._again.timeout.connect(self._look)
        self.gone.connect(self._rest)
        for one in (self.scope, self.all):
            self.watch(one)

    @property
    def asking(self) -> bool:
        """Whether a question is on its way."""
        return self._asked is not None

    @property
    def _wanted(self) -> tuple[str, bool]:
        return (self.field.text(), self._everywhere)

    def _look(self, _typed: str = "") -> None:
        self._again.stop()
        self._enter_waits = False
        if not Sought.of(self.field.text()).asks:
            self._show(FoundNotes(reviews=self._found.reviews))
        elif self._asked is None:
            self._ask()

    def _ask(self) -> None:
        bridge = self._bridge
        if bridge is None or bridge.closed or self.isHidden():
            return
        asked = self._asked = self._wanted
        reply = bridge.search_notes(asked[0], everywhere=asked[1])
        reply.then(partial(self._answered, asked)).lastly(self._went_on)

    def _answered(self, asked: tuple[str, bool], found: FoundNotes) -> None:
        if asked == self._wanted and self.isVisible():
            self._show(found)

    def _went_on(self) -> None:
        """Ask what was typed while the last question was on its way."""
        asked, self._asked = self._asked, None
        if asked != self._wanted:
            waits = self._enter_waits
            self._look()
            self._enter_waits = waits

    def _show(self, found: FoundNotes) -> None:
        self._found = found
        self.rows.set_rows([_row(one, self._bridge) for one in found.notes])
        asks = Sought.of(self.field.text()).asks
        self.list.setVisible(bool(found.notes))
        if found.notes:
            self.list.go_to(0)
            self.list.scrollToTop()
        words = _said(found) if asks else _("Type its words; the last need not be finished.")
        if asks and words != self.said.text():
            announce(self.field, words)
        self.said.setText(words)
        several = found.reviews > 1
        self.scope.setVisible(several)
        self.scope.set_text(_("In this review only") if self._everywhere else _("In every review"))
        self.all.setVisible(asks and bool(found.notes) and not self._everywhere)
        if asks and not found.whole:
            self._again.start()
        self.place()
        if self._enter_waits and asks:
            self._enter_waits = False
            self._choose(0)

    def _enter(self) -> None:
        if self._asked is not None:
            # What stands there is of other words: the note is opened when its answer comes.
            self._enter_waits = True
        else:
            self._choose(self.list.row)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._found.notes):
            note = self._found.notes[row]
            self.put_away()
            self.note_chosen.emit(note.review, note.id)

    def _choose_all(self) -> None:
        typed = self.field.text()
        self.put_away()
        self.all_chosen.emit(typed)

    def _turn(self) -> None:
        self._everywhere = not self._everywhere
        self.field.setFocus()
        self._show(FoundNotes(reviews=self._found.reviews))
        self._look()

    def place(self) -> None:
        """In the middle, near the top."""
        over, base = self.over, self.font()
        width = min(scaled(base, 640) + 2 * SHADOW_REACH, over.width())
        top = min(scaled(base, 40), over.height() // 12)
        tall = max(self.list.sizeHintForRow(0), 0)
        self.list.setFixedHeight(0)
        around = self.sizeHint().height()
        if tall:
            fit = max((over.height() - top - around) // tall, 1)
            self.list.setFixedHeight(min(self.rows.rowCount(), _MOST_ROWS, fit) * tall)
        height = min(around + self.list.height(), over.height() - top)
        self.setGeometry((over.width() - width) // 2, top, width, height)


def _row(found: FoundNote, bridge: Bridge | None) -> FoundRow:
    seen = time_of(found.seen_at)
    here = bridge is not None and found.review == bridge.opened.id
    mine = bridge is not None and found.author == bridge.opened.me
    number = (seen.date() - date.fromisoformat(found.first_day)).days + 1 if here else 0
    day = _("day {number}").format(number=number) if number > 0 else day_and_month(seen.date())
    where = (
        "" if here else found.school,
        found.visit,
        _("{day}, {time}").format(day=day, time=f"{seen:%H:%M}"),
        "" if mine else found.name,
        left_out_words() if found.left_out else "",
    )
    words = " · ".join(filter(None, where))
    return FoundRow(found.id, found.excerpt.words, found.excerpt.marks, words)


def _said(found: FoundNotes) -> str:
    count = len(found.notes)
    if found.more:
        words = _("The first {n}: type more to have fewer.").format(n=count)
    elif count:
        words = ngettext("{n} note", "{n} notes", count).format(n=count)
    else:
        words = _("No note has these words.")
    if found.whole:
        return words
    return _("{words} Some notes are still being made ready to be found.").format(words=words)
