"""Commands as processes of their own, stopped as a terminal or the system stops them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reviewer_app.cli import stopping
from reviewer_app.cli.stopping import stoppable

COMMAND = (sys.executable, "-m", "reviewer_app")


def started(*arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


@pytest.mark.parametrize("after", [0.1, 0.2, 0.3, 0.4, 0.5])
def test_ctrl_c_while_the_program_loads_ends_it_quietly(after: float) -> None:
    process = started("frameworks", "list")
    time.sleep(after)
    # A program in a terminal is stopped with all it started.
    os.killpg(process.pid, signal.SIGINT)
    code, out, err = ended(process)
    # A very slow computer may not have come to the program's own first line yet.
    assert code in (130, -signal.SIGINT)
    assert out == ""
    assert "Traceback" not in err


def playing(out: Path) -> subprocess.Popen[str]:
    """A demo, once it has begun to write."""
    process = started("demo", out)
    deadline = time.monotonic() + 60
    while not list(out.glob("profiles/*/profile.db")):
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.02)
    return process


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_demo_that_is_stopped_leaves_nothing(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    process = playing(tmp_path / "not" / "made")
    os.killpg(process.pid, number)
    assert ended(process) == (code, "", "Stopped; nothing is half done.\n")
    assert list(tmp_path.iterdir()) == []


def test_demo_stopped_impatiently_leaves_what_was_there_before(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("kept")
    process = playing(tmp_path)
    time.sleep(2)
    for _ in range(3):
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(0.02)
    assert ended(process)[0] == 130
    assert [one.name for one in tmp_path.iterdir()] == ["mine.txt"]


def test_request_that_was_not_heard_can_be_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with stoppable():
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
        monkeypatch.setattr(stopping, "PATIENCE", 0.0)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_what_the_caller_ignores_stays_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stoppable():
            signal.raise_signal(signal.SIGHUP)
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
