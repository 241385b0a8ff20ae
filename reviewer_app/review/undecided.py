"""What somebody on the team wrote before they heard that their part had changed, and came in after it had.

Whoever takes the lead over from somebody who is ill, or lowers a role, lets what they wrote count as far as it is here
then (`membership`); so does whoever takes somebody off the team and puts them back. What came later does not count
until somebody says so: that is told at any time, with their name. No page shows it meanwhile, not even to its writer;
so it is read here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reviewer_app.model.changes import Action, Change, operations_in
from reviewer_app.model.moment import instant
from reviewer_app.model.nouns import KINDS
from reviewer_app.model.standing import Standing
from reviewer_app.review.held_back import held_back
from reviewer_app.review.names.places import WRITTEN, words_in
from reviewer_app.review.rosters import chain_among, rosters_here
from reviewer_app.review.session import Session
from reviewer_app.store import journal


@dataclass(frozen=True, slots=True)
class Undecided:
    """Changes of a member that do not count until somebody says so: how many, and of how many notes.

    `mine` says whether whoever asks wrote them, `decides` whether they may say it themselves; `lead` is the name of
    whoever leads, and may.
    """

    person: str
    name: str
    count: int
    mine: bool
    decides: bool
    lead: str
    notes: int = 0


@dataclass(frozen=True, slots=True)
class Unread:
    """What a member wrote into one record by changes that do not count until somebody says so.

    `words` are those of its fields as they were written last, one a line; `time` is when that was.
    """

    kind: str
    record: str
    person: str
    name: str
    mine: bool
    words: str
    time: str


def undecided(session: Session, review: str) -> tuple[Undecided, ...]:
    """Give what waits for somebody's decision, of everyone on the team; who left it is told under People alone."""
    tip = chain_among(rosters_here(session, review)).tip
    if tip is None:
        return ()
    me = session.person().identity.person
    held = session.database.ask(held_back, review).result().held
    return tuple(
        Undecided(
            one.person,
            tip.members[one.person].name,
            one.count,
            one.person == me,
            # A deputy does not say how far the lead's words count (docs/threat-model.md).
            tip.leads(me) and (tip.lead.person == me or one.person != tip.lead.person),
            tip.lead.name,
            one.notes,
        )
        for one in held
        if one.standing is Standing.CUT and one.person in tip.members
    )


def unread(session: Session, review: str) -> tuple[Unread, ...]:
    """Give the words that no page shows until somebody decides, the earliest first.

    One's own, and to whoever decides those of others too: they are read before they are let count.
    """
    people = {one.person: one for one in undecided(session, review) if one.mine or one.decides}
    if not people:
        return ()
    ask = session.database.ask
    changes = ask(journal.changes_that_stand, review, Standing.CUT, people).result()
    found = []
    for (person, kind, record), (words, time) in _written(changes).items():
        one = people[person]
        found.append(Unread(kind, record, person, one.name, one.mine, words, time))
    return tuple(sorted(found, key=lambda one: (instant(one.time), one.record)))


def _written(changes: Iterable[Change]) -> dict[tuple[str, str, str], tuple[str, str]]:
    """Give the words, and when they were written, by person, kind and record; none of what its writer removed."""
    fields: dict[tuple[str, str, str], dict[str, str]] = {}
    times: dict[tuple[str, str, str], str] = {}
    removed: set[tuple[str, str, str]] = set()
    for change in _without_emptied(list(changes)):
        for operation in operations_in(change):
            place = (change.person, operation.kind, operation.record)
            if operation.action is Action.REMOVE:
                removed.add(place)
            elif operation.action is Action.RESTORE:
                removed.discard(place)
            said = {
                name: words_in(operation.kind, value)
                for name, value in operation.values.items()
                if operation.kind in KINDS and name in WRITTEN.get(KINDS[operation.kind], ())
            }
            if any(said.values()):
                times[place] = change.time
            fields.setdefault(place, {}).update(said)
    return {
        place: ("\n".join(words for words in fields[place].values() if words), time)
        for place, time in times.items()
        if place not in removed and any(fields[place].values())
    }


def _without_emptied(changes: list[Change]) -> Iterator[Change]:
    """Give changes without the words that their writer emptied by another of them."""
    emptied: dict[str, set[str]] = {}
    for change in changes:
        for operation in operations_in(change):
            if operation.action is Action.REDACT:
                emptied.setdefault(operation.record, set()).update(operation.empties)
    return (one.emptied(emptied[one.hash]) if one.hash in emptied else one for one in changes)
