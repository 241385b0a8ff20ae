"""From a profile on the disk to a review in the window, and back."""

import sys
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import Connection, func, select

from reviewer_app.app import Program
from reviewer_app.errors import UserError
from reviewer_app.frameworks.load import LoadedFramework
from reviewer_app.frameworks.shipped import shipped
from reviewer_app.model.journal import JournalRow
from reviewer_app.model.local import SearchedChange
from reviewer_app.model.nouns import Activity, Review
from reviewer_app.model.words import ActivityKind, ActivityState
from reviewer_app.review import answers, capture, recovery, timetable
from reviewer_app.review.answers import Sheet
from reviewer_app.review.demo_forms import fill_at_visit, forms_at
from reviewer_app.store.work import Work
from reviewer_app.ui.components.recovery_proof import RecoveryProof
from reviewer_app.ui.pages.notes import NotesPage
from reviewer_app.ui.pages.unlock import Unlock
from reviewer_app.ui.shell.guarded import GuardedBridge
from reviewer_app.ui.shell.window import MainWindow
from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import Text
from reviewer_app.vault.recovery import RecoveryCode
from tests.ui.shell.windows import opened_window
from tests.ui.support import PASSPHRASE, at, make_bridge, run, wait_until


def planned(bridge: GuardedBridge) -> str:
    return bridge.session.do(
        bridge.opened, timetable.plan, ActivityKind.LESSON_VISIT, "Year 4", start=at(18, 13)
    )


def state_of(bridge: GuardedBridge, activity: str) -> ActivityState:
    found = bridge.opened.get(Activity, activity)
    assert found is not None
    return found.state


def practise(work: Work) -> None:
    work.set(Review, work.review, practice=True)


def app_of() -> QApplication:
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    return found


def observation() -> LoadedFramework:
    return next(one for one in shipped() if one.framework.id == "classroom-observation")


def test_what_was_observed_is_scored_before_anyone_asks_for_the_report(
    tmp_path: Path, theme: Theme
) -> None:
    made = make_bridge(tmp_path, seed=False, framework=observation)
    opened, do = made.opened, made.session.do
    framework = opened.framework.framework
    kind = ActivityKind.LESSON_VISIT
    visit = do(opened, capture.start_unplanned, kind, "Year 4")
    for form in forms_at(framework, kind):
        if form.role == "also":
            do(opened, answers.use_form, form.id)
        do(opened, fill_at_visit, Sheet(framework, form, visit), Random(1), made.clock.now)
    do(opened, capture.finish_visit, visit)
    made.close()
    answers.scored.cache_clear()
    with opened_window(tmp_path, theme, seed=None, page="plan") as shown:
        shown.wait_for_page("plan")
        shown.wait(lambda: answers.scored.cache_info().currsize > 0)
        assert shown.window.page("report") is None


def test_a_profile_with_a_review_opens_where_one_was(tmp_path: Path, theme: Theme) -> None:
    with opened_window(tmp_path, theme) as shown:
        shown.wait_for_page("today")
        shown.window.show_page("plan")
    with opened_window(tmp_path, theme, seed=None) as shown:
        shown.wait_for_page("plan")


def test_open_names_the_page(tmp_path: Path, theme: Theme) -> None:
    with opened_window(tmp_path, theme, page="findings") as shown:
        shown.wait_for_page("findings")


def test_a_review_that_is_not_here_is_said_and_the_list_shown(tmp_path: Path, theme: Theme) -> None:
    with opened_window(tmp_path, theme, review="gone") as shown:
        first = shown.first_run()
        shown.wait(lambda: bool(first.doors.model.rows))
        assert (
            UserError("review.unknown", review="gone").happened in shown.window.notices.notice.text
        )


def test_no_profile_shows_the_first_run(tmp_path: Path, theme: Theme) -> None:
    with opened_window(tmp_path, theme, seed=None) as shown:
        shown.first_run()
        assert not shown.window.rail.isVisible()
        assert shown.window.state_line.kind == "good"
        assert [
            one.text() for one in shown.window.state_line.findChildren(Text) if one.isVisible()
        ] == []
        assert shown.window.safeguarding.control.isVisible()


