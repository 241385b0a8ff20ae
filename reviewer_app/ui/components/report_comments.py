"""Comments of the team beside a text of the report: in the margin of the sheet, below the text where it is narrow."""

import json
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.model.moment import time_of
from reviewer_app.model.nouns import DraftComment
from reviewer_app.review import comments
from reviewer_app.ui.components.drafted_text import DraftedText
from reviewer_app.ui.components.keyed_column import KeyedColumn, Part, inset
from reviewer_app.ui.models.visit_words import clock_words, date_words, first_name
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.errands import Reply
from reviewer_app.ui.theme import Radius, Space, Step, tokens
from reviewer_app.ui.theme.paint import round_box
from reviewer_app.ui.widgets import Button, Text
from reviewer_app.ui.widgets.around_text import PASSING
from reviewer_app.ui.widgets.layouts import lay_in

_WORDS: Final = "words"
"""What a draft of a comment keeps beside its text: the words it is on."""


def _on(words: str) -> str:
    return _("On “{words}”").format(words=words)


def new_place(subject: str) -> str:
    """Give the place of the draft of a comment that is being written on a text."""
    return f"comment-new:{subject}"


class CommentCard(QWidget):
    """One comment: whose, on which words, what it says, and whether it is done."""

    def __init__(self, bridge: Bridge, comment: DraftComment) -> None:
        super().__init__()
        self._bridge, self._comment = bridge, comment.id
        own = comment.author == bridge.opened.me
        self._done = comment.done
        date = date_words(time_of(comment.made_at).date())
        who = _("{who}, {date}, {time}").format(
            who=first_name(bridge.opened, comment.author),
            date=date,
            time=clock_words(comment.made_at),
        )
        self.text: DraftedText | Text
        if own:
            place = f"comment:{comment.id}"
            name = _("Your comment")
            self.text = DraftedText(bridge, place, name, self._reword, step=Step.LIST)
        else:
            self.text = Text(comment.text, Step.LIST)
        self.settle = Button("", "quiet")
        self.settle.clicked.connect(self._settle)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, DraftedText.BLEED, 0)
        foot.addWidget(self.settle)
        foot.addStretch(1)
        if own:
            back = Button(_("Take the comment back"), "quiet", icon="delete", icon_only=True)
            back.clicked.connect(lambda: bridge.do(comments.take_back, self._comment))
            foot.addWidget(back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.XS, 0, 0)
        column.setSpacing(2)
        column.addWidget(inset(Text(who, Step.LABEL, "ink3", weight=QFont.Weight.DemiBold)))
        if comment.words:
            column.addWidget(inset(Text(_on(comment.words), Step.LABEL, "ink2")))
        column.addWidget(self.text if own else inset(self.text))
        lay_in(column, foot)
        self.show_comment(comment)

    @property
    def is_done(self) -> bool:
        """Whether it was seen to."""
        return self._done

    def show_comment(self, comment: DraftComment) -> None:
        """Show what the review says of it now."""
        self._done = comment.done
        if isinstance(self.text, DraftedText):
            self.text.show_text(comment.text)
        else:
            self.text.setText(comment.text)
        self.settle.set_text(_("Not done after all") if comment.done else _("Done"))
        self.settle.setAccessibleDescription(comment.text)

    def _settle(self) -> None:
        self._bridge.do(comments.settle, self._comment, done=not self._done)

    def _reword(self, text: str, since: int) -> Reply:
        place = f"comment:{self._comment}"
        return self._bridge.do(comments.reword, self._comment, text, since=since, place=place)


class CommentStack(QWidget):
    """Every comment on one text, and where the next is written; what is done is folded away.

    Signals:
        left(subject): nothing is written here after all.
        escaped(subject): Escape closes the empty field; the keys are to go back to the text.
    """

    BLEED = DraftedText.BLEED
    left = Signal(str)
    escaped = Signal(str)

    def __init__(self, bridge: Bridge, subject: str) -> None:
        super().__init__()
        self._bridge, self.subject = bridge, subject
        self._shows_done = False
        self.cards = KeyedColumn()
        self.done = Button("", "quiet")
        self.done.clicked.connect(self._turn)
        self.new = DraftedText(
            bridge,
            new_place(subject),
            _("New comment for the team"),
            self._commit,
            step=Step.LIST,
            placeholder=_("A comment for the team; it is never printed"),
            empties=True,
            framed=True,
        )
        self._on = Text("", Step.LABEL, "ink2")
        self._quoted = inset(self._on)
        draft = bridge.opened.draft(new_place(subject))
        self._quote(json.loads(draft.extra).get(_WORDS, "") if draft else "")
        self.new.show_text("")
        self.new.sentence.words.installEventFilter(self)
        self.new.hide()
        line = QHBoxLayout()
        line.addWidget(self.done)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.S, Space.XS, Space.S, Space.S)
        column.setSpacing(Space.XS)
        column.addWidget(self.cards)
        lay_in(column, line)
        column.addWidget(self._quoted)
        column.addWidget(self.new)
        self.refresh()

    def refresh(self) -> None:
        """Show what the review says now; what is being written stays."""
        found = comments.comments_on(self._bridge.opened, self.subject)
        shown = [one for one in found if self._shows_done or not one.done]
        parts: list[Part] = [(one.id, partial(CommentCard, self._bridge, one)) for one in shown]
        self.cards.show_parts(parts)
        for one in shown:
            card = self.cards.part(one.id)
            if isinstance(card, CommentCard):
                card.show_comment(one)
        count = sum(1 for one in found if one.done)
        words = ngettext("{count} comment is done", "{count} comments are done", count)
        self.done.set_text(
            _("Hide what is done") if self._shows_done else words.format(count=count)
        )
        self.done.setVisible(bool(count))
        self._show_new(self.writing)

    @property
    def writing(self) -> bool:
        """Whether a comment is being written here."""
        return bool(self.new.text) or self.new.sentence.words.hasFocus()

    def begin(self, words: str) -> None:
        """Open the field for a comment on these words, "" for the whole text."""
        self._quote(words)
        self._show_new(True)
        self.new.sentence.words.setFocus()

    def flush(self) -> None:
        """Save every pending draft now."""
        for text in self.findChildren(DraftedText):
            text.flush()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        # A ground of its own: no part of the paper, and never printed.
        round_box(painter, self.rect(), Radius.CONTROL, theme.sunken, theme.line)
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.new.text.strip():
            return False
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in PASSING:
            self._show_new(False)
            self.left.emit(self.subject)
        elif (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            self.escaped.emit(self.subject)
            return True
        return False

    def _show_new(self, shown: bool) -> None:
        self.new.setVisible(shown)
        self._quoted.setVisible(shown and bool(self._words))

    def _quote(self, words: str) -> None:
        """Say which words the next comment is on; they are kept with its draft."""
        self._words = words
        self._on.setText(_on(words))
        self.new.extra = json.dumps({_WORDS: words} if words else {}, ensure_ascii=False)

    def _commit(self, text: str, _since: int) -> Reply:
        words, place = self._words, new_place(self.subject)
        self._quote("")
        reply = self._bridge.do(comments.comment, self.subject, text, words=words, place=place)
        # Refused, it stands there again to be put right, on the same words.
        return reply.failed(lambda _error: self._quote(words))

    def _turn(self) -> None:
        self._shows_done = not self._shows_done
        self.refresh()
