"""The focus ring: one for the application, drawn outside whichever control has the focus.

It lies over the control's window, so that no parent with tight margins can cut it off; only the
viewports the control scrolls in do. Widgets that show the focus themselves (views, whose cells
carry the ring, and the raised note editor) set the property `own_focus`; check boxes and radio buttons
that are drawn in all their width, and not as wide as their words, set `whole`.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QCheckBox,
    QRadioButton,
    QWidget,
)
from shiboken6 import isValid

from reviewer_app.ui.theme.current import tokens
from reviewer_app.ui.theme.paint import focus_reach, focus_ring
from reviewer_app.ui.theme.tokens import Radius

_MOVING = frozenset((QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide))


def shows_own_focus(widget: QWidget) -> bool:
    """Whether the widget itself, or the row within it, shows where the focus is."""
    if isinstance(widget, QAbstractItemView):
        return widget.currentIndex().isValid()
    return bool(widget.property("own_focus"))


class _Ring(QWidget):
    """Draws the ring; takes no mouse, no focus, and says nothing to a screen reader."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.radius = float(Radius.CONTROL)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        reach = focus_reach(theme)
        inner = self.rect().adjusted(reach, reach, -reach, -reach)
        painter = QPainter(self)
        focus_ring(painter, inner, self.radius, theme)
        painter.end()


class FocusRing(QObject):
    """Keeps the ring around the control that has the focus."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ring: _Ring | None = None
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []

    def follow(self, widget: QWidget | None) -> None:
        """Move to `widget`, or away where it is None or shows the focus itself."""
        for watched in self._watched:
            if isValid(watched):
                watched.removeEventFilter(self)
        self._watched = []
        self._target = None
        if widget is None or widget.isWindow() or shows_own_focus(widget):
            self._hide()
            return
        self._target = widget
        parent: QWidget | None = widget
        while parent is not None:
            parent.installEventFilter(self)
            self._watched.append(parent)
            if parent.isWindow():
                break
            parent = parent.parentWidget()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVING:
            self._place()
        return False

    def _hide(self) -> None:
        # The window that held the ring may have taken it along when it was closed.
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()

    def _ring_over(self, window: QWidget) -> _Ring:
        if self._ring is None or not isValid(self._ring):
            self._ring = _Ring(window)
        elif self._ring.parentWidget() is not window:
            self._ring.setParent(window)
        return self._ring

    def _place(self) -> None:
        target = self._target
        if target is None or not isValid(target) or not target.isVisible():
            self._hide()
            return
        window = target.window()
        rect = _visible_part(target)
        reach = focus_reach(tokens())
        place = rect.adjusted(-reach, -reach, reach, reach)
        shown = QRect(place)
        for parent in self._watched[1:]:
            area = parent.parentWidget()
            if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
                corner = parent.mapTo(window, QPoint(0, 0))
                shown = shown.intersected(parent.rect().translated(corner))
        if shown.isEmpty():
            self._hide()
            return
        ring = self._ring_over(window)
        radius = target.property("radius")
        ring.radius = float(Radius.CONTROL if radius is None else radius)
        ring.setGeometry(place)
        if shown == place:
            ring.clearMask()
        else:
            ring.setMask(shown.translated(-place.topLeft()))
        ring.show()
        ring.raise_()
        ring.update()


def _visible_part(target: QWidget) -> QRect:
    """Where the control's drawn part stands, in window coordinates."""
    rect = target.rect()
    if isinstance(target, QCheckBox | QRadioButton) and not target.property("whole"):
        rect.setWidth(min(rect.width(), target.sizeHint().width()))
    return rect.translated(target.mapTo(target.window(), QPoint(0, 0)))
