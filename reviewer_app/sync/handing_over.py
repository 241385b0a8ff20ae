"""Handing over: what goes to a store. Pure orchestration, no database.

"Sent" is a fact about one store: read back equal, still listed. Absence is never deletion: nothing here takes a
file away, and a file that is gone is simply sent again. Rosters go before text and text before photos, and what
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
from reviewer_app.sync.bundle import name_of, verify_bundle, write_bundle
from reviewer_app.sync.have import Have
from reviewer_app.sync.keys_file import KeysFile, write_keys_file
from reviewer_app.sync.naming import drawn_name, goes_by, names_for
from reviewer_app.sync.on_store import Remembered, has_photo, look_for_own
from reviewer_app.sync.photos import photo_prefix, write_photo
from reviewer_app.sync.roster import SignedRoster, roster_name, write_roster_file
from reviewer_app.sync.stores import Store
from reviewer_app.sync.stretch import stretches
from reviewer_app.vault.identity import Identity

PHOTOS_AT_A_TIME: Final = 5
"""Photos sent before the store is listed again: so many at most are looked at once more after a broken connection."""


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
    for one in names_for(name):
        try:
            return one, store.write_once(one, content)
        except UserError as refused:
            if refused.code != "store.taken":
                raise
    one = drawn_name(name)
    return one, store.write_once(one, content)


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
        if not any(goes_by(name, file.name) for name in standing):
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
