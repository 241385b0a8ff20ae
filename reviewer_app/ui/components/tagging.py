"""Tagging notes that stand, one or several at a time: what all of them carry already is taken back."""

from collections.abc import Sequence
from typing import TypedDict

from reviewer_app.model.nouns import Note
from reviewer_app.model.words import FollowUp
from reviewer_app.review import arrange, weigh
from reviewer_app.review.opened import OpenReview
from reviewer_app.ui.components.drafted_editor import TagSuggestions
from reviewer_app.ui.models.note_stream_model import POINTING, bearing_of
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.errands import Reply


class _Change(TypedDict, total=False):
    """What is put on notes or taken off them, as `arrange.tag_notes` takes it."""

    criteria: list[str]
    groups: list[str]
    without_criteria: list[str]
    without_groups: list[str]


def all_carry(opened: OpenReview, notes: Sequence[str], sign: str, tag: str) -> bool:
    """Say whether every one of these notes carries a criterion (`#`) or a group of pupils (`@`)."""
    carried = opened.groups_of if sign == "@" else opened.criteria_of
    return all(tag in carried(note) for note in notes)


def toggle_tag(
    bridge: Bridge, suggestions: TagSuggestions, notes: Sequence[str], sign: str, tag: str
) -> Reply:
    """Put a criterion (`#`) or a group of pupils (`@`) on these notes, or take it off where all of them carry it."""
    gone = all_carry(bridge.opened, notes, sign, tag)
    change: _Change
    if sign == "@":
        change = {"without_groups": [tag]} if gone else {"groups": [tag]}
    else:
        change = {"without_criteria": [tag]} if gone else {"criteria": [tag]}
        if not gone:
            suggestions.used([tag])
    return bridge.do(arrange.tag_notes, notes, **change)


def toggle_pointing(bridge: Bridge, notes: Sequence[Note], pointing: str) -> Reply:
    """Say which way these notes point, or that they point no way where all of them point that way already."""
    same = all(POINTING[one.bearing] == pointing for one in notes)
    bearing = bearing_of("" if same else pointing)
    return bridge.do(arrange.tag_notes, [one.id for one in notes], bearing=bearing)


def step_follow_up(bridge: Bridge, notes: Sequence[Note]) -> Reply:
    """Flag these notes to follow up; where all of them are to be followed up already, say that it is done."""
    done = all(weigh.is_to_follow_up(one) for one in notes)
    now = FollowUp.DONE if done else FollowUp.OPEN
    return bridge.do(arrange.tag_notes, [one.id for one in notes], follow_up=now)
