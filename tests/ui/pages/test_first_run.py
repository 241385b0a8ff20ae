"""The first run: three doors, a name, a recovery code, a first review."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from reviewer_app.app import Program
from reviewer_app.frameworks.load import load_framework
from reviewer_app.frameworks.published import key_of
from reviewer_app.frameworks.shipped import USUAL, shipped, usual
from reviewer_app.model.words import Role
from reviewer_app.review import exchange, joining, library, recovery, team
from reviewer_app.review.session import Session
from reviewer_app.sync.proposal_file import ProposedReview, ProposedSchool, write_proposal
from reviewer_app.ui.components.first_run_code import CodeStep
from reviewer_app.ui.components.first_run_join import JoinStep
from reviewer_app.ui.components.first_run_own import OwnStep
from reviewer_app.ui.components.first_run_person import PersonStep
from reviewer_app.ui.components.first_run_proposed import ProposedStep
from reviewer_app.ui.components.first_run_return import ReturnStep
from reviewer_app.ui.components.safeguarding_card import whom_to_tell
from reviewer_app.ui.pages.first_run import FirstRun
from reviewer_app.ui.shell.errands import Errands, Reply
from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import Text
from reviewer_app.vault.card import read_card
from reviewer_app.vault.spoken import words_of_key
from tests.frameworks.small import SMALL
from tests.servers import SERVICES, Running, running
from tests.ui.support import PASSPHRASE, SCHOOL, WallClock, make_bridge, make_session, wait_until

WELSH = """\
translations:
  - language: cy
    texts:
      - {text: Small review, says: Adolygiad bach}
