"""The certificate a person signs a report with: made here, or issued to them by someone else."""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Self

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pydantic import BaseModel, ConfigDict

from reviewer_app.errors import UserError
from reviewer_app.model.canonical import canonical
from reviewer_app.vault.encoding import Base64Text
from reviewer_app.vault.identity import person_name

YEARS_OF_A_PERSON: Final = 3
"""How long a certificate holds that a person signs with."""

_KEY_BITS: Final = 3072
_FEWEST_KEY_BITS: Final = 2048
_PUBLIC_EXPONENT: Final = 65_537
_CURVES: Final = ("secp256r1", "secp384r1", "secp521r1")

# ub-common-name, RFC 5280 appendix A.1; counted in bytes, the stricter reading.
_LONGEST_COMMON_NAME: Final = 64

# A PFX is a sequence that opens with the integer 3 (RFC 7292, section 4); some programs write its
# length in the indefinite form.
_PFX_OPENING: Final = re.compile(
    rb"0(?:[\x00-\x7f]|\x80|\x81.|\x82..|\x83...)\x02\x01\x03", re.DOTALL
)

DOCUMENT_SIGNING: Final = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")
"""What a certificate is for that signs documents people read (RFC 9336)."""

_UNREADABLE: Final = (ValueError, x509.DuplicateExtension)
"""What is raised of extensions that are not written as they should be."""

# Purposes that allow signing a document, where a certificate names purposes at all: any, e-mail
# protection, document signing (RFC 9336), and its forerunners of Adobe and Microsoft.
_SIGNING_PURPOSES: Final = frozenset(
    {
        ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE,
        ExtendedKeyUsageOID.EMAIL_PROTECTION,
        DOCUMENT_SIGNING,
        x509.ObjectIdentifier("1.2.840.113583.1.1.5"),
        x509.ObjectIdentifier("1.3.6.1.4.1.311.10.3.12"),
    }
)

SIGNING_USAGE: Final = x509.KeyUsage(
    digital_signature=True,
    content_commitment=True,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=False,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)


