"""Splitting, joining, moving and tagging notes: one change each, nothing lost, whatever two laptops do at once."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.errors import UserError
from reviewer_app.model.nouns import Answer, Note, Photo
from reviewer_app.model.words import ActivityKind, Bearing, Source
from reviewer_app.review import arrange, capture, findings
from reviewer_app.review.opened import rank_of
from reviewer_app.review.wording import step_words
from reviewer_app.store.work import Work
from tests.support import Device


def note_of(device: Device, record: str) -> Note:
    found = device.open.get(Note, record)
    assert found is not None
    return found


def texts(device: Device, visit: str) -> list[str]:
    return [one.text for one in device.open.notes_of(visit)]


def steps(device: Device, note: str) -> list[str]:
    return [step_words(one) for one in device.session.history(device.review, "note", note)]


def finds(device: Device, *notes: str) -> str:
    return device.does(
        findings.add_finding,
        "provision",
        Bearing.WWW,
        "Pupils explain their thinking.",
        evidence=notes,
    )


def behind(device: Device, finding: str) -> list[str]:
    return [one.note for one in device.open.evidence_of(finding)]


def photographs(work: Work, note: str) -> str:
    """Put a photo's facts to a note, as attaching one does."""
    return work.add(
        Photo,
        work.new_id(),
        note=note,
        digest="0" * 64,
        width=20,
        height=10,
        caption="A display",
        added_at=work.now,
    )


def answers(work: Work, visit: str, value: str) -> None:
    """Answer a question of a form with notes."""
    work.add(
        Answer,
        "answer",
        activity=visit,
        form="form",
        item="item",
        value=value,
        answered_at=work.now,
    )


def three(device: Device) -> tuple[str, list[str]]:
    visit = device.visits()
    return visit, [device.writes(visit, words) for words in ("One.", "Two.", "Three.")]


def test_split_keeps_words_tags_and_times_and_stands_in_place(helen: Device) -> None:
    visit, (one, two, three_) = three(helen)
    helen.does(capture.edit_note, two, bearing=Bearing.EBI)
    helen.does(capture.tag_note, two, ["feedback"], ["send"])
    before = note_of(helen, two)
    count = len(helen.changes)
    made = helen.does(arrange.split_note, two, ["Tw", "o", "  ", "."])
    assert len(helen.changes) == count + 1
    assert texts(helen, visit) == ["One.", "Tw", "o", ".", "Three."]
    assert [one.id for one in helen.open.notes_of(visit)] == [one, two, *made, three_]
    for part in made:
        found = note_of(helen, part)
        assert (found.seen_at, found.written_at) == (before.seen_at, before.written_at)
        assert (found.bearing, found.author) == (Bearing.EBI, before.author)
        assert helen.open.criteria_of(part) == ["feedback"]
        assert helen.open.groups_of(part) == ["send"]


def test_split_is_told_in_both_histories(helen: Device) -> None:
    _visit, (one, _two, _three) = three(helen)
    (part,) = helen.does(arrange.split_note, one, ["On", "e."])
    assert steps(helen, one) == ["wrote it", "changed the words", "split it in two or more"]
    assert steps(helen, part) == ["split it from another note"]


def test_split_into_one_part_is_a_change_of_words(helen: Device) -> None:
    visit, (one, _two, _three) = three(helen)
    assert helen.does(arrange.split_note, one, ["Once."]) == []
    assert texts(helen, visit)[0] == "Once."
    assert note_of(helen, one).shaped == ""
    with pytest.raises(UserError) as refused:
        helen.does(arrange.split_note, one, [" ", ""])
    assert refused.value.code == "note.empty"


def test_split_takes_along_what_its_editor_says(helen: Device) -> None:
    visit, (one, _two, _three) = three(helen)
    seen = "2026-11-18T09:05:00+00:00"
    (part,) = helen.does(
        arrange.split_note,
        one,
        ["On", "e."],
        bearing=Bearing.WWW,
        criteria=["feedback"],
        groups=[],
        seen_at=seen,
    )
    assert {note_of(helen, note).seen_at for note in (one, part)} == {seen}
    assert helen.open.criteria_of(one) == helen.open.criteria_of(part) == ["feedback"]
    assert texts(helen, visit)[:2] == ["On", "e."]


