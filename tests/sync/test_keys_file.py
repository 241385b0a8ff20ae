import pytest

from reviewer_app.errors import UserError
from reviewer_app.sync.container import Holds, header_of, pack_digested
from reviewer_app.sync.keys_file import KeysFile, read_keys_file, write_keys_file
from reviewer_app.sync.naming import concerns
from reviewer_app.sync.stores import is_store_name

KEYS = KeysFile("3f2a9c01" + "0" * 24, "abcdefghijklmnop", b"sealed")


def refusal(raw: bytes) -> str:
    with pytest.raises(UserError) as caught:
        read_keys_file(raw)
    return caught.value.code


def test_keys_read_back_under_a_short_safe_name() -> None:
    name, raw = write_keys_file(KEYS)
    assert read_keys_file(raw) == KEYS
    assert write_keys_file(KEYS) == (name, raw)
    assert is_store_name(name)
    assert len(name) <= 38
    assert concerns(name, KEYS.review, Holds.KEYS)


def test_every_flipped_bit_and_truncation_is_refused() -> None:
    _name, raw = write_keys_file(KEYS)
    for at in range(len(raw)):
        bad = bytearray(raw)
        bad[at] ^= 1 << at % 8
        assert refusal(bytes(bad)).startswith("file.")
        assert refusal(raw[:at]) == "file.truncated"


def test_a_review_that_is_none_is_refused() -> None:
    header = header_of(Holds.KEYS, {"review": "../x", "person": "p"}, b"")
    assert refusal(pack_digested(Holds.KEYS, header, b"")) == "file.damaged"
