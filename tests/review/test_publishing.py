"""What is published has no estimates in it, and nobody who has not agreed to be named."""

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.words import Bearing
from reviewer_app.report.content import CopyOf, ReportContent
from reviewer_app.report.outline import outline
from reviewer_app.report.web import texts_of_page
from reviewer_app.review import agreement, findings, publishing, reporting
from tests.support import Device

COPY = CopyOf(1, "27 November 2026", published=True)


def published(helen: Device) -> str:
    return said_in(publishing.to_publish(helen.open, COPY))


def said_in(content: ReportContent) -> str:
    return " ".join(texts_of_page(outline(content, draft=False)))


def test_estimates_and_what_explains_them_are_left_out(helen: Device) -> None:
    helen.does(findings.estimate, "leadership", "effective")
    helen.does(findings.add_finding, "leadership", Bearing.WWW, "Leaders listen.")
    whole = said_in(reporting.content_of(helen.open))
    assert "Effective" in whole
    assert "The words used for each heading" in whole
    said = published(helen)
    assert "Effective" not in said
    assert "The words used for each heading" not in said
    assert "Leaders listen." in said
    assert "no teacher was judged" in said


def test_nobody_is_named_who_has_not_agreed_to_it(helen: Device) -> None:
    helen.does(agreement.record, "Headteacher", name="Priya Nair")
    helen.does(agreement.record, "Deputy headteacher")
    assert "led by Helen" in said_in(reporting.content_of(helen.open))
    said = published(helen)
    assert "Helen" not in said
    assert "led by a lead reviewer from outside the school" in said
    assert "Headteacher, Priya Nair" in said
    assert "The review team" not in said


def test_it_says_what_it_is(helen: Device) -> None:
    assert "Published version: from final version 1, made on 27 November 2026." in published(helen)


def test_a_name_in_the_reports_own_words_stops_it(helen: Device) -> None:
    lead = reporting.lead_name(helen.open)
    section = next(
        one.id for one in helen.open.framework.framework.report if one.kind == "introduction"
    )
    helen.does(reporting.write_passage, section, f"{lead} led the review.")
    with pytest.raises(UserError) as refused:
        published(helen)
    assert refused.value.code == "report.names-to-publish"
    assert lead in refused.value.happened
    helen.does(agreement.record, "Lead reviewer", name=lead)
    assert f"{lead} led the review." in published(helen)
