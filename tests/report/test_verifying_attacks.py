"""Attacks on signed PDFs that are known from the literature: none of them is called sealed.

Incremental saving, signature wrapping and universal forgery: Mladenov and others, "1 Trillion Dollar Refund" (2019);
shadow attacks: Mainka and others (2021); annotations and further signatures on certified files: Rohlmann and others
(2021). Each file is one that an attacker could hand on without any key of the people who signed.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from reviewer_app.report import signing
from reviewer_app.report.verifying import Problem, verify_pdf
from reviewer_app.vault.certificate import SigningCertificate
from tests.report.conftest import SIGNED_AT

# pyHanko's own objects have no types.
Name: Any = generic.NameObject
Text: Any = generic.TextStringObject
Number: Any = generic.NumberObject
Array: Any = generic.ArrayObject
Dictionary: Any = generic.DictionaryObject
Stream: Any = generic.StreamObject
Change = Callable[[Any], None]


def page_of(writer: Any, number: int = 0) -> Any:
    return writer.root["/Pages"]["/Kids"].raw_get(number).get_object()


def words_replaced(writer: Any) -> None:
    page = page_of(writer)
    page["/Contents"] = writer.add_object(Stream(stream_data=b"q Q"))
    writer.update_container(page)


def words_covered(writer: Any) -> None:
    page = page_of(writer)
    page["/Contents"] = Array(
        [
            page.raw_get("/Contents"),
            writer.add_object(Stream(stream_data=b"0 g 0 0 600 800 re f")),
        ]
    )
    writer.update_container(page)


def page_removed(writer: Any) -> None:
    pages = writer.root["/Pages"]
    pages["/Kids"].pop()
    pages["/Count"] = Number(len(pages["/Kids"]))
    writer.update_container(pages)


def page_repeated(writer: Any) -> None:
    pages = writer.root["/Pages"]
    pages["/Kids"].append(pages["/Kids"].raw_get(0))
    pages["/Count"] = Number(len(pages["/Kids"]))
    writer.update_container(pages)


def annotation_added(writer: Any) -> None:
    page = page_of(writer)
    note = Dictionary(
        {
            Name("/Type"): Name("/Annot"),
            Name("/Subtype"): Name("/FreeText"),
            Name("/Rect"): Array(map(Number, (50, 50, 400, 400))),
            Name("/Contents"): Text("Accredited"),
            Name("/DA"): Text("/Helv 20 Tf 0 g"),
        }
    )
    page["/Annots"] = Array([*page.get("/Annots", ()), writer.add_object(note)])
    writer.update_container(page)


def field_grown(writer: Any) -> None:
    field = next(
        one.get_object()
        for one in writer.root["/AcroForm"]["/Fields"]
        if one.get_object()["/T"] == "signature-head"
    )
    field["/Rect"] = Array(map(Number, (0, 0, 595, 842)))
    writer.update_container(field)


def action_added(writer: Any) -> None:
    action = {Name("/S"): Name("/JavaScript"), Name("/JS"): Text("this.print()")}
    writer.root["/OpenAction"] = Dictionary(action)
    writer.update_root()


def font_replaced(writer: Any) -> None:
    fonts = page_of(writer)["/Resources"]["/Font"]
    first, second, *_others = list(fonts)
    fonts[first] = fonts.raw_get(second)
    writer.update_container(fonts)


def words_for_the_blind_replaced(writer: Any) -> None:
    root = writer.root["/StructTreeRoot"]
    root["/K"] = Array()
    writer.update_container(root)


def file_attached(writer: Any) -> None:
    stream = writer.add_object(Stream(stream_data=b"other findings"))
    spec = Dictionary(
        {
            Name("/Type"): Name("/Filespec"),
            Name("/F"): Text("findings.json"),
            Name("/EF"): Dictionary({Name("/F"): stream}),
        }
    )
    tree = Dictionary({Name("/Names"): Array([Text("findings.json"), writer.add_object(spec)])})
    writer.root["/Names"] = Dictionary({Name("/EmbeddedFiles"): tree})
    writer.update_root()


CHANGES: dict[str, Change] = {
    one.__name__: one
    for one in (
        words_replaced,
        words_covered,
        page_removed,
        page_repeated,
        annotation_added,
        field_grown,
        action_added,
        font_replaced,
        words_for_the_blind_replaced,
        file_attached,
    )
}


def updated(pdf: bytes, change: Change) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    change(writer)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


@pytest.fixture(scope="module")
def mallory() -> SigningCertificate:
    """Anybody's own certificate, in the head's name."""
    return SigningCertificate.issue("Priya Nair", now=SIGNED_AT - timedelta(days=1))


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_saved_with_a_change_it_is_not_sealed(signed: bytes, change: Change) -> None:
    found = verify_pdf(updated(signed, change))
    assert not found.sealed
    assert Problem.ADDED_AFTER in found.problems


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_signed_in_the_heads_place_over_a_change_it_is_not_sealed(
    signed: bytes, mallory: SigningCertificate, change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = verify_pdf(signed)
    monkeypatch.setattr(signing, "verify_pdf", lambda _pdf: honest)
    forged = signing.sign_pdf(updated(signed, change), mallory, role="head", when=SIGNED_AT)
    found = verify_pdf(forged)
    assert found.whole_document
    assert not found.sealed
    told = (Problem.ATTACHMENT_CHANGED,) if change is CHANGES["file_attached"] else ()
    assert found.problems == (Problem.NOT_PERMITTED, *told)


def test_signature_in_a_field_of_its_own_is_not_sealed(
    signed: bytes, mallory: SigningCertificate
) -> None:
    """A visible field anywhere could show anything."""
    signer = signing._signer(mallory, SIGNED_AT)  # noqa: SLF001
    field = SigFieldSpec("another", on_page=0, box=(50, 300, 550, 700))
    forged = BytesIO()
    PdfSigner(PdfSignatureMetadata(field_name="another"), signer, new_field_spec=field).sign_pdf(
        IncrementalPdfFileWriter(BytesIO(signed)), output=forged
    )
    found = verify_pdf(forged.getvalue())
    assert not found.sealed
    assert Problem.NOT_PERMITTED in found.problems


RANGE = re.compile(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\]")


def ranged(pdf: bytes, written: bytes) -> bytes:
    """Write something else in the place of the signature's range, as long as it."""
    there = RANGE.search(pdf)
    assert there is not None
    return pdf[: there.start()] + written.ljust(len(there[0])) + pdf[there.end() :]


