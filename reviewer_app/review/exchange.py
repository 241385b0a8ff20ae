"""Exchange with the team over a store: handing over and gathering, and what is still to be.

Blocking, and off the lane; only outcomes are written there. Nothing is sent anywhere unless called for.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from reviewer_app.errors import UserError
from reviewer_app.model.changes import Change
from reviewer_app.model.moment import moment_of
from reviewer_app.model.roster import Roster
from reviewer_app.model.standing import Standing
from reviewer_app.model.words import Role
from reviewer_app.review import refusals
from reviewer_app.review.absent import Absent, absent, note
from reviewer_app.review.counted import Counted, count_of
from reviewer_app.review.rosters import (
    chain_among,
    file_rosters,
    heads_among,
    keys_among,
    keys_in_force,
    refused_as_member,
    rosters_here,
    rosters_of,
)
from reviewer_app.review.session import Session
from reviewer_app.review.undecided import Undecided, undecided
from reviewer_app.store import deliveries, journal, photos, wanting
from reviewer_app.sync import gathering, handing_over
from reviewer_app.sync.container import Holds
from reviewer_app.sync.gathering import Gathered, KnownRefusal
from reviewer_app.sync.handing_over import HandedOver
from reviewer_app.sync.have import have_of
from reviewer_app.sync.keys_file import KeysFile
from reviewer_app.sync.naming import concerns
from reviewer_app.sync.on_store import Remembered
from reviewer_app.sync.opening import open_store
from reviewer_app.sync.photos import Photo as PhotoFile
from reviewer_app.sync.photos import photo_prefix
from reviewer_app.sync.review_key import open_with
from reviewer_app.sync.stores import Store
from reviewer_app.sync.turned_away import Alike, TurnedAway, how_many, together
from reviewer_app.vault.store_access import StoreAccess


@dataclass(frozen=True, slots=True)
class HandOver:
    """What handing over came to: changes that went now, changes on the store in all, and what stopped it.

    `notes` says of how many notes those speak that went now.
    """

    place: str
    sent: int
    standing: int
    files: tuple[str, ...]
    stopped: UserError | None = None
    notes: int = 0


@dataclass(frozen=True, slots=True)
class Gathering:
    """What gathering came to: new changes and photos, changes held back by reason, files that were refused.

    `notes` says of how many notes the new changes speak. Of one reason so many files are told in `refused`, and the
    rest are in `more`, by reason. `absent` is what others said they have, now or before, and is not here. `stopped`
    says what ended it early: what came before is in. `undecided` is what waits for somebody's decision. `alone`: no
    file there holds notes of this review but those handed over from here, as on another stick.
    """

    place: str
    new: int
    photos: int
    held: Mapping[str, int]
    refused: tuple[tuple[str, UserError], ...]
    people: tuple[str, ...] = ()
    stopped: UserError | None = None
    absent: tuple[Absent, ...] = ()
    alone: bool = False
    more: Mapping[str, Alike] = field(default_factory=dict)
    notes: int = 0
    team: "TeamNews | None" = None
    undecided: tuple[Undecided, ...] = ()

    @property
    def held_otherwise(self) -> Mapping[str, int]:
        """What is held back beside that of which `undecided` tells."""
        told = sum(one.count for one in self.undecided)
        return {
            reason: count - told if reason == Standing.CUT else count
            for reason, count in self.held.items()
            if reason != Standing.CUT or count > told
        }

    @property
    def turned_away(self) -> int:
        """How many files were refused, told one by one or not."""
        return how_many(self.refused, self.more)


@dataclass(frozen=True, slots=True)
class TeamNews:
    """What a newer list of the team says that came in: who leads since, "" for whom it was, and one's own role since.

    `role` is None where it stays what it was.
    """

    lead: str = ""
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Coming:
    """What gathering would bring: how much by person, and whether a list of the team that is not here."""

    by_person: Mapping[str, Counted] = field(default_factory=dict)
    new_list: bool = False


def hand_over(
    session: Session, review: str, address: str, access: StoreAccess | None = None
) -> HandOver:
    """Bring a store up to date with this person's notes; what stands there already is not sent again.

    Raises:
        UserError: "store....": nothing was sent; what stopped it half way is in the result.
    """
    return hand_over_to(session, review, open_store(address, access))


def hand_over_to(session: Session, review: str, store: Store) -> HandOver:
    """Bring an open store up to date with this person's notes; errors as `hand_over`."""
    before = session.database.ask(deliveries.changes_sent, review, store.place).result()
    outcome, mine = _brought(
        session,
        review,
        store,
        session.database.ask(deliveries.sent_to, store.place, review).result(),
        # The text is on record as soon as it stands, whatever becomes of the photos.
        lambda done: _record(session, review, store, done),
    )
    went = count_of(one for one in mine if one.hash in outcome.changes - before)
    return HandOver(
        store.place,
        went.changes,
        len(outcome.changes),
        tuple(name for name in outcome.sent if name not in outcome.already_there),
        outcome.stopped,
        went.notes,
    )


