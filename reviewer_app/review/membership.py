"""Who stays on the team and as what: removing, roles, how far the words of whoever left count, handing over the lead.

Each is one more roster, signed here and in force at once on this laptop; the others have it when they gather.
Blocking, and off the lane.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.model.changes import Change
from reviewer_app.model.moment import Clock, time_of
from reviewer_app.model.roster import RANK, Cut, Member, Roster, is_lesser
from reviewer_app.model.standing import Standing
from reviewer_app.model.words import Role
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.rosters import (
    Next,
    chain_among,
    file_rosters,
    following,
    heads_among,
    rosters_of,
    signed_next,
)
from reviewer_app.review.session import Session
from reviewer_app.store import journal
from reviewer_app.store.journal import Filed
from reviewer_app.sync.roster import SignedRoster

_WITHIN_REACH: Final = frozenset({Standing.COUNTED, Standing.CUT})
"""What a cut that is moved may let count: what counts now, and what the cut itself keeps out."""


@dataclass(frozen=True, slots=True)
class Ended:
    """Someone whose words count up to somewhere: they left, or were given a lesser role.

    `role` is theirs now, None where they left. `latest` is the time of the last change that counts, "" for none;
    `left_out` how many changes here do not.
    """

    person: str
    name: str
    role: Role | None
    latest: str
    left_out: int


def member_named(opened: OpenReview, given: str) -> str:
    """Give the person id for an id or a first name, of someone on the team or who was.

    Raises:
        UserError: "team.nobody-so-named", "team.several-so-named".
    """
    people = {
        person: member.name
        for roster in opened.chain.in_force
        for person, member in roster.members.items()
    }
    if given in people:
        return given
    found = [person for person, name in people.items() if name.casefold() == given.casefold()]
    if len(found) != 1:
        code = "team.several-so-named" if found else "team.nobody-so-named"
        raise UserError(code, member=given)
    return found[0]


def remove(session: Session, review: str, person: str, before: str = "") -> None:
    """Take someone off the team; what follows is sealed to a new key, which they do not have.

    What they wrote counts as far as it is here now, or, with `before`, up to that moment or change of theirs.
    What they could read stays readable to them.

    Raises:
        UserError: "review.unknown", "review.not-allowed", "team.lead-stays", "team.not-on-team",
            "team.moment-unknown", "team.two-lists".
    """

    def without(tip: Roster) -> Next:
        member = _changeable(session, tip, person)
        cut = _cut(session, review, member.person, tip.number + 1, before)
        members = [one for one in tip.members.values() if one.person != person]
        return Next(members, {person: cut}, new_key=True)

    _put_in_force(session, review, without)


def put_back(session: Session, review: str, person: str) -> None:
    """Put someone who was taken off back on the team, with the keys and the role they had last.

    What was cut stays cut until the cut is moved. Whose laptop was found open begins with new keys instead.

    Raises:
        UserError: "team.already-on"; as `remove`.
    """
    before = chain_among(rosters_of(session, review)).in_force

    def with_them(tip: Roster) -> Next:
        had = [one.members[person] for one in before if person in one.members]
        if not had:
            raise UserError("team.not-on-team", name=person)
        if person in tip.members:
            raise UserError("team.already-on", name=had[-1].name)
        return Next([*tip.members.values(), had[-1]])

    _put_in_force(session, review, with_them)


def change_role(session: Session, review: str, person: str, role: Role) -> None:
    """Give someone on the team another role; the lead is handed over instead.

    Of someone who is given a lesser role, what they wrote so far counts as far as it is here now.

    Raises:
        UserError: as `remove`; "team.lead-stays".
    """

    def changed(tip: Roster) -> Next:
        member = _changeable(session, tip, person)
        if role is Role.LEAD:
            raise UserError("team.lead-stays", name=tip.lead.name)
        return _with_roles(session, tip, {member.person: role})

    _put_in_force(session, review, changed)


def move_cut(session: Session, review: str, person: str, before: str = "") -> None:
    """Say anew how far the words of someone who left, or was given a lesser role, count; `before` as in `remove`.

    Raises:
        UserError: "team.never-left"; as `remove`.
    """

    def moved(tip: Roster) -> Next:
        cut = tip.cuts.get(person)
        if cut is None:
            raise UserError("team.never-left", name=_name_of(session, tip, person))
        moved_to = _cut(session, review, person, cut.before, before, within=_WITHIN_REACH)
        return Next([*tip.members.values()], {person: moved_to})

    _put_in_force(session, review, moved)


def hand_over_lead(session: Session, review: str, person: str) -> None:
    """Make someone on the team lead; whoever led is the deputy from then on.

    Raises:
        UserError: "review.not-allowed": only the lead does; "team.not-on-team", "team.two-lists".
    """

    def handed_over(tip: Roster) -> Next:
        _check_lead(session, tip)
        _on_team(session, tip, person)
        return _with_roles(session, tip, {tip.lead.person: Role.DEPUTY, person: Role.LEAD})

    _put_in_force(session, review, handed_over)


def name_successor(session: Session, review: str, person: str) -> None:
    """Name who may take over the lead at any time, and is the deputy from now on if not before; "" for nobody.

    Raises:
        UserError: "review.not-allowed": only the lead does; "team.lead-stays", "team.not-on-team", "team.two-lists".
    """

    def named(tip: Roster) -> Next:
        _check_lead(session, tip)
        if not person:
            return Next([*tip.members.values()], successor="")
        member = _changeable(session, tip, person)
        return replace(_with_roles(session, tip, {member.person: Role.DEPUTY}), successor=person)

    _put_in_force(session, review, named)


def take_over(session: Session, review: str) -> None:
    """Take over the lead, as the lead agreed to beforehand; whoever led is the deputy from then on.

    Raises:
        UserError: "team.not-named-successor", "team.two-lists".
    """
    me = session.person().identity.person

    def taken(tip: Roster) -> Next:
        if tip.successor != me:
            raise UserError("team.not-named-successor")
        roles = {tip.lead.person: Role.DEPUTY, me: Role.LEAD}
        return replace(_with_roles(session, tip, roles), successor="")

    _put_in_force(session, review, taken)


def join_lists(session: Session, review: str) -> None:
    """Put together the lists of members that were written at once; only the lead does.

    Whoever one of them adds is on the team, whoever one of them takes off or gives a lesser role is so.

    Raises:
        UserError: "review.unknown", "review.not-allowed", "team.no-two-lists".
    """
    rosters = rosters_of(session, review)
    chain = chain_among(rosters)
    if chain.tip is None:
        raise UserError("review.not-allowed")
    tip = chain.tip
    _check_lead(session, tip)
    if not chain.contested:
        raise UserError("team.no-two-lists")
    heads = [one.roster for one in heads_among(rosters) if one.roster.hash in chain.forked]
    said = _joined(session, tip, heads)
    signed = signed_next(rosters, session.person().identity, tip, heads, said)
    _file(session, review, signed)


def ended(session: Session, opened: OpenReview) -> list[Ended]:
    """Give everyone whose words count up to somewhere, by name."""
    tip = opened.chain.tip
    if tip is None:
        return []
    found = []
    for person in tip.cuts:
        filed = _written_by(session, opened.id, person)
        counted = [one.change.time for one in filed if one.standing == Standing.COUNTED.value]
        left_out = sum(one.standing == Standing.CUT.value for one in filed)
        latest = max(counted, key=time_of, default="")
        name, role = opened.name_of(person), tip.role_of(person)
        found.append(Ended(person, name, role, latest, left_out))
    return sorted(found, key=lambda one: one.name.casefold())


def _put_in_force(session: Session, review: str, changed: Callable[[Roster], Next]) -> None:
    rosters = rosters_of(session, review)
    _file(session, review, following(rosters, session.person().identity, changed))


def _file(session: Session, review: str, signed: SignedRoster) -> None:
    file_rosters(session, review, [signed])
    session.database.settle(review).result()


def _check_lead(session: Session, tip: Roster) -> None:
    if tip.lead.person != session.person().identity.person:
        raise UserError("review.not-allowed")


def _on_team(session: Session, tip: Roster, person: str) -> Member:
    member = tip.members.get(person)
    if member is None:
        raise UserError("team.not-on-team", name=_name_of(session, tip, person))
    return member


def _changeable(session: Session, tip: Roster, person: str) -> Member:
    member = _on_team(session, tip, person)
    if member.role is Role.LEAD:
        raise UserError("team.lead-stays", name=member.name)
    return member


def _name_of(session: Session, tip: Roster, person: str) -> str:
    """Give the name of someone on the team or who was."""
    chain = chain_among(rosters_of(session, tip.review))
    named = (one.members[person].name for one in reversed(chain.in_force) if person in one.members)
    return next(named, person)


def _with_roles(session: Session, tip: Roster, roles: Mapping[str, Role]) -> Next:
    """Give these people these roles; who is lowered is cut as far as they are here now."""
    members = [replace(one, role=roles.get(one.person, one.role)) for one in tip.members.values()]
    cuts = {
        one.person: _cut(session, tip.review, one.person, tip.number + 1)
        for one in members
        if is_lesser(one.role, tip.members[one.person].role)
    }
    return Next(members, cuts)


def _joined(session: Session, tip: Roster, heads: Sequence[Roster]) -> Next:
    """Put lists together: everyone any of them adds, without whoever any of them takes off, the lesser role of two.

    Whoever puts them together leads on, though one of the lists hands the lead over or takes it; they may then hand it
    over again. Whoever was named to take over is so no more unless every list says so.
    """
    number = 1 + max(one.number for one in heads)
    people = {person: one for head in heads for person, one in head.members.items()}
    gone = {person for person in tip.members if any(person not in head.members for head in heads)}
    members = []
    for person, one in people.items():
        roles = [head.members[person].role for head in heads if person in head.members]
        least = min(roles, key=RANK.__getitem__)
        if person not in gone:
            role = Role.LEAD if person == tip.lead.person else least
            members.append(replace(one, role=role))
    now = {one.person: one.role for one in members}
    cuts: dict[str, Cut] = {}
    for head in heads:
        for person, cut in head.cuts.items():
            if person not in cuts or cut.before > cuts[person].before:
                cuts[person] = cut
        for person, one in head.members.items():
            ends = person not in now or is_lesser(now[person], one.role)
            if ends and (person not in cuts or cuts[person].before <= head.number):
                cuts[person] = _cut(session, tip.review, person, number)
    lead = tip.lead.person
    if lead in cuts and cuts[lead] != tip.cuts.get(lead):
        # What the others had not seen when they took the lead counts all the same.
        before = cuts[lead].before
        cuts[lead] = _cut(session, tip.review, lead, before, within=_WITHIN_REACH)
    agreed = all(head.successor == tip.successor for head in heads)
    return Next(members, cuts, new_key=True, successor=tip.successor if agreed else "")


def _cut(
    session: Session,
    review: str,
    person: str,
    number: int,
    before: str = "",
    within: Collection[str] = (Standing.COUNTED,),
) -> Cut:
    """Cut what someone wrote before the roster of this number: all that is here, or up to a moment or a change.

    What an earlier cut of theirs keeps out stays out, whatever this one names (`RosterChain.cuts`).

    Raises:
        UserError: "team.moment-unknown".
    """
    chain = chain_among(rosters_of(session, review))
    numbers = {one.hash: one.number for one in chain.in_force}
    changes = [
        one.change
        for one in _written_by(session, review, person)
        if one.standing in within and numbers.get(one.change.roster, number) < number
    ]
    return Cut(number, _up_to(changes, before, session.clock))


def _written_by(session: Session, review: str, person: str) -> list[Filed]:
    filed = session.database.ask(journal.changes_of, review).result()
    return [one for one in filed if one.change.person == person]


def _up_to(changes: Sequence[Change], before: str, clock: Clock) -> dict[str, str]:
    """Give the last change of each journal by device, or the last before the first that is not before a moment."""
    named = next((one for one in changes if one.hash == before), None)
    until = None if not before else time_of(named.time) if named else _moment(before, clock)
    last: dict[str, str] = {}
    ended_at: set[str] = set()
    for change in sorted(changes, key=lambda one: (one.number, one.hash)):
        if until is not None and not _is_before(change, named, until):
            ended_at.add(change.device)
        if change.device not in ended_at:
            last[change.device] = change.hash
    return last


def _is_before(change: Change, named: Change | None, until: datetime) -> bool:
    if named is not None and named.journal == change.journal:
        return change.number < named.number
    return time_of(change.time) < until


def _moment(given: str, clock: Clock) -> datetime:
    """Read a moment as a person gives it; without an offset, it is the time of day here."""
    try:
        moment = time_of(given)
    except ValueError:
        raise UserError("team.moment-unknown", moment=given) from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=clock().tzinfo)
