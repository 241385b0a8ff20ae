"""Notes as rows of a stream: for the evidence page, and beside findings with what they stand behind."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from PySide6.QtCore import Qt

from reviewer_app.language import gettext as _
from reviewer_app.model.moment import time_of
from reviewer_app.model.nouns import Activity, Note
from reviewer_app.review import weigh
from reviewer_app.review.opened import OpenReview
from reviewer_app.ui.models.note_stream_model import (
    POINTING,
    follow_up_chips,
    photos_of_note,
    two_versions_words,
)
from reviewer_app.ui.widgets import Role, StreamModel, StreamNote
from reviewer_app.ui.widgets.chip import ChipKind
from reviewer_app.ui.widgets.rows import AnyIndex

LINK_ROLE: Final = Role.ICON + 20
"""str: "for" or "against" where a note stands behind the finding in question; empty otherwise."""


def row_of(opened: OpenReview, note: Note, *, day: bool = False) -> StreamNote:
    """Give the row of a note: when it was seen, its words, what it bears on, whose and where."""
    framework = opened.framework.framework
    spoken = {one.id: one.short for one in framework.groups}
    chips: list[tuple[str, ChipKind]] = [
        (one.title, "quiet") for one in weigh.criteria_known(opened, note.id)
    ]
    if not chips:
        chips.append((_("Without a criterion"), "thin"))
    chips[:0] = follow_up_chips(note.follow_up)
    if note.id in opened.disputed:
        chips.insert(0, (two_versions_words(), "thin"))
    chips += [(spoken[one], "outlined") for one in opened.groups_of(note.id) if one in spoken]
    activity = opened.get(Activity, note.activity)
    author = "" if note.author == opened.me else opened.name_of(note.author)
    title = activity.title if activity is not None else ""
    seen = time_of(note.seen_at)
    number = (seen.date() - date.fromisoformat(opened.review.start)).days + 1
    when = _("day {number}").format(number=number) if day and number > 0 else ""
    return StreamNote(
        note.id,
        note.text,
        f"{seen:%H:%M}",
        POINTING[note.bearing],
        tuple(chips),
        ", ".join(part for part in (title, when, author) if part),
        photos=photos_of_note(opened, note.id),
    )


class LinkedNotesModel(StreamModel):
    """Notes, each with whether it stands behind the finding in question, or against it."""

    def __init__(self) -> None:
        super().__init__()
        self._links: Mapping[str, str] = {}
        self._linking = False

    def set_links(self, links: Mapping[str, str], *, linking: bool) -> None:
        """Say which notes are "for" or "against"; `linking` is False while no finding is chosen."""
        self._links, self._linking = links, linking
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))

    @property
    def linking(self) -> bool:
        """Whether a finding is chosen that notes can be put behind."""
        return self._linking

    def link_of(self, note: str) -> str:
        """Give "for", "against" or ""."""
        return self._links.get(note, "")

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == LINK_ROLE:
            return self.link_of(self.rows[index.row()].id)
        found = super().data(index, role)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            link = self.link_of(self.rows[index.row()].id)
            said = {"for": _("for the finding"), "against": _("against the finding")}.get(link, "")
            return f"{found}, {said}" if said else found
        return found
