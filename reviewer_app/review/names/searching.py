"""Searching the changes of a review for names, each once: what is found is kept, what is decided comes later.

Kept is what could be a name, whoever is on the team and whatever was said to be none. So a dismissal or a waiver asks
for no new search; other lists of names do, and so does the review's own list.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from sqlalchemy import Connection

from reviewer_app.model.canonical import Json
from reviewer_app.model.changes import Operation, effective
from reviewer_app.model.nouns import KINDS
from reviewer_app.review.names.guard import NameGuard
from reviewer_app.review.names.hits import digest_of, written
from reviewer_app.review.names.places import WRITTEN, words_in
from reviewer_app.review.session import Session
from reviewer_app.store import apply, journal, name_searches
from reviewer_app.store.journal import Filed
from reviewer_app.store.name_searches import Kept, Wordings
from reviewer_app.store.receive import Begin

BATCH: Final = 200
"""Changes searched before what was found is kept: some 150 ms of work here, and 5 ms of the lane."""

Operations = list[tuple[int, Operation]]
Searched = tuple[Filed, Wordings]


def searched(session: Session, review: str, guard: NameGuard) -> Kept:
    """Give what is found in a review, after searching what is left to search.

    Takes a millisecond for each change that was not searched; not for the window's own thread.

    Raises:
        UserError: "profile....": what was found could not be kept.
    """
    kept = session.database.ask(name_searches.kept, review, guard.rules).result()
    for filed, wordings in _search(session, review, guard):
        kept.take(filed.seq, wordings)
    return kept


def search_ahead(
    session: Session, review: str, guard: NameGuard, may_go_on: Callable[[], bool]
) -> bool:
    """Search what an export would have to, as long as it may go on; gives whether all of it is searched.

    Not for the window's own thread.

    Raises:
        UserError: as `searched`.
    """
    return all(may_go_on() for _searched in _search(session, review, guard))


def _search(session: Session, review: str, guard: NameGuard) -> Iterator[Searched]:
    """Search whatever was not searched yet, and keep what is found, where this profile can be written."""
    after = 0
    while True:
        after, batch = session.database.ask(_unsearched, review, guard.rules, after).result()
        found: list[Searched] = []
        try:
            for filed, operations in batch:
                found.append((filed, _wordings(guard, operations)))
                yield found[-1]
        finally:
            if found and session.only_reads is None:
                session.database.steps(_keeping(guard.rules, found)).result()
        if not batch:
            return


def _keeping(rules: str, found: Sequence[Searched]) -> Callable[[Begin], Iterator[None]]:
    def steps(begin: Begin) -> Iterator[None]:
        with begin() as connection:
            name_searches.keep(connection, rules, found)
        yield

    return steps


def _unsearched(
    connection: Connection, review: str, rules: str, after: int
) -> tuple[int, list[tuple[Filed, Operations]]]:
    """Give the next changes to search behind this order of arrival, and how far they reach."""
    filed = name_searches.unsearched(connection, review, rules, after, BATCH)
    changes = {one.change.hash: one.change for one in filed}
    chain = journal.chain_in(connection, review)
    redactions = apply.redactions_of(connection, chain, changes)
    return (
        max((one.seq for one in filed), default=after),
        [(one, effective(one.change, redactions.get(one.change.hash, ()))) for one in filed],
    )


def _wordings(guard: NameGuard, operations: Operations) -> Wordings:
    """Search each wording of a change."""
    found: dict[str, Json] = {}
    for _number, operation in operations:
        noun = KINDS.get(operation.kind)
        for field in WRITTEN.get(noun, ()) if noun else ():
            text = words_in(operation.kind, operation.values.get(field))
            if text:
                found[digest_of(text)] = written(guard.search(text))
    return found
