"""Team: whose notes are in, handing over and gathering at one press, and who belongs to it."""

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.review.exchange_rounds import BOTH, Way
from reviewer_app.ui.components.team_laptops import TeamLaptops
from reviewer_app.ui.components.team_past import TeamPast
from reviewer_app.ui.components.team_people import TeamPeople
from reviewer_app.ui.components.team_place import TeamPlace
from reviewer_app.ui.components.team_refused import RefusedFiles
from reviewer_app.ui.components.team_roster import TeamRoster
from reviewer_app.ui.components.team_rounds import TeamRounds
from reviewer_app.ui.components.team_standing import TeamStanding
from reviewer_app.ui.components.two_versions import TwoVersions
from reviewer_app.ui.components.two_versions_list import TwoVersionsList
from reviewer_app.ui.models.exchange_words import summary_words
from reviewer_app.ui.pages.page import Page
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.commands import Command
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Button, Column, PageHeader, Scroller
from reviewer_app.ui.widgets.announce import announce


class TeamPage(Page):
    """Exchange at one place: a stick, a shared drive, or an address on a network."""

    page_id = "team"

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.gather_button = Button(_("Gather"), icon="gather", key="Ctrl+Shift+G")
        self.hand_over_button = Button(_("Hand over"), icon="hand-over", key="Ctrl+Shift+H")
        self.both_button = Button(_("Hand over and gather"), "primary", key="Ctrl+Shift+B")
        self.header = PageHeader(
            _("Team"), "", [self.gather_button, self.hand_over_button, self.both_button]
        )
        self.place = TeamPlace(bridge)
        self.rounds = TeamRounds(bridge)
        self.result = self.rounds.result
        self.standing = TeamStanding(bridge)
        self.refused = RefusedFiles(bridge)
        self.roster = TeamRoster(bridge)
        self.versions = TwoVersions(self, bridge)
        self.two_versions = TwoVersionsList(bridge, self.versions)
        self.past = TeamPast(bridge)
        self.laptops = TeamLaptops(bridge)
        self.people = TeamPeople(bridge)
        self._compose()
        self.gather_button.clicked.connect(self.gather)
        self.hand_over_button.clicked.connect(self.hand_over)
        self.both_button.clicked.connect(self.hand_over_and_gather)
        self.place.told.connect(self.result.say)
        self.place.chosen.connect(self.rounds.go_on)
        self.rounds.place_wanted.connect(self.place.choose_folder)
        self.people.told.connect(self.result.say)
        self.laptops.told.connect(self.result.say)
        self.roster.told.connect(self.result.say)
        self.standing.list.current_changed.connect(self.roster.choose)
        self.refused.again.connect(self._gather_again)
        self.versions.settled.connect(lambda words: announce(self, words))
        self.versions.note_wanted.connect(lambda note: self.wants.emit("notes", note))
        bridge.exchanging.changed.connect(self._show_exchange)

    def enter(self, record: str = "") -> None:
        """Show who is in up to when."""
        self._show()
        self.both_button.setFocus()

    def refresh(self, kinds: frozenset[str]) -> None:
        """Show what came in."""
        self._show()

    def commands(self) -> Sequence[Command]:
        """Hand over, gather, and who belongs to the team."""
        return (
            Command(
                "team.both",
                _("Hand over and gather"),
                "Review",
                self.hand_over_and_gather,
                "Ctrl+Shift+B",
            ),
            Command("team.hand-over", _("Hand over"), "Review", self.hand_over, "Ctrl+Shift+H"),
            Command("team.gather", _("Gather"), "Review", self.gather, "Ctrl+Shift+G"),
            Command("team.stop", _("Stop"), "Review", self.stop, why_not=self._why_not_stop),
            Command("team.folder", _("Choose a folder"), "Review", self.place.choose_folder),
            Command("team.address", _("Use an address"), "Review", self.place.ask_address),
            Command(
                "team.add",
                _("Add people"),
                "Review",
                self.people.choose_cards,
                why_not=self.people.why_not_add,
            ),
            Command(
                "team.invite",
                _("Invite someone without a card"),
                "Review",
                self.people.inviting.choose_place,
                why_not=self.people.why_not_add,
            ),
            Command(
                "team.answer",
                _("Open an answer to an invitation"),
                "Review",
                self.people.inviting.choose_answer,
                why_not=self.people.why_not_add,
            ),
            Command("team.card", _("Save my card"), "Review", self.people.choose_card_place),
        )

    def hand_over(self) -> None:
        """Bring the place up to date with this person's notes."""
        self._start([Way.HAND_OVER])

    def gather(self) -> None:
        """Take in whatever is new there."""
        self._start([Way.GATHER])

    def hand_over_and_gather(self) -> None:
        """Do both."""
        self._start(BOTH)

    def stop(self) -> None:
        """End what is under way; what went and what came stays."""
        self.bridge.exchanging.stop()

    def _gather_again(self) -> None:
        standing = self.bridge.exchanging.standing
        if standing is not None and standing.place is not None:
            self.gather()

    def _why_not_stop(self) -> str:
        return "" if self.bridge.exchanging.ways else _("Nothing is being handed over or gathered.")

    def _start(self, ways: Collection[Way]) -> None:
        if not self.bridge.exchanging.ways:
            self.rounds.start(ways)

    def _compose(self) -> None:
        main = Column(bottom=Space.XL)
        main.add(self.rounds)
        main.space(Space.L)
        main.add(self.place)
        main.space(Space.L)
        main.add(self.two_versions)
        main.add(self.standing)
        main.space(Space.S)
        main.add(self.roster)
        main.space(Space.XL)
        main.add(self.refused)
        main.add(self.laptops)
        main.space(Space.XL)
        main.add(self.past)
        main.add(self.people)
        main.stretch()
        head = Column()
        head.add(self.header)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        self.scroller = Scroller(main)
        column.addWidget(self.scroller, 1)

    def _show(self) -> None:
        self.two_versions.show_versions()
        self.roster.show_people()
        self.people.show_role()
        self._show_exchange()
        self.bridge.exchanging.look()

    def _show_exchange(self) -> None:
        """Show how the exchange stands; it is another when something changed here, went or came."""
        exchanging = self.bridge.exchanging
        self.place.show_place()
        self.rounds.show_standing()
        self.standing.show_people()
        self.refused.show_files()
        self.past.show_past()
        if exchanging.standing is not None:
            now = self.bridge.session.clock()
            self.header.set_subtitle(summary_words(exchanging.standing, self.opened.me, now))
        reason = _("One moment: it is under way.") if exchanging.ways else ""
        for button in (self.gather_button, self.hand_over_button, self.both_button):
            button.set_disabled_reason(reason)
