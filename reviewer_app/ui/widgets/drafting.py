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
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_DELAY_MILLISECONDS)
        self._timer.timeout.connect(self.due)

    @property
    def pending(self) -> bool:
        """Whether something was touched and not yet told."""
        return self._timer.isActive()

    def touch(self) -> None:
        """The text changed."""
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Tell now what is pending; nothing where nothing is."""
        if self._timer.isActive():
            self._timer.stop()
            self.due.emit()

    def forget(self) -> None:
        """Drop what is pending: it was committed or discarded."""
        self._timer.stop()
