"""The unit of work: one verb, one change; what it names as replaced is what its writer had seen."""

from typing import Any

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.changes import Action, operations_in
from reviewer_app.model.nouns import Activity, ActivityMember, Finding, Note, NoteCriterion, Review
from reviewer_app.model.words import Bearing
from reviewer_app.review import capture, findings, timetable
from reviewer_app.store.work import Work
from tests.support import Device


@pytest.fixture
def visit(helen: Device) -> str:
    return helen.visits()


@pytest.fixture
def note(helen: Device, visit: str) -> str:
    return helen.writes(visit, "First wording.")


def text_of(device: Device, note: str) -> str:
    found = device.open.get(Note, note)
    assert found is not None
    return found.text


def refusal(device: Device, verb: Any, *args: Any, **kwargs: Any) -> str:
    before = len(device.changes)
    with pytest.raises(UserError) as refused:
        device.does(verb, *args, **kwargs)
    assert len(device.changes) == before
    return refused.value.code


def test_a_verb_makes_one_change_however_much_it_does(helen: Device, visit: str) -> None:
    before = len(helen.changes)
    helen.does(
        capture.commit_note,
        visit,
        "Tagged.",
        criteria=["assessment-in-lesson", "assessment-in-lesson", "curriculum"],
        groups=["all"],
    )
    assert len(helen.changes) == before + 1
    assert [one.kind for one in operations_in(helen.last_change)] == [
        "note",
        "note_criterion",
        "note_criterion",
        "note_group",
    ]


def test_changes_of_a_journal_hang_on_one_another(helen: Device, note: str) -> None:
    helen.does(capture.edit_note, note, text="Second wording.")
    changes = helen.changes
    assert [one.number for one in changes] == list(range(1, len(changes) + 1))
    assert [one.previous for one in changes] == ["", *(one.hash for one in changes[:-1])]


def test_verb_that_alters_nothing_writes_nothing(helen: Device, note: str) -> None:
    before = helen.position
    helen.does(capture.edit_note, note, text="First wording.")
    assert helen.outcomes[-1].change is None
    assert helen.outcomes[-1].applied.records == {}
    assert helen.position == before


def test_refused_verb_writes_nothing_at_all(helen: Device, note: str) -> None:
    def half(work: Work) -> None:
        work.set(Note, note, text="Half.")
        work.set(Note, note, text=7)

    assert refusal(helen, half) == "review.value-not-allowed"
    assert text_of(helen, note) == "First wording."


def test_note_seen_beyond_the_calendar_is_refused(helen: Device, note: str) -> None:
    def write(work: Work) -> None:
        work.set(Note, note, seen_at="9999-12-31T23:59:59-14:00")

    assert refusal(helen, write) == "review.value-not-allowed"


def test_too_long_a_text_is_refused_with_how_long_it_may_be(helen: Device, note: str) -> None:
    def write(work: Work) -> None:
        work.set(Note, note, text="x" * 98_889)

    with pytest.raises(UserError) as refused:
        helen.does(write)
    assert "it has 98,889 characters, and 20,000 is the most" in str(refused.value)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text": "x" * 20_001}, "text"),
        ({"text": 7}, "text"),
        ({"text": "\udcff"}, "text"),
        ({"bearing": "up"}, "bearing"),
        ({"seen_at": "yesterday"}, "seen_at"),
        ({"seen_at": "2026-11-18T10:17:00"}, "seen_at"),
        ({"nonsense": 1}, "nonsense"),
    ],
)
def test_value_that_a_record_does_not_allow_is_refused_by_name(
    helen: Device, note: str, values: dict[str, Any], field: str
) -> None:
    def write(work: Work) -> None:
        work.set(Note, note, **values)

    with pytest.raises(UserError) as refused:
        helen.does(write)
    assert refused.value.code == "review.value-not-allowed"
    assert refused.value.parameters["field"] == field


def test_record_that_is_gone_cannot_be_changed_or_removed(helen: Device, note: str) -> None:
    helen.does(capture.remove_note, note, "Written twice.")
    assert refusal(helen, capture.edit_note, note, text="Again.") == "review.record-gone"
    assert refusal(helen, capture.remove_note, note, "Again.") == "review.record-gone"


def test_later_value_of_one_work_counts_also_where_it_was_the_value_before(
    helen: Device, note: str
) -> None:
    def there_and_back(work: Work) -> None:
        work.set(Note, note, text="Second wording.")
        work.set(Note, note, text="First wording.")

    helen.does(there_and_back)
    assert text_of(helen, note) == "First wording."


def test_what_a_work_added_can_be_changed_in_it(helen: Device, visit: str) -> None:
    def add_and_change(work: Work) -> str:
        added = capture.commit_note(work, visit, "One.")
        work.set(Note, added, text="Two.")
        return added

    assert text_of(helen, helen.does(add_and_change)) == "Two."


