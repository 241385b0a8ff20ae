"""The line at the foot says "Saved" while all is well, and more only when something needs the person."""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest

from reviewer_app.errors import UserError
from reviewer_app.ui.shell.bridge import Saving
from reviewer_app.ui.shell.saving_line import SavingLine
from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import Text
from tests.ui.support import wait_until


@pytest.fixture
def line(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> Iterator[SavingLine]:
    monkeypatch.setattr("reviewer_app.ui.shell.saving_line.SLOW_MS", 30)
    monkeypatch.setattr("reviewer_app.ui.shell.saving_line.STALLED_MS", 120)
    made = SavingLine()
    yield made
    made.deleteLater()


def said(line: SavingLine) -> list[str]:
    return [
        words for one in line.findChildren(Text) if (words := one.text()) and not one.isHidden()
    ]


def test_saving_is_said_only_where_it_takes_long(line: SavingLine) -> None:
    line.say_saving(Saving())
    line.say_saving(Saving(pending=1, since="2026-11-18T10:42:00.000+00:00"))
    assert said(line) == ["Saved"]
    wait_until(lambda: said(line) == ["Saving"])
    line.say_saving(Saving())
    assert said(line) == ["Saved"]


def test_a_disk_that_does_not_answer_is_said_with_since_when(line: SavingLine) -> None:
    first, second = "2026-11-18T10:42:00.000+00:00", "2026-11-18T10:42:00.250+00:00"
    line.say_saving(Saving())
    line.say_saving(Saving(1, since=first))
    line.say_saving(Saving(2, since=first))
    wait_until(lambda: said(line) != ["Saved"])
    wait_until(lambda: said(line) != ["Saving"])
    stalled = "Not saved since 10:42. The disk does not answer; saving goes on when it does."
    assert (said(line), line.kind) == ([stalled], "alert")
    line.say_saving(Saving(1, since=second))
    assert (said(line), line.kind) == (["Saving"], "busy")
    wait_until(lambda: said(line) == [stalled])
    line.say_saving(Saving())
    assert (said(line), line.kind) == (["Saved"], "good")


def test_a_slow_disk_that_answers_is_no_alarm(line: SavingLine) -> None:
    """Each draft gets through before long, and the next one already waits."""
    kinds = []
    for number in range(12):
        line.say_saving(Saving(1, since=f"2026-11-18T10:42:{number:02}.000+00:00"))
        QTest.qWait(40)
        kinds.append(line.kind)
    assert {*kinds} <= {"good", "busy"}
    assert kinds[-1] == "busy"


def test_what_keeps_text_from_being_saved_is_said_with_since_when(line: SavingLine) -> None:
    full = UserError("profile.disk-full", folder="notes")
    line.say_saving(Saving(1, full, "2026-11-18T10:42:00.000+00:00"))
    [words] = said(line)
    assert words.startswith("Not saved since 10:42. ")
    assert full.remedy in words


def test_the_words_beside_it_are_asked_for_anew(line: SavingLine) -> None:
    words = {"second": "1 note being written", "next": "Next: 12:50 Pupil voice"}
    line.say_beside(lambda: words["second"], lambda: words["next"])
    assert set(words.values()) <= set(said(line))
    words["second"] = ""
    line.say_again()
    assert "1 note being written" not in said(line)
