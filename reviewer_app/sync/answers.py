"""What a store on a network answered, told as an error a person can act on, and whether trying again may help.

OpenDAL says both in the words of its errors alone; `tests/sync/test_answers.py` holds that it still says them so.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from math import ceil
from typing import Final

from reviewer_app.errors import UserError

_STATUS: Final = re.compile(r"response: Parts \{ status: (\d{3})")
_HEADER: Final = r'"{name}": "([^"]*)"'
_REFUSALS: Final = {
    401: "store.signed-in-wrongly",
    403: "store.not-permitted",
    407: "store.sign-in-page",
    408: "store.busy",
    413: "store.full",
    423: "store.busy",
    425: "store.busy",
    429: "store.busy",
    502: "store.busy",
    503: "store.busy",
    504: "store.busy",
    507: "store.full",
    511: "store.sign-in-page",
}
A_MOMENT: Final = 60.0
"""Seconds a store may ask to be left alone for before a person is told how long."""
_MOMENTARY: Final = frozenset({408, 423, 425, 429, 500, 502, 503, 504})
_S3_SAYS: Final = {
    "InvalidAccessKeyId": "store.signed-in-wrongly",
    "SignatureDoesNotMatch": "store.signed-in-wrongly",
    "RequestTimeTooSkewed": "store.clock-wrong",
}
"""What S3 says beside a 403, in so many words."""
_NO_ROOM: Final = (
    "quotaexceeded",
    "quota exceeded",
    "no space left",
    "storage full",
    "storagefull",
)
"""What servers say of a full disk, or of somebody's share of one, beside whatever refusal."""

_NOT_UNDERSTOOD: Final = ("deserialize xml", "too much data", "too little data", "status: 2")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call that failed came to.

    Attributes:
        code: of the error.
        reason: what "store.failed" says beside it.
        momentary: whether the same call may do better a little later.
        wait: seconds the store asked to be left alone for, 0 where it named none.
        understood: False where what answered may be no store at all.
    """

    code: str
    reason: str = ""
    momentary: bool = False
    wait: float = 0.0
    understood: bool = True

    def error(self, place: str, name: str) -> UserError:
        """Give the error, of a file where one was asked for."""
        if self.wait > A_MOMENT:
            return UserError("store.asked-to-wait", place=place, minutes=ceil(self.wait / 60))
        return UserError(self.code, place=place, name=name, reason=self.reason)


def told(failure: Exception) -> Answer:
    """Read what became of a call from the error it ended in."""
    if isinstance(failure, TimeoutError):
        return Answer("store.unreachable", momentary=True)
    said = str(failure).partition("\nBacktrace")[0]
    lowered = said.casefold()
    found = _STATUS.search(said)
    if found is not None and not found[1].startswith("2"):
        return _refused(int(found[1]), said)
    if said.startswith("NotFound"):
        return Answer("store.file-missing")
    if "certificate" in lowered:
        return Answer("store.certificate-wrong")
    if "following redirect" in lowered:
        return Answer("store.sign-in-page")
    if any(sign in lowered for sign in _NOT_UNDERSTOOD):
        return Answer("store.failed", _first_line(said), momentary=True, understood=False)
    if "(temporary)" in said or "send http request" in lowered:
        # Where nobody answers at all there is no connection, and waiting brings none.
        return Answer("store.unreachable", momentary="(connect)" not in lowered)
    return Answer("store.failed", _first_line(said))


def _refused(status: int, said: str) -> Answer:
    if status == 404:
        return Answer("store.nowhere" if "NoSuchBucket" in said else "store.file-missing")
    if 300 <= status < 400:
        return Answer("store.sign-in-page")
    named = next((code for word, code in _S3_SAYS.items() if word in said), None)
    code = (status == 403 and named) or _REFUSALS.get(status, "store.failed")
    words = said.partition("\n\nContext:")[0].casefold()
    if any(sign in words for sign in _NO_ROOM):
        return Answer("store.full", f"HTTP {status}")
    return Answer(code, f"HTTP {status}", status in _MOMENTARY, _asked_to_wait(said))


def _asked_to_wait(said: str) -> float:
    """Give the seconds in Retry-After, which RFC 9110 allows as seconds or as a moment; 0 where there are none."""
    asked = _header("retry-after", said)
    if asked.isdecimal():
        return float(asked)
    until, now = _moment(asked), _moment(_header("date", said))
    return 0.0 if until is None or now is None else max(0.0, (until - now).total_seconds())


def _header(name: str, said: str) -> str:
    found = re.search(_HEADER.format(name=name), said)
    return found[1] if found else ""


def _moment(written: str) -> datetime | None:
    try:
        return parsedate_to_datetime(written)
    except ValueError:
        return None


def _first_line(said: str) -> str:
    return said.partition("\n")[0]
