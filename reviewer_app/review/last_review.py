"""What the last review agreed, carried to the headings of this one where both frameworks can be compared."""

from collections.abc import Iterable
from dataclasses import dataclass

from reviewer_app.frameworks.earlier import Carried, carried
from reviewer_app.frameworks.schema import Framework
from reviewer_app.model.nouns import EarlierEstimate, EarlierPoint
from reviewer_app.model.words import Bearing
from reviewer_app.review import set_up
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.session import Session
from reviewer_app.store.work import Work


@dataclass(frozen=True, slots=True)
class LastReview:
    """The last review of the same school, where it is on this laptop.

    Attributes:
        start: the ISO date on which it began.
        framework: what it was done by.
        carried: each heading of today, in order, with what it takes over.
        points: its EBIs, in the order of its report.
    """

    start: str
    framework: Framework
    carried: tuple[Carried, ...]
    points: tuple[str, ...]


def find(session: Session, now: OpenReview) -> LastReview | None:
    """Look for the last review of the same school on this laptop; None where there is none. Blocking.

    Schools are the same by their URN; a practice review stands for none.

    Raises:
        UserError: framework errors for a text that does not load.
    """
    review = now.review
    if not review.school_urn:
        return None
    for listed in session.reviews():
        if listed.practice or (listed.start, listed.id) >= (review.start, review.id):
            continue
        last = session.open(listed.id)
        if last.review.school_urn == review.school_urn:
            return LastReview(
                last.review.start,
                last.framework.framework,
                what_compares(last, now),
                tuple(
                    one.text
                    for heading in last.framework.framework.headings
                    for one in last.findings(heading.id, Bearing.EBI)
                ),
            )
    return None


def what_compares(last: OpenReview, now: OpenReview) -> tuple[Carried, ...]:
    """Say of each heading of this review, in its order, what the last one agreed and whether the two compare."""
    return carried(last.framework.framework, now.framework.framework, last.estimates())


def still_to_take_over(last: LastReview, now: OpenReview) -> tuple[list[Carried], list[str]]:
    """Give what `take_over` would keep: of headings, and points."""
    said = {one.heading for one in now.all(EarlierEstimate)}
    return _estimates(last.carried, now.framework.framework, said), _points(
        last, {one.text for one in now.earlier_points()}
    )


def take_over(work: Work, last: LastReview, framework: Framework) -> tuple[list[str], list[str]]:
    """Keep what the last review agreed, and its EBIs; gives the headings and the points that were kept.

    What cannot be compared is kept as that, with the reason. What somebody said of the last review by hand stays.
    """
    points = work.all(EarlierPoint)
    at = max((one.position for one in points), default=0.0)
    new = _points(last, {one.text for one in points})
    for number, text in enumerate(new, 1):
        set_up.add_earlier_point(work, text, position=at + number)
    return take_over_estimates(work, last.carried, framework), new


def take_over_estimates(work: Work, found: Iterable[Carried], framework: Framework) -> list[str]:
    """Keep what the last review agreed; gives the headings for which it was kept.

    Args:
        found: what `what_compares` gave.
        framework: of this review.
    """
    said = {one.heading for one in work.all(EarlierEstimate)}
    kept = _estimates(found, framework, said)
    for one in kept:
        set_up.set_earlier_estimate(work, one.heading, one.point, one.why)
    return [one.heading for one in kept]


def _estimates(
    found: Iterable[Carried], framework: Framework, said: Iterable[str]
) -> list[Carried]:
    """Leave out what somebody said by hand, what was not agreed, and headings that have no scale."""
    return [
        one
        for one in found
        if one.heading not in said
        and framework.points_for(one.heading)
        and (one.point or one.standing == "not-comparable")
    ]


def _points(last: LastReview, there: Iterable[str]) -> list[str]:
    return [one for one in last.points if one.strip() not in there]
