"""History: every wording, by whom, when and why; read from the journal, not kept beside it."""

from datetime import timedelta, timezone

from reviewer_app.model.changes import Action
from reviewer_app.review import capture
from reviewer_app.store.history import Version
from tests.support import Device


def history(device: Device, note: str) -> list[Version]:
    return device.session.history(device.review, "note", note)


def test_every_wording_is_there_oldest_first(helen: Device) -> None:
    note = helen.writes(helen.visits(), "One.")
    helen.does(capture.edit_note, note, text="Two.")
    helen.does(capture.remove_note, note, "Written twice.")
    helen.does(capture.undo, helen.last_change.hash)
    found = history(helen, note)
    assert [one.action for one in found] == [
        Action.ADD,
        Action.SET,
        Action.REMOVE,
        Action.RESTORE,
    ]
    assert [one.values.get("text") for one in found] == ["One.", "Two.", None, None]
    assert found[2].reason == "Written twice."
    assert {one.person for one in found} == {helen.session.person().identity.person}


def test_order_is_by_the_instant_whatever_the_clock_on_the_wall_showed(
    helen: Device, asha: Device
) -> None:
    note = helen.writes(helen.visits(), "One.")
    asha.receives(helen.changes)
    asha.clock.now = (helen.clock.now + timedelta(minutes=5)).astimezone(
        timezone(timedelta(hours=-5))
    )
    asha.does(capture.edit_note, note, text="Two.")
    assert [one.values.get("text") for one in history(asha, note)] == ["One.", "Two."]


def test_redaction_is_a_step_with_its_reason_and_the_words_are_gone(helen: Device) -> None:
    note = helen.writes(helen.visits(), "Names a child.")
    named = helen.last_change
    helen.does(capture.edit_note, note, text="Names nobody.")
    helen.does(capture.redact_note, note, named.hash, "names a child")
    found = history(helen, note)
    assert [(one.action, one.redacted) for one in found] == [
        (Action.ADD, True),
        (Action.SET, False),
        (Action.REDACT, False),
    ]
    assert "text" not in found[0].values
    assert found[2].reason == "names a child"


def test_redaction_of_one_record_is_no_step_of_another_in_the_same_change(helen: Device) -> None:
    visit = helen.visits()
    note = helen.does(capture.commit_note, visit, "Names a child.", criteria=["curriculum"])
    helen.does(capture.redact_note, note, helen.last_change.hash, "names a child")
    tag = helen.session.history(helen.review, "note_criterion", f"{note}:curriculum")
    assert [(one.action, one.redacted) for one in tag] == [(Action.ADD, False)]


def test_record_nobody_wrote_has_no_history(helen: Device) -> None:
    assert history(helen, "nothing") == []
