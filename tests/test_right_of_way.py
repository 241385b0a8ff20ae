"""Work beside the window's thread lets a key through: it waits while one is under way, and never for long."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer_app import right_of_way
from reviewer_app.model.changes import Action, Operation
from reviewer_app.model.roster import chain_of
from reviewer_app.model.standing import judge
from reviewer_app.model.words import Role
from reviewer_app.review.register import read_extract
from reviewer_app.store import cipher, engine
from reviewer_app.sync.bundle import read_bundle, write_bundle
from reviewer_app.sync.have import have_of
from reviewer_app.sync.review_key import open_with
from tests.gias import write_extract
from tests.model.team import Journal, first_roster, person
from tests.sync.team import TIME, Team, journal

SOON = 0.1
"""Seconds in which what did not wait would be done."""
PATIENCE = 20.0


@pytest.fixture(autouse=True)
def way() -> Iterator[None]:
    """Nobody else has it afterwards."""
    yield
    right_of_way.leave()


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """Counts how often way was given."""
    times: list[None] = []
    monkeypatch.setattr(right_of_way, "give", lambda: times.append(None))
    return times


def test_work_waits_while_a_key_is_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(right_of_way, "LONGEST", PATIENCE)
    through = threading.Event()

    def work() -> None:
        right_of_way.give()
        through.set()

    right_of_way.take()
    worker = threading.Thread(target=work)
    worker.start()
    assert not through.wait(SOON)
    right_of_way.leave()
    worker.join(PATIENCE)
    assert through.is_set()


def test_a_key_that_is_never_drawn_holds_work_up_once() -> None:
    right_of_way.take()
    right_of_way.give()
    assert not right_of_way.is_taken()


def test_what_is_written_and_read_waits_between_two_statements(
    tmp_path: Path, given: list[None]
) -> None:
    connection = cipher.connect(tmp_path / "profile.db", b"k" * 32, b"s" * 16, create=True)
    with engine.engine_of(connection).begin() as opened:
        before = len(given)
        for _time in range(3):
            opened.exec_driver_sql("SELECT 1")
    connection.close()
    assert len(given) - before == 3


def test_a_judgement_gives_way_before_every_change(given: list[None]) -> None:
    lead = person("helen", Role.LEAD)
    roster = first_roster(lead)
    changes = Journal(lead.person, "d1", roster)
    for _time in range(4):
        changes.write(Operation(Action.ADD, "note", "n", {"text": "words"}))
    judge(changes.changes, chain_of([roster]))
    assert len(given) == 2 * 4


def test_a_bundle_is_read_giving_way_before_every_change(given: list[None]) -> None:
    team = Team()
    changes = journal(team.asha, team.review, 5)
    raw = write_bundle(
        changes=changes,
        have=have_of(changes),
        identity=team.asha,
        review_keys=[team.key[0]],
        made_at=TIME,
    )
    read_bundle(raw, open_payload=open_with([team.key[1]]), sign_key_of=team.sign_keys.get)
    assert len(given) == 5


def test_an_extract_is_read_giving_way_before_every_row(tmp_path: Path, given: list[None]) -> None:
    extract = tmp_path / "register.csv"
    write_extract(extract, rows=30)
    assert len(list(read_extract(extract))) == len(given)
