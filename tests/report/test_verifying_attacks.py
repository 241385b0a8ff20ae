"""Attacks on signed PDFs that are known from the literature: none of them is called sealed.

Incremental saving, signature wrapping and universal forgery: Mladenov and others, "1 Trillion Dollar Refund" (2019);
shadow attacks: Mainka and others (2021); annotations and further signatures on certified files: Rohlmann and others
(2021). Each file is one that an attacker could hand on without any key of the people who signed.
"""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from reviewer_app.report import signing
from reviewer_app.report.verdict import Problem
from reviewer_app.report.verifying import verify_pdf
from reviewer_app.vault.certificate import SigningCertificate
from tests.report.attacks import CHANGES, Change, updated
from tests.report.conftest import SIGNED_AT


@pytest.fixture(scope="module")
def mallory() -> SigningCertificate:
    """Anybody's own certificate, in the head's name."""
    return SigningCertificate.issue("Priya Nair", now=SIGNED_AT - timedelta(days=1))


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_saved_with_a_change_it_is_not_sealed(signed: bytes, change: Change) -> None:
    found = verify_pdf(updated(signed, change))
    assert not found.sealed
    assert Problem.ADDED_AFTER in found.problems


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_signed_in_the_heads_place_over_a_change_it_is_not_sealed(
    signed: bytes, mallory: SigningCertificate, change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = verify_pdf(signed)
    monkeypatch.setattr(signing, "verify_pdf", lambda _pdf: honest)
    forged = signing.sign_pdf(updated(signed, change), mallory, role="head", when=SIGNED_AT)
    found = verify_pdf(forged)
    assert found.whole_document
    assert not found.sealed
    told = (Problem.ATTACHMENT_CHANGED,) if change is CHANGES["file_attached"] else ()
    assert found.problems == (Problem.NOT_PERMITTED, *told)


def test_signature_in_a_field_of_its_own_is_not_sealed(
    signed: bytes, mallory: SigningCertificate
) -> None:
    """A visible field anywhere could show anything."""
    signer = signing._signer(mallory, SIGNED_AT)  # noqa: SLF001
    field = SigFieldSpec("another", on_page=0, box=(50, 300, 550, 700))
    forged = BytesIO()
    PdfSigner(PdfSignatureMetadata(field_name="another"), signer, new_field_spec=field).sign_pdf(
        IncrementalPdfFileWriter(BytesIO(signed)), output=forged
    )
    found = verify_pdf(forged.getvalue())
    assert not found.sealed
    assert Problem.NOT_PERMITTED in found.problems


RANGE = re.compile(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\]")


def ranged(pdf: bytes, written: bytes) -> bytes:
    """Write something else in the place of the signature's range, as long as it."""
    there = RANGE.search(pdf)
    assert there is not None
    return pdf[: there.start()] + written.ljust(len(there[0])) + pdf[there.end() :]


@pytest.mark.parametrize(
    "written",
    [
        b"/ByteRange [0 0 0 0]",
        b"/ByteRange [0 10 -10 10]",
        b"/ByteRange [-1 10 20 30]",
        b"/ByteRange [0 1]",
        b"/ByteRange []",
        b"/ByteRange null",
        b"/ByteRange (0 1 2 3)",
        b"",
    ],
)
def test_range_that_covers_nothing_is_not_sealed(signed: bytes, written: bytes) -> None:
    assert not verify_pdf(ranged(signed, written)).sealed


@pytest.mark.parametrize("content", [b"<>", b"<00>", b"null", b"()", b"<30030201>"])
def test_signature_that_says_nothing_is_not_sealed(signed: bytes, content: bytes) -> None:
    there = RANGE.search(signed)
    assert there is not None
    first, second = int(there[1]), int(there[2])
    forged = signed[:first] + content.ljust(second - first) + signed[second:]
    assert not verify_pdf(forged).sealed


def test_signed_part_moved_away_with_another_in_its_place_is_not_sealed(signed: bytes) -> None:
    """Wrapping: what was signed still stands in the file and is covered, but another part is read."""
    there = RANGE.search(signed)
    assert there is not None
    first, second, rest = (int(number) for number in there.groups())
    between = b"\n% in between\n" + signed[second : second + rest]
    moved = second + len(between)
    written = b"/ByteRange [0 %d %d %d]" % (first, moved, rest)
    forged = signed[:second] + between + signed[second:]
    assert not verify_pdf(ranged(forged, written)).sealed
    assert not verify_pdf(forged).sealed
