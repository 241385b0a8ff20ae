"""The framework that ships says what DOMAIN says, in words fit for a school."""

import re
from collections import Counter

import pytest

from reviewer_app.frameworks.load import LoadedFramework
from reviewer_app.frameworks.schema import TARGET_LIMIT, Framework
from reviewer_app.frameworks.shipped import usual
from reviewer_app.model.words import ActivityKind


@pytest.fixture(scope="module")
def loaded() -> LoadedFramework:
    return usual()


@pytest.fixture(scope="module")
def framework(loaded: LoadedFramework) -> Framework:
    return loaded.framework


def test_it_is_the_quality_assurance_review_and_its_author_has_nothing_to_mend(
    loaded: LoadedFramework,
) -> None:
    assert (loaded.framework.id, loaded.framework.version) == ("quality-assurance", "2026.1")
    assert loaded.warnings == ()


def test_headings_and_scale_words_are_those_of_the_domain(framework: Framework) -> None:
    assert [heading.title for heading in framework.headings] == [
        "Leadership at all levels",
        "Quality of provision and outcomes",
        "Provision and outcomes for disadvantaged pupils and pupils with additional needs",
        "Area of excellence",
    ]
    estimates = [point.label for point in framework.points_for("leadership")]
    assert estimates == [
        "Leading",
        "Effective",
        "Working towards effective",
        "Ineffective",
        "Not enough to say",
    ]
    excellence = framework.excellence_heading()
    assert excellence is not None
    assert [point.label for point in framework.points_for(excellence.id)] == [
        "Accredited",
        "Not accredited",
        "Not enough to say",
    ]


def test_every_heading_has_criteria_enough_to_choose_from(framework: Framework) -> None:
    counts = Counter(criterion.heading for criterion in framework.criteria)
    assert all(counts[heading.id] >= 3 for heading in framework.headings)
    assert 24 <= len(framework.criteria) <= 34


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


def test_the_report_opens_with_what_it_is_and_ends_with_signatures(framework: Framework) -> None:
    kinds = [section.kind for section in framework.report]
    assert kinds[0] == "introduction"
    assert kinds[-1] == "signatures"
    assert len(set(kinds)) == len(kinds) == 9


def test_words_the_product_does_not_use_are_absent(loaded: LoadedFramework) -> None:
    said = " ".join(line for line in loaded.text.splitlines() if not line.startswith("#"))
    for word in ("fail", "grade", "score", "ofsted", "weakness", "n/a"):
        assert word not in said.lower(), word
    # What a review is not, the report's cover says once.
    assert "inspect" not in said.lower()


def test_only_typographic_quotation_marks_are_printed(framework: Framework) -> None:
    for criterion in framework.criteria:
        for text in (criterion.title, criterion.description, *criterion.prompts):
            assert "'" not in text, criterion.id
            assert '"' not in text, criterion.id
