import shutil
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from reviewer_app.durable import sync_file
from reviewer_app.errors import UserError
from reviewer_app.store.backup import Backup, complete, copy_steps, list_backups, verify
from reviewer_app.store.cipher import Connection, close_writer, connect, connect_copy, peek
from reviewer_app.store.lane import Lane

KEY = bytes(range(32))
SALT = b"sixteen bytes ok"
NOW = datetime(2026, 11, 18, 10, 17, 3, tzinfo=timezone(timedelta(hours=1)))


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Connection]:
    connection = connect(tmp_path / "profile.db", KEY, SALT, create=True)
    connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)")
    connection.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000) "
        "INSERT INTO note (text) SELECT hex(randomblob(500)) FROM n"
    )
    yield connection
    close_writer(connection)


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def rows(path: Path) -> list[tuple[object, ...]]:
    with closing(peek(path, KEY, SALT)) as opened:
        return list(opened.execute("SELECT id, text FROM note ORDER BY id").fetchall())


def backup(writer: Connection, backups: Path, now: datetime = NOW) -> Backup:
    *_, part = copy_steps(writer, backups, KEY, SALT, now)
    return complete(part, KEY, SALT)


def test_backup_holds_every_row_under_the_same_key(writer: Connection, backups: Path) -> None:
    made = backup(writer, backups)
    assert rows(made.path) == writer.execute("SELECT id, text FROM note ORDER BY id").fetchall()
    assert made.made_at == "2026-11-18T10:17:03.000+01:00"
    assert made.path.read_bytes()[:16] == SALT
    assert [file.name for file in backups.iterdir()] == [made.path.name]


def test_what_is_written_between_two_slices_is_in_the_backup(
    writer: Connection, backups: Path
) -> None:
    slices, places = 0, []
    for slices, place in enumerate(copy_steps(writer, backups, KEY, SALT, NOW), start=1):
        places.append(place)
        writer.execute("UPDATE note SET text = ? WHERE id = 1", (f"slice {slices}",))
        writer.execute("UPDATE note SET text = ? WHERE id = 6000", (f"slice {slices}",))
        writer.execute("INSERT INTO note (text) VALUES (?)", ("x" * 9000,))
    assert slices > 5
    kept = rows(complete(places[-1], KEY, SALT).path)
    # The last two steps come after the last page: one ends the copy, one only gives its place.
    ended = slices - 2
    assert kept[0] == (1, f"slice {ended}")
    assert kept[5999] == (6000, f"slice {ended}")
    assert len(kept) == 6000 + ended


def test_lane_does_what_is_typed_while_a_backup_is_made(writer: Connection, backups: Path) -> None:
    lane = Lane()
    copied = lane.submit_steps(copy_steps(writer, backups, KEY, SALT, NOW))
    typed = [
        lane.submit(lambda: writer.execute("INSERT INTO note (text) VALUES ('typed')").rowcount)
        for _ in range(3)
    ]
    assert [one.result() for one in typed] == [1, 1, 1]
    part = copied.result()
    lane.close()
    assert part is not None
    assert len(rows(complete(part, KEY, SALT).path)) == 6003


def test_lane_waits_for_no_flush_of_a_backup_and_the_backup_is_flushed_all_the_same(
    writer: Connection, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A flush takes as long as the file is large, and drafts would wait for it."""
    flushed: list[tuple[str, int]] = []

    def noted(path: Path) -> None:
        flushed.append((path.name, path.stat().st_size))
        sync_file(path)

    monkeypatch.setattr("reviewer_app.store.backup.sync_file", noted)
    *_, part = copy_steps(writer, backups, KEY, SALT, NOW)
    assert flushed == []
    size = part.stat().st_size
    complete(part, KEY, SALT)
    assert flushed == [(part.name, size)]
    (backups / "copy").touch()
    with closing(connect_copy(backups / "copy", KEY, SALT)) as target:
        assert target.execute("PRAGMA synchronous").fetchone() == (0,)


def test_backup_given_up_half_way_leaves_nothing(writer: Connection, backups: Path) -> None:
    steps = copy_steps(writer, backups, KEY, SALT, NOW)
    next(steps)
    assert list(backups.iterdir())
    steps.close()  # type: ignore[attr-defined]
    assert list(backups.iterdir()) == []
    assert writer.execute("SELECT count(*) FROM note").fetchone() == (6000,)
    assert backup(writer, backups).path.exists()


def test_closing_the_lane_gives_a_backup_up(writer: Connection, backups: Path) -> None:
    lane = Lane()
    copied = lane.submit_steps(copy_steps(writer, backups, KEY, SALT, NOW))
    lane.close()
    if not copied.done():
        pytest.fail("the lane closed and left the backup waiting")
    with pytest.raises(CancelledError):
        copied.result()
    assert not backups.exists() or not list(backups.iterdir())


def test_older_backups_are_thinned_after_the_new_one_was_checked(
    writer: Connection, backups: Path
) -> None:
    for day in range(7):
        backup(writer, backups, NOW + timedelta(days=day))
    shutil.copyfile(list_backups(backups)[0].path, backups / "before-0002.db")
    newest = backup(writer, backups, NOW + timedelta(days=7))
    timed = [one for one in list_backups(backups) if one.path.stem != "before-0002"]
    assert [one.made_at[:10] for one in timed] == [f"2026-11-{day}" for day in range(25, 20, -1)]
    assert timed[0] == newest
    assert (backups / "before-0002.db").exists()


def test_new_backup_stays_though_the_clock_went_back(writer: Connection, backups: Path) -> None:
    for day in range(6):
        backup(writer, backups, NOW + timedelta(days=day))
    made = backup(writer, backups, datetime(1969, 12, 31, 23, 59, tzinfo=UTC))
    assert made.path.exists()
    assert len(list_backups(backups)) == 5


def test_damaged_copy_is_no_backup_and_thins_nothing(writer: Connection, backups: Path) -> None:
    first = backup(writer, backups)
    *_, part = copy_steps(writer, backups, KEY, SALT, NOW + timedelta(days=1))
    flip(part, 40 * 4096 + 7)
    with pytest.raises(UserError) as caught:
        complete(part, KEY, SALT, kept=0)
    assert caught.value.code == "backup.damaged"
    assert [file.name for file in backups.iterdir()] == [first.path.name]


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 4
    path.write_bytes(content)


@pytest.mark.parametrize("place", [0, 20, 3000, 40 * 4096, -1])
def test_flipped_bit_in_a_backup_is_found_and_left(
    writer: Connection, backups: Path, place: int
) -> None:
    path = backup(writer, backups).path
    verify(path, KEY, SALT)
    flip(path, place)
    before = path.read_bytes()
    with pytest.raises(UserError) as caught:
        verify(path, KEY, SALT)
    assert caught.value.code == "backup.damaged"
    assert path.read_bytes() == before


def test_file_of_another_key_is_no_backup_of_this_one(writer: Connection, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.touch()
    with closing(connect_copy(other, bytes(32), b"sixteen others..")) as target:
        writer.backup(target)
    for path, code in (
        (other, "backup.other"),
        (tmp_path / "absent.db", "backup.none"),
        (tmp_path, "backup.none"),
    ):
        with pytest.raises(UserError) as caught:
            verify(path, KEY, SALT)
        assert caught.value.code == code
        assert str(path) in caught.value.happened
