"""What a store holds of one's own: which of one's changes and photos lie there, so that they need not go again.

What was seen there before and is still listed is believed where the store's listing would tell another file; anything
else is read and checked. A file that is damaged counts as absent, and absence is never deletion.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from reviewer_app.errors import UserError
from reviewer_app.model.changes import Change
from reviewer_app.sync.bundle import BundleHeader, verify_bundle
from reviewer_app.sync.container import Holds
from reviewer_app.sync.naming import concerns
from reviewer_app.sync.photos import check_photo_file
from reviewer_app.sync.stores import Store, is_of_the_store
from reviewer_app.vault.identity import Identity

Remembered = Mapping[str, Collection[str]]
"""Names of files seen on a store before, each with the hashes of the changes it was seen to carry there."""


@dataclass(frozen=True, slots=True)
class OnStore:
    """What a look at a store found of one's own: the files that carry changes, each with their hashes.

    `unlisted` are files that are not listed, as by a server that answers with an old listing, and yet are there;
    `gone` those that were remembered and are not, or not as they were.
    """

    listed: Mapping[str, tuple[str, ...]]
    unlisted: Mapping[str, tuple[str, ...]]
    gone: tuple[str, ...]

    @property
    def changes(self) -> frozenset[str]:
        """The hashes in the files that are listed."""
        return frozenset(hash_ for carried in self.listed.values() for hash_ in carried)

    @property
    def there(self) -> frozenset[str]:
        """The hashes in all of them: what need not go again."""
        return self.changes.union(*self.unlisted.values())


def look_for_own(
    store: Store,
    *,
    review: str,
    listed: Collection[str],
    changes: Iterable[Change],
    identity: Identity,
    remembered: Remembered,
) -> OnStore:
    """Find which of one's own changes a store holds.

    A file is believed if it is listed and either `remembered` or read and verified now. Where a store says nothing of
    its files that can be relied on, as a folder, a remembered one is read as well: whoever may write there may have put
    something else in its place. A damaged file counts as absent: its changes go again, under a new name. So do those of
    a file that is gone; one that is only missing from the listing reads back.

    Raises:
        UserError: "store....".
    """
    by_hash = {change.hash: change for change in changes}

    def carried(name: str) -> tuple[str, ...]:
        known = name in listed and name in remembered
        if known and store.mark(name):
            return tuple(remembered[name])
        try:
            return _carried(store, name, identity, by_hash)
        except UserError as refused:
            # What cannot be read for now is what it was, as far as is known.
            if known and not is_of_the_store(refused):
                return tuple(remembered[name])
            raise

    own = [one for one in listed if _is_own_bundle(one, review, identity)]
    # What carries nothing is no bundle.
    missing = [name for name, hashes in remembered.items() if hashes and name not in listed]
    unlisted = {name: hashes for name in missing if (hashes := carried(name))}
    there = {name: hashes for name in own if (hashes := carried(name))}
    damaged = [name for name in own if remembered.get(name) and name not in there]
    gone = (*(name for name in missing if name not in unlisted), *damaged)
    return OnStore(there, unlisted, gone)


def _is_own_bundle(name: str, review: str, identity: Identity) -> bool:
    return concerns(name, review, Holds.BUNDLE) and f"-{identity.person[:6]}-" in name


def _carried(
    store: Store, name: str, identity: Identity, by_hash: dict[str, Change]
) -> tuple[str, ...]:
    def own_key(person: str) -> str | None:
        return identity.sign_key if person == identity.person else None

    try:
        raw = store.read(name, largest=Holds.BUNDLE.largest)
        return _walk_back(verify_bundle(raw, own_key), by_hash)
    except UserError as refused:
        if _is_unknown(refused):
            raise
        return ()


def _walk_back(header: BundleHeader, by_hash: dict[str, Change]) -> tuple[str, ...]:
    """Give the hashes a verified bundle of one's own carries, from one's own journal."""
    carried: list[str] = []
    at = header.last_hash
    while len(carried) <= header.last - header.first and at in by_hash:
        carried.append(at)
        at = by_hash[at].previous
    return tuple(carried)


def has_photo(
    store: Store, prefix: str, listed: Collection[str], remembered: Collection[str]
) -> bool:
    """Say whether a store holds a photo, by what the names of its files begin with.

    Raises:
        UserError: "store....".
    """
    named = {name for name in (*listed, *remembered) if name.startswith(prefix)}
    if any(name in listed and name in remembered for name in named):
        return True
    for name in named:
        try:
            check_photo_file(store.read(name, largest=Holds.PHOTO.largest))
        except UserError as refused:
            if _is_unknown(refused):
                raise
        else:
            return True
    return False


def _is_unknown(refused: UserError) -> bool:
    """Whether nothing can be said of a file; one that is gone or damaged counts as absent."""
    return refused.code.startswith("store.") and refused.code != "store.file-missing"
