import base64
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import ClassVar

import keyring as library
import pytest
import secretstorage
from keyring.backend import KeyringBackend
from keyring.backends import SecretService

from reviewer_app.errors import UserError
from reviewer_app.vault.keyring import LARGEST_SECRET, SERVICE, Keyring, system_keyring
from tests.vault.desktop import Desktop

KEY = bytes(range(32))
ROOT = Path(__file__).resolve().parents[2]


def made(backend: type[KeyringBackend]) -> KeyringBackend:
    return backend()


@pytest.fixture
def unlocked(desktop: Desktop) -> Desktop:
    desktop.start_bus()
    desktop.start_keyring(unlocked=True)
    return desktop


def test_a_key_comes_back_in_a_later_session(unlocked: Desktop) -> None:
    keyring = system_keyring()
    assert keyring.name == "Secret Service"
    keyring.put("profile-1", KEY)

    unlocked.end_session()
    unlocked.start_bus()
    unlocked.start_keyring(unlocked=True)

    assert system_keyring().get("profile-1") == KEY


def test_a_later_secret_takes_the_place_of_an_earlier_one(unlocked: Desktop) -> None:
    keyring = system_keyring()
    keyring.put("profile-1", KEY)
    keyring.put("profile-1", KEY[::-1])
    assert keyring.get("profile-1") == KEY[::-1]


def test_names_are_kept_apart(unlocked: Desktop) -> None:
    keyring = system_keyring()
    keyring.put("profile-1", KEY)
    keyring.put("store north", b"name\0password")
    keyring.delete("profile-1")
    assert keyring.get("profile-1") is None
    assert keyring.get("store north") == b"name\0password"


def test_a_lost_entry_is_told_as_nothing(unlocked: Desktop) -> None:
    keyring = system_keyring()
    keyring.put("profile-1", KEY)
    with closing(secretstorage.dbus_init()) as bus:
        for item in secretstorage.Collection(bus).get_all_items():
            item.delete()
    assert keyring.get("profile-1") is None
    keyring.delete("profile-1")


def test_a_damaged_entry_is_told(unlocked: Desktop) -> None:
    made(SecretService.Keyring).set_password(SERVICE, "profile-1", "not base64!")
    with pytest.raises(UserError) as told:
        system_keyring().get("profile-1")
    assert told.value.code == "vault.keyring-damaged"


def test_the_largest_secret_fits_windows(unlocked: Desktop) -> None:
    keyring = system_keyring()
    keyring.put("store north", bytes(LARGEST_SECRET))
    assert keyring.get("store north") == bytes(LARGEST_SECRET)
    assert len(base64.b64encode(bytes(LARGEST_SECRET)).decode().encode("utf-16-le")) <= 2560
    with pytest.raises(ValueError, match="900"):
        keyring.put("store north", bytes(LARGEST_SECRET + 1))


def test_a_keyring_locked_since_login_is_refused_without_waiting(unlocked: Desktop) -> None:
    system_keyring().put("profile-1", KEY)
    unlocked.end_session()
    unlocked.start_bus()
    unlocked.start_keyring(unlocked=False)

    # In a process of its own, so that a question nobody answers fails here instead of hanging.
    asked = subprocess.run(
        [sys.executable, "-c", "from reviewer_app.vault.keyring import *; system_keyring()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "error[vault.keyring-locked]" in asked.stderr


@pytest.mark.parametrize(
    "ask",
    [
        lambda keyring: keyring.get("profile-1"),
        lambda keyring: keyring.put("profile-1", KEY),
        lambda keyring: keyring.delete("profile-1"),
    ],
    ids=["get", "put", "delete"],
)
def test_a_keyring_locked_meanwhile_is_refused(
    unlocked: Desktop, ask: Callable[[Keyring], object]
) -> None:
    keyring = system_keyring()
    keyring.put("profile-1", KEY)
    unlocked.lock()
    with pytest.raises(UserError) as told:
        ask(keyring)
    assert told.value.code == "vault.keyring-locked"


def code_without_keyring() -> str:
    with pytest.raises(UserError) as told:
        system_keyring()
    return told.value.code


def test_no_session_bus_is_no_keyring(desktop: Desktop) -> None:
    assert code_without_keyring() == "vault.keyring-none"


def test_a_bus_without_the_service_is_no_keyring(desktop: Desktop) -> None:
    desktop.start_bus()
    assert code_without_keyring() == "vault.keyring-none"


def test_a_service_whose_keyring_was_never_made_is_no_keyring(desktop: Desktop) -> None:
    desktop.start_bus()
    desktop.start_keyring(unlocked=False)
    assert code_without_keyring() == "vault.keyring-none"


def test_a_service_that_ends_meanwhile_is_no_keyring(unlocked: Desktop) -> None:
    keyring = system_keyring()
    unlocked.end_session()
    with pytest.raises(UserError) as told:
        keyring.get("profile-1")
    assert told.value.code == "vault.keyring-none"


class PlainTextKeyring(KeyringBackend):
    """What an installed plain-text backend looks like: it outbids all others."""

    priority = 99
    kept: ClassVar[dict[tuple[str, str], str]] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.mark.parametrize(
    "other",
    [
        "keyring.backends.null.Keyring",
        "keyring.backends.chainer.ChainerBackend",
        f"{PlainTextKeyring.__module__}.PlainTextKeyring",
    ],
)
def test_a_backend_named_in_the_environment_counts_as_none(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", other)
    monkeypatch.setattr("keyring.core._keyring_backend", made(PlainTextKeyring))
    assert code_without_keyring() == "vault.keyring-none"


def test_a_plain_text_backend_is_passed_over_for_the_real_one(
    unlocked: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("keyring.core._keyring_backend", made(PlainTextKeyring))
    assert isinstance(library.get_keyring(), PlainTextKeyring)
    system_keyring().put("profile-1", KEY)
    assert PlainTextKeyring.kept == {}
    assert made(SecretService.Keyring).get_password(SERVICE, "profile-1") is not None


class DeafKeyring(PlainTextKeyring):
    """KWallet's way: what the wallet answers is not looked at."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


def test_a_key_that_was_not_kept_is_told() -> None:
    with pytest.raises(UserError) as told:
        Keyring(made(DeafKeyring), "KWallet").put("profile-1", KEY)
    assert told.value.code == "vault.keyring-refused"
