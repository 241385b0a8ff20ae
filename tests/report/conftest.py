from datetime import UTC, datetime

import pytest

from reviewer_app.report.build import build_pdf
from reviewer_app.report.signing import sign_pdf
from reviewer_app.vault.certificate import SigningCertificate
from tests.report.sample import RICH, grown

SIGNED_AT = datetime(2026, 11, 27, 15, 2, tzinfo=UTC)


@pytest.fixture(scope="session")
def helens() -> SigningCertificate:
    """Helen Marsh's own certificate, as the program makes it."""
    return SigningCertificate.issue("Helen Marsh", now=datetime(2026, 9, 1, tzinfo=UTC))


@pytest.fixture(scope="session")
def priyas() -> SigningCertificate:
    """The head's."""
    return SigningCertificate.issue("Priya Nair", now=datetime(2026, 9, 1, tzinfo=UTC))


@pytest.fixture(scope="session")
def final() -> bytes:
    return build_pdf(RICH, draft=False)


@pytest.fixture(scope="session")
def long() -> bytes:
    """One with contents."""
    return build_pdf(grown(3), draft=False)


@pytest.fixture(scope="session")
def signed(final: bytes, helens: SigningCertificate) -> bytes:
    return sign_pdf(final, helens, role="lead", when=SIGNED_AT)


@pytest.fixture(scope="session")
def countersigned(signed: bytes, priyas: SigningCertificate) -> bytes:
    return sign_pdf(signed, priyas, role="head", when=SIGNED_AT.replace(hour=18))
