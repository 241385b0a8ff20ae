"""Plan: the days of the review, who goes where, and beside it what the plan should still show."""

from collections.abc import Sequence
from datetime import date, time
from typing import Final

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.canonical import Json
from reviewer_app.model.nouns import Activity
from reviewer_app.model.words import ActivityKind
from reviewer_app.review import timetable
from reviewer_app.review.timetable import days_of, going_people
from reviewer_app.ui.components.columns import ColumnsApart
from reviewer_app.ui.components.file_choice import FileChoice
from reviewer_app.ui.components.heading_column import HYPOTHESES
from reviewer_app.ui.components.plan_columns import PlanColumns
from reviewer_app.ui.components.plan_day import PlanDay
from reviewer_app.ui.components.plan_paper import PlanPaper
from reviewer_app.ui.components.slot_bar import STEP_MINUTES, SlotBar
from reviewer_app.ui.components.thin_list import ThinList
from reviewer_app.ui.components.visit_form import VisitForm
from reviewer_app.ui.models.agenda_model import activities_on, day_of, nearest_day, without_day
from reviewer_app.ui.models.visit_words import date_words, weekday_words
from reviewer_app.ui.pages.page import MATRIX, Page
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.commands import Command
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Button, ChoiceRow, Column, EmptyState, KeyHints, PageHeader
from reviewer_app.ui.widgets.layouts import lay_in

ADD: Final = "add:"
"""`enter("add:pupil-voice")` opens the page with a visit of that kind begun."""

_WITHOUT: Final = "without"
_LAYING_OUT_MILLISECONDS: Final = 300


class _DayViews(QWidget):
    """Where the day stands, as a list or by person; words of the one stand flush with what the other draws."""

    BLEED = PlanDay.BLEED

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def take(self, view: QWidget) -> None:
        """Put a view here, out of sight until it shows a day."""
        view.hide()
        side = self.BLEED - int(getattr(view, "BLEED", 0))
        row = QHBoxLayout()
        row.setContentsMargins(side, 0, side, 0)
        row.addWidget(view)
        lay_in(self._column, row)


