"""A visit's notes, and beside them its form where its framework asks for one: one of the two is shown."""

from typing import Literal

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.frameworks.filling import FormLogic
from reviewer_app.frameworks.schema import EvidenceForm
from reviewer_app.language import gettext as _
from reviewer_app.model.moment import instant
from reviewer_app.model.nouns import Activity
from reviewer_app.review.answers import Sheet, forms_of
from reviewer_app.review.instruments import Steady, steady_seconds
from reviewer_app.ui.components.form_open import OpenForm
from reviewer_app.ui.components.form_sheet import KINDS, FormSheet
from reviewer_app.ui.models.waiting_model import ANSWER_PLACE, CLOCK_PLACE, NOTE_PLACE
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import ChoiceRow, Scroller, announce

Side = Literal["notes", "form"]
TICK_MS = 1_000


class NotesOrForm(QWidget):
    """The notes, or the form; a visit without items to fill in shows its notes as if there were nothing else.

    Args:
        notes: what shows the notes.
        steady: the clock that never jumps, for the instruments.
        whole: it is about the review as a whole, and its forms are those filled in once for all of it.

    Signals:
        due(sentence): an instrument asks for something while the notes are shown.
        shown_changed(): the other one is shown now.
    """

    due = Signal(str)
    shown_changed = Signal()

    def __init__(
        self,
        bridge: Bridge,
        notes: QWidget,
        steady: Steady = steady_seconds,
        *,
        whole: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.steady = steady
        self.sheets: list[FormSheet] = []
        self._bridge, self._notes, self._whole = bridge, notes, whole
        self._activity: str | None = None
        self._side: Side = "notes"
        self._forms: tuple[str, ...] = ()
        self._logic: dict[str, FormLogic] = {}
        self.switch = ChoiceRow(
            _("Show the notes or the form"), [("notes", _("Notes")), ("form", _("Form"))], "notes"
        )
        self.switch.chosen.connect(
            lambda side: self.show_side("form" if side == "form" else "notes")
        )
        bar = QHBoxLayout()
        bar.setContentsMargins(Space.PAGE, 0, Space.XL, Space.L)
        bar.addWidget(self.switch, 1)
        self._bar = QWidget()
        self._bar.setLayout(bar)
        self._scroller = Scroller(QWidget())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(notes, 1)
        column.addWidget(self._scroller, 1)
        self._clock = QTimer(self)
        self._clock.setInterval(TICK_MS)
        self._clock.timeout.connect(self.tick)
        self._show_parts()

    @property
    def has_form(self) -> bool:
        """Whether this visit has anything to fill in."""
        return bool(self._forms)

    @property
    def shows_form(self) -> bool:
        """Whether the form is what is shown."""
        return self._side == "form" and self.has_form

    def show_activity(self, activity: str) -> None:
        """Show another visit: its form, where that was shown and it has one."""
        forms = self._filled_forms(activity)
        if (activity, forms) != (self._activity, self._forms):
            self.leave()
            if activity != self._activity and self._was_cut_short(activity):
                self._side = "form"
            self._activity, self._forms = activity, forms
            self._drop_sheets()
        if self.shows_form or self._clock_runs():
            self._make_sheets()
        self._show_parts()

    def show_side(self, side: Side) -> None:
        """Show the notes, or the form."""
        if side == "form" and not self.has_form:
            return
        self._side = side
        if side == "form":
            self._make_sheets()
        else:
            self.leave()
        self._show_parts()
        self.shown_changed.emit()

    def focus_form(self) -> None:
        """Go to the first thing to fill in."""
        for sheet in self.sheets:
            if sheet.items.can_be_answered():
                sheet.items.focus_first()
                return

    def refresh(self, kinds: frozenset[str]) -> None:
        """Show what changed."""
        if self._activity is None:
            return
        self.show_activity(self._activity)
        if kinds & KINDS:
            for sheet in self.sheets:
                sheet.refresh()

    def leave(self) -> None:
        """Save every draft."""
        for sheet in self.sheets:
            sheet.flush()

    def tick(self) -> None:
        """A second went by: watches go on, and what is due is said."""
        for sheet in self.sheets:
            news = sheet.tick()
            if not news:
                continue
            if self.shows_form:
                announce(self, news)
            else:
                self.due.emit(news)

    def _filled_forms(self, activity: str) -> tuple[str, ...]:
        if self._whole:
            forms = self._bridge.opened.framework.framework.forms
            return tuple(one.id for one in forms if one.role == "review" and one.items)
        found = self._bridge.opened.get(Activity, activity)
        if found is None:
            return ()
        return tuple(one.id for one in forms_of(self._bridge.opened, found) if one.items)

    def _was_cut_short(self, activity: str) -> bool:
        """Whether the last words left in mid-sentence on a visit are of an answer."""
        drafts = self._bridge.opened.drafts.values()
        here = [
            one
            for one in drafts
            if one.place.startswith((f"{NOTE_PLACE}{activity}", f"{ANSWER_PLACE}{activity}:"))
        ]
        latest = max(here, key=lambda one: instant(one.saved_at), default=None)
        return latest is not None and latest.place.startswith(ANSWER_PLACE)

    def _clock_runs(self) -> bool:
        start = f"{CLOCK_PLACE}{self._activity or ''}:"
        return any(place.startswith(start) for place in self._bridge.opened.drafts)

    def _make_sheets(self) -> None:
        if self.sheets or not self._forms:
            return
        framework = self._bridge.opened.framework.framework
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        for form in self._forms:
            sheet = Sheet(framework, framework.form(form), self._activity or "")
            open_form = OpenForm(self._bridge, sheet, self._logic_of(sheet.form), self.steady)
            made = FormSheet(open_form, titled=len(self._forms) > 1 or self._whole)
            column.addWidget(made)
            self.sheets.append(made)
        column.addStretch(1)
        body = QWidget()
        body.setLayout(column)
        self._scroll(body)
        self._clock.start()

    def _logic_of(self, form: EvidenceForm) -> FormLogic:
        """Read a form's expressions once for all visits."""
        if form.id not in self._logic:
            choices = self._bridge.opened.framework.framework.choices
            self._logic[form.id] = FormLogic(form.items, choices)
        return self._logic[form.id]

    def _drop_sheets(self) -> None:
        self._clock.stop()
        self.sheets = []
        self._scroll(QWidget())

    def _scroll(self, body: QWidget) -> None:
        self._scroller.setWidget(body)
        body.setAutoFillBackground(False)

    def _show_parts(self) -> None:
        form = self.shows_form
        self._bar.setVisible(self.has_form)
        self.switch.set_value("form" if form else "notes")
        self._notes.setVisible(not form)
        self._scroller.setVisible(form)
