"""Two people exchange over a real server on a line that counts what is asked of it."""

from collections.abc import Iterator

import pytest

from reviewer_app.errors import UserError
from reviewer_app.review import exchange, refusals
from reviewer_app.review.exchange import Gathering, HandOver
from tests.proxy import Answer, Request, line_to
from tests.servers import SERVICES, Running, running  # noqa: F401 (a fixture)
from tests.support import Device
from tests.sync.bad_lines import Far, far, port_of


@pytest.fixture(params=SERVICES)
def place(request: pytest.FixtureRequest, running: Running) -> Iterator[Far]:  # noqa: F811
    server = running(request.param)
    with line_to(port_of(server)) as line:
        yield far(server, line)


def exchanges(device: Device, place: Far) -> tuple[HandOver, Gathering]:
    """Hand over and gather, as one press of a button does."""
    access = place.server.access
    place.line.forget()
    return (
        exchange.hand_over(device.session, device.review, place.address, access),
        exchange.gather(device.session, device.review, place.address, access),
    )


def test_where_nothing_is_new_a_store_is_asked_fewer_than_three_times(
    helen: Device, asha: Device, place: Far
) -> None:
    visit = helen.visits()
    helen.writes(visit, "Helen's.")
    exchanges(helen, place)
    exchanges(asha, place)
    asha.writes(visit, "Asha's.")
    exchanges(asha, place)
    exchanges(helen, place)
    assert helen.notes == asha.notes
    assert sorted(helen.notes) == ["Asha's.", "Helen's."]
    for device in (helen, asha):
        sent, came = exchanges(device, place)
        assert (sent.sent, came.new, sent.stopped, came.stopped) == (0, 0, None, None)
        assert len(place.line.requests) < 3
        assert place.line.sent() < 300
    assert helen.unsent == 0


def test_what_came_before_the_store_failed_is_in_and_is_not_fetched_again(
    helen: Device, asha: Device, place: Far
) -> None:
    helen.writes(helen.visits(), "One.")
    exchanges(helen, place)
    bundles: list[str] = []

    def no_longer_lets_in(request: Request) -> Answer | None:
        if request.method == "GET" and request.name.endswith(".rvb"):
            bundles.append(request.name)
            return Answer(401)
        return None

    place.line.script = no_longer_lets_in
    access = place.server.access
    came = exchange.gather(asha.session, asha.review, place.address, access)
    assert came.stopped is not None
    assert came.stopped.code == "store.signed-in-wrongly"
    assert (came.new, came.refused) == (0, ())
    assert refusals.could_not_be_added(asha.session) == []
    place.line.mend()
    place.line.forget()
    came = exchange.gather(asha.session, asha.review, place.address, access)
    assert came.stopped is None
    assert asha.notes == ["One."]
    fetched = [one.name for one in place.line.requests if one.method == "GET"]
    assert [name for name in fetched if name.endswith(".rvr")] == []
    assert set(bundles) <= set(fetched)


def test_nothing_is_said_to_be_sent_from_behind_a_sign_in_page(helen: Device, place: Far) -> None:
    waiting = helen.unsent
    place.line.script = lambda _request: Answer(200, b"<html><body>Sign in</body></html>")
    for act in (exchange.hand_over, exchange.gather):
        with pytest.raises(UserError) as told:
            act(helen.session, helen.review, place.address, place.server.access)
        assert told.value.code == "store.sign-in-page"
    assert helen.unsent == waiting > 0
