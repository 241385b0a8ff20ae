"""One note of an invented team, and what people do to it: for the tests of changes and of folding."""

from collections.abc import Sequence

from reviewer_app.model.changes import Action, Change, Operation
from reviewer_app.model.fold import REMOVED
from reviewer_app.model.words import Role
from tests.model.team import Journal, first_roster, person

LEAD = person("helen", Role.LEAD)
ROSTER = first_roster(LEAD)
EARLY, LATE = "2026-11-18T10:00:00.000+00:00", "2026-11-18T11:00:00.000+00:00"


def journal(device: str = "d1") -> Journal:
    return Journal(LEAD.person, device, ROSTER)


def add(text: str, record: str = "n") -> Operation:
    return Operation(Action.ADD, "note", record, {"text": text, "activity": "a"})


def put(text: str, *replaces: Change, record: str = "n") -> Operation:
    refs = {"text": [f"{one.hash}/0" for one in replaces]}
    return Operation(Action.SET, "note", record, {"text": text}, refs)


def remove(*covers: str, replaces: Sequence[str] = ()) -> Operation:
    return Operation(
        Action.REMOVE, "note", "n", {}, {REMOVED: replaces} if replaces else {}, "twice", covers
    )
