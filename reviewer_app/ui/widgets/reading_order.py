"""The order in which a window is read: as it is laid out. A screen reader goes through it so, and so does Tab."""

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QGridLayout, QLayout, QScrollArea, QWidget


def put_in_reading_order(root: QWidget) -> None:
    """Bring what is in sight within `root` into the order of its layouts, in which a screen reader reads it.

    Qt's order is that in which widgets were made, which is another one wherever a part is put in later. What stands in
    no layout (a time in the margin, a sheet over the page) keeps the place it has among the others.
    """
    for _widget in _read(root):
        pass


def next_stop(root: QWidget, focused: QWidget | None, *, onward: bool) -> QWidget | None:
    """Give where Tab goes from `focused`, by the order in which `root` is read; None where nothing takes the keys."""
    read = list(_read(root))
    at = next((place for place, one in enumerate(read) if one is focused), -1)
    around = read[at + 1 :] + read[: at + 1]
    if not onward:
        around = read[:at][::-1] + read[at:][::-1] if at >= 0 else read[::-1]
    return next((one for one in around if _stops_at(one)), None)


def _stops_at(widget: QWidget) -> bool:
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.focusProxy() is None
        and widget.isEnabled()
    )


def _read(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    for child in _children(widget):
        yield from _read(child)


def _children(widget: QWidget) -> list[QWidget]:
    """Give what is in sight within a widget, in order, and see that it is kept in that order."""
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        return [inner] if inner is not None else []
    if isinstance(widget, QAbstractScrollArea):
        return []
    layout = widget.layout()
    stand = _in_sight(widget)
    places = {id(one): at for at, one in enumerate(stand)}
    laid = [] if layout is None else list(_laid_out(layout, stand))
    moved = False
    for one, after in reversed(list(pairwise(laid))):
        if places[id(one)] > places[id(after)]:
            one.stackUnder(after)
            places[id(one)] = places[id(after)]
            moved = True
    return _in_sight(widget) if moved else stand


def _in_sight(widget: QWidget) -> list[QWidget]:
    return [
        one
        for one in widget.children()
        if isinstance(one, QWidget) and not one.isWindow() and not one.isHidden()
    ]


def _laid_out(layout: QLayout, within: list[QWidget]) -> Iterator[QWidget]:
    """Give what stands in a layout and the layouts in it, without asking for its items (see `layouts`)."""
    parts: list[QWidget | QLayout] = [one for one in within if layout.indexOf(one) >= 0]
    parts += [one for one in layout.children() if isinstance(one, QLayout)]
    for part in sorted(parts, key=partial(_place, layout)):
        if isinstance(part, QLayout):
            yield from _laid_out(part, within)
        else:
            yield part


def _place(layout: QLayout, part: QWidget | QLayout) -> tuple[int, int]:
    """Give where a part stands: by row and column in a grid, by its number elsewhere."""
    at = layout.indexOf(part)
    if not isinstance(layout, QGridLayout):
        return at, 0
    row, column, _rows, _columns = cast("tuple[int, int, int, int]", layout.getItemPosition(at))
    return row, column
