"""Handing over and gathering: what goes to a store, what is new on it. Pure orchestration, no database.

"Sent" is a fact about one store: read back equal, still listed. Absence is never deletion: nothing here takes a
file away, and a file that is gone is simply sent again. Text goes before photos, rosters before both.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.model.changes import Change
from reviewer_app.sync.bundle import (
    Bundle,
    BundleHeader,
    OpenPayload,
    name_of,
    read_bundle,
    verify_bundle,
    write_bundle,
)
from reviewer_app.sync.container import Holds, unpack
from reviewer_app.sync.have import Have
from reviewer_app.sync.naming import concerns, names_for, prefix_of
from reviewer_app.sync.photos import Photo, check_photo_file, photo_prefix, read_photo, write_photo
from reviewer_app.sync.review_key import open_with
from reviewer_app.sync.roster import (
    OpenedRoster,
    SignedRoster,
    open_roster,
    roster_name,
    write_roster_file,
)
from reviewer_app.sync.stores import Store
from reviewer_app.sync.stretch import stretches
from reviewer_app.vault.identity import Identity

_STOPPED: Final = "store.stopped"
_ENDING: Final = frozenset({"store.gone", _STOPPED})
"""After these there is no other file to read."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A file ready for a store; sending it twice sends the same bytes. `changes` are the hashes it carries."""

    name: str
    content: bytes
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What stands on the store after handing over.

    `sent` are the names of files read back equal and still listed, `changes` the hashes of all own changes on the
    store, `already_there` what needed no sending, `carried` the hashes in each file sent. `stopped` says what
    ended it early, for a person to see: what was sent before counts.
    """

    sent: tuple[str, ...]
    changes: frozenset[str]
    already_there: tuple[str, ...]
    carried: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stopped: UserError | None = None


@dataclass(frozen=True, slots=True)
class OnStore:
    """What a look at a store found of one's own: hashes of the changes, and the files that carry them."""

    changes: frozenset[str]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was new on a store; each bundle, roster and refusal with its file's name.

    `stopped` says what ended it early, for a person to see: what was read before counts.
    """

    rosters: tuple[tuple[str, OpenedRoster], ...] = ()
    bundles: tuple[tuple[str, Bundle], ...] = ()
    refused: tuple[tuple[str, UserError], ...] = ()
    stopped: UserError | None = None

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes of all the bundles."""
        return tuple(change for _name, bundle in self.bundles for change in bundle.changes)

    @property
    def whole(self) -> tuple[str, ...]:
        """The names of the files in which nothing waits for a newer version of the program."""
        return (
            *(name for name, _opened in self.rosters),
            *(name for name, bundle in self.bundles if not bundle.held_back),
        )


def look_for_own(
    store: Store,
    *,
    review: str,
    changes: Iterable[Change],
    identity: Identity,
    remembered: Callable[[str], Collection[str] | None] = lambda _name: None,
) -> OnStore:
    """Find which of one's own changes a store holds.

    A file is believed if it is listed and either `remembered` (name to the hashes it was seen to carry there) or
    read and verified now. A damaged file counts as absent: its changes go again, under a new name.

    Raises:
        UserError: "store....".
    """
    by_hash = {change.hash: change for change in changes}
    found: set[str] = set()
    names: list[str] = []
    for name in store.list(prefix_of(review)):
        if not concerns(name, review, Holds.BUNDLE) or f"-{identity.person[:6]}-" not in name:
            continue
        seen = remembered(name)
        carried = seen if seen is not None else _carried(store, name, identity, by_hash)
        if carried:
            found.update(carried)
            names.append(name)
    return OnStore(frozenset(found), tuple(names))


def _carried(
    store: Store, name: str, identity: Identity, by_hash: dict[str, Change]
) -> tuple[str, ...]:
    def own_key(person: str) -> str | None:
        return identity.sign_key if person == identity.person else None

    try:
        raw = store.read(name, largest=Holds.BUNDLE.largest)
        return _walk_back(verify_bundle(raw, own_key), by_hash)
    except UserError as refused:
        if _is_of_the_store(refused):
            raise
        return ()


def _is_of_the_store(refused: UserError) -> bool:
    """Whether the store itself does not answer; a file that is gone or damaged counts as absent."""
    return refused.code.startswith("store.") and refused.code != "store.file-missing"


