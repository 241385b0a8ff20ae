import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from reviewer_app.cli import run, selftest
from reviewer_app.errors import UserError
from reviewer_app.review import exchange
from tests.cli.conftest import Person


def checks(person: Person) -> dict[str, bool]:
    said = person.says("self-test", "--json")
    found = {one["name"]: one["green"] for one in said.json["checks"]}
    assert (said.code == 0) == all(found.values()) == said.json["green"]
    return found


def test_green_where_everything_works(helen: Person) -> None:
    found = checks(helen)
    assert len(found) == 5
    assert all(found.values())


@pytest.fixture
def chain_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last check takes its seconds; the others are tried without it."""
    monkeypatch.setattr(selftest, "_chain", lambda _context: "")


@pytest.mark.usefixtures("chain_left_out")
def test_red_where_the_clock_is_years_behind(helen: Person) -> None:
    helen.clock.now = datetime(2001, 1, 1, tzinfo=UTC)
    found = checks(helen)
    assert found["Clock"] is False
    assert "RED" in helen.says("self-test").out


@pytest.mark.usefixtures("chain_left_out")
def test_red_where_the_disk_is_full(helen: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(helen.folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=1000))
    assert checks(helen)["Disk"] is False


def test_red_where_a_note_does_not_arrive(helen: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "gather", lambda *_arguments: None)
    found = checks(helen)
    assert [name for name, green in found.items() if not green] == [
        "Database, report, signature, exchange"
    ]


def test_red_where_a_part_of_the_program_is_missing(
    helen: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_arguments: object) -> None:
        raise ImportError("no such library")

    monkeypatch.setattr(exchange, "hand_over", missing)
    said = helen.says("self-test")
    assert said.code == 1
    assert "ImportError: no such library" in said.out


@pytest.mark.usefixtures("chain_left_out")
def test_red_where_the_window_does_not_draw(
    helen: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> str:
        raise UserError("profile.none", folder="x")

    assert run(["self-test"], replace(helen.program), window_check=broken) == 1
    assert "RED  Drawing" in capsys.readouterr().out
