from pathlib import Path

import pytest

from reviewer_app.errors import UserError
from reviewer_app.review import season_sheet
from reviewer_app.review.season_sheet import COLUMNS, day_of, rows_of

HEAD = "school,first day,days,framework,lead"


def sheet(tmp_path: Path, content: bytes | str) -> Path:
    path = tmp_path / "season.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def refusal(tmp_path: Path, content: bytes | str) -> UserError:
    with pytest.raises(UserError) as refused:
        rows_of(sheet(tmp_path, content))
    assert refused.value.remedy
    assert refused.value.command
    return refused.value


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffschool,First Day,days,framework,lead\r\nÉcole,1/2/2027,2,f,Zoë\r\n",
        "school;first day;days;framework;lead\r\nÉcole;1/2/2027;2;f;Zoë\r\n",
        "school\tfirst day\tdays\tframework\tlead\nÉcole\t1/2/2027\t2\tf\tZoë",
        "lead, days ,framework,first  day,SCHOOL,,\nZoë,2,f,1/2/2027,École,,\n",
    ],
    ids=["excel", "semicolons", "tabs", "any order"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_whatever_a_spreadsheet_program_saved_reads_the_same(
    content: str, encoding: str, tmp_path: Path
) -> None:
    [row] = rows_of(sheet(tmp_path, content.encode(encoding, "ignore")))
    assert (row.line, row.too_many) == (2, False)
    assert set(row.cells) == set(COLUMNS)
    wanted = {"school": "École", "first day": "1/2/2027", "days": "2", "framework": "f"}
    assert {name: row.cells[name] for name in wanted} == wanted
    assert (row.cells["lead"], row.cells["urn"]) == ("Zoë", "")


def test_lines_are_counted_as_spreadsheets_do_and_empty_ones_passed_over(tmp_path: Path) -> None:
    text = f'{HEAD},reviewers\n,,,,,\n\nA,1,2,f,H,"Asha\n Ben "\nB,1,2,f,H\nC, D,1,2,f,H,x\n'
    first, second, third = rows_of(sheet(tmp_path, text))
    assert (first.line, first.cells["reviewers"]) == (4, "Asha;Ben")
    assert (second.line, second.cells["reviewers"], second.too_many) == (6, "", False)
    assert (third.line, third.too_many) == (7, True)


def test_the_empty_one_is_read_and_names_every_column(tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    season_sheet.write_template(path)
    assert refusal(tmp_path, path.read_bytes()).code == "season.empty"
    path.write_bytes(path.read_bytes() + b"Larkfield,,,,,,,,,\r\n")
    assert rows_of(path)[0].cells["school"] == "Larkfield"


@pytest.mark.parametrize(
    ("content", "code", "word"),
    [
        ("", "season.empty", "season.csv"),
        (HEAD, "season.empty", "season.csv"),
        ("PK\x03\x04\0\0", "season.not-csv", "season.csv"),
        (b"\xff\xfe\x81", "season.not-csv", "season.csv"),
        (f'{HEAD}\n"A,1,2,f,H\n', "season.not-csv", "season.csv"),
        (f"{HEAD},notes\nA,1,2,f,H,x", "season.columns-wrong", "“notes”"),
        (f"{HEAD},School\nA,1,2,f,H,x", "season.columns-wrong", "“school” twice"),
        ("school,days,framework,lead\nA,1,2,f", "season.columns-wrong", "“first day”"),
        ("first day,days,framework,lead\nA,1,2,f", "season.columns-wrong", "“school”"),
        (HEAD + "\nA,1,2,f,H" * 2001, "season.too-many", "2000"),
    ],
)
def test_what_is_no_season_is_told_in_words(
    content: str | bytes, code: str, word: str, tmp_path: Path
) -> None:
    error = refusal(tmp_path, content)
    assert error.code == code
    assert word in error.happened


def test_what_is_larger_than_any_is_not_read(tmp_path: Path) -> None:
    assert refusal(tmp_path, bytes(4_000_001)).code == "file.over-limit"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2027-01-12", "2027-01-12"),
        ("12/01/2027", "2027-01-12"),
        ("2.3.2027", "2027-03-02"),
        ("13/13/2027", ""),
        ("12/01/27", ""),
        ("", ""),
        ("tomorrow", ""),
    ],
)
def test_days_are_read_as_spreadsheets_write_them_the_day_first(written: str, day: str) -> None:
    assert day_of(written) == day
