"""One framework in several languages: its texts in its own, and under `translations` how they read in others.

    translations:
      - language: cy
        texts:
          - {text: Reading, says: Darllen}

What a language lacks stands in the file's own, marked with its code, so that a reader sees that it was not translated.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from reviewer_app.frameworks.tree import Tree, Value

TEXTS: Final = frozenset(
    {
        "title",
        "short",
        "label",
        "hint",
        "covers",
        "description",
        "descriptor",
        "summary",
        "explanation",
        "constraint_message",
        "spoken",
        "why",
        "word",
        "prompts",
        "questions",
        "wording",
    }
)
"""The names whose values people read; ids, and what answers keep, are the same in every language."""

_ROOMS: Final = (24, 40, 100, 400, 2_000)
"""Characters that the kinds of text in a framework may have."""


def translated(tree: Tree, language: str) -> tuple[Tree, int]:
    """Give the file as it reads in a language, and how many of its texts that language lacks.

    A language the file does not have leaves it as it is.
    """
    value = tree.value
    if not isinstance(value, dict):
        return tree, 0
    catalogue = _catalogue(value, language)
    if catalogue is None:
        return tree, 0
    reading = _Reading(catalogue, str(value.get("language")))
    read = {
        name: one if name == "translations" else reading.value(one, name)
        for name, one in value.items()
    }
    return Tree(read, tree.places), reading.lacking


def texts_of(tree: Tree) -> set[str]:
    """Give every text of a file that people read."""
    found: set[str] = set()
    value = tree.value
    for name, one in value.items() if isinstance(value, dict) else ():
        if name != "translations":
            found.update(_texts(one, name))
    return found


def marked(text: str, language: str) -> str:
    """Mark a text with the language it stands in, where the room its kind has allows that."""
    with_mark = f"{text} [{language}]"
    room = next((limit for limit in _ROOMS if len(text) <= limit), 0)
    return with_mark if len(with_mark) <= room else text


def _catalogue(value: Mapping[str, Value], language: str) -> dict[str, str] | None:
    for block in _entries(value.get("translations")):
        if block.get("language") == language:
            pairs = ((one.get("text"), one.get("says")) for one in _entries(block.get("texts")))
            return {
                text.strip(): says
                for text, says in pairs
                if isinstance(text, str) and isinstance(says, str)
            }
    return None


def _entries(value: Value) -> Iterator[Mapping[str, Value]]:
    for one in value if isinstance(value, tuple) else ():
        if isinstance(one, dict):
            yield one


def _texts(value: Value, name: str) -> Iterator[str]:
    if isinstance(value, tuple):
        for one in value:
            yield from _texts(one, name)
    elif isinstance(value, dict):
        for inner, one in value.items():
            yield from _texts(one, inner)
    elif isinstance(value, str) and name in TEXTS:
        yield value.strip()


class _Reading:
    def __init__(self, catalogue: Mapping[str, str], main: str) -> None:
        self._catalogue, self._main = catalogue, main
        self.lacking = 0

    def value(self, value: Value, name: str) -> Value:
        if isinstance(value, tuple):
            return tuple(self.value(one, name) for one in value)
        if isinstance(value, dict):
            return {inner: self.value(one, inner) for inner, one in value.items()}
        if isinstance(value, str) and name in TEXTS:
            return self._text(value)
        return value

    def _text(self, text: str) -> str:
        found = self._catalogue.get(text.strip())
        if found is not None:
            return found
        self.lacking += 1
        return marked(text, self._main)
