"""Another laptop as a store: found by its code, read by the team and by nobody else."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, HTTPServer
from queue import Queue
from socket import create_connection
from typing import Final

import pytest

from reviewer_app.errors import UserError
from reviewer_app.sync.laptop import LaptopStore, address_of, code_of
from reviewer_app.sync.review_key import new_review_key, open_with
from reviewer_app.sync.serving import LINES, MEMBER, ROOT, SILENCE, Watch, gathers, serving
from reviewer_app.sync.stores import MemoryStore
from reviewer_app.vault.encoding import text_of
from reviewer_app.vault.identity import Identity, seal
from tests.refusals import refusal

HERE = "127.0.0.1"
KEY, SECRET = new_review_key()
LIMIT = 1_000
ASHA = Identity.generate("Asha")


@contextmanager
def served(files: dict[str, bytes], renewed: Callable[[], None] = lambda: None) -> Iterator[int]:
    store = MemoryStore()
    for name, content in files.items():
        store.write_once(name, content)
    with serving(store, renewed, [KEY], HERE) as (_host, port):
        yield port


def laptop(port: int, secret: bytes = SECRET) -> LaptopStore:
    return LaptopStore(HERE, port, open_with([secret]), ASHA)


def test_who_holds_the_reviews_key_lists_and_reads() -> None:
    with served({"a.rvb": b"one", "b.rvr": b"\0\r\n\xff", "empty.rvb": b""}) as port:
        other = laptop(port)
        assert other.list() == ("a.rvb", "b.rvr", "empty.rvb")
        assert other.list("b") == ("b.rvr",)
        assert [other.read(one, largest=LIMIT) for one in other.list()] == [
            b"one",
            b"\0\r\n\xff",
            b"",
        ]
        assert refusal(lambda: other.read("c.rvb", largest=LIMIT)) == "store.file-missing"
        assert refusal(lambda: other.read("a.rvb", largest=2)) == "file.too-large"


GUESSED: Final = {"Authorization": "Bearer guess"}


def asked(
    port: int, path: str, *, method: str = "GET", headers: Mapping[str, str] = GUESSED
) -> tuple[int, bytes]:
    connection = HTTPConnection(HERE, port)
    try:
        connection.request(method, ROOT + path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def test_nothing_is_written_to_it() -> None:
    with served({"a.rvb": b"one"}) as port:
        assert refusal(lambda: laptop(port).write_once("b.rvb", b"two")) == "store.not-permitted"
        for method in ("PUT", "POST", "DELETE", "MOVE"):
            assert asked(port, "files/b.rvb", method=method)[0] == 501
        assert laptop(port).list() == ("a.rvb",)


def test_nobody_else_learns_even_how_many_files_there_are() -> None:
    with served({"a.rvb": b"one"}) as port:
        _other_key, other_secret = new_review_key()
        assert refusal(laptop(port, other_secret).list) == "laptop.other-review"
        for path in ("files", "files/a.rvb", "files/../../etc/passwd"):
            assert asked(port, path) == (403, b"")
        status, gate = asked(port, "")
        assert status == 200
        assert gate.startswith(b"age-encryption.org/")


def test_a_thousand_guesses_learn_nothing_and_keep_nobody_out() -> None:
    """The token has 256 bits; what is guessed costs a line each, of which there are few at a time."""
    with served({"a.rvb": b"one"}) as port:
        known = threading.active_count()
        with ThreadPoolExecutor(8) as guessing:
            guesses = [guessing.submit(asked, port, "files") for _one in range(1_000)]
            other = laptop(port)
            # In between somebody of the team may find no line free, and asks again.
            names = {other.list() for _one in range(20)}
            threads = threading.active_count()
            answers = {one.result()[0] for one in guesses}
        assert names == {("a.rvb",)}
        assert answers == {403}
        assert threads - known <= LINES + 8


def test_lines_that_ask_nothing_take_no_more_than_their_share_and_go() -> None:
    with served({"a.rvb": b"one"}) as port, ExitStack() as lines:
        held = [lines.enter_context(create_connection((HERE, port))) for _one in range(LINES)]
        for one in held:
            one.sendall(b"GET ")
        # At once, and not when those before it have been silent for too long.
        with create_connection((HERE, port), timeout=SILENCE / 2) as more:
            assert more.recv(1) == b""
        held[0].close()
        other = laptop(port)
        while True:  # until the line that went is known to be gone
            with suppress(UserError):
                assert other.list() == ("a.rvb",)
                break


def test_a_question_asked_letter_by_letter_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("reviewer_app.sync.serving.SILENCE", 0.2)
    # Silence alone would be borne for longer than this line waits.
    with served({}) as port, create_connection((HERE, port), timeout=SILENCE / 2) as slow:
        slow.sendall(b"GET ")
        assert slow.recv(1) == b""


def test_names_are_as_new_as_the_question() -> None:
    store = MemoryStore()
    counted = iter(range(10))

    def renew() -> None:
        store.write_once(f"n{next(counted)}.rvb", b"new")

    with serving(store, renew, [KEY], HERE) as (_host, port):
        other = laptop(port)
        assert other.list() == ("n0.rvb",)
        assert other.list() == ("n0.rvb", "n1.rvb")


def test_a_laptop_that_has_stopped_is_told_as_silent() -> None:
    with served({"a.rvb": b"one"}) as port:
        other = laptop(port)
        assert other.list() == ("a.rvb",)
    assert refusal(other.list) == "laptop.silent"


def test_who_took_a_file_is_told_by_who_they_showed_to_be_and_listing_takes_none() -> None:
    store, taken = MemoryStore(), Queue[tuple[str, str]]()
    store.write_once("a.rvb", b"one")
    watch = Watch({ASHA.person: ASHA.sign_key}.get, lambda *who: taken.put(who))
    tom = Identity.generate("Tom")
    with serving(store, lambda: None, [KEY], HERE, watch) as (_host, port):
        other = laptop(port)
        other.list()
        assert refusal(lambda: other.read("b.rvb", largest=LIMIT)) == "store.file-missing"
        other.read("a.rvb", largest=LIMIT)
        assert taken.get(timeout=SILENCE) == (ASHA.person, HERE)
        token = open_with([SECRET])(asked(port, "")[1]).decode()
        for said in (
            "",
            ASHA.person,
            f"{ASHA.person} {text_of(tom.sign(gathers(token)))}",
            f"{ASHA.person} {text_of(ASHA.sign(gathers(token[::-1])))}",
            f"{ASHA.person} no=base64",
            f"{tom.person} {text_of(tom.sign(gathers(token)))}",
        ):
            headers = {"Authorization": f"Bearer {token}", MEMBER: said}
            assert asked(port, "files/a.rvb", headers=headers) == (200, b"one")
            assert taken.get(timeout=SILENCE) == ("", HERE)
    assert taken.empty()


@contextmanager
def something_else(answer: Callable[[str], bytes]) -> Iterator[int]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = answer(self.path)
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_about: object) -> None:
            pass

    server = HTTPServer((HERE, 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_what_is_no_laptop_of_the_team_is_told_and_believed_in_nothing() -> None:
    with something_else(lambda _path: b"<html>Sign in</html>") as port:
        assert refusal(laptop(port).list) == "laptop.other-review"
    with something_else(lambda _path: seal(b"no token", [KEY])) as port:
        assert refusal(laptop(port).list) == "laptop.other-program"
    gate = seal(b"0" * 64, [KEY])
    for listing in (b"no json", b"{}", b"[1]", b"[" * 100_000):
        with something_else(lambda path, said=listing: gate if path == ROOT else said) as port:  # type: ignore[misc]
            assert refusal(laptop(port).list) == "laptop.other-program"
    names = json.dumps(["../../x.rvb", "a/b.rvb", ".hidden", "a.rvb", "x" * 50]).encode()
    with something_else(lambda path: gate if path == ROOT else names) as port:
        assert laptop(port).list() == ("a.rvb",)


@pytest.mark.parametrize(
    ("host", "port"), [("192.168.1.7", 40_123), ("10.0.0.1", 1), ("255.255.255.255", 65_535)]
)
def test_a_code_says_where_however_it_is_typed(host: str, port: int) -> None:
    code = code_of(host, port)
    assert len(code) == 14
    for written in (code, code.lower(), code.replace("-", " "), f" {host}:{port} "):
        assert address_of(written) == (host, port)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2222",
        "2222-2222-222O",
        "300.1.1.1:80",
        "10.0.0.1:0",
        "10.0.0.1:70000",
        "2222-2222-2222",
    ],
)
def test_what_is_no_code_is_refused(written: str) -> None:
    assert refusal(lambda: address_of(written)) == "laptop.code-unknown"
