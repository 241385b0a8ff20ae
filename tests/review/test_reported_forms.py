"""What the report may say of forms: answers of the whole review, and of visits nothing that points to one of them."""

import json
from collections.abc import Sequence

import pytest

from reviewer_app.frameworks.form_blocks import (
    Answered,
    Bar,
    Block,
    Chart,
    Grid,
    Line,
    PartTitle,
    Worked,
)
from reviewer_app.frameworks.load import LoadedFramework, load_framework
from reviewer_app.frameworks.shipped import shipped_as
from reviewer_app.model.canonical import Json
from reviewer_app.model.words import ActivityKind
from reviewer_app.report.content import FormSection
from reviewer_app.review import answers, capture, reporting, timetable
from reviewer_app.review.answers import Sheet
from tests.frameworks.small import WITH_ITEMS
from tests.support import LARKFIELD, START, Device, Devices

SECTIONS = """\
  - id: seen
    kind: results
    title: In numbers
    form: general
    rules: [total, shares]
    wording: ["Taken over lessons in {school}."]
  - id: whole
    kind: results
    title: As a whole
    form: whole-review
    rules: [level, share, fit]
"""
WHOLE = """\
  - id: whole-review
    role: review
    title: The whole review
    items:
      - {id: one, type: met, label: One standard.}
      - {id: two, type: met, label: Another.}
      - {id: why, type: narrative, label: Why?}
      - {id: behind, type: evidence-link, label: Which notes?}
    rules:
      - id: level
        version: 3
        kind: ladder
        title: Level
        heading: teaching
        levels: [{point: begun}, {point: secure, standards: [one, two]}]
        needs: {share: 1}
      - id: share
        version: 1
        kind: positive-share
        title: Met
        inputs: [one, two]
        values: [met]
      - {id: fit, version: 1, kind: best-fit, title: Fits best, heading: teaching, inputs: [one]}
report:
"""
LOADED = load_framework(WITH_ITEMS.replace("report:\n", WHOLE) + SECTIONS, source="mine.yaml")


def leads(devices: Devices, framework: LoadedFramework | None = LOADED) -> Device:
    assert framework is not None
    device = devices("Helen Marsh")
    device.review = device.session.create_review(LARKFIELD, framework, start=START, days=3)
    return device


@pytest.fixture
def helen(devices: Devices) -> Device:
    """Helen Marsh, who leads a review by a small framework with items."""
    return leads(devices)


def visits(device: Device, class_name: str) -> Sheet:
    """A lesson in a class, seen and finished, with the form for it."""
    activity = device.does(
        timetable.plan,
        ActivityKind.LESSON_VISIT,
        "A lesson",
        people=[device.session.person().author.person],
        class_name=class_name,
    )
    device.does(capture.start_visit, activity)
    device.does(capture.finish_visit, activity)
    return Sheet(LOADED.framework, LOADED.framework.form("general"), activity)


def sets(device: Device, class_name: str, score: int) -> Sheet:
    """The score of both parts of a lesson in a class, and one moment of each kind."""
    sheet = visits(device, class_name)
    for row in ("1", "2"):
        device.does(answers.give, sheet, "whole", score, row=row)
    return sheet


def looks(device: Device, sheet: Sheet, *activities: str) -> None:
    for number, one in enumerate(activities, 1):
        said: Json = {"teacher/activity": [one], "pupils/activity": ["waiting"]}
        device.does(answers.mark, sheet, "look", said, number=number, offset_ms=number)


def section(device: Device, name: str) -> FormSection | None:
    found = {one.id: one for one in reporting.content_of(device.open).forms}
    return found.get(name)


def blocks(device: Device, name: str) -> Sequence[Block]:
    found = section(device, name)
    assert found is not None
    return found.blocks


def numbers(device: Device) -> list[tuple[str, ...]]:
    return [row for one in blocks(device, "seen") if isinstance(one, Grid) for row in one.rows]


def test_nothing_filled_in_prints_nothing(helen: Device) -> None:
    visits(helen, "4B")
    assert reporting.content_of(helen.open).forms == ()


@pytest.mark.parametrize("classes", [["4B"], ["4B", "3A"], ["4B", "3A", "4b "], ["", "", "", "4B"]])
def test_too_few_visits_or_classes_print_no_number(helen: Device, classes: list[str]) -> None:
    for one in classes:
        sets(helen, one, 5)
    found = section(helen, "seen")
    assert found is not None
    assert found.passages == ()
    assert found.blocks == (
        Line(
            "“Notes” was filled in at too few visits, or in too few classes, to say anything here "
            "without pointing to one of them."
        ),
    )
    assert "5" not in repr(found)


