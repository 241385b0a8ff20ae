"""What a spreadsheet of questions becomes, and that whatever is left out is listed where it stands."""

import re
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from reviewer_app.errors import UserError
from reviewer_app.frameworks.filling import Filling
from reviewer_app.frameworks.form_logic import FormLogic
from reviewer_app.frameworks.items import Item
from reviewer_app.frameworks.load import load_framework
from reviewer_app.frameworks.scoring import flat
from reviewer_app.frameworks.xlsform.reading import Imported, import_xlsform

NOW = datetime(2026, 1, 9, 10, 30, tzinfo=UTC)
EXAMPLES = Path(__file__).parents[2] / "data" / "xlsform"
REFUSED = {
    "bad_calc.xlsx": "xlsform.no-questions",
    "cascading_select_test.xls": "xlsform.no-questions",
    "duplicate_columns.xlsx": "xlsform.refused",
    "fruits.csv": "xlsform.refused",
    "gps.xls": "xlsform.no-questions",
    "group_name_test.xls": "xlsform.refused",
    "group_names_must_be_unique.xls": "xlsform.no-questions",
    "hidden.xls": "xlsform.no-questions",
    "not_closed_group_test.xls": "xlsform.refused",
    "unknown_question_type.xls": "xlsform.refused",
    "xl_date_ambiguous.xlsx": "xlsform.holds",
}
"""Example forms that cannot be used, and how they are refused."""


def forms() -> list[str]:
    return sorted(one.name for one in EXAMPLES.iterdir() if one.suffix in (".xls", ".xlsx", ".csv"))


def imported(tmp_path: Path, survey: str, choices: str = "", settings: str = "") -> Imported:
    """Import a form written in Markdown; a sheet's lines are given without the first column."""
    parts = []
    for name, lines in (("survey", survey), ("choices", choices), ("settings", settings)):
        if lines:
            parts += [f"| {name} |", *(f"| {line.strip()}" for line in lines.strip().split("\n"))]
    path = tmp_path / "form.md"
    path.write_text("\n".join(parts) + "\n", "utf-8")
    return import_xlsform(path)


def items(form: Imported) -> list[Item]:
    return list(flat(form.loaded.framework.forms[0].items))


def item(form: Imported, name: str) -> dict[str, Any]:
    found = next(one for one in items(form) if one.id == name)
    return found.model_dump(exclude_defaults=True, exclude={"id", "items"})


def left(form: Imported) -> list[tuple[str, str, int]]:
    return [(one.code, one.sheet, one.row) for one in form.leftovers]


USED = sorted(set(forms()) - REFUSED.keys())


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_an_example_form_that_cannot_be_used_is_refused_with_its_place(name: str) -> None:
    with pytest.raises(UserError) as caught:
        import_xlsform(EXAMPLES / name)
    assert caught.value.code == REFUSED[name]
    assert name in caught.value.happened
    said = f"{caught.value.happened} {caught.value.remedy}"
    assert re.search(r"survey|settings|choices", said)


@pytest.mark.parametrize("name", USED)
def test_an_example_form_becomes_a_framework_and_a_list_of_what_is_left(name: str) -> None:
    form = import_xlsform(EXAMPLES / name)
    assert load_framework(form.loaded.text, source=name) == form.loaded
    assert items(form)
    for one in form.leftovers:
        assert one.row >= 1 or one.sheet in {"external_choices", "entities", "osm"}
        assert one.reason in str(one)


@pytest.mark.parametrize("name", USED)
def test_an_example_form_can_be_filled_in(name: str) -> None:
    framework = import_xlsform(EXAMPLES / name).loaded.framework
    filling = Filling(FormLogic(framework.forms[0].items, framework.choices), {}, lambda: NOW)
    for one in flat(framework.forms[0].items):
        for row in filling.rows(one.id):
            assert filling.state(one.id, row).label


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("text", {"type": "text"}),
        ("integer", {"type": "number"}),
        ("decimal", {"type": "number", "decimals": 6}),
        ("date", {"type": "date"}),
        ("time", {"type": "time"}),
        ("note", {"type": "words"}),
        ("image", {"type": "photo"}),
        ("audio", {"type": "photo"}),
        ("file", {"type": "photo"}),
        ("acknowledge", {"type": "choice", "choices": "acknowledge"}),
        ("select_one colours", {"type": "choice", "choices": "colours"}),
        ("select_one colours or_other", {"type": "choice", "choices": "colours", "other": True}),
        ("select_multiple colours", {"type": "choices", "choices": "colours"}),
        ("today", {"type": "calculated", "calculation": "today()", "shown": False}),
    ],
)
def test_every_common_type_has_its_item(
    tmp_path: Path, kind: str, expected: dict[str, Any]
) -> None:
    form = imported(
        tmp_path,
        f"| type | name | label |\n| {kind} | it | A question |",
        "| list_name | name | label |\n| colours | red | Red |",
    )
    assert item(form, "it") == {"label": "A question", **expected}
    assert left(form) == []


