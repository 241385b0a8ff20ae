"""The window by a screen reader's eyes and ears: what each thing is called, where the keys go, what is said."""

import re
import time
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import pytest

from reviewer_app.frameworks.load import LoadedFramework, load_framework
from reviewer_app.model.words import Bearing
from reviewer_app.review import findings
from tests.journeys.desktop import NotSeenError, Seen, Window, display, in_words
from tests.journeys.hearing import Heard, Hearing, hearing
from tests.ui.forms import EVERY_ITEM
from tests.ui.shell.form_scenes import fill
from tests.ui.support import PASSPHRASE, make_bridge

ACTING: Final = {
    "check box",
    "combo box",
    "link",
    "list",
    "list item",
    "menu item",
    "page tab",
    "password text",
    "push button",
    "radio button",
    "slider",
    "spin button",
    "table",
    "table cell",
    "table column header",
    "table row header",
    "text",
    "toggle button",
    "tree table",
}
"""Roles of what a person acts on or goes through."""

OF_CODE: Final = re.compile(r"\w_\w|^[a-z]+[A-Z]|[a-z]:[a-z]|\bQ[A-Z][a-z]|^\W*$")
"""What a name looks like that was taken from the program, not written for a person."""

PAGES: Final = {
    "today": "alt+1",
    "plan": "alt+2",
    "notes": "alt+3",
    "form": "ctrl+shift+f",
    "evidence": "alt+4",
    "findings": "alt+5",
    "report": "alt+6",
    "team": "alt+7",
    "settings": "alt+8",
}
"""How one goes to each page; the form stands beside the notes."""

BESIDE_THE_FORM: Final = ("radio button", "Notes", "Show the notes or the form")

TIMED: Final = "Who is doing what"
"""What a timed set asks for begins so; it may be said at any moment once its clock runs."""


def soon_due() -> LoadedFramework:
    """Every type of item, with moments ten seconds apart."""
    long, short = (
        "{count: 3, minutes: 15, late_after_seconds: 60, began: began}",
        "{count: 6, minutes: 1, late_after_seconds: 5, began: began}",
    )
    assert long in EVERY_ITEM
    return load_framework(EVERY_ITEM.replace(long, short), source="soon-due.yaml")


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory, keyring_service: str) -> Iterator[Window]:
    """The program on the second day of a review, with a form filled in, findings and a team."""
    assert keyring_service
    folder = tmp_path_factory.mktemp("by-ear")
    made = make_bridge(folder, framework=soon_due)
    fill(made)
    for words, bearing in (("Pupils explain.", Bearing.WWW), ("Start earlier.", Bearing.EBI)):
        made.session.do(made.opened, findings.add_finding, "teaching", bearing, words)
    review = made.opened.id
    made.close()
    (folder / "passphrase").write_text(PASSPHRASE)
    with display() as address:
        shown = Window(
            address,
            [
                *("--profile", str(folder / "profile")),
                *("--passphrase-file", str(folder / "passphrase"), "--open", review),
            ],
            folder / "clock",
            log=folder / "log",
        )
        shown.at("2026-11-18T12:31+00:00")
        shown.start()
        shown.named("Go on", "push button")
        yield shown
        shown.close()


@pytest.fixture
def ears(window: Window) -> Iterator[Hearing]:
    """What a screen reader is told of that window from now on."""
    with hearing(window) as heard:
        yield heard


@pytest.mark.parametrize("page", PAGES)
def test_everything_is_called_in_words_and_read_in_the_order_of_the_keys(
    window: Window, ears: Hearing, page: str
) -> None:
    if page == "form":
        window.keys("alt+3")
        window.named("Form", "radio button")
    window.keys(PAGES[page])
    ears.settle()
    seen = window.look()
    assert unnamed(seen) == []
    assert twice(seen) == []
    stops = gone_through(window, ears)
    assert out_of_order(seen, stops) == []


