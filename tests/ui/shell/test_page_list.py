"""One list of pages serves the rail, the desk and what is imported behind the first page."""

import pytest

from reviewer_app.ui.pages.page import Page
from reviewer_app.ui.shell.page_list import (
    BESIDE,
    EVERY_PAGE,
    PAGES,
    done_elsewhere,
    page_kind,
)
from reviewer_app.ui.shell.window import rail_items


@pytest.mark.parametrize("page_id", EVERY_PAGE)
def test_every_page_of_the_list_is_found_under_its_own_name(page_id: str) -> None:
    kind = page_kind(page_id)
    assert isinstance(kind, type)
    assert issubclass(kind, Page)
    assert kind.page_id == page_id


def test_the_rail_has_every_page_in_order_and_those_that_are_no_stage_at_its_foot() -> None:
    items = rail_items()
    assert [one.id for one in items] == list(PAGES)
    stages = ["Today", "Plan", "Notes", "Evidence", "Findings", "Report"]
    assert [one.label for one in items if not one.foot] == stages
    assert [one.label for one in items if one.foot] == ["Team", "Settings"]


def test_a_page_beside_the_rail_is_reached_from_one_on_it() -> None:
    assert not set(BESIDE) & set(PAGES)
    assert set(BESIDE.values()) <= set(PAGES)


def test_a_framework_can_be_added_from_any_page() -> None:
    words = [words for _command, words in done_elsewhere()["frameworks"]]
    assert any(one.startswith("Add a framework") for one in words)
