import pytest

from reviewer_app.model.canonical import Json
from reviewer_app.model.changes import Action, Change, Operation, effective
from reviewer_app.model.fold import (
    MADE,
    REMOVED,
    RecordState,
    fold_record,
    standing_records,
    writes_of,
)
from tests.model.note import EARLY, LATE, add, journal, put, remove
from tests.model.team import ORDER, PARENTS


def fold(*changes: Change, kind: str = "note", record: str = "n") -> RecordState:
    writes = [
        write
        for change in changes
        for number, operation in effective(change, ())
        if operation.record == record
        for write in writes_of(change, number, operation)
    ]
    forwards, backwards = fold_record(kind, record, writes), fold_record(kind, record, writes[::-1])
    assert forwards == backwards == fold_record(kind, record, [*writes, *writes])
    return forwards


# Writing


def test_only_adding_and_setting_write_values() -> None:
    for action in (Action.REMOVE, Action.RESTORE, Action.REDACT):
        change = journal().write(Operation(action, "note", "n", {"text": "smuggled"}))
        assert "text" not in fold(change).fields


def test_a_value_cannot_pose_as_the_programs_own_fields() -> None:
    forged: dict[str, Json] = {MADE: True, REMOVED: None, "@reason": "x"}
    assert fold(journal().write(Operation(Action.SET, "note", "n", forged))).fields == {}


# Values


def test_the_value_nothing_replaces_stands_however_late_the_other_was_said() -> None:
    helen = journal()
    first = helen.write(add("First"), time=LATE)
    second = helen.write(put("Second", first), time=EARLY)
    state = fold(first, second)
    assert state.values()["text"] == "Second"
    assert not state.fields["text"].disputed


def test_of_several_values_the_latest_stated_time_leads_and_all_are_shown() -> None:
    first = journal().write(add("First"))
    left = journal("d2").write(put("Left", first), time="2026-11-18T12:30:00.000+01:00")
    right = journal("d3").write(put("Right", first), time="2026-11-18T12:00:00.000+00:00")
    field = fold(first, left, right).fields["text"]
    assert [head.value for head in field.heads] == ["Right", "Left"]
    assert field.disputed


def test_at_one_time_the_larger_hash_leads() -> None:
    first = journal().write(add("First"))
    both = [journal(device).write(put(device, first)) for device in ("d2", "d3", "d4")]
    field = fold(first, *both).fields["text"]
    assert [head.ref for head in field.heads] == sorted(
        (f"{one.hash}/0" for one in both), reverse=True
    )


def test_one_change_that_names_all_values_settles_a_dispute() -> None:
    first = journal().write(add("First"))
    left, right = (journal(device).write(put(device, first)) for device in ("d2", "d3"))
    settled = journal("d4").write(put("Agreed", left, right), time=EARLY)
    field = fold(first, left, right, settled).fields["text"]
    assert (field.value, field.disputed) == ("Agreed", False)


def test_naming_one_of_two_values_leaves_the_other_shown() -> None:
    first = journal().write(add("First"))
    left, right = (journal(device).write(put(device, first)) for device in ("d2", "d3"))
    settled = journal("d4").write(put("Agreed", left))
    assert {head.value for head in fold(first, left, right, settled).fields["text"].heads} == {
        "Agreed",
        "d3",
    }


def test_equal_values_are_no_dispute_and_a_new_one_names_both() -> None:
    first = journal().write(add("First"))
    both = [journal(device).write(put("Same", first)) for device in ("d2", "d3")]
    state = fold(first, *both)
    assert not state.fields["text"].disputed
    assert set(state.heads("text")) == {f"{one.hash}/0" for one in both}


def test_within_one_change_the_later_operation_stands() -> None:
    operations = [put(f"Wording {number}") for number in range(11)]
    change = journal().write(add("Wording"), *operations)
    state = fold(change)
    assert state.values()["text"] == "Wording 10"
    assert not state.fields["text"].disputed


def test_a_value_may_be_replaced_before_it_arrives() -> None:
    helen = journal()
    first = helen.write(add("First"))
    second = helen.write(put("Second", first))
    assert fold(second).values() == {"text": "Second"}
    assert not fold(second).exists
    assert fold(first, second).alive


def test_replacing_in_one_field_touches_no_other() -> None:
    first = journal().write(add("First"))
    wide = Operation(Action.SET, "note", "n", {"text": "x"}, {"activity": [f"{first.hash}/0"]})
    state = fold(first, journal("d2").write(wide))
    assert state.values()["activity"] == "a"
    assert state.fields["text"].disputed


# Emptying


def test_emptying_the_newer_wording_does_not_bring_back_the_older() -> None:
    helen = journal()
    first = helen.write(add("Mr Old"))
    second = helen.write(put("Mr New", first))
    state = fold(first, second.emptied(["0/text"]))
    assert state.values() == {"activity": "a"}
    assert state.heads("text") == (f"{second.hash}/0",)
    assert state.fields["text"].value is None