class PlanPage(Page):
    """The timetable. `enter` takes an activity, or "add:KIND"."""

    page_id = "plan"

    def __init__(
        self, bridge: Bridge, files: FileChoice | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, parent)
        self._day: date | None = nearest_day(bridge.opened, bridge.session.clock())[1]
        self.add_button = Button(_("Plan a visit"), "primary", key="Ctrl+N")

        self._days = QWidget()
        self._days_column = QVBoxLayout(self._days)
        # Room above for the ring of the focus, which the scrolling page would cut.
        self._days_column.setContentsMargins(0, Space.XS + 2, 0, Space.M)
        self._choices: list[tuple[str, str]] = []
        self.days: ChoiceRow | None = None
        self.bar = SlotBar(bridge)
        self._views = _DayViews()
        self._list: PlanDay | None = None
        self._columns: PlanColumns | None = None
        self._by_person = len(going_people(bridge.opened)) > 1
        self.view_button = Button("", "quiet")
        self._laying_out = QTimer(self)
        self._laying_out.setSingleShot(True)
        self._laying_out.setInterval(_LAYING_OUT_MILLISECONDS)
        self.find_out = Button(_("What to find out"), "quiet")
        self.header = PageHeader(_("Plan"), "", [self.find_out, self.view_button, self.add_button])
        self.empty = EmptyState(
            _("Nothing is planned for this day"),
            _(
                "What is seen when, by whom, and shared with which colleague of the school. "
                "It can change by the hour; nothing is lost."
            ),
            action=_("Plan a visit"),
            key="Ctrl+N",
            icon="plan",
        )
        first = [("F2", _("time")), ("Alt+Up", _("earlier")), ("Alt+Down", _("later"))]
        last = [
            ("Return", _("change")),
            ("Ctrl+B", _("not seen")),
            ("Ctrl+Return", _("notes")),
            ("Del", _("remove")),
        ]
        self.hints = KeyHints([*first, *last])
        self.column_hints = KeyHints([*first, ("Alt+Right", _("next person")), *last])
        self.thin = ThinList(bridge)
        self.paper = PlanPaper(bridge, files or FileChoice.of(bridge.session))
        self.form = VisitForm(self, bridge)
        self._compose()
        self._connect()

    @property
    def list(self) -> PlanDay:
        """The day as a list; made when it is first asked for."""
        if self._list is None:
            self._list = PlanDay(self.bridge, self.bar)
            self._list.day_over.connect(self._step)
            self._views.take(self._list)
        return self._list

    @property
    def columns(self) -> PlanColumns:
        """The day by person; made when it is first asked for."""
        if self._columns is None:
            self._columns = PlanColumns(self.bridge, self.bar)
            self._columns.plan_asked.connect(self._plan_free)
            self._views.take(self._columns)
        return self._columns

    def enter(self, record: str = "") -> None:
        """Show the day of an activity, or begin a visit of a kind, or show where one was."""
        activity = self.opened.get(Activity, record)
        self._laying_out.start()
        if activity is not None:
            self._show(self._shown_day(activity), activity.id)
            self._to_day()
            # Once what shows the day is laid out.
            QTimer.singleShot(0, self, self._keep_in_sight)
            return
        self._show(self._day)
        if record.startswith(ADD):
            self.form.add_to(self._day_to_add(), ActivityKind(record.removeprefix(ADD)))
        elif self._planned(self._day):
            self._to_day()
        else:
            self.empty.setFocus()

    def refresh(self, kinds: frozenset[str]) -> None:
        """Show what changed."""
        self.bar.end_offer()
        self.thin.told.end()
        self._show(self._day)

    def commands(self) -> Sequence[Command]:
        """Everything that can be done with the plan."""
        bar = self.bar
        return (
            Command("plan.add", _("Plan a visit"), "Visit", self._add, "Ctrl+N"),
            Command(
                "plan.hypotheses",
                _("What we set out to find out"),
                "Review",
                self._show_hypotheses,
            ),
            Command("plan.time", _("Change the time"), "Visit", bar.type_time, "F2", self._none),
            Command(
                "plan.earlier",
                _("Five minutes earlier"),
                "Visit",
                lambda: bar.move_by(-STEP_MINUTES),
                "Alt+Up",
                self._none,
            ),
            Command(
                "plan.later",
                _("Five minutes later"),
                "Visit",
                lambda: bar.move_by(STEP_MINUTES),
                "Alt+Down",
                self._none,
            ),
            Command(
                "plan.to-previous-person",
                _("Give the visit to the person before"),
                "Visit",
                lambda: self.columns.pass_on(-1),
                "Alt+Left",
                self._no_column,
            ),
            Command(
                "plan.to-next-person",
                _("Give the visit to the next person"),
                "Visit",
                lambda: self.columns.pass_on(1),
                "Alt+Right",
                self._no_column,
            ),
            Command(
                "plan.settle",
                _("Take this plan as agreed: forget what it was before"),
                "Visit",
                self._settle,
            ),
            Command(
                "plan.my-sheets",
                _("My visit sheets, to print"),
                "Visit",
                lambda: self.paper.save_sheets(mine=True),
                "",
                self._no_day,
            ),
            Command(
                "plan.sheets",
                _("The team’s visit sheets, to print"),
                "Visit",
                lambda: self.paper.save_sheets(mine=False),
                "",
                self._no_day,
            ),
            Command(
                "plan.calendar", _("The plan as a calendar file"), "Visit", self.paper.save_calendar
            ),
            Command("plan.view", _("The day as a list, or by person"), "View", self._turn),
            Command("plan.change", _("Change the visit"), "Visit", bar.ask_change, "", self._none),
            Command(
                "plan.not-seen",
                _("Not seen, or back on the plan"),
                "Visit",
                bar.toggle_seen,
                "Ctrl+B",
                self._none,
            ),
            Command(
                "plan.notes",
                _("Notes of the visit"),
                "Visit",
                bar.ask_notes,
                "Ctrl+Return",
                self._none,
            ),
            Command(
                "plan.remove",
                _("Take the visit off the plan"),
                "Visit",
                bar.remove_slot,
                "",
                self._none,
            ),
            Command("plan.next-day", _("Next day"), "View", lambda: self._step(1), "Ctrl+PgDown"),
            Command(
                "plan.previous-day", _("Previous day"), "View", lambda: self._step(-1), "Ctrl+PgUp"
            ),
        )

    def memory(self) -> dict[str, Json]:
        """Which day was shown, and how."""
        return {"day": self._day.isoformat() if self._day else "", "by-person": self._by_person}

    def remember(self, memory: dict[str, Json]) -> None:
        """Take up the day that was shown."""
        self._by_person = bool(memory.get("by-person", self._by_person))
        kept = str(memory.get("day", ""))
        self._day = next(
            (one for one in days_of(self.opened) if one.isoformat() == kept), self._day
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._laying_out.start()
        self._keep_in_sight()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._laying_out.start()

    def _keep_in_sight(self) -> None:
        """Scroll to the visit chosen while the page takes another size, or larger text: the day stands elsewhere."""
        if not self._laying_out.isActive():
            return
        if self._shows_columns:
            self.columns.view.scrollTo(self.columns.view.currentIndex())
            return
        view, inner = self._list, self._apart.scroller.widget()
        if view is not None and view.day.rows and inner is not None:
            place = view.visualRect(view.currentIndex())
            at = view.viewport().mapTo(inner, place.center())
            self._apart.scroller.ensureVisible(at.x(), at.y(), 0, place.height() // 2 + Space.L)

    def _compose(self) -> None:
        main = Column(right=Space.S)
        for part in (self._views, self.empty):
            main.add(part)
        main.space(Space.L)
        main.add(self.hints)
        main.add(self.column_hints)
        main.stretch()
        side = Column()
        side.add(self.thin)
        side.add(self.paper)
        side.stretch()
        head = Column()
        for fixed in (self.header, self._days, self.bar):
            head.add(fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        self._apart = ColumnsApart(main, side)
        column.addWidget(self._apart, 1)
        self._apart.scroller.verticalScrollBar().rangeChanged.connect(self._keep_in_sight)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self._add)
        self.empty.acted.connect(self._add)
        self.bar.change_asked.connect(self.form.change)
        self.bar.notes_asked.connect(lambda activity: self.wants.emit("notes", activity))
        self.view_button.clicked.connect(self._turn)
        self.find_out.clicked.connect(self._show_hypotheses)
        self.bar.done.connect(self._to_day)
        self.form.saved.connect(self.enter)
        self.thin.plan_asked.connect(self.enter)
        self.thin.matrix_asked.connect(lambda row: self.wants.emit("findings", f"{MATRIX}{row}"))

    def _show_hypotheses(self) -> None:
        self.wants.emit("findings", HYPOTHESES)

    def _show(self, day: date | None, current: str = "") -> None:
        days = days_of(self.opened)
        if day is None and not without_day(self.opened):
            day = nearest_day(self.opened, self.bridge.session.clock())[1]
        self._day = day
        self.header.set_subtitle(
            date_words(days[0])
            if len(days) == 1
            else _("{first} to {last}").format(first=date_words(days[0]), last=date_words(days[-1]))
        )
        self._show_days(days)
        planned = bool(self._planned(day))
        by_person = self._by_person and day is not None and planned
        if by_person:
            if self._list is not None:
                self._list.hide()
            self.columns.show()
            self.columns.show_day(day, current)
        else:
            if self._columns is not None:
                self._columns.hide()
            self.list.show_day(day, current)
        self.view_button.setVisible(day is not None and planned)
        self.view_button.setText(_("As a list") if by_person else _("By person"))
        self.bar.setVisible(planned or self.bar.banner.isVisibleTo(self.bar))
        self.empty.setVisible(not planned)
        self.hints.setVisible(planned and not by_person)
        self.column_hints.setVisible(by_person)
        self.add_button.set_kind("primary" if planned else "secondary")
        self.paper.show_day(day)
        self.thin.show_rows()

    def _planned(self, day: date | None) -> Sequence[Activity]:
        """What is planned for a day; with none, what has no day yet."""
        return activities_on(self.opened, day) if day else without_day(self.opened)

    @property
    def _shows_columns(self) -> bool:
        return self._columns is not None and self._columns.isVisibleTo(self)

    def _show_days(self, days: Sequence[date]) -> None:
        today = self.bridge.session.clock().date()
        choices = [
            (
                one.isoformat(),
                _("{weekday}, today").format(weekday=weekday_words(one))
                if one == today
                else weekday_words(one),
            )
            for one in days
        ]
        if without_day(self.opened):
            choices.append((_WITHOUT, _("No day yet")))
        if choices != self._choices or self.days is None:
            self._choices = choices
            if self.days is not None:
                self._days_column.removeWidget(self.days)
                self.days.deleteLater()
            self.days = ChoiceRow(_("Day"), choices)
            self.days.chosen.connect(self._choose_day)
            self._days_column.addWidget(self.days)
        self.days.set_value(self._day.isoformat() if self._day else _WITHOUT)

    def _shown_day(self, activity: Activity) -> date | None:
        day = day_of(activity)
        return day if day in days_of(self.opened) else None

    def _choose_day(self, chosen: str) -> None:
        self._show(None if chosen == _WITHOUT else date.fromisoformat(chosen))

    def _step(self, by: int) -> None:
        days = days_of(self.opened)
        at = days.index(self._day) if self._day in days else 0
        self._show(days[min(max(at + by, 0), len(days) - 1)])
        self._to_day()

    def _to_day(self) -> None:
        (self.columns.view if self._shows_columns else self.list).setFocus()

    def _turn(self) -> None:
        """Show the day the other way: as a list, or by person."""
        chosen = self.bar.activity
        self._by_person = not self._by_person
        self._show(self._day, chosen)
        self._to_day()

    def _settle(self) -> None:
        self.bridge.do(timetable.settle)

    def _plan_free(self, person: str, start: time) -> None:
        self.form.add_to(self._day_to_add(), start=start, person=person)

    def _no_day(self) -> str:
        return "" if self._day else _("Choose a day first.")

    def _no_column(self) -> str:
        if not self._shows_columns:
            return _("Show the day by person first.")
        return self._none()

    def _day_to_add(self) -> date:
        return self._day or nearest_day(self.opened, self.bridge.session.clock())[1]

    def _add(self) -> None:
        self.form.add_to(self._day_to_add())

    def _none(self) -> str:
        return "" if self.bar.activity else _("Choose a visit first.")
