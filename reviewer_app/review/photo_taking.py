"""Photos as evidence: each hangs on a note, comes and goes with it, and is taken only where that was allowed.

A photo that was taken in is a draft until it is kept: it lies encrypted on this laptop, as it stands, and survives a
crash. Keeping it gives it to its note, or lets it wait for the note that is being written.
"""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from reviewer_app.errors import UserError
from reviewer_app.model.local import PhotoDraft
from reviewer_app.model.moment import Moment
from reviewer_app.model.nouns import Note, Photo, Review
from reviewer_app.review.photos import CleanPhoto
from reviewer_app.store import photo_drafts, photos
from reviewer_app.store.work import Work


@dataclass(frozen=True, slots=True)
class Question:
    """The question of a form that a photo answers; `row` says which time round, inside repeats."""

    form: str
    item: str
    row: str = ""


_NO_QUESTION: Final = Question("", "")


def attach_photo(work: Work, note: str, photo: CleanPhoto, caption: str, *, draft: str = "") -> str:
    """Attach a photo to a note; gives the photo's id.

    Args:
        photo: re-encoded and stripped (see `review.photos`).
        caption: what it shows, in roles and never in names; a screen reader says it instead of the picture.
        draft: the draft it was, dropped in the same transaction.

    Raises:
        UserError: "photo.off", "photo.caption-missing", "review.record-gone", "review.value-not-allowed".
    """
    work.need(Note, note)
    return attach_new(work, note, photo, caption, draft=draft)


def attach_new(
    work: Work,
    note: str,
    photo: CleanPhoto,
    caption: str,
    *,
    answers: Question = _NO_QUESTION,
    draft: str = "",
    added_at: Moment = "",
) -> str:
    """Attach a photo to a note that the same work has just added; otherwise as `attach_photo`.

    Args:
        added_at: when it was kept; "" for now.

    Raises:
        UserError: "photo.off", "photo.caption-missing", "review.value-not-allowed".
    """
    if not is_allowed(work.need(Review, work.review)):
        raise UserError("photo.off")
    if not caption.strip():
        raise UserError("photo.caption-missing")
    added = work.add(
        Photo,
        work.new_id(),
        note=note,
        digest=photos.keep(work.connection, photo.jpeg),
        width=photo.width,
        height=photo.height,
        caption=caption.strip(),
        form=answers.form,
        item=answers.item,
        row=answers.row,
        added_at=added_at or work.now,
    )
    if draft:
        photo_drafts.drop(work.connection, draft)
    return added


def attach_waiting(work: Work, note: str, place: str) -> None:
    """Attach the photos that wait in the place a note was typed in to that note, which the same work has just added.

    Raises:
        UserError: "photo.off".
    """
    for one in photo_drafts.ready(work.connection, work.review, place):
        clean = CleanPhoto(one.jpeg, one.width, one.height)
        attach_new(work, note, clean, one.caption, draft=one.id, added_at=one.saved_at)


def change_caption(work: Work, photo: str, caption: str, *, since: int | None) -> None:
    """Say otherwise what a photo shows; earlier words stay in History.

    `since` is the journal position whoever typed had seen: what others said after it stands beside it.

    Raises:
        UserError: "photo.caption-missing", "review.record-gone".
    """
    if not caption.strip():
        raise UserError("photo.caption-missing")
    work.set(Photo, photo, since=since, caption=caption.strip())


def remove_photo(work: Work, photo: str, reason: str) -> None:
    """Take a photo off its note; undo brings it back.

    Raises:
        UserError: "review.record-gone".
    """
    work.remove(Photo, photo, reason)


def keep_photo_draft(connection: Connection, draft: PhotoDraft) -> None:
    """Keep a photo that was taken in, as it stands."""
    photo_drafts.keep(connection, draft)


def word_photo_draft(connection: Connection, draft: str, caption: str) -> None:
    """Keep the words of a photo that waits."""
    photo_drafts.word(connection, draft, caption)


def leave_photo_out(connection: Connection, draft: str) -> None:
    """Forget a photo that was taken in and not kept."""
    photo_drafts.drop(connection, draft)


def is_allowed(review: Review) -> bool:
    """Whether photos are switched on."""
    return bool(review.photos_allowed_by)
