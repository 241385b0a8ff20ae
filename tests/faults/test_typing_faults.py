"""Words typed while the disk, the clock or the laptop fails: they stand there, the line says why, nothing is lost."""

import json
import re

import pytest

from tests.faults.small import played_on_a_disk_of

Told = dict[str, object]

SLOW = re.compile(r"behind: (.*)")


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Told]:
    """Play every scenario of `typing_faults.py` on a disk of 8 MB; give what it says of each."""
    disk, folder = tmp_path_factory.mktemp("disk"), tmp_path_factory.mktemp("folder")
    lines = played_on_a_disk_of("8m", disk, "tests.faults.typing_faults", disk, folder)
    *scenes, complaints = map(json.loads, lines)
    assert complaints == {"complaints": ""}
    return {name: told for scene in scenes for name, told in scene.items()}


def said(told: Told) -> list[str]:
    """Give what the state line said, with the minute and the folder taken out; all the words must be there."""
    assert told["kept"] is True
    lines = told["said"]
    assert isinstance(lines, list)
    return [
        re.sub(r"since \d\d:\d\d", "since 10:42", re.sub(r"/\S*", "FOLDER", str(line))).strip()
        for line in lines
    ]


def test_full_disk_is_said_and_nothing_is_lost_when_it_has_room_again(
    played: dict[str, Told],
) -> None:
    first, ended = said(played["full_disk"])
    assert first.startswith("Not saved since 10:42. The disk that holds FOLDER is full. ")
    assert ended == first


def test_disk_that_cannot_be_written_any_more_is_said_and_nothing_is_lost(
    played: dict[str, Told],
) -> None:
    [line] = said(played["read_only"])
    assert line.startswith("Not saved since 10:42. Nothing can be written in FOLDER ")


@pytest.mark.parametrize("scenario", ["broken_writes", "broken_flushes"])
def test_disk_that_fails_is_said_and_nothing_is_lost_when_it_works_again(
    played: dict[str, Told], scenario: str
) -> None:
    [line] = said(played[scenario])
    assert line.startswith("Not saved since 10:42. The disk that holds FOLDER could not be read ")


def test_slow_disk_falls_behind_no_further_however_long_someone_types(
    played: dict[str, Told],
) -> None:
    *lines, behind = said(played["slow_disk"])
    assert {*lines} <= {"Saved", "Saving"}
    found = SLOW.fullmatch(behind)
    assert found is not None
    # What waits for its turn, its flush, and the quarter of a second until the next: with room for a slow machine.
    assert float(found[1]) < 2.5


def test_disk_that_does_not_answer_is_said_with_since_when_and_typing_goes_on(
    played: dict[str, Told],
) -> None:
    assert said(played["stalled_disk"]) == [
        "Saving",
        "Not saved since 10:42. The disk does not answer; saving goes on when it does.",
    ]


def test_clock_put_back_by_an_hour_loses_and_doubles_nothing(played: dict[str, Told]) -> None:
    assert said(played["clock_back"]) == ["before it while it lasts", "second while it lasts"]


def test_lid_shut_in_the_middle_of_a_word_opens_at_the_same_word(played: dict[str, Told]) -> None:
    assert said(played["laptop_sleep"]) == []
