import re
import subprocess
import tracemalloc
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import NameObject, TextStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from reviewer_app.report import signing
from reviewer_app.report.build import build_pdf
from reviewer_app.report.verdict import Problem, Verification
from reviewer_app.report.verifying import verify_pdf
from reviewer_app.vault.certificate import SigningCertificate
from tests.report.conftest import SIGNED_AT
from tests.report.flipping import flipped, gap, unseen
from tests.report.sample import RICH
from tests.report.tools import pdfsig_accepts


def test_sealed_with_ones_own_certificate_that_nobody_vouches_for(signed: bytes) -> None:
    found = verify_pdf(signed)
    assert (found.sealed, found.whole_document) == (True, True)
    [signature] = found.signatures
    assert (signature.signer, signature.when) == ("Helen Marsh", SIGNED_AT)
    assert (signature.self_issued, signature.issuer) == (True, "Helen Marsh")
    assert found.problems == ()
    assert found.summary == (
        "Sealed: nothing in this file has changed since it was signed. "
        "Signed by Helen Marsh on 27 November 2026, 15:02 (UTC), by the clock of the computer it "
        "was signed on. "
        "The certificate is the signer’s own: nobody else vouches for the name."
    )


def test_both_signers_are_named_in_order(countersigned: bytes) -> None:
    found = verify_pdf(countersigned)
    assert [one.signer for one in found.signatures] == ["Helen Marsh", "Priya Nair"]
    assert [one.field for one in found.signatures] == ["signature-lead", "signature-head"]


@given(position=st.integers(0, 10**9), change=st.integers(1, 255))
def test_one_changed_byte_anywhere_is_not_valid(signed: bytes, position: int, change: int) -> None:
    found = verify_pdf(flipped(signed, position % len(signed), change))
    assert not found.sealed
    assert found.problems


def test_one_changed_byte_in_every_stride_is_not_valid(signed: bytes) -> None:
    assert unseen(signed, range(0, len(signed), 2999)) == []


def test_one_changed_byte_at_the_ends_is_not_valid(signed: bytes) -> None:
    assert unseen(signed, [*range(20), *range(len(signed) - 60, len(signed))]) == []


def test_one_changed_byte_between_objects_is_not_valid(signed: bytes) -> None:
    between = [match.end() - 1 for match in re.finditer(rb"endobj\r?\n", signed)]
    assert len(between) > 50
    assert unseen(signed, between[::10], 0x07) == []


def test_one_changed_byte_in_the_signature_itself_is_not_valid(signed: bytes) -> None:
    place = gap(signed)
    tried = [*place[:40], *place[40:-800:37], *place[-800::9], *place[-4:]]
    assert unseen(signed, tried) == []


def test_another_letter_case_in_the_signature_is_not_valid(signed: bytes) -> None:
    letters = [position for position in gap(signed) if signed[position : position + 1].isalpha()]
    assert unseen(signed, letters[::40], 0x20) == []


def test_one_changed_byte_under_two_signatures_is_not_valid(countersigned: bytes) -> None:
    tried = [*range(7, len(countersigned), 15_991), *gap(countersigned)[::397]]
    assert unseen(countersigned, tried) == []


def test_poppler_sees_every_changed_byte_the_signature_covers(
    signed: bytes, tmp_path: Path
) -> None:
    assert pdfsig_accepts(signed, tmp_path)
    place = gap(signed)
    outside = [position for position in range(3, len(signed), 2999) if position not in place]
    for position in [*outside, place.start - 1, place.stop, len(signed) - 1]:
        assert not pdfsig_accepts(flipped(signed, position), tmp_path), position


def test_poppler_sees_a_changed_signature_value(signed: bytes, tmp_path: Path) -> None:
    # The last 384 bytes of the CMS object are the RSA signature.
    place = gap(signed)
    for position in place[-2 - 760 : -2 : 95]:
        assert not pdfsig_accepts(flipped(signed, position), tmp_path), position


