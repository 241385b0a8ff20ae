"""Whatever has two versions, in one list, each with what it is: a row opens both."""

from PySide6.QtWidgets import QWidget

from reviewer_app.language import gettext as _
from reviewer_app.ui.components.titled_list import TitledList
from reviewer_app.ui.components.two_versions import TwoVersions
from reviewer_app.ui.models.version_words import DisputedLine, disputed_lines
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import Row


class TwoVersionsList(TitledList):
    """Out of sight while everything has one version.

    Args:
        bridge: the open review.
        sheet: where both versions are shown.
    """

    def __init__(self, bridge: Bridge, sheet: TwoVersions, parent: QWidget | None = None) -> None:
        title = _("Two versions to choose from")
        super().__init__(title, below=Space.XL, single_click=True, parent=parent)
        self._bridge = bridge
        self._sheet = sheet
        self._lines: dict[str, DisputedLine] = {}
        self.list.opened.connect(self._open)
        self.hide()

    def show_versions(self) -> None:
        """Show what has two versions now."""
        self._lines = {one.record: one for one in disputed_lines(self._bridge.opened)}
        self.model.set_rows(
            [
                Row(
                    one.record,
                    one.words or one.title,
                    one.title if one.words else "",
                    icon="history",
                )
                for one in self._lines.values()
            ]
        )
        self.setVisible(bool(self._lines))
        self._sheet.refresh()

    def _open(self, record: str) -> None:
        self._sheet.ask_of(self._lines[record].noun, record)
