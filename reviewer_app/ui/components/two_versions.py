"""Two versions of one note, or of anything else, side by side: one is chosen, both are kept, or one is made of both."""

from functools import partial
from typing import Final, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.model.nouns import Note, Record
from reviewer_app.review import arrange, versions
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.versions import RecordVersion
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.models.note_stream_model import Tags
from reviewer_app.ui.models.version_words import VersionLine, version_lines, what_words
from reviewer_app.ui.models.waiting_model import EDIT_PLACE
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step, scaled
from reviewer_app.ui.widgets import Banner, Button, Flow, Hairline, Sheet, Text
from reviewer_app.ui.widgets.compared_text import ComparedText
from reviewer_app.ui.widgets.layouts import clear

_BESIDE_EACH_OTHER: Final = 640
"""Pixels at 100 % text from which versions stand beside each other."""
_MOST_KEYS: Final = 9


def why_not_versions(opened: OpenReview, note: str) -> str:
    """Say why there are no two versions to show; "" where there are."""
    return "" if note in opened.disputed else _("Choose a note with two versions first.")


class TwoVersions(Sheet):
    """A sheet over the page with every version of a record. 1, 2 or a press keeps one; of a note, B keeps both.

    Signals:
        settled(sentence): one version stands now.
        note_wanted(note): go to the note, where one wording is written from both.
    """

    settled = Signal(str)
    note_wanted = Signal(str)

    def __init__(self, host: QWidget, bridge: Bridge) -> None:
        super().__init__(
            host, _("Two versions of one note"), close_words=_("Close both versions"), wide=True
        )
        self._bridge = bridge
        self._noun: type[Record] = Note
        self._record = ""
        self._read: list[RecordVersion[Record]] = []
        self._seen = 0
        self.refused = Banner("")
        self.refused.hide()
        self.columns = _Columns()
        self.what = Text("", Step.LIST, "ink2")
        self.add(self.what)
        self.add(self.refused)
        self.add(self.columns)
        self.both = Button(_("Keep both"), key="B")
        self.both.clicked.connect(self.keep_both)
        self.anew = Button(_("Write one from both"))
        self.anew.clicked.connect(self.write_anew)
        ways = QWidget()
        flow = Flow(ways)
        flow.addWidget(self.both)
        flow.addWidget(self.anew)
        self.add(ways)
        self.why_not_both = Text("", Step.LIST, "ink3")
        self.add(self.why_not_both)
        self.finish()

    def ask(self, note: str) -> None:
        """Read the versions of a note, and show them."""
        self.ask_of(Note, note)

    def ask_of(self, noun: type[Record], record: str) -> None:
        """Read the versions of any record, and show them."""
        self._noun, self._record = noun, record
        title = _("Two versions of one note")
        if noun is not Note:
            title = _("{what}: two versions").format(what=what_words(noun))
        self.set_title(title)
        self.what.setText(
            _(
                "This note was changed in two places. Both versions are kept until you choose; what "
                "you do not keep stays in its history."
            )
            if noun is Note
            else _(
                "This was changed in two places. Both versions are kept until you choose; what you do "
                "not keep stays in its history."
            )
        )
        self.refused.hide()
        self._read_now()

    def refresh(self) -> None:
        """Show what came or went while both are in sight."""
        if self.isVisible():
            self._read_now()

    def keep(self, number: int) -> None:
        """Keep one version, counted from 0."""
        if number >= len(self._read):
            return
        self._bridge.do(
            versions.choose_version,
            self._noun,
            self._record,
            self._read[number].key,
            since=self._seen,
        ).then(
            lambda _done: self._done(_("One version stands now. The other is in its history."))
        ).failed(self._refuse)

    def keep_both(self) -> None:
        """Keep every version of a note: what this person wrote becomes a note of their own beside it."""
        if self.both.isHidden() or not self.both.isEnabled():
            return
        self._bridge.do(arrange.keep_both, self._record, since=self._seen).then(
            lambda made: self._done(
                ngettext(
                    "Both are kept: yours is a note of its own now.",
                    "All are kept: yours are notes of their own now.",
                    len(made),
                )
            )
        ).failed(self._refuse)

    def write_anew(self) -> None:
        """Put both wordings where the note is changed, to make one of them; nothing is chosen until that is done."""
        found = self._bridge.opened.get(Note, self._record)
        words = self._wordings()
        if found is None:
            return
        place, both = f"{EDIT_PLACE}{self._record}", "\n\n".join(words)
        tags = Tags.of_note(self._bridge.opened, found)
        self._bridge.keep_draft(place, both, len(both), tags.to_extra())
        self.close_sheet()
        self.note_wanted.emit(self._record)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < _MOST_KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.keep(number)
            return
        if event.key() == Qt.Key.Key_B and not event.modifiers():
            self.keep_both()
            return
        super().keyPressEvent(event)

    def _wordings(self) -> list[str]:
        """Give the wordings of a note that differ; none of anything else."""
        kept = [one.record for one in self._read if not one.removed]
        return list(dict.fromkeys(one.text for one in kept if isinstance(one, Note)))

    def _read_now(self) -> None:
        session, review = self._bridge.session, self._bridge.opened.id
        noun, record = self._noun, self._record
        seen = self._bridge.position
        self._bridge.ask(lambda: session.versions(review, noun, record)).then(
            lambda read: self._show(record, seen, read)
        ).failed(self._refuse)

    def _show(self, record: str, seen: int, read: list[RecordVersion[Record]]) -> None:
        if record != self._record:
            return
        self._read, self._seen = read, seen
        if not read:
            self.close_sheet()
            return
        buttons = self.columns.show_versions(version_lines(self._bridge.opened, read))
        for number, button in enumerate(buttons):
            button.clicked.connect(partial(self.keep, number))
        several = len(self._wordings()) > 1
        self.anew.setVisible(several)
        self.both.setVisible(several)
        reason = self._why_not_both() if several else ""
        self.both.set_disabled_reason(reason)
        self.why_not_both.setText(reason)
        self.why_not_both.setVisible(bool(reason))
        if self.isVisible():
            buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.open()

    def _why_not_both(self) -> str:
        """Say why not every version of a note can be kept by whoever sits here; "" where it can."""
        notes = [one for one in self._read if isinstance(one.record, Note)]
        try:
            versions.keepers_of(cast("list[RecordVersion[Note]]", notes), self._bridge.opened.me)
        except UserError as error:
            return refusal_words(error)
        return ""

    def _done(self, words: str) -> None:
        self.close_sheet()
        self.settled.emit(words)

    def _refuse(self, error: UserError) -> None:
        self.refused.say(refusal_words(error), "alert")


