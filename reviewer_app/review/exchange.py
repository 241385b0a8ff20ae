"""Exchange with the team: handing over, gathering, setting the team up, joining from a set-up file.

Blocking, and off the lane; only outcomes are written there. Nothing is sent anywhere unless called for.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from reviewer_app.errors import UserError
from reviewer_app.model import Note, Photo
from reviewer_app.model.changes import Change
from reviewer_app.model.moment import moment_of
from reviewer_app.model.roster import (
    Member,
    Roster,
    RosterChain,
    chain_of,
    read_roster,
    write_roster,
)
from reviewer_app.model.words import Role
from reviewer_app.review import person
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.session import Session
from reviewer_app.store import deliveries, journal, photos
from reviewer_app.store.files import read_file, write_atomically
from reviewer_app.sync import exchange, setup_file
from reviewer_app.sync.bundle import verify_bundle
from reviewer_app.sync.container import Holds, held_by, unpack
from reviewer_app.sync.have import have_of
from reviewer_app.sync.naming import SUFFIXES, concerns, prefix_of, short_digest
from reviewer_app.sync.photos import Photo as PhotoFile
from reviewer_app.sync.photos import check_photo_file
from reviewer_app.sync.review_key import open_with
from reviewer_app.sync.roster import SignedRoster, open_sealed, read_roster_file, sign_roster
from reviewer_app.sync.stores import MemoryStore, Store, is_store_name, open_store
from reviewer_app.vault.card import Card, read_card
from reviewer_app.vault.identity import Identity

Progress = Callable[[int, int], None]

_LARGEST: Final = max(holds.largest for holds in Holds)
"""Bytes of the largest file that the team hands over."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """What handing over came to: changes that went now, changes on the store in all, and what stopped it."""

    place: str
    sent: int
    standing: int
    files: tuple[str, ...]
    stopped: UserError | None = None


@dataclass(frozen=True, slots=True)
class Gathering:
    """What gathering came to: new changes and photos, changes held back by reason, files that were refused."""

    place: str
    new: int
    photos: int
    held: Mapping[str, int]
    refused: tuple[tuple[str, UserError], ...]
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UpTo:
    """How far one member's notes are in: their number of changes, and the latest time they state."""

    person: str
    name: str
    changes: int
    latest: str = ""


@dataclass(slots=True)
class _Keys:
    """The review's secrets and everyone's signing keys, as the rosters here say."""

    secrets: tuple[bytes, ...] = ()
    sign_keys: dict[str, str] = field(default_factory=dict)


def hand_over(session: Session, review: str, address: str) -> HandOver:
    """Bring a store up to date with this person's notes; what stands there already is not sent again.

    Raises:
        UserError: "store....": nothing was sent; what stopped it half way is in the result.
    """
    me = session.person().identity
    store = open_store(address)
    filed = session.database.ask(journal.changes_of, review).result()
    every = [one.change for one in filed]
    mine = [one for one in every if one.person == me.person]
    rosters = _signed_rosters(session, review)
    chain = _chain(rosters)
    known = session.database.ask(deliveries.sent_to, store.place, review).result()
    outcome = exchange.hand_over(
        store,
        review=review,
        changes=mine,
        have=have_of(every),
        identity=me,
        review_keys=_keys_in_force(chain),
        made_at=moment_of(session.clock()),
        rosters=rosters[-1:],  # it brings those before it
        photos=_own_photos(session.open(review)),
        photo=session.photo,
        remembered=known.get,
    )
    before = {hash_ for carried in known.values() for hash_ in carried}
    session.database.local(
        deliveries.record_sent, store.place, review, outcome.carried, moment_of(session.clock())
    ).result()
    return HandOver(
        store.place,
        len(outcome.changes - before),
        len(outcome.changes),
        tuple(name for name in outcome.sent if name not in outcome.already_there),
        outcome.stopped,
    )


def gather(
    session: Session, review: str, address: str, progress: Progress | None = None
) -> Gathering:
    """Take in whatever is new on a store; a file that is refused is recorded and blocks nothing.

    Raises:
        UserError: "store....", "review.unknown".
    """
    return _gather_from(session, review, open_store(address), progress)


