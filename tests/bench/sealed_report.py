"""One report built, sealed and checked in a process of its own: `sealed_report CERTIFICATE`; prints when it is done."""

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from reviewer_app.report.child import ReportBuilder
from reviewer_app.report.signing import sign_pdf
from reviewer_app.report.verifying import verify_pdf
from reviewer_app.vault.certificate import SigningCertificate
from tests.report.sample import RICH


def seal(builder: ReportBuilder, certificate: SigningCertificate) -> bytes:
    """Build in the child, seal, and check what came of it."""
    pdf = builder.build(RICH, draft=False)
    signed = sign_pdf(pdf, certificate, role="lead", when=datetime.now(tz=UTC))
    if not verify_pdf(signed).sealed:
        raise AssertionError("not sealed")
    return signed


if __name__ == "__main__":
    with ReportBuilder() as own:
        own.warm()
        seal(own, SigningCertificate.from_bytes(Path(sys.argv[1]).read_bytes()))
        print(f"done {time.monotonic()}", flush=True)
