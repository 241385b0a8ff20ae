from pathlib import Path

from reviewer_app.model.nouns import Note
from reviewer_app.model.words import ActivityKind, Bearing, FollowUp
from reviewer_app.review import advice, arrange, capture, findings, notes_found, weigh, wording
from reviewer_app.review.notes_found import Wanted
from tests.support import Device


def written(
    device: Device, kind: ActivityKind, criterion: str, bearing: Bearing = Bearing.WWW
) -> str:
    visit = device.does(capture.start_unplanned, kind, "Somewhere")
    return device.does(capture.commit_note, visit, "Seen.", bearing=bearing, criteria=[criterion])


def test_note_counts_once_in_the_row_of_its_criterion_and_the_column_of_its_source(
    helen: Device,
) -> None:
    note = written(helen, ActivityKind.LESSON_VISIT, "shared-direction", Bearing.EBI)
    opened = helen.open
    table = weigh.matrix(opened)
    row = next(one for one in table.rows if note in table.cells[(one.id, "lessons")].notes)
    assert row.heading == "leadership"
    assert (table.cells[(row.id, "lessons")].count, table.cells[(row.id, "lessons")].against) == (
        1,
        1,
    )
    assert sum(cell.count for cell in table.cells.values()) == 1
    helen.does(capture.tag_note, note, ["shared-direction", "shared-direction"], [])
    assert weigh.matrix(helen.open).row_notes(row.id) == 1


def test_row_is_thin_until_two_notes_from_two_sources(helen: Device) -> None:
    def thin() -> set[str]:
        return {one.row.id for one in weigh.thin_rows(helen.open)}

    note = written(helen, ActivityKind.LESSON_VISIT, "shared-direction")
    table = weigh.matrix(helen.open)
    row = next(one.id for one in table.rows if note in table.cells[(one.id, "lessons")].notes)
    assert row in thin()
    written(helen, ActivityKind.LESSON_VISIT, "shared-direction")
    assert row in thin()
    written(helen, ActivityKind.WORK_SCRUTINY, "shared-direction")
    assert row not in thin()


