"""What came of handing over and gathering, in words."""

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.words import Role
from reviewer_app.review.absent import Absent
from reviewer_app.review.exchange import Gathering, HandOver, TeamNews
from reviewer_app.review.undecided import Undecided
from reviewer_app.review.whose_notes import UpTo
from reviewer_app.ui.components.team_words import (
    gathered_words,
    handed_over_words,
    up_to_words,
)


def test_a_place_where_nobody_elses_notes_lie_may_be_the_wrong_one() -> None:
    assert gathered_words(Gathering("a stick", 0, 0, {}, ()), []) == "Nothing new there."
    assert gathered_words(Gathering("a stick", 0, 0, {}, (), alone=True), []) == (
        "No notes of the others lie there yet. If you expected some, it may be another place than the team’s."
    )


def test_whose_changes_others_have_and_this_laptop_has_not_is_said() -> None:
    absent = (Absent("asha", "Asha", 2), Absent("tom", "Tom", 1))
    assert gathered_words(Gathering("a stick", 0, 0, {}, (), absent=absent), []) == (
        "Nothing new there. "
        "Others have 2 changes by Asha that are not here; gather from other places too, or ask for them. "
        "Others have 1 change by Tom that is not here; gather from other places too, or ask for it."
    )


@pytest.mark.parametrize(
    ("news", "words"),
    [
        (TeamNews(lead="Asha"), "Asha leads the review now."),
        (TeamNews(lead="Asha", role=Role.LEAD), "You lead the review now."),
        (
            TeamNews(lead="Asha", role=Role.DEPUTY),
            "Asha leads the review now. Your part on the team is now: Deputy lead.",
        ),
        (TeamNews(), "Who is on the team is another now: see People."),
    ],
)
def test_what_a_newer_list_of_the_team_says_is_told(news: TeamNews, words: str) -> None:
    assert gathered_words(Gathering("a stick", 0, 0, {}, (), team=news), []) == words


def test_how_far_notes_are_in_says_what_waits_and_what_only_others_have() -> None:
    asha = UpTo("asha", "Asha", 9, "2026-11-18T10:58:00.000+00:00", waiting=1, absent=2)
    assert up_to_words(asha, me=False) == (
        "In up to 10:58 on 18 November; 1 change waits for something that has not arrived yet; "
        "others have 2 changes that are not here"
    )


def test_what_waits_for_a_decision_is_said_beside_how_far_notes_are_in_and_once() -> None:
    waiting = Undecided("helen", "Helen", 12, mine=False, decides=True, lead="Asha", notes=9)
    helen = UpTo("helen", "Helen", 20, "2026-11-18T10:58:00.000+00:00", undecided=waiting)
    assert up_to_words(helen, me=False) == (
        "In up to 10:58 on 18 November; 9 notes wait for your decision, under People"
    )
    came = Gathering("a stick", 12, 0, {"cut": 12}, (), undecided=(waiting,))
    assert gathered_words(came, ["Helen"]) == (
        "12 changes came in from Helen. "
        "9 notes by Helen came after their part in the review had changed, and wait for your decision."
    )
    left = Gathering("a stick", 0, 0, {"cut": 15}, (), undecided=(waiting,))
    assert "3 changes are held back" in gathered_words(left, [])


def test_half_way_is_said_only_where_something_went_or_came() -> None:
    stopped = UserError("store.read-only", place="a stick")
    why = f"{stopped.happened} {stopped.remedy}"
    assert why.startswith("a stick is protected against writing")
    nothing = HandOver("a stick", 0, 4, (), stopped)
    assert handed_over_words(nothing, 0, new_list=False) == why
    some = HandOver("a stick", 2, 4, (), stopped, notes=1)
    assert handed_over_words(some, 0, new_list=False) == (
        f"Handed over: 1 note, checked. Handing over stopped half way. {why}"
    )
    assert gathered_words(Gathering("a stick", 0, 0, {}, (), stopped=stopped), []) == why
    came = Gathering("a stick", 1, 0, {}, (), stopped=stopped)
    assert f"Gathering stopped half way. {why}" in gathered_words(came, [])