def lay_out(session: Session, review: str, store: Store) -> None:
    """Bring a store up to date for others to read from this laptop; nothing is on record as handed over by that."""
    _brought(session, review, store, {}, lambda _done: None)


def _brought(
    session: Session,
    review: str,
    store: Store,
    remembered: Remembered,
    stands: Callable[[HandedOver], None],
) -> tuple[HandedOver, list[Change]]:
    """Give what became of it, and every change of this person's."""
    me = session.person().identity
    filed = session.database.ask(journal.changes_of, review).result()
    every = [one.change for one in filed]
    mine = [one for one in every if one.person == me.person]
    rosters = rosters_of(session, review)
    outcome = handing_over.hand_over(
        store,
        review=review,
        changes=mine,
        have=have_of(every),
        identity=me,
        review_keys=keys_in_force(rosters),
        made_at=moment_of(session.clock()),
        ahead=(
            *heads_among(rosters),  # each brings those before it
            KeysFile(review, me.person, session.profile.sealed_keys(me, review)),
        ),
        photos=session.database.ask(photos.of_author, review, me.person).result(),
        photo=session.photo,
        remembered=remembered,
        stands=stands,
    )
    return outcome, mine


def _record(session: Session, review: str, store: Store, done: HandedOver) -> None:
    """Put on record what stands on a store, and what does no longer."""
    now = moment_of(session.clock())
    local = session.database.local
    local(deliveries.forget_sent, store.place, done.gone).result()
    local(deliveries.record_sent, store.place, review, done.carried, now).result()
    local(deliveries.record_sent, store.place, review, done.unlisted, now, listed=False).result()


def gather(
    session: Session, review: str, address: str, access: StoreAccess | None = None
) -> Gathering:
    """Take in whatever is new on a store; a file that is refused is recorded and blocks nothing.

    Raises:
        UserError: "store....", "review.unknown".
    """
    return gather_from(session, review, open_store(address, access))


def gather_from(
    session: Session, review: str, store: Store, paths: Mapping[str, str] | None = None
) -> Gathering:
    """Take in whatever is new on an open store; errors as `gather`.

    `paths` gives, for files that were given by their paths, which path each name on the store stands for.
    """
    known = (
        refusals.remembered(session, review, store)
        if paths is None
        else refusals.given_by_path(store, paths)
    )
    found = _look(session, review, store, _seen(session, review, store).__contains__, known.of)
    before = chain_among(rosters_here(session, review)).tip
    for _name, opened in found.rosters:
        file_rosters(session, review, opened.chain)
    new = count_of(_new_in(session, review, found))
    held = _take_in(session, review, found)
    if found.stopped is None:
        session.database.local(wanting.settle, review, store.place).result()
    note(session, review, (bundle for _name, bundle in found.bundles))
    photos_in = _gather_photos(session, review, store, found, known.of)
    refused = (*found.refused, *photos_in.refused.told)
    more = together(found.more, photos_in.refused.more)
    now = moment_of(session.clock())
    session.database.local(deliveries.record_taken_in, review, found.known, now).result()
    if paths is None:
        own = _own_there(session, review, found, photos_in.names)
        session.database.local(deliveries.record_sent, store.place, review, own, now).result()
    refusals.record(
        session,
        known,
        (*found.whole, *photos_in.names),
        refused,
        more,
        whole=photos_in.stopped is None,
        learned=found.learned,
    )
    return Gathering(
        store.place,
        new.changes,
        len(photos_in.names),
        held,
        refused,
        _others(session, found.changes),
        photos_in.stopped,
        absent(session, review),
        _is_alone(session, review, store, found),
        more,
        new.notes,
        _team_news(session, review, before),
        undecided(session, review),
    )