def test_removing_takes_the_children_along_and_undo_brings_all_back(
    helen: Device, visit: str, note: str
) -> None:
    helen.does(capture.tag_note, note, ["curriculum"], ["all"])
    helen.does(timetable.remove, visit, "Planned twice.")
    removal = helen.last_change
    opened = helen.open
    assert not any(opened.records[kind] for kind in ("activity", "note", "note_criterion"))
    helen.does(capture.undo, removal.hash)
    opened = helen.open
    assert opened.criteria_of(note) == ["curriculum"]
    assert opened.members_of(visit) == [helen.session.person().identity.person]


def test_removal_names_the_wording_it_had_seen_and_no_other(
    helen: Device, asha: Device, visit: str, note: str
) -> None:
    asha.receives(helen.changes)
    asha.does(capture.edit_note, note, text="Asha goes on writing.")
    helen.does(capture.remove_note, note, "Written twice.")
    helen.receives(asha.changes)
    asha.receives(helen.changes)
    assert helen.notes == asha.notes == ["Asha goes on writing."]
    assert helen.open.disputed == asha.open.disputed == {note}


def test_adding_what_was_removed_brings_it_back_with_the_new_values(
    helen: Device, note: str
) -> None:
    def add(work: Work, criterion: str = "curriculum") -> None:
        work.add(NoteCriterion, f"{note}:{criterion}", note=note, criterion=criterion)

    helen.does(add)
    helen.does(capture.tag_note, note, [], [])
    assert helen.open.criteria_of(note) == []
    helen.does(add)
    assert helen.open.criteria_of(note) == ["curriculum"]


def test_draft_begun_before_anothers_wording_does_not_replace_it(
    helen: Device, asha: Device, note: str
) -> None:
    asha.receives(helen.changes)
    began = helen.position
    asha.does(capture.edit_note, note, text="Asha's wording.")
    helen.receives(asha.changes)
    helen.does(capture.edit_note, note, since=began, text="Helen's wording.")
    assert helen.open.disputed == {note}
    helen.does(capture.edit_note, note, text="Settled.")
    assert helen.open.disputed == set()
    asha.receives(helen.changes)
    assert asha.notes == helen.notes == ["Settled."]


def test_choosing_the_wording_that_leads_settles_two_versions_too(
    helen: Device, asha: Device, note: str
) -> None:
    asha.receives(helen.changes)
    asha.does(capture.edit_note, note, text="Asha's wording.")
    helen.does(capture.edit_note, note, text="Helen's wording.")
    helen.receives(asha.changes)
    leading = text_of(helen, note)
    helen.does(capture.edit_note, note, text=leading)
    assert helen.open.disputed == set()


def test_undo_takes_back_what_was_added(helen: Device, visit: str) -> None:
    helen.writes(visit, "By mistake.")
    helen.does(capture.undo, helen.last_change.hash)
    assert helen.notes == []


def test_undo_lets_the_former_wording_stand_again(helen: Device, note: str) -> None:
    helen.does(capture.edit_note, note, text="Second wording.", bearing=Bearing.EBI)
    helen.does(capture.undo, helen.last_change.hash)
    assert text_of(helen, note) == "First wording."
    undone = helen.last_change
    helen.does(capture.undo, undone.hash)
    assert text_of(helen, note) == "Second wording."


def test_undo_of_a_removal_that_brought_something_back_removes_it_again(
    helen: Device, note: str
) -> None:
    helen.does(capture.tag_note, note, ["curriculum"], [])
    helen.does(capture.tag_note, note, [], [])
    helen.does(capture.tag_note, note, ["curriculum"], [])
    helen.does(capture.undo, helen.last_change.hash)
    assert helen.open.criteria_of(note) == []


def test_undo_leaves_what_someone_wrote_since(helen: Device, asha: Device, note: str) -> None:
    helen.does(capture.edit_note, note, text="Helen's second wording.")
    mine = helen.last_change
    asha.receives(helen.changes)
    asha.does(capture.edit_note, note, text="Asha's wording.")
    helen.receives(asha.changes)
    helen.does(capture.undo, mine.hash)
    assert text_of(helen, note) == "Asha's wording."
    assert helen.open.disputed == set()


def test_undo_goes_on_behind_what_was_taken_back_before(helen: Device, note: str) -> None:
    changes: list[str] = []
    reversals: dict[str, str] = {}
    for words in ("Second wording.", "Third wording."):
        helen.does(capture.edit_note, note, text=words)
        changes.append(helen.last_change.hash)

    def takes_back(change: str) -> str:
        helen.does(capture.undo, change, dict(reversals))
        reversals[helen.last_change.hash] = change
        return helen.last_change.hash

    third_back = takes_back(changes[1])
    second_back = takes_back(changes[0])
    assert text_of(helen, note) == "First wording."
    takes_back(second_back)
    assert text_of(helen, note) == "Second wording."
    again = takes_back(third_back)
    assert text_of(helen, note) == "Third wording."
    takes_back(again)
    takes_back(changes[0])
    assert text_of(helen, note) == "First wording."


