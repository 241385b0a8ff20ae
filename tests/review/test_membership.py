"""Who stays on the team and as what; each verb at a profile of its own, over a folder."""

from pathlib import Path

import pytest

from reviewer_app.model.nouns import Note
from reviewer_app.model.words import Role
from reviewer_app.review import membership, team, whose_notes
from reviewer_app.review.undecided import Undecided
from reviewer_app.store import work
from reviewer_app.vault.card import card_of, read_card
from reviewer_app.vault.identity import Identity
from tests.refusals import refusal
from tests.support import Device, Devices


def person(device: Device) -> str:
    return device.session.person().identity.person


def roles(device: Device) -> dict[str, Role]:
    return {one.name: one.role for one in device.open.people()}


def removes(device: Device, other: Device, before: str = "") -> None:
    device.clock.forward(1)
    membership.remove(device.session, device.review, person(other), before)


def test_whoever_is_removed_reads_nothing_more_and_what_they_wrote_counts_up_to_then(
    helen: Device, asha: Device, store: Path
) -> None:
    visit = asha.visits()
    asha.writes(visit, "In time.")
    asha.hands_over(store)
    helen.gathers(store)
    removes(helen, asha)
    helen.writes(visit, "Sealed to the new key.")
    helen.hands_over(store)
    asha.writes(visit, "Too late.")
    asha.hands_over(store)
    gathered = helen.gathers(store)
    assert gathered.held == {"cut": 1}
    assert helen.notes == ["In time.", "Sealed to the new key."]
    for _again in range(2):
        refused = {error.code: error for _name, error in asha.gathers(store).refused}
        assert refused.keys() == {"roster.without-you", "bundle.no-key"}
        told = refused["roster.without-you"]
        assert "you may no longer be on the team" in told.happened
        assert told.remedy.startswith("Ask Helen Marsh. What came in so far stays here;")
    assert asha.notes == ["In time.", "Too late."]
    [gone] = membership.ended(helen.session, helen.open)
    assert (gone.name, gone.role, gone.left_out) == ("Asha", None, 1)


def test_a_lead_who_was_taken_off_is_told_to_ask_the_deputy(
    helen: Device, asha: Device, store: Path
) -> None:
    membership.change_role(helen.session, helen.review, person(asha), Role.DEPUTY)
    membership.name_successor(helen.session, helen.review, person(asha))
    helen.hands_over(store)
    asha.gathers(store)
    membership.take_over(asha.session, asha.review)
    removes(asha, helen)
    asha.hands_over(store)
    [told] = [
        error for _name, error in helen.gathers(store).refused if error.code == "roster.without-you"
    ]
    assert told.parameters == {"name": "Asha"}


def test_how_far_the_words_of_whoever_left_count_can_be_moved(
    helen: Device, asha: Device, store: Path
) -> None:
    visit = asha.visits()
    asha.writes(visit, "One.")
    asha.writes(visit, "Two.")
    two = asha.last_change
    asha.hands_over(store)
    helen.gathers(store)
    removes(helen, asha, two.hash)
    assert helen.notes == ["One."]
    asha.writes(visit, "Three.")
    asha.hands_over(store)
    helen.gathers(store)
    move = (membership.move_cut, helen.session, helen.review, person(asha))
    move[0](*move[1:])
    assert helen.notes == ["One.", "Two.", "Three."]
    move[0](*move[1:], two.time)
    assert helen.notes == ["One."]
    assert refusal(*move, "yesterday") == "team.moment-unknown"
    assert refusal(*move[:3], person(helen)) == "team.never-left"


def test_a_cut_by_the_clock_takes_no_more_of_a_journal_after_the_first_that_is_later(
    helen: Device, asha: Device, store: Path
) -> None:
    visit = asha.visits()
    asha.writes(visit, "First.")
    asha.clock.forward(60)
    asha.writes(visit, "Later.")
    later = asha.last_change.time
    asha.clock.forward(-90)
    asha.writes(visit, "Its clock was set back.")
    asha.hands_over(store)
    helen.gathers(store)
    removes(helen, asha, later)
    assert helen.notes == ["First."]


