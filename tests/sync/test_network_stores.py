"""What the program makes of a bad line and of servers that lie; the servers are real, the line is ours."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from reviewer_app.errors import UserError
from reviewer_app.sync.patience import TOTAL, TRIES
from tests.proxy import SIGN_IN, SIGN_IN_XHTML, Answer, Broken, Request, line_to
from tests.servers import SERVICES, Running
from tests.sync.bad_lines import Far, far, port_of

LIMIT = 1_000_000
CONTENT = b"\x89RVB" + bytes(range(256)) * 40


@pytest.fixture(params=SERVICES)
def place(request: pytest.FixtureRequest, running: Running) -> Iterator[Far]:
    server = running(request.param)
    with line_to(port_of(server)) as line:
        yield far(server, line)


@pytest.fixture
def dav(running: Running) -> Iterator[Far]:
    server = running("rclone-webdav")
    with line_to(port_of(server)) as line:
        yield far(server, line)


def refusal(act: Callable[[], object]) -> UserError:
    with pytest.raises(UserError) as caught:
        act()
    assert caught.value.happened
    assert caught.value.remedy
    return caught.value


def each_call(place: Far) -> list[Callable[[], object]]:
    return [
        lambda: place.store().list(),
        lambda: place.store().read("a.rvb", largest=LIMIT),
        lambda: place.store().write_once("a.rvb", CONTENT),
    ]


PORTALS = {
    "html": SIGN_IN,
    "xhtml": SIGN_IN_XHTML,
    "redirect": Answer(302, b"", ("Location: /login",)),
    "511": Answer(511, SIGN_IN.body),
    "407": Answer(407),
}


@pytest.mark.parametrize("answer", PORTALS.values(), ids=PORTALS)
def test_a_sign_in_page_of_the_network_is_told_as_such(place: Far, answer: Answer) -> None:
    place.line.script = lambda _request: answer
    assert [refusal(act).code for act in each_call(place)] == ["store.sign-in-page"] * 3


def test_a_sign_in_page_that_comes_in_between_takes_no_files_place(place: Far) -> None:
    place.store().write_once("a.rvb", CONTENT)
    store = place.store()
    assert store.list() == ("a.rvb",)
    place.line.script = lambda _request: SIGN_IN_XHTML
    assert refusal(lambda: store.read("a.rvb", largest=LIMIT)).code == "store.sign-in-page"
    place.line.mend()
    assert store.read("a.rvb", largest=LIMIT) == CONTENT


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_what_signs_in_and_what_is_handed_over_do_not_go_where_a_store_sends_on(
    place: Far, status: int
) -> None:
    place.store().write_once("a.rvb", CONTENT)
    signs_in = re.compile(rb"(?im)^(authorization|cookie|x-amz-security-token):")
    assert all(signs_in.search(one.head) for one in place.line.requests)
    with line_to(0) as elsewhere:
        elsewhere.script = lambda _request: Answer(200, b"none of the team's")
        sent_on = Answer(status, b"", (f"Location: http://localhost:{elsewhere.port}/x",))
        place.line.script = lambda _request: sent_on
        for act in each_call(place):
            with suppress(UserError):
                act()
        for method in ("PUT", "MOVE", "MKCOL", "DELETE"):
            place.line.script = lambda request, one=method: (
                sent_on if request.method == one else None
            )
            with suppress(UserError):
                place.store().write_once("b.rvb", CONTENT)
        # What has nothing to give is asked for there as well, by the library (docs/stores.md).
        assert "PUT" not in {one.method for one in elsewhere.requests}
        assert elsewhere.requests
        assert not any(one.size or signs_in.search(one.head) for one in elsewhere.requests)


REFUSALS = {
    401: "store.signed-in-wrongly",
    403: "store.not-permitted",
    409: "store.failed",
    412: "store.failed",
    413: "store.full",
    429: "store.busy",
    500: "store.failed",
    503: "store.busy",
    507: "store.full",
}


@pytest.mark.parametrize(("status", "code"), REFUSALS.items())
def test_what_a_server_refuses_is_told(place: Far, status: int, code: str) -> None:
    place.line.script = lambda _request: Answer(status)
    assert [refusal(act).code for act in each_call(place)] == [code] * 3
    again = place.waited[: TRIES - 1] == [0.5, 1.0, 2.0]
    assert again is (status in {429, 500, 503})


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("SignatureDoesNotMatch", "store.signed-in-wrongly"),
        ("RequestTimeTooSkewed", "store.clock-wrong"),
        ("AccessDenied", "store.not-permitted"),
    ],
)
def test_what_s3_says_beside_a_refusal_is_told(running: Running, said: str, code: str) -> None:
    body = f"<Error><Code>{said}</Code><Message>no</Message></Error>".encode()
    server = running("rclone-s3")
    with line_to(port_of(server)) as line:
        line.script = lambda _request: Answer(403, body)
        assert refusal(far(server, line).store().list).code == code


def test_a_bucket_that_is_not_there_is_told(running: Running) -> None:
    server = running("rclone-s3")
    with line_to(port_of(server)) as line:
        place = far(server, line)
        place.address = place.address.replace("team-bucket", "another-bucket")
        assert [refusal(act).code for act in each_call(place)] == ["store.nowhere"] * 3


def failing(times: int, answer: Answer) -> Callable[[Request], Answer | None]:
    """A server that answers so for so many requests, and then as it should."""
    left = [answer] * times
    return lambda _request: left.pop() if left else None


LATER = ("Date: Wed, 18 Nov 2026 10:00:00 GMT", "Retry-After: Wed, 18 Nov 2026 10:00:09 GMT")


@pytest.mark.parametrize(("head", "pause"), [(("Retry-After: 7",), 7.0), (LATER, 9.0)])
def test_a_store_that_asks_for_time_is_given_it(
    place: Far, head: tuple[str, ...], pause: float
) -> None:
    place.line.script = failing(2, Answer(429, b"", head))
    assert place.store().list() == ()
    assert place.waited == [pause, pause]


def test_more_time_than_a_person_bears_is_told_instead(place: Far) -> None:
    place.line.script = failing(9, Answer(503, b"", ("Retry-After: 900",)))
    error = refusal(place.store().list)
    assert error.code == "store.asked-to-wait"
    assert "15" in error.happened
    assert place.waited == []


def test_a_store_that_fails_for_long_is_borne_with_for_a_minute_in_all(dav: Far) -> None:
    store = dav.store()
    dav.line.script = lambda _request: Answer(503)
    for number in range(40):
        refusal(lambda number=number: store.read(f"a{number}.rvb", largest=LIMIT))  # type: ignore[misc]
    assert TOTAL / 2 < sum(dav.waited) <= TOTAL
    dav.line.forget()
    refusal(store.list)
    assert len(dav.line.requests) == 1


def test_nobody_waits_where_there_is_no_connection(dav: Far) -> None:
    store = dav.store()
    dav.line.dead = True
    dav.silence = 0.1
    assert refusal(dav.store().list).code == "store.unreachable"
    waited = len(dav.waited)
    dav.address = dav.address.replace(f":{dav.line.port}", ":1")
    assert refusal(dav.store().list).code == "store.unreachable"
    assert len(dav.waited) == waited > 0
    dav.line.mend()
    assert store.list() == ()


def test_the_window_goes_on_while_a_server_is_silent(place: Far) -> None:
    """A call that held Python's lock would let nobody mend the line."""
    place.line.dead = True
    mending = threading.Timer(0.1, place.line.mend)
    mending.start()
    assert place.store().list() == ()
    assert place.waited == []
    mending.join()


