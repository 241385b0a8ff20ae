"""Findings: sentences edited in place, the notes behind them, help where they are thin."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from reviewer_app.errors import UserError
from reviewer_app.model.nouns import Finding, Note
from reviewer_app.model.words import ActivityKind, Bearing
from reviewer_app.review import agreement, capture, findings, waivers, weigh
from reviewer_app.ui.components.finding_card import FindingCard
from reviewer_app.ui.components.finding_words import evidence_words
from reviewer_app.ui.components.heading_column import AGREED, HYPOTHESES
from reviewer_app.ui.components.hypothesis_cards import HypothesisCard, NewHypothesis
from reviewer_app.ui.components.meeting_sentence import MeetingSentence
from reviewer_app.ui.components.new_finding import NewFinding
from reviewer_app.ui.components.panes import RIGHT
from reviewer_app.ui.components.undo_offer import UndoOffer
from reviewer_app.ui.pages.findings import FindingsPage
from reviewer_app.ui.widgets import Banner, ChoiceRow, Text
from reviewer_app.ui.widgets.rows import Role
from tests.ui.support import Larkfield, wait_until

PARTNER = "Pupils explain their mathematics because every lesson asks them to prove an answer."
MODEL = "Adults ask pupils to explain before modelling again."


def note_saying(review: Larkfield, words: str) -> str:
    return next(one.id for one in review.opened.all(Note) if words in one.text)


def add(review: Larkfield, bearing: Bearing, text: str, *evidence: str) -> str:
    notes = [note_saying(review, words) for words in evidence]
    made = review.session.do(
        review.opened, findings.add_finding, "provision", bearing, text, evidence=notes
    )
    assert isinstance(made, str)
    return made


@pytest.fixture
def page(review: Larkfield) -> Iterator[FindingsPage]:
    made = FindingsPage(review.bridge)
    review.bridge.changed.connect(made.refresh)
    made.resize(1100, 700)
    made.show()
    made.activateWindow()
    made.enter("")
    made.findings.show_place("provision")
    yield made
    made.leave()
    made.close()
    review.settle()
    made.deleteLater()


def card_of(page: FindingsPage, finding: str) -> FindingCard:
    card = page.findings.column.part(finding)
    assert isinstance(card, FindingCard)
    return card


def new_field(page: FindingsPage, bearing: Bearing) -> NewFinding:
    fields = page.findings.column.parts(NewFinding)
    return next(one for one in fields if one.bearing is bearing)


def write(field: QWidget, words: str) -> None:
    field.setFocus()
    QTest.keyClicks(field, words)


def test_what_went_well_stands_before_even_better_if(review: Larkfield, page: FindingsPage) -> None:
    ebi = add(review, Bearing.EBI, MODEL)
    www = add(review, Bearing.WWW, PARTNER)
    page.enter("")
    shown = [card.finding.id for card in page.findings.column.parts(FindingCard)]
    assert shown == [www, ebi]


def test_a_sentence_typed_and_entered_becomes_a_finding(
    review: Larkfield, page: FindingsPage
) -> None:
    field = new_field(page, Bearing.WWW).sentence
    write(field.sentence.words, PARTNER)
    QTest.keyClick(field.sentence.words, Qt.Key.Key_Return)
    review.settle()
    assert [one.text for one in review.opened.findings("provision")] == [PARTNER]
    assert field.text == ""
    assert review.opened.draft("finding:new:provision:www") is None


def test_words_being_typed_are_kept_and_taken_up_after_a_start(review: Larkfield) -> None:
    first = FindingsPage(review.bridge)
    first.show()
    first.enter("")
    words = new_field(first, Bearing.WWW).sentence.sentence.words
    write(words, "Pupils read")
    first.leave()
    review.settle()
    first.hide()
    review.bridge.keep_draft("finding:new:leadership:www", "Leaders kno", 7)
    review.settle()
    second = FindingsPage(review.bridge)
    second.enter("")
    taken_up = new_field(second, Bearing.WWW).sentence
    assert taken_up.text == "Leaders kno"
    assert taken_up.sentence.words.cursor_position() == 7
    assert any("Kept from 12:31" in one.text for one in taken_up.findChildren(Banner))
    for page in (first, second):
        page.deleteLater()


def test_leaving_a_changed_sentence_commits_it_once(review: Larkfield, page: FindingsPage) -> None:
    made = add(review, Bearing.WWW, PARTNER)
    page.enter("")
    words = card_of(page, made).sentence.sentence.words
    write(words, " In all years.")
    page.findings.chooser.combo.setFocus()
    review.settle()
    found = review.opened.get(Finding, made)
    assert found is not None
    assert found.text == f"{PARTNER} In all years."
    history = review.session.history(review.opened.id, "finding", made)
    assert len(history) == 2
    assert not review.opened.drafts


def test_what_was_being_typed_of_the_cost_is_in_sight_after_a_restart(
    review: Larkfield, page: FindingsPage
) -> None:
    made = add(review, Bearing.EBI, MODEL)
    review.bridge.keep_draft(f"finding-cost:{made}", "An hour a w", 11)
    page.enter("")
    card = card_of(page, made)
    assert card.cost.text == "An hour a w"
    assert card.cost.isVisible()
    bare = add(review, Bearing.EBI, "Adults ask, so that pupils explain.")
    page.enter("")
    assert not card_of(page, bare).cost.isVisible()


def test_escape_brings_back_the_wording_and_leaves_no_draft(
    review: Larkfield, page: FindingsPage
) -> None:
    made = add(review, Bearing.WWW, PARTNER)
    page.enter("")
    card = card_of(page, made)
    write(card.sentence.sentence.words, " Wrong.")
    card.sentence.flush()
    assert review.opened.draft(f"finding:{made}") is not None
    QTest.keyClick(card.sentence.sentence.words, Qt.Key.Key_Escape)
    review.settle()
    assert card.sentence.text == PARTNER
    assert review.opened.draft(f"finding:{made}") is None


def test_an_emptied_sentence_is_refused_in_place_and_nothing_is_lost(
    review: Larkfield, page: FindingsPage
) -> None:
    made = add(review, Bearing.WWW, PARTNER)
    page.enter("")
    card = card_of(page, made)
    card.sentence.sentence.words.setFocus()
    card.sentence.sentence.words.selectAll()
    QTest.keyClick(card.sentence.sentence.words, Qt.Key.Key_Delete)
    QTest.keyClick(card.sentence.sentence.words, Qt.Key.Key_Return)
    review.settle()
    assert UserError("finding.empty").happened in card.sentence.error
    assert card.sentence.changed
    found = review.opened.get(Finding, made)
    assert found is not None
    assert found.text == PARTNER


def test_a_change_of_someone_else_does_not_overwrite_what_is_being_typed(
    review: Larkfield, page: FindingsPage
) -> None:
    made = add(review, Bearing.WWW, PARTNER)
    page.enter("")
    card = card_of(page, made)
    write(card.sentence.sentence.words, " Mine.")
    review.bridge.do(findings.edit_finding, made, text="Another wording.")
    review.settle()
    assert card.sentence.text == f"{PARTNER} Mine."
    QTest.keyClick(card.sentence.sentence.words, Qt.Key.Key_Return)
    review.settle()
    assert made in review.session.open(review.opened.id).disputed


def test_evidence_is_said_in_words_with_its_sources(review: Larkfield) -> None:
    one = add(review, Bearing.WWW, PARTNER, "Prove it", "read the opening", "one aim")
    found = review.opened.get(Finding, one)
    assert found is not None
    assert evidence_words(review.opened, found) == "3 notes, lessons and leaders"
    against = note_saying(review, "hands up")
    review.session.do(review.opened, findings.link_evidence, one, against, against=True)
    assert evidence_words(review.opened, found) == "3 notes for, 1 against, lessons and leaders"
    review.session.do(review.opened, capture.leave_out, review.activities["mathematics"])
    assert evidence_words(review.opened, found).endswith("left out of the evidence")


@pytest.mark.parametrize(
    ("bearing", "text", "evidence", "help_words"),
    [
        (Bearing.WWW, PARTNER, (), "No evidence yet"),
        (Bearing.WWW, PARTNER, ("Prove it", "read the opening"), "One source only"),
        (Bearing.EBI, MODEL, ("copies the model", "eleven priorities"), "so that"),
        (Bearing.WWW, PARTNER, ("Prove it", "one aim"), ""),
    ],
)
def test_thin_findings_offer_help(
    review: Larkfield,
    page: FindingsPage,
    bearing: Bearing,
    text: str,
    evidence: tuple[str, ...],
    help_words: str,
) -> None:
    made = add(review, bearing, text, *evidence)
    page.enter("")
    shown = card_of(page, made).advice
    assert help_words in shown if help_words else not shown


def test_so_that_is_added_where_one_carries_on_writing(
    review: Larkfield, page: FindingsPage
) -> None:
    made = add(review, Bearing.EBI, MODEL, "copies the model")
    page.enter("")
    card = card_of(page, made)
    banner = next(one for one in card.findChildren(Banner) if one.text == card.advice)
    banner.acted.emit()
    assert card.sentence.text == f"{MODEL[:-1]} so that "


def test_a_cell_lists_its_notes_and_one_key_puts_one_behind_the_finding(
    review: Larkfield, page: FindingsPage
) -> None:
    made = add(review, Bearing.WWW, PARTNER)
    page.enter("")
    page.findings.show_finding(made)
    page.table.open_cell("teaching", "lessons")
    listed = page.table.notes.model().rowCount()
    assert listed == weigh.matrix(review.opened).cells[("teaching", "lessons")].count
    page.table.notes.setFocus()
    note = page.table.notes.current_id
    QTest.keyClick(page.table.notes, Qt.Key.Key_Return)
    review.settle()
    assert [one.note for one in review.opened.evidence_of(made)] == [note]
    QTest.keyClick(page.table.notes, Qt.Key.Key_Minus)
    review.settle()
    assert [one.against for one in review.opened.evidence_of(made)] == [True]
    QTest.keyClick(page.table.notes, Qt.Key.Key_Delete)
    review.settle()
    assert review.opened.evidence_of(made) == []


def test_one_click_puts_a_note_behind_the_finding(review: Larkfield, page: FindingsPage) -> None:
    made = add(review, Bearing.WWW, PARTNER)
    page.enter("")
    page.findings.show_finding(made)
    page.table.open_cell("leadership", "leaders")
    review.settle()
    notes = page.table.notes
    first, second = (notes.visualRect(notes.model().index(at, 0)) for at in (0, 1))
    for row, from_right in ((first, 24), (second, 112)):
        # The two words stand in one line, and a finger need not hit them in the middle.
        place = QPoint(row.right() - from_right, row.top() + 36)
        QTest.mouseClick(notes.viewport(), Qt.MouseButton.LeftButton, pos=place)
        review.settle()
    assert sorted(one.against for one in review.opened.evidence_of(made)) == [False, True]


def test_a_cell_brings_its_heading_to_the_front_unless_a_finding_is_chosen(
    review: Larkfield, page: FindingsPage
) -> None:
    made = add(review, Bearing.WWW, PARTNER)
    page.table.open_cell("needs", "lessons")
    assert page.findings.heading == "additional-needs"
    page.findings.show_finding(made)
    page.table.open_cell("needs", "lessons")
    assert page.findings.heading == "provision"


def test_only_whole_headings_are_striped_and_only_once_that_tells_something(
    review: Larkfield, page: FindingsPage
) -> None:
    def striped() -> set[str]:
        model = page.table.matrix.model()
        return {
            weigh.matrix(review.opened).rows[row].id
            for row in range(model.rowCount())
            for column in range(model.columnCount())
            if model.index(row, column).data(Role.THIN)
        }

    assert striped() == set()
    assert page.table.legend.text().startswith("8 of 8 headings have fewer than two notes")
    criteria = [one.id for one in review.opened.framework.framework.criteria]
    for kind in (ActivityKind.PUPIL_VOICE, ActivityKind.WORK_SCRUTINY):
        visit = review.session.do(review.opened, capture.start_unplanned, kind, "Somewhere")
        tags = [one for one in criteria if not one.startswith("excellence-")]
        review.session.do(review.opened, capture.commit_note, visit, "Seen.", criteria=tags)
    page.enter("")
    assert striped() == {one.row.id for one in weigh.thin_rows(review.opened)}
    assert striped() == {"excellence"}
    assert page.table.legend.text().startswith("Striped: a heading with fewer than two notes")


def test_a_row_of_the_matrix_is_shown_when_it_is_asked_for(page: FindingsPage) -> None:
    page.resize(870, 560)
    page.enter("matrix:teaching")
    assert page.table.matrix.isVisible()
    model = page.table.matrix.model()
    row = page.table.matrix.currentIndex().row()
    said = model.headerData(row, Qt.Orientation.Vertical)
    assert said == "Teaching and assessment"
    page.panes.show_pane("right")
    page.enter("matrix:")
    assert page.table.matrix.isVisible()


def test_findings_are_reordered_by_keys(review: Larkfield, page: FindingsPage) -> None:
    made = [add(review, Bearing.WWW, f"Sentence {n}.") for n in range(3)]
    page.enter("")
    page.findings.show_finding(made[2])
    run = {one.id: one for one in page.commands()}
    assert run["findings.up"].why_not() == ""
    run["findings.up"].run()
    review.settle()
    run["findings.up"].run()
    review.settle()
    order = [one.id for one in review.opened.findings("provision")]
    assert order == [made[2], made[0], made[1]]


def test_what_to_find_out_is_written_beside_the_findings_moved_and_taken_out(
    review: Larkfield, page: FindingsPage
) -> None:
    page.enter(HYPOTHESES)
    assert page.findings.title == "What we set out to find out"
    [new] = page.findings.column.parts(NewHypothesis)
    assert new.sentence.words.hasFocus()
    for words in ("Talk helps.", "Leaders know."):
        QTest.keyClicks(new.sentence.words, words)
        QTest.keyClick(new.sentence.words, Qt.Key.Key_Return)
        review.settle()
    first, second = page.findings.column.parts(HypothesisCard)
    run = {one.id: one for one in page.commands()}
    assert (first.sentence.text, first.outcome.value) == ("Talk helps.", "open")
    assert run["findings.down"].why_not() != ""
    first.found.sentence.words.setFocus()
    assert run["findings.down"].why_not() == ""
    run["findings.down"].run()
    review.settle()
    assert page.findings.column.parts(HypothesisCard) == [second, first]
    run["findings.remove"].run()
    review.settle()
    assert [one.text for one in review.opened.hypotheses()] == ["Leaders know."]
    page.findings.findChildren(UndoOffer)[0].acted.emit()
    review.settle()
    assert [one.text for one in review.opened.hypotheses()] == ["Leaders know.", "Talk helps."]


def test_a_removed_finding_comes_back_with_its_evidence(
    review: Larkfield, page: FindingsPage
) -> None:
    made = add(review, Bearing.WWW, PARTNER, "Prove it")
    page.enter("")
    page.findings.remove(made)
    review.settle()
    assert review.opened.get(Finding, made) is None
    assert page.findings.column.part(made) is None
    page.findings.findChildren(UndoOffer)[0].acted.emit()
    review.settle()
    assert review.opened.get(Finding, made) is not None
    assert len(review.opened.evidence_of(made)) == 1


def test_a_heading_without_a_scale_has_no_estimate(page: FindingsPage, review: Larkfield) -> None:
    framework = review.opened.framework.framework
    headings = [
        one.model_copy(update={"scale": None}) if one.id == "leadership" else one
        for one in framework.headings
    ]
    loaded = review.opened.framework
    review.opened.framework = type(loaded)(
        framework.model_copy(update={"headings": tuple(headings)}), loaded.text, loaded.hash
    )
    page.findings.show_place("leadership")
    assert not page.findings.column.findChildren(ChoiceRow)
    page.findings.show_place("provision")
    assert page.findings.column.findChildren(ChoiceRow)


def test_not_enough_to_say_is_an_estimate_and_can_be_taken_back(
    review: Larkfield, page: FindingsPage
) -> None:
    choice = page.findings.column.findChildren(ChoiceRow)[0]
    choice.chosen.emit("not-enough")
    review.settle()
    assert review.opened.estimates() == {"provision": "not-enough"}
    choice.chosen.emit("")
    review.settle()
    assert review.opened.estimates() == {}


def test_an_agreement_says_which_wording_changed_since(
    review: Larkfield, page: FindingsPage
) -> None:
    made = add(review, Bearing.WWW, PARTNER)
    sheet = page.agreement
    sheet.open()
    sheet.record()
    assert sheet.role.error
    sheet.role.line.setText("the headteacher")
    sheet.name.line.setText("Someone")
    sheet.record()
    review.settle()
    agreed = review.opened.agreements()[0]
    assert (agreed.role, agreed.name) == ("the headteacher", "")
    assert not agreement.not_covered(agreed, review.opened.findings())
    review.bridge.do(findings.edit_finding, made, text="Another wording.")
    review.settle()
    page.findings.show_place(AGREED)
    banners = page.findings.column.findChildren(Banner)
    assert any("1 finding has been worded" in one.text for one in banners)


def test_the_meeting_view_shows_findings_and_nothing_else(
    review: Larkfield, page: FindingsPage
) -> None:
    made = add(review, Bearing.WWW, PARTNER)
    page.enter("")
    page.open_meeting()
    meeting = page.meeting
    assert meeting is not None
    assert meeting.geometry() == page.rect()
    for noun in (Banner, ChoiceRow, FindingCard):
        assert not [one for one in meeting.findChildren(noun) if one.isVisible()]
    review.bridge.do(findings.edit_finding, made, text="Changed elsewhere.")
    review.settle()
    assert on_the_wall(page, made).sentence.text == "Changed elsewhere."
    QTest.keyClick(meeting, Qt.Key.Key_Escape)
    wait_until(meeting.isHidden)


def on_the_wall(page: FindingsPage, finding: str) -> MeetingSentence:
    if page.meeting is None or page.meeting.isHidden():
        page.open_meeting()
    assert page.meeting is not None
    sentence = page.meeting.column.part(finding)
    assert isinstance(sentence, MeetingSentence)
    return sentence


def said(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(Text) if one.isVisible()]


def test_the_notes_behind_a_sentence_on_the_wall_are_one_press_away_and_name_nobody(
    review: Larkfield, page: FindingsPage
) -> None:
    made = add(review, Bearing.WWW, PARTNER, "Prove it", "one aim")
    against = note_saying(review, "hands up")
    review.session.do(review.opened, findings.link_evidence, made, against, against=True)
    sentence = on_the_wall(page, made)
    assert not any("Prove it" in one for one in said(sentence))
    sentence.behind.click()
    shown = said(sentence)
    assert [shown[at] for at in (0, 2, 4)] == [
        "Meeting with leaders",
        "Lesson visit",
        "Lesson visit, against",
    ]
    assert "Prove it" in shown[3]
    assert not any(word in " ".join(shown) for word in ("Helen", "Year 4", "4B", "10:21"))
    sentence.behind.click()
    assert said(sentence) == []


def test_escape_on_the_wall_folds_the_notes_first_and_leaves_only_then(
    review: Larkfield, page: FindingsPage
) -> None:
    made = add(review, Bearing.WWW, PARTNER, "Prove it")
    sentence = on_the_wall(page, made)
    sentence.behind.click()
    meeting = page.meeting
    assert meeting is not None
    QTest.keyClick(sentence.behind, Qt.Key.Key_Escape)
    assert not sentence.shows_evidence
    assert meeting.isVisible()
    QTest.keyClick(meeting, Qt.Key.Key_Escape)
    assert meeting.isHidden()


def test_what_shows_the_notes_on_the_wall_says_so_in_a_word(
    review: Larkfield, page: FindingsPage
) -> None:
    sentence = on_the_wall(page, add(review, Bearing.WWW, PARTNER))
    assert sentence.behind.text() == "Notes"
    assert sentence.behind.accessibleName() == "Notes behind this finding"
    sentence.behind.click()
    assert sentence.behind.text() == "Hide"
    assert sentence.behind.accessibleName() == "Hide the notes"


def test_one_key_shows_the_notes_behind_the_sentence_with_the_cursor(
    review: Larkfield, page: FindingsPage
) -> None:
    add(review, Bearing.WWW, PARTNER)
    made = add(review, Bearing.EBI, MODEL)
    sentence = on_the_wall(page, made)
    sentence.sentence.sentence.words.setFocus()
    notes = next(one for one in page.commands() if one.id == "findings.notes")
    assert notes.why_not() == ""
    notes.run()
    assert said(sentence) == ["No notes stand behind this sentence yet."]
    assert page.meeting is not None
    assert page.meeting.isVisible()


def test_escape_leaves_the_meeting_view_and_throws_no_word_away(
    review: Larkfield, page: FindingsPage
) -> None:
    made = add(review, Bearing.WWW, PARTNER)
    words = on_the_wall(page, made).sentence.sentence.words
    write(words, " Everyone.")
    QTest.keyClick(words, Qt.Key.Key_Escape)
    assert page.meeting is not None
    assert page.meeting.isHidden()
    review.settle()
    assert review.need(Finding, made).text == f"{PARTNER} Everyone."


def test_the_way_out_of_the_meeting_view_is_in_sight(review: Larkfield, page: FindingsPage) -> None:
    add(review, Bearing.WWW, PARTNER)
    page.open_meeting()
    meeting = page.meeting
    assert meeting is not None
    assert meeting.way_out.isVisible()
    assert meeting.way_out.accessibleName() == "Close"
    meeting.way_out.click()
    assert meeting.isHidden()


def test_a_sentence_is_changed_on_the_wall(review: Larkfield, page: FindingsPage) -> None:
    made = add(review, Bearing.WWW, PARTNER)
    words = on_the_wall(page, made).sentence.sentence.words
    write(words, " Everyone.")
    QTest.keyClick(words, Qt.Key.Key_Return)
    review.settle()
    found = review.opened.get(Finding, made)
    assert found is not None
    assert found.text.endswith("Everyone.")


def test_where_it_is_narrow_the_evidence_folds_away(page: FindingsPage) -> None:
    assert page.table.isVisible()
    page.resize(870, 560)
    assert not page.table.isVisible()
    assert page.findings.isVisible()
    page.table.note_opened.disconnect()
    page.commands()[5].run()
    assert page.table.isVisible()
    assert not page.findings.isVisible()


def test_every_command_has_its_own_key(page: FindingsPage) -> None:
    keys = [one.key for one in page.commands() if one.key]
    assert len(keys) == len(set(keys))


def test_opening_the_page_writes_nothing(review: Larkfield, tmp_path: Path) -> None:
    before = review.opened.position
    page = FindingsPage(review.bridge)
    page.show()
    page.enter("")
    page.leave()
    page.close()
    review.settle()
    assert review.opened.position == before
    assert not review.opened.drafts
    page.deleteLater()


def test_tab_stays_in_the_meeting_view(review: Larkfield, page: FindingsPage) -> None:
    add(review, Bearing.WWW, PARTNER)
    add(review, Bearing.EBI, MODEL)
    page.enter("")
    page.open_meeting()
    meeting = page.meeting
    assert meeting is not None
    meeting.setFocus()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        stops: list[QWidget] = []
        for _stop in range(12):
            focused = QApplication.focusWidget()
            assert focused is not None
            assert focused is meeting or meeting.isAncestorOf(focused)
            stops.append(focused)
            QTest.keyClick(focused, key)
        assert len(set(stops)) == 7


def test_the_meeting_view_goes_with_its_page(review: Larkfield) -> None:
    window = QMainWindow()
    page = FindingsPage(review.bridge)
    window.setCentralWidget(page)
    window.resize(1100, 700)
    window.show()
    page.enter("")
    page.open_meeting()
    meeting = page.meeting
    assert meeting is not None
    assert meeting.isVisible()
    page.hide()
    assert meeting.isHidden()
    page.show()
    page.open_meeting()
    gone: list[str] = []
    meeting.destroyed.connect(lambda: gone.append("meeting"))
    window.takeCentralWidget()
    page.deleteLater()
    for _round in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert gone
    window.close()
    window.deleteLater()


def test_the_page_begins_at_the_first_finding_or_where_it_is_written(
    review: Larkfield, page: FindingsPage
) -> None:
    page.panes.show_pane(RIGHT)
    page.enter("")
    assert new_field(page, Bearing.WWW).sentence.sentence.words.hasFocus()
    add(review, Bearing.EBI, MODEL)
    first = add(review, Bearing.WWW, PARTNER)
    page.enter("")
    assert card_of(page, first).sentence.sentence.words.hasFocus()


def test_a_finding_stays_as_it_is_for_a_reason_given_in_place(
    review: Larkfield, page: FindingsPage
) -> None:
    made = add(review, Bearing.EBI, MODEL)
    page.refresh(frozenset({"finding"}))
    card = card_of(page, made)
    line = card.waiver
    [leave] = [one for one in card.menu().actions() if one.text() == "Leave it so, and say why"]
    leave.trigger()
    assert QApplication.focusWidget() is line.reason.line
    QTest.keyClick(line.reason.line, Qt.Key.Key_Return)
    assert line.reason.error
    QTest.keyClicks(line.reason.line, "The head asked for it")
    QTest.keyClick(line.reason.line, Qt.Key.Key_Return)
    wait_until(lambda: line.told == "Stays as it is: The head asked for it")
    assert not card.advice
    assert not waivers.to_settle(review.opened)
    line.back.click()
    wait_until(lambda: not line.told)
    assert card.advice
