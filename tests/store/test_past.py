from reviewer_app.model.nouns import KINDS, Note
from reviewer_app.model.record import Record
from reviewer_app.review import capture
from reviewer_app.store.past import records_then
from tests.support import Device


def past(device: Device, up_to: int) -> dict[str, dict[str, Record | None]]:
    return device.session.database.ask(
        lambda connection: records_then(connection, device.review, lambda one: one.seq <= up_to)
    ).result()


def test_the_past_up_to_now_is_what_stands_now(helen: Device) -> None:
    visit = helen.visits()
    helen.writes(visit, "One.")
    helen.does(capture.remove_note, helen.writes(visit, "Two."), "written twice")
    told = past(helen, helen.position)
    assert told == {kind: helen.open.records[kind] for kind in KINDS}


def test_what_was_removed_since_stood_then_and_what_came_since_did_not(helen: Device) -> None:
    visit = helen.visits()
    note = helen.writes(visit, "One.")
    then = helen.position
    helen.does(capture.edit_note, note, text="Otherwise.")
    helen.does(capture.remove_note, note, "written twice")
    helen.writes(visit, "Two.")
    [stood] = past(helen, then)["note"].values()
    assert isinstance(stood, Note)
    assert stood.text == "One."


def test_words_redacted_since_are_gone_from_the_past_as_well(helen: Device) -> None:
    note = helen.writes(helen.visits(), "Names a child.")
    named, then = helen.last_change, helen.position
    helen.does(capture.edit_note, note, text="Names nobody.")
    helen.does(capture.redact_note, note, named.hash, "names a child")
    [stood] = past(helen, then)["note"].values()
    assert isinstance(stood, Note)
    assert stood.text == ""
