"""The role from the visit is offered in place of a name."""

from reviewer_app.model.nouns import Activity
from reviewer_app.model.words import ActivityKind
from reviewer_app.review import set_up, timetable
from reviewer_app.review.names.matching import find_names
from reviewer_app.review.names.offers import roles_for
from tests.support import Device


def offered(device: Device, text: str, activity: str = "") -> list[str]:
    return roles_for(device.open, find_names(text)[0], activity)


def test_a_pupil_or_a_teacher_of_the_year_of_the_visit(helen: Device) -> None:
    visit = helen.does(timetable.plan, ActivityKind.LESSON_VISIT, "Mathematics")
    helen.does(timetable.change, visit, class_name="4B")
    assert helen.open.get(Activity, visit) is not None
    assert offered(helen, "Kacper sat.", visit)[:2] == ["a Year 4 pupil", "the Year 4 teacher"]
    assert offered(helen, "Mrs Khan sat.", visit)[0] == "the Year 4 teacher"


def test_without_a_visit_nothing_is_guessed(helen: Device) -> None:
    assert offered(helen, "Kacper sat.")[:2] == ["a pupil", "the class teacher"]


def test_who_is_named_in_set_up_is_offered_by_role(helen: Device) -> None:
    helen.does(set_up.change_facts, head_name="Priya Nair")
    assert offered(helen, "Priya Nair sat.")[0] == "the headteacher"
