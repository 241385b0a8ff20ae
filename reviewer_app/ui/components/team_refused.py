"""What could not be added, what came and waits or does not count, and where two laptops went on from one copy."""

from collections.abc import Sequence
from pathlib import PurePath

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.moment import day_and_month, time_of
from reviewer_app.model.standing import WAITING, Standing
from reviewer_app.review import held_back, refusals, team_files
from reviewer_app.review.exchange import Gathering
from reviewer_app.review.held_back import HeldBack
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.team_words import fork_words, held_row_words
from reviewer_app.ui.components.titled_list import TitledList
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Button, Row


class RefusedFiles(QWidget):
    """Two lists, each out of sight while there is nothing in it, and what tries them again where that may help.

    Signals:
        again: everything is to be gathered again, and files given by their paths were tried.
        person_wanted: somebody whose words wait or do not count.
    """

    BLEED = TitledList.BLEED
    again = Signal()
    person_wanted = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.files = TitledList(_("Files that could not be added"), below=Space.L)
        self.held = TitledList(_("What waits, and what does not count"), below=Space.XL)
        self.try_again = Button(_("Try again"), icon="gather")
        self.try_again.clicked.connect(self.try_now)
        self.held.list.opened.connect(lambda row: self.person_wanted.emit(row.partition(" ")[0]))
        buttons = QWidget()
        row = QVBoxLayout(buttons)
        row.setContentsMargins(Space.S, 0, 0, Space.XL)
        row.addWidget(self.try_again)
        self._buttons = buttons
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.files, self.held, buttons):
            column.addWidget(part)
        self.hide()

    def show_files(self) -> None:
        """Ask what there is, and show it."""
        session, review = self._bridge.session, self._bridge.opened.id
        self._bridge.ask(
            lambda: (
                refusals.could_not_be_added(session),
                session.database.ask(held_back.held_back, review).result(),
            )
        ).then(lambda found: self.show_found(*found))

    def try_now(self) -> None:
        """Try again what was given by its path, then let everything be gathered again."""
        session = self._bridge.session
        self.try_again.set_disabled_reason(_("One moment: the files are being tried again."))
        self._bridge.ask(lambda: team_files.try_again(session)).then(self._tried).lastly(self._rest)

    def _tried(self, _done: Gathering) -> None:
        self._bridge.refresh()
        self.show_files()
        self.again.emit()

    def _rest(self) -> None:
        self.try_again.set_disabled_reason("")

    def show_found(self, files: Sequence[tuple[str, UserError, str]], back: HeldBack) -> None:
        """Show files that could not be added, each with why and when, and what does not count."""
        rows = []
        for name, error, found_at in files:
            found = time_of(found_at)
            when = _("{day} at {time}").format(day=day_and_month(found), time=f"{found:%H:%M}")
            # One that was given by its path is known by the last part of it.
            shown = PurePath(name).name
            writer = refusals.said_to_be_of(self._bridge.opened, shown)
            if writer:
                shown = _("{name}: {file}").format(name=writer, file=shown)
            of_one_reason = f"{error.code} {name}"
            rows.append(Row(of_one_reason, shown, refusal_words(error), chip=when, icon="warning"))
        self.files.model.set_rows(rows)
        opened = self._bridge.opened
        on_team = {one.person for one in opened.people()}
        # What waits for a decision on the team is read in a list of its own.
        told = [
            one
            for one in back.held
            if one.standing is not Standing.CUT or one.person not in on_team
        ]
        held = [
            Row(f"{one.person} {one.standing}", *held_row_words(one, opened.name_of(one.person)))
            for one in told
        ]
        forks = [
            Row(f"{one.person} {one.after}", *fork_words(one, opened.name_of(one.person)))
            for one in back.forks
        ]
        self.held.model.set_rows([*held, *forks])
        self.files.setVisible(bool(rows))
        self.held.setVisible(bool(held or forks))
        self._buttons.setVisible(bool(rows) or any(one.standing in WAITING for one in told))
        self.setVisible(bool(rows or held or forks))
