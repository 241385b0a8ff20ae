"""A backup put back whole: whenever it ends, the file that was there or the backup lies in place."""

import itertools
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection

from reviewer_app.errors import UserError
from reviewer_app.store import settings
from reviewer_app.store.backup import complete, copy_steps, verify
from reviewer_app.store.cipher import peek, wal_of
from reviewer_app.store.engine import engine_of
from reviewer_app.store.migration import Rebuild, revision_of
from reviewer_app.store.profile import create, open_profile, recover
from reviewer_app.store.restoring import KEPT_ASIDE, restore
from reviewer_app.vault.keyfile import KeyFile
from reviewer_app.vault.keyring import Keyring
from tests.store.keyrings import MemoryBackend, keyring_over
from tests.store.killing import killed_at_file
from tests.store.schemas import backups_are_older
from tests.support import TestClock

DEVICE = "device"


@pytest.fixture(scope="module")
def keyring() -> Keyring:
    return keyring_over(MemoryBackend())


@pytest.fixture(scope="module")
def lost(tmp_path_factory: pytest.TempPathFactory, keyring: Keyring) -> Path:
    """A profile that is damaged, with changes that wait beside it, and a backup; copied, never changed."""
    folder = tmp_path_factory.mktemp("lost") / "profile"
    made, _code = create(folder, keyring=keyring, passphrase=None, ids=lambda: "p1")
    writer = made.connect_writer()
    with engine_of(writer).begin() as opened:
        settings.put(opened, DEVICE, "old")
    *_, part = copy_steps(writer, made.backups, made.key, made.salt, TestClock()())
    complete(part, made.key, made.salt)
    made.close()
    content = bytearray(made.path.read_bytes())
    content[len(content) // 2] ^= 1
    made.path.write_bytes(content)
    wal_of(made.path).write_bytes(b"what waited beside it")
    return folder


@pytest.fixture
def folder(lost: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(lost, tmp_path / "profile"))


def backup_of(folder: Path) -> Path:
    return next((folder / "backups").glob("*.db"))


def renamed(connection: Connection) -> None:
    settings.put(connection, DEVICE, "new")


def put_back(
    folder: Path,
    file: Path,
    keyring: Keyring | None,
    rebuild: Rebuild = lambda _: None,
) -> Path | None:
    return restore(
        folder,
        file,
        keyring=keyring,
        passphrase=None,
        code=None,
        rebuild=rebuild,
        prepare=renamed,
    )


def device_in(folder: Path, keyring: Keyring) -> str:
    profile = open_profile(folder, keyring=keyring)
    try:
        with engine_of(profile.connect_reader()).begin() as opened:
            return str(settings.get(opened, DEVICE))
    finally:
        profile.close()


def refusal(folder: Path, file: Path, keyring: Keyring | None) -> str:
    with pytest.raises(UserError) as caught:
        put_back(folder, file, keyring)
    assert caught.value.happened
    return caught.value.code


def held(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and file.name != "lock"
    }


def test_damaged_file_is_replaced_and_kept_with_what_waited_beside_it(
    folder: Path, keyring: Keyring
) -> None:
    damaged = (folder / "profile.db").read_bytes()
    waiting = wal_of(folder / "profile.db").read_bytes()
    kept = put_back(folder, backup_of(folder), keyring)
    assert kept == folder / KEPT_ASIDE
    assert (kept.read_bytes(), wal_of(kept).read_bytes()) == (damaged, waiting)
    assert device_in(folder, keyring) == "new"
    # Opening sweeps what was left half done, and not what was kept.
    assert kept.exists()
    assert not list(folder.glob("profile.db?*"))


def test_killed_at_any_file_the_damaged_one_or_the_backup_lies_in_place(
    lost: Path, keyring: Keyring, tmp_path: Path
) -> None:
    damaged = held(lost)
    outcomes = set()
    for point in itertools.count(1):
        folder = Path(shutil.copytree(lost, tmp_path / f"at {point}"))
        ended = killed_at_file(point, folder, lambda at: put_back(at, backup_of(at), keyring))
        aside = folder / KEPT_ASIDE
        if (folder / "profile.db").read_bytes() == damaged["profile.db"]:
            outcomes.add("set aside" if aside.exists() else "as it was")
            if not aside.exists():
                assert wal_of(folder / "profile.db").read_bytes() == damaged["profile.db-wal"]
                continue
            # It can be done again, and nothing of what waited is lost.
            put_back(folder, backup_of(folder), keyring)
        else:
            outcomes.add("put back")
        assert device_in(folder, keyring) == "new"
        assert aside.read_bytes() == damaged["profile.db"]
        assert wal_of(aside).read_bytes() == damaged["profile.db-wal"]
        if ended:
            break
    assert outcomes == {"as it was", "set aside", "put back"}
    assert point > 8


def test_what_waited_beside_a_profile_that_is_gone_is_not_read_into_the_backup(
    folder: Path, keyring: Keyring
) -> None:
    (folder / "profile.db").unlink()
    kept = put_back(folder, backup_of(folder), keyring)
    assert kept is not None
    assert wal_of(kept).read_bytes() == b"what waited beside it"
    assert device_in(folder, keyring) == "new"


def test_backup_on_a_stick_makes_the_profile_in_a_folder_that_is_not_there(
    folder: Path, keyring: Keyring, tmp_path: Path
) -> None:
    new = tmp_path / "other laptop" / "profile"
    assert put_back(new, backup_of(folder), keyring) is None
    assert device_in(new, keyring) == "new"
    assert (new / "profile.key").read_bytes() == (folder / "profile.key").read_bytes()


def test_recovery_code_puts_a_backup_back_where_the_keyring_holds_nothing(tmp_path: Path) -> None:
    made, code = create(
        tmp_path / "old", keyring=keyring_over(MemoryBackend()), passphrase=None, ids=lambda: "p2"
    )
    *_, part = copy_steps(made.connect_writer(), made.backups, made.key, made.salt, TestClock()())
    file = complete(part, made.key, made.salt).path
    made.close()
    there = keyring_over(MemoryBackend())
    new = tmp_path / "new"
    assert refusal(new, file, there) == "profile.key-lost"
    assert not new.exists()
    restore(
        new,
        file,
        keyring=there,
        passphrase=None,
        code=code,
        rebuild=lambda _: None,
        prepare=renamed,
    )
    assert device_in(new, there) == "new"
    recover(new, code, keyring=there, passphrase=None).close()


@pytest.fixture(params=["other", "damaged", "none"])
def refused(request: pytest.FixtureRequest, folder: Path, tmp_path: Path) -> tuple[Path, str]:
    """A file that is no backup to go back to, and why."""
    file = tmp_path / f"{request.param}.db"
    if request.param == "damaged":
        content = bytearray(backup_of(folder).read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
    elif request.param == "other":
        made, _code = create(
            tmp_path / "other",
            keyring=keyring_over(MemoryBackend()),
            passphrase=None,
            ids=lambda: "p3",
        )
        made.close()
        shutil.copyfile(made.path, file)
    return file, f"backup.{request.param}"


def test_file_that_is_no_backup_of_it_leaves_everything_as_it_was(
    folder: Path, keyring: Keyring, refused: tuple[Path, str]
) -> None:
    file, code = refused
    before = held(folder)
    assert refusal(folder, file, keyring) == code
    assert held(folder) == before


def test_backup_of_an_older_version_is_brought_up_to_date_before_it_takes_the_place(
    folder: Path, keyring: Keyring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups_are_older(monkeypatch, tmp_path / "scripts")
    rebuilt: list[str] = []

    def rebuild(connection: Connection) -> None:
        rebuilt.append(str(settings.get(connection, DEVICE)))

    backup = backup_of(folder)
    before = backup.read_bytes()
    key_file = KeyFile.read(folder / "profile.key")
    key = keyring.get(key_file.profile_id)
    assert key is not None
    assert put_back(folder, backup, keyring, rebuild) == folder / KEPT_ASIDE
    # The journal is replayed at the newer schema before the profile goes on as another device.
    assert rebuilt == ["old"]
    assert backup.read_bytes() == before
    for file, revision in ((backup, "0001"), (folder / "profile.db", "9000")):
        with closing(peek(file, key, key_file.salt)) as opened:
            assert revision_of(opened) == revision
    with closing(peek(folder / "profile.db", key, key_file.salt)) as opened:
        assert opened.execute("SELECT kept_until FROM journal").fetchall() == []
        assert opened.execute("SELECT value FROM setting WHERE name = ?", (DEVICE,)).fetchall() == [
            ('"new"',)
        ]


def test_older_backup_that_cannot_be_brought_up_to_date_leaves_everything_as_it_was(
    folder: Path, keyring: Keyring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups_are_older(monkeypatch, tmp_path / "scripts")
    before = held(folder)

    def fails(_connection: Connection) -> None:
        raise RuntimeError("the journal cannot be replayed")

    with pytest.raises(RuntimeError):
        put_back(folder, backup_of(folder), keyring, fails)
    assert held(folder) == before


def test_backup_itself_stays_as_it_was(folder: Path, keyring: Keyring) -> None:
    file = backup_of(folder)
    before = file.read_bytes()
    put_back(folder, file, keyring)
    assert file.read_bytes() == before
    profile = open_profile(folder, keyring=keyring)
    verify(file, profile.key, profile.salt)
    with (
        closing(peek(file, profile.key, profile.salt)) as opened,
        engine_of(opened).begin() as kept,
    ):
        assert settings.get(kept, DEVICE) == "old"
    profile.close()
