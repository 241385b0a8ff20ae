"""Several people in one test, each at a profile of their own, with a clock and ids that the test holds.

`helen = devices("Helen")` is a person at an encrypted file; the verbs are those the window uses.
"""

import hashlib
import itertools
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import pytest

from reviewer_app.app import Program
from reviewer_app.frameworks.shipped import usual
from reviewer_app.model.changes import Change
from reviewer_app.model.nouns import Note
from reviewer_app.model.words import ActivityKind, ReportShape
from reviewer_app.report.build import build_pdf, build_sheets, substitutes
from reviewer_app.report.content import ReportContent
from reviewer_app.report.response_content import ResponseForm
from reviewer_app.report.shapes import build_form, build_shape, is_whole
from reviewer_app.report.sheet_content import DaySheets
from reviewer_app.report.substitutes import Substituted
from reviewer_app.review import capture, exchange, exchange_rounds, team
from reviewer_app.review.opened import OpenReview, note_order
from reviewer_app.review.session import Session
from reviewer_app.review.set_up import SchoolFacts
from reviewer_app.store import journal
from reviewer_app.store.database import Outcome
from reviewer_app.store.work import Work
from reviewer_app.vault.keyring import Keyring
from tests.store.keyrings import MemoryBackend, keyring_over

T = TypeVar("T")
P = ParamSpec("P")

LARKFIELD = SchoolFacts(
    "Larkfield Primary School", "990001", "Larkfield", "Primary", "4 to 11", "Larkshire", 412
)
START = "2026-11-17"


class TestClock:
    """Stands still until it is moved; it is Wednesday, the second of three days, 10:17."""

    __test__ = False

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 18, 10, 17, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


def ids_of(name: str) -> Callable[[], str]:
    """Identifiers that no one else gives, the same in every run."""
    numbers = itertools.count()
    return lambda: hashlib.sha256(f"{name} {next(numbers)}".encode()).hexdigest()[:20]


def salts_of(name: str) -> Callable[[], str]:
    """Salts, the same in every run."""
    numbers = itertools.count()
    return lambda: hashlib.sha256(f"salt {name} {next(numbers)}".encode()).hexdigest()[:32]


