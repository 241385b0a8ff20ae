"""Where the next finding of a kind is written: always there, quiet until one writes in it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.words import Bearing
from reviewer_app.review import findings
from reviewer_app.ui.components.drafted_text import DraftedText
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.errands import Reply
from reviewer_app.ui.theme import Step


class NewFinding(QWidget):
    """An empty sentence under a heading; leaving it adds the finding."""

    BLEED = DraftedText.BLEED

    def __init__(
        self, bridge: Bridge, heading: str, bearing: Bearing, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._heading, self._bearing = heading, bearing
        self._place = f"finding:new:{heading}:{bearing.value}"
        www = bearing is Bearing.WWW
        self.sentence = DraftedText(
            bridge,
            self._place,
            _("New: what went well") if www else _("New: even better if"),
            self._commit,
            step=Step.FINDING,
            placeholder=_("Write what went well, in one sentence")
            if www
            else _("Write what would be even better, “so that …”"),
            empties=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sentence)
        self.setFocusProxy(self.sentence.sentence.words)
        self.sentence.show_text("")

    @property
    def bearing(self) -> Bearing:
        """Which kind is written here."""
        return self._bearing

    def flush(self) -> None:
        """Save a pending draft now."""
        self.sentence.flush()

    def _commit(self, text: str, _since: int) -> Reply:
        return self._bridge.do(
            findings.add_finding, self._heading, self._bearing, text, place=self._place
        )
