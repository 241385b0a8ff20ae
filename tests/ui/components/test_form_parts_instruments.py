"""Timed sets, taps, watches and records: prompt on time, missed where they were, whole after sleep and an end."""

import json
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reviewer_app.ui.components.form_grid import GridPart
from reviewer_app.ui.components.form_record import RecordPart
from reviewer_app.ui.components.form_snapshots import SnapshotsPart
from reviewer_app.ui.components.form_stopwatch import StopwatchPart
from reviewer_app.ui.components.form_tally import TallyPart
from tests.ui.components.conftest import Fill, Filled

MINUTE = 60.0


def snapshots(form: Filled) -> SnapshotsPart:
    return cast("SnapshotsPart", form.part("look"))


def tally(form: Filled) -> TallyPart:
    return cast("TallyPart", form.part("questions"))


def watch(form: Filled) -> StopwatchPart:
    return cast("StopwatchPart", form.part("talk"))


def record(form: Filled) -> RecordPart:
    return cast("RecordPart", form.part("record"))


def answer(form: Filled, at: int) -> None:
    snapshots(form).grid.cells["/teacher"].buttons[at].click()
    form.review.settle()


def kept(form: Filled) -> list[tuple[int, int, bool, bool]]:
    """What the review keeps of the timed set, by number: number, seconds, late, missed."""
    marks = form.marks("look")
    return sorted((one.number, one.offset_ms // 1000, one.late, one.missed) for one in marks)


def test_starting_a_timed_set_says_when_it_began(form: Filled) -> None:
    snapshots(form).start.click()
    assert form.value("began") == f"{form.both.sheets[0].open_form.now():%H:%M}"


def test_when_it_began_stays_as_a_person_wrote_it(form: Filled) -> None:
    open_form = form.both.sheets[0].open_form
    open_form.give("began", "", "07:05")
    assert form.value("began") == "07:05"
    snapshots(form).start.click()
    assert form.value("began") == "07:05"


def test_a_snapshot_is_asked_at_its_time_and_kept_with_one_choice(form: Filled) -> None:
    part = snapshots(form)
    assert part.said.text().startswith("3 moments in 15 minutes, the first after 5:00.")
    part.start.click()
    assert part.said.text() == "1 of 3, in 5:00"
    assert not part.grid.isEnabled()
    form.pass_time(5 * MINUTE)
    assert part.said.text() == "1 of 3, now"
    assert part.grid.isEnabled()
    form.pass_time(20)
    answer(form, 0)
    assert kept(form) == [(1, 320, False, False)]
    assert part.lines[1].words == "Explaining"
    assert part.said.text() == "2 of 3, in 4:40"


def test_a_snapshot_after_its_time_is_kept_and_marked_late(form: Filled) -> None:
    snapshots(form).start.click()
    form.pass_time(6 * MINUTE + 1)
    assert snapshots(form).said.text() == "1 of 3, due at 12:36, late"
    answer(form, 2)
    assert kept(form) == [(1, 361, True, False)]
    assert snapshots(form).lines[1].words == "Waiting (late)"


def test_a_snapshot_may_be_missed_and_filled_in_late(form: Filled) -> None:
    part = snapshots(form)
    part.start.click()
    form.pass_time(5 * MINUTE)
    part.missed.click()
    assert kept(form) == [(1, 300, False, True)]
    assert part.lines[1].words == "Missed"
    part.lines[1].change.click()
    answer(form, 1)
    part.keep.click()
    assert kept(form) == [(1, 300, True, False)]
    assert part.lines[1].words == "Asking (late)"


def test_a_kept_snapshot_can_be_changed(form: Filled) -> None:
    part = snapshots(form)
    part.start.click()
    form.pass_time(5 * MINUTE)
    answer(form, 0)
    form.marks("look")
    part.lines[1].change.click()
    assert part.said.text() == "1 of 3, being changed"
    answer(form, 1)
    part.keep.click()
    (mark,) = form.marks("look")
    assert json.loads(mark.value) == {"/teacher": ["asking"]}
    assert mark.offset_ms == 300_000


def test_the_clock_goes_on_through_an_end_of_the_program(fill: Fill) -> None:
    form = fill()
    snapshots(form).start.click()
    form.pass_time(4 * MINUTE, asleep=True)
    again = fill()
    assert snapshots(again).said.text() == "1 of 3, in 1:00"
    again.pass_time(MINUTE)
    answer(again, 0)
    assert kept(again) == [(1, 300, False, False)]


def test_moments_that_passed_in_sleep_are_offered_and_can_be_said_to_be_missed(
    form: Filled,
) -> None:
    part = snapshots(form)
    part.start.click()
    form.pass_time(12 * MINUTE)
    assert part.number == 1
    assert part.lines[2].words == "Not kept"
    part.lines[2].missed.click()
    answer(form, 0)
    assert kept(form) == [(1, 720, True, False), (2, 720, False, True)]


def test_when_all_are_kept_the_clock_is_forgotten(form: Filled) -> None:
    part = snapshots(form)
    part.start.click()
    for _moment in range(3):
        form.pass_time(5 * MINUTE)
        answer(form, 0)
        form.marks("look")
    assert part.said.text() == "All 3 moments are kept."
    assert not part.grid.isVisible()
    assert form.review.opened.drafts == {}


def test_a_set_whose_clock_was_lost_with_its_laptop_offers_what_is_open(fill: Fill) -> None:
    form = fill()
    snapshots(form).start.click()
    form.pass_time(5 * MINUTE)
    answer(form, 0)
    place = form.both.sheets[0].open_form.clock_place("look", "")
    form.review.bridge.discard_draft(place)
    part = snapshots(fill())
    assert not part.start.isVisible()
    assert part.number == 2
    assert part.lines[3].words == "Not kept"


def test_a_matrix_that_is_not_timed_is_kept_choice_by_choice(form: Filled) -> None:
    part = cast("GridPart", form.part("grid"))
    part.grid.cells["back/doing"].buttons[2].click()
    part.grid.cells["front/doing"].buttons[0].click()
    assert form.value("grid") == {"back/doing": ["waiting"], "front/doing": ["explaining"]}
    part.grid.cells["back/doing"].buttons[2].click()
    assert form.value("grid") == {"front/doing": ["explaining"]}


def test_every_tap_is_kept_with_its_time_and_counted_before_the_disk_answers(form: Filled) -> None:
    tally(form).tap.click()
    assert tally(form).count.text() == "1 tap"
    form.pass_time(90)
    tally(form).tap.click()
    form.pass_time(30)
    assert [one.offset_ms for one in form.marks("questions")] == [0, 90_000]
    # Two taps in a visit that has lasted two minutes.
    assert tally(form).rate.text() == "1.0 a minute over the 2 minutes of this visit"


def test_the_last_tap_can_be_taken_back(form: Filled) -> None:
    tally(form).tap.click()
    form.pass_time(10)
    tally(form).tap.click()
    form.review.settle()
    tally(form).back.click()
    assert [one.offset_ms for one in form.marks("questions")] == [0]
    assert tally(form).count.text() == "1 tap"


def test_taps_count_on_after_an_end_of_the_program(fill: Fill) -> None:
    form = fill()
    tally(form).tap.click()
    form.review.settle()
    form.pass_time(MINUTE, asleep=True)
    again = fill()
    tally(again).tap.click()
    assert [one.offset_ms for one in again.marks("questions")] == [0, 60_000]


def test_a_watch_keeps_its_stretches_and_their_share_of_the_visit(form: Filled) -> None:
    watch(form).button.click()
    form.pass_time(MINUTE)
    assert watch(form).face.text() == "1:00"
    watch(form).button.click()
    form.pass_time(MINUTE)
    watch(form).button.click()
    form.pass_time(2 * MINUTE)
    watch(form).button.click()
    stretches = [(one.offset_ms, one.length_ms) for one in form.marks("talk")]
    assert stretches == [(0, 60_000), (120_000, 120_000)]
    # Three of the four minutes that the visit has lasted.
    assert watch(form).total.text() == "2 stretches kept, 3:00 in all, 75 % of this visit"


def test_a_running_watch_runs_on_through_sleep_and_an_end(fill: Fill) -> None:
    form = fill()
    watch(form).button.click()
    form.pass_time(3 * MINUTE, asleep=True)
    again = fill()
    assert watch(again).running
    assert watch(again).face.text() == "3:00"
    watch(again).button.click()
    assert [one.length_ms for one in again.marks("talk")] == [180_000]
    assert not watch(again).running


def test_lines_of_a_record_have_their_time_and_who_acted(form: Filled) -> None:
    part = record(form)
    part.actors.buttons[1].click()
    form.pass_time(MINUTE)
    QTest.keyClicks(part.next.sentence.words, "Hands go up")
    QTest.keyClick(part.next.sentence.words, Qt.Key.Key_Return)
    assert part.next.text == ""
    (mark,) = form.marks("record")
    assert json.loads(mark.value) == {"actor": "Pupils", "text": "Hands go up"}
    (line,) = part.lines.values()
    assert line.head.text() == "12:32  Pupils"
    line.words.sentence.words.selectAll()
    QTest.keyClicks(line.words.sentence.words, "Most hands go up")
    QTest.keyClick(line.words.sentence.words, Qt.Key.Key_Return)
    assert json.loads(form.marks("record")[0].value)["text"] == "Most hands go up"


def test_half_a_line_of_a_record_is_there_after_a_restart(fill: Fill) -> None:
    QTest.keyClicks(record(fill()).next.sentence.words, "Hands")
    assert record(fill()).next.text == "Hands"


def test_every_instrument_says_what_it_is_to_a_screen_reader(form: Filled) -> None:
    assert snapshots(form).start.accessibleName() == "Who is doing what, start the clock"
    assert tally(form).tap.accessibleName() == "Questions that pupils ask, tap"
    assert watch(form).button.accessibleName() == "The teacher talks, Start"
    assert record(form).next.sentence.words.accessibleName() == "What happens"
