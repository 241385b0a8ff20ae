"""Asking a server for the time: what is sent, and what is taken for an answer."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from socket import create_server
from threading import Event, Thread

import pytest

from reviewer_app.errors import UserError
from reviewer_app.sync.time_server import LARGEST_ANSWER, ask_for_time, has_way_out

REPLY = "application/timestamp-reply"


@contextmanager
def answering(
    status: int, headers: dict[str, str], content: bytes
) -> Iterator[tuple[str, list[bytes]]]:
    heard: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_about: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", heard
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def refused(address: str) -> str:
    with pytest.raises(UserError) as problem:
        ask_for_time(address, b"query", patience=5)
    assert problem.value.happened
    return problem.value.code


def test_the_query_is_sent_as_it_is_and_the_reply_given_as_it_came() -> None:
    with answering(200, {"Content-Type": REPLY}, b"\x30\x00reply") as (address, heard):
        assert ask_for_time(address, b"query") == b"\x30\x00reply"
    assert heard == [b"query"]


@pytest.mark.parametrize(
    ("status", "headers", "content"),
    [
        (200, {"Content-Type": "text/html"}, b"<html>Sign in to the hotel's network</html>"),
        (200, {"Content-Type": REPLY}, b"x" * (LARGEST_ANSWER + 1)),
        (403, {"Content-Type": REPLY}, b""),
        (500, {"Content-Type": "text/plain"}, b"out of order"),
        (302, {"Location": "http://127.0.0.1:9/"}, b""),
    ],
    ids=["captive portal", "too large", "forbidden", "broken", "elsewhere"],
)
def test_what_is_no_reply_is_refused(status: int, headers: dict[str, str], content: bytes) -> None:
    with answering(status, headers, content) as (address, _heard):
        assert refused(address) == "report.time-refused"


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: 1\r\n" * 101 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\ncut",
    ],
    ids=["another service", "headers without end", "cut off"],
)
def test_what_does_not_speak_http_is_refused(answer: bytes) -> None:
    with create_server(("127.0.0.1", 0)) as listening:

        def speak() -> None:
            there, _from = listening.accept()
            with there:
                # All of it: what is left unread breaks the connection before the answer is read.
                while not there.recv(65_536).endswith(b"query"):
                    pass
                there.sendall(answer)

        thread = Thread(target=speak, daemon=True)
        thread.start()
        assert refused(f"http://127.0.0.1:{listening.getsockname()[1]}/") == "report.time-refused"
        thread.join()


def test_nobody_there_is_said_in_words() -> None:
    with answering(200, {"Content-Type": REPLY}, b"") as (address, _heard):
        pass
    with pytest.raises(UserError) as problem:
        ask_for_time(address, b"query", patience=5)
    assert problem.value.code == "report.time-unreachable"
    assert problem.value.happened.endswith("could not be reached: nothing answers there.")


@pytest.mark.parametrize("told", [False, True], ids=["headers", "content"])
def test_a_server_that_is_never_silent_has_no_longer_than_is_allowed(told: bool) -> None:
    lines = [b"HTTP/1.1 200 OK", b"Content-Type: " + REPLY.encode(), b"Content-Length: 200", b""]
    answer = b"\r\n".join([*lines, b"x" * 200])
    first = answer.index(b"x" * 200) if told else 0
    enough = Event()
    with create_server(("127.0.0.1", 0)) as listening:

        def trickle() -> None:
            there, _from = listening.accept()
            with there, suppress(OSError):
                there.recv(65_536)
                there.sendall(answer[:first])
                for byte in answer[first:]:
                    # It says all of it, and well, to whoever waits long enough.
                    enough.wait(0.05)
                    there.sendall(bytes([byte]))

        thread = Thread(target=trickle, daemon=True)
        thread.start()
        with pytest.raises(UserError) as problem:
            ask_for_time(
                f"http://127.0.0.1:{listening.getsockname()[1]}/",
                b"query",
                patience=5,
                at_most=0.3,
            )
        enough.set()
        thread.join()
    assert problem.value.code == "report.time-unreachable"
    assert "it did not answer in time" in problem.value.happened


@pytest.mark.parametrize(
    "address",
    [
        "",
        "tsa.example",
        "ftp://tsa.example/",
        "file:///etc/passwd",
        "https://a:b@tsa.example/",
        "http://[::1",
        "http://tsa.example:port/",
        "http://tsa example/",
        "http://tsa..example/",
    ],
)
def test_only_an_address_of_the_web_without_a_password_is_asked(address: str) -> None:
    assert refused(address) == "report.time-address"


def test_way_to_a_place_is_known_without_sending_anything() -> None:
    assert has_way_out("http://127.0.0.1:80/tsa")
    # There is no way to everybody at once, for whoever has not asked for one.
    assert not has_way_out("http://255.255.255.255/tsa")