def test_without_the_passphrase_it_is_asked_for(tmp_path: Path, theme: Theme) -> None:
    with opened_window(tmp_path, theme, passphrase=None) as shown:
        shown.wait(lambda: isinstance(shown.window.shown, Unlock))
        unlock = shown.window.shown
        assert isinstance(unlock, Unlock)
        unlock.passphrase.line.setText(PASSPHRASE)
        unlock.go.click()
        shown.wait_for_page("today")


def test_the_look_of_the_last_start_comes_back(tmp_path: Path, theme: Theme) -> None:
    with opened_window(tmp_path, theme) as shown:
        shown.wait_for_page("today")
        shown.window.look.set_theme("dark", 1.5)
    theme.apply(app_of(), "light", 1.0)
    with opened_window(tmp_path, theme, seed=None) as shown:
        shown.wait_for_page("today")
        shown.wait(lambda: theme.name == "dark")
        assert theme.scale == 1.5
    theme.apply(app_of(), "light", 1.0)


def test_where_the_person_saved_last_is_known_at_the_next_start(
    tmp_path: Path, theme: Theme
) -> None:
    with opened_window(tmp_path, theme) as shown:
        shown.wait_for_page("today")
        session = shown.desk.session
        assert session is not None
        assert session.saved_in is None
        session.saved_in = tmp_path
    with opened_window(tmp_path, theme, seed=None) as shown:
        shown.wait_for_page("today")
        session = shown.desk.session
        assert session is not None
        assert session.saved_in == tmp_path


def test_a_sample_is_left_as_if_it_had_never_been(
    tmp_path: Path, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = tmp_path / "temporary"
    away.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(away))
    with opened_window(tmp_path, theme, seed=None) as shown:
        shown.first_run().take_door("sample")
        wait_until(lambda: shown.window.current_page == "today", 60)
        shown.window.show_page("findings")
        run(shown.window, "review.other")
        first = shown.first_run()
        assert shown.desk.session is None
        shown.wait(lambda: not list(away.iterdir()))
        first.take_door("sample")
        wait_until(lambda: shown.window.current_page == "today", 60)
        assert list(away.iterdir())
    assert list(away.iterdir()) == []
    assert not (tmp_path / "profile").exists()


def test_ones_own_review_is_where_it_was_after_a_sample(tmp_path: Path, theme: Theme) -> None:
    with opened_window(tmp_path, theme) as shown:
        shown.wait_for_page("today")
        own = shown.desk.session
        run(shown.window, "review.other")
        shown.first_run().take_door("sample")
        wait_until(lambda: shown.window.current_page == "today", 60)
        assert shown.desk.session is not own
        shown.window.show_page("evidence")
    with opened_window(tmp_path, theme, seed=None) as shown:
        shown.wait_for_page("today")
        assert shown.desk.session is not None
        assert len(shown.desk.session.reviews()) == 1


def test_a_first_real_visit_waits_for_the_recovery_code(tmp_path: Path, theme: Theme) -> None:
    made = make_bridge(tmp_path, seed=False)
    session, review = made.session, made.opened.id
    bridge = GuardedBridge(session, session.open(review), proved=False)
    asked: list[bool] = []
    refused: list[UserError] = []
    bridge.proof_wanted.connect(lambda: asked.append(True))
    activity = planned(bridge)
    bridge.do(capture.start_visit, activity).failed(refused.append)
    wait_until(lambda: bool(asked))
    assert [one.code for one in refused] == ["review.recovery-unproved"]
    assert state_of(bridge, activity) is ActivityState.PLANNED

    bridge.proved = True
    bridge.do(capture.start_visit, activity)
    wait_until(lambda: state_of(bridge, activity) is not ActivityState.PLANNED)
    bridge.close()
    made.close()


def test_a_practice_review_starts_without_proof(tmp_path: Path, theme: Theme) -> None:
    made = make_bridge(tmp_path, seed=False)
    made.session.do(made.opened, practise)
    bridge = GuardedBridge(made.session, made.session.open(made.opened.id), proved=False)
    assert not bridge.waits_for_proof
    bridge.close()
    made.close()


