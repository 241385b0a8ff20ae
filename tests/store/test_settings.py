"""Settings and secrets lie inside the encrypted file."""

import pytest
from sqlalchemy import Connection

from reviewer_app.model.changes import Json
from reviewer_app.store import settings
from tests.support import Device


@pytest.mark.parametrize("value", ["dark", 2, 1.5, True, None, ["a", {"b": 1}], "“quoted”"])
def test_setting_comes_back_as_it_was_put(helen: Device, value: Json) -> None:
    helen.session.set_setting("theme", value).result()
    assert helen.session.setting("theme") == value
    assert helen.session.settings()["theme"] == value


def test_latest_setting_wins_and_a_dropped_one_is_gone(helen: Device) -> None:
    helen.session.set_setting("theme", "dark").result()
    helen.session.set_setting("theme", "light").result()
    assert helen.session.setting("theme") == "light"
    helen.session.database.local(settings.drop, "theme").result()
    assert helen.session.setting("theme") is None


def test_secret_is_kept_replaced_and_forgotten(helen: Device) -> None:
    def play(connection: Connection) -> list[bytes | None]:
        found = []
        settings.put_secret(connection, "key", b"\x00one")
        found.append(settings.get_secret(connection, "key"))
        settings.put_secret(connection, "key", b"two")
        found.append(settings.get_secret(connection, "key"))
        settings.drop_secret(connection, "key")
        return [*found, settings.get_secret(connection, "key")]

    assert helen.session.database.local(play).result() == [b"\x00one", b"two", None]


def test_secret_lies_in_no_file_in_clear(helen: Device) -> None:
    helen.session.database.local(settings.put_secret, "key", b"seven green gates").result()
    helen.session.close()
    for path in helen.folder.rglob("*"):
        assert not path.is_file() or b"seven green gates" not in path.read_bytes()
