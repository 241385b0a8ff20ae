"""The lane: one thread writes, and what is typed goes before everything else."""

import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError

import pytest

from reviewer_app.store.lane import Lane, Rank


@pytest.fixture
def lane() -> Iterator[Lane]:
    made = Lane()
    yield made
    made.close()


class Held:
    """Keeps the lane busy until it is let go, so that a queue builds up behind it."""

    def __init__(self, lane: Lane) -> None:
        self._gate, began = threading.Event(), threading.Event()

        def job() -> None:
            began.set()
            assert self._gate.wait(10)

        lane.submit(job)
        assert began.wait(10)

    def go(self) -> None:
        self._gate.set()


def test_every_job_runs_on_the_one_thread(lane: Lane) -> None:
    threads = {lane.submit(threading.get_ident).result() for _ in range(5)}
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_what_is_typed_goes_before_what_was_waiting(lane: Lane) -> None:
    done: list[str] = []
    held = Held(lane)
    later = lane.submit(lambda: done.append("later"), Rank.LATER)
    typed = [lane.submit(lambda n=n: done.append(f"typed {n}")) for n in range(3)]  # type: ignore[misc]
    held.go()
    later.result()
    assert done == ["typed 0", "typed 1", "typed 2", "later"]
    assert all(one.done() for one in typed)


def test_long_job_lets_typing_in_between_its_steps(lane: Lane) -> None:
    done: list[str] = []

    def steps() -> Iterator[int]:
        for number in range(3):
            if number == 1:
                lane.submit(lambda: done.append("typed"))
            done.append(f"step {number}")
            yield number

    assert lane.submit_steps(steps()).result() == 2
    assert done == ["step 0", "step 1", "typed", "step 2"]


def test_long_jobs_run_one_after_the_other(lane: Lane) -> None:
    done: list[str] = []

    def steps(name: str) -> Iterator[None]:
        for _ in range(3):
            done.append(name)
            yield

    held = Held(lane)
    first, second = lane.submit_steps(steps("first")), lane.submit_steps(steps("second"))
    held.go()
    first.result()
    second.result()
    assert done == ["first"] * 3 + ["second"] * 3


def test_error_reaches_whoever_waits_and_the_lane_goes_on(lane: Lane) -> None:
    def fail() -> None:
        raise LookupError("no")

    def fail_later() -> Iterator[None]:
        yield
        raise LookupError("no")

    with pytest.raises(LookupError):
        lane.submit(fail).result()
    with pytest.raises(LookupError):
        lane.submit_steps(fail_later()).result()
    assert lane.submit(lambda: 7).result() == 7


def test_cancelled_long_job_stops_between_two_steps_and_is_told_so(lane: Lane) -> None:
    ended: list[str] = []
    began, gate = threading.Event(), threading.Event()

    def steps() -> Iterator[None]:
        try:
            while True:
                began.set()
                assert gate.wait(10)
                yield
        finally:
            ended.append("closed")

    future = lane.submit_steps(steps())
    assert began.wait(10)
    assert future.cancel()
    gate.set()
    lane.submit(lambda: None, Rank.LATER).result()
    assert ended == ["closed"]


def test_closing_finishes_single_jobs_and_stops_long_ones() -> None:
    lane = Lane()
    done: list[str] = []

    def endless() -> Iterator[None]:
        while True:
            yield

    held = Held(lane)
    long = lane.submit_steps(endless())
    typed = lane.submit(lambda: done.append("typed"))
    waiting = lane.submit(lambda: done.append("waiting"), Rank.LATER)
    closing = threading.Thread(target=lane.close)
    closing.start()
    held.go()
    closing.join(10)
    assert not closing.is_alive()
    assert done == ["typed", "waiting"]
    assert typed.done()
    assert waiting.done()
    with pytest.raises(CancelledError):
        long.result()


def test_closed_lane_takes_nothing_and_closing_again_is_harmless() -> None:
    lane = Lane()
    lane.close()
    lane.close()
    with pytest.raises(RuntimeError, match="closed"):
        lane.submit(lambda: None)
    with pytest.raises(RuntimeError, match="closed"):
        lane.submit_steps(iter(()))


def test_job_handed_in_while_the_lane_closes_is_done_or_refused_but_never_forgotten() -> None:
    for _ in range(50):
        lane = Lane()
        start = threading.Barrier(2)
        outcomes: list[object] = []

        def hand_in(lane: Lane = lane, start: threading.Barrier = start) -> None:
            start.wait()
            try:
                outcomes.append(lane.submit(lambda: "done").result(10))  # noqa: B023
            except RuntimeError:
                outcomes.append("refused")  # noqa: B023

        thread = threading.Thread(target=hand_in)
        thread.start()
        start.wait()
        lane.close()
        thread.join(20)
        assert outcomes in (["done"], ["refused"])


def test_of_a_job_handed_in_again_under_its_name_only_the_latest_runs(lane: Lane) -> None:
    done: list[int] = []
    held = Held(lane)
    waiting = [lane.submit_latest("draft", lambda n=n: done.append(n)) for n in range(50)]  # type: ignore[misc]
    held.go()
    for one in waiting:
        one.result()
    assert done == [49]


def test_the_latest_never_moves_before_what_was_handed_in_ahead_of_it(lane: Lane) -> None:
    """A note is ended and forgets its draft; what is typed next must not be written before that, and forgotten too."""
    done: list[str] = []
    held = Held(lane)
    lane.submit_latest("draft", lambda: done.append("draft of the first"))
    lane.submit(lambda: done.append("the first is a note"))
    last = lane.submit_latest("draft", lambda: done.append("draft of the second"))
    held.go()
    last.result()
    assert done == ["draft of the first", "the first is a note", "draft of the second"]


def test_one_name_never_takes_the_place_of_another(lane: Lane) -> None:
    done: list[str] = []
    held = Held(lane)
    names = ("note", "finding", "note")
    waiting = [lane.submit_latest(name, lambda name=name: done.append(name)) for name in names]  # type: ignore[misc]
    held.go()
    for one in waiting:
        one.result()
    assert done == [*names]


def test_a_job_that_has_begun_is_not_replaced(lane: Lane) -> None:
    began, gate = threading.Event(), threading.Event()
    done: list[int] = []

    def first() -> None:
        began.set()
        assert gate.wait(10)
        done.append(1)

    lane.submit_latest("draft", first)
    assert began.wait(10)
    second = lane.submit_latest("draft", lambda: done.append(2))
    gate.set()
    second.result()
    assert done == [1, 2]
