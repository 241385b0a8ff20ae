"""The findings on the wall, and nothing else: read line by line, and changed where they stand."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.model.words import Bearing
from reviewer_app.ui.components import finding_words
from reviewer_app.ui.components.keyed_column import KeyedColumn, Part, inset
from reviewer_app.ui.components.meeting_sentence import MeetingSentence
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step, scaled, tokens
from reviewer_app.ui.widgets import Button, Scroller, Text
from reviewer_app.ui.widgets.layouts import lay_in
from reviewer_app.ui.widgets.way_back import WayBack


class MeetingView(QWidget):
    """Covers the window it belongs to until Escape. No warnings, estimates, counts or state.

    The one control it has beside its way out is that of the safeguarding card, which is in sight wherever one is.

    Escape folds the notes behind a sentence first, as whoever unfolded them means to come back to the sentences; with
    none unfolded it leaves. Leaving commits a sentence being written, as it does anywhere: no word is thrown away.

    Signals:
        closed()
        safeguarding_asked()
    """

    closed = Signal()
    safeguarding_asked = Signal()

    def __init__(self, bridge: Bridge, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._window = window
        self._way_back = WayBack(self)
        self.setAccessibleName(_("Meeting view"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("own_focus", True)
        self.column = KeyedColumn()
        inner = QWidget()
        whole = QVBoxLayout(inner)
        whole.addWidget(self.column, 0)
        whole.addStretch(1)
        self._whole = whole
        self._scroller = Scroller(inner)
        self.way_out = Button(_("Close"), "quiet", key="Esc")
        self.way_out.clicked.connect(self.close_view)
        self.safeguarding = Button(_("Safeguarding"), "foot", key="F9")
        self.safeguarding.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.safeguarding.clicked.connect(self.safeguarding_asked)
        head = QHBoxLayout()
        head.setContentsMargins(Space.L, Space.S, Space.L, 0)
        head.addStretch(1)
        head.addWidget(self.safeguarding, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.way_out)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        lay_in(column, head)
        column.addWidget(self._scroller, 1)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.step_back)
        window.installEventFilter(self)
        self.hide()

    def open(self, heading: str = "") -> None:
        """Cover the window, beginning at a heading; a finding still being written is finished first."""
        self._way_back.keep()
        self.refresh()
        self._place()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        QApplication.sendPostedEvents(self, QEvent.Type.LayoutRequest)
        part = self.column.part(f"heading:{heading}")
        if part is not None:
            self._scroller.verticalScrollBar().setValue(part.y())

    def step_back(self) -> None:
        """Fold the notes that are unfolded; where none are, leave."""
        unfolded = [one for one in self.column.parts(MeetingSentence) if one.shows_evidence]
        for one in unfolded:
            one.toggle_evidence()
        if not unfolded:
            self.close_view()

    def close_view(self) -> None:
        """Leave; what is being written is committed, as leaving a sentence does."""
        if self.isHidden():
            return
        self.flush()
        self._way_back.go()
        self.hide()
        self.closed.emit()

    def refresh(self) -> None:
        """Show what the review says now."""
        opened = self._bridge.opened
        parts: list[Part] = []
        for heading in opened.framework.framework.headings:
            title = heading.title
            if heading.kind == "excellence" and opened.review.excellence_title:
                title = _("{heading}: {title}").format(
                    heading=title, title=opened.review.excellence_title
                )
            found = opened.findings(heading.id)
            if found:
                parts.append((f"heading:{heading.id}", partial(_title, title)))
            for bearing in (Bearing.WWW, Bearing.EBI):
                kind = [one for one in found if one.bearing is bearing]
                if kind:
                    words = finding_words.bearing_title(bearing)
                    key = f"{heading.id}:{bearing.value}"
                    parts.append((key, partial(_subtitle, words)))
                parts += [(one.id, partial(MeetingSentence, self._bridge, one)) for one in kind]
        if not parts:
            parts.append(("none", partial(_title, _("There are no findings yet."))))
        self.column.show_parts(parts)
        for one in opened.findings():
            shown = self.column.part(one.id)
            if isinstance(shown, MeetingSentence):
                shown.show_finding(one)

    def flush(self) -> None:
        """Save every pending draft now."""
        for part in self.column.parts(MeetingSentence):
            part.sentence.flush()

    def toggle_evidence(self) -> None:
        """Unfold or fold the notes behind the sentence that has the cursor, else behind the first in sight."""
        focused = QApplication.focusWidget()
        sentences = self.column.parts(MeetingSentence)
        chosen = [one for one in sentences if focused is not None and one.isAncestorOf(focused)]
        in_sight = [one for one in sentences if not one.visibleRegion().isEmpty()]
        for one in (chosen or in_sight)[:1]:
            one.toggle_evidence()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 (Qt's name)
        """Tab stays in the view: what it covers cannot show the focus."""
        tab = Qt.FocusPolicy.TabFocus
        stops: list[QWidget] = [
            self,
            *(
                one
                for one in self.findChildren(QWidget)
                if one.focusPolicy() & tab == tab and one.isEnabled() and one.isVisible()
            ),
        ]
        here = QApplication.focusWidget()
        at = stops.index(here) if here in stops else 0
        target = stops[(at + (1 if next else -1)) % len(stops)]
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        target.setFocus(reason)
        if target is not self:
            self._scroller.follow_focus(target)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._scroller.verticalScrollBar()
        page = bar.pageStep() * 4 // 5
        steps = {
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Space: page,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_Down: page // 6,
            Qt.Key.Key_Up: -page // 6,
        }
        by = steps.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(bar.value() + by)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().paper)
        painter.end()

    def _place(self) -> None:
        self.setGeometry(self._window.rect())
        side = max((self._window.width() - scaled(self.font(), 1000)) // 2, Space.PAGE)
        self._whole.setContentsMargins(side, Space.S, side, Space.PAGE)


def _title(words: str) -> QWidget:
    return inset(Text(words, Step.MEETING, weight=QFont.Weight.Bold), above=Space.XL, below=Space.S)


def _subtitle(words: str) -> QWidget:
    return inset(Text(words, Step.NEXT, "ink2"), above=Space.M, below=Space.S)
