"""A day's visit sheets: every visit has a page to jot on, and anyone can read the file."""

import dataclasses
from pathlib import Path

import pytest

from reviewer_app.report.build import build_sheets
from reviewer_app.report.content import Fact
from reviewer_app.report.sheet_content import DaySheets, PlanLine, VisitSheet
from tests.report.tools import failed_rules, pages_of, qpdf_check, read_aloud, text_of

VISIT = VisitSheet(
    "10:15 to 10:40",
    "Year 4 mathematics",
    "Lesson visit, Room 6, Helen",
    "Moved from 10:00.",
    (Fact("Class", "4B"), Fact("Subject", "Mathematics"), Fact("Pupils", ""), Fact("SEND", "")),
    ("Subject knowledge", "Challenge for all", "Talk and vocabulary"),
    ("Watch the pupils first, then the adults.",),
    ("What are you learning, and why does it matter?",),
)
BARE = VisitSheet("", "Keep in touch", "Meeting")
LONG = dataclasses.replace(
    VISIT,
    title="A title as long as any that can be typed in the window " * 2,
    facts=tuple(Fact(f"Fact {number}", "as much as fits " * 4) for number in range(12)),
    look_for=tuple(f"A criterion with a rather long title, the {number}th" for number in range(9)),
    watch=("Look closely at what pupils do when nobody is watching. " * 6,) * 4,
    ask=("What would you tell somebody who has never been here? " * 6,) * 4,
)
LINE = PlanLine("10:15 to 10:40", VISIT.title, VISIT.about, "Helen", VISIT.remark)
DAY = DaySheets(
    "Larkfield Primary School",
    "18 November 2026",
    "2026-11-18",
    "Helen",
    plan=(LINE, dataclasses.replace(LINE, title="Keep in touch")),
    visits=(VISIT, BARE),
)
FULL = dataclasses.replace(DAY, whose="", plan=(LINE,) * 60, visits=(LONG,))
EMPTY = dataclasses.replace(DAY, plan=(), visits=())


def test_each_visit_has_a_page_of_its_own_with_its_headings(tmp_path: Path) -> None:
    plan, visit, bare = pages_of(build_sheets(DAY), tmp_path)
    assert "Helen’s plan, 18 November 2026" in plan
    assert "Moved from 10:00." in " ".join(plan.split())
    for words in (VISIT.time, VISIT.title, VISIT.remark, *VISIT.look_for, "Class: 4B", "Pupils:"):
        assert words in visit
    assert VISIT.watch[0] in " ".join(visit.split())
    assert "Keep in touch" in bare
    assert "No time yet" in bare


def test_every_page_says_that_names_stay_off_it_and_what_becomes_of_it(tmp_path: Path) -> None:
    for number, words in enumerate(pages_of(build_sheets(DAY), tmp_path), 1):
        assert "Roles, never names. Shred it once it is written up." in words
        assert f"{number} of 3" in words


def test_a_day_with_nothing_on_it_says_so(tmp_path: Path) -> None:
    assert "Nothing is planned for this day." in text_of(build_sheets(EMPTY), tmp_path)


@pytest.mark.parametrize("content", [DAY, FULL, EMPTY], ids=["day", "full", "empty"])
def test_every_sheet_is_accessible_and_archival(content: DaySheets, tmp_path: Path) -> None:
    pdf = build_sheets(content)
    assert failed_rules(pdf) == []
    assert "No syntax or stream encoding errors found" in qpdf_check(pdf, tmp_path)


def test_nothing_of_a_long_visit_is_lost(tmp_path: Path) -> None:
    words = text_of(build_sheets(FULL), tmp_path)
    assert all(one in words for one in LONG.look_for)
    assert "Anything else, to follow up" in words


def test_names_in_any_script_are_read_back(tmp_path: Path) -> None:
    visit = dataclasses.replace(BARE, title="محمد عبد السلام with 王小明")
    content = dataclasses.replace(EMPTY, school="בית ספר Larkfield", visits=(visit,))
    pdf = build_sheets(content)
    read = read_aloud(pdf, tmp_path)
    assert "בית ספר Larkfield" in read
    assert "محمد عبد السلام with 王小明" in read
    assert failed_rules(pdf) == []


def test_same_content_gives_the_same_bytes() -> None:
    assert build_sheets(DAY) == build_sheets(DAY)
