"""What both front ends say: codes of the program's own are put into words, people's words stay as typed."""

import pytest

from reviewer_app.model.nouns import Activity, Note
from reviewer_app.model.reasons import Reason
from reviewer_app.model.words import ActivityKind, ActivityState, Role
from reviewer_app.review import capture, set_up, wording
from reviewer_app.review.undecided import Undecided
from tests.support import Device


def test_reason_of_the_programs_own_is_worded_and_a_persons_stays_as_typed() -> None:
    said = [wording.reason_words(one.value) for one in Reason]
    assert len(set(said)) == len(Reason)
    assert not any(one.startswith(".") for one in said)
    assert wording.reason_words("Names Mrs Ó Sé") == "Names Mrs Ó Sé"
    assert wording.reason_words("undone") == "undone"


def test_journal_keeps_a_code_for_what_the_program_itself_says(helen: Device) -> None:
    note = helen.writes(helen.visits(), "One.")
    helen.does(capture.undo, helen.last_change.hash)
    steps = helen.session.history(helen.review, "note", note)
    assert [one.reason for one in steps] == ["", Reason.UNDONE]
    assert wording.step_words(steps[-1]) == "removed it, undone"
    assert helen.open.get(Note, note) is None


def test_every_step_of_a_note_is_said(helen: Device) -> None:
    note = helen.writes(helen.visits(), "Names a child.")
    named = helen.last_change
    helen.does(capture.edit_note, note, text="Names nobody.")
    helen.does(capture.redact_note, note, named.hash, "A child")
    helen.does(capture.remove_note, note, "Seen by Tom")
    steps = helen.session.history(helen.review, "note", note)
    assert [wording.step_words(one) for one in steps] == [
        "wrote it",
        "changed the words",
        "emptied words for good, A child",
        "removed it, Seen by Tom",
    ]


def test_every_role_and_state_has_its_words() -> None:
    assert len({wording.role_words(one) for one in Role}) == len(Role)
    visits = [
        Activity(
            id="v",
            review="r",
            activity_kind=ActivityKind.LESSON_VISIT,
            title="Year 4",
            state=state,
            left_out=left_out,
        )
        for state, left_out in [
            *((one, False) for one in ActivityState),
            (ActivityState.SEEN, True),
        ]
    ]
    assert len({wording.state_words(one) for one in visits}) == len(visits)


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ({}, []),
        ({"gap": 1, "roster": 2}, ["3 changes wait for something"]),
        ({"stranger": 1}, ["1 change is held back: whoever made it may not write"]),
        ({"cut": 2}, ["2 changes are held back: they came after"]),
        (
            {"misplaced": 1, "gap": 1},
            ["1 change waits for something", "1 change is held back: it does not fit"],
        ),
    ],
)
def test_only_what_truly_waits_is_said_to_wait(held: dict[str, int], said: list[str]) -> None:
    words = wording.held_words(held)
    assert len(words) == len(said)
    assert all(one.startswith(begin) for one, begin in zip(words, said, strict=True))


@pytest.mark.parametrize(
    ("mine", "decides", "said"),
    [
        (
            True,
            True,
            "2 changes of yours came after your part in the review had changed, and wait for your decision.",
        ),
        (
            True,
            False,
            "2 changes of yours came after your part in the review had changed, and wait for Asha to decide.",
        ),
        (
            False,
            True,
            "2 changes by Helen came after their part in the review had changed, and wait for your decision.",
        ),
        (
            False,
            False,
            "2 changes by Helen came after their part in the review had changed, and wait for Asha to decide.",
        ),
    ],
)
def test_whose_words_wait_for_whose_decision_is_said(mine: bool, decides: bool, said: str) -> None:
    waiting = Undecided("p", "Helen", 2, mine, decides, "Asha")
    assert wording.undecided_words([waiting]) == [said]
    if mine or decides:
        of = "of yours" if mine else "by Helen"
        who = "your decision" if decides else "Asha to decide"
        assert wording.undecided_title(waiting) == f"2 changes {of} wait for {who}"


def test_who_allowed_photos_and_when_is_said(helen: Device) -> None:
    assert wording.photos_allowed_words(helen.open.review) == "Photos are off."
    helen.does(set_up.allow_photos, "the programme office")
    said = wording.photos_allowed_words(helen.open.review)
    assert said == "Photos are on: allowed on 18 November 2026 by the programme office."
    helen.does(set_up.stop_photos)
    assert wording.photos_allowed_words(helen.open.review) == "Photos are off."
