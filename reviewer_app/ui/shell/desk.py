"""The desk: from a profile on the disk to a review in the window, and back.

Everything that is not Qt or the theme is imported by the time this module is.
"""

import gc
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from reviewer_app.app import Program
from reviewer_app.errors import UserError
from reviewer_app.model.moment import time_of
from reviewer_app.model.words import ActivityState
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.session import Session
from reviewer_app.ui.pages.evidence import EvidencePage
from reviewer_app.ui.pages.findings import FindingsPage
from reviewer_app.ui.pages.first_run import FirstRun
from reviewer_app.ui.pages.notes import NotesPage
from reviewer_app.ui.pages.plan import PlanPage
from reviewer_app.ui.pages.report import ReportPage
from reviewer_app.ui.pages.settings import SettingsPage
from reviewer_app.ui.pages.team import TeamPage
from reviewer_app.ui.pages.today import TodayPage
from reviewer_app.ui.pages.unlock import Unlock
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.commands import Command
from reviewer_app.ui.shell.errands import Errands
from reviewer_app.ui.shell.window import MainWindow
from reviewer_app.ui.theme.theme import Theme

PAUSE_MS: Final = 3_000
"""Milliseconds without a key after which memory is collected and waiting changes are carried over."""

_UNLOCKING: Final = frozenset(
    {
        "profile.passphrase-needed",
        "profile.key-lost",
        "vault.passphrase-wrong",
        "vault.keyring-locked",
        "vault.recovery-code-wrong",
    }
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the window was started with."""

    folder: Path
    passphrase: str | None = None
    review: str = ""
    page: str = ""
    record: str = ""


class Desk(QObject):
    """Opens the profile and its reviews into the one window."""

    def __init__(self, window: MainWindow, theme: Theme, program: Program, wanted: Wanted) -> None:
        super().__init__(window)
        self._window, self._theme = window, theme
        self._program, self._wanted = program, wanted
        self._errands = Errands(self)
        self._errands.refused.connect(window.refuse)
        self._session: Session | None = None
        self._bridge: Bridge | None = None
        window.closing.connect(self._close)
        self._pause = QTimer(self)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._paused)
        self._quiet_memory()

    def start(self) -> None:
        """Open the profile, or show what comes before there is one."""
        if not self._program.has_profile(self._wanted.folder):
            self._show_first_run()
            return
        folder, passphrase = self._wanted.folder, self._wanted.passphrase
        self._errands.run(lambda: self._program.open(folder, passphrase=passphrase)).then(
            self._opened
        ).failed(self._not_opened)

    def show_review(self, session: Session, review: str, page: str = "", record: str = "") -> None:
        """Read a review and show it."""
        self._session = session

        def read(opened: OpenReview) -> None:
            self._show(session, opened, page, record)

        def not_there(error: UserError) -> None:
            self._show_first_run()
            self._window.refuse(error)

        self._errands.run(lambda: session.open(review)).then(read).failed(not_there)

    def _opened(self, session: Session) -> None:
        self._session = session
        self._take_up_look(session)
        if session.me is None:
            self._show_first_run()
            return

        def listed(found: tuple[str, str]) -> None:
            review, page = found
            if review:
                self.show_review(session, review, page, self._wanted.record)
            else:
                self._show_first_run()

        self._errands.run(lambda: self._where_to_go(session)).then(listed)

    def _where_to_go(self, session: Session) -> tuple[str, str]:
        reviews = [one.id for one in session.reviews()]
        last = str(session.setting("last_review") or "")
        chosen = next(
            (one for one in (self._wanted.review, last) if one in reviews),
            reviews[0] if reviews else "",
        )
        if self._wanted.review and self._wanted.review not in reviews:
            raise UserError("review.unknown", review=self._wanted.review)
        return chosen, self._wanted.page or str(session.setting("last_page") or "today")

    def _not_opened(self, error: UserError) -> None:
        unlock = Unlock(self._program, self._wanted.folder, self._errands, error)
        unlock.opened.connect(self._opened)
        self._window.show_alone(unlock)

    def _show_first_run(self) -> None:
        first = FirstRun(self._program, self._wanted.folder, self._errands, self._session)
        first.opened.connect(partial(self.show_review, page="today"))
        self._window.show_alone(first)

    def _show(self, session: Session, opened: OpenReview, page: str, record: str) -> None:
        if self._bridge is not None:
            self._bridge.close()
        bridge = self._bridge = Bridge(session, opened, self)
        day = day_of(opened, session.clock().date())
        lines = opened.framework.framework.title + (f"\n{day}" if day else "")
        self._window.open(
            bridge,
            {
                "today": partial(TodayPage, bridge),
                "plan": partial(PlanPage, bridge),
                "notes": partial(NotesPage, bridge),
                "evidence": partial(EvidencePage, bridge),
                "findings": partial(FindingsPage, bridge),
                "report": partial(ReportPage, bridge),
                "team": partial(TeamPage, bridge),
                "settings": partial(SettingsPage, bridge, self._theme),
            },
            self._commands(),
            heading=(opened.review.school_name, lines),
            second=partial(unsaved_words, opened),
            next_up=partial(next_words, opened, session),
        )
        session.set_setting("last_review", opened.id)
        self._window.show_page(page if page in PAGES else "today", record)
        self._pause.start()

    def _commands(self) -> list[Command]:
        return [
            Command(
                "review.other",
                _("Another review, or a new one"),
                "Review",
                self._show_first_run,
                "Ctrl+O",
            )
        ]

    def _take_up_look(self, session: Session) -> None:
        def found(settings: dict[str, object]) -> None:
            look = settings.get("window")
            if isinstance(look, dict):
                self._window.remember(look)
            theme = settings.get("theme")
            scale = settings.get("text_size")
            self._window.set_theme(
                theme if theme in THEMES else "system",
                float(scale) if isinstance(scale, int | float) else 1.0,
            )

        self._errands.run(session.settings).then(found)

    def _quiet_memory(self) -> None:
        """Keep collecting memory out of typing: only on this thread, only in a pause."""
        gc.collect()
        gc.freeze()
        gc.disable()
        sys.setswitchinterval(0.001)

    def _paused(self) -> None:
        application = QApplication.instance()
        if application is not None:
            gc.collect(1)
        if (
            self._session is not None
            and self._bridge is not None
            and not self._bridge.state.pending
        ):
            self._session.database.checkpoint()

    def _close(self) -> None:
        self._pause.stop()
        if self._session is not None:
            session = self._session
            memory = self._window.memory()
            session.set_setting("window", memory)
            session.set_setting("last_page", self._window.current_page)
            session.set_setting("theme", self._theme.name)
            session.set_setting("text_size", self._theme.scale)
        if self._bridge is not None:
            self._bridge.close()
        self._errands.close()
        if self._session is not None:
            self._session.close()
            self._session = None


THEMES: Final = ("system", "light", "dark", "contrast")
PAGES: Final = ("today", "plan", "notes", "evidence", "findings", "report", "team", "settings")


def day_of(opened: OpenReview, today: date) -> str:
    """Say which day of the visit it is, "" on any other day."""
    start = date.fromisoformat(opened.review.start)
    number = (today - start).days + 1
    if not 1 <= number <= opened.review.days:
        return ""
    return _("Day {number} of {days}").format(number=number, days=opened.review.days)


def unsaved_words(opened: OpenReview) -> str:
    """Say how many drafts wait to be finished."""
    drafts = len(opened.drafts)
    if not drafts:
        return ""
    return ngettext("{count} note being written", "{count} notes being written", drafts).format(
        count=drafts
    )


def next_words(opened: OpenReview, session: Session) -> str:
    """Say what comes next on the plan: "Next: 12:50 Pupil voice, library"."""
    now = session.clock()
    for activity in opened.activities():
        if activity.state is ActivityState.PLANNED and activity.planned_start:
            start = time_of(activity.planned_start)
            if now <= start < now + timedelta(hours=24):
                place = f", {activity.place}" if activity.place else ""
                return _("Next: {time} {what}").format(
                    time=f"{start:%H:%M}", what=f"{activity.title}{place}"
                )
    return ""
