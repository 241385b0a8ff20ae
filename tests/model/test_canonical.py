import hashlib
import json

import pytest

from reviewer_app.model.canonical import (
    Json,
    canonical,
    digest_of,
    is_count,
    read_object,
    read_value,
    require_canonical,
    seal,
)


def test_canonical_form_is_one_for_equal_values() -> None:
    assert (
        canonical({"b": 1, "a": "é"}) == canonical({"a": "é", "b": 1}) == '{"a":"é","b":1}'.encode()
    )


@pytest.mark.parametrize(
    "raw",
    [
        b'{"a":1,"a":2}',
        b'{"a": 1}',
        b'{"b":1,"a":1}',
        b'{"a":"\\u00e9"}',
        b'{"a":NaN}',
        b'{"a":1e2}',
    ],
)
def test_bytes_in_another_form_are_refused(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        require_canonical(raw, read_object(raw))


@pytest.mark.parametrize(
    "raw",
    [
        b"[]",
        b"\xff{}",
        b"",
        b'{"a":' * 100_000,
        b'{"a":' + b"[" * 50 + b"]" * 50 + b"}",
        b'{"a":9007199254740992}',
        b'{"a":' + b"9" * 5000 + b"}",
    ],
)
def test_what_is_no_object_or_too_deep_or_too_large_is_a_value_error(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_object(raw)


def test_emptying_a_sealed_value_keeps_its_digest_and_hides_it() -> None:
    sealed = seal("Mr Name", "00" * 16, "0/text")
    assert digest_of(digest_of(sealed)) == digest_of(sealed)
    assert digest_of(seal("Mr Name", "11" * 16, "0/text")) != digest_of(sealed)


@pytest.mark.parametrize(
    "sealed",
    [
        ["5", ""],
        ['"', 'He said "no"\n\\ \x00\x7f\u2028 é 🙂 \ue000'],
        ["5", 4],
        ["5", {"b": 1, "a": None}],
    ],
)
def test_digest_is_that_of_the_canonical_form_whatever_is_sealed(sealed: Json) -> None:
    assert digest_of(sealed) == hashlib.sha256(canonical(sealed)).hexdigest()


@pytest.mark.parametrize("sealed", [["5", "\ud800"], ["\ud800", "5"], ["5", float("nan")]])
def test_what_no_file_can_hold_has_no_digest(sealed: Json) -> None:
    with pytest.raises(ValueError, match=r"."):
        digest_of(sealed)


def test_each_value_has_a_salt_of_its_own() -> None:
    salt = "00" * 16
    assert seal("x", salt, "0/text")[0] != seal("x", salt, "1/text")[0] != salt


@pytest.mark.parametrize("sealed", [None, 1, "short", [], ["salt"], [1, "value"], {"salt": "x"}])
def test_what_is_not_sealed_is_refused(sealed: object) -> None:
    with pytest.raises(ValueError, match="not a sealed value"):
        digest_of(sealed)  # type: ignore[arg-type]


def test_true_is_not_a_count() -> None:
    assert is_count(1)
    assert not is_count(True)
    assert not is_count(0)
    assert not is_count(1.0)


@pytest.mark.parametrize(
    "text", ['"met"', "4", "2.5", "null", '["a",1]', '{"a/b": ["c"]}', "9" * 300]
)
def test_a_value_that_stands_as_text_is_read(text: str) -> None:
    assert read_value(text) == json.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "met",
        "[" * 9_000,
        "[" * 60 + "]" * 60,
        "9" * 5_000,
        "1e999",
        "NaN",
        r'"\ud800"',
        "[] []",
    ],
)
def test_text_that_is_no_value_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_value(text)
