"""Lists of certificates their issuer has taken back (RFC 5280, 5)."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from reviewer_app.errors import UserError

LARGEST_LIST = 2_000_000
"""Bytes of a list; a programme's has a few hundred, a large public issuer's a million."""

_PEM = b"-----BEGIN"


@dataclass(frozen=True)
class RevocationList:
    """A list of revoked certificates, as its issuer signed it.

    Attributes:
        content: the list, DER.
    """

    content: bytes

    @classmethod
    def from_file(cls, content: bytes, name: str) -> Self:
        """Read a list as it lies in a file, PEM or DER.

        Raises:
            UserError: "vault.list-invalid".
        """
        try:
            if content.startswith(_PEM):
                content = x509.load_pem_x509_crl(content).public_bytes(Encoding.DER)
            return cls.from_der(content)
        except (ValueError, x509.InvalidVersion) as wrong:
            raise UserError("vault.list-invalid", name=name) from wrong

    @classmethod
    def from_der(cls, content: bytes) -> Self:
        """Take a list as it lies in a PDF.

        Raises:
            ValueError: it is something else.
        """
        made = cls(content)
        try:
            made._list.issuer  # noqa: B018 (what cannot be read is to fail here)
        except x509.InvalidVersion as wrong:
            raise ValueError(str(wrong)) from wrong
        return made

    @property
    def pem(self) -> bytes:
        """The list as it is handed on."""
        return self._list.public_bytes(Encoding.PEM)

    @property
    def made_at(self) -> datetime:
        """When its issuer made it, in UTC."""
        return self._list.last_update_utc

    @property
    def revoked(self) -> tuple[x509.RevokedCertificate, ...]:
        """Every certificate on it."""
        return tuple(self._list)

    def is_by(self, issuer: x509.Certificate) -> bool:
        """Whether this issuer signed it, and may sign lists."""
        try:
            usage = issuer.extensions.get_extension_for_class(x509.KeyUsage).value
            may_sign = usage.crl_sign
        except x509.ExtensionNotFound:
            may_sign = True
        except ValueError:
            return False
        if not may_sign or self._list.issuer != issuer.subject:
            return False
        try:
            return self._list.is_signature_valid(issuer.public_key())  # type: ignore[arg-type]
        except (TypeError, ValueError):
            return False

    def since(self, certificate: x509.Certificate) -> datetime | None:
        """When a certificate was revoked, in UTC; None where it is not on the list."""
        entry = self._list.get_revoked_certificate_by_serial_number(certificate.serial_number)
        return None if entry is None else entry.revocation_date_utc

    @cached_property
    def _list(self) -> x509.CertificateRevocationList:
        return x509.load_der_x509_crl(self.content)
