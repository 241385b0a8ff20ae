"""Which standards a PDF says of itself that it meets, for decades of keeping and for reading aloud."""

import re
from typing import Any, Final

from reviewer_app.report.opening import unpacked

_LARGEST_METADATA: Final = 1_000_000

# As an element or as an attribute: XMP allows both (ISO 16684-1, 7.9.2.2).
_SAID: Final = r"\b{name}(?:>|=[\"'])\s*(\w+)"


def claims_in(root: Any) -> tuple[str, ...]:
    """Give the standards a document's metadata names: PDF/A (ISO 19005-3, 6.6.4) and PDF/UA (ISO 14289-1, 5)."""
    if "/Metadata" not in root:
        return ()
    said = unpacked(root["/Metadata"], _LARGEST_METADATA).decode("utf-8", "replace")
    part, letter, aloud = (
        _after(said, name) for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")
    )
    lasting = (f"PDF/A-{part}{letter.lower()}",) if part else ()
    return (*lasting, *((f"PDF/UA-{aloud}",) if aloud else ()))


def _after(said: str, name: str) -> str:
    found = re.search(_SAID.format(name=name), said)
    return found[1][:4] if found else ""
