import pytest
from sqlalchemy import Connection, text

from reviewer_app.errors import UserError
from reviewer_app.frameworks.shipped import shipped
from reviewer_app.review.set_up import SchoolFacts
from tests.support import START, Device, TestClock


@pytest.mark.parametrize("name", ["", "x" * 1_000])
def test_review_that_cannot_be_set_up_leaves_nothing_behind(helen: Device, name: str) -> None:
    database = helen.session.database

    def kept(connection: Connection) -> int:
        return int(connection.execute(text("SELECT count(*) FROM roster")).scalar_one())

    before = database.ask(kept).result()
    with pytest.raises(UserError) as refused:
        helen.session.create_review(SchoolFacts(name), shipped()[0], start=START, days=3)
    assert refused.value.code == "review.value-not-allowed"
    assert database.ask(kept).result() == before
    assert len(helen.session.reviews()) == 1


def test_sample_is_played_at_the_times_of_another_clock_and_mine_comes_back(
    helen: Device,
) -> None:
    own = helen.session.clock
    with pytest.raises(LookupError), helen.session.at_times_of(TestClock()):
        raise LookupError
    assert helen.session.clock is helen.session.database.clock is own


def test_backup_is_wanted_once_a_day_and_the_folder_not_looked_at_in_every_pause(
    helen: Device,
) -> None:
    assert helen.session.wants_backup()
    made = helen.session.back_up()
    made.path.unlink()
    helen.clock.forward(23 * 60)
    assert not helen.session.wants_backup()
    helen.clock.forward(60)
    assert helen.session.wants_backup()


def test_backup_made_before_this_start_counts(helen: Device) -> None:
    helen.session.back_up()
    helen.restarts()
    assert not helen.session.wants_backup()
    helen.clock.forward(24 * 60)
    assert helen.session.wants_backup()
