"""A workbook that any XLSForm program can use, and that still is the framework it was made of."""

import io
import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyxform.xls2xform import convert

from reviewer_app.errors import UserError
from reviewer_app.frameworks.dump import text_of_values
from reviewer_app.frameworks.load import load_framework
from reviewer_app.frameworks.schema import Framework
from reviewer_app.frameworks.xlsform.alone import Alone
from reviewer_app.frameworks.xlsform.reading import Imported, import_xlsform
from reviewer_app.frameworks.xlsform.writing import export_xlsform
from reviewer_app.model.canonical import Json
from tests.frameworks.small import SMALL

Values = dict[str, Json]
EVERY_TYPE: list[Json] = [
    {"id": "scale", "type": "scale", "label": "Scale", "scale": "estimate", "not_seen": True},
    {"id": "level", "type": "low-medium-high", "label": "Level", "not_applicable": True},
    {
        "id": "whole",
        "type": "holistic",
        "label": "Whole",
        "points": [{"score": 1, "descriptor": "Low"}, {"score": 5, "descriptor": "High"}],
    },
    {"id": "met", "type": "met", "label": "Met", "criterion": "clarity"},
    {"id": "yes-no", "type": "yes-no", "label": "Yes", "not_applicable": False},
    {
        "id": "one",
        "type": "choice",
        "label": "One",
        "choices": "doing",
        "look": "menu",
        "other": True,
    },
    {"id": "some", "type": "choices", "label": "Some", "choices": "doing", "filter": "kind = 'a'"},
    {
        "id": "n",
        "type": "number",
        "label": "How many",
        "lowest": 0.0,
        "highest": 9.5,
        "outside": "block",
        "decimals": 1,
        "unit": "pupils",
    },
    {
        "id": "line",
        "type": "text",
        "label": "= Not a formula",
        "hint": "“Quoted”, with  two spaces",
    },
    {"id": "lines", "type": "narrative", "label": "Lines", "required": True},
    {"id": "day", "type": "date", "label": "Day", "constraint": ". <= today()"},
    {"id": "time", "type": "time", "label": "Time"},
    {"id": "quote", "type": "quote", "label": "Quote", "speakers": ["A pupil", "A parent"]},
    {"id": "photo", "type": "photo", "label": "Photo"},
    {"id": "link", "type": "evidence-link", "label": "Notes", "least": 2},
    {
        "id": "set",
        "type": "snapshots",
        "label": "Snapshots",
        "timing": {"count": 3, "minutes": 15},
        "dimensions": [{"id": "activity", "label": "Activity", "choices": "doing"}],
    },
    {
        "id": "grid",
        "type": "matrix",
        "label": "Grid",
        "rows": [{"id": "teacher", "label": "Teacher"}],
        "columns": [{"id": "material", "label": "Material", "choices": "doing", "several": True}],
    },
    {"id": "taps", "type": "tally", "label": "Taps"},
    {"id": "watch", "type": "stopwatch", "label": "Watch"},
    {"id": "record", "type": "running-record", "label": "Record", "actors": ["Teacher"]},
    {"id": "sum", "type": "calculated", "label": "Sum", "calculation": "${n} + 1"},
    {"id": "quiet", "type": "calculated", "label": "Quiet", "calculation": "1", "shown": False},
    {"id": "words", "type": "words", "label": "Words about ${n}", "relevant": "${n} > 1"},
    {
        "id": "group",
        "type": "group",
        "label": "Group",
        "items": [
            {
                "id": "rounds",
                "type": "repeat",
                "label": "Rounds",
                "times": 2,
                "items": [{"id": "meta", "type": "text", "label": "Its name is reserved"}],
            }
        ],
    },
]
CHOICES: list[Json] = [
    {
        "id": "doing",
        "choices": [
            {"id": "a", "label": "A", "value": 1.5, "traits": [{"name": "kind", "value": "a"}]},
            {"id": "b", "label": "B", "traits": [{"name": "image", "value": "not one"}]},
        ],
    },
    {"id": "unused", "choices": [{"id": "c/d", "label": "C", "descriptor": "More"}]},
]


def with_items(*forms: list[Json]) -> Framework:
    """A small framework whose forms hold these items; the first is the main one."""
    small = load_framework(SMALL, source="small").framework
    values: Values = json.loads(small.model_dump_json(exclude_defaults=True))
    values["not_enough"] = json.loads(small.not_enough.model_dump_json(exclude_defaults=True))
    values["choices"] = CHOICES
    written = values["forms"]
    assert isinstance(written, list)
    assert isinstance(written[0], dict)
    values["forms"] = [
        {
            **written[0],
            "id": f"form-{number}",
            "role": "main" if number == 0 else "also",
            "items": items,
        }
        for number, items in enumerate(forms)
    ]
    return load_framework(text_of_values(values), source="small").framework


