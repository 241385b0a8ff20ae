"""The report: built in its child process, sealed, opened again and checked; warm, and from a fresh start."""

import io
from datetime import UTC, datetime

from pyhanko.pdf_utils.reader import PdfFileReader

from reviewer_app.report.child import ReportBuilder
from reviewer_app.vault.certificate import SigningCertificate
from tests.bench.bare_report import bare
from tests.bench.figures import Report, in_turns, seconds_of
from tests.bench.processes import started
from tests.bench.sealing import seal

ROUNDS = 7
FRESH_ROUNDS = 3
AT_MOST = 1.5


def run(report: Report) -> None:
    """Seal by turns with a bare report of as many pages."""
    certificate = SigningCertificate.issue("Helen Marsh", now=datetime.now(tz=UTC)).to_bytes()
    with ReportBuilder() as builder:
        signed = seal(builder, certificate)
        pages = int(PdfFileReader(io.BytesIO(signed)).root["/Pages"]["/Count"])
        bare(pages)
        warm, floor = in_turns(
            ROUNDS,
            lambda: seconds_of(lambda: seal(builder, certificate)),
            lambda: seconds_of(lambda: bare(pages)),
        )
    kept = report.folder / "certificate"
    kept.write_bytes(certificate)
    bytecode = report.folder / "bytecode"
    ours = ["-m", "tests.bench.sealed_report", str(kept)]
    theirs = ["-m", "tests.bench.bare_report", str(pages)]
    for arguments in (ours, theirs):
        started(arguments, bytecode)  # compiles
    fresh, fresh_floor = in_turns(
        FRESH_ROUNDS,
        lambda: started(ours, bytecode)["done"],
        lambda: started(theirs, bytecode)["done"],
    )
    for words, taken, beside in (("warm", warm, floor), ("fresh process", fresh, fresh_floor)):
        report.figure(
            f"Report of {pages} pages built, sealed, verified, {words}",
            taken,
            floor=beside,
            beside="untagged reportlab",
            at_most_seconds=AT_MOST,
        )
