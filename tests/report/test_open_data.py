"""The format of open data, and its tables, on a review that holds something everywhere."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest

from reviewer_app.places import resource
from reviewer_app.report.open_data import (
    SCHEMA,
    Agreed,
    Bound,
    Counted,
    Earlier,
    Examined,
    Found,
    HeadingFound,
    LastPoint,
    LastReview,
    OpenData,
    Reader,
    School,
    Seen,
    Support,
    Visit,
    Word,
    Years,
    written,
    written_schema,
)
from reviewer_app.report.open_tables import csv_files, workbook

EFFECTIVE = Word(id="effective", label="Effective")
FORMULA = '=HYPERLINK("http://example.org";"Look")'
DATA = OpenData(
    made_for=Reader(recipient="the programme office", purpose="its records"),
    language="en-GB",
    school=School(
        name="Larkfield Primary School",
        urn="990001",
        town=None,
        phase="Primary",
        ages="3 to 11",
        authority=None,
        pupils=412,
    ),
    visit=Visit(start="2026-11-17", days=3),
    framework=Bound(id="quality-assurance", version="1.0", hash="0" * 64, title="Quality"),
    headings=(
        HeadingFound(
            id="leadership",
            title="Leadership",
            kind="standard",
            school_title=None,
            scale=(EFFECTIVE,),
            estimate=EFFECTIVE,
            last_time=Earlier(word=None, note="The scale is another one."),
            went_well=(Found(text="Dysgu’r plant, “wal”, ŵ.\x0b", builds_on=None, agreed=True),),
            even_better=(Found(text=FORMULA, builds_on="-5 hours", agreed=False),),
        ),
    ),
    seen=Seen(
        activities=(Counted(kind="lesson-visit", count=24),),
        minutes_in_lessons=480,
        year_groups=(Years(name="Years 3 and 4", lessons=12),),
        subjects=("English",),
        pupils_spoken_to=None,
    ),
    agreed=(Agreed(role="Headteacher", date="2026-11-19", different_view="Stronger."),),
    last_review=LastReview(
        when="March 2024",
        even_better=(LastPoint(heading=None, text="Read more.", outcome="They do."),),
    ),
    hypotheses=(
        Examined(heading="leadership", text="Leaders know.", outcome="partly", found="Most do."),
    ),
    support_wanted=(Support(text="Time with other heads.", from_whom=None),),
)


def test_the_schema_that_ships_is_that_of_the_program() -> None:
    assert resource("open-data", SCHEMA).read_bytes() == written_schema()


def problems(content: object) -> list[str]:
    schema: dict[str, Any] = json.loads(written_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    return [one.message for one in jsonschema.Draft202012Validator(schema).iter_errors(content)]


def test_what_is_written_passes_the_schema_and_comes_back_equal() -> None:
    content = written(DATA)
    assert problems(json.loads(content)) == []
    assert OpenData.model_validate_json(content) == DATA
    assert "Dysgu’r plant" in content.decode()
    assert content.endswith(b"}\n")


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("notes", []),
        ("version", 2),
        ("format", "other"),
        ("agreed", [{"name": "Priya Nair"}]),
        ("hypotheses", None),
    ],
)
def test_what_the_format_does_not_know_does_not_pass_the_schema(part: str, value: object) -> None:
    assert problems({**json.loads(written(DATA)), part: value}) != []


def test_each_table_is_a_file_whose_texts_are_never_formulas() -> None:
    files = csv_files(DATA)
    assert sorted(files) == [
        *("agreed.csv", "estimates.csv", "findings.csv"),
        *("hypotheses.csv", "last-review.csv", "review.csv", "seen.csv", "support.csv"),
    ]
    well, better = rows(files["findings.csv"])
    assert well["finding"] == DATA.headings[0].went_well[0].text
    assert (well["kind"], well["urn"], well["agreed"]) == ("went_well", "990001", "true")
    assert (better["finding"], better["builds_on"]) == (f"'{FORMULA}", "'-5 hours")
    assert {"fact": "school.pupils", "value": "412"} in rows(files["review.csv"])
    assert [(one["what"], one["name"], one["count"]) for one in rows(files["seen.csv"])] == [
        ("activities", "lesson-visit", "24"),
        ("year_groups", "Years 3 and 4", "12"),
        ("subjects", "English", ""),
        ("minutes_in_lessons", "", "480"),
    ]
    [estimate] = rows(files["estimates.csv"])
    assert (estimate["label"], estimate["last_time"]) == ("Effective", "")
    assert estimate["last_note"] == "The scale is another one."
    assert rows(files["agreed.csv"])[0]["different_view"] == "Stronger."
    assert rows(files["last-review.csv"])[0]["outcome"] == "They do."
    assert rows(files["hypotheses.csv"])[0]["found"] == "Most do."
    assert rows(files["support.csv"])[0]["support"] == "Time with other heads."


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_workbook_holds_the_same_tables_and_no_formula(tmp_path: Path) -> None:
    file = tmp_path / "review.xlsx"
    file.write_bytes(workbook(DATA))
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == [
        *("review", "findings", "estimates", "seen", "agreed", "last-review"),
        *("hypotheses", "support"),
    ]
    sheet = book["findings"]
    assert [cell.value for cell in sheet[3]][3:] == [
        *("leadership", "Leadership", "even_better", FORMULA, "-5 hours", False),
    ]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "b", "n"}
    assert book["seen"]["F2"].value == 24


def test_the_same_findings_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = written(DATA), csv_files(DATA), workbook(DATA)
    monkeypatch.setattr("time.time", lambda: 1e9)
    assert (written(DATA), csv_files(DATA), workbook(DATA)) == first
    assert b"2000-01-01T00:00:00Z" in _core(first[2])


def _core(package: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as parts:
        return parts.read("docProps/core.xml")
