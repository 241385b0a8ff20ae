import itertools
import os
import secrets
import shutil
import stat
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import Connection as SqlConnection

from reviewer_app.errors import UserError
from reviewer_app.store import migration
from reviewer_app.store.cipher import close_writer, connect, wal_of
from reviewer_app.store.profile import Profile, create, open_profile, recover
from reviewer_app.vault.keyring import Keyring
from reviewer_app.vault.recovery import RecoveryCode
from tests.store.keyrings import MemoryBackend, keyring_over
from tests.store.killing import killed_after, killed_at_file
from tests.store.schemas import scripts_with_one_more

PASSPHRASE = "seven green gates"
INSERT = "INSERT INTO setting (name, value) VALUES (?, '1')"


@dataclass(frozen=True)
class Made:
    folder: Path
    code: RecoveryCode
    profile_id: str
    keyring: Keyring
    backend: MemoryBackend

    @property
    def path(self) -> Path:
        return self.folder / "profile.db"


def fresh_id() -> str:
    return secrets.token_hex(8)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Made:
    backend = MemoryBackend()
    keyring = keyring_over(backend)
    folder = tmp_path_factory.mktemp("first") / "Helen Marsh"
    profile, code = create(folder, keyring=keyring, passphrase=None, ids=fresh_id)
    profile.close()
    return Made(folder, code, profile.profile_id, keyring, backend)


@pytest.fixture
def made(first: Made, tmp_path: Path) -> Made:
    """A closed profile whose key is in a keyring; a copy, because sealing a key takes its time."""
    backend = MemoryBackend()
    backend.entries |= first.backend.entries
    folder = tmp_path / "Helen Marsh"
    shutil.copytree(first.folder, folder)
    return replace(first, folder=folder, keyring=keyring_over(backend), backend=backend)


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 4
    path.write_bytes(content)


def kill_while_writing(made: Made, names: int, *statements: str) -> None:
    """Commit settings in a process that is then killed: the changes stay in the `-wal`."""

    def write() -> Profile:
        profile = open_profile(made.folder, keyring=made.keyring)
        writer = profile.connect_writer()
        for number in range(names):
            writer.execute(INSERT, (f"name {number}",))
        for statement in statements:
            writer.execute(statement)
        return profile

    killed_after(write)
    assert wal_of(made.path).stat().st_size > 0


