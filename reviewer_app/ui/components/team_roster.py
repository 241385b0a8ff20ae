"""Who is on the team and who was: whoever leads chooses someone, and sees below what may be done about them."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.moment import day_and_month, time_of
from reviewer_app.review import membership
from reviewer_app.review.membership import Ended
from reviewer_app.review.wording import role_words
from reviewer_app.ui.components.team_member import TeamMember
from reviewer_app.ui.components.titled_list import TitledList
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Row, Text
from reviewer_app.ui.widgets.layouts import lay_in


class TeamRoster(QWidget):
    """Those on the team, those who left, and what may be done about the person who is chosen.

    Signals:
        told(sentence, kind of banner)
    """

    BLEED = Space.S
    told = Signal(str, str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._ended: dict[str, Ended] = {}
        self.on = TitledList(_("On the team"))
        self.off = TitledList(_("Off the team"), below=Space.S)
        self.hint = Text(
            _("Choose someone to give them another role, or to take them off the team."),
            Step.LIST,
            "ink3",
        )
        self.member = TeamMember(bridge)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.L)
        column.setSpacing(Space.S)
        # The rows bleed over the margin, the rest does not.
        for part in (self.on, self.off, self.hint, self.member):
            if isinstance(part, TitledList):
                column.addWidget(part)
                continue
            row = QHBoxLayout()
            row.setContentsMargins(Space.S, 0, Space.S, 0)
            row.addWidget(part)
            lay_in(column, row)
        self._person = ""
        for those in (self.on, self.off):
            those.list.current_changed.connect(self.choose)
        self.member.told.connect(self.told)

    def show_people(self) -> None:
        """Show who is on the team now; whoever was chosen stays so, on the team or off it."""
        opened = self._bridge.opened
        self._set_rows(
            self.on,
            [
                Row(one.person, one.name, role_words(one.role), icon="person")
                for one in opened.people()
            ],
        )
        session, snapshot = self._bridge.session, opened.snapshot()
        self._bridge.ask(lambda: membership.ended(session, snapshot)).then(self._show)

    def _show(self, ended: Sequence[Ended]) -> None:
        self._ended = {one.person: one for one in ended}
        opened = self._bridge.opened
        rows = [
            Row(one.person, one.name, _ended_words(one), icon="person", state="done")
            for one in ended
            if one.role is None
        ]
        self._set_rows(self.off, rows)
        self.off.setVisible(bool(rows))
        self.hint.setVisible(opened.leads())
        self.choose(self._person)

    def _set_rows(self, those: TitledList, rows: Sequence[Row]) -> None:
        """Show rows without choosing another where the chosen one is gone: a second press would be about them."""
        with QSignalBlocker(those.list):
            those.model.set_rows(rows)
        self._mark_chosen(those)

    def _mark_chosen(self, those: TitledList) -> None:
        with QSignalBlocker(those.list):
            if any(row.id == self._person for row in those.model.rows):
                those.list.set_current(self._person)
            else:
                those.list.setCurrentIndex(QModelIndex())

    def choose(self, person: str) -> None:
        """Mark someone in one of the two lists and show what may be done; "" for whoever was chosen last."""
        opened = self._bridge.opened
        person = self._person = person or self._person
        for those in (self.on, self.off):
            self._mark_chosen(those)
        tip = opened.chain.tip
        if tip is None or not opened.leads():
            self.member.show_member(None, None)
        else:
            self.member.show_member(tip.members.get(person), self._ended.get(person))


def _ended_words(ended: Ended) -> str:
    if not ended.latest:
        return _("Nothing of theirs counts") if ended.left_out else _("Nothing of theirs came in")
    latest = time_of(ended.latest)
    return _("Counts up to {time} on {day}").format(
        time=f"{latest:%H:%M}", day=day_and_month(latest)
    )
