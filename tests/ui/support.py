"""A real profile with an invented review in it, for the tests and pictures of the pages.

`make_bridge(folder)` is all a test needs; everything goes through the verbs the window uses. It is
Wednesday, the second of three days, 12:31.
"""

import atexit
import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent
from sqlalchemy import delete

from reviewer_app.app import Program
from reviewer_app.frameworks.load import LoadedFramework
from reviewer_app.frameworks.shipped import usual
from reviewer_app.model.local import PhotoContent
from reviewer_app.model.moment import moment_of
from reviewer_app.model.nouns import Activity, Record
from reviewer_app.model.roster import Member, write_roster
from reviewer_app.model.words import ActivityKind, Bearing, Role
from reviewer_app.review import capture, timetable
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.session import Session
from reviewer_app.review.set_up import SchoolFacts
from reviewer_app.store import photos
from reviewer_app.store.journal import table_of
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.commands import Command
from reviewer_app.vault.identity import Identity

R = TypeVar("R", bound=Record)

PASSPHRASE = "seven lanterns over larkfield"
SCHOOL = SchoolFacts(
    "Larkfield Primary School", "990001", "Larkfield", "Primary", "4 to 11", "Larkshire", 412
)
LONG_NAME = "Saint Bartholomew and All Angels Church School"
"""The longest name pages are tried with: 46 characters."""


