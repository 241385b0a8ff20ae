"""Comments of the team beside the texts of the report, and who has confirmed the draft."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer_app.model.nouns import DraftComment, DraftConfirmation
from reviewer_app.model.words import Bearing, ReportStage
from reviewer_app.report.content import MadeFor
from reviewer_app.review import comments, confirming, findings, reporting
from reviewer_app.ui.components.report_comments import CommentStack
from reviewer_app.ui.components.report_parts import ReportSentence
from reviewer_app.ui.pages.report import ReportPage
from reviewer_app.ui.theme import Theme
from tests.ui.pages.looks import SIZES, nameless, show, too_wide, unguarded
from tests.ui.support import Larkfield, make_bridge, wait_until

WORDS = "Pupils explain their mathematics."
SAID = "In every year?"
NARROW, WIDE = 760, 1200


@pytest.fixture
def review(tmp_path: Path, theme: Theme) -> Iterator[Larkfield]:
    made = make_bridge(tmp_path, seed=False)
    yield made
    made.close()


@pytest.fixture
def finding(review: Larkfield) -> str:
    return str(
        review.session.do(review.opened, findings.add_finding, "provision", Bearing.WWW, WORDS)
    )


@pytest.fixture
def page(review: Larkfield, finding: str) -> Iterator[ReportPage]:
    made = ReportPage(review.bridge)
    show(made, review, WIDE)
    made.enter("")
    yield made
    made.leave()
    review.settle()
    made.close()


def draw(page: ReportPage, width: int, height: int = 760) -> None:
    page.resize(width, height)
    for _round in range(5):
        QApplication.processEvents()


def stack_of(page: ReportPage) -> CommentStack:
    [stack] = page.sheet.margin.stacks
    return stack


def begin(page: ReportPage, finding: str) -> CommentStack:
    part = page.sheet.column.part(finding)
    assert isinstance(part, ReportSentence)
    part.sentence.sentence.words.setFocus()
    part.sentence.sentence.words.select_range(0, len("Pupils explain"))
    page.sheet.comment()
    return stack_of(page)


def test_the_field_of_a_comment_is_in_sight_where_it_opens(page: ReportPage, finding: str) -> None:
    draw(page, NARROW, 400)
    stack = begin(page, finding)
    field = stack.new.sentence.words
    assert field.hasFocus()
    wait_until(lambda: field.visibleRegion().boundingRect() == field.rect())


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_one_key_opens_a_comment_on_the_words_selected_and_enter_makes_it(
    review: Larkfield, page: ReportPage, finding: str, width: int
) -> None:
    draw(page, width)
    stack = begin(page, finding)
    QTest.keyClicks(stack.new.sentence.words, SAID)
    QTest.keyClick(stack.new.sentence.words, Qt.Key.Key_Return)
    review.settle()
    [made] = review.opened.all(DraftComment)
    assert (made.subject, made.words, made.text) == (f"finding:{finding}", "Pupils explain", SAID)
    assert page.sheet.standing.waiting.text() == "1 comment is open."
    [card] = page.sheet.margin.waiting()
    card.settle.click()
    review.settle()
    assert page.sheet.margin.waiting() == []
    assert review.opened.all(DraftComment)[0].done
    review.bridge.undo()
    review.settle()
    assert len(page.sheet.margin.waiting()) == 1


def test_a_comment_stands_beside_its_text_where_there_is_room_and_below_it_where_not(
    review: Larkfield, page: ReportPage, finding: str
) -> None:
    review.bridge.do(comments.comment, f"finding:{finding}", SAID)
    review.settle()
    part = page.sheet.column.part(finding)
    assert part is not None

    def apart() -> QPoint:
        corners = [one.mapToGlobal(QPoint(0, 0)) for one in (stack_of(page), part)]
        return corners[0] - corners[1]

    for width in (WIDE, NARROW, WIDE):
        draw(page, width)
        assert stack_of(page).isVisible()
        if width == WIDE:
            wait_until(lambda: apart().y() == 0)
            assert apart().x() >= part.width()
        else:
            wait_until(lambda: apart().y() >= part.height())
            assert abs(apart().x()) < part.width() / 2


def test_a_comment_that_is_being_written_is_a_draft_and_stands_there_again(
    review: Larkfield, page: ReportPage, finding: str
) -> None:
    stack = begin(page, finding)
    QTest.keyClicks(stack.new.sentence.words, "In every")
    page.leave()
    review.settle()
    review.opened.drafts = review.session.open(review.opened.id).drafts
    again = ReportPage(review.bridge)
    again.enter("")
    assert stack_of(again).new.text == "In every"
    # What it is on comes back with it, as after a kill.
    stack_of(again).new.sentence.left()
    review.settle()
    assert [one.words for one in review.opened.all(DraftComment)] == ["Pupils explain"]
    again.close()


def test_a_comment_given_up_is_no_draft_any_more(
    review: Larkfield, page: ReportPage, finding: str
) -> None:
    stack = begin(page, finding)
    QTest.keyClicks(stack.new.sentence.words, "In every")
    page.leave()
    stack.new.abandon()
    review.settle()
    assert not review.opened.drafts


def test_escape_closes_an_empty_comment_and_leads_back_to_the_text(
    page: ReportPage, finding: str
) -> None:
    words = begin(page, finding).new.sentence.words
    QTest.keyClicks(words, "In")
    QTest.keyClick(words, Qt.Key.Key_Escape)
    assert words.hasFocus()
    assert words.text() == ""
    QTest.keyClick(words, Qt.Key.Key_Escape)
    part = page.sheet.column.part(finding)
    assert isinstance(part, ReportSentence)
    assert part.sentence.sentence.words.hasFocus()
    wait_until(lambda: page.sheet.margin.stacks == [])


def test_an_empty_comment_that_is_left_leaves_nothing(page: ReportPage, finding: str) -> None:
    begin(page, finding)
    page.sheet.begin()
    wait_until(lambda: page.sheet.margin.stacks == [])
    assert not page.opened.drafts


def test_keys_lead_from_comment_to_comment(
    review: Larkfield, page: ReportPage, finding: str
) -> None:
    for subject in (f"finding:{finding}", "passage:introduction"):
        review.bridge.do(comments.comment, subject, SAID)
    review.settle()
    commands = {one.id: one for one in page.commands()}
    assert commands["report.next-change"].why_not() == ""
    first, second = page.sheet.margin.waiting()
    seen = []
    for _step in range(3):
        commands["report.next-change"].run()
        seen.append(QApplication.focusWidget())
    assert seen == [first.settle, second.settle, first.settle]
    assert first.settle.accessibleDescription() == SAID


def test_one_press_confirms_a_draft_with_a_remark_and_sealing_tells_who_has_not(
    review: Larkfield, page: ReportPage
) -> None:
    assert not page.sheet.standing.isVisible()
    made_for = MadeFor("the headteacher")
    review.bridge.do(reporting.record_version, b"%PDF-", ReportStage.DRAFT, 1, made_for)
    review.settle()
    standing = page.sheet.standing
    assert standing.said.text() == "Draft 1: nobody has confirmed it yet."
    page.seal.open()
    assert "Helen, Asha and Tom have not confirmed draft 1 yet." in page.seal.open_points
    page.seal.close_sheet()
    standing.confirm.click()
    review.settle()
    assert standing.said.text() == "Draft 1: confirmed by Helen; not yet by Asha and Tom."
    assert standing.remark is not None
    QTest.keyClicks(standing.remark.sentence.words, "Good.")
    QTest.keyClick(standing.remark.sentence.words, Qt.Key.Key_Return)
    review.settle()
    assert [one.remark for one in review.opened.all(DraftConfirmation)] == ["Good."]
    assert "Helen: Good." in standing.remarks.text()
    stands = confirming.standing(review.opened)
    assert stands is not None
    assert stands.waiting == ("Asha", "Tom")


def test_the_margin_fits_every_screen(
    review: Larkfield, page: ReportPage, finding: str, theme: Theme
) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    do = review.bridge.do
    do(comments.comment, f"finding:{finding}", SAID, words="Pupils explain")
    do(reporting.record_version, b"%PDF-", ReportStage.DRAFT, 1, MadeFor("the headteacher"))
    review.settle()
    for width, height, scale in (*SIZES, (WIDE, 760, 1.0)):
        theme.apply(application, "light", scale)
        page.resize(width, height)
        for _round in range(5):
            QApplication.processEvents()
        assert too_wide(page.sheet) == []
        assert nameless(page.sheet) == []
    assert unguarded(page.sheet) == []


def test_a_comment_on_the_draft_is_told_before_sealing(
    review: Larkfield, page: ReportPage, finding: str
) -> None:
    review.bridge.do(comments.comment, f"finding:{finding}", SAID)
    review.settle()
    page.seal.open()
    assert "1 comment is open." in page.seal.open_points
