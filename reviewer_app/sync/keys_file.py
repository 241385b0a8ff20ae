"""A person's sealed keys as a file on a store; what opens it is the printed recovery code (`vault/returning.py`)."""

from dataclasses import dataclass

from reviewer_app.sync.container import Holds, header_of, pack_digested, unpack
from reviewer_app.sync.naming import SUFFIXES, checked_review, prefix_of, short_digest


@dataclass(frozen=True, slots=True)
class KeysFile:
    """What a file of keys says in clear, and its sealed bytes."""

    review: str
    person: str
    sealed: bytes


def write_keys_file(keys: KeysFile) -> tuple[str, bytes]:
    """Give the file's name and bytes; the same keys are always the same file."""
    header = header_of(Holds.KEYS, {"review": keys.review, "person": keys.person}, keys.sealed)
    name = f"{prefix_of(keys.review)}{keys.person[:6]}-{short_digest(keys.sealed)}{SUFFIXES[Holds.KEYS]}"
    return name, pack_digested(Holds.KEYS, header, keys.sealed)


def read_keys_file(raw: bytes) -> KeysFile:
    """Read what a file of keys says in clear, and check that it is whole.

    Raises:
        UserError: "file.*" as `unpack`.
    """
    container = unpack(Holds.KEYS, raw)
    return KeysFile(
        checked_review(container.word("review")), container.word("person"), container.sealed
    )
