"""What an office proposes is looked at first, and then made on the lead's own laptop, with keys of its own."""

from pathlib import Path
from typing import Any

import pytest

from reviewer_app.errors import UserError
from reviewer_app.frameworks.shipped import usual
from reviewer_app.model.words import Role
from reviewer_app.review import proposals, rosters, team, team_files
from reviewer_app.review.proposals import Offer
from reviewer_app.sync.container import Holds, held_by, unpack
from reviewer_app.sync.proposal_file import ProposedReview, ProposedSchool, write_proposal
from reviewer_app.vault.card import read_card
from tests.support import START, Device, Devices

NONCE = "0123456789abcdef" * 2


@pytest.fixture
def office(devices: Devices) -> Device:
    return devices("Larkshire office")


@pytest.fixture
def lead(devices: Devices) -> Device:
    return devices("Helen Marsh")


@pytest.fixture
def tom(devices: Devices) -> Device:
    return devices("Tom")


def proposed(office: Device, lead: Device, *others: Device, **said: Any) -> bytes:
    values: dict[str, Any] = {
        "nonce": NONCE,
        "school": ProposedSchool(name="Larkfield Primary School", urn="990001", town="Larkfield"),
        "start": START,
        "days": 2,
        "roles": tuple([Role.DEPUTY, Role.REVIEWER][: len(others)]),
    }
    framework = said.pop("framework", usual().text)
    return write_proposal(
        ProposedReview(**{**values, **said}),
        framework=framework,
        lead=read_card(team.my_card(lead.session)),
        cards=[team.my_card(one.session) for one in others],
        identity=office.session.person().identity,
        made_at="2026-09-01T09:00:00+00:00",
    )


def opened(lead: Device, raw: bytes) -> Offer:
    return proposals.open_proposal(lead.session, raw)


def taken(lead: Device, raw: bytes) -> str:
    offer = opened(lead, raw)
    lead.review = proposals.accept(lead.session, offer, " ".join(offer.words))
    return lead.review


def refusal(lead: Device, raw: bytes) -> str:
    with pytest.raises(UserError) as refused:
        opened(lead, raw)
    assert refused.value.happened
    assert refused.value.remedy
    return refused.value.code


def test_who_sent_it_and_what_it_says_is_shown_and_nothing_is_made_yet(
    office: Device, lead: Device, tom: Device, devices: Devices
) -> None:
    offer = opened(lead, proposed(office, lead, tom, devices("Ben")))
    assert (offer.office, offer.is_here, len(offer.words)) == ("Larkshire office", False, 5)
    assert offer.facts() == [
        ("School", "Larkfield Primary School, Larkfield (URN 990001)"),
        ("Days", "17 to 18 November 2026"),
        ("Framework", usual().framework.title),
        ("Team", "Tom (Deputy lead), Ben"),
    ]
    assert lead.session.reviews() == []
    assert rosters.rosters_here(lead.session, offer.review) == []


def test_words_that_are_not_the_offices_make_nothing(
    office: Device, lead: Device, devices: Devices
) -> None:
    stranger = devices("Another office")
    offer = opened(lead, proposed(stranger, lead))
    real = opened(lead, proposed(office, lead)).words
    with pytest.raises(UserError) as refused:
        proposals.accept(lead.session, offer, " ".join(real))
    assert refused.value.code == "proposal.words-differ"
    assert lead.session.reviews() == []


def test_agreed_to_it_makes_the_review_with_its_facts_its_team_and_the_lead(
    office: Device, lead: Device, tom: Device, devices: Devices
) -> None:
    ben = devices("Ben")
    review = taken(lead, proposed(office, lead, tom, ben))
    found = lead.open
    assert (found.review.school_name, found.review.school_urn) == (
        "Larkfield Primary School",
        "990001",
    )
    assert (found.review.start, found.review.days) == (START, 2)
    assert found.framework.hash == usual().hash
    assert {one.name: one.role for one in found.people()} == {
        "Helen Marsh": Role.LEAD,
        "Tom": Role.DEPUTY,
        "Ben": Role.REVIEWER,
    }
    # One file more, and everyone on the team is in.
    setup = team.set_up_team(lead.session, review, ())
    for one in (tom, ben):
        assert team.join(one.session, setup) == review
    assert lead.session.audit(review).problems == ()


def test_opened_twice_it_makes_the_review_once(office: Device, lead: Device, tom: Device) -> None:
    raw = proposed(office, lead, tom)
    first = opened(lead, raw)
    review = taken(lead, raw)
    changes = lead.changes
    again = opened(lead, proposed(office, lead, days=3))
    assert (again.is_here, again.review) == (True, review)
    # Also where both were opened before the first was agreed to.
    for offer in (first, again):
        assert proposals.accept(lead.session, offer, " ".join(offer.words)) == review
    assert lead.changes == changes
    assert [one.id for one in lead.session.reviews()] == [review]


def test_the_office_is_on_no_roster_and_opens_nothing_of_the_review(
    office: Device, lead: Device, tom: Device, store: Path
) -> None:
    review = taken(lead, proposed(office, lead, tom))
    desk = office.session.person().identity
    chain = rosters.rosters_of(lead.session, review)
    assert all(desk.person not in one.roster.members for one in chain)
    lead.writes(lead.visits(), "Pupils explain their choices.")
    lead.hands_over(store)
    team.write_set_up(lead.session, review, (), store / "team.review")
    kinds = set()
    for path in store.iterdir():
        holds = held_by(path.read_bytes())
        assert holds is not None
        kinds.add(holds)
        with pytest.raises(UserError) as refused:
            desk.open(unpack(holds, path.read_bytes()).sealed)
        assert refused.value.code == "vault.sealed-unreadable"
    assert kinds >= {Holds.BUNDLE, Holds.ROSTER, Holds.SETUP}
    assert office.session.reviews() == []
    assert rosters.rosters_here(office.session, review) == []


def test_a_team_with_the_office_or_the_lead_on_it_is_refused(office: Device, lead: Device) -> None:
    for one in (office, lead):
        with pytest.raises(ValueError, match="without its lead and the office"):
            proposed(office, lead, one)


def test_it_opens_for_whoever_is_to_lead_and_nobody_else(
    office: Device, lead: Device, tom: Device
) -> None:
    raw = proposed(office, lead, tom)
    assert refusal(tom, raw) == "proposal.not-for-you"
    assert refusal(office, raw) == "proposal.not-for-you"
    assert refusal(lead, team.my_card(tom.session)) == "file.foreign"


@pytest.mark.parametrize("said", [{"start": "2026-02-30"}, {"start": "soon"}, {"days": 11}])
def test_days_that_no_review_has_are_refused(
    office: Device, lead: Device, said: dict[str, Any]
) -> None:
    assert refusal(lead, proposed(office, lead, **said)) == "proposal.contents-malformed"


@pytest.mark.parametrize("said", [{"framework": "id: x"}, {"language": "cy"}])
def test_a_framework_this_program_cannot_use_is_told_as_that(
    office: Device, lead: Device, said: dict[str, Any]
) -> None:
    assert refusal(lead, proposed(office, lead, **said)) == "proposal.framework-unusable"


def test_a_file_that_would_be_added_by_its_path_is_only_checked(
    office: Device, lead: Device, tom: Device, tmp_path: Path
) -> None:
    path = tmp_path / "proposed.rvo"
    path.write_bytes(proposed(office, lead))
    assert team_files.check_file(lead.session, path) is None
    error = team_files.check_file(tom.session, path)
    assert error is not None
    assert error.code == "proposal.not-for-you"
    team_files.apply_files(lead.session, [path])
    assert lead.session.reviews() == []
