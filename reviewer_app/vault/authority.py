"""A programme's authority: one root that schools trust, and the certificates its reviewers sign with.

A reviewer's key never leaves their laptop. They send a request (PKCS#10, RFC 2986), the office answers it with a
certificate below its root, and the reviewer takes that up.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final, Self, cast

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    load_der_private_key,
    pkcs12,
)

from reviewer_app.errors import UserError
from reviewer_app.vault.certificate import (
    DOCUMENT_SIGNING,
    SIGNING_USAGE,
    YEARS_OF_A_PERSON,
    PublicKey,
    SigningCertificate,
    begun,
    is_strong,
    may_issue,
    name_in,
    pkcs8,
    refuse_outside_validity,
    self_issued,
    subject_of,
    years_later,
)
from reviewer_app.vault.revocation import RevocationList

LARGEST_REQUEST: Final = 16_384
"""Bytes of a request; one with the largest key we take has a fifth of them."""

LARGEST_ROOT: Final = 65_536
"""Bytes of a root's file."""

LARGEST_ANSWER: Final = 65_536
"""Bytes of an answer."""

_MOST_IN_ANSWER: Final = 4
"""Certificates an answer may hold: the reviewer's, and issuers up to a root."""

_YEARS_OF_A_ROOT: Final = 10

_LIST_HOLDS: Final = timedelta(days=180)
"""After how long a list is to be made anew; programmes hand theirs on by e-mail, a season at a time."""

_ISSUING_USAGE: Final = x509.KeyUsage(
    digital_signature=False,
    content_commitment=False,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=True,
    crl_sign=True,
    encipher_only=False,
    decipher_only=False,
)

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True)
class Authority:
    """A programme's root: its certificate (DER) and its private key (PKCS#8 DER, not encrypted)."""

    certificate_der: bytes
    private_key_der: bytes = field(repr=False)

    @classmethod
    def create(cls, name: str, *, now: datetime) -> Self:
        """Make a root that may issue certificates for people, and nothing else; takes up to a second.

        Raises:
            UserError: "vault.name-wrong".
            ValueError: `now` has no offset from UTC.
        """
        limits = x509.BasicConstraints(ca=True, path_length=0)
        return cls(*self_issued(name, limits, _ISSUING_USAGE, now=now, years=_YEARS_OF_A_ROOT))

    @classmethod
    def from_pkcs12(cls, content: bytes, passphrase: str) -> Self:
        """Read what `to_pkcs12` wrote.

        Raises:
            UserError: "vault.authority-not-opened", "vault.authority-none".
        """
        try:
            key, certificate, _others = pkcs12.load_key_and_certificates(
                content, passphrase.encode()
            )
        except (ValueError, UnsupportedAlgorithm) as wrong:
            raise UserError("vault.authority-not-opened") from wrong
        if certificate is None or not isinstance(
            key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
        ):
            raise UserError("vault.authority-none")
        if key.public_key() != certificate.public_key() or not may_issue(certificate):
            raise UserError("vault.authority-none")
        return cls(certificate.public_bytes(Encoding.DER), pkcs8(key))

    def to_pkcs12(self, passphrase: str) -> bytes:
        """Write root and key, sealed by a passphrase."""
        return pkcs12.serialize_key_and_certificates(
            self.name.encode(),
            self._key,
            self.root,
            None,
            BestAvailableEncryption(passphrase.encode()),
        )

    @property
    def name(self) -> str:
        """What the root calls itself."""
        return name_in(self.root)

    @property
    def root_pem(self) -> bytes:
        """The root's certificate alone: what schools add to those they trust."""
        return self.root.public_bytes(Encoding.PEM)

    def issue(self, request: bytes, name: str, *, now: datetime) -> bytes:
        """Answer a reviewer's request; gives their certificate and the root, PEM.

        Args:
            request: PKCS#10, PEM.
            name: whom the office knows this reviewer to be; what the request says of it counts for nothing.
            now: from when on it holds; it holds no longer than the root does.

        Raises:
            UserError: "vault.request-invalid", "vault.certificate-weak", "vault.name-wrong",
                "vault.certificate-expired", "vault.certificate-not-yet-valid".
            ValueError: `now` has no offset from UTC.
        """
        if now.tzinfo is None:
            raise ValueError("a time needs its offset from UTC")
        root = self.root
        refuse_outside_validity(root, self.name, now)
        public = _key_asking(request, name)
        since = now.replace(microsecond=0)
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        until = min(years_later(since, YEARS_OF_A_PERSON), root.not_valid_after_utc)
        made = (
            begun(subject_of(name), root.subject, public, since, until)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(SIGNING_USAGE, critical=True)
            .add_extension(x509.ExtendedKeyUsage([DOCUMENT_SIGNING]), critical=False)
            .add_extension(issuer, critical=False)
            .sign(self._key, hashes.SHA256())
        )
        return made.public_bytes(Encoding.PEM) + self.root_pem

    def revoke(
        self,
        certificates: bytes,
        *,
        now: datetime,
        since: datetime | None = None,
        earlier: RevocationList | None = None,
    ) -> RevocationList:
        """Take back what was issued: a list (RFC 5280, 5) with everything on the earlier one, and this.

        Args:
            certificates: an answer as `issue` gave it, PEM; b"" where the list is only to be made anew.
            now: when the list is made.
            since: from when on the certificate counts no more; now where nobody says otherwise.
            earlier: the list so far.

        Raises:
            UserError: "vault.answer-invalid", "vault.not-issued-here".
            ValueError: a time has no offset from UTC, or the earlier list is another root's.
        """
        since = since or now
        if now.tzinfo is None or since.tzinfo is None:
            raise ValueError("a time needs its offset from UTC")
        if earlier is not None and not earlier.is_by(self.root):
            raise ValueError("another root's list")
        made = now.astimezone(UTC).replace(microsecond=0)
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.root.subject)
            .last_update(made)
            .next_update(made + _LIST_HOLDS)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()),
                critical=False,
            )
            # Lists of one root are told apart by a number that grows (5.2.3).
            .add_extension(x509.CRLNumber(int(made.timestamp())), critical=False)
        )
        there = earlier.revoked if earlier is not None else ()
        for entry in there:
            builder = builder.add_revoked_certificate(entry)
        if certificates:
            taken = self._issued_here(certificates)
            if all(entry.serial_number != taken.serial_number for entry in there):
                builder = builder.add_revoked_certificate(
                    x509.RevokedCertificateBuilder()
                    .serial_number(taken.serial_number)
                    .revocation_date(since.astimezone(UTC).replace(microsecond=0))
                    .build()
                )
        return RevocationList(builder.sign(self._key, hashes.SHA256()).public_bytes(Encoding.DER))

    def _issued_here(self, certificates: bytes) -> x509.Certificate:
        try:
            leaf = x509.load_pem_x509_certificates(certificates)[0]
        except (ValueError, x509.InvalidVersion) as wrong:
            raise UserError("vault.answer-invalid") from wrong
        try:
            leaf.verify_directly_issued_by(self.root)
        except (InvalidSignature, TypeError, ValueError) as wrong:
            raise UserError("vault.not-issued-here", name=name_in(leaf)) from wrong
        return leaf

    @property
    def root(self) -> x509.Certificate:
        """The root's certificate."""
        return x509.load_der_x509_certificate(self.certificate_der)

    @property
    def _key(self) -> Key:
        return cast("Key", load_der_private_key(self.private_key_der, None))


