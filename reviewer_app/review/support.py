"""The support a school would like after the visit: its own wish, in its own words."""

from reviewer_app.errors import UserError
from reviewer_app.model.nouns import SupportWanted
from reviewer_app.review import order
from reviewer_app.store.work import Work


def add(work: Work, text: str, *, from_whom: str = "", place: str | None = None) -> str:
    """Add what the school would like, last of all; gives its id.

    Args:
        from_whom: of whom it would like it, by role, "" where it did not say.

    Raises:
        UserError: "support.empty".
    """
    wish = work.add(
        SupportWanted,
        work.new_id(),
        text=_worded(text),
        from_whom=from_whom.strip(),
        position=order.last(work.all(SupportWanted)),
    )
    work.drop_draft(place)
    return wish


def reword(
    work: Work, wish: str, text: str, *, since: int | None = None, place: str | None = None
) -> None:
    """Change what the school would like.

    Raises:
        UserError: "support.empty", "review.record-gone", "review.value-not-allowed".
    """
    work.set(SupportWanted, wish, since=since, text=_worded(text))
    work.drop_draft(place)


def say_from_whom(
    work: Work, wish: str, from_whom: str, *, since: int | None = None, place: str | None = None
) -> None:
    """Say of whom the school would like it; "" leaves that open.

    Raises:
        UserError: "review.record-gone", "review.value-not-allowed".
    """
    work.set(SupportWanted, wish, since=since, from_whom=from_whom.strip())
    work.drop_draft(place)


def move(work: Work, wish: str, by: int) -> None:
    """Move a wish up (-1) or down (1) among the others.

    Raises:
        UserError: "review.record-gone".
    """
    work.need(SupportWanted, wish)
    order.move(work, SupportWanted, work.all(SupportWanted), wish, by)


def remove(work: Work, wish: str, reason: str) -> None:
    """Remove a wish; History keeps it, and undo brings it back."""
    work.remove(SupportWanted, wish, reason)


def _worded(text: str) -> str:
    if not text.strip():
        raise UserError("support.empty")
    return text.strip()