def test_what_is_thin_stands_out_once_half_of_the_rows_are_not(helen: Device) -> None:
    rows = {one.id for one in weigh.matrix(helen.open).rows}
    first = {
        next(
            one.id
            for one in helen.open.framework.framework.criteria
            if row in (one.strand, one.heading)
        )
        for row in sorted(rows)[: len(rows) // 2]
    }
    for criterion in sorted(first):
        assert not weigh.thin_stands_out(weigh.matrix(helen.open))
        written(helen, ActivityKind.LESSON_VISIT, criterion)
        written(helen, ActivityKind.PUPIL_VOICE, criterion)
    assert weigh.thin_stands_out(weigh.matrix(helen.open))


def test_support_counts_notes_for_and_against_and_the_sources_of_those_for(helen: Device) -> None:
    one = written(helen, ActivityKind.LESSON_VISIT, "feedback")
    two = written(helen, ActivityKind.WORK_SCRUTINY, "feedback")
    three = written(helen, ActivityKind.PUPIL_VOICE, "feedback")
    finding = helen.does(
        findings.add_finding, "leadership", Bearing.WWW, "x", evidence=[one, two], against=[three]
    )
    found = weigh.support(helen.open, finding)
    assert (found.notes, found.against, found.enough) == (2, 1, True)
    assert set(found.sources) == {"lessons", "books"}
    helen.does(capture.remove_note, two, "Written twice.")
    assert weigh.support(helen.open, finding).notes == 1


def test_what_waits_is_mine_seen_and_not_written_up(helen: Device, asha: Device) -> None:
    visit = asha.visits()
    asha.does(capture.mark_seen, visit)
    helen.receives(asha.changes)
    assert weigh.waiting_to_be_written(helen.open) == []
    assert [one.id for one in weigh.waiting_to_be_written(asha.open)] == [visit]
    asha.does(capture.finish_visit, visit)
    assert weigh.waiting_to_be_written(asha.open) == []


def test_untagged_notes_and_questions_are_told(helen: Device) -> None:
    visit = helen.visits()
    plain = helen.writes(visit, "Untagged.")
    question = helen.does(
        capture.commit_note, visit, "Why?", bearing=Bearing.QUESTION, criteria=["feedback"]
    )
    opened = helen.open
    assert [one.id for one in weigh.untagged(opened)] == [plain]
    assert [one.id for one in weigh.to_follow_up(opened)] == [question]


def test_a_note_of_any_bearing_is_followed_up_from_its_flag_until_it_is_done(
    helen: Device,
) -> None:
    visit = helen.visits()
    notes = [
        helen.does(capture.commit_note, visit, "x", bearing=bearing, criteria=["feedback"])
        for bearing in (Bearing.WWW, Bearing.EBI, Bearing.NEUTRAL, Bearing.QUESTION)
    ]

    def waiting() -> list[str]:
        return [one.id for one in weigh.to_follow_up(helen.open)]

    assert waiting() == notes[3:]
    helen.does(arrange.tag_notes, notes[:2], follow_up=FollowUp.OPEN)
    assert set(waiting()) == {notes[0], notes[1], notes[3]}
    assert set(advice.still_open(helen.open).to_follow_up) == set(waiting())
    helen.does(arrange.tag_notes, [notes[0], notes[3]], follow_up=FollowUp.DONE)
    assert waiting() == [notes[1]]
    told = [
        wording.step_words(one) for one in helen.session.history(helen.review, "note", notes[0])
    ]
    assert told == ["wrote it", "flagged it to follow up", "said that it was followed up"]
    helen.does(capture.undo, helen.last_change.hash)
    assert set(waiting()) == {notes[0], notes[1], notes[3]}
    flagged = helen.open.get(Note, notes[0])
    assert flagged is not None
    assert flagged.bearing is Bearing.WWW


def test_what_is_to_be_followed_up_stays_once_through_splitting_and_joining(helen: Device) -> None:
    visit = helen.visits()
    note = helen.does(capture.commit_note, visit, "One. Two.", follow_up=FollowUp.OPEN)
    [part] = helen.does(arrange.split_note, note, ["One.", "Two."])
    assert [one.id for one in weigh.to_follow_up(helen.open)] == [note]
    helen.does(arrange.join_notes, [part, note])
    assert [one.id for one in weigh.to_follow_up(helen.open)] == [part]


def test_criteria_used_last_are_offered_first(helen: Device) -> None:
    visit = helen.visits()
    for criterion in ("feedback", "reading", "feedback", "behaviour"):
        helen.does(capture.commit_note, visit, "x", criteria=[criterion])
    assert weigh.recent_criteria(helen.open) == ["behaviour", "feedback", "reading"]
    assert weigh.target_counts(helen.open, visit)["feedback"] == 2


def test_what_was_left_out_counts_nowhere_until_it_is_put_back(helen: Device) -> None:
    kept = written(helen, ActivityKind.LESSON_VISIT, "shared-direction")
    visit = helen.does(capture.start_unplanned, ActivityKind.PUPIL_VOICE, "Pupil voice")
    asks, untagged = (
        helen.does(capture.commit_note, visit, "Why?", bearing=bearing, criteria=criteria)
        for bearing, criteria in ((Bearing.QUESTION, ["shared-direction"]), (Bearing.WWW, []))
    )
    finding = helen.does(
        findings.add_finding, "leadership", Bearing.WWW, "x", evidence=[kept, asks, untagged]
    )
    helen.does(capture.mark_seen, visit)

    def counted() -> tuple[object, ...]:
        opened = helen.open
        table = weigh.matrix(opened)
        row = next(one.id for one in table.rows if kept in table.cells[(one.id, "lessons")].notes)
        return (
            table.notes,
            table.row_notes(row),
            table.is_thin(row),
            weigh.support(opened, finding).notes,
            weigh.kinds_behind(opened, finding),
            len(opened.evidence_of(finding)),
            len(opened.left_out_of(finding)),
            len(weigh.to_follow_up(opened)),
            len(weigh.untagged(opened)),
            len(weigh.waiting_to_be_written(opened)),
            [one.id for one in notes_found.find_notes(opened, Wanted(words="why"))],
            opened.out_of_evidence(),
        )

    lessons, voice = ActivityKind.LESSON_VISIT, ActivityKind.PUPIL_VOICE
    before = (3, 2, False, 3, (lessons, voice), 3, 0, 1, 1, 1, [untagged, asks], 0)
    assert counted() == before
    helen.does(capture.leave_out, visit)
    assert counted() == (1, 1, True, 1, (lessons,), 1, 2, 0, 0, 0, [], 2)
    assert [one.id for one in helen.open.notes_of(visit)] == [asks, untagged]
    helen.does(capture.undo, helen.last_change.hash)
    assert counted() == before
    helen.does(capture.leave_out, visit)
    helen.does(capture.put_back, visit)
    assert counted() == before


def test_a_visit_left_out_is_so_on_every_laptop_and_what_others_wrote_there_stays(
    helen: Device, asha: Device, store: Path
) -> None:
    visit = helen.visits()
    helen.writes(visit, "Helen's.")
    helen.hands_over(store)
    asha.gathers(store)
    asha.writes(visit, "Asha's.")
    helen.does(capture.leave_out, visit)
    for one in (asha, helen):
        one.hands_over(store)
    for one in (asha, helen):
        one.gathers(store)
        assert set(one.notes) == {"Helen's.", "Asha's."}
        assert (one.open.evidence(), one.open.out_of_evidence()) == ([], 2)
