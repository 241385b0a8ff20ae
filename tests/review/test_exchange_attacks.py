"""What whoever owns the store could try, and what someone on the team could: files held back, put back, mixed up."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from reviewer_app.review import capture, exchange, held_back, refusals, team_files
from reviewer_app.review.absent import Absent
from reviewer_app.review.wording import absent_words
from reviewer_app.sync.stores import FolderStore
from tests.support import Device, Devices


def names(store: Path) -> set[str]:
    return {one.name for one in store.iterdir()}


def test_what_a_store_holds_back_is_told_by_what_others_have(
    helen: Device, asha: Device, devices: Devices, store: Path, tmp_path: Path
) -> None:
    tom = devices("Tom")
    helen.invites(tom)
    asha.writes(asha.visits(), "Held back.")
    asha.hands_over(store)
    of_asha = names(store)
    helen.gathers(store)
    helen.writes(helen.visits(), "Let through.")
    helen.hands_over(store)
    shown = tmp_path / "shown to Tom"
    shutil.copytree(store, shown, ignore=shutil.ignore_patterns(*of_asha))
    gathered = tom.gathers(shown)
    person = asha.session.person().identity.person
    assert gathered.absent == (Absent(person, "Asha", 2),)
    assert tom.notes == ["Let through."]
    [said] = absent_words((one.name, one.count) for one in gathered.absent)
    assert said.startswith("Others have 2 changes by Asha that are not here")
    assert tom.gathers(store).absent == ()
    assert sorted(tom.notes) == ["Held back.", "Let through."]


def test_what_one_store_showed_under_a_name_hides_nothing_of_that_name_on_another(
    helen: Device, asha: Device, store: Path, tmp_path: Path
) -> None:
    visit = asha.visits()
    asha.hands_over(store)
    [earlier] = store.glob("*.rvb")
    swapped = tmp_path / "swapped"
    shutil.copytree(store, swapped)
    asha.writes(visit, "Held back.")
    [later] = asha.hands_over(store).files
    shutil.copy(earlier, swapped / later)
    assert helen.gathers(swapped).new == 1
    assert helen.gathers(store).new == 1
    assert helen.notes == ["Held back."]


def test_an_older_state_of_the_store_takes_nothing_back_and_is_made_whole_again(
    helen: Device, asha: Device, store: Path, tmp_path: Path
) -> None:
    visit = asha.visits()
    asha.hands_over(store)
    older = tmp_path / "older"
    shutil.copytree(store, older)
    asha.writes(visit, "Since then.")
    asha.hands_over(store)
    helen.gathers(store)
    whole = names(store)
    shutil.rmtree(store)
    shutil.copytree(older, store)
    assert helen.gathers(store).new == 0
    assert helen.notes == ["Since then."]
    again = asha.hands_over(store)
    assert (again.standing, len(again.files)) == (2, 1)
    assert {one[:17] for one in names(store)} == {one[:17] for one in whole}
    assert asha.gathers(store).new == 0


class Stale(FolderStore):
    """A folder that goes on listing what lay in it when it was opened, as some services do for days."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.old = super().list()

    def list(self, prefix: str = "") -> tuple[str, ...]:
        return tuple(name for name in self.old if name.startswith(prefix))


def test_a_store_that_lists_what_lay_there_a_week_ago_doubles_nothing_and_loses_nothing(
    helen: Device, asha: Device, store: Path
) -> None:
    visit = asha.visits()
    asha.hands_over(store)
    stale = Stale(store)
    for day in range(1, 8):
        asha.clock.forward(24 * 60)
        asha.writes(visit, f"Day {day}.")
        done = exchange.hand_over_to(asha.session, asha.review, stale)
        assert done.stopped is not None
        assert (done.stopped.code, done.sent) == ("store.not-listed", 0)
        assert exchange.gather_from(helen.session, helen.review, stale).refused == ()
        # One file a day, and none twice.
        assert len(list(store.glob("*.rvb"))) == 1 + day
    before = names(store)
    done = asha.hands_over(store)
    assert (done.stopped, done.files) == (None, ())
    assert names(store) == before
    assert helen.gathers(store).new == 7
    assert helen.notes == asha.notes == [f"Day {day}." for day in range(1, 8)]
    assert helen.gathers(store).new == 0


