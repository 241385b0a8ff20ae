"""The notes still to be tagged, one after the other: a digit tags, an arrow goes to the next."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.frameworks.schema import TARGET_LIMIT
from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.model.nouns import Activity, Note
from reviewer_app.review import weigh
from reviewer_app.review.opened import activity_order, rank_of
from reviewer_app.review.targets import targets_of
from reviewer_app.ui.components.drafted_editor import TagSuggestions
from reviewer_app.ui.components.note_stream import VisitNotesModel
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.tagging import all_carry, toggle_pointing, toggle_tag
from reviewer_app.ui.models.note_stream_model import criterion_words, line_of_note
from reviewer_app.ui.models.visit_words import clock_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import (
    Banner,
    Button,
    Column,
    Flow,
    Folding,
    KeyHints,
    ListPanel,
    NumberedList,
    PageHeader,
    Scroller,
    SectionLabel,
    StreamDelegate,
    TagPicker,
    Text,
    announce,
)
from reviewer_app.ui.widgets.layouts import lay_in
from reviewer_app.ui.widgets.note_editor import BEARING_KEYS
from reviewer_app.ui.widgets.numbered import Numbered

_FOLD_AT: Final = 640


class _List(ListPanel):
    """The notes; keys that tag go to whoever holds it."""

    BLEED = Space.S
    typed = Signal(str)
    pointed = Signal(str)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = Qt.Key(event.key())
        if control and key in BEARING_KEYS:
            self.pointed.emit(BEARING_KEYS[key])
        elif not control and event.text() and event.text() in "#@123456789":
            self.typed.emit(event.text())
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Columns(Folding):
    """The notes and, beside or below them, the digits: each scrolls by itself, so that the digits stay in sight.

    Signals:
        folded(bool): the digits stand below.
    """

    folded = Signal(bool)

    def __init__(self, notes: QWidget, side: QWidget) -> None:
        super().__init__()
        around = QVBoxLayout()
        around.setContentsMargins(Space.PAGE - Space.S, 0, Space.S, 0)
        around.addWidget(notes)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, Space.S)
        self._row.setSpacing(Space.S)
        lay_in(self._row, around, 60)
        self._row.addWidget(side, 40)

    def fold(self) -> None:
        """Put the digits beside the notes, or below."""
        beside = self.holds(_FOLD_AT)
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        # Below the notes, the digits count for more than teaching the keys.
        self._row.setStretch(0, 60 if beside else 40)
        self._row.setStretch(1, 40 if beside else 60)
        self.folded.emit(not beside)


class UntaggedNotes(QWidget):
    """Every note of mine that bore on no criterion when it was shown; a tagged one stays until it is shown anew.

    The digits stay what they are while one tags: what to look for on the visit of the note, never what was used last.

    Signals:
        closed(): Escape or *Done*.
        note_asked(note id): to be changed, on its visit.
    """

    closed = Signal()
    note_asked = Signal(str)

    def __init__(self, bridge: Bridge, host: QWidget) -> None:
        super().__init__()
        self._bridge, self._host = bridge, host
        self._notes: tuple[str, ...] = ()
        self._suggestions = TagSuggestions(bridge.opened)
        self._picker: TagPicker | None = None
        self._said_last = ""
        self.done = Button(_("Done"), "primary", key="Esc")
        self.header = PageHeader(_("Notes without a criterion"), "", [self.done])
        self.said = Banner("")
        self.said.hide()
        self._model = VisitNotesModel()
        self.list = _List(_("Notes without a criterion"), self._model, StreamDelegate())
        self._model.setParent(self.list)
        self.digits = NumberedList(_("What the note is about"))
        self.more = Button(_("Search the criteria"), "secondary", key="#")
        self.pupils = Button(_("Pupils"), "secondary", key="@")
        self.open_note = Button(_("Change the note"), "quiet", key="F2")
        self._compose()
        self.done.clicked.connect(self.closed)
        self.list.left.connect(self.closed)
        self.list.typed.connect(self._typed)
        self.list.pointed.connect(self._point)
        self.list.opened.connect(lambda _note: self._next())
        self.list.current_changed.connect(lambda _note: self._show_digits())
        self.digits.opened.connect(lambda tag: self._toggle("#", tag))
        self.more.clicked.connect(lambda: self._ask("#"))
        self.pupils.clicked.connect(lambda: self._ask("@"))
        self.open_note.clicked.connect(self.change)

    @property
    def picker(self) -> TagPicker | None:
        """The card that searches, None until it was first asked for."""
        return self._picker

    @property
    def left(self) -> int:
        """How many are still without a criterion."""
        opened = self._bridge.opened
        return sum(1 for note in self._notes if not opened.criteria_of(note))

    def enter(self) -> None:
        """Show what is untagged now, and go to the first."""
        opened = self._bridge.opened
        visits = {one.id: activity_order(one) for one in opened.activities()}
        found = sorted(
            weigh.untagged(opened),
            key=lambda one: (visits.get(one.activity, ("", "")), rank_of(one)),
        )
        self._notes = tuple(one.id for one in found)
        self._suggestions = TagSuggestions(opened)
        self.said.hide()
        self.refresh()
        if self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(0, 0))
        self.list.setFocus()

    def refresh(self) -> None:
        """Show what changed."""
        opened = self._bridge.opened
        lines = []
        for id_ in self._notes:
            note = opened.get(Note, id_)
            activity = opened.get(Activity, note.activity) if note else None
            if note is not None and activity is not None:
                line = line_of_note(opened, note)
                lines.append(line.with_remark(activity.title))
        self._model.show(lines)
        self.list.setVisible(bool(lines))
        self._say_how_many(len(lines))
        self._show_digits()
        if self._picker is not None:
            self._picker.show_held()

    def change(self) -> None:
        """Go to the note on its visit."""
        if self.list.current_id:
            self.note_asked.emit(self.list.current_id)

    def _compose(self) -> None:
        side = Column(left=Space.XL, right=Space.XL)
        self._about = SectionLabel(_("What the note is about"))
        side.add(self._about)
        side.space(Space.XS)
        side.add(self.digits)
        side.space(Space.M)
        asked = QWidget()
        flow = Flow(asked, gap=Space.S, line_gap=Space.S)
        for button in (self.more, self.pupils, self.open_note):
            flow.addWidget(button)
        side.add(asked)
        side.space(Space.S)
        self._hint = Text(
            _("A digit tags the note or takes the tag off. Down or Enter goes to the next."),
            Step.LABEL,
            "ink3",
        )
        side.add(self._hint)
        side.stretch()
        self.columns = _Columns(self.list, Scroller(side))
        head = Column()
        head.add(self.header)
        head.add(self.said)
        self.hints = KeyHints(
            [
                ("1", _("to 9: what it is about")),
                ("#", _("search")),
                ("@", _("pupils")),
                ("Return", _("next note")),
            ]
        )
        self.columns.folded.connect(lambda folded: self.hints.setVisible(not folded))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.columns, 1)
        foot = Column()
        foot.add(self.hints)
        foot.space(Space.M)
        column.addWidget(foot)

    def _say_how_many(self, count: int) -> None:
        left = self.left
        if not count:
            words = _("Every note of yours says what it is about.")
        elif not left:
            words = _("All done: every note says what it is about.")
        else:
            words = ngettext("{left} of {count} note left", "{left} of {count} notes left", count)
        said = words.format(left=left, count=count)
        self.header.set_subtitle(said)
        if said != self._said_last:
            self._said_last = said
            announce(self, said)
        for part in (self._about, self.digits, self.more, self.pupils, self.open_note, self._hint):
            part.setVisible(bool(count))

    def _current(self) -> Note | None:
        return self._bridge.opened.get(Note, self.list.current_id)

    def _show_digits(self) -> None:
        note = self._current()
        opened = self._bridge.opened
        activity = opened.get(Activity, note.activity) if note else None
        if note is None or activity is None:
            self.digits.choices.set_rows(())
            return
        framework = opened.framework.framework
        targets = targets_of(opened, activity)
        self._suggestions.look_for(targets)
        offered = list(dict.fromkeys((*targets, *(one.id for one in framework.criteria))))
        carried = set(opened.criteria_of(note.id))
        self.digits.choices.set_rows(
            [
                Numbered(one, criterion_words(opened, one), held=one in carried)
                for one in offered[:TARGET_LIMIT]
            ]
        )

    def _typed(self, typed: str) -> None:
        if typed.isdigit():
            self._toggle("#", self.digits.by_digit(int(typed)))
        else:
            self._ask(typed)

    def _ask(self, sign: str) -> None:
        note = self._current()
        if note is None:
            return
        if self._picker is None:
            self._picker = TagPicker(self._host)
            self._picker.toggled.connect(self._toggle)
        title = _("Tag the note of {time}").format(time=clock_words(note.seen_at))
        self._picker.open(title, sign, self._suggestions.offer, self._carries)

    def _carries(self, sign: str, tag: str) -> bool:
        return all_carry(self._bridge.opened, [self.list.current_id], sign, tag)

    def _toggle(self, sign: str, tag: str) -> None:
        note = self._current()
        if note is not None and tag:
            toggle_tag(self._bridge, self._suggestions, [note.id], sign, tag).failed(self._refused)

    def _point(self, pointing: str) -> None:
        note = self._current()
        if note is not None:
            toggle_pointing(self._bridge, [note], pointing).failed(self._refused)

    def _next(self) -> None:
        row = self.list.currentIndex().row() + 1
        if row < self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(row, 0))

    def _refused(self, error: UserError) -> None:
        self.said.say(refusal_words(error), "alert")
