"""Names of files on a store: at most 40 characters of a-z, 0-9, full stop and hyphen.

So they fit deep inside a trust's cloud folder on Windows and mean the same where capitals do not count. A name begins
with eight characters of the review's id and holds a digest of what the file holds, so that two files never want
one name and a listing shows what is new. Where something else lies under that name, another is drawn.
"""

import base64
import hashlib
import re
import secrets
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.sync.container import Holds

DIGEST_CHARACTERS: Final = 10
_MOST_NAMES: Final = 3
_DRAWN: Final = 6
_LONGEST_NAME: Final = 40
_LONGEST_STEM: Final = _LONGEST_NAME - len("-.rvb") - _DRAWN

SUFFIXES: Final = {
    Holds.BUNDLE: ".rvb",
    Holds.ROSTER: ".rvr",
    Holds.PHOTO: ".rvp",
    Holds.SETUP: ".rvs",
    Holds.KEYS: ".rvk",
    Holds.FINDINGS: ".rvf",
    Holds.INVITATION: ".rvi",
    Holds.ANSWER: ".rva",
    Holds.PROPOSAL: ".rvo",
}

_REVIEW: Final = re.compile(r"[0-9a-f]{32}")
_WRITTEN_BY: Final = re.compile(r"[0-9a-f]{8}-([a-z0-9]{6})-[a-z0-9-]+\.rv[bk]")
_OURS: Final = re.compile(r"([0-9a-f]{8})-[a-z0-9-]+\.rv[brpskiafo]")


def short_digest(content: bytes, characters: int = DIGEST_CHARACTERS) -> str:
    """Give the beginning of a SHA-256 in characters that are safe in file names (5 bits each)."""
    digest = hashlib.sha256(content).digest()
    return base64.b32encode(digest)[:characters].decode("ascii").lower()


def checked_review(review: str) -> str:
    """Give a review's id if it is one.

    Raises:
        UserError: "file.damaged".
    """
    if not _REVIEW.fullmatch(review):
        raise UserError("file.damaged")
    return review


def prefix_of(review: str) -> str:
    """Give what the names of a review's files begin with."""
    return f"{review[:8]}-"


def concerns(name: str, review: str, holds: Holds) -> bool:
    """Say whether a listed file may hold what is asked for.

    A name someone else gave it, such as a cloud folder's "... (1).rvb", is looked into as well.
    """
    if not name.lower().endswith(SUFFIXES[holds]):
        return False
    ours = _OURS.fullmatch(name)
    return ours is None or ours[1] == review[:8]


def writer_in(name: str) -> str:
    """Give what the id of the person begins with whose file a name says it is; "" where it says nobody's."""
    said = _WRITTEN_BY.fullmatch(name)
    return said[1] if said is not None else ""


def names_for(name: str) -> tuple[str, ...]:
    """Give the names a file may go by: its own, then others for when a damaged file has taken that."""
    stem, suffix = name[:-4], name[-4:]
    return (name, *(f"{stem}-{number}{suffix}" for number in range(2, _MOST_NAMES + 1)))


def drawn_name(name: str) -> str:
    """Draw one more name for a file: whoever may write to a store can take every other before it is there."""
    token = base64.b32encode(secrets.token_bytes(5))[:_DRAWN].decode("ascii").lower()
    return f"{_beginning(name)}{token}{name[-4:]}"


def goes_by(name: str, own: str) -> bool:
    """Say whether a file whose own name is `own` may go by this name: one of `names_for`, or one that was drawn."""
    drawn = rf"{re.escape(_beginning(own))}[a-z2-7]{{{_DRAWN}}}{re.escape(own[-4:])}"
    return name in names_for(own) or re.fullmatch(drawn, name) is not None


def _beginning(name: str) -> str:
    return f"{name[:-4][:_LONGEST_STEM]}-"
