"""Straight between two laptops of the team: serving what one would hand over, and gathering it by the code it shows.

Blocking, and off the lane. Nothing is served but while somebody wants it, and only to who holds the review's key.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from reviewer_app.review import exchange
from reviewer_app.review.exchange import Gathering
from reviewer_app.review.rosters import keys_among, keys_in_force, rosters_of
from reviewer_app.review.session import Session
from reviewer_app.sync.laptop import LaptopStore, address_of, code_of, own_address
from reviewer_app.sync.review_key import open_with
from reviewer_app.sync.serving import serving
from reviewer_app.sync.stores import MemoryStore


@contextmanager
def served(session: Session, review: str, host: str = "") -> Iterator[str]:
    """Serve this person's notes while this lasts; gives the code to say aloud.

    What is written meanwhile is served as well. `host` is this laptop's address on the local network, "" for the one
    it has.

    Raises:
        UserError: "review.unknown", "laptop.no-network".
    """
    store = MemoryStore()
    keys = keys_in_force(rosters_of(session, review))
    with serving(
        store,
        lambda: exchange.lay_out(session, review, store),
        keys,
        host or own_address(),
    ) as (address, port):
        yield code_of(address, port)


def gather(session: Session, review: str, written: str) -> Gathering:
    """Take in what another laptop serves; `written` is the code it shows, or its address.

    Raises:
        UserError: "review.unknown", "laptop....", "store....".
    """
    host, port = address_of(written)
    secrets = keys_among(rosters_of(session, review), session.person().identity).secrets
    return exchange.gather_from(session, review, LaptopStore(host, port, open_with(secrets)))