def test_lines_become_notes_in_their_order(helen: Device) -> None:
    visit = helen.visits()
    helen.writes(visit, "Before.")
    lines = [f"Line {number}." for number in range(12)]
    made = helen.does(
        arrange.commit_lines,
        visit,
        [lines[0], "", *lines[1:]],
        criteria=["feedback"],
        source=Source.QUOTE,
        speaker="a governor",
    )
    helen.writes(visit, "After.")
    assert texts(helen, visit) == ["Before.", *lines, "After."]
    for note in made:
        assert helen.open.criteria_of(note) == ["feedback"]
        assert (note_of(helen, note).source, note_of(helen, note).speaker) == (
            Source.QUOTE,
            "a governor",
        )
    with pytest.raises(UserError) as refused:
        helen.does(arrange.commit_lines, visit, ["", " "])
    assert refused.value.code == "note.empty"


def test_rest_of_a_note_is_its_draft_the_moment_the_first_part_is_committed(helen: Device) -> None:
    visit = helen.visits()
    place = f"note:{visit}"
    rest = helen.draft(place, "and this later")
    helen.does(arrange.commit_part, visit, "This first", rest, place=place)
    assert texts(helen, visit) == ["This first"]
    kept = helen.open.draft(place)
    assert kept is not None
    assert kept.text == "and this later"
    with pytest.raises(UserError):
        helen.does(arrange.commit_part, visit, " ", {**rest, "text": "lost"}, place=place)
    assert helen.open.draft(place) == kept


def test_quoting_nobody_any_more_makes_an_observation(helen: Device) -> None:
    visit, (one, _two, _three) = three(helen)
    seen = note_of(helen, one).seen_at
    helen.does(
        capture.rewrite_note,
        one,
        "“One.”",
        bearing=Bearing.NEUTRAL,
        criteria=[],
        groups=[],
        seen_at=seen,
        speaker="a governor",
    )
    assert (note_of(helen, one).source, note_of(helen, one).speaker) == (Source.QUOTE, "a governor")
    assert steps(helen, one)[-1] == "changed the words"
    (part,) = helen.does(arrange.split_note, one, ["“One”", "and."], speaker="")
    for note in (one, part):
        assert (note_of(helen, note).source, note_of(helen, note).speaker) == (
            Source.OBSERVATION,
            "",
        )
    assert texts(helen, visit)[:2] == ["“One”", "and."]


def test_joined_notes_keep_every_word_tag_photo_and_link(helen: Device) -> None:
    visit, (one, two, three_) = three(helen)
    helen.does(capture.tag_note, two, ["feedback"], ["send"])
    helen.does(capture.edit_note, three_, bearing=Bearing.EBI)
    photo = helen.does(photographs, two)
    finding = finds(helen, two, three_)
    count = len(helen.changes)
    assert helen.does(arrange.join_notes, [one, two, three_]) == one
    assert len(helen.changes) == count + 1
    assert texts(helen, visit) == ["One.\nTwo.\nThree."]
    assert note_of(helen, one).bearing is Bearing.EBI
    opened = helen.open
    assert opened.criteria_of(one) == ["feedback"]
    assert opened.groups_of(one) == ["send"]
    assert [found.id for found in opened.photos_of(one)] == [photo]
    assert behind(helen, finding) == [one]
    assert steps(helen, one)[-1] == "joined another note to it"
    assert steps(helen, two)[-1] == "removed it, joined to another note"


def test_joining_is_undone_and_done_again_whole(helen: Device) -> None:
    visit, (one, two, _three) = three(helen)
    photo = helen.does(photographs, two)
    helen.does(capture.tag_note, two, ["feedback"], [])
    finding = finds(helen, two)
    helen.does(arrange.join_notes, [one, two])
    joined = helen.last_change.hash
    helen.does(capture.undo, joined)
    taken_back = helen.last_change.hash
    assert texts(helen, visit) == ["One.", "Two.", "Three."]
    opened = helen.open
    assert [found.id for found in opened.photos_of(two)] == [photo]
    assert opened.criteria_of(two) == ["feedback"]
    assert opened.criteria_of(one) == []
    assert behind(helen, finding) == [two]
    helen.does(capture.undo, taken_back, {taken_back: joined})
    assert texts(helen, visit) == ["One.\nTwo.", "Three."]
    assert behind(helen, finding) == [one]
    assert [found.id for found in helen.open.photos_of(one)] == [photo]


def test_whoever_was_quoted_is_named_in_joined_words(helen: Device) -> None:
    visit = helen.visits()
    one = helen.writes(visit, "Books are chosen freely.")
    quote = helen.does(
        capture.commit_note,
        visit,
        "“I choose.”",
        source=Source.QUOTE,
        speaker="a Year 4 pupil",
    )
    helen.does(arrange.join_notes, [one, quote])
    assert texts(helen, visit) == ["Books are chosen freely.\n“I choose.” (a Year 4 pupil)"]


