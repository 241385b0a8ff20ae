"""What a programme's office is handed of one finished review: its findings as data, and the consent they left by.

No note and no journal is in it. It is signed by whoever leads the review, and sealed to the office's card alone.
docs/bundle-format.md says the same to other programs.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pydantic import TypeAdapter

from reviewer_app.errors import UserError
from reviewer_app.model.canonical import Json, canonical
from reviewer_app.model.moment import Moment
from reviewer_app.sync.container import Holds, header_of, pack_signed, unpack
from reviewer_app.sync.frames import read_frames, read_object, write_frames
from reviewer_app.sync.naming import SUFFIXES, checked_review, prefix_of, short_digest
from reviewer_app.sync.signer import check_payload, check_signer
from reviewer_app.vault.card import Card
from reviewer_app.vault.identity import Identity, seal

LARGEST_INSIDE: Final = 8 * 1024 * 1024
"""Bytes the inside may have; the findings of a review have a hundredth of them."""

_MALFORMED: Final = "findings.contents-malformed"
_MOMENT: Final[TypeAdapter[str]] = TypeAdapter(Moment)
_QUOTED: Final = ("recipient", "purpose", "given_by", "how", "given_at", "signer")


@dataclass(frozen=True, slots=True)
class Findings:
    """One package, opened: who signed it and when, the consent as it is quoted, the findings' exact bytes.

    `digest` is the SHA-256 of the file.
    """

    review: str
    person: str
    made_at: str
    digest: str
    consent: Mapping[str, str]
    data: bytes


def name_of(review: str, consent: Mapping[str, str], data: bytes, office: Card) -> str:
    """Give the name a package goes by on a store: the same findings, for the same office, want the same name."""
    said = canonical([office.age_key, hashlib.sha256(data).hexdigest(), dict[str, Json](consent)])
    return f"{prefix_of(review)}{short_digest(said)}{SUFFIXES[Holds.FINDINGS]}"


def write_findings(
    *,
    review: str,
    consent: Mapping[str, str],
    data: bytes,
    office: Card,
    identity: Identity,
    made_at: str,
) -> bytes:
    """Write a package.

    Args:
        review: the review's id.
        consent: what is quoted of it: "recipient", "purpose", "given_by", "how", "given_at"; the signer's name is
            added.
        data: the findings as open data.
        office: whom it is sealed to.
        identity: who leads the review, and signs.
        made_at: a moment.

    Raises:
        ValueError: it would be larger than the format allows.
    """
    inside: dict[str, Json] = {
        "format": 1,
        "holds": Holds.FINDINGS.word,
        "review": review,
        "person": identity.person,
        "sign_key": identity.sign_key,
        "made_at": made_at,
    }
    quoted = canonical({**consent, "signer": identity.name})
    sealed = seal(write_frames([canonical(inside), quoted, data]), [office.age_key])
    payload = hashlib.sha256(sealed).hexdigest()
    header = header_of(Holds.FINDINGS, {**inside, "payload": payload}, sealed)
    return pack_signed(Holds.FINDINGS, header, sealed, identity.sign(header))


def read_findings(raw: bytes, identity: Identity) -> Findings:
    """Open a package as the office it is for, and check all of it but what the findings say.

    Raises:
        UserError: "file.*" as `unpack`, "findings.signature-wrong", "findings.not-for-you",
            "findings.contents-malformed".
    """
    container = unpack(Holds.FINDINGS, raw)
    review = checked_review(container.word("review"))
    check_signer(container, "findings.signature-wrong")
    check_payload(container, "findings.signature-wrong")
    try:
        compressed = identity.open(container.sealed)
    except UserError as refused:
        raise UserError("findings.not-for-you") from refused
    frames = read_frames(compressed, malformed=_MALFORMED, largest=LARGEST_INSIDE)
    inside = {
        name: value for name, value in container.header.items() if name not in {"payload", "size"}
    }
    if len(frames) != 3 or frames[0] != canonical(inside):
        raise UserError(_MALFORMED)
    quoted = read_object(frames[1], malformed=_MALFORMED)
    consent = {name: value for name in _QUOTED if isinstance(value := quoted.get(name), str)}
    if len(consent) != len(_QUOTED) or not all(consent.values()):
        raise UserError(_MALFORMED)
    try:
        made_at = _MOMENT.validate_python(container.word("made_at"))
    except ValueError:
        raise UserError(_MALFORMED) from None
    return Findings(
        review=review,
        person=container.word("person"),
        made_at=made_at,
        digest=hashlib.sha256(raw).hexdigest(),
        consent=consent,
        data=frames[2] or b"",
    )
