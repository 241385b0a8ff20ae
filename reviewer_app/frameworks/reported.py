"""What a report prints of a framework: its title, its headings, the words of its scales, and its own passages.

The frameworks that ship say these in the languages of reports, in the catalogue of the report's sentences: a version
that was published is never edited, and a framework that has a language half would show half of it on every screen.
"""

from collections.abc import Callable, Iterator
from typing import Final

from reviewer_app.frameworks.items import Part
from reviewer_app.frameworks.schema import Framework

_PARTS: Final = ("title", "scales", "not_enough", "headings", "report")
_NAMES: Final = frozenset({"title", "short", "label", "descriptor", "wording"})


def reported_texts(framework: Framework) -> Iterator[str]:
    """Give every text that a report can print."""
    found: list[str] = []

    def keep(text: str) -> str:
        found.append(text)
        return text

    worded(framework, keep)
    yield from dict.fromkeys(found)


def worded(framework: Framework, say: Callable[[str], str]) -> Framework:
    """Give the framework with what a report prints of it said otherwise; ids and all else stay as they are."""
    return framework.model_copy(
        update={name: _value(getattr(framework, name), name, say) for name in _PARTS}
    )


def _value(value: object, name: str, say: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return say(value) if value and name in _NAMES else value
    if isinstance(value, tuple):
        return tuple(_value(one, name, say) for one in value)
    if isinstance(value, Part):
        fields = type(value).model_fields
        return value.model_copy(
            update={one: _value(getattr(value, one), one, say) for one in fields}
        )
    return value
