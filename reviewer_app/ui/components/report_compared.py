"""Two versions of the report side by side: what is the same is folded, what differs is marked in its words."""

from functools import partial
from itertools import groupby
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.review import comparing
from reviewer_app.review.comparing import NOW, Fate, Pair
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.version_list import version_name
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import (
    Banner,
    Button,
    Chip,
    ChoiceField,
    Column,
    EmptyState,
    Flow,
    Folding,
    Hairline,
    Pile,
    Scroller,
    Text,
)
from reviewer_app.ui.widgets.compared_text import ComparedText
from reviewer_app.ui.widgets.layouts import clear, lay_in

PAUSE_MILLISECONDS: Final = 600
"""Wait after the last change before both are compared anew."""

_BESIDE_EACH_OTHER: Final = 640
"""Pixels at 100 % text from which both stand beside each other."""


class ReportCompared(QWidget):
    """Compares while it is in sight, off the window's thread, and anew a moment after the review changed."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._stale, self._asked = True, 0
        self.pairs: tuple[Pair, ...] = ()
        self.earlier = ChoiceField(_("Earlier version"))
        self.later = ChoiceField(_("Later version"))
        self.said = Text("", Step.LIST, "ink2")
        self.back = Button(_("Previous change"), "quiet", key="Shift+F3")
        self.on = Button(_("Next change"), "quiet", key="F3")
        self.refused = Banner("", "alert", action=_("Try again"))
        self.refused.hide()
        self.changes: list[Change] = []
        self._rows = QWidget()
        self._column = QVBoxLayout(self._rows)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.M)
        self.earlier.chosen.connect(lambda _one: self._compare())
        self.later.chosen.connect(lambda _one: self._compare())
        self.refused.acted.connect(self._compare)
        self.back.clicked.connect(partial(self.step, -1))
        self.on.clicked.connect(partial(self.step, 1))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self._compare)
        self._stage = Pile()
        self._stage.addWidget(self._whole())
        self._stage.addWidget(_nothing_yet())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stage)

    def _whole(self) -> QWidget:
        chosen = QWidget()
        line = Flow(chosen, gap=Space.L)
        for part in (self.earlier, self.later):
            line.addWidget(part)
        steps = QWidget()
        beside = QHBoxLayout(steps)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(Space.L)
        for step in (self.said, self.back, self.on):
            beside.addWidget(step, 0, Qt.AlignmentFlag.AlignVCenter)
        beside.addStretch(1)
        # All of it scrolls: where text is large, what differs needs the room.
        inner = Column(bottom=Space.XL)
        for one in (chosen, steps, self.refused, self._rows):
            inner.add(one)
            inner.space(Space.S)
        inner.stretch()
        self._scroller = Scroller(inner)
        return self._scroller

    @property
    def current(self) -> bool:
        """Whether what is shown is what both versions say."""
        return not self._stale

    def begin(self) -> None:
        """Put the keys on the choice of versions; nowhere while there is none to compare."""
        self.earlier.setFocus()

    def refresh(self) -> None:
        """The review changed: offer its versions, and compare anew once nothing has changed for a moment."""
        made = comparing.reports_exported(self._bridge.opened)
        self._stage.setCurrentIndex(0 if made else 1)
        choices = [(NOW, _("Now")), *((one.id, version_name(one)) for one in made)]
        known = [one for one, _words in choices]
        if made and known != self.later.choice_ids:
            earlier, later = self.earlier.value, self.later.value
            self.earlier.set_choices(choices, earlier if earlier in known else made[0].id)
            self.later.set_choices(choices, later if later in known else NOW)
        self._stale = True
        if made and self.isVisible():
            self._pause.start()

    def step(self, way: int) -> None:
        """Go to the next change (1), or the one before (-1); from the last one on to the first."""
        if not self.changes:
            return
        here = next((at for at, one in enumerate(self.changes) if one.title.hasFocus()), None)
        at = (0 if way > 0 else -1) if here is None else (here + way) % len(self.changes)
        self.changes[at].title.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroller.follow_focus(self.changes[at])

    def why_no_step(self) -> str:
        """Why there is no change to go to; "" where there is one."""
        return "" if self.changes else _("Nothing differs between the two versions shown.")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._compare()

    def _compare(self) -> None:
        earlier, later = self.earlier.value, self.later.value
        if not earlier or not later:
            return
        self._stale = False
        self._asked += 1
        asked = self._asked
        self.refused.hide()
        session, opened = self._bridge.session, self._bridge.opened.snapshot()
        self._bridge.ask(lambda: comparing.compare_versions(session, opened, earlier, later)).then(
            partial(self._show, asked)
        ).failed(partial(self._refuse, asked))

    def _refuse(self, asked: int, error: UserError) -> None:
        if asked == self._asked:
            self.refused.say(refusal_words(error), "alert", action=_("Try again"))

    def _show(self, asked: int, pairs: tuple[Pair, ...]) -> None:
        # What was asked before is stale: another pair was chosen meanwhile.
        if asked != self._asked:
            return
        self.said.setText(comparing.changes_words(pairs))
        if pairs == self.pairs and self.changes:
            return
        at = self._scroller.verticalScrollBar().value()
        self.pairs, self.changes = pairs, []
        clear(self._column)
        for same, ones in groupby(pairs, key=lambda one: one.fate is Fate.SAME):
            if same:
                self._column.addWidget(_Unchanged(list(ones)))
                continue
            for one in ones:
                change = Change(one)
                self.changes.append(change)
                self._column.addWidget(change)
        for button in (self.back, self.on):
            button.set_disabled_reason(self.why_no_step())
        self._scroller.verticalScrollBar().setValue(at)


class Change(QWidget):
    """A paragraph that differs: what became of it, and both wordings."""

    def __init__(self, pair: Pair) -> None:
        super().__init__()
        fate = comparing.fate_words(pair.fate)
        self.title = _Title(pair.title)
        self.title.setAccessibleName(f"{pair.title}, {fate}")
        told = [
            _("Before: {words}").format(words=pair.before) if pair.before else "",
            _("After: {words}").format(words=pair.after) if pair.after else "",
            *comparing.pair_words(pair),
        ]
        self.title.setAccessibleDescription(" ".join(one for one in told if one))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(Hairline())
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self.title, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(Chip(fate, "outlined"), 0, Qt.AlignmentFlag.AlignTop)
        head.addStretch(1)
        lay_in(column, head)
        if pair.fate is Fate.MOVED:
            column.addWidget(Text(pair.after, Step.NOTE))
        else:
            column.addWidget(_Both(pair))


class _Title(Text):
    """What became of a paragraph; a stop of the keys that lead from change to change."""

    def __init__(self, words: str) -> None:
        super().__init__(words, Step.LIST, weight=QFont.Weight.DemiBold)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class _Both(Folding):
    """Both wordings beside each other, below each other where it is narrow."""

    def __init__(self, pair: Pair) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.XL)
        before = Text(_("Not there yet."), Step.LIST, "ink3")
        if pair.before:
            before = ComparedText(pair.before, pair.taken_out, gone=True)
        after = Text(_("No longer there."), Step.LIST, "ink3")
        if pair.after:
            after = ComparedText(pair.after, pair.put_in)
        self._row.addWidget(_side(_("Before"), before), 1)
        self._row.addWidget(_side(_("After"), after), 1)

    def fold(self) -> None:
        """Put both beside each other, or below."""
        way = QBoxLayout.Direction
        wide = self.holds(_BESIDE_EACH_OTHER)
        self._row.setDirection(way.LeftToRight if wide else way.TopToBottom)
        self._row.setSpacing(Space.XL if wide else Space.S)


def _side(label: str, words: Text) -> QWidget:
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(Text(label, Step.LABEL, "ink3"))
    column.addWidget(words)
    column.addStretch(1)
    return side


class _Unchanged(QWidget):
    """Paragraphs that say the same in both, folded into a line until someone wants them."""

    def __init__(self, pairs: list[Pair]) -> None:
        super().__init__()
        self._pairs = pairs
        count = len(pairs)
        self._words = ngettext(
            "{count} paragraph is unchanged", "{count} paragraphs are unchanged", count
        ).format(count=count)
        self.toggle = Button(self._words, "quiet", icon="chevron-right")
        self.toggle.clicked.connect(self._turn)
        self._texts: QWidget | None = None
        line = QHBoxLayout()
        line.addWidget(self.toggle)
        line.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)
        lay_in(self._column, line)

    def _turn(self) -> None:
        if self._texts is None:
            self._texts = QWidget()
            column = QVBoxLayout(self._texts)
            column.setContentsMargins(Space.L, 0, 0, 0)
            column.setSpacing(Space.S)
            for title, ones in groupby(self._pairs, key=lambda one: one.title):
                column.addWidget(Text(title, Step.LABEL, "ink3"))
                for one in ones:
                    column.addWidget(Text(one.after, Step.LIST, "ink2"))
            self._column.addWidget(self._texts)
            self._texts.show()
            return
        self._texts.setVisible(self._texts.isHidden())


def _nothing_yet() -> QWidget:
    empty = EmptyState(
        _("Nothing to compare yet"),
        _("Once a draft was exported, what changed since then stands here, side by side."),
        icon="report",
    )
    column = Column()
    column.add(empty, 1)
    return column
