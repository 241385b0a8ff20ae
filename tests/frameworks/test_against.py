"""A file that says what it follows from is checked against it."""

from reviewer_app.frameworks.against import check_against
from reviewer_app.frameworks.load import load_framework
from reviewer_app.frameworks.problems import Problem
from tests.frameworks.small import SMALL
from tests.frameworks.small_years import LAST_YEAR, THIS_YEAR
from tests.frameworks.test_load import line_of


def against(later: str, earlier: str) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    return check_against(
        load_framework(later, source="new.yaml"), load_framework(earlier, source="old"), "new.yaml"
    )


def told(problems: tuple[Problem, ...]) -> list[tuple[str, int]]:
    return [(one.code, one.line) for one in problems]


def test_a_heading_of_today_without_one_of_then_is_a_warning_until_it_is_said_to_be_new() -> None:
    errors, warnings = against(THIS_YEAR, LAST_YEAR)
    assert errors == ()
    assert told(warnings) == [
        ("heading-without-earlier", line_of(THIS_YEAR, "id: reading")),
        ("heading-without-earlier", line_of(THIS_YEAR, "id: partners")),
    ]
    new = "      - {now: reading}\n      - {now: partners}\n"
    said = THIS_YEAR.replace("      - {was: governing}\n", f"      - {{was: governing}}\n{new}")
    assert against(said, LAST_YEAR) == ((), ())


def test_a_heading_of_then_that_nothing_takes_over_is_a_warning_until_it_is_said_to_be_gone() -> (
    None
):
    text = THIS_YEAR.replace("      - {was: governing}\n", "")
    _errors, warnings = against(text, LAST_YEAR)
    assert ("heading-without-later", line_of(text, "- versions")) in told(warnings)
    assert "“governing”" in next(one.what for one in warnings if one.code.endswith("later"))


def test_a_row_about_what_never_was_is_an_error() -> None:
    text = THIS_YEAR.replace("{was: leading,", "{was: leeding,").replace(
        "{was: leading-seen,", "{was: leeding-seen,"
    )
    errors, _warnings = against(text, LAST_YEAR)
    assert told(errors) == [
        ("dangling", line_of(text, "{was: leeding,")),
        ("dangling", line_of(text, "{was: leeding-seen,")),
    ]
    assert "small 2025: headings" in errors[0].what


def test_a_version_nothing_is_said_of_is_a_warning() -> None:
    errors, warnings = against(THIS_YEAR, SMALL)
    assert (errors, told(warnings)) == (
        (),
        [("earlier-unsaid", line_of(THIS_YEAR, "version:"))],
    )


def test_a_version_with_another_text_is_no_new_version() -> None:
    errors, _warnings = against(SMALL + "# more\n", SMALL)
    assert told(errors) == [("version-not-new", line_of(SMALL, "version:"))]
    assert against(SMALL, SMALL) == ((), ())
