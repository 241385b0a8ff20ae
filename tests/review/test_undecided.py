"""What was written before its writer heard that their part had changed: who still reads it, and how it counts again."""

from pathlib import Path

import pytest

from reviewer_app.model.nouns import Note
from reviewer_app.model.reasons import Reason
from reviewer_app.review import capture, membership
from reviewer_app.review.undecided import Undecided, undecided, unread
from tests.support import Device, Devices


def person(device: Device) -> str:
    return device.session.person().identity.person


def waiting(device: Device) -> list[Undecided]:
    return list(undecided(device.session, device.review))


def read_by(device: Device) -> list[tuple[str, str, bool]]:
    """Give what is read though it does not count: what kind, the words, whether they are one's own."""
    return [(one.kind, one.words, one.mine) for one in unread(device.session, device.review)]


@pytest.fixture
def visit(helen: Device, asha: Device, store: Path) -> str:
    """A visit, while Asha leads and Helen, who was ill, has not gathered that: two notes of hers are on her laptop."""
    membership.name_successor(helen.session, helen.review, person(asha))
    visit = helen.visits()
    helen.hands_over(store)
    asha.gathers(store)
    helen.writes(visit, "From the sofa.")
    helen.writes(visit, "And one more.")
    membership.take_over(asha.session, asha.review)
    asha.hands_over(store)
    return visit


def test_a_lead_who_was_ill_reads_what_they_wrote_until_it_is_counted_in(
    helen: Device, asha: Device, store: Path, visit: str
) -> None:
    assert helen.notes == ["From the sofa.", "And one more."]
    assert waiting(helen) == []
    own = helen.gathers(store)
    assert helen.notes == []
    expected = Undecided(person(helen), "Helen Marsh", 2, True, True, "Asha", notes=2)
    assert [*own.undecided] == waiting(helen) == [expected]
    of_own = [("note", "From the sofa.", True), ("note", "And one more.", True)]
    assert read_by(helen) == of_own
    # They go as everything of hers does, and whoever decides reads them before.
    assert helen.unsent == 2
    assert helen.hands_over(store).sent == 2
    asha.gathers(store)
    assert asha.notes == []
    assert read_by(asha) == [(kind, words, False) for kind, words, _mine in of_own]
    membership.move_cut(asha.session, asha.review, person(helen))
    asha.hands_over(store)
    helen.gathers(store)
    assert helen.notes == asha.notes == ["From the sofa.", "And one more."]
    assert read_by(helen) == read_by(asha) == []


def test_a_lead_who_was_ill_lets_their_own_words_count_themselves(
    helen: Device, asha: Device, store: Path, visit: str
) -> None:
    helen.gathers(store)
    membership.move_cut(helen.session, helen.review, person(helen))
    helen.hands_over(store)
    asha.gathers(store)
    assert helen.notes == asha.notes == ["From the sofa.", "And one more."]


def test_a_reviewer_put_back_reads_what_they_wrote_meanwhile_and_nobody_else_who_does_not_decide(
    helen: Device, asha: Device, devices: Devices, store: Path
) -> None:
    tom = devices("Tom")
    helen.invites(tom)
    visit = asha.visits()
    asha.hands_over(store)
    for one in (helen, tom):
        one.gathers(store)
    asha.writes(visit, "Before she heard of it.")
    membership.remove(helen.session, helen.review, person(asha))
    helen.hands_over(store)
    asha.gathers(store)
    asha.writes(visit, "She writes on.")
    assert asha.notes == ["Before she heard of it.", "She writes on."]
    membership.put_back(helen.session, helen.review, person(asha))
    helen.hands_over(store)
    asha.gathers(store)
    assert asha.notes == []
    assert waiting(asha) == [
        Undecided(person(asha), "Asha", 2, True, False, "Helen Marsh", notes=2)
    ]
    of_own = [("note", "Before she heard of it.", True), ("note", "She writes on.", True)]
    assert read_by(asha) == of_own
    asha.hands_over(store)
    for one in (helen, tom):
        one.gathers(store)
    assert [words for _kind, words, _mine in read_by(helen)] == [one[1] for one in of_own]
    # Tom hears that something waits, and for whom; the words are not his to read before.
    assert [(one.name, one.lead, one.decides) for one in waiting(tom)] == [
        ("Asha", "Helen Marsh", False)
    ]
    assert read_by(tom) == []
    membership.move_cut(helen.session, helen.review, person(asha))
    helen.hands_over(store)
    asha.gathers(store)
    assert asha.notes == helen.notes == ["Before she heard of it.", "She writes on."]
    assert read_by(asha) == []


def test_the_last_words_are_read_and_none_that_were_removed_or_emptied(
    helen: Device, asha: Device, store: Path, visit: str
) -> None:
    sofa, more = sorted(helen.open.all(Note), key=lambda one: one.text, reverse=True)
    helen.does(capture.edit_note, sofa.id, text="In better words.")
    helen.does(capture.empty_earlier_words, sofa.id, Reason.NOT_FOR_THE_REVIEW)
    helen.does(capture.remove_note, more.id, "Said twice")
    helen.gathers(store)
    assert read_by(helen) == [("note", "In better words.", True)]
