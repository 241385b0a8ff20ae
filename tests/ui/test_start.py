"""Starting: what is wrong with the command line is said before there is a window."""

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from reviewer_app.__main__ import wants_window
from reviewer_app.durable import read_at_most
from reviewer_app.ui.start import start_window, window_options, window_version
from tests.checks import source
from tests.ui.support import PASSPHRASE, make_bridge

OF_QT = ("PySide6", "reviewer_app.ui")
OURS = ("PySide6", "reviewer_app")

FURNISHED = """
import sys
from PySide6.QtWidgets import QApplication
from reviewer_app.ui.shell.window import MainWindow
from reviewer_app.ui.theme import Theme
application = QApplication([])
theme = Theme()
theme.apply(application, "light")
MainWindow(theme).furnish()
print(sorted(set(sys.modules) & {"sqlalchemy", "sqlmodel", "reviewer_app.model.nouns"}))
"""

IMPORTED = """
import json, sys, threading
from PySide6.QtCore import QTimer
from reviewer_app.ui.shell.page_list import EVERY_PAGE, module_of
from reviewer_app.ui.start import application, start_window
seen = []
def watch(event, arguments):
    if event == "import":
        seen.append((threading.current_thread().name, arguments[0]))
sys.addaudithook(watch)
look = QTimer()
look.timeout.connect(
    lambda: {*map(module_of, EVERY_PAGE)} <= set(sys.modules) and application().quit()
)
application()
look.start(20)
start_window(sys.argv[1:])
print(json.dumps(seen))
"""


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "file.unreadable"),
        (b"\xff\xfe\x00", "file.not-text"),
        (b"a" * 64_001, "file.over-limit"),
    ],
)
def test_a_passphrase_file_that_cannot_be_read_ends_with_one_and_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, code: str
) -> None:
    file = tmp_path / "passphrase"
    if content is not None:
        file.write_bytes(content)
    assert start_window(["--passphrase-file", str(file)]) == 1
    assert f"error[{code}]" in capsys.readouterr().err


def test_a_pipe_that_nothing_comes_from_does_not_keep_the_start_waiting(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    impatient = partial(read_at_most, patience=0.1)
    monkeypatch.setattr("reviewer_app.store.files.read_at_most", impatient)
    silent = os.open(pipe, os.O_RDWR)
    try:
        assert start_window(["--passphrase-file", str(pipe)]) == 1
    finally:
        os.close(silent)
    assert "error[file.unreadable]" in capsys.readouterr().err


def test_a_profile_without_a_name_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        start_window(["--profile", ""])
    assert ended.value.code == 2
    assert "Name a folder." in capsys.readouterr().err


def test_the_window_takes_its_own_options_only() -> None:
    assert wants_window(["--profile", "folder", "--open=r1/notes/a1", "--temp"])
    assert not wants_window(["review", "list"])
    assert not wants_window(["--profile"])
    options = window_options().parse_args(["--open", "r1/notes/a1"])
    assert options.open == "r1/notes/a1"


@pytest.mark.parametrize(
    ("display", "code"), [(None, "window.no-display"), (":9999", "window.not-opened")]
)
def test_without_a_display_the_program_says_so_in_its_own_words_and_leaves_nothing(
    tmp_path: Path, display: str | None, code: str
) -> None:
    away = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    environment = {name: value for name, value in os.environ.items() if name not in away}
    environment["TMPDIR"] = str(tmp_path)
    if display is not None:
        environment["DISPLAY"] = display
    started = subprocess.run(
        [sys.executable, "-m", "reviewer_app", "--temp"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (started.returncode, started.stdout) == (1, "")
    [said] = started.stderr.splitlines()
    assert said.startswith(f"error[{code}]: ")
    assert (display or "no display") in said
    assert list(tmp_path.iterdir()) == []


def test_what_qt_says_while_the_application_is_made_is_still_heard() -> None:
    hears = (
        "from PySide6.QtCore import qInstallMessageHandler;"
        "from reviewer_app.ui.start import application;"
        "qInstallMessageHandler(lambda kind, context, message: print(message));"
        "application()"
    )
    started = subprocess.run(
        [sys.executable, "-c", hears],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_STYLE_OVERRIDE": "nothing-known"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "nothing-known" in started.stdout


def test_an_empty_window_is_furnished_without_what_reads_a_review() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", FURNISHED],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(source.ROOT)},
    )
    assert (ended.returncode, ended.stdout) == (0, "[]\n"), ended.stderr


def test_what_may_make_a_class_of_qts_is_imported_on_the_windows_thread_alone(
    tmp_path: Path,
) -> None:
    made = make_bridge(tmp_path)
    review = made.opened.id
    made.close()
    passphrase = tmp_path / "passphrase"
    passphrase.write_text(PASSPHRASE)
    ended = subprocess.run(
        [
            *(sys.executable, "-c", IMPORTED, "--profile", str(tmp_path / "profile")),
            *("--passphrase-file", str(passphrase), "--open", review),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(source.ROOT), "QT_QPA_PLATFORM": "offscreen"},
    )
    assert ended.returncode == 0, ended.stderr
    seen = [(thread, name) for thread, name in json.loads(ended.stdout) if name.startswith(OURS)]
    assert [one for one in seen if one[0] != "MainThread" and one[1].startswith(OF_QT)] == []
    after = max(at for at, (thread, _name) in enumerate(seen) if thread == "importer")
    left = {name for _thread, name in seen[after + 1 :]}
    assert "reviewer_app.ui.components.form_parts" in left
    # Whatever a page stands on was there before it: no step on the window's thread is long.
    assert {name for name in left if not name.startswith(OF_QT)} == set()


def test_no_display_is_said_where_the_window_is_checked() -> None:
    assert "no window can open" in window_version()
