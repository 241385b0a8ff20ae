"""Classroom snapshot has the structure DOMAIN names, and gives what a hand gives for a lesson filled in."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from reviewer_app.frameworks.answering import numbers_of
from reviewer_app.frameworks.items import MatrixItem
from reviewer_app.frameworks.rules import SharesRule
from reviewer_app.frameworks.schema import EvidenceForm, Framework
from reviewer_app.frameworks.scoring import Answers, Moment, Result, score, shown
from reviewer_app.frameworks.shipped import shipped_as
from reviewer_app.model.words import ActivityKind
from tests.frameworks.instruments import instruments_of


@pytest.fixture(scope="module")
def framework() -> Framework:
    loaded = shipped_as("classroom-snapshot")
    assert loaded is not None
    return loaded.framework


@pytest.fixture(scope="module")
def form(framework: Framework) -> EvidenceForm:
    return framework.form("ten-snapshots")


@pytest.fixture(scope="module")
def matrix(form: EvidenceForm) -> MatrixItem:
    (only,) = [one for one in form.items if isinstance(one, MatrixItem)]
    return only


def test_ten_snapshots_are_of_activity_material_and_group_size_for_teacher_and_pupils(
    matrix: MatrixItem,
) -> None:
    assert matrix.timing is not None
    assert matrix.timing.count == 10
    assert [row.id for row in matrix.rows] == ["teacher", "pupils"]
    assert [column.id for column in matrix.columns] == ["activity", "material", "group-size"]


def test_activities_divide_into_the_four_shares_and_each_is_in_one(
    framework: Framework, form: EvidenceForm
) -> None:
    activities = [one.id for one in framework.choice_list("activity").choices]
    for name in ("teacher-time", "pupils-time"):
        (rule,) = [one for one in form.rules if one.id == name]
        assert isinstance(rule, SharesRule)
        titles = [group.title for group in rule.groups]
        assert titles == ["Active instruction", "Passive", "Management", "Off task"]
        assert [choice for group in rule.groups for choice in group.choices] == activities


def test_every_choice_of_a_share_is_one_of_its_column_and_none_is_left_over(
    framework: Framework, form: EvidenceForm, matrix: MatrixItem
) -> None:
    columns = {column.id: column.choices for column in matrix.columns}
    rules = [one for one in form.rules if isinstance(one, SharesRule)]
    assert {rule.row for rule in rules} == {"teacher", "pupils"}
    for rule in rules:
        offered = [one.id for one in framework.choice_list(columns[rule.dimension]).choices]
        grouped = [choice for group in rule.groups for choice in group.choices]
        assert sorted(grouped) == sorted(offered), rule.id


def test_the_snapshots_are_chosen_beside_the_main_form_of_a_lesson_visit_alone(
    framework: Framework, form: EvidenceForm
) -> None:
    assert form.role == "also"
    assert form.activities == (ActivityKind.LESSON_VISIT,)
    for other in framework.forms:
        if other.id != form.id:
            assert instruments_of(other) == []


# A lesson as an observer filled it in: what the teacher and what most pupils were doing, with what, with whom.
LESSON = (
    ("moving none whole-class", "chatting none small-group"),
    ("explaining board whole-class", "explaining board whole-class"),
    ("explaining board whole-class", "explaining writing whole-class"),
    ("talking none whole-class", "talking none whole-class"),
    ("missed", "missed"),
    ("own-work none one", "own-work writing whole-class"),
    ("own-work writing small-group", "own-work writing large-group"),
    ("paperwork writing nobody", "copying book large-group"),
    ("practising objects whole-class", "practising objects whole-class"),
    ("directions none whole-class", "moving none whole-class"),
)


def moment(teacher: str, pupils: str) -> Moment:
    if teacher == "missed":
        return Moment(missed=True)
    columns = ("activity", "material", "group-size")
    return Moment(
        {
            (row, column): (choice,)
            for row, said in (("teacher", teacher), ("pupils", pupils))
            for column, choice in zip(columns, said.split(), strict=True)
        }
    )


def results(
    framework: Framework, form: EvidenceForm, moments: Sequence[Moment]
) -> dict[str, Result]:
    answers = Answers(moments={"snapshots": moments})
    return score(form.rules, answers, numbers_of(framework, form))


def test_a_lesson_by_hand(framework: Framework, form: EvidenceForm) -> None:
    # Ten snapshots, one missed: every share is of 9.
    # Teacher: active (explaining twice, talking, practising) 4 of 9; passive (own work twice) 2 of 9;
    #          management (moving, paperwork, directions) 3 of 9; off task 0.
    # Pupils:  active (explaining twice, talking, practising) 4; passive (own work twice, copying) 3;
    #          management (moving) 1; off task (chatting) 1. 4 + 3 + 1 + 1 = 9.
    # Pupils’ materials: paper (writing three times, book) 4; board 1; objects 1; nothing 3. Together 9.
    # Teacher with: class (1st to 4th, 9th, 10th) 6; group 1; one pupil 1; nobody 1. Together 9.
    given = results(framework, form, [moment(*one) for one in LESSON])
    assert given["teacher-time"].shares == {
        "active": Fraction(400, 9),
        "passive": Fraction(200, 9),
        "management": Fraction(300, 9),
        "off-task": 0,
    }
    assert given["pupils-time"].shares == {
        "active": Fraction(400, 9),
        "passive": Fraction(300, 9),
        "management": Fraction(100, 9),
        "off-task": Fraction(100, 9),
    }
    assert given["pupils-materials"].shares == {
        "print": Fraction(400, 9),
        "front": Fraction(100, 9),
        "in-hands": Fraction(100, 9),
        "without": Fraction(300, 9),
    }
    assert given["teacher-with"].shares == {
        "class": Fraction(600, 9),
        "group": Fraction(100, 9),
        "single": Fraction(100, 9),
        "alone": Fraction(100, 9),
    }
    assert given["teacher-time"].value == 9
    # 400/9 is 44.44...: of ten, with the missed one as nothing, it would be 40.
    assert shown(given["teacher-time"].shares["active"]) == "44.44"


def test_nothing_is_said_of_fewer_than_seven_snapshots(
    framework: Framework, form: EvidenceForm
) -> None:
    seen = [moment(*one) for one in LESSON if one[0] != "missed"]
    missed = Moment(missed=True)
    # Seven seen, the last two and the fifth missed: teacher active in 3 of 7
    # (explaining twice, talking), passive 2 of 7, management (moving, paperwork) 2 of 7.
    given = results(framework, form, [*seen[:7], missed, missed, missed])
    assert given["teacher-time"].shares == {
        "active": Fraction(300, 7),
        "passive": Fraction(200, 7),
        "management": Fraction(200, 7),
        "off-task": 0,
    }
    given = results(framework, form, [*seen[:6], missed, missed, missed, missed])
    assert {(one.value, one.open) for one in given.values()} == {(None, "needs-more")}
    given = results(framework, form, [missed] * 10)
    assert {(one.value, one.open) for one in given.values()} == {(None, "nothing-answered")}


def test_a_snapshot_of_the_teacher_alone_says_nothing_of_the_pupils(
    framework: Framework, form: EvidenceForm
) -> None:
    # Seven snapshots, in all of which the teacher was seen explaining, the pupils in none.
    alone = Moment({("teacher", "activity"): ("explaining",)})
    given = results(framework, form, [alone] * 7)
    assert given["teacher-time"].shares["active"] == 100
    assert given["pupils-time"].open == "nothing-answered"


def test_its_source_is_named_as_a_fact_and_claims_nothing(framework: Framework) -> None:
    said = " ".join(framework.credits.split())
    assert "structure is a fact taken from the Stallings classroom snapshot" in said
    assert "Nobody connected with that instrument has seen or endorsed" in said
