"""Where a click ended, for what is drawn in a row and can be pressed there."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QMouseEvent


def click_at(event: QEvent) -> QPoint | None:
    """Give where the left button was let go, in the widget's own pixels; None for any other event."""
    if (
        event.type() == QEvent.Type.MouseButtonRelease
        and isinstance(event, QMouseEvent)
        and event.button() == Qt.MouseButton.LeftButton
    ):
        return event.position().toPoint()
    return None
