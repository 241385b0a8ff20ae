"""A server of trusted time (RFC 3161), asked over the network: only when somebody says so, and told a digest alone."""

import contextlib
import ssl
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection, InvalidURL
from ipaddress import ip_address
from socket import AF_INET, AF_INET6, SHUT_RDWR, SOCK_DGRAM, gaierror, socket
from threading import Timer
from typing import Final, Self
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    Request,
    build_opener,
)

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _

PATIENCE: Final = 20.0
"""Seconds for which a server may keep silent."""

AT_MOST: Final = 60.0
"""Seconds in which all of its answer must be here: one that sends a byte now and then is never silent."""

LARGEST_ANSWER: Final = 65_536
"""Bytes; a token with its certificates has a tenth of them."""

_ANY_PORT: Final = 9
"""The port for what is to be thrown away (RFC 863); nothing is sent there either."""

_QUERY: Final = "application/timestamp-query"
_REPLY: Final = "application/timestamp-reply"


class _NoRedirect(HTTPRedirectHandler):
    """What is asked goes to the server that was named, and nowhere else."""

    def redirect_request(self, *_about: object) -> None:
        return None


class _Deadline:
    """Ends every connection that was made once its time is up, wherever it is being read."""

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._made: list[socket] = []
        self._timer = Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        self._timer.cancel()

    def watched(self, kind: type[HTTPConnection]) -> Callable[..., HTTPConnection]:
        """Give what makes connections of a kind that end with the time."""

        def made(host: str, **options: object) -> HTTPConnection:
            connection = kind(host, **options)  # type: ignore[arg-type]
            connect = connection.connect

            def connected() -> None:
                connect()
                self._made.append(connection.sock)
                if self.passed:
                    self._end()

            connection.connect = connected  # type: ignore[method-assign]
            return connection

        return made

    def _end(self) -> None:
        self.passed = True
        for one in self._made:
            # One that is closed already has ended.
            with contextlib.suppress(OSError):
                one.shutdown(SHUT_RDWR)


class _Plain(HTTPHandler):
    """Connects within a deadline."""

    def __init__(self, deadline: _Deadline) -> None:
        super().__init__()
        self._make = deadline.watched(HTTPConnection)

    def http_open(self, request: Request) -> HTTPResponse:
        return self.do_open(self._make, request)


class _Sealed(HTTPSHandler):
    """Connects by TLS within a deadline; what the server shows is verified."""

    def __init__(self, deadline: _Deadline) -> None:
        super().__init__()
        self._make = deadline.watched(HTTPSConnection)

    def https_open(self, request: Request) -> HTTPResponse:
        return self.do_open(self._make, request, context=ssl.create_default_context())


def has_way_out(address: str) -> bool:
    """Whether this computer knows a way to where a server may be; nothing is sent to find out.

    Naming a place for a datagram looks for the way there, and fails where there is no network.
    """
    try:
        parts = urlsplit(address)
        there = ip_address(parts.hostname or "")
        places = [str(there)]
    except ValueError:
        # A name: no name is looked up, so any place far away stands for it (RFC 5737, 3; RFC 3849, 4).
        places = ["192.0.2.1", "2001:db8::1"]
    return any(map(_has_way_to, places))


def _has_way_to(place: str) -> bool:
    family = AF_INET6 if ":" in place else AF_INET
    try:
        with socket(family, SOCK_DGRAM) as asked:
            asked.connect((place, _ANY_PORT))
    except OSError:
        return False
    return True


def ask_for_time(
    address: str, query: bytes, *, patience: float = PATIENCE, at_most: float = AT_MOST
) -> bytes:
    """Send a time-stamp query (DER) and give the reply as it came; TLS is verified.

    Plain HTTP is common among these servers, and harmless for what is asked: the query is a digest, and the reply is
    signed (RFC 3161, 3.4). Whoever is named by https is asked by https alone.

    Args:
        address: the server's.
        query: the query.
        patience: seconds for which it may keep silent.
        at_most: seconds in which all of its answer must be here.

    Raises:
        UserError: "report.time-address", "report.time-unreachable", "report.time-refused".
    """
    host = _host_of(address)
    answer = b""
    with _Deadline(at_most) as deadline:
        try:
            answer = _asked(address, host, query, patience, deadline)
        except UserError:
            # What the cut at the deadline looks like from inside tells nothing.
            if not deadline.passed:
                raise
    if deadline.passed:
        reason = _("it did not answer in time")
        raise UserError("report.time-unreachable", host=host, reason=reason)
    return answer


def _asked(address: str, host: str, query: bytes, patience: float, deadline: _Deadline) -> bytes:
    request = Request(address, query, {"Content-Type": _QUERY, "Accept": _REPLY})  # noqa: S310 (see above)
    try:
        opener = build_opener(_NoRedirect, _Plain(deadline), _Sealed(deadline))
        with opener.open(request, timeout=patience) as reply:
            kind = reply.headers.get_content_type()
            content: bytes = reply.read(LARGEST_ANSWER + 1)
    except HTTPError as refused:
        refused.close()
        raise UserError("report.time-refused", host=host, reason=f"HTTP {refused.code}") from None
    except OSError as problem:
        reason = _reason_of(getattr(problem, "reason", problem))
        raise UserError("report.time-unreachable", host=host, reason=reason) from None
    except (InvalidURL, ValueError):
        raise UserError("report.time-address", address=address) from None
    except HTTPException:
        # What answers at that port may speak anything.
        kind, content = "", b""
    if kind != _REPLY or len(content) > LARGEST_ANSWER:
        raise UserError(
            "report.time-refused", host=host, reason=_("it answered with something else")
        )
    return content


def _host_of(address: str) -> str:
    """Give the name of a server of the web that is asked without a password.

    Raises:
        UserError: "report.time-address".
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        raise UserError("report.time-address", address=address) from None
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
        raise UserError("report.time-address", address=address)
    return parts.hostname


def _reason_of(problem: object) -> str:
    """Say in plain words why nothing came, as far as that is known."""
    match problem:
        case ConnectionRefusedError():
            return _("nothing answers there")
        case TimeoutError():
            return _("it did not answer in time")
        case gaierror():
            return _("no server of that name is known here")
        case ssl.SSLCertVerificationError():
            return _("it could not show that it is that server")
        case OSError(strerror=str(said)) if said:
            return said
    return str(problem)
