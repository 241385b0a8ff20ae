"""Building, sealing and checking the sample report, as exporting does."""

from datetime import UTC, datetime

from reviewer_app.report.child import ReportBuilder
from reviewer_app.report.signing import sign_pdf
from reviewer_app.report.verifying import verify_pdf
from reviewer_app.vault.certificate import SigningCertificate
from tests.report.sample import RICH


def seal(builder: ReportBuilder, certificate: bytes) -> bytes:
    """Build in the child, seal with a certificate as it is kept, and check what came of it."""
    pdf = builder.build(RICH, draft=False)
    own = SigningCertificate.from_bytes(certificate)
    signed = sign_pdf(pdf, own, role="lead", when=datetime.now(tz=UTC))
    if not verify_pdf(signed).sealed:
        raise AssertionError("not sealed")
    return signed
