import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.nouns import Activity, Note
from reviewer_app.model.words import ActivityKind, ActivityState, Bearing, Source
from reviewer_app.review import capture, timetable
from tests.refusals import refusal
from tests.support import Device

SEEN = "2026-11-18T09:05:00+00:00"


def activity(device: Device, record: str) -> Activity:
    found = device.open.get(Activity, record)
    assert found is not None
    return found


def note_of(device: Device, record: str) -> Note:
    found = device.open.get(Note, record)
    assert found is not None
    return found


def test_visit_runs_is_seen_and_is_written_up(helen: Device) -> None:
    visit = helen.does(timetable.plan, ActivityKind.LESSON_VISIT, "Year 4")
    helen.does(capture.start_visit, visit)
    began = activity(helen, visit)
    assert (began.state, began.seen_from) == (
        ActivityState.RUNNING,
        "2026-11-18T10:19:00.000+00:00",
    )
    helen.does(capture.start_visit, visit)
    assert activity(helen, visit) == began
    helen.does(capture.mark_seen, visit)
    seen = activity(helen, visit)
    assert (seen.state, seen.seen_from) == (ActivityState.SEEN, began.seen_from)
    helen.does(capture.finish_visit, visit)
    done = activity(helen, visit)
    assert (done.state, done.seen_to) == (ActivityState.WRITTEN_UP, seen.seen_to)
    helen.does(capture.reopen_visit, visit)
    assert activity(helen, visit).state is ActivityState.SEEN


def test_whoever_starts_a_visit_goes_to_it(helen: Device) -> None:
    visit = helen.does(timetable.plan, ActivityKind.LESSON_VISIT, "Year 4", people=["someone"])
    helen.does(capture.start_visit, visit)
    assert helen.session.person().identity.person in helen.open.members_of(visit)


def test_visit_that_was_not_seen_can_be_started_after_all(helen: Device) -> None:
    visit = helen.does(timetable.plan, ActivityKind.LESSON_VISIT, "Year 4")
    helen.does(timetable.not_seen, visit, "Fire drill")
    helen.does(capture.start_visit, visit)
    assert activity(helen, visit).not_seen_because == ""


def test_note_keeps_when_it_was_seen_and_when_it_was_written(helen: Device) -> None:
    note = helen.does(
        capture.commit_note,
        helen.visits(),
        "  “I like books”  ",
        bearing=Bearing.WWW,
        source=Source.QUOTE,
        speaker="a Year 4 pupil",
        seen_at=SEEN,
    )
    found = note_of(helen, note)
    assert found.text == "“I like books”"
    assert (found.seen_at, found.written_at[11:16]) == (SEEN, "10:19")
    assert (found.source, found.speaker, found.bearing) == (
        Source.QUOTE,
        "a Year 4 pupil",
        Bearing.WWW,
    )
    assert found.author == helen.session.person().identity.person


@pytest.mark.parametrize("text", ["", "  ", "\n\t"])
def test_note_without_words_is_refused(helen: Device, text: str) -> None:
    visit = helen.visits()
    with pytest.raises(UserError) as refused:
        helen.writes(visit, text)
    assert refused.value.code == "note.empty"
    note = helen.writes(visit, "One.")
    with pytest.raises(UserError):
        helen.does(capture.edit_note, note, text=text)
    assert helen.notes == ["One."]


def test_tags_are_what_was_listed_last(helen: Device) -> None:
    note = helen.writes(helen.visits(), "One.")
    helen.does(capture.tag_note, note, ["feedback", "reading"], ["all", "send"])
    helen.does(capture.tag_note, note, ["reading", "behaviour"], [])
    assert helen.open.criteria_of(note) == ["behaviour", "reading"]
    assert helen.open.groups_of(note) == []


