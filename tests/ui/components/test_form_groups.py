"""Items that are asked again and again: as often as wanted, each time with answers of its own."""

from typing import cast

from reviewer_app.ui.components.form_choosing import ChoosingPart
from reviewer_app.ui.components.form_groups import RepeatPart
from tests.ui.components.conftest import Fill, Filled


def books(form: Filled) -> RepeatPart:
    return cast("RepeatPart", form.part("book"))


def marked(form: Filled, number: int) -> ChoosingPart:
    return cast("ChoosingPart", books(form).rounds[number - 1].parts[0][1])


def test_each_time_round_keeps_answers_of_its_own(form: Filled) -> None:
    assert len(books(form).rounds) == 1
    books(form).more.click()
    assert marked(form, 2).choices.buttons[0].hasFocus()
    marked(form, 1).choices.buttons[1].click()
    marked(form, 2).choices.buttons[0].click()
    assert form.value("marked", "1") == "no"
    assert form.value("marked", "2") == "yes"


def test_as_many_times_round_are_asked_after_a_restart_as_have_answers(fill: Fill) -> None:
    form = fill()
    for _more in range(2):
        books(form).more.click()
    marked(form, 2).choices.buttons[0].click()
    again = fill()
    assert len(books(again).rounds) == 2
    assert marked(again, 2).choices.value == ("yes",)
