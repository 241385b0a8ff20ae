import json

import pytest

from reviewer_app.errors import UserError
from reviewer_app.frameworks.load import load_framework
from reviewer_app.frameworks.schema import Framework
from reviewer_app.frameworks.scoring import shown_result
from reviewer_app.model.answer import place_of
from reviewer_app.model.canonical import Json
from reviewer_app.model.nouns import Activity, Answer, Mark, OwnQuestion
from reviewer_app.model.words import QuestionKind
from reviewer_app.review import answers
from reviewer_app.review.answers import Sheet
from reviewer_app.store.work import Work
from tests.frameworks.small import WITH_ITEMS
from tests.support import LARKFIELD, START, Device, Devices

EXTRA = """\
  - id: instrument
    role: also
    title: Instrument
    activities: [lesson-visit]
    items:
      - {id: taps, type: tally, label: Taps}
  - id: whole-review
    role: review
    title: The whole review
    items:
      - {id: one, type: met, label: One standard}
      - {id: two, type: met, label: Another}
    rules:
      - id: level
        version: 3
        kind: ladder
        title: Level
        levels: [{point: begun}, {point: secure, standards: [one, two]}]
      - {id: fit, version: 1, kind: best-fit, title: Best fit, inputs: [one, two]}
report:
"""
LOADED = load_framework(WITH_ITEMS.replace("report:\n", EXTRA), source="mine.yaml")
FRAMEWORK: Framework = LOADED.framework


@pytest.fixture
def helen(devices: Devices) -> Device:
    """Helen Marsh, who leads a review by a framework with items."""
    device = devices("Helen Marsh")
    device.review = device.session.create_review(LARKFIELD, LOADED, start=START, days=3)
    return device


def lesson(device: Device) -> Sheet:
    return Sheet(FRAMEWORK, FRAMEWORK.form("general"), device.visits())


def whole() -> Sheet:
    return Sheet(FRAMEWORK, FRAMEWORK.form("whole-review"))


def me(device: Device) -> str:
    return device.session.person().author.person


def refusal(device: Device, sheet: Sheet, item: str, value: object) -> str:
    with pytest.raises(UserError) as refused:
        device.does(answers.give, sheet, item, value)  # type: ignore[arg-type]
    return refused.value.code


def test_an_answer_is_kept_changed_and_taken_away(helen: Device) -> None:
    sheet = lesson(helen)
    first = helen.does(answers.give, sheet, "standard", "met")
    assert answers.answers_on(helen.open, sheet, me(helen)) == {("standard", ""): "met"}
    assert helen.does(answers.give, sheet, "standard", "not-met") == first
    assert answers.answers_on(helen.open, sheet, me(helen)) == {("standard", ""): "not-met"}
    helen.does(answers.give, sheet, "standard", None)
    assert answers.answers_on(helen.open, sheet, me(helen)) == {}
    helen.does(answers.give, sheet, "standard", "met")
    assert answers.answers_on(helen.open, sheet, me(helen)) == {("standard", ""): "met"}


def test_the_same_answer_again_changes_nothing(helen: Device) -> None:
    sheet = lesson(helen)
    helen.does(answers.give, sheet, "standard", "met")
    helen.does(answers.give, sheet, "standard", "met")
    assert helen.outcomes[-1].change is None


def test_two_people_at_one_lesson_answer_apart(helen: Device) -> None:
    sheet = lesson(helen)
    helen.does(answers.give, sheet, "standard", "met")
    assert answers.answers_on(helen.open, sheet, "someone-else") == {}


def test_on_a_form_of_the_whole_review_the_answer_is_the_teams(helen: Device) -> None:
    helen.does(answers.give, whole(), "one", "met")
    assert answers.answers_on(helen.open, whole(), "someone-else") == {("one", ""): "met"}
    assert [one.author for one in helen.open.all(Answer)] == [""]


@pytest.mark.parametrize(
    ("item", "value"),
    [
        ("standard", "mett"),
        ("standard", 1),
        ("calm", "not-enough"),
        ("calm", "na"),
        ("whole", 2),
        ("whole", "1"),
        ("whole", True),
        ("look", {"teacher/activity": ["explaining"]}),
    ],
)
def test_what_an_item_does_not_take_is_refused(helen: Device, item: str, value: object) -> None:
    sheet = lesson(helen)
    assert refusal(helen, sheet, item, value) == "answer.not-allowed"
    assert helen.open.all(Answer) == []


def test_no_rule_and_no_import_gives_a_holistic_score(helen: Device) -> None:
    """Only `give`, called for a person, writes one: the rule that is suggested has a result, the item no answer."""
    sheet = lesson(helen)
    helen.does(answers.give, sheet, "whole", 5, row="1")
    results = answers.results_on(helen.open, sheet, me(helen))
    assert shown_result(results["mean"]) == "5"
    assert answers.answers_on(helen.open, sheet, me(helen)) == {("whole", "1"): 5}


