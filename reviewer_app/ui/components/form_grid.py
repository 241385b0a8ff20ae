"""Matrices and what a snapshot asks: for each row, what held in each dimension."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.frameworks.items import Dimension, MatrixItem, MatrixRow
from reviewer_app.frameworks.schema import Framework
from reviewer_app.model.canonical import Json
from reviewer_app.ui.components.form_open import OpenForm
from reviewer_app.ui.components.form_part import ItemPart
from reviewer_app.ui.models.form_words import choice_options
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import Choices, Text

_LONGEST_BESIDE = 40
"""Letters of the longest words that still stand side by side: a moment's choices are seen at one glance."""


class Grid(QWidget):
    """Choices for every row and dimension; its value is what an answer keeps: {"row/dimension": [ids]}.

    Args:
        rows: none where it is about one thing only.

    Signals:
        changed(): by the person.
    """

    changed = Signal()

    def __init__(
        self,
        framework: Framework,
        name: str,
        rows: Sequence[MatrixRow],
        dimensions: Sequence[Dimension],
    ) -> None:
        super().__init__()
        self.cells: dict[str, Choices] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        places = [(row.id, row.label) for row in rows] or [("", "")]
        for row, label in places:
            if label:
                column.addSpacing(Space.S)
                column.addWidget(Text(label, Step.LIST, weight=QFont.Weight.DemiBold))
            for one in dimensions:
                column.addWidget(Text(one.label, Step.LABEL, "ink2"))
                offered = choice_options(framework, one.choices)
                said = ", ".join(part for part in (name, label, one.label) if part)
                cell = Choices(
                    said,
                    offered,
                    several=one.several,
                    upright=any(len(option.words) > _LONGEST_BESIDE for option in offered),
                    brief=True,
                )
                cell.chosen.connect(lambda _chosen: self.changed.emit())
                column.addWidget(cell)
                self.cells[f"{row}/{one.id}"] = cell
        self.setFocusProxy(next(iter(self.cells.values())))

    @property
    def value(self) -> dict[str, Json]:
        """What is chosen so far; a place where nothing is chosen is left out."""
        return {place: [*cell.value] for place, cell in self.cells.items() if cell.value}

    @property
    def whole(self) -> bool:
        """Whether something is chosen in every place."""
        return all(cell.value for cell in self.cells.values())

    def set_value(self, value: Json) -> None:
        """Show what is chosen; tells nobody."""
        kept: Mapping[str, Json] = value if isinstance(value, dict) else {}
        for place, cell in self.cells.items():
            chosen = kept.get(place)
            cell.set_value([str(one) for one in chosen] if isinstance(chosen, list) else [])


class GridPart(ItemPart):
    """A matrix that is not timed: every choice is kept at once."""

    def __init__(self, open_form: OpenForm, item: MatrixItem, row: str) -> None:
        super().__init__(open_form, item, row)
        self.grid = Grid(open_form.framework, self.name, item.rows, item.columns)
        self.grid.changed.connect(self._give)
        self.column.addWidget(self.grid)
        self.setFocusProxy(self.grid)
        self.show_now()

    def show_now(self) -> None:
        """Show what the form says now; what is being typed stays."""
        super().show_now()
        answer = self.answer
        if self.grid.value != (answer or {}):
            self.grid.set_value(answer)

    def _give(self) -> None:
        value: Json = self.grid.value or None
        self.watch(self.open_form.give(self.item.id, self.row, value))
