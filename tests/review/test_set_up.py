import pytest

from reviewer_app.errors import UserError
from reviewer_app.frameworks.shipped import usual
from reviewer_app.model.local import RegisterSchool
from reviewer_app.model.nouns import FrameworkText
from reviewer_app.review import set_up
from tests.support import LARKFIELD, Device, Devices


def test_review_copies_the_school_and_keeps_the_frameworks_text(helen: Device) -> None:
    opened = helen.open
    assert (opened.review.school_name, opened.review.school_pupils) == (
        LARKFIELD.name,
        LARKFIELD.pupils,
    )
    [kept] = opened.all(FrameworkText)
    assert kept.text == usual().text
    assert opened.review.framework_hash == opened.framework.hash
    assert [one.name for one in opened.people()] == ["Helen Marsh"]


def test_retention_ends_a_year_after_the_last_day() -> None:
    assert set_up.retention_end_of("2026-11-17", 3) == "2027-11-19"
    assert set_up.retention_end_of("2028-02-29", 1) == "2029-02-28"
    assert set_up.retention_end_of("2199-12-31", 10) == "2201-01-09"


@pytest.mark.parametrize(
    ("start", "days", "code"),
    [
        ("", 3, "review.date-wrong"),
        ("2026-W47-2", 3, "review.date-wrong"),
        ("2026-11-17T09:00", 3, "review.date-wrong"),
        ("1999-12-31", 3, "review.date-wrong"),
        ("2026-11-17", -1, "review.days-wrong"),
    ],
)
def test_dates_no_visit_can_have_make_no_review(
    devices: Devices, start: str, days: int, code: str
) -> None:
    helen = devices("Helen Marsh")
    with pytest.raises(UserError) as refused:
        helen.session.create_review(LARKFIELD, usual(), start=start, days=days)
    assert refused.value.code == code
    assert helen.session.reviews() == []


def test_latest_review_comes_first(helen: Device) -> None:
    first = helen.review
    later = helen.session.create_review(LARKFIELD, usual(), start="2027-01-12", days=2)
    assert [one.id for one in helen.session.reviews()] == [later, first]


def test_facts_the_call_settled_are_kept(helen: Device) -> None:
    helen.does(set_up.change_facts, excellence_title="Reading for pleasure", contact="The office")
    review = helen.open.review
    assert (review.excellence_title, review.contact) == ("Reading for pleasure", "The office")


def test_last_reviews_points_keep_their_order_and_what_became_of_them(helen: Device) -> None:
    second = helen.does(set_up.add_earlier_point, " Feedback ", position=2.0)
    first = helen.does(set_up.add_earlier_point, "Phonics", position=1.0)
    helen.does(set_up.say_what_became, second, " Done. ")
    points = helen.open.earlier_points()
    assert [(one.id, one.text, one.outcome) for one in points] == [
        (first, "Phonics", ""),
        (second, "Feedback", "Done."),
    ]
    helen.does(set_up.remove_earlier_point, first)
    assert [one.id for one in helen.open.earlier_points()] == [second]


def test_last_reviews_word_for_a_heading_is_one_record(helen: Device) -> None:
    helen.does(set_up.set_earlier_estimate, "leadership", "effective")
    helen.does(set_up.set_earlier_estimate, "leadership", "leading")
    assert helen.open.earlier_estimates() == {"leadership": "leading"}


def test_school_typed_by_hand_has_no_urn() -> None:
    school = RegisterSchool(
        urn="hand-1", name="Larkfield", status="", phase="", ages="", authority="", town="",
        postcode="", street="", school_type="", opened="", closed="", folded="",
    )  # fmt: skip
    assert set_up.facts_of(school).urn == ""


def test_committing_a_fact_of_the_review_drops_its_draft_in_the_same_step(helen: Device) -> None:
    point = helen.does(set_up.add_earlier_point, "Phonics")
    for place, verb in (
        (
            "review:excellence-title",
            lambda place: helen.does(set_up.change_facts, place=place, excellence_title="Talk"),
        ),
        (
            f"outcome:{point}",
            lambda place: helen.does(set_up.say_what_became, point, "Done.", place=place),
        ),
        ("earlier:new", lambda place: helen.does(set_up.add_earlier_point, "More.", place=place)),
    ):
        helen.types(place, "Ta")
        assert place in helen.open.drafts
        verb(place)
        assert place not in helen.open.drafts


def test_two_wordings_of_a_fact_begun_from_the_same_one_both_stand(helen: Device) -> None:
    since = helen.position
    helen.does(set_up.change_facts, excellence_title="Talk in mathematics")
    helen.does(set_up.change_facts, since=since, excellence_title="Reading")
    assert helen.open.review.id in helen.open.disputed
