"""Blocks of a filled form."""

from reviewer_app.frameworks.form_blocks import Answered, Block, PartTitle, without_bare_titles

ANSWER = Answered("How?", ("Well.",))


def test_a_title_stands_only_where_something_stands_under_it() -> None:
    blocks: list[Block] = [PartTitle("Empty"), PartTitle("Full"), ANSWER, PartTitle("Last")]
    assert list(without_bare_titles(blocks)) == [PartTitle("Full"), ANSWER]


def test_titles_above_a_title_stay() -> None:
    blocks: list[Block] = [
        PartTitle("Part"),
        PartTitle("Empty group", 1),
        PartTitle("Group", 1),
        ANSWER,
        PartTitle("Next"),
        ANSWER,
    ]
    assert list(without_bare_titles(blocks)) == [
        PartTitle("Part"),
        PartTitle("Group", 1),
        ANSWER,
        PartTitle("Next"),
        ANSWER,
    ]