def again(
    framework: Framework, edit: Callable[[openpyxl.Workbook], None] | None = None
) -> Framework:
    """Export, edit the workbook, import."""
    content = export_xlsform(framework)
    if edit is not None:
        book = openpyxl.load_workbook(io.BytesIO(content))
        edit(book)
        changed = io.BytesIO()
        book.save(changed)
        content = changed.getvalue()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.xlsx"
        path.write_bytes(content)
        convert(str(path), warnings=[])
        return import_xlsform(path).loaded.framework


def column(book: openpyxl.Workbook, sheet: str, name: str) -> int:
    return [cell.value for cell in book[sheet][1]].index(name) + 1


def test_every_type_of_item_comes_back_as_it_was() -> None:
    framework = with_items(EVERY_TYPE)
    assert len(framework.forms[0].items) == len(EVERY_TYPE)
    assert again(framework) == framework


def test_forms_that_use_one_name_twice_keep_their_names() -> None:
    items: list[Json] = [
        {"id": "n", "type": "number", "label": "How many"},
        {"id": "why", "type": "text", "label": "Why ${n}?", "relevant": "${n} > 0"},
    ]
    framework = with_items(items, items)
    assert again(framework) == framework


def test_a_framework_without_items_is_a_form_too() -> None:
    framework = with_items([])
    assert again(framework) == framework


def test_other_programs_see_questions_choices_and_conditions() -> None:
    book = openpyxl.load_workbook(io.BytesIO(export_xlsform(with_items(EVERY_TYPE))))
    rows = {
        row[1]: row[0] for row in book["survey"].iter_rows(min_row=2, max_col=2, values_only=True)
    }
    assert rows["n"] == "decimal"
    assert rows["scale"] == "select_one made.scale.estimate.not-seen"
    assert rows["set"] == "begin_repeat"
    assert rows["grid.teacher.material"] == "select_multiple doing"
    at = column(book, "survey", "constraint")
    limits = [row[at - 1].value for row in book["survey"].iter_rows(min_row=2)]
    assert ". >= 0 and . <= 9.5" in limits
    lists = {row[0].value for row in book["choices"].iter_rows(min_row=2)}
    assert {"doing", "unused", "made.levels.na", "made.points.whole"} <= lists


def test_what_was_edited_in_the_workbook_is_taken() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        survey = book["survey"]
        for row in survey.iter_rows(min_row=2):
            if row[1].value == "line":
                row[column(book, "survey", "label") - 1].value = "A better question"
                row[column(book, "survey", "required") - 1].value = "yes"
                row[column(book, "survey", "relevant") - 1].value = "${n} > 3"
        for row in book["choices"].iter_rows(min_row=2):
            if row[1].value == "a":
                row[2].value = "A new word"
        place = survey.max_row + 1
        survey.cell(place, 1, "date")
        survey.cell(place, 2, "added")
        survey.cell(place, 3, "When was it?")

    items: list[Json] = [
        one for one in EVERY_TYPE if isinstance(one, dict) and one["id"] != "group"
    ]
    found = again(with_items(items), edit)
    by_name = {one.id: one for one in found.forms[0].items}
    assert by_name["line"].label == "A better question"
    assert by_name["line"].required
    assert by_name["line"].relevant == "${n} > 3"
    assert by_name["added"].type == "date"
    assert found.choice_list("doing").choices[0].label == "A new word"
    assert found.choice_list("doing").choices[0].value == 1.5


def test_a_workbook_whose_own_sheet_was_spoilt_is_refused(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(export_xlsform(with_items(EVERY_TYPE))))
    book["reviewer"]["B5"].value = "{"
    path = tmp_path / "form.xlsx"
    book.save(path)
    with pytest.raises(UserError) as caught:
        import_xlsform(path)
    assert caught.value.code == "xlsform.refused"
    assert "reviewer" in caught.value.remedy


def test_one_form_alone_can_be_exported() -> None:
    framework = with_items(EVERY_TYPE, [{"id": "x", "type": "text", "label": "X"}])
    book = openpyxl.load_workbook(io.BytesIO(export_xlsform(framework, "form-1")))
    assert [row[1].value for row in book["survey"].iter_rows(min_row=2)] == ["x"]
    with pytest.raises(UserError) as caught:
        export_xlsform(framework, "nothing")
    assert caught.value.code == "xlsform.form-unknown"
    assert "form-0, form-1" in caught.value.remedy


