"""The draft leaves with the team: from the last agreed finding of the sample review to its draft, in the real window.

Every key is counted, by what it was for: words that are new, and everything else (going there, choosing, moving). The
words are the lead's alone: no finding is typed again, which the draft itself shows.
"""

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from reviewer_app.app import Program
from reviewer_app.frameworks.shipped import usual
from reviewer_app.model.words import Bearing
from reviewer_app.review import recovery
from reviewer_app.review.demo import Plan, Stage
from reviewer_app.review.demo_plan import DAYS, Words, sample_words
from tests.bench.figures import Report
from tests.journeys.desktop import Seen, Window, display, tool

PASSPHRASE: Final = "seven lanterns over larkfield"
KEYS_A_MINUTE: Final = 200
"""Of somebody who writes forty words of five letters a minute."""
AT_MOST_MINUTES: Final = 15
AT_MOST_OTHER_KEYS: Final = 150
MOST_TABS: Final = 80


@dataclass(slots=True)
class CountedWindow(Window):
    """Counts what a person presses."""

    written: int = 0
    pressed: int = 0

    def keys(self, *sequence: str) -> None:
        self.pressed += len(sequence)
        # Named, as dataclasses with slots are made anew and leave `super()` behind.
        Window.keys(self, *sequence)

    def write(self, words: str) -> None:
        """Type what nobody wrote before, paragraph by paragraph, and finish it."""
        first, *others = words.split("\n\n")
        self.written += len(words)
        Window.type(self, first, delay=2)
        for part in others:
            Window.keys(self, "shift+Return", "shift+Return")
            Window.type(self, part, delay=2)
        self.keys("Return")

    def focused(self) -> Seen | None:
        """Give what has the keys; the nameless things it stands in say so of themselves, too."""
        return next((one for one in self.look() if one.name and "focused" in one.states), None)

    def tab_to(self, what: str, found: Callable[[Seen], bool]) -> Seen:
        """Go on by Tab until the keys are in what is looked for."""
        for _press in range(MOST_TABS):
            now = self.focused()
            if now is not None and found(now):
                return now
            self.keys("Tab")
        raise AssertionError(f"no Tab leads to {what}")


def run(report: Report) -> None:
    """Write the draft and count."""
    words = sample_words()
    with agreed(report.folder / "draft", words) as (desk, order):
        write(desk, words, order)
        seconds = export(desk)
        folder = report.folder / "draft"
        [made] = folder.glob("*.pdf")
        assert_holds(made, words, order)
    minutes = (desk.written + desk.pressed) / KEYS_A_MINUTE
    report.count("Draft leaves: keys of new words", desk.written, "keys")
    report.count("Draft leaves: all other keys", desk.pressed, "keys", at_most=AT_MOST_OTHER_KEYS)
    report.count("Draft leaves: clicks", 0, "clicks")
    report.figure("Draft leaves: from Export to exported, seen from outside", seconds)
    report.count(
        f"Draft leaves: at {KEYS_A_MINUTE} keys a minute",
        minutes,
        "minutes",
        at_most=AT_MOST_MINUTES,
    )


@contextmanager
def agreed(folder: Path, words: Words) -> Iterator[tuple[CountedWindow, list[str]]]:
    """Give the window on the sample review, right after the head agreed its findings; and the first heading's order."""
    session, _code = Program(keyring=lambda: None).create(folder / "mine", passphrase=PASSPHRASE)
    session.become(str(words["lead"]))
    recovery.mark_proved(session)
    session.set_setting("saved_in", str(folder)).result()
    plan = Plan(seed=7, reviewers=0, visits=14, photos=0, framework=usual())
    clock = plan.clock()
    with session.at_times_of(clock):
        stage = Stage(plan, words, clock, [session])
        stage.set_up()
        for day in range(DAYS):
            stage.play_day(day)
        opened = stage.find()
    heading = next(
        one.id
        for one in opened.framework.framework.headings
        if len(opened.findings(one.id, Bearing.WWW)) > 1
    )
    order = [one.text for one in opened.findings(heading, Bearing.WWW)]
    session.close()
    with display() as address:
        desk = CountedWindow(
            address, ["--profile", str(folder / "mine")], folder / "clock", log=folder / "log"
        )
        desk.at(clock.now.isoformat())
        desk.start()
        in_field(desk, "Passphrase")
        desk.type(PASSPHRASE)
        Window.keys(desk, "Return")
        desk.says("Waiting for you")
        try:
            yield desk, order
        finally:
            desk.kill()


def write(desk: CountedWindow, words: Words, order: list[str]) -> None:
    """Write the context, move a finding, write the wishes, say what became of what was to be found out."""
    desk.keys("alt+6")
    desk.named("Seal the report", "push button")
    desk.tab_to("the context", lambda one: one.name == "The school in context")
    desk.write(words["context"])
    desk.tab_to("the finding to move", partial(_says, order[1]))
    desk.keys("alt+Up")
    choose(desk, "support")
    in_field(desk, "New: support the school would like")
    for wish in words["support"]:
        desk.write(wish["text"])
    choose(desk, "close")
    for said in words["hypotheses"]:
        desk.tab_to("a hypothesis", partial(_says, said["text"]))
        desk.keys("Tab", *["Down"] * (1 + OUTCOMES.index(said["outcome"])), "Tab", "Tab")
        in_field(desk, "What we found")
        desk.write(said["found"])


def choose(desk: CountedWindow, word: str) -> None:
    """Choose a command by a word of it."""
    desk.keys("ctrl+k")
    in_field(desk, "What to do")
    desk.keys(*word, "Return")


def export(desk: CountedWindow) -> float:
    """Export the draft for whom it usually is; gives how many seconds that took."""
    desk.keys("ctrl+e")
    in_field(desk, "Who it is for")
    began = time.perf_counter()
    desk.keys("Return")
    desk.named("Show in folder", "push button")
    return time.perf_counter() - began


OUTCOMES: Final = ("borne-out", "partly", "not-borne-out", "not-pursued")


def _says(words: str, one: Seen) -> bool:
    return one.text == words


def in_field(desk: Window, name: str) -> Seen:
    """Wait until the keys are in what is called so."""
    return desk.wait_for(
        f"the keys in {name!r}", lambda one: one.name.startswith(name) and "focused" in one.states
    )


def assert_holds(draft: Path, words: Words, order: list[str]) -> None:
    """The draft says what was typed, and the findings in the order they were put in."""
    told = subprocess.run(
        [tool("pdftotext"), "-raw", str(draft), "-"], capture_output=True, text=True, check=True
    )
    text = _joined(told.stdout)
    wanted = [
        *words["context"].split("\n\n"),
        *(one["text"] for one in words["support"]),
        *(one[name] for one in words["hypotheses"] for name in ("text", "found")),
    ]
    missing = [one for one in wanted if _joined(one) not in text]
    assert missing == []
    assert 0 < text.index(_joined(order[1])) < text.index(_joined(order[0]))


def _joined(text: str) -> str:
    """Text without what a line's end does to it."""
    return "".join(text.split()).replace("-", "")
