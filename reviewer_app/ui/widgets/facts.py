"""Facts as rows: a quiet label on the left and its value on the right, or close beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets.layouts import clear
from reviewer_app.ui.widgets.text import Hairline, Text


class FactList(QWidget):
    """Rows of label and value with hairlines between; a value that is missing is shown as a dash.

    Args:
        strong: values in bold and labels in ink, as for counts.
    """

    def __init__(
        self,
        facts: Sequence[tuple[str, str]] = (),
        *,
        strong: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._strong = strong
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._facts: list[tuple[str, str]] = []
        self.set_facts(facts)

    def set_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show `facts`; where only values changed, the rows stay."""
        if [label for label, _value in facts] != [label for label, _value in self._facts]:
            clear(self._column)
            for label, value in facts:
                self._column.addWidget(self._row(label, value))
                self._column.addWidget(Hairline())
        else:
            values = self.findChildren(Text, "value")
            for shown, (_label, value) in zip(values, facts, strict=True):
                shown.setText(value or "–")
        self._facts = list(facts)

    def _row(self, label: str, value: str) -> QWidget:
        row = QWidget()
        place = QHBoxLayout(row)
        place.setContentsMargins(0, Space.S, 0, Space.S)
        place.setSpacing(Space.M)
        place.addWidget(Text(label, Step.LIST, "ink" if self._strong else "ink3"), 1)
        weight = QFont.Weight.DemiBold if self._strong else None
        right = Qt.AlignmentFlag.AlignRight
        shown = Text(value or "–", Step.LIST, weight=weight, tabular=True, align=right)
        shown.setObjectName("value")
        shown.setAccessibleName(f"{label}: {value or '–'}")
        place.addWidget(shown, 0 if len(value) < 24 else 1)
        return row


class FactLines(QWidget):
    """Few facts that take little height: the labels in a column, and close beside it the values."""

    def __init__(self, facts: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for row, (label, value) in enumerate(facts):
            grid.addWidget(Text(label, Step.LIST, "ink3", wrap=False), row, 0, top)
            shown = Text(value, Step.LIST)
            shown.setAccessibleName(f"{label}: {value}")
            grid.addWidget(shown, row, 1)
