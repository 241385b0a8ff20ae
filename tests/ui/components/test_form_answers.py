"""A form tells no difference between a visit and a try: the same is kept, worked out and refused, by one contract."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtWidgets import QApplication

from reviewer_app.errors import UserError
from reviewer_app.model.canonical import Json
from reviewer_app.model.nouns import Mark
from reviewer_app.model.words import ActivityKind
from reviewer_app.review import answers, capture
from reviewer_app.review.answers import Sheet
from reviewer_app.ui.components.form_answers import FormAnswers, ReviewAnswers
from reviewer_app.ui.components.form_trying import TriedAnswers
from reviewer_app.ui.shell.errands import Reply
from reviewer_app.ui.theme import Theme
from tests.ui.forms import every_item
from tests.ui.support import WallClock, make_bridge

FORM: Final = "general"


@dataclass(slots=True)
class Kept:
    """One place of answers; `settle` waits until everything given has arrived."""

    port: FormAnswers
    settle: Callable[[], None]

    def does(self, reply: Reply) -> str:
        """Wait for what was given; gives the code of the refusal, "" where it was taken."""
        refused: list[UserError] = []
        reply.failed(refused.append)
        self.settle()
        return refused[0].code if refused else ""

    def answers(self) -> dict[tuple[str, str], Json]:
        """Give everything answered."""
        return answers.answers_on(self.port.records, self.port.sheet, self.port.person)

    def marks(self) -> list[Mark]:
        """Give every moment kept."""
        return answers.marks_on(self.port.records, self.port.sheet, self.port.person)


@pytest.fixture(params=["visit", "try"])
def kept(request: pytest.FixtureRequest, tmp_path: Path, theme: Theme) -> Iterator[Kept]:
    """The answers of one form, on a visit and while it is tried."""
    framework = every_item().framework
    form = framework.form(FORM)
    if request.param == "try":
        tried = TriedAnswers(framework, form, WallClock())
        yield Kept(tried, QApplication.processEvents)
        tried.deleteLater()
        return
    review = make_bridge(tmp_path, seed=False, framework=every_item)
    visit = review.session.do(
        review.opened, capture.start_unplanned, ActivityKind.LESSON_VISIT, "Year 4 mathematics"
    )
    yield Kept(ReviewAnswers(review.bridge, Sheet(framework, form, visit)), review.settle)
    review.close()


def test_an_answer_is_kept_replaced_and_taken_away(kept: Kept) -> None:
    assert kept.does(kept.port.give("calm", "", "secure")) == ""
    assert kept.answers() == {("calm", ""): "secure"}
    assert kept.does(kept.port.give("calm", "", "begun")) == ""
    assert kept.does(kept.port.give("marked", "2", "no")) == ""
    assert kept.answers() == {("calm", ""): "begun", ("marked", "2"): "no"}
    assert kept.does(kept.port.give("calm", "", None)) == ""
    assert kept.answers() == {("marked", "2"): "no"}


@pytest.mark.parametrize(
    ("item", "value", "code"),
    [
        ("calm", "splendid", "answer.not-allowed"),
        ("whole", 4, "answer.not-allowed"),
        ("story", "a" * 20_000, "review.value-not-allowed"),
    ],
)
def test_what_may_not_be_answered_is_refused_and_leaves_what_stood(
    kept: Kept, item: str, value: Json, code: str
) -> None:
    kept.does(kept.port.give("calm", "", "secure"))
    assert kept.does(kept.port.give(item, "", value)) == code
    assert kept.answers() == {("calm", ""): "secure"}


def test_a_draft_goes_with_its_answer_and_comes_back_when_that_is_refused(kept: Kept) -> None:
    drafts = kept.port.drafts
    drafts.keep_draft("answer:room", "Room 6", 6)
    draft = drafts.draft("answer:room")
    assert draft is not None
    assert (draft.text, draft.cursor) == ("Room 6", 6)
    reply = kept.port.give("calm", "", "splendid", place="answer:room")
    assert drafts.draft("answer:room") is None
    assert kept.does(reply) == "answer.not-allowed"
    assert drafts.draft("answer:room") == draft
    assert kept.does(kept.port.give("room", "", "Room 6", place="answer:room")) == ""
    assert drafts.draft("answer:room") is None
    drafts.keep_draft("answer:room", "Room 7", 6)
    drafts.keep_draft("answer:room", "", 0)
    assert drafts.draft("answer:room") is None


def test_moments_are_kept_in_the_order_of_their_clock_corrected_and_taken_back(kept: Kept) -> None:
    asking: Json = {"/teacher": ["asking"]}
    kept.does(kept.port.mark("look", "", None, number=2, offset_ms=600_000, missed=True))
    kept.does(kept.port.mark("look", "", asking, number=1, offset_ms=300_000))
    first, second = kept.marks()
    assert [(one.number, one.late, one.missed) for one in (first, second)] == [
        (1, False, False),
        (2, False, True),
    ]
    assert kept.does(kept.port.correct_mark(second.id, asking)) == ""
    corrected = kept.marks()[1]
    assert (corrected.late, corrected.missed, corrected.offset_ms) == (True, False, 600_000)
    assert corrected.value == first.value
    assert kept.does(kept.port.take_back_mark(first.id)) == ""
    assert [one.id for one in kept.marks()] == [second.id]
    assert kept.does(kept.port.correct_mark(first.id, asking)) == "review.record-gone"
    assert kept.does(kept.port.take_back_mark(first.id)) == "review.record-gone"


def test_results_follow_the_answers_and_a_person_may_choose_another(kept: Kept) -> None:
    port = kept.port
    kept.does(port.give("aims", "", "high"))
    kept.does(port.give("checks", "", "medium"))
    found = answers.results_on(port.records, port.sheet, port.person)["mean"]
    # High counts 3 and medium 2, so that the mean of the two is 2.5.
    assert found.value == Fraction(5, 2)
    assert kept.does(port.override("mean", "2", " ")) == "answer.reason-missing"
    assert kept.does(port.override("mean", "2", "The end was weaker.")) == ""
    chosen = answers.overrides_on(port.records, port.sheet, port.person)["mean"]
    assert (chosen.value, chosen.reason, chosen.rule_version) == ("2", "The end was weaker.", 1)
    assert kept.does(port.take_back_override("mean")) == ""
    assert answers.overrides_on(port.records, port.sheet, port.person) == {}
    assert kept.does(port.take_back_override("mean")) == "review.record-gone"
