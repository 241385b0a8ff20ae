"""What every framework that ships must keep, whichever it is: whole, consistent, and in words fit for a school."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from pydantic import BaseModel

from reviewer_app.frameworks.load import LoadedFramework, load_file
from reviewer_app.frameworks.rules import LadderRule
from reviewer_app.frameworks.schema import TARGET_LIMIT, Framework
from reviewer_app.frameworks.scoring import flat
from reviewer_app.model.words import ActivityKind
from reviewer_app.places import forms

FILES = sorted(forms().glob("*.yaml"))

READ = (
    *("title", "short", "label", "descriptor", "covers", "description", "prompts", "questions"),
    *("hint", "wording", "summary", "credits", "spoken", "explanation", "constraint_message"),
    *("speakers", "actors", "word"),
)
"""The names whose values people read."""


@pytest.fixture(scope="module", params=FILES, ids=lambda file: file.stem)
def loaded(request: pytest.FixtureRequest) -> LoadedFramework:
    return load_file(request.param)


@pytest.fixture(scope="module")
def framework(loaded: LoadedFramework) -> Framework:
    return loaded.framework


def read_in(part: object, name: str = "") -> Iterator[str]:
    """Every text of a framework that a person reads."""
    if isinstance(part, BaseModel):
        for field, value in part:
            yield from read_in(value, field)
    elif isinstance(part, tuple):
        for one in part:
            yield from read_in(one, name)
    elif isinstance(part, str) and name in READ:
        yield part


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_its_author_has_nothing_to_mend_and_its_file_is_named_for_it(file: Path) -> None:
    loaded = load_file(file)
    assert loaded.warnings == ()
    assert loaded.framework.id == file.stem


def test_it_says_whose_words_it_is_in_and_on_what_terms(framework: Framework) -> None:
    assert "endorsed" in framework.credits
    assert framework.licence == "Creative Commons Attribution 4.0 International (CC BY 4.0)"
    assert framework.language == "en-GB"


def test_every_heading_has_criteria_enough_to_choose_from(framework: Framework) -> None:
    counts = Counter(criterion.heading for criterion in framework.criteria)
    assert all(counts[heading.id] >= 3 for heading in framework.headings)


def test_criteria_are_one_to_four_words_and_one_sentence(framework: Framework) -> None:
    for criterion in framework.criteria:
        assert 1 <= len(criterion.title.split()) <= 4, criterion.title
        assert criterion.description.endswith("."), criterion.id
        assert criterion.description.count(". ") == 0, criterion.id
        assert all(re.search(r"[?.]$", prompt) for prompt in criterion.prompts), criterion.id
    titles = [criterion.title for criterion in framework.criteria]
    assert len(set(titles)) == len(titles)


def test_every_criterion_of_a_heading_with_strands_is_in_one_of_its_rows(
    framework: Framework,
) -> None:
    for heading in framework.headings:
        rows = {strand.id for strand in heading.strands}
        used = {one.strand for one in framework.criteria_of(heading.id)}
        assert used == rows if rows else used == {None}


def test_capture_shows_targets_of_every_activity_and_never_more_than_nine(
    framework: Framework,
) -> None:
    for kind in ActivityKind:
        form = framework.form_for(kind)
        assert 1 <= len(form.targets) <= TARGET_LIMIT
        assert form.facts
        assert form.prompts
        assert form.questions


def test_every_criterion_is_looked_for_in_some_activity(framework: Framework) -> None:
    targets = {target for form in framework.forms for target in form.targets}
    assert targets == {criterion.id for criterion in framework.criteria}


def test_every_scale_and_list_of_choices_is_used_somewhere(framework: Framework) -> None:
    items = [one for form in framework.forms for one in flat(form.items)]
    named = {heading.scale for heading in framework.headings}
    named |= {getattr(one, "scale", None) for one in items}
    assert {scale.id for scale in framework.scales} <= named
    choices = {getattr(one, "choices", None) for one in items}
    for one in items:
        for set_ in ("dimensions", "columns"):
            choices |= {dimension.choices for dimension in getattr(one, set_, ())}
    assert {one.id for one in framework.choices} <= choices


def test_a_ladder_climbs_the_whole_scale_of_its_heading_from_the_lowest_point_up(
    framework: Framework,
) -> None:
    for form in framework.forms:
        for rule in form.rules:
            if isinstance(rule, LadderRule):
                assert rule.heading is not None
                scale = framework.heading(rule.heading).scale
                assert scale is not None
                points = [point.id for point in framework.scale(scale).points]
                assert [level.point for level in rule.levels] == points[::-1]


def test_the_report_opens_with_what_it_is_and_ends_with_signatures(framework: Framework) -> None:
    kinds = [section.kind for section in framework.report]
    assert kinds[0] == "introduction"
    assert kinds[-1] == "signatures"
    assert len(set(kinds)) == len(kinds)
    assert {"findings", "last-review", "what-was-seen", "who-agreed", "how-to-read"} <= set(kinds)


def test_the_report_has_a_section_for_what_the_framework_has_and_for_nothing_else(
    framework: Framework,
) -> None:
    kinds = {section.kind for section in framework.report}
    if any(one.scale for one in framework.headings):
        assert "summary-table" in kinds
    elif not any(form.rules for form in framework.forms):
        assert "summary-table" not in kinds
    assert ("area-of-excellence" in kinds) == (framework.excellence_heading() is not None)
    wording = " ".join(part for one in framework.report for part in one.wording)
    assert ("{excellence}" in wording) <= ("area-of-excellence" in kinds)


def test_sentences_end_as_sentences_do(framework: Framework) -> None:
    said = [framework.summary, *(one.covers for one in framework.headings)]
    said += [point.descriptor for scale in framework.scales for point in scale.points]
    for form in framework.forms:
        said += [*form.prompts, *form.questions]
    said += [paragraph for section in framework.report for paragraph in section.wording]
    for sentence in said:
        assert re.search(r"[.?]”?( \{agreed\})?$", sentence), sentence


def test_words_the_product_does_not_use_are_absent(framework: Framework) -> None:
    said = " ".join(read_in(framework)).lower().replace(framework.title.lower(), "")
    for word in ("fail", "grade", "score", "ofsted", "weakness", "n/a", "capture", "lens"):
        assert not re.search(rf"\b{word}", said), word
    # What a review is not, the report's cover says once.
    assert "inspect" not in said


def test_only_typographic_marks_are_printed(framework: Framework) -> None:
    for text in read_in(framework):
        assert not re.search(r"['\"]|--|\.\.\.(?! ?[?”])|  ", text), text


def test_no_two_points_of_a_scale_read_alike(framework: Framework) -> None:
    for scale in framework.scales:
        for part in ("label", "short", "descriptor"):
            said = sorted(getattr(point, part).lower() for point in scale.points)
            assert all(one != other for one, other in pairwise(said)), scale.id
