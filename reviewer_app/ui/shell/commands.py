"""Commands: every action has a key, a menu place and an entry in the palette (Ctrl+K)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

FORM: Final = "form:"
"""`show_page("notes", "form:ID")` asks for the form of an activity."""


WORDS: Final = "words:"
"""`show_page("evidence", "words:larks")` shows the notes that have these words."""

FIND: Final = "Ctrl+F"
"""The key that finds a note, on every page."""


def _always() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do.

    `menu` is the menu it stands in ("Visit", "Note", "Review", "View", "Help"); `key` a key sequence as Qt writes
    it, "" for none; `why_not` gives "" while it can be done, else one sentence that says why not.
    `also` is a second key, for those who know it from elsewhere.
    """

    id: str
    text: str
    menu: str
    run: Callable[[], None]
    key: str = ""
    why_not: Callable[[], str] = _always
    also: str = ""
