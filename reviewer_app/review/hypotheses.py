"""Hypotheses: what the team sets out to find out before the visit, and what became of it."""

from reviewer_app.errors import UserError
from reviewer_app.model.nouns import Hypothesis
from reviewer_app.model.words import Borne
from reviewer_app.review import order
from reviewer_app.store.work import Work


def add(work: Work, text: str, *, heading: str = "", place: str | None = None) -> str:
    """Add a hypothesis, last of all; gives its id.

    Args:
        heading: the framework's it bears on, "" for none.

    Raises:
        UserError: "hypothesis.empty".
    """
    hypothesis = work.add(
        Hypothesis,
        work.new_id(),
        text=_worded(text),
        heading=heading,
        position=order.last(work.all(Hypothesis)),
    )
    work.drop_draft(place)
    return hypothesis


def reword(
    work: Work, hypothesis: str, text: str, *, since: int | None = None, place: str | None = None
) -> None:
    """Change the words of a hypothesis.

    Raises:
        UserError: "hypothesis.empty", "review.record-gone", "review.value-not-allowed".
    """
    work.set(Hypothesis, hypothesis, since=since, text=_worded(text))
    work.drop_draft(place)


def close(work: Work, hypothesis: str, outcome: Borne) -> None:
    """Say what became of a hypothesis; `Borne.OPEN` opens it again, and keeps what was found.

    Raises:
        UserError: "review.record-gone".
    """
    work.set(Hypothesis, hypothesis, outcome=outcome)


def say_what_was_found(
    work: Work, hypothesis: str, found: str, *, since: int | None = None, place: str | None = None
) -> None:
    """Say what the visit showed of a hypothesis; "" takes it back.

    Raises:
        UserError: "review.record-gone", "review.value-not-allowed".
    """
    work.set(Hypothesis, hypothesis, since=since, found=found.strip())
    work.drop_draft(place)


def move(work: Work, hypothesis: str, by: int) -> None:
    """Move a hypothesis up (-1) or down (1) among the others.

    Raises:
        UserError: "review.record-gone".
    """
    work.need(Hypothesis, hypothesis)
    order.move(work, Hypothesis, work.all(Hypothesis), hypothesis, by)


def remove(work: Work, hypothesis: str, reason: str) -> None:
    """Remove a hypothesis; History keeps it, and undo brings it back."""
    work.remove(Hypothesis, hypothesis, reason)


def _worded(text: str) -> str:
    if not text.strip():
        raise UserError("hypothesis.empty")
    return text.strip()
