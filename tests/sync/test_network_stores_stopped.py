"""Who stops an exchange waits for no file: it ends within one, and nothing half of it stands anywhere."""

import threading
from collections.abc import Iterator

import pytest

from reviewer_app.errors import UserError
from reviewer_app.sync.handing_over import Outgoing, send
from reviewer_app.sync.patience import rest
from tests.proxy import Answer, Request, line_to
from tests.servers import Running
from tests.sync.bad_lines import Far, far, port_of

CONTENT = bytes(range(256)) * 4_000
"""A photo of a megabyte."""
SLOW = 40_000
"""Bytes a second of a line on which that takes half a minute; a test that waited for it would tell another end."""


@pytest.fixture(params=["rclone-webdav", "apache-webdav", "rclone-s3"])
def place(request: pytest.FixtureRequest, running: Running) -> Iterator[Far]:
    server = running(request.param)
    with line_to(port_of(server)) as line:
        yield far(server, line)


def stops_at(place: Far, method: str) -> None:
    """Let somebody stop the exchange once the photo is under way."""
    stop = threading.Event()

    def seen(request: Request) -> None:
        if request.method == method and request.size in {0, len(CONTENT)}:
            stop.set()

    place.line.script = seen
    place.stopped = stop.is_set


def refusal(place: Far, name: str = "a.rvp") -> str:
    with pytest.raises(UserError) as caught:
        place.store().write_once(name, CONTENT)
    return caught.value.code


def test_a_file_that_is_on_its_way_up_is_broken_off_and_nothing_half_stands(place: Far) -> None:
    stops_at(place, "PUT")
    place.line.rate = SLOW
    assert refusal(place) == "store.stopped"
    assert place.line.up < len(CONTENT)
    place.line.mend()
    place.stopped = lambda: False
    assert "a.rvp" not in place.store().list()
    assert place.store().write_once("a.rvp", CONTENT) is True


def test_a_file_that_is_on_its_way_down_is_broken_off(place: Far) -> None:
    assert place.store().write_once("a.rvp", CONTENT)
    stops_at(place, "GET")
    place.line.rate = SLOW
    place.line.forget()
    with pytest.raises(UserError) as caught:
        place.store().read("a.rvp", largest=len(CONTENT))
    assert caught.value.code == "store.stopped"
    assert place.line.down < len(CONTENT)


def test_a_server_that_is_silent_is_not_waited_for_once_somebody_stops(place: Far) -> None:
    stop = threading.Event()
    place.stopped = stop.is_set
    place.line.dead = True
    stopping = threading.Timer(0.1, stop.set)
    stopping.start()
    with pytest.raises(UserError) as caught:
        place.store().list()
    assert caught.value.code == "store.stopped"
    stopping.join()


def test_a_pause_that_a_store_asked_for_ends_once_somebody_stops(place: Far) -> None:
    place.stopped = lambda: bool(place.waited)
    place.line.script = lambda _request: Answer(503, b"", ("Retry-After: 50",))
    with pytest.raises(UserError) as caught:
        place.store().list()
    assert caught.value.code == "store.stopped"
    assert len(place.waited) == 1


def test_a_pause_lasts_no_longer_than_until_somebody_stops() -> None:
    asked: list[bool] = []

    def stopped() -> bool:
        asked.append(True)
        return len(asked) > 2

    rest(3_600, stopped)
    assert len(asked) == 3


def test_after_a_stop_only_the_file_that_was_under_way_goes_again(place: Far) -> None:
    files = [Outgoing("a.rvb", b"words"), Outgoing("b.rvp", CONTENT)]
    stops_at(place, "PUT")
    place.line.rate = SLOW
    done = send(place.store(), files)
    assert done.stopped is not None
    assert done.stopped.code == "store.stopped"
    assert {*done.sent, *done.unlisted} == {"a.rvb"}
    place.line.mend()
    place.line.forget()
    place.stopped = lambda: False
    assert send(place.store(), files).already_there == ("a.rvb",)
    assert place.line.sent() < 2 * len(CONTENT)
    assert [one.size for one in place.line.requests if one.method == "PUT"] == [len(CONTENT)]
