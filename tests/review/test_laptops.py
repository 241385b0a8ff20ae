"""Two laptops and nothing between them but a network: here this computer's own."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from reviewer_app.errors import UserError
from reviewer_app.review import laptops
from reviewer_app.review.laptops import Takings
from reviewer_app.review.session import Session
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


def test_while_the_profile_is_open_elsewhere_what_was_there_before_is_served(
    helen: Device, asha: Device
) -> None:
    visit = helen.visits()
    elsewhere = False
    asked = 0
    took: list[str] = []

    @contextmanager
    def opened() -> Iterator[Session]:
        nonlocal asked
        asked += 1
        if elsewhere:
            raise UserError("profile.already-open", folder=helen.folder)
        yield helen.session

    with laptops.served_at_moments(opened, helen.review, HERE, took.append) as code:
        helen.writes(visit, "Written meanwhile.")
        elsewhere = True
        assert laptops.gather(asha.session, asha.review, code).new == 1
        elsewhere = False
        assert laptops.gather(asha.session, asha.review, code).new == 1
        before = asked
    assert asked == before
    assert asha.notes == ["Written meanwhile."]
    assert set(took) == {"Asha"}


def test_who_took_files_is_told_once_they_have_stopped() -> None:
    takings = Takings()
    for name in ("Asha", "Tom", "Asha"):
        takings.took(name)
    assert takings.over() == []
    takings.took("Tom")
    assert takings.over() == [("Asha", 2)]
    takings.took("Asha")
    assert takings.over() == [("Tom", 2)]
    assert takings.over() == [("Asha", 1)]
    assert takings.over() == []


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
