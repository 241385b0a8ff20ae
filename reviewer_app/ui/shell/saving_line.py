"""The line at the window's foot: whether all is saved, what is being written, what comes next."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

from reviewer_app.language import gettext as _
from reviewer_app.ui.widgets import StateLine

if TYPE_CHECKING:
    from reviewer_app.ui.shell.bridge import Saving

SLOW_MS: Final = 700
"""Milliseconds after which "Saving" is said instead of "Saved"."""

STALLED_MS: Final = 5_000
"""Milliseconds for which nothing gets through after which that is said, and since when."""


class SavingLine(StateLine):
    """Says how a bridge's saving stands; hidden while there is no review."""

    def __init__(self) -> None:
        super().__init__()
        self._second_words: Callable[[], str] = str
        self._next_words: Callable[[], str] = str
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(lambda: self.set_state(_("Saving"), "busy"))
        self._since = ""
        self._stalled = QTimer(self)
        self._stalled.setSingleShot(True)
        self._stalled.setInterval(STALLED_MS)
        self._stalled.timeout.connect(self._say_stalled)

    def say_beside(self, second: Callable[[], str], next_up: Callable[[], str]) -> None:
        """Have these words stand beside it from now on."""
        self._second_words, self._next_words = second, next_up
        self.say_again()

    def say_again(self) -> None:
        """Bring the words beside it up to date."""
        self.set_second(self._second_words())
        self.set_right(self._next_words())

    def say_saving(self, saving: "Saving") -> None:
        """Say whether all is saved, and if not, since when and why."""
        stalled = saving.problem is None and saving.since == self._since
        if not stalled:
            self._stalled.stop()
        self._since = saving.since
        if saving.problem is not None:
            self._slow.stop()
            self.set_state(
                _("Not saved since {time}. {what} {remedy}").format(
                    time=saving.since[11:16],
                    what=saving.problem.happened,
                    remedy=saving.problem.remedy,
                ),
                "alert",
            )
        elif not saving.pending:
            self._slow.stop()
            self.set_state(_("Saved"))
        elif not stalled:
            # The oldest got through, or there was none: the wait begins anew.
            self._stalled.start()
            if self.kind == "alert":
                self.set_state(_("Saving"), "busy")
            elif not self._slow.isActive():
                self._slow.start()

    def _say_stalled(self) -> None:
        self._slow.stop()
        self.set_state(
            _(
                "Not saved since {time}. The disk does not answer; saving goes on when it does."
            ).format(time=self._since[11:16]),
            "alert",
        )