class _Stored(BaseModel):
    """The secret form of a certificate with its key, kept only inside the encrypted profile."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", hide_input_in_errors=True)

    version: int
    certificate: Base64Text
    private_key: Base64Text
    chain: list[Base64Text]


@dataclass(frozen=True, slots=True)
class SigningCertificate:
    """A certificate with its private key.

    Attributes:
        certificate_der: the X.509 certificate, DER.
        private_key_der: its private key, PKCS#8 DER, not encrypted.
        chain: certificates of the issuers, DER, as far as they are known.
    """

    certificate_der: bytes
    private_key_der: bytes = field(repr=False)
    chain: tuple[bytes, ...] = ()

    @classmethod
    def issue(cls, name: str, *, now: datetime) -> Self:
        """Make a self-issued certificate, valid for `YEARS_OF_A_PERSON` from now.

        It names the person and nothing else. Key usages are those a PAdES signature wants
        (ETSI EN 319 412-2, clause 4.3.2): digital signature and content commitment. Making the key
        takes up to a second, so this is called where nobody waits to type.

        Raises:
            UserError: `vault.name-wrong`.
            ValueError: `now` has no offset from UTC.
        """
        limits = x509.BasicConstraints(ca=False, path_length=None)
        return cls(*self_issued(name, limits, SIGNING_USAGE, now=now, years=YEARS_OF_A_PERSON))

    @classmethod
    def from_pkcs12(cls, content: bytes, passphrase: str, *, now: datetime) -> Self:
        """Take over a certificate with its key from a .p12 or .pfx file.

        Raises:
            UserError: `vault.certificate-invalid`, `vault.certificate-passphrase-wrong`,
                `vault.certificate-no-key`, `vault.certificate-nameless`, `vault.certificate-weak`,
                `vault.certificate-usage`, `vault.certificate-expired`,
                `vault.certificate-not-yet-valid`.
        """
        if not _PFX_OPENING.match(content):
            raise UserError("vault.certificate-invalid")
        try:
            key, certificate, chain = pkcs12.load_key_and_certificates(
                content, passphrase.encode() or None
            )
        except UnsupportedAlgorithm as unknown:
            raise UserError("vault.certificate-invalid") from unknown
        except ValueError as wrong:
            raise UserError("vault.certificate-passphrase-wrong") from wrong
        if key is None:
            raise UserError("vault.certificate-no-key")
        if certificate is None:
            raise UserError("vault.certificate-invalid")
        name = name_in(certificate)
        if not name.strip():
            raise UserError("vault.certificate-nameless")
        if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) or not is_strong(
            key
        ):
            raise UserError("vault.certificate-weak", name=name)
        if key.public_key() != certificate.public_key():
            raise UserError("vault.certificate-invalid")
        made = cls(
            certificate.public_bytes(Encoding.DER),
            pkcs8(key),
            tuple(one.public_bytes(Encoding.DER) for one in _issuers_above(certificate, chain)),
        )
        made.check_usable(now)
        return made

    @classmethod
    def from_bytes(cls, stored: bytes) -> Self:
        """Read what `to_bytes` wrote.

        Raises:
            ValueError: it is something else.
        """
        document = _Stored.model_validate_json(stored)
        return cls(document.certificate, document.private_key, tuple(document.chain))

    def check_usable(self, now: datetime) -> None:
        """Refuse a certificate that documents may not be signed with, or not now.

        Raises:
            UserError: `vault.certificate-usage`, `vault.certificate-expired`,
                `vault.certificate-not-yet-valid`.
        """
        certificate, name = x509.load_der_x509_certificate(self.certificate_der), self.subject_name
        if not may_sign_documents(certificate):
            raise UserError("vault.certificate-usage", name=name)
        refuse_outside_validity(certificate, name, now)

    def to_bytes(self) -> bytes:
        """Write certificate and private key; the result belongs inside the encrypted profile only."""
        stored = _Stored(
            version=1,
            certificate=self.certificate_der,
            private_key=self.private_key_der,
            chain=list(self.chain),
        )
        return canonical(stored.model_dump(mode="json"))

    @property
    def subject_name(self) -> str:
        """Whom the certificate names."""
        return name_in(x509.load_der_x509_certificate(self.certificate_der))

    @property
    def self_issued(self) -> bool:
        """Whether nobody but the person vouches for it, so that a reader's program cannot trust it."""
        certificate = x509.load_der_x509_certificate(self.certificate_der)
        return certificate.issuer == certificate.subject

    def has_lapsed(self, now: datetime) -> bool:
        """Whether it is not valid now and nobody but the person can issue another."""
        certificate = x509.load_der_x509_certificate(self.certificate_der)
        valid = certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc
        return self.self_issued and not valid

    @property
    def valid_until(self) -> datetime:
        """The last moment it may sign, in UTC."""
        return x509.load_der_x509_certificate(self.certificate_der).not_valid_after_utc


PublicKey = rsa.RSAPublicKey | ec.EllipticCurvePublicKey


def new_key() -> rsa.RSAPrivateKey:
    """Make a key to sign with; it takes up to a second."""
    return rsa.generate_private_key(_PUBLIC_EXPONENT, _KEY_BITS)


def begun(
    subject: x509.Name, issuer: x509.Name, key: PublicKey, since: datetime, until: datetime
) -> x509.CertificateBuilder:
    """Begin a certificate: whose it is, whose key, who issues it and for how long; what it is for follows."""
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def self_issued(
    name: str, limits: x509.BasicConstraints, usage: x509.KeyUsage, *, now: datetime, years: int
) -> tuple[bytes, bytes]:
    """Make a key and a certificate signed by that key; gives the certificate, DER, and the key, PKCS#8 DER.

    Raises:
        UserError: `vault.name-wrong`.
        ValueError: `now` has no offset from UTC.
    """
    if now.tzinfo is None:
        raise ValueError("a time needs its offset from UTC")
    key, subject = new_key(), subject_of(name)
    since = now.replace(microsecond=0)
    made = (
        begun(subject, subject, key.public_key(), since, years_later(since, years))
        .add_extension(limits, critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    return made.public_bytes(Encoding.DER), pkcs8(key)


def subject_of(name: str) -> x509.Name:
    """Give the name of somebody as a certificate holds it: the common name alone.

    Raises:
        UserError: `vault.name-wrong`.
    """
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, _common_name(name))])


