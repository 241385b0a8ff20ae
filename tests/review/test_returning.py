"""A laptop is lost: its person comes back on another with the recovery code and the store alone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reviewer_app.app import Program
from reviewer_app.model.nouns import Note
from reviewer_app.model.words import Role
from reviewer_app.review import (
    capture,
    exchange,
    exchange_places,
    exchange_rounds,
    membership,
    photo_taking,
    recovery,
    returning,
    set_up,
)
from reviewer_app.review.counted import Counted
from reviewer_app.review.opened import note_order
from reviewer_app.review.photos import CleanPhoto
from reviewer_app.review.session import Session
from reviewer_app.store import journal
from reviewer_app.vault.keyring import Keyring
from tests.refusals import refusal
from tests.store.keyrings import MemoryBackend, keyring_over
from tests.support import Device, TestClock, ids_of, salts_of


@pytest.fixture
def fresh() -> Program:
    """The program on a new computer."""
    keyring: Keyring = keyring_over(MemoryBackend())
    return Program(TestClock(), ids_of("new laptop"), salts_of("new laptop"), lambda: keyring)


@pytest.fixture
def code(helen: Device, asha: Device, store: Path) -> str:
    """What Asha has on paper; Helen has handed over before."""
    helen.hands_over(store)
    return str(recovery.new_code(asha.session))


@pytest.fixture
def back(fresh: Program, tmp_path: Path) -> Iterator[Callable[[str, Path], Session]]:
    """Give what brings someone back on the new computer."""
    sessions: list[Session] = []

    def come(code: str, store: Path) -> Session:
        session, _came = fresh.come_back(tmp_path / "new", str(store), code)
        sessions.append(session)
        return session

    yield come
    for session in sessions:
        session.close()


def test_the_reviews_are_exchanged_from_then_on_where_they_came_from(
    asha: Device, back: Callable[[str, Path], Session], code: str, store: Path
) -> None:
    asha.hands_over(store)
    session = back(code, store)
    place = exchange_places.place_of(session, asha.review)
    assert place is not None
    assert (place.address, place.automatic) == (str(store), False)


def notes(session: Session, review: str) -> list[str]:
    opened = session.open(review)
    return [one.text for one in sorted(opened.all(Note), key=note_order)]


def test_code_and_store_bring_back_everything_that_was_handed_over(
    asha: Device,
    code: str,
    store: Path,
    back: Callable[[str, Path], Session],
    fresh: Program,
    tmp_path: Path,
) -> None:
    visit = asha.visits()
    asha.writes(visit, "Handed over.")
    asha.hands_over(store)
    asha.writes(visit, "Only on the lost laptop.")
    session = back(code, store)
    me = session.person()
    assert me.identity.to_bytes() == asha.session.person().identity.to_bytes()
    assert me.device != asha.session.person().device
    assert notes(session, asha.review) == ["Handed over."]
    assert recovery.is_proved(session)
    # What she writes now is a journal of its own, and counts with the others.
    opened = session.open(asha.review)
    session.do(opened, capture.commit_note, visit, "On the new laptop.")
    session.close()
    with_code = fresh.recover(tmp_path / "new", code)
    assert sorted(notes(with_code, asha.review)) == ["Handed over.", "On the new laptop."]
    with_code.close()


def test_nothing_that_lies_there_waits_to_be_handed_over_from_the_new_laptop(
    helen: Device, asha: Device, code: str, store: Path, back: Callable[[str, Path], Session]
) -> None:
    helen.does(set_up.allow_photos, "the programme office")
    asha.receives(helen.changes)
    note = asha.writes(asha.visits(), "Handed over.")
    page = CleanPhoto(b"\xff\xd8 a page", 10, 10)
    asha.does(photo_taking.attach_photo, note, page, "A page")
    helen.hands_over(store)
    asha.hands_over(store)
    session = back(code, store)
    place = exchange_places.place_of(session, asha.review)
    assert exchange_rounds.going_to(session, asha.review, place) == Counted()
    assert exchange.hand_over(session, asha.review, str(store)).sent == 0


def test_a_lost_laptop_is_removed_and_its_person_joins_again(
    helen: Device, asha: Device, code: str, store: Path, back: Callable[[str, Path], Session]
) -> None:
    visit = asha.visits()
    asha.writes(visit, "Handed over.")
    asha.hands_over(store)
    helen.gathers(store)
    membership.remove(helen.session, helen.review, asha.session.person().identity.person)
    helen.writes(visit, "Sealed to the new key.")
    helen.hands_over(store)
    # Whoever has the lost laptop writes on and hands over; it does not count.
    asha.writes(visit, "By whoever found it.")
    asha.hands_over(store)
    assert helen.gathers(store).held == {"cut": 1}
    session = back(code, store)
    assert "Sealed to the new key." not in notes(session, asha.review)
    membership.put_back(helen.session, helen.review, asha.session.person().identity.person)
    helen.hands_over(store)
    exchange.gather(session, asha.review, str(store))
    assert "Sealed to the new key." in notes(session, asha.review)
    opened = session.open(asha.review)
    session.do(opened, capture.commit_note, visit, "Back again.")
    helen.receives(
        [one.change for one in session.database.ask(journal.changes_of, asha.review).result()]
    )
    assert sorted(helen.notes) == ["Back again.", "Handed over.", "Sealed to the new key."]


def test_a_lead_who_is_ill_hands_over_from_any_laptop_by_code_and_store(
    helen: Device, asha: Device, store: Path, back: Callable[[str, Path], Session]
) -> None:
    code = str(recovery.new_code(helen.session))
    helen.hands_over(store)
    session = back(code, store)
    membership.hand_over_lead(session, helen.review, asha.session.person().identity.person)
    exchange.hand_over(session, helen.review, str(store))
    asha.gathers(store)
    assert [(one.name, one.role) for one in asha.open.people()] == [
        ("Asha", Role.LEAD),
        ("Helen Marsh", Role.DEPUTY),
    ]


def test_a_wrong_code_or_place_makes_no_profile(
    asha: Device, code: str, store: Path, fresh: Program, tmp_path: Path
) -> None:
    new = tmp_path / "new"
    come = fresh.come_back
    assert refusal(come, new, str(store), code) == "keys.none-here"
    asha.visits()
    asha.hands_over(store)
    other = str(recovery.new_code(asha.session))
    assert refusal(come, new, str(store), other) == "keys.none-here"
    assert refusal(come, new, str(store), "1234") == "vault.recovery-code-malformed"
    assert refusal(come, new, str(tmp_path / "gone"), code) == "store.folder-missing"
    assert not new.exists()


def test_what_did_not_come_at_first_comes_when_it_is_done_again(
    asha: Device, code: str, store: Path, fresh: Program, tmp_path: Path, helen: Device
) -> None:
    visit = asha.visits()
    asha.writes(visit, "Handed over.")
    asha.hands_over(store)
    [roster] = store.glob("*.rvr")
    kept = roster.rename(tmp_path / roster.name)
    assert refusal(fresh.come_back, tmp_path / "new", str(store), code) == "keys.no-roster"
    kept.rename(roster)
    session, [(review, came)] = fresh.come_back(tmp_path / "new", str(store), code)
    assert (review, came.new) == (asha.review, len(asha.changes))
    session.close()
    assert (
        refusal(helen.program.come_back, helen.folder, str(store), code) == "profile.already-open"
    )


def test_someone_elses_profile_takes_in_nobody(
    helen: Device, asha: Device, code: str, store: Path
) -> None:
    asha.visits()
    asha.hands_over(store)
    found = returning.find(str(store), code)
    assert found.identity.name == "Asha"
    assert refusal(returning.come_back, helen.session, found, code) == "keys.other-person"


def test_handing_over_again_sends_no_keys_again_and_brings_them_back_where_they_are_gone(
    asha: Device, store: Path
) -> None:
    asha.visits()
    asha.hands_over(store)
    [keys] = store.glob("*.rvk")
    written = keys.read_bytes()
    assert asha.hands_over(store).files == ()
    keys.unlink()
    assert asha.hands_over(store).files == (keys.name,)
    assert keys.read_bytes() == written
