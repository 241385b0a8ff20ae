"""Adds a trusted time to a signed report: a document time stamp (RFC 3161; ISO 32000-2, 12.8.5) in a prepared field.

Whoever checks the file later need not believe the clock of the laptop it was signed on, and the seal outlives the
certificates under it: what they are checked by goes into the file along with the stamp and is covered by it
(ETSI EN 319 142-1, 5.4 and 5.5). Before a stamp's own certificate ends, another is put on top in the same way.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Final

from asn1crypto import tsp
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.timestamps.api import TimeStamper

from reviewer_app.errors import UserError
from reviewer_app.report.cms_form import DIGEST
from reviewer_app.report.opening import opened, reading, report_status
from reviewer_app.report.security_store import keep_in_store
from reviewer_app.report.signature_place import TIME_FIELDS
from reviewer_app.report.signing import ArchivalWriter
from reviewer_app.report.verifying import verify_pdf
from reviewer_app.vault.revocation import RevocationList

_ROOM: Final = 32_768
"""Hexadecimal digits kept for the token: its length is known only when it is there."""

Ask = Callable[[bytes], bytes]
"""Gives a server's reply to a query, both DER."""


def timestamp_pdf(
    pdf: bytes, ask: Ask, *, now: datetime, lists: Sequence[RevocationList] = ()
) -> bytes:
    """Add a trusted time to a sealed report, over every byte of it and the signatures it carries.

    Args:
        pdf: a report that was signed and has not changed since.
        ask: asks a time-stamping server.
        now: what a stamp that is there already is judged by.
        lists: what the signers' issuers have revoked, to be kept in the file.

    Raises:
        UserError: "report.draft-not-signed", "report.time-not-sealed", "report.no-signature-field",
            "report.time-there-already", "report.time-places-used", "report.time-wrong", "report.not-a-pdf",
            "report.pdf-damaged", "report.pdf-encrypted", and whatever `ask` raises.
    """
    reader = opened(pdf)
    with reading():
        if report_status(reader) == "/Draft":
            raise UserError("report.draft-not-signed")
        fields = {name: value for name, value, _widget in enumerate_sig_fields(reader)}
        places = [name for name in TIME_FIELDS if name in fields]
        free = [name for name in places if fields[name] is None]
        signatures = reader.embedded_signatures
    if not places:
        raise UserError("report.no-signature-field")
    found = verify_pdf(pdf)
    if not found.sealed:
        raise UserError("report.time-not-sealed")
    until = found.stamped_until(now)
    if until is not None:
        raise UserError("report.time-there-already", until=until.date().isoformat())
    if not free:
        raise UserError("report.time-places-used")
    written = BytesIO()
    try:
        writer = ArchivalWriter(BytesIO(pdf), strict=True)
        keep_in_store(writer, signatures, lists)
        asyncio.run(
            PdfTimeStamper(_Asking(ask), field_name=free[0]).async_timestamp_pdf(
                writer, DIGEST, bytes_reserved=_ROOM, output=written
            )
        )
    except UserError:
        raise
    except Exception as problem:
        # A hostile or broken server can make the reader of its answer fail anywhere.
        raise UserError("report.time-wrong") from problem
    stamped = written.getvalue()
    if not verify_pdf(stamped).sealed:
        raise UserError("report.time-wrong")
    return stamped


class _Asking(TimeStamper):
    """Asks through what it was given; the network is no matter of this room."""

    def __init__(self, ask: Ask) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._ask = ask

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        return tsp.TimeStampResp.load(self._ask(req.dump()))
