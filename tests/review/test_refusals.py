"""A file that was refused is read again only where that may come to more, and nothing is hidden by it."""

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from reviewer_app.errors import UserError
from reviewer_app.review import exchange, photo_taking, photos, refusals, set_up, team_files
from reviewer_app.review.exchange import Gathering
from reviewer_app.store import refused as refused_store
from reviewer_app.sync.stores import FolderStore
from reviewer_app.sync.turned_away import MOST_OF_ONE_REASON
from tests.support import Device, Devices


class TellingStore(FolderStore):
    """A folder that says of its files what a server does, and counts what is read."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.folder = folder
        self.asked: list[str] = []
        self.broken = False
        self.says: dict[str, str] = {}

    def mark(self, name: str) -> str:
        path = self.folder / name
        return self.says.get(name) or hashlib.sha256(path.read_bytes()).hexdigest()

    def read(self, name: str, *, largest: int) -> bytes:
        self.asked.append(name)
        if self.broken:
            raise UserError("store.failed", place=self.place, reason="broken")
        return super().read(name, largest=largest)


@pytest.fixture
def shelf(store: Path) -> TellingStore:
    return TellingStore(store)


def gathers(device: Device, shelf: TellingStore, times: int = 1) -> Gathering:
    """Gather so many times, a minute apart; what was asked for is that of the last time."""
    for _ in range(times):
        device.clock.forward(1)
        shelf.asked.clear()
        done = exchange.gather_from(device.session, device.review, shelf)
    return done


def codes(done: Gathering) -> list[str]:
    return [error.code for _name, error in done.refused]


def damaged(store: Path, ending: str = ".rvb") -> tuple[Path, bytes]:
    """Damage a file of a store; gives its path and what it was."""
    [path] = store.glob(f"*{ending}")
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    return path, whole


@pytest.fixture
def handed_over(helen: Device, asha: Device, store: Path) -> Path:
    """A store with a note of Helen's."""
    helen.writes(helen.visits(), "One.")
    helen.hands_over(store)
    assert asha.review
    return store


def test_a_damaged_file_is_told_every_time_and_read_twice(
    handed_over: Path, asha: Device, shelf: TellingStore
) -> None:
    path, _whole = damaged(handed_over)
    gathers(asha, shelf, 2)
    assert path.name in shelf.asked
    done = gathers(asha, shelf)
    assert shelf.asked == []
    assert codes(done) == ["bundle.signature-wrong"]
    assert [name for name, *_why in refusals.could_not_be_added(asha.session)] == [path.name]
    assert exchange.would_come(asha.session, asha.review, shelf) == exchange.Coming()
    assert shelf.asked == []


def test_a_good_file_in_its_place_comes_in(
    handed_over: Path, asha: Device, shelf: TellingStore
) -> None:
    path, whole = damaged(handed_over)
    gathers(asha, shelf, 3)
    path.write_bytes(whole)
    assert gathers(asha, shelf).refused == ()
    assert asha.notes == ["One."]
    assert refusals.could_not_be_added(asha.session) == []


def test_what_the_place_says_nothing_of_is_read_every_time(
    handed_over: Path, asha: Device, shelf: TellingStore
) -> None:
    path, whole = damaged(handed_over)
    plain = FolderStore(handed_over)
    for _ in range(3):
        asha.clock.forward(1)
        exchange.gather_from(asha.session, asha.review, plain)
    path.write_bytes(whole)
    asha.clock.forward(1)
    assert exchange.gather_from(asha.session, asha.review, plain).refused == ()
    assert asha.notes == ["One."]


def test_a_good_file_comes_in_once_somebody_asks_whatever_the_place_says(
    handed_over: Path, asha: Device, shelf: TellingStore
) -> None:
    path, whole = damaged(handed_over)
    shelf.says[path.name] = "always the same"
    gathers(asha, shelf, 3)
    path.write_bytes(whole)
    assert codes(gathers(asha, shelf)) == ["bundle.signature-wrong"]
    team_files.try_again(asha.session)
    assert gathers(asha, shelf).refused == ()
    assert asha.notes == ["One."]


def test_a_good_file_comes_in_after_a_day_whatever_the_place_says(
    handed_over: Path, asha: Device, shelf: TellingStore
) -> None:
    path, whole = damaged(handed_over)
    shelf.says[path.name] = "always the same"
    gathers(asha, shelf, 3)
    path.write_bytes(whole)
    asha.clock.forward(24 * 60)
    assert gathers(asha, shelf).refused == ()
    assert asha.notes == ["One."]


def test_what_waits_for_a_list_of_members_comes_in_once_that_is_there(
    helen: Device, devices: Devices, store: Path, shelf: TellingStore
) -> None:
    tom, asha = devices("Tom"), devices("Asha")
    helen.invites(tom)
    helen.invites(asha)
    asha.writes(asha.visits(), "By someone new.")
    asha.hands_over(store)
    lists = {path: path.read_bytes() for path in store.glob("*.rvr")}
    for path in lists:
        path.unlink()
    assert codes(gathers(tom, shelf, 3)) == ["bundle.stranger"]
    assert shelf.asked == []
    for path, content in lists.items():
        path.write_bytes(content)
    # In the very gathering that brings the list, and not only in the next.
    assert gathers(tom, shelf).refused == ()
    assert tom.notes == ["By someone new."]


