"""What a spreadsheet gives before it is a framework: items as plain values with the row they came from."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from reviewer_app.frameworks.xlsform.leftovers import Leftovers
from reviewer_app.model.canonical import Json

_CODE: Final = re.compile(
    r"\(\s*([a-z]{2,3}(?:-[A-Z]{2})?)\s*\)|^\s*([a-z]{2,3}(?:-[A-Z]{2})?)\s*$"
)
_KNOWN: Final[Mapping[str, str]] = {
    "arabic": "ar",
    "chinese": "zh",
    "cymraeg": "cy",
    "deutsch": "de",
    "english": "en",
    "español": "es",
    "french": "fr",
    "français": "fr",
    "german": "de",
    "hindi": "hi",
    "italian": "it",
    "kiswahili": "sw",
    "nepali": "ne",
    "polish": "pl",
    "portuguese": "pt",
    "russian": "ru",
    "spanish": "es",
    "swahili": "sw",
    "urdu": "ur",
    "welsh": "cy",
}
"""Languages by the names forms often give them, where they give no code."""

DEFAULT_LANGUAGE: Final = "en-GB"
"""What a form is in that does not say."""


@dataclass(slots=True)
class Draft:
    """One item: its values as a framework has them, its row in "survey", and the items inside it."""

    values: dict[str, Json]
    row: int
    items: list["Draft"] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The item's id."""
        return str(self.values["id"])

    def as_values(self) -> dict[str, Json]:
        """The item as a framework file has it."""
        inside: dict[str, Json] = (
            {"items": [one.as_values() for one in self.items]} if self.items else {}
        )
        return {**self.values, **inside}


def every(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Give every item, those inside others too."""
    for draft in drafts:
        yield draft
        yield from every(draft.items)


def code_of(language: str) -> str:
    """The code of a language as a form names it: "French (fr)", "fr" or "French"; "" where it gives none."""
    found = _CODE.search(language)
    if found is not None:
        return found[1] or found[2]
    return _KNOWN.get(language.strip().lower(), "")


@dataclass(slots=True)
class Texts:
    """Takes the words of a form, those in its own language and beside them those in others.

    Attributes:
        main: the form's own language, as the form names it.
        others: what its texts are in other languages, by code.
    """

    main: str
    leftovers: Leftovers
    others: dict[str, dict[str, str]] = field(default_factory=dict)

    def take(self, value: object, sheet: str, row: int, name: str, limit: int) -> str:
        """Give the words of one cell, or of its column in each language, in the form's own."""
        if not isinstance(value, Mapping):
            return self._cut(value, sheet, row, name, limit)
        said = {
            str(language): self._cut(text, sheet, row, name, limit)
            for language, text in value.items()
        }
        own = said.get(self.main) or next(iter(said.values()), "")
        for language, text in said.items():
            if language in (self.main, "default") or not text or not own or text == own:
                continue
            code = code_of(language)
            if code:
                self.others.setdefault(code, {})[own] = text
            else:
                self.leftovers.add("language", sheet, 1, value=language)
        return own

    def _cut(self, value: object, sheet: str, row: int, name: str, limit: int) -> str:
        text = " ".join(str(value or "").split())
        if len(text) <= limit:
            return text
        self.leftovers.add("too-long", sheet, row, name=name, limit=limit)
        return f"{text[: limit - 2]} …"


def name_for(text: str, taken: Iterable[str] = ()) -> str:
    """Make a name of a text: what is not allowed becomes a line, and what is taken gets a number."""
    name = re.sub(r"[^A-Za-z0-9_.-]", "_", text)[:60]
    if not re.match(r"[A-Za-z_]", name):
        name = f"_{name}"
    number, made, known = 2, name, set(taken)
    while made in known:
        made, number = f"{name}_{number}", number + 1
    return made


def identifier_for(text: str, fallback: str) -> str:
    """Make an id of a text: small letters, digits and single hyphens."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    made = "-".join(words)[:40].strip("-")
    return made if re.match(r"[a-z]", made) else f"{fallback}-{made}"[:40].strip("-")
