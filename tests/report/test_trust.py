"""Whose word counts for a signer's name: the roots that were named, and what they issued."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from reviewer_app.report.trust import leads_to
from tests.report.authority import usage_of

NOW = datetime(2026, 11, 27, 15, 2, tzinfo=UTC)
LATER = NOW + timedelta(days=30)


class Named:
    """A name with a key, and the certificate somebody gave it."""

    def __init__(
        self,
        name: str,
        issuer: "Named | None" = None,
        *,
        issues: bool = True,
        below: int | None = None,
        until: datetime = LATER,
    ) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        above = issuer or self
        self.certificate = (
            x509.CertificateBuilder()
            .subject_name(self.name)
            .issuer_name(above.name)
            .public_key(self.key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(NOW - timedelta(days=30))
            .not_valid_after(until)
            .add_extension(x509.BasicConstraints(ca=issues, path_length=below), critical=True)
            .add_extension(usage_of(authority=issues), critical=True)
            .sign(above.key, hashes.SHA256())
        )


ROOT = Named("Programme")
OFFICE = Named("Office", ROOT)
HELEN = Named("Helen Marsh", OFFICE, issues=False)
NARROW = Named("Programme", below=0)
OLD = Named("Programme", until=NOW - timedelta(days=1))
POSING = Named("Posing", Named("Reviewer", ROOT, issues=False), issues=False)


def trusted(signer: Named, *beside: Named, roots: tuple[Named, ...]) -> bool:
    return leads_to(
        signer.certificate,
        [one.certificate for one in beside],
        [one.certificate for one in roots],
        NOW,
    )


def test_signer_below_a_root_that_was_named_is_trusted() -> None:
    assert trusted(HELEN, OFFICE, roots=(ROOT,))
    assert trusted(HELEN, OFFICE, ROOT, roots=(ROOT,))
    assert trusted(HELEN, roots=(OFFICE,))
    assert trusted(HELEN, roots=(HELEN,))


@pytest.mark.parametrize(
    ("signer", "beside", "roots"),
    [
        (HELEN, (OFFICE, ROOT), ()),
        (HELEN, (), (ROOT,)),
        (HELEN, (OFFICE,), (Named("Programme"),)),
        (Named("Helen", Named("Office", NARROW), issues=False), (), (NARROW,)),
        (Named("Helen", OLD, issues=False), (OLD,), (OLD,)),
        (POSING, (HELEN, OFFICE), (ROOT,)),
    ],
    ids=["no root", "a gap", "the same name", "too far below", "expired", "a signer who issues"],
)
def test_nobody_else_is(signer: Named, beside: tuple[Named, ...], roots: tuple[Named, ...]) -> None:
    assert not trusted(signer, *beside, roots=roots)


def test_root_that_allows_nobody_between_allows_none() -> None:
    office = Named("Office", NARROW)
    direct, further = Named("Asha", NARROW, issues=False), Named("Tom", office, issues=False)
    assert trusted(direct, roots=(NARROW,))
    assert not trusted(further, office, roots=(NARROW,))


def test_signer_whose_certificate_may_not_issue_vouches_for_nobody() -> None:
    reviewer = Named("Reviewer", ROOT, issues=False)
    assert not trusted(Named("Someone", reviewer, issues=False), reviewer, roots=(ROOT,))
