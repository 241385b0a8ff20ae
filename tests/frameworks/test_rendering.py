"""A filled form in plain blocks: each item type in words, and every result with what stands behind it."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import pytest

from reviewer_app.frameworks.filling import Filling
from reviewer_app.frameworks.form_blocks import Answered, Block, Grid, PartTitle, Worked
from reviewer_app.frameworks.form_logic import FormLogic
from reviewer_app.frameworks.items import Item
from reviewer_app.frameworks.load import load_framework
from reviewer_app.frameworks.rendering import (
    Filled,
    Instead,
    Key,
    answers_in_words,
    results_in_words,
)
from reviewer_app.frameworks.schema import Framework
from reviewer_app.frameworks.scoring import Answers, flat, score
from reviewer_app.model.answer import Mark
from reviewer_app.model.canonical import Json
from tests.frameworks.small import SMALL

ITEMS = """\
choices:
  - id: doing
    choices:
      - {id: explaining, label: Explaining}
      - {id: waiting, label: Waiting}
groups:
  - {id: all"""

FORM = """\
    items:
      - {id: calm, type: scale, label: How calm?, scale: estimate, not_applicable: true}
      - {id: level, type: low-medium-high, label: How much?}
      - {id: best, type: holistic, label: The whole, points: [{score: 1, descriptor: A.}, {score: 5, descriptor: B.}]}
      - {id: standard, type: met, label: A standard}
      - {id: ever, type: yes-no, label: Ever?}
      - {id: one, type: choice, label: One of, choices: doing, other: true}
      - {id: some, type: choices, label: Some of, choices: doing}
      - {id: count, type: number, label: How many?, unit: books}
      - {id: line, type: text, label: A line}
      - {id: story, type: narrative, label: A story}
      - {id: day, type: date, label: A day}
      - {id: hour, type: time, label: A time}
      - {id: words, type: quote, label: Words, speakers: [A pupil]}
      - {id: page, type: photo, label: A page}
      - {id: behind, type: evidence-link, label: Which notes?}
      - id: moments
        type: snapshots
        label: At a signal
        timing: {count: 3, minutes: 15}
        dimensions: [{id: what, label: What, choices: doing, several: true}]
      - id: look
        type: matrix
        label: Who does what
        timing: {count: 3, minutes: 15}
        rows: [{id: teacher, label: Teacher}, {id: pupils, label: Pupils}]
        columns: [{id: activity, label: Activity, choices: doing}]
      - id: plain
        type: matrix
        label: Room by room
        rows: [{id: hall, label: Hall}, {id: yard, label: Yard}]
        columns: [{id: use, label: Use, choices: doing}]
      - {id: taps, type: tally, label: Taps}
      - {id: watch, type: stopwatch, label: Waiting}
      - {id: record, type: running-record, label: Record, actors: [Teacher, Pupil]}
      - {id: twice, type: calculated, label: Twice, calculation: "${count} * 2"}
      - {id: hidden, type: calculated, label: Hidden, calculation: "${count} * 3", shown: false}
      - {id: note, type: words, label: Only words}
      - id: round
        type: repeat
        label: Part
        items:
          - {id: name, type: text, label: Its name}
          - {id: went, type: low-medium-high, label: How it went}
      - {id: later, type: text, label: And later?, relevant: "${ever} = 'yes'"}
      - id: only-if
        type: group
        label: If ever
        relevant: ${ever} = 'yes'
        items:
          - {id: then, type: text, label: What then?}
    rules:
      - {id: mean, version: 2, kind: mean, title: Mean, inputs: [level, went], needs: {answered: 2}}
      - {id: whole, version: 1, kind: best-fit, title: Whole, inputs: [best]}
report:
"""
FRAMEWORK: Framework = load_framework(
    SMALL.replace("groups:\n  - {id: all", ITEMS).replace("report:\n", FORM), source="mine.yaml"
).framework
NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
AT = "2026-11-18T10:17:00.000+00:00"


def mark(item: str, value: Json = None, *, number: int = 0, **more: object) -> Mark:
    text = "" if value is None else json.dumps(value)
    return Mark.model_validate(
        {
            "id": "m", "review": "r", "activity": "a", "author": "p", "form": "general",
            "item": item, "at": AT, "number": number, "value": text, **more,
        }
    )  # fmt: skip


def filled(
    answers: Mapping[Key, Json] | None = None, marks: Sequence[Mark] = (), **more: object
) -> Filled:
    form = FRAMEWORK.form("general")
    given = dict(answers or {})
    by_item: dict[Key, list[Mark]] = {}
    for one in marks:
        by_item.setdefault((one.item, one.row), []).append(one)
    values: dict[str, list[str | int | float]] = {}
    for (item, _row), value in given.items():
        if isinstance(value, str | int | float):
            values.setdefault(item, []).append(value)
    filling = Filling(FormLogic(form.items, FRAMEWORK.choices), given, lambda: NOON)
    results = score(form.rules, Answers(values), {})
    return Filled(FRAMEWORK, form, filling, given, by_item, results, **more)  # type: ignore[arg-type]


def told(answers: Mapping[Key, Json] | None = None, *marks: Mark) -> tuple[Block, ...]:
    return answers_in_words(filled(answers, marks))


ANSWERED: list[tuple[str, Json, str, tuple[str, ...]]] = [
    ("calm", "secure", "How calm?", ("Secure",)),
    ("calm", "na", "How calm?", ("N/A",)),
    ("level", "medium", "How much?", ("Medium",)),
    ("best", 5, "The whole", ("5",)),
    ("standard", "not-evaluated", "A standard", ("Not evaluated",)),
    ("ever", "no", "Ever?", ("No",)),
    ("one", "waiting", "One of", ("Waiting",)),
    ("one", "Something else", "One of", ("Something else",)),
    ("some", ["explaining", "waiting"], "Some of", ("Explaining, Waiting",)),
    ("line", "Said once.", "A line", ("Said once.",)),
    ("story", "First.\n\nSecond.", "A story", ("First.", "Second.")),
    ("day", "2026-11-18", "A day", ("18 November 2026",)),
    ("hour", "10:17", "A time", ("10:17",)),
    ("words", {"speaker": "A pupil", "text": "I see."}, "Words", ("“I see.” (A pupil)",)),
]


@pytest.mark.parametrize(("item", "value", "question", "answer"), ANSWERED)
def test_an_answer_is_said_in_words(
    item: str, value: Json, question: str, answer: tuple[str, ...]
) -> None:
    assert told({(item, ""): value}) == (Answered(question, answer),)


def test_a_number_has_its_unit_and_what_is_worked_out_from_it_stands_below() -> None:
    assert told({("count", ""): 4}) == (
        Answered("How many?", ("4 books",)),
        Answered("Twice", ("8",)),
    )


def test_a_set_of_moments_is_a_table_with_late_and_missed_ones() -> None:
    found = told(
        None,
        mark("moments", {"/what": ["explaining", "waiting"]}, number=1),
        mark("moments", {"/what": ["waiting"]}, number=2, late=True),
        mark("moments", number=3, missed=True),
    )
    assert found == (
        Grid(
            "At a signal",
            ("Moment", "What"),
            (("1", "Explaining, Waiting"), ("2, late", "Waiting"), ("3, missed", "")),
        ),
    )


def test_a_timed_matrix_has_a_column_for_each_row_of_it() -> None:
    said: Json = {"teacher/activity": ["explaining"], "pupils/activity": ["waiting"]}
    assert told(None, mark("look", said, number=1)) == (
        Grid(
            "Who does what",
            ("Moment", "Teacher: Activity", "Pupils: Activity"),
            (("1", "Explaining", "Waiting"),),
        ),
    )


def test_a_matrix_without_times_is_told_row_by_row() -> None:
    assert told({("plain", ""): {"yard/use": ["waiting"]}}) == (
        Grid("Room by room", ("", "Use"), (("Hall", ""), ("Yard", "Waiting"))),
    )
    assert told({("plain", ""): {}}) == ()


def test_what_instruments_kept_is_said() -> None:
    found = told(
        None,
        mark("taps"),
        mark("taps"),
        mark("watch", length_ms=65_000),
        mark("record", {"actor": "Pupil", "text": "Asks why."}),
    )
    assert found == (
        Answered("Taps", ("2 times",)),
        Answered("Waiting", ("1 stretch of time, 1:05 in all",)),
        Answered("Record", ("10:17, Pupil: Asks why.",)),
    )


def test_what_points_at_evidence_is_said_only_where_someone_says_how() -> None:
    given: dict[Key, Json] = {("behind", ""): ["n1", "n2"], ("page", ""): ["p1"]}
    assert told(given) == ()
    found = answers_in_words(filled(given, linked=lambda notes: f"Behind: {len(notes)}"))
    assert found == (
        Answered("A page", ("Behind: 1",)),
        Answered("Which notes?", ("Behind: 2",)),
    )
    assert answers_in_words(filled(given, linked=lambda _notes: "")) == ()


def test_a_time_round_is_called_by_the_name_it_begins_with() -> None:
    found = told({("name", "1"): "Partner talk", ("went", "1"): "high", ("went", "2"): "low"})
    assert found == (
        PartTitle("Partner talk"),
        Answered("How it went", ("High",)),
        PartTitle("Part, 2 of 2"),
        Answered("How it went", ("Low",)),
    )
    assert told({("went", "1"): "high"})[0] == PartTitle("Part")


def test_what_is_not_asked_is_not_told() -> None:
    given: dict[Key, Json] = {
        ("ever", ""): "no",
        ("then", ""): "Kept, but not asked.",
        ("later", ""): "Nor this.",
    }
    assert told(given) == (Answered("Ever?", ("No",)),)
    assert told(given | {("ever", ""): "yes"}) == (
        Answered("Ever?", ("Yes",)),
        Answered("And later?", ("Nor this.",)),
        PartTitle("If ever"),
        Answered("What then?", ("Kept, but not asked.",)),
    )


def test_every_item_type_that_is_answered_is_told() -> None:
    """A new type cannot be forgotten here without this failing."""
    tried = {item for item, *_rest in ANSWERED}
    tried |= {"count", "twice", "moments", "look", "plain", "taps", "watch", "record"}
    tried |= {"behind", "page", "name", "went", "then", "later"}
    silent = {"hidden", "note", "round", "only-if"}
    form = FRAMEWORK.form("general")
    assert {one.id for one in flat(form.items)} == tried | silent
    types = {one.__name__ for one in _types()}
    assert {type(one).__name__ for one in flat(form.items)} == types


def _types() -> list[type]:
    union = Item.__origin__  # type: ignore[attr-defined]
    return list(union.__args__)


def test_a_result_has_its_rule_its_inputs_and_how_many_they_are() -> None:
    given: dict[Key, Json] = {("level", ""): "high", ("went", "1"): "low"}
    mean, _whole = results_in_words(filled(given), FRAMEWORK.form("general").rules)
    # High counts three and low one: four, over two: two.
    assert mean == Worked(
        "Mean", "Mean of 2 answered: 2", "How much? 3; How it went: 1", "", "mean", 2
    )


def test_too_little_is_said_with_what_is_needed() -> None:
    found = results_in_words(filled({("level", ""): "high"}), FRAMEWORK.form("general").rules)
    assert [one.said for one in found] == [
        "No result yet: it needs 2 answers and has 1.",
        "People decide this; nothing is worked out.",
    ]


def test_what_a_person_chose_instead_stands_with_its_reason() -> None:
    overrides = {"mean": Instead("3", "Seen twice since.")}
    found = results_in_words(filled(overrides=overrides), FRAMEWORK.form("general").rules)
    assert found[0].said == "No result yet: nothing is answered."
    assert found[0].instead == "Chosen instead: 3. Seen twice since."