def test_answers_that_name_a_joined_note_name_where_it_is_now(helen: Device) -> None:
    visit, (one, two, three_) = three(helen)
    helen.does(answers, visit, f'["{two}", "{three_}", "{one}"]')
    helen.does(arrange.join_notes, [one, two])
    found = helen.open.get(Answer, "answer")
    assert found is not None
    assert found.value == f'["{one}", "{three_}"]'


def test_a_note_is_split_by_who_wrote_it(helen: Device, asha: Device) -> None:
    visit = helen.visits()
    one = helen.writes(visit, "One. Two.")
    asha.receives(helen.changes)
    with pytest.raises(UserError) as refused:
        asha.does(arrange.split_note, one, ["One.", "Two."])
    assert refused.value.code == "note.split-anothers"
    assert texts(asha, visit) == ["One. Two."]
    assert asha.does(arrange.split_note, one, ["One and two."]) == []


def test_notes_of_two_people_stay_two(helen: Device, asha: Device) -> None:
    visit = helen.visits()
    one = helen.writes(visit, "One.")
    asha.receives(helen.changes)
    two = asha.writes(visit, "Two.")
    helen.receives(asha.changes)
    with pytest.raises(UserError) as refused:
        helen.does(arrange.join_notes, [one, two])
    assert refused.value.code == "note.join-apart"
    assert sorted(texts(helen, visit)) == ["One.", "Two."]
    elsewhere = helen.does(capture.start_unplanned, ActivityKind.LESSON_VISIT, "Year 5")
    apart = helen.writes(elsewhere, "Three.")
    with pytest.raises(UserError):
        helen.does(arrange.join_notes, [one, apart])


def meet(helen: Device, asha: Device) -> None:
    """Let both laptops have every change of both, each in another order."""
    first, second = helen.changes, asha.changes
    asha.receives(first)
    helen.receives(second[::-1])


def test_link_made_meanwhile_is_led_on_to_the_joined_note(helen: Device, asha: Device) -> None:
    _visit, (one, two, _three) = three(helen)
    asha.receives(helen.changes)
    helen.does(arrange.join_notes, [one, two])
    finding = finds(asha, two)
    meet(helen, asha)
    for device in (helen, asha):
        assert behind(device, finding) == [one]
    asha.does(findings.unlink_evidence, finding, one)
    meet(helen, asha)
    for device in (helen, asha):
        assert behind(device, finding) == []


@pytest.mark.parametrize("what", ["photo", "tag", "words"])
def test_what_was_done_meanwhile_to_a_joined_note_brings_it_back(
    helen: Device, asha: Device, what: str
) -> None:
    visit, (one, two, _three) = three(helen)
    asha.receives(helen.changes)
    helen.does(arrange.join_notes, [one, two])
    if what == "photo":
        asha.does(photographs, two)
    elif what == "tag":
        asha.does(capture.tag_note, two, ["feedback"], [])
    else:
        asha.does(capture.edit_note, two, text="Two, and more.")
    meet(helen, asha)
    for device in (helen, asha):
        assert texts(device, visit)[0] == "One.\nTwo."
        assert two in [found.id for found in device.open.notes_of(visit)]
    assert texts(helen, visit) == texts(asha, visit)


def test_notes_joined_both_ways_round_at_once_lose_nothing(helen: Device, asha: Device) -> None:
    visit, (one, two, _three) = three(helen)
    finding = finds(helen, one, two)
    asha.receives(helen.changes)
    helen.does(arrange.join_notes, [one, two])
    asha.does(arrange.join_notes, [two, one])
    meet(helen, asha)
    for device in (helen, asha):
        whole = "\n".join(texts(device, visit))
        assert "One." in whole
        assert "Two." in whole
        assert behind(device, finding) != []
        assert all(device.open.get(Note, note) for note in behind(device, finding))


def test_two_versions_of_a_note_are_not_settled_unseen(helen: Device, asha: Device) -> None:
    visit, (one, two, three_) = three(helen)
    asha.receives(helen.changes)
    helen.does(capture.edit_note, two, text="Two of Helen.")
    asha.does(capture.edit_note, two, text="Two of Asha.")
    meet(helen, asha)
    for verb, arguments in (
        (arrange.split_note, (two, ["Two", "of somebody."])),
        (arrange.join_notes, ([one, two],)),
        (arrange.join_notes, ([two, three_],)),
    ):
        with pytest.raises(UserError) as refused:
            helen.does(verb, *arguments)  # type: ignore[arg-type]
        assert refused.value.code == "note.two-versions"
    helen.does(capture.edit_note, two, text="Two of both.")
    helen.does(arrange.join_notes, [one, two])
    assert texts(helen, visit) == ["One.\nTwo of both.", "Three."]


