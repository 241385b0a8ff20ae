"""Several people, a store between them, and what each of them then sees."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import Connection

from reviewer_app.errors import UserError
from reviewer_app.model.changes import Change
from reviewer_app.model.nouns import Note
from reviewer_app.review import (
    capture,
    membership,
    photo_taking,
    photos,
    refusals,
    set_up,
    whose_notes,
)
from reviewer_app.review.photos import CleanPhoto
from reviewer_app.store import photos as photo_store
from reviewer_app.store import wanting
from reviewer_app.store.work import Work
from reviewer_app.sync.stores import FolderStore
from tests.support import Device, Devices


def files(store: Path) -> list[Path]:
    return sorted(one for one in store.rglob("*") if one.is_file())


def test_everyone_sees_everything_after_handing_over_and_gathering(
    helen: Device, asha: Device, store: Path
) -> None:
    visit = helen.visits()
    helen.writes(visit, "Helen's.")
    helen.hands_over(store)
    asha.gathers(store)
    asha.clock.forward(30)
    asha.writes(visit, "Asha's.")
    asha.hands_over(store)
    assert helen.gathers(store).new == 1
    assert helen.notes == asha.notes == ["Helen's.", "Asha's."]
    assert [
        (one.name, one.changes)
        for one in whose_notes.up_to(helen.session, helen.review, helen.open.people())
    ] == [
        ("Helen Marsh", 3),
        ("Asha", 1),
    ]


def test_handing_over_again_sends_nothing_and_gathering_again_brings_nothing(
    helen: Device, asha: Device, store: Path
) -> None:
    helen.writes(helen.visits(), "One.")
    assert helen.hands_over(store).sent == 3
    before = files(store)
    assert helen.hands_over(store).sent == 0
    assert files(store) == before
    assert asha.gathers(store).new == 2
    assert asha.gathers(store).new == 0


def test_a_place_where_only_ones_own_notes_of_this_review_lie_is_told_from_one_with_nothing_new(
    helen: Device, asha: Device, store: Path
) -> None:
    helen.writes(helen.visits(), "One.")
    helen.hands_over(store)
    (store / "0a0a0a0a-helen1-12-k7d2m0qp3x.rvb").write_bytes(b"of another review")
    assert helen.gathers(store).alone
    assert not asha.gathers(store).alone
    assert asha.gathers(store).new == 0
    assert not asha.gathers(store).alone


def test_what_stands_on_no_store_is_counted(helen: Device, asha: Device, store: Path) -> None:
    assert helen.unsent == 1
    helen.hands_over(store)
    assert helen.unsent == 0
    helen.visits()
    assert helen.unsent == 1


def test_a_bundle_that_names_another_as_author_adds_only_what_is_its_writers(
    helen: Device, asha: Device, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit, of_helen = asha.visits(), helen.session.person().identity.person
    with monkeypatch.context() as altered_program:
        altered_program.setattr("reviewer_app.store.work.is_in_own_name", lambda *_: True)
        asha.does(forge, visit, of_helen)
    asha.hands_over(store)
    gathered = helen.gathers(store)
    assert (gathered.new, gathered.refused) == (2, ())
    assert helen.notes == ["Mine."]


def forge(work: Work, visit: str, author: str) -> None:
    """What an altered program would sign: a note of one's own, and one in another's name."""
    capture.commit_note(work, visit, "Mine.")
    work.add(
        Note,
        work.new_id(),
        activity=visit,
        author=author,
        text="Not mine.",
        seen_at=work.now,
        written_at=work.now,
    )


def test_damaged_file_is_told_and_taken_in_once_it_is_whole(
    helen: Device, asha: Device, store: Path
) -> None:
    helen.writes(helen.visits(), "One.")
    helen.hands_over(store)
    whole = {path: path.read_bytes() for path in files(store)}
    for path, content in whole.items():
        path.write_bytes(content[: len(content) // 2])
    gathered = asha.gathers(store)
    assert gathered.new == 0
    assert gathered.refused
    assert refusals.could_not_be_added(asha.session)
    for path, content in whole.items():
        path.write_bytes(content)
    assert asha.gathers(store).new == 2
    assert asha.notes == ["One."]
    assert refusals.could_not_be_added(asha.session) == []


def test_photo_follows_its_note(helen: Device, asha: Device, store: Path) -> None:
    out = BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, "PNG")
    clean = photos.clean_photo(out.getvalue())
    note = helen.writes(helen.visits(), "A display.")
    helen.does(set_up.allow_photos, "the programme office")
    helen.does(photo_taking.attach_photo, note, clean, "A display")
    helen.hands_over(store)
    assert asha.gathers(store).photos == 1
    [photo] = asha.open.photos_of(note)
    assert asha.session.photo(photo.digest) == clean.jpeg
    assert asha.gathers(store).photos == 0


def test_no_photo_is_read_where_it_lies_on_the_store_or_here_already(
    helen: Device, asha: Device, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = helen.writes(helen.visits(), "One.")
    helen.does(set_up.allow_photos, "the programme office")
    helen.does(photo_taking.attach_photo, note, CleanPhoto(b"\xff\xd8 a page", 10, 10), "A page")
    helen.hands_over(store)
    assert asha.gathers(store).photos == 1
    read: list[str] = []

    def get(connection: Connection, digest: str) -> bytes | None:
        read.append(digest)
        return kept(connection, digest)

    kept = photo_store.get
    monkeypatch.setattr(photo_store, "get", get)
    helen.hands_over(store)
    assert asha.gathers(store).photos == 0
    assert read == []


def test_words_come_back_from_the_store_where_what_emptied_them_counts_no_more(
    helen: Device, asha: Device, store: Path
) -> None:
    note = asha.writes(asha.visits(), "Pupils explain their method.")
    made = asha.last_change
    asha.hands_over(store)
    helen.gathers(store)
    asha.does(capture.edit_note, note, text="Nothing to see here.")
    edited = asha.last_change
    asha.does(capture.redact_note, note, made.hash, "Says who.")
    asha.hands_over(store)
    helen.gathers(store)
    assert helen.notes == ["Nothing to see here."]
    membership.remove(helen.session, helen.review, made.person, edited.hash)
    # What emptied the words does not count now; the copy on the store still has them.
    helen.gathers(store)
    assert helen.notes == ["Pupils explain their method."]
    assert helen.session.audit(helen.review).sound
    assert not helen.session.database.ask(wanting.may_lie_at, helen.review, str(store)).result()


def redacted(helen: Device, asha: Device, store: Path) -> Change:
    """Let Asha hand over a note, empty its words, and hand that over too; Helen gathers both."""
    note = asha.writes(asha.visits(), "Pupils explain their method.")
    made = asha.last_change
    asha.hands_over(store)
    helen.gathers(store)
    asha.does(capture.redact_note, note, made.hash, "Says who.")
    asha.hands_over(store)
    helen.gathers(store)
    return asha.last_change


def test_a_place_is_read_through_once_for_words_that_are_wanted(
    helen: Device, asha: Device, store: Path, tmp_path: Path
) -> None:
    redacting = redacted(helen, asha, store)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    membership.remove(helen.session, helen.review, redacting.person, redacting.hash)
    wanted = helen.session.database
    assert wanted.ask(wanting.may_lie_at, helen.review, str(elsewhere)).result()
    helen.gathers(elsewhere)
    assert not wanted.ask(wanting.may_lie_at, helen.review, str(elsewhere)).result()
    assert wanted.ask(wanting.may_lie_at, helen.review, str(store)).result()
    assert helen.notes == [""]
    helen.gathers(store)
    assert helen.notes == ["Pupils explain their method."]


def test_a_place_that_went_away_meanwhile_is_not_read_through(
    helen: Device, asha: Device, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    redacting = redacted(helen, asha, store)
    membership.remove(helen.session, helen.review, redacting.person, redacting.hash)
    read = FolderStore.read

    def broken(place: FolderStore, name: str, *, largest: int) -> bytes:
        if name.endswith(".rvb"):
            raise UserError("store.gone", place=place.place)
        return read(place, name, largest=largest)

    with monkeypatch.context() as away:
        away.setattr(FolderStore, "read", broken)
        assert helen.gathers(store).stopped is not None
    helen.gathers(store)
    assert helen.notes == ["Pupils explain their method."]


def test_lists_from_before_someone_joined_are_nothing_that_could_not_be_added(
    helen: Device, asha: Device, devices: Devices, store: Path
) -> None:
    asha.writes(asha.visits(), "Before Tom.")
    asha.hands_over(store)
    tom = devices("Tom")
    helen.invites(tom)
    for _again in range(2):
        assert tom.gathers(store).refused == ()
    assert tom.notes == ["Before Tom."]
    membership.remove(helen.session, helen.review, tom.session.person().identity.person)
    helen.hands_over(store)
    refused = {error.code for _name, error in tom.gathers(store).refused}
    assert "roster.without-you" in refused
