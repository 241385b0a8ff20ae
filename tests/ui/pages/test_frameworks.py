"""Frameworks: everything installed can be looked at and tried, and a newer version changes no review."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer_app.frameworks.shipped import shipped
from reviewer_app.review import library
from reviewer_app.ui.components.file_choice import FileChoice
from reviewer_app.ui.components.form_writing import LinePart
from reviewer_app.ui.pages.frameworks import FrameworksPage
from reviewer_app.ui.pages.settings import SettingsPage
from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import Text
from tests.frameworks.small import SMALL
from tests.ui.forms import every_item
from tests.ui.pages.framework_pages import (
    FORM,
    drop,
    earlier,
    frameworks_page,
    inspection_areas,
    looked_at,
    small,
    texts,
    visible,
)
from tests.ui.pages.looks import show
from tests.ui.shell.windows import opened_window
from tests.ui.support import Larkfield, make_bridge, wait_until


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
    detail.form.combo.setFocus()
    commands["frameworks.try"].run()
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Escape)
    assert not page.trying.isVisible()
    assert detail.form.combo.hasFocus()
    page.deleteLater()


def test_the_forms_of_a_file_are_tried_before_it_is_added(
    review: Larkfield, tmp_path: Path
) -> None:
    file = tmp_path / "walk.md"
    file.write_text(FORM)
    page = frameworks_page(review)
    drop(page, file)
    wait_until(lambda: looked_at(page))
    page.adding.try_it.setFocus()
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


def test_a_review_whose_framework_is_not_installed_keeps_its_text(
    tmp_path: Path, theme: Theme
) -> None:
    review = make_bridge(tmp_path, framework=every_item)
    page = frameworks_page(review)
    assert page.bound.words.text().startswith("This framework is not installed here.")
    assert page.frameworks.names.list.current_id == "quality-assurance.yaml"
    page.deleteLater()
    review.close()


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