def may_issue(certificate: x509.Certificate, below: int = 0) -> bool:
    """Whether others may be issued under a certificate (RFC 5280, 4.2.1.9 and 4.2.1.3).

    Args:
        certificate: the issuer's.
        below: issuers that stand between it and whoever signs.
    """
    try:
        limits = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except (x509.ExtensionNotFound, *_UNREADABLE):
        return False
    long_enough = limits.path_length is None or limits.path_length >= below
    return limits.ca and usage.key_cert_sign and long_enough


def _common_name(name: str) -> str:
    kept = person_name(name)
    while len(kept.encode()) > _LONGEST_COMMON_NAME:
        kept = kept[:-1].rstrip()
    return kept


def years_later(since: datetime, years: int) -> datetime:
    """Give the same day some years on; 28 February for a 29th that year does not have."""
    year = since.year + years
    return since.replace(year=year, day=min(since.day, calendar.monthrange(year, since.month)[1]))


def pkcs8(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    """Write a private key, not encrypted, DER."""
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def _issuers_above(
    certificate: x509.Certificate, beside: Sequence[x509.Certificate]
) -> Iterator[x509.Certificate]:
    """Give those beside a certificate that stand above it, the nearest first: no other belongs into what it signs."""
    left, one = [*beside], certificate
    while (issuer := next((other for other in left if issued_by(one, other)), None)) is not None:
        yield issuer
        left.remove(issuer)
        one = issuer


def issued_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether a certificate carries the signature of an issuer that goes by the name it states."""
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, UnsupportedAlgorithm, TypeError, ValueError):
        return False
    return True


def name_in(certificate: x509.Certificate) -> str:
    """Give whom a certificate names."""
    common_names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(common_names[0].value) if common_names else certificate.subject.rfc4514_string()


def is_strong(
    key: rsa.RSAPrivateKey
    | rsa.RSAPublicKey
    | ec.EllipticCurvePrivateKey
    | ec.EllipticCurvePublicKey,
) -> bool:
    """Whether a key is safe to sign with."""
    if isinstance(key, rsa.RSAPrivateKey | rsa.RSAPublicKey):
        return key.key_size >= _FEWEST_KEY_BITS
    return key.curve.name in _CURVES


def may_sign_documents(certificate: x509.Certificate) -> bool:
    """Apply key usage and purposes where the certificate states them (RFC 5280, 4.2.1.3 and .12).

    What a certificate states in no way that can be read allows nothing.
    """
    try:
        extensions = certificate.extensions
    except _UNREADABLE:
        return False
    try:
        usage = extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        usage = SIGNING_USAGE
    try:
        purposes = set(extensions.get_extension_for_class(x509.ExtendedKeyUsage).value)
    except x509.ExtensionNotFound:
        purposes = set(_SIGNING_PURPOSES)
    return (usage.digital_signature or usage.content_commitment) and bool(
        purposes & _SIGNING_PURPOSES
    )


def refuse_outside_validity(certificate: x509.Certificate, name: str, now: datetime) -> None:
    """Refuse a certificate that is not valid now.

    Raises:
        UserError: `vault.certificate-expired`, `vault.certificate-not-yet-valid`.
    """
    if now > certificate.not_valid_after_utc:
        until = certificate.not_valid_after_utc.date().isoformat()
        raise UserError("vault.certificate-expired", name=name, until=until)
    if now < certificate.not_valid_before_utc:
        since = certificate.not_valid_before_utc.date().isoformat()
        raise UserError("vault.certificate-not-yet-valid", name=name, since=since)
