"""The sample review: a whole fictional visit, played through the very verbs the window uses.

A lead and reviewers on profiles of their own plan three days, write notes, hand them over through a folder,
gather, agree findings and estimates, and seal the report. The words come from `resources/sample`; the seed
chooses among them, so that two seeds differ in counts and words. Every note says there which findings it speaks for
or against, so that what stands behind a finding in the play truly does.
"""

import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from reviewer_app.frameworks.load import LoadedFramework
from reviewer_app.model.moment import month_name
from reviewer_app.model.nouns import CheckedParagraph
from reviewer_app.model.words import ActivityKind, Borne, Consenting, Given, Reader, Said
from reviewer_app.report.content import MadeFor
from reviewer_app.review import (
    agreement,
    answers,
    capture,
    consent,
    data_export,
    demo_forms,
    exchange,
    exporting,
    factual_check,
    hypotheses,
    reporting,
    school_form,
    set_up,
    support,
    team,
    timetable,
)
from reviewer_app.review.answers import Sheet
from reviewer_app.review.data_export import OpenKind
from reviewer_app.review.demo_findings import Weighing, known_words
from reviewer_app.review.demo_notes import Writing
from reviewer_app.review.demo_plan import (
    DAYS,
    DemoClock,
    Plan,
    Played,
    Progress,
    Words,
    sample_words,
)
from reviewer_app.review.demo_timetable import VISIT_MINUTES, Timetable, Visit
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.session import Session
from reviewer_app.review.set_up import SchoolFacts
from reviewer_app.vault.certificate import SigningCertificate

__all__ = ["Plan", "Played", "Stage", "play", "sample_review"]

DRAFT_FOR: Final = MadeFor("the headteacher", "for the factual check", reader=Reader.SCHOOL)
DATA_FOR: Final = MadeFor("the programme office", "so that nobody types the findings again")
FINAL_FOR: Final = MadeFor(
    "the headteacher", "to keep, and to share as the school decides", reader=Reader.SCHOOL
)
WRITES_LATER: Final = "wondering"
"""The voice of the reviewer who jots on paper during a visit and writes it up afterwards."""


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
    words = sample_words(plan.framework.framework.id)
    store = out / "store"
    store.mkdir(parents=True, exist_ok=True)
    names = [str(words["lead"]), *(str(one) for one in words["reviewers"][: plan.reviewers])]
    sessions: list[Session] = []
    try:
        # One by one, so that those already open are closed where the next one fails.
        sessions.extend(open_profile(name) for name in names)
        stage = Stage(plan, words, clock, sessions)
        review = stage.set_up()
        steps = DAYS + 3
        progress(1, steps)
        stage.bring_team_in(store)
        for day in range(DAYS):
            stage.play_day(day)
            stage.catch_up(store)
            progress(2 + day, steps)
        opened = stage.find()
        stage.write_report(opened)
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
        stage = Stage(plan, sample_words(framework.framework.id), clock, [session])
        review = stage.set_up(practice=True)
        for day in range(DAYS):
            stage.play_day(day)
            progress(day + 1, steps)
        opened = stage.find()
        stage.write_report(opened)
        progress(DAYS + 1, steps)
        certificate = SigningCertificate.issue(session.person().identity.name, now=clock())
        with TemporaryDirectory() as out:
            stage.export(opened, Path(out), certificate)
        progress(steps, steps)
    return review


