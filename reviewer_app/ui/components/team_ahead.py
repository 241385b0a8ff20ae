"""What would go where before it goes, and a look at what would come; or that no place is chosen yet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.review.exchange_rounds import Outlook
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.models.exchange_words import going_sentence, outlook_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.widgets import Banner


class TeamAhead(Banner):
    """One line; out of sight while something is under way.

    Signals:
        told(sentence, kind of banner)
        place_wanted: there is nowhere to hand over to yet.
    """

    told = Signal(str, str)
    place_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._bridge = bridge
        self._shown: tuple[str, str] = ("", "")
        self.acted.connect(self._act)
        self.hide()

    def show_standing(self) -> None:
        """Show what would go now."""
        exchanging = self._bridge.exchanging
        standing = exchanging.standing
        if standing is None or exchanging.ways is not None:
            self.hide()
            return
        if standing.place is None:
            shown = _("No place is chosen yet where the team’s notes meet."), _("Choose a place")
        else:
            shown = going_sentence(standing), _("Look what would come")
        if shown != self._shown or self.isHidden():
            self._shown = shown
            self.say(shown[0], action=shown[1])

    def look_ahead(self) -> None:
        """Look what would go and what would come, and say it; nothing moves."""
        self.set_disabled_reason(_("One moment: the place is looked at."))
        reply = self._bridge.exchanging.look_ahead()
        reply.then(self._say_outlook).failed(self._refused).lastly(self._looked)

    def _act(self) -> None:
        standing = self._bridge.exchanging.standing
        if standing is not None and standing.place is not None:
            self.look_ahead()
        else:
            self.place_wanted.emit()

    def _say_outlook(self, outlook: Outlook) -> None:
        standing = self._bridge.exchanging.standing
        if standing is not None:
            opened = self._bridge.opened
            self.told.emit(outlook_words(outlook, standing, opened.name_of), "quiet")

    def _looked(self) -> None:
        self.set_disabled_reason("")

    def _refused(self, error: UserError) -> None:
        self.told.emit(refusal_words(error), "alert")
