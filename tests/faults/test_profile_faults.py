"""A profile on a disk that is full, or that cannot be written: refused in a sentence, harmed in nothing."""

from pathlib import Path

import pytest

from reviewer_app.store.profile import create
from tests.faults.small import played_on_a_disk_of


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("first") / "Helen Marsh"
    create(folder, keyring=None, passphrase="seven green gates", ids=lambda: "p1")[0].close()
    return folder


def on_small_disk(scenario: str, profile: Path, tmp_path: Path) -> list[str]:
    """Play a scenario of `small_disk.py` on a disk of 4 MB; give the lines it prints."""
    disk = tmp_path / "disk"
    disk.mkdir()
    return played_on_a_disk_of("4m", disk, "tests.faults.small_disk", scenario, disk, profile)


def test_opening_on_a_full_disk_changes_nothing(profile: Path, tmp_path: Path) -> None:
    assert on_small_disk("open_on_full_disk", profile, tmp_path) == ["profile.disk-full", "same"]


def test_opening_on_a_full_disk_keeps_the_waiting_changes(profile: Path, tmp_path: Path) -> None:
    lines = on_small_disk("open_with_waiting_changes_on_full_disk", profile, tmp_path)
    assert lines == ["profile.disk-full", "same", "1"]


def test_what_was_committed_before_the_disk_was_full_stays(profile: Path, tmp_path: Path) -> None:
    assert on_small_disk("write_until_full", profile, tmp_path) == [
        "profile.disk-full",
        "all there",
    ]


def test_profile_can_be_made_once_the_disk_has_room_again(profile: Path, tmp_path: Path) -> None:
    assert on_small_disk("create_on_full_disk", profile, tmp_path) == ["profile.disk-full", "0"]


def test_migration_waits_for_room(profile: Path, tmp_path: Path) -> None:
    """Tried with a little more room each time, so that it fills up at every one of its steps."""
    lines = on_small_disk("migrate_on_full_disk", profile, tmp_path)
    assert lines == ["profile.disk-full", "same", "profile.disk-full", "migrated"]


def test_going_back_to_a_backup_waits_for_room(profile: Path, tmp_path: Path) -> None:
    lines = on_small_disk("restore_on_small_disk", profile, tmp_path)
    assert lines == [
        *("profile.disk-full", "same"),
        *("profile.read-only", "same"),
        *("profile.disk-full", "1"),
    ]


def test_disk_that_cannot_be_written_is_refused(profile: Path, tmp_path: Path) -> None:
    lines = on_small_disk("read_only", profile, tmp_path)
    assert lines == ["profile.read-only", "same", "profile.read-only", "same"]


def told_of(refusal: str) -> list[str]:
    """What every command tells on a disk that takes nothing, where it refuses with this; an export is on record."""
    return [
        "profile info 0",
        "review show 0",
        "note list 0",
        "Seen before the disk was full.",
        f"report build {refusal}",
        "backup verify 0",
        "audit 0",
        f"note add {refusal}",
        f"report build {refusal}",
        f"backup create {refusal}",
        "",  # no file was left elsewhere
        "same",
    ]


def test_profile_on_a_full_disk_is_read_all_the_same(profile: Path, tmp_path: Path) -> None:
    lines = on_small_disk("commands_on_full_disk", profile, tmp_path)
    assert lines == told_of("error[profile.disk-full]")


@pytest.mark.parametrize(
    ("scenario", "why"),
    [
        ("window_on_full_disk", "The disk that holds "),
        ("window_on_disk_that_cannot_be_written", "Nothing can be written in "),
    ],
)
def test_window_on_a_disk_that_takes_nothing_opens_to_read_and_says_so(
    profile: Path, tmp_path: Path, scenario: str, why: str
) -> None:
    line, *lines = on_small_disk(scenario, profile, tmp_path)
    assert line.startswith(f"Your notes are open to read, and nothing you type is kept. {why}")
    assert lines == ["no more", "same", "written"]


def test_profile_on_a_disk_that_cannot_be_written_is_read_all_the_same(
    profile: Path, tmp_path: Path
) -> None:
    lines = on_small_disk("commands_on_disk_that_cannot_be_written", profile, tmp_path)
    assert lines == told_of("error[profile.read-only]")
