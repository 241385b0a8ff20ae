import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.roster import write_roster
from reviewer_app.model.words import Role
from reviewer_app.sync import handing_over
from reviewer_app.sync.gathering import Gathered
from reviewer_app.sync.review_key import new_review_key
from reviewer_app.sync.roster import SignedRoster, sign_roster
from reviewer_app.sync.stores import MemoryStore
from reviewer_app.vault.identity import Identity
from tests.sync.exchanging import FaultyStore, changes_in, gathered, hand_over
from tests.sync.team import TIME, Team, journal, member


def test_gathering_twice_changes_nothing(team: Team) -> None:
    store = MemoryStore()
    hand_over(team, store, journal(team.asha, team.review, 3), rosters=[team.first_roster()])
    once, twice = gathered(team, store), gathered(team, store)
    assert once == twice
    assert gathered(team, store, known=store.list()) == Gathered(listed=store.list())


def test_other_files_are_passed_over_and_refused_ones_block_nothing(team: Team) -> None:
    store = FaultyStore()
    changes = journal(team.asha, team.review, 3)
    handed = hand_over(team, store, changes)
    store.put("desktop.ini", b"x")
    store.put("Larkfield photo.jpg", b"x")
    store.put("00000000-abcdef-3-abcdefghij.rvb", b"of another review")
    store.put("aaa.rvb", b"text")
    store.put("zzz.rvr", b"text")
    other = Team()
    hand_over(other, store, journal(other.asha, other.review, 1), rosters=[other.first_roster()])
    found = gathered(team, store)
    assert changes_in(found) == handed.changes
    assert sorted((name, error.code) for name, error in found.refused) == [
        ("aaa.rvb", "file.foreign"),
        ("zzz.rvr", "file.foreign"),
    ]


def test_roster_that_is_sealed_to_others_blocks_nothing(team: Team) -> None:
    store = MemoryStore()
    without_tom = sign_roster(team.roster(team.asha), team.helen, [team.key[1]])
    changes = journal(team.asha, team.review, 3)
    hand_over(team, store, changes, rosters=[without_tom])
    found = gathered(team, store)
    assert [error.code for _name, error in found.refused] == ["roster.not-for-you"]
    assert changes_in(found) == {one.hash for one in changes}


def test_renamed_copy_of_another_reviews_file_is_passed_over(team: Team) -> None:
    other, store, copies = Team(), MemoryStore(), FaultyStore()
    (name,) = hand_over(other, store, journal(other.asha, other.review, 1)).sent
    copies.put("notes (1).rvb", store.read(name, largest=10**6))
    assert gathered(team, copies) == Gathered(listed=copies.list())


def test_renamed_copies_are_found(team: Team) -> None:
    store, copies = MemoryStore(), FaultyStore()
    (name,) = hand_over(team, store, journal(team.asha, team.review, 3)).sent
    copies.put("Asha’s notes (1).rvb", store.read(name, largest=10**6))
    assert len(changes_in(gathered(team, copies))) == 3


def test_new_member_and_new_key_are_read_in_the_same_gathering(team: Team) -> None:
    store, mira, key = MemoryStore(), Identity.generate("Mira"), new_review_key()
    first = team.first_roster()
    members = [*first.roster.members.values(), member(mira, Role.REVIEWER)]
    roster = write_roster(
        review=team.review,
        nonce="",
        number=2,
        previous=[first.roster.hash],
        signer=team.helen.person,
        members=members,
        review_keys=[key[0]],
    )
    signed = sign_roster(roster, team.helen, [team.key[1], key[1]], [first])
    changes = journal(mira, team.review, 2)
    handing_over.hand_over(
        store,
        review=team.review,
        changes=changes,
        have={},
        identity=mira,
        review_keys=roster.review_keys,
        made_at=TIME,
        ahead=[SignedRoster(first.raw, first.signature, b""), signed],
    )
    found = gathered(team, store)
    assert found.refused == ()
    assert [opened.roster.number for _name, opened in found.rosters] == [2]
    assert changes_in(found) == {one.hash for one in changes}


@pytest.mark.parametrize("code", ["store.gone", "store.unreachable", "store.sign-in-page"])
def test_store_that_goes_away_ends_gathering_and_what_came_before_counts(
    team: Team, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    store = MemoryStore()
    hand_over(team, store, journal(team.asha, team.review, 1))
    hand_over(team, store, journal(team.tom, team.review, 1), author=team.tom)
    asked: list[str] = []
    read = store.read

    def gone(name: str, *, largest: int) -> bytes:
        asked.append(name)
        if len(asked) > 1:
            raise UserError(code, place=store.place)
        return read(name, largest=largest)

    monkeypatch.setattr(store, "read", gone)
    found = gathered(team, store)
    assert found.stopped is not None
    assert found.stopped.code == code
    assert len(changes_in(found)) == 1
    assert found.refused == ()
    assert len(asked) == 2


def test_one_unreadable_file_blocks_no_other(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    store = MemoryStore()
    hand_over(team, store, journal(team.asha, team.review, 1))
    hand_over(team, store, journal(team.tom, team.review, 1), author=team.tom)
    bad, read = store.list()[0], store.read

    def refuse(name: str, *, largest: int) -> bytes:
        if name == bad:
            raise UserError("store.not-permitted", place="stick")
        return read(name, largest=largest)

    monkeypatch.setattr(store, "read", refuse)
    found = gathered(team, store)
    assert [name for name, _error in found.refused] == [bad]
    assert len(found.bundles) == 1
