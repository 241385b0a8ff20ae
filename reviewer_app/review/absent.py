"""Whose changes others have and this laptop has not: told at any time, until they are here.

DESIGN, "Must hold", 9: devices compare chain heads and name what is missing of whom. Each laptop says what it has at
its own word, in every bundle it makes; who left the team is not asked any more.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from reviewer_app.review.rosters import chain_among, rosters_here
from reviewer_app.review.session import Session
from reviewer_app.store import elsewhere, journal
from reviewer_app.store.elsewhere import Head, Teller
from reviewer_app.sync.bundle import Bundle
from reviewer_app.sync.have import ChainHead, journal_name, missing


@dataclass(frozen=True, slots=True)
class Absent:
    """Changes of a member that others say they have and this laptop has not: how many at least."""

    person: str
    name: str
    count: int


def note(session: Session, review: str, bundles: Iterable[Bundle]) -> None:
    """Keep what the writers of bundles said they have and is not here, and forget what came."""
    latest: dict[tuple[str, str], Bundle] = {}
    for bundle in bundles:
        which = (bundle.header.person, bundle.header.device)
        known = latest.setdefault(which, bundle)
        if bundle.header.last > known.header.last:
            latest[which] = bundle
    if latest:
        said = [_said(bundle) for bundle in latest.values()]
        session.database.local(elsewhere.record, review, said).result()


def _said(bundle: Bundle) -> tuple[Teller, list[Head]]:
    heads = []
    for name, of_journal in bundle.have.items():
        person, _, device = name.partition("/")
        heads += [Head(person, device, one.number, one.hash) for one in of_journal]
    return Teller(bundle.header.person, bundle.header.device, bundle.header.last), heads


def absent(session: Session, review: str) -> tuple[Absent, ...]:
    """Say whose changes those on the team have that are not here, and how many at least; no store is asked."""
    rosters = rosters_here(session, review)
    tip = chain_among(rosters).tip
    if tip is None:
        return ()
    ask = session.database.ask
    heads = ask(elsewhere.not_here, review, tuple(tip.members)).result()
    theirs: dict[str, tuple[ChainHead, ...]] = {}
    for one in heads:
        name = journal_name(one.person, one.device)
        theirs[name] = (*theirs.get(name, ()), ChainHead(one.number, one.hash))
    reach = {
        journal_name(*which): (ChainHead(number, ""),)
        for which, number in ask(journal.last_numbers, review).result().items()
    }
    counts: dict[tuple[str, str], int] = {}
    for lack in missing(theirs, reach, lambda _hash: False):
        which = (lack.person, lack.device)
        counts[which] = max(counts.get(which, 0), lack.last - lack.first + 1)
    by_person: Counter[str] = Counter()
    for (person, _device), count in counts.items():
        by_person[person] += count
    names = {one.person: one.name for signed in rosters for one in signed.roster.members.values()}
    return tuple(
        Absent(person, names[person], count)
        for person, count in sorted(by_person.items())
        if person in names
    )
