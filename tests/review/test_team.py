"""Who is on the team, and how they come on it."""

from pathlib import Path

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.roster import MOST_MEMBERS
from reviewer_app.review.rosters import rosters_here, with_reviewers
from reviewer_app.vault.card import Card
from reviewer_app.vault.encoding import text_of
from tests.support import Device, Devices


def test_third_member_who_joins_later_gets_what_was_there(
    helen: Device, asha: Device, devices: Devices, store: Path
) -> None:
    visit = asha.visits()
    asha.writes(visit, "Asha's.")
    asha.hands_over(store)
    tom = devices("Tom")
    helen.invites(tom)
    helen.hands_over(store)
    tom.gathers(store)
    asha.gathers(store)
    assert tom.notes == ["Asha's."]
    assert [one.name for one in asha.open.people()] == ["Helen Marsh", "Asha", "Tom"]
    tom.writes(visit, "Tom's.")
    tom.hands_over(store)
    asha.gathers(store)
    helen.gathers(store)
    assert asha.notes == helen.notes == tom.notes


def test_reviewer_puts_nobody_on_the_team(asha: Device, devices: Devices) -> None:
    tom = devices("Tom")
    with pytest.raises(UserError) as refused:
        asha.invites(tom)
    assert refused.value.code == "review.not-allowed"


def test_inviting_again_changes_nobodys_role(helen: Device, asha: Device) -> None:
    before = helen.open.chain.tip
    helen.invites(asha)
    assert helen.open.chain.tip == before


def test_nobody_is_put_on_a_team_that_is_full(helen: Device) -> None:
    me, rosters = helen.session.person().identity, rosters_here(helen.session, helen.review)
    cards = [
        Card(f"Person {number}", text_of(number.to_bytes(32, "big")), me.age_key)
        for number in range(MOST_MEMBERS)
    ]
    assert len(with_reviewers(rosters, cards[1:], me).roster.members) == MOST_MEMBERS
    with pytest.raises(UserError) as refused:
        with_reviewers(rosters, cards, me)
    assert refused.value.code == "team.full"
