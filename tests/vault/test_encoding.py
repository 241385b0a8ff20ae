import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.vault.encoding import bytes_of, text_of


@given(st.binary(max_size=100))
def test_bytes_come_back(raw: bytes) -> None:
    assert bytes_of(text_of(raw)) == raw


@given(st.text(max_size=12))
def test_bytes_have_one_spelling_only(text: str) -> None:
    try:
        raw = bytes_of(text)
    except ValueError:
        return
    assert text_of(raw) == text


@pytest.mark.parametrize("text", ["YWI=", "YWJ", "YW I", "YW\nI", "Y", "é", "YW+/"])
def test_other_spellings_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"base64|ASCII"):
        bytes_of(text)
