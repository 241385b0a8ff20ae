import hashlib
import json
import os
import stat
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.errors import UserError
from reviewer_app.model.canonical import canonical
from reviewer_app.vault.keyfile import KeyFile
from reviewer_app.vault.recovery import RecoveryCode

KEY = bytes(range(32))
SALT = bytes(range(100, 116))
CODE = RecoveryCode(bytes(range(16)))
PASSPHRASE = "four blue chairs café"

WITH_BOTH = KeyFile.seal("profile-1", KEY, SALT, recovery=CODE, passphrase=PASSPHRASE)
WITH_CODE = KeyFile.seal("profile-1", KEY, SALT, recovery=CODE, passphrase=None)


def code_of(refused: Callable[[], object]) -> str:
    with pytest.raises(UserError) as told:
        refused()
    assert told.value.happened
    assert told.value.remedy
    return told.value.code


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "profile.key"


def document_of(key_file: KeyFile, path: Path) -> dict[str, Any]:
    key_file.write(path)
    document: dict[str, Any] = json.loads(path.read_bytes())
    return document


def write_document(path: Path, document: dict[str, Any]) -> None:
    """Write a document whose digest is right, whatever else is wrong with it."""
    document.pop("digest", None)
    digest = hashlib.sha256(canonical(document)).hexdigest()
    path.write_bytes(canonical({**document, "digest": digest}))


def test_the_printed_code_opens_it_after_a_restart(path: Path) -> None:
    WITH_BOTH.write(path)
    key_file = KeyFile.read(path)
    assert key_file == WITH_BOTH
    assert (key_file.profile_id, key_file.salt) == ("profile-1", SALT)
    assert key_file.open_with_recovery(RecoveryCode.parse(str(CODE).lower())) == KEY


def test_the_passphrase_opens_it_however_its_accents_arrive() -> None:
    assert WITH_BOTH.has_passphrase
    assert WITH_BOTH.open_with_passphrase(PASSPHRASE) == KEY
    assert WITH_BOTH.open_with_passphrase("four blue chairs cafe\u0301") == KEY


def test_another_code_or_passphrase_does_not() -> None:
    other = RecoveryCode(bytes(16))
    assert code_of(lambda: WITH_BOTH.open_with_recovery(other)) == "vault.recovery-code-wrong"
    for wrong in ("four blue chairs cafe", "", "\ud800"):
        assert code_of(partial(WITH_BOTH.open_with_passphrase, wrong)) == "vault.passphrase-wrong"


def test_without_a_passphrase_none_opens_it() -> None:
    assert not WITH_CODE.has_passphrase
    assert code_of(lambda: WITH_CODE.open_with_passphrase(PASSPHRASE)) == "vault.passphrase-unset"


def test_a_short_passphrase_is_refused_when_set() -> None:
    # Eleven characters once composed, twelve as typed.
    short = "chairs cafe\u0301"
    assert code_of(lambda: WITH_CODE.with_passphrase(KEY, short)) == "vault.passphrase-short"
    assert (
        code_of(lambda: KeyFile.seal("p", KEY, SALT, recovery=CODE, passphrase=short))
        == "vault.passphrase-short"
    )


def test_changing_the_passphrase_leaves_the_code_and_ends_the_old_one() -> None:
    changed = WITH_BOTH.with_passphrase(KEY, "three green tables")
    assert changed.open_with_passphrase("three green tables") == KEY
    assert changed.open_with_recovery(CODE) == KEY
    assert code_of(lambda: changed.open_with_passphrase(PASSPHRASE)) == "vault.passphrase-wrong"
    assert not changed.with_passphrase(KEY, None).has_passphrase
    with pytest.raises(ValueError, match="own profile"):
        WITH_BOTH.with_passphrase(bytes(32), PASSPHRASE)


@given(st.binary(min_size=32, max_size=32))
def test_only_its_own_key_matches(key: bytes) -> None:
    assert WITH_BOTH.matches(key) == (key == KEY)
    assert WITH_BOTH.matches(KEY)


def test_the_key_is_nowhere_in_the_file_or_in_repr(path: Path) -> None:
    WITH_BOTH.write(path)
    content = path.read_bytes()
    document = json.dumps(document_of(WITH_BOTH, path))
    for secret in (KEY, KEY[:8], CODE.secret, PASSPHRASE.encode()):
        assert secret not in content
        assert secret.hex() not in document
    assert repr(WITH_BOTH).count("=") == 3  # format, version, profile id
    assert "profile-1" in repr(WITH_BOTH)


def test_no_two_sealings_share_salt_nonce_or_bytes(path: Path) -> None:
    again = KeyFile.seal("profile-1", KEY, SALT, recovery=CODE, passphrase=PASSPHRASE)
    sealings = [
        document_of(key_file, path)[by]
        for key_file in (WITH_BOTH, again)
        for by in ("recovery", "passphrase")
    ]
    for field in ("salt", "nonce", "sealed"):
        assert len({sealing[field] for sealing in sealings}) == 4