def _walk_back(header: BundleHeader, by_hash: dict[str, Change]) -> tuple[str, ...]:
    """Give the hashes a verified bundle of one's own carries, from one's own journal."""
    carried: list[str] = []
    at = header.last_hash
    while len(carried) <= header.last - header.first and at in by_hash:
        carried.append(at)
        at = by_hash[at].previous
    return tuple(carried)


def wrap(
    *,
    changes: Iterable[Change],
    there: Collection[str],
    have: Have,
    identity: Identity,
    review_keys: Sequence[str],
    made_at: str,
) -> tuple[Outgoing, ...]:
    """Make the bundles that bring a store up to date with one's own journals; none if it is."""
    wrapped: list[Outgoing] = []
    for stretch in stretches(changes, there):
        raw = write_bundle(
            changes=stretch,
            have=have,
            identity=identity,
            review_keys=review_keys,
            made_at=made_at,
        )
        header = verify_bundle(raw, lambda _person: identity.sign_key)
        carried = tuple(change.hash for change in stretch)
        wrapped.append(Outgoing(name_of(header), raw, carried))
    return tuple(wrapped)


def send(store: Store, outgoing: Iterable[Outgoing]) -> HandedOver:
    """Write files to a store, in order, and look whether they stand there.

    A retry with the same files sends the same bytes or nothing. An error of the store ends it and is given back
    in `stopped`, together with what stood there by then.
    """
    written: dict[str, Outgoing] = {}
    already: list[str] = []
    stopped: UserError | None = None
    try:
        for file in outgoing:
            name, is_new = _write(store, file)
            written[name] = file
            if not is_new:
                already.append(name)
    except UserError as failure:
        stopped = failure
    try:
        listed = frozenset(store.list())
    except UserError as failure:
        stopped = stopped or failure
        listed = frozenset()
    gone = [name for name in written if name not in listed]
    if gone and stopped is None:
        stopped = UserError("store.file-missing", name=gone[0], place=store.place)
    standing = {name: file for name, file in written.items() if name in listed}
    return HandedOver(
        sent=tuple(standing),
        changes=frozenset(hash_ for file in standing.values() for hash_ in file.changes),
        already_there=tuple(name for name in already if name in listed),
        carried={name: file.changes for name, file in standing.items()},
        stopped=stopped,
    )


def _write(store: Store, file: Outgoing) -> tuple[str, bool]:
    """Write one file, under another name where something else has taken its own."""
    *names, last = names_for(file.name)
    for name in names:
        try:
            return name, store.write_once(name, file.content)
        except UserError as refused:
            if refused.code != "store.taken":
                raise
    return last, store.write_once(last, file.content)


def hand_over(
    store: Store,
    *,
    review: str,
    changes: Sequence[Change],
    have: Have,
    identity: Identity,
    review_keys: Sequence[str],
    made_at: str,
    rosters: Iterable[SignedRoster] = (),
    photos: Iterable[str] = (),
    photo: Callable[[str], bytes | None] = lambda _digest: None,
    remembered: Callable[[str], Collection[str] | None] = lambda _name: None,
) -> HandedOver:
    """Bring a store up to date with what this person has: rosters, own changes, own photos.

    Args:
        store: where to.
        review: its id.
        changes: all of one's own changes, of every device.
        have: what this device has of everyone.
        identity: whose changes they are.
        review_keys: the age recipients to seal to: the review keys of the roster in force.
        made_at: a moment.
        rosters: those to pass on.
        photos: digests of one's own photos.
        photo: gives a photo by its digest; one that is not here is passed over.
        remembered: name of a file seen on this store before to the hashes it carried; None for a new name.

    Raises:
        UserError: "store....", before anything was sent; afterwards it is in `stopped`.
    """
    own = look_for_own(
        store, review=review, changes=changes, identity=identity, remembered=remembered
    )
    bundles = wrap(
        changes=changes,
        there=own.changes,
        have=have,
        identity=identity,
        review_keys=review_keys,
        made_at=made_at,
    )

    sent = send(
        store,
        chain(
            _passed_on(rosters),
            bundles,
            _missing_photos(store, review, review_keys, photos, photo, remembered),
        ),
    )
    return replace(
        sent,
        changes=own.changes | sent.changes,
        already_there=(*own.names, *sent.already_there),
    )


def _passed_on(rosters: Iterable[SignedRoster]) -> Iterator[Outgoing]:
    for signed in rosters:
        if signed.sealed:
            yield Outgoing(roster_name(signed), write_roster_file(signed))


