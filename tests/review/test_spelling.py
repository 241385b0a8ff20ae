import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.review.spelling import MOST_OFFERED, Spelling, Unknown, british

SMALL = Spelling(b"London\nant\nbee\ncat\ncat's\ndon't\nzebra\n", ["Phonics"])


@pytest.mark.parametrize(
    "word",
    [
        "ant", "Ant", "ANT", "zebra", "London", "don’t", "don't", "cat’s", "cats'"[:3] + "'",
        "ant-bee", "phonics", "PHONICS",
    ],
)  # fmt: skip
def test_a_word_is_known_with_its_capital_apostrophe_and_hyphen(word: str) -> None:
    assert SMALL.knows(word)


@pytest.mark.parametrize(
    "word", ["", "an", "ants", "london", "aa", "zz", "ant-", "ant-zz", "cat\nbee"]
)
def test_what_is_not_in_the_list_is_not_known(word: str) -> None:
    assert not SMALL.knows(word)


@given(st.sets(st.text(alphabet="abcé’-Z", min_size=1, max_size=6), min_size=1, max_size=40))
def test_every_word_of_a_list_is_found_in_it(words: set[str]) -> None:
    kept = sorted(one.replace("’", "'").encode() for one in words)
    spelling = Spelling(b"\n".join(kept) + b"\n")
    assert all(spelling.knows(one) for one in words)


@given(st.text(max_size=80))
def test_unknown_words_stand_where_they_are_said_to(text: str) -> None:
    for one in british().unknown(text):
        assert text[one.start : one.end] == one.word
        assert not british().knows(one.word)


def test_british_spelling_is_right_and_american_is_not() -> None:
    right = (
        "colour centre organise organised behaviour practise programme analyse theatre travelled"
    )
    wrong = "color center behavior theater traveled"
    assert british().unknown(right) == []
    assert [one.word for one in british().unknown(wrong)] == wrong.split()


def test_words_of_schools_are_known() -> None:
    text = (
        "The SENCo’s phonics, EYFS and KS1; oracy, metacognition, maths and wellbeing. Pupils’ "
        "graphemes in 4B and Y6: re-teach with manipulatives, “vocab” and SATs."
    )
    assert british().unknown(text) == []


def test_slips_are_found_and_the_likeliest_is_offered_first() -> None:
    meant = {
        "definately": "definitely",
        "recieve": "receive",
        "accomodate": "accommodate",
        "occured": "occurred",
        "teh": "the",
        "independantly": "independently",
        "Seperate": "Separate",
        "vocabluary": "vocabulary",
        "color": "colour",
        "asessment": "assessment",
        "knowlege": "knowledge",
        "perseverence": "perseverance",
    }
    for slip, word in meant.items():
        assert [one.word for one in british().unknown(slip)] == [slip]
        offered = british().offers(slip)
        assert offered[0] == word
        assert len(offered) <= MOST_OFFERED


def test_two_slips_in_one_word_are_found_too() -> None:
    assert "conscientious" in british().offers("consciencious")
    assert "questioning" in british().offers("qestionning")


def test_codes_and_learnt_words_are_passed_over() -> None:
    assert british().unknown("RWI, Y6b and zzyzx", {"zzyzx"}) == []
    assert british().unknown("a zzyzx") == [Unknown(2, "zzyzx")]


def test_what_is_offered_is_always_right() -> None:
    for word in ("asessment", "teh", "lerning", "xqzv"):
        assert all(british().knows(one) for one in british().offers(word))
