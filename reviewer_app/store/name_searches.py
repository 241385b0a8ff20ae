"""What the name guard found in the changes of a review, kept on this laptop so that each is searched once.

Kept by change, under what names were known by then (`rules`): what was searched under others counts as not searched.
Where a change's words are emptied, or a fuller copy of it comes, it is forgotten (`journal.replace_content`).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from reviewer_app.model.canonical import Json
from reviewer_app.model.journal import JournalRow
from reviewer_app.model.local import SearchedChange
from reviewer_app.store import journal
from reviewer_app.store.journal import Filed, table_of

Wordings = Mapping[str, Json]
"""What was found in the wordings of a change, by their digests: falsy where nothing was."""

_SEARCHED: Final = table_of(SearchedChange)
_JOURNAL: Final = table_of(JournalRow)


@dataclass(slots=True)
class Kept:
    """What is known of a review.

    Attributes:
        clean: the digests of wordings in which nothing was found.
        found: what was found in others, by their digests.
        holding: the orders of arrival of the changes that hold those.
    """

    clean: set[str] = field(default_factory=set)
    found: dict[str, Json] = field(default_factory=dict)
    holding: set[int] = field(default_factory=set)

    def take(self, seq: int, wordings: Wordings) -> None:
        """Take in what was found in a change."""
        for digest, found in wordings.items():
            if found:
                self.found[digest] = found
                self.holding.add(seq)
            else:
                self.clean.add(digest)


def kept(connection: Connection, review: str, rules: str) -> Kept:
    """Give what is known of a review under these rules."""
    known = Kept()
    rows = connection.execute(
        select(_SEARCHED.c.change, _SEARCHED.c.clean, _SEARCHED.c.found).where(
            _SEARCHED.c.review == review, _SEARCHED.c.rules == rules
        )
    )
    for seq, clean, found in rows:
        known.clean.update(clean.split())
        if found:
            known.take(seq, json.loads(found))
    return known


def unsearched(
    connection: Connection, review: str, rules: str, after: int, most: int
) -> list[Filed]:
    """Give changes that were not searched under these rules, by order of arrival."""
    searched = select(_SEARCHED.c.change).where(
        _SEARCHED.c.change == _JOURNAL.c.seq, _SEARCHED.c.rules == rules
    )
    rows = connection.execute(
        select(_JOURNAL.c.seq)
        .where(_JOURNAL.c.review == review, _JOURNAL.c.seq > after, ~searched.exists())
        .order_by(_JOURNAL.c.seq)
        .limit(most)
    )
    return journal.changes_at(connection, [int(row[0]) for row in rows])


def keep(connection: Connection, rules: str, searched: Sequence[tuple[Filed, Wordings]]) -> None:
    """Keep what was found in changes, but for those whose words are others by now, or have not arrived."""
    now = {
        one.seq: one.change.content
        for one in journal.changes_at(connection, [filed.seq for filed, _wordings in searched])
    }
    connection.execute(delete(_SEARCHED).where(_SEARCHED.c.change.in_(list(now))))
    rows = [
        {
            "change": filed.seq,
            "review": filed.change.review,
            "rules": rules,
            "clean": " ".join(digest for digest, found in wordings.items() if not found),
            "found": _written({digest: found for digest, found in wordings.items() if found}),
        }
        for filed, wordings in searched
        if filed.change.content is not None and now[filed.seq] == filed.change.content
    ]
    if rows:
        connection.execute(insert(_SEARCHED), rows)


def _written(found: Wordings) -> str:
    return json.dumps(found, separators=(",", ":")) if found else ""
