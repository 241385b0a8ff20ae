"""Handing over and gathering from the window: one round at a time, by a press or by itself, off the window's thread.

Nothing here waits or stands in the way: a round runs on a thread of its own kind, gives way to keys between two files,
ends between two files when it is stopped, and shows what came in only where a page may say so.
"""

import threading
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from reviewer_app.errors import UserError
from reviewer_app.review.exchange_timing import Network, Rests, is_due, rests
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.session import Session
from reviewer_app.ui.shell.connection import Connection
from reviewer_app.ui.shell.errands import Errands, Reply

if TYPE_CHECKING:
    from reviewer_app.review.exchange_places import Chosen
    from reviewer_app.review.exchange_rounds import Outlook, Round, Standing, Way

LOOK_MS: Final = 1_200
"""Milliseconds from a change until it is counted what waits; further changes do not put it off."""

TICK_MS: Final = 20_000
"""Milliseconds between two looks whether a round is due."""

MOVED_MS: Final = 250
"""Milliseconds between two looks how far a round has come."""


class Exchanging(QObject):
    """The exchange of one open review.

    Attributes:
        standing: how it stands, None until that was first asked.
        files: how many files went or came in the round that is under way.
        by_itself: whether the round that is under way was begun by nobody.
        looking: whether it is being counted what waits.

    Signals:
        changed: `standing`, whether a round is under way, or why nothing goes by itself, is another now.
        moved: a round has come further.
        ended: a `Round`; whoever shows it, it is on record.
        came: something may have come in, and may be shown now.
    """

    changed = Signal()
    moved = Signal()
    ended = Signal(object)
    came = Signal()

    def __init__(self, session: Session, opened: OpenReview, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._opened = session, opened
        self._errands = Errands(self)
        self.standing: Standing | None = None
        self.files = 0
        self.by_itself = False
        self._ways: frozenset[Way] | None = None
        self.looking = False
        self._away = self._turn = 0
        self._stop, self._closing = threading.Event(), threading.Event()
        self._connect: Callable[[], Connection] | None = None
        self._connection: Connection | None = None
        self._silent: Callable[[], bool] = lambda: False
        self._held = False
        self._failures = 0
        self._tried_at: datetime | None = None
        self._reached = True
        self._look = self._timer(LOOK_MS, self.look, once=True)
        self._tick = self._timer(TICK_MS, self._try)
        self._poll = self._timer(MOVED_MS, self._polled)

    def _timer(self, every: int, call: Callable[[], None], *, once: bool = False) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(every)
        timer.setSingleShot(once)
        timer.timeout.connect(call)
        return timer

    @property
    def ways(self) -> "frozenset[Way] | None":
        """What is under way, None for nothing."""
        return self._ways

    @property
    def away(self) -> bool:
        """Whether a place is being asked, which may take its time to answer."""
        return self._away > 0

    @property
    def stopping(self) -> bool:
        """Whether what is under way was asked to end."""
        return self._ways is not None and self._stop.is_set()

    @property
    def network(self) -> Network:
        """What is known of the network."""
        return Network() if self._connection is None else self._connection.network()

    @property
    def rests(self) -> Rests | None:
        """Why nothing goes by itself now, None where it may."""
        from reviewer_app.review.exchange_places import is_on_network

        place = None if self.standing is None else self.standing.place
        over_network = place is not None and is_on_network(place.address)
        return rests(place, self.network, over_network=over_network)

    def begin(self, connect: Callable[[], Connection], silent: Callable[[], bool]) -> None:
        """Go by itself from now on, where that is allowed.

        Args:
            connect: gives what tells of the network; asked only where something may go by itself.
            silent: says whether a page wants nothing to happen.
        """
        self._connect, self._silent = connect, silent
        self._tick.start()
        self.look()

    def look_again(self) -> None:
        """Count again, in a moment, what waits and whose notes are in; nobody asks where no place was chosen."""
        nowhere = self.standing is not None and self.standing.place is None
        if not nowhere and not self._look.isActive():
            self._look.start()

    def choose(self, address: str, user: str = "", secret: str = "") -> Reply:
        """Look at a place and keep it, with what it asks for; the reply gives a `Chosen`."""
        session, review = self._session, self._opened.id

        def look() -> "Chosen":
            from reviewer_app.review import exchange_places

            access = exchange_places.signing_in(user, secret)
            return exchange_places.choose(session, review, address, access)

        self._failures, self._tried_at = 0, None
        return self._ask_place(look).then(self._chose).lastly(self._look_anew)

    def _chose(self, chosen: "Chosen") -> None:
        if self.standing is not None:
            self.standing = replace(self.standing, place=chosen.place)
            self.changed.emit()

    def allow(
        self,
        *,
        automatic: bool | None = None,
        metered: bool | None = None,
        paused: bool | None = None,
    ) -> None:
        """Say whether it may go by itself, over metered networks as well, and whether it rests."""
        session, review = self._session, self._opened.id

        def keep() -> None:
            from reviewer_app.review import exchange_places

            exchange_places.allow(
                session, review, automatic=automatic, metered=metered, paused=paused
            )

        self._failures, self._tried_at = 0, None
        self._errands.run(keep).lastly(self._look_anew)

    def forget(self) -> Reply:
        """Exchange the review nowhere from now on."""
        session, review = self._session, self._opened.id

        def drop() -> None:
            from reviewer_app.review import exchange_places

            exchange_places.forget(session, review)

        return self._errands.run(drop).lastly(self._look_anew)

    def look_ahead(self) -> Reply:
        """Look what a round would move; the reply gives an `Outlook`."""
        session, review = self._session, self._opened.id

        def look() -> "Outlook":
            from reviewer_app.review.exchange_rounds import Watcher, look_ahead

            return look_ahead(session, review, Watcher(stopped=self._closing.is_set))

        return self._ask_place(look)

    def start(self, ways: "Collection[Way]", *, by_itself: bool = False) -> bool:
        """Begin a round; says whether it did: there is one at a time."""
        if self._ways is not None:
            return False
        session, review = self._session, self._opened.id
        self._ways, self.by_itself, self.files = frozenset(ways), by_itself, 0
        self._stop.clear()

        def moved() -> None:
            self.files += 1

        def work() -> "Round":
            from reviewer_app.review.exchange_rounds import Watcher, exchange_now

            watcher = Watcher(moved, lambda: self._stop.is_set() or self._closing.is_set())
            return exchange_now(session, review, ways, watcher, by_itself=by_itself)

        self._tried_at = session.clock()
        self._poll.start()
        self.changed.emit()
        reply = self._ask_place(work).then(self._done)
        if by_itself:
            # Nobody asked, so nobody is told in the window: it is tried again, and the next press will say why.
            reply.failed(self._failed_quietly)
        reply.lastly(self._rest)
        return True

    def _ask_place(self, errand: Callable[[], object]) -> Reply:
        self._away += 1
        return self._errands.run(errand).lastly(self._answered)

    def _answered(self) -> None:
        self._away -= 1

    def stop(self) -> None:
        """End the round that is under way between two files; what went and what came stays."""
        self._stop.set()
        self.changed.emit()

    def close(self) -> None:
        """End whatever is under way: what asks a place ends between two files, and is not waited for."""
        for timer in (self._look, self._tick, self._poll):
            timer.stop()
        if self._connection is not None:
            self._connection.changed.disconnect(self._connection_changed)
        self._connection = self._connect = None
        self._closing.set()
        self._errands.close(wait=not self.away)

    def wait_for_places(self) -> None:
        """Wait until what was under way has ended, before the profile is closed; on any thread."""
        self._errands.wait()

    def _done(self, done: "Round") -> None:
        self._failures = self._failures + 1 if done.stopped is not None else 0
        self._held = self._held or done.gathered is not None
        self.ended.emit(done)

    def _failed_quietly(self, _error: UserError) -> None:
        self._failures += 1

    def _rest(self) -> None:
        self._ways = None
        self.look()
        self.changed.emit()
        self._tell()

    def _tell(self) -> None:
        """Show what came, unless a page wants nothing to happen: then as soon as it does not mind."""
        if self._held and not self._silent():
            self._held = False
            self.came.emit()
        if self._ways is None and not self._held:
            self._poll.stop()

    def _polled(self) -> None:
        if self._ways is None:
            self._tell()
            return
        if self.by_itself and self._silent() and not self._stop.is_set():
            self.stop()
        self.moved.emit()

    def look(self) -> None:
        """Count now what waits and whose notes are in."""
        if self.looking:
            self._look.start()
            return
        self.looking = True
        session, review, members = self._session, self._opened.id, self._opened.people()

        def look() -> "Standing":
            from reviewer_app.review.exchange_rounds import standing_of

            return standing_of(session, review, members)

        turn = self._turn

        def seen(standing: "Standing") -> None:
            if turn == self._turn and standing != self.standing:
                self.standing = standing
                self._listen()
                self.changed.emit()
            self._try()

        def looked() -> None:
            self.looking = False

        self._errands.run(look).then(seen).lastly(looked)

    def _look_anew(self) -> None:
        """Count again: what was being counted began before the place was another, and does not count."""
        self._turn += 1
        self.look()

    def _listen(self) -> None:
        """Ask the system of its network from the moment on that something may go by itself."""
        place = self.standing.place if self.standing is not None else None
        if self._connection is None and self._connect is not None and place and place.automatic:
            self._connection = self._connect()
            self._connection.changed.connect(self._connection_changed)
            self._reached = self.network.reaches is not False

    def _connection_changed(self) -> None:
        reaches = self.network.reaches is not False
        if reaches and not self._reached:
            # It appears: what failed without it says nothing about it.
            self._failures, self._tried_at = 0, None
        self._reached = reaches
        self.changed.emit()
        self._try()

    def _try(self) -> None:
        """Begin a round by itself where that is allowed, due, and nothing is in the way."""
        if self._connection is None or self._ways is not None or self._session.only_reads:
            return
        if self.rests is not None or self._silent():
            return
        if is_due(self._session.clock(), self._tried_at, self._failures):
            from reviewer_app.review.exchange_rounds import BOTH

            self.start(BOTH, by_itself=True)
