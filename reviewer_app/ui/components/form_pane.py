"""Forms under each other in one scrolling pane, which makes what is in sight at once and the rest in pauses."""

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from reviewer_app.frameworks.filling import Key
from reviewer_app.ui.components.form_column import Place
from reviewer_app.ui.components.form_sheet import FormSheet
from reviewer_app.ui.components.form_slots import Slot
from reviewer_app.ui.widgets import Scroller

SLICE_MS: Final = 4
"""Milliseconds after which no further part is begun: with the last one begun a key waits some eight at most."""

_ROUNDS: Final = 3
"""How often a heading is brought to the top: what is made on the way may be taller than it was taken for."""


class FormPane(Scroller):
    """Shows sheets. A part is made before it is seen, or before Tab comes to it."""

    def __init__(self) -> None:
        super().__init__(QWidget())
        self.sheets: list[FormSheet] = []
        self._making = False
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._make_some)
        self.verticalScrollBar().valueChanged.connect(self._make_what_is_in_sight)

    @property
    def whole(self) -> bool:
        """Whether all of it is made; only while it is in sight is it made."""
        return not self._idle.isActive()

    def show_sheets(self, sheets: Iterable[FormSheet]) -> None:
        """Show these, and let go of those before."""
        self.sheets = list(sheets)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        for sheet in self.sheets:
            column.addWidget(sheet)
        column.addStretch(1)
        self.setWidget(body)
        body.setAutoFillBackground(False)
        self._go_on()

    def refresh(self, kinds: frozenset[str]) -> None:
        """Take up what the review says now."""
        for sheet in self.sheets:
            sheet.refresh(kinds)
        self._go_on()

    def finish(self) -> None:
        """Make all that is not made yet."""
        while any(sheet.make_next() for sheet in self.sheets):
            pass
        self._in_place(self._settle)
        self._lay_out()

    def focus_first(self) -> None:
        """Go to the first thing to fill in."""
        for sheet in self.sheets:
            if sheet.items.focus_first():
                return

    def focus_answer(self, form: str, answer: Key) -> bool:
        """Go to one question, wherever it stands; False where it is not asked."""
        for sheet in self.sheets:
            if sheet.open_form.form.id == form and sheet.items.focus_answer(*answer):
                self._lay_out()
                self._make_what_is_in_sight()
                focused = self.focusWidget()
                if focused is not None:
                    self.follow_focus(focused)
                return True
        return False

    def go_to_heading(self, sheet: FormSheet, heading: Slot) -> None:
        """Put a heading at the top, and go to the first thing to answer below it."""
        place = sheet.items.focus_below(heading)
        if place is None:
            return
        bar = self.verticalScrollBar()
        for _again in range(_ROUNDS):
            self._lay_out()
            bar.setValue(bar.value() + place.top - self._top_of(sheet))

    def headings_in_sight(self) -> list[Slot]:
        """Give the headings passed so far, down to the upper third of what is in sight."""
        reach = self.viewport().height() // 3
        return [
            heading
            for sheet in self.sheets
            for heading in sheet.items.headings_above(self._top_of(sheet) + reach)
        ]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._go_on()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._go_on()

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Let Tab follow the eye, and make what it comes to; Qt's own order is that in which widgets were made.

        Qt asks each parent of the focused widget on its way up.
        """
        focused = QApplication.focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            return super().focusNextPrevChild(onward)
        stop = self._stop_after(focused, onward) or self._way_out(focused, onward)
        reason = Qt.FocusReason.TabFocusReason if onward else Qt.FocusReason.BacktabFocusReason
        self._make_what_is_in_sight()
        stop.setFocus(reason)
        if self.isAncestorOf(stop):
            self._lay_out()
            self.follow_focus(stop)
        return True

    def _stop_after(self, focused: QWidget, onward: bool) -> QWidget | None:
        """Give what Tab comes to within the forms; None after the last."""
        sheets = self.sheets if onward else self.sheets[::-1]
        at = next((number for number, one in enumerate(sheets) if one.isAncestorOf(focused)), 0)
        for number, sheet in enumerate(sheets[at:]):
            for part in sheet.parts_from(None if number else focused, onward=onward):
                sheet.items.settle()
                stops = _stops(part, focused)
                stops = stops if onward else stops[::-1]
                if focused in stops:
                    stops = stops[stops.index(focused) + 1 :]
                if stops:
                    return stops[0]
        return None

    def _way_out(self, focused: QWidget, onward: bool) -> QWidget:
        """Give what Tab comes to beyond the forms."""
        step = QWidget.nextInFocusChain if onward else QWidget.previousInFocusChain
        one = step(focused)
        while one is not None and one is not focused:
            if not self.isAncestorOf(one) and _takes_tab(one):
                return one
            one = step(one)
        return focused

    def _go_on(self) -> None:
        """Make what is in sight now; what is not follows in pauses, while the pane is in sight."""
        if self.isVisible():
            self._make_what_is_in_sight()
            self._idle.start()

    def _make_some(self) -> None:
        """Use a pause: events that wait come before the next one."""
        if not self.isVisible():
            self._idle.stop()
            return
        spent = QElapsedTimer()
        spent.start()
        while spent.elapsed() < SLICE_MS:
            if not any(sheet.make_next() for sheet in self.sheets):
                self._idle.stop()
                self._in_place(self._settle)
                return

    def _make_what_is_in_sight(self) -> None:
        if self._making:
            return
        self._making = True
        self._in_place(self._settle)
        self._in_place(self._make_in_sight)
        self._making = False

    def _make_in_sight(self) -> None:
        for sheet in self.sheets:
            top = self._top_of(sheet)
            if sheet.items.make_between(top, top + self.viewport().height()):
                self._lay_out()

    def _settle(self) -> None:
        for sheet in self.sheets:
            sheet.items.settle()

    def _in_place(self, change: Callable[[], None]) -> None:
        """Let what is in sight stay where it is, although what is made above it may be taller than it was taken for."""
        at = next(filter(None, map(self._in_sight, self.sheets)), None)
        bar = self.verticalScrollBar()
        if at is None or not bar.value():
            change()
            return
        sheet, place = at
        before = place.top - self._top_of(sheet)
        change()
        self._lay_out()
        bar.setValue(bar.value() + place.top - self._top_of(sheet) - before)

    def _in_sight(self, sheet: FormSheet) -> tuple[FormSheet, Place] | None:
        place = sheet.items.place_at(self._top_of(sheet))
        return None if place is None else (sheet, place)

    def _top_of(self, sheet: FormSheet) -> int:
        """Give where the pane's sight begins, in pixels of a sheet's column."""
        return -sheet.items.mapTo(self.viewport(), QPoint(0, 0)).y()

    def _lay_out(self) -> None:
        """Lay out at once what Qt would lay out before the next picture."""
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def _stops(part: QWidget, focused: QWidget) -> list[QWidget]:
    """Give what takes the focus in a part, as one reads it: what came later may stand above."""
    found = [one for one in part.findChildren(QWidget) if _takes_tab(one) or one is focused]
    places = {one: one.mapTo(part, QPoint(0, 0)) for one in found}
    return sorted(found, key=lambda one: (places[one].y(), places[one].x()))


def _takes_tab(one: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus
    return bool(one.focusPolicy() & tab == tab and one.isVisible() and one.isEnabled())
