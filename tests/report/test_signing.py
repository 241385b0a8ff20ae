import os
import pickle
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from reviewer_app.errors import UserError
from reviewer_app.report.build import build_pdf
from reviewer_app.report.content import SignatureRole
from reviewer_app.report.signing import sign_pdf
from reviewer_app.report.verifying import verify_pdf
from reviewer_app.vault.certificate import SigningCertificate
from tests.report.authority import ISSUER, issue_p12
from tests.report.conftest import SIGNED_AT
from tests.report.sample import RICH, TINY
from tests.report.tools import failed_rules, pdfsig, qpdf_check, run, structure_of, text_of


def refused(
    code: str, pdf: bytes, certificate: SigningCertificate, role: SignatureRole, when: datetime
) -> None:
    with pytest.raises(UserError) as problem:
        sign_pdf(pdf, certificate, role=role, when=when)
    assert problem.value.code == code
    assert problem.value.happened
    assert problem.value.remedy


def test_poppler_calls_the_signature_valid_and_the_document_whole(
    signed: bytes, tmp_path: Path
) -> None:
    said = pdfsig(signed, tmp_path)
    assert "Signature is Valid" in said
    assert "Total document signed" in said.replace("Not total document signed", "")
    assert "Signature Type: ETSI.CAdES.detached" in said
    assert "Signer Certificate Common Name: Helen Marsh" in said


def test_a_name_in_any_script_is_stamped_and_the_file_stays_whole(
    final: bytes, tmp_path: Path
) -> None:
    own = SigningCertificate.issue("محمد عبد السلام (王小明)", now=SIGNED_AT)
    pdf = sign_pdf(final, own, role="lead", when=SIGNED_AT)
    assert failed_rules(pdf) == []
    file = tmp_path / "stamped.pdf"
    file.write_bytes(pdf)
    stamped = run("pdftotext", file, "-")
    assert "محمد عبد" in stamped
    assert "王小明" in stamped


def test_a_name_with_a_letter_of_late_seals(final: bytes, tmp_path: Path) -> None:
    """The small glottal stop of northern names is of 2006; what compares names by the book knows letters of 2002."""
    own = SigningCertificate.issue("Sahai\u0242a Catholique", now=SIGNED_AT)
    pdf = sign_pdf(final, own, role="lead", when=SIGNED_AT)
    found = verify_pdf(pdf)
    assert (found.sealed, [one.self_issued for one in found.signatures]) == (True, [True])
    key = ec.generate_private_key(ec.SECP256R1())
    content = issue_p12("Priya Nair", key, "words", issuer="D\u0242ne schools")
    issued = SigningCertificate.from_pkcs12(content, "words", now=SIGNED_AT)
    both = sign_pdf(pdf, issued, role="head", when=SIGNED_AT)
    assert verify_pdf(both).sealed
    assert pdfsig(both, tmp_path).count("Signature is Valid") == 2


def test_both_signatures_are_valid(countersigned: bytes, tmp_path: Path) -> None:
    assert pdfsig(countersigned, tmp_path).count("Signature is Valid") == 2
    assert verify_pdf(countersigned).sealed


def test_signing_changes_nothing_that_was_built(final: bytes, signed: bytes) -> None:
    assert signed.startswith(final)


def test_signed_file_keeps_fonts_structure_title_and_syntax(
    countersigned: bytes, tmp_path: Path
) -> None:
    assert "No syntax or stream encoding errors" in qpdf_check(countersigned, tmp_path)
    assert structure_of(countersigned).complaints == []
    file = tmp_path / "signed.pdf"
    file.write_bytes(countersigned)
    assert all("yes yes yes" in line for line in run("pdffonts", file).splitlines()[2:])
    said = run("pdfinfo", "-isodates", file)
    assert "Title:           Larkfield Primary School: peer review report" in said
    assert "PDF version:     1.7" in said
    assert "ModDate:         2026-11-27T00:00:00" in said


def test_stamp_shows_who_and_when_with_offset(
    final: bytes, helens: SigningCertificate, tmp_path: Path
) -> None:
    when = datetime(2026, 6, 27, 9, 5, tzinfo=timezone(timedelta(hours=1)))
    other = SigningCertificate.issue("Zoë Ōtara-Ünsal", now=datetime(2026, 1, 1, tzinfo=UTC))
    pdf = sign_pdf(final, other, role="lead", when=when)
    assert "Signed Zoë Ōtara-Ünsal 27 June 2026, 09:05 (UTC+01:00)" in text_of(pdf, tmp_path)
    assert verify_pdf(pdf).signatures[0].when == when