def test_the_cost_is_recorded(path: Path) -> None:
    sealing = document_of(WITH_CODE, path)["recovery"]
    cost = (sealing["kdf"], sealing["memory_kib"], sealing["passes"], sealing["lanes"])
    assert cost == ("argon2id", 65_536, 3, 1)


@pytest.mark.parametrize("change", ["profile", "salt"])
def test_a_sealed_key_opens_for_its_own_profile_only(path: Path, change: str) -> None:
    document = document_of(WITH_BOTH, path)
    if change == "profile":
        document["profile_id"] = "profile-2"
    else:
        document["salt"] = document["recovery"]["salt"]
    write_document(path, document)
    moved = KeyFile.read(path)
    assert code_of(lambda: moved.open_with_recovery(CODE)) == "vault.recovery-code-wrong"


def test_a_sealed_key_opens_in_its_own_place_only(path: Path) -> None:
    document = document_of(WITH_BOTH, path)
    document["passphrase"] = document["recovery"]
    write_document(path, document)
    # The very bytes it was sealed by, told in the other place.
    told = code_of(lambda: KeyFile.read(path).open_with_passphrase(CODE.secret.decode()))
    assert told == "vault.passphrase-wrong"


@pytest.mark.parametrize(
    ("field", "cost"),
    [
        ("memory_kib", 100 * 1024 * 1024),
        ("memory_kib", 8),
        ("memory_kib", -1),
        ("passes", 11),
        ("passes", 2),
        ("lanes", 0),
        ("lanes", 1000),
        ("kdf", "scrypt"),
        ("memory_kib", "65536"),
        ("memory_kib", 65_536.0),
    ],
)
def test_an_unheard_of_cost_is_refused_before_it_is_paid(
    path: Path, field: str, cost: object
) -> None:
    document = document_of(WITH_BOTH, path)
    document["recovery"][field] = cost
    write_document(path, document)
    assert code_of(lambda: KeyFile.read(path)) == "vault.keyfile-invalid"


def test_every_flipped_bit_is_noticed_before_a_code_is_asked_for(path: Path) -> None:
    WITH_BOTH.write(path)
    content = path.read_bytes()
    for place in range(len(content) - 1):
        flipped = bytearray(content)
        flipped[place] ^= 1 << place % 8
        path.write_bytes(flipped)
        told = code_of(lambda: KeyFile.read(path))
        assert told in {"vault.keyfile-invalid", "vault.keyfile-newer"}, place


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 60_000,
        b" " * 65_537,
        b'{"format":"reviewer-app card"}',
        b'{"format":"reviewer-app key file","version":1}',
        b'{"format":"reviewer-app key file","version":"2"}',
    ],
)
def test_what_is_no_key_file_is_told(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert code_of(lambda: KeyFile.read(path)) == "vault.keyfile-invalid"


@pytest.mark.parametrize("field", ["salt", "recovery", "passphrase", "check_value", "profile_id"])
def test_a_missing_field_is_told(path: Path, field: str) -> None:
    document = document_of(WITH_BOTH, path)
    del document[field]
    write_document(path, document)
    assert code_of(lambda: KeyFile.read(path)) == "vault.keyfile-invalid"


def test_a_newer_format_is_told_whatever_else_it_holds(path: Path) -> None:
    path.write_text('{"format": "reviewer-app key file", "version": 2, "hybrid": []}')
    assert code_of(lambda: KeyFile.read(path)) == "vault.keyfile-newer"


def test_a_missing_file_and_one_the_system_refuses_are_told(tmp_path: Path) -> None:
    assert code_of(lambda: KeyFile.read(tmp_path / "none")) == "vault.keyfile-missing"
    assert code_of(lambda: KeyFile.read(tmp_path)) == "vault.keyfile-unreadable"
    assert code_of(lambda: WITH_CODE.write(tmp_path / "none" / "x")) == "vault.keyfile-not-written"


def test_the_file_is_its_owners_only(path: Path) -> None:
    path.write_text("an older one, readable by all")
    path.chmod(0o644)
    WITH_CODE.write(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_a_write_that_breaks_off_leaves_the_earlier_file_whole(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    WITH_BOTH.write(path)

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(step, full)
    assert code_of(lambda: WITH_CODE.write(path)) == "vault.keyfile-not-written"
    assert KeyFile.read(path) == WITH_BOTH
    assert list(path.parent.iterdir()) == [path]


def test_the_bytes_are_on_the_disk_before_the_name_is(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    real_fsync, real_replace = os.fsync, Path.replace

    def fsync(descriptor: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        real_fsync(descriptor)

    def replace(temporary: Path, target: Path) -> Path:
        steps.append("name")
        return real_replace(temporary, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    WITH_CODE.write(path)
    assert steps == ["file", "name", "folder"]


@pytest.mark.parametrize(("key", "salt"), [(bytes(31), SALT), (KEY, bytes(15))])
def test_a_key_or_salt_of_another_length_is_a_bug(key: bytes, salt: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        KeyFile.seal("profile-1", key, salt, recovery=CODE, passphrase=None)
