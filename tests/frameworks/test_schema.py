"""A loaded framework answers by id, and cannot be altered."""

from typing import get_args

import pytest
from pydantic import ValidationError

from reviewer_app.frameworks.load import load_framework
from reviewer_app.frameworks.schema import NOT_ENOUGH, Fact, Framework
from reviewer_app.frameworks.shipped import usual
from reviewer_app.model.nouns import Activity
from reviewer_app.model.words import ActivityKind


@pytest.fixture(scope="module")
def framework() -> Framework:
    return usual().framework


def test_every_part_is_found_by_its_id(framework: Framework) -> None:
    for heading in framework.headings:
        assert framework.heading(heading.id) is heading
    for criterion in framework.criteria:
        assert framework.criterion(criterion.id) is criterion
    for group in framework.groups:
        assert framework.group(group.id) is group
    for scale in framework.scales:
        assert framework.scale(scale.id) is scale


def test_an_unknown_id_is_a_bug_and_not_an_empty_answer(framework: Framework) -> None:
    for find in (framework.heading, framework.criterion, framework.group, framework.scale):
        with pytest.raises(KeyError):
            find("elsewhere")


def test_every_activity_type_has_its_form_and_its_column(framework: Framework) -> None:
    for kind in ActivityKind:
        assert kind in framework.form_for(kind).activities
        # The type as the journal keeps it leads to the same place.
        assert framework.source_of(kind.value) is framework.source_of(kind)


def test_lesson_targets_lead_to_criteria_with_short_titles(framework: Framework) -> None:
    form = framework.form_for("lesson-visit")
    assert [framework.criterion(target).title for target in form.targets] == [
        "Subject knowledge",
        "Challenge for all",
        "Assessment in the lesson",
        "Adaptation",
        "Talk and vocabulary",
        "Attitudes to learning",
    ]


def test_criteria_of_a_heading_keep_the_order_of_the_file(framework: Framework) -> None:
    for heading in framework.headings:
        mine = framework.criteria_of(heading.id)
        assert mine == tuple(one for one in framework.criteria if one.heading == heading.id)
        assert mine


def test_not_enough_to_say_may_be_agreed_under_every_scale(framework: Framework) -> None:
    for heading in framework.headings:
        assert framework.points_for(heading.id)[-1].id == NOT_ENOUGH
        assert framework.point(heading.id, NOT_ENOUGH).label == "Not enough to say"
    with pytest.raises(KeyError):
        framework.point("leadership", "accredited")


def test_a_heading_without_a_scale_has_nothing_to_agree(small: str) -> None:
    text = small.replace("    scale: estimate\n", "")
    framework = load_framework(text, source="mine.yaml").framework
    assert framework.points_for("teaching") == ()
    assert framework.excellence_heading() is None


def test_facts_are_fields_of_an_activity() -> None:
    assert set(get_args(Fact)) <= set(Activity.model_fields)


def test_searching_offers_nine_at_most(framework: Framework) -> None:
    assert len(framework.search_criteria("")) == 9
    found = framework.search_criteria("chal", ["challenge-and-pace"])
    assert [one.id for one in found[:2]] == ["challenge-and-pace", "leaders-challenge"]


def test_starting_words_of_the_report_are_filled_in_and_nothing_else_is(
    framework: Framework,
) -> None:
    section = framework.report[0]
    values = {"school": "{dates}", "dates": "17 to 19 November 2026", "lead": "Helen Marsh"}
    first, second = section.starting_text({**values, "agreed": "{lead} agreed.", "words": ""})
    assert "{lead} agreed." in second
    assert section.starting_text({**values, "agreed": None, "words": ""}) == (first,)
    assert first == (
        "This report sums up what a team of peers and the leaders of {dates} saw and talked about "
        "together, 17 to 19 November 2026. The review was led by Helen Marsh."
    )


def test_a_framework_cannot_be_altered_once_loaded(framework: Framework) -> None:
    with pytest.raises(ValidationError):
        framework.headings[0].title = "Another"