class Stage:
    """The play on the stage: who plays, what was planned, and how far the clock is."""

    def __init__(
        self, plan: Plan, words: Words, clock: DemoClock, sessions: Sequence[Session]
    ) -> None:
        self.plan, self.words, self.clock, self.sessions = plan, words, clock, sessions
        self.lead = sessions[0]
        self.review = ""
        self._framework = plan.framework.framework
        self._excellence: Words = plan.chooser("excellence").choice(words["excellence"])
        self._planned: list[list[Visit]] = []
        self._writing = Writing(plan, words)

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
        has_excellence = self._framework.excellence_heading() is not None
        excellence = self._excellence["title"] if has_excellence else ""
        self.lead.do(
            opened,
            set_up.change_facts,
            excellence_title=excellence,
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
        known = {one.id for one in self._framework.headings}
        for one in self.words["hypotheses"]:
            heading = one["heading"] if one["heading"] in known else ""
            self.lead.do(opened, hypotheses.add, one["text"], heading=heading)
        for form in demo_forms.forms_told(self._framework):
            if form.role == "also":
                self.lead.do(opened, answers.use_form, form.id)
        planner = Timetable(self.plan, self.words, self._excellence, self.sessions)
        self._planned = planner.plan_visits(self.lead, opened)
        return self.review

    def _last_time(self, opened: OpenReview) -> None:
        choose = self.plan.chooser("last time")
        for position, point in enumerate(self.words["earlier_points"], 1):
            added = self.lead.do(
                opened, set_up.add_earlier_point, point["text"], position=float(position)
            )
            outcome = choose.choice(point["outcomes"])
            self.lead.do(opened, set_up.say_what_became, added, outcome)
        for heading, said in known_words(self._framework, self.words["earlier_estimates"]).items():
            self.lead.do(opened, set_up.set_earlier_estimate, heading, choose.choice(said))

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
            notes = (
                self._writing.about_lesson(visit, choose)
                if lesson
                else self._writing.about_rest(visit, choose)
            )
            self._make_visit(visit, review, notes, choose)

    def _make_visit(
        self, visit: Visit, review: OpenReview, notes: Sequence[Words], choose: random.Random
    ) -> None:
        end = visit.start + timedelta(minutes=VISIT_MINUTES - choose.randrange(1, 6))
        between = (end - visit.start) / (len(notes) + 1)
        if visit.voice == WRITES_LATER:
            self.clock.now = end
            visit.goes.do(review, capture.mark_seen, visit.activity)
        for turn, note in enumerate(notes, 1):
            seen = visit.start + between * turn
            self.clock.now = max(self.clock.now + timedelta(minutes=2), seen)
            self._writing.write(visit, review, note, seen, choose)
        self.clock.now = max(self.clock.now, end)
        self._fill_forms(visit, review)
        visit.goes.do(review, capture.finish_visit, visit.activity)

    def _fill_forms(self, visit: Visit, review: OpenReview) -> None:
        choose = self.plan.chooser(f"forms {visit.start} {visit.words['title']}")
        for form in demo_forms.forms_at(self._framework, visit.words["kind"]):
            sheet = Sheet(self._framework, form, visit.activity)
            visit.goes.do(review, demo_forms.fill_at_visit, sheet, choose, visit.start)
            results = answers.results_on(review, sheet, review.me)
            visit.goes.do(review, demo_forms.set_aside, sheet, results, choose)

    def catch_up(self, store: Path) -> None:
        """Everyone hands over and gathers, through a folder."""
        self.clock.forward(20)
        for session in self.sessions:
            exchange.hand_over(session, self.review, str(store))
        for session in self.sessions:
            exchange.gather(session, self.review, str(store))

    def find(self) -> OpenReview:
        """Weigh the evidence, fill in what the team fills in together, and agree it with the school."""
        last = self.plan.start() + timedelta(days=DAYS - 1)
        at = datetime(last.year, last.month, last.day, 15, 30, tzinfo=UTC)
        self.clock.now = max(self.clock.now, at)
        choose = self.plan.chooser("findings")
        opened = self.lead.open(self.review)
        weighing = Weighing(self.plan, self.words, self._excellence, self._writing)
        weighing.find(self.lead, opened, choose)
        weighing.fill_whole_forms(self.lead, opened)
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

    def write_report(self, opened: OpenReview) -> None:
        """Write what the lead alone writes: of the school, of what became of the hypotheses, of what it wishes for."""
        self.lead.do(opened, reporting.write_passage, reporting.CONTEXT, self.words["context"])
        for formed, said in zip(opened.hypotheses(), self.words["hypotheses"], strict=True):
            self.lead.do(opened, hypotheses.say_what_was_found, formed.id, said["found"])
            self.lead.do(opened, hypotheses.close, formed.id, Borne(said["outcome"]))
        for wish in self.words["support"]:
            self.lead.do(opened, support.add, wish["text"], from_whom=wish.get("from_whom", ""))

    def export(
        self, opened: OpenReview, out: Path, certificate: SigningCertificate | None = None
    ) -> None:
        """Leave the draft, the school's form, six days later the sealed report, all on record, and the open data."""
        self.clock.forward(10)
        exporting.export_draft(self.lead, opened, out / "report-draft.pdf", DRAFT_FOR)
        opened = self.lead.open(self.review)
        sent = school_form.write_form(self.lead, opened, out / "response-form.pdf")
        self.clock.forward(60 * 24 * 6)
        opened = self.lead.open(self.review)
        self._school_answers(opened, sent.check)
        exporting.seal(self.lead, opened, out / "report.pdf", FINAL_FOR, certificate)
        asked = (DATA_FOR.recipient, DATA_FOR.purpose)
        self.lead.do(opened, consent.record, *asked, Consenting.HEAD, Given.EMAIL)
        data_export.export_open(self.lead, opened, out, OpenKind.JSON, DATA_FOR)

    def _school_answers(self, opened: OpenReview, check: str) -> None:
        """The school checks the facts and corrects the number of its pupils, which is put right."""
        said: Words = self.words["factual_check"]
        pupils = (opened.review.school_pupils or 0) - 3
        sent = opened.all(CheckedParagraph)
        answers = [factual_check.Answered(one.number, Said.ACCURATE) for one in sent]
        facts = next(one for one in sent if one.subject == "facts")
        correction = str(said["correction"]).format(pupils=pupils)
        answers[sent.index(facts)] = factual_check.Answered(
            facts.number, Said.INACCURATE, correction, said["source"]
        )
        self.lead.do(
            opened, factual_check.take_in, check, answers, said["statement"], "Headteacher"
        )
        self.lead.do(opened, set_up.change_facts, school_pupils=pupils)
        self.lead.do(opened, factual_check.decide, facts.id, accepted=True, reason=said["reason"])
