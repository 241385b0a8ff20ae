"""A line that is bad in every way: a proxy of ours between the program and a real server on this computer.

It passes whole requests and answers on, counts them and their bytes, waits, goes slowly, breaks at a byte, and answers
by script in the server's place. It understands as much of HTTP/1.1 as that takes.
"""

import re
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from io import BufferedReader
from typing import Final
from urllib.parse import unquote, urlsplit

PIECE: Final = 16_384
RESET: Final = struct.pack("ii", 1, 0)
"""For SO_LINGER: closing tells the other side that the connection broke."""


@dataclass(frozen=True, slots=True)
class Request:
    """What the program asked: how, for which path, how many bytes came with it, and its lines of headers."""

    method: str
    path: str
    size: int
    head: bytes = b""

    @property
    def name(self) -> str:
        """The last part of the path."""
        return unquote(urlsplit(self.path).path.rstrip("/").rpartition("/")[2])


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered: `head` are lines of headers, without the body's length."""

    status: int
    body: bytes = b""
    head: tuple[str, ...] = ()

    def raw(self, *, bare: bool = False) -> bytes:
        """Give it as it goes over the line; `bare` without the body, as HEAD wants it."""
        lines = (f"HTTP/1.1 {self.status} As told", *self.head, f"Content-Length: {len(self.body)}")
        return "\r\n".join((*lines, "", "")).encode() + (b"" if bare else self.body)


SIGN_IN: Final = Answer(
    200,
    b"<!DOCTYPE html><html><head><title>Welcome</title></head><body>Sign in<br></body></html>",
    ("Content-Type: text/html",),
)
"""What a hotel answers everything with; and below, in the XML that some write their pages in."""
SIGN_IN_XHTML: Final = Answer(
    200,
    b"<html><head><title>Welcome</title></head><body><p>Sign in</p></body></html>",
    ("Content-Type: application/xhtml+xml",),
)

Script = Callable[[Request], "Answer | None"]
"""Says what is answered in the server's place; None lets the server answer."""
Alter = Callable[[Request, Answer], Answer]
"""Changes what the server answered."""


class Broken(Exception):  # noqa: N818 (what happens to lines, and no error of the proxy)
    """The line broke here."""


