"""What the window says beside its page: refusals, what was done, what is due, a reminder, and that a bug was met."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.ui.components.crash_report import CrashReport
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Banner, announce
from reviewer_app.ui.widgets.foot_asking import FootAsking

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer_app.errors import UserError

TOLD_MS: Final = 8_000
"""Milliseconds a sentence that asks for nothing stands before it goes by itself."""


class Notices(QObject):
    """Two strips above the page, laid out in `strips`; the line about what is due; and the sheet with a bug's report.

    What nobody's press brought about stands at the foot (`due`): a strip that comes above the page would move what
    the mouse is about to press.

    Args:
        room: what the sheet stands over.
    """

    def __init__(self, room: QWidget) -> None:
        super().__init__(room)
        self.notice = Banner("", action=_("Close"))
        self.reminder = Banner("")
        self.due = FootAsking(_("Go there"), _("Close"))
        self.crash_report = CrashReport(room)
        self._room = room
        self._action: Callable[[], None] | None = None
        self._go_there: Callable[[], None] | None = None
        self._told = QTimer(self)
        self._told.setSingleShot(True)
        self._told.setInterval(TOLD_MS)
        self._told.timeout.connect(self._go)
        self.strips = QVBoxLayout()
        self.strips.setContentsMargins(Space.PAGE - Space.M, Space.S, Space.PAGE - Space.M, 0)
        self.strips.setSpacing(Space.XS)
        for strip in (self.reminder, self.notice):
            strip.hide()
            self.strips.addWidget(strip)
        self.notice.acted.connect(self._acted)
        self.notice.second_acted.connect(self.notice.hide)
        self.due.acted.connect(self.go_to_due)
        self.due.closed.connect(self.due.put_away)

    def refuse(self, error: "UserError") -> None:
        """Say in place what was refused and what to do."""
        self._say(f"{error.happened} {error.remedy}", "alert")

    def tell(self, sentence: str) -> None:
        """Say something that asks for nothing: it goes after some seconds, or with the next command."""
        self._say(sentence, "quiet")
        self._told.start()

    def pass_over(self) -> None:
        """Take away what was only told: the person goes on to something else."""
        if self._told.isActive():
            self._go()

    def remind(self, sentence: str, action: str = "") -> None:
        """Keep a quiet line standing above the page; empty takes it away."""
        if sentence:
            self.reminder.say(sentence, "quiet", action=action)
        else:
            self.reminder.hide()

    def say_due(self, sentence: str, go: "Callable[[], None]") -> None:
        """Say what an instrument asks for, and take the person there on asking; it takes no focus."""
        self._go_there = go
        self.due.say(sentence)

    def pass_due(self) -> None:
        """Nothing is asked for any more."""
        self.due.put_away()

    def why_not_go_to_due(self) -> str:
        """Say why there is nothing to go to; "" while something is due."""
        return "" if self.due.wanted else _("Nothing is due now.")

    def go_to_due(self) -> None:
        """Take the person to what is due."""
        self.due.put_away()
        if self._go_there is not None:
            self._go_there()

    def say_aloud(self, sentence: str) -> None:
        """Tell a screen reader what stands in sight already."""
        announce(self._room, sentence)

    def crashed(self, path: object, report: str) -> None:
        """Say that the program went wrong, and offer the report to be read."""
        where = path if isinstance(path, Path) else None
        self._told.stop()
        self._action = partial(self.crash_report.show_report, where, report)
        self.notice.say(
            _("Something went wrong in the program. What you typed is saved; you can go on."),
            "alert",
            action=_("Read the report"),
            second=_("Close"),
        )

    def _say(self, sentence: str, kind: Literal["quiet", "alert"]) -> None:
        self._told.stop()
        self._action = None
        self.notice.say(sentence, kind, action=_("Close"))

    def _go(self) -> None:
        self._told.stop()
        self.notice.hide()

    def _acted(self) -> None:
        action, self._action = self._action, None
        self.notice.hide()
        if action is not None:
            action()
