"""The names that still stand, one after the other: a role in its place, out, let it stay with a reason, or no name."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.language import listed, ngettext
from reviewer_app.model.nouns import DismissedWord, ListedName
from reviewer_app.review.names import answering, gate
from reviewer_app.review.names.guard import Found
from reviewer_app.review.names.offers import roles_for
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.written_field import WrittenLine
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import (
    Banner,
    Button,
    LongTextField,
    SectionLabel,
    Sheet,
    Text,
)
from reviewer_app.ui.widgets.layouts import clear

_AROUND = 90
"""Characters shown on either side of a name."""


class NamesPanel(Sheet):
    """Goes through the names of a review, and keeps its list of names to look out for.

    Signals:
        done(): no name is left to decide about.
    """

    done = Signal()

    def __init__(self, bridge: Bridge, host: QWidget) -> None:
        super().__init__(host, _("Names"), close_words=_("Close"))
        self._bridge = bridge
        self._found: list[Found] = []
        self._at = 0
        self._reasoned: Found | None = None
        self._state = Text("", Step.LIST, "ink2")
        self._where = SectionLabel("")
        self._words = Text("", Step.NOTE)
        self._whose = Text("", Step.LIST, "ink2")
        self._choices = QWidget()
        self._column = QVBoxLayout(self._choices)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)
        self.reason = WrittenLine(bridge, "name_waiver", _("Why it may stay"))
        self.stay = Button(_("Let it stay"))
        self.stay.clicked.connect(self._stay)
        self.later = Button(_("Next"), "quiet")
        self.later.clicked.connect(self._next)
        self._refused = Banner("", "alert")
        self.own = LongTextField(
            _("Names to look out for"),
            help=_("One a line. They are kept so that nobody can read them back."),
        )
        self._listed = Text("", Step.LIST, "ink2")
        self.add_names = Button(_("Look out for these"))
        self.add_names.clicked.connect(self._look_out)
        self.forget = Button(_("Empty the list"), "quiet")
        self.forget.clicked.connect(lambda: self._do(answering.forget_names))
        self._dismissed = QWidget()
        self._dismissed_column = QVBoxLayout(self._dismissed)
        self._dismissed_column.setContentsMargins(0, 0, 0, 0)
        self._dismissed_title = SectionLabel(_("Not names"))
        for part in (
            self._state,
            self._refused,
            self._where,
            self._words,
            self._whose,
            self._choices,
            self.reason,
            self.stay,
            self.later,
            self.own,
            self._listed,
            self.add_names,
            self.forget,
            self._dismissed_title,
            self._dismissed,
        ):
            self.add(part)
        self.finish()
        self._refused.hide()
        bridge.changed.connect(self._changed)

    @property
    def left(self) -> int:
        """How many names are still to decide about."""
        return len(self._found)

    @property
    def current(self) -> Found | None:
        """The name that is shown."""
        return self._found[self._at] if self._found else None

    @property
    def state_words(self) -> str:
        """What the panel says of how many are left."""
        return self._state.text()

    @property
    def whose_words(self) -> str:
        """Who can empty the earlier wording that is shown; "" where whoever sits here can."""
        return "" if self._whose.isHidden() else self._whose.text()

    def choices(self) -> list[Button]:
        """The buttons that answer for the name that is shown."""
        return [one for one in self._choices.children() if isinstance(one, Button)]

    def open(self) -> None:
        """Look for names, and show the first."""
        self._at, self._found = 0, []
        self._refused.hide()
        self._show_kept()
        self._show()
        super().open()
        self._search()

    def _search(self) -> None:
        session, opened = self._bridge.session, self._bridge.opened.snapshot()
        self._state.setText(_("Looking for names."))
        self._bridge.ask(lambda: gate.names_left(session, opened)).then(self._show_found)

    def _show_found(self, found: list[Found]) -> None:
        before, shown = len(self._found), self.current
        self._found = found
        # What others changed meanwhile must not put another name above the reason that is being typed.
        last = max(0, len(found) - 1)
        self._at = found.index(shown) if shown in found else min(self._at, last)
        self._show()
        if before and not found:
            self.done.emit()

    def _changed(self, kinds: frozenset[str]) -> None:
        if self.isVisible():
            self._show_kept()
            self._search()

    def _show(self) -> None:
        """Show the current name; the focus goes to the first answer, unless words are being typed here."""
        one = self.current
        for part in (self._where, self._words, self._choices, self.reason, self.stay, self.later):
            part.setVisible(one is not None)
        self._whose.hide()
        if one is None:
            self._state.setText(_("No name stands in this review."))
            return
        count = len(self._found)
        self._state.setText(
            ngettext(
                "{count} name to decide about.", "{count} names to decide about.", count
            ).format(count=count)
        )
        self._where.setText(gate.place_words(self._bridge.opened, one))
        self._words.setText(_around(one))
        if one != self._reasoned:
            self._reasoned = one
            self.reason.set_value("")
            self.reason.set_error("")
        self.later.setVisible(count > 1)
        typing = bool(self.own.value or self.reason.value)
        self._offer(one)
        if self.isVisible() and not typing:
            # What cannot be emptied here is no name only by exception: Enter must not say so.
            first = self.reason.line if self.whose_words else self.choices()[0]
            first.setFocus()

    def _offer(self, one: Found) -> None:
        clear(self._column)
        roster = self._bridge.opened.chain.tip
        able = answering.who_empties(roster, one.author) if one.change else []
        others = bool(able) and self._bridge.opened.me not in {member.person for member in able}
        self._whose.setVisible(others)
        if others:
            words = _(
                "Only {who} can empty this earlier wording. Ask, or say why the name may stay."
            )
            self._whose.setText(words.format(who=listed([member.name for member in able])))
        elif one.change:
            self._button(
                _("Empty the earlier wording"),
                lambda: self._do(answering.empty_earlier, one.place, one.hit.text),
            )
        else:
            opened = self._bridge.opened
            activity = getattr(opened.get(one.place.noun, one.place.record), "activity", "")
            for role in roles_for(opened, one.hit, activity):
                self._button(
                    _("Write “{role}”").format(role=role),
                    partial(self._do, answering.replace_name, one.place, one.hit.text, role),
                )
            self._button(
                _("Take the name out"),
                lambda: self._do(answering.replace_name, one.place, one.hit.text, ""),
            )
        self._button(
            _("“{word}” is not a name").format(word=one.hit.text),
            lambda: self._do(answering.dismiss, one.hit.text),
        )

    def _button(self, words: str, act: Callable[[], None]) -> None:
        button = Button(words)
        button.clicked.connect(act)
        self._column.addWidget(button)
        # Shown at once, so that it can take the focus.
        button.show()

    def _stay(self) -> None:
        one = self.current
        if one is not None and self.reason.value.strip():
            self._do(answering.let_stay, one.place, one.hit.text, self.reason.value)
        else:
            self.reason.set_error(_("Say in a few words why it may stay."))
            self.reason.setFocus()

    def _next(self) -> None:
        self._at = (self._at + 1) % max(1, len(self._found))
        self._show()

    def _look_out(self) -> None:
        if self.own.value.strip():
            self._do(answering.look_out_for, self.own.value)
            self.own.set_value("")

    def _do(self, verb: Callable[..., object], *arguments: object) -> None:
        def refused(error: UserError) -> None:
            self._refused.say(refusal_words(error), "alert")

        self._refused.hide()
        self._bridge.do(verb, *arguments).failed(refused)

    def _show_kept(self) -> None:
        opened = self._bridge.opened
        count = len(opened.all(ListedName))
        self._listed.setText(
            ngettext(
                "{count} name or part of a name is on the list.",
                "{count} names or parts of names are on the list.",
                count,
            ).format(count=count)
        )
        self._listed.setVisible(bool(count))
        self.forget.setVisible(bool(count))
        clear(self._dismissed_column)
        words = sorted({one.word for one in opened.all(DismissedWord)})
        self._dismissed_title.setVisible(bool(words))
        for word in words:
            button = Button(_("Raise “{word}” again").format(word=word), "quiet")
            button.clicked.connect(
                lambda _on=False, word=word: self._do(answering.raise_again, word)
            )
            self._dismissed_column.addWidget(button)


def _around(found: Found) -> str:
    """Give a name with the words around it."""
    start, end = found.hit.start, found.hit.end
    first = max(0, start - _AROUND)
    last = min(len(found.text), end + _AROUND)
    before = ("… " if first else "") + found.text[first:start]
    behind = found.text[end:last] + (" …" if last < len(found.text) else "")
    return f"{before}[{found.hit.text}]{behind}"
