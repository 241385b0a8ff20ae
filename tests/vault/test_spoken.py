import hashlib
from itertools import pairwise

import pytest

from reviewer_app.vault import spoken
from reviewer_app.vault.encoding import text_of
from reviewer_app.vault.identity import Identity
from reviewer_app.vault.spoken import five_words, same_words, spoken_words, words_of_key


def test_every_word_is_plain_and_no_two_are_a_letter_apart() -> None:
    words = spoken_words()
    assert len(set(words)) == len(words) == 1 << spoken.BITS_A_WORD
    assert all(word.isascii() and word.isalpha() and word.islower() for word in words)
    assert {len(word) for word in words} <= set(range(3, 10))
    assert list(words) == sorted(words)
    assert not [one for one, after in pairwise(words) if after.startswith(one) and len(one) < 4]
    shapes: dict[str, str] = {}
    for word in words:
        for at in range(len(word)):
            other = shapes.setdefault(f"{word[:at]}?{word[at + 1 :]}", word)
            assert other == word


def test_five_words_carry_at_least_forty_bits() -> None:
    assert spoken.WORDS * spoken.BITS_A_WORD >= 40


def test_the_list_and_its_order_are_those_of_the_format() -> None:
    whole = "\n".join(spoken_words()).encode()
    assert hashlib.sha256(whole).hexdigest() == (
        "2fdaf6debe90ad9c353255b50fef9ccb365eb4b750d2e5425c8ad0c38ad97d65"
    )


def test_the_words_are_the_same_on_every_laptop_and_change_with_either_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = five_words(b"invitation", b"answer")
    assert words == ("coffee", "thatch", "meadow", "bench", "train")
    asked = []

    def quick(secret: bytes, salt: bytes) -> bytes:
        asked.append((secret, salt))
        return hashlib.sha256(secret + salt).digest()

    monkeypatch.setattr(spoken, "slow_hash", quick)
    pairs = [(b"invitation", b"answer"), (b"other", b"answer"), (b"invitation", b"other")]
    assert len({five_words(*pair) for pair in pairs}) == 3
    assert len({salt for _secret, salt in asked}) == 2


def test_words_are_compared_as_people_write_them_and_no_more_loosely() -> None:
    words = ("acorn", "badge", "comet", "drum", "ember")
    assert same_words("Acorn, badge, comet,\ndrum - EMBER ", words)
    for other in ("", "acorn badge comet drum", "badge acorn comet drum ember", "acorn " * 5):
        assert not same_words(other, words)


def test_the_words_of_a_key_are_always_the_same_and_another_keys_are_others() -> None:
    key = text_of(bytes(32))
    assert (
        words_of_key(key)
        == words_of_key(key)
        == (
            "picnic",
            "navy",
            "crystal",
            "button",
            "beehive",
        )
    )
    assert words_of_key(Identity.generate("Larkshire office").sign_key) != words_of_key(key)
    with pytest.raises(ValueError, match="base64"):
        words_of_key("no key")
