"""A photo hangs on its note, is taken only where that was allowed, and is never lost apart from its note."""

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.local import PhotoDraft
from reviewer_app.model.nouns import Photo
from reviewer_app.model.reasons import Reason
from reviewer_app.model.words import ActivityKind
from reviewer_app.review import answers, capture, photo_taking, set_up
from reviewer_app.review.answers import Sheet
from reviewer_app.review.photos import CleanPhoto
from tests.support import Device

PAGE = CleanPhoto(b"\xff\xd8 a page", 20, 10)
OFFICE = "the programme office"


@pytest.fixture
def allowed(helen: Device) -> Device:
    helen.does(set_up.allow_photos, OFFICE)
    return helen


def refusal(device: Device, verb: object, *args: object, **more: object) -> str:
    with pytest.raises(UserError) as refused:
        device.does(verb, *args, **more)  # type: ignore[arg-type]
    return refused.value.code


def waits(device: Device, place: str, caption: str = "A page", *, ready: bool = True) -> str:
    """Keep a photo that waits in a place; gives its id."""
    id_ = f"{place}-{caption}"
    draft = PhotoDraft(
        id=id_,
        review=device.review,
        place=place,
        jpeg=caption.encode(),
        width=20,
        height=10,
        caption=caption,
        ready=ready,
        saved_at=device.clock().isoformat(),
    )
    device.session.database.local(photo_taking.keep_photo_draft, draft).result()
    device.clock.forward(1)
    return id_


def digest_of(device: Device, photo: str) -> str:
    found = device.open.get(Photo, photo)
    assert found is not None
    return found.digest


def captions(device: Device, note: str) -> list[str]:
    return [one.caption for one in device.open.photos_of(note)]


def test_photos_are_off_until_somebody_allowed_them(helen: Device) -> None:
    note = helen.writes(helen.visits(), "One.")
    assert refusal(helen, photo_taking.attach_photo, note, PAGE, "A page") == "photo.off"
    assert refusal(helen, set_up.allow_photos, "  ") == "photo.nobody-allowed"
    helen.does(set_up.allow_photos, f" {OFFICE} ")
    review = helen.open.review
    assert review.photos_allowed_by == OFFICE
    assert review.photos_allowed_at == "2026-11-18T10:22:00.000+00:00"
    helen.does(photo_taking.attach_photo, note, PAGE, "A page")
    helen.does(set_up.stop_photos)
    assert not photo_taking.is_allowed(helen.open.review)
    assert refusal(helen, photo_taking.attach_photo, note, PAGE, "A page") == "photo.off"
    assert captions(helen, note) == ["A page"]


def test_only_who_leads_switches_photos_on(allowed: Device, asha: Device) -> None:
    assert refusal(asha, set_up.allow_photos, "myself") == "review.not-allowed"
    assert refusal(asha, set_up.stop_photos) == "review.not-allowed"


def test_photo_lies_under_its_digest_and_its_facts_with_the_note(allowed: Device) -> None:
    note = allowed.writes(allowed.visits(), "One.")
    allowed.does(photo_taking.attach_photo, note, PAGE, " A display ")
    [photo] = allowed.open.photos_of(note)
    assert (photo.width, photo.height, photo.caption) == (20, 10, "A display")
    assert allowed.session.photo(photo.digest) == PAGE.jpeg


def test_photos_of_a_note_come_in_the_order_they_were_added(allowed: Device) -> None:
    note = allowed.writes(allowed.visits(), "One.")
    for words in ("first", "second", "third", "fourth"):
        allowed.does(photo_taking.attach_photo, note, PAGE, words)
    assert captions(allowed, note) == ["first", "second", "third", "fourth"]


def test_photo_says_what_it_shows(allowed: Device) -> None:
    note = allowed.writes(allowed.visits(), "One.")
    assert refusal(allowed, photo_taking.attach_photo, note, PAGE, " ") == "photo.caption-missing"
    photo = allowed.does(photo_taking.attach_photo, note, PAGE, "Sam’s page")
    assert (
        refusal(allowed, photo_taking.change_caption, photo, " ", since=None)
        == "photo.caption-missing"
    )
    allowed.does(photo_taking.change_caption, photo, " A pupil’s page ", since=None)
    assert captions(allowed, note) == ["A pupil’s page"]
    wordings = [
        one.values["caption"] for one in allowed.session.history(allowed.review, "photo", photo)
    ]
    assert wordings == ["Sam’s page", "A pupil’s page"]


def test_photo_is_not_attached_to_a_note_that_is_gone(allowed: Device) -> None:
    note = allowed.writes(allowed.visits(), "One.")
    allowed.does(capture.remove_note, note, "Written twice.")
    assert refusal(allowed, photo_taking.attach_photo, note, PAGE, "A page") == "review.record-gone"
    assert allowed.notes == []


def test_removed_photo_comes_back_by_undo_and_stays_in_history(allowed: Device) -> None:
    note = allowed.writes(allowed.visits(), "One.")
    photo = allowed.does(photo_taking.attach_photo, note, PAGE, "A page")
    allowed.does(photo_taking.remove_photo, photo, Reason.TAKEN_OFF)
    assert captions(allowed, note) == []
    [*_earlier, last] = allowed.session.history(allowed.review, "photo", photo)
    assert last.reason == Reason.TAKEN_OFF
    allowed.does(capture.undo, allowed.last_change.hash)
    assert captions(allowed, note) == ["A page"]
    assert allowed.session.photo(digest_of(allowed, photo)) == PAGE.jpeg


