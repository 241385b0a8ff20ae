"""Opens a PDF someone hands us: hostile until shown otherwise."""

import logging
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, Final

from pyhanko.pdf_utils.reader import PdfFileReader

from reviewer_app.errors import UserError
from reviewer_app.report.tagging import PIECE

# What pyHanko would log of an odd file is what the caller is told in words.
logging.getLogger("pyhanko").setLevel(logging.ERROR)

# ISO 32000-1, 7.5.2 and its implementation note 13: the header stands within the first 1,024 bytes.
_HEADER: Final = b"%PDF-"
_HEADER_WITHIN: Final = 1024
# Its last lines (7.5.5), which stand within the last 1,024 bytes (note 18). The reader goes back line by line in search
# of them, at a second for each megabyte of what is no line.
_ENDING: Final = re.compile(rb"[^\r\n][\r\n]+startxref\s*\d+\s*[\r\n]%%EOF")
_ENDING_WITHIN: Final = 2048


@contextmanager
def reading() -> Iterator[None]:
    """Whatever goes wrong inside is the file's doing.

    A damaged file can make the PDF reader fail anywhere and with any exception, so here, and only
    around reading, every kind is taken as damage.

    Raises:
        UserError: `report.pdf-damaged`.
    """
    try:
        yield
    except UserError:
        raise
    except Exception as problem:
        raise UserError("report.pdf-damaged") from problem


def opened(pdf: bytes, *, strict: bool = True) -> PdfFileReader:
    """A reader on the file; not `strict`, it reads what other programs write that is not quite by the standard.

    Raises:
        UserError: `report.not-a-pdf`, `report.pdf-damaged`, `report.pdf-encrypted`.
    """
    if _HEADER not in pdf[:_HEADER_WITHIN]:
        raise UserError("report.not-a-pdf")
    if _ENDING.search(pdf[-_ENDING_WITHIN:]) is None:
        raise UserError("report.pdf-damaged")
    with reading():
        reader = PdfFileReader(BytesIO(pdf), strict=strict)
        if reader.encrypted:
            raise UserError("report.pdf-encrypted")
        reader.root["/Pages"]["/Count"]
    return reader


def report_status(reader: PdfFileReader) -> str | None:
    """Whether `tagging` wrote "/Draft" or "/Final"; nothing for a file that is not ours."""
    found: Any = reader.root
    for key in ("/PieceInfo", f"/{PIECE}", "/Private", "/Status"):
        try:
            found = found[key]
        except (KeyError, TypeError):
            return None
    return str(found)


def unpacked(stream: Any, most: int) -> bytes:
    """Give what a stream holds, `most` bytes of it: a small file may unpack to any size.

    Raises:
        ValueError: it is packed in another way than this program packs.
    """
    packed, way = bytes(stream.encoded_data), stream.get("/Filter", None)
    if way is None:
        return packed[:most]
    if str(way) != "/FlateDecode":
        raise ValueError("packed in another way")
    return zlib.decompressobj().decompress(packed, most)
