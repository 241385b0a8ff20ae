"""Frameworks: everything installed can be looked at, and only what this review adds can be changed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from reviewer_app.app import Program
from reviewer_app.frameworks.load import LoadedFramework, load_framework
from reviewer_app.frameworks.shipped import shipped, shipped_as
from reviewer_app.model.nouns import ChosenForm, OwnQuestion
from reviewer_app.model.words import QuestionKind
from reviewer_app.review import answers, library
from reviewer_app.ui.components.file_choice import FileChoice
from reviewer_app.ui.components.form_writing import LinePart
from reviewer_app.ui.components.own_questions import OwnQuestions
from reviewer_app.ui.components.visit_side import VisitSide
from reviewer_app.ui.pages.frameworks import FrameworksPage
from reviewer_app.ui.pages.settings import SettingsPage
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import Text
from tests.frameworks.small import SMALL
from tests.ui.forms import every_item
from tests.ui.pages.looks import SIZES, nameless, show, too_wide
from tests.ui.shell.windows import opened_window
from tests.ui.support import PASSPHRASE, Larkfield, make_bridge, wait_until

FORM = """\
| survey |
|        | type     | name  | label      | relevant    |
|        | integer  | seen  | How many?  |             |
|        | text     | why   | Why none?  | ${seen} = 0 |
|        | geopoint | where | Where?     |             |
"""
QUESTION = "To what extent do pupils say what they would change?"


def inspection_areas() -> LoadedFramework:
    """Load the framework that has two forms to choose beside the main ones."""
    found = shipped_as("inspection-areas")
    assert found is not None
    return found


@pytest.fixture
def review_with_forms(tmp_path: Path, theme: Theme) -> Iterator[Larkfield]:
    made = make_bridge(tmp_path, framework=inspection_areas)
    yield made
    made.close()


def frameworks_page(review: Larkfield, files: FileChoice | None = None) -> FrameworksPage:
    page = FrameworksPage(review.bridge, files)
    show(page, review)
    page.enter()
    wait_until(page.frameworks.told.isHidden)
    QApplication.processEvents()
    return page


def looked_at(page: FrameworksPage) -> bool:
    """Say whether the file that was chosen is read."""
    return page.adding.isVisible() and not page.adding.told.text.endswith("is being read.")


def add(page: FrameworksPage, file: Path, title: str) -> None:
    """Drop a file on the page and press *Add it*."""
    drop(page, file)
    wait_until(page.adding.add_it.isVisible)
    QTest.keyClick(page.adding.add_it, Qt.Key.Key_Space)
    wait_until(lambda: page.frameworks.detail.title.text() == title)


def drop(page: FrameworksPage, *files: Path) -> bool:
    """Drop files on the page as a file manager does; says whether the page takes them."""
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(one)) for one in files])
    where, copy = QPoint(200, 200), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    came = QDragEnterEvent(where, copy, dragged, left, none)
    came.ignore()
    QApplication.sendEvent(page, came)
    if came.isAccepted():
        QApplication.sendEvent(page, QDropEvent(QPointF(where), copy, dragged, left, none))
    return came.isAccepted()


def small(version: str, text: str = SMALL) -> LoadedFramework:
    """Load the small framework as another version of itself."""
    changed = text.replace('version: "1"', f'version: "{version}"', 1)
    return load_framework(changed, source="small.yaml")


def texts(page: FrameworksPage) -> list[str]:
    """Give the words that stand in the preview."""
    return [one.text() for one in page.frameworks.detail.preview.findChildren(Text)]


def visible(page: FrameworksPage) -> list[str]:
    """Give the words in sight."""
    return [one.text() for one in page.findChildren(Text) if one.isVisible()]


def write(questions: OwnQuestions, words: str) -> None:
    questions.new.sentence.words.setFocus()
    QTest.keyClicks(questions.new.sentence.words, words)
    QTest.keyClick(questions.new.sentence.words, Qt.Key.Key_Return)


def test_every_framework_that_ships_is_listed_sound_and_as_published(review: Larkfield) -> None:
    page = frameworks_page(review)
    rows = page.frameworks.names.model.rows
    assert [one.title for one in rows] == [one.framework.title for one in shipped()]
    for row, loaded in zip(rows, shipped(), strict=True):
        assert f"Version {loaded.framework.version}, British English" in row.second
        assert row.second.endswith("as it was published.")
    assert [one.title for one in rows if one.chip] == [review.opened.framework.framework.title]
    page.deleteLater()


def test_the_framework_of_this_review_is_looked_at_first_with_its_credits_and_licence(
    review: Larkfield,
) -> None:
    page = frameworks_page(review)
    mine = review.opened.framework.framework
    detail = page.frameworks.detail
    assert (detail.title.text(), detail.credits.text()) == (mine.title, mine.credits)
    values = [one.text() for one in detail.facts.findChildren(Text, "value")]
    assert mine.licence in values
    assert detail.form.choice_ids == [one.id for one in mine.forms]
    page.deleteLater()


def test_moving_to_a_framework_shows_its_forms_as_a_reviewer_meets_them(review: Larkfield) -> None:
    page = frameworks_page(review)
    names = page.frameworks.names.list
    names.setFocus()
    while names.current_id != "inspection-areas.yaml":
        before = names.current_id
        QTest.keyClick(names, Qt.Key.Key_Down)
        assert names.current_id != before
    framework = inspection_areas().framework
    form = next(one for one in framework.forms if one.role == "also")
    page.frameworks.detail.show_form(form.id)
    shown = texts(page)
    assert shown[0] == form.title
    assert {framework.criterion(one).title for one in form.targets} <= set(shown)
    assert {*form.prompts, *form.questions} <= set(shown)
    page.deleteLater()


def test_a_form_is_tried_in_place_of_the_page_and_leaves_it_where_it_was(
    review: Larkfield,
) -> None:
    page = frameworks_page(review)
    detail = page.frameworks.detail
    page.frameworks.names.list.set_current("inspection-areas.yaml")
    form = next(one for one in inspection_areas().framework.forms if one.role == "also")
    detail.show_form(form.id)
    detail.try_it.setFocus()
    QTest.keyClick(detail.try_it, Qt.Key.Key_Space)
    assert page.trying.isVisible()
    assert not page.add_button.isVisible()
    assert page.trying.form.value == form.id
    assert "Try it: nothing here is kept." in visible(page)
    asked = {one.label for one in form.items if one.type != "group"}
    page.trying.pane.finish()
    QApplication.processEvents()
    assert asked <= {one.removesuffix(" (needed)") for one in visible(page)}
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Escape)
    assert not page.trying.isVisible()
    assert detail.try_it.hasFocus()
    assert detail.form.value == form.id
    page.deleteLater()


def test_a_form_is_tried_by_a_command_too(review: Larkfield) -> None:
    page = frameworks_page(
        review, replace(FileChoice.of(review.session), open=lambda _parent, _kinds: None)
    )
    page.frameworks.names.list.set_current("inspection-areas.yaml")
    commands = {one.id: one for one in page.commands()}
    detail = page.frameworks.detail
    asking = next(one for one in inspection_areas().framework.forms if one.items)
    silent = next(one for one in inspection_areas().framework.forms if not one.items)
    detail.show_form(silent.id)
    assert commands["frameworks.try"].why_not() == (
        "This form has notes only: there is nothing to ask."
    )
    detail.show_form(asking.id)
    assert commands["frameworks.try"].why_not() == ""
    commands["frameworks.try"].run()
    assert page.trying.form.value == asking.id
    commands["frameworks.add"].run()
    assert not page.trying.isVisible()
    page.deleteLater()


def test_the_forms_of_a_file_are_tried_before_it_is_added(
    review: Larkfield, tmp_path: Path
) -> None:
    file = tmp_path / "walk.md"
    file.write_text(FORM)
    page = frameworks_page(review)
    drop(page, file)
    wait_until(lambda: looked_at(page))
    QTest.keyClick(page.adding.try_it, Qt.Key.Key_Space)
    assert page.trying.isVisible()
    assert "How many?" in visible(page)
    assert "Why none?" not in visible(page)
    part = page.trying.pane.sheets[0].items.part("seen")
    assert isinstance(part, LinePart)
    QTest.keyClicks(part.line.line, "0")
    QTest.keyClick(part.line.line, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert "Why none?" in visible(page)
    page.trying.close_it.click()
    assert page.adding.try_it.hasFocus()
    assert page.adding.add_it.isVisible()
    assert "walk" not in [one.title for one in page.frameworks.names.model.rows]
    page.deleteLater()


def test_a_file_without_questions_offers_nothing_to_try(review: Larkfield, tmp_path: Path) -> None:
    file = tmp_path / "season.yaml"
    file.write_text(SMALL)
    page = frameworks_page(review)
    drop(page, file)
    wait_until(page.adding.add_it.isVisible)
    assert not page.adding.try_it.isVisible()
    page.deleteLater()


def test_a_newer_version_is_told_and_never_changes_the_review(tmp_path: Path, theme: Theme) -> None:
    older = make_bridge(tmp_path, framework=earlier)
    page = frameworks_page(older)
    assert page.bound.words.text().startswith("A newer version, ")
    assert "never changes this review" in page.bound.words.text()
    values = [one.text() for one in page.bound.facts.findChildren(Text, "value")]
    assert "2020.1" in values
    assert f"SHA-256 {older.opened.framework.hash[:16]}" in values
    page.deleteLater()
    older.close()


def earlier() -> LoadedFramework:
    """Load the usual framework as an earlier version of itself."""
    usual = shipped()[0]
    named = f'version: "{usual.framework.version}"'
    assert named in usual.text
    return load_framework(usual.text.replace(named, 'version: "2020.1"', 1), source="earlier.yaml")


def test_a_review_whose_framework_is_not_installed_keeps_its_text(
    tmp_path: Path, theme: Theme
) -> None:
    review = make_bridge(tmp_path, framework=every_item)
    page = frameworks_page(review)
    assert page.bound.words.text().startswith("This framework is not installed here.")
    assert page.frameworks.names.list.current_id == "quality-assurance.yaml"
    page.deleteLater()
    review.close()


def test_a_chosen_file_shows_every_problem_with_its_line_and_remedy(
    review: Larkfield, tmp_path: Path
) -> None:
    file = tmp_path / "season.yaml"
    file.write_text(
        SMALL.replace("licence: CC0 1.0\n", "").replace("targets: [clarity]", "targets: [light]")
    )
    page = frameworks_page(
        review, replace(FileChoice.of(review.session), open=lambda _parent, _kinds: file)
    )
    page.add_button.click()
    wait_until(lambda: looked_at(page))
    assert page.adding.told.text.startswith("season.yaml: Cannot be used: 2 problems")
    rows = page.adding.problems.model.rows
    lines = file.read_text().splitlines()
    target = next(n for n, line in enumerate(lines, 1) if "light" in line)
    assert len(rows) == 2
    assert any(one.title.startswith(f"Line {target}: ") for one in rows)
    assert all(one.second for one in rows)
    assert not page.adding.add_it.isVisible()
    file.write_text(SMALL)
    page.add_button.click()
    wait_until(page.adding.add_it.isVisible)
    page.adding.close_it.click()
    assert page.adding.isHidden()
    assert "Small review" not in [one.title for one in page.frameworks.names.model.rows]
    page.deleteLater()


def test_a_file_that_cannot_be_read_is_refused_in_place(review: Larkfield, tmp_path: Path) -> None:
    page = frameworks_page(review)
    page.adding.look_at(tmp_path / "gone.yaml")
    wait_until(lambda: looked_at(page))
    assert "gone.yaml" in page.adding.told.text
    assert page.adding.problems.isHidden()
    page.deleteLater()


def test_a_published_version_that_was_edited_is_told(review: Larkfield, tmp_path: Path) -> None:
    file = tmp_path / "quality-assurance.yaml"
    file.write_text(f"{shipped()[0].text}\n# a line more\n")
    page = frameworks_page(review)
    page.adding.look_at(file)
    wait_until(lambda: looked_at(page))
    assert "Edited since it was published" in page.adding.told.text
    page.deleteLater()


def test_a_framework_that_is_dropped_and_added_is_listed_survives_a_restart_and_can_be_removed(
    tmp_path: Path, theme: Theme
) -> None:
    review = make_bridge(tmp_path, seed=False)
    file = tmp_path / "season.yaml"
    file.write_text(SMALL)
    page = frameworks_page(review)
    before = len(page.frameworks.names.model.rows)
    add(page, file, "Small review")
    assert "“Small review” (version 1) is added." in page.adding.told.text
    QTest.keyClick(page.adding.see_it, Qt.Key.Key_Space)
    assert page.adding.isHidden()
    assert page.frameworks.names.list.hasFocus()
    QApplication.processEvents()
    assert not page.frameworks.detail.title.visibleRegion().isEmpty()
    row = next(one for one in page.frameworks.names.model.rows if one.title == "Small review")
    assert row.second == "Version 1, British English. Checks clean, added on this laptop."
    page.deleteLater()
    review.close()
    session = Program(clock=review.clock).open(tmp_path / "profile", passphrase=PASSPHRASE)
    opened = session.open(review.opened.id)
    again = Larkfield(Bridge(session, opened), review.clock, review.activities)
    page = frameworks_page(again)
    assert len(page.frameworks.names.model.rows) == before + 1
    page.frameworks.names.list.set_current(row.id)
    page.frameworks.detail.remove.click()
    wait_until(page.frameworks.said.isVisible)
    wait_until(lambda: len(page.frameworks.names.model.rows) == before)
    page.frameworks.said.acted.emit()
    wait_until(lambda: len(page.frameworks.names.model.rows) == before + 1)
    assert page.frameworks.said.isHidden()
    page.deleteLater()
    again.close()


def test_a_spreadsheet_shows_what_it_cannot_carry_over_by_sheet_and_row(
    review: Larkfield, tmp_path: Path
) -> None:
    file = tmp_path / "walk.md"
    file.write_text(FORM)
    page = frameworks_page(review)
    drop(page, file)
    wait_until(lambda: looked_at(page))
    assert "can be added. It asks 2 things." in page.adding.told.text
    [left] = page.adding.leftovers.model.rows
    assert left.title.startswith("Sheet “survey”, row 4: “geopoint” asks for what")
    assert page.adding.leftovers.isVisible()
    assert all("Line" not in one.title for one in page.adding.problems.model.rows)
    add(page, file, "walk")
    drop(page, file)
    wait_until(lambda: "Nothing changed." in page.adding.told.text)
    assert not page.adding.add_it.isVisible()
    assert page.adding.close_it.hasFocus()
    file.write_text(FORM.replace("How many?", "How many pupils?"))
    drop(page, file)
    wait_until(lambda: "Edited" in page.adding.told.text)
    told = [one.title for one in page.adding.problems.model.rows]
    assert sum("is on this laptop with another text" in one for one in told) == 1
    assert not page.adding.add_it.isVisible()
    page.deleteLater()


def test_one_file_is_dropped_at_a_time(review: Larkfield, tmp_path: Path) -> None:
    page = frameworks_page(review)
    assert not drop(page, tmp_path / "one.yaml", tmp_path / "two.yaml")
    assert not drop(page)
    assert page.adding.isHidden()
    page.deleteLater()


def test_what_a_review_uses_cannot_be_removed_and_says_which(tmp_path: Path, theme: Theme) -> None:
    review = make_bridge(tmp_path, seed=False, framework=lambda: small("3"))
    library.add(review.session, small("3"))
    library.add(review.session, small("4"))
    page = frameworks_page(review)
    detail = page.frameworks.detail
    assert page.frameworks.names.list.current_id == "small 3.yaml"
    assert not detail.remove.isEnabled()
    assert review.opened.review.school_name in detail.remove.accessibleDescription()
    page.frameworks.names.list.set_current("small 4.yaml")
    assert detail.remove.isEnabled()
    page.frameworks.names.list.set_current("quality-assurance.yaml")
    assert not detail.remove.isVisible()
    page.deleteLater()
    review.close()


def test_what_changed_since_an_earlier_version_is_told_part_by_part(
    tmp_path: Path, theme: Theme
) -> None:
    review = make_bridge(tmp_path, seed=False, framework=lambda: small("1"))
    reworded = SMALL.replace("It has begun.", "It has begun somewhere.", 1)
    library.add(review.session, small("2", reworded))
    library.add(review.session, small("3", reworded.replace("title: Small review", "title: Small")))
    page = frameworks_page(review)
    changes = page.frameworks.detail.changes
    page.frameworks.names.list.set_current("quality-assurance.yaml")
    assert not changes.isVisible()
    page.frameworks.names.list.set_current("small 2.yaml")
    QApplication.processEvents()
    assert changes.isVisible()
    said = [one.text() for one in changes.findChildren(Text) if one.isVisible()]
    assert "Before: It has begun." in said
    assert "Now: It has begun somewhere." in said
    assert "Scales" in said
    page.frameworks.names.list.set_current("small 3.yaml")
    assert [changes.since.combo.itemText(n) for n in range(changes.since.combo.count())] == [
        "Version 2",
        "Version 1",
    ]
    assert "Before: It has begun." not in [one.text() for one in changes.rows.findChildren(Text)]
    changes.since.chosen.emit(small("1").hash)
    said = [one.text() for one in changes.rows.findChildren(Text)]
    assert {"Before: It has begun.", "Before: Small review", "Now: Small"} <= set(said)
    page.deleteLater()
    review.close()


def test_many_changes_are_shown_a_few_at_first(tmp_path: Path, theme: Theme) -> None:
    usual = shipped()[0]
    text = usual.text.replace(f'"{usual.framework.version}"', '"2027.1"', 1)
    text = text.replace(" pupils ", " learners ")
    review = make_bridge(tmp_path, seed=False)
    library.add(review.session, load_framework(text, source="next.yaml"))
    page = frameworks_page(review)
    page.frameworks.names.list.set_current("quality-assurance 2027.1.yaml")
    changes = page.frameworks.detail.changes
    few = len(changes.rows.findChildren(Text))
    assert changes.more.isVisible()
    QTest.keyClick(changes.more, Qt.Key.Key_Space)
    assert len(changes.rows.findChildren(Text)) > few
    assert not changes.more.isVisible()
    page.deleteLater()
    review.close()


def test_a_framework_is_saved_word_for_word_and_a_form_as_a_spreadsheet_that_comes_back(
    review: Larkfield, tmp_path: Path
) -> None:
    proposed: list[Path] = []
    shown: list[Path] = []

    def save(_parent: QWidget, path: Path) -> Path:
        proposed.append(path)
        return tmp_path / path.name

    files = replace(
        FileChoice.of(review.session), save=save, show=shown.append, folder=lambda: tmp_path
    )
    page = frameworks_page(review, files)
    page.frameworks.names.list.set_current("inspection-areas.yaml")
    detail = page.frameworks.detail
    whole = inspection_areas()
    detail.save.click()
    wait_until(detail.told.isVisible)
    file = tmp_path / f"inspection-areas {whole.framework.version}.yaml"
    assert file.read_text("utf-8") == whole.text
    detail.told.acted.emit()
    assert shown == [file]
    form = next(one for one in whole.framework.forms if one.role == "also")
    bare = next(one for one in whole.framework.forms if not one.items)
    detail.show_form(bare.id)
    assert not detail.save_form.isEnabled()
    detail.show_form(form.id)
    detail.save_form.click()
    wait_until(lambda: ".xlsx" in detail.told.text)
    again, _left = library.read(tmp_path / f"{form.title}.xlsx")
    assert again.framework.form(form.id) == form
    page.deleteLater()


def test_a_place_that_takes_no_file_is_told(review: Larkfield, tmp_path: Path) -> None:
    gone = tmp_path / "gone" / "mine.yaml"
    page = frameworks_page(
        review, replace(FileChoice.of(review.session), save=lambda _parent, _path: gone)
    )
    page.frameworks.detail.save.click()
    wait_until(page.frameworks.detail.told.isVisible)
    assert "mine.yaml" in page.frameworks.detail.told.text
    assert not gone.parent.exists()
    page.deleteLater()


def test_one_press_uses_a_form_beside_the_main_ones_and_undo_takes_it_back(
    review_with_forms: Larkfield,
) -> None:
    review = review_with_forms
    page = frameworks_page(review)
    lesson = review.visit("history")
    form, box = next(iter(page.beside.boxes.items()))
    assert not box.isChecked()
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    review.settle()
    assert form in [one.id for one in answers.forms_of(review.opened, lesson)]
    assert box.isChecked()
    review.bridge.undo()
    review.settle()
    assert form not in [one.id for one in answers.forms_of(review.opened, lesson)]
    assert not box.isChecked()
    box.click()
    review.settle()
    box.click()
    review.settle()
    assert [one.used for one in review.opened.all(ChosenForm)] == [False]
    page.deleteLater()


def test_where_a_framework_has_no_form_to_choose_the_page_says_so(review: Larkfield) -> None:
    page = frameworks_page(review)
    assert not page.beside.boxes
    assert "nothing to choose beside it" in page.beside.words.text()
    page.deleteLater()


def test_a_question_of_the_schools_own_is_written_changed_removed_and_brought_back(
    review: Larkfield,
) -> None:
    page = frameworks_page(review)
    heading = page.questions.heading.choice_ids[1]
    page.questions.heading.set_value(heading)
    write(page.questions, QUESTION)
    review.settle()
    [kept] = answers.own_questions(review.opened, QuestionKind.QUESTION)
    assert (kept.text, kept.heading) == (QUESTION, heading)
    assert page.questions.new.text == ""
    assert not review.opened.drafts
    row = page.questions.rows[kept.id]
    assert QUESTION in row.remove.accessibleName()
    row.sentence.sentence.words.setFocus()
    row.sentence.sentence.words.replace_text("To what extent is it so?", 3)
    QTest.keyClick(row.sentence.sentence.words, Qt.Key.Key_Return)
    review.settle()
    assert review.need(OwnQuestion, kept.id).text == "To what extent is it so?"
    row.remove.click()
    review.settle()
    assert not page.questions.rows
    assert page.questions.said.isVisible()
    page.questions.said.acted.emit()
    review.settle()
    assert not page.questions.said.isVisible()
    assert list(page.questions.rows) == [kept.id]
    assert page.questions.rows[kept.id].sentence.text == "To what extent is it so?"
    page.deleteLater()


def test_questions_and_extra_criteria_stand_apart_in_the_order_they_were_written(
    review: Larkfield,
) -> None:
    page = frameworks_page(review)
    for words in ("The first of two?", "The second of two?"):
        write(page.questions, words)
        review.settle()
    write(page.criteria, "Every pupil has someone to turn to")
    review.settle()
    opened = review.opened
    questions = answers.own_questions(opened, QuestionKind.QUESTION)
    assert [one.text for one in questions] == ["The first of two?", "The second of two?"]
    assert list(page.questions.rows) == [one.id for one in questions]
    criteria = answers.own_questions(opened, QuestionKind.CRITERION)
    assert list(page.criteria.rows) == [one.id for one in criteria]
    page.deleteLater()


def test_a_question_left_in_mid_sentence_is_there_again(review: Larkfield) -> None:
    page = frameworks_page(review)
    page.questions.new.sentence.words.setFocus()
    QTest.keyClicks(page.questions.new.sentence.words, "To what ext")
    page.leave()
    review.settle()
    assert not answers.own_questions(review.opened, QuestionKind.QUESTION)
    again = FrameworksPage(review.bridge)
    assert again.questions.new.text == "To what ext"
    again.deleteLater()
    page.questions.new.abandon()
    page.deleteLater()


def test_a_question_that_is_kept_leaves_no_draft_behind(review: Larkfield) -> None:
    page = frameworks_page(review)
    words = page.questions.new.sentence.words
    words.setFocus()
    QTest.keyClicks(words, QUESTION)
    page.questions.flush()
    review.settle()
    assert len(review.session.open(review.opened.id).drafts) == 1
    QTest.keyClick(words, Qt.Key.Key_Return)
    review.settle()
    assert not review.session.open(review.opened.id).drafts
    page.deleteLater()


def test_an_emptied_question_is_refused_in_place_and_stays(review: Larkfield) -> None:
    page = frameworks_page(review)
    write(page.questions, QUESTION)
    review.settle()
    [row] = page.questions.rows.values()
    row.sentence.sentence.words.setFocus()
    row.sentence.sentence.words.replace_text("", 0)
    QTest.keyClick(row.sentence.sentence.words, Qt.Key.Key_Return)
    review.settle()
    assert row.sentence.error
    [kept] = answers.own_questions(review.opened, QuestionKind.QUESTION)
    assert kept.text == QUESTION
    row.sentence.abandon()
    page.deleteLater()


def test_who_does_not_lead_reads_and_cannot_change(
    review_with_forms: Larkfield,
) -> None:
    review = review_with_forms
    page = frameworks_page(review)
    write(page.questions, QUESTION)
    review.settle()
    other = next(one.person for one in review.opened.people() if one.person != review.opened.me)
    review.opened.me = other
    page.enter()
    [row] = page.questions.rows.values()
    assert not row.sentence.isVisible()
    assert not row.remove.isVisible()
    assert not page.questions.new.isVisible()
    assert "Only the lead reviewer" in page.questions.words.text()
    assert all(not box.isEnabled() for box in page.beside.boxes.values())
    assert all(box.accessibleDescription() for box in page.beside.boxes.values())
    page.deleteLater()


def test_the_page_goes_back_to_settings(review: Larkfield) -> None:
    page = frameworks_page(review)
    wanted: list[str] = []
    page.wants.connect(lambda page_id, _record: wanted.append(page_id))
    page.back.click()
    assert wanted == ["settings"]
    page.deleteLater()


def test_settings_name_the_framework_of_this_review_and_lead_to_the_page(
    review: Larkfield, theme: Theme
) -> None:
    page = SettingsPage(review.bridge, theme)
    framework = review.opened.framework.framework
    said = [one.text() for one in page.frameworks.findChildren(Text)]
    assert any(framework.title in one and framework.version in one for one in said)
    wanted: list[str] = []
    page.wants.connect(lambda page_id, _record: wanted.append(page_id))
    page.frameworks.show_all.click()
    assert wanted == ["frameworks"]
    page.deleteLater()


def test_settings_offer_what_a_newer_version_changed_and_apply_nothing(
    tmp_path: Path, theme: Theme
) -> None:
    review = make_bridge(tmp_path, seed=False, framework=lambda: small("2"))
    kept = review.opened.framework
    library.add(review.session, small("1"))
    settings = SettingsPage(review.bridge, theme)
    show(settings, review)
    settings.enter()
    answered: list[object] = []
    # Errands are two at a time, so that what was asked before may come after: it is waited for by asking again.
    review.bridge.ask(lambda: library.usable(review.session)).then(answered.append)
    wait_until(lambda: bool(answered))
    review.settle()
    assert not settings.frameworks.see_changes.isVisible()
    library.add(
        review.session, small("3", SMALL.replace("It has begun.", "It has begun somewhere."))
    )
    library.add(review.session, small("2.1"))
    settings.enter()
    wait_until(settings.frameworks.see_changes.isVisible)
    assert settings.frameworks.newer.text() == (
        "A newer version, 3, is on this laptop. This review keeps the text it began with."
    )
    wanted: list[tuple[str, str]] = []
    settings.wants.connect(lambda page_id, record: wanted.append((page_id, record)))
    QTest.keyClick(settings.frameworks.see_changes, Qt.Key.Key_Space)
    assert wanted == [("frameworks", "changes")]
    page = FrameworksPage(review.bridge)
    show(page, review)
    page.enter(wanted[0][1])
    changes = page.frameworks.detail.changes
    wait_until(changes.since.combo.hasFocus)
    assert page.frameworks.names.list.current_id == "small 3.yaml"
    # The version in between is not what this review began with.
    assert changes.since.value == kept.hash
    said = [one.text() for one in changes.rows.findChildren(Text)]
    assert {"Before: It has begun.", "Now: It has begun somewhere."} <= set(said)
    wait_until(lambda: not changes.since.visibleRegion().isEmpty())
    review.settle()
    assert review.opened.framework is kept
    assert review.opened.review.framework_version == "2"
    page.deleteLater()
    settings.deleteLater()
    review.close()


def test_the_page_offers_what_changed_beside_what_this_review_keeps(
    tmp_path: Path, theme: Theme
) -> None:
    review = make_bridge(tmp_path, seed=False, framework=lambda: small("2"))
    library.add(review.session, small("2"))
    page = frameworks_page(review)
    assert not page.bound.see_changes.isVisible()
    library.add(review.session, small("3"))
    page.frameworks.read()
    wait_until(page.bound.see_changes.isVisible)
    QTest.keyClick(page.bound.see_changes, Qt.Key.Key_Space)
    assert page.frameworks.names.list.current_id == "small 3.yaml"
    assert page.frameworks.detail.changes.isVisible()
    page.deleteLater()
    review.close()


def test_the_page_is_found_by_a_command_and_keeps_settings_marked_on_the_rail(
    tmp_path: Path, theme: Theme
) -> None:
    with opened_window(tmp_path, theme) as shown:
        shown.wait_for_page("today")
        way = next(one for one in shown.window.commands() if one.id == "go.frameworks")
        way.run()
        assert shown.window.current_page == "frameworks"
        assert shown.window.rail.button("settings").isChecked()


def test_the_schools_own_questions_stand_beside_the_notes_of_a_visit(review: Larkfield) -> None:
    side = VisitSide(review.bridge)
    side.show_activity(review.activities["history"], ())
    assert side.own_questions.isHidden()
    review.bridge.do(answers.add_question, QuestionKind.QUESTION, "provision", QUESTION)
    review.bridge.do(answers.add_question, QuestionKind.CRITERION, "provision", "Someone to ask")
    review.settle()
    side.show_activity(review.activities["history"], ())
    assert side.own_questions.lines == (QUESTION,)
    assert side.own_criteria.lines == ("Someone to ask",)
    assert not side.own_questions.isHidden()
    side.deleteLater()


@pytest.mark.parametrize("size", SIZES)
def test_it_fits_every_screen_with_forms_questions_and_problems(
    review_with_forms: Larkfield,
    theme: Theme,
    qapp: QApplication,
    tmp_path: Path,
    size: tuple[int, int, float],
) -> None:
    width, height, scale = size
    theme.apply(qapp, "light", scale)
    page = frameworks_page(review_with_forms)
    page.resize(width, height)
    write(page.questions, f"{QUESTION} {QUESTION}")
    file = tmp_path / "season.yaml"
    file.write_text(SMALL.replace("licence: CC0 1.0\n", ""))
    page.adding.look_at(file)
    wait_until(lambda: looked_at(page))
    review_with_forms.settle()
    assert too_wide(page) == []
    assert nameless(page) == []
    page.deleteLater()
    theme.apply(qapp, "light", 1.0)
