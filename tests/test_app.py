import re
import time
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from reviewer_app.app import fresh_ids, system_clock


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    with monkeypatch.context() as patch:
        yield patch
    time.tzset()


@pytest.mark.parametrize(
    ("zone", "hours"), [("XXX-1", 1), ("XXX+99", 0), ("XXX-30", 0), ("Nonsense/Place", 0)]
)
def test_clock_tells_the_time_wherever_the_computer_believes_to_be(
    place: pytest.MonkeyPatch, zone: str, hours: int
) -> None:
    place.setenv("TZ", zone)
    time.tzset()
    now = system_clock()
    assert now.utcoffset() == timedelta(hours=hours)
    assert abs(now.timestamp() - time.time()) < 60
    assert datetime.fromisoformat(now.isoformat()) == now


def test_ids_made_together_lie_together_and_are_never_the_same() -> None:
    made = [fresh_ids() for _ in range(2_000)]
    assert len(set(made)) == len(made)
    assert len({one[:6] for one in made}) <= 2
    assert all(re.fullmatch("[0-9a-f]{20}", one) for one in made)
