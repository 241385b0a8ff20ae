"""Where a review is handed over to and gathered from: looked at before it is kept, and whether it may go by itself.

Blocking, and off the lane; only outcomes are written there. Nothing is sent by choosing a place.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy import Connection

from reviewer_app.errors import UserError
from reviewer_app.model.local import ExchangePlace
from reviewer_app.review.session import Session
from reviewer_app.store import exchanges
from reviewer_app.sync.address import network_address
from reviewer_app.sync.container import Holds
from reviewer_app.sync.naming import concerns
from reviewer_app.sync.opening import open_store
from reviewer_app.sync.stores import Store
from reviewer_app.vault.store_access import StoreAccess, access_named, forget_access, keep_access

_TEAM: Final = (Holds.ROSTER, Holds.KEYS, Holds.BUNDLE, Holds.PHOTO)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A place that was looked at and kept: how many files of this review lie there, and how many others."""

    place: ExchangePlace
    files: int
    others: int


def signing_in(user: str, secret: str) -> StoreAccess | None:
    """Give what to sign in with, as it was typed; None where nothing was."""
    return StoreAccess(user, secret) if user or secret else None


def choose(
    session: Session, review: str, address: str, access: StoreAccess | None = None
) -> Chosen:
    """Look at a place, and exchange the review there from now on; nothing is written to it.

    What it asks for is kept in the system's keyring. It goes by itself only once that is allowed for this place.

    Raises:
        UserError: "store....", "vault.keyring-..."; the place before stays then.
    """
    store = open_store(address, access)
    names = store.list()
    files = sum(any(concerns(name, review, holds) for holds in _TEAM) for name in names)
    return Chosen(keep(session, review, store, address, access), files, len(names) - files)


def keep(
    session: Session, review: str, store: Store, address: str, access: StoreAccess | None = None
) -> ExchangePlace:
    """Exchange a review over an open store from now on; nobody asks it anything for that.

    Raises:
        UserError: "store.access-not-kept", "vault.keyring-..."; the place before stays then.
    """
    before = place_of(session, review)
    same = before is not None and before.place == store.place
    place = ExchangePlace(
        review=review,
        address=address.strip(),
        place=store.place,
        credentials="" if access is None else _kept(session, address, store, access),
        automatic=same and before is not None and before.automatic,
        metered=same and before is not None and before.metered,
        paused=False,
    )
    session.database.local(exchanges.put_place, place).result()
    if before is not None:
        _forget_unused(session, before.credentials)
    return place


def _kept(session: Session, address: str, store: Store, access: StoreAccess) -> str:
    """Keep what a place asks for, and give the name it is kept under."""
    keyring = session.keyring()
    if keyring is None:
        raise UserError("store.access-not-kept", place=store.place)
    name = f"{access.user}@{short_name(address)}"
    keep_access(keyring, name, access)
    return name


def place_of(session: Session, review: str) -> ExchangePlace | None:
    """Give where a review is exchanged, None where nobody chose."""
    return session.database.ask(exchanges.place_of, review).result()


def forget(session: Session, review: str) -> None:
    """Exchange a review nowhere from now on; what it asked for goes from the keyring, unless another review needs it.

    Raises:
        UserError: "vault.keyring-locked", "vault.keyring-refused"; the place is forgotten all the same.
    """
    before = place_of(session, review)
    if before is not None:
        session.database.local(exchanges.drop_place, review).result()
        _forget_unused(session, before.credentials)


def allow(
    session: Session,
    review: str,
    *,
    automatic: bool | None = None,
    metered: bool | None = None,
    paused: bool | None = None,
) -> ExchangePlace | None:
    """Say whether a review may go by itself, over metered networks as well, and whether it rests; gives the place."""

    def change(connection: Connection) -> ExchangePlace | None:
        place = exchanges.place_of(connection, review)
        if place is not None:
            place.automatic = place.automatic if automatic is None else automatic
            place.metered = place.metered if metered is None else metered
            place.paused = place.paused if paused is None else paused
            exchanges.put_place(connection, place)
        return place

    return session.database.local(change).result()


def store_at(session: Session, place: ExchangePlace, stopped: Callable[[], bool]) -> Store:
    """Open a place that was chosen; `stopped` says whether what is asked of it is to end.

    Raises:
        UserError: "store....", "vault.keyring-...".
    """
    access = access_named(session.keyring(), place.credentials) if place.credentials else None
    return open_store(place.address, access, stopped)


def is_on_network(address: str) -> bool:
    """Say whether a place is reached over a network by its address, and is no folder."""
    return network_address(address) is not None


def short_name(address: str) -> str:
    """Name a place in a word or two: a network's host, a folder's own name."""
    network = network_address(address)
    if network is not None:
        return urlsplit(network.endpoint).netloc
    folder = Path(address)
    return folder.name or str(folder)


def _forget_unused(session: Session, credentials: str) -> None:
    if credentials and credentials not in session.database.ask(exchanges.credentials_used).result():
        forget_access(session.keyring(), credentials)
