"""A report is read aloud and kept for decades: PDF/UA-1 and PDF/A-3A, as an independent checker sees them."""

import dataclasses
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.reader import PdfFileReader

from reviewer_app.report.build import build_pdf
from reviewer_app.report.content import ReportContent
from reviewer_app.report.signing import sign_pdf
from reviewer_app.vault.certificate import SigningCertificate
from tests.report.authority import issue_p12
from tests.report.conftest import SIGNED_AT
from tests.report.sample import HOSTILE, RICH, TINY
from tests.report.tools import failed_rules, qpdf_check, run

# No file with two signatures can meet it: it asks of the first to reach what the second added.
BYTE_RANGE = "PDFA3A-SIGNATURE-BYTERANGE-001"


@pytest.mark.parametrize("content", [RICH, TINY, HOSTILE], ids=["rich", "tiny", "hostile"])
@pytest.mark.parametrize("draft", [False, True], ids=["final", "draft"])
def test_every_report_is_accessible_and_archival(content: ReportContent, draft: bool) -> None:
    assert failed_rules(build_pdf(content, draft=draft)) == []


def test_certified_report_is_still_both(signed: bytes) -> None:
    assert failed_rules(signed) == []


def test_certified_with_a_newer_kind_of_key_it_is_still_both(final: bytes) -> None:
    issued = issue_p12("Helen Marsh", ec.generate_private_key(ec.SECP256R1()), "words")
    certificate = SigningCertificate.from_pkcs12(issued, "words", now=SIGNED_AT)
    assert failed_rules(sign_pdf(final, certificate, role="lead", when=SIGNED_AT)) == []


def test_countersigned_report_misses_one_rule_that_no_such_file_can_meet(
    countersigned: bytes,
) -> None:
    assert failed_rules(countersigned) == [BYTE_RANGE]


def test_each_signed_revision_ends_where_its_signature_says_and_is_both_by_itself(
    signed: bytes, countersigned: bytes
) -> None:
    ends = [end for _start, end in signed_ranges(countersigned)]
    assert ends == [len(signed), len(countersigned)]
    for end in ends:
        assert countersigned[:end].endswith(b"%%EOF\n")
    assert failed_rules(countersigned[: ends[0]]) == []


def signed_ranges(pdf: bytes) -> list[tuple[int, int]]:
    reader = PdfFileReader(BytesIO(pdf))
    ranges = [[int(number) for number in one.byte_range] for one in reader.embedded_signatures]
    return [(start, second + length) for start, _first, second, length in ranges]


def test_information_and_metadata_say_the_same(final: bytes) -> None:
    said = metadata_of(final)
    information: Any = PdfFileReader(BytesIO(final)).trailer["/Info"]
    assert set(information) == {
        "/Title",
        "/Author",
        "/Subject",
        "/Creator",
        "/Producer",
        "/CreationDate",
        "/ModDate",
    }
    assert said["title"] == information["/Title"] == "Larkfield Primary School: peer review report"
    assert said["creator"] == information["/Author"] == RICH.programme
    assert said["description"] == information["/Subject"] == RICH.dates
    assert said["CreatorTool"] == information["/Creator"]
    assert said["Producer"] == information["/Producer"]
    assert information["/CreationDate"] == information["/ModDate"] == "D:20261127000000+00'00'"
    moment = datetime(2026, 11, 27, tzinfo=UTC)
    assert datetime.fromisoformat(said["CreateDate"]) == moment
    assert datetime.fromisoformat(said["ModifyDate"]) == moment


def test_what_nobody_said_stands_in_neither(tmp_path: Path) -> None:
    pdf = build_pdf(dataclasses.replace(TINY, programme="", dates=""), draft=False)
    assert failed_rules(pdf) == []
    assert {"creator", "description"}.isdisjoint(metadata_of(pdf))
    information: Any = PdfFileReader(BytesIO(pdf)).trailer["/Info"]
    assert {"/Author", "/Subject"}.isdisjoint(information)
    assert "No syntax or stream encoding errors found" in qpdf_check(pdf, tmp_path)


def test_a_name_that_metadata_cannot_carry_does_not_spoil_them() -> None:
    pdf = build_pdf(dataclasses.replace(TINY, school="A\uffff & <B>\ufffe"), draft=False)
    assert metadata_of(pdf)["title"] == "A\ufffd & <B>\ufffd: peer review report"
    assert failed_rules(pdf) == []


def test_signing_leaves_information_and_metadata_as_they_were_built(
    final: bytes, countersigned: bytes
) -> None:
    assert metadata_of(countersigned) == metadata_of(final)


def test_no_font_is_named_that_is_not_in_the_file(final: bytes, tmp_path: Path) -> None:
    file = tmp_path / "final.pdf"
    file.write_bytes(final)
    assert b"Helvetica" not in final
    assert all("yes yes yes" in line for line in run("pdffonts", file).splitlines()[2:])


def metadata_of(pdf: bytes) -> dict[str, str]:
    root: Any = PdfFileReader(BytesIO(pdf)).root
    tree = ET.fromstring(root["/Metadata"].data.decode())  # noqa: S314 (our own file)
    return {
        element.tag.rpartition("}")[2]: "".join(element.itertext()).strip()
        for description in tree.iter("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description")
        for element in description
    }
