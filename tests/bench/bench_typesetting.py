"""The report beside two typesetters: built, tagged, sealed, checked; 9 pages and some 40; time, size, memory.

Each builds the same content, tagged as PDF/UA-1, by turns: again and again in one process, and once in a fresh one,
from the end of its imports and from its very start. Nobody else signs.
"""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from types import ModuleType
from typing import Any, Final
from unittest.mock import patch

from pypdf import PdfReader

from reviewer_app.report import build as building
from reviewer_app.report.content import ReportContent
from reviewer_app.report.signing import sign_pdf
from reviewer_app.report.tagging import write_tags
from reviewer_app.report.verifying import verify_pdf
from reviewer_app.vault.certificate import SigningCertificate
from tests.bench import peer_ours, peer_typst, peer_weasyprint
from tests.bench.figures import Report, in_turns, seconds_of
from tests.bench.processes import started
from tests.bench.report_contents import NINE, forty

ROUNDS: Final = 5
FRESH_ROUNDS: Final = 3
WHOLE: Final = 1.0
"""Seconds for nine pages: built, tagged, signed, verified."""
SMALL: Final = 300
"""Kilobytes of nine pages without photos."""
BESIDE_WEASYPRINT: Final = 1 / 5
BESIDE_TYPST: Final = 2.0
PEERS: Final[dict[str, ModuleType]] = {"WeasyPrint": peer_weasyprint, "Typst": peer_typst}


def run(report: Report) -> None:
    """Build, tag, seal and check both reports beside their peers'."""
    certificate = SigningCertificate.issue("Helen Marsh", now=datetime.now(tz=UTC))
    for pages, content in (("9", NINE), ("40", forty())):
        _steps(report, pages, content, certificate)
        _warm(report, pages, content)
        _fresh(report, pages)


def _steps(
    report: Report, pages: str, content: ReportContent, certificate: SigningCertificate
) -> None:
    """Time each step of sealing, and all of them."""
    tagging: list[float] = []

    def timed(*given: Any, **named: Any) -> None:
        tagging.append(seconds_of(partial(write_tags, *given, **named)))

    def sign(pdf: bytes) -> bytes:
        return sign_pdf(pdf, certificate, role="lead", when=datetime.now(tz=UTC))

    def check(signed: bytes) -> None:
        if not verify_pdf(signed).sealed:
            raise AssertionError("not sealed")

    peer_ours.build(content)
    built, signed, checked = [], [], []
    with patch.object(building, "write_tags", timed):
        for _round in range(ROUNDS):
            pdf, taken = _with_time(partial(peer_ours.build, content))
            built.append(taken)
            sealed, taken = _with_time(partial(sign, pdf))
            signed.append(taken)
            checked.append(seconds_of(partial(check, sealed)))
    count = len(PdfReader(io.BytesIO(sealed)).pages)
    name = f"Report of {count} pages"
    report.figure(f"{name}: set", median(built) - median(tagging))
    report.figure(f"{name}: tagged", median(tagging))
    report.figure(f"{name}: signed", median(signed))
    report.figure(f"{name}: verified", median(checked))
    whole = [sum(times) for times in zip(built, signed, checked, strict=True)]
    at_most = WHOLE if pages == "9" else None
    report.figure(f"{name}: all of it", median(whole), at_most_seconds=at_most)
    at_most = SMALL if pages == "9" else None
    report.count(f"{name}: its file, sealed", len(sealed) / 1024, "kB", at_most=at_most)


def _with_time(run: Callable[[], bytes]) -> tuple[bytes, float]:
    made: list[bytes] = []
    taken = seconds_of(lambda: made.append(run()))
    return made[0], taken


def _warm(report: Report, pages: str, content: ReportContent) -> None:
    """Build by turns in this process."""
    ours, *theirs = in_turns(
        ROUNDS,
        partial(seconds_of, partial(peer_ours.build, content)),
        *(partial(seconds_of, partial(peer.build, content)) for peer in PEERS.values()),
    )
    for peer, taken in zip(PEERS, theirs, strict=True):
        _beside(report, f"{pages} pages set and tagged, warm", ours, peer, taken)


def _fresh(report: Report, pages: str) -> None:
    """Build by turns in processes of their own."""
    bytecode = report.folder / "bytecode"

    def once(whose: str) -> dict[str, float]:
        arguments = ["-m", "tests.bench.report_once", whose, pages, str(report.folder)]
        return started(arguments, bytecode)

    whose = ("ours", *PEERS)
    for one in whose:
        once(one)  # compiles
    times = {one: [once(one) for _round in range(FRESH_ROUNDS)] for one in whose}
    for since in ("imported", "start"):
        taken = {
            one: median(told["done"] - told.get(since, 0.0) for told in times[one]) for one in whose
        }
        words = f"{pages} pages in a fresh process, from its {since if since == 'start' else 'imports'} on"
        for peer in PEERS:
            _beside(report, words, taken["ours"], peer, taken[peer])
    for one in whose:
        _size(report, pages, one)


def _beside(report: Report, words: str, ours: float, peer: str, theirs: float) -> None:
    at_most = {"WeasyPrint": BESIDE_WEASYPRINT, "Typst": BESIDE_TYPST}[peer]
    report.figure(words, ours, floor=theirs, beside=peer, at_most_ratio=at_most)


def _size(report: Report, pages: str, whose: str) -> None:
    pdf = report.folder / f"{whose}-{pages}.pdf"
    count = len(PdfReader(pdf).pages)
    name = f"{whose}, {count} pages"
    report.count(f"{name}: its file", pdf.stat().st_size / 1024, "kB")
    memory = int(Path(report.folder / f"{whose}-{pages}.memory").read_text())
    report.count(f"{name}: memory at most", memory / 1024, "MB")
