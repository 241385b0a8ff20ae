"""Serving the team's files straight from this laptop: read-only, on a local network, while someone wants that.

Who asks first gets a token sealed to the review's keys; only who can open it may list and read. So nobody else learns
even how many files there are. docs/bundle-format.md tells what is said.
"""

import hmac
import json
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR
from threading import BoundedSemaphore, Lock, Thread, Timer
from typing import Any, Final, cast
from urllib.parse import unquote

from reviewer_app.errors import UserError
from reviewer_app.sync.container import Holds
from reviewer_app.sync.stores import Store
from reviewer_app.vault.identity import seal

ROOT: Final = "/reviewer-app/1/"
SILENCE: Final = 10.0
"""Seconds that who asks may keep silent."""
AT_ONCE: Final = 16
"""Questions answered at a time: a team has a handful of laptops, and more is somebody who means harm."""
LINES: Final = 64
"""Lines held open at a time, whoever is at the other end: each takes a thread, and is an open file."""
_FILES: Final = f"{ROOT}files"
_LARGEST: Final = max(holds.largest for holds in Holds)


@contextmanager
def serving(
    store: Store, renew: Callable[[], None], review_keys: Sequence[str], host: str
) -> Iterator[tuple[str, int]]:
    """Serve what a store holds while this lasts; gives host and port.

    Args:
        store: holds the files; each is given whole.
        renew: brings the store up to date; called before its names are given, one call at a time.
        review_keys: the age recipients of those who may read.
        host: this laptop's address, where it is listened.

    Raises:
        UserError: "laptop.no-network".
    """
    token = secrets.token_hex(32)
    try:
        server = _Server(host, store, renew, token, seal(token.encode(), review_keys))
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

    def __init__(
        self, host: str, store: Store, renew: Callable[[], None], token: str, gate: bytes
    ) -> None:
        super().__init__((host, 0), _Handler)
        self.gate = gate
        self._store, self._renew = store, renew
        self._allowed = f"Bearer {token}"
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

    def _answer(self, status: HTTPStatus, body: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Type", "application/octet-stream")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_about: object) -> None:
        """Write nothing anywhere of who asked."""
