"""Whether a signer's certificate was issued, in the end, by a root that whoever checks has named, and stands still."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cryptography import x509

from reviewer_app.vault.certificate import issued_by, may_issue
from reviewer_app.vault.revocation import RevocationList

_MOST_STEPS: Final = 4
"""Issuers between a signer and a root; programmes have one at most, states two."""


def leads_to(
    certificate: x509.Certificate,
    beside: Iterable[x509.Certificate],
    roots: Sequence[x509.Certificate],
    when: datetime,
) -> bool:
    """Whether a certificate hangs below one of the roots, every issuer being allowed to issue and valid at `when`.

    RFC 5280, 6.1, as far as a programme's own root asks for it: no policies, no name constraints.

    Args:
        certificate: the signer's.
        beside: what was sent along, from which issuers are taken.
        roots: those that are trusted; a signer's own certificate may be one.
        when: the moment that counts.
    """
    if certificate in roots:
        return True
    reached, issuers = [certificate], [*beside]
    for step in range(_MOST_STEPS):
        above = [
            issuer
            for issuer in (*issuers, *roots)
            if may_issue(issuer, step)
            and issuer.not_valid_before_utc <= when <= issuer.not_valid_after_utc
            and any(issued_by(one, issuer) for one in reached)
        ]
        if any(issuer in roots for issuer in above):
            return True
        reached = above
    return False


@dataclass(frozen=True, slots=True)
class Revocation:
    """What issuers say of a certificate.

    Attributes:
        since: from when on it, or an issuer above it, was taken back; None where nobody says so.
        list_of: when the newest list of its own issuer was made; None where there is none.
    """

    since: datetime | None = None
    list_of: datetime | None = None


def revocation_of(
    certificate: x509.Certificate,
    beside: Iterable[x509.Certificate],
    lists: Sequence[RevocationList],
) -> Revocation:
    """Ask the lists about a certificate and those above it; a list counts if the very issuer signed it (RFC 5280, 6.3).

    What was ever revoked stays so, whichever list says it.
    """
    reached, issuers = [certificate], [*dict.fromkeys(beside)]
    since: list[datetime] = []
    made: list[datetime] = []
    for _step in range(_MOST_STEPS if lists else 0):
        above = [
            (one, issuer)
            for one in reached
            for issuer in issuers
            if issuer != one and issued_by(one, issuer)
        ]
        for one, issuer in above:
            for said in (said for said in lists if said.is_by(issuer)):
                revoked = said.since(one)
                since += [] if revoked is None else [revoked]
                made += [said.made_at] if one == certificate else []
        reached = [issuer for _one, issuer in above]
    return Revocation(min(since, default=None), max(made, default=None))