def test_signature_states_the_moment_it_is_given(signed: bytes) -> None:
    assert verify_pdf(signed).signatures[0].when == SIGNED_AT


def test_no_room_is_left_around_the_signature(signed: bytes) -> None:
    start = signed.rindex(b"/Contents <") + len(b"/Contents <")
    end = signed.index(b">", start)
    written = bytes.fromhex(signed[start:end].decode())
    assert written[:2] == b"\x30\x82"
    assert int.from_bytes(written[2:4], "big") + 4 == len(written)


def test_drafts_are_not_signed(helens: SigningCertificate) -> None:
    draft = build_pdf(RICH, draft=True)
    refused("report.draft-not-signed", draft, helens, "lead", SIGNED_AT)


def test_signing_twice_is_refused(signed: bytes, helens: SigningCertificate) -> None:
    refused("report.already-signed", signed, helens, "lead", SIGNED_AT)


def test_head_signs_after_the_lead(final: bytes, priyas: SigningCertificate) -> None:
    refused("report.lead-signs-first", final, priyas, "head", SIGNED_AT)


def test_head_does_not_sign_what_was_changed(signed: bytes, priyas: SigningCertificate) -> None:
    refused("report.changed-before-signing", signed + b"\n", priyas, "head", SIGNED_AT)


def test_report_without_a_place_for_the_head(helens: SigningCertificate) -> None:
    pdf = sign_pdf(build_pdf(TINY, draft=False), helens, role="lead", when=SIGNED_AT)
    assert verify_pdf(pdf).sealed
    refused("report.no-signature-field", pdf, helens, "head", SIGNED_AT)


def test_what_is_no_report_is_refused_in_words(helens: SigningCertificate, final: bytes) -> None:
    refused("report.not-a-pdf", b"hello", helens, "lead", SIGNED_AT)
    refused("report.pdf-damaged", final[:5000], helens, "lead", SIGNED_AT)


def test_time_without_offset_is_a_bug(final: bytes, helens: SigningCertificate) -> None:
    with pytest.raises(ValueError, match="offset"):
        sign_pdf(final, helens, role="lead", when=datetime(2026, 11, 27))  # noqa: DTZ001


@pytest.mark.parametrize(
    "key",
    [
        rsa.generate_private_key(65537, 2048),
        ec.generate_private_key(ec.SECP256R1()),
        ec.generate_private_key(ec.SECP384R1()),
        ec.generate_private_key(ec.SECP521R1()),
    ],
    ids=["rsa", "p256", "p384", "p521"],
)
def test_issued_certificate_seals_and_its_issuer_is_named_not_judged(
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, final: bytes, tmp_path: Path
) -> None:
    issued = issue_p12("Helen Marsh", key, "words")
    certificate = SigningCertificate.from_pkcs12(issued, "words", now=SIGNED_AT)
    pdf = sign_pdf(final, certificate, role="lead", when=SIGNED_AT)
    found = verify_pdf(pdf)
    assert found.sealed
    [signature] = found.signatures
    assert not signature.self_issued
    assert signature.issuer == ISSUER
    assert f"says that {ISSUER} vouches for the name" in found.summary
    assert "Signature is Valid" in pdfsig(pdf, tmp_path)
    assert b"/Version /2.0" not in pdf


def test_a_zone_without_a_name_is_no_reason_not_to_sign(
    final: bytes, helens: SigningCertificate, tmp_path: Path
) -> None:
    given, signed = tmp_path / "given", tmp_path / "signed.pdf"
    given.write_bytes(pickle.dumps((final, helens)))
    script = (
        "import pickle,pathlib,datetime;"
        "from reviewer_app.report.signing import sign_pdf;"
        f"pdf,certificate=pickle.loads(pathlib.Path({str(given)!r}).read_bytes());"
        f"when=datetime.datetime.fromisoformat({SIGNED_AT.isoformat()!r});"
        f"pathlib.Path({str(signed)!r}).write_bytes(sign_pdf(pdf,certificate,role='lead',when=when))"
    )
    subprocess.run([sys.executable, "-c", script], env={**os.environ, "TZ": "XXX-11"}, check=True)
    assert verify_pdf(signed.read_bytes()).sealed
