"""Photos that wait are kept as they stand, the latest wins, and they are listed without their pictures."""

import random
from pathlib import Path
from typing import cast

from sqlcipher3 import dbapi2

from reviewer_app.model.local import PhotoDraft
from reviewer_app.store import cipher, photo_drafts
from reviewer_app.store.engine import engine_of
from reviewer_app.store.migration import build_schema
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


def test_nothing_remains_of_a_photo_that_was_blurred_or_left_out(tmp_path: Path) -> None:
    path, noise = tmp_path / "in clear.db", random.Random(7)
    whole, blurred = noise.randbytes(60_000), noise.randbytes(50_000)
    opened = cast("cipher.Connection", dbapi2.connect(str(path), isolation_level=None))
    for setting in ("secure_delete = ON", "journal_mode = WAL"):
        opened.execute(f"PRAGMA {setting}")
    build_schema(opened)
    begin = engine_of(opened).begin

    def lies(picture: bytes) -> bool:
        cipher.checkpoint(opened)
        part = picture[30_000:30_400]  # of one page, wherever that begins
        return any(part[at : at + 40] in path.read_bytes() for at in range(0, 400, 40))

    with begin() as connection:
        photo_drafts.keep(connection, draft("a", "note:1", whole))
    assert lies(whole)
    with begin() as connection:
        photo_drafts.keep(connection, draft("a", "note:1", blurred))
    assert lies(blurred)
    assert not lies(whole)
    with begin() as connection:
        photo_drafts.drop(connection, "a")
    assert not lies(blurred)
    cipher.close_writer(opened)
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