def test_answers_of_every_time_round_count(helen: Device) -> None:
    sheet = lesson(helen)
    helen.does(answers.give, sheet, "whole", 1, row="1")
    helen.does(answers.give, sheet, "whole", 5, row="2")
    results = answers.results_on(helen.open, sheet, me(helen))
    # One and five make six, over two times round: three.
    assert shown_result(results["mean"]) == "3"
    assert shown_result(results["total"]) == "3"


def test_a_ladder_and_what_people_chose_instead_stand_beside_each_other(helen: Device) -> None:
    sheet = whole()
    helen.does(answers.give, sheet, "one", "met")
    helen.does(answers.give, sheet, "two", "not-met")
    with pytest.raises(UserError) as refused:
        helen.does(answers.override, sheet, "level", "secure", " ")
    assert refused.value.code == "answer.reason-missing"
    helen.does(answers.override, sheet, "level", "secure", "Seen in every class since.")
    assert shown_result(answers.results_on(helen.open, sheet, "")["level"]) == "begun"
    chosen = answers.overrides_on(helen.open, sheet, me(helen))["level"]
    assert (chosen.value, chosen.rule_version, chosen.author) == ("secure", 3, me(helen))
    assert chosen.reason == "Seen in every class since."


def test_best_fit_is_for_people(helen: Device) -> None:
    sheet = whole()
    helen.does(answers.give, sheet, "one", "met")
    found = answers.results_on(helen.open, sheet, "")["fit"]
    assert (found.value, found.open) == (None, "people-decide")


def test_moments_come_in_the_order_of_their_instruments_clock(helen: Device) -> None:
    sheet = lesson(helen)
    said: Json = {"teacher/activity": ["explaining"], "pupils/activity": ["waiting"]}
    helen.does(answers.mark, sheet, "look", None, number=2, offset_ms=600_000, missed=True)
    helen.does(answers.mark, sheet, "look", said, number=1, offset_ms=300_000)
    kept = answers.marks_on(helen.open, sheet, me(helen))
    assert [(one.number, one.missed) for one in kept] == [(1, False), (2, True)]
    assert json.loads(kept[0].value) == said
    shares = answers.results_on(helen.open, sheet, me(helen))["shares"].shares
    # One moment seen, in which the teacher explained: 1 of 1.
    assert {name: int(share) for name, share in shares.items()} == {"active": 100}


def test_a_moment_is_corrected_where_it_stands_and_a_missed_one_is_late_from_then_on(
    helen: Device,
) -> None:
    sheet = lesson(helen)
    first: Json = {"teacher/activity": ["waiting"]}
    then: Json = {"teacher/activity": ["explaining"]}
    seen = helen.does(answers.mark, sheet, "look", first, number=1, offset_ms=300_000)
    missed = helen.does(answers.mark, sheet, "look", None, number=2, missed=True)
    for one in (seen, missed):
        helen.does(answers.correct_mark, one, then)
    kept = {one.number: one for one in answers.marks_on(helen.open, sheet, me(helen))}
    assert [json.loads(one.value) for one in kept.values()] == [then, then]
    assert [(kept[n].missed, kept[n].late) for n in (1, 2)] == [(False, False), (False, True)]
    assert kept[1].offset_ms == 300_000


def test_a_moment_is_taken_back(helen: Device) -> None:
    kept = helen.does(answers.mark, lesson(helen), "look", None, number=1, missed=True)
    helen.does(answers.take_back_mark, kept)
    assert answers.marks_on(helen.open, lesson(helen), me(helen)) == []


def test_a_form_beside_the_main_one_appears_where_the_review_uses_it(helen: Device) -> None:
    visit = helen.visits()
    activity = helen.open.get(Activity, visit)
    assert activity is not None
    assert [one.id for one in answers.forms_of(helen.open, activity)] == ["general"]
    helen.does(answers.use_form, "instrument")
    assert [one.id for one in answers.forms_of(helen.open, activity)] == ["general", "instrument"]
    helen.does(answers.use_form, "instrument", used=False)
    assert [one.id for one in answers.forms_of(helen.open, activity)] == ["general"]


