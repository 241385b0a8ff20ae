"""A name is replaced or taken out everywhere, or stays for a reason; a dismissed word is dismissed for all."""

from pathlib import Path

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.changes import Action, Operation
from reviewer_app.model.nouns import DismissedWord, ListedName, Note
from reviewer_app.model.roster import may
from reviewer_app.model.words import Role
from reviewer_app.review import capture, set_up
from reviewer_app.review.names import answering
from reviewer_app.review.names.gate import names_left
from reviewer_app.review.names.guard import NameGuard
from reviewer_app.review.names.places import Place
from tests.model.team import first_roster, person
from tests.support import Device


def place(note: str) -> Place:
    return Place("note", note, "text")


def left(device: Device) -> list[str]:
    return [one.hit.text for one in names_left(device.session, device.open)]


def wordings(device: Device, note: str) -> list[object]:
    history = device.session.history(device.open.id, "note", note)
    return [one.values.get("text") for one in history if one.action.value in ("add", "set")]


def test_a_role_takes_the_place_of_a_name_and_no_earlier_wording_holds_it(helen: Device) -> None:
    note = helen.writes(helen.visits(), "Kacper explained. We asked Kacper's partner too.")
    helen.does(capture.edit_note, note, text="Kacper explained well. We asked Kacper's partner.")
    helen.does(answering.replace_name, place(note), "Kacper", "a Year 4 pupil")
    assert wordings(helen, note) == [
        None,
        None,
        "A Year 4 pupil explained well. We asked a Year 4 pupil's partner.",
    ]
    assert left(helen) == []


def test_a_name_taken_out_by_hand_still_stands_in_the_earlier_wording(helen: Device) -> None:
    note = helen.writes(helen.visits(), "Kacper explained.")
    helen.does(capture.edit_note, note, text="A pupil explained.")
    [found] = names_left(helen.session, helen.open)
    assert (found.hit.text, found.place, bool(found.change)) == ("Kacper", place(note), True)
    helen.does(answering.empty_earlier, place(note), "Kacper")
    assert left(helen) == []
    assert helen.notes == ["A pupil explained."]


def test_a_removed_note_is_emptied_too(helen: Device) -> None:
    note = helen.writes(helen.visits(), "Kacper explained.")
    helen.does(capture.remove_note, note, "Written twice.")
    assert left(helen) == ["Kacper"]
    helen.does(answering.empty_earlier, place(note), "Kacper")
    assert left(helen) == []


def test_taking_back_a_replacement_does_not_bring_the_name_back(helen: Device) -> None:
    note = helen.writes(helen.visits(), "Kacper explained.")
    helen.does(answering.replace_name, place(note), "Kacper", "a pupil")
    helen.does(capture.undo, helen.last_change.hash)
    assert "Kacper" not in str(helen.notes)
    assert left(helen) == []


def test_the_words_are_gone_on_every_laptop(helen: Device, asha: Device, store: Path) -> None:
    note = helen.writes(helen.visits(), "Kacper explained.")
    helen.hands_over(store)
    asha.gathers(store)
    assert left(asha) == ["Kacper"]
    helen.does(answering.replace_name, place(note), "Kacper", "a pupil")
    helen.hands_over(store)
    asha.gathers(store)
    assert asha.notes == ["A pupil explained."]
    assert wordings(asha, note) == [None, "A pupil explained."]
    assert left(asha) == []


def test_only_the_lead_empties_words_of_another(helen: Device, asha: Device, store: Path) -> None:
    note = helen.writes(helen.visits(), "Kacper explained.")
    helen.hands_over(store)
    asha.gathers(store)
    asha.does(answering.replace_name, place(note), "Kacper", "a pupil")
    assert asha.notes == ["A pupil explained."]
    assert set(wordings(asha, note)) == {"Kacper explained.", "A pupil explained."}
    [found] = names_left(asha.session, asha.open)
    assert found.author == helen.session.person().author.person
    with pytest.raises(UserError, match=r"name\.not-yours") as refused:
        asha.does(answering.empty_earlier, place(note), "Kacper")
    assert "Ask Helen" in refused.value.remedy
    assert set(wordings(asha, note)) == {"Kacper explained.", "A pupil explained."}


