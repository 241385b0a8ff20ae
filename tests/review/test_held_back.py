"""What does not count is told by person and reason; where two laptops went on from one copy is told too."""

from reviewer_app.model.changes import Action, Operation, write_change
from reviewer_app.model.standing import Standing
from reviewer_app.review.held_back import Fork, Held, HeldBack, held_back
from tests.support import Device


def told(device: Device) -> HeldBack:
    return device.session.database.ask(held_back, device.review).result()


def test_what_waits_for_a_missing_stretch_is_told_until_it_came(
    helen: Device, asha: Device
) -> None:
    visit = asha.visits()
    asha.writes(visit, "One.")
    asha.writes(visit, "Two.")
    person = asha.session.person().identity.person
    mine = [one for one in asha.changes if one.person == person]
    helen.receives([mine[0], mine[2]])
    assert told(helen) == HeldBack((Held(person, Standing.GAP, 1, notes=1),))
    helen.receives([mine[1]])
    assert told(helen) == HeldBack()


def test_restored_copy_that_kept_its_id_is_told_with_the_last_change_both_have(
    helen: Device, asha: Device
) -> None:
    visit = asha.visits()
    common = asha.last_change
    asha.writes(visit, "On the one.")
    one = asha.last_change
    other = write_change(
        review=one.review,
        person=one.person,
        device=one.device,
        number=one.number,
        previous=one.previous,
        roster=one.roster,
        time="2026-11-18T11:30:00.000+00:00",
        salt="0" * 32,
        operations=[Operation(Action.SET, "activity", visit, {"title": "On the other"}, {})],
    )
    helen.receives([*asha.changes, other])
    assert helen.notes == ["On the one."]
    assert helen.open.disputed == {visit}
    assert told(helen) == HeldBack(forks=(Fork(one.person, common.time, 2),))
