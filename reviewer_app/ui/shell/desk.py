"""The desk: from a profile on the disk to a review in the window, and back.

What a profile and its reviews need is imported by the time this module is. A page is imported when it is first
wanted, or by `start` once the first is on the screen.
"""

import gc
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from reviewer_app.app import Program
from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.canonical import Json
from reviewer_app.model.moment import instant
from reviewer_app.model.nouns import Answer, Note
from reviewer_app.review import recovery
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.session import Session
from reviewer_app.ui.components.recovery_proof import RecoveryProof
from reviewer_app.ui.models.review_words import heading_lines, next_words, unsaved_words
from reviewer_app.ui.models.waiting_model import ANSWER_PLACE, CLOCK_PLACE
from reviewer_app.ui.pages.page import Page
from reviewer_app.ui.shell.commands import Command
from reviewer_app.ui.shell.connection import Connection, SystemConnection
from reviewer_app.ui.shell.errands import Errands
from reviewer_app.ui.shell.exchanging import Exchanging
from reviewer_app.ui.shell.glance import GLANCE, LAST_PAGE, LAST_REVIEW, kept_glance
from reviewer_app.ui.shell.guarded import GuardedBridge
from reviewer_app.ui.shell.page_list import EVERY_PAGE, page_kind
from reviewer_app.ui.shell.window import MainWindow
from reviewer_app.ui.theme.theme import Theme

PAUSE_MS: Final = 3_000
"""Milliseconds without anything to save after which memory is collected and changes are carried over."""

SAVED_IN: Final = "saved_in"
"""The setting that holds the folder the person last saved in."""

SCORE_MS: Final = 1_000
"""Milliseconds from a review on the screen, or what was gathered for it, until its forms are scored."""

TURN: Final = 0.0002
"""Seconds for which a worker may keep the window's thread waiting: the bench of typing under an import, a gathering and
a report was best here; shorter turns make those slower and no key quicker."""

WHOLE_PAUSES: Final = 20
"""Every so many pauses all memory is looked through."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the window was started with; `look_taken_up` where it looks as it did at the last start already."""

    folder: Path
    passphrase: str | None = None
    review: str = ""
    page: str = ""
    record: str = ""
    look_taken_up: bool = False


