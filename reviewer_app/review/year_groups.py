"""Year groups in a school's order, joined until no count points to one class."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reviewer_app.language import gettext as _
from reviewer_app.report.content import YearGroups

_YEAR: Final = re.compile(r"\b(?:nursery|reception|meithrin|derbyn|\d{1,2})\b", re.IGNORECASE)
_ONE_YEAR: Final = re.compile(
    r"(?:year|blwyddyn) \d{1,2}|nursery|reception|meithrin|derbyn", re.IGNORECASE
)
# The years before Year 1, as numbers that keep their order.
_EARLY: Final = {"nursery": -1, "meithrin": -1, "reception": 0, "derbyn": 0}
_LAST: Final = 99


@dataclass(frozen=True, slots=True)
class _Seen:
    """Lessons of one year group, or of several; `years` is its first and last year."""

    years: tuple[int, int]
    name: str
    classes: frozenset[str]
    lessons: int


def joined(lessons: Sequence[tuple[str, str]]) -> tuple[YearGroups, ...]:
    """Count lessons by year group, in order, neighbours joined until two classes stand behind a count.

    Each lesson is its year group and its class as people wrote them. Lessons without a class count as of one
    class, as nobody knows better. Nothing is given where all of them together are of one class.
    """
    groups: list[_Seen] = []
    waiting: _Seen | None = None
    for one in sorted(_by_year_group(lessons), key=lambda one: (one.years, one.name)):
        waiting = _together(waiting, one) if waiting else one
        if len(waiting.classes) > 1:
            groups.append(waiting)
            waiting = None
    if waiting and groups:
        groups.append(_together(groups.pop(), waiting))
    return tuple(YearGroups(one.name, one.lessons) for one in groups)


def _by_year_group(lessons: Sequence[tuple[str, str]]) -> list[_Seen]:
    found: dict[str, list[tuple[str, str]]] = {}
    for name, of in lessons:
        if name.strip():
            found.setdefault(" ".join(name.split()), []).append((name, of))
    return [
        _Seen(_years(name), _said(name), frozenset(of for _name, of in those), len(those))
        for name, those in found.items()
    ]


def _said(name: str) -> str:
    """Say a year group in the language spoken, where it is written as such a year is called; else as it was typed."""
    return _name(_years(name)) if _ONE_YEAR.fullmatch(name) else name


def _years(name: str) -> tuple[int, int]:
    words = [word.casefold() for word in _YEAR.findall(name)]
    years = [_EARLY[word] if word in _EARLY else int(word) for word in words]
    return (min(years), max(years)) if years else (_LAST, _LAST)


def _together(one: _Seen, other: _Seen) -> _Seen:
    years = (min(one.years[0], other.years[0]), max(one.years[1], other.years[1]))
    return _Seen(
        years,
        _name(years) or _("{one} and {other}").format(one=one.name, other=other.name),
        one.classes | other.classes,
        one.lessons + other.lessons,
    )


def _name(years: tuple[int, int]) -> str:
    """Say a span of years: "Reception and Year 1", "Years 2 to 4"; "" where one of them is not known."""
    first, last = years
    if last == _LAST:
        return ""
    if first > 0:
        words = (
            _("Year {first}")
            if first == last
            else _("Years {first} and {last}")
            if last == first + 1
            else _("Years {first} to {last}")
        )
        return words.format(first=first, last=last)
    if first == last:
        return _one_year(first)
    if last > first + 1 and last > 0:
        return _("{first} to Year {last}").format(first=_one_year(first), last=last)
    words = _("{first} and {last}") if last == first + 1 else _("{first} to {last}")
    return words.format(first=_one_year(first), last=_one_year(last))


def _one_year(year: int) -> str:
    early = {-1: _("Nursery"), 0: _("Reception")}
    return early[year] if year in early else _("Year {first}").format(first=year)