@dataclass
class Line:
    """The line between the program and a server; how bad it is may be changed at any time.

    Attributes:
        server: the server's port on this computer.
        port: the port the program goes to.
        requests: all that came, in order.
        up: bytes that the program sent and that were passed on; `down` those that came back.
        breaks_up: how many further bytes it carries up before it breaks, for ever; None while it does not.
        breaks_down: the same for bytes down.
        dead: nothing is answered at all, not even by breaking the connection, until it is set back.
        delay: seconds before each request is passed on.
        rate: bytes a second each way, 0 for as many as there are.
        script: answers in the server's place.
        alter: changes what the server answered, but for answers to HEAD, which have no body.
    """

    server: int
    port: int = 0
    requests: list[Request] = field(default_factory=list)
    up: int = 0
    down: int = 0
    breaks_up: int | None = None
    breaks_down: int | None = None
    dead: bool = False
    delay: float = 0.0
    rate: int = 0
    script: Script | None = None
    alter: Alter | None = None
    _counting: threading.Lock = field(default_factory=threading.Lock)

    def forget(self) -> None:
        """Count from nothing again."""
        self.requests, self.up, self.down = [], 0, 0

    def mend(self) -> None:
        """Make it a good line."""
        with self._counting:
            self.breaks_up = self.breaks_down = None
        self.script = self.alter = None
        self.dead, self.delay, self.rate = False, 0.0, 0

    def sent(self, ending: str = "") -> int:
        """Give the bytes of files with such names' endings that the program sent, whatever became of them."""
        return sum(one.size for one in self.requests if one.name.endswith(ending))

    def serve(self, client: socket.socket) -> None:
        """Carry what comes over one connection until it ends or the line breaks."""
        with client, client.makefile("rb") as said:
            try:
                while self._exchange(client, said):
                    pass
            except (Broken, OSError, ValueError):
                with suppress(OSError):
                    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)

    def _exchange(self, client: socket.socket, said: BufferedReader) -> bool:
        head = _head(said)
        if not head:
            return False
        method, path = head.split(b" ", 2)[:2]
        body = said.read(_length(head))
        request = Request(method.decode(), path.decode(), len(body), head)
        self.requests.append(request)
        while self.dead:
            time.sleep(0.01)
        time.sleep(self.delay)
        answer = self.script(request) if self.script else None
        bare = request.method == "HEAD"
        if answer is None:
            with socket.create_connection(("127.0.0.1", self.server)) as server:
                self._carry(server, head + body, up=True, of=client)
                with server.makefile("rb") as back:
                    raw = _answer(back, bare=bare)
            if self.alter is not None and not bare:
                raw = self.alter(request, _parsed(raw)).raw(bare=bare)
        else:
            raw = answer.raw(bare=bare)
        self._carry(client, raw, up=False)
        return True

    def _carry(
        self, to: socket.socket, content: bytes, *, up: bool, of: socket.socket | None = None
    ) -> None:
        """Carry bytes in pieces; where whoever they are `of` has hung up, no more of them."""
        for at in range(0, len(content), PIECE):
            if of is not None and _hung_up(of):
                raise Broken
            piece = content[at : at + PIECE]
            going = piece[: self._carries(len(piece), up=up)]
            to.sendall(going)
            if self.rate:
                time.sleep(len(going) / self.rate)
            if up:
                self.up += len(going)
            else:
                self.down += len(going)
            if len(going) < len(piece):
                raise Broken

    def _carries(self, size: int, *, up: bool) -> int:
        """Say how many of so many bytes go on, and take them off what is left: at once, as it may be mended then."""
        with self._counting:
            left = self.breaks_up if up else self.breaks_down
            if left is None:
                return size
            going = min(size, left)
            if up:
                self.breaks_up = left - going
            else:
                self.breaks_down = left - going
            return going


def _hung_up(client: socket.socket) -> bool:
    try:
        return client.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
    except BlockingIOError:
        return False


def _head(said: BufferedReader) -> bytes:
    lines = []
    while (line := said.readline()) not in (b"\r\n", b""):
        lines.append(line)
    return b"".join((*lines, b"\r\n")) if lines else b""


def _length(head: bytes) -> int:
    found = re.search(rb"(?im)^content-length: *(\d+)", head)
    return int(found[1]) if found else 0


def _answer(back: BufferedReader, *, bare: bool) -> bytes:
    """Read a whole answer; one in chunks is given as one of a length."""
    head = _head(back)
    if bare or re.match(rb"HTTP/1.1 (?:1..|204|304)", head):
        return head
    if re.search(rb"(?im)^transfer-encoding: *chunked", head):
        body = b"".join(_chunks(back))
        head = re.sub(rb"(?im)^transfer-encoding:.*\r\n", b"", head)
        return head[:-2] + f"Content-Length: {len(body)}\r\n\r\n".encode() + body
    return head + back.read(_length(head))


def _chunks(back: BufferedReader) -> Iterator[bytes]:
    while size := int(back.readline(), 16):
        yield back.read(size)
        back.readline()
    back.readline()


def _parsed(raw: bytes) -> Answer:
    head, _gap, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    kept = tuple(line for line in lines if not line.lower().startswith("content-length:"))
    return Answer(int(first.split(" ")[1]), body, kept)


@contextmanager
def line_to(server: int) -> Iterator[Line]:
    """Lay a line to a server on this computer."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        line = Line(server, listening.getsockname()[1])

        def accept() -> None:
            with suppress(OSError):  # it was closed
                while True:
                    client, _address = listening.accept()
                    threading.Thread(target=line.serve, args=(client,), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        try:
            yield line
        finally:
            line.mend()
            listening.shutdown(socket.SHUT_RDWR)
