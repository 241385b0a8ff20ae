"""A form as it is filled in: what is asked, worked out, broken and offered, and only what stands on an answer moves."""

import json
import random
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import TypeAdapter

from reviewer_app.frameworks import cost
from reviewer_app.frameworks.filling import Filling, Key, as_text
from reviewer_app.frameworks.form_logic import FormLogic
from reviewer_app.frameworks.items import ChoiceList, Item
from reviewer_app.model.canonical import Json

ITEMS: TypeAdapter[tuple[Item, ...]] = TypeAdapter(tuple[Item, ...])
LISTS: TypeAdapter[tuple[ChoiceList, ...]] = TypeAdapter(tuple[ChoiceList, ...])
NOW = datetime(2026, 1, 9, 10, 30, tzinfo=UTC)

CHOICES = [
    {
        "id": "town",
        "choices": [
            {"id": "york", "label": "York", "traits": [{"name": "region", "value": "n"}]},
            {"id": "bath", "label": "Bath", "traits": [{"name": "region", "value": "s"}]},
        ],
    },
    {
        "id": "region",
        "choices": [{"id": "n", "label": "North"}, {"id": "s", "label": "South"}],
    },
]


def item(name: str, kind: str = "text", **more: Any) -> dict[str, Any]:
    return {"id": name, "type": kind, "label": name, **more}


def filling(*items: dict[str, Any], answers: dict[Key, Json] | None = None) -> Filling:
    logic = FormLogic(
        ITEMS.validate_json(json.dumps(items)), LISTS.validate_json(json.dumps(CHOICES))
    )
    return Filling(logic, answers or {}, lambda: NOW)


def test_an_item_is_asked_where_it_is_relevant() -> None:
    form = filling(item("a"), item("b", relevant="${a} = 'yes'"), answers={("b", ""): "kept"})
    assert not form.state("b").relevant
    assert form.state("b").text == ""
    assert form.change("a", "yes") == {("a", ""), ("b", "")}
    assert form.state("b").relevant
    assert form.state("b").text == "kept"


def test_a_group_that_is_not_asked_hides_what_is_in_it() -> None:
    form = filling(
        item("a"),
        item(
            "outer",
            "group",
            relevant="${a} = 'yes'",
            items=[item("inner", "group", items=[item("b"), item("c", relevant="${b} = ''")])],
        ),
        item("after", relevant="${b} = 'x'"),
        answers={("b", ""): "x"},
    )
    assert [form.state(name).relevant for name in ("outer", "inner", "b", "after")] == [False] * 4
    form.change("a", "yes")
    assert [form.state(name).relevant for name in ("outer", "inner", "b", "after")] == [True] * 4
    assert not form.state("c").relevant


def test_values_are_worked_out_one_from_another() -> None:
    form = filling(
        item("total", "calculated", calculation="${part} + 1"),
        item("part", "calculated", calculation="${n} * 2"),
        item("n", "number"),
    )
    assert form.state("total").text == ""
    assert form.change("n", 4) == {("n", ""), ("part", ""), ("total", "")}
    assert form.state("part").text == "8"
    assert form.state("total").text == "9"
    assert form.change("n", None) == {("n", ""), ("part", ""), ("total", "")}
    assert form.state("total").text == ""


def test_what_was_worked_out_once_stays() -> None:
    once = item("when", "calculated", calculation="once(today())")
    assert filling(once).state("when").text == "2026-01-09"
    assert filling(once, answers={("when", ""): "2025-12-01"}).state("when").text == "2025-12-01"


def test_an_answer_that_breaks_its_constraint_says_what_is_wanted() -> None:
    form = filling(
        item("limit", "number"),
        item("n", "number", constraint=". < ${limit}", constraint_message="Less than ${limit}"),
        answers={("limit", ""): 10},
    )
    assert not form.state("n").broken
    form.change("n", 12)
    assert form.state("n").broken
    assert form.state("n").message == "Less than 10"
    assert form.change("limit", 20) == {("limit", ""), ("n", "")}
    assert not form.state("n").broken
    assert form.state("n").message == ""


def test_a_required_answer_is_wanted_only_while_it_is_asked_and_open() -> None:
    form = filling(item("a"), item("b", required=True, relevant="${a} = 'yes'"))
    assert not form.state("b").wanted
    form.change("a", "yes")
    assert form.state("b").wanted
    form.change("b", "done")
    assert not form.state("b").wanted


def test_a_filter_leaves_the_choices_that_fit() -> None:
    form = filling(
        item("where", "choice", choices="region"),
        item("town", "choice", choices="town", filter="region = ${where}"),
        item("other", "choices", choices="town", filter="selected('york', name)"),
    )
    assert form.state("where").offered == ("n", "s")
    assert form.state("town").offered == ()
    assert form.state("other").offered == ("york",)
    assert form.change("where", "n") == {("where", ""), ("town", "")}
    assert form.state("town").offered == ("york",)
    assert filling(item("a")).state("a").offered is None


