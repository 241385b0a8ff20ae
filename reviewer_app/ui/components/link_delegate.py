"""Notes beside a finding: a click, or a key, puts one behind it or against it."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.ui.models.evidence_notes import LINK_ROLE, LinkedNotesModel
from reviewer_app.ui.theme import Space, scaled
from reviewer_app.ui.widgets import ListPanel, StreamDelegate, chip_size, draw_chip
from reviewer_app.ui.widgets.chip import ChipKind
from reviewer_app.ui.widgets.rows import AnyIndex, Role

_LINKS = ("for", "against")
_GAP = Space.M
_TARGET = 44
"""Pixels at 100 % text that a finger needs."""


class LinkDelegate(StreamDelegate):
    """Draws "For" and "Against" beside each other at the right of a note's first line, filled where it stands so.

    Signals:
        pressed(note, link): one of the two was clicked.
    """

    pressed = Signal(str, str)

    def __init__(self, model: LinkedNotesModel) -> None:
        super().__init__()
        self._notes = model

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        base, width = option.font, self._view_width(option)
        height = self._size(index.data(Role.NOTE), self._text_room(option, width), base).height()
        return QSize(width, max(height, scaled(base, _TARGET)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        whole = QRect(option.rect)
        if self._notes.linking:
            option.rect = whole.adjusted(0, 0, -self._marks_width(option), 0)
        super().paint(painter, option, index)
        option.rect = whole
        if self._notes.linking:
            painter.save()
            for link, place in self._places(option).items():
                kind: ChipKind = "accent" if index.data(LINK_ROLE) == link else "outlined"
                draw_chip(painter, place.topLeft(), _word(link), kind, option.font)
            painter.restore()

    def photo_at(self, option: QStyleOptionViewItem, index: AnyIndex, point: QPoint) -> str:
        """Give the photo of a note that lies at a point of its list; "" where none does."""
        narrow = QStyleOptionViewItem(option)
        narrow.rect = option.rect.adjusted(
            0, 0, self._text_room(option, option.rect.width()) - option.rect.width(), 0
        )
        return super().photo_at(narrow, index, point)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> bool:
        if (
            self._notes.linking
            and isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
        ):
            for link, place in self._places(option).items():
                if _reach(place, option).contains(event.position().toPoint()):
                    self.pressed.emit(str(index.data(Role.ID)), link)
                    return True
        return super().editorEvent(event, model, option, index)

    def _places(self, option: QStyleOptionViewItem) -> dict[str, QRect]:
        left = option.rect.right() + 1 - self._marks_width(option) + Space.S
        places = {}
        for link in _LINKS:
            size = chip_size(_word(link), "accent", option.font)
            places[link] = QRect(QPoint(left, option.rect.top() + Space.S), size)
            left += size.width() + _GAP
        return places

    def _marks_width(self, option: QStyleOptionViewItem) -> int:
        widths = [chip_size(_word(link), "accent", option.font).width() for link in _LINKS]
        return sum(widths) + _GAP + 2 * Space.S

    def _text_room(self, option: QStyleOptionViewItem, width: int) -> int:
        return width - self._marks_width(option) if self._notes.linking else width

    def _view_width(self, option: QStyleOptionViewItem) -> int:
        view = option.widget
        if isinstance(view, QAbstractItemView):
            return view.viewport().width()
        return option.rect.width()


def _reach(place: QRect, option: QStyleOptionViewItem) -> QRect:
    """Where a press counts: as far as the neighbour's half of the gap, and as tall as a finger needs."""
    tall = max(scaled(option.font, _TARGET), place.height()) - place.height()
    reach = place.adjusted(-_GAP // 2, -tall // 2, _GAP // 2, tall - tall // 2)
    return reach.intersected(option.rect)


def _word(link: str) -> str:
    return {"for": _("For"), "against": _("Against")}[link]


class LinkList(ListPanel):
    """The notes beside a finding. Enter puts the note behind it, minus against it, Delete takes it away.

    Signals:
        link_asked(note, link): "for", "against" or "" to take it away.
    """

    link_asked = Signal(str, str)

    def __init__(self, name: str, model: LinkedNotesModel, parent: QWidget | None = None) -> None:
        delegate = LinkDelegate(model)
        super().__init__(name, model, delegate, fit=True, parent=parent)
        self._notes = model
        self.delegate = delegate
        delegate.pressed.connect(self._press)
        model.dataChanged.connect(self.updateGeometry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        note = self.current_id
        if note and self._notes.linking:
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Plus):
                self._press(note, "for")
                return
            if key == Qt.Key.Key_Minus:
                self._press(note, "against")
                return
            if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self.link_asked.emit(note, "")
                return
        super().keyPressEvent(event)

    def _press(self, note: str, link: str) -> None:
        self.link_asked.emit(note, "" if self._notes.link_of(note) == link else link)