@pytest.mark.parametrize(
    "written",
    [
        b"/ByteRange [0 0 0 0]",
        b"/ByteRange [0 10 -10 10]",
        b"/ByteRange [-1 10 20 30]",
        b"/ByteRange [0 1]",
        b"/ByteRange []",
        b"/ByteRange null",
        b"/ByteRange (0 1 2 3)",
        b"",
    ],
)
def test_range_that_covers_nothing_is_not_sealed(signed: bytes, written: bytes) -> None:
    assert not verify_pdf(ranged(signed, written)).sealed


@pytest.mark.parametrize("content", [b"<>", b"<00>", b"null", b"()", b"<30030201>"])
def test_signature_that_says_nothing_is_not_sealed(signed: bytes, content: bytes) -> None:
    there = RANGE.search(signed)
    assert there is not None
    first, second = int(there[1]), int(there[2])
    forged = signed[:first] + content.ljust(second - first) + signed[second:]
    assert not verify_pdf(forged).sealed


def test_signed_part_moved_away_with_another_in_its_place_is_not_sealed(signed: bytes) -> None:
    """Wrapping: what was signed still stands in the file and is covered, but another part is read."""
    there = RANGE.search(signed)
    assert there is not None
    first, second, rest = (int(number) for number in there.groups())
    between = b"\n% in between\n" + signed[second : second + rest]
    moved = second + len(between)
    written = b"/ByteRange [0 %d %d %d]" % (first, moved, rest)
    forged = signed[:second] + between + signed[second:]
    assert not verify_pdf(ranged(forged, written)).sealed
    assert not verify_pdf(forged).sealed