def test_three_visits_in_three_classes_give_their_mean_and_how_many_they_are(
    helen: Device,
) -> None:
    for name, score in (("4B", 1), ("3A", 5), ("2C", 5)):
        sets(helen, name, score)
    # One, five and five make eleven, over three: 3.67.
    assert numbers(helen) == [("Total", "3.7", "3")]
    found = section(helen, "seen")
    assert found is not None
    assert found.passages == ("Taken over lessons in Larkfield Primary School.",)
    assert Line("Worked out by the rule total (version 1).", quiet=True) in found.blocks


def test_two_observers_of_a_lesson_do_not_make_it_count_twice(helen: Device, asha: Device) -> None:
    helen.invites(asha)
    for name, score in (("3A", 1), ("2C", 1)):
        sets(helen, name, score)
    sheet = sets(helen, "4B", 1)
    asha.receives(helen.changes)
    for row in ("1", "2"):
        asha.does(answers.give, sheet, "whole", 5, row=row)
    helen.receives(asha.changes)
    # Both in 4B make three; three, one and one make five, over three lessons: 1.67.
    assert numbers(helen) == [("Total", "1.7", "3")]


def test_a_lesson_that_was_not_seen_or_is_under_way_is_left_out(helen: Device) -> None:
    for name in ("4B", "3A", "2C"):
        sets(helen, name, 5)
    under_way = Sheet(LOADED.framework, LOADED.framework.form("general"), helen.visits())
    helen.does(answers.give, under_way, "whole", 1, row="1")
    helen.does(answers.give, under_way, "whole", 1, row="2")
    assert numbers(helen) == [("Total", "5.0", "3")]


def test_what_an_observer_chose_instead_counts_and_its_reason_is_not_printed(
    helen: Device,
) -> None:
    sheets = [sets(helen, name, 5) for name in ("4B", "3A", "2C")]
    assert not any("another value" in repr(one) for one in blocks(helen, "seen"))
    helen.does(answers.override, sheets[0], "total", "2", "The fire bell rang.")
    # Two, five and five make twelve, over three: four.
    assert numbers(helen) == [("Total", "4.0", "3")]
    printed = repr(blocks(helen, "seen"))
    assert "another value" in printed
    assert "fire bell" not in printed


def test_shares_are_of_visits_with_a_chart_that_says_the_same(helen: Device) -> None:
    for name, seen in (
        ("4B", ["explaining", "waiting", "waiting"]),
        ("3A", ["explaining", "explaining", "explaining"]),
        ("2C", ["waiting", "waiting", "waiting"]),
    ):
        looks(helen, visits(helen, name), *seen)
    # A third, all and none make four thirds, over three lessons: 44 per cent.
    title, chart, grid, named = blocks(helen, "seen")
    assert title == PartTitle("Shares")
    assert chart == Chart(("Active",), (Bar("Shares", (44,)),), "Shares: Active 44 %.")
    assert isinstance(grid, Grid)
    assert grid.columns == ("At these moments", "Share")
    assert grid.rows == (("Active", "44 %"), ("Visits", "3"))
    assert named == Line("Worked out by the rule shares (version 1).", quiet=True)


def test_no_shipped_framework_prints_a_whole_or_a_verdict_over_lessons() -> None:
    printed = {}
    for name in ("classroom-observation", "classroom-snapshot"):
        loaded = shipped_as(name)
        assert loaded is not None
        printed[name] = {rule for one in loaded.framework.report for rule in one.rules}
    assert printed["classroom-snapshot"]
    assert printed["classroom-observation"].isdisjoint({"total", "proficient"})
    assert {"culture-mean", "time-on-task"} <= printed["classroom-observation"]


def whole(device: Device) -> Sheet:
    return Sheet(LOADED.framework, LOADED.framework.form("whole-review"))


def test_a_form_of_the_whole_review_prints_its_answers_and_results(helen: Device) -> None:
    sheet = whole(helen)
    helen.does(answers.give, sheet, "one", "met")
    helen.does(answers.give, sheet, "two", "not-met")
    helen.does(answers.give, sheet, "why", "Nobody has begun.")
    # Another's laptop gives the same: the answers are the team's.
    assert blocks(helen, "whole") == (
        Answered("One standard.", ("Met",)),
        Answered("Another.", ("Not met",)),
        Answered("Why?", ("Nobody has begun.",)),
        Grid(
            "Each level holds only if all of its standards, and all of those below it, are met.",
            ("Area", "By the standards", "Standards not met"),
            (("Level", "Begun (1 of 2 standards met)", "Another"),),
        ),
        Line("Worked out by the rule level (version 3).", quiet=True),
        Worked(
            "Met", "1 of 2 answers", "One standard.: Met; Another.: Not met", "",
            "share", 1,
        ),
    )  # fmt: skip


