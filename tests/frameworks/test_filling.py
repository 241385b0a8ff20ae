"""A form as it is filled in: what is asked, worked out, broken and offered, and only what stands on an answer moves."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import TypeAdapter

from reviewer_app.frameworks.filling import Filling, FormLogic, Key, as_text
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
