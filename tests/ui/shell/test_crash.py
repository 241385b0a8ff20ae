"""A bug: what can be saved is saved, the report stays here and holds nothing that was typed."""

import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from reviewer_app.ui.shell.crash import KEPT, CrashHandler, shortened
from reviewer_app.ui.shell.window import MainWindow
from reviewer_app.ui.theme import Theme
from tests.ui.support import wait_until

TYPED = "Callum in 4B hit another pupil"


class Watched:
    """A handler in force, and what it did."""

    def __init__(self, folder: Path) -> None:
        self.saved = 0
        self.crashes: list[tuple[object, str]] = []
        now = datetime(2026, 11, 18, 12, 31, tzinfo=UTC)
        self.handler = CrashHandler(folder, self._save, lambda: now)
        self.handler.crashed.connect(lambda path, report: self.crashes.append((path, report)))
        self.handler.install()

    def _save(self) -> None:
        self.saved += 1


@pytest.fixture
def watched(tmp_path: Path, theme: Theme) -> Iterator[Watched]:
    made = Watched(tmp_path / "reports")
    yield made
    made.handler.remove()


def fail_with_typed_words() -> None:
    raise ValueError(TYPED)


def on_another_thread(run: Callable[[], None]) -> None:
    thread = threading.Thread(target=run, name="errand")
    thread.start()
    thread.join()


def raise_into_hook() -> None:
    try:
        fail_with_typed_words()
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)


@pytest.mark.parametrize("place", ["window", "thread"])
def test_a_bug_saves_first_and_leaves_a_report_without_what_was_typed(
    watched: Watched, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if place == "window":
        raise_into_hook()
    else:
        on_another_thread(fail_with_typed_words)
    wait_until(lambda: bool(watched.crashes))
    path, report = watched.crashes[0]
    assert watched.saved == 1
    assert isinstance(path, Path)
    assert path.read_text(encoding="utf-8") == report
    assert "ValueError" in report
    assert "fail_with_typed_words" in report
    assert TYPED not in report
    assert TYPED not in capsys.readouterr().err


def test_a_disk_that_refuses_the_report_still_shows_it(tmp_path: Path, theme: Theme) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    watched = Watched(blocked)
    raise_into_hook()
    wait_until(lambda: bool(watched.crashes))
    watched.handler.remove()
    assert watched.crashes[0][0] is None
    assert "ValueError" in watched.crashes[0][1]


def test_old_reports_go(watched: Watched, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for day in range(10, 25):
        (folder / f"report-202510{day}-090000-000000.txt").write_text("old", encoding="utf-8")
    raise_into_hook()
    wait_until(lambda: bool(watched.crashes))
    assert len(list(folder.glob("report-*.txt"))) == KEPT


def test_a_report_names_no_folder_of_a_person() -> None:
    assert shortened("/home/helen.marsh/x/reviewer_app/ui/start.py") == "reviewer_app/ui/start.py"
    assert shortened("/home/helen.marsh/other.py") == "other.py"


def test_the_report_can_be_read_in_full_in_the_window(theme: Theme) -> None:
    window = MainWindow(theme)
    window.furnish()
    window.show()
    window.notices.crashed(None, "all of it\nand the end\n")
    window.notices.notice.acted.emit()
    assert window.notices.crash_report.isVisible()
    assert window.notices.crash_report.report.toPlainText() == "all of it\nand the end\n"
    QTimer.singleShot(0, window.close)
    wait_until(lambda: not window.isVisible())
    window.deleteLater()
