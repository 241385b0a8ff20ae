"""The findings as data inside the report: found by any program, said on the last page, kept by every signature."""

import dataclasses
import hashlib
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pyhanko.pdf_utils.generic import ArrayObject, NameObject, TextStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from reviewer_app.report.attached import files_held
from reviewer_app.report.build import build_pdf
from reviewer_app.report.content import AttachedFile
from reviewer_app.report.signing import sign_pdf
from reviewer_app.report.verdict import Problem
from reviewer_app.report.verifying import verify_pdf
from reviewer_app.vault.certificate import SigningCertificate
from tests.report.conftest import SIGNED_AT
from tests.report.sample import RICH
from tests.report.test_archival import BYTE_RANGE
from tests.report.tools import failed_rules, pages_of, qpdf_check, run

FILE = AttachedFile(
    "review.json", "The findings of this report as data", b'{"a": "\xc5\xb5"}\n' * 99
)
WITH_DATA = dataclasses.replace(RICH, attached=FILE)


@pytest.fixture(scope="module")
def built() -> bytes:
    return build_pdf(WITH_DATA, draft=False)


@pytest.fixture(scope="module")
def sealed(built: bytes, helens: SigningCertificate) -> bytes:
    return sign_pdf(built, helens, role="lead", when=SIGNED_AT)


def test_it_is_accessible_and_archival_and_stays_so_when_signed(
    built: bytes, sealed: bytes, priyas: SigningCertificate, tmp_path: Path
) -> None:
    both = sign_pdf(sealed, priyas, role="head", when=SIGNED_AT.replace(hour=18))
    assert failed_rules(built) == []
    assert failed_rules(sealed) == []
    assert failed_rules(both) == [BYTE_RANGE]
    assert verify_pdf(both).sealed
    said = qpdf_check(both, tmp_path)
    assert "No syntax or stream encoding errors found" in said
    assert "WARNING" not in said


def test_any_program_finds_it_as_it_was_put_in(sealed: bytes, tmp_path: Path) -> None:
    file, out = tmp_path / "sealed.pdf", tmp_path / "out.json"
    file.write_bytes(sealed)
    assert "1: review.json" in run("pdfdetach", "-list", file)
    run("pdfdetach", "-save", "1", "-o", out, file)
    assert out.read_bytes() == FILE.content


def test_it_says_what_it_is_and_what_it_has_to_do_with_the_report(built: bytes) -> None:
    root: Any = PdfFileReader(BytesIO(built)).root
    assert root["/AF"].raw_get(0) == root["/Names"]["/EmbeddedFiles"]["/Names"].raw_get(1)
    specification = root["/AF"][0]
    assert specification["/AFRelationship"] == "/Data"
    assert specification["/Desc"] == FILE.description
    assert specification["/F"] == specification["/UF"] == FILE.name
    stream = specification["/EF"]["/F"]
    assert stream["/Subtype"] == "/application/json"
    parameters = stream["/Params"]
    assert parameters["/Size"] == len(FILE.content)
    md5 = hashlib.md5(FILE.content, usedforsecurity=False).digest()
    assert parameters["/CheckSum"].original_bytes == md5
    assert parameters["/CreationDate"] == parameters["/ModDate"] == "D:20261127000000+00'00'"


def test_the_last_page_says_so_only_where_it_is_there(
    built: bytes, final: bytes, tmp_path: Path
) -> None:
    words = "This file also holds, for computers to read,"
    assert words in " ".join(pages_of(built, tmp_path)[-1].split())
    assert words not in " ".join(pages_of(final, tmp_path)[-1].split())


def test_same_content_gives_the_same_bytes(built: bytes) -> None:
    assert build_pdf(WITH_DATA, draft=False) == built


def test_checking_the_file_names_it(built: bytes, sealed: bytes, signed: bytes) -> None:
    words = "The PDF also holds a file: “review.json”."
    for pdf in (built, sealed):
        assert verify_pdf(pdf).attachments == ("review.json",)
        assert words in verify_pdf(pdf).summary
    assert verify_pdf(sealed).sealed
    assert verify_pdf(signed).attachments == ()


def exchanged(writer: IncrementalPdfFileWriter) -> None:
    stream = _specification(writer)["/EF"]["/F"]
    stream._data, stream._encoded_data = b"{}", None  # noqa: SLF001 (an attacker asks nobody)
    writer.update_container(stream)


def renamed(writer: IncrementalPdfFileWriter) -> None:
    specification = _specification(writer)
    specification["/UF"] = TextStringObject("other.json")
    writer.update_container(specification)


def taken_out(writer: IncrementalPdfFileWriter) -> None:
    del writer.root["/Names"]
    del writer.root["/AF"]
    writer.update_root()


def added(writer: IncrementalPdfFileWriter) -> None:
    root: Any = writer.root
    names = root["/Names"]["/EmbeddedFiles"]["/Names"]
    another = writer.add_object(
        type(_specification(writer))({NameObject("/UF"): TextStringObject("worse.exe")})
    )
    names += [TextStringObject("worse.exe"), another]
    writer.update_container(names)


def _specification(writer: IncrementalPdfFileWriter) -> Any:
    root: Any = writer.root
    return root["/AF"][0]


@pytest.mark.parametrize("attack", [exchanged, renamed, taken_out, added])
def test_another_file_in_its_place_is_told(
    attack: Callable[[IncrementalPdfFileWriter], None], sealed: bytes
) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(sealed))
    attack(writer)
    written = BytesIO()
    writer.write(written)
    found = verify_pdf(written.getvalue())
    assert not found.sealed
    assert Problem.ATTACHMENT_CHANGED in found.problems
    assert Problem.ATTACHMENT_CHANGED.sentence in found.summary


def test_a_byte_of_it_changed_in_its_place_is_told(sealed: bytes) -> None:
    changed = bytearray(sealed)
    begun = re.search(rb"/EmbeddedFile\s*>>\s*stream\n", sealed)
    assert begun is not None
    changed[begun.end() + 10] ^= 1
    assert verify_pdf(bytes(changed)).problems == (Problem.CHANGED,)


def test_names_that_lead_in_circles_and_names_of_any_length_are_read(sealed: bytes) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(sealed))
    specification = _specification(writer)
    specification["/UF"] = TextStringObject("a\u202e" + "b" * 500 + ".json")
    writer.update_container(specification)
    root: Any = writer.root
    tree = root["/Names"]["/EmbeddedFiles"]
    itself = writer.add_object(tree)
    tree["/Kids"] = ArrayObject([itself] * 1000)
    root["/Names"]["/EmbeddedFiles"] = itself
    writer.update_root()
    written = BytesIO()
    writer.write(written)
    [held] = files_held(PdfFileReader(BytesIO(written.getvalue())).root)
    assert held.name == "a" + "b" * 78 + "…"
