"""Which part shows which type of item."""

from collections.abc import Callable, Mapping
from typing import Final

from reviewer_app.frameworks.items import MatrixItem, RepeatItem, SnapshotsItem
from reviewer_app.ui.components.form_choosing import ChoosingPart, HolisticPart
from reviewer_app.ui.components.form_evidence import CalculatedPart, EvidenceLinkPart
from reviewer_app.ui.components.form_grid import GridPart
from reviewer_app.ui.components.form_groups import HeadingPart, MorePart, WordsPart
from reviewer_app.ui.components.form_open import OpenForm
from reviewer_app.ui.components.form_part import FormPart
from reviewer_app.ui.components.form_photo import PhotoPart
from reviewer_app.ui.components.form_record import RecordPart
from reviewer_app.ui.components.form_slots import Slot
from reviewer_app.ui.components.form_snapshots import SnapshotsPart
from reviewer_app.ui.components.form_stopwatch import StopwatchPart
from reviewer_app.ui.components.form_tally import TallyPart
from reviewer_app.ui.components.form_writing import LinePart, NarrativePart, QuotePart


def _timed_part(open_form: OpenForm, item: SnapshotsItem | MatrixItem, row: str) -> FormPart:
    if isinstance(item, MatrixItem) and item.timing is None:
        return GridPart(open_form, item, row)
    return SnapshotsPart(open_form, item, row)


def part_of(open_form: OpenForm, slot: Slot) -> FormPart:
    """Make the part that stands in a form at one place."""
    item = slot.item
    if slot.kind == "heading":
        return HeadingPart(open_form, slot)
    if isinstance(item, RepeatItem):
        return MorePart(open_form, item, slot.row)
    return _PARTS[item.type](open_form, item, slot.row)


_PARTS: Final[Mapping[str, Callable[..., FormPart]]] = {
    "scale": ChoosingPart,
    "low-medium-high": ChoosingPart,
    "holistic": HolisticPart,
    "met": ChoosingPart,
    "yes-no": ChoosingPart,
    "choice": ChoosingPart,
    "choices": ChoosingPart,
    "number": LinePart,
    "text": LinePart,
    "narrative": NarrativePart,
    "date": LinePart,
    "time": LinePart,
    "quote": QuotePart,
    "photo": PhotoPart,
    "evidence-link": EvidenceLinkPart,
    "snapshots": _timed_part,
    "matrix": _timed_part,
    "tally": TallyPart,
    "stopwatch": StopwatchPart,
    "running-record": RecordPart,
    "calculated": CalculatedPart,
    "words": WordsPart,
}
"""By the item's `type`."""
