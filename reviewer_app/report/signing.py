"""Signs a final report: a PAdES B-B signature in the field that was prepared for it.

The lead's signature certifies the file: from then on only the prepared fields may be filled (DocMDP
level 2). The head's is an approval signature on top. Everything but the signature itself is covered
by it; the space for it is exactly as large as it is, so that no byte of the file lies outside.
"""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from asn1crypto import algos, keys, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256, Hash
from cryptography.hazmat.primitives.serialization import load_der_private_key
from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import LayoutError, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.attributes import CMSAttributeProvider, SignedAttributeProviderSpec
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.signers.pdf_byterange import BuildProps
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner, PdfSigningSession
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from reviewer_app.errors import UserError
from reviewer_app.report.content import SignatureRole
from reviewer_app.report.layout import field_name
from reviewer_app.report.opening import is_draft, opened
from reviewer_app.report.stamp import draw_stamp
from reviewer_app.vault.certificate import SigningCertificate

# The name this program leaves in a signature's build properties; `verifying` holds such signatures
# to the very form they are written in here.
APPLICATION: Final = "reviewer-app"
DIGEST: Final = "sha256"
# An ECDSA signature varies by a byte or two in length; how often one is made until one fits.
_ATTEMPTS: Final = 64


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
            `report.no-signature-field`, `report.changed-before-signing`,
            `report.certificate-expired`, `report.certificate-unusable`, `report.not-a-pdf`,
            `report.pdf-damaged`, `report.pdf-encrypted`.
        ValueError: `when` has no offset.
    """
    if when.tzinfo is None:
        raise ValueError("a time needs its offset from UTC")
    reader = opened(pdf)
    if is_draft(reader):
        raise UserError("report.draft-not-signed")
    size = _free_field(pdf, reader, role)
    signer = _CertificateSigner(certificate, when)
    stamp = draw_stamp(certificate.subject_name, when, size)
    for _attempt in range(_ATTEMPTS):
        signed = _signed(pdf, signer, stamp, role, when)
        if signed is not None:
            return signed
    raise RuntimeError("no signature of the expected length in many attempts")


def _free_field(pdf: bytes, reader: Any, role: SignatureRole) -> tuple[float, float]:
    """The size of the prepared field, once it is sure that it may be signed now."""
    fields = {name: (value, ref) for name, value, ref in enumerate_sig_fields(reader)}
    ours, lead = field_name(role), field_name("lead")
    if ours not in fields:
        raise UserError("report.no-signature-field")
    signed = {signature.field_name: signature for signature in reader.embedded_signatures}
    if ours in signed:
        name = signed[ours].signer_cert.subject.native.get("common_name", "")
        raise UserError("report.already-signed", name=name)
    if role == "head" and lead in fields:
        if lead not in signed:
            raise UserError("report.lead-signs-first")
        from reviewer_app.report.verifying import verify_pdf

        if not verify_pdf(pdf).sealed:
            raise UserError("report.changed-before-signing")
    widget: Any = fields[ours][1].get_object()
    left, bottom, right, top = (float(value) for value in widget["/Rect"])
    return right - left, top - bottom