def test_what_was_said_to_be_stored_and_is_not_counts_as_not_sent(place: Far) -> None:
    place.line.script = lambda request: Answer(201) if request.method in {"PUT", "MOVE"} else None
    error = refusal(lambda: place.store().write_once("a.rvb", CONTENT))
    assert error.code == "store.read-back-differs"
    place.line.mend()
    assert place.store().list() == ()
    assert place.store().write_once("a.rvb", CONTENT) is True


def test_what_reads_back_cut_short_counts_as_not_sent(place: Far) -> None:
    place.line.alter = lambda request, answer: (
        Answer(answer.status, answer.body[:-1], answer.head)
        if request.method == "GET" and request.name == "a.rvb"
        else answer
    )
    error = refusal(lambda: place.store().write_once("a.rvb", CONTENT))
    assert error.code == "store.read-back-differs"
    place.line.mend()
    assert place.store().write_once("a.rvb", CONTENT) is False


def test_bytes_that_arrived_are_not_sent_again_where_the_answer_was_lost(place: Far) -> None:
    lost = {"PUT", "MOVE"}

    def lose(request: Request, answer: Answer) -> Answer:
        if request.method in lost:
            lost.remove(request.method)
            raise Broken
        return answer

    place.line.alter = lose
    assert place.store().write_once("a.rvb", CONTENT) is True
    puts = [one.size for one in place.line.requests if one.method == "PUT"]
    assert puts == [len(CONTENT)]
    assert "PUT" not in lost
    assert place.store().read("a.rvb", largest=LIMIT) == CONTENT


def test_a_slow_line_is_waited_for_as_long_as_it_moves(place: Far) -> None:
    place.silence = 0.4
    place.line.rate = 60_000
    assert place.store().write_once("a.rvb", CONTENT * 4) is True
    assert place.waited == []


def test_names_in_another_order_come_in_order(place: Far) -> None:
    for name in ("b.rvb", "a.rvb"):
        place.store().write_once(name, CONTENT)

    def shuffled(_request: Request, answer: Answer) -> Answer:
        swapped = answer.body.replace(b"a.rvb", b"~").replace(b"b.rvb", b"a.rvb")
        body = swapped.replace(b"~", b"b.rvb")
        return Answer(answer.status, body, answer.head)

    place.line.alter = shuffled
    assert place.store().list() == ("a.rvb", "b.rvb")


def test_what_is_listed_as_too_large_is_not_even_begun(place: Far) -> None:
    place.store().write_once("a.rvb", CONTENT)
    store = place.store()
    store.list()
    place.line.forget()
    assert refusal(lambda: store.read("a.rvb", largest=10)).code == "file.too-large"
    assert place.line.requests == []
