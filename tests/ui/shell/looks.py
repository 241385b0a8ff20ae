"""What the looks of a window are told by: what reaches beyond it, and whether one sees where the focus is."""

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QWidget,
)

from reviewer_app.ui.theme import ThemeName
from tests.ui.pages.looks import nameless
from tests.ui.shell.scenes import SCREENS, Stage
from tests.ui.widgets.test_widgets_looks import FEWEST_PIXELS, clipped, strong_changes


def faults_of(shown: Stage, theme: ThemeName, screen: str, scene: str) -> list[str]:
    """Show a scene in a theme at a size: words that are cut, controls without a name, what is wider than the screen.

    And what would crash under a screen reader.
    """
    shown.dress(theme, SCREENS[screen])
    shown.show(scene)
    window = shown.window
    size = (window.width(), window.height())
    grown = [] if size == SCREENS[screen][:2] else [f"the window is {size}"]
    return [*grown, *clipped(window), *nameless(window), *beyond(window), *miscounted(window)]


def beyond(window: QWidget) -> list[str]:
    """What reaches beyond the window's right edge."""
    return [
        f"{type(one).__name__} {one.accessibleName()}"
        for one in window.findChildren(QWidget)
        if one.isVisible()
        and not one.visibleRegion().isEmpty()
        and one.mapTo(window, one.rect().topRight()).x() >= window.width()
    ]


def miscounted(window: QWidget) -> list[str]:
    """What scrolls and does not tell a screen reader of all its children: see `steady_tree`."""
    return [
        f"{spoken(one)}, {counted} of {len(children)}"
        for one in window.findChildren(QAbstractScrollArea)
        if not isinstance(one, QAbstractItemView)
        and (counted := QAccessible.queryAccessibleInterface(one).childCount())
        != len(children := [child for child in one.children() if _is_part(child)])
    ]


def _is_part(child: QObject) -> bool:
    """A tooltip belongs to what it is shown for, and is a window of its own all the same."""
    return isinstance(child, QWidget) and not child.isWindow()


def stops_of_tab(window: QWidget, most: int) -> list[QWidget]:
    """Go through everything by Tab, at most so many stops; each has a name and shows where it is."""
    window.activateWindow()
    QApplication.processEvents()
    stops: list[QWidget] = []
    while len(stops) < most:
        stop = QApplication.focusWidget()
        if stop is None or stop in stops:
            break
        stops.append(stop)
        assert stop.accessibleName() or getattr(stop, "text", str)(), type(stop).__name__
        assert changes_at(window, stop) >= FEWEST_PIXELS, spoken(stop)
        stop.setFocus()
        QTest.keyClick(stop, Qt.Key.Key_Tab)
        QApplication.processEvents()
    return stops


def changes_at(window: QWidget, stop: QWidget) -> int:
    """How many pixels tell that a control has the focus."""
    QApplication.processEvents()
    corner = stop.mapTo(window, QPoint(0, 0))
    place = QRect(corner, stop.size()).adjusted(-18, -18, 18, 18).intersected(window.rect())
    focused = picture(window, place)
    stop.clearFocus()
    QApplication.processEvents()
    blank = picture(window, place)
    stop.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    return strong_changes(blank, focused)


def picture(window: QWidget, place: QRect) -> QImage:
    return window.grab(place).toImage().convertToFormat(QImage.Format.Format_RGB32)


def spoken(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()!r}"
