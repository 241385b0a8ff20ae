"""The nation whose bank holidays are proposed: of the school's authority, else the one chosen last."""

from types import SimpleNamespace
from typing import cast

import pytest

from reviewer_app.model.words import Nation
from reviewer_app.review.nations import proposed_nation
from reviewer_app.review.opened import OpenReview


def review_of(authority: str, urn: str) -> OpenReview:
    """A review of which nothing is asked but its school."""
    school = SimpleNamespace(school_authority=authority, school_urn=urn)
    return cast("OpenReview", SimpleNamespace(review=school, all=lambda _noun: []))


@pytest.mark.parametrize(
    ("authority", "urn", "last", "nation"),
    [
        ("Gwynedd Council", "", None, Nation.WALES),
        ("CITY OF EDINBURGH", "", "wales", Nation.SCOTLAND),
        ("Belfast Region", "", None, Nation.NORTHERN_IRELAND),
        ("Education Authority", "", None, Nation.NORTHERN_IRELAND),
        ("Kent Education Authority", "", None, Nation.ENGLAND),
        ("Larkshire", "990001", "scotland", Nation.ENGLAND),
        ("", "", "scotland", Nation.SCOTLAND),
        ("", "", None, Nation.ENGLAND),
        ("", "", "atlantis", Nation.ENGLAND),
    ],
)
def test_nation_is_read_from_the_authority_and_else_remembered(
    authority: str, urn: str, last: object, nation: Nation
) -> None:
    assert proposed_nation(review_of(authority, urn), last) is nation
