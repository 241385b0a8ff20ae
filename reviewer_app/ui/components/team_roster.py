"""Who stays on the team: whoever leads chooses someone, in the list of whose notes are in or of who left."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.moment import day_and_month, time_of
from reviewer_app.review import membership
from reviewer_app.review.membership import Ended
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.team_member import TeamMember
from reviewer_app.ui.components.titled_list import TitledList
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Banner, Row, Text
from reviewer_app.ui.widgets.layouts import lay_in


class TeamRoster(QWidget):
    """Those who left, and below them what may be done about the person who is chosen.

    Signals:
        told(sentence, kind of banner)
    """

    BLEED = Space.S
    told = Signal(str, str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._ended: dict[str, Ended] = {}
        self.two_lists = Banner("")
        self.two_lists.hide()
        self.take_over = Banner("")
        self.take_over.hide()
        self.hint = Text(
            _("Choose someone to give them another role, or to take them off the team."),
            Step.LIST,
            "ink3",
        )
        self.off = TitledList(_("Off the team"), below=Space.S)
        self.member = TeamMember(bridge)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        # The rows bleed over the margin, the rest does not.
        for part in (self.two_lists, self.take_over, self.hint, self.off, self.member):
            if part is self.off:
                column.addWidget(part)
                continue
            row = QHBoxLayout()
            row.setContentsMargins(Space.S, 0, Space.S, 0)
            row.addWidget(part)
            lay_in(column, row)
        self.two_lists.acted.connect(self.join_lists)
        self.take_over.acted.connect(self.lead_now)
        self._person = ""
        self.off.list.current_changed.connect(self.choose)
        self.member.told.connect(self.told)

    def show_people(self) -> None:
        """Show who is on the team now."""
        self._show_offers()
        session, opened = self._bridge.session, self._bridge.opened.snapshot()
        self._bridge.ask(lambda: membership.ended(session, opened)).then(self._show)

    def join_lists(self) -> None:
        """Put two lists of members together."""
        session, review = self._bridge.session, self._bridge.opened.id
        self._bridge.ask(lambda: membership.join_lists(session, review)).then(
            lambda _value: self.told.emit(
                _("The lists are one again. Hand over, so that all see it."), "www"
            )
        ).failed(self._refused).lastly(self._bridge.refresh)

    def lead_now(self) -> None:
        """Take over the lead, as the lead agreed to."""
        session, review = self._bridge.session, self._bridge.opened.id
        self._bridge.ask(lambda: membership.take_over(session, review)).then(
            lambda _value: self.told.emit(
                _("You lead the review now. Hand over, so that all see it."), "www"
            )
        ).failed(self._refused).lastly(self._bridge.refresh)

    def _show_offers(self) -> None:
        opened = self._bridge.opened
        tip = opened.chain.tip
        if opened.chain.contested:
            i_lead = tip is not None and tip.lead.person == opened.me
            self.two_lists.say(
                _("Two lists of the team were written at once. Neither counts until they are one."),
                "alert",
                action=_("Put them together") if i_lead else "",
            )
        else:
            self.two_lists.hide()
        if tip is not None and tip.successor == opened.me:
            self.take_over.say(
                _("{name} named you to take over the lead if need be.").format(name=tip.lead.name),
                action=_("Take over the lead"),
            )
        else:
            self.take_over.hide()

    def _show(self, ended: Sequence[Ended]) -> None:
        self._ended = {one.person: one for one in ended}
        opened = self._bridge.opened
        rows = [
            Row(one.person, one.name, _ended_words(one), icon="person", state="done")
            for one in ended
            if one.role is None
        ]
        self.off.model.set_rows(rows)
        self.off.setVisible(bool(rows))
        self.hint.setVisible(opened.leads())
        self.choose(self._person)

    def choose(self, person: str) -> None:
        """Show what may be done about someone; "" for whoever was chosen last, while rows come anew."""
        opened = self._bridge.opened
        person = self._person = person or self._person
        tip = opened.chain.tip
        if tip is None or not opened.leads():
            self.member.show_member(None, None)
        else:
            self.member.show_member(tip.members.get(person), self._ended.get(person))

    def _refused(self, error: UserError) -> None:
        self.told.emit(refusal_words(error), "alert")


def _ended_words(ended: Ended) -> str:
    if not ended.latest:
        return _("Nothing of theirs counts") if ended.left_out else _("Nothing of theirs came in")
    latest = time_of(ended.latest)
    return _("Counts up to {time} on {day}").format(
        time=f"{latest:%H:%M}", day=day_and_month(latest)
    )
