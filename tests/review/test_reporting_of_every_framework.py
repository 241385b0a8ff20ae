"""The report of each framework that ships, forms filled in: accessible, lasting, whole, and about no single lesson."""

import random
from pathlib import Path

import pytest

from reviewer_app.frameworks.shipped import shipped
from reviewer_app.model.words import ActivityKind, Bearing
from reviewer_app.report.build import build_pdf
from reviewer_app.report.content import ReportContent
from reviewer_app.review import answers, capture, demo_forms, findings, reporting, timetable
from reviewer_app.review.answers import Sheet
from tests.report.tools import failed_rules, structure_of, text_of, words_of
from tests.support import LARKFIELD, START, Device, Devices

FRAMEWORKS = [one.framework.id for one in shipped()]


@pytest.fixture(params=FRAMEWORKS)
def content(request: pytest.FixtureRequest, devices: Devices) -> ReportContent:
    """What the report says after four lessons in four classes and a team that filled in everything it prints."""
    loaded = next(one for one in shipped() if one.framework.id == request.param)
    device = devices("Helen Marsh")
    device.review = device.session.create_review(LARKFIELD, loaded, start=START, days=3)
    framework = loaded.framework
    heading = framework.headings[0].id
    device.does(findings.add_finding, heading, Bearing.WWW, "Pupils explain what they think.")
    device.does(
        findings.add_finding, heading, Bearing.EBI, "It begins earlier, so that nobody waits."
    )
    for form in demo_forms.forms_told(framework):
        if form.role == "also":
            device.does(answers.use_form, form.id)
    choose = random.Random(7)
    for name in ("4B", "3A", "2C", "RW"):
        lesson(device, name, choose)
    for form in demo_forms.forms_told(framework):
        if form.role == "review":
            device.does(demo_forms.fill_whole, Sheet(framework, form), {}, ())
    return reporting.content_of(device.open)


def lesson(device: Device, name: str, choose: random.Random) -> None:
    me = device.session.person().author.person
    kind = ActivityKind.LESSON_VISIT
    activity = device.does(timetable.plan, kind, "A lesson", people=[me], class_name=name)
    device.does(capture.start_visit, activity)
    framework = device.open.framework.framework
    for form in demo_forms.forms_told(framework):
        if demo_forms.at_visit(form, kind):
            sheet = Sheet(framework, form, activity)
            device.does(demo_forms.fill_at_visit, sheet, choose, device.clock.now)
    device.does(capture.finish_visit, activity)


def test_the_report_is_accessible_and_lasts_and_says_every_word_of_its_forms(
    content: ReportContent, tmp_path: Path
) -> None:
    pdf = build_pdf(content, draft=False)
    assert failed_rules(pdf) == []
    assert structure_of(pdf).complaints == []
    # Of a quality assurance review no form has questions: nothing is printed of any.
    assert bool(content.forms) == (content.programme != "Quality assurance review")
    said = text_of(pdf, tmp_path)
    at = 0
    for form in content.forms:
        for words in words_of(form):
            found = said.find(words, at if words == form.title else 0)
            assert found >= 0, f"{words!r} is not printed"
            at = max(at, found) if words == form.title else at
    assert not {"4B", "3A", "2C", "RW"} & {word.strip(".,:;()") for word in said.split()}
