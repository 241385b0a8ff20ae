import hashlib
import itertools
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer_app.errors import UserError
from reviewer_app.model.canonical import Json, canonical
from reviewer_app.model.changes import (
    Action,
    Change,
    Operation,
    read_change,
    redaction_of,
    write_change,
)
from reviewer_app.model.replay import Replay, replay
from reviewer_app.model.roster import Cut, Roster, read_roster
from reviewer_app.model.standing import Standing
from reviewer_app.model.words import Role
from tests.model.team import ORDER, PARENTS, Journal, first_roster, next_roster, person

HELEN, OMAR = person("helen", Role.LEAD), person("omar", Role.DEPUTY)
ASHA, TOM = person("asha", Role.REVIEWER), person("tom", Role.REVIEWER)
RITA = person("rita", Role.READER)
FIRST = first_roster(HELEN, OMAR, ASHA, TOM, RITA)


def journal(member: str, device: str = "d1") -> Journal:
    return Journal(member, device, FIRST)


def note(text: str, record: str = "n") -> Operation:
    return Operation(Action.ADD, "note", record, {"text": text, "activity": "a"})


def told(*changes: Change, rosters: tuple[Roster, ...] = (FIRST,)) -> Replay:
    """Replay in every order, whole and repeated."""
    said = replay(changes, rosters, PARENTS, ORDER)
    for order in itertools.permutations(changes):
        assert replay([*order, order[0]], rosters[::-1], PARENTS, ORDER) == said
    return said


def text_of(said: Replay, record: str = "n") -> Json:
    return said.states[("note", record)].values().get("text")


@pytest.mark.parametrize(
    ("member", "empties"),
    [(ASHA, True), (HELEN, True), (OMAR, False), (TOM, False), (RITA, False)],
)
def test_author_and_lead_redact_and_nobody_else(member: object, empties: bool) -> None:
    asha = journal(ASHA.person)
    change = asha.write(note("Mr Name"))
    by = journal(getattr(member, "person"), "d2")  # noqa: B009
    redaction = by.write(redaction_of(change, {"n": ["text"]}, "a name", kind="@change"))
    said = told(change, redaction)
    assert text_of(said) == (None if empties else "Mr Name")
    assert said.standing == {("note", "n")}
    assert dict(said.emptied) == ({change.hash: {"0/text"}} if empties else {})


def test_redactions_at_one_time_empty_what_either_names() -> None:
    change = journal(ASHA.person).write(note("Mr Name"), note("Mrs Name", "m"))
    one = journal(ASHA.person, "d2").write(
        redaction_of(change, {"n": ["text"]}, "a name", kind="@change")
    )
    two = journal(HELEN.person, "d3").write(
        redaction_of(change, {"m": ["text"], "n": ["text"]}, "a name", kind="@change")
    )
    said = told(change, one, two)
    assert "Name" not in str([state.values() for state in said.states.values()])


def test_a_redaction_cannot_undo_a_redaction() -> None:
    change = journal(ASHA.person).write(note("Mr Name"))
    one = journal(ASHA.person, "d2").write(
        redaction_of(change, {"n": ["text"]}, "a name", kind="@change")
    )
    every = [f"0/{name}" for name in ("do", "id", "empties", "@reason", "text", "values")]
    two = journal(HELEN.person, "d3").write(
        Operation(Action.REDACT, "@change", one.hash, reason="x", empties=every)
    )
    said = told(change, one, two)
    assert text_of(said) is None
    emptied = one.emptied(said.emptied[one.hash])
    assert b"a name" not in (emptied.content or b"")
    assert text_of(told(change, emptied, two)) is None


def test_a_redaction_that_does_not_count_empties_nothing() -> None:
    asha = journal(ASHA.person)
    change = asha.write(note("Kept"))
    redaction = asha.write(redaction_of(change, {"n": ["text"]}, "late", kind="@change"))
    gone = next_roster(
        FIRST,
        signer=HELEN.person,
        members=[HELEN, OMAR, TOM, RITA],
        cuts={ASHA.person: Cut(2, {"d1": change.hash})},
    )
    assert text_of(told(change, redaction)) is None
    assert text_of(told(change, redaction, rosters=(FIRST, gone))) == "Kept"


def test_words_emptied_without_a_redaction_that_counts_are_wanted_from_another_copy() -> None:
    change = journal(ASHA.person).write(note("Kept"))
    hollow, absent = change.emptied(["0/text"]), read_change(change.head, None)
    assert told(hollow).wanting == told(absent).wanting == {change.hash}
    for copies in itertools.permutations([hollow, absent, change]):
        said = replay(copies, [FIRST], PARENTS, ORDER)
        assert text_of(said) == "Kept"
        assert said.wanting == frozenset()
    redaction = journal(HELEN.person, "d2").write(
        redaction_of(change, {"n": ["text"]}, "a name", kind="@change")
    )
    assert told(hollow, redaction).wanting == frozenset()
    assert told(hollow, redaction).states == told(change, redaction).states


def test_a_redaction_of_an_unknown_change_waits_for_it() -> None:
    change = journal(ASHA.person).write(note("Mr Name"))
    redaction = journal(HELEN.person, "d2").write(
        redaction_of(change, {"n": ["text"]}, "a name", kind="@change")
    )
    assert told(redaction).states == {}
    assert text_of(told(redaction, change)) is None