def test_a_reader_may_ask_for_what_was_on_a_page_that_was_left(
    window: Window, ears: Hearing
) -> None:
    window.keys(PAGES["today"])
    ears.settle()
    for page in ("form", "findings", "today"):
        with window.held_by_a_reader():
            window.keys("alt+3", PAGES[page])
            ears.settle()
    assert window.process is not None
    assert window.process.poll() is None


def start_visit(window: Window, title: str) -> None:
    """Start a visit that was not on the plan."""
    window.keys("alt+3")
    window.named("Form", "radio button")
    window.keys("ctrl+n")
    window.wait_for("the title", lambda one: one.name == "Title" and "focused" in one.states)
    window.type(title)
    window.keys("Return")
    window.named(title, "label")


def go_to(window: Window, ears: Hearing, name: str) -> None:
    """Press Tab until the keys are where they are wanted."""
    passed: list[str] = []
    while len(passed) < 80:
        passed.append(ears.tab().words)
        if passed[-1] == name:
            return
    raise NotSeenError(f"Tab never comes to {name!r}, but to {passed}.\n{in_words(window.look())}")


def to_the_notes(window: Window) -> None:
    """Go from the form to the note beside it; what is told meanwhile moves what is pressed, so look again."""
    for _try in range(3):
        window.press(
            window.wait_for("the way to the notes", lambda one: key_of(one) == BESIDE_THE_FORM)
        )
        if any((one.name, one.role) == ("Note", "text") for one in window.look()):
            break
    window.click_into("Note")


def key_of(one: Seen | Heard) -> tuple[str, str, str]:
    """Tell things apart as one who only hears them does."""
    words = one.name if isinstance(one, Seen) else one.words
    return one.role, words, one.description


def acts(one: Seen) -> bool:
    """Whether a person acts on it, or the keys stop there."""
    return one.role in ACTING or "focusable" in one.states


def unnamed(seen: list[Seen]) -> list[str]:
    """Say what acts and has no name in words, or a role that says nothing."""
    return [
        f"{one.role} {one.name!r} at {one.path}"
        for one in seen
        if acts(one)
        and (not one.name.strip() or OF_CODE.search(one.name) or one.role not in ACTING)
    ]


def twice(seen: list[Seen]) -> list[str]:
    """Say what cannot be told from something else on the page."""
    counted = Counter((*key_of(one), one.text) for one in seen if acts(one))
    return [f"{count} times {key}" for key, count in counted.items() if count > 1]


def gone_through(window: Window, ears: Hearing) -> list[Heard]:
    """Press Tab until the keys are back where they were; give every stop once."""
    ears.forget()
    for _try in range(60):
        window.keys(*["Tab"] * 10)
        ears.settle(0.5)
        stops = ears.stops
        last: dict[tuple[str, str, str], int] = {}
        for at, one in enumerate(stops):
            before = last.get(key_of(one), at)
            if at - before > 1:
                return stops[before:at]
            last[key_of(one)] = at
    raise NotSeenError(f"Tab never comes back, but to {[one.words for one in ears.stops]}.")


def out_of_order(seen: list[Seen], stops: list[Heard]) -> list[str]:
    """Say where the keys go against the order that a screen reader reads the page in."""
    places = {key_of(one): one.path for one in seen}
    found = [(places.get(key_of(one), ()), key_of(one)) for one in stops]
    lost = [f"not in the tree: {key}" for place, key in found if not place]
    found = [one for one in found if one[0]]
    start = found.index(min(found))
    round_ = found[start:] + found[:start]
    return lost + [
        f"{before[1]} comes before {after[1]}"
        for before, after in pairwise(round_)
        if after[0] < before[0] and before[0][: len(after[0])] != after[0]
    ]


def test_a_moment_that_is_due_is_said_on_another_page_once_and_leaves_the_keys_where_they_are(
    window: Window, ears: Hearing
) -> None:
    start_visit(window, "Year 2 phonics")
    window.click("Form", "radio button")
    go_to(window, ears, "Who is doing what, start the clock")
    window.keys("space", "alt+2")
    window.named("Plan a visit", "push button")
    ears.settle()
    stops = ears.stops
    ears.wait_for("Who is doing what: 2 of 6 is due now.")
    told = [one for one in ears.said if one.startswith(TIMED)]
    assert told[-1] == "Who is doing what: 2 of 6 is due now."
    assert len(told) == len(set(told))
    assert ears.stops == stops


