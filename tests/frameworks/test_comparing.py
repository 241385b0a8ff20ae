"""What changed between two versions is told whole: each change in a row a reader understands, and none passed over."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from reviewer_app.frameworks.comparing import compare
from reviewer_app.frameworks.differences import Difference
from reviewer_app.frameworks.load import load_framework
from reviewer_app.frameworks.schema import Framework
from reviewer_app.frameworks.shipped import shipped
from tests.frameworks.small import SMALL, WITH_ITEMS
from tests.frameworks.small_years import LAST_YEAR, THIS_YEAR


def read(text: str) -> Framework:
    return load_framework(text, source="mine.yaml").framework


def rows(before: str, after: str) -> list[Difference]:
    return list(compare(read(before), read(after)))


def row(old: str, new: str) -> Difference:
    """The one row for one change of the framework with items."""
    assert WITH_ITEMS.count(old) == 1
    (found,) = rows(WITH_ITEMS, WITH_ITEMS.replace(old, new))
    return found


def test_what_is_equal_has_no_rows() -> None:
    for one in shipped():
        assert compare(one.framework, one.framework) == ()
    # Another way to write the same is no difference.
    assert rows(SMALL, SMALL.replace("title: Small review", 'title: "Small review"')) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "    title: Teaching\n",
            "    title: Teaching well\n",
            Difference(
                *("headings", "renamed", ("Teaching well",), "headings/teaching", "title"),
                *("Teaching", "Teaching well"),
            ),
        ),
        (
            "description: Explanations are clear.",
            "description: Pupils follow.",
            Difference(
                *("criteria", "reworded", ("Clarity",), "criteria/clarity", "description"),
                *("Explanations are clear.", "Pupils follow."),
            ),
        ),
        (
            "    strand: explaining\n",
            "",
            Difference(
                *("criteria", "moved", ("Clarity",), "criteria/clarity", "strand"),
                *("explaining", ""),
            ),
        ),
        (
            "descriptor: It has begun.",
            "descriptor: It starts.",
            Difference(
                *("scales", "reworded", ("Estimate", "Begun"), "scales/estimate/points/begun"),
                *("descriptor", "It has begun.", "It starts."),
            ),
        ),
        (
            "descriptor: It has begun.",
            "descriptor: It has begun., value: 1",
            Difference(
                *("scales", "counts", ("Estimate", "Begun"), "scales/estimate/points/begun"),
                *("value", "", "1"),
            ),
        ),
        (
            "prompts: [Is it clear?]",
            "prompts: [Is it clear to all?]",
            Difference(
                *("criteria", "reworded", ("Clarity",), "criteria/clarity", "prompts"),
                *("Is it clear?", "Is it clear to all?"),
            ),
        ),
        (
            "label: How calm is it?",
            "label: How calm was it?",
            Difference(
                *("items", "reworded", ("Notes", "How calm was it?"), "forms/general/items/calm"),
                *("label", "How calm is it?", "How calm was it?"),
            ),
        ),
        (
            "label: How calm is it?",
            "label: How calm is it?, required: true",
            Difference(
                *("items", "changed", ("Notes", "How calm is it?"), "forms/general/items/calm"),
                *("required", "no", "yes"),
            ),
        ),
        (
            "inputs: [whole]}",
            "inputs: [whole, standard]}",
            Difference(
                *("rules", "counts", ("Notes", "Mean"), "forms/general/rules/mean", "inputs"),
                *("", "standard"),
            ),
        ),
        (
            "timing: {count: 3, minutes: 15}",
            "timing: {count: 4, minutes: 15}",
            Difference(
                *(
                    "items",
                    "changed",
                    ("Notes", "Who does what"),
                    "forms/general/items/look/timing",
                ),
                *("count", "3", "4"),
            ),
        ),
        (
            "rules: [mean]}",
            "rules: [mean], needs: {answered: 1}}",
            Difference(
                *("rules", "counts", ("Notes", "Total"), "forms/general/rules/total", "needs"),
                *("", "answered: 1"),
            ),
        ),
        (
            "      - {id: waiting, label: Waiting}\n",
            "",
            Difference(
                *("choices", "removed", ("doing", "Waiting"), "choices/doing/choices/waiting"),
                *("", "Waiting"),
            ),
        ),
        (
            '["{school} was visited {dates}."]',
            '["{school} was visited {dates}.", "Thank you."]',
            Difference(
                *("report", "added", ("About this review",), "report/introduction", "wording"),
                *("", "Thank you."),
            ),
        ),
        (
            'version: "1"',
            'version: "2"',
            Difference("framework", "changed", (), "", "version", "1", "2"),
        ),
    ],
)
def test_one_change_is_one_row_that_says_where_and_what(
    old: str, new: str, expected: Difference
) -> None:
    assert row(old, new) == expected


def test_a_question_that_went_into_a_group_has_moved_and_is_not_removed_and_added() -> None:
    standard = "      - {id: standard, type: met, label: A standard}\n"
    inside = standard.replace("      - ", "          - ")
    assert WITH_ITEMS.count(standard) == 1
    moved = WITH_ITEMS.replace(standard, "").replace(
        "          - {id: calm", f"{inside}          - {{id: calm"
    )
    (found,) = rows(WITH_ITEMS, moved)
    assert (found.kind, found.name, found.before, found.after) == (
        *("moved", "group"),
        *("", "Part of the lesson"),
    )


def test_of_a_list_in_another_order_the_fewest_have_moved() -> None:
    points = [f"{{id: p{n}, label: P{n}, short: P{n}, descriptor: D.}}" for n in range(5)]
    before = SMALL.replace("{id: secure, label: Secure, short: Secure, descriptor: It holds.}", "@")
    texts = [
        before.replace("@", "\n      - ".join(points[n] for n in order))
        for order in ((0, 1, 2, 3, 4), (4, 0, 1, 3, 2))
    ]
    found = rows(*texts)
    assert [(one.kind, one.name) for one in found] == [("moved", "order")] * 2
    assert (found[0].place[-1], found[0].before, found[0].after) == ("P4", "5", "1")
    assert found[1].place[-1] in ("P2", "P3")


def test_what_the_later_version_says_was_renamed_is_not_removed_and_added() -> None:
    said = """\
