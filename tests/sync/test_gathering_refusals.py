"""Every reason for which a file cannot be added: said with what to do, and it blocks nothing else."""

import ast

import pytest

from reviewer_app.errors import CATALOGUE, UserError
from reviewer_app.sync.gathering import Gathered, gather, gather_photos
from reviewer_app.sync.naming import prefix_of
from reviewer_app.sync.review_key import open_with
from reviewer_app.sync.roster import roster_name, write_roster_file
from reviewer_app.sync.setup_file import read_setup
from reviewer_app.sync.stores import MemoryStore
from tests.checks import source
from tests.sync import test_bundle as bundles
from tests.sync.bad_files import BAD, BAD_SETUPS, PHOTO_WANTED, name_of
from tests.sync.team import Team, journal

OF_FILES = ("file.", "bundle.", "roster.", "photo.", "setup.")
READING = [
    *source.modules(source.PROGRAM / "sync"),
    *(source.PROGRAM / "model" / name for name in ("canonical.py", "changes.py", "roster.py")),
]


def codes_raised() -> set[str]:
    """Give every code of a file's fault that stands anywhere in what reads files of the team."""
    return {
        node.value
        for path in READING
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.startswith(OF_FILES)
        and node.value in CATALOGUE
    }


def gathered(team: Team, store: MemoryStore, *, knows: bool = True) -> Gathered:
    return gather(
        store,
        review=team.review,
        identity=team.asha,
        sign_keys=team.sign_keys if knows else {},
        review_secrets=[team.key[1]] if knows else [],
        known=lambda _name: False,
    )


def refused(team: Team, store: MemoryStore) -> list[tuple[str, UserError]]:
    """Give what is refused, of photos as well."""
    found = gathered(team, store)
    photos = gather_photos(
        store,
        review=team.review,
        wanted=[PHOTO_WANTED],
        listed=found.listed,
        open_payload=open_with([team.key[1]]),
    )
    return [*found.refused, *((name, got) for name, got in photos if isinstance(got, UserError))]


def test_every_reason_has_a_bad_file() -> None:
    assert codes_raised() == BAD.keys() | BAD_SETUPS.keys()


@pytest.mark.parametrize("code", sorted(BAD))
def test_a_bad_file_is_refused_with_what_to_do_stays_and_blocks_nothing(
    team: Team, code: str
) -> None:
    holds, make = BAD[code]
    store = MemoryStore()
    bad = name_of(team, holds)
    store.write_once(bad, make(team))
    theirs = journal(team.tom, team.review, 3)
    store.write_once(
        f"{prefix_of(team.review)}zz-3-aaaaaaaaaa.rvb", bundles.written(team, theirs, team.tom)
    )
    store.write_once(roster_name(team.first_roster()), write_roster_file(team.first_roster()))
    for _again in range(2):
        [(name, error)] = refused(team, store)
        assert (name, error.code) == (bad, code)
        assert error.happened.endswith(".")
        assert error.remedy.endswith(".")
        found = gathered(team, store)
        assert set(theirs) <= set(found.changes)
        assert len(found.rosters) == 1
        assert bad not in found.whole
    assert bad in store.list()


@pytest.mark.parametrize("code", sorted(BAD_SETUPS))
def test_a_bad_set_up_file_is_refused_with_what_to_do(team: Team, code: str) -> None:
    with pytest.raises(UserError) as caught:
        read_setup(BAD_SETUPS[code](team), team.asha)
    assert caught.value.code == code
    assert caught.value.remedy.endswith(".")


def test_what_waits_for_a_roster_comes_in_once_it_is_there(team: Team) -> None:
    store = MemoryStore()
    theirs = journal(team.tom, team.review, 2)
    name = f"{prefix_of(team.review)}zz-2-aaaaaaaaaa.rvb"
    store.write_once(name, bundles.written(team, theirs, team.tom))
    [(waits, why)] = gathered(team, store, knows=False).refused
    assert (waits, why.code) == (name, "bundle.stranger")
    store.write_once(roster_name(team.first_roster()), write_roster_file(team.first_roster()))
    found = gathered(team, store, knows=False)
    assert (found.refused, found.changes) == ((), tuple(theirs))


def test_changes_before_one_of_a_newer_version_are_taken_in_and_the_file_waits(team: Team) -> None:
    store = MemoryStore()
    holds, make = BAD["bundle.change-newer"]
    store.write_once(name_of(team, holds), make(team))
    found = gathered(team, store)
    assert found.changes == (journal(team.asha, team.review, 2)[0],)
    assert [error.code for _name, error in found.refused] == ["bundle.change-newer"]
    assert found.whole == ()
