"""What is laid out anew when it becomes wider or narrower, or its text larger or smaller."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from reviewer_app.ui.theme import scaled


class Fitting(QWidget):
    """Calls `fit` whenever its text's size changes."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def fit(self) -> None:
        """Take the measures that its text asks for now."""
        raise NotImplementedError


class Folding(QWidget):
    """Calls `fold` whenever its width or its text's size changes."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fold()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fold()

    def fold(self) -> None:
        """Lay out for the width there is now."""
        raise NotImplementedError

    def holds(self, pixels: int) -> bool:
        """Whether it is at least so wide; `pixels` at 100 % text."""
        return self.width() >= scaled(self.font(), pixels)
