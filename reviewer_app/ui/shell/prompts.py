"""Tells what timed sets ask for: one quiet line on every page, and nothing while findings are read in a meeting."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer

from reviewer_app.review.instruments import Steady, steady_seconds
from reviewer_app.ui.models.due_model import Asking, asking, due_words
from reviewer_app.ui.models.waiting_model import CLOCK_PLACE
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.notices import Notices

TICK_MS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Where:
    """What the window knows of where the person is.

    Attributes:
        silent: whether nothing may be said now, in words or aloud.
        shows: whether the form of an activity is in sight.
        go: go to what a timed set asks for.
    """

    silent: Callable[[], bool]
    shows: Callable[[str], bool]
    go: Callable[[Asking], None]


class Prompts(QObject):
    """Looks every second, and tells each moment once; what nobody may be told now is told as soon as one may."""

    def __init__(
        self, bridge: Bridge, notices: Notices, where: Where, steady: Steady = steady_seconds
    ) -> None:
        super().__init__(bridge)
        self.steady = steady
        self._bridge, self._notices, self._where = bridge, notices, where
        self._since_start = {
            place: draft.text
            for place, draft in bridge.opened.drafts.items()
            if place.startswith(CLOCK_PLACE)
        }
        self._told: dict[tuple[str, str], frozenset[int]] = {}
        self._standing: Asking | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(TICK_MS)
        self._clock.timeout.connect(self.look)
        self._clock.start()

    def look(self) -> None:
        """Tell what has come due since the last second."""
        if self._where.silent():
            return
        found = {one.clock: one for one in self._asking()}
        for one in found.values():
            key = one.clock, self._bridge.opened.drafts[one.clock].text
            new = one.numbers - self._told.get(key, frozenset())
            if new:
                self._told[key] = one.numbers | self._told.get(key, frozenset())
                self._tell(one, due_words(one, new))
        told = self._standing
        if told is not None and (told.clock not in found or self._where.shows(told.activity)):
            self._standing = None
            self._notices.pass_due()

    def _tell(self, one: Asking, sentence: str) -> None:
        if self._where.shows(one.activity):
            self._notices.say_aloud(sentence)
        else:
            self._standing = one
            self._notices.say_due(sentence, partial(self._where.go, one))

    def _asking(self) -> list[Asking]:
        bridge = self._bridge
        drafts = bridge.opened.drafts
        kept = {
            place
            for place, at in self._since_start.items()
            if place in drafts and drafts[place].text == at
        }
        return asking(bridge.opened, kept, bridge.session.clock(), self.steady())
