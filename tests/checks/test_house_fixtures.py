"""The fixtures of tests/conftest.py do what they promise, shown by running pytest on small tests."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).parents[1] / "conftest.py"


def outcome(tmp_path: Path, source: str, *options: str, session: bool = True) -> str:
    """Run the tests in `source` under the house's conftest; give what pytest printed."""
    (tmp_path / "conftest.py").write_text(CONFTEST.read_text())
    (tmp_path / "test_small.py").write_text("import logging\nimport pytest\n" + source)
    environment = dict(os.environ, PYTHONPATH=str(CONFTEST.parents[1]))
    if not session:
        environment.pop("REVIEWER_APP_TEST_SESSION", None)
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "--no-qt-log",
            "-p",
            "no:cacheprovider",
            "-q",
            *options,
            str(tmp_path),
        ],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    ).stdout


def closing(printed: str) -> str:
    return re.sub(r" in [\d.]+s.*", "", printed.strip().splitlines()[-1])


def test_unexpected_warning_in_the_log_fails_the_test(tmp_path: Path) -> None:
    printed = outcome(
        tmp_path, "def test_it(): logging.getLogger('a').warning('the %s is full', 'disk')"
    )
    assert "unexpected: WARNING a: the disk is full" in printed
    assert closing(printed) == "1 passed, 1 error"


def test_declared_warning_is_allowed_and_must_come(tmp_path: Path) -> None:
    source = """
def test_it(expect_log) -> None:
    expect_log("disk is full")
    logging.getLogger("a").warning("the disk is full")
def test_other(expect_log) -> None:
    expect_log("disk is full")
"""
    printed = outcome(tmp_path, source)
    assert "expected, but did not come: disk is full" in printed
    assert closing(printed) == "2 passed, 1 error"


def test_message_of_qt_fails_the_test_except_the_one_of_every_offscreen_window(
    tmp_path: Path,
) -> None:
    source = """
from PySide6.QtCore import qWarning
def test_it() -> None: qWarning("QPainter::begin: Paint device returned engine == 0")
def test_other() -> None: qWarning("This plugin does not support propagateSizeHints()")
"""
    printed = outcome(tmp_path, source)
    assert "unexpected: WARNING qt: default: QPainter::begin" in printed
    assert closing(printed) == "2 passed, 1 error"


def test_skipped_test_fails_the_run(tmp_path: Path) -> None:
    printed = outcome(tmp_path, "def test_it(): pytest.skip('no tool')")
    assert "No test may be" in printed


def test_several_at_a_time_are_counted_in_one_closing_line_and_skip_and_warn_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = """
import warnings
def test_it() -> None: pytest.skip("no tool")
def test_other() -> None: logging.getLogger("a").warning("the disk is full")
def test_third() -> None: warnings.warn("old")
def test_fourth(keyring_service) -> None: assert keyring_service
def test_fifth() -> None:
    import os
    assert os.environ["PYTEST_XDIST_WORKER_COUNT"] == "2", "one more than there are cores"
"""
    monkeypatch.setenv("PYTEST_XDIST_AUTO_NUM_WORKERS", "1")
    printed = outcome(tmp_path, source, "-n", "auto", "-W", "error")
    assert "No test may be" in printed
    assert closing(printed) == "1 failed, 3 passed, 1 skipped, 1 error"


def test_what_waits_comes_first_and_all_else_stays_as_it_was(tmp_path: Path) -> None:
    for room in ("checks", "journeys", "ui"):
        (tmp_path / room).mkdir()
        (tmp_path / room / f"test_{room}.py").write_text("def test_it() -> None: pass")
    printed = outcome(tmp_path, "def test_it() -> None: pass", "--collect-only")
    order = [line.split("/")[0] for line in printed.splitlines() if "::" in line]
    assert order == ["journeys", "checks", "test_small.py::test_it", "ui"]


@pytest.mark.parametrize("session", [True, False])
def test_keyring_is_asked_only_inside_the_session(tmp_path: Path, session: bool) -> None:
    source = "def test_it(keyring_service): assert keyring_service\ndef test_other(): pass"
    printed = outcome(tmp_path, source, session=session)
    assert closing(printed) == ("2 passed" if session else "1 passed, 1 error")
    assert ("use make test" in printed) is not session


def test_home_is_never_the_persons_own(tmp_path: Path) -> None:
    source = "import os, tempfile\ndef test_it(): assert os.environ['HOME'].startswith(tempfile.gettempdir())"
    assert closing(outcome(tmp_path, source, session=False)) == "1 passed"
