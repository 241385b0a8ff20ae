import hashlib
import itertools
import json

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.canonical import Json, canonical
from reviewer_app.model.changes import (
    Action,
    Change,
    Operation,
    effective,
    operations_in,
    read_change,
    redaction_of,
    united,
)
from reviewer_app.model.fold import writes_of
from tests.model.note import add, journal, put, remove


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
    listed = operations_in(change)
    assert [one.action for one in listed] == [Action.OTHER, Action.ADD]
    assert writes_of(change, 0, listed[0]) == []
    assert [write.ref for write in writes_of(change, 1, listed[1])] == [f"{change.hash}/1"] * 3


# Redaction


def test_emptying_one_value_leaves_the_rest_and_still_verifies() -> None:
    change = journal().write(add("Mr Name shouted."), put("Other", record="m"))
    emptied = change.emptied(["0/text"])
    assert b"Mr Name" not in (emptied.content or b"")
    assert read_change(emptied.head, emptied.content).hash == change.hash
    first, second = operations_in(emptied)
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
    pairs = [(by, operations_in(by)[0]) for by in (one, two)]
    results = [effective(change, order) for order in itertools.permutations(pairs)]
    assert results[0] == results[1]
    assert effective(change.emptied(["0/text"]), pairs) == results[0]
    assert "Name" not in str(results[0])


def test_a_redaction_names_values_and_reasons_but_never_what_was_done() -> None:
    change = journal().write(remove("a/0"), add("Mr Name"))
    operation = redaction_of(change, {"n": ["text", "@reason", "covers"]}, "names", kind="@change")
    assert set(operation.empties) == {"0/@reason", "1/text"}
    emptied = change.emptied([*operation.empties, "0/covers", "0/do", "1/id", "9/text"])
    listed = operations_in(emptied)
    assert listed[0].reason == ""
    assert listed[0].covers == ["a/0"]
    assert listed[1].record == "n"


def test_two_copies_unite_to_what_either_still_has() -> None:
    change = journal().write(add("Mr Name"), put("Other", record="m"))
    one, two = change.emptied(["0/text"]), change.emptied(["0/activity", "1/text"])
    assert united(one, two) == united(two, one) == change
    absent = read_change(change.head, None)
    assert united(absent, one) == united(one, absent) == one
    assert absent.emptied(["0/text"]) == absent
