"""Whether a signer's certificate was issued, in the end, by a root that whoever checks has named."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature

from reviewer_app.vault.certificate import may_issue

_MOST_STEPS: Final = 4
"""Issuers between a signer and a root; programmes have one at most, states two."""


def leads_to(
    certificate: x509.Certificate,
    beside: Iterable[x509.Certificate],
    roots: Sequence[x509.Certificate],
    when: datetime,
) -> bool:
    """Whether a certificate hangs below one of the roots, every issuer being allowed to issue and valid at `when`.

    RFC 5280, 6.1, as far as a programme's own root asks for it: no policies, no name constraints, no lists of what
    was revoked.

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
            and any(_issued(one, issuer) for one in reached)
        ]
        if any(issuer in roots for issuer in above):
            return True
        reached = above
    return False


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, TypeError, ValueError):
        return False
    return True