def _own_there(
    session: Session, review: str, found: Gathered, photos_in: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """Give the files of this person's own that were read from a store, with the changes they carry.

    They stand there, whoever laid them: on a new laptop, or after a backup, nothing of them waits to go.
    """
    me = session.person().identity.person
    own = {
        name: tuple(change.hash for change in bundle.changes)
        for name, bundle in found.bundles
        if bundle.header.person == me and not bundle.held_back
    }
    mine = session.database.ask(photos.of_author, review, me).result()
    begin = tuple(photo_prefix(review, digest) for digest in mine)
    return own | {name: () for name in photos_in if name.startswith(begin)}


def _team_news(session: Session, review: str, before: Roster | None) -> TeamNews | None:
    """Say what the list of the team in force says otherwise than the one before it, None where it is the same."""
    tip = chain_among(rosters_here(session, review)).tip
    if tip is None or before is None or tip.hash == before.hash:
        return None
    me = session.person().identity.person
    role = tip.role_of(me)
    return TeamNews(
        tip.lead.name if tip.lead.person != before.lead.person else "",
        role if role is not before.role_of(me) else None,
    )


def _is_alone(session: Session, review: str, store: Store, found: Gathered) -> bool:
    """Say whether nothing there holds notes of anybody else, by the names of the files."""
    mine = session.database.ask(deliveries.names_on, store.place, review).result()
    return not any(
        concerns(name, review, Holds.BUNDLE) and name not in mine for name in found.listed
    )


def _seen(session: Session, review: str, store: Store) -> set[str]:
    """Give the names of files that need not be read: they were taken in, or handed over from here.

    No name where words are wanted that any of the files may have.
    """
    ask = session.database.ask
    if ask(wanting.may_lie_at, review, store.place).result():
        return set()
    taken = ask(deliveries.taken_in, review).result()
    return taken | ask(deliveries.names_on, store.place, review).result()


def would_gather(session: Session, review: str, store: Store) -> Gathering:
    """Count what gathering would bring, changing nothing; errors as `gather`."""
    found = _look(session, review, store, lambda _name: False)
    new = count_of(_new_in(session, review, found))
    refused, more = found.refused, found.more
    return Gathering(store.place, new.changes, 0, {}, refused, more=more, notes=new.notes)


def would_come(session: Session, review: str, store: Store) -> Coming:
    """Say what gathering would bring, changing nothing; errors as `gather`.

    What was taken in before is not read again, nor what would be refused again.
    """
    known = refusals.remembered(session, review, store)
    found = _look(session, review, store, _seen(session, review, store).__contains__, known.of)
    new = _new_in(session, review, found)
    counted = {
        person: count_of(one for one in new if one.person == person)
        for person in {one.person for one in new}
    }
    here = {one.roster.hash for one in rosters_here(session, review)}
    return Coming(
        counted, any(opened.signed.roster.hash not in here for _name, opened in found.rosters)
    )


def _new_in(session: Session, review: str, found: Gathered) -> list[Change]:
    """Give each change once that is not here yet."""
    if not found.changes:
        return []
    here = session.database.ask(journal.known_hashes, review).result()
    return [
        one
        for one in {change.hash: change for change in found.changes}.values()
        if one.hash not in here
    ]


def _look(
    session: Session,
    review: str,
    store: Store,
    known: Callable[[str], bool],
    refused: KnownRefusal = lambda _name: None,
) -> Gathered:
    me = session.person().identity
    rosters = rosters_of(session, review)
    keys = keys_among(rosters, me)
    found = gathering.gather(
        store,
        review=review,
        identity=me,
        sign_keys=keys.sign_keys,
        review_secrets=keys.secrets,
        known=known,
        refused=refused,
        rosters_here=[one.roster.hash for one in rosters],
    )
    told = ((name, refused_as_member(rosters, me, error)) for name, error in found.refused)
    return replace(found, refused=tuple(told))


def _take_in(session: Session, review: str, found: Gathered) -> Mapping[str, int]:
    """Give how many changes are held back by reason; a roster alone can alter that."""
    if not found.changes and not found.rosters:
        return {}
    received = session.database.receive(review, found.changes).result()
    return {} if received is None else dict(received.held)


def _others(session: Session, changes: Iterable[Change]) -> tuple[str, ...]:
    me = session.person().identity.person
    return tuple(sorted({change.person for change in changes} - {me}))


@dataclass
class _Photos:
    """The files whose photos came in, those that were refused, and what stopped it."""

    names: list[str] = field(default_factory=list)
    refused: TurnedAway = field(default_factory=TurnedAway)
    stopped: UserError | None = None


def _gather_photos(
    session: Session, review: str, store: Store, found: Gathered, refused: KnownRefusal
) -> _Photos:
    photos_in = _Photos(stopped=found.stopped)
    wanted = session.database.ask(photos.wanting, review).result()
    if not wanted or found.stopped is not None:
        return photos_in
    secrets = keys_among(rosters_here(session, review), session.person().identity).secrets
    try:
        for name, got in gathering.gather_photos(
            store,
            review=review,
            wanted=wanted,
            listed=found.listed,
            open_payload=open_with(secrets),
            refused=(lambda _name: None) if found.learned else refused,
        ):
            if isinstance(got, PhotoFile):
                session.database.local(photos.keep, got.content).result()
                photos_in.names.append(name)
            else:
                photos_in.refused.add(name, got)
    except UserError as stopped:
        photos_in.stopped = stopped
    return photos_in
