"""The facts of a visit, changed where they stand: they look like words until one writes in them."""

import re
from datetime import datetime
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.moment import time_of
from reviewer_app.model.nouns import Activity
from reviewer_app.review import timetable
from reviewer_app.ui.components.name_marks import NameMarks
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.models.visit_words import old_plan_words, on_day, sentence, span_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step, leading, stepped
from reviewer_app.ui.widgets import Hairline, Text
from reviewer_app.ui.widgets.marked_line import MarkedLine
from reviewer_app.ui.widgets.time_entry import parse_time

_SEEN: Final = "seen"
_COUNTS: Final = frozenset(("pupils", "disadvantaged", "send"))
_SPLIT: Final = re.compile(r"\s*(?:\bto\b|[-–])\s*")


class _QuietLine(MarkedLine):
    """A value at the right of its label: no frame, until the focus ring stands around it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setFrame(False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setPlaceholderText("–")
        self.setAccessibleName(name)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.dress(QApplication.font())

    def dress(self, base: QFont) -> None:
        """Take the size of the words around it."""
        self.setFont(stepped(base, Step.LIST, tabular=True))
        self._tall = leading(base, Step.LIST) + Space.XS

    def words_width(self) -> int:
        """How wide its words are, in pixels."""
        return int(QFontMetricsF(self.font()).horizontalAdvance(self.text())) + Space.L

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._tall)

    def minimumSizeHint(self) -> QSize:
        return QSize(Space.PAGE, self._tall)


class _FactRow(QWidget):
    """Label and value beside each other, or, where the value is too long for that, below."""

    def __init__(self, label: str, line: _QuietLine) -> None:
        super().__init__()
        self._line = line
        self._words = Text(label, Step.LIST, "ink3", wrap=False)
        self._words.setBuddy(line)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, Space.S - 2, 0, Space.S - 2)
        self._row.setSpacing(Space.S)
        self._row.addWidget(self._words)
        self._row.addWidget(line, 1)

    def fit(self) -> None:
        """Choose beside or below."""
        needed = self._words.sizeHint().width() + Space.S + self._line.words_width()
        below = needed > self.width()
        if below:
            self._row.setDirection(QBoxLayout.Direction.TopToBottom)
        else:
            self._row.setDirection(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(0 if below else Space.S)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._line.dress(self.font())
            self.fit()


class VisitFacts(QWidget):
    """The facts the visit's evidence form asks for, and from when to when it was seen."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._activity = ""
        self._shape: tuple[tuple[str, str], ...] = ()
        self._lines: dict[str, _QuietLine] = {}
        self._fact_rows: list[_FactRow] = []
        self.old_plan = Text("", Step.LABEL, "ink3")
        self.old_plan.setContentsMargins(0, Space.S, 0, 0)
        self._wrong = Text("", Step.LABEL, "alert")
        self._wrong.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._rows = QWidget()
        self._column.addWidget(self._rows)
        self._column.addWidget(self.old_plan)
        self._column.addWidget(self._wrong)

    @property
    def lines(self) -> dict[str, QLineEdit]:
        """The line of each fact, by the fact's name; "seen" for from when to when."""
        return dict(self._lines)

    def show_activity(self, activity: str) -> None:
        """Show the facts of an activity."""
        self._activity = activity
        self._wrong.hide()
        found = self._bridge.opened.get(Activity, activity)
        if found is None:
            return
        form = self._bridge.opened.framework.framework.form_for(found.activity_kind)
        facts = [(str(one.id), one.label, one.hint or "") for one in form.facts]
        facts.insert(1, (_SEEN, _("Seen"), _("From when to when, such as 10:15 to 10:40.")))
        shape = tuple((name, label) for name, label, _hint in facts)
        if shape != self._shape:
            self._build(facts)
            self._shape = shape
        self._show_old_plan(found)
        for name, line in self._lines.items():
            if not line.hasFocus():
                line.setText(_value(found, name))
                line.setCursorPosition(0)
        for row in self._fact_rows:
            row.fit()

    def _show_old_plan(self, activity: Activity) -> None:
        """Say where it stood on the plan, as long as its day is not over."""
        start = activity.planned_start
        coming = start is not None and time_of(start).date() >= self._bridge.session.clock().date()
        words = sentence((old_plan_words(self._bridge.opened, activity),)) if coming else ""
        self.old_plan.setText(f"{words}." if words else "")
        self.old_plan.setVisible(bool(words))

    def _build(self, facts: list[tuple[str, str, str]]) -> None:
        self._lines, self._fact_rows = {}, []
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for name, label, hint in facts:
            line = _QuietLine(label)
            line.setToolTip(hint)
            line.setAccessibleDescription(hint)
            line.editingFinished.connect(lambda name=name: self._left(name))
            if name != _SEEN and name not in _COUNTS:
                NameMarks(self._bridge, line, "activity")
            row = _FactRow(label, line)
            column.addWidget(row)
            column.addWidget(Hairline())
            self._lines[name] = line
            self._fact_rows.append(row)
        self._column.replaceWidget(self._rows, rows)
        self._rows.deleteLater()
        self._rows = rows

    def _left(self, name: str) -> None:
        found = self._bridge.opened.get(Activity, self._activity)
        typed = self._lines[name].text().strip()
        if found is None or typed == _value(found, name):
            self._wrong.hide()
            return
        if name == _SEEN:
            self._change_seen(found, typed)
        elif name in _COUNTS:
            self._change_count(name, typed)
        else:
            self._change(**{name: typed})

    def _change_count(self, name: str, typed: str) -> None:
        if typed and not (typed.isascii() and typed.isdigit() and int(typed) <= 2_000):
            self._say(_("Type a whole number, or nothing."))
            return
        self._change(**{name: int(typed) if typed else None})

    def _change_seen(self, found: Activity, typed: str) -> None:
        times = [parse_time(part) for part in _SPLIT.split(typed) if part]
        if not times or len(times) > 2 or None in times:
            self._say(_("Type from when to when, such as 10:15 to 10:40."))
            return
        like = self._like(found)
        moments = [on_day(like.date(), one, like) for one in times if one is not None]
        self._change(seen_from=moments[0], seen_to=moments[1] if len(moments) > 1 else None)

    def _like(self, found: Activity) -> datetime:
        known = found.seen_from or found.planned_start
        return time_of(known) if known else self._bridge.session.clock()

    def _change(self, **facts: str | int | None) -> None:
        self._wrong.hide()

        def refused(error: UserError) -> None:
            self._say(refusal_words(error))

        self._bridge.do(timetable.change, self._activity, since=None, **facts).failed(refused)

    def _say(self, sentence: str) -> None:
        self._wrong.setText(sentence)
        self._wrong.show()


def _value(activity: Activity, name: str) -> str:
    if name == _SEEN:
        return span_words(activity.seen_from, activity.seen_to).removeprefix(
            _("from {start}").format(start="")
        )
    value = getattr(activity, name)
    return "" if value is None else str(value)
