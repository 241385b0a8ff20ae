"""What is to be known of a signer: certificates that were over, not begun, for other things or taken back; clocks.

Whoever forges chooses the moment a signature states, so each file here is signed past the checks of signing.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.x509.oid import ExtendedKeyUsageOID

from reviewer_app.errors import UserError
from reviewer_app.report import signing, verdict
from reviewer_app.report.build import build_pdf
from reviewer_app.report.timestamping import timestamp_pdf
from reviewer_app.report.verdict import Problem, Verification
from reviewer_app.report.verifying import Against, verify_pdf
from reviewer_app.vault.certificate import SigningCertificate
from tests.report.authority import Office
from tests.report.sample import PAIR
from tests.report.time_server import Authority, new_authority

DAY = timedelta(days=1)
NOW = datetime.now(UTC).replace(microsecond=0)
YEAR = 365 * DAY
OFFICE = Office("Larkfield Peer Review", NOW - YEAR, NOW + YEAR)
HELEN = OFFICE.person("Helen Marsh", NOW - YEAR, NOW + YEAR)
PRIYA = OFFICE.person("Priya Nair", NOW - YEAR, NOW + YEAR)
WEB = OFFICE.person(
    "Helen Marsh", NOW - YEAR, NOW + YEAR, purposes=[ExtendedKeyUsageOID.SERVER_AUTH]
)


@pytest.fixture(scope="module")
def unsigned() -> bytes:
    return build_pdf(PAIR, draft=False)


@pytest.fixture(scope="module")
def sealed(unsigned: bytes) -> bytes:
    return signing.sign_pdf(unsigned, HELEN, role="lead", when=NOW - DAY)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return new_authority(tmp_path_factory.mktemp("service"))


@pytest.fixture(scope="module")
def stamped(sealed: bytes, service: Authority) -> bytes:
    return timestamp_pdf(sealed, service.answer, now=NOW, lists=[OFFICE.list_of(NOW - DAY)])


@pytest.fixture
def forge(monkeypatch: pytest.MonkeyPatch) -> Callable[..., bytes]:
    """Signs with any certificate at any moment, whatever signing would say to that."""

    def forged(pdf: bytes, certificate: SigningCertificate, when: datetime, role: str) -> bytes:
        monkeypatch.setattr(SigningCertificate, "check_usable", lambda _one, _now: None)
        monkeypatch.setattr(signing, "APART", 100 * YEAR)
        return signing.sign_pdf(pdf, certificate, role=role, when=when)  # type: ignore[arg-type]

    return forged


def checked(pdf: bytes, **against: object) -> Verification:
    given = {"roots": (OFFICE.root,), "now": NOW, **against}
    return verify_pdf(pdf, Against(**given))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("certificate", "when", "code", "problem"),
    [
        (HELEN, NOW + 2 * YEAR, "vault.certificate-expired", Problem.EXPIRED),
        (HELEN, NOW - 2 * YEAR, "vault.certificate-not-yet-valid", Problem.NOT_YET_VALID),
        (WEB, NOW - DAY, "vault.certificate-usage", Problem.WRONG_USE),
    ],
    ids=["expired", "not yet valid", "for something else"],
)
def test_certificate_that_may_not_sign_is_refused_and_shown_where_it_did(
    unsigned: bytes,
    forge: Callable[..., bytes],
    certificate: SigningCertificate,
    when: datetime,
    code: str,
    problem: Problem,
) -> None:
    with pytest.raises(UserError) as refused:
        signing.sign_pdf(unsigned, certificate, role="lead", when=when)
    assert refused.value.code == code
    found = checked(forge(unsigned, certificate, when, "lead"), now=None)
    assert (found.sealed, found.problems) == (True, (problem,))
    assert not found.signatures[0].trusted
    assert problem.sentence in found.summary


def test_moment_that_lies_ahead_of_this_computers_clock_is_shown(sealed: bytes) -> None:
    assert checked(sealed).problems == ()
    ahead = checked(sealed, now=NOW - 2 * DAY)
    assert (ahead.sealed, ahead.problems) == (True, (Problem.IN_FUTURE,))
    assert "one of the two clocks is wrong" in ahead.summary


def test_clock_set_back_does_not_countersign_and_is_shown_where_it_did(
    sealed: bytes, forge: Callable[..., bytes]
) -> None:
    early = NOW - 2 * DAY
    with pytest.raises(UserError) as refused:
        signing.sign_pdf(sealed, PRIYA, role="head", when=early)
    assert refused.value.code == "report.clock-behind"
    found = checked(forge(sealed, PRIYA, early, "head"))
    assert (found.sealed, found.problems) == (True, (Problem.OUT_OF_ORDER,))
    assert [one.trusted for one in found.signatures] == [True, False]


def test_stamp_that_is_older_than_the_signature_below_it_shows_a_wrong_clock(
    unsigned: bytes, forge: Callable[..., bytes], service: Authority
) -> None:
    ahead = forge(unsigned, HELEN, NOW + 30 * DAY, "lead")
    found = checked(timestamp_pdf(ahead, service.answer, now=NOW), now=None)
    assert (found.sealed, found.problems) == (True, (Problem.AFTER_STAMP,))


def test_revoked_certificate_counts_no_more_whatever_moment_it_states(sealed: bytes) -> None:
    """Whoever holds a stolen key signs as of the day before."""
    listed = OFFICE.list_of(NOW, {HELEN: NOW - timedelta(hours=1)})
    found = checked(sealed, lists=[listed])
    [signature] = found.signatures
    assert (found.sealed, found.problems) == (True, (Problem.REVOKED,))
    assert (signature.trusted, signature.revoked_since) == (False, NOW - timedelta(hours=1))
    assert "revoked by its issuer" in found.summary


def test_list_clears_only_whom_its_own_issuer_does_not_name(sealed: bytes) -> None:
    other = Office("Larkfield Peer Review", NOW - YEAR, NOW + YEAR)
    named_by_another = other.list_of(NOW, {HELEN: NOW - 2 * DAY})
    [signature] = checked(sealed, lists=[named_by_another]).signatures
    assert (signature.trusted, signature.list_of) == (True, None)
    lists = [OFFICE.list_of(NOW - DAY), OFFICE.list_of(NOW), OFFICE.list_of(NOW - 2 * DAY)]
    [signature] = checked(sealed, lists=lists).signatures
    assert (signature.trusted, signature.list_of) == (True, NOW)


def test_time_stamp_one_trusts_shows_that_it_signed_before_it_was_revoked(
    stamped: bytes, service: Authority
) -> None:
    later = OFFICE.list_of(NOW + 60 * DAY, {HELEN: NOW + 50 * DAY})
    before = OFFICE.list_of(NOW + 60 * DAY, {HELEN: NOW - 3 * DAY})
    roots = (OFFICE.root, service.root)
    after_a_while = NOW + 70 * DAY
    found = checked(stamped, roots=roots, lists=[later], now=after_a_while)
    assert (found.problems, found.signatures[0].trusted) == ((), True)
    assert found.stamp is not None
    assert found.stamp.trusted
    assert "whose root you named, states by its own clock" in found.summary
    for given in ({"roots": roots, "lists": [before]}, {"lists": [later]}):
        assert checked(stamped, **given).problems == (Problem.REVOKED,)


def test_what_the_file_holds_is_enough_to_check_it_by(stamped: bytes) -> None:
    found = checked(stamped)
    assert found.level == "PAdES B-LTA"
    assert found.signatures[0].list_of == NOW - DAY


def test_file_says_which_level_it_reaches(
    sealed: bytes, unsigned: bytes, service: Authority, helens: SigningCertificate
) -> None:
    assert checked(sealed).level == "PAdES B-B"
    no_list = timestamp_pdf(sealed, service.answer, now=NOW)
    assert checked(no_list).level == "PAdES B-T"
    own = signing.sign_pdf(unsigned, helens, role="lead", when=NOW - DAY)
    assert checked(timestamp_pdf(own, service.answer, now=NOW)).level == "PAdES B-LTA"


def test_stamp_is_renewed_in_its_last_year_and_no_sooner(
    stamped: bytes, service: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    until = verify_pdf(stamped).stamps[0].until
    with pytest.raises(UserError) as refused:
        timestamp_pdf(stamped, service.answer, now=until - 366 * DAY)
    assert not verify_pdf(stamped).may_be_stamped(NOW)
    assert verify_pdf(stamped).may_be_stamped(until - 300 * DAY)
    assert refused.value.code == "report.time-there-already"
    last_year = until - 300 * DAY
    renewed = timestamp_pdf(stamped, service.answer, now=last_year)
    found = checked(renewed)
    assert (found.sealed, len(found.stamps), found.level) == (True, 2, "PAdES B-LTA")
    assert renewed.startswith(stamped)
    full = timestamp_pdf(renewed, service.answer, now=last_year)
    monkeypatch.setattr(verdict, "RENEWED_WITHIN", 9 * YEAR)
    with pytest.raises(UserError) as none_left:
        timestamp_pdf(full, service.answer, now=last_year)
    assert none_left.value.code == "report.time-places-used"
