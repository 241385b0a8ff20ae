"""An invitation that was answered is kept in the profile until its review is here, or it is given up."""

from pathlib import Path

import pytest

from reviewer_app.errors import UserError
from reviewer_app.review import answered, joining, team
from reviewer_app.review.answered import Answered
from tests.support import Device, Devices


def kept(device: Device) -> Answered:
    found = answered.waiting(device.session)
    assert found is not None
    return found


def test_what_was_answered_is_kept_until_its_review_is_here(
    helen: Device, devices: Devices, tmp_path: Path
) -> None:
    tom = devices("Tom")
    assert answered.waiting(tom.session) is None
    invitation = joining.invite(helen.session, helen.review)
    theirs = joining.write_answer(tom.session, invitation, tmp_path / "Answer of Tom.rva")
    found = kept(tom)
    assert (found.invitation.raw, found.answer) == (invitation, theirs.answer)
    assert (found.invitation.name, found.words) == (theirs.name, theirs.words)
    assert found.file == "Answer of Tom.rva"
    setup = joining.accept(helen.session, found.answer, " ".join(found.words))
    team.join(tom.session, setup, found.invitation.raw)
    assert answered.waiting(tom.session) is None


def test_another_review_settles_nothing_and_the_latest_answer_is_the_one_that_waits(
    helen: Device, devices: Devices, tmp_path: Path
) -> None:
    tom, asha = devices("Tom"), devices("Asha")
    other = asha.creates_review()
    for lead, review in ((helen, helen.review), (asha, other)):
        invitation = joining.invite(lead.session, review)
        joining.write_answer(tom.session, invitation, tmp_path / "answer.rva")
    assert kept(tom).invitation.review == other
    by_card = team.set_up_team(helen.session, helen.review, [team.my_card(tom.session)])
    with pytest.raises(UserError, match="not-as-invited"):
        team.join(tom.session, by_card, kept(tom).invitation.raw)
    team.join(tom.session, by_card)
    assert kept(tom).invitation.review == other
    answered.give_up(tom.session)
    assert answered.waiting(tom.session) is None
