"""The sample review: a whole fictional visit, played through the very verbs the window uses.

A lead and reviewers on profiles of their own plan three days, write notes, hand them over through a folder,
gather, agree findings and estimates, and seal the report. The words come from `resources/sample`; the seed
chooses among them, so that two seeds differ in counts and words.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, Final, cast

from PIL import Image, ImageDraw
from ruamel.yaml import YAML

from reviewer_app.frameworks.load import LoadedFramework
from reviewer_app.model.moment import Ids, moment_of, month_name
from reviewer_app.model.words import ActivityKind, Bearing
from reviewer_app.places import resource
from reviewer_app.review import (
    agreement,
    capture,
    exchange,
    findings,
    photos,
    reporting,
    set_up,
    timetable,
)
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.session import Session
from reviewer_app.review.set_up import SchoolFacts

DAYS: Final = 3
PURPOSE: Final = "for the factual check"
VISIT_MINUTES: Final = 25

Words = dict[str, Any]
Progress = Callable[[int, int], None]


class DemoClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """Give the time it shows."""
        return self.now

    def forward(self, minutes: float) -> None:
        """Move the clock on."""
        self.now += timedelta(minutes=minutes)


@dataclass(frozen=True, slots=True)
class Plan:
    """What to play. `visits` counts lesson visits, `reviewers` those beside the lead."""

    seed: int
    reviewers: int
    visits: int
    photos: int
    framework: LoadedFramework

    def chooser(self, what: str) -> random.Random:
        """Give a source of choices that depends on the seed and what is chosen."""
        return random.Random(f"{self.seed}/{what}")  # noqa: S311 (a play, not a secret)

    def start(self) -> date:
        """Give the first day: a Tuesday between January and June."""
        weeks = self.chooser("start").randrange(20)
        return date(2026, 1, 13) + timedelta(weeks=weeks)

    def clock(self) -> DemoClock:
        """Give the clock of the play, set to three weeks before the visit."""
        day = self.start() - timedelta(weeks=3)
        return DemoClock(datetime(day.year, day.month, day.day, 16, 0, tzinfo=UTC))

    def ids(self) -> Ids:
        """Give identifiers that depend on the seed alone."""
        source = self.chooser("ids")
        return lambda: f"{source.getrandbits(80):020x}"

    def salts(self) -> Ids:
        """Give salts that depend on the seed alone; for the play only."""
        source = self.chooser("salts")
        return lambda: f"{source.getrandbits(128):032x}"


@dataclass(frozen=True, slots=True)
class Played:
    """What was played."""

    review: str
    school: str
    notes: int
    findings: int
    people: tuple[str, ...]


def sample_words() -> Words:
    """Read the words of the sample review."""
    path = resource("sample", "review.yaml")
    return cast("Words", YAML(typ="safe", pure=True).load(path.read_text("utf-8")))


def play(
    plan: Plan,
    open_profile: Callable[[str], Session],
    clock: DemoClock,
    out: Path,
    progress: Progress,
) -> Played:
    """Play the whole review with a team on profiles of their own; leaves files in `out`.

    Raises:
        UserError: whatever a verb refuses; nothing is caught.
    """
    words = sample_words()
    store = out / "store"
    store.mkdir(parents=True, exist_ok=True)
    names = [str(words["lead"]), *(str(one) for one in words["reviewers"][: plan.reviewers])]
    sessions = [open_profile(name) for name in names]
    try:
        stage = _Stage(plan, words, clock, sessions)
        review = stage.set_up()
        steps = DAYS + 3
        progress(1, steps)
        stage.bring_team_in(store)
        for day in range(DAYS):
            stage.play_day(day)
            stage.catch_up(store)
            progress(2 + day, steps)
        opened = stage.weigh(out)
        progress(steps - 1, steps)
        stage.catch_up(store)
        result = Played(
            review,
            opened.review.school_name,
            sum(len(opened.notes_of(one.id)) for one in opened.activities()),
            len(opened.findings()),
            tuple(names),
        )
        progress(steps, steps)
        return result
    finally:
        for session in sessions:
            session.close()


def sample_review(session: Session, framework: LoadedFramework, progress: Progress) -> str:
    """Play a finished review into one person's own profile, to look round in; gives its id.

    It is marked as practice, and its times are those of the play, not of this laptop's clock.
    """
    plan = Plan(seed=7, reviewers=0, visits=14, photos=0, framework=framework)
    clock = plan.clock()
    with session.at_times_of(clock):
        stage = _Stage(plan, sample_words(), clock, [session])
        review = stage.set_up(practice=True)
        for day in range(DAYS):
            stage.play_day(day)
            progress(day + 1, DAYS + 1)
        stage.find()
        progress(DAYS + 1, DAYS + 1)
    return review


class _Stage:
    """The play on the stage: who plays, what was planned, and how far the clock is."""

    def __init__(
        self, plan: Plan, words: Words, clock: DemoClock, sessions: Sequence[Session]
    ) -> None:
        self.plan, self.words, self.clock, self.sessions = plan, words, clock, sessions
        self.lead = sessions[0]
        self.review = ""
        self.pictures_left = plan.photos
        self._planned: list[list[tuple[str, Session]]] = []

    def set_up(self, *, practice: bool = False) -> str:
        """Set the review up and fill in what the call with the head settled."""
        choose = self.plan.chooser("school")
        school = choose.choice(self.words["schools"])
        self.review = self.lead.create_review(
            SchoolFacts(
                name=school["name"],
                town=school["town"],
                phase=school["phase"],
                ages=school["ages"],
                authority=school["authority"],
                pupils=school["pupils"] + choose.randrange(-20, 21),
            ),
            self.plan.framework,
            start=self.plan.start().isoformat(),
            days=DAYS,
            practice=practice,
        )
        opened = self.lead.open(self.review)
        before = self.plan.start() - timedelta(days=730)
        self.lead.do(
            opened,
            set_up.change_facts,
            excellence_title=choose.choice(self.words["excellence"]),
            last_review=f"{month_name(before.month)} {before.year}",
            contact="The programme office, 01632 960 123",
        )
        for position, point in enumerate(self.words["earlier_points"], 1):
            added = self.lead.do(
                opened, set_up.add_earlier_point, point["text"], position=float(position)
            )
            if point["outcome"]:
                self.lead.do(opened, set_up.say_what_became, added, point["outcome"])
        for heading, said in self._headings(self.words["earlier_estimates"]):
            self.lead.do(opened, set_up.set_earlier_estimate, heading, choose.choice(said))
        introduction = str(self.words["introduction"]).format(days="three days")
        self.lead.do(opened, reporting.write_passage, "introduction", introduction)
        self._plan_visits(opened)
        return self.review

    def _headings(self, words: Words) -> list[tuple[str, list[str]]]:
        known = {one.id for one in self.plan.framework.framework.headings}
        return [(heading, said) for heading, said in words.items() if heading in known]

    def _plan_visits(self, opened: OpenReview) -> None:
        choose = self.plan.chooser("timetable")
        others = (
            (ActivityKind.PUPIL_VOICE, "Pupil voice, eight pupils from Years 5 and 6"),
            (ActivityKind.WORK_SCRUTINY, "Work scrutiny, writing"),
            (ActivityKind.LEADER_MEETING, "Meeting, subject leaders"),
            (ActivityKind.WORK_SCRUTINY, "Work scrutiny, mathematics"),
            (ActivityKind.GOVERNOR_MEETING, "Meeting, governors"),
            (ActivityKind.LEADER_MEETING, "Meeting, senior leaders"),
            (ActivityKind.EXCELLENCE_SESSION, "Area of excellence"),
            (ActivityKind.PARENT_VOICE, "Parents at the gate"),
            (ActivityKind.STAFF_VOICE, "Staff voice, teaching assistants"),
            (ActivityKind.DOCUMENT_REVIEW, "Improvement plan"),
            (ActivityKind.PUPIL_VOICE, "Pupil voice, school council"),
        )
        kinds = [(ActivityKind.LESSON_VISIT, "")] * self.plan.visits + list(others)
        first = self.plan.start()
        self._planned = [[] for _day in range(DAYS)]
        for place, (kind, title) in enumerate(kinds):
            day = place % DAYS
            turn = len(self._planned[day])
            goes = self.sessions[turn % len(self.sessions)]
            slot = turn // len(self.sessions)
            begin = datetime(first.year, first.month, first.day, 9, 15, tzinfo=UTC)
            start = begin + timedelta(days=day, minutes=slot * (VISIT_MINUTES + 15))
            year = choose.choice(self.words["years"])
            subject = choose.choice(self.words["subjects"])
            lesson = kind is ActivityKind.LESSON_VISIT
            added = self.lead.do(
                opened,
                timetable.plan,
                kind,
                f"{year} {subject}" if lesson else title,
                start=moment_of(start),
                people=[goes.person().identity.person],
                minutes=VISIT_MINUTES,
                place=choose.choice(self.words["places"]),
                joint_observer=choose.choice(self.words["observers"]),
                subject=subject if lesson else "",
                year_groups=year if lesson else "",
                class_name=f"{year.split()[-1][:1]}{choose.choice('AB')}" if lesson else "",
                pupils=choose.randrange(21, 31) if lesson else 8,
            )
            self._planned[day].append((added, goes))

    def bring_team_in(self, store: Path) -> None:
        """Put everyone with a card on the team; they join by the one set-up file."""
        others = self.sessions[1:]
        cards = [exchange.my_card(one) for one in others]
        if cards:
            setup = exchange.set_up_team(self.lead, self.review, cards)
            for one in others:
                exchange.join(one, setup)
        exchange.hand_over(self.lead, self.review, str(store))

    def play_day(self, day: int) -> None:
        """Everyone makes the day's visits and writes them up."""
        first = self.plan.start() + timedelta(days=day)
        opened = {id(one): one.open(self.review) for one in self.sessions}
        choose = self.plan.chooser(f"day {day}")
        for activity, session in self._planned[day]:
            review = opened[id(session)]
            planned = next(one for one in review.activities() if one.id == activity)
            start = datetime.fromisoformat(planned.planned_start or "")
            self.clock.now = start.replace(year=first.year, month=first.month, day=first.day)
            if choose.random() < 1 / 18:
                why = choose.choice(self.words["not_seen"])
                session.do(review, timetable.not_seen, activity, why)
                continue
            session.do(review, capture.start_visit, activity)
            self._write_notes(session, review, activity, choose)
            self.clock.now = max(self.clock.now, start + timedelta(minutes=VISIT_MINUTES - 3))
            session.do(review, capture.finish_visit, activity)

    def _write_notes(
        self, session: Session, review: OpenReview, activity: str, choose: random.Random
    ) -> None:
        planned = next(one for one in review.activities() if one.id == activity)
        form = self.plan.framework.framework.form_for(planned.activity_kind)
        known = self.words["notes"]
        criteria = [one for one in form.targets if one in known]
        choose.shuffle(criteria)
        lesson = planned.activity_kind is ActivityKind.LESSON_VISIT
        for criterion in criteria[: choose.randrange(3, 7) if lesson else len(criteria)]:
            self.clock.forward(choose.choice((2, 3, 4)))
            bearing, text, *groups = choose.choice(known[criterion])
            whole = planned.pupils or 24
            some = choose.randrange(max(2, whole * 2 // 3), whole + 1)
            said = str(text).format(
                year=planned.year_groups or choose.choice(self.words["years"]),
                subject=planned.subject or choose.choice(self.words["subjects"]),
                some=some,
                all=whole,
                few=choose.choice(("three", "four", "five", "several")),
            )
            note = session.do(
                review,
                capture.commit_note,
                activity,
                said,
                bearing=Bearing(bearing),
                criteria=[criterion],
                groups=groups[0] if groups else (),
            )
            if self.pictures_left and planned.activity_kind is ActivityKind.WORK_SCRUTINY:
                self.pictures_left -= 1
                clean = photos.clean_photo(drawn_page(choose))
                session.do(
                    review,
                    capture.attach_photo,
                    note,
                    clean.jpeg,
                    clean.width,
                    clean.height,
                    "A page of the sample",
                )

    def catch_up(self, store: Path) -> None:
        """Everyone hands over and gathers, through a folder."""
        self.clock.forward(20)
        for session in self.sessions:
            exchange.hand_over(session, self.review, str(store))
        for session in self.sessions:
            exchange.gather(session, self.review, str(store))

    def find(self) -> OpenReview:
        """Weigh the evidence: findings with the notes behind them, estimates, agreement."""
        last = self.plan.start() + timedelta(days=DAYS - 1)
        self.clock.now = datetime(last.year, last.month, last.day, 14, 30, tzinfo=UTC)
        choose = self.plan.chooser("findings")
        opened = self.lead.open(self.review)
        dropped = choose.randrange(len(self.words["findings"]) - 1)
        for place, finding in enumerate(self.words["findings"]):
            known = {one.id for one in self.plan.framework.framework.headings}
            if place == dropped or finding["heading"] not in known:
                continue
            behind = self._behind(opened, finding, choose)
            added = self.lead.do(
                opened,
                findings.add_finding,
                finding["heading"],
                Bearing(finding["kind"]),
                finding["text"],
                evidence=behind,
            )
            if finding.get("cost"):
                self.lead.do(opened, findings.edit_finding, added, cost=finding["cost"])
        for heading, said in self._headings(self.words["estimates"]):
            self.lead.do(opened, findings.estimate, heading, choose.choice(said))
        self.clock.forward(30)
        self.lead.do(opened, agreement.record, "Headteacher")
        self.lead.do(
            opened,
            agreement.record,
            "Chair of governors",
            different_view=choose.choice([*self.words["different_views"], ""]),
        )
        return opened

    def _behind(self, opened: OpenReview, finding: Words, choose: random.Random) -> list[str]:
        wanted = set(finding["criteria"])
        by_kind: dict[ActivityKind, list[str]] = {}
        for activity in opened.activities():
            for note in opened.notes_of(activity.id):
                fits = note.bearing.value in (finding["kind"], Bearing.NEUTRAL)
                if fits and wanted & set(opened.criteria_of(note.id)):
                    by_kind.setdefault(activity.activity_kind, []).append(note.id)
        # One from every kind of activity first, as a lead would: two sources say more than ten notes.
        piles = list(by_kind.values())
        for pile in piles:
            choose.shuffle(pile)
        first = [pile.pop() for pile in piles]
        rest = [note for pile in piles for note in pile]
        choose.shuffle(rest)
        return [*first, *rest][: choose.randrange(4, 9)]

    def weigh(self, out: Path) -> OpenReview:
        """Find, then leave the draft and the sealed report in `out`."""
        opened = self.find()
        self.clock.forward(10)
        self.lead.export_draft(
            opened, out / "report-draft.pdf", recipient="Headteacher", purpose=PURPOSE
        )
        self.clock.forward(60 * 24 * 6)
        self.lead.seal(opened, out / "report.pdf", recipient="Headteacher", purpose="Final")
        return opened


def drawn_page(choose: random.Random) -> bytes:
    """Draw a page of invented pupil's work: ruled lines and strokes, as a PNG."""
    page = Image.new("RGB", (900, 1200), "#fbfaf4")
    pen = ImageDraw.Draw(page)
    for y in range(120, 1180, 44):
        pen.line((60, y, 840, y), fill="#c9d6e6", width=2)
        x = 70
        while x < 800 and choose.random() > 1 / 9:
            long = choose.randrange(20, 90)
            pen.line((x, y - 8, x + long, y - 8 - choose.randrange(-3, 4)), fill="#2b3a67", width=5)
            x += long + 18
    out = BytesIO()
    page.save(out, "PNG")
    return out.getvalue()
