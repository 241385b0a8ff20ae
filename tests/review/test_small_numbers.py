"""Small numbers and telling combinations are seen; what counts many is left alone."""

from pathlib import Path

import pytest

from reviewer_app.review.small_numbers import telling_in, without_telling
from tests.data.names.labelled import labelled

SENTENCES = Path("tests/data/small_numbers/sentences.txt")


def lines() -> list[str]:
    return [one for one in SENTENCES.read_text("utf-8").splitlines() if not one.startswith("#")]


@pytest.mark.parametrize("line", lines())
def test_what_may_tell_who_is_meant(line: str) -> None:
    sentence = labelled(line)
    marked = [sentence.text[start:end] for start, end in sentence.names]
    assert [one.text for one in telling_in(sentence.text)] == marked


def test_words_are_offered_that_count_nobody() -> None:
    [few] = telling_in("Three pupils with EAL were given a buddy.")
    [adult] = telling_in("The only governor who visits reports well.")
    assert (few.offer, adult.offer) == ("a few pupils", "a member of staff")


def test_the_first_of_them_is_written_anew() -> None:
    assert (
        without_telling("Three pupils with EAL were given a buddy.")
        == "A few pupils with EAL were given a buddy."
    )
    assert without_telling("Pupils explain.") == "Pupils explain."
