"""Comments in the margin of the draft: for the team alone, never printed, in no export.

They stand beside a text of the report, which `subject` names as its draft is named: "finding:ID", "passage:SECTION".
"""

from dataclasses import dataclass

from reviewer_app.errors import UserError
from reviewer_app.model.moment import instant
from reviewer_app.model.nouns import DraftComment
from reviewer_app.model.reasons import Reason
from reviewer_app.review.opened import OpenReview
from reviewer_app.store.work import Work

WORDS_LIMIT = 2_000
"""Characters of the words that a comment quotes."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many comments wait for somebody, and how many are done."""

    waiting: int
    done: int


def comment(
    work: Work, subject: str, text: str, *, words: str = "", place: str | None = None
) -> str:
    """Say something of a text of the draft, or of some of its words; gives the comment's id.

    Raises:
        UserError: "comment.empty", "review.value-not-allowed".
    """
    if not text.strip():
        raise UserError("comment.empty")
    made = work.add(
        DraftComment,
        work.new_id(),
        subject=subject,
        words=words.strip()[:WORDS_LIMIT],
        text=text.strip(),
        author=work.author.person,
        made_at=work.now,
    )
    work.drop_draft(place)
    return made


def reword(
    work: Work, one: str, text: str, *, since: int | None = None, place: str | None = None
) -> None:
    """Change what a comment of one's own says.

    Raises:
        UserError: "comment.empty", "comment.not-own", "review.record-gone", "review.value-not-allowed".
    """
    if not text.strip():
        raise UserError("comment.empty")
    if work.need(DraftComment, one).author != work.author.person:
        raise UserError("comment.not-own")
    work.set(DraftComment, one, since=since, text=text.strip())
    work.drop_draft(place)


def settle(work: Work, one: str, *, done: bool) -> None:
    """Say that a comment is seen to, or that it is not after all; whoever sees to it says so.

    Raises:
        UserError: "review.record-gone".
    """
    work.set(DraftComment, one, done=done)


def take_back(work: Work, one: str) -> None:
    """Take back a comment of one's own; undo brings it back.

    Raises:
        UserError: "comment.not-own", "review.record-gone".
    """
    if work.need(DraftComment, one).author != work.author.person:
        raise UserError("comment.not-own")
    work.remove(DraftComment, one, Reason.TAKEN_BACK)


def comments_on(opened: OpenReview, subject: str) -> list[DraftComment]:
    """Give the comments on a text in the order they were made."""
    found = [one for one in opened.all(DraftComment) if one.subject == subject]
    return sorted(found, key=lambda one: (instant(one.made_at), one.id))


def counted(opened: OpenReview) -> Counted:
    """Count the comments on the draft."""
    every = opened.all(DraftComment)
    done = sum(1 for one in every if one.done)
    return Counted(len(every) - done, done)