def test_what_every_item_may_have_is_carried_over(tmp_path: Path) -> None:
    form = imported(
        tmp_path,
        """| type | name | label | hint | required | relevant | constraint | constraint_message | appearance |
           | integer | seen | Seen | Count once | yes | | . < 40 | At most 39 | |
           | text | why | Why not ${seen}? | | no | ${seen} = 0 | | | multiline |
           | select_one c | which | Which | | | | | | minimal |
           | select_one c | row | Which | | | | | | horizontal |""",
        "| list_name | name | label |\n| c | a | A |",
    )
    assert item(form, "seen") == {
        "type": "number",
        "label": "Seen",
        "hint": "Count once",
        "required": True,
        "constraint": ". < 40",
        "constraint_message": "At most 39",
    }
    assert item(form, "why") == {
        "type": "narrative",
        "label": "Why not ${seen}?",
        "relevant": "${seen} = 0",
    }
    assert item(form, "which")["look"] == "menu"
    assert item(form, "row")["look"] == "row"
    assert left(form) == []


def test_groups_and_repeats_hold_their_items(tmp_path: Path) -> None:
    form = imported(
        tmp_path,
        """| type | name | label | repeat_count | relevant |
           | integer | n | How many | | |
           | begin_group | part | Part | | ${n} > 0 |
           | begin_repeat | fixed | Fixed | 3 | |
           | text | a | A | | |
           | end_repeat | | | | |
           | begin_repeat | wanted | As wanted | ${n} | |
           | text | b | B | | |
           | end_repeat | | | | |
           | end_group | | | | |""",
    )
    assert [one.id for one in items(form)] == ["n", "part", "fixed", "a", "wanted", "b"]
    assert item(form, "part") == {"type": "group", "label": "Part", "relevant": "${n} > 0"}
    assert item(form, "fixed") == {"type": "repeat", "label": "Fixed", "times": 3}
    assert item(form, "wanted") == {"type": "repeat", "label": "As wanted"}
    assert left(form) == [("rounds", "survey", 7)]


def test_a_filter_finds_the_columns_it_asks_for(tmp_path: Path) -> None:
    form = imported(
        tmp_path,
        """| type | name | label | choice_filter |
           | select_one region | region | Region | |
           | select_one town | town | Town | region = ${region} |""",
        """| list_name | name | label | region |
           | region | n | North | |
           | region | s | South | |
           | town | york | York | n |
           | town | bath | Bath | s |""",
    )
    framework = form.loaded.framework
    filling = Filling(FormLogic(framework.forms[0].items, framework.choices), {}, lambda: NOW)
    assert filling.state("town").offered == ()
    filling.change("region", "s")
    assert filling.state("town").offered == ("bath",)


def test_a_filter_that_is_likely_to_take_too_many_steps_is_told_by_its_row(tmp_path: Path) -> None:
    towns = "".join(f"| town | t{number} | Town {number} |\n" for number in range(2_000))
    heavy = " and ".join(["contains(name, ${a})"] * 40)
    form = imported(
        tmp_path,
        f"""| type | name | label | choice_filter |
           | text | a | A | |
           | select_one town | town | Town | {heavy} |""",
        f"| list_name | name | label |\n{towns}",
    )
    assert left(form) == [("expression-costly", "survey", 3)]
    assert item(form, "town")["filter"] == heavy


def test_paths_start_from_the_form_whatever_its_root_was_called(tmp_path: Path) -> None:
    form = imported(
        tmp_path,
        """| type | name | label | relevant |
           | text | a | A | |
           | text | b | B | /visit/a = 'x' |""",
        settings="| form_id | name |\n| v | visit |",
    )
    assert item(form, "b")["relevant"] == "/form/a = 'x'"


