"""What is chosen is kept at once, can be taken back, and a score that people give is never filled in."""

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer_app.errors import UserError
from reviewer_app.review import answers
from reviewer_app.store.work import Work
from reviewer_app.ui.components.form_choosing import ChoosingPart, HolisticPart
from tests.ui.components.conftest import Fill, Filled


def choosing(form: Filled, item: str) -> ChoosingPart:
    return cast("ChoosingPart", form.part(item))


def choose(form: Filled, item: str, *words: str) -> None:
    for button in choosing(form, item).choices.buttons:
        if button.text() in words:
            button.click()
    form.review.settle()


def offered(form: Filled, item: str) -> list[str]:
    return [one.text() for one in choosing(form, item).choices.buttons]


def refuse(work: Work, *args: object, **kwargs: object) -> str:
    raise UserError("review.record-gone")


def test_a_choice_is_kept_at_once_and_there_after_a_restart(fill: Fill) -> None:
    choose(fill(), "calm", "Begun")
    again = fill()
    assert again.value("calm") == "begun"
    assert choosing(again, "calm").choices.value == ("begun",)


def test_the_same_choice_again_takes_the_answer_back(form: Filled) -> None:
    choose(form, "calm", "Begun")
    choose(form, "calm", "Secure")
    assert form.value("calm") == "secure"
    choose(form, "calm", "Secure")
    assert form.value("calm") is None
    assert choosing(form, "calm").choices.value == ()


@pytest.mark.parametrize(
    ("item", "words", "value"),
    [
        ("calm", "Not seen", "not-seen"),
        ("calm", "N/A", "na"),
        ("aims", "High", "high"),
        ("standard", "Not evaluated", "not-evaluated"),
        ("help", "No", "no"),
        ("lead", "Asking", "asking"),
    ],
)
def test_every_kind_of_choice_is_kept_as_its_item_keeps_it(
    form: Filled, item: str, words: str, value: str
) -> None:
    choose(form, item, words)
    assert form.value(item) == value


def test_a_behaviour_is_low_medium_or_high_and_na_only_where_it_may_be(form: Filled) -> None:
    assert offered(form, "aims") == ["Low", "Medium", "High"]
    assert offered(form, "checks") == ["Low", "Medium", "High", "N/A"]


def test_several_hold_together_with_something_else(form: Filled) -> None:
    choose(form, "help", "Yes")
    choose(form, "kind", "A different task", "None was seen")
    line = choosing(form, "kind").other
    assert line is not None
    line.line.setText("A visitor")
    QTest.keyClick(line.line, Qt.Key.Key_Return)
    assert form.value("kind") == ["task", "none", "A visitor"]
    choose(form, "kind", "None was seen")
    assert form.value("kind") == ["task", "A visitor"]
    assert line.value == "A visitor"


def test_choices_in_quick_succession_do_not_stand_against_each_other(form: Filled) -> None:
    for button in choosing(form, "calm").choices.buttons:
        button.click()
    assert form.value("calm") == "not-seen"
    assert form.review.opened.disputed == set()


def test_a_menu_offers_the_same_and_no_answer(form: Filled) -> None:
    menu = choosing(form, "next").menu
    assert menu is not None
    assert menu.choice_ids == ["", "explaining", "asking", "waiting"]
    menu.combo.setCurrentIndex(2)
    menu.combo.activated.emit(2)
    assert form.value("next") == "asking"
    menu.combo.activated.emit(0)
    assert form.value("next") is None


def test_what_is_not_asked_stays_out_of_sight(form: Filled) -> None:
    assert not form.part("kind").isVisible()
    choose(form, "help", "Yes")
    assert form.part("kind").isVisible()
    choose(form, "help", "No")
    assert not form.part("kind").isVisible()


def test_a_suggestion_is_said_apart_and_fills_in_nothing(form: Filled) -> None:
    part = cast("HolisticPart", form.part("whole"))
    assert not part.suggestion.isVisible()
    choose(form, "aims", "High")
    choose(form, "checks", "Low")
    # High counts three and low one: their mean is two.
    said = "For comparison: Mean of 2 answered: 2. The score is yours to give."
    assert part.suggestion.text() == said
    assert part.choices.value == ()
    assert form.value("whole") is None
    choose(form, "whole", "5")
    assert form.value("whole") == 5
    assert part.suggestion.text() == said


def test_a_refused_choice_goes_back_with_a_sentence(
    form: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(form, "calm", "Begun")
    monkeypatch.setattr(answers, "give", refuse)
    choose(form, "calm", "Secure")
    part = choosing(form, "calm")
    assert part.choices.value == ("begun",)
    assert part.wrong.endswith(".")


def test_every_choice_has_a_role_a_state_and_the_question_it_answers(form: Filled) -> None:
    choose(form, "help", "Yes")
    radio, check = (choosing(form, item).choices.buttons[0] for item in ("help", "kind"))
    said = QAccessible.queryAccessibleInterface(radio)
    assert said.role() == QAccessible.Role.RadioButton
    assert said.state().checked
    assert said.text(QAccessible.Text.Description) == "Is extra help given?"
    assert QAccessible.queryAccessibleInterface(check).role() == QAccessible.Role.CheckBox


def test_needed_answers_that_are_open_are_counted(form: Filled) -> None:
    open_now = form.both.sheets[0].still_open
    assert open_now.text() == "2 needed answers are open."
    choose(form, "calm", "Begun")
    assert open_now.text() == "1 needed answer is open."
    choose(form, "help", "No")
    assert not open_now.isVisible()


def test_opening_a_form_writes_nothing(form: Filled) -> None:
    form.review.settle()
    before = form.review.opened.position
    form.both.show_side("notes")
    form.both.show_side("form")
    QApplication.processEvents()
    form.review.settle()
    assert form.review.opened.position == before
    assert form.review.session.open(form.review.opened.id).drafts == {}
