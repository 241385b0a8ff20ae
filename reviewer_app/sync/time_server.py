"""A server of trusted time (RFC 3161), asked over the network: only when somebody says so, and told a digest alone."""

from http.client import HTTPException, InvalidURL
from ipaddress import ip_address
from socket import AF_INET, AF_INET6, SOCK_DGRAM, socket
from typing import Final
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _

PATIENCE: Final = 20.0
"""Seconds for which a server may keep silent."""

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


def ask_for_time(address: str, query: bytes, *, patience: float = PATIENCE) -> bytes:
    """Send a time-stamp query (DER) and give the reply as it came; TLS is verified.

    Plain HTTP is common among these servers, and harmless for what is asked: the query is a digest, and the reply is
    signed (RFC 3161, 3.4). Whoever is named by https is asked by https alone.

    Raises:
        UserError: "report.time-address", "report.time-unreachable", "report.time-refused".
    """
    host = _host_of(address)
    request = Request(address, query, {"Content-Type": _QUERY, "Accept": _REPLY})  # noqa: S310 (see above)
    try:
        with build_opener(_NoRedirect).open(request, timeout=patience) as reply:
            kind = reply.headers.get_content_type()
            content: bytes = reply.read(LARGEST_ANSWER + 1)
    except HTTPError as refused:
        refused.close()
        raise UserError("report.time-refused", host=host, reason=f"HTTP {refused.code}") from None
    except OSError as problem:
        reason = str(getattr(problem, "reason", problem))
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
