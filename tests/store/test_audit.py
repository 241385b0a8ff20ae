"""An audit tells every change, digest and row that does not check."""

from reviewer_app.review import capture
from tests.support import Device


def test_review_that_was_worked_on_checks(helen: Device, asha: Device) -> None:
    note = asha.writes(asha.visits(), "One.")
    asha.does(capture.edit_note, note, text="Two.")
    helen.receives(asha.changes)
    helen.does(capture.edit_note, note, text="Three.")
    found = helen.session.audit(helen.review)
    assert found.sound
    assert (found.changes, found.redacted, found.held) == (len(helen.changes), 0, 0)


def test_redacted_and_held_back_changes_are_counted_and_sound(helen: Device, asha: Device) -> None:
    visit = asha.visits()
    note = asha.writes(visit, "Names a child.")
    asha.does(capture.redact_note, note, asha.last_change.hash, "names a child")
    asha.writes(visit, "One.")
    missing = asha.last_change
    asha.writes(visit, "Two.")
    helen.receives([one for one in asha.changes if one.hash != missing.hash])
    found = helen.session.audit(helen.review)
    assert found.sound
    assert (found.redacted, found.held) == (1, 1)
