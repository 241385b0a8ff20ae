"""A workbook is read no further than a form can go; what is none is refused, in little time and little memory."""

import io
import random
import subprocess
import sys
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from reviewer_app.errors import UserError
from reviewer_app.frameworks.xlsform.reading import import_xlsform
from reviewer_app.frameworks.xlsform.workbook import (
    COLUMN_LIMIT,
    ROW_LIMIT,
    read_workbook,
)

DATA = Path(__file__).parents[2] / "data" / "xlsform"
QUESTION = [["type", "name", "label"], ["text", "a", "A question"]]
MOST_SECONDS = 2.0
MOST_BYTES = 40_000_000


SHARED = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
    b'officedocument.spreadsheetml.sharedStrings+xml"/>'
)


def refusal(path: Path) -> UserError:
    """Import a file; it must be refused in two seconds."""
    start = time.process_time()
    with pytest.raises(UserError) as caught:
        import_xlsform(path)
    assert time.process_time() - start < MOST_SECONDS
    assert caught.value.happened
    assert caught.value.remedy
    return caught.value


def memory_of(path: Path) -> int:
    """Bytes that refusing a file takes at the most."""
    tracemalloc.start()
    try:
        with pytest.raises(UserError):
            import_xlsform(path)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def saved(path: Path, rows: list[list[str]], title: str = "survey") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def with_part(path: Path, name: str, content: bytes) -> Path:
    """A sound workbook in which one part stands that was not there, or another than was."""
    whole = saved(path.with_name("whole.xlsx"), QUESTION)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                more = SHARED if name == "xl/sharedStrings.xml" else b""
                new.writestr(part, old.read(part).replace(b"</Types>", more + b"</Types>"))
        new.writestr(name, content)
    return path


