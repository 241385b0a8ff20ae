"""Signing and checking a PDF that lies in a folder, whoever made it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography import x509

from reviewer_app.errors import UserError
from reviewer_app.report.signing import sign_pdf
from reviewer_app.report.timestamping import timestamp_pdf
from reviewer_app.report.verdict import Verification
from reviewer_app.report.verifying import Against, verify_pdf
from reviewer_app.store.files import read_file, write_atomically
from reviewer_app.sync.time_server import ask_for_time, has_way_out
from reviewer_app.vault.certificate import SigningCertificate
from reviewer_app.vault.revocation import LARGEST_LIST, RevocationList

__all__ = [
    "Verification",
    "certificate_in",
    "countersign",
    "has_way_out",
    "read_pdf",
    "stamp_time",
    "verify_path",
]

TIME_SERVICE: Final = "time-service"
"""The setting that remembers the address of the time-stamping service."""

_PDF_MOST: Final = 64_000_000
"""Bytes of a PDF; a report has a hundredth of them, a head's scan of one perhaps a tenth."""

_CERTIFICATE_MOST: Final = 1_000_000


def certificate_in(path: Path, passphrase: str, now: datetime) -> SigningCertificate:
    """Read a PKCS#12 certificate from its file.

    Raises:
        UserError: "file.unreadable", "file.over-limit"; "vault.certificate-..." says what is wrong with it.
    """
    content = read_file(path, _CERTIFICATE_MOST)
    return SigningCertificate.from_pkcs12(content, passphrase, now=now)


def countersign(
    sealed: Path, path: Path, certificate: SigningCertificate, when: datetime
) -> Verification:
    """Add the head's signature to a sealed report, write it, open it again and check it.

    Raises:
        UserError: "report....", "file.unreadable", "file.over-limit", "file.not-written".
    """
    write_sealed(path, sign_pdf(read_pdf(sealed), certificate, role="head", when=when))
    return verify_path(path, now=when)


def stamp_time(
    sealed: Path,
    path: Path,
    address: str,
    now: datetime,
    *,
    lists: Sequence[Path] = (),
    wanted: Callable[[], bool] = lambda: True,
) -> Verification:
    """Have a time-stamping server state when a sealed report was there, write it, open it again and check it.

    The server is told a digest of the file and nothing of what it says.

    Args:
        sealed: the report.
        path: where the stamped one goes; it may be the same file.
        address: the server's, as its service tells it.
        now: this computer's clock.
        lists: files with what the signers' issuers revoked, to be kept in the report.
        wanted: asked before anything is written; once it says no, nothing is.

    Raises:
        UserError: "report....", "vault.list-invalid", "file.unreadable", "file.over-limit", "file.not-written";
            "report.time-given-up" where it was not wanted any more.
    """
    pdf, revoked = read_pdf(sealed), _lists(lists)
    stamped = timestamp_pdf(pdf, lambda query: ask_for_time(address, query), now=now, lists=revoked)
    if not wanted():
        raise UserError("report.time-given-up")
    write_sealed(path, stamped)
    return verify_path(path, now=now)


def write_sealed(path: Path, pdf: bytes) -> None:
    """Write a signed report, but only one that checks: whatever had that name before stays otherwise.

    Raises:
        UserError: "report.not-sealed", "file.not-written".
    """
    if not verify_pdf(pdf).sealed:
        raise UserError("report.not-sealed")
    write_atomically(path, pdf)


def read_pdf(path: Path) -> bytes:
    """Read a PDF a person named.

    Raises:
        UserError: "file.unreadable", "file.over-limit".
    """
    return read_file(path, _PDF_MOST)


def verify_path(
    path: Path,
    roots: Sequence[Path] = (),
    lists: Sequence[Path] = (),
    now: datetime | None = None,
) -> Verification:
    """Check a PDF by its name.

    Args:
        path: the PDF.
        roots: files with certificates (PEM) whose word counts for a name.
        lists: files with what issuers revoked.
        now: this computer's clock; None where it is not to be asked.

    Raises:
        UserError: "file.unreadable", "file.over-limit", "report.root-unreadable", "vault.list-invalid".
    """
    trusted = [one for root in roots for one in _certificates_in(root)]
    return verify_pdf(read_pdf(path), Against(trusted, _lists(lists), now))


def _lists(paths: Sequence[Path]) -> list[RevocationList]:
    return [RevocationList.from_file(read_file(path, LARGEST_LIST), path.name) for path in paths]


def _certificates_in(path: Path) -> list[x509.Certificate]:
    content = read_file(path, _CERTIFICATE_MOST)
    try:
        return x509.load_pem_x509_certificates(content)
    except (ValueError, x509.InvalidVersion) as wrong:
        raise UserError("report.root-unreadable", name=path.name) from wrong
