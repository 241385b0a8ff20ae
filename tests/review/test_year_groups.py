import pytest

from reviewer_app.report.content import YearGroups
from reviewer_app.review import year_groups


def said(*lessons: tuple[str, str]) -> list[tuple[str, int]]:
    return [(one.name, one.lessons) for one in year_groups.joined(lessons)]


def test_year_groups_are_in_the_schools_order_and_not_in_the_alphabets() -> None:
    seen = [
        (year, f"{year}{letter}")
        for year in ("Year 10", "Year 2", "Reception", "Nursery", "Year 1")
        for letter in "AB"
    ]
    assert [name for name, _count in said(*seen)] == [
        "Nursery",
        "Reception",
        "Year 1",
        "Year 2",
        "Year 10",
    ]


def test_year_groups_are_joined_until_two_classes_stand_behind_a_count() -> None:
    assert said(
        ("Reception", "RA"),
        ("Year 1", "1A"),
        ("Year 2", "2A"),
        ("Year 2", "2B"),
        ("Year 3", "3A"),
        ("Year 3", "3A"),
        ("Year 4", "3A"),
        ("Year 5", "5A"),
    ) == [("Reception and Year 1", 2), ("Year 2", 2), ("Years 3 to 5", 4)]


def test_what_is_left_at_the_end_joins_its_neighbour() -> None:
    assert said(("Year 5", "5A"), ("Year 5", "5B"), ("Year 6", "6A")) == [("Years 5 and 6", 3)]


def test_one_class_alone_is_not_counted() -> None:
    assert said(("Year 5", "5A"), ("Year 5", "5A")) == []


def test_lessons_without_a_class_count_as_of_one() -> None:
    assert said(("Year 5", ""), ("Year 5", ""), ("Year 6", "6A")) == [("Years 5 and 6", 3)]


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("Nursery", "Reception", "Nursery and Reception"),
        ("Nursery", "Year 1", "Nursery to Year 1"),
        ("Year 3", "Years 5 and 6", "Years 3 to 6"),
        ("Year 6", "the hive", "Year 6 and the hive"),
    ],
)
def test_joined_year_groups_are_said_as_one(first: str, second: str, words: str) -> None:
    assert year_groups.joined([(first, "A"), (second, "B")]) == (YearGroups(words, 2),)