@dataclass
class Device:
    """One person at one open profile, with the review they are working on."""

    name: str
    session: Session
    clock: TestClock
    program: Program
    folder: Path
    review: str = ""
    outcomes: list[Outcome[object]] = field(default_factory=list)

    def creates_review(self, *, days: int = 3) -> str:
        self.review = self.session.create_review(LARKFIELD, usual(), start=START, days=days)
        return self.review

    def does(
        self, verb: Callable[Concatenate[Work, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a verb, a minute later than the one before."""
        self.clock.forward(1)
        outcome = self.session.database.do(self.review, verb, *args, **kwargs).result()
        self.outcomes.append(outcome)  # type: ignore[arg-type]
        return outcome.value

    def draft(self, place: str, text: str) -> dict[str, str | int]:
        """Give what is kept of words that are being typed in a place."""
        return {
            "review": self.review,
            "place": place,
            "text": text,
            "cursor": len(text),
            "extra": "{}",
            "position": self.position,
            "started_at": "2026-11-18T10:17:00+00:00",
            "saved_at": "2026-11-18T10:17:00+00:00",
        }

    def types(self, place: str, text: str) -> None:
        """Leave words in a place that are not finished."""
        self.session.database.local(capture.keep_draft, self.draft(place, text)).result()

    @property
    def last_change(self) -> Change:
        """The change of the verb just done."""
        change = self.outcomes[-1].change
        assert change is not None
        return change

    def visits(self, title: str = "Year 4 mathematics") -> str:
        return self.does(capture.start_unplanned, ActivityKind.LESSON_VISIT, title)

    def writes(self, activity: str, text: str) -> str:
        return self.does(capture.commit_note, activity, text)

    @property
    def open(self) -> OpenReview:
        """The review as it lies in the file now."""
        return self.session.open(self.review)

    @property
    def notes(self) -> list[str]:
        """The words of every note, in the order they were seen."""
        return [note.text for note in sorted(self.open.all(Note), key=note_order)]

    @property
    def position(self) -> int:
        """The journal position a draft started now would remember."""
        return self.open.position

    @property
    def changes(self) -> list[Change]:
        """Every change of the review that lies here."""
        filed = self.session.database.ask(journal.changes_of, self.review).result()
        return [one.change for one in filed]

    def invites(self, *others: "Device") -> None:
        """Put others on the team by their cards; they join by the set-up file."""
        cards = [team.my_card(one.session) for one in others]
        setup = team.set_up_team(self.session, self.review, cards)
        for one in others:
            one.review = team.join(one.session, setup)

    def hands_over(self, store: Path) -> exchange.HandOver:
        return exchange.hand_over(self.session, self.review, str(store))

    @property
    def unsent(self) -> int:
        """How many changes of theirs stand on no store."""
        return exchange_rounds.going_to(self.session, self.review, None).changes

    def gathers(self, store: Path) -> exchange.Gathering:
        return exchange.gather(self.session, self.review, str(store))

    def receives(self, changes: Sequence[Change]) -> None:
        """Take in changes as they come, without a store between."""
        self.session.database.receive(self.review, changes).result()

    def restarts(self) -> None:
        """Close the profile and open it again."""
        self.session.close()
        self.session = self.program.open(self.folder)


class BuilderHere:
    """Builds reports in this process: the child has its own tests, and takes its second to start."""

    def warm(self) -> None:
        pass

    def build(self, content: ReportContent, *, draft: bool) -> bytes:
        return build_pdf(content, draft=draft)

    def substitutes(self, content: ReportContent, *, draft: bool) -> tuple[Substituted, ...]:
        return substitutes(content, draft=draft)

    def build_shape(
        self, content: ReportContent, shape: ReportShape, ending: str, *, draft: bool
    ) -> bytes:
        return build_shape(content, shape, ending, draft=draft)

    def is_whole(
        self,
        written: bytes,
        content: ReportContent,
        shape: ReportShape,
        ending: str,
        *,
        draft: bool,
    ) -> bool:
        return is_whole(written, content, shape, ending, draft=draft)

    def build_sheets(self, content: DaySheets) -> bytes:
        return build_sheets(content)

    def build_response_form(self, content: ResponseForm, ending: str) -> bytes:
        return build_form(content, ending)

    def close(self) -> None:
        pass


Devices = Callable[[str], Device]


@dataclass(frozen=True)
class Blank:
    """A closed profile that nobody sits at yet; copied, because sealing a key takes its time."""

    folder: Path
    keyring: Keyring


@pytest.fixture(scope="session")
def blank_profile(tmp_path_factory: pytest.TempPathFactory) -> Blank:
    keyring = keyring_over(MemoryBackend())
    folder = tmp_path_factory.mktemp("blank") / "profile"
    session, _code = Program(keyring=lambda: keyring).create(folder)
    session.close()
    return Blank(folder, keyring)


@contextmanager
def seats(blank: Blank, folder: Path) -> Iterator[Devices]:
    """Give what seats a person at a profile of their own, in a folder; all of them leave at the end."""
    seated: list[Device] = []

    def seat(name: str) -> Device:
        place = folder / name.casefold()
        shutil.copytree(blank.folder, place)
        clock = TestClock()
        program = Program(clock, ids_of(name), salts_of(name), lambda: blank.keyring)
        device = Device(name, program.open(place), clock, program, place)
        device.session.become(name)
        seated.append(device)
        return device

    yield seat
    for device in seated:
        device.session.close()


@pytest.fixture
def devices(blank_profile: Blank, tmp_path: Path) -> Iterator[Devices]:
    """Give what seats a person at a profile of their own."""
    with seats(blank_profile, tmp_path / "profiles") as seat:
        yield seat


@pytest.fixture
def helen(devices: Devices) -> Device:
    """Helen Marsh, who leads a review of Larkfield Primary School."""
    device = devices("Helen Marsh")
    device.creates_review()
    return device


@pytest.fixture
def asha(devices: Devices, helen: Device) -> Device:
    """Asha, a reviewer on Helen's team, at a laptop of her own."""
    device = devices("Asha")
    helen.invites(device)
    return device


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """An empty folder to hand over through."""
    folder = tmp_path / "store"
    folder.mkdir()
    return folder
