import json
import subprocess
from pathlib import Path

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.errors import UserError
from reviewer_app.vault.encoding import text_of
from reviewer_app.vault.identity import (
    MOST_RECIPIENTS,
    Identity,
    is_age_key,
    person_name,
    person_of,
    seal,
    verify,
)

HELEN = Identity.generate("Helen Marsh")
ASHA = Identity.generate("Asha")
TOM = Identity.generate("Tom")


@given(st.binary(max_size=200), st.integers(0, 511))
def test_a_signature_holds_for_its_message_only(message: bytes, bit: int) -> None:
    signature = HELEN.sign(message)
    assert len(signature) == 64
    assert verify(HELEN.sign_key, message, signature)
    assert not verify(ASHA.sign_key, message, signature)
    assert not verify(HELEN.sign_key, message + b"\0", signature)
    flipped = bytearray(signature)
    flipped[bit // 8] ^= 1 << bit % 8
    assert not verify(HELEN.sign_key, message, bytes(flipped))


@given(st.text(max_size=60), st.binary(max_size=70))
def test_nonsense_verifies_nothing(sign_key: str, signature: bytes) -> None:
    assert not verify(sign_key, b"message", signature)
    assert not verify(HELEN.sign_key, b"message", signature)


def test_a_person_is_known_by_the_signing_key_alone() -> None:
    assert HELEN.person == person_of(HELEN.sign_key)
    assert HELEN.person != ASHA.person
    assert len(HELEN.person) == 16
    assert set(HELEN.person) <= set("abcdefghijklmnopqrstuvwxyz234567")
    # Fixed for ever: every journal and roster names people by it.
    assert person_of(text_of(bytes(range(32)))) == "zcfk3is7bwt4sfcm"
    for wrong in ("", "AA", HELEN.sign_key + "A", HELEN.age_key):
        with pytest.raises(ValueError, match=r"32 bytes|base64"):
            person_of(wrong)


@given(st.binary(max_size=2000))
def test_each_recipient_opens_and_nobody_else(plain: bytes) -> None:
    sealed = seal(plain, [HELEN.age_key, ASHA.age_key])
    assert HELEN.open(sealed) == ASHA.open(sealed) == plain
    with pytest.raises(UserError) as told:
        TOM.open(sealed)
    assert told.value.code == "vault.sealed-unreadable"


@given(st.binary(max_size=500))
def test_what_is_no_sealed_file_is_told(content: bytes) -> None:
    with pytest.raises(UserError) as told:
        HELEN.open(content)
    assert told.value.code == "vault.sealed-unreadable"


def test_every_flipped_bit_of_a_sealed_file_is_noticed() -> None:
    sealed = seal(b"A Year 4 pupil explained column addition.", [HELEN.age_key])
    for place in range(len(sealed)):
        flipped = bytearray(sealed)
        flipped[place] ^= 1 << place % 8
        with pytest.raises(UserError):
            HELEN.open(bytes(flipped))


def test_the_age_program_opens_what_we_seal_and_we_what_it_seals(tmp_path: Path) -> None:
    plain = bytes(range(256)) * 300
    key_file = tmp_path / "identity.txt"
    key_file.write_text(json.loads(HELEN.to_bytes())["age_secret"] + "\n")
    opened = subprocess.run(
        ["age", "--decrypt", "--identity", str(key_file)],
        input=seal(plain, [ASHA.age_key, HELEN.age_key]),
        capture_output=True,
        check=True,
    )
    assert opened.stdout == plain
    sealed = subprocess.run(
        ["age", "--recipient", HELEN.age_key], input=plain, capture_output=True, check=True
    )
    assert HELEN.open(sealed.stdout) == plain


def test_sealing_to_nobody_or_to_nonsense_is_a_bug() -> None:
    with pytest.raises(ValueError, match="recipient"):
        seal(b"", [])
    with pytest.raises(ValueError, match="recipient"):
        seal(b"", [HELEN.age_key, "age1nonsense"])


def test_an_age_key_has_one_spelling() -> None:
    assert is_age_key(HELEN.age_key)
    assert not is_age_key(HELEN.age_key.upper())
    assert not is_age_key("")


def test_an_identity_comes_back_from_its_bytes() -> None:
    again = Identity.from_bytes(HELEN.to_bytes())
    assert again == HELEN
    assert (again.person, again.sign_key, again.age_key) == (
        HELEN.person,
        HELEN.sign_key,
        HELEN.age_key,
    )


@pytest.mark.parametrize(
    "change", [{"version": 2}, {"sign_secret": "AA"}, {"age_secret": "AGE-SECRET-KEY-1"}, {"x": 1}]
)
def test_other_bytes_are_no_identity_and_are_not_shown(change: dict[str, object]) -> None:
    stored = json.loads(HELEN.to_bytes())
    with pytest.raises(ValueError, match=r"identity|Stored") as told:
        Identity.from_bytes(json.dumps({**stored, **change}).encode())
    assert stored["age_secret"] not in str(told.value)
    assert stored["sign_secret"] not in str(told.value)


def test_repr_shows_the_name_only() -> None:
    assert repr(HELEN) == "Identity(name='Helen Marsh')"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Helen Marsh ", "Helen Marsh"),
        ("Zoe\u0308", "Zo\u00eb"),
        ("x" * 80, "x" * 80),
        ("نی\u200cلو", "نی\u200cلو"),
    ],
)
def test_a_name_is_kept_composed_and_trimmed(typed: str, kept: str) -> None:
    assert person_name(typed) == kept
    assert Identity.generate(typed).name == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "x" * 81,
        "He\nlen",
        "He\0",
        "\u202enele",
        "\ud800",
        "a\u2028b",
        "\ufeff",
        "Asha\u200b",
        "\u200d",
    ],
)
def test_a_name_that_would_break_a_line_is_refused(typed: str) -> None:
    with pytest.raises(UserError) as told:
        Identity.generate(typed)
    assert told.value.code == "vault.name-wrong"


def test_file_sealed_to_more_than_any_team_is_refused_before_its_recipients_are_looked_through() -> (
    None
):
    largest = seal(b"words", [*[ASHA.age_key] * (MOST_RECIPIENTS - 1), HELEN.age_key])
    assert HELEN.open(largest) == b"words"
    with pytest.raises(ValueError, match="more than can be opened"):
        seal(b"words", [HELEN.age_key] * (MOST_RECIPIENTS + 1))
    recipients = [pyrage.x25519.Recipient.from_str(HELEN.age_key)] * (MOST_RECIPIENTS + 60)
    with pytest.raises(UserError) as refused:
        HELEN.open(pyrage.encrypt(b"words", recipients))
    assert refused.value.code == "vault.sealed-unreadable"
