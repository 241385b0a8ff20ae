"""A programme's root: what it issues, and what it and a reviewer refuse. OpenSSL is the judge of the chain."""

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from ssl import DER_cert_to_PEM_cert

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from reviewer_app.vault.authority import Authority, answered, request_of
from reviewer_app.vault.certificate import SigningCertificate
from tests.refusals import refusal

NOW = datetime(2026, 11, 18, 10, 17, tzinfo=UTC)
OFFICE = Authority.create("Larkfield Peer Review", now=NOW)
OTHER = Authority.create("Larkfield Peer Review", now=NOW)
HELEN = SigningCertificate.issue("Helen", now=NOW)
ANSWER = OFFICE.issue(request_of(HELEN), "Helen Marsh", now=NOW)
PASSPHRASE = "a passphrase of the office"


def openssl_trusts(answer: bytes, root: bytes, folder: Path) -> bool:
    leaf, trusted = folder / "leaf.pem", folder / "root.pem"
    leaf.write_bytes(answer)
    trusted.write_bytes(root)
    said = subprocess.run(
        [
            *("openssl", "verify", "-x509_strict"),
            *("-attime", str(int(NOW.timestamp()) + 60)),
            *("-CAfile", str(trusted), str(leaf)),
        ],
        capture_output=True,
        check=False,
    )
    return said.returncode == 0


def test_reviewer_signs_with_the_same_key_under_the_name_the_office_knows() -> None:
    taken = answered(HELEN, ANSWER, now=NOW)
    assert taken.subject_name == "Helen Marsh"
    assert not taken.self_issued
    assert taken.private_key_der == HELEN.private_key_der
    assert taken.chain == (OFFICE.certificate_der,)


def test_openssl_trusts_what_was_issued_under_this_root_and_no_other(tmp_path: Path) -> None:
    assert openssl_trusts(ANSWER, OFFICE.root_pem, tmp_path)
    assert not openssl_trusts(ANSWER, OTHER.root_pem, tmp_path)


def test_request_proves_the_key_and_gives_no_secret_away() -> None:
    asked = x509.load_pem_x509_csr(request_of(HELEN))
    assert asked.is_signature_valid
    assert b"PRIVATE" not in request_of(HELEN)


def test_root_comes_back_from_its_file_with_its_passphrase_alone() -> None:
    kept = OFFICE.to_pkcs12(PASSPHRASE)
    assert Authority.from_pkcs12(kept, PASSPHRASE) == OFFICE
    assert refusal(lambda: Authority.from_pkcs12(kept, "another")) == "vault.authority-not-opened"
    assert refusal(lambda: Authority.from_pkcs12(b"x", PASSPHRASE)) == "vault.authority-not-opened"


def test_no_certificate_outlives_its_root() -> None:
    late = NOW + timedelta(days=365 * 9)
    leaf = x509.load_pem_x509_certificate(OFFICE.issue(request_of(HELEN), "Helen", now=late))
    root = x509.load_der_x509_certificate(OFFICE.certificate_der)
    assert leaf.not_valid_after_utc == root.not_valid_after_utc
    later = NOW + timedelta(days=365 * 11)
    issue = lambda: OFFICE.issue(request_of(HELEN), "Helen", now=later)  # noqa: E731
    assert refusal(issue) == "vault.certificate-expired"


def signed_request(key: rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey) -> bytes:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Helen")])
    algorithm = None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    made = x509.CertificateSigningRequestBuilder().subject_name(subject).sign(key, algorithm)
    return made.public_bytes(Encoding.PEM)


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (b"", "vault.request-invalid"),
        (b"x" * 20_000, "vault.request-invalid"),
        (request_of(HELEN).replace(b"A", b"B", 9), "vault.request-invalid"),
        (signed_request(rsa.generate_private_key(65_537, 1024)), "vault.certificate-weak"),  # noqa: S505 (refused for it)
        (signed_request(ed25519.Ed25519PrivateKey.generate()), "vault.request-invalid"),
    ],
    ids=["empty", "large", "altered", "weak", "another kind"],
)
def test_office_refuses_what_is_no_sound_request(request_: bytes, code: str) -> None:
    assert refusal(lambda: OFFICE.issue(request_, "Helen", now=NOW)) == code