def test_a_ladder_with_too_little_says_so_and_all_met_says_so(helen: Device) -> None:
    sheet = whole(helen)
    helen.does(answers.give, sheet, "one", "met")
    helen.does(answers.give, sheet, "two", "not-evaluated")
    grid = next(one for one in blocks(helen, "whole") if isinstance(one, Grid))
    assert grid.rows == (("Level", "Not enough was answered", "All that were answered are met"),)
    helen.does(answers.give, sheet, "two", "met")
    grid = next(one for one in blocks(helen, "whole") if isinstance(one, Grid))
    assert grid.rows == (("Level", "Secure (2 of 2 standards met)", "All are met"),)


def test_what_the_team_chose_instead_stands_beside_the_level_with_its_reason(
    helen: Device,
) -> None:
    sheet = whole(helen)
    helen.does(answers.give, sheet, "one", "met")
    helen.does(answers.give, sheet, "two", "not-met")
    helen.does(answers.override, sheet, "level", "secure", "The second began this week.")
    helen.does(answers.override, sheet, "fit", "begun", "It is early.")
    grid = next(one for one in blocks(helen, "whole") if isinstance(one, Grid))
    assert grid.rows[0][1] == (
        "Begun (1 of 2 standards met). Chosen instead: Secure. The second began this week."
    )
    fit = blocks(helen, "whole")[-1]
    assert isinstance(fit, Worked)
    assert fit.instead == "Chosen instead: Begun. It is early."


def test_notes_behind_an_answer_are_said_by_kind_and_never_counted(helen: Device) -> None:
    notes: Json = [helen.writes(helen.visits(), text) for text in ("One.", "Two.")]
    helen.does(answers.give, whole(helen), "behind", notes)
    assert blocks(helen, "whole")[0] == Answered("Which notes?", ("Seen in lessons.",))


def test_a_form_of_a_visit_left_out_of_the_evidence_counts_in_no_number(helen: Device) -> None:
    for name, score in (("4B", 5), ("3A", 5), ("2C", 5)):
        sets(helen, name, score)
    left = sets(helen, "1D", 1)
    before = numbers(helen)
    helen.does(capture.leave_out, left.activity)
    assert numbers(helen) != before
    assert {row[-1] for row in numbers(helen)} == {"3"}


def test_notes_of_a_visit_left_out_bear_no_answer_of_the_whole_review_out(helen: Device) -> None:
    lesson = helen.visits()
    note = helen.writes(lesson, "One.")
    helen.does(answers.give, whole(helen), "behind", [note])
    helen.does(capture.leave_out, lesson)
    assert section(helen, "whole") is None
    kept = helen.writes(helen.visits(), "Two.")
    helen.does(answers.give, whole(helen), "behind", [note, kept])
    assert blocks(helen, "whole")[0] == Answered("Which notes?", ("Seen in lessons.",))


def test_a_form_no_longer_used_is_not_printed(devices: Devices) -> None:
    device = leads(devices, shipped_as("classroom-observation"))
    framework = device.open.framework.framework
    device.does(answers.use_form, "two-segments")
    form = framework.form("two-segments")
    for name in ("4B", "3A", "2C"):
        seen = visits(device, name)
        for row in ("1", "2"):
            for item in ("supportive", "expectations"):
                device.does(answers.give, Sheet(framework, form, seen.activity), item, 4, row=row)
    assert numbers_of(device) == [("Classroom culture", "4.0", "3")]
    device.does(answers.use_form, "two-segments", used=False)
    assert reporting.content_of(device.open).forms == ()


def numbers_of(device: Device) -> list[tuple[str, ...]]:
    found = reporting.content_of(device.open).forms[0]
    return [row for one in found.blocks if isinstance(one, Grid) for row in one.rows]


def test_what_stands_before_the_findings_in_the_framework_comes_first(devices: Devices) -> None:
    device = leads(devices, shipped_as("open-enquiry"))
    framework = device.open.framework.framework
    sheet = Sheet(framework, framework.form("own-questions"))
    device.does(answers.give, sheet, "question", "To what extent do pupils ask?", row="1")
    device.does(answers.give, sheet, "answer", "To some extent.", row="1")
    (found,) = reporting.content_of(device.open).forms
    assert found.first
    assert found.blocks[0] == PartTitle("To what extent do pupils ask?")
    assert not any(one.first for one in reporting.content_of(device.open).forms[1:])


def test_content_is_plain_and_the_same_for_whoever_asks(helen: Device, asha: Device) -> None:
    helen.invites(asha)
    helen.does(answers.give, whole(helen), "one", "met")
    asha.receives(helen.changes)
    assert reporting.content_of(asha.open).forms == reporting.content_of(helen.open).forms != ()
    assert json.dumps([repr(one) for one in blocks(helen, "whole")])
