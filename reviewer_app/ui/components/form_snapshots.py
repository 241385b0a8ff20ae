"""Timed sets: at each moment what held then is asked for; what was not kept in time is filled in late, or missed."""

import json
from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.frameworks.answer_words import length_words, snapshot_words
from reviewer_app.frameworks.items import Dimension, MatrixItem, MatrixRow, SnapshotsItem, Timing
from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.model.nouns import Mark
from reviewer_app.review.instruments import (
    LONGEST_MS,
    Standing,
    due_ms,
    is_late,
    next_moment,
    open_moment,
    standing,
)
from reviewer_app.ui.components.form_grid import Grid
from reviewer_app.ui.components.form_open import OpenForm
from reviewer_app.ui.components.form_part import ItemPart
from reviewer_app.ui.models.visit_words import clock_words
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Button, Text
from reviewer_app.ui.widgets.layouts import lay_in


class SnapshotsPart(ItemPart):
    """One card for the moment that is asked now or comes next, and a line for each one past."""

    def __init__(self, open_form: OpenForm, item: SnapshotsItem | MatrixItem, row: str) -> None:
        super().__init__(open_form, item, row)
        rows, self._dimensions, self._timing = _asked(item)
        self._number = 0
        self._picked = 0
        self.start = Button(_("Start the clock"), "secondary")
        self.start.setAccessibleName(_("{question}, start the clock").format(question=self.name))
        self.start.clicked.connect(self._start)
        self.said = Text("", Step.LABEL, "ink2", weight=QFont.Weight.Medium, tabular=True)
        self.grid = Grid(open_form.framework, self.name, rows, self._dimensions)
        self.grid.changed.connect(self._changed)
        self.keep = Button(_("Keep"), "secondary")
        self.keep.clicked.connect(self._keep)
        self.missed = Button(_("Missed"), "secondary")
        self.missed.clicked.connect(lambda: self._miss(self._number))
        self.lines = {one: _MomentLine(one) for one in range(1, self._timing.count + 1)}
        self._compose()
        self.show_now()

    @property
    def number(self) -> int:
        """Which moment the card is about; 0 for none."""
        return self._number

    def show_now(self) -> None:
        """Show what the form says now; what is being typed stays."""
        super().show_now()
        self._show(self._elapsed())

    def focus_first(self) -> None:
        """Go to the moment that is asked now, past the lines of those before it."""
        self.show_now()
        if self._number and self.grid.isEnabled():
            self.grid.setFocus()
        else:
            super().focus_first()

    def tick(self) -> None:
        """A second went by."""
        elapsed = self._elapsed()
        if elapsed is not None and len(self._marks()) < self._timing.count:
            self._show(elapsed)

    def _compose(self) -> None:
        for line in self.lines.values():
            line.change.clicked.connect(lambda _on=False, one=line.number: self._pick(one))
            line.missed.clicked.connect(lambda _on=False, one=line.number: self._miss(one))
            self.column.addWidget(line)
        self.column.addWidget(self.said)
        self.column.addWidget(self.start)
        self.column.addWidget(self.grid)
        actions = QHBoxLayout()
        actions.setSpacing(Space.S)
        actions.addWidget(self.keep)
        actions.addWidget(self.missed)
        actions.addStretch(1)
        lay_in(self.column, actions)

    def _marks(self) -> dict[int, Mark]:
        return {one.number: one for one in self.open_form.marks(self.item.id, self.row)}

    def _elapsed(self) -> int | None:
        """Milliseconds on the set's clock. Where it was lost with its laptop, every moment is past."""
        elapsed = self.open_form.elapsed_ms(self.item.id, self.row)
        return LONGEST_MS if elapsed is None and self._marks() else elapsed

    def _stands(self, number: int, elapsed: int) -> Standing:
        return standing(self._timing, number, elapsed, self._marks().keys())

    def _show(self, elapsed: int | None) -> None:
        kept = self._marks()
        self.start.setVisible(elapsed is None)
        if elapsed is None:
            self._show_card(0, 0)
            self.said.setText(self._plan_words())
            return
        asked = self._picked or open_moment(self._timing, elapsed, kept.keys())
        self._show_card(asked or next_moment(self._timing, elapsed), elapsed)
        self.said.setText(self._state_words(elapsed))
        for number, line in self.lines.items():
            self._show_line(line, kept.get(number), self._stands(number, elapsed))

    def _show_card(self, number: int, elapsed: int) -> None:
        if number != self._number:
            self._number = number
            self._fill_card()
        stands = self._stands(number, elapsed) if number else "ahead"
        several = any(one.several for one in self._dimensions)
        self.grid.setVisible(bool(number))
        self.grid.setEnabled(stands != "ahead")
        self.keep.setVisible(bool(number) and (several or stands == "kept"))
        self.keep.set_disabled_reason("" if self._can_keep() else _("Choose in every place first."))
        self.missed.setVisible(bool(number) and stands in ("due", "late"))

    def _fill_card(self) -> None:
        mark = self._marks().get(self._number)
        draft = self.open_form.drafts.draft(self._draft_place())
        if draft is not None:
            self.grid.set_value(json.loads(draft.text))
        else:
            self.grid.set_value(self.open_form.value_of(mark) if mark else None)

    def _show_line(self, line: "_MomentLine", mark: Mark | None, stands: Standing) -> None:
        shown = mark is not None or (stands == "late" and line.number != self._number)
        line.setVisible(shown)
        if not shown:
            return
        if mark is None:
            line.say(
                self._due_words(line.number), _("Not kept"), _("Fill in late"), may_be_missed=True
            )
            return
        said = snapshot_words(
            self.open_form.framework, self._dimensions, self.open_form.value_of(mark)
        )
        if mark.late:
            said = _("{what} (late)").format(what=said)
        if mark.missed:
            line.say(clock_words(mark.at), _("Missed"), _("Fill in late"))
        else:
            line.say(clock_words(mark.at), said, _("Change"))

    def _plan_words(self) -> str:
        count, minutes = self._timing.count, self._timing.minutes
        words = ngettext(
            "{count} moment in {minutes} minutes, after {first}. You are told when it is due.",
            "{count} moments in {minutes} minutes, the first after {first}. "
            "You are told when each is due.",
            count,
        )
        return words.format(
            count=count, minutes=minutes, first=length_words(due_ms(self._timing, 1))
        )

    def _state_words(self, elapsed: int) -> str:
        number, count = self._number, self._timing.count
        if not number:
            return _("All {count} moments are kept.").format(count=count)
        words = {
            "ahead": _("{number} of {count}, in {left}"),
            "due": _("{number} of {count}, now"),
            "late": _("{number} of {count}, due at {time}, late"),
            "kept": _("{number} of {count}, being changed"),
        }[self._stands(number, elapsed)]
        left = max(due_ms(self._timing, number) - elapsed, 0)
        time = self._due_words(number)
        if not time and not self._marks().get(number):
            words = _("{number} of {count}, late")
        return words.format(number=number, count=count, left=length_words(left), time=time)

    def _due_words(self, number: int) -> str:
        began = self.open_form.started_at(self.item.id, self.row)
        if began is None:
            return ""
        return f"{began + timedelta(milliseconds=due_ms(self._timing, number)):%H:%M}"

    def _start(self) -> None:
        self.open_form.start_clock(self.item.id, self.row)
        self._say_when_it_began()
        self.show_now()

    def _say_when_it_began(self) -> None:
        """Answer the question beside it that asks for the time of day; what a person wrote there stays."""
        form, began = self.open_form, self._timing.began
        if began is None or form.answer(began, self.row) is not None:
            return
        if form.drafts.draft(form.place(began, self.row)) is None:
            self.watch(form.give(began, self.row, f"{form.now():%H:%M}"))

    def _pick(self, number: int) -> None:
        self._picked = number
        self.show_now()
        self.grid.setFocus()

    def _can_keep(self) -> bool:
        return self.grid.whole

    def _changed(self) -> None:
        mark = self._marks().get(self._number)
        if self._can_keep() and mark is None and self.keep.isHidden():
            self._keep()
            return
        self.open_form.drafts.keep_draft(self._draft_place(), json.dumps(self.grid.value), 0)
        self.show_now()

    def _keep(self) -> None:
        elapsed = self._elapsed() or 0
        number, mark = self._number, self._marks().get(self._number)
        place = self._draft_place()
        if mark is not None:
            reply = self.open_form.correct_mark(mark.id, self.grid.value, place)
        else:
            reply = self.open_form.mark(
                self.item.id,
                self.row,
                self.grid.value,
                number=number,
                offset_ms=elapsed,
                late=is_late(self._timing, number, elapsed),
                place=place,
            )
        self._picked = 0
        within = self._has_focus()
        self.watch(reply).then(lambda _kept: self._kept(number, within=within))

    def _miss(self, number: int) -> None:
        place = self.open_form.place(self.item.id, self.row, f"moment{number}")
        self._picked = 0
        within = self._has_focus()
        self.watch(
            self.open_form.mark(
                self.item.id,
                self.row,
                number=number,
                offset_ms=self._elapsed() or 0,
                missed=True,
                place=place,
            )
        ).then(lambda _kept: self._kept(number, within=within))

    def _has_focus(self) -> bool:
        """Whether the keys come here; once it is kept the choices are off, and have lost them."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _kept(self, number: int, *, within: bool) -> None:
        if len(self._marks()) == self._timing.count:
            self.open_form.stop_clock(self.item.id, self.row)
        self._number = 0
        self.show_now()
        if within:
            self.lines[number].change.setFocus()

    def _draft_place(self) -> str:
        return self.open_form.place(self.item.id, self.row, f"moment{self._number}")


class _MomentLine(QWidget):
    """One moment: when, what held, and what can be done about it."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self._when = Text("", Step.LABEL, "ink3", wrap=False, tabular=True)
        self._what = Text("", Step.LIST)
        self.change = Button("", "quiet")
        self.missed = Button(_("Missed"), "quiet")
        self.missed.setAccessibleName(_("Missed, moment {number}").format(number=number))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addWidget(self._when)
        words = QVBoxLayout()
        words.addStretch(1)
        words.addWidget(self._what)
        words.addStretch(1)
        lay_in(row, words, 1)
        row.addWidget(self.change)
        row.addWidget(self.missed)
        self.hide()

    @property
    def words(self) -> str:
        """What held, or that it was missed or not kept."""
        return self._what.text()

    def say(self, when: str, what: str, action: str, *, may_be_missed: bool = False) -> None:
        """Say when it was and what of it is kept."""
        words = _("{number}, {time}") if when else "{number}"
        self._when.setText(words.format(number=self.number, time=when))
        self._what.setText(what)
        if action != self.change.text():
            # Every second: a screen reader says a name again whenever it is given.
            self.change.set_text(action)
            self.change.setAccessibleName(
                _("{action}, moment {number}").format(action=action, number=self.number)
            )
        self.missed.setVisible(may_be_missed)


def _asked(
    item: SnapshotsItem | MatrixItem,
) -> tuple[Sequence[MatrixRow], Sequence[Dimension], Timing]:
    """Give whose moments they are, what is asked of each, and when. Raises ValueError for a matrix without timing."""
    if isinstance(item, SnapshotsItem):
        return (), item.dimensions, item.timing
    if item.timing is None:
        raise ValueError(item.id)
    return item.rows, item.columns, item.timing
