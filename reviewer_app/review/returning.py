"""Coming back on a new laptop: the recovery code and the store bring everything that was handed over.

Blocking, and off the lane: each seal that is tried costs a fifth of a second.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reviewer_app.errors import UserError
from reviewer_app.review import exchange_places, person, recovery
from reviewer_app.review.exchange import Gathering, gather_from
from reviewer_app.review.rosters import file_rosters
from reviewer_app.review.session import Session
from reviewer_app.sync import gathering
from reviewer_app.sync.container import Holds
from reviewer_app.sync.keys_file import KeysFile, read_keys_file
from reviewer_app.sync.naming import SUFFIXES
from reviewer_app.sync.opening import open_store
from reviewer_app.sync.stores import Store
from reviewer_app.vault.identity import Identity
from reviewer_app.vault.recovery import RecoveryCode
from reviewer_app.vault.returning import Opener
from reviewer_app.vault.store_access import StoreAccess


@dataclass(frozen=True, slots=True)
class Found:
    """Whose keys a store holds that a recovery code opens, and for which reviews; and how the store is reached."""

    store: Store
    address: str
    access: StoreAccess | None
    identity: Identity
    reviews: tuple[str, ...]


def find(address: str, code: str, access: StoreAccess | None = None) -> Found:
    """Look on a store for the keys that a recovery code opens.

    Raises:
        UserError: "vault.recovery-code-malformed", "store....", "keys.none-here".
    """
    parsed = RecoveryCode.parse(code)
    store = open_store(address, access)
    opened = [(keys.review, identity) for keys, identity in _opened(store, parsed)]
    if not opened:
        raise UserError("keys.none-here", place=store.place)
    identity = opened[0][1]
    reviews = sorted({review for review, one in opened if one.person == identity.person})
    return Found(store, address, access, identity, tuple(reviews))


def come_back(session: Session, found: Found, code: str) -> list[tuple[str, Gathering]]:
    """Be that person at this profile, on a new device, and take in everything that was handed over.

    The reviews are exchanged there from now on, unless another place was chosen.

    The recovery code of the profile is from then on the one that was typed. Doing it again takes in what did not
    come the first time.

    Raises:
        UserError: "keys.other-person", "store....".
    """
    if session.me is None:
        session.me = session.database.local(
            person.make_me_again, found.identity, session.ids
        ).result()
        session.database.author = session.me.author
        session.profile.change_recovery_code(RecoveryCode.parse(code))
        recovery.mark_proved(session)
    if session.me.identity.person != found.identity.person:
        raise UserError("keys.other-person", name=session.me.identity.name)
    return [(review, _brought_back(session, found, review)) for review in found.reviews]


def _brought_back(session: Session, found: Found, review: str) -> Gathering:
    looked = gathering.gather(
        found.store,
        review=review,
        identity=found.identity,
        sign_keys={},
        review_secrets=(),
        known=lambda name: not name.lower().endswith(SUFFIXES[Holds.ROSTER]),
    )
    for _name, opened in looked.rosters:
        file_rosters(session, review, opened.chain)
    if not looked.rosters:
        raise UserError("keys.no-roster", place=found.store.place)
    _exchange_there(session, found, review)
    return gather_from(session, review, found.store)


def _exchange_there(session: Session, found: Found, review: str) -> None:
    if exchange_places.place_of(session, review) is not None:
        return
    try:
        exchange_places.keep(session, review, found.store, found.address, found.access)
    except UserError as refused:
        # Nothing here keeps the password: the page Team asks for the place when it is needed.
        if refused.code != "store.access-not-kept" and not refused.code.startswith("vault.keyring"):
            raise


def _opened(store: Store, code: RecoveryCode) -> Iterator[tuple[KeysFile, Identity]]:
    """Open every file of keys that this code opens; what is damaged or another person's is passed over."""
    opener = Opener(code)
    for name in store.list():
        if not name.lower().endswith(SUFFIXES[Holds.KEYS]):
            continue
        try:
            keys = read_keys_file(store.read(name, largest=Holds.KEYS.largest))
            yield keys, opener.open(keys.sealed, keys.review)
        except UserError as refused:
            if refused.code.startswith("store.") and refused.code != "store.file-missing":
                raise
