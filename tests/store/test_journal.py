"""The journal keeps changes as the exact bytes written, in the order of their arrival."""

from datetime import UTC, timedelta, timezone
from typing import Any, cast

from sqlalchemy import Connection

from reviewer_app.model.standing import Standing
from reviewer_app.store import journal
from tests.support import Device


def test_change_comes_back_as_the_exact_bytes_written(helen: Device) -> None:
    helen.visits()
    before = helen.changes
    helen.restarts()
    assert helen.changes == before


def test_journal_goes_on_from_its_own_last_change_whatever_others_wrote(
    helen: Device, asha: Device
) -> None:
    helen.visits()
    mine = helen.last_change
    asha.writes(asha.visits("Year 2"), "One.")
    helen.receives(asha.changes)
    helen.visits("Year 3")
    assert helen.last_change.previous == mine.hash


def test_journal_is_never_continued_from_a_change_that_hangs_in_the_air(
    helen: Device, asha: Device
) -> None:
    """As after a profile was put back from an older copy, and only part of what followed came back."""
    visit = asha.visits()
    for number in range(4):
        asha.writes(visit, f"{number}.")
    person, device = asha.session.person().identity.person, asha.session.person().device
    changes = [one for one in asha.changes if one.person == person]
    helen.receives([one for one in asha.changes if one.hash != changes[2].hash])

    last = helen.session.database.ask(journal.last_of, helen.review, person, device).result()
    assert last == (changes[1].number, changes[1].hash)


def test_changes_of_everyone_are_given_by_their_numbers(helen: Device, asha: Device) -> None:
    helen.visits()
    asha.visits("Year 2")
    helen.receives(asha.changes)
    found = helen.session.database.ask(journal.changes_of, helen.review).result()
    assert [one.change.number for one in found] == [1, 1, 2]
    assert {one.standing for one in found} == {Standing.COUNTED.value}


def test_hashes_are_told_of_everyone(helen: Device, asha: Device) -> None:
    asha.visits("Year 2")
    helen.receives(asha.changes)
    known = helen.session.database.ask(journal.known_hashes, helen.review).result()
    assert known == {one.hash for one in helen.changes} > {asha.last_change.hash}


def test_reach_is_by_the_instant_and_keeps_the_offset_it_was_stated_with(helen: Device) -> None:
    clock = helen.clock
    clock.now = clock.now.astimezone(timezone(timedelta(hours=5)))
    helen.visits()
    clock.now = clock.now.astimezone(UTC)
    helen.visits("Year 2")
    [found] = helen.session.database.ask(journal.reach, helen.review).result()
    assert found.changes == 3
    assert found.latest == helen.last_change.time < helen.changes[-2].time


def test_end_of_a_journal_is_found_without_walking_through_it(helen: Device) -> None:
    """Every commit asks for it, also on the third day of a large review."""
    me = helen.session.person()

    def work_of_asking(connection: Connection) -> int:
        raw = cast("Any", connection.connection.dbapi_connection)
        steps: list[int] = []
        raw.set_progress_handler(lambda: steps.append(1), 10)
        journal.last_of(connection, helen.review, me.identity.person, me.device)
        raw.set_progress_handler(None, 0)
        return len(steps)

    helen.visits()
    short = helen.session.database.ask(work_of_asking).result()
    for _ in range(60):
        helen.visits()
    assert helen.session.database.ask(work_of_asking).result() <= short + 1


def test_roster_filed_again_is_there_once(helen: Device) -> None:
    database = helen.session.database
    [filed] = database.ask(journal.rosters_of, helen.review).result()
    database.add_rosters(helen.review, [filed, filed]).result()
    assert database.ask(journal.rosters_of, helen.review).result() == [filed]


def test_review_without_changes_here_is_known_by_its_roster(helen: Device) -> None:
    assert helen.session.database.ask(journal.reviews).result() == [helen.review]
    assert helen.session.database.ask(journal.position, "elsewhere").result() == 0
