"""Photos that wait are kept as they stand, the latest wins, and they are listed without their pictures."""

from reviewer_app.model.local import PhotoDraft
from reviewer_app.store import photo_drafts
from tests.support import Device


def draft(id_: str, place: str, picture: bytes, *, ready: bool = True, at: int = 0) -> PhotoDraft:
    return PhotoDraft(
        id=id_,
        review="review",
        place=place,
        jpeg=picture,
        width=4,
        height=3,
        caption="A page",
        ready=ready,
        saved_at=f"2026-11-18T10:17:{at:02}+00:00",
    )


def test_latest_picture_of_a_photo_wins(helen: Device) -> None:
    database = helen.session.database
    database.local(photo_drafts.keep, draft("a", "note:1", b"whole")).result()
    database.local(photo_drafts.keep, draft("a", "note:1", b"blurred", at=5)).result()
    assert database.ask(photo_drafts.picture, "a").result() == b"blurred"
    [listed] = database.ask(photo_drafts.of_review, "review").result()
    assert (listed.id, listed.jpeg, listed.width, listed.saved_at[17:19]) == ("a", b"", 4, "05")


def test_photos_that_are_ready_come_in_order_for_their_place_alone(helen: Device) -> None:
    database = helen.session.database
    for one in (
        draft("late", "note:1", b"2", at=2),
        draft("early", "note:1", b"1", at=1),
        draft("open", "note:1", b"3", ready=False),
        draft("elsewhere", "note:2", b"4"),
    ):
        database.local(photo_drafts.keep, one).result()
    found = database.ask(photo_drafts.ready, "review", "note:1").result()
    assert [(one.id, one.jpeg) for one in found] == [("early", b"1"), ("late", b"2")]
    assert database.ask(photo_drafts.ready, "other review", "note:1").result() == []


def test_photo_that_was_dropped_is_gone(helen: Device) -> None:
    database = helen.session.database
    database.local(photo_drafts.keep, draft("a", "note:1", b"whole")).result()
    database.local(photo_drafts.drop, "a").result()
    assert database.ask(photo_drafts.picture, "a").result() is None
    assert database.ask(photo_drafts.of_review, "review").result() == []
