"""What counts as an instrument: a type of item whose answers are moments."""

from typing import Final

from reviewer_app.frameworks.schema import EvidenceForm
from reviewer_app.frameworks.scoring import flat

INSTRUMENTS: Final = ("snapshots", "matrix", "tally", "stopwatch", "running-record")


def instruments_of(form: EvidenceForm) -> list[str]:
    """Give the types of the instruments of a form, as they stand in it."""
    return [one.type for one in flat(form.items) if one.type in INSTRUMENTS]
