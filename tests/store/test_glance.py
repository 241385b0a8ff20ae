import subprocess
import sys
from pathlib import Path

from reviewer_app.app import Program
from reviewer_app.store.glance import settings_at_a_glance
from reviewer_app.vault.keyring import Keyring
from tests.store.keyrings import MemoryBackend, keyring_over
from tests.support import Blank


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def open_and_set(blank: Blank) -> str:
    """Keep a setting, close in order; gives the profile's id."""
    session = Program(keyring=lambda: blank.keyring).open(blank.folder)
    session.set_setting("glance", {"says": "Wednesday"}).result()
    session.close()
    return session.profile.profile_id


def test_after_an_orderly_close_the_settings_are_read(blank_profile: Blank) -> None:
    open_and_set(blank_profile)
    found = settings_at_a_glance(blank_profile.folder, blank_profile.keyring)
    assert found is not None
    assert found["glance"] == {"says": "Wednesday"}


def test_a_glance_writes_nothing(blank_profile: Blank) -> None:
    open_and_set(blank_profile)
    before = files_of(blank_profile.folder)
    assert settings_at_a_glance(blank_profile.folder, blank_profile.keyring)
    assert files_of(blank_profile.folder) == before


def test_there_is_none_while_it_is_open_elsewhere_or_was_not_closed_in_order(
    blank_profile: Blank,
) -> None:
    session = Program(keyring=lambda: blank_profile.keyring).open(blank_profile.folder)
    session.set_setting("glance", 1).result()
    assert settings_at_a_glance(blank_profile.folder, blank_profile.keyring) is None
    session.close()
    assert settings_at_a_glance(blank_profile.folder, blank_profile.keyring) is not None


def test_there_is_none_without_the_right_key_and_nothing_is_harmed(blank_profile: Blank) -> None:
    profile_id = open_and_set(blank_profile)
    before = files_of(blank_profile.folder)
    assert settings_at_a_glance(blank_profile.folder, None) is None
    assert settings_at_a_glance(blank_profile.folder, keyring_over(MemoryBackend())) is None
    wrong = keyring_over(MemoryBackend())
    wrong.put(profile_id, bytes(32))
    assert settings_at_a_glance(blank_profile.folder, wrong) is None
    assert files_of(blank_profile.folder) == before


def test_there_is_none_of_what_is_no_profile(tmp_path: Path) -> None:
    assert settings_at_a_glance(tmp_path, keyring_over(MemoryBackend())) is None
    (tmp_path / "profile.db").write_bytes(b"no database")
    for key_file in (
        b"",
        b"[]",
        b'{"profile_id": "p", "salt": 3}',
        b'{"profile_id": "p", "salt": "%%"}',
    ):
        (tmp_path / "profile.key").write_bytes(key_file)
        keyring: Keyring = keyring_over(MemoryBackend())
        keyring.put("p", bytes(32))
        assert settings_at_a_glance(tmp_path, keyring) is None


def test_nothing_that_takes_long_is_imported_for_it() -> None:
    heavy = "sqlalchemy", "sqlmodel", "pydantic", "alembic"
    look = f"import sys, reviewer_app.store.glance; print([one for one in {heavy} if one in sys.modules])"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
