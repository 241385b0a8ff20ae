from pathlib import Path
from ssl import DER_cert_to_PEM_cert

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from reviewer_app.errors import UserError
from reviewer_app.report.build import build_pdf
from reviewer_app.review import checking, reporting
from reviewer_app.vault.authority import Authority
from tests.support import Device


def test_file_that_does_not_check_is_never_written_over_what_was_there(
    helen: Device, tmp_path: Path
) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"the former report")
    unsigned = build_pdf(reporting.content_of(helen.open), draft=False)
    with pytest.raises(UserError) as refused:
        checking.write_sealed(path, unsigned)
    assert refused.value.code == "report.not-sealed"
    assert path.read_bytes() == b"the former report"


def test_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        checking.verify_path(tmp_path / "nowhere.pdf")
    assert refused.value.code == "file.unreadable"


def test_root_of_a_version_there_is_none_of_is_refused(helen: Device, tmp_path: Path) -> None:
    office = Authority.create("Larkfield Peer Review", now=helen.clock()).root
    version_9 = office.public_bytes(Encoding.DER).replace(b"\x02\x01\x02", b"\x02\x01\x09", 1)
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "root.pem").write_text(DER_cert_to_PEM_cert(version_9))
    with pytest.raises(UserError) as refused:
        checking.verify_path(tmp_path / "report.pdf", [tmp_path / "root.pem"])
    assert refused.value.code == "report.root-unreadable"


def test_certificate_that_is_none_is_refused(helen: Device, tmp_path: Path) -> None:
    (tmp_path / "mine.p12").write_bytes(b"no certificate")
    with pytest.raises(UserError) as refused:
        checking.certificate_in(tmp_path / "mine.p12", "", helen.clock())
    assert refused.value.code.startswith("vault.certificate")
