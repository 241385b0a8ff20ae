"""What could not be added keeps its reason; what nothing can have altered need not be read again."""

from collections.abc import Callable

import pytest
from sqlalchemy import Connection

from reviewer_app.errors import UserError
from reviewer_app.store import refused
from reviewer_app.store.refused import Found, Refused, Shelf
from tests.support import Device

STORE = Shelf("a store", "r")
PATHS = Shelf()
FIRST, SECOND, LATER = (f"2026-11-18T10:{minute}:00+00:00" for minute in (17, 18, 30))
DAMAGED = Refused("a.rvb", UserError("file.damaged"), "one")

Play = Callable[[Callable[[Connection], None]], None]


@pytest.fixture
def play(helen: Device) -> Play:
    return lambda act: helen.session.database.local(act).result()


def read(*files: Refused, now: str = FIRST, knowing: str = "known") -> Found:
    return Found([], files, None, knowing, now)


def told(connection: Connection) -> list[tuple[str, str]]:
    return [(one.name, one.error.code) for one in refused.every(connection)]


def test_refused_file_keeps_its_latest_reason_until_it_is_in(play: Play) -> None:
    def act(connection: Connection) -> None:
        locked = UserError("file.unreadable", name="a.rvb", reason="locked")
        refused.record(connection, PATHS, read(Refused("a.rvb", locked)))
        assert str(refused.every(connection)[0].error) == str(locked)
        refused.record(connection, PATHS, read(DAMAGED, now=SECOND))
        assert told(connection) == [("a.rvb", "file.damaged")]
        refused.record(connection, PATHS, Found(["a.rvb"], [], None, "", LATER))
        assert refused.every(connection) == []

    play(act)


def test_what_was_found_the_same_twice_need_not_be_read_again(play: Play) -> None:
    def act(connection: Connection) -> None:
        def known(shelf: Shelf = STORE, knowing: str = "known", now: str = LATER) -> list[str]:
            return list(refused.need_no_reading(connection, shelf, knowing, now))

        refused.record(connection, STORE, read(DAMAGED))
        assert known() == []  # it may have been written anew in the very second it was read
        refused.record(connection, STORE, read(DAMAGED, now=SECOND))
        assert known() == ["a.rvb"]
        assert known(Shelf("another", "r")) == known(Shelf("a store", "other")) == []
        assert known(knowing="and a roster more") == []
        assert known(now="2026-11-19T10:19:00+00:00") == []
        assert known(now=FIRST) == []  # the clock was put back: nobody knows for how long
        refused.read_all_again(connection)
        assert known() == []

    play(act)


@pytest.mark.parametrize(
    "second",
    [
        Refused("a.rvb", UserError("file.damaged"), "two"),
        Refused("a.rvb", UserError("file.truncated"), "one"),
        Refused("a.rvb", UserError("file.damaged"), ""),
    ],
)
def test_what_was_found_otherwise_is_read_again(play: Play, second: Refused) -> None:
    def act(connection: Connection) -> None:
        refused.record(connection, STORE, read(DAMAGED))
        refused.record(connection, STORE, read(second, now=SECOND))
        assert refused.need_no_reading(connection, STORE, "known", LATER) == {}

    play(act)


def test_of_a_store_nothing_is_kept_but_what_still_lies_there(play: Play) -> None:
    def act(connection: Connection) -> None:
        other, path = Shelf("a store", "other"), Refused("/a/path.rvb", DAMAGED.error)
        gone = Refused("gone.rvb", DAMAGED.error)
        refused.record(connection, STORE, read(DAMAGED, gone))
        refused.record(connection, other, read(gone))
        refused.record(connection, PATHS, read(path))
        refused.record(connection, STORE, Found([], [], {"a.rvb"}, "known", SECOND))
        assert {name for name, _why in told(connection)} == {"a.rvb", "gone.rvb", "/a/path.rvb"}
        refused.record(connection, other, Found([], [], set(), "known", SECOND))
        assert {name for name, _why in told(connection)} == {"a.rvb", "/a/path.rvb"}

    play(act)


def test_file_that_was_read_for_two_reviews_is_told_once_and_forgotten_once_in(play: Play) -> None:
    def act(connection: Connection) -> None:
        for review in ("r", "other"):
            refused.record(connection, Shelf("a store", review), read(DAMAGED))
        assert told(connection) == [("a.rvb", "file.damaged")]
        refused.record(connection, STORE, Found(["a.rvb"], [], None, "", SECOND))
        assert told(connection) == []

    play(act)