@pytest.mark.parametrize("role", list(Role))
def test_who_empties_is_who_the_roster_lets(role: Role) -> None:
    redaction = Operation(Action.REDACT, "@change", "x")
    writer, other = person("asha", Role.REVIEWER), person("tom", role)
    lead = () if role is Role.LEAD else (person("helen", Role.LEAD),)
    able = answering.who_empties(first_roster(*lead, writer, other), writer.person)
    assert writer in able
    assert (other in able) is may(role, redaction, own=False)


def test_nothing_but_a_name_is_not_taken_out(helen: Device) -> None:
    note = helen.writes(helen.visits(), "Kacper")
    with pytest.raises(UserError, match=r"name\.nothing-left"):
        helen.does(answering.replace_name, place(note), "Kacper", "")
    assert helen.notes == ["Kacper"]


def test_a_name_stays_in_one_place_only_and_for_a_reason(helen: Device) -> None:
    visit = helen.visits()
    first = helen.writes(visit, "Kacper explained.")
    second = helen.writes(visit, "Kacper asked.")
    with pytest.raises(UserError, match=r"name\.reason-missing"):
        helen.does(answering.let_stay, place(first), "Kacper", " ")
    helen.does(answering.let_stay, place(first), "Kacper", "The author of a book.")
    [found] = names_left(helen.session, helen.open)
    assert found.place == place(second)


def test_a_dismissed_word_is_not_raised_again_on_any_laptop(
    helen: Device, asha: Device, store: Path
) -> None:
    helen.writes(helen.visits(), "We asked Kacper.")
    for device in (helen, asha):
        device.does(answering.dismiss, "Kacper", "A puppet.")
    for device in (helen, asha, helen):
        device.hands_over(store)
        device.gathers(store)
    for device in (helen, asha):
        assert len(device.open.all(DismissedWord)) == 2
        assert left(device) == []
    helen.does(answering.raise_again, "KACPER")
    assert left(helen) == ["Kacper"]


def test_a_list_of_names_is_kept_without_a_name(helen: Device) -> None:
    helen.writes(helen.visits(), "Table three: Quillon is stuck.")
    assert left(helen) == []
    assert helen.does(answering.look_out_for, "Quillon Treadgold\nMarnix Vale\n") == 2
    assert left(helen) == ["Quillon"]
    assert "illon" not in str(helen.open.all(ListedName)).lower()
    assert all(b"Quillon" not in (one.content or b"") for one in helen.changes[-1:])
    assert helen.does(answering.look_out_for, "quillon treadgold") == 0
    helen.does(answering.forget_names)
    assert left(helen) == []


def test_the_team_may_be_named_in_a_note_and_the_head_may_not(helen: Device) -> None:
    helen.does(set_up.change_facts, head_name="Priya Nair")
    guard = NameGuard(helen.open)
    assert guard.hits("Helen and I agreed.") == []
    assert [one.text for one in guard.hits("Priya Nair agreed.")] == ["Priya Nair"]
    assert guard.hits("Priya Nair agreed.", "passage") == []


def test_a_note_keeps_its_tags_when_a_name_goes(helen: Device) -> None:
    note = helen.writes(helen.visits(), "We asked Kacper.")
    helen.does(capture.tag_note, note, ("c1",), ())
    helen.does(answering.replace_name, place(note), "Kacper", "")
    assert helen.open.criteria_of(note) == ["c1"]
    found = helen.open.get(Note, note)
    assert found is not None
    assert found.text == "We asked."


@pytest.mark.parametrize(
    ("text", "words", "after"),
    [
        ("Kacper read. Then Kacper sat.", "a pupil", "A pupil read. Then a pupil sat."),
        ("“Kacper can,” she said.", "a pupil", "“A pupil can,” she said."),
        ("Well done Kacper, again.", "", "Well done, again."),
        ("With Kacper’s help it went well.", "", "With help it went well."),
        ("Kacpers are not Kacper.", "a pupil", "Kacpers are not a pupil."),
    ],
)
def test_a_sentence_reads_well_without_its_name(text: str, words: str, after: str) -> None:
    assert answering.without_name(text, "Kacper", words) == after
