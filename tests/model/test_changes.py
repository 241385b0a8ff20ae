import hashlib
import itertools
import json
from collections.abc import Sequence

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.changes import (
    MADE,
    REMOVED,
    Action,
    Change,
    Json,
    Operation,
    RecordState,
    canonical,
    effective,
    fold_record,
    operations_of,
    read_change,
    redaction_of,
    standing_records,
    united,
    writes_of,
)
from reviewer_app.model.words import Role
from tests.model.team import ORDER, PARENTS, Journal, first_roster, person

LEAD = person("helen", Role.LEAD)
ROSTER = first_roster(LEAD)
EARLY, LATE = "2026-11-18T10:00:00.000+00:00", "2026-11-18T11:00:00.000+00:00"


def journal(device: str = "d1") -> Journal:
    return Journal(LEAD.person, device, ROSTER)


def add(text: str, record: str = "n") -> Operation:
    return Operation(Action.ADD, "note", record, {"text": text, "activity": "a"})


def put(text: str, *replaces: Change, record: str = "n") -> Operation:
    refs = {"text": [f"{one.hash}/0" for one in replaces]}
    return Operation(Action.SET, "note", record, {"text": text}, refs)


def remove(*covers: str, replaces: Sequence[str] = ()) -> Operation:
    return Operation(
        Action.REMOVE, "note", "n", {}, {REMOVED: replaces} if replaces else {}, "twice", covers
    )


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


def content_of(change: Change) -> dict[str, Json]:
    assert change.content is not None
    parsed: dict[str, Json] = json.loads(change.content)
    return parsed


def head_with(change: Change, **fields: Json) -> bytes:
    return canonical({**json.loads(change.head), **fields})


# Bytes


def test_a_change_is_known_by_the_hash_of_its_exact_head() -> None:
    change = journal().write(add("Clear questions."))
    assert change.hash == hashlib.sha256(change.head).hexdigest()
    assert read_change(change.head, change.content) == change


def test_unknown_fields_survive_in_the_bytes_and_through_emptying() -> None:
    change = journal().write(add("Clear questions."))
    content = content_of(change)
    content["later"] = "kept"
    content["operations"][0]["later"] = {"kept": 1}  # type: ignore[index,call-overload]
    bare = json.loads(canonical(content))
    for sealed in (bare["operations"][0]["values"],):
        for name, value in sealed.items():
            sealed[name] = hashlib.sha256(canonical(value)).hexdigest()
    digest = hashlib.sha256(canonical(bare)).hexdigest()
    read = read_change(head_with(change, content=digest, later=[1]), canonical(content))
    assert b"later" in read.head
    emptied = read.emptied(["0/text"])
    assert read_change(emptied.head, emptied.content) == emptied
    assert content_of(emptied)["later"] == "kept"
    assert b'"later":{"kept":1}' in (emptied.content or b"")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"format": 2}, "bundle.change-newer"),
        ({"format": 0}, "bundle.change-malformed"),
        ({"format": True}, "bundle.change-malformed"),
        ({"format": "1"}, "bundle.change-malformed"),
        ({"format": 1.0}, "bundle.change-malformed"),
        ({"number": 0}, "bundle.change-malformed"),
        ({"number": True}, "bundle.change-malformed"),
        ({"number": 1.0}, "bundle.change-malformed"),
        ({"number": 2**63}, "bundle.change-malformed"),
        ({"previous": None}, "bundle.change-malformed"),
        ({"person": ["p"]}, "bundle.change-malformed"),
        ({"device": "d" * 401}, "bundle.change-malformed"),
        ({"time": "2026-11-18T10:17:00"}, "bundle.change-malformed"),
        ({"time": "0001-01-01T00:00:00+14:00"}, "bundle.change-malformed"),
        ({"time": "soon"}, "bundle.change-malformed"),
        ({"content": "0" * 64}, "bundle.change-content-wrong"),
    ],
)
def test_a_wrong_head_is_refused_with_its_reason(fields: dict[str, Json], code: str) -> None:
    change = journal().write(add("Clear questions."))
    with pytest.raises(UserError) as refused:
        read_change(head_with(change, **fields), change.content)
    assert refused.value.code == code


def test_a_head_in_another_form_is_refused() -> None:
    change = journal().write(add("Clear questions."))
    doubled = change.head[:-1] + b',"number":2}'
    for head in (
        change.head + b" ",
        b" " + change.head,
        doubled,
        b"[]",
        b"",
        b"\xff",
        b"[" * 99_999,
    ):
        with pytest.raises(UserError) as refused:
            read_change(head, None)
        assert refused.value.code == "bundle.change-malformed"


def test_a_newer_head_may_be_in_any_form() -> None:
    with pytest.raises(UserError) as refused:
        read_change(b'{ "format": 2 }', None)
    assert refused.value.code == "bundle.change-newer"