def test_undo_that_goes_on_leaves_what_someone_wrote_in_between(
    helen: Device, asha: Device, note: str
) -> None:
    helen.does(capture.edit_note, note, text="Helen's second wording.")
    first = helen.last_change.hash
    asha.receives(helen.changes)
    asha.does(capture.edit_note, note, text="Asha's wording.")
    helen.receives(asha.changes)
    helen.does(capture.edit_note, note, text="Helen's third wording.")
    last = helen.last_change.hash
    helen.does(capture.undo, last)
    helen.does(capture.undo, first, {helen.last_change.hash: last})
    assert text_of(helen, note) == "Asha's wording."
    assert helen.open.disputed == set()


def test_undo_of_one_of_two_versions_leaves_the_other(
    helen: Device, asha: Device, note: str
) -> None:
    asha.receives(helen.changes)
    asha.does(capture.edit_note, note, text="Asha's wording.")
    helen.does(capture.edit_note, note, text="Helen's wording.")
    mine = helen.last_change
    helen.receives(asha.changes)
    helen.does(capture.undo, mine.hash)
    asha.receives(helen.changes)
    assert {text_of(helen, note)} <= {"First wording.", "Asha's wording."}
    assert helen.open.disputed == asha.open.disputed == {note}


def test_unknown_change_cannot_be_undone_or_redacted(helen: Device, note: str) -> None:
    assert refusal(helen, capture.undo, "0" * 64) == "review.record-gone"
    assert refusal(helen, capture.redact_note, note, "0" * 64, "why") == "review.record-gone"


def test_redaction_empties_the_words_everywhere_and_the_chain_still_checks(
    helen: Device, asha: Device, visit: str
) -> None:
    note = helen.writes(visit, "Names a child.")
    named = helen.last_change
    asha.receives(helen.changes)
    helen.does(capture.redact_note, note, named.hash, "names a child")
    asha.receives(helen.changes)
    for device in (helen, asha):
        assert device.notes == [""]
        assert not any(b"Names a child" in (one.content or b"") for one in device.changes)
        assert device.session.audit(device.review).sound


def test_reviewer_redacts_their_own_words_and_the_lead_everyones(
    helen: Device, asha: Device, note: str
) -> None:
    asha.receives(helen.changes)
    first = next(one for one in helen.changes if b"First wording" in (one.content or b""))
    assert refusal(asha, capture.redact_note, note, first.hash, "why") == "review.not-allowed"
    own = asha.writes(asha.visits("Year 2"), "Names a child.")
    named = asha.last_change
    helen.receives(asha.changes)
    helen.does(capture.redact_note, own, named.hash, "names a child")
    asha.does(capture.redact_note, own, named.hash, "names a child")
    helen.receives(asha.changes)
    assert "Names a child." not in helen.notes


def test_reviewer_neither_sets_up_nor_agrees(helen: Device, asha: Device) -> None:
    def rename(work: Work) -> None:
        work.set(Review, work.review, school_name="Another School")

    assert refusal(asha, rename) == "review.not-allowed"


def test_nobody_writes_before_they_said_who_they_are(helen: Device) -> None:
    helen.session.database.author = None
    assert refusal(helen, timetable.plan, "lesson-visit", "Year 4") == "review.nobody"


def test_removed_and_added_again_has_every_value_once(helen: Device, visit: str) -> None:
    person = helen.session.person().identity.person
    helen.does(timetable.send, visit, [])
    helen.does(timetable.send, visit, [person])
    assert helen.open.members_of(visit) == [person]
    assert helen.open.disputed == set()
    assert isinstance(helen.open.get(ActivityMember, f"{visit}:{person}"), ActivityMember)


def test_living_child_brings_back_its_parent(helen: Device, asha: Device, visit: str) -> None:
    asha.receives(helen.changes)
    note = asha.writes(visit, "Asha was there.")
    helen.does(timetable.remove, visit, "Planned twice.")
    helen.receives(asha.changes)
    assert helen.open.get(Activity, visit) is not None
    assert helen.notes == ["Asha was there."]
    asha.receives(helen.changes)
    asha.does(capture.remove_note, note, "Written twice.")
    helen.receives(asha.changes)
    assert helen.open.get(Activity, visit) is None


def test_removal_keeps_its_reason(helen: Device, note: str) -> None:
    helen.does(capture.remove_note, note, "Written twice.")
    [removal] = operations_in(helen.last_change)
    assert (removal.action, removal.reason) == (Action.REMOVE, "Written twice.")


def test_finding_without_words_is_refused(helen: Device) -> None:
    assert refusal(helen, findings.add_finding, "leadership", Bearing.WWW, " ") == "finding.empty"
    assert helen.open.all(Finding) == []
