"""After the head has signed, here or in another reader, the report is locked: only a time stamp may follow."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from reviewer_app.report import signing
from reviewer_app.report.build import build_pdf
from reviewer_app.report.opening import opened
from reviewer_app.report.timestamping import timestamp_pdf
from reviewer_app.report.verdict import Problem
from reviewer_app.report.verifying import verify_pdf
from reviewer_app.vault.certificate import SigningCertificate
from tests.report.attacks import Array, Dictionary, Name, Number, Text, updated
from tests.report.authority import Office
from tests.report.sample import PAIR
from tests.report.time_server import Authority, new_authority

NOW = datetime.now(UTC).replace(microsecond=0)
MONTH = timedelta(days=30)
OFFICE = Office("Larkfield Peer Review", NOW - MONTH, NOW + MONTH)
HELEN, PRIYA, MALLORY = (
    OFFICE.person(name, NOW - MONTH, NOW + MONTH) for name in ("Helen Marsh", "Priya Nair", "M")
)

Signing = Callable[[bytes], bytes]


def elsewhere(
    pdf: bytes, certificate: SigningCertificate, field: str, new: SigFieldSpec | None = None
) -> bytes:
    """Sign as another program does."""
    signer = signing._signer(certificate, NOW)  # noqa: SLF001
    written = BytesIO()
    PdfSigner(PdfSignatureMetadata(field_name=field), signer, new_field_spec=new).sign_pdf(
        IncrementalPdfFileWriter(BytesIO(pdf)), output=written
    )
    return written.getvalue()


def here(pdf: bytes) -> bytes:
    return signing.sign_pdf(pdf, PRIYA, role="head", when=NOW)


def in_another_reader(pdf: bytes) -> bytes:
    return elsewhere(pdf, PRIYA, "signature-head")


BOTH = pytest.mark.parametrize("heads", [here, in_another_reader])


@pytest.fixture(scope="module")
def sealed() -> bytes:
    """The lead's, with a field to write in beside the places to sign, as no report of ours has one."""
    unsigned = updated(build_pdf(PAIR, draft=False), _field_added)
    return signing.sign_pdf(unsigned, HELEN, role="lead", when=NOW)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return new_authority(tmp_path_factory.mktemp("service"))


def _field_added(writer: IncrementalPdfFileWriter) -> None:
    field = {
        Name("/FT"): Name("/Tx"),
        Name("/T"): Text("remark"),
        Name("/V"): Text(""),
        Name("/Type"): Name("/Annot"),
        Name("/Subtype"): Name("/Widget"),
        Name("/Rect"): Array(map(Number, (0, 0, 0, 0))),
    }
    added = writer.add_object(Dictionary(field))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Annots"] = Array([*page.get("/Annots", ()), added])
    writer.update_container(page)
    fields = writer.root["/AcroForm"]["/Fields"]
    fields.append(added)
    writer.update_container(fields)


def _field_filled(writer: IncrementalPdfFileWriter) -> None:
    field = writer.root["/AcroForm"]["/Fields"][-1]
    field["/V"] = Text("Accredited")
    writer.update_container(field)


@BOTH
def test_head_signs_and_the_file_is_sealed_and_locked(sealed: bytes, heads: Signing) -> None:
    signed = heads(sealed)
    found = verify_pdf(signed)
    assert (found.sealed, found.problems) == (True, ())
    assert [one.signer for one in found.signatures] == ["Helen Marsh", "Priya Nair"]
    last = opened(signed).embedded_signatures[-1]
    assert last.docmdp_level is MDPPerm.NO_CHANGES


@BOTH
@pytest.mark.parametrize("field", ["another", "time-stamp"])
def test_nobody_signs_after_the_head(sealed: bytes, heads: Signing, field: str) -> None:
    new = SigFieldSpec("another", on_page=0) if field == "another" else None
    found = verify_pdf(elsewhere(heads(sealed), MALLORY, field, new))
    assert not found.sealed
    assert found.problems == (Problem.NOT_PERMITTED,)


@BOTH
def test_nothing_is_filled_in_after_the_head(
    sealed: bytes, heads: Signing, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = updated(sealed, _field_filled)
    assert verify_pdf(before).problems == (Problem.ADDED_AFTER,)
    honest = verify_pdf(sealed)
    monkeypatch.setattr(signing, "verify_pdf", lambda _pdf: honest)
    assert verify_pdf(heads(before)).sealed
    after = verify_pdf(updated(heads(sealed), _field_filled))
    assert not after.sealed
    assert after.problems == (Problem.NOT_PERMITTED, Problem.ADDED_AFTER)


@BOTH
def test_time_stamp_may_follow_the_head_and_be_renewed(
    sealed: bytes, heads: Signing, service: Authority
) -> None:
    stamped = timestamp_pdf(heads(sealed), service.answer, now=NOW)
    renewed = timestamp_pdf(stamped, service.answer, now=NOW + 3400 * timedelta(days=1))
    for pdf, stamps in ((stamped, 1), (renewed, 2)):
        found = verify_pdf(pdf)
        assert (found.sealed, found.problems, len(found.stamps)) == (True, (), stamps)