def test_reviewer_refuses_what_the_office_did_not_issue_for_this_key() -> None:
    someone = SigningCertificate.issue("Asha", now=NOW)
    leaf = ANSWER[: ANSWER.index(b"-----BEGIN", 10)]
    forged = leaf + OTHER.root_pem
    own = x509.load_der_x509_certificate(HELEN.certificate_der).public_bytes(Encoding.PEM)
    codes = [
        refusal(lambda: answered(someone, ANSWER, now=NOW)),
        refusal(lambda: answered(HELEN, leaf, now=NOW)),
        refusal(lambda: answered(HELEN, forged, now=NOW)),
        refusal(lambda: answered(HELEN, own + own, now=NOW)),
        refusal(lambda: answered(HELEN, b"nothing", now=NOW)),
        refusal(lambda: answered(HELEN, ANSWER, now=NOW + timedelta(days=365 * 4))),
    ]
    assert codes == [
        "vault.answer-other-key",
        "vault.answer-invalid",
        "vault.answer-invalid",
        "vault.answer-invalid",
        "vault.answer-invalid",
        "vault.certificate-expired",
    ]


def test_certificate_it_issued_is_no_root() -> None:
    taken = answered(HELEN, ANSWER, now=NOW)
    posing = Authority(taken.certificate_der, taken.private_key_der).to_pkcs12(PASSPHRASE)
    assert refusal(lambda: Authority.from_pkcs12(posing, PASSPHRASE)) == "vault.authority-none"


def openssl_refuses_revoked(answer: bytes, root: bytes, listed: bytes, folder: Path) -> str:
    for name, content in (("leaf", answer), ("root", root), ("list", listed)):
        (folder / f"{name}.pem").write_bytes(content)
    said = subprocess.run(
        [
            *("openssl", "verify", "-x509_strict", "-crl_check"),
            *("-attime", str(int(NOW.timestamp()) + 60), "-CRLfile", str(folder / "list.pem")),
            *("-CAfile", str(folder / "root.pem"), str(folder / "leaf.pem")),
        ],
        capture_output=True,
        check=False,
    )
    return (said.stdout + said.stderr).decode()


def test_openssl_refuses_what_was_revoked_and_nothing_else(tmp_path: Path) -> None:
    lost = OFFICE.revoke(ANSWER, now=NOW)
    others = OFFICE.revoke(b"", now=NOW)
    said = [
        openssl_refuses_revoked(ANSWER, OFFICE.root_pem, listed.pem, tmp_path)
        for listed in (lost, others)
    ]
    assert "certificate revoked" in said[0]
    assert "OK" in said[1]


def test_what_was_revoked_stays_so_from_the_day_it_was_said() -> None:
    asha = OFFICE.issue(request_of(SigningCertificate.issue("Asha", now=NOW)), "Asha", now=NOW)
    lost, day = NOW - timedelta(days=2), NOW.replace(microsecond=0)
    first = OFFICE.revoke(ANSWER, now=NOW, since=lost)
    second = OFFICE.revoke(asha, now=NOW + timedelta(days=9), earlier=first)
    again = OFFICE.revoke(ANSWER, now=NOW + timedelta(days=10), earlier=second)
    helen, other = (x509.load_pem_x509_certificates(one)[0] for one in (ANSWER, asha))
    assert [one.since(helen) for one in (first, second, again)] == [lost] * 3
    assert (first.since(other), again.since(other)) == (None, day + timedelta(days=9))
    assert again.made_at == day + timedelta(days=10)
    assert len(again.revoked) == 2


def test_root_revokes_nothing_it_did_not_issue_and_adds_to_no_other_roots_list() -> None:
    other = OTHER.issue(request_of(HELEN), "Helen Marsh", now=NOW)
    assert refusal(lambda: OFFICE.revoke(other, now=NOW)) == "vault.not-issued-here"
    assert refusal(lambda: OFFICE.revoke(b"no certificate", now=NOW)) == "vault.answer-invalid"
    version_9 = OFFICE.root.public_bytes(Encoding.DER).replace(b"\x02\x01\x02", b"\x02\x01\x09", 1)
    none = DER_cert_to_PEM_cert(version_9).encode()
    assert refusal(lambda: OFFICE.revoke(none, now=NOW)) == "vault.answer-invalid"
    with pytest.raises(ValueError, match="another root"):
        OFFICE.revoke(ANSWER, now=NOW, earlier=OTHER.revoke(b"", now=NOW))
    with pytest.raises(ValueError, match="offset"):
        OFFICE.revoke(ANSWER, now=datetime(2026, 11, 18))  # noqa: DTZ001