def read(tmp_path: Path, content: bytes, edit: Callable[[openpyxl.Workbook], None]) -> Imported:
    """Edit a workbook, and import it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    edit(book)
    book.save(tmp_path / "form.xlsx")
    return import_xlsform(tmp_path / "form.xlsx")


def untouched(_book: openpyxl.Workbook) -> None:
    """Leave a workbook as it is."""


def test_one_form_alone_says_so_when_it_is_read_again(tmp_path: Path) -> None:
    more: list[Json] = [{"id": "x", "type": "text", "label": "X"}]
    framework = with_items(EVERY_TYPE, more, [])
    found = read(tmp_path, export_xlsform(framework, "form-1"), untouched)
    assert found.alone == Alone("Notes", ("Notes",))
    assert "not the whole framework" in str(found.alone)
    assert [len(one.items) for one in found.loaded.framework.forms] == [0, 1, 0]
    assert read(tmp_path, export_xlsform(framework), untouched).alone is None
    assert read(tmp_path, export_xlsform(with_items(more, []), "form-0"), untouched).alone is None


def test_what_was_edited_on_the_sheet_of_settings_is_taken(tmp_path: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        at = {cell.value: cell.column for cell in book["settings"][1]}
        for name, value in (("version", 2026.2), ("form_title", "Our own"), ("form_id", "own")):
            book["settings"].cell(2, at[name]).value = value

    found = read(tmp_path, export_xlsform(with_items(EVERY_TYPE)), edit)
    whole = found.loaded.framework
    assert (whole.version, whole.title, whole.id) == ("2026.2", "Our own", "own")
    assert found.leftovers == ()


def test_a_setting_that_cannot_be_used_is_told_and_what_stood_before_stays(tmp_path: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        at = {cell.value: cell.column for cell in book["settings"][1]}
        for name, value in (("version", "spring"), ("form_title", "x" * 101), ("form_id", "A b")):
            book["settings"].cell(2, at[name]).value = value

    framework = with_items(EVERY_TYPE)
    found = read(tmp_path, export_xlsform(framework), edit)
    assert found.loaded.framework == framework
    told = [(one.code, one.sheet, one.row) for one in found.leftovers]
    assert told == [("setting-kept", "settings", 2)] * 3
    assert "“spring” cannot be a version: “1” stays" in {one.reason for one in found.leftovers}


def test_translations_are_columns_and_come_back() -> None:
    framework = with_items(EVERY_TYPE)
    values = json.loads(framework.model_dump_json())
    values["translations"] = [
        {"language": "cy", "texts": [{"text": "Lines", "says": "Llinellau"}]},
        {"language": "fr", "texts": [{"text": "A", "says": "Un"}]},
    ]
    framework = Framework.model_validate_json(json.dumps(values))
    book = openpyxl.load_workbook(io.BytesIO(export_xlsform(framework)))
    at = column(book, "survey", "label::cy (cy)")
    assert "Llinellau" in {row[at - 1].value for row in book["survey"].iter_rows()}
    assert again(framework) == framework


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="{}"),
    min_size=1,
    max_size=30,
)
NAMES = st.from_regex(r"[a-z][A-Za-z0-9_.-]{0,12}", fullmatch=True)


@st.composite
def generated(draw: st.DrawFn) -> list[Json]:
    """Items of simple types, some asked only after others, some in groups and repeats."""
    names = draw(st.lists(NAMES, min_size=1, max_size=8, unique=True))
    found: list[Json] = []
    for place, name in enumerate(names):
        item: Values = {"id": name, "label": draw(WORDS)}
        item["type"] = draw(
            st.sampled_from(["text", "number", "date", "narrative", "words", "photo"])
        )
        if draw(st.booleans()):
            item["hint"] = draw(WORDS)
        if place and draw(st.booleans()):
            item["relevant"] = f"${{{draw(st.sampled_from(names[:place]))}}} = 'x'"
        if draw(st.booleans()):
            item["constraint"], item["constraint_message"] = ". != 'y'", draw(WORDS)
        found.append(item)
    for kind in ("group", "repeat"):
        if len(found) > 1 and draw(st.booleans()):
            inner = found[-1]
            found[-1] = {"id": f"_{kind}", "type": kind, "label": draw(WORDS), "items": [inner]}
    return found


@settings(max_examples=40, deadline=None)
@given(generated())
def test_any_form_comes_back_as_it_was(items: list[Json]) -> None:
    framework = with_items(items)
    assert again(framework) == framework
