"""What a laptop knows decides what it shows: not the order, the repeats or the copies it came in."""

import dataclasses
import itertools
import random
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, select

from reviewer_app.model.changes import Change
from reviewer_app.model.journal import JournalRow
from reviewer_app.model.nouns import Note
from reviewer_app.model.roster import Cut, write_roster
from reviewer_app.model.standing import Standing
from reviewer_app.review import capture
from reviewer_app.store import database, journal, receive
from reviewer_app.store.journal import table_of
from tests.support import Device, Devices


def standings(device: Device) -> list[str]:
    filed = device.session.database.ask(journal.changes_of, device.review).result()
    return [one.standing for one in filed]


def rows(device: Device) -> dict[str, dict[str, object]]:
    return {
        kind: {record: one.model_dump() for record, one in records.items()}
        for kind, records in device.open.records.items()
    }


def test_changes_arrive_in_any_order_and_any_number_and_the_rows_are_the_same(
    helen: Device, asha: Device, devices: Devices
) -> None:
    visit = asha.visits()
    note = asha.writes(visit, "Pupils explain their thinking.")
    asha.does(capture.edit_note, note, text="Most pupils explain their thinking.")
    asha.does(capture.tag_note, note, ["assessment-in-lesson"], ["all"])
    asha.does(capture.remove_note, asha.writes(visit, "Written twice."), "Written twice.")
    tom = devices("Tom")
    helen.invites(tom)
    coming = list(asha.changes)
    choose = random.Random(11)
    for _ in range(6):
        choose.shuffle(coming)
        tom.receives(choose.sample(coming, 3))
    tom.receives(coming)
    assert rows(tom) == rows(asha)
    helen.receives(coming[::-1])
    assert rows(helen) == rows(asha)


def test_gap_holds_back_only_what_follows_it(helen: Device, asha: Device) -> None:
    visit = asha.visits()
    asha.writes(visit, "One.")
    asha.writes(visit, "Two.")
    mine = [one for one in asha.changes if one.person == asha.session.person().identity.person]
    received = helen.session.database.receive(helen.review, [mine[0], mine[2]]).result()
    assert received is not None
    assert received.held == {"gap": 1}
    assert helen.notes == []
    helen.receives([mine[1]])
    assert helen.notes == ["One.", "Two."]


def test_what_waits_for_nothing_is_told_when_it_is_found_and_what_waits_every_time(
    helen: Device, asha: Device, devices: Devices
) -> None:
    tom = devices("Tom")
    helen.invites(tom)
    visit = tom.visits()
    tom.writes(visit, "One.")
    tom.writes(visit, "Two.")
    of_tom = [one for one in tom.changes if one.person == tom.session.person().identity.person]
    asha.visits()
    database, gone = helen.session.database, asha.session.person().identity.person
    tip = helen.open.chain.tip
    assert tip is not None
    without = write_roster(
        review=helen.review,
        nonce="",
        number=tip.number + 1,
        previous=[tip.hash],
        signer=tip.signer,
        members=[one for one in tip.members.values() if one.person != gone],
        review_keys=tip.review_keys,
        retention_end=tip.retention_end,
        cuts={gone: Cut(tip.number + 1, {})},
    )
    database.add_rosters(helen.review, [(without.raw, b"", b"")]).result()
    received = database.receive(helen.review, [*asha.changes, of_tom[0], of_tom[2]]).result()
    assert received is not None
    assert received.held == {"cut": 1, "gap": 1}
    again = database.receive(helen.review, asha.changes).result()
    assert again is not None
    assert again.held == {"gap": 1}


def test_redaction_that_comes_before_the_words_it_empties_empties_them(
    helen: Device, asha: Device
) -> None:
    visit = asha.visits()
    note = asha.writes(visit, "Names a child.")
    named = asha.last_change
    asha.does(capture.redact_note, note, named.hash, "names a child")
    redaction = asha.last_change
    before = [one for one in asha.changes if one.hash not in {named.hash, redaction.hash}]
    helen.receives([*before, redaction])
    helen.receives([named])
    assert helen.notes == [""]
    assert all(b"Names a child" not in (one.content or b"") for one in helen.changes)


