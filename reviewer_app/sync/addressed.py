"""A file that one person signs and seals to others: a set-up file, an answer, a package of findings.

The header is repeated inside what is sealed, so that nobody signs another person's contents as their own.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reviewer_app.errors import UserError
from reviewer_app.model.canonical import Json, canonical
from reviewer_app.sync.container import Container, Holds, header_of, pack_signed, unpack
from reviewer_app.sync.frames import LARGEST_INSIDE, read_frames, write_frames
from reviewer_app.sync.naming import checked_review
from reviewer_app.sync.signer import check_payload, check_signer
from reviewer_app.vault.identity import Identity, seal


@dataclass(frozen=True, slots=True)
class Refusals:
    """The codes of what is told where a file is not by whom it names, not for who opens it, or holds something else."""

    wrong: str
    not_for_you: str
    malformed: str


def write_addressed(
    holds: Holds,
    fields: Mapping[str, Json],
    contents: Iterable[bytes],
    *,
    recipients: Sequence[str],
    identity: Identity,
) -> bytes:
    """Write a file.

    Args:
        holds: what it holds.
        fields: of its header, "review" and "made_at" among them.
        contents: the frames inside, after the header.
        recipients: the age keys of those it is for.
        identity: who signs.
    """
    inside: dict[str, Json] = {
        **fields,
        "format": 1,
        "holds": holds.word,
        "person": identity.person,
        "sign_key": identity.sign_key,
    }
    sealed = seal(write_frames([canonical(inside), *contents]), recipients)
    payload = hashlib.sha256(sealed).hexdigest()
    header = header_of(holds, {**inside, "payload": payload}, sealed)
    return pack_signed(holds, header, sealed, identity.sign(header))


def read_addressed(
    holds: Holds,
    raw: bytes,
    identity: Identity,
    refusals: Refusals,
    *,
    largest: int = LARGEST_INSIDE,
) -> tuple[Container, list[bytes]]:
    """Open a file as one of those it is for, and check who signed it; gives its outside and what stands inside.

    Raises:
        UserError: "file.*" as `unpack`, and what `refusals` names.
    """
    container = unpack(holds, raw)
    checked_review(container.word("review"))
    check_signer(container, refusals.wrong)
    check_payload(container, refusals.wrong)
    try:
        compressed = identity.open(container.sealed)
    except UserError as refused:
        raise UserError(refusals.not_for_you) from refused
    frames = read_frames(compressed, malformed=refusals.malformed, largest=largest)
    whole = [frame for frame in frames if frame is not None]
    inside = {
        name: value for name, value in container.header.items() if name not in {"payload", "size"}
    }
    if len(whole) != len(frames) or not whole or whole[0] != canonical(inside):
        raise UserError(refusals.malformed)
    return container, whole[1:]