def _missing_photos(
    store: Store,
    review: str,
    review_keys: Sequence[str],
    digests: Iterable[str],
    photo: Callable[[str], bytes | None],
    remembered: Callable[[str], Collection[str] | None],
) -> Iterator[Outgoing]:
    """Seal the photos that are not on the store; one that lies there is not even asked for."""
    listed = store.list(prefix_of(review))
    for digest in digests:
        if not _has_photo(store, listed, review, digest, remembered):
            content = photo(digest)
            if content:
                yield Outgoing(*write_photo(content, review=review, review_keys=review_keys))


def _has_photo(
    store: Store,
    listed: Iterable[str],
    review: str,
    digest: str,
    remembered: Callable[[str], Collection[str] | None],
) -> bool:
    for name in listed:
        if name.startswith(photo_prefix(review, digest)):
            if remembered(name) is not None:
                return True
            try:
                check_photo_file(store.read(name, largest=Holds.PHOTO.largest))
            except UserError as refused:
                if _is_of_the_store(refused):
                    raise
            else:
                return True
    return False


def gather(
    store: Store,
    *,
    review: str,
    identity: Identity,
    sign_keys: Mapping[str, str],
    review_secrets: Sequence[bytes],
    known: Callable[[str], bool],
) -> Gathered:
    """Read what is new on a store for one review; gathering twice gives the same.

    Rosters come first, so that the keys in them open and verify the bundles beside them. A file that is refused
    blocks no other; other files in the folder are passed over.

    Args:
        store: where from.
        review: its id.
        identity: the member who gathers.
        sign_keys: person to signing key, of everyone on any roster known here.
        review_secrets: every review secret known here.
        known: whether a file, by name, was taken in whole before.

    Raises:
        UserError: "store....": the store itself cannot be listed, or went away meanwhile.
    """
    names = [name for name in store.list() if not known(name)]
    keys = dict(sign_keys)
    secrets = dict.fromkeys(review_secrets)
    refused: list[tuple[str, UserError]] = []
    rosters: list[tuple[str, OpenedRoster]] = []
    bundles: list[tuple[str, Bundle]] = []
    stopped: UserError | None = None
    try:
        for name, raw in _files(store, names, review, Holds.ROSTER, refused):
            try:
                opened = open_roster(raw, identity, sign_key_of=sign_keys.get)
            except UserError as refusal:
                refused.append((name, refusal))
                continue
            rosters.append((name, opened))
            secrets.update(dict.fromkeys(opened.review_secrets))
            for signed in opened.chain:
                for member in signed.roster.members.values():
                    keys.setdefault(member.person, member.sign_key)
        open_payload = open_with(tuple(secrets))
        for name, raw in _files(store, names, review, Holds.BUNDLE, refused):
            try:
                bundle = read_bundle(raw, open_payload=open_payload, sign_key_of=keys.get)
            except UserError as refusal:
                refused.append((name, refusal))
            else:
                bundles.append((name, bundle))
    except UserError as failure:
        if failure.code != _STOPPED:
            raise
        stopped = failure
    return Gathered(tuple(rosters), tuple(bundles), tuple(refused), stopped)


def gather_photos(
    store: Store, *, review: str, wanted: Iterable[str], open_payload: OpenPayload
) -> Iterator[tuple[str, Photo | UserError]]:
    """Read the wanted photos (by digest) that a store has, one at a time, each with its file's name.

    A file that is refused comes with its error; another with the same photo is then tried.

    Raises:
        UserError: "store....": the store itself cannot be listed, or went away meanwhile.
    """
    listed = store.list(prefix_of(review))
    for digest in wanted:
        for name in listed:
            if not name.startswith(photo_prefix(review, digest)):
                continue
            try:
                raw = store.read(name, largest=Holds.PHOTO.largest)
                photo = read_photo(raw, review=review, digest=digest, open_payload=open_payload)
            except UserError as refusal:
                if refusal.code in _ENDING:
                    raise
                yield name, refusal
            else:
                yield name, photo
                break


def _files(
    store: Store,
    names: Iterable[str],
    review: str,
    holds: Holds,
    refused: list[tuple[str, UserError]],
) -> Iterator[tuple[str, bytes]]:
    """Read the listed files that are of this kind and review; adds those that cannot be read to `refused`."""
    for name in names:
        if not concerns(name, review, holds):
            continue
        try:
            raw = store.read(name, largest=holds.largest)
            if unpack(holds, raw).word("review") != review:
                continue
        except UserError as refusal:
            if refusal.code in _ENDING:
                raise
            refused.append((name, refusal))
        else:
            yield name, raw
