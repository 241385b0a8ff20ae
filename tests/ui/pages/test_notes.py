"""Notes: what is typed is kept, appears at once, and can be changed; opening the page writes nothing."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from reviewer_app.errors import UserError
from reviewer_app.model.nouns import Activity, Note
from reviewer_app.model.words import ActivityState, Bearing, FollowUp
from reviewer_app.review import capture, timetable, weigh
from reviewer_app.store.work import Work
from reviewer_app.ui.models.note_stream_model import Tags
from reviewer_app.ui.pages.notes import NotesPage
from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import Chip, Text
from reviewer_app.ui.widgets.rows import Role
from tests.ui.pages.looks import SIZES, at_mathematics, nameless, show, too_wide
from tests.ui.support import Larkfield, at, run, wait_until


@pytest.fixture
def page(review: Larkfield) -> Iterator[NotesPage]:
    """The page, on the visit that is about to begin."""
    with at_mathematics(review) as made:
        yield made


def write(page: NotesPage, text: str, *, enter: bool = True) -> None:
    """Type into the note being written."""
    words = page.editor.words
    words.setFocus()
    QTest.keyClicks(words, text)
    if enter:
        QTest.keyClick(words, Qt.Key.Key_Return)


def texts(review: Larkfield, activity: str = "mathematics") -> list[str]:
    return [one.text for one in review.opened.notes_of(review.activities[activity])]


def carried(page: NotesPage) -> list[str]:
    """The criteria on the note being written."""
    return list(page.editor.note_tags.criteria)


def refuse(work: Work, *args: object, **kwargs: object) -> str:
    raise UserError("review.record-gone")


def test_enter_commits_at_once_and_the_line_appears_before_the_disk_answers(
    page: NotesPage, review: Larkfield
) -> None:
    before = page.stream.notes.rowCount()
    write(page, "Partners swap roles half way.")
    assert page.editor.text == ""
    assert page.stream.notes.rowCount() == before + 1
    assert "Partners swap roles half way." in [one.text for one in page.stream.notes.rows]
    review.settle()
    assert texts(review)[-1] == "Partners swap roles half way."
    assert page.stream.notes.rowCount() == before + 1
    assert all(not one.id.startswith("pending") for one in page.stream.notes.rows)


def test_a_committed_note_leaves_no_draft_behind(page: NotesPage, review: Larkfield) -> None:
    write(page, "Kept, then committed", enter=False)
    page.editor.keep_now()
    review.settle()
    assert len(review.session.open(review.opened.id).drafts) == 1
    QTest.keyClick(page.editor.words, Qt.Key.Key_Return)
    review.settle()
    assert review.session.open(review.opened.id).drafts == {}


def test_a_refused_note_comes_back_as_the_draft_with_a_sentence(
    page: NotesPage, review: Larkfield, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = page.stream.notes.rowCount()
    monkeypatch.setattr(capture, "commit_note", refuse)
    run(page, "notes.ebi")
    write(page, "Words that must not be lost")
    review.settle()
    assert page.editor.text == "Words that must not be lost"
    assert page.editor.note_tags.pointing == "ebi"
    assert page.writer.banner.isVisible()
    assert page.writer.banner.text.endswith(".")
    assert "error[" not in page.writer.banner.text
    assert page.stream.notes.rowCount() == before
    kept = review.opened.draft(f"note:{review.activities['mathematics']}")
    assert kept is not None
    assert kept.text == "Words that must not be lost"


def test_refused_words_stand_before_what_was_typed_since(
    page: NotesPage, review: Larkfield, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(capture, "commit_note", refuse)
    write(page, "First")
    write(page, "Second", enter=False)
    review.settle()
    assert page.editor.text == "First\nSecond"


def test_a_draft_is_simply_there_after_a_restart_cursor_and_all(review: Larkfield) -> None:
    review.clock.set(18, 10, 42)
    activity = review.activities["history"]
    extra = '{"bearing": "www", "criteria": ["feedback"], "groups": [], "seen_at": "%s"}'
    review.bridge.keep_draft(f"note:{activity}", "Half a sentence", 4, extra % at(18, 11, 30))
    review.settle()
    again = review.session.open(review.opened.id)
    review.bridge.opened.drafts.clear()
    review.bridge.opened.drafts.update(again.drafts)
    page = NotesPage(review.bridge)
    show(page, review)
    page.enter()
    assert page.activity == activity
    assert page.editor.text == "Half a sentence"
    assert page.editor.words.cursor_position() == 4
    time_seen = page.editor.findChild(QLineEdit)
    assert time_seen is not None
    assert time_seen.text() == "11:30"
    assert page.editor.note_tags.criteria == ("feedback",)
    assert page.writer.banner.text == "Kept from 10:42"
    page.writer.banner.acted.emit()
    review.settle()
    assert page.editor.text == ""
    assert review.session.open(review.opened.id).drafts == {}
    page.close()


def test_each_visit_keeps_its_own_words_when_one_switches(
    page: NotesPage, review: Larkfield
) -> None:
    write(page, "About mathematics", enter=False)
    page.show_visit(review.activities["history"])
    assert page.editor.text == ""
    write(page, "About history", enter=False)
    page.show_visit(review.activities["mathematics"])
    assert page.editor.text == "About mathematics"
    assert not page.writer.banner.isVisible()
    page.show_visit(review.activities["history"])
    assert page.editor.text == "About history"


def test_leaving_keeps_what_was_typed(page: NotesPage, review: Larkfield) -> None:
    write(page, "Not yet a note", enter=False)
    page.leave()
    review.settle()
    kept = review.session.open(review.opened.id).drafts
    assert [one.text for one in kept.values()] == ["Not yet a note"]


def test_opening_and_walking_through_every_visit_writes_nothing(
    page: NotesPage, review: Larkfield
) -> None:
    before = review.opened.position
    for activity in review.activities.values():
        page.show_visit(activity)
    page.leave()
    review.settle()
    again = review.session.open(review.opened.id)
    assert (again.position, again.drafts) == (before, {})


def test_a_note_carries_what_it_was_tagged_with(page: NotesPage, review: Larkfield) -> None:
    run(page, "notes.www")
    write(page, "Pupils draw the model first #adap", enter=False)
    assert page.editor.words.popup is not None
    QTest.keyClick(page.editor.words, Qt.Key.Key_Return)
    write(page, "@sen", enter=False)
    QTest.keyClick(page.editor.words, Qt.Key.Key_Return)
    QTest.keyClick(page.editor.words, Qt.Key.Key_Return)
    review.settle()
    note = review.opened.notes_of(review.activities["mathematics"])[-1]
    assert note.text == "Pupils draw the model first"
    assert note.bearing is Bearing.WWW
    assert review.opened.criteria_of(note.id) == ["adaptation"]
    assert review.opened.groups_of(note.id) == ["send"]


def test_a_question_is_one_key(page: NotesPage, review: Larkfield) -> None:
    write(page, "Who checks the gaps?", enter=False)
    QTest.keyClick(page.editor.words, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.editor.words, Qt.Key.Key_Return)
    review.settle()
    assert review.opened.notes_of(review.activities["mathematics"])[-1].bearing is Bearing.QUESTION


def test_what_to_look_for_tags_the_note_being_written_and_takes_it_off_again(
    page: NotesPage, review: Larkfield
) -> None:
    targets = page.side.look_for.list
    assert len(page.side.look_for.rows) <= 9
    targets.opened.emit("challenge-for-all")
    assert carried(page) == ["challenge-for-all"]
    row = next(one for one in page.side.look_for.rows if one.id == "challenge-for-all")
    assert row.tagged
    targets.opened.emit("challenge-for-all")
    assert carried(page) == []


def test_the_counts_follow_the_notes(page: NotesPage, review: Larkfield) -> None:
    def count(criterion: str) -> int:
        rows = page.side.look_for.rows
        return next(one.count for one in rows if one.id == criterion)

    assert count("assessment-in-lesson") == 2
    page.side.look_for.list.opened.emit("assessment-in-lesson")
    write(page, "Thumbs show who is sure.")
    review.settle()
    assert count("assessment-in-lesson") == 3


def test_the_time_seen_can_be_changed_and_the_time_written_cannot(
    page: NotesPage, review: Larkfield
) -> None:
    write(page, "Seen earlier", enter=False)
    page.editor.seen_time_chosen.emit("10:19")
    QTest.keyClick(page.editor.words, Qt.Key.Key_Return)
    review.settle()
    note = next(one for one in review.opened.all(Note) if one.text == "Seen earlier")
    assert (note.seen_at[:16], note.written_at[:16]) == ("2026-11-18T10:19", "2026-11-18T12:31")
    index = page.stream.notes.index_of(note.id)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "written at 12:31"
    assert "written at 12:31" in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_writing_in_a_planned_visit_starts_it(page: NotesPage, review: Larkfield) -> None:
    activity = review.activities["voice"]
    page.show_visit(activity)
    write(page, "They wait at the library door.")
    review.settle()
    assert review.visit(activity).state is ActivityState.RUNNING
    assert review.opened.notes_of(activity)[0].seen_at[:16] == "2026-11-18T12:31"


def test_finishing_commits_the_note_being_written_first(page: NotesPage, review: Larkfield) -> None:
    activity = review.activities["history"]
    page.show_visit(activity)
    write(page, "Last words", enter=False)
    run(page, "notes.state")
    review.settle()
    assert texts(review, "history") == ["Last words"]
    assert review.visit(activity).state is ActivityState.WRITTEN_UP
    assert page.state_button.text() == "Open again"


def test_the_one_button_starts_finishes_and_opens_again(page: NotesPage, review: Larkfield) -> None:
    activity = review.activities["voice"]
    page.show_visit(activity)
    states = []
    for _step in range(3):
        page.state_button.click()
        review.settle()
        states.append(review.visit(activity).state)
    assert states == [ActivityState.RUNNING, ActivityState.WRITTEN_UP, ActivityState.SEEN]


def test_a_visit_can_be_written_up_later(page: NotesPage, review: Larkfield) -> None:
    activity = review.activities["voice"]
    page.show_visit(activity)
    run(page, "notes.state")
    review.settle()
    write(page, "Jotted", enter=False)
    run(page, "notes.later")
    review.settle()
    assert review.visit(activity).state is ActivityState.SEEN
    assert page.editor.text == "Jotted"
    assert "written up" in " ".join(one.text() for one in page.header.findChildren(Text))


def test_a_note_is_changed_where_it_stands(page: NotesPage, review: Larkfield) -> None:
    note = review.opened.notes_of(review.activities["mathematics"])[1]
    page.stream.show_note(note.id)
    QTest.keyClick(page.stream, Qt.Key.Key_F2)
    editor = page.stream.editor
    assert editor is not None
    assert editor.text == note.text
    editor.words.selectAll()
    QTest.keyClicks(editor.words, "Shorter words")
    page.side.look_for.list.opened.emit("challenge-for-all")
    QTest.keyClick(editor.words, Qt.Key.Key_Return)
    review.settle()
    after = review.opened.get(Note, note.id)
    assert after is not None
    assert after.text == "Shorter words"
    assert "challenge-for-all" in review.opened.criteria_of(note.id)
    assert (after.seen_at, after.written_at) == (note.seen_at, note.written_at)
    assert page.stream.editor is None
    assert review.session.open(review.opened.id).drafts == {}


def test_a_wording_that_came_while_a_note_was_changed_is_not_overwritten(
    page: NotesPage, review: Larkfield
) -> None:
    note = review.opened.notes_of(review.activities["mathematics"])[1]
    page.stream.change_note(note.id)
    review.bridge.do(capture.edit_note, note.id, text="Another wording")
    review.settle()
    write(page, " Mine.")
    review.settle()
    again = review.session.open(review.opened.id)
    assert note.id in again.disputed


def chips(page: NotesPage, note: str) -> list[str]:
    return [words for words, _kind in page.stream.notes.index_of(note).data(Role.CHIPS)]


def test_a_note_being_written_can_be_flagged_to_follow_up_and_keeps_its_bearing(
    page: NotesPage, review: Larkfield
) -> None:
    write(page, "Most finish early.", enter=False)
    run(page, "notes.www")
    run(page, "notes.follow-up")
    page.leave()
    review.settle()
    kept = review.session.open(review.opened.id).drafts[page.editor.place]
    assert Tags.of_draft(kept).follow_up is FollowUp.OPEN
    assert "Follow up" in [one.text() for one in page.editor.findChildren(Chip)]
    QTest.keyClick(page.editor.words, Qt.Key.Key_Return)
    review.settle()
    made = review.opened.notes_of(review.activities["mathematics"])[-1]
    assert (made.follow_up, made.bearing) == (FollowUp.OPEN, Bearing.WWW)
    assert chips(page, made.id) == ["Follow up"]
    assert page.editor.note_tags.follow_up is FollowUp.NO


def test_in_the_stream_one_key_flags_a_note_and_says_that_it_is_done(
    page: NotesPage, review: Larkfield
) -> None:
    note = review.opened.notes_of(review.activities["mathematics"])[1]
    page.stream.show_note(note.id)
    for state, words in ((FollowUp.OPEN, "Follow up"), (FollowUp.DONE, "Followed up")):
        run(page, "notes.follow-up")
        review.settle()
        now = review.need(Note, note.id)
        assert (now.follow_up, now.bearing) == (state, note.bearing)
        assert words in chips(page, note.id)
    assert "Follow up, or done" in [one.text() for one in page.notes.note_menu().actions()]


def test_a_flag_is_taken_off_by_its_chip_and_by_the_same_key(page: NotesPage) -> None:
    page.editor.toggle_follow_up()
    page.editor.tag_removed.emit(":follow-up")
    assert page.editor.note_tags.follow_up is FollowUp.NO
    page.editor.toggle_follow_up()
    page.editor.toggle_follow_up()
    assert page.editor.note_tags.follow_up is FollowUp.NO


def test_one_undo_takes_back_one_change_of_a_note(page: NotesPage, review: Larkfield) -> None:
    note = review.opened.notes_of(review.activities["mathematics"])[1]
    page.stream.change_note(note.id)
    page.editor.toggle_criterion("challenge-for-all")
    write(page, " More.")
    review.settle()
    review.bridge.undo()
    review.settle()
    assert review.need(Note, note.id).text == note.text
    assert "challenge-for-all" not in review.opened.criteria_of(note.id)


def test_escape_leaves_a_note_as_it_was(page: NotesPage, review: Larkfield) -> None:
    note = review.opened.notes_of(review.activities["mathematics"])[1]
    before = review.opened.position
    page.stream.change_note(note.id)
    write(page, " changed", enter=False)
    QTest.keyClick(page.editor.words, Qt.Key.Key_Escape)
    page.leave()
    review.settle()
    assert review.opened.get(Note, note.id) == note
    again = review.session.open(review.opened.id)
    assert (again.position, again.drafts) == (before, {})


def test_a_note_half_changed_is_there_again_after_switching(
    page: NotesPage, review: Larkfield
) -> None:
    note = review.opened.notes_of(review.activities["mathematics"])[1]
    page.stream.change_note(note.id)
    write(page, " and more", enter=False)
    page.show_visit(review.activities["history"])
    assert page.editor is page.writer.editor
    page.show_visit(review.activities["mathematics"])
    assert page.editor is page.stream.editor
    assert page.editor.text == f"{note.text} and more"


def test_a_removed_note_is_one_undo_away(page: NotesPage, review: Larkfield) -> None:
    note = review.opened.notes_of(review.activities["mathematics"])[1]
    page.stream.show_note(note.id)
    QTest.keyClick(page.stream, Qt.Key.Key_Delete)
    review.settle()
    assert note.text not in texts(review)
    assert page.said.text == "The note was removed."
    page.said.acted.emit()
    review.settle()
    assert note.text in texts(review)


def test_which_way_a_note_points_changes_with_one_key(page: NotesPage, review: Larkfield) -> None:
    note = review.opened.notes_of(review.activities["mathematics"])[0]
    page.stream.show_note(note.id)
    QTest.keyClick(page.stream, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    review.settle()
    assert review.need(Note, note.id).bearing is Bearing.EBI
    QTest.keyClick(page.stream, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    review.settle()
    assert review.need(Note, note.id).bearing is Bearing.NEUTRAL


def test_history_says_who_when_and_what(page: NotesPage, review: Larkfield) -> None:
    note = review.opened.notes_of(review.activities["mathematics"])[0]
    review.session.do(review.opened, capture.edit_note, note.id, text="Other words")
    page.stream.show_note(note.id)
    run(page, "notes.history")
    wait_until(page.history.isVisible)
    said = [one.text() for one in page.history.findChildren(Text)]
    assert "You: changed the words" in said
    assert "You: wrote it" in said
    assert "Wednesday 18 November, 10:17" in said
    assert {"Other words", note.text} <= set(said)


def test_earlier_words_are_emptied_from_the_history_once_it_was_said_what_that_means(
    page: NotesPage, review: Larkfield
) -> None:
    first, note, *_others = review.opened.notes_of(review.activities["mathematics"])
    page.stream.show_note(first.id)
    run(page, "notes.history")
    wait_until(page.history.isVisible)
    assert not page.history.empty.isVisible()
    page.history.close_sheet()
    review.session.do(review.opened, capture.edit_note, note.id, text="Other words")
    page.stream.show_note(note.id)
    run(page, "notes.history")
    wait_until(page.history.empty.isVisible)
    page.history.empty.click()
    assert page.history.no.hasFocus()
    assert "nobody can bring them back" in page.history.sure.text()
    page.history.no.click()
    wait_until(page.history.empty.isVisible)
    page.history.empty.click()
    page.history.yes.click()

    def said() -> list[str]:
        return [one.text() for one in page.history.findChildren(Text) if one.isVisible()]

    wait_until(lambda: "These words were emptied for good." in said())
    assert "You: emptied words for good, not for the review" in said()
    assert note.text not in said()
    assert not page.history.empty.isVisible()
    assert review.need(Note, note.id).text == "Other words"


def test_facts_are_changed_where_they_stand(page: NotesPage, review: Larkfield) -> None:
    lines = page.side.facts.lines
    assert (lines["class_name"].text(), lines["pupils"].text()) == ("4B", "27")
    for name, typed in (("pupils", "28"), ("seen", "10.15 to 1045"), ("subject", "Decimals")):
        lines[name].setFocus()
        lines[name].setText(typed)
        QTest.keyClick(lines[name], Qt.Key.Key_Return)
        review.settle()
    activity = review.opened.get(Activity, review.activities["mathematics"])
    assert activity is not None
    assert (activity.pupils, activity.subject) == (28, "Decimals")
    assert activity.seen_to is not None
    assert activity.seen_to[11:16] == "10:45"


def test_facts_say_where_the_visit_stood_until_its_day_is_over(
    page: NotesPage, review: Larkfield
) -> None:
    activity = review.activities["mathematics"]
    was = page.side.facts.old_plan
    assert not was.isVisibleTo(page)
    review.session.do(review.opened, timetable.change, activity, planned_start=at(18, 10, 45))
    page.refresh(frozenset({"activity"}))
    assert was.isVisibleTo(page)
    assert was.text() == "Moved from 10:15."
    review.clock.set(19, 9)
    page.refresh(frozenset({"activity"}))
    assert not was.isVisibleTo(page)


def test_a_fact_that_cannot_be_read_stays_with_a_sentence(
    page: NotesPage, review: Larkfield
) -> None:
    line = page.side.facts.lines["pupils"]
    line.setFocus()
    line.setText("lots")
    QTest.keyClick(line, Qt.Key.Key_Return)
    review.settle()
    assert review.visit("mathematics").pupils == 27
    assert "Type a whole number, or nothing." in [
        one.text() for one in page.side.findChildren(Text) if one.isVisible()
    ]


def test_write_up_later_is_in_sight_under_a_banner_on_a_low_screen(
    page: NotesPage, review: Larkfield, qapp: QApplication
) -> None:
    page.show_visit(review.activities["voice"])
    run(page, "notes.state")
    review.settle()
    page.resize(877, 520)
    page.said.say("The note was removed.", action="Undo")
    for _round in range(3):
        qapp.processEvents()
    later = page.side.later
    assert later.visibleRegion().boundingRect() == later.rect()


def test_running_visits_stand_side_by_side(page: NotesPage, review: Larkfield) -> None:
    assert not page.strip.isVisible()
    write(page, "In the middle", enter=False)
    page.show_visit(review.activities["voice"])
    run(page, "notes.state")
    review.settle()
    assert page.strip.isVisible()
    page.strip.chosen.emit(review.activities["mathematics"])
    assert page.editor.text == "In the middle"


def test_the_menu_offers_every_visit_of_the_day(page: NotesPage) -> None:
    offered = [one.text() for one in page.visits.menu_of_day().actions()]
    assert offered[0] == "09:15  Year 6 English\tFinished"
    assert len(offered) == 8


def test_a_note_by_its_id_is_shown_and_chosen(page: NotesPage, review: Larkfield) -> None:
    note = review.opened.notes_of(review.activities["english"])[2]
    page.enter(note.id)
    assert page.activity == review.activities["english"]
    assert page.stream.current_id == note.id


def test_what_others_changed_does_not_disturb_the_words_being_typed(
    page: NotesPage, review: Larkfield
) -> None:
    write(page, "Half a sen", enter=False)
    activity = review.activities["mathematics"]
    review.bridge.do(capture.commit_note, activity, "From elsewhere", seen_at=at(18, 10, 20))
    review.settle()
    assert "From elsewhere" in [one.text for one in page.stream.notes.rows]
    assert page.editor.text == "Half a sen"
    assert page.editor.words.hasFocus()


def test_a_key_costs_the_same_however_many_notes_there_are(
    page: NotesPage, review: Larkfield, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_args: object) -> None:
        pytest.fail("a key must not read the notes")

    for module, name in ((weigh, "recent_criteria"), (weigh, "target_counts")):
        monkeypatch.setattr(module, name, refused)
    monkeypatch.setattr(type(review.opened), "notes_of", refused)
    monkeypatch.setattr(type(review.opened), "all", refused)
    write(page, "Typing on and on #cha", enter=False)
    monkeypatch.undo()


def test_without_any_visit_the_page_teaches(bare_review: Larkfield) -> None:
    page = NotesPage(bare_review.bridge)
    show(page, bare_review)
    page.enter()
    assert "Notes belong to a visit" in [
        one.text() for one in page.findChildren(Text) if one.isVisible()
    ]
    page.empty.acted.emit()
    QTest.keyClicks(page.new_visit.title.line, "Year 3 art")
    QTest.keyClick(page.new_visit.title.line, Qt.Key.Key_Return)
    wait_until(lambda: page.activity != "")
    assert page.editor.words.hasFocus()
    page.leave()
    page.close()


def test_every_control_has_a_name(page: NotesPage, review: Larkfield) -> None:
    page.stream.change_note(page.stream.notes.rows[0].id)
    assert nameless(page) == []


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_nothing_is_clipped_and_the_side_folds_first(
    page: NotesPage, qapp: QApplication, theme: Theme, width: int, height: int, scale: float
) -> None:
    theme.apply(qapp, "light", scale)
    page.resize(width, height)
    for _round in range(3):
        qapp.processEvents()
    assert too_wide(page) == []
    assert page.columns.folded == (scale == 2.0)
    assert page.side_button.isVisible() == page.columns.folded
    card = page.writer.editor
    assert card.visibleRegion().boundingRect() == card.rect()
    run(page, "notes.side")
    qapp.processEvents()
    assert page.side.isVisible()
    assert too_wide(page.columns.sheet) == []


def test_a_visit_left_out_of_the_evidence_says_so_keeps_its_notes_and_can_be_put_back(
    page: NotesPage, review: Larkfield
) -> None:
    before = texts(review)
    run(page, "notes.leave-out")
    review.settle()
    assert "Out of the evidence." in page.header.subtitle
    assert page.said.text.startswith("This visit is out of the evidence.")
    assert texts(review) == before
    assert [one.text for one in page.stream.notes.rows] == before
    page.said.acted.emit()
    review.settle()
    assert not review.visit("mathematics").left_out
    assert "Out of the evidence." not in page.header.subtitle
    for left_out in (True, False):
        run(page, "notes.leave-out")
        review.settle()
        assert review.visit("mathematics").left_out is left_out


def test_a_visit_that_was_not_begun_is_no_evidence_to_be_left_out(
    page: NotesPage, review: Larkfield
) -> None:
    page.show_visit(review.activities["voice"])
    command = next(one for one in page.commands() if one.id == "notes.leave-out")
    assert command.why_not() == "The visit was not seen: it is no evidence yet."
