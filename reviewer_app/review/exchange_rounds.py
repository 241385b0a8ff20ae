"""One round of exchange at the place that was chosen: both ways at one press, what would go first, what came of each.

Blocking, and off the lane; only outcomes are written there.
"""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeVar

from reviewer_app.errors import UserError
from reviewer_app.model.local import ExchangePlace, PastExchange
from reviewer_app.model.moment import moment_of
from reviewer_app.model.roster import Member
from reviewer_app.review import exchange, exchange_places
from reviewer_app.review.counted import Counted
from reviewer_app.review.exchange import Coming, Gathering, HandOver
from reviewer_app.review.exchange_places import store_at
from reviewer_app.review.rosters import heads_among, rosters_here
from reviewer_app.review.session import Session
from reviewer_app.review.whose_notes import UpTo, up_to
from reviewer_app.store import deliveries, exchanges, photos
from reviewer_app.sync.container import Holds
from reviewer_app.sync.naming import SUFFIXES, concerns, names_for
from reviewer_app.sync.photos import photo_prefix
from reviewer_app.sync.roster import SignedRoster, roster_name
from reviewer_app.sync.stores import Store
from reviewer_app.sync.watched import WatchedStore

Half = TypeVar("Half", HandOver, Gathering)


class Way(StrEnum):
    """One of the two halves of an exchange."""

    HAND_OVER = "hand-over"
    GATHER = "gather"


BOTH: Final = frozenset(Way)

_GATHERED_ALL_THE_SAME: Final = frozenset(
    {
        "store.full",
        "store.not-permitted",
        "store.read-only",
        "store.taken",
        "store.read-back-differs",
        "store.file-missing",
    }
)
"""What keeps one's own from going, while that of the others may still come."""


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who looks on: told of every file that went or came, and asked whether to stop."""

    moved: Callable[[], None] = lambda: None
    stopped: Callable[[], bool] = lambda: False


@dataclass(frozen=True, slots=True)
class Round:
    """What one round came to; `stopped` says what ended it early: what went and what came before stays.

    `list_sent` says whether a list of the team went.
    """

    place: str
    began_at: str
    by_itself: bool
    handed_over: HandOver | None = None
    photos_sent: int = 0
    list_sent: bool = False
    gathered: Gathering | None = None
    stopped: UserError | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How the exchange of a review stands, by what is known on this laptop alone.

    Attributes:
        place: where, None where nobody chose: then the rest is of wherever it was handed over, as by a command.
        going: what waits to be handed over there.
        last: when everything was last handed over there, "" for never.
        members: how far the notes of everyone are in.
        missed: the latest exchange, where it was there and by itself, and something but a person ended it early.
    """

    place: ExchangePlace | None
    going: Counted
    last: str
    members: tuple[UpTo, ...]
    missed: PastExchange | None = None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a round would move: one's own that goes, and what would come."""

    going: Counted
    coming: Coming = field(default_factory=Coming)


def standing_of(session: Session, review: str, members: Iterable[Member]) -> Standing:
    """Say how the exchange of a review stands; no store is asked."""
    place = exchange_places.place_of(session, review)
    past = session.database.ask(exchanges.past_of, review).result()
    whole = (
        one.began_at
        for one in past
        if one.handed_over and (place is None or one.place == place.place)
    )
    return Standing(
        place,
        going_to(session, review, place),
        next(whole, ""),
        tuple(up_to(session, review, members)),
        _missed(place, past),
    )


def _missed(place: ExchangePlace | None, past: Sequence[PastExchange]) -> PastExchange | None:
    latest = next((one for one in past if place is not None and one.place == place.place), None)
    if latest is None or not latest.by_itself or latest.stopped in ("", "store.stopped"):
        return None
    return latest


def going_to(session: Session, review: str, place: ExchangePlace | None) -> Counted:
    """Count what of one's own is not known to stand at a place; at any, where none is chosen."""
    me = session.person().identity.person
    ask = session.database.ask
    store = "" if place is None else place.place
    waiting = ask(deliveries.unsent, review, me, store).result()
    there = ask(deliveries.stands_on, review, store).result()
    mine = ask(photos.of_author, review, me).result()
    gone = [
        digest
        for digest in mine
        if any(name.startswith(photo_prefix(review, digest)) for name in there)
    ]
    return Counted(
        waiting.changes,
        waiting.notes,
        len(mine) - len(gone),
        _is_list_new(rosters_here(session, review), me, there),
    )


