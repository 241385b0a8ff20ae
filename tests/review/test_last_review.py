"""The last review's estimates are taken over heading by heading, and only where the frameworks say they compare."""

from reviewer_app.frameworks.load import load_framework
from reviewer_app.review import findings, last_review, set_up
from tests.frameworks.small_years import LAST_YEAR, THIS_YEAR
from tests.support import LARKFIELD, START, Devices


def test_what_the_last_review_agreed_is_carried_and_what_was_said_by_hand_stays(
    devices: Devices,
) -> None:
    device = devices("Helen Marsh")
    before, after = (load_framework(text, source="a.yaml") for text in (LAST_YEAR, THIS_YEAR))
    device.review = device.session.create_review(LARKFIELD, before, start=START, days=3)
    for heading, word in (
        ("teaching", "begun"),
        ("leading", "secure"),
        ("behaviour", "begun"),
        ("talk", "secure"),
    ):
        device.does(findings.estimate, heading, word)
    last = device.open

    device.review = device.session.create_review(LARKFIELD, after, start=START, days=3)
    device.does(set_up.set_earlier_estimate, "conduct", "secure")
    found = last_review.what_compares(last, device.open)
    assert [(one.heading, one.standing, one.point) for one in found] == [
        ("teaching", "comparable", "started"),
        ("leadership", "renamed", "secure"),
        ("attendance", "split", "started"),
        ("conduct", "split", "started"),
        ("talk", "not-comparable", ""),
        ("reading", "not-comparable", ""),
        ("partners", "not-comparable", ""),
    ]
    kept = device.does(last_review.take_over_estimates, found)
    assert kept == ["teaching", "leadership", "attendance"]
    assert device.open.earlier_estimates() == {
        "teaching": "started",
        "leadership": "secure",
        "attendance": "started",
        "conduct": "secure",
    }
    assert device.does(last_review.take_over_estimates, found) == []
