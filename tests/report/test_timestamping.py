"""A trusted time in a sealed report, given by OpenSSL's time-stamping server."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import page
import pytest

from reviewer_app.report.build import build_pdf
from reviewer_app.report.signing import sign_pdf
from reviewer_app.report.timestamping import timestamp_pdf
from reviewer_app.report.verdict import Problem
from reviewer_app.report.verifying import verify_pdf
from tests.refusals import refusal
from tests.report.authority import Office
from tests.report.sample import PAIR
from tests.report.time_server import Authority, new_authority
from tests.report.tools import pdfsig, qpdf_check, structure_of


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return new_authority(tmp_path_factory.mktemp("authority"))


NOW = datetime.now(UTC).replace(microsecond=0)
OFFICE = Office("Larkfield Peer Review", NOW - timedelta(days=30), NOW + timedelta(days=30))
HELEN, PRIYA = (
    OFFICE.person(name, NOW - timedelta(days=30), NOW + timedelta(days=30))
    for name in ("Helen Marsh", "Priya Nair")
)


@pytest.fixture(scope="module")
def final() -> bytes:
    return build_pdf(PAIR, draft=False)


# OpenSSL's server stamps by the clock on the wall, so these are signed by it, too.
@pytest.fixture(scope="module")
def signed(final: bytes) -> bytes:
    return sign_pdf(final, HELEN, role="lead", when=NOW)


@pytest.fixture(scope="module")
def countersigned(signed: bytes) -> bytes:
    return sign_pdf(signed, PRIYA, role="head", when=NOW)


@pytest.fixture(scope="module")
def stamped(signed: bytes, authority: Authority) -> bytes:
    return timestamp_pdf(signed, authority.answer, now=NOW)


def test_stamp_states_when_the_file_was_there_and_who_says_so(stamped: bytes) -> None:
    found = verify_pdf(stamped)
    assert (found.sealed, found.whole_document, found.problems) == (True, True, ())
    assert [one.signer for one in found.signatures] == ["Helen Marsh"]
    assert found.stamp is not None
    assert found.stamp.service == "Test Time Authority"
    assert abs(found.stamp.when - datetime.now(UTC)) < timedelta(hours=1)
    assert (
        "calls itself Test Time Authority states by its own clock that it was so" in found.summary
    )


def test_server_is_told_one_digest_and_not_what_the_report_says(
    signed: bytes, authority: Authority
) -> None:
    before = len(authority.asked)
    timestamp_pdf(signed, authority.answer, now=NOW)
    [query] = authority.asked[before:]
    assert len(query) < 100
    assert b"Larkfield" not in query


def test_what_was_signed_is_untouched_and_the_file_stays_readable_aloud(
    signed: bytes, stamped: bytes, tmp_path: Path
) -> None:
    assert stamped.startswith(signed)
    assert "No syntax or stream encoding errors" in qpdf_check(stamped, tmp_path)
    assert structure_of(stamped).complaints == []
    aloud = page.validate_pdf_bytes(stamped, profile=page.ValidationProfile.PDF_UA_1)
    assert [one.rule_id for one in aloud.failures] == []
    # No file with a second signature meets this one rule of the validator's.
    kept = page.validate_pdf_bytes(stamped, profile=page.ValidationProfile.PDF_A_3A)
    assert [one.rule_id for one in kept.failures] == ["PDFA3A-SIGNATURE-BYTERANGE-001"]
    assert pdfsig(stamped, tmp_path).count("Signature is Valid") == 1


def test_head_can_sign_a_stamped_report_and_a_stamp_can_follow_both(
    stamped: bytes, countersigned: bytes, authority: Authority
) -> None:
    # The service stamped by the clock, which has gone on since these tests began.
    later = sign_pdf(stamped, PRIYA, role="head", when=datetime.now(UTC))
    both = timestamp_pdf(countersigned, authority.answer, now=NOW)
    for pdf in (later, both):
        found = verify_pdf(pdf)
        assert found.sealed
        assert [one.signer for one in found.signatures] == ["Helen Marsh", "Priya Nair"]
        assert found.stamp is not None


def test_every_changed_byte_of_a_stamped_report_is_seen(stamped: bytes) -> None:
    gap = re.findall(rb"/ByteRange \[0 (\d+) (\d+) \d+\]", stamped)[-1]
    token = range(int(gap[0]), int(gap[1]))
    # What the stamp does not cover is its own token; of that, what is filled up with noughts counts, too.
    places = [
        *range(7, token.start, 9_973),
        token.start,
        token.stop - 2,
        *range(token.stop, len(stamped), 101),
    ]
    for position in places:
        changed = bytearray(stamped)
        changed[position] ^= 1
        assert not verify_pdf(bytes(changed)).sealed, position


def test_token_of_another_file_is_refused(
    signed: bytes, countersigned: bytes, authority: Authority
) -> None:
    timestamp_pdf(countersigned, authority.answer, now=NOW)
    other = authority.answer(authority.asked[-1])
    assert (
        refusal(lambda: timestamp_pdf(signed, lambda _query: other, now=NOW)) == "report.time-wrong"
    )


@pytest.mark.parametrize("answer", [b"", b"0", b"\x30\x03\x02\x01\x00", b"<html>no</html>" * 99])
def test_nonsense_is_refused(signed: bytes, answer: bytes) -> None:
    assert (
        refusal(lambda: timestamp_pdf(signed, lambda _query: answer, now=NOW))
        == "report.time-wrong"
    )


def test_only_a_sealed_report_is_stamped_and_only_once(
    final: bytes, signed: bytes, stamped: bytes, authority: Authority
) -> None:
    draft = build_pdf(PAIR, draft=True)
    changed = signed.replace(b"/Title", b"/Titel", 1)
    asked = len(authority.asked)
    codes = [
        refusal(lambda pdf=pdf: timestamp_pdf(pdf, authority.answer, now=NOW))
        for pdf in (draft, final, changed, stamped, b"no pdf")
    ]
    assert codes == [
        "report.draft-not-signed",
        "report.time-not-sealed",
        "report.time-not-sealed",
        "report.time-there-already",
        "report.not-a-pdf",
    ]
    assert len(authority.asked) == asked


def test_stamp_of_a_certificate_that_is_not_for_time_does_not_count(
    stamped: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Other:
        native = ("code_signing",)

    monkeypatch.setattr(
        "asn1crypto.x509.Certificate.extended_key_usage_value", property(lambda _one: Other)
    )
    found = verify_pdf(stamped)
    assert not found.sealed
    assert Problem.TIME_WRONG in found.problems
