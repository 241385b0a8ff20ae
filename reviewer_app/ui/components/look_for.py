"""What to look for on this visit: at most nine criteria with their notes so far; one click tags."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import Activity
from reviewer_app.review import weigh
from reviewer_app.review.targets import targets_of
from reviewer_app.ui.models.note_stream_model import criterion_words
from reviewer_app.ui.models.visit_words import notes_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step, draw_icon, leading, scaled, stepped, tokens
from reviewer_app.ui.theme.typeset import Paragraph, typeset
from reviewer_app.ui.widgets import KeyedModel, ListPanel, Role
from reviewer_app.ui.widgets.rows import AnyIndex
from reviewer_app.ui.widgets.two_line import draw_row_ground


@dataclass(frozen=True, slots=True)
class Target:
    """One criterion to look for, its notes so far, and whether the note being written carries it."""

    id: str
    title: str
    count: int
    tagged: bool = False


class TargetModel(KeyedModel[Target]):
    """The criteria to look for."""

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        target = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return target.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            count = notes_words(target.count) if target.count else _("no notes yet")
            tagged = _("on the note being written") if target.tagged else ""
            return ", ".join(part for part in (target.title, count, tagged) if part)
        return {Role.ID: target.id, Role.COUNT: target.count, Role.STATE: target.tagged}.get(
            role  # type: ignore[call-overload]
        )


class TargetDelegate(QStyledItemDelegate):
    """One line: the criterion, wrapped where it is narrow, and its count at the right."""

    measured = True

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        return QSize(width, self._laid(option.font, index, width).height + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        painter.save()
        theme = tokens()
        base = option.font
        rect: QRect = option.rect
        inverted = draw_row_ground(painter, option, hairline=False)
        tagged = bool(index.data(Role.STATE))
        ink = theme.on_chosen if inverted else theme.accent if tagged else theme.ink
        laid = self._laid(base, index, rect.width())
        laid.draw(painter, rect.left() + Space.S, rect.top() + 7, ink)
        line = QRect(
            rect.right() + 1 - Space.S - self._count_width(base),
            rect.top() + 7,
            self._count_width(base),
            leading(base, Step.LIST),
        )
        if tagged:
            side = scaled(base, 16)
            box = QRect(line.left() - side, line.center().y() - side // 2, side, side)
            draw_icon(painter, box, "check", ink)
        count = int(index.data(Role.COUNT))
        painter.setFont(stepped(base, Step.LIST, weight=QFont.Weight.DemiBold, tabular=True))
        painter.setPen(ink)
        right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.drawText(line, right, str(count) if count else "–")
        painter.restore()

    def _count_width(self, base: QFont) -> int:
        return scaled(base, 28)

    def _laid(self, base: QFont, index: AnyIndex, width: int) -> Paragraph:
        tagged = bool(index.data(Role.STATE))
        weight = QFont.Weight.DemiBold if tagged else QFont.Weight.Normal
        mark = scaled(base, 16) if tagged else 0
        room = width - 2 * Space.S - self._count_width(base) - mark
        title = index.data(Qt.ItemDataRole.DisplayRole) or ""
        return typeset(
            title, stepped(base, Step.LIST, weight=weight), room, leading(base, Step.LIST)
        )


class LookFor(QWidget):
    """The criteria of the visit's evidence forms.

    Signals:
        chosen(criterion): to be put on the note being written, or taken off again.
    """

    BLEED = Space.S
    chosen = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._model = TargetModel()
        self.list = ListPanel(
            _("What to look for. Enter tags the note being written."),
            self._model,
            TargetDelegate(),
            fit=True,
            single_click=True,
        )
        self._model.setParent(self.list)
        self.list.opened.connect(self.chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)

    @property
    def rows(self) -> tuple[Target, ...]:
        """The rows as they stand."""
        return self._model.rows

    def show_activity(self, activity: str, tagged: tuple[str, ...]) -> None:
        """Show the criteria of an activity, and which of them the note being written carries."""
        opened = self._bridge.opened
        found = opened.get(Activity, activity)
        if found is None:
            return
        counts = weigh.target_counts(opened, activity)
        self._model.set_rows(
            [
                Target(one, criterion_words(opened, one), counts[one], one in tagged)
                for one in targets_of(opened, found)
            ]
        )
