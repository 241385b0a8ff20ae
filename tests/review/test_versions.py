"""Two versions of one note: both are told, one action chooses, undo brings both back, on every laptop the same."""

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.nouns import Finding, Note, NoteCriterion
from reviewer_app.model.words import Bearing
from reviewer_app.review import arrange, capture, findings, versions
from reviewer_app.review.versions import RecordVersion, choose_version
from tests.support import Device, Devices

HERS, ANOTHERS = "Three of four finish early.", "Three of the four finish."


def two(helen: Device, asha: Device) -> str:
    """Let two people change one note, and each receive the other's change."""
    note = helen.writes(helen.visits(), "Three finish.")
    asha.receives(helen.changes)
    asha.does(capture.edit_note, note, text=ANOTHERS, bearing=Bearing.WWW)
    helen.clock.forward(1)
    helen.does(capture.edit_note, note, text=HERS)
    meet(helen, asha)
    return note


def meet(*people: Device) -> None:
    for one in people:
        for other in people:
            if one is not other:
                one.receives(other.changes)


def read(device: Device, note: str) -> list[RecordVersion[Note]]:
    return device.session.database.ask(versions.versions_of, device.review, Note, note).result()


def words(device: Device, note: str) -> list[str]:
    return [one.record.text for one in read(device, note)]


def need(device: Device, note: str) -> Note:
    found = device.open.get(Note, note)
    assert found is not None
    return found


def test_both_versions_are_told_with_who_and_when_the_one_that_leads_first(
    helen: Device, asha: Device
) -> None:
    note = two(helen, asha)
    told = read(helen, note)
    assert [(one.record.text, one.person) for one in told] == [
        (HERS, helen.session.person().identity.person),
        (ANOTHERS, asha.session.person().identity.person),
    ]
    assert told[0].time > told[1].time
    assert [dict(one.differs) for one in told] == [{"text": HERS}, {"text": ANOTHERS}]
    assert read(asha, note) == told


def test_a_note_with_one_wording_has_no_versions(helen: Device) -> None:
    assert read(helen, helen.writes(helen.visits(), "One.")) == []
    assert read(helen, "no such note") == []


@pytest.mark.parametrize("which", [0, 1])
def test_choosing_one_settles_it_on_every_laptop(helen: Device, asha: Device, which: int) -> None:
    note = two(helen, asha)
    chosen = read(helen, note)[which]
    helen.does(choose_version, Note, note, chosen.key, since=helen.position)
    meet(helen, asha)
    for one in (helen, asha):
        assert one.open.disputed == set()
        assert need(one, note).text == chosen.record.text
        assert need(one, note).bearing is Bearing.WWW


def test_undo_of_a_choice_brings_both_back_and_redo_chooses_again(
    helen: Device, asha: Device
) -> None:
    note = two(helen, asha)
    before = read(helen, note)
    helen.does(choose_version, Note, note, before[1].key, since=helen.position)
    choice = helen.last_change.hash
    helen.does(capture.undo, choice)
    meet(helen, asha)
    for one in (helen, asha):
        assert one.open.disputed == {note}
        assert need(one, note).text == HERS
        assert [(at.record.text, at.person, at.time) for at in read(one, note)] == [
            (at.record.text, at.person, at.time) for at in before
        ]
    helen.does(capture.undo, helen.last_change.hash, {helen.last_change.hash: choice})
    meet(helen, asha)
    assert helen.open.disputed == asha.open.disputed == set()
    assert need(asha, note).text == ANOTHERS


def test_a_version_that_came_after_both_were_looked_at_is_still_to_be_chosen_from(
    helen: Device, asha: Device
) -> None:
    note = two(helen, asha)
    seen, looked = read(helen, note), helen.position
    asha.does(capture.edit_note, note, text="All finish.", since=1)
    helen.receives(asha.changes)
    helen.does(choose_version, Note, note, seen[0].key, since=looked)
    assert sorted(words(helen, note)) == sorted([HERS, "All finish."])


def test_choosing_what_is_there_no_more_is_refused(helen: Device, asha: Device) -> None:
    note = two(helen, asha)
    gone = read(helen, note)[1]
    helen.does(capture.edit_note, note, text="A third.")
    with pytest.raises(UserError) as refused:
        helen.does(choose_version, Note, note, gone.key, since=helen.position)
    assert refused.value.code == "review.record-gone"


def removed_late(helen: Device, asha: Device) -> str:
    """Let one person remove a note while another goes on writing it."""
    note = helen.writes(helen.visits(), "Three finish.")
    asha.receives(helen.changes)
    asha.clock.forward(1)
    asha.does(capture.edit_note, note, text=ANOTHERS)
    helen.does(capture.remove_note, note, "Written twice.")
    meet(helen, asha)
    return note


