"""Joining on the day: an invitation, an answer, five words, a set-up file."""

from typing import Final

from reviewer_app.review import joining, team
from reviewer_app.sync.invitation import read_invitation, write_answer
from reviewer_app.vault.identity import Identity
from tests.refusals import refusal
from tests.support import Device, Devices

MOMENT: Final = "2026-11-18T10:17:00.000+00:00"


def answered_as_tom(invitation: bytes) -> bytes:
    """An answer with other keys, under Tom's name."""
    return write_answer(read_invitation(invitation), Identity.generate("Tom"), made_at=MOMENT)


def test_someone_without_a_card_joins_by_invitation_answer_and_five_words(
    helen: Device, devices: Devices
) -> None:
    tom = devices("Tom")
    invitation = joining.invite(helen.session, helen.review)
    theirs = joining.answer(tom.session, invitation)
    ours = joining.open_answer(helen.session, theirs.answer)
    assert (theirs.name, ours.name) == ("Helen Marsh", "Tom")
    assert theirs.words == ours.words
    assert len(set(ours.words)) > 1
    setup = joining.accept(helen.session, theirs.answer, " ".join(theirs.words))
    tom.review = team.join(tom.session, setup, invitation)
    assert tom.review == helen.review
    assert [one.name for one in tom.open.people()] == ["Helen Marsh", "Tom"]
    tom.writes(tom.visits(), "Tom's.")
    helen.receives(tom.changes)
    assert helen.notes == ["Tom's."]


def test_a_key_swapped_on_the_way_shows_in_the_words(helen: Device, devices: Devices) -> None:
    tom = devices("Tom")
    invitation = joining.invite(helen.session, helen.review)
    theirs = joining.answer(tom.session, invitation)
    # Someone takes Tom's answer away and gives Helen one with other keys.
    false = answered_as_tom(invitation)
    ours = joining.open_answer(helen.session, false)
    assert ours.name == "Tom"
    assert ours.words != theirs.words
    code = refusal(joining.accept, helen.session, false, " ".join(theirs.words))
    assert code == "joining.words-differ"
    assert [one.name for one in helen.open.people()] == ["Helen Marsh"]


def test_an_invitation_swapped_on_the_way_shows_in_the_words(
    helen: Device, devices: Devices
) -> None:
    tom, eve = devices("Tom"), devices("Eve")
    eve.creates_review()
    invitation = joining.invite(helen.session, helen.review)
    # Tom is given Eve's invitation; she answers Helen's in his name.
    theirs = joining.answer(tom.session, joining.invite(eve.session, eve.review))
    ours = joining.open_answer(helen.session, answered_as_tom(invitation))
    assert ours.words != theirs.words
    setup = team.set_up_team(eve.session, eve.review, [team.my_card(tom.session)])
    assert refusal(team.join, tom.session, setup, invitation) == "setup.not-as-invited"
    assert tom.session.reviews() == []


def test_whoever_only_reviews_invites_and_accepts_nobody(
    helen: Device, asha: Device, devices: Devices
) -> None:
    assert refusal(joining.invite, asha.session, asha.review) == "review.not-allowed"
    tom = devices("Tom")
    invitation = joining.invite(helen.session, helen.review)
    theirs = joining.answer(tom.session, invitation)
    assert refusal(joining.open_answer, asha.session, theirs.answer) == "joining.not-for-you"


def test_files_are_named_for_people_and_as_every_system_allows() -> None:
    assert joining.invitation_file_name("St Mary’s") == "St Mary’s, invitation.rvi"
    assert joining.answer_file_name("Tom / Tim?") == "Answer of Tom Tim.rva"
    assert joining.set_up_file_name("", "Tom") == "School, set-up for Tom.review"
