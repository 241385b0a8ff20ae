"""Small numbers and telling combinations in what the report says: help at weighing and before sealing, never a mark.

A group of fewer than six pupils, or one pupil told apart from the others, may be known to any reader at the school
(DOMAIN, "one child or one teacher identifiable from small numbers").
"""

import re
from dataclasses import dataclass
from typing import Final

from reviewer_app.language import gettext as _

_SMALL: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "both": 2}
_PUPIL: Final = r"(?:pupils?|child(?:ren)?|boys?|girls?|students?|learners?)"
_BETWEEN: Final = r"(?:[\w’'-]+\s+){0,4}?"
_TRAIT: Final = (
    r"(?:EAL|SEND|SEN|EHCPs?|disadvantaged|looked[- ]after|adopted|refugees?|traveller|autistic|deaf|blind|Ukrainian|"
    r"Polish|Somali|Roma|year\s+\d+|nursery|reception|hearing|wheelchair|young\s+carers?|new\s+to\s+English)"
)

_FEW: Final = re.compile(
    rf"\b(?P<count>[1-5]|one|two|three|four|five|both)\s+(?!in\b|of\b|thirds?\b|quarters?\b|fifths?\b|times\b){_BETWEEN}{_PUPIL}\b",
    re.IGNORECASE,
)
_ONLY: Final = re.compile(
    rf"\b(?:the\s+|a\s+)?(?:only|sole|single|one)\s+{_BETWEEN}{_PUPIL}\b", re.IGNORECASE
)
_BEHIND: Final = re.compile(
    rf"^\s+(?:who|with|from|on|in|whose)\b.{{0,40}}?{_TRAIT}", re.IGNORECASE
)
_GROUP: Final = re.compile(
    rf"\b(?:an?|one|the|this|that)\s+{_BETWEEN}group\s+of\s+(?:[2-5]|two|three|four|five)\b(?:\s+{_BETWEEN}{_PUPIL}\b)?",
    re.IGNORECASE,
)
_ADULTS: Final = r"(?:teacher|teaching assistant|leader|governor|member of staff)"
_YEAR: Final = r"(?:year\s+\d+|nursery|reception)"
_ADULT: Final = re.compile(
    rf"\b(?:(?:the\s+)?(?:only|sole)\s+(?:[\w’'-]+\s+){{0,3}}?|(?:one|a\s+single)\s+{_YEAR}\s+){_ADULTS}\b",
    re.IGNORECASE,
)
_CLASS: Final = re.compile(
    rf"\b(?:(?:the\s+)?(?:only|sole)|one|a\s+single)\s+(?:of\s+the\s+)?{_YEAR}\s+(?:class|lesson)\b",
    re.IGNORECASE,
)
"""A class or an adult of one year group: a school has few, and often one."""
_IN_GROUPS: Final = re.compile(
    r"(?:groups?|teams?|tables?|pairs|rows)\s+of\s+$|\bin\s+$|\bone\s+in\s+$|\bthan\s+$|(?:year|lesson|class|table)\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Telling:
    """Words of a text that may tell who is meant: where they stand, and what could be written."""

    start: int
    end: int
    text: str
    offer: str


def telling_in(text: str) -> list[Telling]:
    """Find counts under six, and one pupil or one adult told apart from the others."""
    found: dict[int, Telling] = {}
    for match in _ONLY.finditer(text):
        trait = re.search(_TRAIT, match.group(), re.IGNORECASE) or _BEHIND.match(
            text[match.end() :]
        )
        if trait and not _IN_GROUPS.search(text[: match.start()]):
            found[match.start()] = _telling(match, _("a pupil"))
    for match in _FEW.finditer(text):
        word = match.group("count").lower()
        count = _SMALL.get(word, 0) or int(word)
        one_of_many = count == 1 and match.start() not in found
        if one_of_many or _IN_GROUPS.search(text[: match.start()]):
            continue
        found.setdefault(match.start(), _telling(match, _("a few pupils")))
    for match in _GROUP.finditer(text):
        inner = [start for start in found if match.start() <= start < match.end()]
        for start in inner:
            del found[start]
        found[match.start()] = _telling(match, _("a small group"))
    for match in _ADULT.finditer(text):
        found.setdefault(match.start(), _telling(match, _("a member of staff")))
    for match in _CLASS.finditer(text):
        found.setdefault(match.start(), _telling(match, _("a class")))
    return [found[start] for start in sorted(found)]


def _telling(match: re.Match[str], offer: str) -> Telling:
    return Telling(match.start(), match.end(), match.group(), offer)


def without_telling(text: str) -> str:
    """Write what counts nobody in place of the first words of a text that may tell who is meant."""
    found = telling_in(text)
    if not found:
        return text
    first = found[0]
    begins = first.text[:1].isupper()
    offer = first.offer[:1].upper() + first.offer[1:] if begins else first.offer
    return text[: first.start] + offer + text[first.end :]
