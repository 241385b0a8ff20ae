"""Team: whose notes are in, handing over and gathering at one press, and who belongs to it."""

from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.canonical import Json
from reviewer_app.review.exchange_rounds import BOTH, Way
from reviewer_app.ui.components.team_ahead import TeamAhead
from reviewer_app.ui.components.team_laptops import TeamLaptops
from reviewer_app.ui.components.team_offers import TeamOffers
from reviewer_app.ui.components.team_past import TeamPast
from reviewer_app.ui.components.team_people import TeamPeople
from reviewer_app.ui.components.team_place import TeamPlace
from reviewer_app.ui.components.team_refused import RefusedFiles
from reviewer_app.ui.components.team_roster import TeamRoster
from reviewer_app.ui.components.team_rounds import TeamRounds
from reviewer_app.ui.components.team_standing import TeamStanding
from reviewer_app.ui.components.team_undecided import TeamUndecided
from reviewer_app.ui.components.two_versions import TwoVersions
from reviewer_app.ui.components.two_versions_list import TwoVersionsList
from reviewer_app.ui.models.exchange_words import summary_words
from reviewer_app.ui.models.review_words import unsaved_words
from reviewer_app.ui.pages.page import Page
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.commands import Command
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Button, ChoiceRow, Column, PageHeader, Pile, Scroller
from reviewer_app.ui.widgets.sheet import bring_into_sight

VIEWS: Final = ("notes", "place", "people", "past")
NOTES, PLACE, PEOPLE, PAST = VIEWS


