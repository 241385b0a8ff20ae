"""Signs a final report: a PAdES B-B signature in the field that was prepared for it.

The lead's signature certifies the file: from then on only the prepared fields may be filled (DocMDP
level 2). The head's is an approval signature on top. Everything but the signature itself is covered
by it; the space for it is exactly as large as it is, so that no byte of the file lies outside.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from io import BytesIO
from typing import Any, Final

from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_private_key
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.attributes import CMSAttributeProvider, SignedAttributeProviderSpec
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer, pdf_signer
from pyhanko.sign.signers.pdf_byterange import BuildProps
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from reviewer_app.errors import UserError
from reviewer_app.report.cms_form import DIGEST, certificate_references
from reviewer_app.report.content import SignatureRole
from reviewer_app.report.opening import opened, reading, report_status
from reviewer_app.report.signature_place import field_name
from reviewer_app.report.stamp import draw_stamp, moment_in_words
from reviewer_app.report.verifying import APART, APPLICATION, verify_pdf
from reviewer_app.vault.certificate import SigningCertificate

# PDF 1.7 is what PDF/A-3 is based on; pyHanko would raise it for newer kinds of key.
_NEWEST_VERSION: Final = (1, 7)


def sign_pdf(
    pdf: bytes, certificate: SigningCertificate, *, role: SignatureRole, when: datetime
) -> bytes:
    """Sign a final report in the field prepared for `role`.

    Args:
        pdf: the report as `build_pdf` made it, or as the lead signed it.
        certificate: whose signature it is; its private key does not leave this process.
        role: "lead" certifies, "head" countersigns.
        when: the moment the signature states, with its offset from UTC.

    Raises:
        UserError: `report.draft-not-signed`, `report.already-signed`, `report.lead-signs-first`,
            `report.no-signature-field`, `report.changed-before-signing`, `report.clock-behind`,
            `report.certificate-unusable`, `vault.certificate-usage`, `vault.certificate-expired`,
            `vault.certificate-not-yet-valid`, `report.not-a-pdf`, `report.pdf-damaged`,
            `report.pdf-encrypted`.
        ValueError: `when` has no offset.
    """
    if when.tzinfo is None:
        raise ValueError("a time needs its offset from UTC")
    reader = opened(pdf)
    with reading():
        width, height = _free_field(pdf, reader, role, when)
    signer = _signer(certificate, when)
    stamp = draw_stamp(certificate.subject_name, when, (width, height))
    style = StaticStampStyle(
        border_width=0,
        background=_StampPage(stamp, (width, height)),
        background_layout=SimpleBoxLayoutRule(AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MIN),
    )
    certify = role == "lead"
    metadata = PdfSignatureMetadata(
        field_name=field_name(role),
        md_algorithm=DIGEST,
        name=certificate.subject_name,
        app_build_props=BuildProps(APPLICATION),
        certify=certify,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        subfilter=SigSeedSubFilter.PADES,
        tight_size_estimates=True,
    )
    written = BytesIO()
    _SignerAt(metadata, signer, stamp_style=style, when=when).sign_pdf(
        ArchivalWriter(BytesIO(pdf), strict=True), existing_fields_only=True, output=written
    )
    return written.getvalue()


def _free_field(
    pdf: bytes, reader: Any, role: SignatureRole, when: datetime
) -> tuple[float, float]:
    """The size of the prepared field, once it is sure that it may be signed now."""
    if report_status(reader) == "/Draft":
        raise UserError("report.draft-not-signed")
    fields = {name: widget for name, _value, widget in enumerate_sig_fields(reader)}
    ours = field_name(role)
    if ours not in fields:
        raise UserError("report.no-signature-field")
    signed = {signature.field_name: signature for signature in reader.embedded_signatures}
    if ours in signed:
        signer: Any = signed[ours].signer_cert.subject
        raise UserError("report.already-signed", name=signer.native.get("common_name", ""))
    if role == "head" and field_name("lead") in fields:
        if field_name("lead") not in signed:
            raise UserError("report.lead-signs-first")
        found = verify_pdf(pdf)
        if not found.sealed:
            raise UserError("report.changed-before-signing")
        signed_at = [one.when for one in found.signatures if one.when is not None]
        stated = [*signed_at, *(one.when for one in found.stamps)]
        if max(stated, default=when) - when > APART:
            raise UserError("report.clock-behind", signed=moment_in_words(max(stated)))
    left, bottom, right, top = (float(value) for value in fields[ours].get_object()["/Rect"])
    return right - left, top - bottom


def _signer(certificate: SigningCertificate, when: datetime) -> "_CertificateSigner":
    """The certificate as pyHanko wants it, if it may sign documents and is valid at `when`."""
    certificate.check_usable(when)
    # Checking an RSA key takes fifty times as long as signing with it, and this one was checked
    # when it was made or imported; a wrong one makes a signature that does not verify.
    key = load_der_private_key(
        certificate.private_key_der, None, unsafe_skip_rsa_key_validation=True
    )
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise UserError("report.certificate-unusable", name=certificate.subject_name)
    return _CertificateSigner(
        key,
        asn1_x509.Certificate.load(certificate.certificate_der),
        [asn1_x509.Certificate.load(issuer) for issuer in certificate.chain],
    )


class _References(CMSAttributeProvider, SignedAttributeProviderSpec):
    """Names every certificate sent along among what is signed, not the signer's alone."""

    attribute_type = "signing_certificate_v2"

    def __init__(self, certificates: list[asn1_x509.Certificate]) -> None:
        self.certificates = certificates

    async def build_attr_value(self, dry_run: bool = False) -> Any:  # noqa: FBT001, FBT002
        return certificate_references(self.certificates)

    def signed_attr_providers(
        self,
        data_digest: bytes,
        digest_algorithm: str,
    ) -> Iterable[CMSAttributeProvider]:
        yield self