"""

__all__ = ["running"]


def no_keyring() -> None:
    """Say that there is none."""


S = TypeVar("S", bound=QWidget)


class Shown:
    """A first run on the screen, and what came of it."""

    def __init__(self, folder: Path, session: Session | None = None) -> None:
        self.folder = folder
        self.errands = Errands()
        program = Program(clock=WallClock(), keyring=no_keyring)
        self.page = FirstRun(program, folder, self.errands, session)
        self.sessions: list[Session] = [] if session is None else [session]
        self.reviews: list[str] = []
        self.opened_sessions: list[Session] = []
        self.page.session_made.connect(self.sessions.append)
        self.page.opened.connect(self._opened)
        self.page.resize(1093, 560)
        self.page.show()
        self.page.activateWindow()
        QCoreApplication.processEvents()

    @property
    def session(self) -> Session:
        return self.sessions[-1]

    def _opened(self, session: Session, review: str) -> None:
        self.opened_sessions.append(session)
        self.reviews.append(review)

    def close(self) -> None:
        self.errands.close()
        for session in self.sessions:
            session.close()
        self.page.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def nobody(tmp_path: Path, theme: Theme) -> Iterator[Shown]:
    shown = Shown(tmp_path / "profile")
    yield shown
    shown.close()


@pytest.fixture
def helen(tmp_path: Path, theme: Theme) -> Iterator[Shown]:
    shown = Shown(tmp_path / "profile", make_session(tmp_path / "profile", WallClock()))
    yield shown
    shown.close()


def through(shown: Shown, door: str, step: type[S]) -> S:
    """Go through a door as someone who is known."""
    shown.page.take_door(door)
    wait_until(lambda: isinstance(shown.page.step, step))
    found = shown.page.step
    assert isinstance(found, step)
    return found


def give_name(shown: Shown, passphrase: str, again: str) -> PersonStep:
    person = shown.page.step
    assert isinstance(person, PersonStep)
    wait_until(person.passphrase.isVisible)
    person.name.line.setText("Helen")
    person.passphrase.first.line.setText(passphrase)
    person.passphrase.second.line.setText(again)
    QTest.keyClick(person.passphrase.second.line, Qt.Key.Key_Return)
    return person


def test_whoever_is_not_known_gives_a_name_before_any_door_opens(nobody: Shown) -> None:
    nobody.page.take_door("own")
    assert isinstance(nobody.page.step, PersonStep)
    nobody.page.step.go_back.click()
    shown: object = nobody.page.step
    assert shown is nobody.page.doors


def test_without_a_keyring_a_passphrase_of_twelve_characters_is_asked_for(nobody: Shown) -> None:
    nobody.page.take_door("own")
    person = give_name(nobody, "too short", "too short")
    assert person.passphrase.first.error
    give_name(nobody, PASSPHRASE, PASSPHRASE + "s")
    assert person.passphrase.second.error
    assert not nobody.sessions


def test_the_code_is_shown_once_and_can_be_passed(nobody: Shown) -> None:
    nobody.page.take_door("own")
    give_name(nobody, PASSPHRASE, PASSPHRASE)
    wait_until(lambda: isinstance(nobody.page.step, CodeStep))
    assert nobody.session.person().identity.name == "Helen"
    code = nobody.page.step
    assert isinstance(code, CodeStep)
    code.later.click()
    assert isinstance(nobody.page.step, OwnStep)
    assert not recovery.is_proved(nobody.session)


def test_two_groups_from_the_sheet_prove_the_code(nobody: Shown) -> None:
    nobody.page.take_door("own")
    give_name(nobody, PASSPHRASE, PASSPHRASE)
    wait_until(lambda: isinstance(nobody.page.step, CodeStep))
    code = nobody.page.step
    assert isinstance(code, CodeStep)
    groups = code.code.groups.groups
    code.code.go_on.click()
    proof = code.proof
    wait_until(proof.isVisible)
    assert "Covered" in code.code.groups.accessibleDescription()
    asked = recovery.groups_asked(nobody.session)
    assert asked is not None
    proof.first.line.setText("2222" if groups[asked[0]] != "2222" else "3333")
    proof.second.line.setText(groups[asked[1]])
    proof.check.click()
    wait_until(lambda: bool(proof.trouble.isVisible()))
    proof.first.line.setText(groups[asked[0]])
    proof.check.click()
    wait_until(lambda: isinstance(nobody.page.step, OwnStep))
    assert recovery.is_proved(nobody.session)
    assert recovery.groups_asked(nobody.session) is None


def test_a_review_of_ones_own_needs_a_name_and_a_day(helen: Shown) -> None:
    own = through(helen, "own", OwnStep)
    wait_until(lambda: bool(own.framework.value))
    own.go.click()
    assert own.school.field.error
    own.school.field.line.setText("Larkfield Primary School")
    own.go.click()
    assert own.start.error
    QTest.keyClicks(own.start.line, "17 Nov")
    QTest.keyClick(own.start.line, Qt.Key.Key_Tab)
    own.go.click()
    wait_until(lambda: bool(helen.reviews))
    opened = helen.session.open(helen.reviews[0])
    assert (opened.review.school_name, opened.review.start, opened.review.days) == (
        "Larkfield Primary School",
        "2026-11-17",
        3,
    )
    assert not opened.review.practice


def test_the_safeguarding_lead_is_asked_for_with_the_school_and_stands_on_the_card(
    helen: Shown,
) -> None:
    own = through(helen, "own", OwnStep)
    wait_until(lambda: bool(own.framework.value))
    own.school.field.line.setText("Larkfield Primary School")
    own.start.line.setText("17 Nov")
    typed = {
        "safeguarding_lead": " Mrs Okafor ",
        "safeguarding_place": "Room 4",
        "safeguarding_number": "ext. 12",
    }
    for name, words in typed.items():
        own.safeguarding[name].line.setText(words)
    own.go.click()
    wait_until(lambda: bool(helen.reviews))
    review = helen.session.open(helen.reviews[0]).review
    # The number stays on one line.
    number = "ext.\u00a012"
    assert whom_to_tell(review) == f"Mrs Okafor, the school’s safeguarding lead. Room 4. {number}"


def test_a_safeguarding_lead_that_is_too_long_is_said_before_there_is_a_review(
    helen: Shown,
) -> None:
    own = through(helen, "own", OwnStep)
    wait_until(lambda: bool(own.framework.value))
    own.school.field.line.setText("Larkfield Primary School")
    own.start.line.setText("17 Nov")
    own.safeguarding["safeguarding_number"].line.setText("1" * 41)
    own.go.click()
    wait_until(own.trouble.isVisible)
    assert helen.session.reviews() == []
    assert own.go.isEnabled()


def test_any_version_on_the_laptop_begins_a_review_in_any_of_its_languages(helen: Shown) -> None:
    for version in ("1", "2"):
        text = SMALL.replace('version: "1"', f'version: "{version}"') + WELSH
        library.add(helen.session, load_framework(text, source="small.yaml"))
    own = through(helen, "own", OwnStep)
    wait_until(lambda: bool(own.framework.value))
    assert own.framework.value.startswith(f"{USUAL} ")
    assert not own.language.isVisible()
    assert own.framework.choice_ids[-2:] == ["small 2", "small 1"]
    offered = [own.framework.combo.itemText(at) for at in range(own.framework.combo.count())]
    assert offered[-2:] == ["Small review, version 2", "Small review, version 1"]
    own.framework.combo.setFocus()
    QTest.keyClick(own.framework.combo, Qt.Key.Key_End)
    assert own.framework.value == "small 1"
    assert own.language.isVisible()
    assert own.language.choice_ids == ["en-GB", "cy"]
    QTest.keyClick(own.language.combo, Qt.Key.Key_Down)
    own.school.field.line.setText("Larkfield Primary School")
    own.start.line.setText("17 Nov")
    own.go.click()
    wait_until(lambda: bool(helen.reviews))
    opened = helen.session.open(helen.reviews[0])
    assert (opened.review.framework_version, opened.review.language) == ("1", "cy")
    assert opened.framework.framework.title == "Adolygiad bach"
    assert opened.framework.framework.headings[0].title == "Teaching [en-GB]"


def test_a_school_is_found_in_the_register_as_one_types(helen: Shown) -> None:
    own = through(helen, "own", OwnStep)
    path = helen.folder.parent / "register.csv"
    path.write_text(
        "URN,EstablishmentName,Town,EstablishmentStatus (name)\n"
        "990001,Larkfield Primary School,Larkfield,Open\n"
        "990002,Upper Larkfield Infants,Larkfield,Closed\n",
        encoding="cp1252",
    )
    own.school.register.start(path)
    wait_until(own.school.register.told.isVisible)
    QTest.keyClicks(own.school.field.line, "larkf")
    wait_until(lambda: len(own.school.model.rows) == 2)
    QTest.keyClick(own.school.field.line, Qt.Key.Key_Down)
    own.school.list.opened.emit("990001")
    facts = own.school.facts()
    assert facts is not None
    assert (facts.name, facts.urn) == ("Larkfield Primary School", "990001")


def test_what_the_office_sent_opens_the_review(helen: Shown, tmp_path: Path) -> None:
    lead = make_bridge(tmp_path / "lead", seed=False, team=False)
    card, setup = tmp_path / "Helen.card", tmp_path / "team.review"
    join = through(helen, "join", JoinStep)
    join.save_card(card)
    wait_until(card.exists)
    team.write_set_up(lead.session, lead.opened.id, [card.read_bytes()], setup)
    join.open_file(setup)
    wait_until(lambda: bool(helen.reviews))
    assert helen.reviews == [lead.opened.id]
    lead.close()


def proposed_by(office: Session, lead: Session, *others: Session) -> bytes:
    """A review that an office proposes."""
    return write_proposal(
        ProposedReview(
            nonce="0" * 32,
            school=ProposedSchool(name="Larkfield Primary School", town="Larkfield"),
            start="2027-01-12",
            days=2,
            roles=tuple(Role.REVIEWER for _one in others),
        ),
        framework=usual().text,
        lead=read_card(team.my_card(lead)),
        cards=[team.my_card(one) for one in others],
        identity=office.person().identity,
        made_at="2026-11-18T10:00:00+00:00",
    )


def test_what_an_office_proposes_opens_by_the_same_button_and_becomes_a_review_once_agreed(
    helen: Shown, tmp_path: Path
) -> None:
    office, asha = (
        make_session(tmp_path / name, WallClock(), name) for name in ("Larkshire office", "Asha")
    )
    file, setup = tmp_path / "proposed.rvo", tmp_path / "team.review"
    file.write_bytes(proposed_by(office, helen.session, asha))
    through(helen, "join", JoinStep).open_file(file)
    wait_until(lambda: isinstance(helen.page.step, ProposedStep))
    step = helen.page.step
    assert isinstance(step, ProposedStep)
    said = [one.text() for one in step.findChildren(Text) if one.isVisible()]
    assert "Larkshire office proposes a review" in said
    assert {"Larkfield Primary School, Larkfield", "12 to 13 January 2027", "Asha"} <= set(said)
    assert step.five.words.text().split() == [*words_of_key(office.person().identity.sign_key)]
    assert helen.session.reviews() == []
    wait_until(step.differ.hasFocus)
    step.same.click()
    wait_until(step.save.isVisible)
    [review] = helen.session.reviews()
    assert (step.five.isHidden(), step.go_back.isHidden(), helen.reviews) == (True, True, [])
    step.save_file(setup)
    wait_until(setup.exists)
    assert team.join(asha, setup.read_bytes()) == review.id
    wait_until(step.go.hasFocus)
    step.go.click()
    assert helen.reviews == [review.id]
    # Opened again, it asks for nothing and makes nothing.
    through(helen, "join", JoinStep).open_file(file)
    wait_until(lambda: isinstance(helen.page.step, ProposedStep))
    again = helen.page.step
    assert isinstance(again, ProposedStep)
    assert "set up here already" in again.told.text
    assert again.five.isHidden()
    assert len(helen.session.reviews()) == 1
    for one in (office, asha):
        one.close()


def test_words_that_differ_from_the_offices_set_nothing_up(helen: Shown, tmp_path: Path) -> None:
    office = make_session(tmp_path / "office", WallClock(), "Larkshire office")
    file = tmp_path / "proposed.rvo"
    file.write_bytes(proposed_by(office, helen.session))
    through(helen, "join", JoinStep).open_file(file)
    wait_until(lambda: isinstance(helen.page.step, ProposedStep))
    step = helen.page.step
    assert isinstance(step, ProposedStep)
    step.differ.click()
    assert "somebody else made this file" in step.told.text
    assert step.five.isHidden()
    assert helen.session.reviews() == []
    step.go_back.click()
    assert isinstance(helen.page.step, JoinStep)
    office.close()


def test_whoever_lost_a_laptop_comes_back_by_the_code_and_the_folder(
    nobody: Shown, tmp_path: Path
) -> None:
    lost = make_bridge(tmp_path / "lost", team=False)
    store = tmp_path / "store"
    store.mkdir()
    code = str(recovery.new_code(lost.session))
    exchange.hand_over(lost.session, lost.opened.id, str(store))
    nobody.page.doors.lost.click()
    step = nobody.page.step
    assert isinstance(step, ReturnStep)
    step.come_back()
    assert "Type the recovery code." in step.code.error
    step.code.set_value(code)
    step.place.set_value(str(tmp_path))
    step.come_back()
    assert step.told.isVisible()
    assert "being brought back" in step.told.text
    wait_until(step.go.isEnabled)
    assert "is opened by this recovery code" in step.told.text
    step.place.set_value(str(store))
    step.come_back()
    wait_until(step.passphrase.isVisible)
    step.passphrase.first.set_value(PASSPHRASE)
    step.passphrase.second.set_value(PASSPHRASE)
    step.come_back()
    wait_until(lambda: nobody.reviews == [lost.opened.id])
    assert nobody.session.person().identity.person == lost.session.person().identity.person
    lost.close()


def test_what_was_answered_is_found_again_after_the_window_was_closed(
    helen: Shown, tmp_path: Path
) -> None:
    lead = make_bridge(tmp_path / "lead", seed=False, team=False)
    stick = tmp_path / "stick"
    stick.mkdir()
    joining.write_invitation(lead.session, lead.opened.id, stick / "invitation.rvi")
    join = through(helen, "join", JoinStep)
    join.open_file(stick / "invitation.rvi")
    wait_until(join.five.isVisible)
    words = join.five.words.text()
    again = Shown(tmp_path, helen.session)
    doors = again.page.doors
    wait_until(doors.waiting.isVisible)
    assert doors.waiting.text.startswith("You answered an invitation from Helen Marsh.")
    doors.waiting.acted.emit()
    found = again.page.step
    assert isinstance(found, JoinStep)
    join = found
    wait_until(join.five.isVisible)
    assert join.five.words.text() == words
    # A file that sets up another review is not taken for the one that follows.
    elsewhere = replace(SCHOOL, name="Whinfell High School", urn="990002")
    other = make_bridge(tmp_path / "other", seed=False, team=False, school=elsewhere)
    card, setup = tmp_path / "Helen.card", tmp_path / "team.review"
    team.write_card(helen.session, card)
    team.write_set_up(other.session, other.opened.id, [card.read_bytes()], setup)
    join.open_file(setup)
    wait_until(join.told.isVisible)
    assert "does not set up the review" in join.told.text
    join.give_up.click()
    wait_until(join.five.isHidden)
    join.open_file(setup)
    wait_until(lambda: again.reviews == [other.opened.id])
    again.page.show_doors()
    wait_until(doors.waiting.isHidden)
    again.errands.close()
    again.page.deleteLater()
    other.close()
    lead.close()


@pytest.mark.parametrize("kind", SERVICES)
def test_whoever_lost_a_laptop_comes_back_by_the_code_and_an_address(
    nobody: Shown, tmp_path: Path, running: Running, kind: str
) -> None:
    lost, server = make_bridge(tmp_path / "lost", team=False), running(kind)
    code = str(recovery.new_code(lost.session))
    exchange.hand_over(lost.session, lost.opened.id, server.address, server.access)
    nobody.page.doors.lost.click()
    step = nobody.page.step
    assert isinstance(step, ReturnStep)
    step.code.set_value(code)
    step.by_address.click()
    step.come_back()
    assert "Say where your team exchanges files." in step.fields.address.error
    step.fields.address.set_value(server.address)
    step.fields.user.set_value(server.access.user)
    step.fields.secret.set_value("wrong")
    step.come_back()
    wait_until(lambda: "did not accept the name or the password" in step.fields.secret.error)
    assert step.fields.address.value == server.address
    step.fields.secret.set_value(server.access.secret)
    step.come_back()
    wait_until(step.passphrase.isVisible)
    step.passphrase.first.set_value(PASSPHRASE)
    step.passphrase.second.set_value(PASSPHRASE)
    step.come_back()
    wait_until(lambda: nobody.reviews == [lost.opened.id])
    assert nobody.session.person().identity.person == lost.session.person().identity.person
    assert step.fields.secret.value == ""
    lost.close()


def test_another_kind_of_place_asks_for_nothing_of_the_one_before(nobody: Shown) -> None:
    nobody.page.doors.lost.click()
    step = nobody.page.step
    assert isinstance(step, ReturnStep)
    step.by_address.click()
    assert (step.place.isHidden(), step.choose.isVisible()) == (True, False)
    step.fields.secret.set_value("four-green-gates")
    QTest.keyClick(step.fields.secret.line, Qt.Key.Key_Escape)
    assert (step.place.isVisible(), step.fields.isHidden()) == (True, True)
    assert (step.fields.secret.value, nobody.page.step) == ("", step)


@pytest.mark.parametrize("address", [False, True])
def test_what_brings_notes_back_is_in_sight_however_much_is_asked(
    nobody: Shown, address: bool
) -> None:
    nobody.page.doors.lost.click()
    step = nobody.page.step
    assert isinstance(step, ReturnStep)
    nobody.page.resize(1077, 440)
    step.passphrase.show()
    if address:
        step.by_address.click()
    for _turn in range(3):
        QApplication.processEvents()
    for button in (step.go, step.go_back):
        assert button.visibleRegion().boundingRect() == button.rect()


def test_a_wrong_file_is_said_in_place(helen: Shown, tmp_path: Path) -> None:
    wrong = tmp_path / "letter.txt"
    wrong.write_text("Dear Helen", encoding="utf-8")
    join = through(helen, "join", JoinStep)
    join.open_file(wrong)
    wait_until(join.told.isVisible)
    assert not helen.reviews
    assert join.choose.isEnabled()


@pytest.mark.parametrize("known", [False, True])
def test_the_finished_one_opens_in_one_press_and_leaves_nothing(
    known: bool, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: Shown = request.getfixturevalue("helen" if known else "nobody")
    away = tmp_path / "temporary"
    away.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(away))
    door = next(one for one in shown.page.doors.doors if one.door == "sample")
    door.click()
    wait_until(lambda: bool(shown.reviews), 60)
    sample = shown.opened_sessions[-1]
    review = sample.open(shown.reviews[0]).review
    assert (review.school_name, review.practice) == ("Larkfield Primary School", True)
    assert recovery.is_deferred(sample)
    assert recovery.groups_asked(sample) is None
    assert list(away.iterdir())
    sample.close()
    assert list(away.iterdir()) == []
    assert shown.folder.exists() is known
    if known:
        assert shown.session.reviews() == []


def test_reviews_that_are_here_are_listed(tmp_path: Path, theme: Theme) -> None:
    made = make_bridge(tmp_path, seed=False)
    shown = Shown(tmp_path / "profile", made.session)
    wait_until(lambda: bool(shown.page.doors.model.rows))
    row = shown.page.doors.model.rows[0]
    assert (row.title, row.second) == ("Larkfield Primary School", "17 to 19 November 2026")
    shown.page.doors.reviews.setFocus()
    QTest.keyClick(shown.page.doors.reviews, Qt.Key.Key_Return)
    assert shown.reviews == [made.opened.id]
    made.bridge.close()
    shown.close()


def test_while_the_frameworks_are_read_the_field_says_so_and_then_what_each_looks_at(
    helen: Shown,
) -> None:
    own = through(helen, "own", OwnStep)
    wait_until(lambda: bool(own.framework.choice_ids))
    assert own.framework.combo.isEnabled()
    for loaded in shipped():
        own.framework.set_value(key_of(loaded))
        own.framework.chosen.emit(key_of(loaded))
        said = [one.text() for one in own.framework.findChildren(Text)]
        assert any(one.endswith(loaded.framework.summary) for one in said)
    own = OwnStep(helen.session, lambda _errand: Reply())
    assert not own.framework.combo.isEnabled()
    assert "The frameworks are being read." in [
        one.text() for one in own.framework.findChildren(Text)
    ]
    own.deleteLater()
