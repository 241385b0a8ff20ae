import random

from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.sync.stretch import is_consecutive, stretches
from tests.sync.team import Team, journal


@given(st.sets(st.integers(0, 19)), st.integers(1, 20), st.randoms(use_true_random=False))
def test_stretches_hold_everything_that_is_not_there_once_and_in_runs(
    team: Team, there: set[int], most: int, order: random.Random
) -> None:
    root = journal(team.asha, team.review, 8)
    fork = journal(team.asha, team.review, 6, after=root[4], word="fork")
    other = journal(team.asha, team.review, 6, device="d2")
    changes = [*root, *fork, *other]
    known = {changes[at].hash for at in there}
    mixed = changes + changes[:3]
    order.shuffle(mixed)
    runs = stretches(mixed, known, most_changes=most)
    assert runs == stretches(changes, known, most_changes=most)
    assert all(is_consecutive(run) and 1 <= len(run) <= most for run in runs)
    left = [change.hash for run in runs for change in run]
    assert sorted(left) == sorted({one.hash for one in changes} - known)


def test_one_journal_is_one_stretch(team: Team) -> None:
    changes = journal(team.asha, team.review, 30)
    assert stretches(changes) == (tuple(changes),)
    assert stretches(changes, {one.hash for one in changes}) == ()


def test_stretch_ends_before_it_grows_too_large(team: Team) -> None:
    changes = journal(team.asha, team.review, 30)
    weight = len(changes[0].head) + len(changes[0].content or b"")
    runs = stretches(changes, most_bytes=weight * 10)
    assert len(runs) >= 3
    assert all(
        sum(len(one.head) + len(one.content or b"") for one in run) <= weight * 10 for run in runs
    )
    assert len(stretches(changes, most_bytes=1)) == 30