def test_an_operation_the_role_does_not_allow_is_passed_over_and_the_rest_counts() -> None:
    agreement = Operation(Action.ADD, "agreement", "g", {"role": "Head"})
    said = told(journal(ASHA.person).write(agreement, note("Clear questions.")))
    assert ("agreement", "g") not in said.states
    assert text_of(said) == "Clear questions."
    assert ("agreement", "g") in told(journal(OMAR.person).write(agreement)).standing


def test_a_clock_that_is_wrong_hides_nothing() -> None:
    first = journal(HELEN.person).write(note("First"))
    ref = f"{first.hash}/0"
    put = Operation(Action.SET, "note", "n", {"text": "From 2086"}, {"text": [ref]})
    wrong = journal(ASHA.person, "d2").write(put, time="2086-01-01T00:00:00+00:00")
    right = journal(TOM.person, "d3").write(
        Operation(Action.SET, "note", "n", {"text": "Today"}, {"text": [ref]})
    )
    state = told(first, wrong, right).states[("note", "n")]
    assert [head.value for head in state.fields["text"].heads] == ["From 2086", "Today"]
    settled = journal(TOM.person, "d4").write(
        Operation(Action.SET, "note", "n", {"text": "Settled"}, {"text": list(state.heads("text"))})
    )
    assert text_of(told(first, wrong, right, settled)) == "Settled"


# Hostile files

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["do", "kind", "id", "values", "replaces", "covers", "empties", "text", "@removed"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)
WORDS = st.lists(st.sampled_from(["0" * 64 + "/0", "x", "", "0/", "/", "\u0000"]), max_size=3)
FIELDS = st.sampled_from(["text", "activity", "@reason", "@made", "@removed"])
OPERATION = st.fixed_dictionaries(
    {"do": st.sampled_from(["add", "set", "remove", "restore", "redact", "", "merge"])},
    optional={
        "kind": st.sampled_from(["note", "activity", "agreement", "@change", ""]),
        "id": st.sampled_from(["n", "a", ""]),
        "values": st.dictionaries(
            FIELDS, st.tuples(st.just("00" * 16), JSON).map(list) | st.just("0" * 64)
        ),
        "replaces": st.dictionaries(FIELDS, WORDS),
        "covers": WORDS,
        "empties": WORDS,
        "unknown": JSON,
    },
)
BROKEN = st.builds(
    lambda operation, name, value: {**operation, name: value},
    OPERATION,
    st.sampled_from(["do", "kind", "id", "values", "replaces", "covers", "empties"]),
    JSON,
)


def _bare(operation: object) -> object:
    if isinstance(operation, dict) and isinstance(operation.get("values"), dict):
        bare = {
            name: hashlib.sha256(canonical(one)).hexdigest() if isinstance(one, list) else one
            for name, one in operation["values"].items()
        }
        return {**operation, "values": bare}
    return operation


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(operations=st.lists(OPERATION, max_size=4) | st.lists(OPERATION | BROKEN | JSON, max_size=3))
def test_whatever_an_author_signs_is_either_refused_or_folds(operations: list[Json]) -> None:
    change = journal(ASHA.person).write(note("First"))
    try:
        content = canonical({"operations": operations})
        bare = canonical({"operations": [_bare(one) for one in operations]})  # type: ignore[misc]
    except ValueError:
        return
    head = json.loads(change.head)
    head["content"] = hashlib.sha256(bare).hexdigest()
    try:
        hostile = read_change(canonical(head), content)
    except UserError:
        return
    other = journal(TOM.person, "d2").write(note("Second"))
    said = told(hostile, other)
    assert said.judgement.standing[hostile.hash] is Standing.COUNTED
    assert other.hash in str(said.states[("note", "n")].refs)
    for state in said.states.values():
        assert all(isinstance(one.disputed, bool) for one in state.fields.values())
    emptied = hostile.emptied(["0/text", "0/@reason"])
    assert read_change(emptied.head, emptied.content) == emptied


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(place=st.integers(0, 2_000), byte=st.integers(0, 255), of=st.sampled_from("hcr"))
def test_one_wrong_byte_is_refused_or_makes_another_change(place: int, byte: int, of: str) -> None:
    change = journal(ASHA.person).write(note("First"))
    raw = {"h": change.head, "c": change.content or b"", "r": FIRST.raw}[of]
    place %= len(raw)
    wrong = raw[:place] + bytes([byte]) + raw[place + 1 :]
    try:
        if of == "r":
            assert (read_roster(wrong).hash == FIRST.hash) is (wrong == raw)
        elif of == "h":
            assert (read_change(wrong, change.content).hash == change.hash) is (wrong == raw)
        else:
            read_change(change.head, wrong)
            assert wrong == raw
    except UserError:
        assert wrong != raw


def test_what_write_change_writes_is_repeatable() -> None:
    parts = {
        "review": "r",
        "person": "p",
        "device": "d",
        "previous": "",
        "roster": FIRST.hash,
        "time": "2026-11-18T10:17:00+00:00",
        "salt": "00" * 16,
    }
    one, two = (write_change(**parts, number=1, operations=[note("First")]) for _ in range(2))
    assert one == two
