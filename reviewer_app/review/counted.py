"""How much was moved, counted as people count it: notes and photos; changes only where none is of a note."""

from collections.abc import Iterable
from dataclasses import dataclass

from reviewer_app.model.changes import Change, operations_in
from reviewer_app.model.nouns import KIND_OF, Note


@dataclass(frozen=True, slots=True)
class Counted:
    """So many changes, of how many notes they speak, photos, and whether a new list of the team."""

    changes: int = 0
    notes: int = 0
    photos: int = 0
    new_list: bool = False


def count_of(changes: Iterable[Change]) -> Counted:
    """Count changes, and the notes they speak of; each note once."""
    number, kind = 0, KIND_OF[Note]
    notes: set[str] = set()
    for change in changes:
        number += 1
        notes.update(one.record for one in operations_in(change) if one.kind == kind)
    return Counted(number, len(notes))
