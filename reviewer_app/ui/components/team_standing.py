"""Who belongs to the team, and up to when their notes are in."""

from collections.abc import Sequence
from gettext import gettext as _

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.review import exchange
from reviewer_app.review.exchange import UpTo
from reviewer_app.ui.components.team_words import role_words, up_to_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import ListPanel, Row, RowModel, SectionLabel, TwoLineDelegate


class TeamStanding(QWidget):
    """One row a person."""

    BLEED = Space.S

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.model = RowModel()
        self.list = ListPanel(
            _("Whose notes are in"),
            self.model,
            TwoLineDelegate(time_column=False, wrap=True),
            fit=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        # The rows bleed over the margin, the heading does not.
        head = QHBoxLayout()
        head.setContentsMargins(Space.S, 0, 0, 0)
        head.addWidget(SectionLabel(_("Whose notes are in")))
        column.addLayout(head)
        column.addWidget(self.list)

    def show_people(self) -> None:
        """Ask how far everyone's notes are in, and show it."""
        session, opened = self._bridge.session, self._bridge.opened.snapshot()
        self._bridge.ask(lambda: exchange.up_to(session, opened)).then(self._show)

    def _show(self, standings: Sequence[UpTo]) -> None:
        opened = self._bridge.opened
        roles = {one.person: one.role for one in opened.people()}
        self.model.set_rows(
            [
                Row(
                    one.person,
                    one.name,
                    up_to_words(one, me=one.person == opened.me),
                    chip=role_words(roles[one.person]),
                    icon="person",
                )
                for one in standings
                if one.person in roles
            ]
        )
