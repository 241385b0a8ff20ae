"""Sending out a season: a file for each line of a spreadsheet, which proposes a review to whoever is to lead it.

The programme's office signs each file and seals it to the lead's card. It makes no review, no key and no roster: that
is the lead's to do, on a laptop of their own. Blocking, and off the lane.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, count
from pathlib import Path
from typing import Final, TypeVar

from reviewer_app.errors import N_, UserError
from reviewer_app.frameworks.load import LoadedFramework
from reviewer_app.frameworks.search import folded
from reviewer_app.language import gettext as _
from reviewer_app.model.canonical import canonical
from reviewer_app.model.moment import full_day, moment_of
from reviewer_app.model.roster import MOST_MEMBERS, review_id
from reviewer_app.model.words import Role
from reviewer_app.report.naming import allowed
from reviewer_app.review import library, set_up
from reviewer_app.review.season_cards import CardsHere, NamedCard
from reviewer_app.review.season_sheet import Row, day_of, rows_of
from reviewer_app.review.session import Session
from reviewer_app.review.set_up import SchoolFacts
from reviewer_app.store.files import lies_there, write_folder
from reviewer_app.sync.container import Holds
from reviewer_app.sync.naming import SUFFIXES
from reviewer_app.sync.proposal_file import ProposedReview, ProposedSchool, write_proposal
from reviewer_app.vault.spoken import words_of_key

_LONGEST_NAME: Final = 200
"""Characters a review keeps of a school's name (`model.review`)."""
_ROLES: Final = {
    "deputy": Role.DEPUTY,
    "reviewers": Role.REVIEWER,
    "readers": Role.READER,
}
"""The columns that name the team, and as what."""
_LETTERS_OF_LEAD: Final = 20
"""Characters of the lead's name that stand in a file's name, beside a school's of any length."""

_REASONS: Final = {
    "cells": N_("It has more cells than the first line names columns."),
    "school": N_("It names no school of at most 200 characters, and no URN."),
    "urn": N_("“{given}” is no URN, which is a number."),
    "urn-unknown": N_(
        "The register here has no school with URN {given}; import it first, or give its name alone."
    ),
    "urn-other": N_(
        "URN {given} is {name} in the register; write its name so, or leave one of the two out."
    ),
    "day": N_("“{given}” is no day such as 2027-01-12 or 12/01/2027."),
    "days": N_("“{given}” is no number of days from 1 to {most}."),
    "framework": N_("“{given}” is no framework on this computer; “frameworks list” names them."),
    "language": N_("“{given}” is not one of the framework’s languages: {languages}."),
    "lead": N_("It names no lead, or several."),
    "card": N_("There is no card “{given}” in the folder of cards."),
    "card-otherwise": N_(
        "There is no card “{given}” in the folder of cards, but “{file}” is for somebody of that name: if it is they, "
        "name that file."
    ),
    "card-wrong": N_("The card “{given}” cannot be used: {why}"),
    "office": N_("“{given}” is the card of whoever sends these files, who is on no team."),
    "person": N_("{name} stands in it twice."),
    "people": N_("A team has at most {most} people."),
    "review": N_("It names the same lead, school and day as line {line}."),
}


