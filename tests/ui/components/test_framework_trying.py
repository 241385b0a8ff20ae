"""A form is tried as it is filled in on a visit: it asks, works out, counts and prompts alike, and keeps nothing."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from reviewer_app.frameworks.load import LoadedFramework, load_framework
from reviewer_app.ui.components.form_choosing import ChoosingPart
from reviewer_app.ui.components.form_evidence import CalculatedPart
from reviewer_app.ui.components.form_part import FormPart, ItemPart
from reviewer_app.ui.components.form_photo import PhotoPart
from reviewer_app.ui.components.form_snapshots import SnapshotsPart
from reviewer_app.ui.components.form_stopwatch import StopwatchPart
from reviewer_app.ui.components.form_tally import TallyPart
from reviewer_app.ui.components.form_writing import LinePart, NarrativePart
from reviewer_app.ui.components.framework_trying import FormTry
from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import Text
from tests.ui.components.conftest import SteadyClock
from tests.ui.forms import EVERY_ITEM, WELSH, every_item
from tests.ui.support import Larkfield, make_bridge, wait_until


class Trying:
    """The try of a form, in a window of its own."""

    def __init__(self, review: Larkfield, loaded: LoadedFramework) -> None:
        self.review, self.clock = review, SteadyClock()
        self.shown = FormTry(review.bridge, self.clock)
        self.shown.resize(780, 700)
        self.shown.open(loaded)
        self.shown.activateWindow()
        QApplication.processEvents()

    def part(self, item: str, row: str = "") -> FormPart:
        """Give the part of an item, once the whole form is made."""
        self.shown.pane.finish()
        return self.shown.pane.sheets[0].items.part(item, row)

    def choose(self, item: str, choice: str) -> None:
        """Press one choice of an item."""
        part = self.part(item)
        assert isinstance(part, ChoosingPart)
        QTest.mouseClick(
            part.choices.buttons[part.choices.offered.index(choice)], Qt.MouseButton.LeftButton
        )
        QApplication.processEvents()

    def type(self, item: str, words: str) -> LinePart:
        """Type a line, and Enter."""
        part = self.part(item)
        assert isinstance(part, LinePart)
        part.line.line.setFocus()
        part.line.line.selectAll()
        QTest.keyClicks(part.line.line, words)
        QTest.keyClick(part.line.line, Qt.Key.Key_Return)
        QApplication.processEvents()
        return part

    def pass_time(self, seconds: float) -> None:
        """Let time go by."""
        self.clock.seconds += seconds
        self.review.clock.now += timedelta(seconds=seconds)
        self.shown.tick()


@pytest.fixture
def trying(tmp_path: Path, theme: Theme) -> Iterator[Trying]:
    """A form with every type of item, tried beside a review by another framework."""
    review = make_bridge(tmp_path)
    made = Trying(review, load_framework(EVERY_ITEM + WELSH, source="every.yaml"))
    yield made
    made.shown.close()
    made.shown.deleteLater()
    review.close()


def said(shown: QWidget) -> list[str]:
    """Give the words in sight."""
    return [one.text() for one in shown.findChildren(Text) if one.isVisible()]


def test_it_says_in_one_line_that_nothing_is_kept(trying: Trying) -> None:
    assert said(trying.shown).count("Try it: nothing here is kept.") == 1


def test_an_answer_asks_on_works_out_and_says_what_does_not_fit(trying: Trying) -> None:
    help_given = trying.part("kind")
    assert not help_given.isVisible()
    trying.choose("help", "yes")
    assert help_given.isVisible()
    trying.type("present", "20")
    writing = trying.type("writing", "15")
    share = trying.part("share")
    assert isinstance(share, CalculatedPart)
    assert share.value.text() == "75"
    trying.type("present", "9")
    assert isinstance(writing, ItemPart)
    assert writing.wrong == "No more than are present."
    trying.choose("aims", "high")
    results = trying.shown.pane.sheets[0].results
    assert results is not None
    assert results.lines["mean"].result.text() == "Mean of 1 answered: 3"


def test_instruments_run_and_ask_in_time(trying: Trying) -> None:
    tally, watch, look = (trying.part(one) for one in ("questions", "talk", "look"))
    assert isinstance(tally, TallyPart)
    assert isinstance(watch, StopwatchPart)
    assert isinstance(look, SnapshotsPart)
    for _tap in range(2):
        QTest.mouseClick(tally.tap, Qt.MouseButton.LeftButton)
    QTest.mouseClick(watch.button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(look.start, Qt.MouseButton.LeftButton)
    trying.pass_time(301)
    QApplication.processEvents()
    assert tally.count.text() == "2 taps"
    assert (watch.running, watch.face.text()) == (True, "5:01")
    assert look.said.text() == "1 of 3, now"
    QTest.mouseClick(look.missed, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert look.lines[1].words == "Missed"


def test_photos_say_that_they_are_of_a_visit(tmp_path: Path, theme: Theme) -> None:
    review = make_bridge(tmp_path)
    text = EVERY_ITEM.replace(
        "type: text, label: Which room?", "type: photo, label: The room, required: true", 1
    )
    made = Trying(review, load_framework(text, source="photo.yaml"))
    part = made.part("room")
    assert isinstance(part, PhotoPart)
    assert part.said.text() == "Photos of the visit are added here."
    assert not part.can_be_answered()
    made.shown.deleteLater()
    review.close()


def test_nothing_reaches_the_review_its_journal_or_its_drafts(trying: Trying) -> None:
    opened = trying.review.opened
    before = (opened.position, dict(opened.drafts))
    records = {kind: dict(held) for kind, held in opened.records.items()}
    trying.choose("calm", "secure")
    trying.type("room", "Room 6")
    story = trying.part("story")
    assert isinstance(story, NarrativePart)
    story.text.sentence.words.setFocus()
    QTest.keyClicks(story.text.sentence.words, "Pupils explain to Mia Barnes.")
    story.flush()
    watch = trying.part("talk")
    assert isinstance(watch, StopwatchPart)
    QTest.mouseClick(watch.button, Qt.MouseButton.LeftButton)
    trying.shown.put_away()
    trying.review.settle()
    assert (opened.position, opened.drafts) == before
    assert opened.records == records
    read = trying.review.session.open(opened.id)
    assert (read.position, read.drafts) == before


def test_what_was_tried_is_gone_once_it_is_closed(trying: Trying) -> None:
    trying.choose("calm", "secure")
    trying.shown.open(every_item())
    QApplication.processEvents()
    part = trying.part("calm")
    assert isinstance(part, ChoosingPart)
    assert part.choices.value == ()


def test_another_language_of_the_file_keeps_what_was_answered(trying: Trying) -> None:
    trying.choose("calm", "secure")
    assert trying.shown.language.choice_ids == ["en-GB", "cy"]
    trying.shown.language.chosen.emit("cy")
    wait_until(lambda: trying.shown.language.value == "cy")
    part = trying.part("calm")
    assert isinstance(part, ChoosingPart)
    assert part.label.text() == "Pa mor dawel yw hi? (needed)"
    assert part.choices.value == ("secure",)
    assert part.choices.buttons[part.choices.offered.index("secure")].text() == "Diogel"


def test_a_framework_in_one_language_with_one_form_offers_nothing_to_choose(
    trying: Trying,
) -> None:
    assert trying.shown.language.isVisible()
    assert not trying.shown.form.isVisible()
    trying.shown.open(every_item())
    assert not trying.shown.language.isVisible()


def test_escape_brings_back_a_wording_first_and_then_closes(trying: Trying) -> None:
    closed: list[bool] = []
    trying.shown.closed.connect(lambda: closed.append(True))
    story = trying.part("story")
    assert isinstance(story, NarrativePart)
    words = story.text.sentence.words
    words.setFocus()
    QTest.keyClicks(words, "Pupils explain")
    QTest.keyClick(words, Qt.Key.Key_Escape)
    assert (story.text.text, closed) == ("", [])
    QTest.keyClick(words, Qt.Key.Key_Escape)
    assert closed == [True]
    assert not trying.shown.isVisible()