def test_what_waits_for_a_list_of_members_comes_in_once_that_came_another_way(
    helen: Device, devices: Devices, store: Path, tmp_path: Path, shelf: TellingStore
) -> None:
    tom, asha = devices("Tom"), devices("Asha")
    helen.invites(tom)
    helen.invites(asha)
    asha.writes(asha.visits(), "By someone new.")
    asha.hands_over(store)
    lists = tmp_path / "lists"
    lists.mkdir()
    for path in store.glob("*.rvr"):
        path.rename(lists / path.name)
    assert codes(gathers(tom, shelf, 3)) == ["bundle.stranger"]
    team_files.apply_files(tom.session, lists.iterdir())
    assert gathers(tom, shelf).refused == ()
    assert tom.notes == ["By someone new."]


def test_a_newer_version_of_the_program_reads_everything_again(
    handed_over: Path, asha: Device, shelf: TellingStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _whole = damaged(handed_over)
    gathers(asha, shelf, 3)
    monkeypatch.setattr(refusals, "__version__", "99")
    gathers(asha, shelf)
    assert shelf.asked == [path.name]


def test_what_the_store_did_not_give_is_asked_for_every_time(
    handed_over: Path, asha: Device, shelf: TellingStore
) -> None:
    shelf.broken = True
    assert "store.failed" in codes(gathers(asha, shelf, 3))
    shelf.broken = False
    assert gathers(asha, shelf).refused == ()
    assert asha.notes == ["One."]


def test_a_damaged_photo_is_read_no_more_and_a_good_one_in_its_place_comes(
    helen: Device, asha: Device, store: Path, shelf: TellingStore
) -> None:
    out = BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, "PNG")
    note = helen.writes(helen.visits(), "A display.")
    helen.does(set_up.allow_photos, "the programme office")
    clean = photos.clean_photo(out.getvalue())
    helen.does(photo_taking.attach_photo, note, clean, "A display")
    helen.hands_over(store)
    path, whole = damaged(store, ".rvp")
    assert codes(gathers(asha, shelf, 4)) == ["file.damaged"]
    assert shelf.asked == []
    path.write_bytes(whole)
    assert gathers(asha, shelf).photos == 1
    assert refusals.could_not_be_added(asha.session) == []


def test_what_lies_there_no_more_is_told_no_more(
    handed_over: Path, asha: Device, shelf: TellingStore
) -> None:
    path, _whole = damaged(handed_over)
    gathers(asha, shelf)
    path.unlink()
    assert gathers(asha, shelf).refused == ()
    assert refusals.could_not_be_added(asha.session) == []


def filled(store: Path, count: int) -> None:
    """Fill a store with files that are named as the team's are and are none of them."""
    whole = next(store.glob("*.rvb"))
    for number in range(count):
        (store / f"{whole.name[:9]}zzzzzz-1-{number:010}.rvb").write_bytes(b"junk")


def told(device: Device) -> list[str]:
    return [name for name, *_why in refusals.could_not_be_added(device.session)]


def kept(device: Device) -> int:
    return len(device.session.database.ask(refused_store.every).result())


def test_a_store_full_of_junk_is_told_in_a_few_lines_fills_no_table_and_hides_nothing(
    handed_over: Path, asha: Device
) -> None:
    path, whole = damaged(handed_over)
    filled(handed_over, 700)
    (handed_over / f"{path.name[:9]}zzzzzz-2-damaged.rvb").write_bytes(path.read_bytes())
    path.write_bytes(whole)
    done = exchange.gather(asha.session, asha.review, str(handed_over))
    assert asha.notes == ["One."]
    assert done.turned_away == 701
    assert len(done.refused) == MOST_OF_ONE_REASON + 1
    assert {code: len(one.names) for code, one in done.more.items()} == {
        "file.foreign": 700 - MOST_OF_ONE_REASON
    }
    assert kept(asha) == MOST_OF_ONE_REASON + 2
    assert told(asha)[-1] == "680 more files"
    for junk in handed_over.glob("*zzzzzz*"):
        junk.unlink()
    asha.clock.forward(1)
    exchange.gather(asha.session, asha.review, str(handed_over))
    assert kept(asha) == 0


def test_of_junk_that_is_only_counted_nothing_is_read_again_until_any_of_it_is_another(
    handed_over: Path, asha: Device, helen: Device, shelf: TellingStore
) -> None:
    filled(handed_over, MOST_OF_ONE_REASON + 30)
    gathers(asha, shelf, 2)
    assert len(shelf.asked) == MOST_OF_ONE_REASON + 30
    gathers(asha, shelf)
    assert shelf.asked == []
    assert told(asha)[-1] == "30 more files"
    # What is new beside it is read, and nothing else.
    helen.writes(helen.visits(), "Two.")
    helen.hands_over(handed_over)
    gathers(asha, shelf)
    assert len(shelf.asked) == 1
    assert sorted(asha.notes) == ["One.", "Two."]
    # One of them is a good file now, under its old name.
    hidden = max(handed_over.glob("*zzzzzz*"))
    helen.writes(helen.visits(), "Three.")
    before = set(handed_over.iterdir())
    helen.hands_over(handed_over)
    [new] = set(handed_over.iterdir()) - before
    new.replace(hidden)
    gathers(asha, shelf)
    assert hidden.name in shelf.asked
    assert sorted(asha.notes) == ["One.", "Three.", "Two."]
    assert told(asha)[-1] == "29 more files"
