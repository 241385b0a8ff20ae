"""Tell a screen reader something that happened away from the focus."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(source: QWidget, words: str) -> None:
    """Say `words` politely: after what is being read, never in its middle."""
    if words and QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(source, words)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)
