"""The sample review: a whole fictional visit, played through the very verbs the window uses.

A lead and reviewers on profiles of their own plan three days, write notes, hand them over through a folder,
gather, agree findings and estimates, and seal the report. The words come from `resources/sample`; the seed
chooses among them, so that two seeds differ in counts and words. Every note says there which findings it speaks for
or against, so that what stands behind a finding in the play truly does.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, cast

from PIL import Image, ImageDraw

from reviewer_app.frameworks.load import LoadedFramework
from reviewer_app.frameworks.problems import Faults
from reviewer_app.frameworks.schema import NOT_ENOUGH, Framework
from reviewer_app.frameworks.tree import read_tree
from reviewer_app.model.moment import Ids, moment_of, month_name
from reviewer_app.model.words import ActivityKind, Bearing, Source
from reviewer_app.places import resource
from reviewer_app.report.content import MadeFor
from reviewer_app.review import (
    agreement,
    answers,
    capture,
    demo_forms,
    exchange,
    exporting,
    findings,
    photo_taking,
    photos,
    reporting,
    set_up,
    team,
    timetable,
    weigh,
)
from reviewer_app.review.answers import Sheet
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.session import Session
from reviewer_app.review.set_up import SchoolFacts
from reviewer_app.vault.certificate import SigningCertificate

DAYS: Final = 3
DRAFT_FOR: Final = MadeFor("the headteacher", "for the factual check")
FINAL_FOR: Final = MadeFor("the headteacher", "to keep, and to share as the school decides")
VISIT_MINUTES: Final = 25
BETWEEN_MINUTES: Final = 15
WRITES_LATER: Final = "wondering"
"""The voice of the reviewer who jots on paper during a visit and writes it up afterwards."""

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
    return cast("Words", read_tree(path.read_text("utf-8"), Faults(path.name)).value)


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
    sessions: list[Session] = []
    try:
        # One by one, so that those already open are closed where the next one fails.
        sessions.extend(open_profile(name) for name in names)
        stage = _Stage(plan, words, clock, sessions)
        review = stage.set_up()
        steps = DAYS + 3
        progress(1, steps)
        stage.bring_team_in(store)
        for day in range(DAYS):
            stage.play_day(day)
            stage.catch_up(store)
            progress(2 + day, steps)
        opened = stage.find()
        stage.export(opened, out)
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

    It is marked as practice, and its times are those of the play, not of this laptop's clock. Its report is made
    and sealed as any other, with a certificate of the play's; the files themselves are not kept.
    """
    plan = Plan(seed=7, reviewers=0, visits=14, photos=0, framework=framework)
    clock = plan.clock()
    steps = DAYS + 2
    with session.at_times_of(clock):
        stage = _Stage(plan, sample_words(), clock, [session])
        review = stage.set_up(practice=True)
        for day in range(DAYS):
            stage.play_day(day)
            progress(day + 1, steps)
        opened = stage.find()
        progress(DAYS + 1, steps)
        certificate = SigningCertificate.issue(session.person().identity.name, now=clock())
        with TemporaryDirectory() as out:
            stage.export(opened, Path(out), certificate)
        progress(steps, steps)
    return review