class _SentAlong(SimpleCertificateStore):
    """Certificates to be sent along: pyHanko's own would look for their names by letters of 2002 (RFC 4518, 2.4)."""

    def register(self, cert: asn1_x509.Certificate) -> bool:
        new = cert.issuer_serial not in self.certs
        self.certs[cert.issuer_serial] = cert
        return new


class _CertificateSigner(Signer):
    """Signs with a key in memory, always in as many bytes as foretold."""

    def __init__(
        self,
        key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey,
        certificate: asn1_x509.Certificate,
        issuers: list[asn1_x509.Certificate],
    ) -> None:
        self._key = key
        beside = _SentAlong()  # type: ignore[no-untyped-call]
        beside.register_multiple(issuers)
        super().__init__(signing_cert=certificate, cert_registry=beside)
        self.signed_attr_prov_spec = _References([certificate, *issuers])

    async def async_sign_raw(
        self,
        data: bytes,
        digest_algorithm: str,
        dry_run: bool = False,  # noqa: FBT001, FBT002
    ) -> bytes:
        if isinstance(self._key, rsa.RSAPrivateKey):
            if dry_run:
                return bytes(self._key.key_size // 8)
            return self._key.sign(data, padding.PKCS1v15(), SHA256())
        length = _ecdsa_length(self._key.key_size)
        if dry_run:
            return bytes(length)
        # The two numbers of an ECDSA signature are random and vary in length; the space in the
        # file is exact, so sign until they have their most frequent one (about every second time).
        while True:
            signature = self._key.sign(data, ec.ECDSA(SHA256()))
            if len(signature) == length:
                return signature


def _ecdsa_length(key_size: int) -> int:
    """The most frequent length of a DER-encoded ECDSA signature, in bytes."""
    number = (key_size + 7) // 8
    # One of the two numbers usually needs a leading zero, unless the curve's order leaves bits free.
    body = 2 * (2 + number) + (1 if key_size % 8 == 0 else 0)
    return body + (2 if body < 128 else 3)


class _NoZone:
    """Stands in for `tzlocal`: pyHanko asks it before it is told the moment, and a zone without a name stops it."""

    @staticmethod
    def get_localzone() -> tzinfo:
        return UTC


class _SignerAt(PdfSigner):
    """States the moment it is given, not the clock's."""

    def __init__(self, *arguments: Any, when: datetime, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._when = when

    def init_signing_session(self, *arguments: Any, **options: Any) -> Any:
        pdf_signer.tzlocal = _NoZone  # type: ignore[attr-defined, assignment]
        session = super().init_signing_session(*arguments, **options)
        session.system_time = self._when
        return session


class _StampPage(PdfContent):
    """The stamp's one page, from memory (pyHanko's own reads a file)."""

    def __init__(self, stamp: bytes, size: tuple[float, float]) -> None:
        super().__init__(box=BoxConstraints(*size))
        self._stamp = stamp

    def render(self) -> bytes:
        writer: Any = self.writer
        page = writer.import_page_as_xobject(PdfFileReader(BytesIO(self._stamp)))
        self.resources.xobject["/Stamp"] = page
        return b"/Stamp Do"


class ArchivalWriter(IncrementalPdfFileWriter):
    """Adds to a file and leaves the metadata and the version as they were built, so that the file stays archival."""

    def _update_meta(self) -> None:
        """Keep title and dates: pyHanko would rewrite them in a form PDF/A does not accept."""

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        """Stay with the version that PDF/A-3 is based on."""
        super().ensure_output_version(  # type: ignore[no-untyped-call]
            min(version, _NEWEST_VERSION)
        )
