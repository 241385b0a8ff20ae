"""The lists beside the page's main part: a quiet label, and rows of a title and a sentence of several lines."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.ui.theme import Space
from reviewer_app.ui.widgets import ListPanel, Row, RowModel, SectionLabel, Text, TwoLineDelegate
from reviewer_app.ui.widgets.layouts import lay_in


class SideRows(QWidget):
    """A labelled list as tall as its rows; one click opens. Where there are none it says so.

    What a row does at once it does once: a second press that comes with it, as of a double click, is not heard.

    Signals:
        opened(row)
    """

    BLEED = Space.S
    opened = Signal(str)

    def __init__(self, label: str, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = RowModel()
        self.delegate = TwoLineDelegate(time_column=False, roomy=True, wrap=True)
        self.list = ListPanel(label, self._model, self.delegate, fit=True, single_click=True)
        self._model.setParent(self.list)
        self.list.opened.connect(lambda row: self.opened.emit(row) if self.hears else None)
        self._under_way = False
        self._came = QTimer(self)
        self._came.setSingleShot(True)
        self._came.setInterval(QApplication.doubleClickInterval())
        self._nothing = Text(nothing, tone="ink3")
        # Words begin where the words of the rows begin.
        head = QVBoxLayout()
        head.setContentsMargins(Space.S, 0, Space.S, 2)
        head.setSpacing(2)
        for words in (SectionLabel(label), self._nothing):
            head.addWidget(words)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        lay_in(self._column, head)
        self._column.addWidget(self.list)
        # Also where nothing is told: what stands further down keeps its place.
        self._column.addSpacing(Space.XS)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows as they stand."""
        return self._model.rows

    def tell_in(self, told: QWidget) -> None:
        """Let something more be said below the rows."""
        self._column.addWidget(told)

    @property
    def hears(self) -> bool:
        """Whether a press counts."""
        return not self._under_way and not self._came.isActive()

    def begin(self) -> None:
        """Hear no press from now on: a row is doing what it does."""
        self._under_way = True

    def end(self) -> None:
        """It is done: hear the next press that does not come with the last."""
        self._under_way = False
        self._came.start()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows."""
        self._model.set_rows(rows)
        self.list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)


def still_thin() -> tuple[str, str]:
    """Give the label of what is thin, and what stands there where nothing is."""
    return _("Still thin"), _("Nothing is thin: every heading has two notes from two sources.")


def waiting_for_you() -> tuple[str, str]:
    """Give the label of what waits, and what stands there where nothing does."""
    return _("Waiting for you"), _("Nothing waits for you.")
