"""Facts as rows: a quiet label on the left, its value on the right, hairlines between."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets.layouts import clear
from reviewer_app.ui.widgets.text import Hairline, Text


class FactList(QWidget):
    """Rows of label and value; a value that is missing is shown as a dash.

    Args:
        lines: hairlines between the rows.
        strong: values in bold and labels in ink, as for counts.
    """

    def __init__(
        self,
        facts: Sequence[tuple[str, str]] = (),
        *,
        lines: bool = True,
        strong: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lines = lines
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
                if self._lines:
                    self._column.addWidget(Hairline())
        else:
            values = self.findChildren(Text, "value")
            for shown, (_label, value) in zip(values, facts, strict=True):
                shown.setText(value or "–")
        self._facts = list(facts)

    def _row(self, label: str, value: str) -> QWidget:
        row = QWidget()
        place = QHBoxLayout(row)
        edge = Space.S if self._lines else 7
        place.setContentsMargins(0, edge, 0, edge)
        place.setSpacing(Space.M)
        place.addWidget(Text(label, Step.LIST, "ink" if self._strong else "ink3"), 1)
        weight = QFont.Weight.DemiBold if self._strong else None
        right = Qt.AlignmentFlag.AlignRight
        shown = Text(value or "–", Step.LIST, weight=weight, tabular=True, align=right)
        shown.setObjectName("value")
        shown.setAccessibleName(f"{label}: {value or '–'}")
        place.addWidget(shown, 0 if len(value) < 24 else 1)
        return row
