"""A framework comes on the laptop from a file, is compared, saved, and goes again unless a review uses it."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from reviewer_app.app import Program
from reviewer_app.frameworks.load import load_framework
from reviewer_app.frameworks.shipped import shipped
from reviewer_app.review import library
from reviewer_app.ui.components.file_choice import FileChoice
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import Text
from tests.frameworks.small import SMALL
from tests.ui.pages.framework_pages import (
    FORM,
    add,
    drop,
    frameworks_page,
    inspection_areas,
    looked_at,
    small,
)
from tests.ui.support import PASSPHRASE, Larkfield, make_bridge, wait_until


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
    again = library.read(tmp_path / f"{form.title}.xlsx")
    assert again.loaded.framework.form(form.id) == form
    page.adding.look_at(tmp_path / f"{form.title}.xlsx")
    wait_until(lambda: f"the form “{form.title}” alone" in page.adding.told.text)
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
