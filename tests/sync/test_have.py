import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.canonical import Json
from reviewer_app.sync.have import (
    HIGHEST_NUMBER,
    ChainHead,
    Missing,
    have_of,
    have_written,
    journal_name,
    missing,
    read_have,
)
from tests.sync.team import Team, journal


def test_head_of_each_unbroken_chain_is_had(team: Team) -> None:
    changes = journal(team.asha, team.review, 5)
    name = journal_name(team.asha.person, "d1")
    assert have_of([*changes[:3], changes[4]]) == {name: (ChainHead(3, changes[2].hash),)}
    assert have_of(changes[::-1]) == {name: (ChainHead(5, changes[4].hash),)}
    assert have_of(changes[1:]) == {}


def test_both_branches_of_a_fork_are_had(team: Team) -> None:
    changes = journal(team.asha, team.review, 2)
    left = journal(team.asha, team.review, 1, after=changes[-1], word="left")
    right = journal(team.asha, team.review, 2, after=changes[-1], word="right")
    heads = have_of([*changes, *left, *right])[journal_name(team.asha.person, "d1")]
    assert {head.hash for head in heads} == {left[-1].hash, right[-1].hash}


def test_what_is_missing_is_named_by_person_device_and_place(team: Team) -> None:
    asha = journal(team.asha, team.review, 5)
    tom = journal(team.tom, team.review, 2)
    theirs, mine = have_of([*asha, *tom]), have_of(asha[:3])
    here = {change.hash for change in asha[:3]}
    absent = missing(theirs, mine, here.__contains__)
    assert set(absent) == {
        Missing(team.asha.person, "d1", 4, 5),
        Missing(team.tom.person, "d1", 1, 2),
    }


def test_nothing_is_missing_from_who_has_more(team: Team) -> None:
    asha = journal(team.asha, team.review, 5)
    here = {change.hash for change in asha}
    assert missing(have_of(asha[:2]), have_of(asha), here.__contains__) == ()


def test_other_branch_of_a_fork_is_missing(team: Team) -> None:
    changes = journal(team.asha, team.review, 2)
    other = journal(team.asha, team.review, 1, after=changes[0], word="other")
    here = {change.hash for change in changes}
    absent = missing(have_of([changes[0], *other]), have_of(changes), here.__contains__)
    assert absent == (Missing(team.asha.person, "d1", 2, 2),)


def test_it_reads_back_as_written(team: Team) -> None:
    have = have_of(journal(team.asha, team.review, 2) + journal(team.tom, team.review, 1))
    assert read_have(have_written(have)) == have


@pytest.mark.parametrize(
    "head",
    [
        {"number": True, "hash": "a" * 64},
        {"number": 0, "hash": "a" * 64},
        {"number": HIGHEST_NUMBER + 1, "hash": "a" * 64},
        {"number": 1, "hash": "a"},
        {"number": 1, "hash": 1},
        "a",
    ],
)
def test_head_of_no_change_there_can_be_is_refused(head: Json) -> None:
    with pytest.raises(UserError, match=r"bundle\.contents-malformed"):
        read_have({"a/b": [head]})


def test_name_longer_than_any_journal_has_is_refused() -> None:
    with pytest.raises(UserError, match=r"bundle\.contents-malformed"):
        read_have({"a" * 1_000: []})
