"""Who belongs to the team, and up to when their notes are in."""

from PySide6.QtWidgets import QWidget

from reviewer_app.language import gettext as _
from reviewer_app.review.wording import role_words
from reviewer_app.ui.components.team_words import up_to_words
from reviewer_app.ui.components.titled_list import TitledList
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Row


class TeamStanding(TitledList):
    """One row a person."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(_("Whose notes are in"), below=Space.L, parent=parent)
        self._bridge = bridge

    def show_people(self) -> None:
        """Show how far everyone's notes are in, as far as that is known."""
        standing = self._bridge.exchanging.standing
        if standing is None:
            return
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
                for one in standing.members
                if one.person in roles
            ]
        )
