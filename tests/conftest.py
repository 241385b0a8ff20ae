"""What every test stands on: a home of its own, a log that must stay quiet, and no skipping.

`make test` runs the tests in `.ci/session`, which gives them a real keyring. Outside it the tests that need no
keyring still run, and still touch nothing of the person's.
"""

import gc
import logging
import os
import re
import shutil
import signal
import tempfile
from collections.abc import Callable, Generator, Iterator
from functools import cache

import hypothesis
import pytest
import secretstorage
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from reviewer_app.vault import keyfile, recovery_proof
from reviewer_app.vault.slow_hash import slow_hash
from tests.replaying import replayed_journal

__all__ = ["replayed_journal"]

SESSION = "REVIEWER_APP_TEST_SESSION"
"""Set by `.ci/session` to the temporary home."""

ALWAYS_EXPECTED = ("This plugin does not support propagateSizeHints()",)
"""Qt's offscreen platform says this of every window."""

WAITING = {"bench", "faults", "journeys"}
"""Rooms of tests that spend most of their time waiting: for a window, a key, a disk that is slow on purpose."""

hypothesis.settings.register_profile("default", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "default")


def pytest_configure(config: pytest.Config) -> None:
    """Give the tests a home of their own, Qt no screen, and Ctrl+C its meaning.

    A suite started in the background inherits that Ctrl+C and hanging up are ignored, and hands that on to the commands
    it starts; a person's are not.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if SESSION not in os.environ:
        home = tempfile.mkdtemp(prefix="reviewer-app-tests.")
        config.add_cleanup(lambda: shutil.rmtree(home))
        for name, folder in (
            ("HOME", home),
            ("XDG_CONFIG_HOME", f"{home}/config"),
            ("XDG_DATA_HOME", f"{home}/share"),
            ("XDG_STATE_HOME", f"{home}/state"),
            ("XDG_CACHE_HOME", f"{home}/cache"),
        ):
            os.environ[name] = folder
        # No way to the person's own keyring.
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={home}/no-bus"


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """Run one more test at a time than there are cores: one of them is waiting for a window most of the time."""
    return (yield) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests that wait, so that the others have the cores meanwhile and no long one is left for last."""
    items.sort(key=lambda item: item.path.parent.name not in WAITING)


def pytest_collection_finish() -> None:
    """Leave out what stays until the end, modules and tests, whenever memory is collected."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Count a skipped test as a failure: what was not tried is not known to work."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and reporter.stats.get("skipped"):
        reporter.write_line("\nA test was skipped. No test may be: mend its cause.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def keyring_service() -> str:
    """See that a real, unlocked Secret Service of the tests' own answers; give its collection's name."""
    if SESSION not in os.environ:
        pytest.fail("This test needs a keyring of its own: use make test TESTS=...", pytrace=False)
    with secretstorage.dbus_init() as connection:
        if not secretstorage.check_service_availability(connection):
            pytest.fail("No Secret Service answers: is gnome-keyring installed?", pytrace=False)
        collection = secretstorage.get_default_collection(connection)
        if collection.is_locked():
            pytest.fail(
                "The tests' keyring is locked: .ci/session should unlock it.", pytrace=False
            )
        return str(collection.get_label())


@pytest.fixture(scope="session", autouse=True)
def what_was_hashed_is_known() -> Iterator[None]:
    """Hash the same words with the same salt, slow on purpose, once in a run: most profiles are copies of a few."""
    with pytest.MonkeyPatch.context() as patch:
        for room in (keyfile, recovery_proof):
            patch.setattr(room, "slow_hash", cache(slow_hash))
        yield


class LogWatch(logging.Handler):
    """Keeps every record from WARNING up, and what a test said it expects."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []
        self.expected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record as one line."""
        self.messages.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def complaints(self) -> list[str]:
        """Say what came without being expected, and what was expected and did not come."""
        unexpected = [
            f"unexpected: {message}"
            for message in self.messages
            if not any(re.search(pattern, message) for pattern in self.expected)
            and not message.endswith(ALWAYS_EXPECTED)
        ]
        missing = [
            f"expected, but did not come: {pattern}"
            for pattern in self.expected
            if not any(re.search(pattern, message) for message in self.messages)
        ]
        return unexpected + missing


LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def log_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Pass a message of Qt on to the log, so that one rule covers both."""
    logging.getLogger("qt").log(LEVELS[kind], "%s: %s", context.category, message)


@pytest.fixture(autouse=True)
def log_watch() -> Iterator[LogWatch]:
    """Fail the test if anything unexpected was logged from WARNING up, by Python or by Qt."""
    watch = LogWatch()
    root = logging.getLogger()
    root.addHandler(watch)
    before = qInstallMessageHandler(log_qt_message)
    yield watch
    qInstallMessageHandler(before)
    root.removeHandler(watch)
    if complaints := watch.complaints():
        pytest.fail("The log must stay quiet.\n" + "\n".join(complaints), pytrace=False)


@pytest.fixture
def expect_log(log_watch: LogWatch) -> Callable[[str], None]:
    """Declare a record that must come: `expect_log(r"WARNING .*: the disk is full")`, a regular expression."""
    return log_watch.expected.append
