"""When a draft is due: a quarter of a second after the first key that finds none pending."""

from PySide6.QtCore import QObject, QTimer, Signal

DRAFT_DELAY_MILLISECONDS = 250


class DraftTimer(QObject):
    """Emits `due` once per pending draft.

    A key that finds a draft pending does not start the wait again: a person who types without a
    pause is saved four times a second all the same.
    """

    due = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.timer = QTimer(self)
        """Runs while a draft is pending."""
        self.timer.setSingleShot(True)
        self.timer.setInterval(DRAFT_DELAY_MILLISECONDS)
        self.timer.timeout.connect(self.due)

    @property
    def pending(self) -> bool:
        """Whether something was touched and not yet told."""
        return self.timer.isActive()

    def touch(self) -> None:
        """The text changed."""
        if not self.timer.isActive():
            self.timer.start()

    def flush(self) -> None:
        """Tell now what is pending; nothing where nothing is."""
        if self.timer.isActive():
            self.timer.stop()
            self.due.emit()

    def forget(self) -> None:
        """Drop what is pending: it was committed or discarded."""
        self.timer.stop()
