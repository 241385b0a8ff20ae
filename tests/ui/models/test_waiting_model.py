"""What waits for the lead of a factual check, in the words of Today."""

from datetime import date

from reviewer_app.ui.components.waiting_list import WaitingList
from reviewer_app.ui.models.waiting_model import CHECKED, WaitingLine, waiting_lines
from tests.ui.shell.check_scenes import answers, sends
from tests.ui.support import Larkfield


def the_line(review: Larkfield, today: date) -> WaitingLine | None:
    lines = waiting_lines(review.opened, today)
    return next((one for one in lines if one.id == "factual-check"), None)


def test_until_when_the_school_has_then_how_many_of_its_points_wait(review: Larkfield) -> None:
    today = date(2026, 11, 18)
    assert the_line(review, today) is None
    check = sends(review, answered=False)
    line = the_line(review, today)
    assert line is not None
    assert line.title == "The school has until Wednesday 25 November"
    late = the_line(review, date(2026, 11, 30))
    assert late is not None
    assert late.title == "The school had until Wednesday 25 November"
    answers(review, check)
    line = the_line(review, today)
    assert line is not None
    assert (line.title, line.second) == (
        "2 answers of the school wait for you",
        "Factual check of draft 2",
    )


def test_a_press_leads_to_the_factual_check(review: Larkfield) -> None:
    sends(review)
    waiting = WaitingList(review.bridge)
    asked: list[tuple[str, str]] = []
    waiting.page_asked.connect(lambda page, record: asked.append((page, record)))
    waiting.show_rows()
    waiting.opened.emit("factual-check")
    assert asked == [("report", CHECKED)]
    waiting.deleteLater()
