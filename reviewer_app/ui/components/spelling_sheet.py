"""Spelling, when it is asked for: one word after the other beside the page, by digits alone where one likes."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from reviewer_app.language import gettext as _
from reviewer_app.review import abbreviations, spelling
from reviewer_app.review.session import Session
from reviewer_app.review.spelling import Unknown
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Step
from reviewer_app.ui.theme.utf16 import units
from reviewer_app.ui.widgets import Button, NumberedList, Sheet, Text
from reviewer_app.ui.widgets.numbered import Numbered
from reviewer_app.ui.widgets.plain_edit import PlainEdit

Found = list[tuple[Unknown, list[str]]]


class SpellingSheet(Sheet):
    """The words of a text that no list knows. Nothing is changed but what is chosen here, and undo takes it back."""

    def __init__(self, host: QWidget, bridge: Bridge) -> None:
        super().__init__(host, _("Spelling"), close_words=_("Close the spelling"))
        self._bridge = bridge
        self._edit: PlainEdit | None = None
        self._found: Found = []
        self._at = 0
        self.word = Text("", Step.NEXT)
        self.count = Text("", Step.LABEL, "ink3")
        self.offers = NumberedList(_("What may have been meant"))
        self.leave = Button(_("Leave it"), "primary", key="Ctrl+Return")
        self.keep = Button(_("It is right"), "secondary")
        self.keep.set_tip(_("The word is not asked about again on this laptop."))
        self.add(self.word)
        self.add(self.count)
        self.add(self.offers)
        self.finish()
        self.set_actions([self.leave, self.keep])
        self.offers.opened.connect(self._replace)
        self.leave.clicked.connect(self._next)
        self.keep.clicked.connect(self._learn)

    def ask(self, edit: PlainEdit) -> None:
        """Look through a text, off the window's thread, and show what no list knows."""
        self._edit = edit
        session, text = self._bridge.session, edit.text()
        shorts = abbreviations.known(self._bridge.opened, {})
        self._bridge.ask(lambda: _look_through(session, text, shorts)).then(self._show)

    def _show(self, found: object) -> None:
        self._found, self._at = cast(Found, found), 0
        self._show_word()
        self.open()
        self._focus()

    def _show_word(self) -> None:
        there = self._at < len(self._found)
        unknown, offers = self._found[self._at] if there else (None, [])
        self.offers.choices.set_rows([Numbered(one, one) for one in offers])
        self.offers.setVisible(bool(offers))
        self.keep.setVisible(unknown is not None)
        self.leave.set_text(_("Leave it") if unknown else _("Close"))
        if unknown is None:
            self.word.setText(_("Every word is known."))
            self.count.setText("")
            return
        self.word.setText(unknown.word)
        self.count.setText(
            _("{number} of {count}").format(number=self._at + 1, count=len(self._found))
        )
        if offers:
            self.offers.setCurrentIndex(self.offers.choices.index(0, 0))
        if self._edit is not None:
            text = self._edit.text()
            self._edit.select_range(units(text, unknown.start), units(text, unknown.end))

    def _focus(self) -> None:
        target = self.offers if self.offers.choices.rows else self.leave
        target.setFocus(Qt.FocusReason.PopupFocusReason)

    def _next(self) -> None:
        if self._at >= len(self._found):
            self.close_sheet()
            return
        self._at += 1
        self._show_word()
        self._focus()

    def _replace(self, words: str) -> None:
        unknown, _offers = self._found[self._at]
        edit = self._edit
        text = edit.text() if edit is not None else ""
        if edit is not None and text[unknown.start : unknown.end] == unknown.word:
            edit.replace_range(units(text, unknown.start), units(text, unknown.end), words)
            longer = len(words) - len(unknown.word)
            self._found = [
                (Unknown(one.start + longer, one.word), offers)
                if one.start > unknown.start
                else (one, offers)
                for one, offers in self._found
            ]
        self._next()

    def _learn(self) -> None:
        unknown, _offers = self._found[self._at]
        word = unknown.word.casefold()
        session, bridge = self._bridge.session, self._bridge
        bridge.ask(lambda: _learnt(session)).then(
            lambda learnt: bridge.keep_setting(spelling.LEARNT, sorted({*learnt, word}))
        )
        here = self._at
        self._found = [
            found
            for at, found in enumerate(self._found)
            if at <= here or found[0].word.casefold() != word
        ]
        self._next()


def _look_through(session: Session, text: str, shorts: Sequence[str] | dict[str, str]) -> Found:
    known = spelling.british()
    learnt = {*_learnt(session), *(one.casefold() for one in shorts)}
    return [(one, known.offers(one.word)) for one in known.unknown(text, learnt)]


def _learnt(session: Session) -> list[str]:
    kept = session.setting(spelling.LEARNT)
    return [str(one) for one in kept] if isinstance(kept, list) else []
