"""Going back to a backup: in place nothing newer is lost, and put back whole the team brings the rest."""

import shutil
from contextlib import closing, suppress
from pathlib import Path

import pytest

from reviewer_app.app import PutBack
from reviewer_app.errors import UserError
from reviewer_app.model.local import AddedFramework, PhotoDraft
from reviewer_app.model.nouns import Note
from reviewer_app.review import capture, held_back, photo_taking, set_up
from reviewer_app.review.held_back import Fork
from reviewer_app.review.photos import CleanPhoto
from reviewer_app.review.restoring import CameBack, take_in, would_come
from reviewer_app.store import drafts, frameworks, photo_drafts
from reviewer_app.store.cipher import wal_of
from tests.store.schemas import backups_are_older
from tests.support import Blank, Device


def backed_up(device: Device) -> Path:
    device.clock.forward(1)
    return device.session.back_up().path


def drafts_of(device: Device) -> dict[str, str]:
    found = device.session.database.ask(drafts.of_review, device.review).result()
    return {one.place: one.text for one in found}


def damaged(device: Device) -> None:
    """Close the profile and spoil a page of its file."""
    device.session.close()
    path = device.folder / "profile.db"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def damaged_where_opening_does_not_look(device: Device) -> None:
    """Spoil the last page of a file without which it opens all the same."""
    device.session.close()
    path = device.folder / "profile.db"
    content = path.read_bytes()
    for at in range(len(content) - 2048, 0, -4096):
        path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        with suppress(UserError), closing(device.program.open(device.folder)) as session:
            try:
                session.profile.require_whole()
            except UserError:
                return
    pytest.fail("opening reads every page")


def goes_back(device: Device, file: Path) -> PutBack:
    came = device.program.restore(device.folder, file)
    assert isinstance(came, PutBack)
    device.session = device.program.open(device.folder)
    return came


def replaced_by_hand(device: Device, file: Path) -> None:
    """Put a backup in place as whoever copies files does: with the device's id as it was."""
    device.session.close()
    wal_of(device.folder / "profile.db").unlink(missing_ok=True)
    shutil.copyfile(file, device.folder / "profile.db")
    device.session = device.program.open(device.folder)


def test_profile_that_went_on_lacks_nothing_and_keeps_what_is_newer(helen: Device) -> None:
    visit = helen.visits()
    helen.writes(visit, "Before the backup.")
    helen.types("note:1", "Half a")
    helen.types("note:2", "Typed on")
    file = backed_up(helen)
    helen.writes(visit, "Half a sentence, and then the other half.")
    helen.session.database.local(drafts.drop, helen.review, "note:1").result()
    helen.types("note:2", "Typed on since.")
    device = helen.session.person().device
    assert would_come(helen.session, file) == CameBack()
    assert take_in(helen.session, file) == CameBack()
    assert helen.notes == ["Before the backup.", "Half a sentence, and then the other half."]
    assert drafts_of(helen) == {"note:2": "Typed on since."}
    assert helen.session.person().device == device


def test_what_an_older_file_lacks_comes_back_from_a_newer_backup_once(helen: Device) -> None:
    visit = helen.visits()
    older = backed_up(helen)
    helen.writes(visit, "After the first backup.")
    helen.types("note:1", "Not finished")
    waiting = PhotoDraft(
        id="p1",
        review=helen.review,
        place="note:1",
        jpeg=b"a picture that waits",
        width=1,
        height=1,
        caption="",
        ready=True,
        saved_at="2026-11-18T10:17:00+00:00",
    )
    helen.session.database.local(photo_drafts.keep, waiting).result()
    newer = backed_up(helen)
    replaced_by_hand(helen, older)
    assert helen.notes == []
    # What would come is counted first, and nothing comes of that.
    would = would_come(helen.session, newer)
    assert (helen.notes, drafts_of(helen)) == ([], {})
    came = take_in(helen.session, newer)
    assert came == would == CameBack(changes=1, notes=1, drafts=1, photos=1)
    assert helen.notes == ["After the first backup."]
    assert drafts_of(helen) == {"note:1": "Not finished"}
    assert helen.session.photo_draft("p1") == b"a picture that waits"
    assert take_in(helen.session, newer).nothing


