"""What was handed over and gathered before: when, where, how much, and what stopped it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.local import PastExchange
from reviewer_app.review.exchange_places import short_name
from reviewer_app.review.exchange_rounds import past_exchanges
from reviewer_app.ui.components.titled_list import TitledList
from reviewer_app.ui.models.exchange_words import past_title, past_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Row, Text

SHOWN = 30
"""How many of them are shown; more are kept."""


class TeamPast(TitledList):
    """The latest first; while there are none, what will stand here."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(_("Handed over and gathered so far"), below=Space.XL, parent=parent)
        self._bridge = bridge
        self.nothing = Text(
            _("Nothing yet. Each time is listed here: when, where, how much, and what stopped it."),
            Step.LIST,
            "ink2",
        )
        self.add_below(self.nothing)

    def show_past(self) -> None:
        """Ask which there were, and show them."""
        session, review = self._bridge.session, self._bridge.opened.id
        self._bridge.ask(lambda: past_exchanges(session, review)).then(self._show)

    def _show(self, past: Sequence[PastExchange]) -> None:
        now = self._bridge.session.clock()
        self.model.set_rows(
            [
                Row(
                    str(one.id),
                    past_title(one, now),
                    past_words(one),
                    chip=short_name(one.place),
                    icon="warning" if one.stopped or one.refused else "check",
                )
                for one in past[:SHOWN]
            ]
        )
        self.list.setVisible(bool(past))
        self.nothing.setVisible(not past)