def test_moved_note_stands_where_it_was_put_and_keeps_its_time(helen: Device) -> None:
    visit, (one, two, three_) = three(helen)
    seen = note_of(helen, three_).seen_at
    helen.does(arrange.move_note, three_)
    assert texts(helen, visit) == ["Three.", "One.", "Two."]
    helen.does(arrange.move_note, three_, one)
    assert texts(helen, visit) == ["One.", "Three.", "Two."]
    assert note_of(helen, three_).seen_at == seen
    helen.does(arrange.move_note, three_, two)
    assert note_of(helen, three_).rank == ""
    assert steps(helen, three_)[-1] == "moved it among the notes of the visit"


def test_another_time_puts_a_moved_note_back_among_the_others(helen: Device) -> None:
    visit, (_one, _two, three_) = three(helen)
    helen.does(arrange.move_note, three_)
    found = note_of(helen, three_)

    def rewrites(seen_at: str) -> None:
        helen.does(
            capture.rewrite_note,
            three_,
            "Three!",
            bearing=found.bearing,
            criteria=[],
            groups=[],
            seen_at=seen_at,
        )

    rewrites(found.seen_at)
    assert texts(helen, visit) == ["Three!", "One.", "Two."]
    rewrites("2026-11-18T15:00:00+00:00")
    assert texts(helen, visit) == ["One.", "Two.", "Three!"]


def test_two_laptops_move_notes_to_one_place(helen: Device, asha: Device) -> None:
    visit, (one, two, three_) = three(helen)
    asha.receives(helen.changes)
    helen.does(arrange.move_note, two)
    asha.does(arrange.move_note, three_)
    meet(helen, asha)
    order = [found.id for found in helen.open.notes_of(visit)]
    assert order == [found.id for found in asha.open.notes_of(visit)]
    assert order[2] == one
    helen.does(arrange.move_note, one, order[0])
    assert [found.id for found in helen.open.notes_of(visit)] == [order[0], one, order[1]]


@pytest.mark.parametrize("after", ["", "2026-11-18T10:05:00 b", "2026-11-18T10:00:00 a01"])
def test_thousands_of_lines_stand_in_order_under_short_keys(after: str) -> None:
    before = "2026-11-18T10:00:00 a"
    ranks = arrange.ranks_between(before, after, [f"{n:04}0000" for n in range(2_000)])
    assert all(one < other for one, other in pairwise(ranks))
    assert before < ranks[0]
    assert not after or ranks[-1] < after
    assert max(len(one) for one in ranks) < 150


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(-1, 5)), max_size=40))
def test_any_moves_end_where_they_were_put(moves: list[tuple[int, int]]) -> None:
    notes = [f"{n}abc{n}0000000" for n in range(6)]
    ranks = {note: f"2026-11-18T10:0{n}:00 {note}" for n, note in enumerate(notes)}
    order = list(notes)
    for which, after in moves:
        note = notes[which]
        order.remove(note)
        at = min(after + 1, len(order))
        before = ranks[order[at - 1]] if at else ""
        behind_ = ranks[order[at]] if at < len(order) else ""
        ranks[note] = arrange.rank_between(before, behind_, note)
        order.insert(at, note)
        assert sorted(ranks, key=ranks.__getitem__) == order


def test_many_are_tagged_in_one_change(helen: Device) -> None:
    _visit, notes = three(helen)
    helen.does(capture.tag_note, notes[0], ["reading"], ["all"])
    count = len(helen.changes)
    helen.does(
        arrange.tag_notes,
        notes,
        criteria=["feedback"],
        groups=["send"],
        without_criteria=["reading"],
        without_groups=["all"],
        bearing=Bearing.WWW,
    )
    assert len(helen.changes) == count + 1
    opened = helen.open
    assert [opened.criteria_of(one) for one in notes] == [["feedback"]] * 3
    assert [opened.groups_of(one) for one in notes] == [["send"]] * 3
    assert {note_of(helen, one).bearing for one in notes} == {Bearing.WWW}
    helen.does(capture.undo, helen.last_change.hash)
    assert helen.open.criteria_of(notes[0]) == ["reading"]
    assert helen.open.criteria_of(notes[1]) == []


def test_many_are_removed_and_come_back_together(helen: Device) -> None:
    visit, notes = three(helen)
    helen.does(arrange.remove_notes, notes[:2], "Written twice.")
    assert texts(helen, visit) == ["Three."]
    helen.does(capture.undo, helen.last_change.hash)
    assert texts(helen, visit) == ["One.", "Two.", "Three."]


def test_rank_of_a_note_nobody_moved_follows_its_times(helen: Device) -> None:
    _visit, notes = three(helen)
    found = [note_of(helen, one) for one in notes]
    assert sorted(found, key=rank_of) == found
