"""The open profile: verbs on the lane, questions beside it, and an end that finishes what was begun."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError
from sqlcipher3 import dbapi2

from reviewer_app.app import Program
from reviewer_app.errors import UserError
from reviewer_app.frameworks.shipped import usual
from reviewer_app.model.words import ActivityKind
from reviewer_app.review import capture
from reviewer_app.store import cipher
from reviewer_app.store.work import Work
from tests.support import LARKFIELD, START, Device


def test_closing_twice_is_harmless(helen: Device) -> None:
    helen.writes(helen.visits(), "One.")
    helen.session.database.close()
    helen.session.database.close()
    helen.session.close()
    helen.session.close()
    assert sorted(path.name for path in helen.folder.glob("profile.db*")) == ["profile.db"]
    helen.restarts()
    assert helen.notes == ["One."]


def test_what_was_handed_in_before_closing_is_written(helen: Device) -> None:
    visit = helen.visits()
    database = helen.session.database
    writing = [
        database.do(helen.review, capture.commit_note, visit, f"Note {number}.")
        for number in range(20)
    ]
    helen.restarts()
    assert all(one.done() for one in writing)
    assert len(helen.notes) == 20


def test_closed_profile_leaves_no_waiting_changes_beside_it(helen: Device) -> None:
    helen.visits()
    helen.session.database.ask(lambda _connection: None).result()
    helen.session.close()
    assert not list(helen.folder.glob("*-wal"))


def test_question_sees_what_is_committed_and_nothing_half_done(helen: Device) -> None:
    visit = helen.visits()
    database = helen.session.database

    def count(connection: Connection) -> int:
        return int(connection.execute(text("SELECT count(*) FROM note")).scalar_one())

    seen: list[int] = []

    def write_and_ask(work: Work) -> None:
        capture.commit_note(work, visit, "One.")
        work.finish("0" * 32)
        seen.append(database.ask(count).result())
        raise UserError("note.empty")

    with pytest.raises(UserError):
        helen.does(write_and_ask)
    assert seen == [0]
    assert database.ask(count).result() == 0
    helen.writes(visit, "One.")
    assert database.ask(count).result() == 1


def test_question_cannot_write(helen: Device) -> None:
    def write(connection: Connection) -> None:
        connection.execute(text("DELETE FROM setting"))

    with pytest.raises(DatabaseError, match="readonly"):
        helen.session.database.ask(write).result()


def test_checkpoint_holds_up_nothing_that_is_typed(
    helen: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = helen.visits()
    database, typed = helen.session.database, threading.Event()
    carry = cipher.checkpoint

    def slow(connection: cipher.Connection) -> bool:
        assert typed.wait(60)
        return carry(connection)

    monkeypatch.setattr("reviewer_app.store.cipher.checkpoint", slow)
    carried = database.checkpoint()
    helen.writes(visit, "One.")
    assert not carried.done()
    typed.set()
    assert carried.result()


def test_what_was_carried_is_read_and_written_on(helen: Device) -> None:
    visit = helen.visits()
    for number in range(3):
        helen.writes(visit, f"Note {number}.")
        assert helen.session.database.checkpoint().result()
    helen.restarts()
    assert helen.notes == ["Note 0.", "Note 1.", "Note 2."]


def test_a_long_job_goes_on_while_it_is_carried_into_the_file_and_waits_for_the_rest(
    helen: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    carrying, one_more = threading.Event(), threading.Event()
    carry = cipher.checkpoint
    meanwhile: list[bool] = []

    def steps() -> Iterator[int]:
        for number in range(8):
            assert number != 3 or carrying.wait(60)
            one_more.set()
            yield number

    def slow(connection: cipher.Connection) -> bool:
        one_more.clear()
        carrying.set()
        meanwhile.append(one_more.wait(0.1 if meanwhile else 60))
        return carry(connection)

    monkeypatch.setattr("reviewer_app.store.cipher.checkpoint", slow)
    carried_along = helen.session.database._carried_along(steps(), 3)  # noqa: SLF001
    assert set(carried_along) == set(range(8))
    assert meanwhile == [True, False]


def test_checkpoint_that_finds_no_room_is_a_refusal(
    helen: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_connection: object) -> bool:
        error = dbapi2.OperationalError("database or disk is full")
        error.sqlite_errorname = "SQLITE_FULL"
        raise error

    monkeypatch.setattr("reviewer_app.store.cipher.checkpoint", full)
    with pytest.raises(UserError) as refused:
        helen.session.database.checkpoint().result()
    assert refused.value.code == "profile.disk-full"


def test_roster_that_came_counts_from_the_next_verb_on(helen: Device, asha: Device) -> None:
    helen.visits()
    assert len(helen.open.people()) == 2
    assert helen.last_change.roster == helen.open.chain.in_force[-1].hash


FLUSHED = """
import sys
from pathlib import Path
from reviewer_app.app import Program
from reviewer_app.review import capture

session = Program(keyring=lambda: None).open(Path(sys.argv[1]), passphrase=sys.argv[2])
opened = session.open(session.reviews()[0].id)
activity = opened.activities()[0].id
place = f"note:{activity}"
for number in range(int(sys.argv[3])):
    draft = dict(review=opened.id, place=place, text="x" * (number + 1), cursor=number, extra="{}")
    moments = dict(position=opened.position, started_at="", saved_at="")
    session.database.latest("draft", capture.keep_draft, draft | moments).result()
    session.do(opened, capture.commit_note, activity, f"Note {number}", place=place)
"""


def test_every_draft_and_every_note_is_on_the_disk_before_it_counts_as_saved(
    tmp_path: Path,
) -> None:
    """What a kill cannot show: each is one commit, and each commit one flush of the waiting changes."""
    passphrase = "seven green gates"
    session, _code = Program(keyring=lambda: None).create(tmp_path / "mine", passphrase=passphrase)
    session.become("Helen Marsh")
    review = session.create_review(LARKFIELD, usual(), start=START, days=3)
    session.do(session.open(review), capture.start_unplanned, ActivityKind.LESSON_VISIT, "Year 4")
    session.close()

    def flushes(notes: int) -> int:
        log = tmp_path / "calls"
        wal = tmp_path / "mine" / "profile.db-wal"
        script = [sys.executable, "-c", FLUSHED, str(tmp_path / "mine"), passphrase, str(notes)]
        traced = ["strace", "-f", "-o", str(log), "-P", str(wal), "-e", "trace=fsync,fdatasync"]
        subprocess.run([*traced, *script], check=True)
        return log.read_text().count("sync(")

    assert flushes(20) - flushes(0) == 40
