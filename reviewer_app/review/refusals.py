"""What could not be added: remembered, so that it is read again only where that may come to more."""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from reviewer_app import __version__
from reviewer_app.errors import UserError
from reviewer_app.model.canonical import Json, canonical
from reviewer_app.model.moment import moment_of
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.rosters import rosters_here
from reviewer_app.review.session import Session
from reviewer_app.review.wording import more_files_words
from reviewer_app.store import refused as refused_store
from reviewer_app.store import wanting
from reviewer_app.store.refused import Refused, Shelf
from reviewer_app.sync.naming import writer_in
from reviewer_app.sync.stores import Store
from reviewer_app.sync.turned_away import Alike

_MOST_MARKED: Final = 50_000
"""Of more files that were refused alike nothing is kept by which they need not be read again."""
_MARK: Final = 16


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
    alike: Mapping[str, UserError] = field(default_factory=dict)

    def of(self, name: str) -> UserError | None:
        """Give why a file, as it was listed last, need not be read; None where it is to be."""
        known = self.before.get(name)
        if known is not None and known.mark == self.store.mark(name):
            return known.error
        return self.alike.get(_marked(self.store, name)) if self.alike else None

    def stands(self, name: str, error: UserError) -> bool:
        """Whether what is kept of a file that was refused now was known before, by itself, and stays as it is."""
        known = self.before.get(name)
        return known is not None and known.error is error

    def stand(self, alike: refused_store.Alike) -> bool:
        """Whether what is kept of files that were refused alike was known before, of these very files."""
        known = self.before.get(alike.name)
        return known is not None and known.mark == alike.marks

    def mark(self, name: str, error: UserError) -> str:
        """Give what the place says of a file that was refused; nothing where it was not read."""
        # Where it was the store that did not give it, that says nothing of the file.
        unread = error.code.startswith("store.") or error is self.alike.get(
            _marked(self.store, name)
        )
        return "" if unread else self.store.mark(name)


def remembered(session: Session, review: str, store: Store) -> Refusals:
    """Give what was refused of an open store before; nothing where words are wanted that any file may have."""
    shelf, knowing = Shelf(store.place, review), _knowing(session, review)
    ask = session.database.ask
    if ask(wanting.may_lie_at, review, store.place).result():
        return Refusals(shelf, store, knowing)
    now = moment_of(session.clock())
    before = ask(refused_store.need_no_reading, shelf, knowing, now).result()
    together = [
        one for one in before.values() if one.name == refused_store.Alike(one.error, 0).name
    ]
    alike = {marked: one.error for one in together for marked in _marks_of(one.mark)}
    return Refusals(shelf, store, knowing, before, alike=alike)


def given_by_path(store: Store, paths: Mapping[str, str]) -> Refusals:
    """Give what reads every file, and finds it again by the path that stands for its name."""
    return Refusals(Shelf(), store, paths=paths)


def record(
    session: Session,
    refusals: Refusals,
    added: Collection[str],
    refused: Sequence[tuple[str, UserError]],
    more: Mapping[str, Alike],
    *,
    whole: bool,
    learned: bool,
) -> None:
    """Keep what was refused now, and forget what was added.

    Of `more` one row is kept for each reason, where the store was looked through `whole`; nothing else is then kept of
    it. `learned` says that more was known when files were read than before.
    """
    read = [
        Refused(refusals.paths.get(name, name), error, refusals.mark(name, error))
        for name, error in refused
        if not refusals.stands(name, error)
    ]
    looked_through = whole and not refusals.paths
    alike = [_alike(refusals.store, one) for one in more.values()] if looked_through else []
    still = {name for name, _error in refused} | {one.name for one in alike}
    found = refused_store.Found(
        [refusals.paths.get(name, name) for name in added],
        read,
        still if looked_through else None,
        "" if learned else refusals.knowing,
        moment_of(session.clock()),
        [one for one in alike if not refusals.stand(one)],
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


def said_to_be_of(opened: OpenReview, file: str) -> str:
    """Give the name of the one whose file it is by its name, so that they can be asked for it again; "" for nobody."""
    writer = writer_in(file)
    everybody = {person for roster in opened.chain.in_force for person in roster.members}
    meant = [person for person in everybody if writer and person.startswith(writer)]
    return opened.name_of(meant[0]) if len(meant) == 1 else ""


def could_not_be_added(session: Session) -> list[tuple[str, UserError, str]]:
    """Give the files that could not be added: name, why, when found; many that are alike by how many they are."""
    return [
        (more_files_words(one.more) if one.more else one.name, one.error, one.found_at)
        for one in session.database.ask(refused_store.every).result()
    ]


def _alike(store: Store, many: Alike) -> refused_store.Alike:
    """Give what is kept of files that were refused alike; of none of them where the place says nothing of one."""
    marks = sorted(_marked(store, name) for name in many.names[:_MOST_MARKED])
    said = (
        all(marks) and len(many.names) <= _MOST_MARKED and not many.error.code.startswith("store.")
    )
    return refused_store.Alike(many.error, len(many.names), "".join(marks) if said else "")


def _marked(store: Store, name: str) -> str:
    """Give a digest of a file's name and of what the place says of it, "" where it says nothing."""
    mark = store.mark(name)
    return hashlib.sha256(f"{name}\n{mark}".encode()).hexdigest()[:_MARK] if mark else ""


def _marks_of(marks: str) -> Iterator[str]:
    for at in range(0, len(marks), _MARK):
        yield marks[at : at + _MARK]


def _knowing(session: Session, review: str) -> str:
    me = session.person().identity
    rosters: list[Json] = [
        [one.roster.hash, hashlib.sha256(one.sealed).hexdigest()]
        for one in rosters_here(session, review)
    ]
    return hashlib.sha256(canonical([__version__, me.sign_key, me.age_key, rosters])).hexdigest()
