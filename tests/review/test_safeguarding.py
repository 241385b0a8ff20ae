"""A concern that was told: its time and the role, for whoever must be able to say so, and no word more."""

from pathlib import Path

from reviewer_app.model.changes import operations_in
from reviewer_app.model.nouns import ConcernTold
from reviewer_app.model.words import Told
from reviewer_app.review import capture, safeguarding
from tests.support import Device


def told(device: Device) -> list[tuple[Told, str, str]]:
    found = safeguarding.told_in(device.open)
    return [(one.role, one.told_at[11:16], device.open.name_of(one.told_by)) for one in found]


def test_time_and_role_are_kept_and_nothing_of_the_visit_it_came_up_at(helen: Device) -> None:
    visit = helen.visits()
    helen.writes(visit, "Pupils explain their reasoning.")
    helen.does(safeguarding.tell, Told.SAFEGUARDING_LEAD)
    helen.does(safeguarding.tell, Told.GOVERNORS)
    assert told(helen) == [
        (Told.SAFEGUARDING_LEAD, "10:20", "Helen Marsh"),
        (Told.GOVERNORS, "10:21", "Helen Marsh"),
    ]
    [operation] = operations_in(helen.last_change)
    assert set(operation.values) == {"role", "told_at", "told_by"}
    assert visit not in helen.last_change.content.decode()  # type: ignore[union-attr]
    assert set(ConcernTold.model_fields) == {"id", "review", "role", "told_at", "told_by"}


def test_the_lead_sees_what_anyone_told_and_others_only_their_own(
    helen: Device, asha: Device, store: Path
) -> None:
    helen.does(safeguarding.tell, Told.HEAD)
    asha.does(safeguarding.tell, Told.SAFEGUARDING_LEAD)
    for one in (helen, asha):
        one.hands_over(store)
    for one in (helen, asha):
        one.gathers(store)
    assert {(role, who) for role, _when, who in told(helen)} == {
        (Told.HEAD, "Helen Marsh"),
        (Told.SAFEGUARDING_LEAD, "Asha"),
    }
    assert [role for role, _when, _who in told(asha)] == [Told.SAFEGUARDING_LEAD]


def test_what_was_pressed_by_mistake_is_taken_back(helen: Device) -> None:
    helen.does(safeguarding.tell, Told.HEAD)
    helen.does(capture.undo, helen.last_change.hash)
    assert told(helen) == []