class Desk(QObject):
    """Opens the profile and its reviews into the one window.

    Args:
        find_connection: gives what tells of the network, once something may go by itself.

    Signals:
        shown: a page is on the screen.
    """

    shown = Signal()

    def __init__(
        self,
        window: MainWindow,
        theme: Theme,
        program: Program,
        wanted: Wanted,
        find_connection: Callable[[QObject], Connection] = SystemConnection,
    ) -> None:
        super().__init__(window)
        self._find_connection = find_connection
        self._connection: Connection | None = None
        self._ending: list[Exchanging] = []
        self._window, self._theme = window, theme
        self._program, self._wanted = program, wanted
        self._errands = Errands(self)
        self._errands.refused.connect(window.notices.refuse)
        self._session: Session | None = None
        # The person's own, also while a sample is looked round in; and the profile of that sample.
        self._own: Session | None = None
        self._sample: Session | None = None
        self._bridge: GuardedBridge | None = None
        self._proof: RecoveryProof | None = None
        self._pauses = 0
        self._backing_up = self._backup_refused = False
        self._searching: GuardedBridge | None = None
        self._searched: tuple[str, str, int] | None = None
        self._refused_in_pauses: set[str] = set()
        window.closing.connect(self._close)
        window.review_wanted.connect(self._show_other)
        window.notices.reminder.acted.connect(self._reminded)
        self._pause = QTimer(self)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._paused)
        self._scoring = QTimer(self)
        self._scoring.setSingleShot(True)
        self._scoring.setInterval(SCORE_MS)
        self._scoring.timeout.connect(self._score)
        # From here on memory is collected on this thread alone, and in a pause: out of the way of typing, and
        # never in a worker, which would destroy widgets there.
        gc.disable()
        sys.setswitchinterval(TURN)
        self.shown.connect(gc.freeze, Qt.ConnectionType.SingleShotConnection)

    @property
    def session(self) -> Session | None:
        """The open profile, None while there is none."""
        return self._session

    @property
    def quiet(self) -> bool:
        """Whether nothing is being saved."""
        return self._bridge is None or not self._bridge.state.pending

    def start(self) -> None:
        """Open the profile, or show what comes before there is one."""
        if not self._program.has_profile(self._wanted.folder):
            self._show_first_run()
            return
        folder, passphrase = self._wanted.folder, self._wanted.passphrase
        self._errands.run(lambda: self._program.open_or_read(folder, passphrase=passphrase)).then(
            self._opened
        ).failed(self._not_opened)

    def show_review(self, session: Session, review: str, page: str = "", record: str = "") -> None:
        """Read a review and show it."""
        self._session = session

        def read(found: tuple[OpenReview, bool]) -> None:
            opened, proved = found
            self._show(session, opened, page, record, proved=proved)

        def not_there(error: UserError) -> None:
            self._show_first_run()
            self._window.notices.refuse(error)

        self._errands.run(lambda: (session.open(review), recovery.is_proved(session))).then(
            read
        ).failed(not_there)

    def _show_other(self, review: str, page: str, record: str) -> None:
        if self._session is not None:
            self.show_review(self._session, review, page, record)

    def _opened(self, session: Session) -> None:
        self._session = self._own = session
        if not self._wanted.look_taken_up:
            self._errands.run(session.settings).then(self._window.take_up)
        if session.me is None:
            self._show_first_run()
            return

        def listed(found: tuple[str, str]) -> None:
            review, page = found
            if review:
                self.show_review(session, review, page, self._wanted.record)
            else:
                self._show_first_run()

        def not_there(error: UserError) -> None:
            self._show_first_run()
            self._window.notices.refuse(error)

        self._errands.run(lambda: self._where_to_go(session)).then(listed).failed(not_there)

    def _where_to_go(self, session: Session) -> tuple[str, str]:
        reviews = [one.id for one in session.reviews()]
        last = str(session.setting(LAST_REVIEW) or "")
        chosen = next(
            (one for one in (self._wanted.review, last) if one in reviews),
            reviews[0] if reviews else "",
        )
        if self._wanted.review and self._wanted.review not in reviews:
            raise UserError("review.unknown", review=self._wanted.review)
        page = self._wanted.page or str(session.setting(LAST_PAGE) or "")
        folder = session.setting(SAVED_IN)
        session.saved_in = Path(folder) if isinstance(folder, str) else None
        if session.only_reads is None:
            # Empty until the window is closed in order: after a kill the draft says where to go on.
            session.set_setting(LAST_PAGE, "").result()
        return chosen, page

    def _not_opened(self, error: UserError) -> None:
        from reviewer_app.ui.pages.unlock import Unlock

        unlock = Unlock(self._program, self._wanted.folder, self._errands, error)
        unlock.opened.connect(self._opened)
        self._window.show_alone(unlock, self._program_commands())
        self.shown.emit()

    def _show_first_run(self) -> None:
        from reviewer_app.ui.pages.first_run import FirstRun

        self._pause.stop()
        self._leave_sample()
        first = FirstRun(
            self._program,
            self._wanted.folder,
            self._errands,
            self._session,
            passphrase=self._wanted.passphrase,
            look_round=self._look_round,
        )
        first.session_made.connect(self._session_made)
        first.opened.connect(partial(self.show_review, page="today"))
        self._window.show_alone(first, self._program_commands())
        self.shown.emit()

    def _session_made(self, session: Session) -> None:
        self._session = self._own = session

    def _look_round(self) -> Session:
        """Open a profile for a sample; known here from its first moment, so that it goes whatever happens."""
        self._sample = self._program.look_round()
        return self._sample

    def _leave_sample(self) -> None:
        sample = self._sample
        if sample is None:
            return
        if self._session is sample:
            self._close_review()
            self._session = self._own

        def close() -> None:
            self._wait_for_rounds()
            sample.close()

        self._errands.run(close)

    def _show(
        self, session: Session, opened: OpenReview, page: str, record: str, *, proved: bool
    ) -> None:
        if not page:
            page, record = where_cut_short(opened)
        self._close_review()
        bridge = self._bridge = GuardedBridge(session, opened, proved=proved, parent=self)
        self._proof = RecoveryProof(self._window.room, session, self._errands.run)
        self._proof.proved.connect(self._proved)
        bridge.proof_wanted.connect(self._ask_proof)
        bridge.saving.connect(lambda _state: self._pause.start())
        bridge.changed.connect(self._changed)
        today = session.clock().date()
        self._window.open(
            bridge,
            {page_id: partial(self._make, page_id, bridge) for page_id in EVERY_PAGE},
            self._commands(),
            heading=(opened.review.school_name, heading_lines(opened, today)),
            second=partial(self._second_words, bridge),
            next_up=lambda: next_words(opened, session.clock()),
        )
        self._remind()
        if session.only_reads is None:
            bridge.keep_setting(LAST_REVIEW, opened.id)
            bridge.exchanging.changed.connect(self._window.state_line.say_again)
            bridge.exchanging.begin(self._connect, self._window.is_silent)
        self._window.show_page(page if page in EVERY_PAGE else "today", record)
        self._pause.start()
        self._scoring.start()
        self.shown.emit()

    def _second_words(self, bridge: GuardedBridge) -> str:
        """Say what is being written, and how handing over stands."""
        words = [unsaved_words(bridge.opened)]
        standing = bridge.exchanging.standing
        if standing is not None and standing.place is not None:
            # Here and not above: a start does not wait for it.
            from reviewer_app.ui.models.exchange_words import state_words

            words.append(state_words(standing, bridge.opened.me, bridge.session.clock()))
        line = "; ".join(one for one in words if one)
        return f"{line[:1].upper()}{line[1:]}"

    def _connect(self) -> Connection:
        """Give what tells of the network; the system is asked once."""
        if self._connection is None:
            self._connection = self._find_connection(self)
        return self._connection

    def _close_review(self) -> None:
        self._window.close_review()
        if self._bridge is not None:
            self._leave(self._bridge)
            self._bridge = None
        if self._proof is not None:
            self._proof.deleteLater()
            self._proof = None

    def _leave(self, bridge: GuardedBridge) -> None:
        """Close a bridge; a file that is under way to another place ends when it does, and nobody waits here."""
        bridge.close()
        if bridge.exchanging.away:
            self._ending.append(bridge.exchanging)

    def _wait_for_rounds(self) -> None:
        """Wait until whatever was handed over or gathered has ended: a profile is closed after that."""
        for one in self._ending:
            one.wait_for_places()

    def _make(self, page_id: str, bridge: GuardedBridge) -> Page:
        if page_id != "settings":
            return page_kind(page_id)(bridge)
        from reviewer_app.ui.pages.settings import SettingsPage

        page = SettingsPage(bridge, self._theme)
        page.recovery_proved.connect(self._proved)
        return page

    def _ask_proof(self) -> None:
        if self._proof is not None:
            self._proof.ask()

    def _proved(self) -> None:
        if self._bridge is not None:
            self._bridge.prove()
        self._remind()
        self._window.notices.tell(_("Your recovery code is checked."))
        # The sheet is gone and the visit begins: the next key belongs to the page, never to nobody.
        self._window.go_on()

    def _reminded(self) -> None:
        session = self._session
        if session is None or session.only_reads is None:
            self._ask_proof()
            return
        self._pause.stop()
        self._close_review()
        self._wait_for_rounds()
        session.close()
        self._session = self._own = None
        self._window.notices.remind("")
        self.start()

    def _remind(self) -> None:
        if self._session is not None and self._session.only_reads is not None:
            words = _("Your notes are open to read, and nothing you type is kept. {why}")
            self._window.notices.remind(
                words.format(why=self._session.only_reads.happened), _("Try again")
            )
            return
        bridge = self._bridge
        waits = bridge is not None and bridge.waits_for_proof
        self._window.notices.remind(
            _("Before the first visit: prove your recovery code.") if waits else "",
            _("Check it now"),
        )

    def _score(self) -> None:
        """Score the forms filled in at visits where nobody waits for it: the report asks for all of them at once."""
        bridge = self._bridge
        if bridge is not None and not bridge.closed and bridge.opened.all(Answer):
            snapshot = bridge.opened.snapshot()

            def scored() -> None:
                from reviewer_app.review.reporting import content_of

                content_of(snapshot)

            bridge.ask(scored)

    def _changed(self, kinds: frozenset[str]) -> None:
        if self._bridge is not None and kinds >= self._bridge.opened.records.keys():
            self._scoring.start()
        if "activity" in kinds and not self._window.notices.reminder.isHidden():
            self._remind()

    def _commands(self) -> list[Command]:
        return [
            Command(
                "review.other",
                _("Another review, or a new one"),
                "Review",
                self._show_first_run,
                "Ctrl+O",
            ),
            *self._program_commands(),
        ]

    def _program_commands(self) -> list[Command]:
        return [
            Command("help.keys", _("All keys"), "Help", self._window.menus.show_keys, "F1"),
        ]

    def _paused(self) -> None:
        self._pauses += 1
        # The whole only now and then: with a large review it takes some tens of milliseconds.
        gc.collect(2 if self._pauses % WHOLE_PAUSES == 0 else 1)
        if (
            self._session is not None
            and self._session.only_reads is None
            and self._bridge is not None
            and not self._bridge.state.pending
        ):
            self._errands.watch(self._session.database.checkpoint(), self._refuse_once)
            self._back_up(self._session)
            self._search_names(self._session, self._bridge)

    def _search_names(self, session: Session, bridge: GuardedBridge) -> None:
        """Search the notes for names ahead of an export, until somebody types; only where there is something new."""
        guard = bridge.name_guard
        now = (bridge.opened.id, guard.rules, bridge.position)
        if self._searching is bridge or now == self._searched:
            return
        self._searching = bridge

        def may_go_on() -> bool:
            return not bridge.closed and not bridge.state.pending

        def search() -> bool:
            from reviewer_app.review.names.searching import search_ahead

            return search_ahead(session, bridge.opened.id, guard, may_go_on)

        def done(whole: bool) -> None:
            if whole:
                self._searched = now

        def ended() -> None:
            self._searching = None

        bridge.ask(search).then(done).failed(self._refuse_once).lastly(ended)

    def _back_up(self, session: Session) -> None:
        """Once a day, in a pause: a checked copy beside the profile. One refused waits for the next start."""
        if self._backing_up or self._backup_refused or not session.wants_backup():
            return
        self._backing_up = True

        def refused(error: UserError) -> None:
            self._backup_refused = True
            self._refuse_once(error)

        def ended() -> None:
            self._backing_up = False

        self._errands.run(session.back_up).failed(refused).lastly(ended)

    def _refuse_once(self, error: UserError) -> None:
        """Say what a pause could not do; every pause would say it again."""
        if error.code not in self._refused_in_pauses:
            self._refused_in_pauses.add(error.code)
            self._window.notices.refuse(error)

    def _close(self) -> None:
        self._pause.stop()
        self._scoring.stop()
        if self._own is not None and self._own.only_reads is None:
            for name, value in self._as_left(self._own).items():
                self._errands.watch(self._own.set_setting(name, value))
        if self._bridge is not None:
            self._leave(self._bridge)
        if self._ending:
            # The one file under way ends first, and nobody need look on.
            self._window.hide()
        self._errands.close()
        self._wait_for_rounds()
        for session in (self._own, self._sample):
            if session is not None:
                session.close()
        self._session = self._own = self._sample = None

    def _as_left(self, own: Session) -> dict[str, Json]:
        """Give the settings the next start begins with; where one was in a sample is none of them."""
        left: dict[str, Json] = {
            "window": self._window.memory(),
            "theme": self._theme.name,
            "text_size": self._theme.scale,
        }
        if own.saved_in is not None:
            left[SAVED_IN] = str(own.saved_in)
        if self._session is own and self._window.current_page:
            left[LAST_PAGE] = self._window.current_page
        if self._session is own and self._bridge is not None:
            left[GLANCE] = kept_glance(self._bridge.opened, own.clock())
        return left


def where_cut_short(opened: OpenReview) -> tuple[str, str]:
    """Give the page and record of the text typed last, Today where nothing was being typed."""
    latest = max(opened.drafts.values(), key=lambda one: instant(one.saved_at), default=None)
    if latest is None:
        return ("today", "")
    kind, _colon, record = latest.place.partition(":")
    if kind == "edit":
        note = opened.get(Note, record)
        return ("notes", note.activity if note else "")
    if latest.place.startswith((ANSWER_PLACE, CLOCK_PLACE)):
        activity = record.partition(":")[0]
        return ("notes", activity) if activity else ("evidence", "")
    pages = {"note": "notes", "finding": "findings", "passage": "report", "own": "frameworks"}
    return (pages.get(kind, "today"), record if kind == "note" else "")