class _Columns(QWidget):
    """Versions beside each other; below each other where it is narrow."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.XL)

    def show_versions(self, lines: list[VersionLine]) -> list[Button]:
        """Show these; gives the button of each that keeps it."""
        clear(self._row)
        buttons = []
        for number, line in enumerate(lines, 1):
            column, button = _column(number, line)
            self._row.addWidget(column, 1)
            buttons.append(button)
        return buttons

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= scaled(self.font(), _BESIDE_EACH_OTHER)
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if wide else way.TopToBottom)


def _column(number: int, line: VersionLine) -> tuple[QWidget, Button]:
    words = _("Let it be removed") if line.removed else _("Keep version {number}")
    button = Button(words.format(number=number), key=str(number))
    button.setAccessibleDescription(f"{line.who}, {line.when}")
    column = QWidget()
    rows = QVBoxLayout(column)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(Space.S)
    rows.addWidget(Hairline())
    rows.addWidget(
        Text(
            _("Version {number}: {who}").format(number=number, who=line.who),
            Step.NEXT,
            weight=QFont.Weight.DemiBold,
        )
    )
    rows.addWidget(Text(line.when, Step.LABEL, "ink3"))
    # Above the words, where it is in sight however long they are.
    rows.addWidget(button)
    rows.addSpacing(Space.XS)
    if line.text:
        text = ComparedText(line.text, line.differs)
        parts = [line.text[start : start + length].strip() for start, length in line.differs]
        text.setAccessibleDescription(
            _("Differs: {words}").format(words="; ".join(one for one in parts if one))
            if any(parts)
            else ""
        )
        rows.addWidget(text)
    for words in line.besides:
        rows.addWidget(Text(words, Step.LIST, "ink2"))
    rows.addStretch(1)
    return column, button
