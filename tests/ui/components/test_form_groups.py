"""Items that are asked again and again: as often as wanted, each time with answers of its own."""

from typing import cast

from PySide6.QtWidgets import QAbstractButton

from reviewer_app.ui.components.form_choosing import ChoosingPart
from reviewer_app.ui.components.form_groups import MorePart
from reviewer_app.ui.widgets import Choices
from tests.ui.components.conftest import Fill, Filled


def more(form: Filled) -> QAbstractButton:
    form.both.pane.finish()
    return next(
        part.more for _slot, part in form.both.sheets[0].items.parts if isinstance(part, MorePart)
    )


def marked(form: Filled, number: int) -> Choices:
    return cast("ChoosingPart", form.part("marked", str(number))).choices


def rounds(form: Filled) -> list[str]:
    return [slot.row for slot, _part in form.both.sheets[0].items.parts if slot.item.id == "marked"]


def test_each_time_round_keeps_answers_of_its_own(form: Filled) -> None:
    more(form).click()
    assert rounds(form) == ["1", "2"]
    assert marked(form, 2).buttons[0].hasFocus()
    marked(form, 1).buttons[1].click()
    marked(form, 2).buttons[0].click()
    assert form.value("marked", "1") == "no"
    assert form.value("marked", "2") == "yes"


def test_as_many_times_round_are_asked_after_a_restart_as_have_answers(fill: Fill) -> None:
    form = fill()
    for _more in range(2):
        more(form).click()
    marked(form, 2).buttons[0].click()
    again = fill()
    assert marked(again, 2).value == ("yes",)
    assert rounds(again) == ["1", "2"]
