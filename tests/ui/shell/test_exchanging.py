"""Handing over and gathering from the window, by a press and by itself, driven through the port of the network."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal

from reviewer_app.model.local import ExchangePlace
from reviewer_app.review.exchange_rounds import BOTH, Round, Way
from reviewer_app.review.exchange_timing import Network, Rests
from reviewer_app.sync.stores import FolderStore
from reviewer_app.ui.shell.exchanging import Exchanging
from reviewer_app.vault.store_access import StoreAccess
from tests.servers import ACCESS, Running, running
from tests.store.keyrings import MemoryBackend, keyring_over
from tests.ui.support import Larkfield, wait_until

__all__ = ["running"]

WELL = Network(reaches=True, metered=False, portal=False)


class Line(QObject):
    """A network that the test holds."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.now = WELL

    def network(self) -> Network:
        return self.now

    def becomes(self, network: Network) -> None:
        self.now = network
        self.changed.emit()


@dataclass
class Held:
    """The exchange of a review, what it came to, and what the test holds of the world around it."""

    review: Larkfield
    folder: Path
    line: Line = field(default_factory=Line)
    asked: int = 0
    silent: bool = False
    rounds: list[Round] = field(default_factory=list)
    came: list[bool] = field(default_factory=list)

    @property
    def exchanging(self) -> Exchanging:
        return self.review.bridge.exchanging

    @property
    def place(self) -> ExchangePlace | None:
        standing = self.exchanging.standing
        return standing.place if standing is not None else None

    def connect(self) -> Line:
        self.asked += 1
        return self.line

    def begins(self) -> None:
        self.exchanging.begin(self.connect, lambda: self.silent)

    def chooses(self, address: str = "", access: StoreAccess | None = None) -> None:
        user, secret = (access.user, access.secret) if access else ("", "")
        self.exchanging.choose(address or str(self.folder), user, secret)
        wait_until(lambda: self.place is not None)

    def allows(self, **what: bool) -> None:
        self.exchanging.allow(**what)
        wait_until(lambda: all(getattr(self.place, name) == on for name, on in what.items()))

    def has_done(self, rounds: int) -> None:
        """Wait for so many rounds, and until the last is over."""
        wait_until(lambda: len(self.rounds) == rounds and self.exchanging.ways is None)

    def looks_again(self) -> None:
        """Let the exchange look whether a round is due, and wait until it has."""
        self.exchanging.look()
        wait_until(lambda: not self.exchanging.looking)


@pytest.fixture
def held(bare_review: Larkfield, tmp_path: Path) -> Iterator[Held]:
    folder = tmp_path / "stick"
    folder.mkdir()
    one = Held(bare_review, folder)
    one.exchanging.ended.connect(one.rounds.append)
    one.exchanging.came.connect(lambda: one.came.append(True))
    yield one
    one.exchanging.wait_for_places()


def test_nothing_goes_by_itself_before_a_place_was_chosen_and_it_was_allowed(held: Held) -> None:
    held.begins()
    held.looks_again()
    why = [held.exchanging.rests]
    held.chooses()
    held.looks_again()
    why.append(held.exchanging.rests)
    assert why == [Rests.NOWHERE, Rests.NOT_ALLOWED]
    # Not even the system is asked of its network.
    assert (held.rounds, held.asked, list(held.folder.iterdir())) == ([], 0, [])
    held.allows(automatic=True)
    held.has_done(1)
    assert (held.rounds[0].by_itself, held.asked) == (True, 1)
    assert list(held.folder.iterdir())


def test_a_press_does_what_it_says_and_one_round_runs_at_a_time(held: Held) -> None:
    held.chooses()
    assert held.exchanging.start([Way.HAND_OVER])
    assert not held.exchanging.start(BOTH)
    assert held.exchanging.ways == frozenset({Way.HAND_OVER})
    held.has_done(1)
    [done] = held.rounds
    assert done.handed_over is not None
    assert (done.gathered, done.by_itself, done.stopped) == (None, False, None)
    assert held.exchanging.files > 0