@pytest.mark.parametrize("more", [b"\n", b"\x00", b"%%EOF\n", b"% a comment\n", b"\x00" * 5000])
def test_anything_appended_is_not_valid(signed: bytes, more: bytes) -> None:
    found = verify_pdf(signed + more)
    assert not found.sealed


@pytest.mark.parametrize("cut", [1, 2, 10, 500, 5000])
def test_anything_cut_off_is_not_valid(signed: bytes, cut: int) -> None:
    assert not verify_pdf(signed[:-cut]).sealed


def test_a_later_update_is_not_valid(signed: bytes) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(signed))
    writer.root["/Lang"] = TextStringObject("de")
    writer.update_root()
    changed = BytesIO()
    writer.write(changed)
    found = verify_pdf(changed.getvalue())
    assert not found.sealed
    assert Problem.ADDED_AFTER in found.problems
    assert Problem.NOT_PERMITTED in found.problems


def test_a_change_slipped_between_two_signatures_is_not_valid(
    signed: bytes, priyas: SigningCertificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(signed))
    writer.root["/PageLayout"] = NameObject("/TwoColumnLeft")
    writer.update_root()
    changed = BytesIO()
    writer.write(changed)
    honest = verify_pdf(signed)
    monkeypatch.setattr(signing, "verify_pdf", lambda _pdf: honest)
    pdf = signing.sign_pdf(changed.getvalue(), priyas, role="head", when=SIGNED_AT)
    found = verify_pdf(pdf)
    assert found.whole_document
    assert found.problems == (Problem.NOT_PERMITTED,)
    assert not found.sealed


def test_removing_the_second_signature_leaves_the_first(
    signed: bytes, countersigned: bytes
) -> None:
    assert countersigned.startswith(signed)
    assert len(verify_pdf(countersigned[: len(signed)]).signatures) == 1


def encrypted(pdf: bytes, folder: Path) -> bytes:
    plain, locked = folder / "plain.pdf", folder / "locked.pdf"
    plain.write_bytes(pdf)
    subprocess.run(
        ["qpdf", "--encrypt", "word", "word", "256", "--", plain, locked],
        check=True,
    )
    return locked.read_bytes()


def problem_of(found: Verification) -> Problem:
    assert not found.sealed
    assert found.signatures == ()
    assert found.summary == found.problems[0].sentence
    return found.problems[0]


def test_files_that_are_no_signed_report_are_named_for_what_they_are(
    final: bytes, tmp_path: Path
) -> None:
    assert problem_of(verify_pdf(b"")) is Problem.NOT_A_PDF
    assert problem_of(verify_pdf(b"PK\x03\x04 a Word document")) is Problem.NOT_A_PDF
    assert problem_of(verify_pdf(b"%PDF-1.7\n")) is Problem.DAMAGED
    assert problem_of(verify_pdf(final[: len(final) // 2])) is Problem.DAMAGED
    assert problem_of(verify_pdf(final)) is Problem.NOT_SIGNED
    assert problem_of(verify_pdf(build_pdf(RICH, draft=True))) is Problem.DRAFT
    assert problem_of(verify_pdf(encrypted(final, tmp_path))) is Problem.ENCRYPTED


@pytest.mark.parametrize("ending", [b"", b"\n%%EOF", b"startxref\n9\n%%EOF"])
def test_no_more_is_read_of_a_file_than_its_last_lines_tell_where_to_look(ending: bytes) -> None:
    # Read back letter by letter in search of a line, this would take seconds, and eight bytes for each letter.
    filled = b"%PDF-1.7\n" + bytes(4_000_000) + ending
    tracemalloc.start()
    try:
        assert problem_of(verify_pdf(filled)) is Problem.DAMAGED
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


@given(noise=st.binary(max_size=400), where=st.integers(0, 10**9))
def test_no_damage_makes_it_raise(final: bytes, noise: bytes, where: int) -> None:
    place = where % len(final)
    found = verify_pdf(final[:place] + noise + final[place + len(noise) :])
    assert not found.sealed


def test_every_problem_has_a_sentence() -> None:
    assert all(problem.sentence.endswith(".") for problem in Problem)
