"""Which files lie inside a PDF someone hands us, and whether they are still those that were signed.

Nothing of them is unpacked: a small file may unpack to any size, and telling whether it is another takes no more than
its bytes as they lie there.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from reviewer_app.report.fonts import clean

# A name is shown, so it is no longer than what fits.
_NAME_MOST: Final = 80


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file inside a PDF: its name as it may be shown, and the digest of all that is said and held of it."""

    name: str
    digest: str


def files_held(root: Any) -> tuple[HeldFile, ...]:
    """Give the files of a document's catalogue: those it lists by name, then those that only belong to it."""
    tree = _at(_at(root, "/Names", {}), "/EmbeddedFiles", {})
    found = [*_leaves(tree), *_at(root, "/AF", ())]
    return tuple(dict.fromkeys(_held(one.get_object()) for one in found))


def held_as_signed(reader: PdfFileReader, signatures: list[EmbeddedPdfSignature]) -> bool:
    """Say whether every signature was made over the very files the document holds now."""
    now = files_held(reader.root)
    last = reader.xrefs.total_revisions - 1
    return all(
        files_held(reader.get_historical_root(one.signed_revision)) == now
        for one in signatures
        if one.signed_revision < last
    )


def _at(dictionary: Any, key: str, otherwise: Any = "") -> Any:
    """Give an entry itself; `get` would give where it lies, if that is all the dictionary says."""
    return dictionary[key] if key in dictionary else otherwise  # noqa: SIM401


def _leaves(tree: Any) -> Iterator[Any]:
    """Give what a tree of names leads to (ISO 32000-1, 7.9.6), also where it leads back into itself."""
    waiting, met = [tree], set[int]()
    while waiting:
        node = waiting.pop()
        yield from list(_at(node, "/Names", ()))[1::2]
        for kid in _at(node, "/Kids", ()):
            number = getattr(kid, "idnum", 0)
            if number not in met:
                met |= {number} if number else set()
                waiting.append(kid.get_object())


def _held(specification: Any) -> HeldFile:
    whole = hashlib.sha256()
    for key in ("/UF", "/F", "/Desc", "/AFRelationship"):
        whole.update(f"{key} {_at(specification, key)}\n".encode())
    embedded = _at(specification, "/EF", {})
    for key in sorted(embedded):
        stream = embedded[key]
        whole.update(f"{key} {_at(stream, '/Filter')}\n".encode())
        whole.update(hashlib.sha256(stream.encoded_data).digest())
    shown = clean(str(_at(specification, "/UF") or _at(specification, "/F")))
    cut = f"{shown[: _NAME_MOST - 1]}…" if len(shown) > _NAME_MOST else shown
    return HeldFile(cut, whole.hexdigest())
