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
from reviewer_app.sync.addressed import Refusals, read_addressed, write_addressed
from reviewer_app.sync.container import Holds
from reviewer_app.sync.frames import read_object
from reviewer_app.sync.naming import SUFFIXES, prefix_of, short_digest
from reviewer_app.vault.card import Card
from reviewer_app.vault.identity import Identity

LARGEST_INSIDE: Final = 8 * 1024 * 1024
"""Bytes the inside may have; the findings of a review have a hundredth of them."""

_MALFORMED: Final = "findings.contents-malformed"
_REFUSALS: Final = Refusals("findings.signature-wrong", "findings.not-for-you", _MALFORMED)
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
    quoted = canonical({**consent, "signer": identity.name})
    return write_addressed(
        Holds.FINDINGS,
        {"review": review, "made_at": made_at},
        [quoted, data],
        recipients=[office.age_key],
        identity=identity,
    )


def read_findings(raw: bytes, identity: Identity) -> Findings:
    """Open a package as the office it is for, and check all of it but what the findings say.

    Raises:
        UserError: "file.*" as `unpack`, "findings.signature-wrong", "findings.not-for-you",
            "findings.contents-malformed".
    """
    container, contents = read_addressed(
        Holds.FINDINGS, raw, identity, _REFUSALS, largest=LARGEST_INSIDE
    )
    if len(contents) != 2:
        raise UserError(_MALFORMED)
    quoted = read_object(contents[0], malformed=_MALFORMED)
    consent = {name: value for name in _QUOTED if isinstance(value := quoted.get(name), str)}
    if len(consent) != len(_QUOTED) or not all(consent.values()):
        raise UserError(_MALFORMED)
    try:
        made_at = _MOMENT.validate_python(container.word("made_at"))
    except ValueError:
        raise UserError(_MALFORMED) from None
    return Findings(
        review=container.word("review"),
        person=container.word("person"),
        made_at=made_at,
        digest=hashlib.sha256(raw).hexdigest(),
        consent=consent,
        data=contents[1],
    )
