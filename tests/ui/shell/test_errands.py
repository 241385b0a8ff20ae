"""Errands: whoever waits is told how it ended, also in a bug; where nobody waits it is not lost either."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from functools import partial
from types import TracebackType

import pytest
import shiboken6
from PySide6.QtCore import QObject

from reviewer_app.errors import UserError
from reviewer_app.ui.shell.errands import Errands
from reviewer_app.ui.theme import Theme
from tests.ui.support import wait_until


@pytest.fixture
def errands(theme: Theme) -> Iterator[Errands]:
    made = Errands()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def bugs(monkeypatch: pytest.MonkeyPatch) -> list[type[BaseException]]:
    """What comes to the crash handler."""
    found: list[type[BaseException]] = []

    def hook(kind: type[BaseException], _e: BaseException, _t: TracebackType | None) -> None:
        found.append(kind)

    monkeypatch.setattr(sys, "excepthook", hook)
    return found


def ends(errands: Errands, errand: Callable[[], str]) -> list[str]:
    told: list[str] = []
    reply = errands.run(errand).then(told.append)
    reply.failed(lambda error: told.append(error.code)).lastly(lambda: told.append("lastly"))
    wait_until(lambda: "lastly" in told)
    return told


def refusing() -> str:
    raise UserError("vault.passphrase-wrong")


def broken() -> str:
    raise ZeroDivisionError


def test_lastly_comes_after_the_value_and_after_the_refusal(errands: Errands) -> None:
    assert ends(errands, lambda: "value") == ["value", "lastly"]
    assert ends(errands, refusing) == ["vault.passphrase-wrong", "lastly"]


def test_a_bug_ends_the_wait_and_still_comes_to_the_crash_handler(
    errands: Errands, bugs: list[type[BaseException]]
) -> None:
    assert ends(errands, broken) == ["lastly"]
    wait_until(lambda: bugs == [ZeroDivisionError])


def test_a_bug_in_what_takes_the_value_ends_the_wait_too(
    errands: Errands, bugs: list[type[BaseException]]
) -> None:
    told: list[str] = []

    def take(_value: str) -> None:
        raise ZeroDivisionError

    errands.run(lambda: "value").then(take).lastly(lambda: told.append("lastly"))
    wait_until(lambda: told == ["lastly"])
    wait_until(lambda: bugs == [ZeroDivisionError])


def settled(error: Exception) -> "Future[None]":
    future: Future[None] = Future()
    future.set_exception(error)
    return future


def test_a_refusal_of_a_job_nobody_waits_for_is_told(errands: Errands) -> None:
    told: list[str] = []
    errands.refused.connect(lambda error: told.append(f"window {error.code}"))
    errands.watch(settled(UserError("review.nobody")))
    errands.watch(
        settled(UserError("review.nobody")), lambda error: told.append(f"own {error.code}")
    )
    wait_until(lambda: told == ["window review.nobody", "own review.nobody"])


def test_a_bug_in_a_job_nobody_waits_for_comes_to_the_crash_handler(
    errands: Errands, bugs: list[type[BaseException]]
) -> None:
    errands.watch(settled(ZeroDivisionError()))
    wait_until(lambda: bugs == [ZeroDivisionError])


def test_a_bug_that_comes_after_the_end_still_comes_to_the_crash_handler(
    errands: Errands, bugs: list[type[BaseException]]
) -> None:
    late: Future[None] = Future()
    errands.watch(late)
    errands.watch(settled(ZeroDivisionError()))
    errands.close()
    late.set_exception(LookupError())
    errands.watch(settled(UserError("review.nobody")))
    wait_until(lambda: sorted(one.__name__ for one in bugs) == ["LookupError", "ZeroDivisionError"])


class _Page(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []

    def answered(self, value: object) -> None:
        self.objectName()  # as a page does that shows its answer: nothing of it may be asked once it is gone
        self.answers.append(value)


def test_a_bug_that_came_just_before_the_end_still_comes_to_the_crash_handler(
    errands: Errands, bugs: list[type[BaseException]]
) -> None:
    job: Future[None] = Future()
    errands.watch(job)
    # It has arrived, and the window's thread has not come to it yet.
    job.set_exception(ZeroDivisionError())
    assert bugs == []
    errands.close()
    assert bugs == [ZeroDivisionError]


def test_a_page_that_was_left_before_its_answer_came_is_not_told(
    errands: Errands, bugs: list[type[BaseException]]
) -> None:
    stays, goes = _Page(), _Page()
    told: list[str] = []
    for page in (stays, goes):
        errands.run(lambda: "done").then(page.answered).lastly(lambda: told.append("lastly"))
    shiboken6.delete(goes)
    wait_until(lambda: told == ["lastly", "lastly"])
    assert (stays.answers, goes.answers) == (["done"], [])
    assert bugs == []


def test_a_refusal_whose_page_was_left_is_told_in_the_window(errands: Errands) -> None:
    page = _Page()
    refused: list[str] = []
    errands.refused.connect(lambda error: refused.append(error.code))

    def refuse() -> str:
        raise UserError("note.empty")

    errands.run(refuse).failed(page.answered)
    shiboken6.delete(page)
    wait_until(lambda: refused == ["note.empty"])


def test_who_is_gone_before_the_answer_is_not_told_although_it_asked_for_more(
    errands: Errands,
) -> None:
    told: list[tuple[str, str]] = []

    class Waits(QObject):
        def take(self, what: str, value: str) -> None:
            told.append((what, value))

    gone, there = Waits(), Waits()
    reply = errands.run(lambda: "value")
    reply.then(partial(gone.take, "gone")).then(partial(there.take, "there"))
    shiboken6.delete(gone)
    wait_until(lambda: bool(told))
    assert told == [("there", "value")]
