"""Serving the team's files straight from this laptop: read-only, on a local network, while someone wants that.

Who asks first gets a token sealed to the review's keys; only who can open it may list and read. So nobody else learns
even how many files there are. Who reads signs the token, so that it can be told here who gathered. What is said stands
in docs/bundle-format.md.
"""

import hmac
import json
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR
from threading import BoundedSemaphore, Lock, Thread, Timer
from typing import Any, Final, cast
from urllib.parse import unquote

from reviewer_app.errors import UserError
from reviewer_app.sync.container import Holds
from reviewer_app.sync.stores import Store
from reviewer_app.vault.encoding import bytes_of
from reviewer_app.vault.identity import seal, verify

ROOT: Final = "/reviewer-app/1/"
SILENCE: Final = 10.0
"""Seconds that who asks may keep silent."""
AT_ONCE: Final = 16
"""Questions answered at a time: a team has a handful of laptops, and more is somebody who means harm."""
MEMBER: Final = "Member"
"""The header in which who reads says who they are: their id, a space, and their signature of `gathers(token)`."""
LINES: Final = 64
"""Lines held open at a time, whoever is at the other end: each takes a thread, and is an open file."""
_FILES: Final = f"{ROOT}files"
_LARGEST: Final = max(holds.largest for holds in Holds)


def gathers(token: str) -> bytes:
    """Give what a member signs to say that it is they who gather."""
    return f"reviewer-app gathers\0{token}".encode()


@dataclass(frozen=True, slots=True)
class Watch:
    """Who sees that files are taken, one by one.

    Attributes:
        sign_key_of: the signing key of a member by their id, None for nobody.
        took: told who took a file, "" where they did not show who they are, and from which address.
    """

    sign_key_of: Callable[[str], str | None] = lambda _person: None
    took: Callable[[str, str], None] = lambda _person, _address: None


UNWATCHED: Final = Watch()


@contextmanager
def serving(
    store: Store,
    renew: Callable[[], None],
    review_keys: Sequence[str],
    host: str,
    watch: Watch = UNWATCHED,
) -> Iterator[tuple[str, int]]:
    """Serve what a store holds while this lasts; gives host and port.

    Args:
        store: holds the files; each is given whole.
        renew: brings the store up to date; called before its names are given, one call at a time.
        review_keys: the age recipients of those who may read.
        host: this laptop's address, where it is listened.
        watch: sees who takes files.

    Raises:
        UserError: "laptop.no-network".
    """
    token = secrets.token_hex(32)
    try:
        server = _Server(host, store, renew, token, seal(token.encode(), review_keys), watch)
    except OSError:
        raise UserError("laptop.no-network") from None
    thread = Thread(target=server.serve_forever, name="serving", daemon=True)
    thread.start()
    try:
        yield host, int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    """Answers few at a time, and passes over lines that break: who asked asks again."""

    daemon_threads = True
    # Another program's port is never taken over.
    allow_reuse_address = False
    # Lines that wait to be taken or shut: past these the system lets them wait for seconds, somebody of the team's too.
    request_queue_size = 2 * LINES

    def __init__(
        self,
        host: str,
        store: Store,
        renew: Callable[[], None],
        token: str,
        gate: bytes,
        watch: Watch,
    ) -> None:
        super().__init__((host, 0), _Handler)
        self.gate = gate
        self._store, self._renew = store, renew
        self._allowed, self._signed, self._watch = f"Bearer {token}", gathers(token), watch
        self._renewing = Lock()
        self.free = BoundedSemaphore(AT_ONCE)
        self._lines = BoundedSemaphore(LINES)

    def verify_request(self, *_about: object) -> bool:
        """Whether there is room for one more line; where there is none it is shut at once."""
        return self._lines.acquire(blocking=False)

    def process_request_thread(self, *line: Any) -> None:
        """Answer what is asked on a line, and make room for another."""
        try:
            super().process_request_thread(*line)
        finally:
            self._lines.release()

    def is_allowed(self, said: str) -> bool:
        """Whether who asks has opened the token."""
        return hmac.compare_digest(said.encode(), self._allowed.encode())

    def names(self) -> bytes:
        """Give the names of the files, as they are now."""
        with self._renewing:
            self._renew()
            return json.dumps(self._store.list()).encode()

    def content(self, name: str) -> bytes | None:
        """Give a file; None where there is none of this name."""
        try:
            return self._store.read(name, largest=_LARGEST)
        except UserError:
            return None

    def took(self, said: str, address: str) -> None:
        """Tell who took a file, as far as they showed it."""
        person, _space, signature = said.partition(" ")
        key = self._watch.sign_key_of(person)
        try:
            shown = key is not None and verify(key, self._signed, bytes_of(signature))
        except ValueError:
            shown = False
        self._watch.took(person if shown else "", address)

    def handle_error(self, *_about: object) -> None:
        """Pass over a line that broke."""


class _Handler(BaseHTTPRequestHandler):
    """Answers one question after another on one line."""

    timeout = SILENCE
    server_version = "reviewer-app"
    sys_version = ""

    def handle(self) -> None:
        """Answer what is asked, if it is asked in time: letter by letter a question could be made to last for ever."""
        self._late = Timer(SILENCE, self._shut)
        self._late.daemon = True
        self._late.start()
        try:
            super().handle()
        finally:
            self._late.cancel()

    def _shut(self) -> None:
        with suppress(OSError):
            self.connection.shutdown(SHUT_RDWR)

    def do_GET(self) -> None:
        """Answer, unless too many ask."""
        self._late.cancel()
        server = cast("_Server", self.server)
        if not server.free.acquire(blocking=False):
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE)
            return
        try:
            self._get(server)
        finally:
            server.free.release()

    def _get(self, server: _Server) -> None:
        if self.path == ROOT:
            self._answer(HTTPStatus.OK, server.gate)
        elif not server.is_allowed(self.headers.get("Authorization", "")):
            self._answer(HTTPStatus.FORBIDDEN)
        elif self.path == _FILES:
            self._answer(HTTPStatus.OK, server.names())
        else:
            content = server.content(unquote(self.path.removeprefix(f"{_FILES}/")))
            found = HTTPStatus.NOT_FOUND if content is None else HTTPStatus.OK
            self._answer(found, content or b"")
            if content is not None:
                server.took(self.headers.get(MEMBER, ""), self.client_address[0])

    def _answer(self, status: HTTPStatus, body: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Type", "application/octet-stream")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_about: object) -> None:
        """Write nothing anywhere of who asked."""
