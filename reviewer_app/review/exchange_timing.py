"""When a review is handed over and gathered by itself: a pure function of what is allowed, network and clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from reviewer_app.model.local import ExchangePlace

EVERY: Final = timedelta(minutes=10)
"""How long after one round the next begins by itself."""

FIRST_WAIT: Final = timedelta(minutes=1)
"""How long after a failure it is tried again; twice as long after each further one."""

LONGEST_WAIT: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Network:
    """What the system says of its network; None where it cannot tell.

    Attributes:
        reaches: whether it leads beyond this building.
        metered: whether it is paid for by what goes over it.
        portal: whether a page to sign in at stands between.
    """

    reaches: bool | None = None
    metered: bool | None = None
    portal: bool | None = None


class Rests(StrEnum):
    """Why nothing goes by itself now."""

    NOWHERE = "nowhere"
    NOT_ALLOWED = "not-allowed"
    PAUSED = "paused"
    NO_CONNECTION = "no-connection"
    PORTAL = "portal"
    METERED = "metered"


def rests(place: ExchangePlace | None, network: Network, *, over_network: bool) -> Rests | None:
    """Say why nothing goes by itself now, None where it may.

    Where the system cannot tell, it is tried. A folder needs no network.
    """
    if place is None:
        return Rests.NOWHERE
    if not place.automatic:
        return Rests.NOT_ALLOWED
    if place.paused:
        return Rests.PAUSED
    if not over_network:
        return None
    if network.reaches is False:
        return Rests.NO_CONNECTION
    if network.portal:
        return Rests.PORTAL
    if network.metered and not place.metered:
        return Rests.METERED
    return None


def wait_after(failures: int) -> timedelta:
    """Give how long to wait after so many rounds that failed one after another."""
    if not failures:
        return EVERY
    # Past some number of doublings it is the longest anyway.
    doubled: int = 2 ** min(failures - 1, 10)
    return min(FIRST_WAIT * doubled, LONGEST_WAIT)


def is_due(now: datetime, tried_at: datetime | None, failures: int) -> bool:
    """Say whether it is time for a round; a clock that was set back does not put it off."""
    if tried_at is None:
        return True
    return not timedelta() <= now - tried_at < wait_after(failures)
