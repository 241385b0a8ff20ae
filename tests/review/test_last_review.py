"""The last review's estimates are taken over heading by heading, and only where the frameworks say they compare."""

import dataclasses

from reviewer_app.frameworks.load import load_framework
from reviewer_app.model.words import Bearing
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
    framework = after.framework
    kept = device.does(last_review.take_over_estimates, found, framework)
    # Partners has no scale, so that nothing could be set beside it.
    assert kept == ["teaching", "leadership", "attendance", "talk", "reading"]
    assert device.open.earlier_estimates() == {
        "teaching": "started",
        "leadership": "secure",
        "attendance": "started",
        "conduct": "secure",
    }
    assert device.open.earlier_reasons() == {
        "leadership": "It was called “Leading”.",
        "attendance": "What was said is of “Behaviour” as a whole.",
        "talk": "It looks at writing as well now.",
        "reading": "This heading is new.",
    }
    assert device.does(last_review.take_over_estimates, found, framework) == []
    device.does(set_up.set_earlier_estimate, "talk", "secure")
    assert "talk" not in device.open.earlier_reasons()


def test_the_last_review_is_found_by_the_school_and_its_points_are_taken_over_once(
    devices: Devices,
) -> None:
    device = devices("Helen Marsh")
    before, after = (load_framework(text, source="a.yaml") for text in (LAST_YEAR, THIS_YEAR))
    other = dataclasses.replace(LARKFIELD, urn="990002", name="Oakwell School")
    make = device.session.create_review
    make(LARKFIELD, before, start="2023-11-14", days=3)
    last = make(LARKFIELD, before, start="2025-11-18", days=3)
    make(other, before, start="2026-02-03", days=3)
    make(LARKFIELD, before, start="2026-03-03", days=3, practice=True)
    now = make(LARKFIELD, after, start="2026-11-17", days=3)
    make(LARKFIELD, after, start="2027-11-16", days=3)
    device.review = last
    device.does(findings.estimate, "teaching", "begun")
    for heading, bearing, text in (
        ("talk", Bearing.EBI, "Plan talk so that every pupil speaks."),
        ("teaching", Bearing.WWW, "Pupils explain."),
        ("teaching", Bearing.EBI, "Share aims so that pupils can say them."),
    ):
        device.does(findings.add_finding, heading, bearing, text)
    device.review = now
    device.does(set_up.add_earlier_point, "Plan talk so that every pupil speaks.", position=4.0)
    found = last_review.find(device.session, device.open)
    assert found is not None
    assert (found.start, found.framework.version) == ("2025-11-18", "2025")
    headings, points = last_review.still_to_take_over(found, device.open)
    assert [one.heading for one in headings] == ["teaching", "talk", "reading"]
    assert points == ["Share aims so that pupils can say them."]
    assert device.does(last_review.take_over, found, after.framework) == (
        ["teaching", "talk", "reading"],
        points,
    )
    assert [one.text for one in device.open.earlier_points()] == [
        "Plan talk so that every pupil speaks.",
        "Share aims so that pupils can say them.",
    ]
    assert last_review.still_to_take_over(found, device.open) == ([], [])
    assert device.does(last_review.take_over, found, after.framework) == ([], [])


def test_a_school_without_a_number_has_no_last_review_here(devices: Devices) -> None:
    device = devices("Helen Marsh")
    framework = load_framework(THIS_YEAR, source="a.yaml")
    nameless = dataclasses.replace(LARKFIELD, urn="")
    device.session.create_review(nameless, framework, start="2025-11-18", days=3)
    device.review = device.session.create_review(nameless, framework, start=START, days=3)
    assert last_review.find(device.session, device.open) is None
