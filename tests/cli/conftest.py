"""Commands run in this process, each at a person's own profile."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reviewer_app import app
from reviewer_app.app import Program
from reviewer_app.cli import run
from reviewer_app.model.words import ActivityKind
from reviewer_app.review import timetable, waivers
from reviewer_app.vault.keyring import Keyring
from tests.servers import running  # noqa: F401 (a fixture)
from tests.store.keyrings import MemoryBackend, keyring_over
from tests.support import BuilderHere, TestClock, ids_of, salts_of

FRAMEWORK = "quality-assurance"


@dataclass(frozen=True)
class Said:
    """What a command left: its exit code, what it printed, and what it said beside it."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def word(self) -> str:
        """The one word it printed."""
        return self.out.strip()


@dataclass
class Person:
    """One person at the command line, with a profile of their own."""

    folder: Path
    program: Program
    clock: TestClock
    capture: pytest.CaptureFixture[str]
    review: str = ""
    activity: str = ""

    def says(self, *arguments: object) -> Said:
        """Run a command whatever comes of it; never a traceback."""
        self.clock.forward(1)
        self.capture.readouterr()
        code = run(["--profile", str(self.folder), *map(str, arguments)], self.program)
        out, err = self.capture.readouterr()
        assert "Traceback" not in out + err
        return Said(code, out, err)

    def does(self, *arguments: object) -> Said:
        """Run a command that must be done."""
        said = self.says(*arguments)
        assert said.code == 0, said
        return said

    def refused(self, *arguments: object) -> str:
        """Run a command that must be refused; gives the error's code."""
        said = self.says(*arguments)
        assert said.code == 1, said
        assert said.err.startswith("error["), said
        assert said.out == ""
        return said.err.partition("]")[0].removeprefix("error[")

    def misused(self, *arguments: object) -> str:
        """Run a command line that is wrong; gives what was said of it."""
        said = self.says(*arguments)
        assert said.code == 2, said
        assert said.out == ""
        return said.err


People = Callable[[str], Person]
"""Seats somebody at a command line of their own."""


@pytest.fixture
def builds_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "ReportBuilder", lambda **_options: BuilderHere())


@pytest.fixture(scope="session")
def keyring() -> Keyring:
    return keyring_over(MemoryBackend())


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory, keyring: Keyring) -> Path:
    """A closed profile without a person; copied, because sealing a key takes its time."""
    folder = tmp_path_factory.mktemp("fresh") / "profile"
    session, _code = Program(keyring=lambda: keyring).create(folder)
    session.close()
    return folder


@pytest.fixture
def people(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], keyring: Keyring, fresh: Path
) -> People:
    """Give what seats a person at the command line."""

    def seat(name: str) -> Person:
        clock = TestClock()
        program = Program(clock, ids_of(name), salts_of(name), lambda: keyring)
        folder = tmp_path / "people" / name.casefold()
        shutil.copytree(fresh, folder)
        session = program.open(folder)
        session.become(name)
        session.close()
        return Person(folder, program, clock, capsys)

    return seat


@pytest.fixture
def helen(people: People) -> Person:
    """Helen Marsh, with a review and a visit planned for now."""
    person = people("Helen Marsh")
    person.review = person.does(
        *("review", "create", "--school-name", "Larkfield Primary School"),
        *("--framework", FRAMEWORK, "--start", "2026-11-17", "--days", 3),
    ).word
    person.activity = planned(person)
    return person


@pytest.fixture
def asha(helen: Person, people: People, tmp_path: Path) -> Person:
    """Asha, a reviewer on Helen's team."""
    person = people("Asha")
    card, setup = tmp_path / "asha.card", tmp_path / "team.setup"
    person.does("card", "-o", card)
    helen.does("team", "setup", helen.review, "--card", card, "-o", setup)
    person.review = person.does("team", "join", setup).word
    person.activity = helen.activity
    return person


def planned(person: Person) -> str:
    """Plan a visit, as the window does, and say why the report may leave: nobody agrees anything at a command line."""
    session = person.program.open(person.folder)
    try:
        opened = session.open(person.review)
        session.do(opened, waivers.leave_unagreed, "It is for a test.")
        return session.do(opened, timetable.plan, ActivityKind.LESSON_VISIT, "Year 4 mathematics")
    finally:
        session.close()