class WallClock:
    """The clock on the wall; tests move it."""

    def __init__(self, day: int = 18, hour: int = 12, minute: int = 31) -> None:
        self.set(day, hour, minute)

    def set(self, day: int, hour: int, minute: int = 0) -> None:
        """Move to a day of November 2026: 17 Tuesday, 18 Wednesday, 19 Thursday."""
        self.now = datetime(2026, 11, day, hour, minute, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def at(day: int, hour: int, minute: int = 0) -> str:
    """Give a moment of the visit."""
    return moment_of(datetime(2026, 11, day, hour, minute, tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Seen:
    """One invented note: when it was seen, its words, and what it is tagged with."""

    hour: int
    minute: int
    text: str
    bearing: Bearing = Bearing.NEUTRAL
    criteria: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


MATHEMATICS = (
    Seen(
        10,
        17,
        "Retrieval quiz on the board as pupils come in; 24 of 27 start within a minute. "
        "Adult circulates and marks.",
        criteria=("assessment-in-lesson",),
        groups=("all",),
    ),
    Seen(
        10,
        21,
        "“Prove it to your partner.” Pupils explain why 0.3 is larger than 0.25 using "
        "place-value counters, then with a number line. Language is precise.",
        Bearing.WWW,
        ("subject-knowledge", "talk-and-vocabulary"),
        ("most-able", "eal"),
    ),
    Seen(
        10,
        26,
        "Group working with the teaching assistant copies the model step by step; two finish "
        "without being asked why it works.",
        Bearing.EBI,
        ("adaptation",),
        ("send",),
    ),
    Seen(
        10,
        30,
        "Follow up: how are gaps from the quiz used this afternoon? Ask the mathematics lead.",
        Bearing.QUESTION,
        ("assessment-in-lesson",),
    ),
)
ENGLISH = (
    Seen(
        9,
        18,
        "Pupils read the opening aloud in pairs and agree which verb does the work.",
        Bearing.WWW,
        ("talk-and-vocabulary", "reading"),
        ("all",),
    ),
    Seen(
        9,
        24,
        "The teacher picks up on a misread subordinate clause and models it again on the board.",
        Bearing.WWW,
        ("assessment-in-lesson",),
    ),
    Seen(
        9,
        29,
        "Four pupils wait for help with hands up for five minutes.",
        Bearing.EBI,
        ("attitudes-to-learning",),
    ),
    Seen(9, 33, "Displays name the text types of the year, with pupils’ own examples."),
)
WALK = (
    Seen(
        13,
        5,
        "Corridors calm at change-over; older pupils hold doors without being asked.",
        Bearing.WWW,
        ("behaviour",),
        ("all",),
    ),
    Seen(
        13,
        12,
        "Two pupils on the bench say they “always have a job to do” at lunch.",
        Bearing.WWW,
        ("taking-part", "belonging"),
        ("disadvantaged",),
    ),
    Seen(13, 20, "The library is locked at lunch.", Bearing.EBI, ("reading",)),
    Seen(13, 24, "Ask: who may use the nurture room, and who decides?", Bearing.QUESTION),
)
LEADERS = (
    Seen(
        15,
        10,
        "Leaders describe one aim for reading in the same words as the plan on the wall.",
        Bearing.WWW,
        ("shared-direction",),
    ),
    Seen(
        15,
        22,
        "The plan has eleven priorities; the deputy head names three as the ones that matter.",
        Bearing.EBI,
        ("improvement-work",),
    ),
)


@dataclass(slots=True)
class Larkfield:
    """The invented review, open: its bridge, its clock, and its activities by a short name."""

    bridge: Bridge
    clock: WallClock
    activities: dict[str, str]

    @property
    def opened(self) -> OpenReview:
        """The open review."""
        return self.bridge.opened

    @property
    def session(self) -> Session:
        """The session under it."""
        return self.bridge.session

    def visit(self, activity: str) -> Activity:
        """Give an activity by its short name or its id."""
        return self.need(Activity, self.activities.get(activity, activity))

    def need(self, noun: type[R], record: str) -> R:
        """Give a record that must stand."""
        found = self.opened.get(noun, record)
        if found is None:
            raise LookupError(record)
        return found

    def keep_photo(self, jpeg: bytes) -> None:
        """Let the picture of a photo come in, as gathering does."""
        self.session.database.local(photos.keep, jpeg).result()

    def forget_photo(self, digest: str) -> None:
        """Lose the picture of a photo, as if it had not come yet."""
        content = table_of(PhotoContent)
        self.session.database.local(
            lambda connection: connection.execute(delete(content).where(content.c.digest == digest))
        ).result()

    def settle(self) -> None:
        """Let everything on its way arrive."""
        wait_until(lambda: self.bridge.state.pending == 0)
        QCoreApplication.processEvents()

    def close(self) -> None:
        """Close the window's side and the profile."""
        self.settle()
        self.bridge.close()
        self.session.close()
        # Widgets a page gave up go now, not in the middle of another test.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def wait_until(true: Callable[[], bool], seconds: float = 10.0) -> None:
    """Let Qt's events run until something is true."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise TimeoutError("it never became true")
        QCoreApplication.processEvents()
        time.sleep(0.001)


def make_session(folder: Path, clock: WallClock, name: str = "Helen Marsh") -> Session:
    """Make a profile with a person and no review."""
    session, _code = Program(clock=clock).create(folder, passphrase=PASSPHRASE)
    session.become(name)
    return session


def make_bridge(
    folder: Path,
    *,
    seed: bool = True,
    team: bool = True,
    school: SchoolFacts = SCHOOL,
    framework: Callable[[], LoadedFramework] = usual,
) -> Larkfield:
    """Make a profile with the review of Larkfield, and open it for a page.

    Args:
        folder: an empty temporary folder; the profile lies in it.
        seed: with its timetable and notes; otherwise as it stands right after set-up.
        team: with Asha and Tom on the roster.
        framework: gives the framework it is reviewed by.
    """
    made = _written(seed, team, school, framework)
    shutil.copytree(made.folder, folder / "profile")
    clock = WallClock(18, 12, 31)
    session = Program(clock=clock).open(folder / "profile", passphrase=PASSPHRASE)
    return Larkfield(Bridge(session, session.open(made.review)), clock, dict(made.activities))


@dataclass(frozen=True, slots=True)
class _Written:
    folder: Path
    review: str
    activities: dict[str, str]


@cache
def _written(
    seed: bool, team: bool, school: SchoolFacts, framework: Callable[[], LoadedFramework]
) -> _Written:
    """Write the profile once in a test run, through the verbs; every test then gets a copy."""
    kept = tempfile.TemporaryDirectory(prefix="larkfield.")
    atexit.register(kept.cleanup)
    clock = WallClock(10, 16, 0)
    session = make_session(Path(kept.name) / "profile", clock)
    review = session.create_review(school, framework(), start="2026-11-17", days=3)
    if team:
        _add_members(session, review, ("Asha", "Tom"))
    activities = _seed(session, session.open(review), clock) if seed else {}
    session.close()
    return _Written(Path(kept.name) / "profile", review, activities)


@contextmanager
def larkfield(folder: Path, *, seed: bool = True) -> Iterator[Larkfield]:
    """Open the invented review and close it again."""
    made = make_bridge(folder, seed=seed)
    try:
        yield made
    finally:
        made.close()


class Commanded(Protocol):
    """A page, or the window."""

    def commands(self) -> Sequence[Command]: ...


def run(page: Commanded, command: str) -> None:
    """Do a command, by its id, as menu and palette do it."""
    next(one for one in page.commands() if one.id == command).run()


def _add_members(session: Session, review: str, names: Sequence[str]) -> None:
    chain = session.open(review).chain
    first = chain.tip
    if first is None:
        raise LookupError(review)
    lead = session.person().identity
    joined = [Identity.generate(name) for name in names]
    roster = write_roster(
        review=review,
        nonce=json.loads(first.raw)["nonce"],
        number=first.number + 1,
        previous=[first.hash],
        signer=lead.person,
        members=[
            *first.members.values(),
            *(
                Member(one.person, one.name, Role.REVIEWER, one.sign_key, one.age_key)
                for one in joined
            ),
        ],
        review_keys=first.review_keys,
        retention_end=first.retention_end,
    )
    session.database.add_rosters(review, [(roster.raw, lead.sign(roster.raw), b"")]).result()


def _seed(session: Session, opened: OpenReview, clock: WallClock) -> dict[str, str]:
    people = {one.name: one.person for one in opened.people()}
    me = opened.me

    def plan(
        kind: ActivityKind,
        title: str,
        day: int,
        hour: int,
        minute: int,
        *who: str,
        **facts: str | int | bool,
    ) -> str:
        going = [me if one == "me" else people[one] for one in who if one == "me" or one in people]
        return session.do(
            opened,
            timetable.plan,
            kind,
            title,
            start=at(day, hour, minute),
            people=going,
            **facts,
        )

    kind = ActivityKind
    made = {
        "walk": plan(
            kind.LEARNING_WALK,
            "Lunchtime walk",
            17,
            13,
            0,
            "me",
            joint_observer="the deputy head",
        ),
        "leaders": plan(
            kind.LEADER_MEETING,
            "Meeting, senior leaders",
            17,
            15,
            0,
            "me",
            minutes=45,
            place="the head’s room",
        ),
        "english": plan(
            kind.LESSON_VISIT,
            "Year 6 English",
            18,
            9,
            15,
            "me",
            class_name="6A",
            joint_observer="the deputy head",
            pupils=29,
            disadvantaged=7,
            send=3,
        ),
        "mathematics": plan(
            kind.LESSON_VISIT,
            "Year 4 mathematics",
            18,
            10,
            15,
            "me",
            class_name="4B",
            joint_observer="the mathematics lead",
            pupils=27,
            disadvantaged=6,
            send=4,
        ),
        "phonics": plan(
            kind.LESSON_VISIT,
            "Year 1 phonics",
            18,
            11,
            0,
            "me",
            class_name="1A",
            place="Room 2",
        ),
        "history": plan(kind.LESSON_VISIT, "Year 5 history", 18, 11, 20, "me", class_name="5C"),
        "voice": plan(
            kind.PUPIL_VOICE,
            "Pupil voice, eight pupils from Years 5 and 6",
            18,
            12,
            50,
            "me",
            place="Library",
            joint_observer="the special needs coordinator",
            minutes=30,
        ),
        "science": plan(
            kind.WORK_SCRUTINY,
            "Work scrutiny, science",
            18,
            13,
            40,
            "me",
            "Asha",
            year_groups="Years 3 and 5",
            joint_observer="the science lead",
            minutes=40,
        ),
        "governors": plan(
            kind.GOVERNOR_MEETING, "Meeting, governors", 18, 14, 30, "me", remote=True, minutes=30
        ),
        "keep-in-touch": plan(
            kind.LEADER_MEETING, "Keep in touch with the head", 18, 15, 15, "me", minutes=15
        ),
        "excellence": plan(
            kind.EXCELLENCE_SESSION,
            "Area of excellence: talk",
            19,
            9,
            0,
            "me",
            "Asha",
            "Tom",
            minutes=60,
            place="Hall",
        ),
        "reading": plan(kind.LESSON_VISIT, "Year 2 reading", 19, 10, 45, "Tom", class_name="2B"),
    }
    for name, day, notes in (
        ("walk", 17, WALK),
        ("leaders", 17, LEADERS),
        ("english", 18, ENGLISH),
        ("mathematics", 18, MATHEMATICS),
    ):
        clock.set(day, notes[0].hour, notes[0].minute - 2)
        session.do(opened, capture.start_visit, made[name])
        for note in notes:
            clock.set(day, note.hour, note.minute)
            session.do(
                opened,
                capture.commit_note,
                made[name],
                note.text,
                bearing=note.bearing,
                criteria=note.criteria,
                groups=note.groups,
            )
        clock.set(day, notes[-1].hour, notes[-1].minute + 9)
        session.do(opened, capture.finish_visit, made[name])
    clock.set(18, 11, 2)
    session.do(opened, timetable.not_seen, made["phonics"], "the class was at the library")
    clock.set(18, 11, 21)
    session.do(opened, capture.start_visit, made["history"])
    clock.set(18, 11, 44)
    session.do(opened, capture.mark_seen, made["history"])
    return made
