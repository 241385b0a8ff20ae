"""Who is on the team: a numbered chain of rosters apart from the journals, and what each role may do.

Only roles that read evidence stand on it. A roster names the one before it (two, where it joins a fork),
the members and their keys, the retention date, and, for everyone removed or lowered, the **cut**: how far
each of their journals still counts.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.model.canonical import (
    Json,
    canonical,
    is_count,
    read_object,
    require_canonical,
)
from reviewer_app.model.changes import Action, Operation
from reviewer_app.model.words import Role

FORMAT: Final = 1
MOST_MEMBERS: Final = 200
"""People on a roster, and review keys in force: more than any team, few enough for a file to be sealed to each."""
LEADERS: Final = frozenset({Role.LEAD, Role.DEPUTY})
"""The roles that speak for the team."""


@dataclass(frozen=True, slots=True)
class Member:
    """One member: first name, role, and the public keys others verify and seal with."""

    person: str
    name: str
    role: Role
    sign_key: str
    age_key: str


@dataclass(frozen=True, slots=True)
class Cut:
    """How far a removed or lowered member's journals count.

    Of what they wrote under rosters numbered below `before`, each journal (by device) counts up to the named
    change and no further; a device that is not named counts not at all. Every later roster repeats it, or has a
    later one of theirs in its place; the earlier then still ends what was written before it (`RosterChain.cuts`).
    """

    before: int
    journals: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Roster:
    """One roster: exact bytes, their hash, and what they say.

    `retention_end` is an ISO date. `successor` is the deputy whom the lead has named to take over, "" for nobody.
    """

    raw: bytes
    hash: str
    review: str
    number: int
    previous: tuple[str, ...]
    signer: str
    members: Mapping[str, Member]
    review_keys: tuple[str, ...]
    cuts: Mapping[str, Cut] = field(default_factory=dict)
    retention_end: str = ""
    successor: str = ""

    def role_of(self, person: str) -> Role | None:
        """Give a person's role, None for someone who is not on this roster."""
        member = self.members.get(person)
        return member.role if member else None

    def leads(self, person: str) -> bool:
        """Say whether a person speaks for the team: its lead, or the deputy."""
        return self.role_of(person) in LEADERS

    @property
    def lead(self) -> Member:
        """The lead; a roster has exactly one."""
        return next(member for member in self.members.values() if member.role is Role.LEAD)


def review_id(sign_key: str, nonce: str) -> str:
    """Derive a review's id from its first lead's key, so that no one else can begin its roster chain."""
    return hashlib.sha256(f"review\n{sign_key}\n{nonce}".encode()).hexdigest()[:32]


def write_roster(
    *,
    review: str,
    nonce: str,
    number: int,
    previous: Iterable[str],
    signer: str,
    members: Iterable[Member],
    review_keys: Iterable[str],
    cuts: Mapping[str, Cut] | None = None,
    retention_end: str = "",
    successor: str = "",
) -> Roster:
    """Write a roster; it counts only once it is signed and stands in the chain."""
    return read_roster(
        canonical(
            {
                "format": FORMAT,
                "review": review,
                "nonce": nonce,
                "number": number,
                "previous": list[Json](sorted(previous)),
                "signer": signer,
                "members": {
                    one.person: {
                        "name": one.name,
                        "role": one.role.value,
                        "sign": one.sign_key,
                        "age": one.age_key,
                    }
                    for one in members
                },
                "review_keys": list[Json](review_keys),
                "cuts": {
                    person: {"before": cut.before, "journals": dict(cut.journals)}
                    for person, cut in (cuts or {}).items()
                },
                "retention_end": retention_end,
                **({"successor": successor} if successor else {}),
            }
        )
    )


def read_roster(raw: bytes) -> Roster:
    """Read a roster from its exact bytes; unknown fields stay in the bytes.

    Raises:
        UserError: "roster.malformed", "roster.newer".
    """
    try:
        parsed = read_object(raw)
        format_ = parsed.get("format")
        if is_count(format_) and format_ != FORMAT:
            raise UserError("roster.newer")
        require_canonical(raw, parsed)
        _count(format_)
        members = {
            person: _member(person, _object(one))
            for person, one in _object(parsed["members"]).items()
        }
        roster = Roster(
            raw=raw,
            hash=hashlib.sha256(raw).hexdigest(),
            review=_word(parsed["review"]),
            number=_count(parsed["number"]),
            previous=_words(parsed["previous"]),
            signer=_word(parsed["signer"]),
            members=members,
            review_keys=_words(parsed["review_keys"]),
            cuts={person: _cut(_object(one)) for person, one in _object(parsed["cuts"]).items()},
            retention_end=_word(parsed["retention_end"]),
            successor=_word(parsed.get("successor", "")),
        )
        nonce = _word(parsed["nonce"])
    except (ValueError, KeyError, TypeError):
        raise UserError("roster.malformed") from None
    leads = [one.person for one in members.values() if one.role is Role.LEAD]
    if (
        len(leads) != 1
        or max(len(members), len(roster.review_keys)) > MOST_MEMBERS
        or (roster.number > 1) != bool(roster.previous)
        or any(cut.before > roster.number for cut in roster.cuts.values())
        or (roster.successor and roster.role_of(roster.successor) is not Role.DEPUTY)
    ):
        raise UserError("roster.malformed")
    if roster.number == 1 and (
        roster.signer != leads[0] or review_id(roster.lead.sign_key, nonce) != roster.review
    ):
        raise UserError("roster.malformed")
    return roster


