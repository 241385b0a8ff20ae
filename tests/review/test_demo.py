from reviewer_app.frameworks.shipped import shipped
from reviewer_app.review import weigh
from reviewer_app.review.demo import Plan, sample_review
from tests.support import Device, Devices


def test_choices_hang_on_the_seed_and_on_what_is_chosen() -> None:
    def plan(seed: int) -> Plan:
        return Plan(seed, 1, 2, 0, shipped()[0])

    assert plan(1).chooser("a").random() == plan(1).chooser("a").random()
    assert plan(1).chooser("a").random() != plan(1).chooser("b").random()
    assert plan(1).chooser("a").random() != plan(2).chooser("a").random()
    ids = plan(1).ids()
    assert len({ids() for _ in range(100)}) == 100
    assert plan(1).start().strftime("%A") == "Tuesday"


def test_sample_to_look_round_in_is_practice_and_leaves_the_clock_as_it_was(
    devices: Devices,
) -> None:
    helen: Device = devices("Helen Marsh")
    told: list[tuple[int, int]] = []
    helen.review = sample_review(
        helen.session, shipped()[0], lambda done, all_: told.append((done, all_))
    )
    opened = helen.open
    assert opened.review.practice
    assert opened.findings()
    assert weigh.matrix(opened).notes > 20
    assert told[-1] == (4, 4)
    assert helen.session.clock is helen.clock
    assert helen.session.audit(helen.review).sound
