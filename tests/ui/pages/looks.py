"""What every page must hold in every size: nothing wider than its screen, nothing without a name."""

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QTextEdit,
    QWidget,
)

from reviewer_app.ui.pages.page import Page
from reviewer_app.ui.widgets import Text
from tests.ui.support import Larkfield

SIZES = ((877, 520, 1.0), (1064, 760, 1.0), (1165, 664, 2.0))
"""What is left for a page of 1093x560, 1280x800, and of 1280x720 at 200 % text."""


def show(page: Page, review: Larkfield, width: int = 1064, height: int = 760) -> None:
    """Show a page as the window does, and let it settle."""
    review.bridge.changed.connect(page.refresh)
    page.resize(width, height)
    page.show()
    page.activateWindow()
    QApplication.processEvents()


def too_wide(page: QWidget) -> list[str]:
    """Name what is visible and needs more width than it has, and what reaches beyond the page."""
    found = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        if isinstance(widget, Text) and widget.minimumSizeHint().width() > widget.width():
            found.append(f"clipped: {widget.text()}")
        right = widget.mapTo(page, widget.rect().topRight()).x()
        if isinstance(widget, Text | QAbstractButton) and right >= page.width():
            found.append(f"beyond the page: {type(widget).__name__} {widget.accessibleName()}")
    return found


def nameless(page: QWidget) -> list[str]:
    """Name the kind of every control that a screen reader could not name."""
    controls = (QAbstractButton, QAbstractItemView, QLineEdit, QTextEdit, QComboBox)
    return [
        type(one).__name__
        for one in page.findChildren(QWidget)
        if isinstance(one, controls)
        and one.isVisible()
        and not (one.accessibleName() or (isinstance(one, QAbstractButton) and one.text()))
        and not isinstance(one.parentWidget(), QComboBox)
    ]
