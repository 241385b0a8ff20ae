import pytest

from reviewer_app.language import listed


@pytest.mark.parametrize(
    ("words", "said"), [([], ""), (["You"], "You"), (["You", "Asha", "Tom"], "You, Asha and Tom")]
)
def test_a_list_reads_as_a_sentence(words: list[str], said: str) -> None:
    assert listed(words) == said
