import time
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from reviewer_app.app import system_clock


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