@dataclass(frozen=True, slots=True)
class _Visit:
    """What was planned: the activity's id, who goes, in which voice, when, and the words for its notes."""

    activity: str
    goes: Session
    voice: str
    start: datetime
    words: Words


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A note that speaks for a finding or against it, its criterion, and the kind of activity it comes from."""

    note: str
    criterion: str
    kind: str


class _Stage:
    """The play on the stage: who plays, what was planned, and how far the clock is."""

    def __init__(
        self, plan: Plan, words: Words, clock: DemoClock, sessions: Sequence[Session]
    ) -> None:
        self.plan, self.words, self.clock, self.sessions = plan, words, clock, sessions
        self.lead = sessions[0]
        self.review = ""
        self.pictures_left = plan.photos
        self.excellence: Words = plan.chooser("excellence").choice(words["excellence"])
        self._framework = plan.framework.framework
        self._criteria = {one.id for one in self._framework.criteria}
        self._called: dict[str, str] = words["called"].get(self._framework.id, {})
        self._planned: list[list[_Visit]] = [[] for _day in range(DAYS)]
        self._told: Counter[str] = Counter()
        self._for: dict[str, list[_Spoken]] = defaultdict(list)
        self._against: dict[str, list[_Spoken]] = defaultdict(list)

    def set_up(self, *, practice: bool = False) -> str:
        """Set the review up and fill in what the call with the head settled."""
        school = self.words["school"]
        self.review = self.lead.create_review(
            SchoolFacts(
                name=school["name"],
                town=school["town"],
                phase=school["phase"],
                ages=school["ages"],
                authority=school["authority"],
                pupils=school["pupils"] + self.plan.chooser("school").randrange(-20, 21),
            ),
            self.plan.framework,
            start=self.plan.start().isoformat(),
            days=DAYS,
            practice=practice,
        )
        opened = self.lead.open(self.review)
        if self.plan.photos:
            self.lead.do(opened, set_up.allow_photos, self.words["photos"])
        before = self.plan.start() - timedelta(days=730)
        self.lead.do(
            opened,
            set_up.change_facts,
            excellence_title=self.excellence["title"] if self._has_excellence else "",
            last_review=f"{month_name(before.month)} {before.year}",
            head_name=self.words["head"],
            contact=self.words["contact"],
            safeguarding_lead=self.words["safeguarding"]["lead"],
            safeguarding_place=self.words["safeguarding"]["place"],
            safeguarding_number=self.words["safeguarding"]["number"],
        )
        self._last_time(opened)
        introduction = str(self.words["introduction"]).format(days="three days")
        self.lead.do(opened, reporting.write_passage, "introduction", introduction)
        for form in demo_forms.forms_told(self._framework):
            if form.role == "also":
                self.lead.do(opened, answers.use_form, form.id)
        self._plan_visits(opened)
        return self.review

    def _last_time(self, opened: OpenReview) -> None:
        choose = self.plan.chooser("last time")
        for position, point in enumerate(self.words["earlier_points"], 1):
            added = self.lead.do(
                opened, set_up.add_earlier_point, point["text"], position=float(position)
            )
            outcome = choose.choice(point["outcomes"])
            self.lead.do(opened, set_up.say_what_became, added, outcome)
        for heading, said in self._known(self.words["earlier_estimates"]).items():
            self.lead.do(opened, set_up.set_earlier_estimate, heading, choose.choice(said))

    @property
    def _has_excellence(self) -> bool:
        return self._framework.excellence_heading() is not None

    def _known(self, words: Words) -> dict[str, list[str]]:
        """What the sample may say of each heading, as far as the framework has these headings and words."""
        points = {one.id: _points(self._framework, one.id) for one in self._framework.headings}
        known = {
            heading: [word for word in said if word in points.get(heading, ())]
            for heading, said in words.items()
        }
        return {heading: said for heading, said in known.items() if said}

    def _estimates(self, opened: OpenReview) -> dict[str, list[str]]:
        """What may be agreed: the sample's words, and for other headings with findings one below the strongest."""
        said = self._known(self.words["estimates"])
        for heading in self._framework.headings:
            points = _points(self._framework, heading.id)
            if points and heading.id not in said and opened.findings(heading.id):
                said[heading.id] = points[1:3] if len(points) > 2 else points[:1]
        return said

    def _plan_visits(self, opened: OpenReview) -> None:
        turns: Counter[tuple[int, int]] = Counter()
        wanted = [*self._lessons(), *self._conversations()]
        for place, words in enumerate(wanted):
            day = place % DAYS
            lesson = words["kind"] == ActivityKind.LESSON_VISIT
            who = (place // DAYS if lesson else self._voices.index(words["by"])) % len(
                self.sessions
            )
            start = self._start(day, turns[(day, who)], str(words.get("at", "")))
            if "at" not in words:
                turns[(day, who)] += 1
            goes = self.sessions[who]
            added = self.lead.do(
                opened,
                timetable.plan,
                ActivityKind(words["kind"]),
                words["title"],
                start=moment_of(start),
                people=[goes.person().identity.person],
                minutes=VISIT_MINUTES,
                place=words.get("place", ""),
                joint_observer=words.get("with", ""),
                subject=words.get("subject", ""),
                year_groups=words.get("year_groups", ""),
                class_name=words.get("class_name", ""),
                pupils=words.get("pupils"),
            )
            # Someone alone writes in every voice in turn, so that there is something of each to read.
            voice = self._voices[(who if len(self.sessions) > 1 else place) % len(self._voices)]
            visit = _Visit(added, goes, str(words.get("by", voice)), start, words)
            self._planned[day].append(visit)
        for visits in self._planned:
            visits.sort(key=lambda one: one.start)

    @property
    def _voices(self) -> list[str]:
        return cast("list[str]", self.words["voices"])

    def _start(self, day: int, turn: int, at: str) -> datetime:
        first = self.plan.start() + timedelta(days=day)
        hour, minute = (int(part) for part in (at or "09:15").split(":"))
        start = datetime(first.year, first.month, first.day, hour, minute, tzinfo=UTC)
        return start + timedelta(minutes=0 if at else turn * (VISIT_MINUTES + BETWEEN_MINUTES))

    def _lessons(self) -> list[Words]:
        """Lessons in every class once before any is seen again, each in a subject of its years."""
        choose = self.plan.chooser("timetable")
        classes = [(of["year"], name) for of in self.words["classes"] for name in of["names"]]
        order: list[tuple[str, str]] = []
        while len(order) < self.plan.visits:
            order += choose.sample(classes, len(classes))
        lessons = []
        for year, name in order[: self.plan.visits]:
            subjects = self.words["subjects"]
            subject = choose.choice(subjects.get(year) or subjects[_ages(year)])
            lessons.append(
                {
                    "kind": ActivityKind.LESSON_VISIT,
                    "title": f"{year} {subject}",
                    "with": choose.choice(self.words["observers"]).format(subject=subject),
                    "place": f"Room {name}",
                    "subject": subject,
                    "year_groups": year,
                    "class_name": name,
                    "pupils": choose.randrange(26, 31),
                }
            )
        return lessons

    def _conversations(self) -> list[Words]:
        """Everything but lessons; what is seen of the area of excellence depends on which it is."""
        found = [dict(one) for one in self.words["activities"]]
        if not self._has_excellence:
            return found
        session = {
            "kind": ActivityKind.EXCELLENCE_SESSION,
            "title": f"Area of excellence: {self.excellence['title']}",
            "with": "the lead for the area of excellence",
            "by": "account",
            "place": "the hall",
            "notes": self.excellence["notes"],
        }
        pupils = next(one for one in found if one["kind"] == ActivityKind.PUPIL_VOICE)
        pupils["notes"] = [*pupils["notes"], self.excellence["pupils"]]
        return [*found, session]

    def bring_team_in(self, store: Path) -> None:
        """Put everyone with a card on the team; they join by the one set-up file."""
        others = self.sessions[1:]
        cards = [team.my_card(one) for one in others]
        if cards:
            setup = team.set_up_team(self.lead, self.review, cards)
            for one in others:
                team.join(one, setup)
        exchange.hand_over(self.lead, self.review, str(store))

    def play_day(self, day: int) -> None:
        """Everyone makes the day's visits and writes them up."""
        opened = {id(one): one.open(self.review) for one in self.sessions}
        choose = self.plan.chooser(f"day {day}")
        for visit in self._planned[day]:
            review = opened[id(visit.goes)]
            self.clock.now = visit.start
            lesson = visit.words["kind"] == ActivityKind.LESSON_VISIT
            if lesson and choose.random() < 1 / 18:
                why = choose.choice(self.words["not_seen"])
                visit.goes.do(review, timetable.not_seen, visit.activity, why)
                continue
            visit.goes.do(review, capture.start_visit, visit.activity)
            notes = self._about_lesson(visit, choose) if lesson else self._about_rest(visit, choose)
            self._make_visit(visit, review, notes, choose)

    def _make_visit(
        self, visit: _Visit, review: OpenReview, notes: Sequence[Words], choose: random.Random
    ) -> None:
        end = visit.start + timedelta(minutes=VISIT_MINUTES - choose.randrange(1, 6))
        between = (end - visit.start) / (len(notes) + 1)
        if visit.voice == WRITES_LATER:
            self.clock.now = end
            visit.goes.do(review, capture.mark_seen, visit.activity)
        for turn, note in enumerate(notes, 1):
            seen = visit.start + between * turn
            self.clock.now = max(self.clock.now + timedelta(minutes=2), seen)
            self._write(visit, review, note, seen, choose)
        self.clock.now = max(self.clock.now, end)
        for form in demo_forms.forms_told(self._framework):
            if demo_forms.at_visit(form, visit.words["kind"]):
                sheet = Sheet(self._framework, form, visit.activity)
                visit.goes.do(review, demo_forms.fill_at_visit, sheet, choose)
        visit.goes.do(review, capture.finish_visit, visit.activity)

    def _about_lesson(self, visit: _Visit, choose: random.Random) -> list[Words]:
        """Two or three notes on different criteria, in the voice of whoever goes.

        No note is told twice before every other that fits was told.
        """
        words = visit.words
        fitting = [
            one
            for one in self.words["lesson"]
            if one["by"] == visit.voice
            and self._criterion(one) in self._criteria
            and one.get("only", _ages(words["year_groups"])) == _ages(words["year_groups"])
            and words["subject"] in one.get("in", [words["subject"]])
        ]
        choose.shuffle(fitting)
        # What fits few lessons only is told where it fits; else the notes told least come first.
        fitting.sort(key=lambda one: (self._told[one["text"]], "in" not in one))
        chosen: dict[str, Words] = {}
        for one in fitting:
            chosen.setdefault(self._criterion(one), one)
        notes = list(chosen.values())[: choose.randrange(2, 4)]
        self._told.update(one["text"] for one in notes)
        return notes

    def _criterion(self, note: Words) -> str:
        """What a note bears on, as the framework calls it."""
        return self._called.get(note["on"], note["on"])

    def _about_rest(self, visit: _Visit, choose: random.Random) -> list[Words]:
        """What a conversation or a look at books gave; what speaks for no finding only now and then."""
        return [
            one
            for one in visit.words["notes"]
            if self._criterion(one) in self._criteria and ("for" in one or choose.random() < 2 / 3)
        ]

    def _write(
        self,
        visit: _Visit,
        review: OpenReview,
        words: Words,
        seen: datetime,
        choose: random.Random,
    ) -> None:
        pupils = visit.words.get("pupils") or 0
        said = str(words["text"]).format(
            year=visit.words.get("year_groups", ""),
            subject=visit.words.get("subject", ""),
            all=pupils,
            some=pupils - choose.randrange(1, 5),
            few=choose.choice(("three", "four", "five")),
        )
        note = visit.goes.do(
            review,
            capture.commit_note,
            visit.activity,
            said,
            bearing=Bearing(words["is"]),
            criteria=[self._criterion(words)],
            groups=words.get("of", ()),
            seen_at=moment_of(seen),
            source=Source(words.get("source", Source.OBSERVATION)),
            speaker=words.get("speaker", ""),
        )
        spoken = _Spoken(note, self._criterion(words), visit.words["kind"])
        for finding in words.get("for", ()):
            self._for[finding].append(spoken)
        for finding in words.get("against", ()):
            self._against[finding].append(spoken)
        if self.pictures_left and visit.words.get("photo"):
            self.pictures_left -= 1
            clean = photos.clean_photo(drawn_page(choose))
            visit.goes.do(
                review,
                photo_taking.attach_photo,
                note,
                clean,
                visit.words["photo"],
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
        at = datetime(last.year, last.month, last.day, 15, 30, tzinfo=UTC)
        self.clock.now = max(self.clock.now, at)
        choose = self.plan.chooser("findings")
        opened = self.lead.open(self.review)
        excellence = {"heading": "excellence", "kind": "www", "text": self.excellence["finding"]}
        found = {
            **self.words["findings"],
            **({"excellence": excellence} if self._has_excellence else {}),
        }
        left_out = choose.choice(self.words["findings_left_out"])
        for key, words in found.items():
            if key != left_out:
                self._find(opened, key, words, choose)
        for heading, said in self._estimates(opened).items():
            self.lead.do(opened, findings.estimate, heading, choose.choice(said))
        self._fill_whole_forms(opened)
        self.clock.forward(30)
        self.lead.do(opened, agreement.record, "Headteacher")
        self.clock.forward(5)
        self.lead.do(
            opened,
            agreement.record,
            "Chair of governors",
            different_view=choose.choice([*self.words["different_views"], ""]),
        )
        return opened

    def _fill_whole_forms(self, opened: OpenReview) -> None:
        """Fill in what the team fills in together, with the notes that stand behind most findings."""
        behind = Counter(
            one.note for finding in opened.findings() for one in opened.evidence_of(finding.id)
        )
        notes = [note for note, _times in behind.most_common(3)]
        for form in demo_forms.forms_told(self._framework):
            if form.role == "review":
                sheet = Sheet(self._framework, form)
                self.lead.do(opened, demo_forms.fill_whole, sheet, opened.estimates(), notes)

    def _find(self, opened: OpenReview, key: str, words: Words, choose: random.Random) -> None:
        """Add a finding where there is enough behind it, as a lead would."""
        behind = self._for[key]
        sources = {self._framework.source_of(ActivityKind(one.kind)).id for one in behind}
        if len(sources) < weigh.ENOUGH_NOTES:
            return
        added = self.lead.do(
            opened,
            findings.add_finding,
            self._heading(words["heading"], behind),
            Bearing(words["kind"]),
            words["text"],
            evidence=_chosen(behind, choose)[: choose.randrange(4, 9)],
            against=_chosen(self._against[key], choose)[:2],
        )
        if words.get("cost"):
            self.lead.do(opened, findings.edit_finding, added, cost=words["cost"])

    def _heading(self, heading: str, behind: Sequence[_Spoken]) -> str:
        """The heading the sample names, or where the framework has none of it, what most notes behind bear on."""
        if heading in {one.id for one in self._framework.headings}:
            return heading
        bear_on = Counter(self._framework.criterion(one.criterion).heading for one in behind)
        return bear_on.most_common(1)[0][0]

    def export(
        self, opened: OpenReview, out: Path, certificate: SigningCertificate | None = None
    ) -> None:
        """Leave the draft and, six days later, the sealed report in `out`; both are recorded."""
        self.clock.forward(10)
        exporting.export_draft(self.lead, opened, out / "report-draft.pdf", DRAFT_FOR)
        self.clock.forward(60 * 24 * 6)
        exporting.seal(self.lead, opened, out / "report.pdf", FINAL_FOR, certificate)


def _points(framework: Framework, heading: str) -> list[str]:
    return [one.id for one in framework.points_for(heading) if one.id != NOT_ENOUGH]


def _ages(year: str) -> str:
    """Say whether a year group is among the young ones (to Year 2) or the old."""
    return "young" if year in ("Reception", "Year 1", "Year 2") else "old"


def _chosen(spoken: Sequence[_Spoken], choose: random.Random) -> list[str]:
    """Order notes as a lead picks them: one of every kind of activity first, then the rest."""
    piles: dict[str, list[str]] = defaultdict(list)
    for one in spoken:
        piles[one.kind].append(one.note)
    for pile in piles.values():
        choose.shuffle(pile)
    first = [pile.pop() for pile in piles.values()]
    rest = [note for pile in piles.values() for note in pile]
    choose.shuffle(rest)
    return [*first, *rest]


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
