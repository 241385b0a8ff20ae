"""What is filled in once for the whole review stands beside its evidence, and is the team's."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from reviewer_app.frameworks.load import LoadedFramework, load_framework
from reviewer_app.model.nouns import Answer
from reviewer_app.model.words import ActivityKind
from reviewer_app.review import capture
from reviewer_app.ui.components.form_choosing import ChoosingPart
from reviewer_app.ui.components.form_evidence import EvidenceLinkPart
from reviewer_app.ui.pages.evidence import EvidencePage
from reviewer_app.ui.shell.desk import where_cut_short
from reviewer_app.ui.theme import Theme
from tests.ui.forms import EVERY_ITEM
from tests.ui.pages.looks import nameless, show
from tests.ui.support import Larkfield, larkfield, make_bridge

WHOLE = """\
  - id: whole-review
    role: review
    title: Standards
    prompts: [Answer as a team.]
    items:
      - {id: one, type: met, label: One standard}
      - {id: two, type: met, label: Another standard}
      - {id: behind, type: evidence-link, label: Which notes show it?, least: 1}
    rules:
      - id: level
        version: 3
        kind: ladder
        title: Level
        levels: [{point: begun}, {point: secure, standards: [one, two]}]
report:
"""


def with_whole() -> LoadedFramework:
    return load_framework(EVERY_ITEM.replace("report:\n", WHOLE), source="whole.yaml")


@pytest.fixture
def page(tmp_path: Path, theme: Theme) -> Iterator[tuple[EvidencePage, Larkfield]]:
    """The page Evidence of a review with a form of its own."""
    review = make_bridge(tmp_path, seed=False, framework=with_whole)
    made = EvidencePage(review.bridge)
    show(made, review)
    made.enter()
    yield made, review
    made.leave()
    made.close()
    review.close()


def test_the_form_of_the_review_is_filled_in_once_by_the_team(
    page: tuple[EvidencePage, Larkfield],
) -> None:
    evidence, review = page
    next(one for one in evidence.commands() if one.id == "evidence.form").run()
    QApplication.processEvents()
    assert nameless(evidence) == []
    (sheet,) = evidence.both.sheets
    choosing = [part for _slot, part in sheet.items.parts if isinstance(part, ChoosingPart)]
    assert len(choosing) == 2
    for part in choosing:
        part.choices.buttons[0].click()
        review.settle()
    kept = [(one.activity, one.author, one.item) for one in review.opened.all(Answer)]
    assert sorted(kept) == [("", "", "one"), ("", "", "two")]
    assert sheet.results is not None
    assert sheet.results.lines["level"].result.text() == "From 2 standards: Secure"


def test_half_an_answer_of_the_team_opens_where_it_was_left(
    page: tuple[EvidencePage, Larkfield],
) -> None:
    evidence, review = page
    evidence.show_form()
    place = evidence.both.sheets[0].open_form.place("one", "")
    review.bridge.keep_draft(place, "Half", 4)
    assert where_cut_short(review.opened) == ("evidence", "")
    again = EvidencePage(review.bridge)
    again.enter()
    assert again.both.shows_form
    again.close()


def test_evidence_without_a_form_of_the_review_looks_as_before(
    tmp_path: Path, theme: Theme
) -> None:
    with larkfield(tmp_path) as review:
        evidence = EvidencePage(review.bridge)
        show(evidence, review)
        evidence.enter()
        assert not evidence.both.switch.isVisible()
        assert evidence.list.isVisible()
        assert "evidence.form" not in [one.id for one in evidence.commands()]
        evidence.close()


def test_a_note_left_out_of_the_evidence_is_not_offered_and_bears_nothing_out(
    page: tuple[EvidencePage, Larkfield],
) -> None:
    evidence, review = page
    do = review.bridge.do
    do(capture.start_unplanned, ActivityKind.LESSON_VISIT, "Year 4")
    review.settle()
    [visit] = review.opened.activities()
    do(capture.commit_note, visit.id, "Pupils explain.")
    review.settle()
    [note] = review.opened.evidence()
    next(one for one in evidence.commands() if one.id == "evidence.form").run()
    QApplication.processEvents()
    part = evidence.findChild(EvidenceLinkPart)
    assert part is not None
    part.notes.buttons[0].click()
    review.settle()
    assert part.said.text() == ""
    for verb, offered, said in (
        (capture.leave_out, [], "There are no notes yet."),
        (capture.put_back, [note.id], ""),
    ):
        do(verb, visit.id)
        review.settle()
        assert list(part.notes.offered) == offered
        assert part.said.text().startswith(said)
    assert part.notes.value == (note.id,)