class TeamPage(Page):
    """Exchange at one place: a stick, a shared drive, or an address on a network.

    In every view stand, without scrolling, how it stands in words, who is missing, and the buttons. First comes whose
    notes are in and what needs somebody; where they meet, the people, and what went before are a press away.
    """

    page_id = "team"

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.gather_button = Button(_("Gather"), icon="gather", key="Ctrl+Shift+G")
        self.hand_over_button = Button(_("Hand over"), icon="hand-over", key="Ctrl+Shift+H")
        self.both_button = Button(_("Hand over and gather"), "primary", key="Ctrl+Shift+B")
        self.header = PageHeader(
            _("Team"), "", [self.gather_button, self.hand_over_button, self.both_button]
        )
        self.place = TeamPlace(self, bridge)
        self.ahead = TeamAhead(bridge)
        self.rounds = TeamRounds(bridge)
        self.result = self.rounds.result
        self.standing = TeamStanding(bridge)
        self.undecided = TeamUndecided(bridge)
        self.refused = RefusedFiles(bridge)
        self.offers = TeamOffers(bridge)
        self.roster = TeamRoster(bridge)
        self.versions = TwoVersions(self, bridge)
        self.two_versions = TwoVersionsList(bridge, self.versions)
        self.past = TeamPast(bridge)
        self.laptops = TeamLaptops(bridge)
        self.people = TeamPeople(bridge)
        self.views = ChoiceRow(
            _("What of the team to see"),
            [
                (NOTES, _("Notes")),
                (PLACE, _("Where they meet")),
                (PEOPLE, _("People")),
                (PAST, _("So far")),
            ],
            NOTES,
        )
        self._stage = Pile()
        self._view = NOTES
        self._scrollers: dict[str, Scroller] = {}
        self._compose()
        self.gather_button.clicked.connect(self.gather)
        self.hand_over_button.clicked.connect(self.hand_over)
        self.both_button.clicked.connect(self.hand_over_and_gather)
        self.views.chosen.connect(self._view_chosen)
        self.place.chosen.connect(self.rounds.go_on)
        self.rounds.place_wanted.connect(self.place.choose_folder)
        self.ahead.place_wanted.connect(lambda: self.show_view(PLACE))
        self.place.told.connect(self.rounds.say_of_the_place)
        for part in (
            *(self.ahead, self.offers),
            *(self.people, self.laptops, self.roster),
        ):
            part.told.connect(self.result.say)
        self.standing.list.opened.connect(self.show_person)
        self.refused.again.connect(self._gather_again)
        for words in (self.refused, self.undecided):
            words.person_wanted.connect(self.show_person)
        self.versions.settled.connect(lambda words: self.result.say(words, "www"))
        self.versions.note_wanted.connect(lambda note: self.wants.emit("notes", note))
        bridge.exchanging.changed.connect(self._show_exchange)

    @property
    def view(self) -> str:
        """Which of the views is in front."""
        return self._view

    @property
    def scroller(self) -> Scroller:
        """What the view in front scrolls in."""
        return self._scrollers[self._view]

    def enter(self, record: str = "") -> None:
        """Show the team; `record` is a view."""
        if record in VIEWS:
            self.show_view(record)
        self._show()
        self.both_button.setFocus()

    def refresh(self, kinds: frozenset[str]) -> None:
        """Show what came in."""
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            # What was read before another page was shown is no news by the next time.
            self.result.hide()

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
            Command("team.folder", _("Choose a folder"), "Review", self._choose_folder),
            Command("team.address", _("Use an address"), "Review", self._ask_address),
            Command(
                "team.add",
                _("Add people"),
                "Review",
                self._add_people,
                why_not=self.people.why_not_add,
            ),
            Command(
                "team.file",
                _("Save the team’s file"),
                "Review",
                self._save_file,
                why_not=self.people.why_not_save,
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
                self._open_answer,
                why_not=self.people.why_not_add,
            ),
            Command("team.card", _("Save my card"), "Review", self.people.choose_card_place),
            Command("team.notes", _("Team: whose notes are in"), "View", lambda: self.enter(NOTES)),
            Command("team.place", _("Team: where they meet"), "View", lambda: self.enter(PLACE)),
            Command("team.people", _("Team: people"), "View", lambda: self.enter(PEOPLE)),
            Command("team.past", _("Team: so far"), "View", lambda: self.enter(PAST)),
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

    def show_view(self, view: str) -> None:
        """Bring one of the views to the front."""
        self.views.set_value(view)
        self._view = view
        self._stage.setCurrentIndex(VIEWS.index(view))

    def show_person(self, person: str) -> None:
        """Show what may be done about someone."""
        self.show_view(PEOPLE)
        self.roster.choose(person)
        bring_into_sight(self.roster.member)

    def memory(self) -> dict[str, Json]:
        """Which view was shown."""
        return {"view": self.view}

    def remember(self, memory: dict[str, Json]) -> None:
        """Take up the view."""
        if memory.get("view") in VIEWS:
            self.show_view(str(memory["view"]))

    def _view_chosen(self, view: str) -> None:
        """Show another view; what was said of the one before is read."""
        self.result.hide()
        self.show_view(view)

    def _choose_folder(self) -> None:
        self.show_view(PLACE)
        self.place.choose_folder()

    def _ask_address(self) -> None:
        self.show_view(PLACE)
        self.place.ask_address()

    def _add_people(self) -> None:
        self.show_view(PEOPLE)
        self.people.choose_cards()

    def _save_file(self) -> None:
        self.show_view(PEOPLE)
        self.people.save_again()

    def _open_answer(self) -> None:
        self.show_view(PEOPLE)
        self.people.inviting.choose_answer()

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
        views = (
            (
                *(self.offers, self.ahead, self.standing),
                *(self.undecided, self.two_versions, self.refused),
            ),
            (self.place, self.laptops),
            (self.roster, self.people, self.people.inviting),
            (self.past,),
        )
        for view, parts in zip(VIEWS, views, strict=True):
            column = Column(top=Space.S, bottom=Space.M)
            for part in parts:
                column.add(part)
                if part is self.ahead:
                    column.space(Space.L)
            column.stretch()
            self._scrollers[view] = Scroller(column)
            self._stage.addWidget(self._scrollers[view])
        self.lay_under(self.header, self.rounds, self.views, stage=self._stage)

    def _show(self) -> None:
        self.two_versions.show_versions()
        self.offers.show_offers()
        self.roster.show_people()
        self.people.show_role()
        self._show_exchange()
        self.bridge.exchanging.look()

    def _show_exchange(self) -> None:
        """Show how the exchange stands; it is another when something changed here, went or came."""
        exchanging = self.bridge.exchanging
        self.place.show_place()
        self.ahead.show_standing()
        self.rounds.show_standing()
        self.standing.show_people()
        self.undecided.show_words()
        self.refused.show_files()
        self.past.show_past()
        if exchanging.standing is not None:
            now = self.bridge.session.clock()
            words = [summary_words(exchanging.standing, self.opened.me, now)]
            unsaved = unsaved_words(self.opened)
            if unsaved:
                words.append(_("Still here: {what}.").format(what=unsaved))
            self.header.set_subtitle(" ".join(words))
        reason = _("One moment: it is under way.") if exchanging.ways else ""
        for button in (self.gather_button, self.hand_over_button, self.both_button):
            button.set_disabled_reason(reason)