def test_questions_of_the_schools_own_stay_with_the_review(helen: Device) -> None:
    ask = helen.does(
        answers.add_question,
        QuestionKind.QUESTION,
        "teaching",
        " To what extent do pupils talk? ",
    )
    helen.does(answers.add_question, QuestionKind.CRITERION, "teaching", "Partner talk")
    helen.does(answers.change_question, ask, "To what extent do pupils explain?")
    found = answers.own_questions(helen.open, QuestionKind.QUESTION)
    assert [one.text for one in found] == ["To what extent do pupils explain?"]
    with pytest.raises(UserError) as refused:
        helen.does(answers.change_question, ask, " ")
    assert refused.value.code == "answer.question-empty"
    helen.does(answers.remove_question, ask)
    assert [one.kind for one in helen.open.all(OwnQuestion)] == [QuestionKind.CRITERION]


def test_what_was_worked_out_counts_and_a_time_round_without_an_answer_is_open(
    devices: Devices,
) -> None:
    text = WITH_ITEMS.replace(
        "      - {id: standard, type: met, label: A standard}\n",
        "      - {id: seen, type: number, label: Seen}\n"
        "      - {id: twice, type: calculated, label: Twice, calculation: '2 * ${seen}'}\n",
    ).replace(
        "inputs: [whole]}\n",
        "inputs: [whole], needs: {share: 1}}\n"
        "      - {id: worked, version: 1, kind: mean, title: Worked out, inputs: [twice]}\n",
    )
    device = devices("Helen Marsh")
    loaded = load_framework(text, source="mine.yaml")
    device.review = device.session.create_review(LARKFIELD, loaded, start=START, days=3)
    sheet = Sheet(loaded.framework, loaded.framework.form("general"), device.visits())
    device.does(answers.give, sheet, "seen", 4)
    device.does(answers.give, sheet, "whole", 5, row="1")
    found = answers.results_on(device.open, sheet, me(device))
    assert shown_result(found["worked"]) == "8"
    assert found["mean"].open == "needs-more"
    device.does(answers.give, sheet, "whole", 1, row="2")
    assert shown_result(answers.results_on(device.open, sheet, me(device))["mean"]) == "3"


def forge(work: Work, sheet: Sheet, item: str, value: str, row: str = "") -> None:
    """Write what this program would not: an answer and a moment, as a changed program of a team mate could."""
    person = work.author.person
    place = place_of(sheet.activity, person, sheet.form.id, item, row)
    where = {"activity": sheet.activity, "author": person, "form": sheet.form.id, "item": item}
    if work.get(Answer, place) is None:
        work.add(Answer, place, **where, row=row, value=value, answered_at=work.now)
    else:
        work.set(Answer, place, value=value)
    work.add(Mark, work.new_id(), **where, row=row, number=1, at=work.now, value=value[:4_000])


FOREIGN = (
    "2.5", "3", "5.0", "true", "null", '"4"', '"no such"', "[[1]]", "[5]", "{}", '{"a/b": 1}', '{"a/b": [1]}',
    '{"text": {"a": 1}}', '[{"text": 1}]', '{"speaker": "x"}', '""', "0", '"12:99"',
)  # fmt: skip


@pytest.mark.parametrize("value", FOREIGN)
def test_what_an_item_does_not_take_counts_nowhere_though_a_team_mate_sent_it(
    helen: Device, value: str
) -> None:
    """A score that people give is one of its points: what was worked out is none, whoever wrote it."""
    sheet = lesson(helen)
    for row in ("1", "2"):
        helen.does(forge, sheet, "whole", value, row)
        helen.does(forge, sheet, "calm", value, row)
    for item in ("standard", "look", "no-such-item"):
        helen.does(forge, sheet, item, value)
    assert answers.answers_on(helen.open, sheet, me(helen)) == {}
    results = answers.results_on(helen.open, sheet, me(helen))
    assert [results[rule].value for rule in ("mean", "total")] == [None, None]
    assert all(not any(one.shares.values()) for one in results.values())
    kept = answers.marks_on(helen.open, sheet, me(helen))
    assert {one.item for one in kept} <= ({"look"} if value == "{}" else set())


def test_a_score_among_its_points_counts_and_what_is_sent_over_it_does_not(helen: Device) -> None:
    sheet = lesson(helen)
    helen.does(answers.give, sheet, "whole", 5, row="1")
    assert answers.answers_on(helen.open, sheet, me(helen)) == {("whole", "1"): 5}
    helen.does(forge, sheet, "whole", "4.5", "1")
    assert answers.answers_on(helen.open, sheet, me(helen)) == {}
    assert helen.open.all(Answer)


@pytest.mark.parametrize("value", ["met", "[" * 9_000, "9" * 5_000, "1e999", "NaN", r'"\ud800"'])
def test_what_is_no_json_is_no_answer(helen: Device, value: str) -> None:
    sheet = lesson(helen)
    with pytest.raises(UserError) as refused:
        helen.does(forge, sheet, "standard", value)
    assert refused.value.code == "review.value-not-allowed"
