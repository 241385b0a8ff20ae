"""The true pages: the PDF as it would be exported now, built apart and shown in the window."""

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QElapsedTimer, QEvent, QIODevice, Qt, QTimer, Signal
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from reviewer_app import right_of_way
from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.review import exporting
from reviewer_app.review.as_typed import as_typed, typed
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, tokens
from reviewer_app.ui.widgets import Banner, Button, Progress
from reviewer_app.ui.widgets.layouts import lay_in
from reviewer_app.ui.widgets.steady_pages import SteadyPdfView

PAUSE_MILLISECONDS: Final = 600
"""Wait after a change that finds none pending before the pages are built anew; further changes do not prolong it."""
_GIVING_WAY_MS: Final = 2
"""Milliseconds until new pages are tried again where a key is on its way to the screen."""


class ReportPages(QWidget):
    """Shows the last draft built, and builds it anew a moment after the review changed, or words were typed.

    Whoever types on without a pause is followed all the same, half of the time at most being spent on building. Nothing
    is built while it is out of sight, and a key goes before the pages (`right_of_way.py`).

    Signals:
        begun(): pages are being built, of what the review and its drafts say at this moment.
        turned(): they are what is shown.
        look_wanted(): another language, logo or colour is to be chosen.
    """

    look_wanted = Signal()
    begun = Signal()
    turned = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._stale = True
        self._building = False
        self._place = 0
        self._made = b""
        self._typed: dict[str, str] = {}
        self._document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self.view = SteadyPdfView(self)
        self.view.setAccessibleName(_("Pages of the report"))
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setPageSpacing(Space.L)
        self.view.setDocument(self._document)
        self._ground()
        self.view.verticalScrollBar().rangeChanged.connect(self._laid_out)
        self._progress = Progress(_("Building the pages"), can_cancel=False)
        self._refused = Banner("", "alert", action=_("Try again"))
        self._refused.acted.connect(self._build)
        self._refused.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self._build_in_sight)
        self._took = QElapsedTimer()
        bridge.saving.connect(self._follow)
        self.look = Button(_("Language and look"), "quiet")
        self.look.clicked.connect(self.look_wanted)
        said = QVBoxLayout()
        said.setContentsMargins(Space.PAGE, 0, Space.PAGE, Space.S)
        said.addWidget(self.look, 0, Qt.AlignmentFlag.AlignRight)
        said.addWidget(self._progress)
        said.addWidget(self._refused)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        lay_in(column, said)
        column.addWidget(self.view, 1)

    @property
    def pages(self) -> int:
        """How many pages are shown; nought before the first build."""
        return self._document.pageCount()

    @property
    def pdf(self) -> bytes:
        """The file that is shown; empty before the first build."""
        return bytes(self._buffer.data().data())

    @property
    def current(self) -> bool:
        """Whether what is shown is what the review says now."""
        return not (self._stale or self._building or self._made or self.view.held)

    @property
    def refused(self) -> str:
        """Why the pages could not be built; empty where they could."""
        return self._refused.text if not self._refused.isHidden() else ""

    def begin(self) -> None:
        """Put the keys on the pages, which scroll by them."""
        self.view.setFocus()

    def refresh(self) -> None:
        """The review changed: build anew in a moment, with what else changes until then."""
        self._stale = True
        if self.isVisible() and not self._pause.isActive():
            self._pause.start()

    def _follow(self, _saving: object) -> None:
        """A draft was kept: what is being typed into the report is shown before it is settled."""
        if self.isVisible() and typed(self._bridge.opened) != self._typed:
            self._typed = typed(self._bridge.opened)
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._build()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._ground()

    def _ground(self) -> None:
        """The view lays its pages on the palette's "dark"."""
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Dark, tokens().sunken)
        self.view.setPalette(palette)

    def _build_in_sight(self) -> None:
        if self.isVisible() and not self._bridge.closed:
            self._build()

    def _build(self) -> None:
        if self._building or self._made:
            return
        self._building, self._stale = True, False
        self._took.start()
        self._refused.hide()
        # Later ones come unannounced: the pages one reads would give way to the line, and come back.
        self._progress.setVisible(not self.pages)
        self._typed = typed(self._bridge.opened)
        session, opened = self._bridge.session, as_typed(self._bridge.opened)
        self.begun.emit()
        reply = self._bridge.ask(lambda: exporting.build_draft(session, opened))
        reply.then(self._show).failed(self._refuse).lastly(self._ended)

    def _show(self, pdf: bytes) -> None:
        self._building = False
        if self.pages:
            # The first takes longer, by what it starts.
            self._pause.setInterval(max(PAUSE_MILLISECONDS, self._took.elapsed()))
        self._made = pdf
        self._turn()

    def _turn(self) -> None:
        """Turn to the new pages, where one was reading; a key that is on its way to the screen goes first."""
        if right_of_way.is_taken():
            QTimer.singleShot(_GIVING_WAY_MS, self, self._turn)
            return
        pdf, self._made = self._made, b""
        self._progress.hide()
        self._place = self.view.verticalScrollBar().value() or self._place
        # The first time as well, over nothing: it lays the whole window out, and nobody types yet.
        self.view.hold()
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self.turned.emit()
        if self._stale and self.isVisible():
            self._pause.start()

    def _refuse(self, error: UserError) -> None:
        self._building = False
        self._progress.hide()
        self._refused.say(refusal_words(error), "alert", action=_("Try again"))

    def _ended(self) -> None:
        """A bug gave no answer: the pages can be built again."""
        if not self._building:
            return
        self._building, self._stale = False, True
        self._progress.hide()
        words = _("The pages could not be built.")
        self._refused.say(words, "alert", action=_("Try again"))

    def _laid_out(self, _least: int, most: int) -> None:
        """Pages were laid out anew: go back to where one was reading."""
        if self._place and most >= self._place:
            self.view.verticalScrollBar().setValue(self._place)
            self._place = 0