def _gather_from(
    session: Session, review: str, store: Store, progress: Progress | None
) -> Gathering:
    me = session.person().identity
    taken = session.database.ask(deliveries.taken_in, review).result()
    found = _look(session, review, store, taken.__contains__)
    for _name, opened in found.rosters:
        _file_rosters(session, review, opened.chain)
    changes = [change for _name, bundle in found.bundles for change in bundle.changes]
    outcome = _receive(session, review, changes, progress, again=bool(found.rosters))
    whole = [name for name, _opened in found.rosters]
    whole += [name for name, bundle in found.bundles if not bundle.held_back]
    photos, refused_photos = _gather_photos(session, review, store)
    refused = (*found.refused, *refused_photos)
    now = moment_of(session.clock())
    session.database.local(deliveries.record_taken_in, review, whole, now).result()
    session.database.local(deliveries.record_refused, refused, now).result()
    people = tuple(sorted({change.person for change in changes} - {me.person}))
    return Gathering(store.place, outcome[0], photos, outcome[1], refused, people)


def _look(
    session: Session, review: str, store: Store, known: Callable[[str], bool]
) -> exchange.Gathered:
    rosters = _signed_rosters(session, review)
    if not rosters:
        raise UserError("review.unknown", review=review)
    me = session.person().identity
    keys = _keys(rosters, me)
    return exchange.gather(
        store,
        review=review,
        identity=me,
        sign_keys=keys.sign_keys,
        review_secrets=keys.secrets,
        known=known,
    )


def apply_files(session: Session, paths: Iterable[Path], *, dry_run: bool = False) -> Gathering:
    """Take in files of the team by their paths; a folder stands for every file in it.

    With `dry_run` nothing is changed: only what would come in is counted.

    Raises:
        UserError: "file.unreadable", "review.unknown".
    """
    stores, refused = _loaded(paths)
    new = photos = 0
    held: dict[str, int] = {}
    for review, store in sorted(stores.items()):
        try:
            if dry_run:
                found = _look(session, review, store, lambda _name: False)
                changes = {one.hash for _name, bundle in found.bundles for one in bundle.changes}
                here = session.database.ask(journal.known_hashes, review).result()
                new += len(changes - here)
                refused.extend(found.refused)
                continue
            done = _gather_from(session, review, store, None)
        except UserError as error:
            refused.append((store.place, error))
            continue
        new, photos = new + done.new, photos + done.photos
        refused.extend(done.refused)
        for reason, count in done.held.items():
            held[reason] = held.get(reason, 0) + count
    return Gathering("", new, photos, held, tuple(refused))


def _loaded(
    paths: Iterable[Path],
) -> tuple[dict[str, MemoryStore], list[tuple[str, UserError]]]:
    """Read files into one store per review; what is no file of the team is refused."""
    stores: dict[str, MemoryStore] = {}
    refused: list[tuple[str, UserError]] = []
    for path in _files(paths):
        try:
            raw = file_of_team(path)
            review, name = _identified(raw, path.name)
        except UserError as error:
            if error.code == "file.unreadable":
                raise
            refused.append((path.name, error))
            continue
        store = stores.setdefault(review, MemoryStore(review))
        try:
            store.write_once(name, raw)
        except UserError as taken:
            if taken.code != "store.taken":
                raise
            # Two copies of one name, of which one may be damaged: neither may hide the other.
            store.write_once(_own_name(review, raw), raw)
    return stores, refused


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 (the other way raises for a name that is too long)
            yield from sorted(one for one in path.iterdir() if one.is_file())
        else:
            yield path


def file_of_team(path: Path) -> bytes:
    """Read what may be a file of the team: a bundle, a roster, a photo, a set-up file, a card.

    Raises:
        UserError: "file.unreadable", "file.over-limit".
    """
    return read_file(path, _LARGEST)


def _identified(raw: bytes, name: str) -> tuple[str, str]:
    """Give the review a file is of, and the name it goes by on a store, whatever it was renamed to."""
    holds = held_by(raw)
    if holds is None:
        raise UserError("file.foreign")
    review = unpack(holds, raw).word("review")
    # A browser's "… (1)", a folder's own scheme, a long name: then it goes by what it holds.
    if not (concerns(name, review, holds) and is_store_name(name)):
        name = _own_name(review, raw)
    return review, name


