"""Replay: what a set of changes and rosters of one review says, from nothing; the reference for every row.

Pure: equal sets give equal results, whatever the order, the repeats, or which copies were emptied already.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reviewer_app.model.changes import Action, Change, Operation, effective, operations_in, united
from reviewer_app.model.fold import RecordState, Write, fold_record, standing_records, writes_of
from reviewer_app.model.roster import Roster, RosterChain, chain_of, is_in_own_name, may
from reviewer_app.model.standing import Judgement, Standing, judge
from reviewer_app.model.words import Role


@dataclass(frozen=True, slots=True)
class Replay:
    """What a review's changes come to.

    Attributes:
        chain: the rosters in force.
        judgement: which changes count, and the forks.
        states: every record that a counted change speaks of.
        standing: the records that stand.
        emptied: by change, the names ("number/field") that counted redactions empty.
        wanting: changes that lack words no counted redaction emptied; another copy may still have them.
    """

    chain: RosterChain
    judgement: Judgement
    states: Mapping[tuple[str, str], RecordState]
    standing: frozenset[tuple[str, str]]
    emptied: Mapping[str, frozenset[str]]
    wanting: frozenset[str]


def replay(
    changes: Iterable[Change],
    rosters: Iterable[Roster],
    parents: Mapping[str, tuple[str, str]],
    order: Sequence[str],
) -> Replay:
    """Judge, redact and fold every change of one review.

    `parents` names the field that holds a record's parent and the parent's kind; `order` lists the kinds,
    parents before children.
    """
    known: dict[str, Change] = {}
    for change in changes:
        known[change.hash] = united(known[change.hash], change) if change.hash in known else change
    chain = chain_of(rosters)
    judgement = judge(known.values(), chain)
    redactions = redactions_among(known, chain, judgement)
    writes: dict[tuple[str, str], list[Write]] = {}
    wanting: set[str] = set()
    for hash_, change in known.items():
        aimed = redactions.get(hash_, ())
        if lacks(change, aimed):
            wanting.add(hash_)
        if judgement.standing[hash_] is Standing.COUNTED:
            for number, operation in effective(change, aimed):
                if permitted(chain, change, operation):
                    written = writes.setdefault((operation.kind, operation.record), [])
                    written.extend(writes_of(change, number, operation))
    states = {key: fold_record(*key, written) for key, written in writes.items() if written}
    return Replay(
        chain=chain,
        judgement=judgement,
        states=states,
        standing=frozenset(standing_records(states, parents, order)),
        emptied={
            target: frozenset(name for _by, one in aimed for name in one.empties)
            for target, aimed in redactions.items()
        },
        wanting=frozenset(wanting),
    )


def permitted(
    chain: RosterChain, change: Change, operation: Operation, *, own: bool = True
) -> bool:
    """Say whether the author's role, under the roster the change names, allows an operation in their own name."""
    return allowed(role_in(chain, change), change.person, operation, own=own)


def role_in(chain: RosterChain, change: Change) -> Role | None:
    """Give the role that a change's author has under the roster it names; None for a stranger."""
    roster = chain.named(change.roster)
    return roster.role_of(change.person) if roster else None


def allowed(role: Role | None, person: str, operation: Operation, *, own: bool = True) -> bool:
    """Say whether somebody's role allows an operation in their own name."""
    return role is not None and may(role, operation, own=own) and is_in_own_name(operation, person)


def redactions_among(
    known: Mapping[str, Change], chain: RosterChain, judgement: Judgement
) -> dict[str, list[tuple[Change, Operation]]]:
    """Give, by the change they empty, the redactions that count: by its author, or by a lead."""
    found: dict[str, list[tuple[Change, Operation]]] = {}
    for hash_, by in known.items():
        if judgement.standing[hash_] is not Standing.COUNTED:
            continue
        for operation in operations_in(by):
            target = known.get(operation.record)
            if operation.action is Action.REDACT and target is not None:
                own = by.person == target.person
                if permitted(chain, by, operation, own=own):
                    found.setdefault(target.hash, []).append((by, operation))
    return found


def lacks(change: Change, redactions: Iterable[tuple[Change, Operation]]) -> bool:
    """Say whether a change lacks words that none of the redactions aimed at it empties."""
    if change.content is None:
        return True
    gone = {name for _by, redaction in redactions for name in redaction.empties}
    return any(
        f"{number}/{name}" not in gone
        for number, operation in enumerate(operations_in(change))
        for name in operation.emptied
    )
