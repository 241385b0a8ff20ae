"""Handing in: a finished review, by the school's consent for this office and purpose, and never a note."""

from pathlib import Path

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.words import Bearing, Reader, ReportShape, ReportStage
from reviewer_app.report.content import MadeFor
from reviewer_app.review import findings, handing_in, reporting, team
from reviewer_app.sync.findings_file import read_findings
from reviewer_app.sync.naming import goes_by, names_for
from reviewer_app.sync.stores import MemoryStore
from tests.review.consenting import consents
from tests.support import Device, Devices

HEAD = MadeFor("the headteacher", "to keep", reader=Reader.SCHOOL)
OFFICE = MadeFor("The programme office", "the programme’s records")


@pytest.fixture
def office(devices: Devices) -> Device:
    return devices(OFFICE.recipient)


def finished(helen: Device) -> Device:
    helen.writes(helen.visits(), "Pupils hum in a corner.")
    helen.does(findings.add_finding, "leadership", Bearing.WWW, "Leaders know the school.")
    helen.does(reporting.record_version, b"%PDF", ReportStage.FINAL, 1, HEAD)
    return helen


def refused(device: Device, office: Device, to: MemoryStore, purpose: str = "") -> str:
    with pytest.raises(UserError) as problem:
        handing_in.hand_in(device.session, device.open, team.my_card(office.session), to, purpose)
    return problem.value.code


def test_findings_leave_sealed_to_the_office_and_quote_the_consent_without_a_note(
    helen: Device, office: Device
) -> None:
    consents(finished(helen), OFFICE)
    store = MemoryStore()
    card = team.my_card(office.session)
    done = handing_in.hand_in(helen.session, helen.open, card, store)
    found = read_findings(
        store.read(done.name, largest=4_000_000), office.session.person().identity
    )
    assert found.consent["given_by"] == "head"
    assert found.consent["signer"] == "Helen Marsh"
    assert "Leaders know the school." in found.data.decode()
    assert "hum in a corner" not in found.data.decode()
    [version] = [one for one in helen.open.versions() if one.shape is ReportShape.OPEN_DATA]
    assert (version.recipient, version.number) == (OFFICE.recipient, 1)
    # Once more is nothing more: neither on the store nor on record.
    again = handing_in.hand_in(helen.session, helen.open, card, store)
    assert (again.name, again.outcome) == (done.name, None)
    assert len(store.list()) == 1
    assert len(helen.open.versions()) == 2


def test_it_waits_for_the_consent_for_this_office_and_purpose_and_for_a_final(
    helen: Device, office: Device, asha: Device, tmp_path: Path
) -> None:
    store = MemoryStore()
    consents(helen, OFFICE)
    assert refused(helen, office, store) == "findings.not-final"
    finished(helen)
    assert refused(helen, office, store, "its website") == "report.consent-for-another"
    assert refused(helen, asha, store) == "report.consent-for-another"
    card, path = team.my_card(office.session), tmp_path / "x.rvf"
    with pytest.raises(UserError, match="not-allowed"):
        handing_in.hand_in_as_file(asha.session, asha.open, card, path)
    # What was said since is not what was sealed.
    helen.does(findings.add_finding, "leadership", Bearing.WWW, "They know it well.")
    assert refused(helen, office, store) == "findings.not-final"
    assert store.list() == ()
    assert not path.exists()


def test_it_is_written_to_a_file_as_well(helen: Device, office: Device, tmp_path: Path) -> None:
    consents(finished(helen), OFFICE)
    path = tmp_path / "for the office.rvf"
    handing_in.hand_in_as_file(helen.session, helen.open, team.my_card(office.session), path)
    found = read_findings(path.read_bytes(), office.session.person().identity)
    assert found.review == helen.review


def test_a_name_that_something_else_has_taken_hinders_nothing(
    helen: Device, office: Device
) -> None:
    consents(finished(helen), OFFICE)
    card, store, taken = team.my_card(office.session), MemoryStore(), MemoryStore()
    first = handing_in.hand_in(helen.session, helen.open, card, store)
    taken.write_once(first.name, b"something else")
    done = handing_in.hand_in(helen.session, helen.open, card, taken)
    assert done.name == first.name.replace(".rvf", "-2.rvf")
    taken.write_once(first.name.replace(".rvf", "-3.rvf"), b"something else")
    again = handing_in.hand_in(helen.session, helen.open, card, taken)
    assert (again.name, again.outcome) == (done.name, None)


def test_what_is_no_package_of_this_review_never_passes_for_one_that_was_handed_in(
    helen: Device, office: Device
) -> None:
    consents(finished(helen), OFFICE)
    card, store, taken = team.my_card(office.session), MemoryStore(), MemoryStore()
    first = handing_in.hand_in(helen.session, helen.open, card, store)
    for name in names_for(first.name):
        taken.write_once(name, b"something else")
    done = handing_in.hand_in(helen.session, helen.open, card, taken)
    assert done.outcome is not None
    assert goes_by(done.name, first.name)
    found = taken.read(done.name, largest=4_000_000)
    assert read_findings(found, office.session.person().identity).review == helen.review
    again = handing_in.hand_in(helen.session, helen.open, card, taken)
    assert (again.name, again.outcome) == (done.name, None)
