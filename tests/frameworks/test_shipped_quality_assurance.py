"""The quality assurance review has the headings and scale words that DOMAIN gives it."""

from typing import get_args

import pytest

from reviewer_app.frameworks.schema import Framework, SectionKind
from reviewer_app.frameworks.shipped import usual
from reviewer_app.model.words import ActivityKind
from reviewer_app.review import weigh


@pytest.fixture(scope="module")
def framework() -> Framework:
    return usual().framework


def test_it_is_the_quality_assurance_review(framework: Framework) -> None:
    assert (framework.id, framework.version) == ("quality-assurance", "2026.1")
    assert 24 <= len(framework.criteria) <= 34


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


def test_every_row_of_the_matrix_is_looked_for_in_two_sources(framework: Framework) -> None:
    # With one source a row stays thin whatever is planned, and nothing could be offered for it.
    known = {one.id: one for one in framework.criteria}
    for row in weigh.rows_of(framework):
        sources = {
            framework.source_of(kind).id
            for kind in ActivityKind
            for target in framework.form_for(kind).targets
            if row.id in (known[target].strand, known[target].heading)
        }
        assert len(sources) >= weigh.ENOUGH_NOTES, row.title


def test_the_report_has_a_section_of_every_kind_but_the_results_of_forms(
    framework: Framework,
) -> None:
    # It has no instruments and no rules, and so nothing that came of a form.
    assert {section.kind for section in framework.report} == {*get_args(SectionKind)} - {"results"}
