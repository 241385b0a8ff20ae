"""Restoring in place: what a backup has and this profile lacks comes in; nothing that is here is changed.

Blocking, and off the lane. Changes and rosters come in as they do from a colleague, so that order and repeats do not
matter. Of what is this laptop's alone, drafts and photos that wait come back where their place is free, frameworks
where they are missing. What was settled since stays settled: words that were committed do not come back as a draft,
and where words of a review were emptied for good since the backup, none of its drafts does, for it may hold them.
Where and what was exchanged, and the settings, are as they are now.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from reviewer_app.model.changes import Change, operations_in, redacts
from reviewer_app.model.local import AddedFramework, Draft, PhotoDraft
from reviewer_app.review import person
from reviewer_app.review.counted import count_of
from reviewer_app.review.session import Session
from reviewer_app.store import drafts, frameworks, journal, photo_drafts, photos
from reviewer_app.store import restoring as whole
from reviewer_app.store.backup import Backup
from reviewer_app.store.cipher import peek
from reviewer_app.store.engine import engine_of
from reviewer_app.store.journal import Filed
from reviewer_app.store.receive import rebuild_rows

__all__ = ["Backup", "CameBack", "take_in", "would_come"]


@dataclass(slots=True)
class CameBack:
    """What a backup had and the profile lacked, counted.

    `notes` says of how many notes the changes speak. `left_out` counts drafts and photos that waited, of reviews in
    which words were emptied since.
    """

    changes: int = 0
    rosters: int = 0
    drafts: int = 0
    photos: int = 0
    frameworks: int = 0
    left_out: int = 0
    notes: int = 0

    @property
    def nothing(self) -> bool:
        """Whether the profile lacked nothing."""
        return self == CameBack(left_out=self.left_out)


def take_in(session: Session, file: Path) -> CameBack:
    """Take in what a backup has and this profile lacks.

    Doing it again takes in what did not come the first time.

    Raises:
        UserError: "backup.none", "backup.other", "backup.damaged", "profile.newer", "profile.damaged" (the profile
            itself is not whole), "profile.read-only", "profile.disk-full".
    """
    came = CameBack()
    with _checked(session, file) as kept:
        _person(session, kept)
        for review in journal.reviews(kept):
            _review(session, kept, review, came)
        for one in _frameworks(session, kept):
            session.database.local(frameworks.add, one).result()
            came.frameworks += 1
    return came


def would_come(session: Session, file: Path) -> CameBack:
    """Count what a backup has and this profile lacks; nothing is changed.

    Raises:
        UserError: as `take_in`.
    """
    came = CameBack()
    with _checked(session, file) as kept:
        for review in journal.reviews(kept):
            _count(session, kept, review, came)
        came.frameworks = len(_frameworks(session, kept))
    return came


@contextmanager
def _checked(session: Session, file: Path) -> Iterator[Connection]:
    session.profile.require_writable()
    session.verify_backup(file)
    session.profile.require_whole()
    with _opened(session, file) as kept:
        yield kept


@contextmanager
def _opened(session: Session, file: Path) -> Iterator[Connection]:
    profile = session.profile
    if whole.is_current(file, profile.key, profile.salt):
        with _read(session, file) as kept:
            yield kept
        return
    with (
        whole.copy_up_to_date(
            profile.folder, file, profile.key, profile.salt, rebuild_rows
        ) as copy,
        _read(session, copy) as kept,
    ):
        yield kept


@contextmanager
def _read(session: Session, file: Path) -> Iterator[Connection]:
    raw = peek(file, session.profile.key, session.profile.salt)
    engine = engine_of(raw)
    try:
        with engine.begin() as kept:
            yield kept
    finally:
        engine.dispose(close=False)
        raw.close()


def _person(session: Session, kept: Connection) -> None:
    """Be the person the backup is of, where this profile has nobody yet."""
    then = person.who_am_i(kept)
    if session.me is None and then is not None:
        session.me = session.database.local(
            person.make_me_again, then.identity, session.ids
        ).result()
        session.database.author = session.me.author


def _review(session: Session, kept: Connection, review: str, came: CameBack) -> None:
    rosters, coming = _lacking(session, kept, review)
    if rosters:
        session.database.add_rosters(review, rosters).result()
        came.rosters += len(rosters)
    came.notes += _notes_in(session, review, coming)
    if rosters or coming:
        received = session.database.receive(review, coming).result()
        came.changes += 0 if received is None else received.new
    for digest in session.database.ask(photos.wanting, review).result():
        jpeg = photos.get(kept, digest)
        if jpeg is not None:
            session.database.local(photos.keep, jpeg).result()
            came.photos += 1
    _finish(session, kept, review, came)


def _count(session: Session, kept: Connection, review: str, came: CameBack) -> None:
    rosters, coming = _lacking(session, kept, review)
    wanted = {*session.database.ask(photos.wanting, review).result(), *_words_in(coming)}
    now = [one.change for one in session.database.ask(journal.changes_of, review).result()]
    open_ = _unfinished(session, kept, review, [*now, *coming])
    came.rosters += len(rosters)
    came.changes += len(coming)
    came.notes += _notes_in(session, review, coming)
    came.photos += len(open_.pictures) + sum(
        photos.get(kept, one) is not None and session.photo(one) is None for one in wanted
    )
    came.drafts += len(open_.texts)
    came.left_out += open_.left_out


def _notes_in(session: Session, review: str, coming: Iterable[Change]) -> int:
    """Count the notes that changes speak of which are not here at all: what was emptied here does not come back."""
    here = session.database.ask(journal.known_hashes, review).result()
    return count_of(one for one in coming if one.hash not in here).notes


def _lacking(
    session: Session, kept: Connection, review: str
) -> tuple[list[tuple[bytes, bytes, bytes]], list[Change]]:
    """Give the lists of members and the changes that are in the backup only."""
    ask = session.database.ask
    rosters = ask(journal.rosters_of, review).result()
    known = {
        one.change.hash: one.change.content for one in ask(journal.changes_of, review).result()
    }
    return (
        [one for one in journal.rosters_of(kept, review) if one not in rosters],
        [
            one.change
            for one in journal.changes_of(kept, review)
            if known.get(one.change.hash, b"") != one.change.content
        ],
    )


@dataclass(frozen=True, slots=True)
class _Unfinished:
    """Drafts and photos that wait, to come back; and how many stay away."""

    texts: Sequence[Draft]
    pictures: Sequence[PhotoDraft]
    left_out: int = 0


def _finish(session: Session, kept: Connection, review: str, came: CameBack) -> None:
    ask, local = session.database.ask, session.database.local
    now, then = ask(journal.changes_of, review).result(), journal.changes_of(kept, review)
    open_ = _unfinished(session, kept, review, [one.change for one in now])
    for text in open_.texts:
        position = min(text.position, _common(now, then))
        local(drafts.keep, Draft(**{**text.model_dump(), "position": position})).result()
    for picture in open_.pictures:
        local(photo_drafts.keep, picture).result()
    came.drafts += len(open_.texts)
    came.photos += len(open_.pictures)
    came.left_out += open_.left_out


def _unfinished(
    session: Session, kept: Connection, review: str, now: Sequence[Change]
) -> _Unfinished:
    """Give what was unfinished in the backup and still is; `now` are the changes that are here, or will be."""
    ask = session.database.ask
    taken = {one.place for one in ask(drafts.of_review, review).result()}
    waiting = {one.id for one in ask(photo_drafts.of_review, review).result()}
    written = _words_in(now)
    texts = [
        one
        for one in drafts.of_review(kept, review)
        if one.place not in taken and not _stands(one.text, written)
    ]
    pictures = [
        one
        for one in _pictures(kept, review)
        if one.id not in waiting and hashlib.sha256(one.jpeg).hexdigest() not in written
    ]
    then = {one.change.hash for one in journal.changes_of(kept, review)}
    if any(redacts(one) for one in now if one.hash not in then):
        return _Unfinished((), (), len(texts) + len(pictures))
    return _Unfinished(texts, pictures)


def _pictures(kept: Connection, review: str) -> Iterator[PhotoDraft]:
    for one in photo_drafts.of_review(kept, review):
        found = photo_drafts.get(kept, one.id)
        if found is not None:
            yield found


def _words_in(changes: Iterable[Change]) -> set[str]:
    """Give every text that changes have written."""
    return {
        value
        for change in changes
        for operation in operations_in(change)
        for value in operation.values.values()
        if isinstance(value, str)
    }


def _stands(text: str, written: set[str]) -> bool:
    """Say whether a draft was committed, perhaps after more was typed; one without words is none."""
    words = text.strip()
    return not words or any(one.startswith(words) for one in written)


def _common(now: Sequence[Filed], theirs: Sequence[Filed]) -> int:
    """Give the order of arrival up to which both files have the same changes in the same places.

    A draft names what its writer had seen by this order; past it another change may stand there, which a draft must not
    name as replaced.
    """
    here = {one.seq: one.change.hash for one in now}
    return min(
        (one.seq - 1 for one in theirs if here.get(one.seq) != one.change.hash),
        default=journal.LAST,
    )


def _frameworks(session: Session, kept: Connection) -> list[AddedFramework]:
    """Give the frameworks that are in the backup only."""
    here = {(one.framework, one.version) for one in session.database.ask(frameworks.every).result()}
    return [one for one in frameworks.every(kept) if (one.framework, one.version) not in here]