def held(folder: Path) -> dict[str, bytes]:
    """Everything in a folder but what means nothing by itself: the lock, the index over the `-wal`."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and file.name not in {"lock", "profile.db-shm"}
    }


def refusal(made: Made, **how: object) -> str:
    """Open, expect a refusal that harms nothing, and give its code."""
    before = held(made.folder)
    arguments: dict[str, object] = {"keyring": made.keyring} | how
    with pytest.raises(UserError) as caught:
        open_profile(made.folder, **arguments)  # type: ignore[arg-type]
    assert held(made.folder) == before
    assert caught.value.happened
    return caught.value.code


def settings(profile: Profile) -> int:
    (count,) = profile.connect_reader().execute("SELECT count(*) FROM setting").fetchone()
    return int(count)


def test_folder_holds_the_file_its_key_and_a_copy_of_the_key_beside_the_backups(made: Made) -> None:
    assert set(held(made.folder)) == {"profile.db", "profile.key", "backups/profile.key"}


def test_only_the_owner_may_look_into_the_folder(made: Made) -> None:
    assert stat.S_IMODE(made.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600


def test_key_is_in_no_file_and_in_no_representation(made: Made) -> None:
    with_key = open_profile(made.folder, keyring=made.keyring)
    shown = repr(with_key)
    assert with_key.key.hex() not in shown
    assert repr(with_key.key) not in shown
    for content in held(made.folder).values():
        assert with_key.key not in content
        assert with_key.key.hex().encode() not in content
    with_key.close()


def test_what_is_written_is_there_the_next_time(made: Made) -> None:
    profile = open_profile(made.folder, keyring=made.keyring)
    profile.connect_writer().execute(INSERT, ("theme",))
    assert settings(profile) == 1
    profile.close()
    again = open_profile(made.folder, keyring=made.keyring)
    assert settings(again) == 1
    assert again.profile_id == made.profile_id
    assert again.schema_revision == migration.head()
    again.close()


def test_closing_leaves_no_waiting_changes_whoever_closed_before(made: Made) -> None:
    profile = open_profile(made.folder, keyring=made.keyring)
    writer = profile.connect_writer()
    reader = profile.connect_reader()
    half_read = reader.execute("SELECT name FROM sqlite_schema")
    half_read.fetchone()
    writer.execute(INSERT, ("theme",))
    writer.close()
    profile.close()
    profile.close()
    assert not wal_of(made.path).exists()
    again = open_profile(made.folder, keyring=made.keyring)
    assert settings(again) == 1
    again.close()


def test_killed_program_blocks_nobody_and_loses_nothing(made: Made) -> None:
    kill_while_writing(made, 30)
    profile = open_profile(made.folder, keyring=made.keyring)
    assert settings(profile) == 30
    profile.close()


def test_second_program_is_refused(made: Made) -> None:
    first = open_profile(made.folder, keyring=made.keyring)
    first.connect_writer().execute(INSERT, ("theme",))
    assert refusal(made) == "profile.already-open"
    with pytest.raises(UserError) as caught:
        recover(made.folder, made.code, keyring=made.keyring, passphrase=None)
    assert caught.value.code == "profile.already-open"
    first.close()
    open_profile(made.folder, keyring=made.keyring).close()


def test_refused_opening_lets_the_folder_go(made: Made) -> None:
    made.backend.locked = True
    assert refusal(made) == "vault.keyring-locked"
    made.backend.locked = False
    open_profile(made.folder, keyring=made.keyring).close()


def test_without_keyring_a_passphrase_opens(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        create(tmp_path / "new", keyring=None, passphrase=None, ids=fresh_id)
    assert caught.value.code == "profile.passphrase-new"
    assert not (tmp_path / "new").exists()
    profile, _code = create(tmp_path / "new", keyring=None, passphrase=PASSPHRASE, ids=fresh_id)
    profile.close()
    open_profile(tmp_path / "new", passphrase=PASSPHRASE).close()


def test_each_missing_or_wrong_key_has_its_own_sentence(made: Made, tmp_path: Path) -> None:
    kill_while_writing(made, 3)
    assert refusal(made, keyring=None) == "profile.passphrase-needed"
    made.keyring.put(made.profile_id, secrets.token_bytes(32))
    assert refusal(made) == "profile.key-wrong"
    made.keyring.delete(made.profile_id)
    assert refusal(made) == "profile.key-lost"
    before = held(made.folder)
    with pytest.raises(UserError) as caught:
        recover(made.folder, RecoveryCode.generate(), keyring=made.keyring, passphrase=None)
    assert caught.value.code == "vault.recovery-code-wrong"
    assert held(made.folder) == before
    assert made.keyring.get(made.profile_id) is None


def test_wrong_passphrase_harms_nothing(tmp_path: Path) -> None:
    profile, _ = create(tmp_path / "new", keyring=None, passphrase=PASSPHRASE, ids=fresh_id)
    profile.close()
    before = held(tmp_path / "new")
    for given, code in (
        ("seven green gate", "vault.passphrase-wrong"),
        (None, "profile.passphrase-needed"),
    ):
        with pytest.raises(UserError) as caught:
            open_profile(tmp_path / "new", passphrase=given)
        assert caught.value.code == code
    assert held(tmp_path / "new") == before


def test_recovery_code_opens_after_the_keyring_entry_is_gone_and_puts_it_back(made: Made) -> None:
    made.keyring.delete(made.profile_id)
    recovered = recover(made.folder, made.code, keyring=made.keyring, passphrase=None)
    assert made.keyring.get(made.profile_id) == recovered.key
    recovered.close()
    open_profile(made.folder, keyring=made.keyring).close()


def test_recovery_code_sets_a_passphrase_on_a_computer_without_keyring(made: Made) -> None:
    with pytest.raises(UserError) as caught:
        recover(made.folder, made.code, keyring=None, passphrase=None)
    assert caught.value.code == "profile.passphrase-new"
    recover(made.folder, made.code, keyring=None, passphrase=PASSPHRASE).close()
    open_profile(made.folder, passphrase=PASSPHRASE).close()


def test_changed_passphrase_opens_and_the_old_one_does_not(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    profile, code = create(folder, keyring=None, passphrase=PASSPHRASE, ids=fresh_id)
    profile.change_passphrase("four quiet corridors")
    profile.close()
    with pytest.raises(UserError):
        open_profile(folder, passphrase=PASSPHRASE)
    open_profile(folder, passphrase="four quiet corridors").close()
    recover(folder, code, keyring=None, passphrase="four quiet corridors").close()


def test_a_code_that_could_not_be_written_never_comes_into_force(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    profile, code = create(folder, keyring=None, passphrase=PASSPHRASE, ids=fresh_id)
    kept = folder / "backups" / "profile.key"
    kept.rename(folder / "aside")
    kept.mkdir()
    unseen = RecoveryCode.generate()
    with pytest.raises(UserError) as caught:
        profile.change_recovery_code(unseen)
    assert caught.value.code == "vault.keyfile-not-written"
    kept.rmdir()
    (folder / "aside").rename(kept)
    profile.change_passphrase("four quiet corridors")
    profile.close()
    with pytest.raises(UserError) as caught:
        recover(folder, unseen, keyring=None, passphrase=PASSPHRASE)
    assert caught.value.code == "vault.recovery-code-wrong"
    recover(folder, code, keyring=None, passphrase=PASSPHRASE).close()


def test_passphrase_opens_where_the_keyring_lost_the_entry(made: Made) -> None:
    recover(made.folder, made.code, keyring=made.keyring, passphrase=PASSPHRASE).close()
    made.keyring.delete(made.profile_id)
    assert refusal(made) == "profile.passphrase-needed"
    open_profile(made.folder, keyring=made.keyring, passphrase=PASSPHRASE).close()


def test_folder_without_profile_is_refused_and_stays_empty(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "absent"):
        with pytest.raises(UserError) as caught:
            open_profile(folder, passphrase=PASSPHRASE)
        assert caught.value.code == "profile.none"
    assert list(tmp_path.iterdir()) == []


def test_profile_is_never_made_over_another(made: Made) -> None:
    before = held(made.folder)
    with pytest.raises(UserError) as caught:
        create(made.folder, keyring=made.keyring, passphrase=None, ids=fresh_id)
    assert caught.value.code == "profile.exists"
    assert held(made.folder) == before


def test_key_file_of_backups_is_never_replaced(made: Made) -> None:
    """Without it the backups would be unreadable."""
    made.path.rename(made.folder / "backups" / "kept.db")
    before = held(made.folder)
    with pytest.raises(UserError) as caught:
        create(made.folder, keyring=made.keyring, passphrase=None, ids=fresh_id)
    assert caught.value.code == "profile.exists"
    assert held(made.folder) == before


def test_creation_cut_short_at_any_file_can_be_done_again(tmp_path: Path) -> None:
    for point in itertools.count(1):
        folder = tmp_path / f"profile {point}"
        ended = killed_at_file(
            point, folder, lambda at: create(at, keyring=None, passphrase=PASSPHRASE, ids=fresh_id)
        )
        if (folder / "profile.db").exists():
            open_profile(folder, passphrase=PASSPHRASE).close()
        else:
            create(folder, keyring=None, passphrase=PASSPHRASE, ids=fresh_id)[0].close()
        if ended:
            break
    assert point > 5


def test_file_that_is_no_database_is_refused(made: Made) -> None:
    made.path.write_bytes(b"The gate was open. " * 4000)
    assert refusal(made) == "profile.not-a-database"
    made.path.write_bytes(b"short")
    assert refusal(made) == "profile.not-a-database"


def test_empty_file_is_refused(made: Made) -> None:
    made.path.write_bytes(b"")
    assert refusal(made) == "profile.empty"


@pytest.mark.parametrize("kept", [15, 16, 100, 4095, 4096, 5000, 3 * 4096])
def test_file_cut_short_is_refused(made: Made, kept: int) -> None:
    os.truncate(made.path, kept)
    assert refusal(made) in {"profile.damaged", "profile.not-a-database"}


@pytest.mark.parametrize("waiting", [False, True])
@pytest.mark.parametrize("place", [0, 15, 16, 99, 3000, 4095, 5 * 4096 + 1000])
def test_flipped_bit_is_refused(made: Made, place: int, waiting: bool) -> None:
    if waiting:
        kill_while_writing(made, 3)
    flip(made.path, place)
    assert refusal(made) == "profile.damaged"
    assert refusal(made) == "profile.damaged"


def test_flipped_bit_in_the_last_page_is_refused(made: Made) -> None:
    flip(made.path, -2000)
    assert refusal(made) == "profile.damaged"


def test_first_page_half_written_by_a_checkpoint_is_read_from_the_waiting_changes(
    made: Made,
) -> None:
    kill_while_writing(made, 3, "CREATE TABLE later (id INTEGER)")
    flip(made.path, 3000)
    profile = open_profile(made.folder, keyring=made.keyring)
    assert settings(profile) == 3
    profile.close()


def test_lost_start_of_the_file_is_damage_and_not_another_key_file(made: Made) -> None:
    content = made.path.read_bytes()
    made.path.write_bytes(bytes(16) + content[16:])
    assert refusal(made) == "profile.damaged"


def test_flipped_bit_in_the_waiting_changes_keeps_what_stands_before_it(made: Made) -> None:
    kill_while_writing(made, 30)
    wal = wal_of(made.path)
    flip(wal, wal.stat().st_size // 2)
    profile = open_profile(made.folder, keyring=made.keyring)
    assert 0 < settings(profile) < 30
    profile.close()


def test_key_file_of_another_profile_is_named_as_such(made: Made, tmp_path: Path) -> None:
    kill_while_writing(made, 3)
    other, other_code = create(
        tmp_path / "Asha", keyring=made.keyring, passphrase=None, ids=fresh_id
    )
    other.close()
    (made.folder / "profile.key").write_bytes((tmp_path / "Asha" / "profile.key").read_bytes())
    assert refusal(made) == "profile.key-file-other"
    before = held(made.folder)
    for code in (made.code, other_code):
        with pytest.raises(UserError) as caught:
            recover(made.folder, code, keyring=made.keyring, passphrase=None)
        assert caught.value.code == "profile.key-file-other"
    assert held(made.folder) == before
    made.keyring.delete(other.profile_id)
    assert refusal(made) == "profile.key-file-other"


def test_damaged_key_file_is_refused(made: Made) -> None:
    (made.folder / "profile.key").write_text("{}")
    assert refusal(made) == "vault.keyfile-invalid"


def test_lost_key_file_is_read_from_beside_the_backups(made: Made) -> None:
    (made.folder / "profile.key").unlink()
    open_profile(made.folder, keyring=made.keyring).close()
    (made.folder / "backups" / "profile.key").unlink()
    assert refusal(made) == "vault.keyfile-missing"


def test_newer_profile_is_refused(made: Made) -> None:
    profile = open_profile(made.folder, keyring=made.keyring)
    profile.connect_writer().execute("PRAGMA user_version = 9998")
    profile.close()
    assert refusal(made) == "profile.newer"
    assert refusal(made, rebuild=lambda _: None) == "profile.newer"


def test_older_profile_is_brought_up_to_date_only_where_the_journal_can_be_replayed(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripts = scripts_with_one_more(tmp_path / "migrations")
    monkeypatch.setattr("reviewer_app.store.profile.head", lambda: migration.head(scripts))
    assert refusal(made) == "profile.older"
    rebuilt: list[SqlConnection] = []
    monkeypatch.setattr(
        "reviewer_app.store.profile.migrate",
        lambda folder, key, rebuild: migration.migrate(folder, key, rebuild, scripts=scripts),
    )
    monkeypatch.setattr(
        "reviewer_app.store.profile.refuse_newer",
        lambda folder, revision: migration.refuse_newer(folder, revision, scripts),
    )
    profile = open_profile(made.folder, keyring=made.keyring, rebuild=rebuilt.append)
    assert profile.schema_revision == "9000"
    assert len(rebuilt) == 1
    profile.close()


def test_file_of_another_program_under_the_same_key_is_refused(made: Made) -> None:
    profile = open_profile(made.folder, keyring=made.keyring)
    profile.connect_writer().execute("PRAGMA application_id = 1")
    profile.close()
    assert refusal(made) == "profile.not-a-database"


@pytest.mark.parametrize("service", ["OneDrive - Larkfield", "Dropbox", "Nextcloud"])
def test_profile_in_a_folder_that_is_copied_elsewhere_is_refused(made: Made, service: str) -> None:
    copied = made.folder.parent / service
    with pytest.raises(UserError) as caught:
        create(copied / "new", keyring=made.keyring, passphrase=None, ids=fresh_id)
    assert caught.value.code == "profile.place-cloud"
    assert not copied.exists()
    copied.mkdir()
    moved = made.folder.rename(copied / "Helen Marsh")
    before = held(moved)
    with pytest.raises(UserError) as caught:
        open_profile(moved, keyring=made.keyring)
    assert caught.value.code == "profile.place-cloud"
    assert held(moved) == before


def test_large_file_is_checked_where_it_was_last_written(made: Made) -> None:
    """Reading 505 MB through takes seconds, so at the start only the newest rows are read."""
    profile = open_profile(made.folder, keyring=made.keyring)
    writer = profile.connect_writer()
    writer.execute("BEGIN")
    writer.executemany(
        "INSERT INTO photo_content (digest, value) VALUES (?, randomblob(400000))",
        [(f"{number:064}",) for number in range(45)],
    )
    writer.execute("COMMIT")
    profile.close()
    assert made.path.stat().st_size > 16 * 1024 * 1024
    flip(made.path, -5000)
    assert refusal(made) == "profile.damaged"


def test_database_opened_with_another_writer_leaves_the_key_out_of_the_process_list(
    made: Made,
) -> None:
    profile = open_profile(made.folder, keyring=made.keyring)
    listed = Path("/proc/self/cmdline").read_bytes() + Path("/proc/self/environ").read_bytes()
    assert profile.key.hex().encode() not in listed
    close_writer(connect(profile.path, profile.key, profile.salt))
    profile.close()
