"""Settings: everything holds at once, and what cannot be done is said."""

from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from reviewer_app.app import Program
from reviewer_app.model.words import Told
from reviewer_app.review import capture, photo_taking, recovery, report_look, safeguarding
from reviewer_app.store import drafts
from reviewer_app.ui.pages.settings import SettingsPage
from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import Text
from reviewer_app.vault.authority import Authority
from tests.ui.pages.looks import show
from tests.ui.support import Larkfield, wait_until

NEW = "four lamps in the far meadow"


def settings_page(review: Larkfield, theme: Theme) -> SettingsPage:
    page = SettingsPage(review.bridge, theme)
    show(page, review)
    page.enter()
    wait_until(lambda: bool(page.recovery.check.text()))
    return page


def test_theme_and_text_size_hold_at_once_and_are_remembered(
    review: Larkfield, theme: Theme, qapp: QApplication
) -> None:
    page = settings_page(review, theme)
    page.look.themes.chosen.emit("dark")
    page.look.sizes.chosen.emit("1.5")
    assert (theme.name, theme.scale) == ("dark", 1.5)
    wait_until(lambda: review.session.setting("text_size") == 1.5)
    assert review.session.setting("theme") == "dark"
    theme.apply(qapp, "light", 1.0)
    assert page.look.themes.value == "light"
    page.deleteLater()


def test_a_backup_says_what_is_missing_here_before_it_brings_it_back(
    review: Larkfield, theme: Theme, tmp_path: Path
) -> None:
    session, opened = review.session, review.opened
    draft: dict[str, str | int] = {
        "review": opened.id,
        "place": "note:1",
        "text": "Not finished",
        "cursor": 12,
        "extra": "{}",
        "position": opened.position,
        "started_at": "2026-11-18T10:17:00+00:00",
        "saved_at": "2026-11-18T10:17:00+00:00",
    }
    session.database.local(capture.keep_draft, draft).result()
    made = session.back_up()
    session.database.local(drafts.drop, opened.id, "note:1").result()
    page = settings_page(review, theme)
    part = page.backups
    page.resize(860, 470)
    wait_until(lambda: [one.id for one in part.model.rows] == [str(made.path)])
    [command] = [one for one in page.commands() if one.id == "settings.backup"]
    command.run()
    wait_until(lambda: not part.list.visibleRegion().isEmpty())
    part.list.opened.emit(part.model.rows[0].id)
    wait_until(
        lambda: part.told.text == "1 draft would come back. Nothing that is here is changed."
    )
    assert session.database.ask(drafts.of_review, opened.id).result() == []
    part.told.acted.emit()
    wait_until(lambda: part.told.text == "1 draft came back.")
    [back] = session.database.ask(drafts.of_review, opened.id).result()
    assert back.text == "Not finished"
    part.look(made.path)
    wait_until(lambda: part.told.text == "Nothing is missing here.")
    stranger = tmp_path / "letter.db"
    stranger.write_bytes(b"Dear Helen")
    part.look(stranger)
    wait_until(lambda: "is not a backup of this encrypted file" in part.told.text)
    assert part.other.isEnabled()
    page.deleteLater()


def test_frameworks_are_in_sight_on_opening_on_a_small_laptop(
    review: Larkfield, theme: Theme, qapp: QApplication
) -> None:
    page = settings_page(review, theme)
    page.resize(860, 470)
    for _round in range(3):
        qapp.processEvents()
    part = page.frameworks
    assert part.visibleRegion().boundingRect() == part.rect()
    page.deleteLater()


def test_the_language_of_the_report_is_chosen_in_the_settings(
    review: Larkfield, theme: Theme
) -> None:
    page = settings_page(review, theme)
    part = page.report_language
    assert part.languages.value == "en-GB"
    part.languages.chosen.emit("cy+en")
    review.settle()
    assert review.opened.review.report_language == "cy+en"
    assert part.languages.value == "cy+en"
    part.languages.chosen.emit("fr")
    review.settle()
    assert part.languages.value == "cy+en"
    assert "fr" in part.told.text
    page.deleteLater()


def test_the_safeguarding_lead_is_named_in_the_settings(review: Larkfield, theme: Theme) -> None:
    page = settings_page(review, theme)
    for name, typed in (
        ("safeguarding_lead", "Owen Pryce"),
        ("safeguarding_place", "Room 4"),
        ("safeguarding_number", "01632 960147"),
    ):
        line = page.safeguarding.fields[name].line
        line.setFocus()
        line.setText(typed)
        line.editingFinished.emit()
        review.settle()
        assert getattr(review.opened.review, name) == typed
    page.safeguarding.fields["safeguarding_number"].line.setText("0" * 41)
    page.safeguarding.fields["safeguarding_number"].line.editingFinished.emit()
    review.settle()
    assert page.safeguarding.fields["safeguarding_number"].error
    assert review.opened.review.safeguarding_number == "01632 960147"
    page.deleteLater()


def test_the_passphrase_is_changed_in_place(
    review: Larkfield, theme: Theme, tmp_path: Path
) -> None:
    page = settings_page(review, theme)
    page.passphrase.change.click()
    page.passphrase.fields.first.line.setText("short")
    page.passphrase.keep.click()
    assert page.passphrase.fields.first.error
    for field in (page.passphrase.fields.first, page.passphrase.fields.second):
        field.line.setText(NEW)
    page.passphrase.keep.click()
    wait_until(page.passphrase.told.isVisible)
    assert page.passphrase.fields.first.value == ""
    page.deleteLater()
    review.settle()
    review.session.close()
    Program(keyring=lambda: None).open(tmp_path / "profile", passphrase=NEW).close()


