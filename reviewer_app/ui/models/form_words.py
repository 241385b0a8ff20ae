"""What evidence forms offer to choose, as the window's controls take it."""

from collections.abc import Iterable, Sequence

from reviewer_app.frameworks.answer_words import (
    Offered,
    offered,
    offered_choices,
    offered_values,
)
from reviewer_app.frameworks.items import Item
from reviewer_app.frameworks.rules import Rule
from reviewer_app.frameworks.schema import Framework
from reviewer_app.ui.widgets.choices import Option

_LONGEST_BESIDE = 24
"""Letters of the longest words that still stand side by side."""


def options(framework: Framework, item: Item) -> list[Option]:
    """Give what an item offers to choose, in words; empty where it is not answered by choosing."""
    return _as_options(offered(framework, item))


def choice_options(framework: Framework, choices: str) -> list[Option]:
    """Give a list of choices of the framework, in words."""
    return _as_options(offered_choices(framework, choices))


def value_options(framework: Framework, rule: Rule) -> list[Option]:
    """Give what may be chosen instead of a result; empty where it is a number."""
    return _as_options(offered_values(framework, rule))


def are_long(offered: Sequence[Option]) -> bool:
    """Say whether options are better read under each other."""
    return any(one.descriptor or len(one.words) > _LONGEST_BESIDE for one in offered)


def _as_options(offered: Iterable[Offered]) -> list[Option]:
    return [Option(one.id, one.words, one.descriptor) for one in offered]