def test_a_sound_workbook_gives_its_rows_as_text(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", [["type", "name", "label"], ["text", "a", " A  b\x0b "]][:1])
    book = openpyxl.load_workbook(path)
    book.active.append(["integer", "a", 3.0])
    book.active.append([])
    book.active.append(["note", "b", True])
    book.save(path)
    sheet = read_workbook(path)["survey"]
    assert sheet.columns == ("type", "name", "label")
    assert list(sheet.rows) == [
        {"type": "integer", "name": "a", "label": "3"},
        {},
        {"type": "note", "name": "b", "label": "TRUE"},
    ]


def test_markdown_and_csv_are_forms_too(tmp_path: Path) -> None:
    markdown, csv = tmp_path / "a.md", tmp_path / "a.csv"
    markdown.write_text("| survey |\n| | type | name | label |\n| | text | a | A question |\n")
    csv.write_text("survey,,,\n,type,name,label\n,text,a,A question\n")
    expected = {"type": "text", "name": "a", "label": "A question"}
    assert [*read_workbook(markdown)["survey"].rows] == [expected]
    assert [*read_workbook(csv)["survey"].rows] == [expected]


def test_true_and_false_written_as_formulas_are_what_they_say(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", [["type", "required"], ["text", "=TRUE()"]])
    assert read_workbook(path)["survey"].rows[0]["required"] == "TRUE"


def test_a_formula_is_refused_where_it_stands(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", [*QUESTION, ["text", "b", "=A1&A2"]])
    error = refusal(path)
    assert error.code == "xlsform.holds"
    assert "sheet survey, row 3, column “label”" in error.happened


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("xl/vbaProject.bin", "xlsform.holds"),
        ("xl/externalLinks/externalLink1.xml", "xlsform.holds"),
    ],
)
def test_programs_and_links_to_other_files_are_refused(
    tmp_path: Path, part: str, code: str
) -> None:
    assert refusal(with_part(tmp_path / "a.xlsx", part, b"<a/>")).code == code


BOMB = (
    b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">%s]><sst><si><t>&h;</t></si></sst>"""
    % (
        b"".join(
            b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in b"bcdefgh"
        )
    )
)


@pytest.mark.parametrize(
    "part", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml"]
)
def test_entities_in_any_part_are_refused(tmp_path: Path, part: str) -> None:
    assert refusal(with_part(tmp_path / "a.xlsx", part, BOMB)).code == "xlsform.not-a-form"


def test_a_bomb_is_refused_by_what_its_contents_say(tmp_path: Path) -> None:
    path = with_part(tmp_path / "a.xlsx", "xl/sharedStrings.xml", bytes(200_000_000))
    assert path.stat().st_size < 1_000_000
    assert refusal(path).code == "xlsform.too-large"
    assert memory_of(path) < MOST_BYTES


@pytest.mark.parametrize("name", ["xl/strings.bin", "xl/media/image1.png"])
def test_a_bomb_by_another_name_is_refused_as_well(tmp_path: Path, name: str) -> None:
    path = with_part(tmp_path / "a.xlsx", name, bytes(200_000_000))
    assert refusal(path).code == "xlsform.too-large"
    assert memory_of(path) < MOST_BYTES


def test_a_picture_is_packed_already_and_does_not_count(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(4_500_000)
    path = with_part(tmp_path / "a.xlsx", "xl/media/image1.png", noise)
    assert read_workbook(path).keys() == {"survey"}


def test_a_bomb_that_says_it_is_small_goes_no_further_than_it_says(tmp_path: Path) -> None:
    path = with_part(tmp_path / "a.xlsx", "xl/sharedStrings.xml", bytes(60_000_000))
    raw = bytearray(path.read_bytes())
    said = (60_000_000).to_bytes(4, "little")
    while said in raw:
        raw[raw.index(said) : raw.index(said) + 4] = (1000).to_bytes(4, "little")
    path.write_bytes(raw)
    assert refusal(path).code == "xlsform.not-a-form"
    assert memory_of(path) < MOST_BYTES


def a_million_rows(path: Path) -> None:
    with_part(path, "xl/worksheets/sheet1.xml", _sheet('<row r="1"/>' * 1_000_000))


def many_rows(path: Path) -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>text</t></is></c></row>'
        for n in range(1, 50_000)
    )
    with_part(path, "xl/worksheets/sheet1.xml", _sheet(rows))


def rows_far_apart(path: Path) -> None:
    row = '<row r="{0}"><c r="XFD{0}" t="inlineStr"><is><t>type</t></is></c></row>'
    with_part(
        path, "xl/worksheets/sheet1.xml", _sheet("".join(row.format(n) for n in (1, 2, 1_048_576)))
    )


def _sheet(rows: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def many_columns(path: Path) -> None:
    saved(path, [[f"c{n}" for n in range(COLUMN_LIMIT + 40)], ["text"]])


def many_parts(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        for number in range(20_000):
            package.writestr(f"{number}.bin", b"")


def many_bytes(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04" + bytes(50_000_000))


def long_lines(path: Path) -> None:
    path.write_text("| survey |\n|" + "#" * 500_000 + "|\n")


def many_hashes(path: Path) -> None:
    path.write_text("| survey |\n" + ("|" + "#" * 6_000 + "|\n") * 100)


def many_lines(path: Path) -> None:
    path.write_text("| survey |\n| | type |\n" + "| | text |\n" * (ROW_LIMIT + 1))


@pytest.mark.parametrize(
    ("name", "make", "code"),
    [
        ("a.xlsx", a_million_rows, "xlsform.too-large"),
        ("a.xlsx", many_rows, "xlsform.too-large"),
        ("a.xlsx", rows_far_apart, "xlsform.too-large"),
        ("a.xlsx", many_columns, "xlsform.too-large"),
        ("a.xlsx", many_parts, "xlsform.too-large"),
        ("a.xlsx", many_bytes, "xlsform.too-large"),
        ("a.xls", many_bytes, "xlsform.too-large"),
        ("a.md", long_lines, "xlsform.too-large"),
        ("a.md", many_hashes, "xlsform.too-large"),
        ("a.md", many_lines, "xlsform.too-large"),
    ],
)
def test_what_is_larger_than_a_form_is_refused_at_once(
    tmp_path: Path, name: str, make: Callable[[Path], None], code: str
) -> None:
    make(tmp_path / name)
    assert refusal(tmp_path / name).code == code


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b""),
        ("a.xlsx", b"not a workbook"),
        ("a.xlsx", b"PK\x03\x04 cut off"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 400),
        ("a.xls", b"PK\x03\x04"),
        ("a.xls", b"\x09\x08\x10\x00" + b"\xff" * 900),
        ("a.md", b"\xff\xfe\x00|"),
        ("a.docx", b"PK\x03\x04"),
        ("a", b"| survey |"),
    ],
)
def test_what_is_not_what_its_name_says_is_refused(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    assert refusal(tmp_path / name).code == "xlsform.not-a-form"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.xlsx").code == "xlsform.unreadable"
    assert refusal(tmp_path / "none.xlsx").parameters["name"] == "none.xlsx"


def test_a_column_given_twice_is_told_by_its_sheet_and_row(tmp_path: Path) -> None:
    error = refusal(saved(tmp_path / "a.xlsx", [["type", "name", "label", "label"]]))
    assert error.code == "xlsform.refused"
    assert "survey, row 1: " in error.remedy


def test_a_damaged_workbook_is_refused_wherever_it_is_damaged(tmp_path: Path) -> None:
    whole = saved(tmp_path / "a.xlsx", QUESTION).read_bytes()
    for place in range(0, len(whole), 97):
        broken = bytearray(whole)
        broken[place : place + 30] = b"\xff" * 30
        (tmp_path / "b.xlsx").write_bytes(broken)
        try:
            import_xlsform(tmp_path / "b.xlsx")
        except UserError as error:
            assert error.code.startswith("xlsform.")  # noqa: PT017 (some damage does no harm)


def test_reading_says_nothing_on_the_way(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    # xlrd warns of a workbook that is longer than it says.
    path.write_bytes((DATA / "group.xls").read_bytes() + bytes(100))
    code = (
        "import sys, pathlib; from reviewer_app.frameworks.xlsform.workbook import read_workbook;"
        "read_workbook(pathlib.Path(sys.argv[1]))"
    )
    said = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, check=True)
    assert said.stdout == said.stderr == b""


def test_a_workbook_of_one_sheet_needs_no_name_for_it(tmp_path: Path) -> None:
    content = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.title = "My questions"
    for row in QUESTION:
        book.active.append(row)
    book.save(content)
    (tmp_path / "a.xlsx").write_bytes(content.getvalue())
    assert [*read_workbook(tmp_path / "a.xlsx")] == ["survey"]
