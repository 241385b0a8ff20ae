"""The index of notes says what the notes say, whatever happens to them, and gives way where it is broken."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings, strategies
from sqlalchemy import Connection, text
from sqlcipher3 import dbapi2

from reviewer_app.errors import UserError
from reviewer_app.frameworks.search import folded
from reviewer_app.model.nouns import Note
from reviewer_app.model.reasons import Reason
from reviewer_app.model.words import Bearing
from reviewer_app.review import arrange, capture
from reviewer_app.store import cipher, database, receive, search
from reviewer_app.store.engine import engine_of
from reviewer_app.store.migration import build_schema, migrate
from reviewer_app.store.receive import rebuild_rows
from tests.replaying import Opened
from tests.searching import disagreements
from tests.store.schemas import scripts_with_one_more
from tests.support import Device


def found(device: Device, typed: str, *, everywhere: bool = False) -> list[str]:
    """The words of the notes that fit, the latest seen first."""

    def read(connection: Connection) -> list[str]:
        review = "" if everywhere else device.review
        fitting = search.find(connection, folded(typed).split(), review=review, limit=100)
        rows = {one.id: one.text for one in connection.execute(text("SELECT id, text FROM note"))}
        return [rows[note] for note in fitting.notes]

    return device.session.database.ask(read).result()


def is_whole(device: Device) -> bool:
    return device.session.database.ask(search.is_whole).result()


def run(device: Device, *statements: str) -> None:
    """Do to the file what no verb does."""

    def job(connection: Connection) -> None:
        for statement in statements:
            connection.execute(text(statement))

    device.session.database.local(job).result()


def test_note_is_found_from_the_moment_it_is_committed(helen: Device) -> None:
    helen.writes(helen.visits(), "Pupils explain their choices.")
    assert found(helen, "expl") == ["Pupils explain their choices."]


@pytest.mark.parametrize(
    "typed",
    [
        "pu",
        "pup",
        "pupi",
        "PUPILS",
        "expl",
        "their explain",
        "explain: pup",
        "pupils t",
        "“pupils”",
        "pupils*",
        "-pupils",
        "text:pupils",
    ],
)
def test_all_words_are_looked_for_and_the_last_by_its_beginning(helen: Device, typed: str) -> None:
    helen.writes(helen.visits(), "Pupils explain their text choices.")
    assert len(found(helen, typed)) == 1


@pytest.mark.parametrize(
    "typed", ["upil", "pupil explain", "pupils zebra", "pupilsx", "", " ", "p"]
)
def test_what_no_note_has_is_not_found(helen: Device, typed: str) -> None:
    helen.writes(helen.visits(), "Pupils explain their choices.")
    assert found(helen, typed) == []


def test_figure_stands_for_itself(helen: Device) -> None:
    visit = helen.visits()
    helen.writes(visit, "Year 4 read aloud.")
    helen.writes(visit, "Year 40 read aloud.")
    assert found(helen, "year 4") == ["Year 4 read aloud."]
    assert found(helen, "4") == ["Year 4 read aloud."]


def test_latest_seen_leads_whenever_it_was_written(helen: Device) -> None:
    visit = helen.visits()
    helen.does(capture.commit_note, visit, "Reading late.", seen_at="2026-11-18T15:00:00+00:00")
    helen.does(capture.commit_note, visit, "Reading early.", seen_at="2026-11-18T08:00:00+00:00")
    middle = helen.does(
        capture.commit_note, visit, "Reading between.", seen_at="2026-11-18T07:00:00+00:00"
    )
    helen.does(capture.edit_note, middle, seen_at="2026-11-18T12:00:00+00:00")
    assert found(helen, "reading") == ["Reading late.", "Reading between.", "Reading early."]


def test_one_review_is_looked_through_or_all_of_them(helen: Device) -> None:
    helen.writes(helen.visits(), "Larks here.")
    first = helen.review
    helen.creates_review()
    helen.writes(helen.visits(), "Larks there.")
    assert found(helen, "lark") == ["Larks there."]
    assert sorted(found(helen, "lark", everywhere=True)) == ["Larks here.", "Larks there."]
    helen.review = first
    assert found(helen, "lark") == ["Larks here."]


def test_changed_removed_and_brought_back_notes_are_found_as_they_stand(helen: Device) -> None:
    note = helen.writes(helen.visits(), "Magpies on the roof.")
    helen.does(capture.edit_note, note, text="Jackdaws on the roof.")
    assert found(helen, "magpies") == []
    assert found(helen, "jackdaws") == ["Jackdaws on the roof."]
    helen.does(capture.undo, helen.last_change.hash)
    assert found(helen, "magpies") == ["Magpies on the roof."]
    helen.does(capture.remove_note, note, "Twice.")
    assert found(helen, "roof") == []
    helen.does(capture.undo, helen.last_change.hash)
    assert found(helen, "roof") == ["Magpies on the roof."]


def test_tagging_a_note_leaves_the_index_alone(helen: Device) -> None:
    note = helen.writes(helen.visits(), "Magpies on the roof.")

    def parts(connection: Connection) -> list[tuple[int, bytes]]:
        rows = connection.execute(text("SELECT id, block FROM note_search_data ORDER BY id"))
        return [(int(id_), bytes(block)) for id_, block in rows]

    before = helen.session.database.ask(parts).result()
    helen.does(capture.tag_note, note, (), ("all",))
    helen.does(capture.edit_note, note, bearing=Bearing.WWW)
    assert helen.session.database.ask(parts).result() == before


def test_what_a_team_mate_wrote_is_found_after_it_was_gathered(helen: Device, asha: Device) -> None:
    note = asha.writes(asha.visits(), "Magpies on the roof.")
    helen.receives(asha.changes)
    assert found(helen, "magp") == ["Magpies on the roof."]
    asha.does(capture.edit_note, note, text="Jackdaws on the roof.")
    helen.receives(asha.changes)
    assert found(helen, "roof") == ["Jackdaws on the roof."]


def lies_in_file(device: Device, word: str) -> bool:
    """Whether a word lies anywhere in the index, also where no search comes."""

    def read(connection: Connection) -> bool:
        blocks = connection.execute(
            text("SELECT block FROM note_search_data UNION ALL SELECT term FROM note_search_idx")
        ).scalars()
        listed = connection.execute(text("SELECT word FROM note_search_word")).scalars()
        wanted = word.encode()
        parts = [*blocks, *(one.encode() for one in listed)]
        return any(wanted in bytes(one) for one in parts if one is not None)

    return device.session.database.ask(read).result()


def test_redacted_words_are_gone_from_the_index_and_its_list_of_words(
    helen: Device, asha: Device
) -> None:
    visit = helen.visits()
    for number in range(5):
        helen.writes(visit, f"Magpies on roof {number}.")
    note = helen.writes(visit, "Wilhelmina Magpie reads aloud.")
    written = helen.last_change.hash
    helen.does(capture.edit_note, note, text="A pupil reads aloud.")
    assert found(helen, "wilhelmina") == []
    asha.receives(helen.changes)
    # SQLite keeps what letters a word shares with the one before it but once.
    assert lies_in_file(helen, "ilhelmina")
    helen.does(capture.redact_note, note, written, Reason.NAMES_STAY_OUT)
    helen.session.database.tend_search().result()
    assert not lies_in_file(helen, "ilhelmina")
    assert len(found(helen, "magpies")) == 5
    asha.receives(helen.changes)
    assert not lies_in_file(asha, "ilhelmina")


def test_redacted_words_go_at_the_next_opening_where_the_program_ended_before(
    helen: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = helen.visits()
    helen.writes(visit, "Magpies on the roof.")
    note = helen.writes(visit, "Wilhelmina reads aloud.")
    written = helen.last_change.hash
    helen.does(capture.edit_note, note, text="A pupil reads aloud.")
    # The lane does what was handed in before it ends, and of a long job no more than the step under way.
    monkeypatch.setattr(helen.session.database, "tend_search", lambda: None)
    helen.does(capture.redact_note, note, written, Reason.NAMES_STAY_OUT)
    assert lies_in_file(helen, "ilhelmina")
    helen.restarts()
    helen.session.database.tend_search().result()
    assert not lies_in_file(helen, "ilhelmina")


Breaking = tuple[str, ...]

BROKEN: dict[str, Breaking] = {
    "missing": ("DROP TABLE note_search",),
    "without its own tables": ("DROP TABLE note_search_config", "DROP TABLE note_search_idx"),
    "without its pages": ("DELETE FROM note_search_data",),
    "with pages of another": ("UPDATE note_search_data SET block = x'00ff00ff00ff'",),
    "not knowing whose": ("DROP TABLE note_search_note",),
    "of another edition": ("UPDATE note_search_state SET value = '0'",),
}


@pytest.mark.parametrize("how", BROKEN)
def test_broken_index_keeps_no_note_from_being_committed_and_is_made_anew(
    helen: Device, how: str
) -> None:
    visit = helen.visits()
    helen.writes(visit, "Magpies on the roof.")
    helen.restarts()
    helen.session.database.tend_search().result()
    run(helen, *BROKEN[how])
    helen.writes(visit, "Jackdaws on the roof.")
    assert helen.notes == ["Magpies on the roof.", "Jackdaws on the roof."]
    helen.session.database.tend_search().result()
    assert is_whole(helen)
    assert found(helen, "roof") == ["Jackdaws on the roof.", "Magpies on the roof."]


@pytest.mark.parametrize("how", BROKEN)
def test_profile_with_a_broken_index_opens_and_is_backed_up_and_has_it_made_anew(
    helen: Device, how: str
) -> None:
    helen.writes(helen.visits(), "Magpies on the roof.")
    helen.restarts()
    helen.session.database.tend_search().result()
    run(helen, *BROKEN[how])
    helen.session.back_up()
    helen.restarts()
    helen.session.search_notes("magpies", review=helen.review).result()
    helen.session.database.tend_search().result()
    assert found(helen, "magpies") == ["Magpies on the roof."]


def test_index_is_made_anew_with_the_rows_in_a_migration(
    helen: Device, tmp_path: Path, replayed_journal: Opened
) -> None:
    visit = helen.visits()
    note = helen.writes(visit, "Magpies on the roof.")
    helen.does(capture.edit_note, note, text="Jackdaws on the roof.")
    run(helen, "UPDATE note_search_note SET note = 'another'")
    profile = helen.session.profile
    helen.session.close()
    migrate(helen.folder, profile.key, rebuild_rows, scripts=scripts_with_one_more(tmp_path / "s"))
    replayed_journal.pop(profile.path)
    opened = cipher.peek(profile.path, profile.key, profile.salt)
    with engine_of(opened).begin() as connection:
        assert search.is_whole(connection)
        assert disagreements(connection) == []
        assert search.find(connection, ["jackd"], review=helen.review, limit=9).notes == (note,)
    opened.close()


@pytest.mark.parametrize("how", [one for one in BROKEN if one != "of another edition"])
def test_search_of_a_broken_index_says_so_and_has_it_made_anew(helen: Device, how: str) -> None:
    helen.writes(helen.visits(), "Magpies on the roof.")
    helen.restarts()
    helen.session.database.tend_search().result()
    run(helen, *BROKEN[how])
    fitting = helen.session.database.ask(
        search.find, ["magpies"], review=helen.review, limit=9
    ).result()
    assert (fitting.notes, fitting.whole, fitting.broken) == ((), False, True)
    helen.session.database.mend_search().result()
    assert found(helen, "magpies") == ["Magpies on the roof."]


def test_index_is_put_together_in_slices_between_which_notes_are_written(
    helen: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_SLICE", 3)
    visit = helen.visits()
    for number in range(10):
        helen.writes(visit, f"Magpie {number} on the roof.")
    helen.session.database.local(search.mark_broken).result()
    begun: list[object] = []
    written: list[str] = []

    def slices(begin: receive.Begin) -> Iterator[None]:
        for slice_ in search.tend(begin):
            with begin() as connection:
                begun.append(
                    connection.execute(text("SELECT count(*) FROM note_search_note")).scalar()
                )
            if len(begun) == 7:
                writing = helen.session.database.do(
                    helen.review, capture.commit_note, visit, "Jackdaw on the roof."
                )
                writing.add_done_callback(lambda done: written.append(done.result().value))
            yield slice_

    helen.session.database.steps(slices).result()
    assert begun[5:7] == [3, 6]
    assert len(written) == 1
    assert len(found(helen, "roof")) == 11


def test_what_waits_is_carried_into_the_file_while_the_index_is_put_together(
    helen: Device, monkeypatch: pytest.MonkeyPatch, carried: list[bool]
) -> None:
    monkeypatch.setattr(search, "_SLICE", 1)
    monkeypatch.setattr(database, "_CARRIED_AFTER_INDEXED", 5)
    visit = helen.visits()
    for number in range(12):
        helen.writes(visit, f"Magpie {number} on the roof.")
    helen.session.database.mend_search().result()
    # Beside the lane and in order: this one comes after those that were handed in before.
    helen.session.database.checkpoint().result()
    assert len(carried) > 3
    assert len(found(helen, "magpie")) == 12


def test_redacted_words_are_gone_from_freed_pages_too(tmp_path: Path) -> None:
    path = tmp_path / "in clear.db"
    opened = cast("cipher.Connection", dbapi2.connect(str(path), isolation_level=None))
    opened.execute("PRAGMA secure_delete = ON")
    build_schema(opened)
    begin = engine_of(opened).begin

    def noted(number: int, words: str) -> Note:
        seen = f"2026-11-18T09:00:{number % 60:02}+00:00"
        return Note(
            id=f"n{number}",
            review="r",
            activity="a",
            author="p",
            text=words,
            seen_at=seen,
            written_at=seen,
        )

    names = [noted(number, f"Wilhelmina{number} reads aloud.") for number in range(120)]
    for one in names:
        with begin() as connection:
            search.keep_in_step(connection, {}, {one.id: one})
    assert b"ilhelmina" in path.read_bytes()
    with begin() as connection:
        held = {
            one.note: search.Entry(
                one.key, f"{folded(names[int(one.note[1:])].text)} \ue000{b'r'.hex()}"
            )
            for one in connection.execute(text("SELECT key, note FROM note_search_note"))
        }
        search.keep_in_step(connection, held, {one.id: noted(5, "A pupil reads.") for one in names})
        search.note_redaction(connection)
    assert b"ilhelmina" in path.read_bytes()
    for _slice in search.tend(begin):
        pass
    opened.close()
    assert b"ilhelmina" not in path.read_bytes()


STEPS = strategies.lists(
    strategies.tuples(
        strategies.sampled_from(
            ["write", "write", "change", "remove", "redact", "undo", "tag", "join", "split", "move"]
        ),
        strategies.integers(0, 30),
        strategies.sampled_from(
            [
                "Lark song.",
                "Lark’s wing",
                "Larks — 4 of them: “lo”",
                "Song",
                "Ünïcode ½ 🐦 larks",
                "the the",
            ]
        ),
    ),
    max_size=14,
)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(STEPS)
def test_index_agrees_with_the_notes_after_any_sequence_of_verbs(
    helen: Device, steps: list[tuple[str, int, str]]
) -> None:
    visit = helen.visits()
    for step, which, words in steps:
        notes = sorted(one.id for one in helen.open.notes_of(visit))
        note = notes[which % len(notes)] if notes else ""
        with suppress(UserError):
            _take(helen, visit, step, note, notes, words)
    helen.session.database.tend_search().result()
    assert is_whole(helen)
    assert helen.session.database.local(disagreements).result() == []


def _take(device: Device, visit: str, step: str, note: str, notes: list[str], words: str) -> None:
    if step == "write" or not note:
        device.writes(visit, words)
    elif step == "change":
        device.does(capture.edit_note, note, text=words)
    elif step == "remove":
        device.does(capture.remove_note, note, "Twice.")
    elif step == "redact":
        [*_earlier, last] = device.session.history(device.review, "note", note)
        device.does(capture.redact_note, note, last.change, Reason.NAMES_STAY_OUT)
    elif step == "undo":
        device.does(capture.undo, device.last_change.hash)
    elif step == "tag":
        device.does(capture.tag_note, note, (), ("all",))
    elif step == "join":
        device.does(arrange.join_notes, notes[:2])
    elif step == "split":
        device.does(arrange.split_note, note, ["Half a lark.", words])
    elif step == "move":
        device.does(capture.edit_note, note, seen_at="2026-11-17T09:00:00+00:00")
