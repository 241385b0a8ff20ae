import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from typer.main import get_command

from reviewer_app.cli import context, run
from reviewer_app.cli.main import app
from reviewer_app.review.session import Session
from tests.cli.conftest import Person


def commands(command: object, *words: str) -> Iterator[tuple[str, ...]]:
    """Give the words of a command and of every one below it."""
    yield words
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(below, *words, name)


def test_help_is_there_for_every_command(helen: Person) -> None:
    every = list(commands(get_command(app)))
    assert {(), ("backup",), ("backup", "create"), ("self-test",), ("team", "setup")} <= set(every)
    for words in every:
        usage, told, *_options = helen.does(*words, "--help").out.strip().split("\n\n")
        assert "Usage" in usage
        assert told.endswith((".", "?")), words


def test_unknown_command_ends_with_two(helen: Person) -> None:
    assert "nonsense" in helen.misused("nonsense")


def test_refusal_is_one_object_where_json_is_asked_for(helen: Person) -> None:
    said = helen.says("review", "show", "nowhere", "--json")
    assert said.code == 1
    assert said.json["error"] == "review.unknown"
    assert said.err.startswith("error[review.unknown]: ")


def test_stopping_leaves_130_and_a_sentence(helen: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_session: Session) -> list[object]:
        raise KeyboardInterrupt

    monkeypatch.setattr(Session, "reviews", stop)
    said = helen.says("review", "list")
    assert (said.code, said.out) == (130, "")
    assert "Stopped" in said.err
    monkeypatch.undo()
    helen.does("review", "list")


def test_bug_is_no_refusal(helen: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_session: Session) -> list[object]:
        raise LookupError("a bug")

    monkeypatch.setattr(Session, "reviews", fail)
    with pytest.raises(LookupError):
        run(["--profile", str(helen.folder), "review", "list"], helen.program)


def test_reader_who_has_seen_enough_causes_no_traceback(tmp_path: Path) -> None:
    command = f"{sys.executable} -m reviewer_app frameworks show quality-assurance | head -1"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, check=False, timeout=60
    )
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


def test_console_that_lacks_a_letter_shows_its_code(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reviewer_app", "--profile", str(tmp_path), "profile", "info"],
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii", "PATH": "/usr/bin", "HOME": str(tmp_path)},
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stderr.startswith(b"error[profile.none]")


def test_result_that_cannot_be_printed_is_said_and_is_no_traceback() -> None:
    with Path("/dev/full").open("wb", buffering=0) as full:
        done = subprocess.run(
            [sys.executable, "-m", "reviewer_app", "frameworks", "list"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith(b"error[output.not-written]")
    assert b"Traceback" not in done.stderr


def test_a_profile_that_is_open_elsewhere_is_waited_for_a_moment(
    helen: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = 0
    elsewhere = helen.program.open(helen.folder)

    class Moment(Event):
        def wait(self, timeout: float | None = None) -> bool:
            nonlocal waits
            assert timeout == pytest.approx(0.2)
            waits += 1
            if waits == 12:
                elsewhere.close()
            return False

    monkeypatch.setattr(context, "Event", Moment)
    said = helen.says("review", "list")
    assert said.code == 1
    assert said.err.startswith("error[profile.already-open]")
    assert "a command that is still running" in said.err
    assert waits == 10
    assert helen.review in helen.does("review", "list").out
    assert waits == 12
