"""A visit's notes, and beside them its form where its framework asks for one: one of the two is shown."""

from typing import Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.frameworks.filling import Key
from reviewer_app.frameworks.form_logic import FormLogic
from reviewer_app.frameworks.schema import EvidenceForm
from reviewer_app.language import gettext as _
from reviewer_app.model.local import Draft
from reviewer_app.model.moment import instant
from reviewer_app.model.nouns import Activity
from reviewer_app.review.answers import Sheet, forms_of
from reviewer_app.review.instruments import Steady, steady_seconds
from reviewer_app.ui.components.form_answers import ReviewAnswers
from reviewer_app.ui.components.form_open import OpenForm
from reviewer_app.ui.components.form_pane import FormPane
from reviewer_app.ui.components.form_sections import SECTIONS_KEY, SectionMenu
from reviewer_app.ui.components.form_sheet import KINDS, FormSheet
from reviewer_app.ui.components.photo_desk import PhotoDesk
from reviewer_app.ui.models.waiting_model import ANSWER_PLACE, NOTE_PLACE
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.commands import Command
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import ChoiceRow

Side = Literal["notes", "form"]
TICK_MS = 1_000


class NotesOrForm(QWidget):
    """The notes, or the form; a visit without items to fill in shows its notes as if there were nothing else.

    Args:
        notes: what shows the notes.
        steady: the clock that never jumps, for the instruments.
        photo_desk: where photos that answer a question are taken in; None for nowhere.
        whole: it is about the review as a whole, and its forms are those filled in once for all of it.

    Signals:
        shown_changed(): the other one is shown now.
    """

    shown_changed = Signal()

    def __init__(
        self,
        bridge: Bridge,
        notes: QWidget,
        steady: Steady = steady_seconds,
        *,
        photo_desk: PhotoDesk | None = None,
        whole: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.steady = steady
        self._bridge, self._notes, self._whole = bridge, notes, whole
        self._photo_desk = photo_desk
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
        self.pane = FormPane()
        self.sections = SectionMenu(self.pane)
        bar.addWidget(self.sections, 0, Qt.AlignmentFlag.AlignTop)
        self._bar = QWidget()
        self._bar.setLayout(bar)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(notes, 1)
        column.addWidget(self.pane, 1)
        self._clock = QTimer(self)
        self._clock.setInterval(TICK_MS)
        self._clock.timeout.connect(self.tick)
        self._show_parts()

    @property
    def sheets(self) -> list[FormSheet]:
        """The forms as they stand in the pane."""
        return self.pane.sheets

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
        self._show_parts()

    def show_side(self, side: Side) -> None:
        """Show the notes, or the form."""
        if side == "form" and not self.has_form:
            return
        self._side = side
        if side == "notes":
            self.leave()
        self._show_parts()
        self.shown_changed.emit()

    def focus_form(self) -> None:
        """Go to the answer left in mid-sentence, or to the first thing to fill in."""
        cut_short = self._cut_short()
        if cut_short is None or not self.pane.focus_answer(*cut_short):
            self.pane.focus_first()

    def sections_command(self, command: str) -> Command:
        """Offer the parts of the form that is shown."""
        return Command(
            command,
            _("Go to a part of the form"),
            "View",
            self.sections.show_menu,
            SECTIONS_KEY,
            self._why_no_sections,
        )

    def _why_no_sections(self) -> str:
        if not self.shows_form:
            return _("The form is not shown.")
        return "" if self.sections.helps else _("The form is short: it has no parts to go to.")

    def focus_answer(self, form: str, item: str, row: str) -> None:
        """Go to one question, whatever else was left in mid-sentence; one that is not asked moves nothing."""
        self.pane.focus_answer(form, (item, row))

    def refresh(self, kinds: frozenset[str]) -> None:
        """Show what changed."""
        if self._activity is None:
            return
        self.show_activity(self._activity)
        if kinds & KINDS:
            self.pane.refresh(kinds)
            self._show_sections()

    def leave(self) -> None:
        """Save every draft."""
        for sheet in self.sheets:
            sheet.flush()

    def tick(self) -> None:
        """A second went by: watches go on."""
        for sheet in self.sheets:
            sheet.tick()

    def _filled_forms(self, activity: str) -> tuple[str, ...]:
        if self._whole:
            forms = self._bridge.opened.framework.framework.forms
            return tuple(one.id for one in forms if one.role == "review" and one.items)
        found = self._bridge.opened.get(Activity, activity)
        if found is None:
            return ()
        return tuple(one.id for one in forms_of(self._bridge.opened, found) if one.items)

    def _latest_words(self, activity: str) -> Draft | None:
        """Give the last words left in mid-sentence on a visit, of a note or of an answer."""
        mine = (f"{NOTE_PLACE}{activity}", f"{ANSWER_PLACE}{activity}:")
        here = [one for one in self._bridge.opened.drafts.values() if one.place.startswith(mine)]
        return max(here, key=lambda one: instant(one.saved_at), default=None)

    def _was_cut_short(self, activity: str) -> bool:
        latest = self._latest_words(activity)
        return latest is not None and latest.place.startswith(ANSWER_PLACE)

    def _cut_short(self) -> tuple[str, Key] | None:
        """Give the form and the question of the answer left in mid-sentence last."""
        latest = self._latest_words(self._activity or "")
        if latest is None:
            return None
        for sheet in self.sheets:
            found = sheet.open_form.question_at(latest.place)
            if found is not None:
                return sheet.open_form.form.id, found
        return None

    def _show_sections(self) -> None:
        self.sections.setVisible(self.shows_form and self.sections.helps)

    def _make_sheets(self) -> None:
        if self.sheets or not self._forms:
            return
        framework = self._bridge.opened.framework.framework
        sheets: list[FormSheet] = []
        for form in self._forms:
            sheet = Sheet(framework, framework.form(form), self._activity or "")
            kept = ReviewAnswers(self._bridge, sheet, self._photo_desk)
            open_form = OpenForm(kept, self._logic_of(sheet.form), self.steady)
            sheets.append(FormSheet(open_form, titled=len(self._forms) > 1 or self._whole))
        self.pane.show_sheets(sheets)
        self._clock.start()

    def _logic_of(self, form: EvidenceForm) -> FormLogic:
        """Read a form's expressions once for all visits."""
        if form.id not in self._logic:
            choices = self._bridge.opened.framework.framework.choices
            self._logic[form.id] = FormLogic(form.items, choices)
        return self._logic[form.id]

    def _drop_sheets(self) -> None:
        self._clock.stop()
        self.pane.show_sheets(())

    def _show_parts(self) -> None:
        form = self.shows_form
        if form:
            self._make_sheets()
        self._bar.setVisible(self.has_form)
        self.switch.set_value("form" if form else "notes")
        self._notes.setVisible(not form)
        self.pane.setVisible(form)
        self._show_sections()
        # How much of the form is in sight is known before the first picture of it.
        self._column.activate()
