import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    KeySerializationEncryption,
    NoEncryption,
    load_der_private_key,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from reviewer_app.errors import UserError
from reviewer_app.vault.certificate import SigningCertificate

NOW = datetime(2026, 11, 18, 10, 17, 0, 250_000, tzinfo=UTC)
PASSPHRASE = "as given by the office"
HELEN = SigningCertificate.issue("Helen Marsh", now=NOW)
OFFICE_KEY = ec.generate_private_key(ec.SECP256R1())
HEAD_KEY = rsa.generate_private_key(65_537, 2048)

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey


def common_name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def usage(*, signing: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=False,
        content_commitment=signing,
        key_encipherment=not signing,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


def issued(
    key: Key,
    *extensions: x509.ExtensionType,
    subject: x509.Name | None = None,
    signed_by: ec.EllipticCurvePrivateKey = OFFICE_KEY,
) -> x509.Certificate:
    """Issue a certificate for the head of Larkfield, as a programme's office would."""
    builder = (
        x509.CertificateBuilder()
        .subject_name(common_name("Head of Larkfield") if subject is None else subject)
        .issuer_name(common_name("Programme office"))
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(NOW - timedelta(days=30))
        .not_valid_after(NOW + timedelta(days=30))
    )
    for extension in extensions:
        builder = builder.add_extension(extension, critical=True)
    return builder.sign(signed_by, hashes.SHA256())


def packed(
    key: Key | None,
    certificate: x509.Certificate | None,
    encryption: KeySerializationEncryption | None = None,
    beside: list[x509.Certificate] | None = None,
) -> bytes:
    office = issued(OFFICE_KEY, subject=common_name("Programme office"))
    return pkcs12.serialize_key_and_certificates(
        None,
        key,
        certificate,
        beside or [office],
        encryption or BestAvailableEncryption(PASSPHRASE.encode()),
    )


def told(content: bytes, *, passphrase: str = PASSPHRASE, now: datetime = NOW) -> str:
    with pytest.raises(UserError) as refused:
        SigningCertificate.from_pkcs12(content, passphrase, now=now)
    assert "{" not in str(refused.value)
    return refused.value.code


def test_a_certificate_made_here_names_the_person_and_nothing_else() -> None:
    certificate = x509.load_der_x509_certificate(HELEN.certificate_der)
    assert certificate.subject == certificate.issuer == common_name("Helen Marsh")
    assert HELEN.subject_name == "Helen Marsh"
    assert HELEN.self_issued
    assert HELEN.chain == ()
    with pytest.raises(x509.ExtensionNotFound):
        certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)


def test_its_usages_are_those_of_a_document_signature() -> None:
    certificate = x509.load_der_x509_certificate(HELEN.certificate_der)
    key_usage = certificate.extensions.get_extension_for_class(x509.KeyUsage)
    assert key_usage.critical
    assert key_usage.value.digital_signature
    assert key_usage.value.content_commitment
    assert not key_usage.value.key_cert_sign
    assert not certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def test_its_key_is_rsa_3072_and_the_one_it_certifies() -> None:
    certificate = x509.load_der_x509_certificate(HELEN.certificate_der)
    key = load_der_private_key(HELEN.private_key_der, None)
    public = certificate.public_key()
    assert isinstance(key, rsa.RSAPrivateKey)
    assert isinstance(public, rsa.RSAPublicKey)
    assert key.key_size == 3072
    public.verify(
        key.sign(b"report", PKCS1v15(), hashes.SHA256()), b"report", PKCS1v15(), hashes.SHA256()
    )


