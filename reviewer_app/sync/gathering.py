"""Gathering: what is new on a store. Pure orchestration, no database.

Rosters come before text, text before photos. A file that is refused blocks no other. A store is asked as little as can
be: it is listed once, what is known by its name is not read again, and where nothing is new that listing is all.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reviewer_app.errors import UserError
from reviewer_app.model.changes import Change
from reviewer_app.sync.bundle import Bundle, OpenPayload, read_bundle
from reviewer_app.sync.container import Holds, unpack
from reviewer_app.sync.naming import concerns, goes_by
from reviewer_app.sync.photos import Photo, photo_prefix, read_photo
from reviewer_app.sync.review_key import open_with
from reviewer_app.sync.roster import (
    OpenedRoster,
    RosterFile,
    open_roster,
    read_roster_file,
    roster_name,
)
from reviewer_app.sync.stores import Store, is_of_the_store
from reviewer_app.sync.turned_away import Alike, TurnedAway
from reviewer_app.vault.identity import Identity

KnownRefusal = Callable[[str], UserError | None]
"""Gives why a file, by name, would be refused as it was before; None where it is to be read."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was new on a store; each bundle, roster and refusal with its file's name.

    A bundle that ends in changes of a newer version is among both: what comes before them is taken in.

    `earlier` are files of rosters from before this member was on the team: they are sealed to others, and what they say
    came inside a later one. `listed` are the names of all files there. `stopped` says what ended it early: what came
    before counts. `learned` says whether a roster brought keys that were not known. `more` are by reason the files that
    were refused as well and are only counted.
    """

    rosters: tuple[tuple[str, OpenedRoster], ...] = ()
    bundles: tuple[tuple[str, Bundle], ...] = ()
    refused: tuple[tuple[str, UserError], ...] = ()
    listed: tuple[str, ...] = ()
    stopped: UserError | None = None
    learned: bool = False
    earlier: tuple[tuple[str, RosterFile], ...] = ()
    more: Mapping[str, Alike] = field(default_factory=dict)

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
        return tuple(name for name in self.whole if goes_by(name, meant[name]))


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
                found.refused.add(name, refusal)
            continue
        rosters.append((name, opened))
        secrets.update(dict.fromkeys(opened.review_secrets))
        for signed in opened.chain:
            for member in signed.roster.members.values():
                keys.setdefault(member.person, member.sign_key)
    said = {*rosters_here, *(one.roster.hash for _name, each in rosters for one in each.chain)}
    found.refused.extend(
        ((name, why) for name, file, why in sealed_to_others if file.hash not in said)
    )
    learned = not keys.keys() <= sign_keys.keys() or not secrets.keys() <= set(review_secrets)
    if learned:
        found.known_refusal = lambda _name: None
    open_payload = open_with(tuple(secrets))
    bundles: list[tuple[str, Bundle]] = []
    for name, raw in found.files(Holds.BUNDLE):
        try:
            bundle = read_bundle(raw, open_payload=open_payload, sign_key_of=keys.get)
        except UserError as refusal:
            found.refused.add(name, refusal)
        else:
            bundles.append((name, bundle))
            if bundle.held_back:
                found.refused.add(name, UserError("bundle.change-newer"))
    return Gathered(
        tuple(rosters),
        tuple(bundles),
        tuple(found.refused.told),
        listed,
        found.stopped,
        learned,
        tuple((name, file) for name, file, _why in sealed_to_others if file.hash in said),
        found.refused.more,
    )


@dataclass
class _Found:
    """The files of a review on a store that are to be read, and what could not be."""

    store: Store
    review: str
    names: tuple[str, ...]
    known_refusal: KnownRefusal
    refused: TurnedAway = field(default_factory=TurnedAway)
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
                self.refused.add(name, told)
                continue
            try:
                raw = self.store.read(name, largest=holds.largest)
                if unpack(holds, raw).word("review") != self.review:
                    continue
            except UserError as refusal:
                if is_of_the_store(refusal):
                    self.stopped = refusal
                else:
                    self.refused.add(name, refusal)
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