def _own_name(review: str, raw: bytes) -> str:
    holds = held_by(raw)
    return f"{prefix_of(review)}{short_digest(raw)}{SUFFIXES[holds] if holds else ''}"


def check_file(session: Session, path: Path) -> UserError | None:
    """Check a file of the team without taking it in; gives what is wrong with it, None if nothing is.

    Raises:
        UserError: "file.unreadable".
    """
    try:
        raw = file_of_team(path)
        review, _name = _identified(raw, "")
        holds = held_by(raw)
        if holds is Holds.BUNDLE:
            keys = _keys(_signed_rosters(session, review), session.person().identity)
            verify_bundle(raw, keys.sign_keys.get)
        elif holds is Holds.ROSTER:
            read_roster_file(raw)
        elif holds is Holds.PHOTO:
            check_photo_file(raw)
        else:
            setup_file.read_setup(raw, session.person().identity)
    except UserError as error:
        if error.code == "file.unreadable":
            raise
        return error
    return None


def my_card(session: Session) -> bytes:
    """Give this person's card: first name and public keys.

    Raises:
        UserError: "review.nobody".
    """
    return session.database.ask(person.my_card).result()


def write_card(session: Session, path: Path) -> None:
    """Write this person's card to a file.

    Raises:
        UserError: "review.nobody", "file.not-written".
    """
    write_atomically(path, my_card(session))


def write_set_up(session: Session, review: str, cards: Iterable[bytes], path: Path) -> None:
    """Set the team up and write the one file that brings everyone in.

    Raises:
        UserError: as `set_up_team`; "file.not-written".
    """
    write_atomically(path, set_up_team(session, review, cards))


def _receive(
    session: Session,
    review: str,
    changes: Sequence[Change],
    progress: Progress | None,
    *,
    again: bool = False,
) -> tuple[int, Mapping[str, int]]:
    if not changes and not again:
        return (0, {})
    received = session.database.receive(review, changes).result()
    if received is None:
        return (0, {})
    if progress is not None:
        progress(received.new, received.new)
    return (received.new, dict(received.held))


def _gather_photos(
    session: Session, review: str, store: Store
) -> tuple[int, list[tuple[str, UserError]]]:
    me = session.person().identity
    opened = session.open(review)
    wanted = [one.digest for one in opened.all(Photo) if session.photo(one.digest) is None]
    if not wanted:
        return (0, [])
    keys = _keys(_signed_rosters(session, review), me)
    count = 0
    refused: list[tuple[str, UserError]] = []
    for name, got in exchange.gather_photos(
        store, review=review, wanted=wanted, open_payload=open_with(keys.secrets)
    ):
        if isinstance(got, PhotoFile):
            session.database.local(photos.keep, got.content).result()
            count += 1
        else:
            refused.append((name, got))
    return (count, refused)


def set_up_team(session: Session, review: str, cards: Iterable[bytes]) -> bytes:
    """Put everyone whose card this is on the roster as a reviewer, and make the file that sets them up.

    Someone who is on the roster already keeps their role.

    Raises:
        UserError: "vault.card-invalid", "review.unknown", "review.not-allowed".
    """
    me = session.person().identity
    read = [read_card(one) for one in cards]
    rosters = _signed_rosters(session, review)
    if not rosters:
        raise UserError("review.unknown", review=review)
    tip = _chain(rosters).tip
    if tip is None or tip.role_of(me.person) not in (Role.LEAD, Role.DEPUTY):
        raise UserError("review.not-allowed")
    joining = [card for card in read if card.person not in tip.members]
    if joining:
        keys = _keys(rosters, me)
        written = _with_members(tip, joining, me)
        signed = sign_roster(written, me, keys.secrets, _before(rosters))
        _file_rosters(session, review, [signed])
        rosters = [*rosters, signed]
    filed = session.database.ask(journal.changes_of, review).result()
    return setup_file.write_setup(
        roster=rosters[-1],
        changes=[one.change for one in filed if one.change.person == me.person],
        cards=read,
        identity=me,
        made_at=moment_of(session.clock()),
    )