def test_words_show_answers_as_people_read_them() -> None:
    form = filling(
        item("town", "choices", choices="town"),
        item("why", hint="You chose ${town}."),
        item("name", "calculated", calculation="jr:choice-name('york', '${town}')"),
    )
    form.change("town", ["york", "bath"])
    assert form.state("why").hint == "You chose York, Bath."
    assert form.state("name").text == "York"


def test_each_time_round_a_repeat_stands_for_itself() -> None:
    form = filling(
        item(
            "part",
            "repeat",
            times=2,
            items=[item("n", "number"), item("why", relevant="${n} > 3", hint="Of ${n}")],
        ),
        item("sum", "calculated", calculation="sum(${n})"),
    )
    assert form.rows("part") == ("1", "2")
    assert form.change("n", 5, "2") == {("n", "2"), ("why", "2"), ("sum", "")}
    assert not form.state("why", "1").relevant
    assert form.state("why", "2").relevant
    assert form.state("why", "2").hint == "Of 5"
    form.change("n", 2, "1")
    assert form.state("sum").text == "7"


def test_a_repeat_is_asked_as_often_as_it_was_answered_or_is_wanted() -> None:
    inner = item("inner", "repeat", items=[item("n", "number")])
    form = filling(
        item("outer", "repeat", items=[inner]),
        item("count", "calculated", calculation="count(${n})"),
        answers={("n", "1.2"): 1, ("n", "2.1"): 1},
    )
    assert form.rows("n") == ("1.1", "1.2", "2.1")
    assert form.state("count").text == "3"
    form.set_rounds("inner", 3, "2")
    assert form.rows("n") == ("1.1", "1.2", "2.1", "2.2", "2.3")
    assert form.state("n", "1.2").text == "1"
    assert form.state("count").text == "5"
    with pytest.raises(ValueError, match="61"):
        form.set_rounds("inner", 61)


def test_only_what_stands_on_an_answer_moves() -> None:
    form = filling(
        item("a"), item("b", relevant="${a} = 'x'"), item("c"), item("d", relevant="${c} = 'x'")
    )
    assert form.change("c", "x") == {("c", ""), ("d", "")}
    assert form.change("a", "y") == {("a", "")}


def test_what_looks_at_everything_moves_with_everything() -> None:
    form = filling(
        item("a"), item("b"), item("n", "calculated", calculation="count(../*[. = 'x'])")
    )
    assert form.state("n").text == "0"
    assert form.change("a", "x") == {("a", ""), ("n", "")}
    assert form.state("n").text == "1"


def test_an_item_that_is_not_there_is_not_answered() -> None:
    form = filling(item("a"))
    with pytest.raises(KeyError):
        form.change("b", "x")
    with pytest.raises(KeyError):
        form.state("a", "7")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("x", "x"),
        (3, "3"),
        (2.5, "2.5"),
        (["a", "b"], "a b"),
        ({"speaker": "A pupil", "text": "I like it"}, "I like it"),
        ({"teacher/activity": ["a"]}, ""),
    ],
)
def test_expressions_see_an_answer_as_text(value: Json, text: str) -> None:
    assert as_text(value) == text


def test_texts_that_are_joined_twice_over_and_over_end() -> None:
    worked = [item("c0", "calculated", calculation="concat(${a}, ${a})")]
    worked += [
        item(f"c{n}", "calculated", calculation=f"concat(${{c{n - 1}}}, ${{c{n - 1}}})")
        for n in range(1, 60)
    ]
    form = filling(item("a"), *worked)
    form.change("a", "x" * 10)
    lengths = [len(form.state(f"c{n}").text) for n in range(60)]
    assert lengths[:10] == [20 * 2**n for n in range(10)]
    assert max(lengths) == 20 * 2**9
    assert lengths[10] == 0


def test_repeats_in_repeats_are_asked_only_so_often() -> None:
    inner = item("c", "repeat", times=60, items=[item("d"), item("e")])
    form = filling(
        item("a", "repeat", times=60, items=[item("b", "repeat", times=60, items=[inner])])
    )
    asked = sum(len(form.rows(name)) for name in ("a", "b", "c", "d", "e"))
    assert 2_000 <= asked < 3_000
    assert form.rows("d")[:2] == ("1.1.1", "1.1.2")
    assert len(form.rows("a")) == 60


@pytest.mark.parametrize("pattern", ["'(a+)+$'", "${b}", "concat('(a+)', '+$')"])
def test_a_pattern_of_any_making_is_tried_at_once(pattern: str) -> None:
    form = filling(item("a", constraint=f"regex(., {pattern})"), item("b"))
    form.change("b", "(a+)+$")
    form.change("a", "a" * 60 + "b")
    assert form.state("a").broken
    form.change("a", "a" * 60)
    assert not form.state("a").broken


