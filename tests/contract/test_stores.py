"""What every store must do; the one in memory is held equal to a real folder, and both to real servers."""

import itertools
from pathlib import Path

import pytest

from reviewer_app.sync.network_stores import NetworkStore
from reviewer_app.sync.opening import open_store
from reviewer_app.sync.stores import MemoryStore, Store
from tests.refusals import refusal
from tests.servers import SERVERS, Running, Server

LIMIT = 1000


STORES = ("folder", "memory", *SERVERS)

_FRESH = itertools.count()


def on_server(server: Server) -> Store:
    """Give a store of its own on a server: a folder that is not there yet."""
    before, question, after = server.address.partition("?")
    return open_store(f"{before}/store-{next(_FRESH)}{question}{after}", server.access)


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path, running: Running) -> Store:
    if request.param == "folder":
        return open_store(str(tmp_path))
    if request.param == "memory":
        return MemoryStore()
    return on_server(running(request.param))


def test_begins_empty(store: Store) -> None:
    assert store.list() == ()
    assert store.place


def test_what_is_written_is_listed_and_reads_back_to_the_byte(store: Store) -> None:
    for content in (b"", b"\0\r\n\xff", bytes(range(256))):
        name = f"a{len(content)}.rvb"
        assert store.write_once(name, content) is True
        assert store.read(name, largest=LIMIT) == content
        assert name in store.list()


def test_writing_again_changes_nothing_and_says_so(store: Store) -> None:
    assert store.write_once("a.rvb", b"one") is True
    assert store.write_once("a.rvb", b"one") is False
    assert store.list() == ("a.rvb",)


def test_nothing_is_ever_overwritten(store: Store) -> None:
    store.write_once("a.rvb", b"one")
    assert refusal(lambda: store.write_once("a.rvb", b"two")) == "store.taken"
    assert store.read("a.rvb", largest=LIMIT) == b"one"


def test_names_come_in_order_and_by_their_beginning(store: Store) -> None:
    for name in ("b2.rvb", "a1.rvb", "b1.rvb"):
        store.write_once(name, name.encode())
    assert store.list() == ("a1.rvb", "b1.rvb", "b2.rvb")
    assert store.list("b") == ("b1.rvb", "b2.rvb")
    assert store.list("c") == ()


def test_what_a_listing_says_of_a_file_is_another_once_the_file_is(store: Store) -> None:
    store.write_once("a.rvb", b"one")
    assert store.mark("b.rvb") == ""
    store.list()
    first = store.mark("a.rvb")
    assert store.mark("b.rvb") == ""
    if isinstance(store, NetworkStore):
        # Elsewhere nothing that a place says can be relied on, and nothing is said.
        assert first
        store._send("a.rvb", b"another")  # noqa: SLF001 (nothing that is called from outside overwrites)
    store.list()
    assert (store.mark("a.rvb") != first) == bool(first)


def test_file_that_is_not_there_is_named(store: Store) -> None:
    assert refusal(lambda: store.read("a.rvb", largest=LIMIT)) == "store.file-missing"


def test_file_larger_than_asked_for_is_not_read(store: Store) -> None:
    store.write_once("a.rvb", bytes(11))
    assert refusal(lambda: store.read("a.rvb", largest=10)) == "file.too-large"
    assert store.read("a.rvb", largest=11) == bytes(11)


@pytest.mark.parametrize("name", ["", "../a", "A.rvb", "a/b", ".hidden", "a" * 41, "a\n"])
def test_only_short_safe_names_are_written(store: Store, name: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        store.write_once(name, b"")
