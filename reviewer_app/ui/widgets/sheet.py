"""A panel beside the page in place of a dialog: the page stays in sight and can be used."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.ui.theme import Space, Step, scaled, tokens
from reviewer_app.ui.theme.paint import shadow
from reviewer_app.ui.widgets.announce import announce
from reviewer_app.ui.widgets.button import Button
from reviewer_app.ui.widgets.card import SHADOW_REACH
from reviewer_app.ui.widgets.flow import Flow
from reviewer_app.ui.widgets.layouts import lay_in
from reviewer_app.ui.widgets.steady_tree import SteadyScrollArea
from reviewer_app.ui.widgets.text import Text
from reviewer_app.ui.widgets.way_back import WayBack

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Scroller(SteadyScrollArea):
    """A page or panel that scrolls upright only, without a frame."""

    def __init__(self, inner: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(inner)
        # `setWidget` has the inner widget paint the page's paper, also on a card.
        inner.setAutoFillBackground(False)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    @property
    def bar_width(self) -> int:
        """Pixels that its scroll bar takes off what scrolls, once there is more than fits."""
        return self.verticalScrollBar().sizeHint().width()

    def follow_focus(self, widget: QWidget) -> None:
        """Bring `widget` into sight: all of it where there is room, else where its caret is."""
        inner, height = self.widget(), widget.height() + 2 * Space.L
        if inner is None or not inner.isAncestorOf(widget):
            return
        if height > self.viewport().height():
            self.ensureWidgetVisible(widget, Space.L, Space.L)
        else:
            middle = widget.mapTo(inner, widget.rect().center())
            self.ensureVisible(middle.x(), middle.y(), 0, height // 2)

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        """Follow the focus in from outside: Qt does so only from stop to stop within.

        Not where the mouse put it, which would move what is pressed, nor where the whole window came back.
        """
        if before is None or now is None or QApplication.mouseButtons():
            return
        if self.isAncestorOf(now) and not self.isAncestorOf(before):
            self.follow_focus(now)


def bring_into_sight(widget: QWidget) -> None:
    """Have whatever `widget` scrolls in show it, as soon as it has its place there."""

    def bring() -> None:
        around = widget.parentWidget()
        while around is not None and not isinstance(around, Scroller):
            around = around.parentWidget()
        if around is not None:
            around.follow_focus(widget)

    # Words that wrap ask for their room a turn later than what stands around them is told of.
    QTimer.singleShot(0, widget, bring)
    QTimer.singleShot(0, widget, lambda: QTimer.singleShot(0, widget, bring))


class Sheet(QWidget):
    """A panel at the right of `host`, as tall as it; Escape or its cross closes it.

    Put what it holds into `body` (a column layout) with `add`; `set_actions` fills its foot, the
    primary action first. The first field takes the focus on opening; closing gives it back.

    Args:
        wide: as wide as `host`, for what needs the room.

    Signals:
        closed()
    """

    closed = Signal()

    def __init__(self, host: QWidget, title: str, *, close_words: str, wide: bool = False) -> None:
        super().__init__(host)
        self._host, self._wide = host, wide
        self._way_back = WayBack(self)
        self._primary: Button | None = None
        self.setAccessibleName(title)
        self._title = Text(title, Step.NEXT)
        close = Button(close_words, "quiet", icon="close", icon_only=True)
        close.clicked.connect(self.close_sheet)
        head = QHBoxLayout()
        head.setContentsMargins(Space.XL, Space.L, Space.M, Space.S)
        head.addWidget(self._title, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        inner = QWidget()
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(Space.XL, Space.S, Space.XL, Space.XL)
        self.body.setSpacing(Space.L)
        self._foot = QWidget()
        self._actions = Flow(self._foot, gap=Space.S)
        self._actions.setContentsMargins(Space.XL, Space.M, Space.XL, Space.L)
        self._foot.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0 if wide else SHADOW_REACH + 1, 0, 0, 0)
        column.setSpacing(0)
        lay_in(column, head)
        self._scroller = Scroller(inner)
        column.addWidget(self._scroller, 1)
        column.addWidget(self._foot)
        host.installEventFilter(self)
        self.hide()

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def add(self, widget: QWidget) -> None:
        """Append to what the sheet holds."""
        self.body.addWidget(widget)

    def finish(self) -> None:
        """Call after the last `add`: what is left of the height stays free."""
        self.body.addStretch(1)

    def set_actions(self, buttons: Sequence[Button]) -> None:
        """Fill the foot, the primary action first."""
        self._primary = buttons[0] if buttons else None
        for button in buttons:
            self._actions.addWidget(button)
        self._foot.setVisible(bool(buttons))

    def open(self) -> None:
        """Show, and go to the first field."""
        self._way_back.keep()
        self._place()
        self.show()
        self.raise_()
        announce(self, self._title.text())
        first = self._first_field()
        if first is not None:
            # What was being written is left, and finished: a sheet may tell of it, or send it off.
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_sheet(self) -> None:
        """Hide, and give the focus back."""
        if not self.isVisible():
            return
        self._way_back.go()
        self.hide()
        self.closed.emit()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 (Qt's name)
        """Tab stays in the sheet: what it covers cannot show the focus."""
        stops = self._stops()
        if not stops:
            return False
        here = self.window().focusWidget()
        at = stops.index(here) if here in stops else -1 if next else 0
        target = stops[(at + (1 if next else -1)) % len(stops)]
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        target.setFocus(reason)
        if self._scroller.isAncestorOf(target):
            self._scroller.follow_focus(target)
        return True

    def event(self, event: QEvent) -> bool:
        """Keep Enter, with Ctrl too, for the sheet's primary action: the page's commands give way."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _ENTER
            and self._primary is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def _stops(self) -> list[QWidget]:
        # Not `nextInFocusChain`: asking it for menus makes PySide delete them.
        tab = Qt.FocusPolicy.TabFocus
        return [
            widget
            for widget in self.findChildren(QWidget)
            if widget.focusPolicy() & tab == tab and widget.isEnabled() and widget.isVisible()
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        elif event.key() in _ENTER and control and self._primary is not None:
            self._primary.click()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        if self._wide:
            # Nothing of the page is left beside it that a shadow could fall on.
            painter.fillRect(self.rect(), theme.surface)
            painter.end()
            return
        panel = self.rect().adjusted(SHADOW_REACH, 0, 0, 0)
        shadow(painter, panel, 0, theme, SHADOW_REACH - 4)
        painter.fillRect(panel, theme.surface)
        painter.fillRect(panel.left(), 0, 2 if theme.stark else 1, panel.height(), theme.line)
        painter.end()

    def _first_field(self) -> QWidget | None:
        for widget in self.findChildren(QWidget):
            if isinstance(widget, Button) and widget.property("kind") == "quiet":
                continue
            tabbed = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if tabbed and widget.isEnabled() and widget.isVisibleTo(self):
                return widget
        return None

    def _place(self) -> None:
        wanted = scaled(self.font(), 440) + SHADOW_REACH
        width = self._host.width() if self._wide else min(wanted, self._host.width())
        self.setGeometry(self._host.width() - width, 0, width, self._host.height())
