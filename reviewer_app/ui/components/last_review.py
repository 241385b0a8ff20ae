"""What the last review suggested, and what became of each point."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import EarlierPoint
from reviewer_app.review import set_up
from reviewer_app.ui.components.drafted_text import DraftedText
from reviewer_app.ui.components.set_up_texts import Outcome
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.errands import Reply
from reviewer_app.ui.theme import Space, Step, scaled
from reviewer_app.ui.widgets import Button, Chip, ChoiceField, Hairline, Text, bearing_word
from reviewer_app.ui.widgets.layouts import lay_in


class EarlierPointCard(QWidget):
    """One EBI of the last review, and what became of it.

    Signals:
        removed(point)
    """

    removed = Signal(str)

    def __init__(self, bridge: Bridge, point: EarlierPoint, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = Text(point.text, Step.NOTE)
        self._remove = Button(_("Remove this point"), "quiet", icon="delete", icon_only=True)
        self._remove.clicked.connect(lambda: self.removed.emit(point.id))
        self.outcome = Outcome(bridge, point, Step.NOTE)
        head = QHBoxLayout()
        head.setContentsMargins(DraftedText.BLEED, Space.S, 0, 0)
        head.addWidget(Chip(bearing_word("ebi"), "ebi"))
        head.addSpacing(Space.S)
        head.addWidget(self._text, 1)
        head.addWidget(self._remove)
        line = QVBoxLayout()
        line.setContentsMargins(DraftedText.BLEED, Space.S, DraftedText.BLEED, 0)
        line.addWidget(Hairline())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        lay_in(column, head)
        column.addWidget(self.outcome)
        lay_in(column, line)
        self.show_point(point)

    def show_point(self, point: EarlierPoint) -> None:
        """Show what the review says of it now."""
        self._text.setText(point.text)
        self.outcome.show_text(point.outcome)

    def flush(self) -> None:
        """Save a pending draft now."""
        self.outcome.flush()


class NewEarlierPoint(QWidget):
    """Where the next EBI of the last review is written."""

    BLEED = DraftedText.BLEED

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.sentence = DraftedText(
            bridge,
            "earlier:new",
            _("New: an EBI of the last review"),
            self._commit,
            step=Step.NOTE,
            placeholder=_("Write an EBI of the last review, as its report says it"),
            empties=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sentence)
        self.setFocusProxy(self.sentence.sentence.words)
        self.sentence.show_text("")

    def flush(self) -> None:
        """Save a pending draft now."""
        self.sentence.flush()

    def _commit(self, text: str, _since: int) -> Reply:
        last = max((one.position for one in self._bridge.opened.earlier_points()), default=0.0)
        return self._bridge.do(
            set_up.add_earlier_point, text, position=last + 1.0, place="earlier:new"
        )


class EarlierEstimates(QWidget):
    """The words the last review agreed, for the headings that have a scale."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._fields: dict[str, ChoiceField] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(DraftedText.BLEED, Space.S, DraftedText.BLEED, Space.S)
        column.setSpacing(Space.M)
        framework = bridge.opened.framework.framework
        for heading in framework.headings:
            points = framework.points_for(heading.id)
            if points:
                field = ChoiceField(
                    heading.title,
                    [(one.id, one.label) for one in points],
                    placeholder=_("No earlier estimate"),
                )
                narrow_to(field)
                field.chosen.connect(partial(self._choose, heading.id))
                column.addWidget(field)
                self._fields[heading.id] = field
        self.refresh()

    def refresh(self) -> None:
        """Show what the review says now."""
        words = self._bridge.opened.earlier_estimates()
        for heading, field in self._fields.items():
            field.set_value(words.get(heading, ""))

    def _choose(self, heading: str, word: str) -> None:
        self._bridge.do(set_up.set_earlier_estimate, heading, word)


def narrow_to(field: ChoiceField, letters: int = 12) -> None:
    """Let a field of long words be narrow: it shows what fits and opens to the whole."""
    policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    field.combo.setSizeAdjustPolicy(policy)
    field.combo.setMinimumContentsLength(letters)
    wide = min(field.combo.view().sizeHintForColumn(0) + Space.PAGE, scaled(field.font(), 480))
    field.combo.view().setMinimumWidth(wide)