def test_a_proved_code_can_be_replaced(review: Larkfield, theme: Theme) -> None:
    recovery.mark_proved(review.session)
    page = settings_page(review, theme)
    wait_until(lambda: page.recovery.check.text() == "Make a new code")
    page.recovery.check.click()
    proof = page.recovery.proof
    proof.renew.click()
    wait_until(proof.code.isVisible)
    assert len(proof.code.groups.groups) == 9
    assert not recovery.is_proved(review.session)
    page.deleteLater()


def test_for_the_sample_alone_no_code_is_asked_for(review: Larkfield, theme: Theme) -> None:
    recovery.defer_code(review.session)
    page = SettingsPage(review.bridge, theme)
    show(page, review)
    page.enter()
    wait_until(lambda: any("first real review" in one.text() for one in page.findChildren(Text)))
    assert not page.recovery.check.isVisible()
    recovery.new_code(review.session)
    page.enter()
    wait_until(page.recovery.check.isVisible)
    assert page.recovery.check.text() == "Check it now"
    page.deleteLater()


def test_reports_are_given_a_logo_and_a_colour(
    review: Larkfield, theme: Theme, tmp_path: Path
) -> None:
    page, logo = settings_page(review, theme), tmp_path / "logo.png"
    part = page.report_look
    picture = QImage(40, 20, QImage.Format.Format_RGB32)
    picture.fill("navy")
    picture.save(str(logo))
    part.whose.line.setText("Larkfield")
    part.choose_file(logo)
    wait_until(part.drop.isVisible)
    part.colour.line.setText("#ffd400")
    part.colour.line.editingFinished.emit()
    wait_until(part.told.isVisible)
    kept = report_look.kept_look(review.session)
    assert (bool(kept.logo), kept.logo_of) == (True, "Larkfield")
    assert part.colour.value == kept.colour != "#ffd400"
    part.colour.line.setText("yellow")
    part.colour.line.editingFinished.emit()
    wait_until(lambda: bool(part.colour.error))
    part.whose.line.setText("Anyshire Partnership")
    part.whose.line.editingFinished.emit()
    wait_until(lambda: report_look.kept_look(review.session).logo_of == "Anyshire Partnership")
    part.choose_file(tmp_path / "nowhere.png")
    wait_until(part.told.isVisible)
    part.drop.click()
    wait_until(lambda: not part.drop.isVisible())
    assert report_look.kept_look(review.session).colour == kept.colour
    page.deleteLater()


def test_a_file_that_is_no_certificate_is_said(
    review: Larkfield, theme: Theme, tmp_path: Path
) -> None:
    wrong = tmp_path / "letter.p12"
    wrong.write_text("Dear Helen", encoding="utf-8")
    page = settings_page(review, theme)
    page.certificate.choose_file(wrong)
    page.certificate.take.click()
    wait_until(page.certificate.told.isVisible)
    assert page.certificate.choose.isVisible()
    page.deleteLater()


def test_the_office_is_asked_for_a_certificate_and_its_answer_taken_up(
    review: Larkfield, theme: Theme, tmp_path: Path
) -> None:
    page = settings_page(review, theme)
    part, asked, answer = page.certificate, tmp_path / "mine.csr", tmp_path / "mine.pem"
    part.write_request(asked)
    wait_until(part.told.isVisible)
    assert "mine.csr" in part.told.text
    now = review.session.clock()
    office = Authority.create("Larkfield Peer Review", now=now)
    answer.write_bytes(office.issue(asked.read_bytes(), "Helen Marsh", now=now))
    part.choose_file(answer)
    wait_until(lambda: "from now on" in part.told.text)
    assert any(one.text().startswith("Issued to Helen Marsh") for one in part.findChildren(Text))
    page.deleteLater()


def test_photos_are_switched_on_by_who_leads_with_who_allowed_them(
    review: Larkfield, theme: Theme
) -> None:
    page = settings_page(review, theme)
    photos = page.photos
    assert photos.stands.text() == "Photos are off."
    photos.switch.click()
    review.settle()
    assert "nobody is named" in photos.by.error
    assert not photo_taking.is_allowed(review.opened.review)
    photos.by.line.setText("the programme office")
    photos.switch.click()
    review.settle()
    assert photo_taking.is_allowed(review.opened.review)
    assert photos.stands.text() == (
        "Photos are on: allowed on 18 November 2026 by the programme office."
    )
    assert photos.by.error == ""
    assert not photos.by.isVisible()
    photos.switch.click()
    review.settle()
    assert not photo_taking.is_allowed(review.opened.review)
    assert photos.by.isVisible()
    page.deleteLater()


def test_who_does_not_lead_is_told_why_photos_cannot_be_switched(
    review: Larkfield, theme: Theme
) -> None:
    other = next(one for one in review.opened.people() if one.person != review.opened.me)
    review.opened.me = other.person
    page = settings_page(review, theme)
    assert "Ask the lead reviewer" in page.photos.switch.disabled_reason
    assert not page.photos.by.control.isEnabled()
    page.deleteLater()


def test_a_concern_that_was_told_is_listed_with_its_time_and_role_and_no_more(
    review: Larkfield, theme: Theme
) -> None:
    page = settings_page(review, theme)
    assert not page.safeguarding.told.isVisible()
    review.bridge.do(safeguarding.tell, Told.SAFEGUARDING_LEAD)
    review.settle()
    assert page.safeguarding.told.isVisible()
    assert page.safeguarding.told.text() == (
        "18 November 2026 at 12:31: You told the safeguarding lead"
    )
    page.deleteLater()
