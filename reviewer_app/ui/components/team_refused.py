"""Files that could not be added: which, why, and what to do."""

from collections.abc import Sequence
from gettext import gettext as _

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.model.moment import time_of
from reviewer_app.review import exchange
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import ListPanel, Row, RowModel, SectionLabel, TwoLineDelegate


class RefusedFiles(QWidget):
    """Out of sight while there are none."""

    BLEED = Space.S

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.model = RowModel()
        self.list = ListPanel(
            _("Files that could not be added"),
            self.model,
            TwoLineDelegate(time_column=False, wrap=True),
            fit=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.XL)
        column.setSpacing(Space.XS)
        # The rows bleed over the margin, the heading does not.
        head = QHBoxLayout()
        head.setContentsMargins(Space.S, 0, 0, 0)
        head.addWidget(SectionLabel(_("Files that could not be added")))
        column.addLayout(head)
        column.addWidget(self.list)
        self.hide()

    def show_files(self) -> None:
        """Ask which there are, and show them."""
        session = self._bridge.session
        self._bridge.ask(lambda: exchange.could_not_be_added(session)).then(self._show)

    def _show(self, files: Sequence[tuple[str, UserError, str]]) -> None:
        rows = []
        for name, error, found_at in files:
            found = time_of(found_at)
            when = _("{day} at {time}").format(day=f"{found.day} {found:%B}", time=f"{found:%H:%M}")
            rows.append(Row(name, name, refusal_words(error), chip=when, icon="warning"))
        self.model.set_rows(rows)
        self.setVisible(bool(rows))