def test_translations_stand_beside_the_forms_own_language(tmp_path: Path) -> None:
    form = imported(
        tmp_path,
        """| type | name | label::English (en) | label::Welsh (cy) | hint::Welsh (cy) | hint::English (en) | label::X |
           | select_one c | a | Calm? | Tawel? | Awgrym | A hint | Blah |""",
        "| list_name | name | label::English (en) | label::Welsh (cy) |\n| c | y | Yes | Ydy |",
        "| form_id | default_language |\n| f | English (en) |",
    )
    framework = form.loaded.framework
    assert framework.language == "en"
    assert [one.language for one in framework.translations] == ["cy"]
    welsh = {one.text: one.says for one in framework.translations[0].texts}
    assert welsh == {"Calm?": "Tawel?", "A hint": "Awgrym", "Yes": "Ydy"}
    assert left(form) == [("language", "survey", 1)]


@pytest.mark.parametrize(
    ("columns", "row", "code"),
    [
        ("type | name | label", "geopoint | b | Where", "type"),
        ("type | name | label", "select_one_from_file towns.csv | b | Town", "dynamic-type"),
        ("type | name | label", "barcode | b | Code", "typed-in"),
        ("type | name | label", "dateTime | b | When", "day-alone"),
        ("type | name | label", "rank c | b | Order", "no-order"),
        ("type | name | label | image", "text | b | B | b.jpg", "media"),
        ("type | name | label | default", "text | b | B | old", "column"),
        ("type | name | label | required_message", "text | b | B | Please", "column"),
        ("type | name | label | required", "text | b | B | ${a} = 1", "required-sometimes"),
        ("type | name | label | relevant", "text | b | B | uuid() = 1", "expression"),
        ("type | name | label | relevant", "text | b | B | ${a} = ", "expression"),
        ("type | name | label | relevant", "text | b | B | foo(${a})", "expression"),
        ("type | name | label | constraint", "text | b | B | regex(., '(?=a)a')", "expression"),
        (
            "type | name | label | calculation",
            "calculate | b | | pulldata('a', 'b')",
            "expression-item",
        ),
        ("type | name | label", f"text | b | {'long ' * 500}", "too-long"),
        ("type | name | label", "text | é | B", "named"),
    ],
)
def test_what_cannot_be_carried_over_is_listed_with_its_row_and_the_rest_works(
    tmp_path: Path, columns: str, row: str, code: str
) -> None:
    cells = columns.count("|") - 2
    form = imported(
        tmp_path,
        f"| {columns} |\n| text | a | A {'| ' * cells}|\n| {row} |",
        "| list_name | name | label |\n| c | y | Yes |",
    )
    assert (code, "survey", 3) in left(form)
    assert item(form, "a") == {"type": "text", "label": "A"}


def test_what_names_a_question_that_is_not_carried_over_is_listed_too(tmp_path: Path) -> None:
    form = imported(
        tmp_path,
        """| type | name | label | relevant | calculation |
           | geopoint | where | Where | | |
           | calculate | far | | | ${where} |
           | text | why | Why so ${far}? | ${far} > 3 | |
           | text | last | Last | | |""",
    )
    assert [one.id for one in items(form)] == ["why", "last"]
    assert item(form, "why") == {"type": "text", "label": "Why so [far]?"}
    assert left(form) == [
        ("type", "survey", 2),
        ("expression-item", "survey", 3),
        ("expression", "survey", 4),
        ("word", "survey", 4),
    ]


def test_questions_that_wait_for_each_other_are_taken_apart(tmp_path: Path) -> None:
    form = imported(
        tmp_path,
        """| type | name | label | relevant |
           | text | a | A | ${b} = 1 |
           | text | b | B | ${a} = 1 |""",
    )
    assert sum("relevant" in item(form, name) for name in "ab") == 1
    assert [code for code, _sheet, _row in left(form)] == ["expression"]


def test_names_that_are_taken_or_not_allowed_are_changed_wherever_they_stand(
    tmp_path: Path,
) -> None:
    form = imported(
        tmp_path,
        """| type | name | label | relevant |
           | text | prénom | First name | |
           | text | b | Hello ${prénom} | ${prénom} != '' |
           | begin_group | g | G | |
           | text | b | Again | |
           | end_group | | | |""",
    )
    assert [one.id for one in items(form)] == ["pr_nom", "b", "g", "b_2"]
    assert item(form, "b")["relevant"] == "${pr_nom} != ''"
    assert item(form, "b")["label"] == "Hello ${pr_nom}"