def _member(person: str, one: Mapping[str, Json]) -> Member:
    return Member(
        person, _word(one["name"]), Role(_word(one["role"])), _word(one["sign"]), _word(one["age"])
    )


def _cut(one: Mapping[str, Json]) -> Cut:
    journals = {device: _word(last) for device, last in _object(one["journals"]).items()}
    return Cut(_count(one["before"]), journals)


def _word(value: Json) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _words(value: Json) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(value)
    return tuple(_word(one) for one in value)


def _object(value: Json) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise TypeError(value)
    return value


def _count(value: Json) -> int:
    if not isinstance(value, int) or not is_count(value):
        raise TypeError(value)
    return value


@dataclass(frozen=True, slots=True)
class RosterChain:
    """The rosters of one review that count, in order, and those beside them.

    `forked` holds good rosters beside the chain: they wait until the lead joins them (shown). `refused` holds
    those nobody was allowed to write so. One that names an unknown roster is in neither: it waits for it.
    `contested` are those of the forked that each follow the one in force, so that nothing does.
    """

    in_force: tuple[Roster, ...]
    forked: frozenset[str]
    refused: frozenset[str]
    contested: frozenset[str] = frozenset()

    @property
    def tip(self) -> Roster | None:
        """The roster in force now."""
        return self.in_force[-1] if self.in_force else None

    def cuts(self) -> dict[str, tuple[Cut, ...]]:
        """Give everyone's cuts in their order; of one that was moved, as it stands now.

        Each speaks of what was written under the rosters from the cut before it up to its own.
        """
        found: dict[str, dict[int, Cut]] = {}
        for roster in self.in_force:
            for person, cut in roster.cuts.items():
                found.setdefault(person, {})[cut.before] = cut
        return {
            person: tuple(cuts[before] for before in sorted(cuts)) for person, cuts in found.items()
        }

    def named(self, hash_: str) -> Roster | None:
        """Give a roster that was ever in force, or was joined by one that is."""
        return next((one for one in self.in_force if one.hash == hash_), None)


def chain_of(rosters: Iterable[Roster]) -> RosterChain:
    """Order rosters of one review (whose signatures were checked) into the chain in force.

    The next roster is the only one that follows the tip. Where there are several, none of them is in force
    until the lead of the tip has signed a later one that is not forked itself: those it descends from are
    joined by it, the others wait (must hold, 4). So a fork that turns up late, behind what the lead went on to
    sign, undoes nothing.
    """
    known = {one.hash: one for one in sorted(rosters, key=lambda one: (one.number, one.hash))}
    good, refused = _sorted_out(known)
    counted: dict[str, Roster] = {}
    tip: Roster | None = None
    while (following := _following(tip, good, counted)) is not None:
        joined = (good[hash_] for hash_ in _hashes_before(following, good, counted))
        for one in sorted(joined, key=lambda one: (one.number, one.hash)):
            counted[one.hash] = one
        counted[following.hash] = tip = following
    forked = frozenset(good) - frozenset(counted)
    contested = frozenset(hash_ for hash_ in forked if tip and tip.hash in good[hash_].previous)
    return RosterChain(tuple(counted.values()), forked, frozenset(refused), contested)


def _sorted_out(known: Mapping[str, Roster]) -> tuple[dict[str, Roster], set[str]]:
    """Give the rosters that may stand in a chain, lowest numbers first, and the hashes of those that may not."""
    good: dict[str, Roster] = {}
    refused: set[str] = set()
    for roster in known.values():
        before = [good[hash_] for hash_ in roster.previous if hash_ in good]
        if any(hash_ in refused for hash_ in roster.previous):
            refused.add(roster.hash)
        elif any(hash_ not in known for hash_ in roster.previous):
            continue
        elif len(before) == len(roster.previous) and _follows(roster, before):
            good[roster.hash] = roster
        elif len(before) == len(roster.previous) or _out_of_order(roster, known):
            refused.add(roster.hash)
    return good, refused


def _out_of_order(roster: Roster, known: Mapping[str, Roster]) -> bool:
    return any(known[hash_].number >= roster.number for hash_ in roster.previous)


def _follows(roster: Roster, before: Sequence[Roster]) -> bool:
    """Whether a roster keeps the rules towards each one it names: number, signer, keys, lead and cuts."""
    if not before:
        return roster.number == 1
    roles = [one.role_of(roster.signer) for one in before]
    return (
        roster.number == 1 + max(one.number for one in before)
        and any(role in LEADERS for role in roles)
        and (
            Role.LEAD in roles
            or all(_leaves_the_lead(roster, one) for one in before)
            or all(_takes_over(roster, one) for one in before)
        )
        and all(_keeps(roster, one) for one in before)
    )


