"""What could not be added: remembered, so that it is read again only where that may come to more."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from reviewer_app import __version__
from reviewer_app.errors import UserError
from reviewer_app.model.canonical import Json, canonical
from reviewer_app.model.moment import moment_of
from reviewer_app.review.rosters import rosters_here
from reviewer_app.review.session import Session
from reviewer_app.store import refused as refused_store
from reviewer_app.store import wanting
from reviewer_app.store.refused import Refused, Shelf
from reviewer_app.sync.stores import Store


@dataclass(frozen=True, slots=True)
class Refusals:
    """What was refused of a store for one review before, as far as it would be refused again.

    `knowing` is a digest of what is known here, and `paths` what the files of it are found by again where they were
    given by their paths.
    """

    shelf: Shelf
    store: Store
    knowing: str = ""
    before: Mapping[str, Refused] = field(default_factory=dict)
    paths: Mapping[str, str] = field(default_factory=dict)

    def of(self, name: str) -> UserError | None:
        """Give why a file, as it was listed last, need not be read; None where it is to be."""
        known = self.before.get(name)
        return known.error if known is not None and known.mark == self.store.mark(name) else None


def remembered(session: Session, review: str, store: Store) -> Refusals:
    """Give what was refused of an open store before; nothing where words are wanted that any file may have."""
    shelf, knowing = Shelf(store.place, review), _knowing(session, review)
    ask = session.database.ask
    if ask(wanting.may_lie_at, review, store.place).result():
        return Refusals(shelf, store, knowing)
    now = moment_of(session.clock())
    before = ask(refused_store.need_no_reading, shelf, knowing, now).result()
    return Refusals(shelf, store, knowing, before)


def given_by_path(store: Store, paths: Mapping[str, str]) -> Refusals:
    """Give what reads every file, and finds it again by the path that stands for its name."""
    return Refusals(Shelf(), store, paths=paths)


def record(
    session: Session,
    refusals: Refusals,
    added: Collection[str],
    refused: Sequence[tuple[str, UserError]],
    *,
    whole: bool,
    learned: bool,
) -> None:
    """Keep what was refused now, and forget what was added.

    Where a store was looked through `whole`, nothing else is kept of it. `learned` says that more was known when files
    were read than before.
    """
    read = [
        Refused(refusals.paths.get(name, name), error, _mark(refusals.store, name, error))
        for name, error in refused
        if refusals.of(name) is not error
    ]
    found = refused_store.Found(
        [refusals.paths.get(name, name) for name in added],
        read,
        {name for name, _error in refused} if whole and not refusals.paths else None,
        "" if learned else refusals.knowing,
        moment_of(session.clock()),
    )
    session.database.local(refused_store.record, refusals.shelf, found).result()


def record_paths(session: Session, refused: Sequence[tuple[str, UserError]]) -> None:
    """Keep files that were given by their paths and could not be added."""
    read = [Refused(path, error) for path, error in refused]
    found = refused_store.Found([], read, None, "", moment_of(session.clock()))
    session.database.local(refused_store.record, Shelf(), found).result()


def read_all_again(session: Session) -> None:
    """Let every file that could not be added be read again, whatever is said of it where it lies."""
    session.database.local(refused_store.read_all_again).result()


def could_not_be_added(session: Session) -> list[tuple[str, UserError, str]]:
    """Give the files that could not be added: name, why, when found."""
    return session.database.ask(refused_store.every).result()


def _mark(store: Store, name: str, error: UserError) -> str:
    # Where it was the store that did not give it, that says nothing of the file.
    return "" if error.code.startswith("store.") else store.mark(name)


def _knowing(session: Session, review: str) -> str:
    me = session.person().identity
    rosters: list[Json] = [
        [one.roster.hash, hashlib.sha256(one.sealed).hexdigest()]
        for one in rosters_here(session, review)
    ]
    return hashlib.sha256(canonical([__version__, me.sign_key, me.age_key, rosters])).hexdigest()