@pytest.mark.parametrize(
    "operation",
    [
        {"do": "add", "kind": "note", "id": 1},
        {"do": "add", "kind": "note", "id": "x" * 401},
        {"do": "add", "kind": None, "id": "n"},
        {"do": "remove", "kind": "note", "id": "n", "covers": [1]},
        {"do": "remove", "kind": "note", "id": "n", "covers": {"a": 1}},
        {"do": "set", "kind": "note", "id": "n", "replaces": {"text": "ref"}},
        {"do": "set", "kind": "note", "id": "n", "replaces": ["ref"]},
        {"do": "redact", "kind": "@change", "id": "x", "empties": [["0/text"]]},
        {"do": "set", "kind": "note", "id": "n", "values": {"text": "not sealed"}},
        {"do": "set", "kind": "note", "id": "n", "values": ["text"]},
        {"do": "set", "kind": "note", "id": "n", "values": None},
        {"do": 1},
        {},
        "add",
    ],
)
def test_a_malformed_operation_is_refused_on_reading_and_never_later(operation: Json) -> None:
    change = journal().write(add("Clear questions."))
    content = canonical({"operations": [operation]})
    head = head_with(change, content=hashlib.sha256(content).hexdigest())
    with pytest.raises(UserError) as refused:
        read_change(head, content)
    assert refused.value.code == "bundle.change-malformed"


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"operations":1}', b'{"operations":[] }', b"[" * 99_999]
)
def test_a_content_that_is_none_is_refused(content: bytes) -> None:
    change = journal().write(add("Clear questions."))
    with pytest.raises(UserError) as refused:
        read_change(change.head, content)
    assert refused.value.code == "bundle.change-malformed"


def test_an_operation_of_a_newer_version_keeps_its_number_and_does_nothing() -> None:
    change = journal().write(
        Operation(Action.OTHER, "note", "n", {"text": "from the future"}), add("Clear questions.")
    )
    listed = operations_of(change.content or b"")
    assert [one.action for one in listed] == [Action.OTHER, Action.ADD]
    assert writes_of(change, 0, listed[0]) == []
    assert fold(change).heads("text") == (f"{change.hash}/1",)


def test_only_adding_and_setting_write_values() -> None:
    for action in (Action.REMOVE, Action.RESTORE, Action.REDACT):
        change = journal().write(Operation(action, "note", "n", {"text": "smuggled"}))
        assert "text" not in fold(change).fields


def test_a_value_cannot_pose_as_the_programs_own_fields() -> None:
    forged: dict[str, Json] = {MADE: True, REMOVED: None, "@reason": "x"}
    assert fold(journal().write(Operation(Action.SET, "note", "n", forged))).fields == {}


# Redaction


def test_emptying_one_value_leaves_the_rest_and_still_verifies() -> None:
    change = journal().write(add("Mr Name shouted."), put("Other", record="m"))
    emptied = change.emptied(["0/text"])
    assert b"Mr Name" not in (emptied.content or b"")
    assert read_change(emptied.head, emptied.content).hash == change.hash
    first, second = operations_of(emptied.content or b"")
    assert (dict(first.values), list(first.emptied)) == ({"activity": "a"}, ["text"])
    assert second.values == {"text": "Other"}


def test_nobody_can_put_other_words_into_an_emptied_place() -> None:
    change = journal().write(add("Mr Name shouted."))
    emptied = content_of(change.emptied(["0/text"]))
    emptied["operations"][0]["values"]["text"] = ["00" * 16, "I agree"]  # type: ignore[index,call-overload]
    with pytest.raises(UserError) as refused:
        read_change(change.head, canonical(emptied))
    assert refused.value.code == "bundle.change-content-wrong"


def test_an_emptied_word_cannot_be_guessed_from_what_is_left() -> None:
    change = journal().write(add("Smith"), salt="ab" * 16)
    left = (change.emptied(["0/text"]).content or b"") + change.head
    salts = [value[0] for value in content_of(change)["operations"][0]["values"].values()]  # type: ignore[index,call-overload,union-attr]
    assert len(set(salts)) == 2
    assert hashlib.sha256(b'["' + b"ab" * 16 + b'","Smith"]').hexdigest().encode() not in left
    assert b"ab" * 16 not in left


def test_redactions_empty_the_union_whatever_their_order() -> None:
    change = journal().write(add("Mr Name shouted."), put("Mrs Name", record="m"))
    other = journal("d2")
    one = other.write(redaction_of(change, {"n": ["text"]}, "a name", kind="@change"))
    two = other.write(redaction_of(change, {"m": ["text"]}, "a name", kind="@change"))
    pairs = [(by, operations_of(by.content or b"")[0]) for by in (one, two)]
    results = [effective(change, order) for order in itertools.permutations(pairs)]
    assert results[0] == results[1]
    assert effective(change.emptied(["0/text"]), pairs) == results[0]
    assert "Name" not in str(results[0])


def test_a_redaction_names_values_and_reasons_but_never_what_was_done() -> None:
    change = journal().write(remove("a/0"), add("Mr Name"))
    operation = redaction_of(change, {"n": ["text", "@reason", "covers"]}, "names", kind="@change")
    assert set(operation.empties) == {"0/@reason", "1/text"}
    emptied = change.emptied([*operation.empties, "0/covers", "0/do", "1/id", "9/text"])
    listed = operations_of(emptied.content or b"")
    assert listed[0].reason == ""
    assert listed[0].covers == ["a/0"]
    assert listed[1].record == "n"


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


def test_two_copies_unite_to_what_either_still_has() -> None:
    change = journal().write(add("Mr Name"), put("Other", record="m"))
    one, two = change.emptied(["0/text"]), change.emptied(["0/activity", "1/text"])
    assert united(one, two) == united(two, one) == change
    absent = read_change(change.head, None)
    assert united(absent, one) == united(one, absent) == one
    assert absent.emptied(["0/text"]) == absent


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
