"""Handing over and gathering: what goes to a store, what is new on it. Pure orchestration, no database.

"Sent" is a fact about one store: read back equal, still listed. Absence is never deletion: nothing here takes a
file away, and a file that is gone is simply sent again. Text goes before photos, rosters before both, and what
becomes of the photos takes back nothing of what was said of the text.

A store is asked as little as can be: it is listed once, what is known by its name is not asked for again, and where
nothing is new that listing is all.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.model.changes import Change
from reviewer_app.sync.bundle import (
    Bundle,
    OpenPayload,
    name_of,
    read_bundle,
    verify_bundle,
    write_bundle,
)
from reviewer_app.sync.container import Holds, unpack
from reviewer_app.sync.have import Have
from reviewer_app.sync.keys_file import KeysFile, write_keys_file
from reviewer_app.sync.naming import concerns, names_for
from reviewer_app.sync.on_store import Remembered, has_photo, look_for_own
from reviewer_app.sync.photos import Photo, photo_prefix, read_photo, write_photo
from reviewer_app.sync.review_key import open_with
from reviewer_app.sync.roster import (
    OpenedRoster,
    RosterFile,
    SignedRoster,
    open_roster,
    read_roster_file,
    roster_name,
    write_roster_file,
)
from reviewer_app.sync.stores import Store, is_of_the_store
from reviewer_app.sync.stretch import stretches
from reviewer_app.vault.identity import Identity

PHOTOS_AT_A_TIME: Final = 5
"""Photos sent before the store is listed again: so many at most are looked at once more after a broken connection."""

KnownRefusal = Callable[[str], UserError | None]
"""Gives why a file, by name, would be refused as it was before; None where it is to be read."""


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
    store, `already_there` what needed no sending, `carried` the hashes in each file that stands. `unlisted` is what
    reads back but is not listed, which counts as sent once it is; `gone` are files remembered that are not there.
    `stopped` says what ended it early, for a person to see: what was sent before counts.
    """

    sent: tuple[str, ...]
    changes: frozenset[str]
    already_there: tuple[str, ...]
    carried: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unlisted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    stopped: UserError | None = None

    def followed_by(self, later: "HandedOver") -> "HandedOver":
        """Give what both came to together."""
        return HandedOver(
            (*self.sent, *later.sent),
            self.changes | later.changes,
            (*self.already_there, *later.already_there),
            {**self.carried, **later.carried},
            {**self.unlisted, **later.unlisted},
            (*self.gone, *later.gone),
            self.stopped or later.stopped,
        )


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was new on a store; each bundle, roster and refusal with its file's name.

    A bundle that ends in changes of a newer version is among both: what comes before them is taken in.

    `earlier` are files of rosters from before this member was on the team: they are sealed to others, and what they say
    came inside a later one. `listed` are the names of all files there. `stopped` says what ended it early: what came
    before counts. `learned` says whether a roster brought keys that were not known.
    """

    rosters: tuple[tuple[str, OpenedRoster], ...] = ()
    bundles: tuple[tuple[str, Bundle], ...] = ()
    refused: tuple[tuple[str, UserError], ...] = ()
    listed: tuple[str, ...] = ()
    stopped: UserError | None = None
    learned: bool = False
    earlier: tuple[tuple[str, RosterFile], ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes of all the bundles."""
        return tuple(change for _name, bundle in self.bundles for change in bundle.changes)

    @property
    def whole(self) -> tuple[str, ...]:
        """The names of the files in which nothing waits for a newer version of the program."""
        return (
            *(name for name, _opened in self.rosters),
            *(name for name, _file in self.earlier),
            *(name for name, bundle in self.bundles if not bundle.held_back),
        )

    @property
    def known(self) -> tuple[str, ...]:
        """Those of `whole` that are named for what they hold: what goes by such a name need not be read again.

        Under any other name something else may lie tomorrow, or on another store.
        """
        meant = {name: roster_name(opened.signed) for name, opened in self.rosters}
        meant.update((name, file.name) for name, file in self.earlier)
        meant.update((name, bundle.name) for name, bundle in self.bundles)
        return tuple(name for name in self.whole if name in names_for(meant[name]))


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
            name, is_new = lay_on(store, file.name, file.content)
            written[name] = file
            if not is_new:
                already.append(name)
    except UserError as failure:
        stopped = failure
    listed: frozenset[str] = frozenset()
    try:
        if written:
            listed = frozenset(store.list())
    except UserError as failure:
        stopped = stopped or failure
    standing = {name: file.changes for name, file in written.items() if name in listed}
    unlisted = {name: file.changes for name, file in written.items() if name not in listed}
    if unlisted and stopped is None:
        stopped = UserError("store.not-listed", place=store.place)
    return HandedOver(
        sent=tuple(standing),
        changes=frozenset(hash_ for carried in standing.values() for hash_ in carried),
        already_there=tuple(name for name in already if name in listed),
        carried=standing,
        unlisted=unlisted,
        stopped=stopped,
    )


