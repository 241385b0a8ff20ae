"""Files that could not be added: which, why, and what to do."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.moment import day_and_month, time_of
from reviewer_app.review import exchange
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.titled_list import TitledList
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Row


class RefusedFiles(TitledList):
    """Out of sight while there are none."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(_("Files that could not be added"), below=Space.XL, parent=parent)
        self._bridge = bridge
        self.hide()

    def show_files(self) -> None:
        """Ask which there are, and show them."""
        session = self._bridge.session
        self._bridge.ask(lambda: exchange.could_not_be_added(session)).then(self._show)

    def _show(self, files: Sequence[tuple[str, UserError, str]]) -> None:
        rows = []
        for name, error, found_at in files:
            found = time_of(found_at)
            when = _("{day} at {time}").format(day=day_and_month(found), time=f"{found:%H:%M}")
            rows.append(Row(name, name, refusal_words(error), chip=when, icon="warning"))
        self.model.set_rows(rows)
        self.setVisible(bool(rows))
