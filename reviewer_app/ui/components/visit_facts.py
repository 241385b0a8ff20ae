"""The facts of a visit, changed where they stand: they look like words until one writes in them."""

import re
from datetime import datetime
from gettext import gettext as _
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.model import Activity
from reviewer_app.model.moment import time_of
from reviewer_app.review import timetable
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.models.visit_words import on_day, span_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step, stepped
from reviewer_app.ui.widgets import Hairline, Text
from reviewer_app.ui.widgets.time_entry import parse_time

_SEEN: Final = "seen"
_COUNTS: Final = frozenset(("pupils", "disadvantaged", "send"))
_SPLIT: Final = re.compile(r"\s*(?:\bto\b|[-–])\s*")


class _QuietLine(QLineEdit):
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
        self.setFont(stepped(self.font(), Step.LIST, tabular=True))


class VisitFacts(QWidget):
    """The facts the visit's evidence form asks for, and from when to when it was seen."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._activity = ""
        self._shape: tuple[tuple[str, str], ...] = ()
        self._lines: dict[str, _QuietLine] = {}
        self._wrong = Text("", Step.LABEL, "alert")
        self._wrong.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._rows = QWidget()
        self._column.addWidget(self._rows)
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
        for name, line in self._lines.items():
            if not line.hasFocus():
                line.setText(_value(found, name))
                line.setCursorPosition(0)

    def _build(self, facts: list[tuple[str, str, str]]) -> None:
        self._lines = {}
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for name, label, hint in facts:
            line = _QuietLine(label)
            line.setToolTip(hint)
            line.setAccessibleDescription(hint)
            line.editingFinished.connect(lambda name=name: self._left(name))
            row = QHBoxLayout()
            row.setContentsMargins(0, Space.XS, 0, Space.XS)
            row.setSpacing(Space.M)
            words = Text(label, Step.LIST, "ink3", wrap=False)
            words.setBuddy(line)
            row.addWidget(words)
            row.addWidget(line, 1)
            column.addLayout(row)
            column.addWidget(Hairline())
            self._lines[name] = line
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