def test_no_button_is_named_again_while_its_clock_runs(window: Window, ears: Hearing) -> None:
    window.keys("alt+3")
    window.click("Form", "radio button")
    window.named("Who is doing what", "label")
    ears.settle()
    ears.forget()
    time.sleep(3)
    named = Counter(one.words for one in ears.everything if ", moment " in one.words)
    assert [words for words, times in named.items() if times > 1] == []


def test_what_changes_is_said_in_words(window: Window, ears: Hearing) -> None:
    start_visit(window, "Year 3 science")
    to_the_notes(window)
    ears.settle()
    ears.forget()
    window.type("Pupils sort leaves by their edges")
    window.keys("Return")
    ears.wait_for("Note saved")
    ears.settle()
    assert ears.said.count("Note saved") == 1
    assert [one for one in ears.said if OF_CODE.search(one)] == []


def test_a_note_that_is_changed_where_it_stands_is_found_and_read(
    window: Window, ears: Hearing
) -> None:
    start_visit(window, "Year 1 reading")
    to_the_notes(window)
    window.type("Pupils read aloud")
    window.keys("Return")
    window.wait_for("the note", lambda one: one.role == "list item" and "aloud" in one.name)
    ears.settle()
    ears.forget()
    window.keys("ctrl+Up", "F2")
    changed = window.wait_for("the editor", lambda one: one.name == "Note being changed")
    assert (changed.role, changed.text) == ("text", "Pupils read aloud")
    assert "focused" in changed.states
    ears.wait_for_stop(changed.name)
    seen = window.look()
    assert unnamed(seen) == []
    assert twice(seen) == []
    window.keys("Escape")
    window.wait_for("the list", lambda one: "focused" in one.states and "aloud" in one.name)


def test_the_list_of_commands_says_what_enter_would_do(window: Window, ears: Hearing) -> None:
    window.keys("alt+1", "ctrl+k")
    ears.wait_for_stop("What to do")
    window.type("safeg")
    ears.wait_for("Safeguarding")
    window.type("zzz")
    ears.wait_for("Nothing by that name.")
    window.keys("Escape", "ctrl+k")
    window.type("go to")
    ears.settle()
    ears.forget()
    window.keys("Down")
    ears.wait_for("Go to")
    ears.settle()
    [said] = (one for one in ears.said if not one.startswith(TIMED))
    assert said
    assert not OF_CODE.search(said)
    window.keys("Escape", "Escape")


def test_the_safeguarding_card_is_read_out_once_and_gives_the_keys_back_to_the_form(
    window: Window, ears: Hearing
) -> None:
    window.keys("alt+3")
    window.click("Form", "radio button")
    go_to(window, ears, "Which room?")
    before = ears.stops[-1]
    ears.forget()
    window.keys("F9")
    ears.wait_for("Do not write it here.")
    [said] = (one for one in ears.said if not one.startswith(TIMED))
    assert said.startswith("If a child may be at risk. Do now: Write it by hand")
    assert ".." not in said
    on_screen = window.look()
    control, card = (
        next(one for one in on_screen if (one.name, one.role) == ("Safeguarding", role))
        for role in ("push button", "filler")
    )
    assert control.width > 0
    on_card = [one for one in on_screen if one.path[: len(card.path)] == card.path]
    assert next(one.name for one in on_card if one.role == "push button") == "Close"
    assert {one.role for one in on_card} & {"text", "password text", "combo box", "entry"} == set()
    window.type("Achildsaid")
    assert "Achildsaid" not in " ".join(one.text + one.name for one in window.look())
    window.keys("Escape")
    ears.wait_for_stop(before.words)
    assert ears.stops[-1].description == before.description
