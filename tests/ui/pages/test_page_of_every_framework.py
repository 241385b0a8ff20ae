"""Every framework that ships carries a whole review: each page of the window, and a report that is built."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from reviewer_app.frameworks.schema import Framework
from reviewer_app.frameworks.shipped import shipped
from reviewer_app.model.words import ActivityKind, Bearing
from reviewer_app.report.build import build_pdf
from reviewer_app.review import agreement, capture, findings, reporting, set_up
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.session import Session
from reviewer_app.ui.components.estimate_line import EstimateLine
from reviewer_app.ui.components.heading_column import LAST_REVIEW
from reviewer_app.ui.components.last_review import EarlierEstimates
from reviewer_app.ui.components.set_up_texts import ExcellenceTitle
from reviewer_app.ui.pages.evidence import EvidencePage
from reviewer_app.ui.pages.findings import FindingsPage
from reviewer_app.ui.pages.notes import NotesPage
from reviewer_app.ui.pages.page import Page
from reviewer_app.ui.pages.plan import PlanPage
from reviewer_app.ui.pages.report import ReportPage
from reviewer_app.ui.pages.today import TodayPage
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import Text
from tests.report.tools import text_of
from tests.ui.pages.looks import nameless
from tests.ui.support import SCHOOL, WallClock, make_session, wait_until

NAMES = [loaded.framework.id for loaded in shipped()]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    made = make_session(tmp_path_factory.mktemp("every") / "profile", WallClock(18, 12, 31))
    yield made
    made.close()


@pytest.fixture(scope="module", params=NAMES)
def written(request: pytest.FixtureRequest, session: Session) -> str:
    """A review under one framework: a visit of every kind with notes, and findings under every heading."""
    loaded = next(one for one in shipped() if one.framework.id == request.param)
    review = session.create_review(SCHOOL, loaded, start="2026-11-17", days=3)
    opened = session.open(review)
    _write(session, opened, loaded.framework)
    return review


@pytest.fixture
def bridge(session: Session, written: str, theme: Theme) -> Iterator[Bridge]:
    made = Bridge(session, session.open(written))
    yield made
    wait_until(lambda: made.state.pending == 0)
    made.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _write(session: Session, opened: OpenReview, framework: Framework) -> None:
    notes: dict[str, list[str]] = {}
    for kind in ActivityKind:
        activity = session.do(opened, capture.start_unplanned, kind, f"Visit, {kind.value}")
        for target in framework.form_for(kind).targets[:3]:
            criterion = framework.criterion(target)
            note = session.do(
                opened,
                capture.commit_note,
                activity,
                f"Seen of this: {criterion.title}.",
                bearing=Bearing.WWW,
                criteria=[target],
                groups=[framework.groups[-1].id] if framework.groups else [],
            )
            notes.setdefault(criterion.heading, []).append(note)
        session.do(opened, capture.finish_visit, activity)
    for heading in framework.headings:
        evidence = notes.get(heading.id, [])[:3]
        for bearing, text in (
            (Bearing.WWW, f"{heading.short} works well."),
            (Bearing.EBI, f"{heading.short} is looked at again, so that pupils gain more."),
        ):
            session.do(opened, findings.add_finding, heading.id, bearing, text, evidence=evidence)
        for point in framework.points_for(heading.id)[:1]:
            session.do(opened, findings.estimate, heading.id, point.id)
    session.do(opened, set_up.add_earlier_point, "Subject leaders meet, so that plans agree.")
    session.do(opened, agreement.record, "Headteacher")


def shown(page: Page) -> Page:
    """The page as it stands in the window."""
    page.resize(1100, 700)
    page.show()
    page.enter("")
    QCoreApplication.processEvents()
    return page


def put_away(page: Page) -> None:
    page.leave()
    page.close()
    page.deleteLater()


def said(widget: QWidget) -> list[str]:
    """Every text on a widget."""
    return [one.text() for one in widget.findChildren(Text)]


def test_every_page_opens(bridge: Bridge) -> None:
    for kind in (TodayPage, PlanPage, NotesPage, EvidencePage, FindingsPage, ReportPage):
        page = shown(kind(bridge))
        assert page.isVisible()
        put_away(page)


def test_every_form_is_shown_beside_the_notes_of_a_visit_where_there_is_something_to_fill_in(
    bridge: Bridge,
) -> None:
    framework = bridge.opened.framework.framework
    page = NotesPage(bridge)
    shown(page)
    for activity in bridge.opened.activities():
        page.show_visit(activity.id)
        form = framework.form_for(activity.activity_kind)
        assert page.both.has_form == bool(form.items), form.id
        if form.items:
            page.show_form()
            assert page.both.shows_form
            assert nameless(page) == []
    put_away(page)


def test_a_heading_offers_words_where_it_has_a_scale_and_the_title_where_it_is_of_excellence(
    bridge: Bridge,
) -> None:
    page = FindingsPage(bridge)
    shown(page)
    for heading in bridge.opened.framework.framework.headings:
        page.findings.show_place(heading.id)
        assert bool(page.findings.column.parts(EstimateLine)) == (heading.scale is not None)
        excellent = heading.kind == "excellence"
        assert bool(page.findings.column.parts(ExcellenceTitle)) == excellent
    put_away(page)


def test_the_last_reviews_words_are_asked_for_only_where_there_is_a_scale(bridge: Bridge) -> None:
    page = FindingsPage(bridge)
    shown(page)
    page.findings.show_place(LAST_REVIEW)
    framework = bridge.opened.framework.framework
    scaled = any(heading.scale for heading in framework.headings)
    assert bool(page.findings.column.parts(EarlierEstimates)) == scaled
    put_away(page)


def test_the_report_has_every_finding_a_table_of_the_words_agreed_and_nothing_that_is_not_there(
    bridge: Bridge, tmp_path: Path
) -> None:
    opened = bridge.opened
    framework = opened.framework.framework
    content = reporting.content_of(opened)
    text = " ".join(text_of(build_pdf(content, draft=True), tmp_path).split())
    for heading in framework.headings:
        assert f"{heading.short} works well." in text
    scaled = [heading for heading in framework.headings if heading.scale]
    assert len([row for row in content.summary if row.now]) == len(scaled)
    for heading in scaled:
        assert framework.points_for(heading.id)[0].label in text
    assert (content.excellence is None) == (framework.excellence_heading() is None)
    assert ("rea of excellence" in text) == (framework.excellence_heading() is not None)
    for word in ("None", "n/a", "{", "not-enough"):
        assert word not in text