def _leaves_the_lead(roster: Roster, before: Roster) -> bool:
    """Whether lead, successor and the lead's words stay as they were: a deputy alters none, but may leave the team."""
    lead = before.lead.person
    return (
        roster.lead.person == lead
        and roster.successor in (before.successor, "")
        and roster.cuts.get(lead) == before.cuts.get(lead)
    )


def _takes_over(roster: Roster, before: Roster) -> bool:
    """Whether the deputy whom the lead named beforehand makes themselves lead, as the lead agreed to."""
    return before.successor == roster.signer == roster.lead.person


def _keeps(roster: Roster, before: Roster) -> bool:
    """Whether nobody's signing key changed, and everyone cut, removed or lowered has a cut."""
    for person, member in before.members.items():
        now, cut = roster.members.get(person), roster.cuts.get(person)
        if now is not None and now.sign_key != member.sign_key:
            return False
        lowered = now is None or is_lesser(now.role, member.role)
        if lowered and (cut is None or cut.before <= before.number):
            return False
    return all(
        person in roster.cuts and roster.cuts[person].before >= cut.before
        for person, cut in before.cuts.items()
    )


RANK: Final = {Role.READER: 0, Role.REVIEWER: 1, Role.DEPUTY: 2, Role.LEAD: 3}
"""The roles from the least to the first."""


def is_lesser(role: Role, than: Role) -> bool:
    """Say whether a role is less than another, so that whoever is given it needs a cut."""
    return RANK[role] < RANK[than]


def _following(
    tip: Roster | None, good: Mapping[str, Roster], counted: Mapping[str, Roster]
) -> Roster | None:
    """Give the roster that follows the tip, None where there is none or the lead has not decided."""
    lead = tip.lead.person if tip else next((one.signer for one in good.values()), "")
    number = tip.number if tip else 0
    descending = list(good.values()) if tip is None else _descending(tip, good)
    children = [
        one for one in descending if one.number == number + 1 and _may_follow(one, tip, counted)
    ]
    if len(children) == 1:
        return children[0]
    beside: dict[int, list[Roster]] = {}
    for one in descending:
        beside.setdefault(one.number, []).append(one)
    decided = [
        one
        for one in descending
        if one.number > number + 1
        and one.signer == lead
        and not any(_contests(other, one, lead) for other in beside[one.number])
    ]
    return min(decided, key=lambda one: one.number, default=None)


def _contests(other: Roster, roster: Roster, lead: str) -> bool:
    """Whether of two rosters with one number both follow one roster, or both are the lead's."""
    return other.hash != roster.hash and (
        other.signer == lead or not set(other.previous).isdisjoint(roster.previous)
    )


def _may_follow(roster: Roster, tip: Roster | None, counted: Mapping[str, Roster]) -> bool:
    """Whether a roster may follow the tip by itself: only the lead joins rosters beside the chain."""
    role = tip.role_of(roster.signer) if tip else Role.LEAD
    joins = any(hash_ not in counted for hash_ in roster.previous)
    return role is Role.LEAD or (role is Role.DEPUTY and not joins)


def _descending(tip: Roster, good: Mapping[str, Roster]) -> list[Roster]:
    """Give the rosters that follow the tip, each behind those it follows, as `good` has them."""
    found: dict[str, Roster] = {tip.hash: tip}
    for one in good.values():
        if any(hash_ in found for hash_ in one.previous):
            found[one.hash] = one
    return list(found.values())[1:]


def _hashes_before(
    roster: Roster, good: Mapping[str, Roster], counted: Mapping[str, Roster]
) -> set[str]:
    """Give the rosters before one that count only with it; behind one that counts all do."""
    found: set[str] = set()
    waiting = list(roster.previous)
    while waiting:
        hash_ = waiting.pop()
        if hash_ not in found and hash_ not in counted:
            found.add(hash_)
            waiting.extend(good[hash_].previous)
    return found


_LEADING: Final = frozenset(
    {
        "review",
        "framework_text",
        "agreement",
        "finding_waiver",
        "report_version",
        "sharing_consent",
        "own_question",
        "chosen_form",
        "factual_check",
        "checked_paragraph",
        "paragraph_answer",
        "answer_decision",
    }
)
"""Kinds that only a lead or a deputy writes: set-up, agreeing, finalising."""

_READING: Final = frozenset({"draft_comment", "draft_confirmation"})
"""Kinds that a reader writes too: what one says of a draft."""


def may(role: Role, operation: Operation, *, own: bool = True) -> bool:
    """Say whether a role may do an operation; `own` tells whether a redaction aims at the author's own words."""
    if role in LEADERS:
        return own or operation.action is not Action.REDACT or role is Role.LEAD
    if role is Role.REVIEWER:
        return operation.kind not in _LEADING and (operation.action is not Action.REDACT or own)
    return operation.kind in _READING


def is_in_own_name(operation: Operation, person: str) -> bool:
    """Say whether nobody else is named as the author of what this person writes; "" names the team."""
    return operation.values.get("author", person) in ("", person)