def prove(window: MainWindow, code: RecoveryCode) -> None:
    """Type the two groups that are asked for, as from the sheet."""
    proof = next(one for one in window.findChildren(RecoveryProof) if one.parent() is window.room)
    wait_until(proof.isVisible)
    fields = (proof.first, proof.second)
    places = [int(one.line.accessibleName().split()[-1]) - 1 for one in fields]
    for field, place in zip(fields, places, strict=True):
        QTest.keyClicks(field.line, code.groups[place].lower())
    QTest.keyClick(proof.second.line, Qt.Key.Key_Return)
    wait_until(lambda: not proof.isVisible())


def test_what_is_typed_once_the_code_is_proved_is_the_first_note(
    tmp_path: Path, theme: Theme
) -> None:
    made = make_bridge(tmp_path, seed=False)
    code = recovery.new_code(made.session)
    activity = made.session.do(
        made.opened, timetable.plan, ActivityKind.LESSON_VISIT, "Year 4", start=at(18, 13)
    )
    made.close()
    with opened_window(tmp_path, theme, seed=None, page="notes") as shown:
        shown.wait_for_page("notes")
        window = shown.window
        notes = window.page("notes")
        assert isinstance(notes, NotesPage)
        window.activateWindow()
        window.show_page("notes", activity)
        notes.state_button.click()
        prove(window, code)
        shown.wait(lambda: "Finish visit" in notes.state_button.text())
        focused = window.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, "Calm start")
        assert notes.editor.text == "Calm start"
        assert not notes.said.isVisible()


def test_the_reminder_stands_until_the_code_is_proved(tmp_path: Path, theme: Theme) -> None:
    profile = tmp_path / "profile"
    made = make_bridge(tmp_path, seed=False)
    code = recovery.new_code(made.session)
    made.close()
    assert profile.is_dir()
    with opened_window(tmp_path, theme, seed=None) as shown:
        shown.wait_for_page("today")
        window = shown.window
        assert window.notices.reminder.isVisible()
        window.notices.reminder.acted.emit()
        prove(window, code)
        shown.wait(lambda: not window.notices.reminder.isVisible())
    session = Program(keyring=lambda: None).open(profile, passphrase=PASSPHRASE)
    assert recovery.is_proved(session)
    session.close()


@pytest.mark.parametrize(
    "broken",
    ["reviewer_app.review.session.Session.back_up", "reviewer_app.store.cipher.checkpoint"],
)
def test_what_a_pause_could_not_do_is_said_once(
    tmp_path: Path, theme: Theme, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    asked: list[object] = []

    def full(whom: object) -> None:
        asked.append(whom)
        raise UserError("profile.disk-full", folder=tmp_path)

    monkeypatch.setattr("reviewer_app.ui.shell.desk.PAUSE_MS", 20)
    monkeypatch.setattr(broken, full)
    with opened_window(tmp_path, theme) as shown:
        notice = shown.window.notices.notice
        shown.wait(notice.isVisible)
        assert UserError("profile.disk-full", folder=tmp_path).happened in notice.text
        notice.acted.emit()
        QTest.qWait(200)
        assert notice.isHidden()
        assert broken.endswith("checkpoint") or len(asked) == 1


def test_a_pause_searches_the_notes_for_names_ahead_of_an_export(
    tmp_path: Path, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reviewer_app.ui.shell.desk.PAUSE_MS", 20)

    def all_searched(connection: Connection) -> bool:
        changes = select(func.count()).select_from(JournalRow)
        searched = select(func.count()).select_from(SearchedChange)
        return 0 < connection.execute(changes).scalar_one() == connection.execute(searched).scalar()

    with opened_window(tmp_path, theme) as shown:
        shown.wait_for_page("today")
        session = shown.desk.session
        assert session is not None
        shown.wait(lambda: session.database.ask(all_searched).result())


def test_a_bug_in_what_is_kept_at_the_end_comes_to_the_crash_handler(
    tmp_path: Path, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    bugs: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: bugs.append(kind))

    def broken(_connection: object, _name: str, _value: object) -> None:
        raise ZeroDivisionError

    with opened_window(tmp_path, theme) as shown:
        shown.wait_for_page("today")
        shown.wait(lambda: shown.desk.quiet)
        monkeypatch.setattr("reviewer_app.store.settings.put", broken)
    wait_until(lambda: bool(bugs))
    assert set(bugs) == {ZeroDivisionError}
