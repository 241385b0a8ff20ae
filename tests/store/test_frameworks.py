"""Frameworks that were added lie inside the encrypted file, word for word."""

from reviewer_app.model.local import AddedFramework
from reviewer_app.store import frameworks
from tests.support import Device


def row(version: str, text: str = "seven green gates") -> AddedFramework:
    return AddedFramework(
        framework="walk", version=version, hash=text[::-1], text=text, added_at=f"2026-11-{version}"
    )


def kept(helen: Device) -> list[tuple[str, str]]:
    found = helen.session.database.ask(frameworks.every).result()
    return [(one.version, one.text) for one in found]


def test_a_version_is_kept_once_and_stays_as_it_was_until_it_is_dropped(helen: Device) -> None:
    local = helen.session.database.local
    for one in (row("12"), row("11", "a gate"), row("12", "another text")):
        local(frameworks.add, one).result()
    assert kept(helen) == [("11", "a gate"), ("12", "seven green gates")]
    local(frameworks.drop, "walk", "11").result()
    local(frameworks.drop, "walk", "13").result()
    assert kept(helen) == [("12", "seven green gates")]


def test_what_was_added_survives_a_restart_and_lies_in_no_file_in_clear(helen: Device) -> None:
    helen.session.database.local(frameworks.add, row("12")).result()
    helen.restarts()
    assert kept(helen) == [("12", "seven green gates")]
    helen.session.close()
    for path in helen.folder.rglob("*"):
        assert not path.is_file() or b"seven green gates" not in path.read_bytes()
