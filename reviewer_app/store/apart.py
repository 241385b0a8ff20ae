"""Taking apart: what changes say, as far as it hangs on themselves and the rosters and on nothing that lies here.

All of it is pure, so that what arrives can be taken apart beside the lane, before it is filed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, cast

from pydantic import ValidationError

from reviewer_app.model.canonical import Json
from reviewer_app.model.changes import Action, Change, Operation, effective
from reviewer_app.model.nouns import KINDS, Record
from reviewer_app.model.replay import allowed, role_in
from reviewer_app.model.roster import RosterChain
from reviewer_app.model.standing import Standing
from reviewer_app.model.words import Role
from reviewer_app.right_of_way import giving

_FIELDS: Final = {kind: frozenset(noun.model_fields) for kind, noun in KINDS.items()}

Said = tuple[Change, int, Operation]
"""An operation that counts and is permitted, the change it stands in, its number there."""
Made = tuple[Mapping[str, Json], Record | None]
"""A record's values as they were said, and the noun they make, if they do."""
Redactions = Mapping[str, Sequence[tuple[Change, Operation]]]
"""By change, the redactions aimed at it that count, with the changes they stand in."""


@dataclass(frozen=True, slots=True)
class Apart:
    """What changes say, taken apart: all that hangs on themselves and the rosters, and on nothing that lies here.

    `said` holds by kind and record what counts of them; `made` what becomes of records that one operation adds whole.
    """

    said: Mapping[str, Mapping[str, Sequence[Said]]]
    made: Mapping[str, Mapping[str, Made]]


NOTHING: Final = Apart({}, {})


def take_apart(
    chain: RosterChain,
    review: str,
    judged: Iterable[tuple[Change, str]],
    redactions: Redactions = MappingProxyType({}),
) -> Apart:
    """Take changes apart, each with its standing; what the `redactions` empty is gone."""
    permitting = Permitting(chain)
    said: dict[str, dict[str, list[Said]]] = defaultdict(dict)
    for change, standing in giving(judged):
        if standing == Standing.COUNTED:
            for one in permitting.said(change, redactions.get(change.hash, ())):
                operation = one[2]
                said[operation.kind].setdefault(operation.record, []).append(one)
    made: dict[str, dict[str, Made]] = {}
    for kind in said.keys() & KINDS.keys():
        made[kind] = {
            record: made_of(review, kind, record, values)
            for record, ones in giving(said[kind].items())
            if (values := only_addition(ones)) is not None
        }
    return Apart(said, made)


class Permitting:
    """Says what counts of changes, as far as their authors may say it; a role is looked up once."""

    def __init__(self, chain: RosterChain) -> None:
        self._chain = chain
        self._roles: dict[tuple[str, str], Role | None] = {}

    def said(
        self, change: Change, redactions: Sequence[tuple[Change, Operation]]
    ) -> Iterator[Said]:
        """Give every operation of a change that is permitted, without what the redactions aimed at it empty."""
        under, person = (change.roster, change.person), change.person
        if under not in self._roles:
            self._roles[under] = role_in(self._chain, change)
        role = self._roles[under]
        for number, operation in effective(change, redactions):
            if allowed(role, person, operation):
                yield change, number, operation


def only_addition(said: Sequence[Said]) -> Mapping[str, Json] | None:
    """Give what a record's only operation says, where that adds it whole: nothing is replaced, emptied or disputed."""
    if len(said) != 1:
        return None
    [(_change, _number, operation)] = said
    if operation.action is not Action.ADD or operation.emptied:
        return None
    return operation.values


def made_of(review: str, kind: str, record: str, said: Mapping[str, Json]) -> Made:
    """Give what becomes of a record of which this is said."""
    values = {**said, "id": record, "review": review}
    return values, _noun_of(kind, values)


def _noun_of(kind: str, said: Mapping[str, Json]) -> Record | None:
    """Make a noun of its values.

    A field this version does not know is passed over; a value it does not allow falls back on the field's
    default; a record that still does not validate is not shown (its changes stay in the journal).
    """
    noun, known = KINDS[kind], _FIELDS[kind]
    values = said
    if not said.keys() <= known:
        values = {name: value for name, value in said.items() if name in known}
    try:
        # What `model_validate` comes to in a class that is no table, without SQLModel's way there.
        empty = noun.__new__(noun)
        return cast(
            "Record", noun.__pydantic_validator__.validate_python(values, self_instance=empty)
        )
    except ValidationError as error:
        wrong = {str(problem["loc"][0]) for problem in error.errors() if problem["loc"]}
        kept = {name: value for name, value in values.items() if name not in wrong}
        try:
            return noun.model_validate(kept)
        except ValidationError:
            return None
