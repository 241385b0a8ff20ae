"""What other laptops said they have and this one has not: heads of journals, kept until the changes are here."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, and_, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from reviewer_app.model.journal import JournalRow
from reviewer_app.model.local import HeadElsewhere
from reviewer_app.store.journal import has_hash, table_of

MOST: Final = 1_000
"""Heads kept of what one person said, so that nobody fills a laptop with changes that do not exist."""

_TABLE: Final = table_of(HeadElsewhere)
_JOURNAL: Final = table_of(JournalRow)
_IS_HERE: Final = has_hash(_TABLE.c.hash)


@dataclass(frozen=True, slots=True)
class Teller:
    """A laptop that said what it has of a review, when its own journal was at `told`."""

    person: str
    device: str
    told: int


@dataclass(frozen=True, slots=True)
class Head:
    """The last change of a journal of `person` at `device`: its place and its hash."""

    person: str
    device: str
    number: int
    hash: str


def record(
    connection: Connection, review: str, said: Iterable[tuple[Teller, Sequence[Head]]]
) -> None:
    """Keep those of the heads that are not here; what a laptop said last stands in place of what it said before."""
    for teller, heads in said:
        _record(connection, review, teller, heads)
    connection.execute(
        delete(HeadElsewhere).where(
            _TABLE.c.review == review, select(_JOURNAL.c.seq).where(_IS_HERE).exists()
        )
    )


def _record(connection: Connection, review: str, teller: Teller, heads: Sequence[Head]) -> None:
    of_person = and_(_TABLE.c.review == review, _TABLE.c.teller == teller.person)
    of_laptop = and_(of_person, _TABLE.c.teller_device == teller.device)
    last = connection.execute(select(func.max(_TABLE.c.told)).where(of_laptop)).scalar()
    if last is not None and last > teller.told:
        return
    connection.execute(delete(HeadElsewhere).where(of_laptop, _TABLE.c.told < teller.told))
    kept = connection.execute(select(func.count()).where(of_person)).scalar_one()
    rows = [
        {
            "review": review,
            "teller": teller.person,
            "teller_device": teller.device,
            "hash": head.hash,
            "told": teller.told,
            "person": head.person,
            "device": head.device,
            "number": head.number,
        }
        for head in heads[: max(0, MOST - kept)]
    ]
    if rows:
        connection.execute(insert(_TABLE).on_conflict_do_nothing(), rows)


def not_here(connection: Connection, review: str, tellers: Collection[str]) -> list[Head]:
    """Give the heads, each once, that these people said they have and that are not here."""
    rows = connection.execute(
        select(_TABLE.c.person, _TABLE.c.device, _TABLE.c.number, _TABLE.c.hash)
        .distinct()
        .where(
            _TABLE.c.review == review,
            _TABLE.c.teller.in_(list(tellers)),
            ~select(_JOURNAL.c.seq).where(_IS_HERE).exists(),
        )
        .order_by(_TABLE.c.person, _TABLE.c.device, _TABLE.c.number)
    )
    return [
        Head(str(person), str(device), int(number), str(hash_))
        for person, device, number, hash_ in rows
    ]