def test_openssl_finds_its_own_signature_right(tmp_path: Path) -> None:
    file = tmp_path / "helen.der"
    file.write_bytes(HELEN.certificate_der)
    pem = tmp_path / "helen.pem"
    subprocess.run(["openssl", "x509", "-in", file, "-inform", "DER", "-out", pem], check=True)
    verified = subprocess.run(
        ["openssl", "verify", "-check_ss_sig", "-CAfile", pem, pem],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (verified.returncode, verified.stdout) == (0, f"{pem}: OK\n")


def test_it_is_valid_from_now_for_three_years() -> None:
    certificate = x509.load_der_x509_certificate(HELEN.certificate_der)
    assert certificate.not_valid_before_utc == datetime(2026, 11, 18, 10, 17, tzinfo=UTC)
    assert HELEN.valid_until == datetime(2029, 11, 18, 10, 17, tzinfo=UTC)


def test_a_certificate_made_on_a_leap_day_ends_on_a_day_there_is() -> None:
    leap = SigningCertificate.issue("Tom", now=datetime(2028, 2, 29, 9, 0, tzinfo=UTC))
    assert leap.valid_until == datetime(2031, 2, 28, 9, 0, tzinfo=UTC)
    serials = {
        x509.load_der_x509_certificate(made.certificate_der).serial_number for made in (leap, HELEN)
    }
    assert len(serials) == 2


def test_a_name_longer_than_a_certificate_holds_is_shortened_at_a_whole_character() -> None:
    long = SigningCertificate.issue("é" * 80, now=NOW)
    assert long.subject_name == "é" * 32


def test_a_name_or_time_that_cannot_be_certified_is_refused() -> None:
    with pytest.raises(UserError) as refused:
        SigningCertificate.issue("", now=NOW)
    assert refused.value.code == "vault.name-wrong"
    with pytest.raises(ValueError, match="offset"):
        SigningCertificate.issue("Tom", now=NOW.replace(tzinfo=None))


def test_it_comes_back_from_its_bytes() -> None:
    assert SigningCertificate.from_bytes(HELEN.to_bytes()) == HELEN
    with pytest.raises(ValueError, match="Stored"):
        SigningCertificate.from_bytes(b"{}")


def test_repr_hides_the_private_key() -> None:
    assert "private_key" not in repr(HELEN)
    assert repr(HELEN.private_key_der)[10:40] not in repr(HELEN)


@pytest.mark.parametrize("key", [HEAD_KEY, ec.generate_private_key(ec.SECP384R1())])
@pytest.mark.parametrize(
    "extensions",
    [
        [],
        [usage(signing=True)],
        [
            x509.ExtendedKeyUsage(
                [ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.EMAIL_PROTECTION]
            )
        ],
    ],
)
def test_a_certificate_issued_by_others_is_taken_over_with_its_chain(
    key: Key, extensions: list[x509.ExtensionType]
) -> None:
    taken = SigningCertificate.from_pkcs12(
        packed(key, issued(key, *extensions)), PASSPHRASE, now=NOW
    )
    assert taken.subject_name == "Head of Larkfield"
    assert not taken.self_issued
    assert len(taken.chain) == 1
    assert load_der_private_key(taken.private_key_der, None).public_key() == key.public_key()
    assert SigningCertificate.from_bytes(taken.to_bytes()) == taken


@pytest.mark.parametrize("options", [[], ["-legacy"]])
@pytest.mark.parametrize("passphrase", [PASSPHRASE, "", "pässwörd"])
def test_a_file_openssl_wrote_is_taken_over(
    tmp_path: Path, options: list[str], passphrase: str
) -> None:
    file = tmp_path / "head.p12"
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30"]
    key, certificate = str(tmp_path / "key.pem"), str(tmp_path / "head.pem")
    keys = ["-keyout", key, "-out", certificate]
    subprocess.run([*request, "-subj", "/CN=Head", *keys], check=True, capture_output=True)
    export = ["openssl", "pkcs12", "-export", *options, "-passout", f"pass:{passphrase}"]
    files = ["-inkey", key, "-in", certificate, "-out", str(file)]
    subprocess.run([*export, *files], check=True)
    now = datetime.now(UTC)
    assert (
        SigningCertificate.from_pkcs12(file.read_bytes(), passphrase, now=now).subject_name
        == "Head"
    )


def test_a_file_without_a_passphrase_is_taken_over() -> None:
    content = packed(HEAD_KEY, issued(HEAD_KEY), NoEncryption())
    assert SigningCertificate.from_pkcs12(content, "", now=NOW).subject_name == "Head of Larkfield"


def test_a_certificate_without_a_common_name_goes_by_its_whole_name() -> None:
    subject = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Larkfield Primary School")])
    content = packed(HEAD_KEY, issued(HEAD_KEY, subject=subject))
    taken = SigningCertificate.from_pkcs12(content, PASSPHRASE, now=NOW)
    assert taken.subject_name == "O=Larkfield Primary School"


def test_a_certificate_that_names_nobody_is_told() -> None:
    content = packed(HEAD_KEY, issued(HEAD_KEY, subject=x509.Name([])))
    assert told(content) == "vault.certificate-nameless"


def test_only_the_certificates_above_it_are_taken_over_the_nearest_first() -> None:
    root_key, stranger_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    office, root, stranger = (
        issued(key, subject=common_name(name), signed_by=signer)
        for key, name, signer in (
            (OFFICE_KEY, "Programme office", root_key),
            (root_key, "Programme office", root_key),
            (stranger_key, "Programme office", stranger_key),
        )
    )
    beside = [stranger, root, office]
    content = packed(HEAD_KEY, issued(HEAD_KEY), beside=beside)
    taken = SigningCertificate.from_pkcs12(content, PASSPHRASE, now=NOW)
    assert [x509.load_der_x509_certificate(one) for one in taken.chain] == [office, root]


@pytest.mark.parametrize(
    "content", [b"", b"-----BEGIN CERTIFICATE-----", b"%PDF-1.7", b"0\x82\x01"]
)
def test_another_file_is_no_certificate_file(content: bytes) -> None:
    assert told(content) == "vault.certificate-invalid"
    assert told(HELEN.certificate_der) == "vault.certificate-invalid"


def test_a_wrong_passphrase_is_told() -> None:
    content = packed(HEAD_KEY, issued(HEAD_KEY))
    assert told(content, passphrase="wrong") == "vault.certificate-passphrase-wrong"
    assert told(content, passphrase="") == "vault.certificate-passphrase-wrong"
    assert told(content[:-40]) == "vault.certificate-passphrase-wrong"


def test_a_file_without_a_key_is_told() -> None:
    assert told(packed(None, issued(HEAD_KEY))) == "vault.certificate-no-key"


def test_an_expired_certificate_is_told_and_so_is_one_not_yet_valid() -> None:
    content = packed(HEAD_KEY, issued(HEAD_KEY))
    assert told(content, now=NOW + timedelta(days=31)) == "vault.certificate-expired"
    assert told(content, now=NOW - timedelta(days=31)) == "vault.certificate-not-yet-valid"


@pytest.mark.parametrize(
    "extension",
    [
        usage(signing=False),
        x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]),
        # Extensions that are not written as they should be: what it is for, and another.
        x509.UnrecognizedExtension(x509.KeyUsage.oid, b"\xff\xff"),
        x509.UnrecognizedExtension(x509.SubjectAlternativeName.oid, b"\x30\x80"),
    ],
)
def test_a_certificate_for_something_else_is_told(extension: x509.ExtensionType) -> None:
    assert told(packed(HEAD_KEY, issued(HEAD_KEY, extension))) == "vault.certificate-usage"


@pytest.mark.parametrize(
    "key",
    [
        rsa.generate_private_key(65_537, 1024),  # noqa: S505 (the weak one)
        ec.generate_private_key(ec.SECP192R1()),
        ed25519.Ed25519PrivateKey.generate(),
    ],
)
def test_a_key_that_is_too_weak_or_unknown_to_readers_is_told(key: Key) -> None:
    assert told(packed(key, issued(key))) == "vault.certificate-weak"
