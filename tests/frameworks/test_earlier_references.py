"""What a file says of its earlier versions leads to what is here, and can be followed row by row."""

import pytest

from reviewer_app.frameworks.load import load_framework
from tests.frameworks.small_years import THIS_YEAR
from tests.frameworks.test_load import line_of, only_problem


def test_what_fits_is_loaded() -> None:
    assert load_framework(THIS_YEAR, source="mine.yaml").warnings == ()


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("now: leadership}", "now: leadershp}", "dangling-nearest", "now: leadershp"),
        ("now: conduct-seen}", "now: x}", "dangling", "now: x}"),
        ("now: started}", "now: startd}", "dangling-nearest", "now: startd"),
        (
            "{scale: estimate, was",
            "{scale: estimates, was",
            "dangling-nearest",
            "{scale: estimates",
        ),
        (
            "- {was: governing}",
            "- {was: governing, now: leadership}",
            "counterparts-joined",
            "- {was: governing, now",
        ),
        (
            "- {was: governing}",
            "- {was: governing}\n      - {was: teaching, now: reading}",
            "counterpart-here",
            "- {was: teaching, now",
        ),
        ("- {was: governing}", "- {why: It is gone.}", "counterpart-empty", "- {why: It is gone."),
        (", why: It looks at writing as well now.", "", "counterpart-reason", "- {was: talk"),
        ('versions: ["2025"]', 'versions: ["2026"]', "earlier-itself", 'versions: ["2026"]'),
        ('versions: ["2025"]', 'versions: ["2026.1"]', "earlier-itself", "versions:"),
        ('versions: ["2025"]', 'versions: ["2025", "2025"]', "earlier-twice", "versions:"),
        ('versions: ["2025"]', "versions: []", "too-few", "versions:"),
        ('versions: ["2025"]', "versions: [last year]", "version-malformed", "versions:"),
    ],
)
def test_what_cannot_be_followed_is_refused_in_its_line(
    old: str, new: str, code: str, at: str
) -> None:
    assert THIS_YEAR.count(old) == 1
    text = THIS_YEAR.replace(old, new)
    problem = only_problem(text)
    assert (problem.code, problem.line) == (code, line_of(text, at))


def test_an_item_that_was_renamed_is_one_of_its_form() -> None:
    row = "    items: [{form: general, was: calm, now: settled}]\n"
    problem = only_problem(THIS_YEAR + row)
    assert (problem.code, "general: items" in problem.what) == ("dangling", True)


def test_another_framework_may_have_a_version_of_any_number() -> None:
    text = THIS_YEAR.replace('- versions: ["2025"]', '- id: pilot\n    versions: ["2030"]')
    assert load_framework(text, source="mine.yaml").framework.earlier[0].id == "pilot"
