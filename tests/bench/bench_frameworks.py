"""Frameworks: reading all that ship, importing a form of 500 rows, and filling in long ones, alone and in a window."""

import json
import os
import statistics
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
from pydantic import TypeAdapter
from pyxform.xls2json_backends import xlsx_to_dict

from reviewer_app.frameworks.filling import Filling
from reviewer_app.frameworks.form_logic import FormLogic
from reviewer_app.frameworks.items import Item
from reviewer_app.frameworks.load import load_file, load_framework
from reviewer_app.frameworks.xlsform.reading import import_xlsform
from reviewer_app.places import forms
from tests.bench.figures import Report, in_turns, noting, seconds_of, share
from tests.bench.processes import ROOT
from tests.journeys.desktop import display

ROWS = 500
ITEMS = 120
ROUNDS = 40
FRAME = 0.016
"""Seconds between two pictures on a screen."""

WINDOWS = {
    "numbers": f"Form of {ITEMS} numbers, half stand on the first",
    "mixed": f"Form of {ITEMS} items of six types",
    "lesson": "Classroom observation that ships, two segments",
}
"""Forms that are filled in in a window of their own (`filled_form.py`)."""


def run(report: Report) -> None:
    """Load, import, fill in."""
    files = sorted(forms().glob("*.yaml"))
    report.figure(
        f"Check and load {len(files)} frameworks",
        seconds_of(lambda: _load(files)),
        at_most_seconds=4,
    )
    path = report.folder / "form.xlsx"
    _write(path)
    taken, floor = in_turns(
        3,
        lambda: seconds_of(lambda: _import(path)),
        lambda: seconds_of(lambda: xlsx_to_dict(str(path))),
    )
    report.figure(
        f"Import an XLSForm of {ROWS} rows",
        taken,
        floor=floor,
        beside="pyxform's reading alone",
        at_most_seconds=3,
    )
    _ripple(report)


def _load(files: list[Path]) -> None:
    load_framework.cache_clear()
    for file in files:
        load_file(file)


def _import(path: Path) -> None:
    load_framework.cache_clear()
    import_xlsform(path)


def _write(path: Path) -> None:
    """Write a form: groups of ten, each question but the first of its group waiting for the one before."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "survey"
    sheet.append(["type", "name", "label", "hint", "relevant", "constraint", "required"])
    kinds = ("select_one points", "integer", "text", "select_multiple points", "date")
    for number in range(ROWS):
        place = number % 10
        if place == 0:
            sheet.append(["begin_group", f"g{number}", f"Part {number}"])
        elif place == 9:
            sheet.append(["end_group"])
        else:
            before = f"${{q{number - 1}}} != ''" if place > 1 else None
            label = f"What did you see at point {number}?"
            kind = kinds[place % len(kinds)]
            sheet.append([kind, f"q{number}", label, "Look twice.", before, ". != 'x'", "yes"])
    choices = book.create_sheet("choices")
    choices.append(["list_name", "name", "label"])
    for number in range(1, 6):
        choices.append(["points", f"p{number}", f"Point {number}"])
    book.save(path)


def long_form() -> tuple[Item, ...]:
    """A form of 120 items: every fifth a sum of the two before, the others asked after the one before."""
    items: list[dict[str, object]] = []
    for number in range(ITEMS):
        before = f"${{q{max(0, number - 1)}}}"
        item: dict[str, object] = {"id": f"q{number}", "label": f"Question {number}"}
        if number % 5 == 4:
            item |= {"type": "calculated", "calculation": f"{before} + ${{q{number - 2}}}"}
        else:
            item |= {"type": "number", "constraint": ". < 100 and . >= 0"}
            if number % 5:
                item["relevant"] = f"{before} >= 0 or ${{q0}} > {number}"
        items.append(item)
    return TypeAdapter(tuple[Item, ...]).validate_json(json.dumps(items))


def _ripple(report: Report) -> None:
    items = long_form()
    logic = FormLogic(items, ())
    answers = {(one.id, ""): 3 for one in items if one.type == "number"}
    opened: list[float] = []
    for _round in range(5):
        with noting(opened):
            form = Filling(logic, answers, lambda: datetime.now(UTC))
    report.figure(f"Lay out a form of {ITEMS} items", statistics.median(opened))
    everything: list[float] = []
    one_part: list[float] = []
    for number in range(ROUNDS):
        with noting(everything):
            form.change("q0", number % 7)
        with noting(one_part):
            form.change("q60", number % 7)
    report.figure("  one answer, half the form stands on it, p50", share(everything, 0.5))
    report.figure("  the same, p95", share(everything, 0.95), at_most_seconds=FRAME)
    report.figure("  one answer, five items stand on it, p50", share(one_part, 0.5))
    report.figure("  the same, p95", share(one_part, 0.95), at_most_seconds=FRAME)
    _windows(report)


def _windows(report: Report) -> None:
    for form, words in WINDOWS.items():
        folder = report.folder / form
        with display() as screen:
            done = subprocess.run(
                [sys.executable, "-m", "tests.bench.filled_form", str(folder), form],
                env={**os.environ, "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"},
                cwd=ROOT,
                stdout=subprocess.PIPE,
                text=True,
                check=True,
            )
        found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        report.figure(
            f"{words}: first paint",
            found["first"],
            floor=found["bare"],
            beside="bare window, 120 fields",
            at_most_seconds=0.1,
        )
        report.figure("  the same, processor time", found["first_worked"], at_most_seconds=0.1)
        report.figure("  all of it made", found["whole"])
        report.figure("  a pause's use, processor time, p99", found["pause"], at_most_seconds=FRAME)
        report.figure("  one answer shown, laid out and painted, p50", found["shown"])
        report.figure("  the same, p99", found["shown_p99"], at_most_seconds=FRAME)
        report.figure("  the same, processor time, p99", found["worked_p99"], at_most_seconds=FRAME)
        report.figure("  from the choice to the picture, disk and all, p50", found["with_disk"])
