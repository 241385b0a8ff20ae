"""Two repairs to what reportlab writes, without which no archival reader accepts the file; and its streams as they are.

A glyph that stands for no single character (a ligature, the form a letter takes in the middle of a word) goes by a
code in private use; the file says which text it is.

Both repairs replace a function reportlab looks up when it is called; putting them in twice changes nothing.
"""

from collections.abc import Sequence
from typing import Any, Final

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, ttfonts

from reviewer_app.report.glyphs import text_of_code

# A bfchar block may hold at most 100 entries (Adobe Technical Note 5411, section 1.4.1).
_BLOCK: Final = 100


def to_unicode_map(font_name: str, subset: Sequence[int]) -> str:
    """The ToUnicode map of a font subset: unused codes left out, astral characters as UTF-16."""
    entries = [
        f"<{code:02X}> <{text_of_code(chr(point)).encode('utf-16-be').hex().upper()}>"
        for code, point in enumerate(subset)
        if point
    ]
    blocks = [entries[start : start + _BLOCK] for start in range(0, len(entries), _BLOCK)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo",
        f"<< /Registry ({font_name}) /Ordering ({font_name}) /Supplement 0 >> def",
        f"/CMapName /{font_name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        f"<00> <{len(subset) - 1:02X}>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


_format_stream: Final = pdfdoc.PDFStream.format


def _format_with_line_end(stream: pdfdoc.PDFStream, document: Any) -> bytes:
    """Put a line end before `endstream` (ISO 32000-1, 7.3.8.1: "should"; ISO 19005: shall).

    CR LF and not LF alone: after a stream whose last byte is CR, LF alone would read as its end.
    """
    written: bytes = _format_stream(stream, document)
    return written.removesuffix(b"endstream\n") + b"\r\nendstream\n"


def repair_reportlab() -> None:
    """Put both repairs in place.

    Streams are written as bytes, not as text of five characters for four bytes: no mail or disk needs that any more.
    """
    rl_config.useA85 = 0
    ttfonts.makeToUnicodeCMap = to_unicode_map  # type: ignore[assignment]
    pdfdoc.PDFStream.format = _format_with_line_end  # type: ignore[assignment,method-assign]