def test_no_round_begins_in_a_meeting_and_what_came_is_shown_after_it(held: Held) -> None:
    held.begins()
    held.chooses()
    held.silent = True
    held.allows(automatic=True)
    held.looks_again()
    assert (held.rounds, held.exchanging.ways) == ([], None)
    assert held.exchanging.start(BOTH)
    held.has_done(1)
    assert held.came == []
    held.silent = False
    wait_until(lambda: bool(held.came))


def test_paused_rests_and_goes_on(held: Held) -> None:
    held.begins()
    held.chooses()
    held.allows(automatic=True, paused=True)
    held.looks_again()
    assert (held.exchanging.rests, held.rounds) == (Rests.PAUSED, [])
    held.allows(paused=False)
    held.has_done(1)


def test_it_goes_when_a_connection_appears_and_waits_where_it_is_metered(
    held: Held, running: Running
) -> None:
    keyring = keyring_over(MemoryBackend())
    held.review.session.keyring = lambda: keyring
    held.line.now = Network(reaches=False)
    held.begins()
    held.chooses(f"{running('rclone-webdav').address}/{held.review.opened.id}", ACCESS)
    held.allows(automatic=True)
    held.looks_again()
    assert (held.exchanging.rests, held.rounds) == (Rests.NO_CONNECTION, [])
    held.line.becomes(Network(reaches=True, metered=True))
    assert (held.exchanging.rests, held.exchanging.ways) == (Rests.METERED, None)
    held.line.becomes(WELL)
    assert held.exchanging.ways == BOTH
    held.has_done(1)


def test_after_failures_it_is_tried_ever_later_and_quietly(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    held.review.bridge.refused.connect(told.append)
    held.begins()
    held.chooses()
    away = held.folder.rename(held.folder.with_name("pulled out"))
    held.allows(automatic=True)
    held.has_done(1)
    assert held.rounds[0].stopped is not None
    for minutes, rounds in ((0.5, 1), (0.6, 2), (1.5, 2), (0.6, 3)):
        held.review.clock.now += timedelta(minutes=minutes)
        held.looks_again()
        held.has_done(rounds)
    away.rename(held.folder)
    held.review.clock.now += timedelta(minutes=4)
    held.looks_again()
    held.has_done(4)
    assert held.rounds[-1].stopped is None
    assert told == []


def test_stopped_ends_between_two_files_and_the_window_never_waits(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    held.chooses()
    writing, goes_on = threading.Event(), threading.Event()
    write = FolderStore.write_once

    def slow(store: FolderStore, name: str, content: bytes) -> bool:
        is_new = write(store, name, content)
        writing.set()
        assert goes_on.wait(10)
        return is_new

    monkeypatch.setattr(FolderStore, "write_once", slow)
    held.exchanging.start(BOTH)
    wait_until(writing.is_set)
    held.exchanging.stop()
    assert held.exchanging.stopping
    goes_on.set()
    held.has_done(1)
    stopped = held.rounds[0].stopped
    assert stopped is not None
    assert stopped.code == "store.stopped"
    assert len(list(held.folder.glob("*.rv?"))) == 1


def test_closing_waits_for_no_place_that_does_not_answer(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    held.chooses()
    listing, goes_on = threading.Event(), threading.Event()
    names: Callable[..., tuple[str, ...]] = FolderStore.list

    def slow(store: FolderStore, prefix: str = "") -> tuple[str, ...]:
        listing.set()
        assert goes_on.wait(10)
        return names(store, prefix)

    monkeypatch.setattr(FolderStore, "list", slow)
    held.exchanging.start(BOTH)
    wait_until(listing.is_set)
    held.review.bridge.close()
    assert held.exchanging.away
    goes_on.set()
    held.exchanging.wait_for_places()
    assert list(held.folder.glob("*.rv?")) == []
