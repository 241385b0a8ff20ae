"""Two laptops and nothing between them but a network: here this computer's own."""

import pytest

from reviewer_app.errors import UserError
from reviewer_app.review import laptops
from tests.support import Device, Devices

HERE = "127.0.0.1"


def test_what_one_would_hand_over_is_gathered_by_the_code_alone(
    helen: Device, asha: Device
) -> None:
    visit = helen.visits()
    helen.writes(visit, "Helen's.")
    with laptops.served(helen.session, helen.review, HERE) as code:
        assert laptops.gather(asha.session, asha.review, code).new == 2
        assert laptops.gather(asha.session, asha.review, code).new == 0
        helen.writes(visit, "Written meanwhile.")
        assert laptops.gather(asha.session, asha.review, code).new == 1
    assert asha.notes == helen.notes == ["Helen's.", "Written meanwhile."]
    # Nobody has said that it stands anywhere.
    assert helen.unsent == 4


def test_someone_of_another_review_gathers_nothing(helen: Device, devices: Devices) -> None:
    helen.writes(helen.visits(), "Helen's.")
    tom = devices("Tom")
    tom.creates_review()
    with (
        laptops.served(helen.session, helen.review, HERE) as code,
        pytest.raises(UserError) as refused,
    ):
        laptops.gather(tom.session, tom.review, code)
    assert refused.value.code == "laptop.other-review"
    assert tom.notes == []
