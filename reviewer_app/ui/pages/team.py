"""Team: whose notes are in, handing over and gathering with one button each, and who belongs to it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.review import exchange
from reviewer_app.review.exchange import Gathering, HandOver
from reviewer_app.ui.components.file_choice import ask_folder
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.team_laptops import TeamLaptops
from reviewer_app.ui.components.team_people import TeamPeople
from reviewer_app.ui.components.team_refused import RefusedFiles
from reviewer_app.ui.components.team_roster import TeamRoster
from reviewer_app.ui.components.team_standing import TeamStanding
from reviewer_app.ui.components.team_words import gathered_words, handed_over_words
from reviewer_app.ui.components.two_versions import TwoVersions
from reviewer_app.ui.components.two_versions_list import TwoVersionsList
from reviewer_app.ui.pages.page import Page
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.commands import Command
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import (
    Banner,
    Button,
    Column,
    PageHeader,
    Progress,
    Scroller,
    Text,
)
from reviewer_app.ui.widgets.announce import announce

FOLDER = "team_folder"
"""The setting that remembers the folder the team exchanges over."""


class TeamPage(Page):
    """Exchange over a folder: a stick, a shared drive, or one that is carried round."""

    page_id = "team"

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._folder = ""
        self._going = ""
        self.gather_button = Button(_("Gather"), icon="gather", key="Ctrl+Shift+G")
        self.hand_over_button = Button(
            _("Hand over"), "primary", icon="hand-over", key="Ctrl+Shift+H"
        )
        self.header = PageHeader(_("Team"), "", [self.gather_button, self.hand_over_button])
        self.where = Text("", Step.LABEL, "ink2")
        self.change = Button(_("Choose the folder"), icon="folder")
        self.progress = Progress("", can_cancel=False)
        self.progress.hide()
        self.result = Banner("")
        self.result.hide()
        self.standing = TeamStanding(bridge)
        self.refused = RefusedFiles(bridge)
        self.roster = TeamRoster(bridge)
        self.refused.again.connect(lambda: self.gather() if self._folder else None)
        self.versions = TwoVersions(self, bridge)
        self.versions.settled.connect(lambda words: announce(self, words))
        self.versions.note_wanted.connect(lambda note: self.wants.emit("notes", note))
        self.two_versions = TwoVersionsList(bridge, self.versions)
        self.laptops = TeamLaptops(bridge)
        self.people = TeamPeople(bridge)
        self._compose()
        self.gather_button.clicked.connect(self.gather)
        self.hand_over_button.clicked.connect(self.hand_over)
        self.change.clicked.connect(lambda: self._choose(""))
        self.people.told.connect(self.result.say)
        self.laptops.told.connect(self.result.say)
        self.roster.told.connect(self.result.say)
        self.standing.list.current_changed.connect(self.roster.choose)
        bridge.ask(lambda: bridge.session.setting(FOLDER)).then(self._take_folder)

    def enter(self, record: str = "") -> None:
        """Show who is in up to when."""
        self._show()
        self.hand_over_button.setFocus()

    def refresh(self, kinds: frozenset[str]) -> None:
        """Show what came in."""
        self._show()

    def commands(self) -> Sequence[Command]:
        """Hand over, gather, and who belongs to the team."""
        return (
            Command("team.hand-over", _("Hand over"), "Review", self.hand_over, "Ctrl+Shift+H"),
            Command("team.gather", _("Gather"), "Review", self.gather, "Ctrl+Shift+G"),
            Command(
                "team.folder", _("Choose the team's folder"), "Review", lambda: self._choose("")
            ),
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
        """Bring the folder up to date with this person's notes."""
        if not self._folder:
            self._choose("hand-over")
            return
        self._begin(_("Handing over"))
        session, review, folder = self.bridge.session, self.opened.id, self._folder
        self.bridge.ask(lambda: exchange.hand_over(session, review, folder)).then(
            self._handed_over
        ).failed(self._failed)

    def gather(self) -> None:
        """Take in whatever is new in the folder."""
        if not self._folder:
            self._choose("gather")
            return
        self._begin(_("Gathering"))
        session, review, folder = self.bridge.session, self.opened.id, self._folder
        self.bridge.ask(lambda: exchange.gather(session, review, folder)).then(
            self._gathered
        ).failed(self._failed).lastly(self.bridge.refresh)

    def use_folder(self, folder: str) -> None:
        """Exchange over this folder from now on."""
        self._take_folder(folder)
        self.bridge.keep_setting(FOLDER, folder)
        going: dict[str, Callable[[], None]] = {
            "hand-over": self.hand_over,
            "gather": self.gather,
        }
        wanted, self._going = self._going, ""
        if wanted:
            going[wanted]()

    def _compose(self) -> None:
        place = QWidget()
        row = QVBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.where)
        row.addWidget(self.change)
        main = Column(bottom=Space.XL)
        main.add(place)
        main.space(Space.M)
        main.add(self.progress)
        main.add(self.result)
        main.space(Space.L)
        main.add(self.two_versions)
        main.add(self.standing)
        main.space(Space.S)
        main.add(self.roster)
        main.space(Space.XL)
        main.add(self.refused)
        main.add(self.laptops)
        main.space(Space.XL)
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
        self.standing.show_people()
        self.two_versions.show_versions()
        self.refused.show_files()
        self.roster.show_people()
        self.people.show_role()
        session, review = self.bridge.session, self.opened.id
        self.bridge.ask(lambda: exchange.not_yet_handed_over(session, review)).then(
            self._say_waiting
        )

    def _say_waiting(self, waiting: int) -> None:
        self.header.set_subtitle(
            _("Everything of yours is handed over.")
            if not waiting
            else _("You have changes that were not handed over yet.")
        )

    def _choose(self, then: str) -> None:
        self._going = then
        title = _("The folder the team exchanges over")
        folder = ask_folder(self, self.bridge.session, title, self._folder)
        if folder:
            self.use_folder(folder)

    def _take_folder(self, folder: object) -> None:
        self._folder = folder if isinstance(folder, str) else ""
        if self._folder:
            path = Path(self._folder)
            self.where.setText(_("Over the folder {folder}").format(folder=path.name or path))
            self.where.setToolTip(str(path))
            self.change.set_text(_("Choose another folder"))
        else:
            self.where.setText(
                _(
                    "The team exchanges over any folder: a stick that goes round, or a shared drive. "
                    "What lies in it is sealed to the team."
                )
            )
            self.change.set_text(_("Choose the folder"))

    def _begin(self, words: str) -> None:
        self.result.hide()
        self.progress.set_text(words)
        self.progress.show()
        for button in (self.gather_button, self.hand_over_button):
            button.set_disabled_reason(_("One moment: the folder is in use."))

    def _rest(self) -> None:
        self.progress.hide()
        for button in (self.gather_button, self.hand_over_button):
            button.set_disabled_reason("")

    def _handed_over(self, done: HandOver) -> None:
        self._rest()
        self.result.say(handed_over_words(done), "www" if done.stopped is None else "alert")
        self._show()

    def _gathered(self, done: Gathering) -> None:
        self._rest()
        people = [self.opened.name_of(one) for one in done.people]
        held = bool(done.held or done.refused or done.stopped)
        self.result.say(gathered_words(done, people), "quiet" if held else "www")

    def _failed(self, error: UserError) -> None:
        self._rest()
        self.result.say(refusal_words(error), "alert")
