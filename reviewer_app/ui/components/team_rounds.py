"""Handing over and gathering on the page: how far it has come, and what came of it."""

from collections.abc import Collection

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.review.exchange_rounds import Round, Way
from reviewer_app.ui.components.team_words import round_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Banner, Progress
from reviewer_app.ui.widgets.banner import BannerKind


class TeamRounds(QWidget):
    """One round at a time, whoever began it; *Stop* ends it at once on a network, and between two files in a folder.

    Signals:
        place_wanted: there is nowhere to hand over to yet.
    """

    place_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._waiting: frozenset[Way] = frozenset()
        self._undecided = False
        self._of_the_place = ""
        self.progress = Progress("", stop=_("Stop"))
        self.result = Banner("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.S)
        column.setSpacing(Space.S)
        for part in (self.progress, self.result):
            column.addWidget(part)
        self.progress.hide()
        self.result.hide()
        exchanging = bridge.exchanging
        self.progress.cancelled.connect(exchanging.stop)
        exchanging.ended.connect(self._ended)
        exchanging.moved.connect(self._show_progress)
        self.show_standing()

    def start(self, ways: Collection[Way]) -> None:
        """Begin; where no place is chosen yet, as soon as one is."""
        standing = self._bridge.exchanging.standing
        if standing is None or standing.place is None:
            self._waiting = frozenset(ways)
            self._undecided = standing is None
            if not self._undecided:
                self.place_wanted.emit()
            return
        self.result.hide()
        self._bridge.exchanging.start(ways)

    def say_of_the_place(self, words: str, kind: BannerKind) -> None:
        """Say what was found where one looked; it stands until something goes or comes there."""
        self._of_the_place = words if kind == "www" else ""
        self.result.say(words, kind)

    def go_on(self) -> None:
        """Begin what waited for a place."""
        ways, self._waiting = self._waiting, frozenset()
        if ways:
            self._bridge.exchanging.start(ways)

    def show_standing(self) -> None:
        """Show how far what is under way has come."""
        exchanging = self._bridge.exchanging
        if exchanging.standing is not None and self._undecided:
            # It was pressed before it was known whether there is a place. A dialog may come of it.
            self._undecided = False
            QTimer.singleShot(0, self, lambda: self.start(self._waiting))
        self.progress.setVisible(exchanging.ways is not None)
        self._show_progress()

    def _show_progress(self) -> None:
        exchanging = self._bridge.exchanging
        if exchanging.ways is None:
            return
        if exchanging.stopping:
            self.progress.set_text(_("Stopping"))
            return
        words = {
            frozenset({Way.HAND_OVER}): _("Handing over"),
            frozenset({Way.GATHER}): _("Gathering"),
        }.get(exchanging.ways, _("Handing over and gathering"))
        if exchanging.files:
            files = ngettext("{count} file so far", "{count} files so far", exchanging.files)
            words = _("{what}: {files}").format(
                what=words, files=files.format(count=f"{exchanging.files:,}")
            )
        self.progress.set_text(words)

    def _ended(self, done: Round) -> None:
        if done.by_itself:
            # It stands in the list; nothing is said aloud of what nobody asked for.
            if (
                done.stopped is None
                and self._of_the_place
                and self.result.text == self._of_the_place
            ):
                self.result.hide()
            return
        gathered = done.gathered
        people = gathered.people if gathered is not None else ()
        names = [self._bridge.opened.name_of(one) for one in people]
        self.result.say(round_words(done, names), _kind(done))


def _kind(done: Round) -> BannerKind:
    if done.stopped is not None:
        return "quiet" if done.stopped.code == "store.stopped" else "alert"
    gathered = done.gathered
    held = gathered is not None and bool(gathered.held or gathered.refused or gathered.absent)
    return "quiet" if held else "www"