def test_whoever_comes_back_writes_on_and_what_was_cut_stays_cut(
    helen: Device, asha: Device, store: Path
) -> None:
    visit = asha.visits()
    asha.hands_over(store)
    helen.gathers(store)
    removes(helen, asha)
    asha.writes(visit, "While off the team.")
    helen.invites(asha)
    asha.writes(visit, "Back.")
    asha.hands_over(store)
    helen.gathers(store)
    assert helen.notes == asha.notes == ["Back."]
    # Removed again: what an earlier cut kept out is not let in by the later one.
    removes(helen, asha)
    assert helen.notes == ["Back."]


def test_whoever_was_taken_off_is_put_back_as_they_were_without_a_card(
    helen: Device, asha: Device, store: Path
) -> None:
    membership.change_role(helen.session, helen.review, person(asha), Role.DEPUTY)
    asha.writes(asha.visits(), "Before it was lost.")
    asha.hands_over(store)
    helen.gathers(store)
    assert refusal(membership.put_back, helen.session, helen.review, person(asha)) == (
        "team.already-on"
    )
    removes(helen, asha)
    helen.hands_over(store)
    membership.put_back(helen.session, helen.review, person(asha))
    assert roles(helen)["Asha"] is Role.DEPUTY
    helen.hands_over(store)
    asha.gathers(store)
    asha.writes(asha.visits(), "On the new one.")
    asha.hands_over(store)
    helen.gathers(store)
    assert helen.notes == asha.notes == ["Before it was lost.", "On the new one."]


def test_a_lesser_role_ends_what_was_written_in_the_other(
    helen: Device, asha: Device, store: Path
) -> None:
    visit = asha.visits()
    asha.writes(visit, "As a reviewer.")
    asha.hands_over(store)
    helen.gathers(store)
    membership.change_role(helen.session, helen.review, person(asha), Role.READER)
    helen.hands_over(store)
    asha.writes(visit, "Before she heard of it.")
    asha.gathers(store)
    assert roles(asha) == {"Helen Marsh": Role.LEAD, "Asha": Role.READER}
    assert refusal(asha.writes, visit, "Refused here.") == "review.not-allowed"
    asha.hands_over(store)
    assert helen.gathers(store).held == {"cut": 1}
    assert helen.notes == asha.notes == ["As a reviewer."]