earlier:
  - versions: ["1"]
    headings: [{was: teaching, now: lessons}]
    criteria: [{was: clarity, now: clearness}]
    points: [{scale: estimate, was: begun, now: started}]
    items: [{form: general, was: whole, now: overall}, {form: general, was: calm, now: settled}]
"""
    after = (
        WITH_ITEMS.replace('version: "1"', 'version: "2"')
        .replace("id: teaching", "id: lessons")
        .replace("heading: teaching", "heading: lessons")
        .replace("id: clarity", "id: clearness")
        .replace("criterion: clarity", "criterion: clearness")
        .replace("targets: [clarity]", "targets: [clearness]")
        .replace("id: begun", "id: started")
        .replace("id: whole", "id: overall")
        .replace("inputs: [whole]", "inputs: [overall]")
        .replace("id: calm", "id: settled")
    )
    found = rows(WITH_ITEMS, after + said)
    assert [(one.kind, one.part, one.before, one.after) for one in found] == [
        ("changed", "", "1", "2"),
        ("renamed", "headings/lessons", "teaching", "lessons"),
        ("renamed", "criteria/clearness", "clarity", "clearness"),
        ("renamed", "scales/estimate/points/started", "begun", "started"),
        ("renamed", "forms/general/items/settled", "calm", "settled"),
        ("renamed", "forms/general/items/overall", "whole", "overall"),
        ("added", "earlier/1", "", "1"),
    ]
    # Without that, each is one gone and one come, and what names it is otherwise as well.
    kinds = [one.kind for one in rows(WITH_ITEMS, after)]
    assert kinds.count("added") == kinds.count("removed") == 6


def test_a_divided_heading_is_not_renamed() -> None:
    found = rows(LAST_YEAR, THIS_YEAR)
    headings = {one.part: one.kind for one in found if one.topic == "headings"}
    assert headings["headings/leadership"] == "renamed"
    assert headings["headings/attendance"] == headings["headings/conduct"] == "added"
    assert headings["headings/behaviour"] == "removed"


def test_two_items_of_one_id_are_told_though_nothing_tells_them_apart() -> None:
    """The checker refuses such a file; what is compared may come from elsewhere."""
    whole = read(WITH_ITEMS)
    (form,) = whole.forms
    *rest, last = form.items
    again = last.model_copy(update={"label": "Something else"})
    twice = whole.model_copy(
        update={"forms": (form.model_copy(update={"items": (*rest, again, last)}),)}
    )
    (found,) = compare(whole, twice)
    assert (found.topic, found.kind, "Something else" in found.after) == ("items", "added", True)


def test_rows_come_in_the_order_of_a_reader() -> None:
    after = (
        WITH_ITEMS.replace("covers: What teachers do.", "covers: What is done.")
        .replace("summary: Enough", "summary: Just enough")
        .replace("title: Mean,", "title: The mean,")
        .replace("label: A standard", "label: The standard")
        .replace("title: Findings", "title: What we found")
        .replace("title: Clarity", "title: Clear words")
        .replace("label: Secure", "label: Strong")
    )
    assert [one.topic for one in rows(WITH_ITEMS, after)] == [
        *("framework", "headings", "criteria", "scales", "items", "rules", "report"),
    ]


WHOLES = [one.framework.model_dump(mode="json") for one in shipped()]
WHOLES.append(read(WITH_ITEMS).model_dump(mode="json"))


def places_in(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every value inside another, by its path."""
    inside = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [
        place for name, one in inside for place in ((*path, name), *places_in(one, (*path, name)))
    ]


PLACES = [places_in(whole) for whole in WHOLES]
LEAVES = st.one_of(
    *(st.none(), st.booleans(), st.integers(0, 5), st.just([])),
    *(st.sampled_from(["teaching", "na", "a", "best", "menu", "warn"]), st.text(max_size=6)),
)


@given(st.data())
def test_two_frameworks_that_differ_anywhere_have_a_row_and_equal_ones_have_none(
    data: st.DataObject,
) -> None:
    """Whatever is left out, doubled, exchanged or written anew in any place of any framework."""
    number = data.draw(st.integers(0, len(WHOLES) - 1))
    before, changed = Framework.model_validate_json(json.dumps(WHOLES[number])), None
    changed = copy.deepcopy(WHOLES[number])
    for _again in range(data.draw(st.integers(1, 3))):
        *way, last = data.draw(st.sampled_from(PLACES[number]))
        around: Any = changed
        try:
            for step in way:
                around = around[step]
            match data.draw(st.sampled_from(["write", "remove", "exchange", "double", "first"])):
                case "write":
                    around[last] = data.draw(LEAVES)
                case "remove":
                    del around[last]
                case "exchange":
                    other = data.draw(st.sampled_from(sorted(around, key=str)))
                    if isinstance(around, dict):
                        around[last], around[other] = around[other], around[last]
                    else:
                        around.reverse()
                case "double":
                    around.append(copy.deepcopy(around[last]))
                case _:
                    around.insert(0, around.pop(last))
        except (KeyError, IndexError, TypeError, AttributeError):
            continue
    try:
        after = Framework.model_validate_json(json.dumps(changed))
    except ValidationError:
        return
    assert bool(compare(before, after)) == (before != after)
    assert bool(compare(after, before)) == (before != after)
