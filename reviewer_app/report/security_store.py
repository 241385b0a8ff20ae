"""What a signature can be checked by decades from now, kept in the file itself (ISO 32000-2, 12.8.4.3).

A document security store holds the certificates of everyone who signed or stamped, with their issuers', and the lists
of revoked certificates that were had. It goes in together with a time stamp that covers it (PAdES B-LT and B-LTA,
ETSI EN 319 142-1, 5.4 and 5.5).
"""

import zlib
from collections.abc import Iterable, Sequence
from typing import Any, Final

from cryptography import x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from reviewer_app.report.opening import unpacked
from reviewer_app.vault.revocation import LARGEST_LIST, RevocationList

# What a store someone hands us may hold: a file with more is not one of ours.
_MOST_ENTRIES: Final = 64

# pyHanko's own objects have no types.
_Name: Any = generic.NameObject
_Array: Any = generic.ArrayObject
_Dictionary: Any = generic.DictionaryObject
_Stream: Any = generic.StreamObject


def keep_in_store(
    writer: IncrementalPdfFileWriter,
    signatures: Iterable[EmbeddedPdfSignature],
    lists: Sequence[RevocationList],
) -> None:
    """Add certificates and lists to the store of a file that is being added to; what it holds already stays.

    Args:
        writer: what adds to the file.
        signatures: those in the file, time stamps among them.
        lists: what was revoked, as the issuers say.
    """
    root: Any = writer.root
    old = root["/DSS"] if "/DSS" in root else _Dictionary()
    certificates = dict.fromkeys(
        one.dump()
        for signature in signatures
        for one in (signature.signer_cert, *signature.other_embedded_certs)
    )
    store = _Dictionary({_Name("/Type"): _Name("/DSS")})
    for key, entries in (("/Certs", certificates), ("/CRLs", [one.content for one in lists])):
        kept = list(_references(old, key))
        there = {unpacked(reference.get_object(), LARGEST_LIST) for reference in kept}
        kept += [_added(writer, entry) for entry in entries if entry not in there]
        if kept:
            store[_Name(key)] = _Array(kept)
    root[_Name("/DSS")] = writer.add_object(store)
    writer.update_root()


def certificates_held(root: Any) -> tuple[x509.Certificate, ...]:
    """Give the certificates in the store of a document's catalogue."""
    return tuple(x509.load_der_x509_certificate(one) for one in _entries(root, "/Certs"))


def lists_held(root: Any) -> tuple[RevocationList, ...]:
    """Give the lists of revoked certificates in the store of a document's catalogue."""
    return tuple(RevocationList.from_der(one) for one in _entries(root, "/CRLs"))


def _entries(root: Any, key: str) -> Iterable[bytes]:
    if "/DSS" not in root:
        return
    for reference in _references(root["/DSS"], key):
        yield unpacked(reference.get_object(), LARGEST_LIST)


def _references(store: Any, key: str) -> Iterable[Any]:
    if key not in store:
        return
    entries = store[key]
    for at in range(min(len(entries), _MOST_ENTRIES)):
        yield entries.raw_get(at)


def _added(writer: IncrementalPdfFileWriter, content: bytes) -> Any:
    packed = zlib.compress(content, 9)
    # A stream that ends in CR would seem to end in the line end before "endstream"; behind its own end, zlib reads no
    # further.
    packed += b"\n" if packed.endswith(b"\r") else b""
    entries = {_Name("/Filter"): _Name("/FlateDecode")}
    return writer.add_object(_Stream(entries, encoded_data=packed))
