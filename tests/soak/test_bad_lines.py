"""An exchange broken at every byte it sends, many that come back, and every call in every way, on real servers."""

from collections.abc import Iterator

import pytest

from tests.proxy import line_to
from tests.servers import SERVICES, Running, running  # noqa: F401 (a fixture)
from tests.sync.bad_lines import Far, far, port_of
from tests.sync.breaking import FAULTS, cut, fails, faults_on_each_call, measured, on_call, small
from tests.sync.team import Team

STRIDE_DOWN = 4
"""Of what comes back, headers for the most part, so many bytes are passed between two cuts."""


@pytest.fixture(params=SERVICES)
def place(request: pytest.FixtureRequest, running: Running) -> Iterator[Far]:  # noqa: F811
    server = running(request.param)
    with line_to(port_of(server)) as line:
        yield far(server, line)


@pytest.mark.soak
@pytest.mark.parametrize("up", [True, False])
def test_after_a_cut_at_every_byte_only_what_had_not_arrived_goes_again(
    place: Far, *, up: bool
) -> None:
    what = small(Team())
    line = measured(what, place)
    most = line.up if up else line.down
    stopped = 0
    for at in range(0, most, 1 if up else STRIDE_DOWN):
        done = fails(what, far(place.server, line), cut(at, up=up))
        stopped += done.stopped is not None
    assert stopped


@pytest.mark.soak
def test_after_every_failure_of_every_call_only_what_had_not_arrived_goes_again(
    place: Far,
) -> None:
    what = small(Team())
    calls = len(measured(what, place).requests)
    tried = 0
    for name, number in faults_on_each_call(calls):
        place.line.forget()
        fails(what, far(place.server, place.line), on_call(number, FAULTS[name]))
        tried += 1
    assert tried == calls * len(FAULTS)