def test_words_that_come_after_another_redacted_them_are_emptied_here_too(
    helen: Device, asha: Device, devices: Devices
) -> None:
    note = asha.writes(asha.visits(), "Names a child.")
    named = asha.last_change
    helen.receives(asha.changes)
    helen.does(capture.redact_note, note, named.hash, "names a child")
    tom = devices("Tom")
    helen.invites(tom)
    tom.receives([one for one in helen.changes if one.person == helen.last_change.person])
    tom.receives(asha.changes)
    assert tom.notes == [""]
    assert all(b"Names a child" not in (one.content or b"") for one in tom.changes)


def test_words_of_a_redaction_that_does_not_count_are_taken_over_from_a_fuller_copy(
    helen: Device, asha: Device
) -> None:
    visit = asha.visits()
    asha.writes(visit, "Kept whole.")
    whole = asha.last_change
    emptied = whole.emptied(["0/text"])
    assert emptied.content != whole.content
    helen.receives([*(one for one in asha.changes if one.hash != whole.hash), emptied])
    assert helen.notes == [""]
    helen.receives([whole])
    assert helen.notes == ["Kept whole."]
    helen.receives([emptied])
    assert helen.notes == ["Kept whole."]


def test_copies_that_come_together_are_united(helen: Device, asha: Device) -> None:
    visit = asha.visits()
    asha.writes(visit, "Kept whole.")
    whole = asha.last_change
    halves = [whole.emptied(["0/text"]), whole.emptied(["0/author", "0/written_at"])]
    rest = [one for one in asha.changes if one.hash != whole.hash]
    helen.receives([*rest, *halves])
    assert helen.notes == ["Kept whole."]


def test_change_whose_words_never_came_is_filled_in(helen: Device, asha: Device) -> None:
    visit = asha.visits()
    asha.writes(visit, "Came later.")
    whole = asha.last_change
    rest = [one for one in asha.changes if one.hash != whole.hash]
    helen.receives([*rest, dataclasses.replace(whole, content=None)])
    assert helen.notes == []
    helen.receives([whole])
    assert helen.notes == ["Came later."]


def test_fuller_copy_does_not_bring_back_what_a_redaction_took(helen: Device, asha: Device) -> None:
    visit = asha.visits()
    note = asha.writes(visit, "Names a child.")
    named = asha.last_change
    helen.receives(asha.changes)
    helen.does(capture.redact_note, note, named.hash, "names a child")
    helen.receives([named])
    assert helen.notes == [""]
    assert all(b"Names a child" not in (one.content or b"") for one in helen.changes)


def broken_off(device: Device, changes: list[Change], slices: int) -> None:
    """Take changes in as far as `slices` go, as if the power went then."""
    database = device.session.database
    steps = receive.receive(database._begin, database._guard, device.review, changes)  # noqa: SLF001

    def some(_begin: receive.Begin) -> "itertools.islice[receive.Received]":
        return itertools.islice(steps, slices)

    database.steps(some).result()
    steps.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("slices", [1, 2, 3])
def test_gathering_that_broke_off_is_settled_when_the_review_is_next_opened(
    helen: Device, asha: Device, monkeypatch: pytest.MonkeyPatch, slices: int
) -> None:
    monkeypatch.setattr(receive, "LARGEST_SLICE", 1)
    monkeypatch.setattr(receive, "FIRST_SLICE", 1)
    visit = asha.visits()
    asha.writes(visit, "One.")
    asha.writes(visit, "Two.")
    mine = [one for one in asha.changes if one.person == asha.session.person().identity.person]
    assert helen.notes == []
    # The last come first, so that what is filed of them has nothing to hang on yet.
    broken_off(helen, [mine[2], mine[1], mine[0]], slices)
    helen.restarts()
    assert len(helen.open.all(Note)) <= 2
    assert set(standings(helen)) <= {Standing.COUNTED, Standing.GAP}
    assert helen.session.audit(helen.review).sound
    helen.receives(mine)
    assert helen.notes == ["One.", "Two."]


