"""The factual check on the page Report: what the school was sent, until when it has, what it answers."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import FactualCheck, ParagraphAnswer
from reviewer_app.model.words import CameBy
from reviewer_app.review import factual_check, school_form
from reviewer_app.review.factual_check import Beside
from reviewer_app.review.school_form import ReadBack
from reviewer_app.review.working_days import working_days_left
from reviewer_app.ui.components.checked_part import CheckedPart
from reviewer_app.ui.components.drafted_text import DraftedText
from reviewer_app.ui.components.file_choice import FileChoice
from reviewer_app.ui.components.keyed_column import KeyedColumn, Part, inset
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.models import check_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.errands import Reply
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import (
    Banner,
    Button,
    ChoiceRow,
    Column,
    EmptyState,
    Flow,
    Scroller,
    SectionLabel,
    Text,
)

ASKED, EVERY = "asked", "every"


class FactualCheckView(QWidget):
    """Each paragraph of the draft the school was sent, with its answer beside it.

    Nothing is read from the review while it is out of sight.

    Signals:
        send_wanted(): a draft is to go to the school.
        report_wanted(paragraph): put its correction into the report.
    """

    send_wanted = Signal()
    report_wanted = Signal(str)

    def __init__(self, bridge: Bridge, files: FileChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._files = bridge, files
        self._stale = True
        self._chose_view = False
        self._reckoned: tuple[tuple[str, date], int] | None = None
        self._asked_for: tuple[str, date] | None = None
        self._sent = Text("", Step.ROW)
        self._due = Text("", Step.LIST, "ink2")
        self._came = Text("", Step.LIST, "ink2")
        self.read = Button(_("Read the school’s answers"), icon="folder")
        self.read.clicked.connect(self.choose)
        self.again = Button("", "quiet")
        self.again.clicked.connect(self.send_wanted)
        self.told = Banner("")
        self.told.hide()
        self.whole = KeyedColumn()
        self.shown = ChoiceRow(
            _("Which paragraphs to show"),
            [(ASKED, _("What the school asks for")), (EVERY, _("Every paragraph"))],
            EVERY,
        )
        self.shown.chosen.connect(self.show_view)
        self._nothing = Text(_("The school asks for nothing."), Step.LIST, "ink3")
        self.column = KeyedColumn()
        actions = QWidget()
        flow = Flow(actions, gap=Space.S)
        for button in (self.read, self.again):
            flow.addWidget(button)
        page = Column(top=Space.S, bottom=Space.PAGE)
        for part, below in (
            (self._sent, Space.XS),
            (self._due, Space.XS),
            (self._came, Space.M),
            (actions, Space.M),
            (self.whole, Space.L),
            (self.shown, Space.S),
            (self._nothing, 0),
            (self.column, 0),
        ):
            page.add(part)
            page.space(below)
        page.stretch()
        self.scroller = Scroller(page)
        self._empty = self._not_sent()
        nothing = Column()
        nothing.add(self._empty, 1)
        stage = QWidget()
        self._stage = QStackedLayout(stage)
        # It scrolls as well: at twice the text it is taller than the page.
        self._stage.addWidget(Scroller(nothing))
        self._stage.addWidget(self.scroller)
        # What a file came to is said above all, in sight wherever the paragraphs are scrolled to.
        above = Column()
        above.add(self.told)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(above)
        whole.addWidget(stage, 1)

    @property
    def said(self) -> tuple[str, ...]:
        """What stands above the paragraphs, sentence by sentence."""
        lines = (self._sent, self._due, self._came)
        return tuple(one.text() for one in lines if one.text())

    def refresh(self) -> None:
        """The review changed: show it, now or once this is in sight."""
        self._stale = True
        if self.isVisible():
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._show()

    def flush(self) -> None:
        """Save every pending draft now."""
        for text in self.whole.findChildren(DraftedText):
            text.flush()
        for part in self.parts():
            part.flush()

    def begin(self) -> None:
        """Put the keys at the beginning: what stands above the paragraphs is read first."""
        (self._empty if self._stage.currentIndex() == 0 else self.read).setFocus()
        self.scroller.verticalScrollBar().setValue(0)

    def choose(self) -> None:
        """Ask for the form the school sent back, and take in what it says."""
        path = self._files.open(self, _("PDF and Word documents (*.pdf *.docx)"))
        if path is not None:
            self.take_in(path)

    def take_in(self, path: Path) -> None:
        """Read a form the school sent back; one step of undo takes all of it back."""
        session, review = self._bridge.session, self._bridge.opened.id
        self.told.hide()

        def read(form: ReadBack) -> None:
            self._bridge.do(
                factual_check.take_in,
                form.check,
                form.answers,
                form.statement,
                form.answered_by,
            ).then(partial(self._came_in, len(form.answers))).failed(self._refuse)

        reply = self._bridge.ask(lambda: school_form.read_back(session, path, review))
        reply.then(read).failed(self._refuse)

    def show_view(self, view: str) -> None:
        """Show what the school asks for, or every paragraph."""
        self._chose_view = True
        self.shown.set_value(view)
        self._show()

    def parts(self) -> list[CheckedPart]:
        """Give what is shown of each paragraph, in their order."""
        return self.column.parts(CheckedPart)

    def why_not(self) -> str:
        """Say why whoever sits here sends nothing and decides nothing; "" where they do."""
        if self._bridge.opened.leads():
            return ""
        return _("The lead reviewer sends drafts, reads answers and decides.")

    def part_of(self, paragraph: str) -> CheckedPart | None:
        """Give what is shown of a paragraph, None where it is not shown."""
        found = self.column.part(paragraph)
        return found if isinstance(found, CheckedPart) else None

    def _came_in(self, answers: int, new: int) -> None:
        self.told.say(check_words.read_words(answers, new))
        self._go_on()

    def _refuse(self, error: UserError) -> None:
        self.told.say(refusal_words(error), "alert")

    def _show(self) -> None:
        opened = self._bridge.opened
        self._stale = False
        check = factual_check.latest(opened)
        self._stage.setCurrentIndex(0 if check is None else 1)
        if check is None:
            self._chose_view = False
            return
        found = school_form.answers_beside(opened, check)
        self._show_state(check, found)
        self.whole.show_parts(self._whole(check))
        for name, words in (("statement", check.statement), ("answered_by", check.answered_by)):
            field = self.whole.part(f"{name}:{check.id}")
            if isinstance(field, DraftedText):
                field.show_text(words)
        asked = [one for one in found if one.asks]
        if not self._chose_view:
            self.shown.set_value(ASKED if asked else EVERY)
        wanted = found if self.shown.value == EVERY else asked
        self.column.show_parts([(one.paragraph.id, partial(self._part, one)) for one in wanted])
        for one in wanted:
            part = self.part_of(one.paragraph.id)
            if part is not None:
                part.show_beside(one)
        self._nothing.setVisible(not wanted)

    def _show_state(self, check: FactualCheck, found: list[Beside]) -> None:
        opened = self._bridge.opened
        today = self._bridge.session.clock().date()
        answered = factual_check.has_answered(opened, check)
        self._sent.setText(check_words.sent_words(check))
        left = self._left(check, today)
        due = "" if answered else check_words.due_words(check, today, left)
        came = check_words.came_back_words(found)
        for text, words in ((self._due, due), (self._came, came)):
            text.setText(words)
            text.setVisible(bool(words))
        draft = factual_check.latest_draft(opened)
        later = draft is not None and draft.number > check.draft
        self.again.set_text(
            _("Send draft {number} to check").format(number=draft.number)
            if draft is not None and later
            else _("Send another draft")
        )
        for button in (self.read, self.again):
            button.set_disabled_reason(self.why_not())

    def _left(self, check: FactualCheck, today: date) -> int | None:
        """Give the working days that are left; they are reckoned apart, for that brings a calendar to be read."""
        key = (check.due, today)
        if self._reckoned is not None and self._reckoned[0] == key:
            return self._reckoned[1]
        if self._asked_for != key:
            self._asked_for = key
            due, nation = date.fromisoformat(check.due), check.nation

            def reckoned(left: int) -> None:
                self._reckoned = (key, left)
                self.refresh()

            self._bridge.ask(lambda: working_days_left(today, due, nation)).then(reckoned)
        return None

    def _whole(self, check: FactualCheck) -> list[Part]:
        """What the school says of the whole draft, and who says it."""
        opened = self._bridge.opened
        if opened.leads() and not self._by_form(check):
            return [
                ("title", _whole_title),
                *(
                    (f"{name}:{check.id}", partial(self._field, check, name))
                    for name in ("statement", "answered_by")
                ),
            ]
        said = check.statement or _("Nothing of the draft as a whole.")
        parts: list[Part] = [("title", _whole_title), (f"said:{said}", partial(_said, said))]
        if check.answered_by:
            who = _("Said for the school by: {who}").format(who=check.answered_by)
            parts.append((f"who:{who}", partial(_who, who)))
        return parts if check.statement or check.answered_by else []

    def _by_form(self, check: FactualCheck) -> bool:
        return any(
            one.came_by is CameBy.FORM and one.paragraph.startswith(f"{check.id}:")
            for one in self._bridge.opened.all(ParagraphAnswer)
        )

    def _field(self, check: FactualCheck, name: str) -> QWidget:
        place = f"check-{name}:{check.id}"
        labels = {
            "statement": _("What the school says of the draft as a whole"),
            "answered_by": _("Who says it for the school, by role"),
        }

        def commit(text: str, since: int) -> Reply:
            values = {name: text}
            return self._bridge.do(
                factual_check.state, check.id, since=since, place=place, **values
            )

        return DraftedText(
            self._bridge,
            place,
            labels[name],
            commit,
            step=Step.LIST,
            placeholder=labels[name],
        )

    def _part(self, beside: Beside) -> QWidget:
        part = CheckedPart(self._bridge, beside)
        part.report_wanted.connect(self.report_wanted)
        part.decided.connect(self._go_on)
        return part

    def _go_on(self, after: str = "") -> None:
        """Go to the next point that waits; to what can be done with the one just decided where none does."""
        parts = self.parts()
        waiting = [one for one in parts if one.beside.waits]
        here = self.part_of(after) if after else None
        at = parts.index(here) if here in parts else 0
        later = [one for one in waiting if parts.index(one) > at]
        target = next(iter(later or waiting), here)
        if target is not None:
            target.go_to()
            self.scroller.follow_focus(target)
        elif self.read.isEnabled():
            self.read.setFocus()

    def _not_sent(self) -> EmptyState:
        empty = EmptyState(
            _("The school has not been asked yet"),
            _(
                "A draft goes to the school with a form. It says of each paragraph whether it is accurate, "
                "within five working days, and its answers stand here beside the sentences."
            ),
            action=_("Send a draft to check") if self._bridge.opened.leads() else "",
            icon="report",
        )
        empty.acted.connect(self.send_wanted)
        return empty


def _whole_title() -> QWidget:
    return inset(SectionLabel(_("The draft as a whole")), below=Space.XS)


def _said(words: str) -> QWidget:
    return inset(Text(words, Step.REPORT), below=Space.XS)


def _who(words: str) -> QWidget:
    return inset(Text(words, Step.LABEL, "ink3"))
