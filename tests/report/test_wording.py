"""The report's small phrases, with their plural forms."""

import pytest

from reviewer_app.report.content import FactsChecked
from reviewer_app.report.wording import facts_checked_line


@pytest.mark.parametrize(
    ("answered", "corrections", "accepted", "line"),
    [
        (False, 0, 0, "The school had draft 2 to check from 20 November 2026 to 27 November 2026."),
        (True, 0, 0, "The school checked the facts of draft 2 and asked for no corrections."),
        (True, 1, 1, "The school checked the facts and asked for 1 correction; it was accepted."),
        (
            True,
            1,
            0,
            "The school checked the facts and asked for 1 correction; it was not accepted.",
        ),
        (
            True,
            4,
            4,
            "The school checked the facts and asked for 4 corrections; all were accepted.",
        ),
        (True, 4, 3, "The school checked the facts and asked for 4 corrections; 3 were accepted."),
        (True, 4, 1, "The school checked the facts and asked for 4 corrections; 1 was accepted."),
        (
            True,
            4,
            0,
            "The school checked the facts and asked for 4 corrections; they were not accepted.",
        ),
    ],
)
def test_report_says_in_one_line_that_the_school_was_heard(
    answered: bool, corrections: int, accepted: int, line: str
) -> None:
    checked = FactsChecked(2, "2026-11-20", "2026-11-27", answered, corrections, accepted)
    assert facts_checked_line(checked) == line
