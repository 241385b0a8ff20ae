"""An exchange fails somewhere on its way to a real server. A sample; `make soak` breaks it everywhere."""

import random
from collections.abc import Iterator

import pytest

from tests.proxy import line_to
from tests.servers import SERVICES, Running
from tests.sync.bad_lines import Far, far, port_of
from tests.sync.breaking import FAULTS, cut, fails, measured, on_call, small
from tests.sync.team import Team

CUTS = 4


@pytest.fixture(params=SERVICES)
def place(request: pytest.FixtureRequest, running: Running) -> Iterator[Far]:
    server = running(request.param)
    with line_to(port_of(server)) as line:
        yield far(server, line)


@pytest.mark.parametrize("up", [True, False])
def test_after_a_cut_at_a_byte_only_what_had_not_arrived_goes_again(
    place: Far, team: Team, *, up: bool
) -> None:
    what = small(team)
    line = measured(what, place)
    most = line.up if up else line.down
    where = random.Random(7)
    stopped = 0
    for at in (*(where.randrange(most) for _ in range(CUTS - 1)), most - 1):
        done = fails(what, far(place.server, line), cut(at, up=up))
        stopped += done.stopped is not None
    assert stopped


def test_after_any_failure_of_a_call_only_what_had_not_arrived_goes_again(
    place: Far, team: Team
) -> None:
    what = small(team)
    calls = len(measured(what, place).requests)
    where = random.Random(8)
    for name in FAULTS:
        number = where.randrange(calls)
        place.line.forget()
        fails(what, far(place.server, place.line), on_call(number, FAULTS[name]))
        assert place.line.requests, name