def join(session: Session, raw: bytes) -> str:
    """Open what the lead or the office sent: the review is then on this laptop; gives its id.

    Raises:
        UserError: "review.nobody", "file....", "setup....".
    """
    me = session.person().identity
    setup = setup_file.read_setup(raw, me)
    _file_rosters(session, setup.review, setup.rosters)
    _receive(session, setup.review, setup.changes, None, again=True)
    return setup.review


def up_to(session: Session, opened: OpenReview) -> list[UpTo]:
    """Say whose notes are in, and up to when."""
    filed = session.database.ask(journal.changes_of, opened.id).result()
    found = []
    for member in opened.people():
        theirs = [one.change for one in filed if one.change.person == member.person]
        latest = max((one.time for one in theirs), default="")
        found.append(UpTo(member.person, member.name, len(theirs), latest))
    return found


def not_yet_handed_over(session: Session, review: str) -> int:
    """Count this person's changes that stand on no store yet."""
    me = session.person().identity
    sent = session.database.ask(deliveries.changes_sent, review).result()
    filed = session.database.ask(_hashes_of, review, me.person).result()
    return len(filed - sent)


def could_not_be_added(session: Session) -> list[tuple[str, UserError, str]]:
    """Give the files that could not be added: name, why, when found."""
    return session.database.ask(deliveries.refused_files).result()


def _hashes_of(connection: Connection, review: str, person: str) -> set[str]:
    return {one.change.hash for one in journal.changes_of(connection, review, person=person)}


def _signed_rosters(session: Session, review: str) -> list[SignedRoster]:
    filed = session.database.ask(journal.rosters_of, review).result()
    return [SignedRoster(raw, signature, sealed) for raw, signature, sealed in filed]


def _before(rosters: Sequence[SignedRoster]) -> list[SignedRoster]:
    return [SignedRoster(one.raw, one.signature, b"") for one in rosters]


def _chain(rosters: Sequence[SignedRoster]) -> RosterChain:
    return chain_of(read_roster(one.raw) for one in rosters)


def _keys_in_force(chain: RosterChain) -> tuple[str, ...]:
    return chain.tip.review_keys[-1:] if chain.tip else ()


def _keys(rosters: Sequence[SignedRoster], me: Identity) -> _Keys:
    keys = _Keys()
    for one in rosters:
        for member in one.roster.members.values():
            keys.sign_keys.setdefault(member.person, member.sign_key)
    secrets: dict[bytes, None] = {}
    for one in rosters:
        if one.sealed:
            opened = open_sealed(one.sealed, me, sign_key_of=keys.sign_keys.get)
            secrets.update(dict.fromkeys(opened.review_secrets))
    keys.secrets = tuple(secrets)
    return keys


def _with_members(tip: Roster, joining: Sequence[Card], signer: Identity) -> Roster:
    members = [
        *tip.members.values(),
        *(
            Member(card.person, card.name, Role.REVIEWER, card.sign_key, card.age_key)
            for card in joining
        ),
    ]
    return write_roster(
        review=tip.review,
        nonce="",
        number=tip.number + 1,
        previous=(tip.hash,),
        signer=signer.person,
        members=members,
        review_keys=tip.review_keys,
        cuts=tip.cuts,
        retention_end=tip.retention_end,
    )


def _file_rosters(session: Session, review: str, rosters: Sequence[SignedRoster]) -> None:
    here = {one.roster.hash: one for one in _signed_rosters(session, review)}
    fuller = [
        one
        for one in rosters
        if one.roster.hash not in here or (one.sealed and not here[one.roster.hash].sealed)
    ]
    session.database.add_rosters(
        review, [(one.raw, one.signature, one.sealed) for one in fuller]
    ).result()


def _own_photos(opened: OpenReview) -> list[str]:
    mine = {one.id for one in opened.all(Note) if one.author == opened.me}
    return sorted({one.digest for one in opened.all(Photo) if one.note in mine})
