"""The one form of JSON that is hashed, and values sealed so that each can be emptied by itself.

A sealed value is the pair `[salt, value]`; emptied, it is the pair's SHA-256. Both give the same digest, so
whatever hangs on it still checks; the salt keeps a short word from being guessed from its digest.
"""

import hashlib
import json
from json.encoder import encode_basestring
from typing import Final

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]

DEPTH: Final = 24
"""How deeply JSON may nest: far more than any record needs, far less than any stack holds."""
WHOLE: Final = 2**53
"""Whole numbers stay below this: every JSON reader and SQLite hold them exactly."""
_DIGITS: Final = 300
"""Digits of a whole number that stands as text: longer ones would be no number to anything that counts them."""

_ENCODER: Final = json.JSONEncoder(
    ensure_ascii=False,
    sort_keys=True,
    separators=(",", ":"),
    allow_nan=False,
    check_circular=False,  # what was read from JSON, or goes into a record, holds itself nowhere
)


def canonical(value: Json) -> bytes:
    """Write JSON in the one form that is hashed: sorted keys, no spaces, UTF-8.

    Raises:
        ValueError: not a number, or a broken surrogate.
    """
    return _ENCODER.encode(value).encode()


def read_object(raw: bytes) -> dict[str, Json]:
    """Read a JSON object.

    Raises:
        ValueError: not an object, not UTF-8, or nested too deeply.
    """
    try:
        parsed: Json = json.loads(raw.decode())
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(parsed, dict):
        raise ValueError("not an object")  # noqa: TRY004 (one error for whatever a file can hold)
    _check(parsed, DEPTH)
    return parsed


def read_value(text: str) -> Json:
    """Read JSON that stands as text in a field, of any kind.

    Raises:
        ValueError: no JSON, or nested too deeply, or it holds what is no number or no text.
    """
    try:
        parsed: Json = json.loads(text, parse_int=_whole)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    _check([parsed], DEPTH, largest=None)
    canonical(parsed)
    return parsed


def _whole(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise ValueError("a number is too large")
    return int(digits)


def require_canonical(raw: bytes, parsed: Json) -> None:
    """Refuse bytes that are not the one form: double keys, spaces, NaN read differently elsewhere.

    Raises:
        ValueError: they are not.
    """
    if canonical(parsed) != raw:
        raise ValueError("not in canonical form")


def _check(whole: dict[str, Json] | list[Json], depth: int, *, largest: int | None = WHOLE) -> None:
    """Check what an object or a list holds; `depth` levels are left, its own among them."""
    if depth == 1 and whole:
        raise ValueError("nested too deeply")
    for one in whole.values() if isinstance(whole, dict) else whole:
        if isinstance(one, str):  # as most are, of the thousands that come at a time
            continue
        if isinstance(one, (dict, list)):
            _check(one, depth - 1, largest=largest)
        elif isinstance(one, int) and largest is not None and not -largest < one < largest:
            raise ValueError("a number is too large")


def is_count(value: Json) -> bool:
    """Whether a value is a whole number from 1 on (True is not)."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def seal(value: Json, salt: str, place: str) -> list[Json]:
    """Seal a value with a salt of its own, so that knowing one gives nothing away about another."""
    return [hashlib.sha256(f"{salt}/{place}".encode()).hexdigest()[:32], value]


def digest_of(sealed: Json) -> str:
    """Give the digest of a sealed value, emptied or not.

    Raises:
        ValueError: neither a sealed value nor a digest.
    """
    if isinstance(sealed, list) and len(sealed) == 2:
        salt, value = sealed
        if isinstance(salt, str) and isinstance(value, str):
            # Words, as most values are, are written as `canonical` writes them, without its way there.
            words = f"[{encode_basestring(salt)},{encode_basestring(value)}]"
            return hashlib.sha256(words.encode()).hexdigest()
        if isinstance(salt, str):
            return hashlib.sha256(canonical(sealed)).hexdigest()
    if isinstance(sealed, str) and len(sealed) == 64:
        return sealed
    raise ValueError("not a sealed value")
