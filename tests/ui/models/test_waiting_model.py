"""What waits for the lead of a factual check, and for somebody to let it count, in the words of Today."""

from dataclasses import replace
from datetime import date

from reviewer_app.review import membership
from reviewer_app.review.undecided import Undecided
from reviewer_app.review.whose_notes import UpTo
from reviewer_app.ui.components.waiting_list import WaitingList
from reviewer_app.ui.models.waiting_model import (
    CHECKED,
    WaitingLine,
    undecided_lines,
    waiting_lines,
)
from reviewer_app.ui.pages.team import NOTES
from tests.ui.shell.check_scenes import answers, sends
from tests.ui.support import Larkfield, wait_until


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


def test_words_that_do_not_count_yet_are_told_on_today_and_lead_to_where_they_are_read(
    review: Larkfield,
) -> None:
    session, opened, exchanging = review.session, review.opened, review.bridge.exchanging
    waiting, asked = WaitingList(review.bridge), []
    waiting.page_asked.connect(lambda page, record: asked.append((page, record)))
    waiting.show_rows()
    [tom] = [one.person for one in opened.people() if one.name == "Tom"]
    membership.hand_over_lead(session, opened.id, tom)
    membership.move_cut(session, opened.id, opened.me, "2026-11-18T10:00")
    review.bridge.refresh()
    exchanging.look()
    wait_until(lambda: bool(undecided_lines(exchanging.standing)))
    [line] = undecided_lines(exchanging.standing)
    assert line.title.endswith(" of yours wait for your decision")
    assert waiting.list.model().index(0, 0).data() == line.title
    waiting.opened.emit(line.id)
    assert asked == [("team", NOTES)]
    # What another has to decide of somebody else is no errand of this person's.
    assert exchanging.standing is not None
    of_asha = Undecided("asha", "Asha", 2, mine=False, decides=False, lead="Tom", notes=2)
    member = UpTo("asha", "Asha", 2, undecided=of_asha)
    assert undecided_lines(replace(exchanging.standing, members=(member,))) == []
    waiting.deleteLater()