def test_what_a_backup_of_an_older_version_holds_comes_back_and_it_stays_as_it_was(
    helen: Device, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = helen.visits()
    first = backed_up(helen)
    helen.writes(visit, "After the first backup.")
    helen.types("note:1", "Not finished")
    second = backed_up(helen)
    replaced_by_hand(helen, first)
    before = second.read_bytes()
    brought = backups_are_older(monkeypatch, tmp_path / "scripts")
    assert would_come(helen.session, second) == CameBack(changes=1, notes=1, drafts=1)
    assert take_in(helen.session, second) == CameBack(changes=1, notes=1, drafts=1)
    assert helen.notes == ["After the first backup."]
    assert drafts_of(helen) == {"note:1": "Not finished"}
    # A copy was brought up to date, each time anew, and the backup was not.
    assert [one.name for one in brought] == ["profile.db.restoring"] * 2
    assert second.read_bytes() == before
    assert list(helen.folder.glob("profile.db.restoring*")) == []


def test_draft_names_nothing_as_seen_that_its_writer_had_not_seen(helen: Device) -> None:
    visit = helen.visits()
    older = backed_up(helen)
    helen.writes(visit, "After the first backup.")
    helen.types("note:1", "Not finished")
    newer = backed_up(helen)
    replaced_by_hand(helen, older)
    common = helen.position
    helen.writes(visit, "In the place of the other change.")
    take_in(helen.session, newer)
    [draft] = helen.session.database.ask(drafts.of_review, helen.review).result()
    assert draft.position == common


def test_words_emptied_since_come_back_neither_as_a_note_nor_as_a_draft(helen: Device) -> None:
    visit = helen.visits()
    note = helen.writes(visit, "A child was named here.")
    written = helen.last_change.hash
    helen.types("note:1", "A child is named here too")
    file = backed_up(helen)
    helen.session.database.local(drafts.drop, helen.review, "note:1").result()
    helen.does(capture.redact_note, note, written, "It names a child.")
    assert take_in(helen.session, file) == CameBack(left_out=1)
    assert drafts_of(helen) == {}
    assert [one.text for one in helen.open.all(Note)] != ["A child was named here."]


def test_restored_whole_what_came_after_returns_from_the_store_without_a_fork(
    helen: Device, asha: Device, store: Path
) -> None:
    visit = asha.visits()
    asha.writes(visit, "Before the backup.")
    file = backed_up(asha)
    lost_device = asha.session.person().device
    asha.writes(visit, "After the backup.")
    asha.hands_over(store)
    helen.gathers(store)
    helen.writes(visit, "Helen's.")
    helen.hands_over(store)
    damaged(asha)
    came = goes_back(asha, file)
    assert came.kept is not None
    assert came.kept.exists()
    assert asha.session.person().device != lost_device
    assert asha.notes == ["Before the backup."]
    # She writes before she gathers: that is where two laptops under one id would part.
    asha.writes(visit, "On the restored laptop.")
    asha.gathers(store)
    asha.hands_over(store)
    helen.gathers(store)
    everything = {"Before the backup.", "After the backup.", "Helen's.", "On the restored laptop."}
    for device in (asha, helen):
        assert set(device.notes) == everything
        told = device.session.database.ask(held_back.held_back, device.review).result()
        assert told == held_back.HeldBack()


def test_backup_put_in_place_by_hand_makes_a_fork_that_is_told(
    helen: Device, asha: Device, store: Path
) -> None:
    visit = asha.visits()
    file = backed_up(asha)
    asha.writes(visit, "After the backup.")
    asha.hands_over(store)
    helen.gathers(store)
    replaced_by_hand(asha, file)
    asha.writes(visit, "Under the old id.")
    asha.gathers(store)
    asha.hands_over(store)
    helen.gathers(store)
    [fork] = helen.session.database.ask(held_back.held_back, helen.review).result().forks
    assert (fork.person, fork.sides) == (asha.session.person().identity.person, 2)
    assert isinstance(fork, Fork)
    assert {"After the backup.", "Under the old id."} <= set(helen.notes)


def test_profile_that_opens_and_is_damaged_is_found_out_and_put_back(
    helen: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large file is not read through when it opens; going back to a backup does, and then replaces it."""
    helen.writes(helen.visits(), "Before the backup.")
    file = backed_up(helen)
    monkeypatch.setattr("reviewer_app.store.profile._WHOLE_CHECK", 0)
    damaged_where_opening_does_not_look(helen)
    came = goes_back(helen, file)
    assert came.kept is not None
    assert helen.notes == ["Before the backup."]


def test_photo_of_a_note_comes_back_with_it(helen: Device) -> None:
    helen.does(set_up.allow_photos, "Jo, the school's office")
    older = backed_up(helen)
    note = helen.writes(helen.visits(), "A display.")
    picture = CleanPhoto(b"a picture of a display", 20, 10)
    helen.does(photo_taking.attach_photo, note, picture, "A display")
    newer = backed_up(helen)
    replaced_by_hand(helen, older)
    would = would_come(helen.session, newer)
    assert take_in(helen.session, newer) == would == CameBack(changes=3, notes=1, photos=1)
    [photo] = helen.open.photos_of(note)
    assert helen.session.photo(photo.digest) == picture.jpeg


def test_profile_that_has_nobody_yet_gets_everything_on_a_device_of_its_own(
    helen: Device, blank_profile: Blank
) -> None:
    helen.writes(helen.visits(), "Before the backup.")
    added = AddedFramework(
        framework="own", version="1", hash="0", text="{}", added_at="2026-11-18T10:17:00+00:00"
    )
    helen.session.database.local(frameworks.add, added).result()
    then = helen.session.person()
    file = backed_up(helen)
    replaced_by_hand(helen, blank_profile.folder / "profile.db")
    assert helen.session.me is None
    came = take_in(helen.session, file)
    assert (came.rosters, came.changes, came.frameworks) == (1, 3, 1)
    assert helen.notes == ["Before the backup."]
    now = helen.session.person()
    assert now.identity.to_bytes() == then.identity.to_bytes()
    assert now.device != then.device
    assert take_in(helen.session, file).nothing
