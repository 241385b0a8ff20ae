from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.errors import UserError
from reviewer_app.sync.bundle import write_bundle
from reviewer_app.sync.gathering import Gathered, gather_photos
from reviewer_app.sync.handing_over import HandedOver, Outgoing, send, wrap
from reviewer_app.sync.have import have_of
from reviewer_app.sync.keys_file import KeysFile, read_keys_file, write_keys_file
from reviewer_app.sync.naming import names_for
from reviewer_app.sync.on_store import look_for_own
from reviewer_app.sync.photos import Photo, digest_of
from reviewer_app.sync.review_key import open_with
from reviewer_app.sync.roster import roster_name
from reviewer_app.sync.stores import FolderStore, MemoryStore
from tests.sync.exchanging import FaultyStore, changes_in, gathered, hand_over
from tests.sync.team import TIME, Team, journal


def test_what_is_handed_over_is_gathered(team: Team, tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    changes = journal(team.asha, team.review, 7)
    sent = hand_over(team, store, changes)
    assert sent.stopped is None
    assert sent.sent == store.list()
    assert sent.changes == {one.hash for one in changes}
    assert changes_in(gathered(team, store)) == sent.changes


def test_handing_over_again_does_nothing(team: Team) -> None:
    store = MemoryStore()
    changes = journal(team.asha, team.review, 7)
    first = hand_over(team, store, changes)
    for remembered in ({}, dict(first.carried)):
        again = hand_over(team, store, changes, remembered=remembered)
        assert again.sent == ()
        assert again.already_there == first.sent
        assert again.changes == first.changes
    assert store.list() == first.sent


def test_remembered_files_are_not_read_again_where_the_store_tells_another_file(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, photo = MemoryStore(), b"\xff\xd8 one"
    changes, photos = journal(team.asha, team.review, 3), {digest_of(photo): photo}
    first = hand_over(team, store, changes, photos=photos)
    monkeypatch.setattr(store, "mark", lambda _name: "a tag")
    monkeypatch.delattr(MemoryStore, "read")
    again = hand_over(team, store, changes, photos=photos, remembered=dict(first.carried))
    assert again.sent == ()


def test_what_was_put_in_a_files_place_since_is_found_out_and_its_words_go_again(
    team: Team, tmp_path: Path
) -> None:
    store, changes = FolderStore(tmp_path), journal(team.asha, team.review, 3)
    first = hand_over(team, store, changes)
    [name] = first.sent
    (tmp_path / name).write_bytes(b"something else")
    again = hand_over(team, store, changes, remembered=dict(first.carried))
    assert (again.gone, len(again.sent), again.changes) == ((name,), 1, first.changes)
    assert changes_in(gathered(team, store)) == first.changes
    seen = {name: hashes for name, hashes in first.carried.items() if name not in again.gone}
    assert hand_over(team, store, changes, remembered=seen | dict(again.carried)).sent == ()


def test_only_what_is_new_goes(team: Team) -> None:
    store = MemoryStore()
    changes = journal(team.asha, team.review, 9)
    hand_over(team, store, changes[:4])
    more = hand_over(team, store, changes)
    assert len(more.sent) == 1
    assert set(more.carried[more.sent[0]]) == {one.hash for one in changes[4:]}
    assert more.changes == {one.hash for one in changes}


def test_each_store_is_brought_up_to_date_by_itself(team: Team) -> None:
    stick, drive = MemoryStore("stick"), MemoryStore("drive")
    changes = journal(team.asha, team.review, 6)
    hand_over(team, stick, changes[:3])
    hand_over(team, drive, changes)
    hand_over(team, stick, changes)
    assert changes_in(gathered(team, stick)) == changes_in(gathered(team, drive))


def test_a_retry_with_the_same_files_sends_the_same_bytes(team: Team) -> None:
    changes = journal(team.asha, team.review, 3)
    outgoing = wrap(
        changes=changes,
        there=(),
        have=have_of(changes),
        identity=team.asha,
        review_keys=[team.key[0]],
        made_at=TIME,
    )
    store = MemoryStore()
    first, again = send(store, outgoing), send(store, outgoing)
    assert first.sent == again.sent == again.already_there == store.list()
    assert store.read(first.sent[0], largest=10**6) == outgoing[0].content


def test_a_file_whose_answer_was_lost_is_not_sent_twice(team: Team) -> None:
    store = FaultyStore(fail_at=0, keeps_it=True, code="store.gone")
    changes = journal(team.asha, team.review, 3)
    stopped = hand_over(team, store, changes)
    assert stopped.stopped is not None
    assert stopped.sent == ()
    again = hand_over(team, store, changes)
    assert again.changes == {one.hash for one in changes}
    assert len(store.list()) == 1


def test_full_disk_half_way_counts_what_stands_there_and_says_so(team: Team) -> None:
    store = FaultyStore(fail_at=1)
    photo = b"\xff\xd8 photo"
    changes = journal(team.asha, team.review, 3)
    handed = hand_over(team, store, changes, photos={digest_of(photo): photo})
    assert handed.stopped is not None
    assert handed.stopped.code == "store.full"
    assert len(handed.sent) == 1
    assert handed.changes == {one.hash for one in changes}
    again = hand_over(team, store, changes, photos={digest_of(photo): photo})
    assert again.stopped is None
    assert [name[-4:] for name in again.sent] == [".rvp"]


def test_sent_means_still_listed(team: Team) -> None:
    store = MemoryStore()
    changes = journal(team.asha, team.review, 3)
    (name,) = hand_over(team, store, changes).sent
    losing = FaultyStore(loses={name})
    handed = send(losing, [Outgoing(name, store.read(name, largest=10**6), ("h",))])
    assert handed.sent == ()
    assert handed.changes == frozenset()
    assert handed.stopped is not None
    assert handed.stopped.code == "store.not-listed"


def test_what_an_old_listing_lacks_is_neither_sent_twice_nor_said_to_be_sent(team: Team) -> None:
    store, changes = FaultyStore(), journal(team.asha, team.review, 3)
    photo = b"\xff\xd8 one"
    photos = {digest_of(photo): photo}
    first = hand_over(team, store, changes, photos=photos)
    seen = dict(first.carried)
    store.lists_late = set(first.sent)
    late = hand_over(team, store, changes, photos=photos, remembered=seen)
    assert (late.sent, late.changes) == ((), frozenset())
    assert list(late.unlisted) == [name for name in first.sent if name.endswith(".rvb")]
    assert late.stopped is not None
    assert late.stopped.code == "store.not-listed"
    store.lists_late = set()
    again = hand_over(team, store, changes, photos=photos, remembered=seen)
    assert (again.sent, again.changes, again.stopped) == ((), first.changes, None)
    assert store.list() == tuple(sorted(first.sent))


def test_what_is_said_of_the_text_stands_whatever_becomes_of_the_photos(team: Team) -> None:
    store, changes = (
        FaultyStore(fail_at=1, code="store.unreachable"),
        journal(team.asha, team.review, 3),
    )
    photo = b"\xff\xd8 one"
    told: list[HandedOver] = []

    def list_once(prefix: str = "") -> tuple[str, ...]:
        if store.written > 1:
            raise UserError("store.unreachable", place=store.place)
        return MemoryStore.list(store, prefix)

    store.list = list_once  # type: ignore[method-assign]
    handed = hand_over(team, store, changes, photos={digest_of(photo): photo}, stands=told.append)
    assert handed.stopped is not None
    assert handed.changes == told[0].changes == {one.hash for one in changes}
    assert told[0].stopped is None


def test_what_is_gone_from_a_store_is_sent_again_and_never_counts_as_removed(team: Team) -> None:
    store, changes = FaultyStore(), journal(team.asha, team.review, 3)
    first = hand_over(team, store, changes)
    store.loses = set(first.sent)
    again = hand_over(team, store, changes, remembered=dict(first.carried))
    assert again.changes == {one.hash for one in changes}
    assert again.gone == first.sent
    assert set(again.sent).isdisjoint(first.sent)
    assert gathered(team, MemoryStore()) == Gathered()


def test_damaged_file_counts_as_absent_and_its_changes_go_again(team: Team) -> None:
    store, changes = FaultyStore(), journal(team.asha, team.review, 3)
    (name,) = hand_over(team, store, changes).sent
    store.put(name, store.read(name, largest=10**6)[:-1])
    handed = hand_over(team, store, changes)
    assert handed.changes == {one.hash for one in changes}
    assert len(store.list()) == 2
    found = gathered(team, store)
    assert changes_in(found) == handed.changes
    assert [(refused, error.code) for refused, error in found.refused] == [(name, "file.truncated")]


def test_damaged_file_of_the_same_name_does_not_stop_a_roster(team: Team) -> None:
    store, signed = FaultyStore(), team.first_roster()
    (name,) = hand_over(team, store, [], rosters=[signed]).sent
    store.put(name, b"\x89RVR")
    handed = hand_over(team, store, [], rosters=[signed])
    assert handed.stopped is None
    assert handed.sent == (f"{name[:-4]}-2.rvr",)
    assert [opened.roster for _name, opened in gathered(team, store).rosters] == [signed.roster]


def test_whoever_may_write_to_a_store_stops_no_roster_and_no_keys_from_going(team: Team) -> None:
    store, signed = FaultyStore(), team.first_roster()
    keys = KeysFile(team.review, team.asha.person, b"sealed by the code")
    ahead = (signed, keys)
    junk = [
        name for own in (roster_name(signed), write_keys_file(keys)[0]) for name in names_for(own)
    ]
    for name in junk:
        store.put(name, b"")
    handed = hand_over(team, store, [], rosters=ahead)
    assert handed.stopped is None
    assert len(handed.sent) == 2
    assert not set(handed.sent) & set(junk)
    [roster, kept] = handed.sent
    found = gathered(team, store)
    assert [(name, one.roster) for name, one in found.rosters] == [(roster, signed.roster)]
    assert found.known == (roster,)
    assert read_keys_file(store.read(kept, largest=64_000)) == keys
    # What lies in the way is told, and is not taken for the list.
    assert [name for name, _why in found.refused] == sorted(names_for(roster_name(signed)))
    # What went is known for what it is, and does not go again.
    again = hand_over(team, store, [], rosters=ahead, remembered=dict(handed.carried))
    assert (again.sent, again.stopped) == ((), None)


def test_someone_elses_file_is_not_taken_for_ones_own(team: Team) -> None:
    store, changes = FaultyStore(), journal(team.asha, team.review, 3)
    forged = write_bundle(
        changes=journal(team.tom, team.review, 3),
        have={},
        identity=team.tom,
        review_keys=[team.key[0]],
        made_at=TIME,
    )
    store.put(f"{team.review[:8]}-{team.asha.person[:6]}-3-aaaaaaaaaa.rvb", forged)
    own = look_for_own(
        store,
        review=team.review,
        listed=store.list(),
        changes=changes,
        identity=team.asha,
        remembered={},
    )
    assert own.changes == frozenset()


def test_both_branches_of_a_fork_go_and_arrive(team: Team) -> None:
    store = MemoryStore()
    root = journal(team.asha, team.review, 3)
    left = journal(team.asha, team.review, 2, after=root[-1], word="left")
    right = journal(team.asha, team.review, 2, after=root[-1], word="right")
    every = [*root, *left, *right]
    hand_over(team, store, [*root, *left])
    hand_over(team, store, every)
    assert changes_in(gathered(team, store)) == {one.hash for one in every}


def test_other_devices_of_the_same_person_go_as_well(team: Team) -> None:
    store = MemoryStore()
    every = journal(team.asha, team.review, 2) + journal(team.asha, team.review, 2, device="d2")
    assert len(hand_over(team, store, every).sent) == 2
    assert changes_in(gathered(team, store)) == {one.hash for one in every}


def test_photos_follow_the_text_and_are_sent_once(team: Team) -> None:
    store = FaultyStore()
    photos = {digest_of(one): one for one in (b"\xff\xd8 one", b"\xff\xd8 two")}
    missing = "0" * 64
    told: list[HandedOver] = []
    changes = journal(team.asha, team.review, 2)
    first = hand_over(team, store, changes, photos=photos, stands=told.append)
    assert [name[-4:] for name in first.sent] == [".rvb", ".rvp", ".rvp"]
    assert [len(one.sent) for one in told] == [1, 3]
    for remembered in ({}, dict(first.carried)):
        again = hand_over(team, store, [], photos={**photos, missing: b""}, remembered=remembered)
        assert again.sent == ()
    found = list(
        gather_photos(
            store,
            review=team.review,
            wanted=[*photos, missing],
            listed=store.list(),
            open_payload=open_with([team.key[1]]),
        )
    )
    assert [photo for _name, photo in found] == [Photo(*pair) for pair in photos.items()]


def test_damaged_photo_is_sent_again_and_the_sound_copy_is_found(team: Team) -> None:
    store, photo = FaultyStore(), b"\xff\xd8 one"
    digest = digest_of(photo)
    (name,) = hand_over(team, store, [], photos={digest: photo}).sent
    store.put(name, store.read(name, largest=10**6)[:-1])
    hand_over(team, store, [], photos={digest: photo})
    assert len(store.list()) == 2
    found = list(
        gather_photos(
            store,
            review=team.review,
            wanted=[digest],
            listed=store.list(),
            open_payload=open_with([team.key[1]]),
        )
    )
    assert Photo(digest, photo) in [one for _name, one in found]
    assert all(isinstance(one, Photo) or one.code == "file.truncated" for _name, one in found)


@given(st.data())
def test_any_order_of_handing_over_ends_in_the_same_set(team: Team, data: st.DataObject) -> None:
    """Devices hand over what they have so far to two stores, in any order, with failures in between."""
    devices = {
        (author.person, device): (author, journal(author, team.review, 6, device=device))
        for author, device in ((team.asha, "d1"), (team.asha, "d2"), (team.tom, "d3"))
    }
    places = [FaultyStore(), FaultyStore()]
    written = dict.fromkeys(devices, 0)
    for _ in range(data.draw(st.integers(0, 8))):
        device = data.draw(st.sampled_from(sorted(devices)))
        author, changes = devices[device]
        written[device] = data.draw(st.integers(written[device], 6))
        store = data.draw(st.sampled_from(places))
        store.written, store.fail_at = 0, data.draw(st.integers(-1, 0))
        store.keeps_it = data.draw(st.booleans())
        hand_over(team, store, changes[: written[device]], author=author)
    every = {change.hash for _author, changes in devices.values() for change in changes}
    for store in places:
        store.fail_at = -1
        for author, changes in devices.values():
            hand_over(team, store, changes, author=author)
        found = gathered(team, store)
        assert changes_in(found) == every
        assert found.refused == ()
        carried = [change.hash for _name, bundle in found.bundles for change in bundle.changes]
        assert len(carried) == len(every), "nothing is doubled"