def long_lists(*items: dict[str, Any], choices: int = 4_900) -> FormLogic:
    many = [{"id": f"c{number}", "label": f"C {number}"} for number in range(choices)]
    lists = json.dumps([{"id": "many", "choices": many}])
    return FormLogic(ITEMS.validate_json(json.dumps(items)), LISTS.validate_json(lists))


def test_a_filter_that_takes_too_many_steps_leaves_every_choice_and_the_rest_of_the_form() -> None:
    heavy = " and ".join(["contains(name, ${a})"] * 12)
    logic = long_lists(
        item("a"),
        item("b", "choice", choices="many", filter=heavy),
        item("c", "choice", choices="many", filter="name = concat(${a}, '7')"),
        item("d", relevant="${a} = 'c'"),
    )
    form = Filling(logic, {}, lambda: NOW)
    assert [*form.given_up] == [("b", "filter")]
    form.change("a", "c")
    assert (len(form.state("b").offered or ()), form.state("c").offered) == (4_900, ("c7",))
    assert ([*form.given_up], form.state("d").relevant) == ([("b", "filter")], True)
    form.change("a", "nothing")
    assert ([*form.given_up], form.state("b").offered) == ([], ())


def nested(calculation: str) -> Filling:
    inner = [item("c", "number"), item("d", "calculated", calculation=calculation)]
    rounds = item("b", "repeat", times=60, items=inner)
    return filling(
        item("a", "repeat", times=60, items=[rounds]),
        item("e", relevant="${f} = 1"),
        item("f", "number"),
    )


def test_what_is_the_same_in_every_row_is_worked_out_once() -> None:
    form = nested("sum(/form/a/b/c) + 1")
    form.change("c", 2, "1.1")
    form.change("c", 3, "12.60")
    assert {form.state("d", row).text for row in form.rows("d")} == {"6"}
    assert [*form.given_up] == []


def test_a_value_that_takes_too_many_steps_stays_open_and_the_rest_of_the_form_goes_on() -> None:
    form = nested("count(../../../a/b/*[. = 1])")
    assert [*form.given_up] == [("d", "calculation")]
    assert {form.state("d", row).text for row in form.rows("d")} == {""}
    assert form.change("f", 1) >= {("f", ""), ("e", "")}
    assert form.state("e").relevant


def test_a_question_is_asked_and_an_answer_stands_where_telling_takes_too_many_steps() -> None:
    heavy = " or ".join(["regex(${a}, '(.?)*(.?)*z')"] * 19)
    form = filling(
        item("a"), item("b", relevant=heavy), item("c", constraint=heavy), answers={("c", ""): "x"}
    )
    assert [*form.given_up] == []
    form.change("a", "a" * 2_000)
    assert [*form.given_up] == [("b", "relevant"), ("c", "constraint")]
    assert (form.state("b").relevant, form.state("c").broken) == (True, False)
    form.change("a", "z")
    assert [*form.given_up] == []


def test_a_filter_is_gone_through_once_for_the_same_answers() -> None:
    town = item("town", "choice", choices="many", filter="contains(name, ${where})")
    logic = long_lists(item("part", "repeat", times=20, items=[item("where"), town]))
    form = Filling(logic, {}, lambda: NOW)
    assert [*form.given_up] == []
    form.change("where", "c489", "3")
    assert form.state("town", "3").offered == ("c489", *(f"c489{n}" for n in range(10)))
    assert len(form.state("town", "4").offered or ()) == 4_900
    apart: dict[Key, Json] = {("where", str(row)): f"c{row}" for row in range(1, 21)}
    assert Filling(logic, apart, lambda: NOW).given_up == (("town", "filter"),)


def test_what_is_given_up_hangs_on_the_answers_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cost, "MOST", 2_500)
    monkeypatch.setattr(cost, "MOST_TOGETHER", 4_000)
    items = [item("a", "choices", choices="many")]
    for number, times in enumerate((1, 4, 2, 5, 3)):
        heavy = " and ".join([f"contains(name, ${{w{number}}})"] * times)
        items.append(item(f"w{number}"))
        items.append(item(f"t{number}", "choice", choices="many", filter=heavy))
        items.append(item(f"n{number}", "calculated", calculation=f"string-length(${{w{number}}})"))
    logic, choose = long_lists(*items, choices=100), random.Random(3)
    form, answers, seen = Filling(logic, {}, lambda: NOW), dict[Key, Json](), set()
    for _step in range(60):
        key = f"w{choose.randrange(5)}", ""
        answers[key] = choose.choice(["", "c", "c1", "none"])
        form.change(key[0], answers[key])
        anew = Filling(logic, answers, lambda: NOW)
        assert form.given_up == anew.given_up
        assert [form.state(one["id"]) for one in items] == [anew.state(one["id"]) for one in items]
        seen.add(form.given_up)
    assert len(seen) > 3
