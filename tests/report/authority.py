"""Issuers of certificates for the tests: a root, one below it, and a PKCS#12 file; and one that also revokes."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from reviewer_app.vault.certificate import SIGNING_USAGE, SigningCertificate, pkcs8
from reviewer_app.vault.revocation import RevocationList

ISSUER = "Test Issuer"

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def usage_of(*, authority: bool) -> x509.KeyUsage:
    """What a key is for: issuing and revoking, or signing."""
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _certificate(
    subject: str, key: Key, issuer: str, issuer_key: Key, *, authority: bool
) -> x509.Certificate:
    return (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2028, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(usage_of(authority=authority), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), False
        )
        .sign(issuer_key, hashes.SHA256())
    )


def issue_p12(name: str, key: Key, passphrase: str, *, issuer: str = ISSUER) -> bytes:
    """A person's certificate with its chain, below a root of its own."""
    root_key, middle_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root = _certificate("Test Root", root_key, "Test Root", root_key, authority=True)
    middle = _certificate(issuer, middle_key, "Test Root", root_key, authority=True)
    leaf = _certificate(name, key, issuer, middle_key, authority=False)
    return pkcs12.serialize_key_and_certificates(
        b"", key, leaf, [middle, root], BestAvailableEncryption(passphrase.encode())
    )


class Office:
    """A root with a quick key: issues for any time and any use, as a careless or a wicked office might, and revokes."""

    def __init__(self, name: str, since: datetime, until: datetime) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = _name(name)
        self.root = (
            self._begun(name, self.key, since, until)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(usage_of(authority=True), critical=True)
            .sign(self.key, hashes.SHA256())
        )

    def person(
        self,
        name: str,
        since: datetime,
        until: datetime,
        *,
        purposes: Sequence[x509.ObjectIdentifier] = (),
    ) -> SigningCertificate:
        """Somebody's certificate under this root."""
        key = ec.generate_private_key(ec.SECP256R1())
        builder = (
            self._begun(name, key, since, until)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(SIGNING_USAGE, critical=True)
        )
        if purposes:
            builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=False)
        made = builder.sign(self.key, hashes.SHA256())
        chain = (self.root.public_bytes(Encoding.DER),)
        return SigningCertificate(made.public_bytes(Encoding.DER), pkcs8(key), chain)

    def list_of(
        self, made_at: datetime, revoked: dict[SigningCertificate, datetime] | None = None
    ) -> RevocationList:
        """What this office has revoked, and since when."""
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.name)
            .last_update(made_at)
            .next_update(made_at + timedelta(days=180))
        )
        for certificate, since in (revoked or {}).items():
            known = x509.load_der_x509_certificate(certificate.certificate_der)
            builder = builder.add_revoked_certificate(
                x509.RevokedCertificateBuilder()
                .serial_number(known.serial_number)
                .revocation_date(since)
                .build()
            )
        made = builder.sign(self.key, hashes.SHA256())
        return RevocationList.from_der(made.public_bytes(Encoding.DER))

    def _begun(
        self, name: str, key: Key, since: datetime, until: datetime
    ) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(_name(name))
            .issuer_name(self.name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(since)
            .not_valid_after(until)
        )