def test_photo_goes_and_comes_back_with_its_note(allowed: Device) -> None:
    note = allowed.writes(allowed.visits(), "One.")
    photo = allowed.does(photo_taking.attach_photo, note, PAGE, "A page")
    digest = digest_of(allowed, photo)
    allowed.does(capture.remove_note, note, "Written twice.")
    assert allowed.open.all(Photo) == []
    assert allowed.session.photo(digest) == PAGE.jpeg
    allowed.does(capture.undo, allowed.last_change.hash)
    assert allowed.notes == ["One."]
    assert captions(allowed, note) == ["A page"]


def test_photo_that_others_add_brings_back_the_note_it_hangs_on(
    allowed: Device, asha: Device
) -> None:
    note = allowed.writes(allowed.visits(), "One.")
    asha.receives(allowed.changes)
    allowed.does(capture.remove_note, note, "Written twice.")
    asha.does(photo_taking.attach_photo, note, PAGE, "A page")
    allowed.receives(asha.changes)
    asha.receives(allowed.changes)
    for device in (allowed, asha):
        assert device.notes == ["One."]
        assert captions(device, note) == ["A page"]


def test_photos_that_wait_go_with_the_note_they_were_taken_for(allowed: Device) -> None:
    visit, other = allowed.visits(), allowed.visits("Year 5")
    place = f"note:{visit}"
    waits(allowed, place, "first")
    waits(allowed, place, "second")
    waits(allowed, place, "not kept", ready=False)
    waits(allowed, f"note:{other}", "elsewhere")
    note = allowed.does(capture.commit_note, visit, "One.", place=place)
    assert captions(allowed, note) == ["first", "second"]
    assert {one.caption for one in allowed.open.photo_drafts.values()} == {"not kept", "elsewhere"}
    allowed.does(capture.undo, allowed.last_change.hash)
    assert allowed.notes == []


def test_note_that_is_refused_leaves_its_photos_waiting(allowed: Device) -> None:
    visit = allowed.visits()
    place = f"note:{visit}"
    waits(allowed, place)
    assert refusal(allowed, capture.commit_note, visit, " ", place=place) == "note.empty"
    allowed.does(set_up.stop_photos)
    assert refusal(allowed, capture.commit_note, visit, "One.", place=place) == "photo.off"
    assert allowed.notes == []
    assert [one.caption for one in allowed.open.photos_waiting(place)] == ["A page"]


def test_photo_that_waits_survives_a_restart_as_it_stands(allowed: Device) -> None:
    draft = waits(allowed, "note:a", ready=False)
    waits(allowed, "note:b")
    allowed.restarts()
    [kept] = allowed.open.photos_waiting("note:a")
    assert (kept.id, kept.caption, kept.ready, kept.jpeg) == (draft, "A page", False, b"")
    assert allowed.session.photo_draft(draft) == b"A page"
    allowed.session.database.local(photo_taking.leave_photo_out, draft).result()
    assert allowed.session.photo_draft(draft) is None
    assert list(allowed.open.photo_drafts) == ["note:b-A page"]


def test_photo_that_waits_is_in_no_journal_and_nowhere_in_clear(allowed: Device) -> None:
    changes = len(allowed.changes)
    draft = waits(allowed, "note:a", "Not yet blurred", ready=False)
    assert len(allowed.changes) == changes
    lying = [path for path in allowed.folder.rglob("*") if path.is_file()]
    assert any(path.suffix == ".db" for path in lying)
    assert not any(b"Not yet blurred" in path.read_bytes() for path in lying)
    note = allowed.writes(allowed.visits(), "One.")
    allowed.does(photo_taking.attach_photo, note, PAGE, "A page", draft=draft)
    assert allowed.open.photo_drafts == {}
    assert allowed.session.photo_draft(draft) is None


def test_photos_that_answer_a_question_are_found_on_their_notes_on_every_laptop(
    helen: Device, asha: Device
) -> None:
    framework = helen.open.framework.framework
    visit = helen.visits()
    sheet = Sheet(framework, framework.form_for(ActivityKind.LESSON_VISIT), visit)
    helen.does(set_up.allow_photos, OFFICE)
    note = helen.writes(visit, "Another note.")
    for caption, item, row in (
        ("first", "page", ""),
        ("second", "page", ""),
        ("again", "page", "2"),
    ):
        question = photo_taking.Question(sheet.form.id, item, row)
        helen.does(photo_taking.attach_new, note, PAGE, caption, answers=question)
    helen.does(photo_taking.attach_photo, note, PAGE, "no answer")
    helen.does(
        photo_taking.attach_new, note, PAGE, "elsewhere", answers=photo_taking.Question("x", "page")
    )
    asha.receives(helen.changes)
    me = helen.session.person().identity.person
    for device in (helen, asha):
        opened = device.open
        found = answers.answers_on(opened, sheet, me)
        named = {
            place: [photo.caption for id_ in ids if (photo := opened.get(Photo, str(id_)))]
            for place, ids in found.items()
            if isinstance(ids, list)
        }
        assert named == {("page", ""): ["first", "second"], ("page", "2"): ["again"]}
        assert answers.answers_on(opened, sheet, "someone else") == {}
