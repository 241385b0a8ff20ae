"""What the last review agreed, carried to the headings of this one where both frameworks can be compared."""

from collections.abc import Iterable

from reviewer_app.frameworks.earlier import Carried, carried
from reviewer_app.model.nouns import EarlierEstimate
from reviewer_app.review import set_up
from reviewer_app.review.opened import OpenReview
from reviewer_app.store.work import Work


def what_compares(last: OpenReview, now: OpenReview) -> tuple[Carried, ...]:
    """Say of each heading of this review, in its order, what the last one agreed and whether the two compare."""
    return carried(last.framework.framework, now.framework.framework, last.estimates())


def take_over_estimates(work: Work, found: Iterable[Carried]) -> list[str]:
    """Keep what the last review agreed; gives the headings for which it was kept.

    What cannot be compared is left out, and what somebody said of the last review by hand stays.

    Args:
        found: what `what_compares` gave.
    """
    kept = [
        one
        for one in found
        if one.point and work.get(EarlierEstimate, f"{work.review}:{one.heading}") is None
    ]
    for one in kept:
        set_up.set_earlier_estimate(work, one.heading, one.point)
    return [one.heading for one in kept]
