import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.errors import UserError
from reviewer_app.vault.recovery import ALPHABET, RecoveryCode

codes = st.binary(min_size=16, max_size=16).map(RecoveryCode)
groups = st.text(ALPHABET, min_size=4, max_size=4)


def refused(text: str) -> bool:
    try:
        RecoveryCode.parse(text)
    except UserError as told:
        return told.code == "vault.recovery-code-malformed"
    return False


@given(codes)
def test_a_code_comes_back_from_print(code: RecoveryCode) -> None:
    assert RecoveryCode.parse(str(code)) == code


@given(codes, st.sampled_from([" ", "", "\n", " - ", "\u2013", "\u00a0"]), st.booleans())
def test_spaces_dashes_and_case_do_not_matter(
    code: RecoveryCode, separator: str, lower: bool
) -> None:
    text = f"  {separator.join(code.groups)} "
    assert RecoveryCode.parse(text.lower() if lower else text) == code


def test_groups_have_one_length_and_no_lookalikes() -> None:
    code = RecoveryCode.generate()
    assert len(code.groups) == 9
    assert {len(group) for group in code.groups} == {4}
    assert str(code) == "-".join(code.groups)
    assert not set(ALPHABET) & set("01OILBSZ")


@given(codes, st.integers(0, 8), groups)
def test_whatever_is_wrong_in_one_group_is_noticed(
    code: RecoveryCode, place: int, wrong: str
) -> None:
    typed = list(code.groups)
    typed[place] = wrong
    assert refused("-".join(typed)) == (wrong != code.groups[place])


@given(codes)
def test_any_two_swapped_groups_are_noticed(code: RecoveryCode) -> None:
    for first, second in itertools.combinations(range(9), 2):
        typed = list(code.groups)
        typed[first], typed[second] = typed[second], typed[first]
        assert refused("-".join(typed)) == (typed != list(code.groups))


@given(codes, st.integers(0, 8))
def test_a_missing_or_doubled_group_is_noticed(code: RecoveryCode, place: int) -> None:
    typed = list(code.groups)
    assert refused("-".join(typed[:place] + typed[place + 1 :]))
    assert refused("-".join([*typed, typed[place]]))


@given(st.text(max_size=60))
def test_any_other_text_is_refused_as_malformed(text: str) -> None:
    assert refused(text)


def test_all_128_bits_are_drawn() -> None:
    asked: list[int] = []

    def draw(count: int) -> bytes:
        asked.append(count)
        return bytes(range(count))

    assert RecoveryCode.generate(draw).secret == bytes(range(16))
    assert asked == [16]
    assert RecoveryCode.generate() != RecoveryCode.generate()


@given(codes)
def test_repr_shows_nothing_of_the_code(code: RecoveryCode) -> None:
    assert repr(code) == "RecoveryCode()"


def test_a_secret_of_another_length_is_a_bug() -> None:
    with pytest.raises(ValueError, match="16"):
        RecoveryCode(bytes(15))