def test_removed_here_and_changed_there_are_two_versions_too(helen: Device, asha: Device) -> None:
    note = removed_late(helen, asha)
    stays, goes = read(helen, note)
    assert (stays.record.text, stays.removed) == (ANOTHERS, False)
    assert stays.person == asha.session.person().identity.person
    assert (goes.removed, goes.reason) == (True, "Written twice.")
    assert goes.person == helen.session.person().identity.person


def test_note_that_was_removed_too_early_can_be_kept_and_undo_does_not_remove_it(
    helen: Device, asha: Device
) -> None:
    note = removed_late(helen, asha)
    helen.does(choose_version, Note, note, read(helen, note)[0].key, since=helen.position)
    assert helen.open.disputed == set()
    helen.does(capture.undo, helen.last_change.hash)
    assert helen.notes == [ANOTHERS]


def test_note_that_was_removed_too_early_can_be_let_go(helen: Device, asha: Device) -> None:
    note = removed_late(helen, asha)
    helen.does(choose_version, Note, note, read(helen, note)[1].key, since=helen.position)
    meet(helen, asha)
    assert helen.notes == asha.notes == []
    helen.does(capture.undo, helen.last_change.hash)
    assert helen.notes == [ANOTHERS]


def as_written(device: Device) -> list[tuple[str, str]]:
    """Give the words of every note with the first name of its author."""
    opened = device.open
    return sorted((note.text, opened.name_of(note.author)) for note in opened.all(Note))


@pytest.mark.parametrize("keeper", ["Helen", "Asha"])
def test_both_are_kept_as_two_notes_each_in_its_writers_name_on_every_laptop(
    helen: Device, asha: Device, keeper: str
) -> None:
    note = two(helen, asha)
    helen.does(capture.tag_note, note, ["assessment-in-lesson"], ["all"])
    meet(helen, asha)
    keeps = helen if keeper == "Helen" else asha
    [made] = keeps.does(arrange.keep_both, note, since=keeps.position)
    meet(helen, asha)
    for one in (helen, asha):
        assert one.open.disputed == set()
        assert sorted(one.notes) == sorted([HERS, ANOTHERS])
        # What another wrote stays where it was; what this person wrote is a note of their own.
        own = need(one, made)
        assert own.author == keeps.session.person().identity.person
        assert own.text == (HERS if keeper == "Helen" else ANOTHERS)
        assert own.shaped == f"from {note}"
        assert own.bearing is Bearing.WWW
        assert [tag.criterion for tag in one.open.all(NoteCriterion) if tag.note == made] == [
            "assessment-in-lesson"
        ]
    assert as_written(helen) == as_written(asha)
    keeps.does(capture.undo, keeps.last_change.hash)
    meet(helen, asha)
    assert helen.open.disputed == asha.open.disputed == {note}
    assert len(helen.notes) == 1


def test_nobody_keeps_both_in_the_name_of_two_others(
    helen: Device, asha: Device, devices: Devices
) -> None:
    note = two(helen, asha)
    tom = devices("Tom")
    helen.invites(tom)
    meet(helen, asha, tom)
    with pytest.raises(UserError) as refused:
        tom.does(arrange.keep_both, note, since=tom.position)
    assert refused.value.code == "note.keep-anothers"
    meet(helen, asha, tom)
    assert helen.open.disputed == {note}


def test_one_wording_is_not_kept_twice(helen: Device, asha: Device) -> None:
    note = removed_late(helen, asha)
    with pytest.raises(UserError) as refused:
        helen.does(arrange.keep_both, note, since=helen.position)
    assert refused.value.code == "review.record-gone"


def test_versions_of_a_finding_are_told_and_settled_like_those_of_a_note(
    helen: Device, asha: Device
) -> None:
    finding = helen.does(findings.add_finding, "provision", Bearing.EBI, "Pupils wait.")
    asha.receives(helen.changes)
    asha.does(findings.edit_finding, finding, text="Some pupils wait.")
    helen.does(findings.edit_finding, finding, text="Pupils wait for help.")
    meet(helen, asha)
    assert helen.open.disputed == {finding}
    told = helen.session.versions(helen.review, Finding, finding)
    assert {one.record.text for one in told} == {"Some pupils wait.", "Pupils wait for help."}
    other = next(one for one in told if one.record.text == "Some pupils wait.")
    helen.does(choose_version, Finding, finding, other.key, since=helen.position)
    meet(helen, asha)
    for one in (helen, asha):
        assert one.open.disputed == set()
        assert [found.text for found in one.open.all(Finding)] == ["Some pupils wait."]
