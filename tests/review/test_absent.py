"""What others say they have and is not here is told until it is here, or whoever says so has left."""

import shutil
from pathlib import Path

import pytest

from reviewer_app.review import membership, whose_notes
from reviewer_app.review.absent import Absent, absent
from reviewer_app.store import elsewhere
from reviewer_app.store.elsewhere import Head, Teller
from tests.support import Device, Devices


def person(device: Device) -> str:
    return device.session.person().identity.person


def told(device: Device) -> tuple[Absent, ...]:
    return absent(device.session, device.review)


def says(device: Device, teller: Device, last: int, *heads: Head) -> None:
    """Let a laptop hear what another has, as a bundle of that says it."""
    said = [(Teller(person(teller), "laptop", last), heads)]
    device.session.database.local(elsewhere.record, device.review, said).result()


@pytest.fixture
def tom(helen: Device, devices: Devices) -> Device:
    device = devices("Tom")
    helen.invites(device)
    return device


def test_what_others_have_is_told_at_any_time_until_it_is_here(
    helen: Device, asha: Device, tom: Device, store: Path, tmp_path: Path
) -> None:
    asha.writes(asha.visits(), "Held back.")
    asha.hands_over(store)
    held_back = [one.name for one in store.iterdir()]
    helen.gathers(store)
    helen.writes(helen.visits(), "Let through.")
    helen.hands_over(store)
    shown = tmp_path / "shown to Tom"
    shutil.copytree(store, shown, ignore=shutil.ignore_patterns(*held_back))
    tom.gathers(shown)
    lacking = (Absent(person(asha), "Asha", 2),)
    assert tom.gathers(shown).absent == lacking
    tom.restarts()
    assert told(tom) == lacking
    reach = whose_notes.up_to(tom.session, tom.review, tom.open.people())
    assert {one.name: one.absent for one in reach} == {"Helen Marsh": 0, "Asha": 2, "Tom": 0}
    tom.gathers(store)
    assert told(tom) == ()


def test_it_is_told_no_more_once_the_changes_came_another_way(
    helen: Device, asha: Device, tom: Device
) -> None:
    asha.writes(asha.visits(), "By hand.")
    head = asha.last_change
    says(tom, helen, 1, Head(head.person, head.device, head.number, head.hash))
    assert told(tom) == (Absent(person(asha), "Asha", 2),)
    tom.receives(asha.changes)
    assert told(tom) == ()


def test_what_a_laptop_says_later_stands_in_place_of_what_it_said_before(
    asha: Device, tom: Device
) -> None:
    first, second = (Head(person(asha), "d", number, f"{number:064}") for number in (3, 5))
    says(tom, asha, 8, second)
    says(tom, asha, 7, first)
    assert [one.count for one in told(tom)] == [5]
    says(tom, asha, 9, first)
    assert [one.count for one in told(tom)] == [3]
    says(tom, asha, 10)
    assert told(tom) == ()


def test_two_laptops_of_one_person_lack_what_each_has(asha: Device, tom: Device) -> None:
    says(tom, asha, 1, Head(person(asha), "a", 3, "a" * 64), Head(person(asha), "b", 4, "b" * 64))
    assert told(tom) == (Absent(person(asha), "Asha", 7),)


def test_who_left_the_team_is_believed_no_more(helen: Device, asha: Device, tom: Device) -> None:
    says(helen, asha, 1, Head(person(tom), "d", 9, "f" * 64))
    assert [one.name for one in told(helen)] == ["Tom"]
    membership.remove(helen.session, helen.review, person(asha))
    assert told(helen) == ()


def test_nobody_fills_a_laptop_with_changes_that_do_not_exist(
    asha: Device, tom: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elsewhere, "MOST", 3)
    for first in (1, 4):
        made_up = [
            Head(person(asha), f"d{one}", 1, f"{one:064}") for one in range(first, first + 3)
        ]
        said = [(Teller(person(asha), f"laptop {first}", 1), made_up)]
        tom.session.database.local(elsewhere.record, tom.review, said).result()
    assert [one.count for one in told(tom)] == [3]