def test_emptying_an_older_wording_alters_no_value() -> None:
    helen = journal()
    first = helen.write(add("Mr Old"))
    second = helen.write(put("The teacher", first))
    assert fold(first.emptied(["0/text"]), second).values() == fold(first, second).values()


def test_an_emptied_wording_leaves_the_other_version_leading() -> None:
    first = journal().write(add("One"))
    left = journal("d2").write(put("Left", first), time=EARLY)
    right = journal("d3").write(put("Right", first), time=LATE)
    state = fold(first, left, right.emptied(["0/text"]))
    assert state.values()["text"] == "Left"
    assert not state.fields["text"].disputed
    assert set(state.heads("text")) == {f"{left.hash}/0", f"{right.hash}/0"}


def test_emptying_does_not_alter_what_a_removal_covers() -> None:
    helen = journal()
    first = helen.write(add("Mr Old"))
    gone = helen.write(remove(*fold(first).refs))
    assert fold(first, gone).removed
    assert fold(first.emptied(["0/text"]), gone).removed
    unseen = journal("d2").write(put("Mr New", first))
    assert fold(first, gone, unseen.emptied(["0/text"])).late


# Removing


def test_a_removal_removes_what_it_saw() -> None:
    helen = journal()
    first = helen.write(add("First"))
    state = fold(first, helen.write(remove(*fold(first).refs)))
    assert (state.alive, state.removed, state.late) == (False, True, False)


@pytest.mark.parametrize("unseen", [put("Unseen"), add("Added again")])
def test_what_a_removal_had_not_seen_keeps_the_record_and_is_late(unseen: Operation) -> None:
    first = journal().write(add("First"))
    gone = journal("d2").write(remove(*fold(first).refs), time=LATE)
    state = fold(first, gone, journal("d3").write(unseen, time=EARLY))
    assert (state.alive, state.removed, state.late) == (True, False, True)


def test_two_removals_cover_together_what_each_saw() -> None:
    first = journal().write(add("First"))
    left, right = (journal(device).write(put(device, first)) for device in ("d2", "d3"))
    one = journal("d4").write(remove(*fold(first, left).refs))
    two = journal("d5").write(remove(*fold(first, right).refs))
    assert fold(first, left, right, one).late
    assert fold(first, left, right, one, two).removed


def test_restoring_brings_back_and_beats_a_removal_at_the_same_time() -> None:
    helen = journal()
    first = helen.write(add("First"))
    gone = helen.write(remove(*fold(first).refs))
    back = Operation(Action.RESTORE, "note", "n", {}, {REMOVED: [f"{gone.hash}/0"]})
    restored = helen.write(back)
    assert fold(first, gone, restored).alive
    assert not fold(first, gone, restored).late
    again = journal("d2").write(remove(*fold(first).refs), time=LATE)
    state = fold(first, gone, restored, again)
    assert (state.alive, state.late) == (True, True)


def test_a_removal_covers_what_its_own_change_wrote_before_it_and_nothing_after() -> None:
    assert fold(journal().write(add("First"), remove())).removed
    assert fold(journal().write(remove(), add("First"))).late


def state_of(
    kind: str, record: str, parent: str, *, exists: bool = True, removed: bool = False
) -> RecordState:
    name = PARENTS[kind][0] if kind in PARENTS else "text"
    made = journal().write(Operation(Action.ADD, kind, record, {name: parent}))
    state = fold(made, kind=kind, record=record)
    return RecordState(kind, record, state.fields, exists, removed, late=False, refs=state.refs)


def test_a_living_child_brings_back_its_parents() -> None:
    states = {
        ("activity", "a"): state_of("activity", "a", "", removed=True),
        ("note", "n"): state_of("note", "n", "a", removed=True),
        ("note_criterion", "c"): state_of("note_criterion", "c", "n"),
        ("activity", "b"): state_of("activity", "b", "", removed=True),
        ("note", "m"): state_of("note", "m", "b", removed=True),
        ("note", "o"): state_of("note", "o", "never", exists=False),
    }
    expected = {("activity", "a"), ("note", "n"), ("note_criterion", "c")}
    for order in (list(states.items()), list(states.items())[::-1]):
        assert standing_records(dict(order), PARENTS, ORDER) == expected


def test_a_child_outside_brings_back_a_parent_but_nothing_brings_back_what_never_was() -> None:
    states = {
        ("note", "n"): state_of("note", "n", "a", removed=True),
        ("activity", "a"): state_of("activity", "a", "", exists=False),
    }
    assert standing_records(states, PARENTS, ORDER, lambda kind, _id: kind == "note") == {
        ("note", "n")
    }