def request_of(certificate: SigningCertificate) -> bytes:
    """Ask for a certificate for the key a person signs with already; gives the request, PKCS#10, PEM."""
    key = cast("Key", load_der_private_key(certificate.private_key_der, None))
    builder = x509.CertificateSigningRequestBuilder().subject_name(
        subject_of(certificate.subject_name)
    )
    return builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)


def answered(
    certificate: SigningCertificate, answer: bytes, *, now: datetime
) -> SigningCertificate:
    """Take up the office's answer: the same key, under the certificate that it issued.

    Raises:
        UserError: "vault.answer-invalid", "vault.answer-other-key", "vault.certificate-usage",
            "vault.certificate-expired", "vault.certificate-not-yet-valid".
    """
    try:
        leaf, *issuers = x509.load_pem_x509_certificates(answer)
        chain = [leaf, *issuers]
        for one, above in zip(chain, issuers, strict=False):
            one.verify_directly_issued_by(above)
    except Exception as wrong:
        # What is no certificate can fail in many ways.
        raise UserError("vault.answer-invalid") from wrong
    if not issuers or len(chain) > _MOST_IN_ANSWER or not all(map(may_issue, issuers)):
        raise UserError("vault.answer-invalid")
    key = cast("Key", load_der_private_key(certificate.private_key_der, None))
    if leaf.public_key() != key.public_key():
        raise UserError("vault.answer-other-key", name=name_in(leaf))
    made = SigningCertificate(
        leaf.public_bytes(Encoding.DER),
        certificate.private_key_der,
        tuple(one.public_bytes(Encoding.DER) for one in issuers),
    )
    made.check_usable(now)
    return made


def _key_asking(request: bytes, name: str) -> PublicKey:
    """Give the key a request proves to hold."""
    if len(request) > LARGEST_REQUEST:
        raise UserError("vault.request-invalid")
    try:
        asked = x509.load_pem_x509_csr(request)
        sound = asked.is_signature_valid
        public = asked.public_key()
    except Exception as wrong:
        # What is no request can fail in many ways.
        raise UserError("vault.request-invalid") from wrong
    if not sound or not isinstance(public, rsa.RSAPublicKey | ec.EllipticCurvePublicKey):
        raise UserError("vault.request-invalid")
    if not is_strong(public):
        raise UserError("vault.certificate-weak", name=name)
    return public
