"""Results stand apart from the answers, with what they looked at; what a person chose instead has its reason."""

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reviewer_app.ui.components.form_choosing import ChoosingPart
from reviewer_app.ui.components.form_results import ResultLine
from tests.ui.components.conftest import Fill, Filled


def result(form: Filled, rule: str) -> ResultLine:
    results = form.both.sheets[0].results
    assert results is not None
    return results.lines[rule]


def choose(form: Filled, item: str, words: str) -> None:
    part = cast("ChoosingPart", form.part(item))
    next(one for one in part.choices.buttons if one.text() == words).click()
    form.review.settle()


def say_why(line: ResultLine, value: str, reason: str) -> None:
    if line.form.choices is None:
        line.form.number.line.setText(value)
    else:
        next(one for one in line.form.choices.buttons if one.text() == value).click()
    line.form.reason.line.setText(reason)
    line.form.keep.click()


def test_a_result_says_how_much_stands_behind_it_and_what(form: Filled) -> None:
    line = result(form, "mean")
    assert line.result.text() == "No result yet: nothing is answered."
    choose(form, "aims", "High")
    choose(form, "checks", "Medium")
    # High counts three, medium two: two and a half.
    assert line.result.text() == "Mean of 2 answered: 2.5"
    assert line.inputs.text() == "The aim is clear: 3; Understanding is checked: 2"


def test_na_leaves_the_denominator(form: Filled) -> None:
    choose(form, "aims", "High")
    choose(form, "checks", "N/A")
    assert result(form, "mean").result.text() == "Mean of 1 answered: 3"


def test_another_value_needs_a_reason_and_leaves_the_result_beside_it(form: Filled) -> None:
    choose(form, "aims", "High")
    line = result(form, "mean")
    line.open.click()
    say_why(line, "2.5", " ")
    assert line.form.reason.error == "Say why: the reason stands beside the result."
    say_why(line, "2.5", "The end was weaker.")
    form.review.settle()
    assert line.instead.text() == "Chosen instead: 2.5. The end was weaker."
    assert line.result.text() == "Mean of 1 answered: 3"
    assert not line.form.isVisible()
    line.back.click()
    form.review.settle()
    assert not line.instead.isVisible()


def test_whoever_went_on_while_a_value_is_kept_stays_there(form: Filled) -> None:
    choose(form, "aims", "High")
    line = result(form, "mean")
    line.open.setFocus()
    line.open.click()
    line.form.number.line.setText("2.5")
    line.form.reason.line.setText("The end was weaker.")
    line.form.keep.click()
    other = result(form, "fit").open
    other.setFocus()
    form.review.settle()
    assert not line.form.isVisible()
    assert other.hasFocus()


def test_what_is_no_number_is_refused_where_one_is_asked(form: Filled) -> None:
    line = result(form, "mean")
    line.open.click()
    say_why(line, "good", "Because.")
    assert line.form.number.error == "Type a number."


def test_a_best_fit_is_given_by_people_alone(form: Filled) -> None:
    choose(form, "calm", "Secure")
    line = result(form, "fit")
    assert line.result.text() == "People decide this; nothing is worked out."
    assert line.inputs.text() == "How calm is it? Secure"
    line.open.click()
    say_why(line, "Begun", "Calm, but not everywhere.")
    form.review.settle()
    assert line.instead.text() == "Chosen instead: Begun. Calm, but not everywhere."


def test_a_reason_half_written_is_there_after_a_restart(fill: Fill) -> None:
    line = result(fill(), "mean")
    line.open.click()
    QTest.keyClicks(line.form.reason.line, "The end")
    line = result(fill(), "mean")
    line.open.click()
    assert line.form.reason.value == "The end"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_results_are_reached_and_changed_by_key(form: Filled, key: Qt.Key) -> None:
    line = result(form, "mean")
    line.open.setFocus()
    QTest.keyClick(line.open, key)
    assert line.form.isVisible()
    assert line.form.number.line.hasFocus()
