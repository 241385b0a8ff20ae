import json
from pathlib import Path

import pytest

from reviewer_app.model.canonical import Json, canonical
from reviewer_app.vault.encoding import bytes_of
from reviewer_app.vault.identity import Identity
from reviewer_app.vault.keyfile import KeyFile
from reviewer_app.vault.recovery import RecoveryCode
from reviewer_app.vault.returning import Opener, seal_keys
from tests.refusals import refusal

REVIEW = "3f2a9c01" + "0" * 24
KEY, SALT = b"k" * 32, b"s" * 16
CODE = RecoveryCode(b"c" * 16)
PASSPHRASE = "four words not together"


@pytest.fixture(scope="module")
def asha() -> Identity:
    return Identity.generate("Asha")


@pytest.fixture(scope="module")
def key_file() -> KeyFile:
    return KeyFile.seal("profile-1", KEY, SALT, recovery=CODE, passphrase=PASSPHRASE)


@pytest.fixture(scope="module")
def sealed(asha: Identity, key_file: KeyFile) -> bytes:
    return seal_keys(key_file, KEY, asha, REVIEW)


def test_the_code_brings_the_keys_back_and_no_other_code_does(
    asha: Identity, sealed: bytes
) -> None:
    assert Opener(CODE).open(sealed, REVIEW).to_bytes() == asha.to_bytes()
    other = RecoveryCode(b"d" * 16)
    assert refusal(lambda: Opener(other).open(sealed, REVIEW)) == "vault.recovery-code-wrong"


def test_nothing_that_a_passphrase_opens_is_sent_along(sealed: bytes, key_file: KeyFile) -> None:
    sent = KeyFile.parsed(bytes_of(json.loads(sealed)["key_file"]), Path())
    assert key_file.has_passphrase
    assert not sent.has_passphrase


def test_no_key_stands_in_clear(asha: Identity, sealed: bytes) -> None:
    stored = json.loads(asha.to_bytes())
    for secret in (stored["sign_secret"], stored["age_secret"], "Asha", KEY.hex()):
        assert secret.encode() not in sealed


def test_the_same_keys_are_always_sealed_to_the_same_bytes_and_those_of_a_review_to_others(
    asha: Identity, key_file: KeyFile, sealed: bytes
) -> None:
    assert seal_keys(key_file, KEY, asha, REVIEW) == sealed
    assert seal_keys(key_file, KEY, asha, "0" * 32) != sealed


def test_keys_of_another_review_or_altered_ones_are_refused(sealed: bytes) -> None:
    opener = Opener(CODE)
    assert refusal(lambda: opener.open(sealed, "0" * 32)) == "keys.malformed"
    document: dict[str, Json] = json.loads(sealed)
    swapped = str(document["keys"])
    swapped = swapped[:-2] + ("AA" if not swapped.endswith("AA") else "BB")
    for wrong in (
        b"",
        b"[]",
        canonical({**document, "keys": swapped}),
        canonical({**document, "keys": ""}),
        canonical({**document, "key_file": "e30"}),
        canonical({**document, "more": 1}),
    ):
        code = refusal(lambda wrong=wrong: opener.open(wrong, REVIEW))
        assert code == "keys.malformed"


def test_one_seal_over_many_reviews_is_tried_once(
    asha: Identity, key_file: KeyFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviews = [f"{number:032x}" for number in range(3)]
    tried = []
    real = KeyFile.open_with_recovery

    def counted(self: KeyFile, code: RecoveryCode) -> bytes:
        tried.append(code)
        return real(self, code)

    monkeypatch.setattr(KeyFile, "open_with_recovery", counted)
    right, wrong = Opener(CODE), Opener(RecoveryCode(b"d" * 16))
    for review in reviews:
        sealed = seal_keys(key_file, KEY, asha, review)
        assert right.open(sealed, review).person == asha.person
        assert refusal(lambda: wrong.open(sealed, review)) == "vault.recovery-code-wrong"  # noqa: B023
    assert len(tried) == 2
