"""What the form of a factual check says: plain values only, picklable, ready to print."""

from dataclasses import dataclass
from typing import Final

FIELD_LIMIT: Final = 4_000
"""Characters a school can type in one field."""
SAID: Final = ("accurate", "inaccurate", "discuss")
"""What may be said of a paragraph, as a field keeps it."""


@dataclass(frozen=True, slots=True)
class AskedParagraph:
    """One paragraph of the draft, by its number in the check."""

    number: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class ResponseForm:
    """The form a school answers on.

    `check` is the id every field is named by, so that answers find their way back; `due` is a day in words, `return_to`
    whom the form goes back to, "" where nobody is named; `built_on` is an ISO date. `language`, `also_in` and
    `written_in` are as of a report.
    """

    check: str
    school: str
    programme: str
    draft: int
    due: str
    built_on: str
    paragraphs: tuple[AskedParagraph, ...]
    return_to: str = ""
    language: str = "en-GB"
    also_in: str = ""
    written_in: str = ""


def field_name(check: str, number: int, part: str) -> str:
    """Name a field of a form; number 0 is the whole draft. No full stop: in a PDF it parts a name from its parent's."""
    return f"{check}-{number}-{part}"
