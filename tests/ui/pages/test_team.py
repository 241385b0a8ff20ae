"""Team: handing over and gathering with one button each, and who belongs to it."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer_app.model.changes import write_change
from reviewer_app.model.standing import Standing
from reviewer_app.review import capture, exchange, joining, membership, team
from reviewer_app.review.exchange_rounds import BOTH
from reviewer_app.review.held_back import Held, HeldBack
from reviewer_app.review.undecided import Undecided, Unread, unread
from reviewer_app.store import journal
from reviewer_app.ui.components.first_run_join import JoinStep
from reviewer_app.ui.components.team_member import TeamMember
from reviewer_app.ui.components.team_undecided import MOST
from reviewer_app.ui.components.team_words import held_row_words
from reviewer_app.ui.models.waiting_model import NOTE_PLACE
from reviewer_app.ui.pages.team import NOTES, PAST, PEOPLE, PLACE, VIEWS, TeamPage
from reviewer_app.ui.theme import Theme
from tests.servers import ACCESS, Running, running
from tests.store.keyrings import MemoryBackend, keyring_over
from tests.ui.pages.looks import SIZES, show
from tests.ui.support import Larkfield, WallClock, make_session, wait_until

__all__ = ["running"]


def team_page(review: Larkfield) -> TeamPage:
    page = TeamPage(review.bridge)
    show(page, review)
    page.enter()
    wait_until(lambda: bool(page.standing.model.rows))
    return page


def at_a_stick(review: Larkfield, tmp_path: Path) -> tuple[TeamPage, Path]:
    """A page whose review is handed over to a folder."""
    page, folder = team_page(review), tmp_path / "stick"
    folder.mkdir()
    page.place.use(str(folder))
    wait_until(lambda: "stick" in page.ahead.text)
    return page, folder


def says(page: TeamPage, words: str) -> None:
    wait_until(lambda: words in page.rounds.result.text and page.bridge.exchanging.ways is None)


def test_it_says_whose_notes_are_in_and_up_to_when(review: Larkfield) -> None:
    page = team_page(review)
    rows = {one.title: one.second for one in page.standing.model.rows}
    assert rows["Helen Marsh"] == "You, up to 11:44 on 18 November"
    assert rows["Asha"] == rows["Tom"] == "Nothing in yet"
    page.deleteLater()


@pytest.mark.parametrize("size", SIZES)
def test_what_stands_who_is_missing_and_the_buttons_are_seen_in_every_view_without_scrolling(
    review: Larkfield, theme: Theme, qapp: QApplication, size: tuple[int, int, float]
) -> None:
    width, height, scale = size
    theme.apply(qapp, "light", scale)
    page = team_page(review)
    page.resize(width, height)
    QApplication.processEvents()
    assert page.header.subtitle.endswith("Nothing is in yet from Asha and Tom.")
    buttons = (page.gather_button, page.hand_over_button, page.both_button)
    for view in VIEWS:
        page.show_view(view)
        QApplication.processEvents()
        for part in (page.header, page.views, *buttons):
            assert part.visibleRegion().boundingRect() == part.rect(), (view, part)
        assert len({one.y() for one in buttons}) == 1
        # At least a half of the page is left for what the view is about.
        assert page.scroller.height() > height / 2
    page.show_view(NOTES)
    QApplication.processEvents()
    if scale == 1.0:
        rows = page.standing.list
        assert rows.visibleRegion().boundingRect() == rows.rect()
    page.deleteLater()


def test_where_no_place_is_chosen_one_press_leads_to_where_it_is(review: Larkfield) -> None:
    page = team_page(review)
    wait_until(lambda: page.ahead.text.startswith("No place is chosen yet"))
    page.ahead.acted.emit()
    assert page.view == PLACE
    assert page.place.folder.isVisible()
    page.deleteLater()


def test_the_view_is_kept_and_someone_is_opened_from_whose_notes_are_in(review: Larkfield) -> None:
    page = team_page(review)
    page.resize(877, 440)
    [tom] = [one.id for one in page.standing.model.rows if one.title == "Tom"]
    page.standing.list.opened.emit(tom)
    member = page.roster.member
    wait_until(lambda: member.name.text() == "Tom" and page.view == PEOPLE)
    for _round in range(5):
        QApplication.processEvents()
    assert member.visibleRegion().boundingRect() == member.rect()
    other = team_page(review)
    other.remember(page.memory())
    assert other.view == PEOPLE
    other.enter("")
    assert other.view == PEOPLE
    other.enter(PAST)
    assert other.views.value == PAST
    other.deleteLater()
    page.deleteLater()


def test_handing_over_says_how_much_went_and_the_second_time_that_all_is_there(
    review: Larkfield, tmp_path: Path
) -> None:
    page, folder = at_a_stick(review, tmp_path)
    assert page.ahead.text == "Of yours, 14 notes would go to stick."
    assert page.header.subtitle == (
        "Not yet handed over: 14 notes. Nothing is in yet from Asha and Tom."
    )
    page.hand_over()
    # Counted as before it went: what lies in them besides is no note.
    says(page, "Handed over: 14 notes, checked.")
    assert list(folder.iterdir())
    wait_until(lambda: page.ahead.text == "Nothing of yours waits to go to stick.")
    assert page.header.subtitle.startswith("Everything of yours is handed over, at 12:31. ")
    page.hand_over()
    says(page, "Everything of yours lies there already.")
    wait_until(lambda: len(page.past.model.rows) == 2)
    assert page.past.model.rows[1].title == "12:31"
    assert page.past.model.rows[1].second == "14 notes handed over."
    page.deleteLater()


def test_a_press_before_it_is_known_where_is_not_lost(review: Larkfield, tmp_path: Path) -> None:
    page, _folder = at_a_stick(review, tmp_path)
    review.bridge.exchanging.standing = None
    page.hand_over()
    review.bridge.exchanging.look()
    says(page, "Handed over: ")
    page.deleteLater()


def test_what_would_come_is_said_of_each_and_one_press_brings_it(
    review: Larkfield, tmp_path: Path
) -> None:
    page, folder = at_a_stick(review, tmp_path)
    ben = make_session(tmp_path / "ben", WallClock(), "Ben")
    team.set_up_team(review.session, review.opened.id, [team.my_card(ben)])
    review.bridge.refresh()
    page.hand_over()
    says(page, "Handed over: ")
    setup = team.set_up_team(review.session, review.opened.id, [team.my_card(ben)])
    shared = team.join(ben, setup)
    exchange.gather(ben, shared, str(folder))
    visit = review.activities["english"]
    ben.do(ben.open(shared), capture.commit_note, visit, "Ben saw it too.")
    exchange.hand_over(ben, shared, str(folder))
    ben.close()
    page.ahead.look_ahead()
    says(page, "1 note of Ben’s would come in.")
    page.hand_over_and_gather()
    says(page, "1 note came in from Ben.")
    wait_until(lambda: "Ben saw it too." in [one.text for one in review.opened.notes_of(visit)])
    page.deleteLater()


def test_a_folder_that_is_gone_is_said_and_the_buttons_stand_again(
    review: Larkfield, tmp_path: Path
) -> None:
    page = team_page(review)
    page.place.use(str(tmp_path / "gone"))
    says(page, "is not there")
    page, folder = at_a_stick(review, tmp_path)
    folder.rmdir()
    page.gather()
    says(page, "is not there")
    assert page.result.visibleRegion().contains(page.result.rect())
    page.hide()
    page.show()
    assert page.result.isHidden()
    assert page.gather_button.isEnabled()
    assert page.both_button.isEnabled()
    page.deleteLater()


def test_address_is_looked_at_before_it_is_kept_and_its_password_is_left_nowhere(
    review: Larkfield, running: Running
) -> None:
    keyring = keyring_over(MemoryBackend())
    review.session.keyring = lambda: keyring
    page = team_page(review)
    page.place.ask_address()
    sheet, address = page.place.sheet, running("rclone-webdav").address
    fields = sheet.fields
    fields.address.line.setText(address)
    fields.user.line.setText(ACCESS.user)
    fields.secret.line.setText("wrong")
    QTest.keyClick(fields.user.line, Qt.Key.Key_Return)
    wait_until(lambda: "did not accept the name or the password" in fields.secret.error)
    assert (fields.address.value, fields.address.error) == (address, "")
    assert fields.secret.line.hasFocus()
    QTest.keyClicks(fields.secret.line, ACCESS.secret)
    QTest.keyClick(fields.secret.line, Qt.Key.Key_Return)
    says(page, "answers, and nothing of this review lies there yet.")
    assert (sheet.isHidden(), fields.secret.value, fields.user.value) == (True, "", "")
    page.hand_over_and_gather()
    says(page, "Handed over: ")
    # Asked again, the address in use need not be typed again.
    page.place.ask_address()
    assert (fields.address.value, fields.secret.value) == (address, "")
    QTest.keyClick(fields.address.line, Qt.Key.Key_Escape)
    assert (sheet.isHidden(), fields.address.value) == (True, "")
    page.place.forget.click()
    wait_until(page.place.forget.isHidden)
    page.deleteLater()


@pytest.mark.parametrize("size", SIZES)
def test_what_an_address_is_asked_for_and_what_uses_it_are_in_sight_together(
    review: Larkfield, theme: Theme, qapp: QApplication, size: tuple[int, int, float]
) -> None:
    width, height, scale = size
    theme.apply(qapp, "light", scale)
    page = team_page(review)
    page.resize(width, height)
    page.show_view(PLACE)
    page.place.by_address.setFocus()
    page.place.by_address.click()
    sheet = page.place.sheet
    for field in (sheet.fields.address, sheet.fields.user, sheet.fields.secret):
        for _turn in range(3):
            QApplication.processEvents()
        assert field.line.hasFocus()
        for part in (field.line, sheet.keep, sheet.cancel):
            assert part.visibleRegion().boundingRect() == part.rect(), (field, part)
        QTest.keyClick(field.line, Qt.Key.Key_Tab)
    QTest.keyClick(sheet.fields.secret.line, Qt.Key.Key_Escape)
    assert sheet.isHidden()
    assert page.place.by_address.hasFocus()
    page.deleteLater()


def test_it_goes_by_itself_once_that_is_ticked_and_rests_when_paused(
    review: Larkfield, tmp_path: Path
) -> None:
    page, _folder = at_a_stick(review, tmp_path)
    page.show_view(PLACE)
    assert page.place.state.isHidden()
    page.place.automatic.click()
    wait_until(page.place.pause.isVisible)
    assert page.place.state.text() == "It goes by itself, every few minutes."
    page.place.pause.click()
    wait_until(lambda: page.place.state.text().startswith("Paused: "))
    assert page.place.pause.text() == "Go on"
    # What a folder needs no network for is not asked.
    assert page.place.metered.isHidden()
    page.deleteLater()


def test_what_was_found_at_a_place_is_no_news_once_it_went_by_itself(
    review: Larkfield, tmp_path: Path
) -> None:
    page, folder = at_a_stick(review, tmp_path)
    assert page.result.text.endswith("nothing was sent.")
    page.bridge.exchanging.start(BOTH, by_itself=True)
    wait_until(page.result.isHidden)
    assert list(folder.glob("*.rvb"))
    page.deleteLater()


def test_what_could_not_go_by_itself_is_said_where_that_is_allowed(
    review: Larkfield, tmp_path: Path
) -> None:
    page, folder = at_a_stick(review, tmp_path)
    page.show_view(PLACE)
    shutil.rmtree(folder)
    page.bridge.exchanging.allow(automatic=True)
    wait_until(page.place.state.isVisible)
    page.bridge.exchanging.start(BOTH, by_itself=True)
    wait_until(lambda: page.place.state.text().startswith("It could not go at "))
    assert page.place.state.text().endswith("stick is not there. It is tried again by itself.")
    page.deleteLater()


def test_what_is_still_being_written_is_not_said_to_be_handed_over(
    review: Larkfield, tmp_path: Path
) -> None:
    page, _folder = at_a_stick(review, tmp_path)
    review.bridge.keep_draft(f"{NOTE_PLACE}x", "Half a th", 9)
    page.hand_over()
    says(page, "Handed over")
    wait_until(lambda: page.header.subtitle.startswith("Everything of yours is handed over"))
    assert page.header.subtitle.endswith("Still here: 1 note being written.")
    page.deleteLater()


def test_people_are_added_by_their_cards_with_one_file(review: Larkfield, tmp_path: Path) -> None:
    page = team_page(review)
    ben = make_session(tmp_path / "ben", WallClock(), "Ben")
    card, setup = tmp_path / "Ben.card", tmp_path / "team.review"
    team.write_card(ben, card)
    page.people.set_up([card], setup)
    wait_until(lambda: any(one.title == "Ben" for one in page.standing.model.rows))
    assert team.join(ben, setup.read_bytes()) == review.opened.id
    # Whoever lost it is given the same again, without a card.
    again = tmp_path / "again.review"
    assert page.people.why_not_save() == ""
    page.people.set_up((), again)
    wait_until(again.exists)
    assert team.join(ben, again.read_bytes()) == review.opened.id
    ben.close()
    page.deleteLater()


def test_a_file_that_could_not_be_added_is_listed_with_its_reason(
    review: Larkfield, tmp_path: Path
) -> None:
    page, folder = at_a_stick(review, tmp_path)
    page.hand_over()
    says(page, "Handed over: ")
    bundle = max(folder.iterdir(), key=lambda one: one.stat().st_size)
    stranger = bundle.with_name(bundle.name[:-10] + "zzzzz" + bundle.suffix)
    stranger.write_bytes(bundle.read_bytes()[:200])
    page.gather()
    says(page, "could not be added")
    wait_until(lambda: bool(page.refused.files.model.rows))
    assert page.refused.isVisible()
    [row] = page.refused.files.model.rows
    assert row.title == f"Helen Marsh: {stranger.name}"
    assert row.second
    stranger.unlink()
    shutil.copy(bundle, stranger)
    page.refused.try_again.click()
    wait_until(page.refused.isHidden)
    page.deleteLater()


def test_someone_without_a_card_is_invited_and_added_once_five_words_agree(
    review: Larkfield, tmp_path: Path
) -> None:
    page = team_page(review)
    page.show_view(PEOPLE)
    inviting = page.people.inviting
    ben = make_session(tmp_path / "ben", WallClock(), "Ben")
    stick = tmp_path / "stick"
    stick.mkdir()
    invitation = stick / "invitation.rvi"
    inviting.write_invitation(invitation)
    wait_until(invitation.exists)
    join = JoinStep(ben, review.bridge.ask)
    joined: list[str] = []
    join.joined.connect(joined.append)
    join.open_file(invitation)
    wait_until(lambda: bool(join.five.words.text()))
    # On a small laptop, from the button that opens an answer.
    page.resize(1064, 480)
    page.scroller.ensureWidgetVisible(inviting.take)
    inviting.take.setFocus()
    inviting.open_answer(stick / "Answer of Ben.rva")
    card = inviting.five
    wait_until(lambda: card.visibleRegion().boundingRect().height() >= card.sizeHint().height())
    assert inviting.five.words.text() == join.five.words.text()
    assert inviting.five.title.text() == "Ben answered your invitation"
    assert "Ben" not in [one.name for one in review.opened.people()]
    inviting.same.click()
    wait_until(lambda: any(one.title == "Ben" for one in page.standing.model.rows))
    [setup] = stick.glob("*set-up for Ben.review")
    join.open_file(setup)
    wait_until(lambda: joined == [review.opened.id])
    ben.close()
    join.deleteLater()
    page.deleteLater()


def test_words_that_differ_add_nobody(review: Larkfield, tmp_path: Path) -> None:
    page = team_page(review)
    page.show_view(PEOPLE)
    inviting = page.people.inviting
    ben = make_session(tmp_path / "ben", WallClock(), "Ben")
    answer = tmp_path / "answer.rva"
    joining.write_answer(ben, joining.invite(review.session, review.opened.id), answer)
    inviting.open_answer(answer)
    wait_until(inviting.five.isVisible)
    inviting.differ.click()
    assert "not the same" in page.result.text
    assert inviting.five.isHidden()
    inviting.agree()
    assert list(tmp_path.glob("*.review")) == []
    ben.close()
    page.deleteLater()


def chosen(page: TeamPage, name: str) -> TeamMember:
    """Choose someone, on the team or off it."""
    page.show_view(PEOPLE)
    for found in (page.roster.on, page.roster.off):
        for row in found.model.rows:
            if row.title == name:
                found.list.set_current(row.id)
    wait_until(lambda: page.roster.member.name.text() == name)
    return page.roster.member


def chips(page: TeamPage) -> dict[str, str]:
    return {one.title: one.chip for one in page.standing.model.rows}


def off_the_team(page: TeamPage) -> list[str]:
    return [one.title for one in page.roster.off.model.rows]


def test_roles_leaving_and_how_far_words_count_are_a_choice_and_a_press(
    review: Larkfield,
) -> None:
    page = team_page(review)
    member = chosen(page, "Asha")
    assert member.role.value == "reviewer"
    member.change_role("deputy")
    wait_until(lambda: chips(page)["Asha"] == "Deputy lead")
    wait_until(lambda: member.role.value == "deputy")
    member.successor.click()
    wait_until(lambda: "No longer" in member.successor.text())
    member = chosen(page, "Tom")
    assert not member.until.isVisible()
    member.remove.click()
    wait_until(lambda: off_the_team(page) == ["Tom"])
    assert "stays readable" in page.result.text
    assert chosen(page, "Tom").all.isVisible()
    member.all.click()
    wait_until(lambda: "counts as you said" in page.result.text)
    page.deleteLater()


def test_whoever_is_off_the_team_is_put_back_by_one_press(review: Larkfield) -> None:
    page = team_page(review)
    member = chosen(page, "Tom")
    assert not member.back.isVisible()
    member.remove.click()
    wait_until(member.back.isVisible)
    assert "if the lost one was open, invite them anew instead." in member.words.text()
    member.back.click()
    wait_until(lambda: off_the_team(page) == [] and member.remove.isVisible())
    assert "Tom is on the team again" in page.result.text
    assert not member.back.isVisible()
    page.deleteLater()


def test_a_second_press_takes_nobody_else_off_the_team(review: Larkfield) -> None:
    page = team_page(review)
    member = chosen(page, "Asha")
    member.remove.click()
    member.remove.click()
    wait_until(lambda: off_the_team(page) == ["Asha"] and member.all.isVisible())
    assert member.name.text() == "Asha"
    assert "Asha is off the team" in page.result.text
    assert not member.remove.isVisible()
    # One is marked, though there are two lists.
    assert page.roster.on.list.current_id == ""
    assert page.roster.off.list.current_id == page.roster.off.model.rows[0].id
    page.roster.on.list.set_current(review.opened.me)
    assert page.roster.off.list.current_id == ""
    page.deleteLater()


def test_letting_somebody_take_over_is_two_presses_and_says_first_what_it_means(
    review: Larkfield,
) -> None:
    page = team_page(review)
    [asha] = [one.id for one in page.standing.model.rows if one.title == "Asha"]
    page.standing.list.opened.emit(asha)
    member = page.roster.member
    wait_until(lambda: member.name.text() == "Asha" and member.successor.isVisible())
    assert "Asha is deputy lead at once, and may lead the review at any time" in member.words.text()
    QTest.mouseClick(member.successor, Qt.MouseButton.LeftButton)
    wait_until(lambda: chips(page)["Asha"] == "Deputy lead")
    tip = review.opened.chain.tip
    assert tip is not None
    assert tip.successor == asha
    assert "Hand over, so that Asha hears of it." in page.result.text
    wait_until(lambda: "Asha may lead the review at any time" in member.words.text())
    page.deleteLater()


def test_the_lead_is_handed_over_and_then_nothing_is_offered_that_only_the_lead_does(
    review: Larkfield,
) -> None:
    page = team_page(review)
    member = chosen(page, "Tom")
    member.lead.click()
    # Said and asked once more, and kept through whatever comes in meanwhile.
    assert "only Tom can hand it to you again" in member.sure.text()
    assert not member.remove.isVisible()
    page.refresh(frozenset())
    wait_until(lambda: not page.bridge.exchanging.looking)
    assert member.yes.isVisible()
    member.no.click()
    assert member.lead.isVisible()
    assert not member.sure.isVisible()
    assert chips(page)["Tom"] == "Reviewer"
    member.lead.click()
    chosen(page, "Asha")
    assert not member.yes.isVisible()
    member = chosen(page, "Tom")
    assert not member.yes.isVisible()
    member.lead.click()
    member.yes.click()
    wait_until(lambda: chips(page)["Tom"] == "Lead reviewer")
    wait_until(lambda: not chosen(page, "Tom").role.isVisible())
    member = chosen(page, "Asha")
    assert member.remove.isVisible()
    assert not member.lead.isVisible()
    page.deleteLater()


def test_what_does_not_count_and_where_a_copy_was_gone_on_with_twice_is_said(
    review: Larkfield,
) -> None:
    database, opened = review.session.database, review.opened
    of_helen = [one.change for one in database.ask(journal.changes_of, opened.id).result()]
    last = of_helen[-1]
    aside, behind = (
        write_change(
            review=opened.id,
            person=opened.me,
            device=last.device,
            number=number,
            previous=previous,
            roster=last.roster,
            time="2026-11-18T12:40:00.000+00:00",
            salt="0" * 32,
            operations=[],
        )
        for number, previous in ((last.number, last.previous), (last.number + 9, "0" * 64))
    )
    database.receive(opened.id, [aside, behind]).result()
    page = team_page(review)
    wait_until(lambda: bool(page.refused.held.model.rows))
    said = {one.title: one.second for one in page.refused.held.model.rows}
    assert list(said) == [
        "Helen Marsh: 1 change waits",
        "Helen Marsh: two laptops went on from one copy after 11:21 on 18 November",
    ]
    assert all(second for second in said.values())
    assert page.refused.files.isHidden()
    page.refused.held.list.opened.emit(page.refused.held.model.rows[0].id)
    wait_until(lambda: page.view == PEOPLE and page.roster.member.name.text() == "Helen Marsh")
    page.deleteLater()


def test_what_one_wrote_before_another_led_is_read_whole_and_one_press_lets_it_count(
    review: Larkfield,
) -> None:
    session, opened = review.session, review.opened
    [tom] = [one.person for one in opened.people() if one.name == "Tom"]
    membership.hand_over_lead(session, opened.id, tom)
    membership.move_cut(session, opened.id, opened.me, "2026-11-18T10:00")
    review.bridge.keep_draft("note:a visit that does not count", "Half a sentence", 4)
    review.bridge.refresh()
    page = team_page(review)
    wait_until(lambda: bool(page.undecided.model.rows))
    words = [one.words for one in unread(session, opened.id)]
    assert words
    assert [one.title for one in page.undecided.model.rows] == [*words, "Half a sentence"]
    assert page.undecided.model.rows[0].second.endswith(" on 18 November")
    said = page.undecided.words.text()
    assert " of yours came after your part in the review had changed" in said
    assert "Nothing of it is lost. Hand over, so that Tom can count it in" in said
    # It is told once, and trying again would change nothing.
    assert page.refused.held.model.rows == ()
    assert not page.refused.try_again.isVisible()
    page.undecided.list.opened.emit(page.undecided.model.rows[0].id)
    member = page.roster.member
    wait_until(lambda: page.view == PEOPLE and member.all.isVisible())
    member.all.click()
    wait_until(lambda: page.undecided.model.rows == ())
    page.show_view(NOTES)
    assert not page.undecided.isVisible()
    page.deleteLater()


def test_of_very_many_words_that_wait_ones_own_are_listed_and_the_others_are_counted(
    review: Larkfield,
) -> None:
    page = team_page(review)
    when = "2026-11-18T10:00:00.000+00:00"
    theirs = [Unread("note", f"{n}", "tom", "Tom", False, "Junk", when) for n in range(MOST + 4)]
    mine = Unread("note", "own", "me", "Helen", True, "My own words", when)
    waiting = [
        Undecided("tom", "Tom", len(theirs), mine=False, decides=True, lead="Helen"),
        Undecided("me", "Helen", 1, mine=True, decides=True, lead="Helen"),
    ]
    page.undecided.show_found(waiting, [*theirs, mine])
    rows = page.undecided.model.rows
    assert (len(rows), rows[0].title) == (MOST, "My own words")
    assert page.undecided.words.text().endswith("5 more are kept here as well, and not listed.")
    page.deleteLater()


def test_trying_again_is_offered_only_where_it_may_help(review: Larkfield) -> None:
    page = team_page(review)
    for standing, helps in (
        (Standing.GAP, True),
        (Standing.ROSTER, True),
        (Standing.STRANGER, False),
        (Standing.CUT, False),
        (Standing.MISPLACED, False),
    ):
        page.refused.show_found((), HeldBack((Held("somebody", standing, 2),)))
        assert page.refused.held.model.rows
        assert page.refused.try_again.isVisible() == helps, standing
    page.deleteLater()


@pytest.mark.parametrize("standing", [one for one in Standing if one is not Standing.COUNTED])
def test_every_reason_why_a_change_does_not_count_says_what_to_do(standing: Standing) -> None:
    title, second = held_row_words(Held("p", standing, 2), "Tom")
    assert title.startswith("Tom: 2 changes ")
    assert second.endswith(".")
