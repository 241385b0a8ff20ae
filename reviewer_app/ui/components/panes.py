"""Two panes beside each other; where it is narrow, one at a time with a switch above."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.ui.theme import Space, scaled
from reviewer_app.ui.widgets import ChoiceRow, Folding, Hairline
from reviewer_app.ui.widgets.layouts import lay_in

LEFT, RIGHT = "left", "right"
QWIDGETSIZE_MAX = 16_777_215
"""Qt's own largest size; PySide does not name it."""


class Panes(Folding):
    """Folds the left pane away first: the right one is what the page is for.

    Args:
        name: what a screen reader calls the switch.
        left: the pane that folds, and its words on the switch; `right` the same.
        wide: pixels at 100 % text from which both are shown.
        left_width: pixels at 100 % text of the left pane while both are shown.
    """

    def __init__(
        self,
        name: str,
        left: tuple[QWidget, str],
        right: tuple[QWidget, str],
        *,
        wide: int,
        left_width: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._wide, self._left_width = wide, left_width
        self._current = RIGHT
        self._left, self._right = left[0], right[0]
        self._line = Hairline(upright=True)
        self._switch = ChoiceRow(name, [(RIGHT, right[1]), (LEFT, left[1])], RIGHT)
        self._switch.chosen.connect(self.show_pane)
        bar = QHBoxLayout()
        bar.setContentsMargins(Space.PAGE, 0, Space.PAGE, Space.M)
        bar.addWidget(self._switch, 1)
        self._bar = QWidget()
        self._bar.setLayout(bar)
        row = self._row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._left)
        row.addWidget(self._line)
        row.addWidget(self._right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        lay_in(column, row, 1)
        self.fold()

    @property
    def both(self) -> bool:
        """Whether there is room for both panes."""
        return self.holds(self._wide)

    @property
    def current(self) -> str:
        """Which pane is in front where only one is shown."""
        return self._current

    def show_pane(self, pane: str) -> None:
        """Bring a pane to the front; where both are shown nothing moves."""
        self._current = pane
        self._switch.set_value(pane)
        self.fold()

    def minimumSizeHint(self) -> QSize:
        # What both need side by side must not keep the page from becoming so narrow that one folds.
        least = super().minimumSizeHint()
        alone = (self._left, self._right, self._bar)
        width = max(one.minimumSizeHint().width() for one in alone)
        return QSize(min(least.width(), width + Space.PAGE), least.height())

    def fold(self) -> None:
        """Show both panes, or the one in front."""
        both = self.both
        if both:
            self._left.setFixedWidth(scaled(self.font(), self._left_width))
        else:
            self._left.setMinimumWidth(0)
            self._left.setMaximumWidth(QWIDGETSIZE_MAX)
        alone = not both and self._current == RIGHT
        self._row.setContentsMargins(Space.PAGE - Space.XL if alone else 0, 0, 0, 0)
        self._bar.setVisible(not both)
        self._line.setVisible(both)
        self._left.setVisible(both or self._current == LEFT)
        self._right.setVisible(both or self._current == RIGHT)