P = TypeVar("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a line; `line` counts from 1, `what` is a sentence."""

    line: int
    code: str
    what: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that was written: its name, the review it proposes, and to whom."""

    file: str
    review: str
    school: str
    lead: str


@dataclass(frozen=True, slots=True)
class Season:
    """What came of a spreadsheet: the files, or every mistake, and then nothing was written.

    `words` are the five of this person's card, which the leads compare with what they see.
    """

    sent: tuple[Sent, ...]
    mistakes: tuple[Mistake, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Planned:
    """A line that is sound."""

    line: int
    school: SchoolFacts
    start: str
    days: int
    framework: LoadedFramework
    lead: NamedCard
    team: tuple[tuple[NamedCard, Role], ...]

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells a review from others, whoever spells the school how."""
        return (self.lead.card.person, self.school.urn or folded(self.school.name), self.start)


def send_out(session: Session, spreadsheet: Path, cards: Path, to: Path) -> Season:
    """Write a file for each line of a spreadsheet into a folder; all of them, or none where a line is wrong.

    The same line always proposes the same review, so that a file that is made again makes no second one.

    Args:
        session: the office's.
        spreadsheet: as `season_sheet` reads it.
        cards: the folder of cards that it names.
        to: the folder to write into, which is made if it is not there.

    Raises:
        UserError: "review.nobody", "season....", "file....".
    """
    me = session.person().identity
    reading = _Reading(session, CardsHere.of(cards), library.usable(session))
    planned = [one for row in rows_of(spreadsheet) if (one := reading.planned(row)) is not None]
    words = words_of_key(me.sign_key)
    if reading.mistakes:
        return Season((), tuple(reading.mistakes), words)
    names = _names(planned)
    taken = next((one for one in names if lies_there(to / one)), None)
    if taken is not None:
        raise UserError("season.files-there", folder=to, name=taken)
    sent, files = [], {}
    for name, one in zip(names, planned, strict=True):
        nonce = _nonce(session, one)
        files[name] = _written(session, one, nonce)
        review = review_id(one.lead.card.sign_key, nonce)
        sent.append(Sent(name, review, one.school.name, one.lead.card.name))
    write_folder(to, files)
    return Season(tuple(sent), (), words)


def proposal_file_name(school: str, start: str, lead: str) -> str:
    """Name a proposal: "Larkfield Primary School, 12 January 2027, for Helen.rvo"."""
    named = _("{school}, {day}, for {name}").format(
        school=allowed(school) or _("School"),
        day=full_day(date.fromisoformat(start)),
        name=allowed(lead[:_LETTERS_OF_LEAD]),
    )
    return f"{named}{SUFFIXES[Holds.PROPOSAL]}"


class _WrongError(Exception):
    """Something is wrong with a line: why, as a key of `_REASONS`, and what its sentence names."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.what = code, _(_REASONS[code]).format(**values)


@dataclass(slots=True)
class _Reading:
    """What lines are held against, and every mistake so far."""

    session: Session
    cards: CardsHere
    frameworks: Sequence[LoadedFramework]
    mistakes: list[Mistake] = field(default_factory=list)
    _lines: dict[tuple[str, str, str], int] = field(default_factory=dict)

    def planned(self, row: Row) -> _Planned | None:
        """Read a line; None where something is wrong with it."""
        before = len(self.mistakes)
        if row.too_many:
            self._tell(row, _WrongError("cells"))
            return None
        school, start = self._told(row, self._school, row), self._told(row, _start, row)
        days, framework = self._told(row, _days, row), self._told(row, self._framework, row)
        lead, team = self._told(row, self._lead, row), self._team(row)
        if lead is not None:
            self._told(row, _check_people, [lead, *(one for one, _role in team)])
        if len(self.mistakes) > before or not (school and start and days and framework and lead):
            return None
        return self._told(
            row, self._new, _Planned(row.line, school, start, days, framework, lead, team)
        )

    def _told(self, row: Row, read: Callable[[P], T], given: P) -> T | None:
        """Read something of a line; None where it is wrong, which is told."""
        try:
            return read(given)
        except _WrongError as wrong:
            self._tell(row, wrong)
            return None

    def _tell(self, row: Row, wrong: _WrongError) -> None:
        self.mistakes.append(Mistake(row.line, wrong.code, wrong.what))

    def _school(self, row: Row) -> SchoolFacts:
        name, given = row.cells["school"], row.cells["urn"]
        if not given:
            if not 0 < len(name) <= _LONGEST_NAME:
                raise _WrongError("school")
            return SchoolFacts(name)
        if not (given.isascii() and given.isdigit()):
            raise _WrongError("urn", given=given)
        found = self.session.school(given.lstrip("0"))
        if found is None:
            raise _WrongError("urn-unknown", given=given)
        if name and folded(name) != folded(found.name):
            raise _WrongError("urn-other", given=given, name=found.name)
        return set_up.facts_of(found)

    def _framework(self, row: Row) -> LoadedFramework:
        given, language = row.cells["framework"], row.cells["language"]
        found = library.named(given, self.frameworks)
        if found is None:
            raise _WrongError("framework", given=given)
        if not language:
            return found
        if language not in found.languages:
            raise _WrongError("language", given=language, languages=", ".join(found.languages))
        return library.in_language(found, language)

    def _lead(self, row: Row) -> NamedCard:
        names = _listed(row.cells["lead"])
        if len(names) != 1:
            raise _WrongError("lead")
        return self._card(names[0])

    def _team(self, row: Row) -> tuple[tuple[NamedCard, Role], ...]:
        found = (
            (self._told(row, self._card, name), role)
            for column, role in _ROLES.items()
            for name in _listed(row.cells[column])
        )
        return tuple((one, role) for one, role in found if one is not None)

    def _card(self, name: str) -> NamedCard:
        try:
            found = self.cards.named(name)
        except UserError as error:
            raise _WrongError("card-wrong", given=name, why=error.happened) from error
        if found is None:
            file = self.cards.file_for(name)
            raise _WrongError("card-otherwise" if file else "card", given=name, file=file)
        if found.card.person == self.session.person().identity.person:
            raise _WrongError("office", given=name)
        return found

    def _new(self, found: _Planned) -> _Planned:
        first = self._lines.setdefault(found.key, found.line)
        if first != found.line:
            raise _WrongError("review", line=first)
        return found


def _start(row: Row) -> str:
    start = day_of(row.cells["first day"])
    try:
        set_up.checked_dates(start, 1)
    except UserError:
        raise _WrongError("day", given=row.cells["first day"]) from None
    return start


def _days(row: Row) -> int:
    given = row.cells["days"]
    days = int(given) if given.isascii() and given.isdigit() and len(given) < 3 else 0
    if not 1 <= days <= set_up.DAYS_LIMIT:
        raise _WrongError("days", given=given, most=set_up.DAYS_LIMIT)
    return days


def _check_people(people: Sequence[NamedCard]) -> None:
    seen: set[str] = set()
    for one in people:
        if one.card.person in seen:
            raise _WrongError("person", name=one.card.name)
        seen.add(one.card.person)
    if len(people) > MOST_MEMBERS:
        raise _WrongError("people", most=MOST_MEMBERS)


def _nonce(session: Session, planned: _Planned) -> str:
    """Give what makes the review's id, together with the lead's key: always the same, and nobody else's to guess.

    Without a secret in it, whoever knows a lead's key could try schools until an id on a store fits. A signature is
    always the same for the same words.
    """
    said = b"reviewer-app season\0" + canonical([*planned.key])
    return hashlib.sha256(session.person().identity.sign(said)).hexdigest()[:32]


def _written(session: Session, planned: _Planned, nonce: str) -> bytes:
    school = planned.school
    said = ProposedReview(
        nonce=nonce,
        school=ProposedSchool(
            name=school.name,
            urn=school.urn,
            town=school.town,
            phase=school.phase,
            ages=school.ages,
            authority=school.authority,
            pupils=school.pupils,
        ),
        start=planned.start,
        days=planned.days,
        language=planned.framework.language,
        roles=tuple(role for _card, role in planned.team),
    )
    return write_proposal(
        said,
        framework=planned.framework.text,
        lead=planned.lead.card,
        cards=[one.raw for one, _role in planned.team],
        identity=session.person().identity,
        made_at=moment_of(session.clock()),
    )


def _names(planned: Sequence[_Planned]) -> list[str]:
    """Name the files, so that no two are one where capitals do not count."""
    names: list[str] = []
    taken: set[str] = set()
    for one in planned:
        name = proposal_file_name(one.school.name, one.start, one.lead.card.name)
        stem, ending = name[: -len(SUFFIXES[Holds.PROPOSAL])], SUFFIXES[Holds.PROPOSAL]
        numbered = (f"{stem} ({number}){ending}" for number in count(2))
        free = next(name for name in chain((name,), numbered) if name.casefold() not in taken)
        taken.add(free.casefold())
        names.append(free)
    return names


def _listed(cell: str) -> list[str]:
    """Give the cards that a cell names, one after another with semicolons."""
    return [one.strip() for one in cell.split(";") if one.strip()]