def test_two_programs_on_copies_of_one_profile_lose_nothing_when_they_exchange_at_once(
    helen: Device, asha: Device, store: Path, tmp_path: Path
) -> None:
    visit = asha.visits()
    asha.session.close()
    copied = tmp_path / "copied"
    shutil.copytree(asha.folder, copied)
    asha.session = asha.program.open(asha.folder)
    other = replace(asha, session=asha.program.open(copied), folder=copied)
    try:
        for round_ in range(3):
            asha.writes(visit, f"Here {round_}.")
            other.writes(visit, f"On the copy {round_}.")
            with ThreadPoolExecutor(2) as at_once:
                handed = [at_once.submit(device.hands_over, store) for device in (asha, other)]
                assert [one.result().stopped for one in handed] == [None, None]
                came = [at_once.submit(device.gathers, store) for device in (asha, other)]
                assert [one.result().refused for one in came] == [(), ()]
        for device in (asha, other, asha, other):
            assert device.hands_over(store).stopped is None
            device.gathers(store)
        helen.gathers(store)
        written = {f"{where} {one}." for where in ("Here", "On the copy") for one in range(3)}
        for device in (asha, other, helen):
            assert sorted(device.notes) == sorted(written)
        # How often the two parted depends on who was quicker; that they did is told.
        told = helen.session.database.ask(held_back.held_back, helen.review).result()
        assert {one.person for one in told.forks} == {asha.session.person().identity.person}
        assert told.held == ()
    finally:
        other.session.close()


def test_an_old_file_put_back_under_another_name_brings_no_redacted_words_back(
    helen: Device, asha: Device, store: Path
) -> None:
    note = asha.writes(asha.visits(), "Names a child.")
    named = asha.last_change
    asha.hands_over(store)
    old = {one.name: one.read_bytes() for one in store.glob("*.rvb")}
    helen.gathers(store)
    asha.does(capture.redact_note, note, named.hash, "names a child")
    asha.hands_over(store)
    helen.gathers(store)
    assert helen.notes == [""]
    for number, content in enumerate(old.values()):
        (store / f"Asha ({number}).rvb").write_bytes(content)
    for one in (helen, asha):
        assert one.gathers(store).new == 0
        assert one.notes == [""]
        assert all(b"Names a child" not in (kept.content or b"") for kept in one.changes)


def test_files_of_another_review_of_the_same_people_are_passed_over_under_any_name(
    helen: Device, asha: Device, store: Path, tmp_path: Path
) -> None:
    first = helen.review
    helen.creates_review()
    helen.invites(asha)
    asha.writes(asha.visits(), "Of the second.")
    second = tmp_path / "second"
    second.mkdir()
    asha.hands_over(second)
    helen.hands_over(second)
    for one in (helen, asha):
        one.review = first
    for number, path in enumerate(sorted(second.iterdir())):
        (store / f"{first[:8]}{path.name[8:]}").write_bytes(path.read_bytes())
        (store / f"copy {number}{path.suffix}").write_bytes(path.read_bytes())
    gathered = helen.gathers(store)
    assert (gathered.new, gathered.refused, gathered.absent) == (0, (), ())
    assert helen.notes == []


def test_a_name_made_to_harm_is_told_and_leads_nowhere(
    helen: Device, asha: Device, store: Path
) -> None:
    asha.writes(asha.visits(), "One.")
    asha.hands_over(store)
    odd = (
        b"\xff.rvb",
        b"a\nb.rvb",
        b"\x1b[2J.rvr",
        b"up\\..\\up.rvb",
        b"%2e%2e%2fup.rvb",
        b"\xe2\x80\xaex.rvb",
    )
    for name in odd:
        (store / os.fsdecode(name)).write_bytes(b"no file of ours")
    (store.parent / "up.rvb").write_bytes(b"outside")
    gathered = helen.gathers(store)
    assert helen.notes == ["One."]
    assert {error.code for _name, error in gathered.refused} == {"file.foreign"}
    told = {name for name, _error, _found in refusals.could_not_be_added(helen.session)}
    assert told == {os.fsdecode(name) for name in odd[1:]}


def test_a_damaged_file_whose_name_is_no_text_is_told_and_stops_nothing(
    helen: Device, asha: Device, store: Path
) -> None:
    asha.writes(asha.visits(), "One.")
    asha.hands_over(store)
    whole = next(store.glob("*.rvb")).read_bytes()
    (store / os.fsdecode(b"\xff.rvb")).write_bytes(whole[:-1])
    done = team_files.apply_files(helen.session, [store])
    assert helen.notes == ["One."]
    assert [error.code for _name, error in done.refused] == ["file.truncated"]
    [(told, _error, _found)] = refusals.could_not_be_added(helen.session)
    assert told == f"{store}/\\xff.rvb"
