"""Files of the team as they come: attached, renamed, doubled, among others."""

import os
from pathlib import Path

import pytest

from reviewer_app.errors import UserError
from reviewer_app.review import refusals, team_files
from tests.support import Device, Devices


def files(store: Path) -> list[Path]:
    return sorted(one for one in store.rglob("*") if one.is_file())


def test_files_may_be_renamed_on_their_way(helen: Device, asha: Device, tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.mkdir()
    helen.writes(helen.visits(), "One.")
    helen.hands_over(store)
    attachments = tmp_path / "attachments"
    attachments.mkdir()
    for number, path in enumerate(files(store)):
        (attachments / f"attachment ({number}).bin").write_bytes(path.read_bytes())
    (attachments / "holiday.jpg").write_bytes(b"\xff\xd8")
    done = team_files.apply_files(asha.session, [attachments])
    assert done.new == 2
    assert [name for name, _error in done.refused] == ["holiday.jpg"]
    assert asha.notes == ["One."]


def test_someone_outside_the_team_reads_nothing(
    helen: Device, asha: Device, devices: Devices, store: Path
) -> None:
    helen.writes(helen.visits(), "One.")
    helen.hands_over(store)
    tom = devices("Tom")
    tom.review = helen.review
    with pytest.raises(UserError) as refused:
        tom.gathers(store)
    assert refused.value.code == "review.unknown"
    done = team_files.apply_files(tom.session, [store])
    assert done.new == 0
    assert done.refused
    assert not any(b"One." in path.read_bytes() for path in files(store))


def test_two_files_of_one_name_both_come_in(helen: Device, asha: Device, store: Path) -> None:
    helen.writes(helen.visits(), "One.")
    helen.hands_over(store)
    doubled = []
    for path in files(store):
        for folder, content in (
            ("first", path.read_bytes()[:-1] + b"?"),
            ("second", path.read_bytes()),
        ):
            copy = store.parent / folder / path.name
            copy.parent.mkdir(exist_ok=True)
            copy.write_bytes(content)
            doubled.append(copy)
    done = team_files.apply_files(asha.session, doubled)
    assert done.new == 2
    assert asha.notes == ["One."]


def test_a_name_that_a_person_gives_again_hides_nothing(
    helen: Device, asha: Device, store: Path, tmp_path: Path
) -> None:
    visit, attached = helen.visits(), tmp_path / "helen.rvb"
    for words in ("Of Tuesday.", "Of Wednesday."):
        helen.writes(visit, words)
        [bundle] = [name for name in helen.hands_over(store).files if name.endswith(".rvb")]
        attached.write_bytes((store / bundle).read_bytes())
        team_files.apply_files(asha.session, [attached])
    assert asha.notes == ["Of Tuesday.", "Of Wednesday."]


def test_a_file_in_a_folder_that_cannot_be_read_is_told_and_blocks_no_other(
    helen: Device, asha: Device, store: Path
) -> None:
    helen.writes(helen.visits(), "One.")
    helen.hands_over(store)
    broken = store / "broken.rvb"
    broken.symlink_to("/proc/self/mem")  # a file of which no byte can be read
    for _again in range(2):
        done = team_files.apply_files(asha.session, [store])
        assert [(name, error.code) for name, error in done.refused] == [
            ("broken.rvb", "file.unreadable")
        ]
        assert asha.notes == ["One."]
    helen.writes(helen.visits(), "Two.")
    [bundle] = helen.hands_over(store).files
    assert team_files.apply_files(asha.session, [store / bundle]).new == 2
    with pytest.raises(UserError) as refused:
        team_files.apply_files(asha.session, [broken])
    assert refused.value.code == "file.unreadable"


def test_a_refused_file_whose_name_no_disk_takes_as_it_is_kept_stops_nothing(
    helen: Device, asha: Device, store: Path
) -> None:
    helen.writes(helen.visits(), "One.")
    helen.hands_over(store)
    whole = next(store.glob("*.rvb"))
    odd = store.parent / os.fsdecode(b"\xff" * 200)
    odd.write_bytes(whole.read_bytes()[:-1])
    assert team_files.apply_files(asha.session, [odd]).new == 0
    team_files.apply_files(asha.session, [store])
    assert asha.notes == ["One."]


def test_dry_run_counts_what_would_come_and_changes_nothing(
    helen: Device, asha: Device, store: Path
) -> None:
    helen.writes(helen.visits(), "One.")
    helen.hands_over(store)
    before = asha.changes
    for _again in range(2):
        assert team_files.apply_files(asha.session, [store], dry_run=True).new == 2
    assert asha.changes == before
    assert team_files.apply_files(asha.session, [store]).new == 2
    assert team_files.apply_files(asha.session, [store], dry_run=True).new == 0


def test_file_is_checked_without_taking_it_in(helen: Device, asha: Device, store: Path) -> None:
    helen.writes(helen.visits(), "One.")
    helen.hands_over(store)
    before = asha.changes
    for path in files(store):
        assert team_files.check_file(asha.session, path) is None
        path.write_bytes(path.read_bytes()[:-1])
        damaged = team_files.check_file(asha.session, path)
        assert damaged is not None
        assert damaged.code == "file.truncated"
    foreign = store / "holiday.jpg"
    foreign.write_bytes(b"\xff\xd8")
    refused = team_files.check_file(asha.session, foreign)
    assert refused is not None
    assert refused.code == "file.foreign"
    assert asha.changes == before
    assert refusals.could_not_be_added(asha.session) == []


def test_file_that_waits_for_a_list_of_members_is_tried_again_when_that_comes(
    helen: Device, asha: Device, devices: Devices, store: Path
) -> None:
    tom = devices("Tom")
    helen.invites(tom)
    tom.receives(helen.changes)
    tom.writes(tom.visits(), "Tom's.")
    tom.hands_over(store)
    [bundle] = [path for path in files(store) if path.suffix == ".rvb"]
    [members] = [path for path in files(store) if path.suffix == ".rvr"]
    done = team_files.apply_files(asha.session, [bundle])
    assert [error.code for _name, error in done.refused] == ["bundle.stranger"]
    [(name, error, _found)] = refusals.could_not_be_added(asha.session)
    assert (Path(name), error.code) == (bundle.absolute(), "bundle.stranger")
    assert team_files.try_again(asha.session).new == 0
    done = team_files.apply_files(asha.session, [members])
    assert (done.new, done.refused) == (2, ())
    assert asha.notes == ["Tom's."]
    assert refusals.could_not_be_added(asha.session) == []


def test_file_that_is_whole_again_where_it_lay_is_added_by_trying_again(
    helen: Device, asha: Device, store: Path
) -> None:
    helen.writes(helen.visits(), "One.")
    helen.hands_over(store)
    [bundle] = [path for path in files(store) if path.suffix == ".rvb"]
    whole = bundle.read_bytes()
    bundle.write_bytes(whole[:300])
    gone = store / "copied.rvb"
    gone.write_bytes(whole[:200])
    other = store / "holiday.jpg"
    other.write_bytes(b"\xff\xd8")
    team_files.apply_files(asha.session, [bundle, gone, other])
    assert len(refusals.could_not_be_added(asha.session)) == 2
    bundle.write_bytes(whole)
    gone.unlink()
    assert team_files.try_again(asha.session).new == 2
    assert asha.notes == ["One."]
    [(name, error, _found)] = refusals.could_not_be_added(asha.session)
    assert (Path(name), error.code) == (gone.absolute(), "file.truncated")
