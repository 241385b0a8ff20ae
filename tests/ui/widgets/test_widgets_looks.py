"""The looks, by numbers: every screen of the gallery, in each theme, at both text sizes."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reviewer_app.ui.theme import Theme
from reviewer_app.ui.widgets import Chip, EvidenceBar, Text
from reviewer_app.ui.widgets.plain_edit import PlainEdit
from tests.ui.theme.contrast import contrast
from tests.ui.widgets.gallery import SCREENS, open_screen

THEMES = ("light", "dark", "contrast")
REFERENCE = {"laptop": (1093, 574, 1.0), "large-text": (1280, 720, 2.0)}
FEWEST_PIXELS = 40
MOST_STOPS = 60


def visible(page: QWidget, *kinds: type[QWidget]) -> Iterator[QWidget]:
    for widget in page.findChildren(QWidget):
        if isinstance(widget, kinds) and widget.isVisible():
            yield widget


def clipped(page: QWidget) -> list[str]:
    """What stands in less room than its own metrics ask for."""
    found = []
    for widget in visible(page, Text, EvidenceBar):
        assert isinstance(widget, Text | EvidenceBar)
        if widget.hasHeightForWidth():
            tight = widget.heightForWidth(widget.width()) > widget.height()
            tight |= widget.minimumSizeHint().width() > widget.width()
        else:
            tight = widget.minimumSizeHint().width() > widget.width()
            tight |= widget.minimumSizeHint().height() > widget.height()
        if tight:
            found.append(f"{type(widget).__name__} {widget.text()!r} {widget.size()}")
    for widget in visible(page, QPushButton, QRadioButton, Chip):
        least = widget.minimumSizeHint()
        if widget.width() < least.width() or widget.height() < least.height():
            found.append(f"{type(widget).__name__} {widget.accessibleName()!r} {widget.size()}")
    found.extend(
        f"{type(widget).__name__} {widget.accessibleName()!r} {widget.size()}"
        for widget in visible(page, QLineEdit, QComboBox)
        if widget.height() < widget.fontMetrics().height()
    )
    for widget in visible(page, PlainEdit):
        assert isinstance(widget, PlainEdit)
        if widget.document().size().height() > widget.height() + 1:
            found.append(f"{type(widget).__name__} {widget.text()[:20]!r} {widget.size()}")
    return found


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("reference", REFERENCE)
@pytest.mark.parametrize("name", THEMES)
def test_no_words_are_cut_and_no_page_is_wider_than_its_screen(
    qapp: QApplication, theme: Theme, qtbot: QtBot, name: str, reference: str, screen: str
) -> None:
    width, height, scale = REFERENCE[reference]
    theme.apply(qapp, name, scale)  # type: ignore[arg-type]
    page = open_screen(screen, width, height)
    qtbot.addWidget(page)
    assert (page.width(), page.height()) == (width, height), "the page fits its screen"
    assert clipped(page) == []


def test_the_search_for_cut_words_finds_them(
    qapp: QApplication, theme: Theme, qtbot: QtBot
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    text = Text("Year 4 mathematics with the mathematics lead", parent=page)
    text.setGeometry(0, 0, 60, 20)
    page.show()
    assert len(clipped(page)) == 1


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_what_fingers_touch_is_large_enough(
    qapp: QApplication, theme: Theme, qtbot: QtBot, scale: float, screen: str
) -> None:
    theme.apply(qapp, "light", scale)
    page = open_screen(screen, 1280, 900)
    qtbot.addWidget(page)
    for widget in visible(page, QPushButton, QRadioButton, QComboBox, QCheckBox):
        assert widget.height() >= 40, widget.accessibleName()
        assert widget.width() >= 40, widget.accessibleName()
    for view in visible(page, QAbstractItemView):
        assert isinstance(view, QAbstractItemView)
        model = view.model()
        if model.rowCount() and not isinstance(view, QHeaderView):
            assert view.visualRect(model.index(0, 0)).height() >= 40


def strong_changes(before: QImage, after: QImage) -> int:
    """How many pixels changed at 3:1 or more."""
    pairs = Counter(
        zip(
            memoryview(before.constBits()).cast("I"),
            memoryview(after.constBits()).cast("I"),
            strict=True,
        )
    )
    return sum(
        count
        for (old, new), count in pairs.items()
        if old != new and contrast(QColor(old & 0xFFFFFF), QColor(new & 0xFFFFFF)) >= 3
    )


def picture(page: QWidget, place: QRect) -> QImage:
    return page.grab(place).toImage().convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize("screen", ["today", "capture", "findings", "controls", "sheet"])
@pytest.mark.parametrize("name", THEMES)
def test_focus_shows_at_every_tab_stop(
    qapp: QApplication, theme: Theme, qtbot: QtBot, name: str, screen: str
) -> None:
    theme.apply(qapp, name)  # type: ignore[arg-type]
    page = open_screen(screen, 1280, 1100, act=screen == "sheet")
    qtbot.addWidget(page)
    page.rail.button(page.rail.current).setFocus()
    stops: list[QWidget] = []
    for _stop in range(MOST_STOPS):
        old = page.focusWidget()
        assert old is not None
        page.setFocus()
        old.clearFocus()
        qapp.processEvents()
        blank = page.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        old.setFocus(Qt.FocusReason.TabFocusReason)
        qapp.processEvents()
        corner = old.mapTo(page, QPoint(0, 0))
        place = QRect(corner, old.size()).adjusted(-18, -18, 18, 18).intersected(page.rect())
        changed = strong_changes(blank.copy(place), picture(page, place))
        assert changed >= FEWEST_PIXELS, f"{type(old).__name__} {old.accessibleName()!r}"
        stops.append(old)
        QTest.keyClick(old, Qt.Key.Key_Tab)
        qapp.processEvents()
        if page.focusWidget() is None or page.focusWidget() in stops:
            break
    assert len(stops) > 3
    assert len(stops) < MOST_STOPS
    for stop in stops:
        named = stop.accessibleName() or getattr(stop, "text", str)()
        assert named, f"{type(stop).__name__} has no name"
