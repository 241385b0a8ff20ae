"""A line that tells what was just done, and offers to take it back."""

from PySide6.QtWidgets import QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.widgets import Banner


class UndoOffer(Banner):
    """Hidden until something was done; whoever shows it ends it as soon as anything else changes."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._bridge = bridge
        self._offered = False
        self.acted.connect(self._undo)
        self.hide()

    def offer(self, words: str) -> None:
        """Tell what was done."""
        self._offered = True
        self.say(words, action=_("Undo"))

    def refuse(self, error: UserError) -> None:
        """Tell why it could not be done."""
        self._offered = False
        self.say(refusal_words(error), "alert")

    def end(self) -> None:
        """Something else changed: undo would take back that, so it is no longer offered."""
        self._offered = False
        self.hide()

    def _undo(self) -> None:
        if self._offered:
            self.end()
            self._bridge.undo()