def test_roster_that_comes_in_the_middle_of_a_gathering_is_settled_too(
    helen: Device, asha: Device
) -> None:
    asha.writes(asha.visits(), "One.")
    database = helen.session.database
    steps = receive.receive(database._begin, database._guard, helen.review, asha.changes)  # noqa: SLF001
    tip, me = helen.open.chain.tip, helen.session.person().identity
    assert tip is not None
    following = write_roster(
        review=helen.review,
        nonce="",
        number=tip.number + 1,
        previous=[tip.hash],
        signer=me.person,
        members=tip.members.values(),
        review_keys=tip.review_keys,
        retention_end=tip.retention_end,
    )

    def interrupted(begin: receive.Begin) -> Iterator[receive.Received]:
        yield next(steps)
        with begin() as connection:
            journal.add_roster(connection, following.raw, b"", b"")
            receive.mark_unsettled(connection, helen.review)
        yield from steps

    database.steps(interrupted).result()
    assert database.ask(receive.is_unsettled, helen.review).result()
    assert helen.notes == ["One."]
    assert not database.ask(receive.is_unsettled, helen.review).result()


def test_change_of_another_review_is_refused(helen: Device, devices: Devices) -> None:
    omar = devices("Omar")
    omar.creates_review()
    with pytest.raises(ValueError, match="another review"):
        helen.receives(omar.changes)


def test_rebuilding_gives_the_very_rows_that_were_there(helen: Device, asha: Device) -> None:
    visit = asha.visits()
    note = asha.writes(visit, "Pupils explain their thinking.")
    helen.receives(asha.changes)
    asha.does(capture.edit_note, note, text="Asha's wording.")
    helen.does(capture.edit_note, note, text="Helen's wording.")
    helen.receives(asha.changes)
    before = rows(helen)
    database = helen.session.database

    def rebuilt(begin: receive.Begin) -> Iterator[None]:
        with begin() as connection:
            receive.rebuild(connection, database._guard)  # noqa: SLF001
        yield

    database.steps(rebuilt).result()
    assert rows(helen) == before
    assert helen.open.disputed == {note}
    assert isinstance(helen.open.get(Note, note), Note)


def test_every_change_lies_in_the_journal_once(helen: Device, asha: Device) -> None:
    asha.visits()
    helen.receives(asha.changes)
    helen.receives(asha.changes)

    def hashes(connection: Connection) -> list[str]:
        return [str(row[0]) for row in connection.execute(select(table_of(JournalRow).c.hash))]

    found = helen.session.database.ask(hashes).result()
    assert len(found) == len(set(found)) == len(asha.changes)


def test_slices_are_as_large_as_the_lane_can_bear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receive, "HELD", 0.5)
    seconds = iter([0.0, 0.125, 1.0, 2.0, 3.0, 3.0])
    pace = receive.Pace(lambda: next(seconds))
    sizes = []
    for part in pace.parts(range(1_000)):
        sizes.append(len(part))
        if len(sizes) > 3:
            break
        with pace.timing():
            pass
    first = receive.FIRST_SLICE
    assert sizes == [first, first * 2, first, first * 2]


def test_slices_do_not_wait_for_the_disk_and_whatever_follows_does(
    helen: Device, asha: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    asha.writes(asha.visits(), "One.")
    seen: list[object] = []
    append = journal.append

    def looking(connection: Connection, judged: object) -> object:
        seen.append(connection.exec_driver_sql("PRAGMA synchronous").scalar())
        return append(connection, judged)  # type: ignore[arg-type]

    monkeypatch.setattr(journal, "append", looking)
    helen.receives(asha.changes)
    helen.writes(helen.visits(), "Two.")
    normal, full = 1, 2
    assert seen[0] == normal
    assert set(seen[1:]) == {full}


def test_a_long_gathering_carries_what_it_wrote_into_the_file(
    helen: Device, asha: Device, monkeypatch: pytest.MonkeyPatch, carried: list[bool]
) -> None:
    visit = asha.visits()
    for number in range(6):
        asha.writes(visit, f"Note {number}.")
    monkeypatch.setattr(receive, "FIRST_SLICE", 1)
    monkeypatch.setattr(receive, "LARGEST_SLICE", 1)
    monkeypatch.setattr(database, "_CARRIED_AFTER_RECEIVED", 3)
    helen.receives(asha.changes)
    assert len(carried) > 1
    assert len(helen.notes) == 6