def test_what_pyxform_refuses_is_refused_with_its_sheet_row_and_reason(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        imported(tmp_path, "| type | name | label |\n| text | a | A |\n| text | | B |")
    assert caught.value.code == "xlsform.refused"
    assert "survey, row 3: Question or group with no name" in caught.value.remedy


def test_a_form_that_asks_nothing_we_hold_says_what_it_asked(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        imported(tmp_path, "| type | name | label |\n| geopoint | a | A |")
    assert caught.value.code == "xlsform.no-questions"
    assert "survey, row 2: " in caught.value.remedy


def test_sheets_and_settings_without_effect_are_listed(tmp_path: Path) -> None:
    form = imported(
        tmp_path,
        "| type | name | label |\n| text | a | A |",
        settings="| form_id | form_title | instance_name |\n| f | The form | concat(${a}) |",
    )
    assert form.loaded.framework.title == "The form"
    assert left(form) == [("setting", "settings", 2)]


def test_groups_too_deep_are_left_out(tmp_path: Path) -> None:
    deep = 60
    begins = "\n".join(f"| begin_group | g{n} | G |" for n in range(deep))
    ends = "\n".join("| end_group | | |" for _n in range(deep))
    form = imported(
        tmp_path,
        f"| type | name | label |\n| text | a | A |\n{begins}\n| text | b | B |\n{ends}",
    )
    assert [one.id for one in items(form)] == ["a"]
    assert "too-deep" in {code for code, _sheet, _row in left(form)}


def test_the_name_of_a_file_may_be_any(tmp_path: Path) -> None:
    path = tmp_path / "\t Größe\x01 \udcff#: .md"
    path.write_text("| survey |\n| | type | name | label |\n| | text | a | A |\n")
    framework = import_xlsform(path).loaded.framework
    assert framework.title == "Größe #:"


@pytest.mark.parametrize("settings", ["", "| form_title | form_id |\n| Walk | walk |"])
def test_a_form_is_the_same_whatever_a_browser_called_its_file(
    tmp_path: Path, settings: str
) -> None:
    first = imported(tmp_path, "| type | name | label |\n| text | a | A |", settings=settings)
    for name in ("form (1).md", "form (12).md", "form(2).md"):
        again = tmp_path / name
        (tmp_path / "form.md").rename(again)
        assert import_xlsform(again).loaded.text == first.loaded.text
        again.rename(tmp_path / "form.md")


def test_a_form_that_names_itself_is_the_same_in_a_file_of_any_name(tmp_path: Path) -> None:
    settings = "| form_title | form_id |\n| Walk | walk |"
    first = imported(tmp_path, "| type | name | label |\n| text | a | A |", settings=settings)
    other = (tmp_path / "form.md").rename(tmp_path / "The walk, last.md")
    assert import_xlsform(other).loaded.text == first.loaded.text


def test_a_long_chain_without_its_first_link_is_settled_at_once(tmp_path: Path) -> None:
    links = "\n".join(f"| calculate | c{n} | | ${{c{n - 1}}} + 1 |" for n in range(1, 900))
    start = time.process_time()
    form = imported(
        tmp_path,
        f"| type | name | label | calculation |\n| geopoint | c0 | C | |\n{links}\n| text | a | A | |",
    )
    assert time.process_time() - start < 2
    assert [one.id for one in items(form)] == ["a"]
    assert len(form.leftovers) == 900


def test_a_form_of_nothing_but_circles_is_refused_at_once(tmp_path: Path) -> None:
    pairs = "\n".join(f"| text | q{n} | Q | ${{q{n + 1 - 2 * (n % 2)}}} = 1 |" for n in range(900))
    start = time.process_time()
    with pytest.raises(UserError) as caught:
        imported(tmp_path, f"| type | name | label | relevant |\n{pairs}")
    assert time.process_time() - start < 2
    assert caught.value.code == "xlsform.refused"
    assert re.search(r"survey, row \d+: ", caught.value.remedy)


def test_what_counts_a_repeat_that_is_left_empty_goes_with_it(tmp_path: Path) -> None:
    form = imported(
        tmp_path,
        """| type | name | label | calculation |
           | begin_repeat | r | R | |
           | calculate | far | | distance(1) |
           | end_repeat | | | |
           | calculate | n | | count(${r}) |
           | text | a | A | |""",
    )
    assert [one.id for one in items(form)] == ["a"]
    assert left(form) == [
        ("empty", "survey", 2),
        ("expression-item", "survey", 3),
        ("expression-item", "survey", 5),
    ]
