"""What a file keeps to be checked by: nothing anybody writes there makes the check fail, or fills the memory."""

import zlib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from reviewer_app.report.build import build_pdf
from reviewer_app.report.opening import opened
from reviewer_app.report.security_store import certificates_held
from reviewer_app.report.signing import sign_pdf
from reviewer_app.report.verdict import Problem
from reviewer_app.report.verifying import verify_pdf
from reviewer_app.vault.revocation import LARGEST_LIST
from tests.report.attacks import Array, Dictionary, Name, Stream, updated
from tests.report.authority import Office
from tests.report.sample import PAIR

NOW = datetime(2026, 11, 27, 15, 2, tzinfo=UTC)
OFFICE = Office("Larkfield Peer Review", NOW - timedelta(days=9), NOW + timedelta(days=9))
HELEN = OFFICE.person("Helen Marsh", NOW - timedelta(days=9), NOW + timedelta(days=9))


@pytest.fixture(scope="module")
def sealed() -> bytes:
    return sign_pdf(build_pdf(PAIR, draft=False), HELEN, role="lead", when=NOW)


def holding(pdf: bytes, entries: list[Any]) -> bytes:
    """A file with these streams as the certificates of its store."""

    def change(writer: Any) -> None:
        kept = Array([writer.add_object(one) for one in entries])
        writer.root["/DSS"] = Dictionary({Name("/Certs"): kept})
        writer.update_root()

    return updated(pdf, change)


def packed(content: bytes) -> Any:
    return Stream({Name("/Filter"): Name("/FlateDecode")}, encoded_data=zlib.compress(content, 9))


@pytest.mark.parametrize(
    "entry",
    [
        Stream(stream_data=b"no certificate"),
        packed(b"\0" * 50 * LARGEST_LIST),
        Stream({Name("/Filter"): Name("/LZWDecode")}, encoded_data=b"anything"),
    ],
    ids=["no certificate", "one that unpacks to a hundred million bytes", "packed another way"],
)
def test_store_somebody_fills_with_anything_is_not_sealed(sealed: bytes, entry: Any) -> None:
    found = verify_pdf(holding(sealed, [entry]))
    assert not found.sealed
    assert found.problems == (Problem.DAMAGED,)


def test_no_more_is_read_of_a_store_than_a_report_has(sealed: bytes) -> None:
    many = holding(sealed, [packed(HELEN.certificate_der)] * 200)
    assert len(certificates_held(opened(many).root)) == 64