def _is_list_new(rosters: Sequence[SignedRoster], me: str, there: AbstractSet[str]) -> bool:
    """Say whether an earlier list of the team stands there, and the newest, which this person signed, does not.

    Until it does, the others go on sealing to whoever was taken off.
    """
    if not any(name.endswith(SUFFIXES[Holds.ROSTER]) for name in there):
        return False
    return any(
        one.sealed and one.roster.signer == me and there.isdisjoint(names_for(roster_name(one)))
        for one in heads_among(rosters)
    )


def look_ahead(session: Session, review: str, watcher: Watcher) -> Outlook:
    """Look what a round would move, and move nothing.

    Raises:
        UserError: "store....", "vault.keyring-...".
    """
    place = _chosen(session, review)
    store = _watched(session, place, watcher)
    coming = exchange.would_come(session, review, store)
    return Outlook(going_to(session, review, place), coming)


def exchange_now(
    session: Session,
    review: str,
    ways: Collection[Way],
    watcher: Watcher,
    *,
    by_itself: bool = False,
) -> Round:
    """Hand over, gather or both, at the place that was chosen; what it came to is recorded whatever it was.

    Raises:
        UserError: "store.none-chosen". All else that ends it is in the result.
    """
    place = _chosen(session, review)
    return _on_record(
        session,
        review,
        ways,
        place.place,
        lambda: _watched(session, place, watcher),
        by_itself=by_itself,
    )


def exchange_at(session: Session, review: str, store: Store, ways: Collection[Way] = BOTH) -> Round:
    """Hand over, gather or both at an open store, chosen or not; it is on record as what a press comes to.

    All that ends it is in the result.
    """
    return _on_record(session, review, ways, store.place, lambda: store, by_itself=False)


def _on_record(
    session: Session,
    review: str,
    ways: Collection[Way],
    place: str,
    opened: Callable[[], Store],
    *,
    by_itself: bool,
) -> Round:
    began_at = moment_of(session.clock())
    handed: HandOver | None = None
    gathered: Gathering | None = None
    stopped: UserError | None = None
    try:
        store = opened()
        if Way.HAND_OVER in ways:
            handed, stopped = _attempt(lambda: exchange.hand_over_to(session, review, store))
        if Way.GATHER in ways and (stopped is None or stopped.code in _GATHERED_ALL_THE_SAME):
            gathered, ended = _attempt(lambda: exchange.gather_from(session, review, store))
            stopped = stopped or ended
    except UserError as failure:
        stopped = failure
    went = _of_kind(handed, review, Holds.PHOTO), _of_kind(handed, review, Holds.ROSTER) > 0
    done = Round(place, began_at, by_itself, handed, *went, gathered, stopped)
    session.database.local(exchanges.record, _past(review, done)).result()
    return done


def past_exchanges(session: Session, review: str) -> list[PastExchange]:
    """Give the exchanges of a review on this laptop, the latest first."""
    return session.database.ask(exchanges.past_of, review).result()


def stopped_in(past: PastExchange) -> UserError | None:
    """Give what ended an exchange early, None where nothing did."""
    return UserError(past.stopped, **json.loads(past.parameters)) if past.stopped else None


def _chosen(session: Session, review: str) -> ExchangePlace:
    place = exchange_places.place_of(session, review)
    if place is None:
        raise UserError("store.none-chosen")
    return place


def _watched(session: Session, place: ExchangePlace, watcher: Watcher) -> Store:
    return WatchedStore(store_at(session, place, watcher.stopped), watcher.moved, watcher.stopped)


def _attempt(half: Callable[[], Half]) -> tuple[Half | None, UserError | None]:
    try:
        done = half()
    except UserError as failure:
        if not failure.code.startswith("store."):
            raise
        return None, failure
    return done, done.stopped


def _of_kind(handed: HandOver | None, review: str, holds: Holds) -> int:
    names = () if handed is None else handed.files
    return sum(concerns(name, review, holds) for name in names)


def _past(review: str, done: Round) -> PastExchange:
    handed, gathered, stopped = done.handed_over, done.gathered, done.stopped
    parameters = {} if stopped is None else stopped.parameters
    return PastExchange(
        review=review,
        place=done.place,
        began_at=done.began_at,
        by_itself=done.by_itself,
        handed_over=handed is not None and handed.stopped is None,
        gathered=gathered is not None and gathered.stopped is None,
        sent=handed.sent if handed else 0,
        notes_sent=handed.notes if handed else 0,
        photos_sent=done.photos_sent,
        received=gathered.new if gathered else 0,
        notes_received=gathered.notes if gathered else 0,
        photos_received=gathered.photos if gathered else 0,
        refused=gathered.turned_away if gathered else 0,
        stopped=stopped.code if stopped else "",
        parameters=json.dumps({key: str(value) for key, value in parameters.items()}),
    )
