"""A column whose parts are kept by key: what stays, stays, with its focus and its cursor."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.ui.widgets import GrowingText

W = TypeVar("W", bound=QWidget)
Part = tuple[str, Callable[[], QWidget]]


class KeyedColumn(QWidget):
    """Shows parts one below the other; `show_parts` makes only what is new and drops what is gone."""

    BLEED = GrowingText.BLEED

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: dict[str, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show parts in this order; each is made once for its key."""
        wanted = [key for key, _make in parts]
        for key in [one for one in self._parts if one not in wanted]:
            gone = self._parts.pop(key)
            self._column.removeWidget(gone)
            gone.hide()
            gone.setParent(None)
            gone.deleteLater()
        before: QWidget | None = None
        for at, (key, make) in enumerate(parts):
            if key not in self._parts:
                self._parts[key] = make()
            part = self._parts[key]
            if self._column.indexOf(part) != at:
                self._column.removeWidget(part)
                self._column.insertWidget(at, part)
                part.show()
            if before is not None:
                QWidget.setTabOrder(last_stop(before), part)
            before = part
        self._parts = {key: self._parts[key] for key in wanted}

    def parts(self, noun: type[W]) -> list[W]:
        """Give the parts of a class, in their order."""
        return [one for one in self._parts.values() if isinstance(one, noun)]

    def part(self, key: str) -> QWidget | None:
        """Give the part of a key, None where it is not shown."""
        return self._parts.get(key)


def inset(widget: QWidget, *, above: int = 0, below: int = 0) -> QWidget:
    """Give a widget a margin so that its words stand flush with those of growing texts."""
    frame = QWidget()
    column = QVBoxLayout(frame)
    side = GrowingText.BLEED
    column.setContentsMargins(side, above, side, below)
    column.setSpacing(0)
    column.addWidget(widget)
    return frame


def last_stop(part: QWidget) -> QWidget:
    """Give the last widget within a part that Tab reaches, else the part itself."""
    reached = [
        one
        for one in part.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None
    ]
    return reached[-1] if reached else part
