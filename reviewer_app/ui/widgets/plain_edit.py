"""The text field under every place where people write sentences: plain text that grows."""

from collections.abc import Iterator, Sequence
from typing import Final, cast

from PySide6.QtCore import QEvent, QMimeData, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QHideEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QTextEdit,
    QToolTip,
    QWidget,
)

from reviewer_app import right_of_way
from reviewer_app.language import gettext as _
from reviewer_app.ui.theme import Space, Step, leading, scaled, stepped
from reviewer_app.ui.widgets.announce import announce
from reviewer_app.ui.widgets.drafting import DraftTimer
from reviewer_app.ui.widgets.marks import Ranges, draw_marks, shifted
from reviewer_app.ui.widgets.pictures_given import gives_pictures, pictures_in

MOST_CHARACTERS: Final = 100_000
"""Characters of one text: what the longest part of a report may have (`model.report.Passage`)."""


class PlainEdit(QTextEdit):
    """Plain text, as tall as its words, with a draft that is due soon after a key.

    What a person types or pastes stays as it is: no formatting, no list marks, no clever quotes. A page it stands on
    scrolls along with the cursor.

    Signals:
        draft_due(text, cursor): 250 ms after a key that finds none pending, and on leaving.
        pictures_given(list): pictures or files were pasted or dropped, where `takes_pictures` is set.
    """

    draft_due = Signal(str, int)
    pictures_given = Signal(list)

    def __init__(self, step: Step, *, fewest_lines: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = step
        self._fewest_lines = fewest_lines
        self._composing = False
        self._marks: Ranges = ()
        self._quiet = 0
        self.takes_pictures = False
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.drafts = DraftTimer(self)
        self.drafts.due.connect(self._tell_draft)
        self.textChanged.connect(self._text_changed)
        self.cursorPositionChanged.connect(self._take_page_along)
        self.document().contentsChange.connect(self._shift_marks)
        self.document().documentLayout().documentSizeChanged.connect(self._grown)
        self.dress(self.font())
        self.replace_text("", 0)

    @property
    def composing(self) -> bool:
        """Whether an input method holds letters that are not yet text."""
        return self._composing

    def dress(self, base: QFont) -> None:
        """Take the step of the type scale from `base`, the inherited font of the parent."""
        self.setFont(stepped(base, self._step))
        self._line = leading(base, self._step)
        self._lead()
        self._grown()

    def text(self) -> str:
        """The words as typed."""
        return self.toPlainText()

    def cursor_position(self) -> int:
        """Where the cursor stands, in characters as Qt counts them."""
        return self.textCursor().position()

    def replace_text(self, text: str, cursor: int) -> None:
        """Show `text` with the cursor at `cursor`, as after a start; no draft becomes due."""
        self._quiet += 1
        self.setPlainText(text)
        self._lead()
        self.document().clearUndoRedoStacks()
        place = self.textCursor()
        place.setPosition(min(max(cursor, 0), self.document().characterCount() - 1))
        self.setTextCursor(place)
        self._quiet -= 1
        self.drafts.forget()

    def replace_range(self, start: int, end: int, words: str) -> None:
        """Put other words in the place of some: it can be undone and is kept, and one types on where one was."""
        place = QTextCursor(self.document())
        place.setPosition(start)
        place.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        place.insertText(words)

    def select_range(self, start: int, end: int) -> None:
        """Show which words are meant."""
        place = self.textCursor()
        place.setPosition(start)
        place.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(place)

    @property
    def selecting(self) -> bool:
        """Whether words are selected."""
        return self.textCursor().hasSelection()

    def position_at(self, spot: QPoint) -> int:
        """Give the position of the cursor below a point of the screen."""
        return self.cursorForPosition(self.viewport().mapFromGlobal(spot)).position()

    def below(self, position: int) -> QPoint:
        """Give the point of the screen below a position of the cursor."""
        place = self.textCursor()
        place.setPosition(position)
        return self.viewport().mapToGlobal(self.cursorRect(place).bottomLeft())

    @property
    def marks(self) -> Ranges:
        """What is underlined: pairs of start and length."""
        return self._marks

    def set_marks(self, ranges: Sequence[tuple[int, int]]) -> None:
        """Underline `ranges` (start, length) with a wave, as for a name that must not stay."""
        self._marks = tuple(ranges)
        self.viewport().update()

    def set_fewest_lines(self, lines: int) -> None:
        """Be at least `lines` tall."""
        if lines != self._fewest_lines:
            self._fewest_lines = lines
            self._grown()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        right_of_way.take()
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if right_of_way.is_taken():
            # When all that is drawn along with it is drawn, too.
            QTimer.singleShot(0, right_of_way.leave)
        if self._marks:
            painter = QPainter(self.viewport())
            pieces = [
                piece
                for start, length in self._marks
                for piece in self._lines_of(start, start + length)
            ]
            draw_marks(painter, self.font(), pieces, self._line)
            painter.end()

    def flush(self) -> None:
        """Tell a pending draft now."""
        self.drafts.flush()

    def forget_draft(self) -> None:
        """Drop a pending draft: the text was committed.

        What was typed for it is no longer the field's to undo: taking back a commit is the window's.
        """
        self.drafts.forget()
        self.document().clearUndoRedoStacks()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # With nothing of its own to undo, the key is the window's.
            document, keys = self.document(), QKeySequence.StandardKey
            undo = event.matches(keys.Undo) and not document.isUndoAvailable()
            if undo or (event.matches(keys.Redo) and not document.isRedoAvailable()):
                event.ignore()
                return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        return QSize(scaled(self.font(), 320), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(self.font(), 80), self._line * self._fewest_lines)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return (self.takes_pictures and gives_pictures(source)) or super().canInsertFromMimeData(
            source
        )

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.takes_pictures and gives_pictures(source):
            self.pictures_given.emit(pictures_in(source))
        elif source.hasText():
            # One paste is one text, whatever its line breaks were.
            words = source.text().replace("\r\n", "\n").replace("\r", "\n").strip("\n")
            if len(words) + self.document().characterCount() > MOST_CHARACTERS:
                self._refuse(len(words))
                return
            self.textCursor().insertText(words)
            self.ensureCursorVisible()

    def _refuse(self, count: int) -> None:
        """Say that a paste is too long: laying out a book would keep the window for minutes."""
        words = _(
            "Not pasted: it has {count:,} characters, and {most:,} fit here. Paste a part of it."
        ).format(count=count, most=MOST_CHARACTERS)
        QToolTip.showText(self.below(self.textCursor().position()), words, self)
        announce(self, words)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.flush()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()

    def _take_page_along(self) -> None:
        """Bring the line that is written into sight."""
        # Not where the mouse puts the cursor: that would move what is pressed.
        if self._quiet or not self.hasFocus() or QApplication.mouseButtons():
            return
        page: QWidget | None = self.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        inner = page.widget() if isinstance(page, QScrollArea) else None
        if isinstance(page, QScrollArea) and inner is not None:
            line = self.cursorRect()
            at = self.viewport().mapTo(inner, line.center())
            page.ensureVisible(at.x(), at.y(), 0, line.height() // 2 + Space.L)

    def _lines_of(self, start: int, end: int) -> list[tuple[float, float, float]]:
        """Where the words from `start` to `end` stand: left, right and base of each line."""
        block = self.document().findBlock(start)
        if not block.isValid():
            return []
        layout = block.layout()
        corner = self.document().documentLayout().blockBoundingRect(block).topLeft()
        first, last = start - block.position(), min(end - block.position(), block.length() - 1)
        found = []
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            begin = max(first, line.textStart())
            finish = min(last, line.textStart() + line.textLength())
            if begin < finish:
                base = corner.y() + line.y() + line.ascent() + self._line / 3.6
                left, right = _x_of(line, begin), _x_of(line, finish)
                found.append((corner.x() + left, corner.x() + right, base))
        return found

    def _tell_draft(self) -> None:
        self.draft_due.emit(self.text(), self.cursor_position())

    def _text_changed(self) -> None:
        if not self._quiet:
            self.drafts.touch()
            # A page that grows along has its new height only once it is laid out.
            QTimer.singleShot(0, self, self._take_page_along)

    def _shift_marks(self, position: int, removed: int, added: int) -> None:
        if self._marks:
            self.set_marks(shifted(self._marks, position, removed, added))

    def _lead(self) -> None:
        """Set the leading on every block; it is a ratio, so it grows with the font.

        It is never a step to undo, which would seem to do nothing. Qt joins it to no step before it, so where the size
        of the text does change, what was typed before is no longer undone.
        """
        natural = self.fontMetrics().height()
        form = QTextBlockFormat()
        percent = 100 * self._line / natural
        form.setLineHeight(percent, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        document = self.document()
        if all(block.blockFormat().lineHeight() == percent for block in _blocks(document)):
            return
        everything = QTextCursor(document)
        everything.select(QTextCursor.SelectionType.Document)
        self._quiet += 1
        everything.mergeBlockFormat(form)
        self._quiet -= 1
        document.clearUndoRedoStacks()

    def _height(self) -> int:
        words = int(self.document().size().height() + 0.999)
        return max(words, self._line * self._fewest_lines)

    def _grown(self) -> None:
        height = self._height()
        if height != self.height():
            self.setFixedHeight(height)
            self.updateGeometry()


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _x_of(line: QTextLine, position: int) -> float:
    # PySide gives the position back along with its place; its stubs call both an object.
    place, _position = cast(tuple[float, int], line.cursorToX(position))
    return place