def test_rewriting_changes_words_and_tags_in_one_change(helen: Device) -> None:
    note = helen.writes(helen.visits(), "One.")
    before = len(helen.changes)
    helen.does(
        capture.rewrite_note,
        note,
        " Two. ",
        bearing=Bearing.EBI,
        criteria=["feedback"],
        groups=["all"],
        seen_at=SEEN,
    )
    assert len(helen.changes) == before + 1
    found = note_of(helen, note)
    assert (found.text, found.bearing, found.seen_at) == ("Two.", Bearing.EBI, SEEN)
    assert helen.open.criteria_of(note) == ["feedback"]


def test_committing_drops_the_draft_in_the_same_transaction(helen: Device) -> None:
    visit = helen.visits()
    place = f"note:{visit}"
    helen.types(place, "The walls sh")
    assert helen.open.draft(place) is not None
    with pytest.raises(UserError):
        helen.does(capture.commit_note, visit, " ", place=place)
    assert helen.open.draft(place) is not None
    helen.does(capture.commit_note, visit, "The walls show pupils' work.", place=place)
    assert helen.open.draft(place) is None


def test_discarded_draft_is_gone(helen: Device) -> None:
    helen.types("note:a", "The walls sh")
    helen.session.database.local(capture.discard_draft, helen.review, "note:a").result()
    assert helen.open.drafts == {}


def test_earlier_words_are_emptied_everywhere_and_what_stands_stays(
    helen: Device, asha: Device
) -> None:
    note = helen.writes(helen.visits(), "He said that his uncle hits him.")
    helen.does(capture.edit_note, note, text="He was upset.")
    helen.does(capture.edit_note, note, text="A Year 4 pupil was upset.")
    asha.receives(helen.changes)
    assert helen.does(capture.empty_earlier_words, note, "Not for us.") == 2
    asha.receives(helen.changes)
    for device in (helen, asha):
        assert device.notes == ["A Year 4 pupil was upset."]
        assert not any(b"uncle" in (one.content or b"") for one in device.changes)
        assert not any(b"He was" in (one.content or b"") for one in device.changes)
        assert device.session.audit(device.review).sound
    assert refusal(helen.does, capture.empty_earlier_words, note, "Why.") == "note.nothing-earlier"


def test_of_a_removed_note_all_words_are_emptied(helen: Device) -> None:
    note = helen.writes(helen.visits(), "His uncle hits him.")
    helen.does(capture.remove_note, note, "Not for us.")
    assert helen.does(capture.empty_earlier_words, note, "Not for us.") == 1
    assert not any(b"uncle" in (one.content or b"") for one in helen.changes)
    helen.does(capture.undo, helen.changes[-2].hash)
    assert helen.notes == [""]


def test_words_are_emptied_for_a_reason_by_who_wrote_them_or_leads_and_never_one_of_two_versions(
    helen: Device, asha: Device
) -> None:
    note = helen.writes(helen.visits(), "One.")
    asha.receives(helen.changes)
    helen.does(capture.edit_note, note, text="Two.")
    empty = capture.empty_earlier_words
    assert refusal(helen.does, empty, note, " ") == "note.emptied-without-reason"
    asha.does(capture.edit_note, note, text="Three.")
    assert refusal(asha.does, empty, note, "Why.") == "review.not-allowed"
    helen.receives(asha.changes)
    assert refusal(helen.does, empty, note, "Why.") == "note.two-versions"
    helen.does(capture.edit_note, note, text="Four.")
    assert helen.does(empty, note, "Why.") == 3


@pytest.mark.parametrize(
    ("typed", "bearing", "text"),
    [
        ("www Pupils explain.", Bearing.WWW, "Pupils explain."),
        ("EBI they read more", Bearing.EBI, "they read more"),
        ("www", Bearing.NEUTRAL, "www"),
        ("www.example.org says", Bearing.NEUTRAL, "www.example.org says"),
        ("The www of it", Bearing.NEUTRAL, "The www of it"),
        ("question why?", Bearing.NEUTRAL, "question why?"),
    ],
)
def test_a_first_word_says_which_way_a_note_points(typed: str, bearing: Bearing, text: str) -> None:
    assert capture.bearing_in(typed) == (bearing, text)