def lay_on(store: Store, name: str, content: bytes) -> tuple[str, bool]:
    """Write a file, under another name where something else has taken its own; says which, and whether it was new.

    Raises:
        UserError: "store....".
    """
    *firsts, last = names_for(name)
    for one in firsts:
        try:
            return one, store.write_once(one, content)
        except UserError as refused:
            if refused.code != "store.taken":
                raise
    return last, store.write_once(last, content)


def hand_over(
    store: Store,
    *,
    review: str,
    changes: Sequence[Change],
    have: Have,
    identity: Identity,
    review_keys: Sequence[str],
    made_at: str,
    ahead: Iterable[SignedRoster | KeysFile] = (),
    photos: Iterable[str] = (),
    photo: Callable[[str], bytes | None] = lambda _digest: None,
    remembered: Remembered | None = None,
    stands: Callable[[HandedOver], None] = lambda _sent: None,
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
        ahead: what goes before the changes: rosters to pass on, one's own keys sealed by the recovery code.
        photos: digests of one's own photos.
        photo: gives a photo by its digest; one that is not here is passed over.
        remembered: what was seen on this store before.
        stands: told what stands on the store by then, the text first, while photos are still to go.

    Raises:
        UserError: "store....", before anything was sent; afterwards it is in `stopped`.
    """
    known = remembered or {}
    listed = frozenset(store.list())
    own = look_for_own(
        store, review=review, listed=listed, changes=changes, identity=identity, remembered=known
    )
    bundles = wrap(
        changes=changes,
        there=own.there,
        have=have,
        identity=identity,
        review_keys=review_keys,
        made_at=made_at,
    )
    first = _ahead(ahead, listed & known.keys())
    missing = _missing_photos(store, review, review_keys, photos, photo, (listed, known))
    done = HandedOver(
        (), own.changes, tuple(own.listed), own.listed, unlisted=own.unlisted, gone=own.gone
    ).followed_by(send(store, (*first, *bundles)))
    stands(done)
    while done.stopped is None:
        sent = send(store, islice(missing, PHOTOS_AT_A_TIME))
        if not sent.sent and sent.stopped is None:
            break
        done = done.followed_by(sent)
        stands(done)
    if done.unlisted and done.stopped is None:
        done = replace(done, stopped=UserError("store.not-listed", place=store.place))
    return done


def _ahead(
    given: Iterable[SignedRoster | KeysFile], standing: Collection[str]
) -> Iterator[Outgoing]:
    for one in given:
        if isinstance(one, KeysFile):
            file = Outgoing(*write_keys_file(one))
        elif one.sealed:
            file = Outgoing(roster_name(one), write_roster_file(one))
        else:
            continue
        if not any(name in standing for name in names_for(file.name)):
            yield file


def _missing_photos(
    store: Store,
    review: str,
    review_keys: Sequence[str],
    digests: Iterable[str],
    photo: Callable[[str], bytes | None],
    seen: tuple[Collection[str], Collection[str]],
) -> Iterator[Outgoing]:
    """Seal the photos that are not on the store; one that lies there is not even asked for.

    `seen` are the names listed, and those remembered.
    """
    for digest in digests:
        if not has_photo(store, photo_prefix(review, digest), *seen):
            content = photo(digest)
            if content:
                yield Outgoing(*write_photo(content, review=review, review_keys=review_keys))


def gather(
    store: Store,
    *,
    review: str,
    identity: Identity,
    sign_keys: Mapping[str, str],
    review_secrets: Sequence[bytes],
    known: Callable[[str], bool],
    refused: KnownRefusal = lambda _name: None,
    rosters_here: Collection[str] = (),
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
        refused: gives why a file need not be read: it would be refused as before. None of it holds once a roster
            brought keys that were not known.
        rosters_here: the hashes of the rosters known here.

    Raises:
        UserError: "store....": the store cannot be listed. What goes wrong afterwards is in `stopped`.
    """
    listed = store.list()
    names = tuple(name for name in listed if not known(name))
    found = _Found(store, review, names, refused)
    keys = dict(sign_keys)
    secrets = dict.fromkeys(review_secrets)
    rosters: list[tuple[str, OpenedRoster]] = []
    sealed_to_others: list[tuple[str, RosterFile, UserError]] = []
    for name, raw in found.files(Holds.ROSTER):
        try:
            opened = open_roster(raw, identity, sign_key_of=sign_keys.get)
        except UserError as refusal:
            if refusal.code == "roster.not-for-you":
                sealed_to_others.append((name, read_roster_file(raw), refusal))
            else:
                found.refused.append((name, refusal))
            continue
        rosters.append((name, opened))
        secrets.update(dict.fromkeys(opened.review_secrets))
        for signed in opened.chain:
            for member in signed.roster.members.values():
                keys.setdefault(member.person, member.sign_key)
    said = {*rosters_here, *(one.roster.hash for _name, each in rosters for one in each.chain)}
    found.refused += [(name, why) for name, file, why in sealed_to_others if file.hash not in said]
    learned = not keys.keys() <= sign_keys.keys() or not secrets.keys() <= set(review_secrets)
    if learned:
        found.known_refusal = lambda _name: None
    open_payload = open_with(tuple(secrets))
    bundles: list[tuple[str, Bundle]] = []
    for name, raw in found.files(Holds.BUNDLE):
        try:
            bundle = read_bundle(raw, open_payload=open_payload, sign_key_of=keys.get)
        except UserError as refusal:
            found.refused.append((name, refusal))
        else:
            bundles.append((name, bundle))
            if bundle.held_back:
                found.refused.append((name, UserError("bundle.change-newer")))
    return Gathered(
        tuple(rosters),
        tuple(bundles),
        tuple(found.refused),
        listed,
        found.stopped,
        learned,
        tuple((name, file) for name, file, _why in sealed_to_others if file.hash in said),
    )


@dataclass
class _Found:
    """The files of a review on a store that are to be read, and what could not be."""

    store: Store
    review: str
    names: tuple[str, ...]
    known_refusal: KnownRefusal
    refused: list[tuple[str, UserError]] = field(default_factory=list)
    stopped: UserError | None = None

    def files(self, holds: Holds) -> Iterator[tuple[str, bytes]]:
        """Read those of one kind, until the store no longer answers."""
        for name in self.names:
            if self.stopped is not None:
                return
            if not concerns(name, self.review, holds):
                continue
            told = self.known_refusal(name)
            if told is not None:
                self.refused.append((name, told))
                continue
            try:
                raw = self.store.read(name, largest=holds.largest)
                if unpack(holds, raw).word("review") != self.review:
                    continue
            except UserError as refusal:
                if is_of_the_store(refusal):
                    self.stopped = refusal
                else:
                    self.refused.append((name, refusal))
            else:
                yield name, raw


def gather_photos(
    store: Store,
    *,
    review: str,
    wanted: Iterable[str],
    listed: Collection[str],
    open_payload: OpenPayload,
    refused: KnownRefusal = lambda _name: None,
) -> Iterator[tuple[str, Photo | UserError]]:
    """Read the wanted photos (by digest) that a store lists, one at a time, each with its file's name.

    A file that is refused comes with its error; another with the same photo is then tried. `refused` gives why one need
    not be read.

    Raises:
        UserError: "store....": the store no longer answers.
    """
    for digest in wanted:
        for name in listed:
            if not name.startswith(photo_prefix(review, digest)):
                continue
            told = refused(name)
            if told is not None:
                yield name, told
                continue
            try:
                raw = store.read(name, largest=Holds.PHOTO.largest)
                photo = read_photo(raw, review=review, digest=digest, open_payload=open_payload)
            except UserError as refusal:
                if is_of_the_store(refusal):
                    raise
                yield name, refusal
            else:
                yield name, photo
                break
