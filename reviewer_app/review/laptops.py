"""Straight between two laptops of the team: serving what one would hand over, and gathering it by the code it shows.

Blocking, and off the lane. Nothing is served but while somebody wants it, and only to who holds the review's key.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from threading import Lock

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.review import exchange
from reviewer_app.review.exchange import Gathering
from reviewer_app.review.rosters import keys_among, keys_in_force, rosters_of
from reviewer_app.review.session import Session
from reviewer_app.sync.laptop import LaptopStore, address_of, code_of, own_address
from reviewer_app.sync.review_key import open_with
from reviewer_app.sync.serving import Watch, serving
from reviewer_app.sync.stores import MemoryStore


@dataclass(slots=True)
class Takings:
    """Who took files from here, and how many: counted while they take them, told once they have stopped."""

    _counts: Counter[str] = field(default_factory=Counter)
    _before: Counter[str] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock)

    def took(self, name: str) -> None:
        """Count a file that somebody took."""
        with self._lock:
            self._counts[name] += 1

    def over(self) -> list[tuple[str, int]]:
        """Give who took files, and none since this was asked last, with how many; each is given once."""
        with self._lock:
            still = [one for one in self._counts.items() if self._before[one[0]] == one[1]]
            for name, _count in still:
                del self._counts[name]
            self._before = Counter(self._counts)
        return still


@contextmanager
def served(session: Session, review: str, host: str = "") -> Iterator[str]:
    """Serve this person's notes while this lasts; gives the code to say aloud.

    What is written meanwhile is served as well. `host` is this laptop's address on the local network, "" for the one
    it has.

    Raises:
        UserError: "review.unknown", "laptop.no-network".
    """
    with served_at_moments(lambda: nullcontext(session), review, host, lambda _name: None) as code:
        yield code


@contextmanager
def served_at_moments(
    opened: Callable[[], AbstractContextManager[Session]],
    review: str,
    host: str,
    took: Callable[[str], None],
) -> Iterator[str]:
    """Serve as `served`, with the profile open only while it is looked what is new.

    Args:
        opened: opens the profile. While it is open elsewhere what was there before is served.
        review: the review's id.
        host: as of `served`.
        took: told, on any thread, who took a file: a member's name, or where somebody sits.
    """
    shelf = _Shelf(opened, review)
    with (
        shelf.kept(),
        serving(
            shelf.store,
            shelf.renew,
            shelf.keys,
            host or own_address(),
            Watch(shelf.sign_keys.get, lambda *who: took(shelf.name_of(*who))),
        ) as (address, port),
    ):
        yield code_of(address, port)


class _Shelf:
    """What is served of one review, and to whom; brought up to date whenever the profile can be opened."""

    def __init__(self, opened: Callable[[], AbstractContextManager[Session]], review: str) -> None:
        self.store = MemoryStore()
        self.keys: tuple[str, ...] = ()
        self.sign_keys: dict[str, str] = {}
        self._opened, self._review = opened, review
        self._names: dict[str, str] = {}
        self._lock, self._over = Lock(), False

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Lay out what there is; when this ends, nothing has the profile open any more."""
        with self._opened() as session:
            self._lay_out(session)
        try:
            yield
        finally:
            with self._lock:
                self._over = True

    def renew(self) -> None:
        """Lay out what is new, unless the profile is open elsewhere."""
        with self._lock:
            if self._over:
                return
            try:
                with self._opened() as session:
                    self._lay_out(session)
            except UserError as elsewhere:
                if elsewhere.code != "profile.already-open":
                    raise

    def _lay_out(self, session: Session) -> None:
        rosters = rosters_of(session, self._review)
        self.keys = keys_in_force(rosters)
        for one in rosters:
            for member in one.roster.members.values():
                self.sign_keys[member.person] = member.sign_key
                self._names[member.person] = member.name
        exchange.lay_out(session, self._review, self.store)

    def name_of(self, person: str, address: str) -> str:
        """Say who took a file: by name, or, where they did not show who they are, where they sit."""
        return self._names.get(person) or _("Somebody at {address}").format(address=address)


def gather(session: Session, review: str, written: str) -> Gathering:
    """Take in what another laptop serves; `written` is the code it shows, or its address.

    Raises:
        UserError: "review.unknown", "laptop....", "store....".
    """
    host, port = address_of(written)
    me = session.person().identity
    secrets = keys_among(rosters_of(session, review), me).secrets
    laptop = LaptopStore(host, port, open_with(secrets), me)
    return exchange.gather_from(session, review, laptop)