def test_what_a_role_does_not_allow_is_passed_over_on_every_laptop_though_a_program_writes_it(
    helen: Device, asha: Device, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = asha.visits()
    asha.hands_over(store)
    helen.gathers(store)
    membership.change_role(helen.session, helen.review, person(asha), Role.READER)
    helen.hands_over(store)
    asha.gathers(store)
    with monkeypatch.context() as altered:
        altered.setattr(work, "may", lambda *_arguments, **_named: True)
        asha.writes(visit, "Against the role.")
    asha.hands_over(store)
    assert helen.gathers(store).held == {}
    assert helen.open.all(Note) == []
    assert person(asha) in {one.person for one in helen.changes}


def test_a_deputy_does_what_a_reviewer_may_not_and_the_lead_alone_hands_over(
    helen: Device, asha: Device, devices: Devices, store: Path
) -> None:
    tom = devices("Tom")
    helen.invites(tom)
    membership.change_role(helen.session, helen.review, person(asha), Role.DEPUTY)
    helen.hands_over(store)
    for one in (asha, tom):
        one.gathers(store)
    assert refusal(removes, tom, asha) == "review.not-allowed"
    assert refusal(removes, asha, helen) == "team.lead-stays"
    hand_over = membership.hand_over_lead
    assert refusal(hand_over, asha.session, asha.review, person(tom)) == "review.not-allowed"
    assert refusal(membership.take_over, asha.session, asha.review) == "team.not-named-successor"
    removes(asha, tom)
    asha.hands_over(store)
    helen.gathers(store)
    assert roles(helen) == {"Helen Marsh": Role.LEAD, "Asha": Role.DEPUTY}


def test_the_lead_hands_over_and_is_the_deputy_from_then_on(
    helen: Device, asha: Device, store: Path
) -> None:
    visit = helen.visits()
    helen.writes(visit, "As the lead.")
    membership.hand_over_lead(helen.session, helen.review, person(asha))
    helen.writes(visit, "As the deputy.")
    helen.hands_over(store)
    asha.gathers(store)
    assert roles(asha) == {"Asha": Role.LEAD, "Helen Marsh": Role.DEPUTY}
    assert asha.notes == helen.notes == ["As the lead.", "As the deputy."]
    hand_over = membership.hand_over_lead
    assert refusal(hand_over, helen.session, helen.review, person(helen)) == "review.not-allowed"


def test_when_the_lead_is_ill_the_deputy_named_beforehand_takes_over(
    helen: Device, asha: Device, store: Path
) -> None:
    membership.name_successor(helen.session, helen.review, person(asha))
    tip = helen.open.chain.tip
    assert tip is not None
    assert (tip.role_of(person(asha)), tip.successor) == (Role.DEPUTY, person(asha))
    visit = helen.visits()
    helen.hands_over(store)
    asha.gathers(store)
    helen.writes(visit, "Never handed over in time.")
    membership.take_over(asha.session, asha.review)
    asha.hands_over(store)
    helen.hands_over(store)
    own = helen.gathers(store)
    came = asha.gathers(store)
    expected = {"Asha": Role.LEAD, "Helen Marsh": Role.DEPUTY}
    assert roles(helen) == roles(asha) == expected
    assert helen.notes == asha.notes == []
    # What had not come in when she took over is told to both, whoever gathers, and counts once she says so.
    [waiting] = came.undecided
    assert waiting == Undecided(
        person(helen), "Helen Marsh", 1, mine=False, decides=True, lead="Asha", notes=1
    )
    assert [(one.count, one.mine, one.decides) for one in own.undecided] == [(1, True, True)]
    assert came.held_otherwise == own.held_otherwise == {}
    assert asha.gathers(store).undecided == (waiting,)
    [told] = [
        one.undecided
        for one in whose_notes.up_to(asha.session, asha.review, asha.open.people())
        if one.undecided
    ]
    assert told == waiting
    membership.move_cut(asha.session, asha.review, person(helen))
    assert asha.notes == ["Never handed over in time."]
    assert asha.gathers(store).undecided == ()


def test_two_lists_written_at_once_wait_until_the_lead_puts_them_together(
    helen: Device, asha: Device, devices: Devices, store: Path
) -> None:
    tom, ben, mira = devices("Tom"), devices("Ben"), devices("Mira")
    helen.invites(mira)
    membership.change_role(helen.session, helen.review, person(asha), Role.DEPUTY)
    helen.hands_over(store)
    asha.gathers(store)
    assert refusal(membership.join_lists, helen.session, helen.review) == "team.no-two-lists"
    helen.invites(tom)
    asha.invites(ben)
    removes(asha, mira)
    helen.hands_over(store)
    asha.hands_over(store)
    helen.gathers(store)
    asha.gathers(store)
    before = {"Helen Marsh", "Asha", "Mira"}
    assert set(roles(helen)) == set(roles(asha)) == before
    for one, other in ((helen, tom), (asha, ben)):
        add = (team.set_up_team, one.session, one.review, [team.my_card(other.session)])
        assert refusal(*add) == "team.two-lists"
    assert refusal(membership.join_lists, asha.session, asha.review) == "review.not-allowed"
    membership.join_lists(helen.session, helen.review)
    helen.hands_over(store)
    asha.gathers(store)
    assert set(roles(helen)) == set(roles(asha)) == {"Helen Marsh", "Asha", "Tom", "Ben"}


@pytest.mark.parametrize("taken_off", [False, True])
def test_a_lead_who_is_there_puts_a_taking_over_and_their_own_list_together_and_leads_on(
    helen: Device, asha: Device, store: Path, taken_off: bool
) -> None:
    membership.change_role(helen.session, helen.review, person(asha), Role.DEPUTY)
    membership.name_successor(helen.session, helen.review, person(asha))
    visit = helen.visits()
    helen.hands_over(store)
    asha.gathers(store)
    helen.writes(visit, "Not handed over yet.")
    if taken_off:
        removes(helen, asha)
    else:
        membership.name_successor(helen.session, helen.review, "")
    membership.take_over(asha.session, asha.review)
    asha.hands_over(store)
    helen.gathers(store)
    assert len(helen.open.chain.contested) == 2
    membership.join_lists(helen.session, helen.review)
    left = {} if taken_off else {"Asha": Role.DEPUTY}
    assert roles(helen) == {"Helen Marsh": Role.LEAD} | left
    assert helen.notes == ["Not handed over yet."]
    helen.hands_over(store)
    asha.gathers(store)
    if not taken_off:
        assert roles(asha) == roles(helen)
        assert refusal(membership.take_over, asha.session, asha.review) == (
            "team.not-named-successor"
        )


def test_handing_the_lead_over_while_a_deputy_writes_a_list_is_done_again_after_joining(
    helen: Device, asha: Device, devices: Devices, store: Path
) -> None:
    tom, ben = devices("Tom"), devices("Ben")
    helen.invites(tom)
    membership.change_role(helen.session, helen.review, person(asha), Role.DEPUTY)
    helen.hands_over(store)
    asha.gathers(store)
    membership.hand_over_lead(helen.session, helen.review, person(tom))
    asha.invites(ben)
    asha.hands_over(store)
    helen.gathers(store)
    membership.join_lists(helen.session, helen.review)
    assert roles(helen)["Helen Marsh"] is Role.LEAD
    membership.hand_over_lead(helen.session, helen.review, person(tom))
    assert roles(helen) == {
        "Helen Marsh": Role.DEPUTY,
        "Asha": Role.DEPUTY,
        "Tom": Role.LEAD,
        "Ben": Role.REVIEWER,
    }


def test_each_of_two_lists_is_passed_on_whoever_hands_over_and_whichever_comes_first(
    helen: Device, asha: Device, devices: Devices, tmp_path: Path
) -> None:
    tom, store, seen = devices("Tom"), tmp_path / "store", tmp_path / "seen"
    for folder in (store, seen):
        folder.mkdir()
    helen.invites(tom)
    membership.change_role(helen.session, helen.review, person(asha), Role.DEPUTY)
    helen.hands_over(seen)
    asha.gathers(seen)
    tom.gathers(seen)
    membership.change_role(helen.session, helen.review, person(tom), Role.DEPUTY)
    membership.change_role(asha.session, asha.review, person(tom), Role.READER)
    helen.hands_over(seen)
    # Each has the other's list before handing over their own to where the rest of the team gathers.
    asha.gathers(seen)
    asha.hands_over(seen)
    helen.gathers(seen)
    for one in (helen, asha):
        one.hands_over(store)
        assert len(one.open.chain.contested) == 2
    tom.gathers(store)
    assert len(tom.open.chain.contested) == 2


def test_members_are_found_by_name_or_id_on_the_team_or_off_it(helen: Device, asha: Device) -> None:
    assert membership.member_named(helen.open, "asha") == person(asha)
    assert refusal(membership.member_named, helen.open, "Tom") == "team.nobody-so-named"
    removes(helen, asha)
    assert membership.member_named(helen.open, "Asha") == person(asha)
    other = read_card(card_of(Identity.generate("ASHA")))
    team.set_up_for(helen.session, helen.review, [other])
    assert refusal(membership.member_named, helen.open, "Asha") == "team.several-so-named"
    assert membership.member_named(helen.open, person(asha)) == person(asha)
