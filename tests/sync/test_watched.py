"""A watched store tells of every file and ends between two; whoever lists still sees what stands."""

import pytest

from reviewer_app.errors import UserError
from reviewer_app.sync.stores import MemoryStore
from reviewer_app.sync.watched import WatchedStore


def test_stopped_nothing_is_read_or_written_and_what_stands_is_still_listed() -> None:
    store = MemoryStore()
    moved: list[bool] = []
    stop: list[bool] = []
    watched = WatchedStore(store, lambda: moved.append(True), lambda: bool(stop))
    assert watched.write_once("a.rvb", b"one")
    assert watched.read("a.rvb", largest=10) == b"one"
    assert len(moved) == 2
    stop.append(True)
    for call in (
        lambda: watched.read("a.rvb", largest=10),
        lambda: watched.write_once("b.rvb", b"two"),
    ):
        with pytest.raises(UserError) as caught:
            call()
        assert caught.value.code == "store.stopped"
    assert watched.list() == store.list() == ("a.rvb",)
    assert len(moved) == 2
