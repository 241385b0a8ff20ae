"""What waits for somebody's decision on the team, to be read: no other page shows it until then."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.model.local import Draft
from reviewer_app.model.moment import day_and_month, time_of
from reviewer_app.model.nouns import Activity, Finding, Note, Record
from reviewer_app.review.names.gate import kind_words
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.undecided import Undecided, Unread, undecided, unread
from reviewer_app.review.wording import undecided_words
from reviewer_app.ui.components.titled_list import TitledList
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Row, Text

_PLACES: Final[Mapping[str, type[Record]]] = {"note": Activity, "edit": Note, "finding": Finding}
"""What has to stand on a page for what is typed in a place of it to be seen there, by the kind of place."""


MOST: Final = 300
"""As many as are listed: each is measured, whole, before the list is drawn."""


class TeamUndecided(TitledList):
    """A row for each note and whatever else was written, whole; out of sight while nothing waits.

    Signals:
        person_wanted: whose words they are, where whoever looks decides.
    """

    person_wanted = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        title = _("Written, and not counted yet")
        words = Text("", Step.LIST, "ink2")
        super().__init__(title, below=Space.L, single_click=True, above=words, parent=parent)
        self.words = words
        self._bridge = bridge
        self._people: dict[str, str] = {}
        self.list.opened.connect(self._open)
        self.hide()

    def show_words(self) -> None:
        """Ask what waits, and show it."""
        session, review = self._bridge.session, self._bridge.opened.id
        self._bridge.ask(lambda: (undecided(session, review), unread(session, review))).then(
            lambda found: self.show_found(*found)
        )

    def show_found(self, waiting: Sequence[Undecided], words: Sequence[Unread]) -> None:
        """Show whose words wait, and the words."""
        decided = {one.person for one in waiting if one.decides}
        self._people = {
            f"{one.kind} {one.record}": one.person for one in words if one.person in decided
        }
        # One's own first: of others' there may be as many as somebody means harm by.
        ordered = sorted(words, key=lambda one: not one.mine)
        rows = [Row(f"{one.kind} {one.record}", one.words, _second(one)) for one in ordered[:MOST]]
        if any(one.mine for one in waiting):
            rows += self._drafts()
        self.model.set_rows(rows)
        told = [one for one in waiting if one.mine or one.decides]
        sentences = undecided_words(told)
        mine = next((one for one in told if one.mine), None)
        if mine is not None and mine.decides:
            sentences.append(
                _(
                    "Nothing of it is lost. Hand over, so that {lead} can count it in, or open it here to let it count "
                    "yourself; then it stands on every page again."
                ).format(lead=mine.lead)
            )
        elif mine is not None:
            sentences.append(
                _(
                    "Nothing of it is lost. Hand over, so that {lead} can count it in; then it stands on every page "
                    "again."
                ).format(lead=mine.lead)
            )
        elif told:
            sentences.append(_("Open it to say how far it counts."))
        more = len(words) - MOST
        if more > 0:
            left_off = ngettext(
                "{count} more is kept here as well, and not listed.",
                "{count} more are kept here as well, and not listed.",
                more,
            )
            sentences.append(left_off.format(count=f"{more:,}"))
        self.words.setText(" ".join(sentences))
        self.setVisible(bool(told))

    def _drafts(self) -> list[Row]:
        """Give what is being typed in a visit that no page shows either."""
        opened = self._bridge.opened
        return [
            Row(f"draft {one.place}", one.text, _("Being typed, and kept"))
            for one in opened.drafts.values()
            if one.text.strip() and not _has_place(opened, one)
        ]

    def _open(self, row: str) -> None:
        if row in self._people:
            self.person_wanted.emit(self._people[row])


def _has_place(opened: OpenReview, draft: Draft) -> bool:
    kind, _colon, rest = draft.place.partition(":")
    noun, record = _PLACES.get(kind), rest.partition(":")[0]
    # A new finding's place stands wherever findings do.
    return noun is None or record == "new" or opened.get(noun, record) is not None


def _second(one: Unread) -> str:
    time = time_of(one.time)
    words = _("{kind}, {time} on {day}") if one.mine else _("{kind} by {name}, {time} on {day}")
    return words.format(
        kind=kind_words(one.kind), name=one.name, time=f"{time:%H:%M}", day=day_and_month(time)
    )
