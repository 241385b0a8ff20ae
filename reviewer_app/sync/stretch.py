"""Stretches: runs of consecutive changes of one journal, which is what one bundle carries."""

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import Final

from reviewer_app.model.changes import Change

MOST_CHANGES: Final = 20_000
"""Changes one bundle carries at most."""
MOST_BYTES: Final = 16 * 1024 * 1024
"""Bytes of changes one bundle carries at most, before compression, unless one change has more."""


def is_consecutive(changes: Sequence[Change]) -> bool:
    """Say whether changes are one unbroken run of one journal."""
    return all(
        after.journal == before.journal
        and after.number == before.number + 1
        and after.previous == before.hash
        for before, after in pairwise(changes)
    )


def stretches(
    changes: Iterable[Change],
    there: Collection[str] = (),
    *,
    most_changes: int = MOST_CHANGES,
    most_bytes: int = MOST_BYTES,
) -> tuple[tuple[Change, ...], ...]:
    """Cut the changes that are not `there` (by hash) into runs, each fit for one bundle.

    At a fork one branch goes on with the run and each other begins its own.
    """
    left = sorted(
        {one.hash: one for one in changes if one.hash not in there}.values(),
        key=lambda one: (one.journal, one.number, one.hash),
    )
    runs: list[list[Change]] = []
    open_runs: dict[str, tuple[list[Change], int]] = {}
    for change in left:
        weight = len(change.head) + len(change.content or b"")
        run, carried = open_runs.pop(change.previous, ([], 0))
        fits = len(run) < most_changes and carried + weight <= most_bytes
        if not run or not fits or not is_consecutive((run[-1], change)):
            run, carried = [], 0
            runs.append(run)
        run.append(change)
        open_runs[change.hash] = (run, carried + weight)
    return tuple(tuple(run) for run in runs)
