"""Merging that breaks one rule each, to show that the histories would notice: every one of them must be found soon."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import pytest

from reviewer_app.model import fold, standing
from reviewer_app.model import replay as replaying
from reviewer_app.model.changes import Change, Operation
from reviewer_app.model.fold import REMOVED, FieldState, Write
from reviewer_app.model.roster import RosterChain
from reviewer_app.model.standing import Judgement, Standing
from tests.model import histories


@dataclass(frozen=True)
class Mutant:
    """One rule broken: which, and what is put in its place."""

    name: str
    put_in: Callable[[pytest.MonkeyPatch], None]


def died_at(mutant: Mutant, most: int, monkeypatch: pytest.MonkeyPatch) -> int | None:
    """Give the number of histories it took to find a mutant; None where `most` of them did not."""
    for seed in range(most):
        world = histories.history(seed)
        with monkeypatch.context() as broken:
            mutant.put_in(broken)
            try:
                histories.check_history(seed, world)
            except AssertionError:
                return seed + 1
    return None


def _drop_causality(patch: pytest.MonkeyPatch) -> None:
    written = fold.writes_of

    def writes_of(change: Change, number: int, operation: Operation) -> list[Write]:
        return [one._replace(replaces=()) for one in written(change, number, operation)]

    patch.setattr(replaying, "writes_of", writes_of)


def _flip_the_tie(patch: pytest.MonkeyPatch) -> None:
    flipped = str.maketrans("0123456789abcdef", "fedcba9876543210")

    def rank(write: Write) -> tuple[str, str]:
        return (write.instant, write.ref.translate(flipped))

    patch.setattr(fold.Write, "rank", property(rank))


def _let_the_earliest_lead(patch: pytest.MonkeyPatch) -> None:
    folded = fold._fold_field  # noqa: SLF001 (what is broken on purpose)

    def fold_field(writes: Iterable[Write]) -> FieldState:
        state = folded(writes)
        return FieldState(state.heads[::-1], state.emptied)

    patch.setattr(fold, "_fold_field", fold_field)


def _let_any_role_write(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(replaying, "permitted", lambda *_args, **_kwargs: True)


def _ignore_cuts(patch: pytest.MonkeyPatch) -> None:
    judged = standing.judge

    def judge(changes: Iterable[Change], chain: RosterChain) -> Judgement:
        in_force = tuple(replace(one, cuts={}) for one in chain.in_force)
        return judged(changes, replace(chain, in_force=in_force))

    patch.setattr(replaying, "judge", judge)


def _let_strangers_count(patch: pytest.MonkeyPatch) -> None:
    judged = standing.judge

    def judge(changes: Iterable[Change], chain: RosterChain) -> Judgement:
        found = judged(changes, chain)
        counted = {
            hash_: Standing.COUNTED if now is Standing.STRANGER else now
            for hash_, now in found.standing.items()
        }
        return replace(found, standing=counted)

    patch.setattr(replaying, "judge", judge)


def _ignore_gaps(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(standing, "_broken_link", lambda *_args: None)


def _let_one_side_of_a_fork_win(patch: pytest.MonkeyPatch) -> None:
    judged = standing.judge

    def judge(changes: Iterable[Change], chain: RosterChain) -> Judgement:
        found = judged(changes, chain)
        lost = {hash_ for fork in found.forks for hash_ in fork[1:]}
        return replace(
            found, standing={**found.standing, **dict.fromkeys(lost, Standing.MISPLACED)}
        )

    patch.setattr(replaying, "judge", judge)


def _let_removals_cover_all(patch: pytest.MonkeyPatch) -> None:
    def covered(_removal: Write, refs: Iterable[str]) -> set[str]:
        return set(refs)

    patch.setattr(fold, "_covered", covered)


def _keep_the_first_only(patch: pytest.MonkeyPatch) -> None:
    folded = fold._fold_field  # noqa: SLF001 (what is broken on purpose)

    def fold_field(writes: Iterable[Write]) -> FieldState:
        state = folded(writes)
        if state.heads and state.heads[0].field == REMOVED:
            return state
        return FieldState(state.heads[:1], state.emptied)

    patch.setattr(fold, "_fold_field", fold_field)


def _let_agreements_cover_all(patch: pytest.MonkeyPatch) -> None:
    def none_late(*_args: object) -> Sequence[object]:
        return ()

    patch.setattr(histories, "not_covered", none_late)


MUTANTS = (
    Mutant("causality is dropped: what is replaced stays", _drop_causality),
    Mutant("the tie between equal times is flipped", _flip_the_tie),
    Mutant("the earliest value leads", _let_the_earliest_lead),
    Mutant("the roster is ignored: any role writes anything", _let_any_role_write),
    Mutant("the roster is ignored: no cut ends a journal", _ignore_cuts),
    Mutant("the roster is ignored: who is not on it counts", _let_strangers_count),
    Mutant("a gap holds nothing back", _ignore_gaps),
    Mutant("one side of a fork wins", _let_one_side_of_a_fork_win),
    Mutant("a removal covers what it had not seen", _let_removals_cover_all),
    Mutant("of two versions one is kept", _keep_the_first_only),
    Mutant("an agreement covers what it had not seen", _let_agreements_cover_all),
)
