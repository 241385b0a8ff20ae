"""The word agreed for a heading: one quiet line that opens to the words of the scale."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.review import findings
from reviewer_app.ui.components.drafted_text import DraftedText
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Button, ChoiceRow, Text
from reviewer_app.ui.widgets.layouts import lay_in


class EstimateLine(QWidget):
    """Never required; "Not enough to say" is a word like any other."""

    def __init__(self, bridge: Bridge, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._heading = heading
        framework = bridge.opened.framework.framework
        self._labels = {one.id: one.label for one in framework.points_for(heading)}
        self._said = Text("", Step.LABEL, "ink3")
        self._open = Button(_("Give an estimate"), "quiet")
        self._open.clicked.connect(self._unfold)
        self.words = ChoiceRow(_("Estimate, as agreed"), list(self._labels.items()))
        self.words.chosen.connect(self._choose)
        self._take_back = Button(_("Take the estimate back"), "quiet")
        self._take_back.clicked.connect(lambda: self._choose(""))
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._said, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._take_back)
        line.addWidget(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(DraftedText.BLEED, 0, 0, 0)
        column.setSpacing(Space.XS)
        lay_in(column, line)
        column.addWidget(self.words)
        self.words.hide()
        self.refresh()

    def refresh(self) -> None:
        """Show what the review says now."""
        word = self._bridge.opened.estimates().get(self._heading, "")
        label = self._labels.get(word, "")
        self._said.setText(
            _("Estimate, as agreed: {word}").format(word=label)
            if label
            else _("No estimate yet, and you need not give one.")
        )
        self._open.set_text(_("Change it") if label else _("Give an estimate"))
        self._open.setVisible(self.words.isHidden())
        self._take_back.setVisible(bool(label) and not self.words.isHidden())
        self.words.set_value(word)

    def _unfold(self) -> None:
        self.words.show()
        self.refresh()
        self.words.setFocus()
        self.words.focusNextChild()

    def _choose(self, word: str) -> None:
        self._bridge.do(findings.estimate, self._heading, word)
        self.words.hide()
        self._open.setFocus()
