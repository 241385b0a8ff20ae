"""The one form in which this program writes a signature's CMS object (RFC 5652).

A PDF signature does not cover its own bytes, and the CMS object holds some that nothing in it
covers either. Knowing the only form we write, the verifier rebuilds it from the parts that *are*
covered (the signed attributes by the signature, the certificates by their digests among those
attributes) and compares: no byte is left over.
"""

from collections.abc import Sequence
from typing import Any, Final

from asn1crypto import cms, tsp, x509
from cryptography.hazmat.primitives.hashes import SHA256, Hash

DIGEST: Final = "sha256"


def _sha256(content: bytes) -> bytes:
    digest = Hash(SHA256())
    digest.update(content)
    return digest.finalize()


def certificate_references(certificates: Sequence[x509.Certificate]) -> tsp.SigningCertificateV2:
    """The signing-certificate-v2 attribute: the signer's first, then every one sent along.

    RFC 5035, section 3: further identifiers limit the certificates a path may be built from. Issuers are not named
    beside the digests, which they may be left out of: they are compared by the letters of 2002 (RFC 4518, 2.4), and a
    name with a newer one would be no issuer's.
    """
    return tsp.SigningCertificateV2(
        {
            "certs": [
                tsp.ESSCertIDv2(
                    {
                        "hash_algorithm": {"algorithm": DIGEST},
                        "cert_hash": _sha256(certificate.dump()),
                    }
                )
                for certificate in certificates
            ]
        }
    )


def _signature_algorithm(signer: x509.Certificate) -> cms.SignedDigestAlgorithm:
    mechanism = "sha256_ecdsa" if signer.public_key.algorithm == "ec" else "sha256_rsa"
    return cms.SignedDigestAlgorithm({"algorithm": mechanism})


def is_in_our_form(written: bytes) -> bool:
    """Whether `written` is, byte for byte, what this program writes for its own parts.

    The signature itself is not checked here. Anything that cannot even be taken apart raises, as
    asn1crypto does (`ValueError`, `TypeError`, `KeyError`).
    """
    signed = cms.ContentInfo.load(written, strict=True)["content"]
    signer_info: Any = signed["signer_infos"][0]
    attributes = signer_info["signed_attrs"]
    certificates: list[Any] = [choice.chosen for choice in signed["certificates"]]
    references = [
        attribute["values"][0]
        for attribute in attributes
        if attribute["type"].native == "signing_certificate_v2"
    ]
    if len(references) != 1:
        return False
    named = [entry["cert_hash"].native for entry in references[0]["certs"]]
    if sorted(named) != sorted(_sha256(certificate.dump()) for certificate in certificates):
        return False
    signer = next(
        certificate for certificate in certificates if _sha256(certificate.dump()) == named[0]
    )
    rebuilt = cms.ContentInfo(
        {
            "content_type": "signed_data",
            "content": cms.SignedData(
                {
                    "version": "v1",
                    "digest_algorithms": [{"algorithm": DIGEST}],
                    "encap_content_info": {"content_type": "data"},
                    "certificates": certificates,
                    "signer_infos": [
                        cms.SignerInfo(
                            {
                                "version": "v1",
                                "sid": cms.SignerIdentifier(
                                    {
                                        "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                                            {
                                                "issuer": signer.issuer,
                                                "serial_number": signer.serial_number,
                                            }
                                        )
                                    }
                                ),
                                "digest_algorithm": {"algorithm": DIGEST},
                                "signed_attrs": attributes,
                                "signature_algorithm": _signature_algorithm(signer),
                                "signature": signer_info["signature"].native,
                            }
                        )
                    ],
                }
            ),
        }
    )
    return bool(rebuilt.dump() == written)
