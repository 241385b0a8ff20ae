"""The support a school would like is written in its own words, and printed as it is."""

import pytest

from reviewer_app.errors import UserError
from reviewer_app.report.content import MadeFor, ReportSupport
from reviewer_app.review import factual_check, reporting, support
from reviewer_app.review.open_data import open_data
from tests.support import Device


def test_a_wish_is_added_moved_changed_and_taken_out(helen: Device) -> None:
    first = helen.does(support.add, " A visit. ")
    second = helen.does(support.add, "Time.", from_whom=" the trust ")
    helen.does(support.move, second, -1)
    helen.does(support.reword, first, "A visit to a school like ours.")
    helen.does(support.say_from_whom, first, "the local authority")
    assert reporting.content_of(helen.open).support == (
        ReportSupport(second, "Time.", "the trust"),
        ReportSupport(first, "A visit to a school like ours.", "the local authority"),
    )
    helen.does(support.remove, first, "taken out")
    assert [one.id for one in helen.open.support_wanted()] == [second]


def test_words_are_wanted_and_committing_them_drops_their_draft(helen: Device) -> None:
    made = helen.does(support.add, "Time.")
    for verb in (
        lambda: helen.does(support.add, ""),
        lambda: helen.does(support.reword, made, " "),
    ):
        with pytest.raises(UserError) as refused:
            verb()
        assert refused.value.code == "support.empty"
    place = f"support-from:{made}"
    helen.types(place, "Ta")
    helen.does(support.say_from_whom, made, "the trust", place=place)
    assert helen.open.draft(place) is None


def test_the_school_may_correct_it_and_it_goes_along_as_data(helen: Device) -> None:
    made = helen.does(support.add, "Time.")
    asked = factual_check.asked_of(reporting.content_of(helen.open))
    assert [one.text for one in asked if one.subject == f"support:{made}"] == ["Time."]
    [told] = open_data(helen.open, MadeFor("the programme office")).support_wanted
    assert (told.text, told.from_whom) == ("Time.", None)
