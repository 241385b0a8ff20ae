"""The sheet in which a visit is planned or changed, or one that was not planned is begun."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.moment import time_of
from reviewer_app.model.nouns import Activity
from reviewer_app.model.words import ActivityKind
from reviewer_app.review import capture, timetable
from reviewer_app.review.timetable import days_of, usual_minutes
from reviewer_app.review.wording import kind_words
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.written_field import WrittenLine
from reviewer_app.ui.models.agenda_model import activities_on, day_of
from reviewer_app.ui.models.visit_words import (
    date_words,
    first_name,
    kind_choices,
    on_day,
)
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import (
    Button,
    CheckField,
    ChoiceField,
    Field,
    Flow,
    NumberField,
    Sheet,
    Text,
    TimeField,
)
from reviewer_app.ui.widgets.layouts import lay_in


@dataclass(frozen=True, slots=True)
class _Facts:
    kind: ActivityKind
    title: str
    start: str
    people: tuple[str, ...]
    others: dict[str, str | int | bool | None]


class VisitForm(Sheet):
    """What, when, how long, who, with whom and where. Enter saves from any field.

    Signals:
        saved(activity id)
    """

    saved = Signal(str)

    def __init__(self, host: QWidget, bridge: Bridge) -> None:
        super().__init__(host, _("Plan a visit"), close_words=_("Close without saving"))
        self._bridge = bridge
        self._activity = ""
        self._day = days_of(bridge.opened)[0]
        self.kind = ChoiceField(
            _("Type"),
            kind_choices(bridge.opened.framework.framework),
            ActivityKind.LESSON_VISIT.value,
        )
        self.title = WrittenLine(
            bridge, "activity", _("Title"), placeholder=_("Year 4 mathematics")
        )
        self.day = ChoiceField(_("Day"))
        self.time = TimeField(_("Starts at"))
        self.minutes = NumberField(_("Minutes"), 25, least=1, most=600)
        self.partner = WrittenLine(
            bridge,
            "activity",
            _("Shared with"),
            placeholder=_("the mathematics lead"),
            help=_("A colleague of the school by role, never by name."),
        )
        self.place = WrittenLine(bridge, "activity", _("Place"), placeholder=_("Room 6"))
        self.class_name = WrittenLine(bridge, "activity", _("Class"), placeholder=_("4B"))
        self.subject = WrittenLine(bridge, "activity", _("Subject"), placeholder=_("mathematics"))
        self.remote = CheckField(_("By video"))
        self._people = QWidget()
        self._people_flow = Flow(self._people, gap=Space.XL)
        self.people: dict[str, CheckField] = {}
        self._refusal = Text("", Step.LABEL, "alert")
        self._refusal.hide()
        self._save = Button(_("Save"), "primary", key="Return")
        self._save.clicked.connect(self.save)
        self._compose()
        self.kind.chosen.connect(self._offer_length)

    def add_to(
        self,
        day: date,
        kind: ActivityKind = ActivityKind.LESSON_VISIT,
        *,
        start: time | None = None,
        person: str = "",
    ) -> None:
        """Ask for a new visit on a day, after what is planned there or at a start; for oneself or another."""
        self._activity = ""
        self.set_title(_("Plan a visit"))
        self._show_common(day)
        self.kind.set_value(kind.value)
        self.title.set_value("")
        self.time.set_value(start or self._free_time(day))
        self.minutes.set_value(usual_minutes(kind))
        for field in (self.partner, self.place, self.class_name, self.subject):
            field.set_value("")
        self.remote.setChecked(False)
        self._show_people((person or self._bridge.opened.me,))
        self.open()
        self.title.setFocus()

    def change(self, activity: str) -> None:
        """Ask for changes to a visit on the plan."""
        opened = self._bridge.opened
        found = opened.get(Activity, activity)
        if found is None:
            return
        self._activity = activity
        self.set_title(_("Change the visit"))
        self._show_common(day_of(found) or self._day)
        self.kind.set_value(found.activity_kind.value)
        self.title.set_value(found.title)
        start = found.planned_start
        self.time.set_value(
            time_of(start).time().replace(second=0, microsecond=0) if start else None
        )
        self.minutes.set_value(found.minutes)
        self.partner.set_value(found.joint_observer)
        self.place.set_value(found.place)
        self.class_name.set_value(found.class_name)
        self.subject.set_value(found.subject)
        self.remote.setChecked(found.remote)
        self._show_people(opened.members_of(activity))
        self.open()
        self.time.setFocus()
        self.time.line.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
            return
        super().keyPressEvent(event)

    def save(self) -> None:
        """Save, or say in place what keeps it from being saved."""
        focused = self.window().focusWidget()
        if isinstance(focused, QLineEdit):
            # What was typed counts from the moment the field is left; Enter leaves it.
            focused.editingFinished.emit()
        if self.time.error or self.minutes.error:
            return
        facts = self._facts()
        if self._activity:
            self._change(facts)
        else:
            self._plan(facts)

    def _compose(self) -> None:
        for field in (self.kind, self.title):
            self.add(field)
        times = QHBoxLayout()
        times.setSpacing(Space.L)
        for narrow in (self.time, self.minutes):
            times.addWidget(narrow)
        times.addStretch(1)
        lay_in(self.body, times)
        self.add(self.day)
        who = QWidget()
        column = QVBoxLayout(who)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(Text(_("Who goes"), Step.LABEL, "ink2", weight=QFont.Weight.Medium))
        column.addWidget(self._people)
        self.add(who)
        for field in (self.partner, self.place, self.class_name, self.subject):
            self.add(field)
        self.add(self.remote)
        self.add(self._refusal)
        self.finish()
        self.set_actions([self._save])

    def _show_common(self, day: date) -> None:
        self._refusal.hide()
        self._day = day
        self.day.set_choices(
            [(one.isoformat(), date_words(one)) for one in days_of(self._bridge.opened)],
            day.isoformat(),
        )

    def _show_people(self, going: tuple[str, ...] | list[str]) -> None:
        opened = self._bridge.opened
        for check in self.people.values():
            self._people_flow.removeWidget(check)
            check.deleteLater()
        self.people = {}
        for member in sorted(opened.people(), key=lambda one: one.person != opened.me):
            check = CheckField(first_name(opened, member.person))
            check.setChecked(member.person in going)
            self._people_flow.addWidget(check)
            self.people[member.person] = check

    def _free_time(self, day: date) -> time:
        ends = [
            time_of(one.planned_start) + timedelta(minutes=one.minutes)
            for one in activities_on(self._bridge.opened, day)
            if one.planned_start
        ]
        latest = max((one.time() for one in ends), default=timetable.FIRST_START)
        now = self._bridge.session.clock()
        if day == now.date():
            latest = max(latest, now.time())
        rounded = (latest.hour * 60 + latest.minute + 4) // 5 * 5
        return time(min(rounded // 60, 23), rounded % 60)

    def _offer_length(self, kind: str) -> None:
        if not self._activity:
            self.minutes.set_value(usual_minutes(ActivityKind(kind)))

    def _facts(self) -> _Facts:
        kind = ActivityKind(self.kind.value)
        day = date.fromisoformat(self.day.value)
        start = self.time.value
        return _Facts(
            kind,
            self.title.value.strip() or kind_words(self._bridge.opened.framework.framework, kind),
            on_day(day, start, self._like()) if start else "",
            tuple(person for person, check in self.people.items() if check.isChecked()),
            {
                "minutes": self.minutes.value or usual_minutes(kind),
                "joint_observer": self.partner.value.strip(),
                "place": self.place.value.strip(),
                "class_name": self.class_name.value.strip(),
                "subject": self.subject.value.strip(),
                "remote": self.remote.isChecked(),
            },
        )

    def _like(self) -> datetime:
        found = self._bridge.opened.get(Activity, self._activity) if self._activity else None
        if found is not None and found.planned_start:
            return time_of(found.planned_start)
        return self._bridge.session.clock()

    def _plan(self, facts: _Facts) -> None:
        self._bridge.do(
            timetable.plan,
            facts.kind,
            facts.title,
            start=facts.start or None,
            people=facts.people,
            **facts.others,
        ).then(self._done).failed(self._refused)

    def _change(self, facts: _Facts) -> None:
        activity = self._activity
        self._bridge.do(
            timetable.replan,
            activity,
            facts.people,
            activity_kind=facts.kind.value,
            title=facts.title,
            planned_start=facts.start or None,
            **facts.others,
        ).then(lambda _changed: self._done(activity)).failed(self._refused)

    def _done(self, activity: str) -> None:
        self.close_sheet()
        self.saved.emit(activity)

    def _refused(self, error: UserError) -> None:
        self._refusal.setText(refusal_words(error))
        self._refusal.show()


class NewVisitForm(Sheet):
    """Begins a visit that was not on the plan: its type and title, then Enter.

    Signals:
        started(activity id)
    """

    started = Signal(str)

    def __init__(self, host: QWidget, bridge: Bridge) -> None:
        super().__init__(host, _("New visit, now"), close_words=_("Close without starting"))
        self._bridge = bridge
        self.kind = ChoiceField(
            _("Type"),
            kind_choices(bridge.opened.framework.framework),
            ActivityKind.LESSON_VISIT.value,
        )
        self.title = WrittenLine(
            bridge,
            "activity",
            _("Title"),
            placeholder=_("Year 4 mathematics"),
            help=_("The rest can be filled in while you watch."),
        )
        self._refusal = Text("", Step.LABEL, "alert")
        self._refusal.hide()
        start = Button(_("Start"), "primary", key="Return")
        start.clicked.connect(self.start)
        fields: tuple[Field, ...] = (self.title, self.kind)
        for field in fields:
            self.add(field)
        self.add(self._refusal)
        self.finish()
        self.set_actions([start])

    def ask(self) -> None:
        """Open, ready for the title."""
        self.title.set_value("")
        self._refusal.hide()
        self.open()
        self.title.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.start()
            return
        super().keyPressEvent(event)

    def start(self) -> None:
        """Begin the visit."""
        kind = ActivityKind(self.kind.value)
        title = self.title.value.strip() or kind_words(
            self._bridge.opened.framework.framework, kind
        )

        def begun(activity: str) -> None:
            self.close_sheet()
            self.started.emit(activity)

        def refused(error: UserError) -> None:
            self._refusal.setText(refusal_words(error))
            self._refusal.show()

        self._bridge.do(capture.start_unplanned, kind, title).then(begun).failed(refused)
