"""Unlocking: every way in, and never a dead end."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from reviewer_app.app import Program
from reviewer_app.errors import CATALOGUE, UserError
from reviewer_app.review import recovery
from reviewer_app.review.session import Session
from reviewer_app.ui.pages.unlock import Unlock
from reviewer_app.ui.shell.errands import Errands
from reviewer_app.ui.theme import Theme
from tests.ui.support import PASSPHRASE, wait_until

NEW = "four lamps in the far meadow"
PARAMETERS = {"folder": "notes", "path": "notes", "service": "S", "reason": "r", "shortest": 12}


def no_keyring() -> None:
    """Say that there is none."""


class Shown:
    """The page on a profile that exists, and the session that came of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.program = Program(keyring=no_keyring)
        session, code = self.program.create(folder, passphrase=PASSPHRASE)
        session.become("Helen")
        session.close()
        self.code = str(code)
        self.errands = Errands()
        self.sessions: list[Session] = []
        self.show(UserError("profile.passphrase-needed", folder=folder))

    def show(self, error: UserError) -> Unlock:
        self.page = Unlock(self.program, self.folder, self.errands, error)
        self.page.opened.connect(self.sessions.append)
        self.page.show()
        QCoreApplication.processEvents()
        return self.page

    def close(self) -> None:
        self.errands.close()
        for session in self.sessions:
            session.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def shown(tmp_path: Path, theme: Theme) -> Iterator[Shown]:
    made = Shown(tmp_path / "profile")
    yield made
    made.close()


def test_the_passphrase_opens(shown: Shown) -> None:
    shown.page.passphrase.line.setText("not this one at all")
    shown.page.go.click()
    wait_until(lambda: bool(shown.page.passphrase.error))
    shown.page.passphrase.line.setText(PASSPHRASE)
    shown.page.go.click()
    wait_until(lambda: bool(shown.sessions))
    assert shown.page.passphrase.value == ""


def test_the_recovery_code_opens_and_chooses_a_new_passphrase(shown: Shown) -> None:
    shown.page.other.click()
    wait_until(shown.page.fresh.isVisible)
    shown.page.code.line.setText(shown.code.lower().replace("-", " "))
    for field in (shown.page.fresh.first, shown.page.fresh.second):
        field.line.setText(NEW)
    shown.page.go.click()
    wait_until(lambda: bool(shown.sessions))
    assert recovery.is_proved(shown.sessions[0])
    shown.sessions.pop().close()
    shown.sessions.append(shown.program.open(shown.folder, passphrase=NEW))


def test_a_mistyped_code_is_said_at_the_code(shown: Shown) -> None:
    shown.page.other.click()
    wait_until(shown.page.fresh.isVisible)
    shown.page.code.line.setText(shown.code[:-1] + ("2" if shown.code[-1] != "2" else "3"))
    for field in (shown.page.fresh.first, shown.page.fresh.second):
        field.line.setText(NEW)
    shown.page.go.click()
    wait_until(lambda: bool(shown.page.code.error))
    assert not shown.sessions


@pytest.mark.parametrize(
    "code", [one for one in CATALOGUE if one.startswith(("profile.", "vault.key"))]
)
def test_no_error_is_a_dead_end(shown: Shown, code: str) -> None:
    page = shown.show(UserError(code, **PARAMETERS))
    ways = [one for one in (page.go, page.again, page.other) if one.isVisible()]
    assert ways
    assert all(one.isEnabled() for one in ways)
    assert "backups" in page.where.text()
    assert page.words.text()
    page.deleteLater()


def test_a_damaged_file_goes_back_to_the_newest_backup_that_is_whole(shown: Shown) -> None:
    session = shown.program.open(shown.folder, passphrase=PASSPHRASE)
    whole = session.back_up().path
    device = session.person().device
    session.close()
    newer = whole.with_name("29991231T101700+0000.db")
    for file in (shown.folder / "profile.db", newer):
        content = bytearray(whole.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
    page = shown.page
    page.passphrase.line.setText(PASSPHRASE)
    page.go.click()
    wait_until(page.back.isVisible)
    assert page.back.text() == "Go back to Tuesday 31 December, 10:17"
    page.back.click()
    wait_until(page.trouble.isVisible)
    assert page.back.text() != "Go back to Tuesday 31 December, 10:17"
    page.back.click()
    wait_until(lambda: bool(shown.sessions))
    [session] = shown.sessions
    assert session.person().identity.name == "Helen"
    assert session.person().device != device
