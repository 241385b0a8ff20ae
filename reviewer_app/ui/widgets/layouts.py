"""Layouts within layouts, and layouts made empty, without what PySide keeps of their items.

PySide makes a Python object for each item of a layout that is added to another, or that is asked for; it keeps the
object as long as the layout lives, and does not hear that the item went with its widget. When something else has come
to lie in the same place in memory and is deleted, the process crashes. So layouts are put into each other here, and
nothing asks a layout for its items.
"""

from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLayout, QWidget
from shiboken6 import Shiboken


def lay_in(outer: QBoxLayout, inner: QLayout, stretch: int = 0) -> None:
    """Append a layout to another, which gives it `stretch` of the room that is free.

    Raises:
        ValueError: `inner` is a layout of our own and has items already; it needs them, so they cannot be forgotten.
    """
    if inner.count() and not isinstance(inner, QBoxLayout | QGridLayout):
        raise ValueError(f"lay in the {type(inner).__name__} before its items")
    outer.addLayout(inner, stretch)
    _forget_items(inner)


def clear(layout: QLayout) -> None:
    """Take everything off a layout, and let its widgets go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        Shiboken.delete(item)
        if widget is not None:
            widget.setParent(None)
            widget.deleteLater()


def settle(widget: QWidget) -> None:
    """Give words that changed the room they ask for now, in everything around them up to what scrolls or is a window.

    Left alone each layout hears of it a turn of the loop after the one within, and until the last has heard the words
    stand there cut. What is not in sight yet is laid out when it is shown.
    """
    around: QWidget | None = widget if widget.isVisible() else None
    while around is not None:
        layout = around.layout()
        if layout is not None:
            layout.activate()
        around = None if around.isWindow() else around.parentWidget()


def _forget_items(layout: QLayout) -> None:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        inner = item.layout() if item is not None else None
        if inner is not None:
            _forget_items(inner)
        elif item is not None:
            Shiboken.invalidate(item)
