"""What is counted is counted of the evidence: whoever reads every note, answer or visit is named here, and why."""

import ast
from collections import Counter
from pathlib import Path

import pytest

from tests.checks import source

EVIDENCE = {
    "Activity",
    "Answer",
    "FindingNote",
    "Mark",
    "Note",
    "NoteCriterion",
    "NoteGroup",
    "Override",
    "Photo",
}
"""Nouns that a visit left out of the evidence takes along."""

READ_WHOLE = {
    ("cli/note.py", "Note"): "lists the notes, and says which are no evidence",
    ("cli/review.py", "Activity"): "lists the visits, and says which were left out",
    ("cli/selftest.py", "Note"): "counts the one note of its own",
    ("review/answers.py", "Answer"): "one person's form at one visit",
    ("review/answers.py", "Mark"): "one person's form at one visit",
    ("review/answers.py", "Override"): "one person's form at one visit",
    ("review/answers.py", "Photo"): "one person's form at one visit",
    ("review/day_sheets.py", "Activity"): "prints the plan",
    ("review/demo.py", "Activity"): "counts what it made itself",
    ("review/opened.py", "Activity"): "where the evidence is told from what was left out",
    ("review/opened.py", "Note"): "where the evidence is told from what was left out",
    ("review/reported_forms.py", "Answer"): "skips visits that were left out itself",
    ("review/reported_forms.py", "Mark"): "skips visits that were left out itself",
    ("review/reported_forms.py", "Override"): "skips visits that were left out itself",
    ("review/timetable.py", "Activity"): "the plan",
    ("ui/components/day_look.py", "Activity"): "whether anything is planned",
    ("ui/components/untagged_notes.py", "Activity"): "the order of visits",
    ("ui/components/visit_menu.py", "Activity"): "goes from visit to visit",
    ("ui/models/agenda_model.py", "Activity"): "shows the days",
    ("ui/models/review_words.py", "Activity"): "what comes next on the plan",
    ("ui/pages/notes.py", "Activity"): "goes from visit to visit",
    ("ui/pages/today.py", "Activity"): "whether anything is planned",
    ("ui/shell/desk.py", "Answer"): "whether a form was begun",
    ("ui/shell/guarded.py", "Activity"): "whether a visit was begun",
}


def reads_whole(path: Path) -> Counter[str]:
    """Count by noun where a file reads every record of a review: `all(Note)`, `activities()`, `records["note"]`."""
    found: Counter[str] = Counter()
    for node in ast.walk(source.tree(path)):
        kind = node.slice if isinstance(node, ast.Subscript) else None
        if isinstance(kind, ast.Constant) and getattr(node.value, "attr", "") == "records":  # type: ignore[attr-defined]
            found[str(kind.value).title()] += 1
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        # A verb asks its work: it changes records, and counts none.
        if isinstance(node.func.value, ast.Name) and node.func.value.id == "work":
            continue
        if node.func.attr == "activities":
            found["Activity"] += 1
        if node.func.attr == "all" and node.args and isinstance(node.args[0], ast.Name):
            found[node.args[0].id] += 1
    return Counter({noun: count for noun, count in found.items() if noun in EVIDENCE})


def test_whoever_reads_more_than_the_evidence_is_named() -> None:
    found = {
        (path.relative_to(source.PROGRAM).as_posix(), noun)
        for path in source.modules()
        for noun in reads_whole(path)
    }
    assert found == set(READ_WHOLE)


@pytest.mark.parametrize("line", ["opened.all(Note)", 'self.opened.records["note"]'])
def test_reading_every_note_is_seen_in_each_of_its_forms(line: str, tmp_path: Path) -> None:
    written = tmp_path / "page.py"
    written.write_text(f"count = len({line})\n")
    assert reads_whole(written) == Counter({"Note": 1})
