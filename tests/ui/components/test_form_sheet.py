"""A form that asks for too much work says what it does without, once for each question."""

import json
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from reviewer_app.frameworks.form_logic import logic_of
from reviewer_app.frameworks.load import load_framework
from reviewer_app.ui.components.form_open import OpenForm
from reviewer_app.ui.components.form_sheet import FormSheet
from reviewer_app.ui.components.form_trying import TriedAnswers
from reviewer_app.ui.theme import Theme
from tests.frameworks.small import SMALL
from tests.ui.support import WallClock

FORM = "general"


@pytest.fixture
def sheet(theme: Theme) -> Iterator[FormSheet]:
    """Four questions whose filters look through a long list many times over while a word is looked for."""
    heavy = " and ".join(["contains(name, ${word})"] * 30)
    filtered = {"type": "choice", "choices": "places", "filter": heavy}
    items: list[dict[str, str]] = [{"id": "word", "type": "text", "label": "Word"}]
    items += [{"id": f"q{n}", "label": f"Place {n}", **filtered} for n in range(4)]
    places = [{"id": f"p{n}", "label": f"Place {n}"} for n in range(2_000)]
    lists = json.dumps([{"id": "places", "choices": places}])
    text = SMALL.replace("report:\n", f"    items: {json.dumps(items)}\nreport:\n")
    framework = load_framework(
        text.replace("forms:\n", f"choices: {lists}\nforms:\n"), source="x"
    ).framework
    tried = TriedAnswers(framework, framework.form(FORM), WallClock())
    made = FormSheet(OpenForm(tried, logic_of(framework, FORM)), titled=False)
    yield made
    made.deleteLater()
    tried.deleteLater()


def test_a_form_says_what_it_does_without(sheet: FormSheet) -> None:
    said = sheet.given_up.text().splitlines()
    assert said[0].startswith("All choices of “Place 0” are shown")
    assert len(said) == 5
    assert said[3:] == [
        "So it is with 1 more.",
        "Whoever wrote the form can shorten it; the rest of it works.",
    ]
    assert sheet.given_up.isVisibleTo(sheet)


def test_a_form_that_does_without_nothing_says_nothing(sheet: FormSheet) -> None:
    sheet.open_form.give("word", "", "nowhere")
    QApplication.processEvents()
    sheet.open_form.read()
    assert sheet.open_form.answer("word", "") == "nowhere"
    sheet.refresh(frozenset())
    assert not sheet.given_up.isVisibleTo(sheet)
