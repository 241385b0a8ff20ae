import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.errors import UserError
from reviewer_app.model.canonical import Json, canonical
from reviewer_app.vault.card import Card, card_of, read_card
from reviewer_app.vault.encoding import bytes_of, text_of
from reviewer_app.vault.identity import Identity

HELEN = Identity.generate("Helen Marsh")
CARD = card_of(HELEN)


def refused(content: bytes) -> bool:
    try:
        read_card(content)
    except UserError as told:
        return told.code == "vault.card-invalid"
    return False


def signed_by_helen(**changed: Json) -> bytes:
    """Write a card whose signature holds, whatever else is wrong with it."""
    fields: dict[str, Json] = json.loads(CARD)
    del fields["signature"]
    fields |= changed
    signature = HELEN.sign(b"reviewer-app card\0" + canonical(fields))
    return canonical({**fields, "signature": text_of(signature)})


def test_a_card_says_who_someone_is() -> None:
    card = read_card(CARD)
    assert card == Card("Helen Marsh", HELEN.sign_key, HELEN.age_key)
    assert card.person == HELEN.person
    assert signed_by_helen() == CARD


def test_a_card_holds_no_secret() -> None:
    secrets = json.loads(HELEN.to_bytes())
    assert secrets["age_secret"].encode() not in CARD
    assert secrets["sign_secret"].encode() not in CARD


def test_a_name_from_any_script_comes_back() -> None:
    assert read_card(card_of(Identity.generate("Zoë O’Neill 李"))).name == "Zoë O’Neill 李"


@pytest.mark.parametrize("bit", range(8))
def test_every_flipped_bit_is_noticed(bit: int) -> None:
    for place in range(len(CARD)):
        flipped = bytearray(CARD)
        flipped[place] ^= 1 << bit
        assert refused(bytes(flipped)), (place, bit)


def test_every_cut_or_lengthened_card_is_refused() -> None:
    assert all(refused(CARD[:end]) for end in range(len(CARD)))
    assert refused(CARD + b"\n")
    assert refused(b" " + CARD)


@pytest.mark.parametrize(
    "changed",
    [
        {"format": "reviewer-app roster"},
        {"version": 2},
        {"version": True},
        {"name": ""},
        {"name": "Helen\u202eMarsh"},
        {"name": "x" * 81},
        {"name": " Helen"},
        {"age_key": "age1nonsense"},
        {"sign_key": Identity.generate("Asha").sign_key},
        {"extra": 1},
    ],
)
def test_a_card_no_program_of_ours_wrote_is_refused(changed: dict[str, Json]) -> None:
    assert refused(signed_by_helen(**changed))


def test_another_spelling_of_a_good_card_is_refused() -> None:
    fields: dict[str, Any] = json.loads(CARD)
    assert refused(json.dumps(fields).encode())
    assert len(bytes_of(fields["signature"])) == 64
    assert refused(canonical({**fields, "signature": fields["signature"] + "=="}))


@given(st.binary(max_size=300) | st.just(b"[" * 4096) | st.just(b" " * 1_000_000))
def test_any_other_file_is_refused(content: bytes) -> None:
    assert refused(content)
