"""One paragraph of a factual check: as the school was sent it, what it says of it, and what the lead decides."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import AnswerDecision, ParagraphAnswer
from reviewer_app.model.words import CameBy, Said
from reviewer_app.review import corrections, factual_check
from reviewer_app.review.factual_check import Beside
from reviewer_app.review.school_form import said_words
from reviewer_app.ui.components.drafted_text import DraftedText
from reviewer_app.ui.components.keyed_column import KeyedColumn, Part, inset
from reviewer_app.ui.components.refusal import refusal_words
from reviewer_app.ui.components.written_field import WrittenText
from reviewer_app.ui.models import check_words
from reviewer_app.ui.shell.bridge import Bridge
from reviewer_app.ui.shell.errands import Reply
from reviewer_app.ui.theme import Space, Step
from reviewer_app.ui.widgets import (
    Button,
    ChoiceRow,
    Flow,
    Folding,
    Hairline,
    SectionLabel,
    Text,
)
from reviewer_app.ui.widgets.layouts import lay_in

_SIDE_BY_SIDE = 640
"""Pixels at 100 % text from which an answer stands beside its paragraph."""


class AnswerByHand(QWidget):
    """What the school says of a paragraph, typed in where it stands: it came by e-mail, by phone, or on paper.

    Signals:
        put_away(): nothing was typed, and nothing is to be.
    """

    put_away = Signal()

    def __init__(self, bridge: Bridge, paragraph: str, about: str) -> None:
        super().__init__()
        self._bridge, self._paragraph = bridge, paragraph
        self.said = ChoiceRow(
            _("What the school says of {paragraph}").format(paragraph=about),
            [(one.value, said_words(one)) for one in Said],
        )
        self.said.chosen.connect(lambda one: self._answer(said=Said(one)))
        self.came_by = ChoiceRow(
            _("How the answer to {paragraph} came").format(paragraph=about),
            check_words.by_hand(),
            CameBy.EMAIL.value,
        )
        self.came_by.chosen.connect(self._came)
        self.correction = self._field("correction", _("What would be accurate"))
        self.source = self._field("source", _("Where that can be seen"))
        self.back = Button(_("Not now"), "quiet")
        self.back.setAccessibleDescription(about)
        self.back.clicked.connect(self._back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.S)
        column.setSpacing(Space.S)
        for part in (
            self.said,
            _label(_("What would be accurate")),
            self.correction,
            _label(_("Where that can be seen")),
            self.source,
            self.came_by,
        ):
            column.addWidget(part)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)

    def show_answer(self, answered: ParagraphAnswer | None) -> None:
        """Show what the review holds now; what is being typed stays."""
        if answered is None:
            self.said.set_value("")
            self.back.set_text(_("Not now"))
        else:
            self.said.set_value(answered.said.value)
            self.came_by.set_value(answered.came_by.value)
            self.back.set_text(_("Take the answer back"))
        self.correction.show_text(answered.correction if answered else "")
        self.source.show_text(answered.source if answered else "")

    def flush(self) -> None:
        """Save every pending draft now."""
        for field in (self.correction, self.source):
            field.flush()

    @staticmethod
    def places(paragraph: str) -> tuple[str, str]:
        """Where the drafts of a paragraph's correction and its source lie."""
        return f"correction:{paragraph}", f"source:{paragraph}"

    def _field(self, name: str, label: str) -> DraftedText:
        return DraftedText(
            self._bridge,
            f"{name}:{self._paragraph}",
            label,
            partial(self._written, name),
            step=Step.LIST,
            framed=True,
        )

    def _written(self, name: str, text: str, since: int) -> Reply:
        place = f"{name}:{self._paragraph}"
        if name == "correction":
            return self._answer(correction=text, since=since, place=place)
        return self._answer(source=text, since=since, place=place)

    def _answer(
        self,
        said: Said | None = None,
        *,
        correction: str | None = None,
        source: str | None = None,
        since: int | None = None,
        place: str | None = None,
    ) -> Reply:
        return self._bridge.do(
            factual_check.answer,
            self._paragraph,
            said,
            correction=correction,
            source=source,
            came_by=CameBy(self.came_by.value),
            since=since,
            place=place,
        )

    def _came(self, _way: str) -> None:
        if self.said.value:
            self._answer()

    def _back(self) -> None:
        if self.said.value:
            self._bridge.do(factual_check.take_back_answer, self._paragraph)
        for place in self.places(self._paragraph):
            self._bridge.discard_draft(place)
        self.put_away.emit()


class Deciding(QWidget):
    """Why what the school asks for is accepted or not; the reason is kept while it is typed.

    Signals:
        decided()
    """

    decided = Signal()

    def __init__(self, bridge: Bridge, paragraph: str, about: str) -> None:
        super().__init__()
        self._bridge, self._paragraph = bridge, paragraph
        self.reason = WrittenText(
            bridge,
            "answer_decision",
            _("Why you accept it, or do not"),
            help=_("The school may ask; the final report counts what was accepted."),
        )
        kept = bridge.draft(self._place)
        if kept is not None:
            self.reason.set_value(kept.text, kept.cursor)
        self.reason.draft_due.connect(
            lambda text, cursor: bridge.keep_draft(self._place, text, cursor)
        )
        self.accept = Button(_("Accept"))
        self.reject = Button(_("Do not accept"))
        buttons = QWidget()
        flow = Flow(buttons, gap=Space.S)
        for button, accepted in ((self.accept, True), (self.reject, False)):
            button.setAccessibleDescription(about)
            button.clicked.connect(partial(self._decide, accepted=accepted))
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.reason)
        column.addWidget(buttons)

    @property
    def _place(self) -> str:
        return f"decision:{self._paragraph}"

    def flush(self) -> None:
        """Save the pending draft now."""
        self.reason.words.flush()

    def _decide(self, *_on: bool, accepted: bool) -> None:
        reason = self.reason.value.strip()
        if not reason:
            self.reason.set_error(_("Say in a few words why; the school may ask."))
            self.reason.setFocus()
            return

        def refused(error: UserError) -> None:
            self.reason.set_error(refusal_words(error))

        self.reason.words.forget_draft()
        self._bridge.do(
            factual_check.decide,
            self._paragraph,
            accepted=accepted,
            reason=reason,
            place=self._place,
        ).then(lambda _done: self.decided.emit()).failed(refused)


class CheckedPart(Folding):
    """A paragraph with the school's answer beside it, below it where it is narrow.

    Signals:
        report_wanted(paragraph): put its correction into the report.
        decided(paragraph)
    """

    report_wanted = Signal(str)
    decided = Signal(str)

    def __init__(self, bridge: Bridge, beside: Beside, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._typing = bridge, False
        self._beside = beside
        sent = beside.paragraph
        self._about = _("paragraph {number}").format(number=sent.number)
        self.setAccessibleName(
            _("Paragraph {number}, {title}").format(number=sent.number, title=sent.title)
        )
        head = SectionLabel(_("{number}. {title}").format(number=sent.number, title=sent.title))
        self._changed = Text(_("The report words it differently now."), Step.LABEL, "ink3")
        left = QWidget()
        said = QVBoxLayout(left)
        bleed = KeyedColumn.BLEED
        said.setContentsMargins(bleed, 0, bleed, 0)
        said.setSpacing(Space.XS)
        for part in (head, Text(sent.text, Step.REPORT), self._changed):
            said.addWidget(part)
        said.addStretch(1)
        self.answer = KeyedColumn()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(Space.PAGE - 2 * bleed)
        self._row.addWidget(left, 1)
        self._row.addWidget(self.answer, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.L, 0, 0)
        column.setSpacing(Space.L)
        lay_in(column, self._row)
        column.addWidget(inset(Hairline()))
        self.show_beside(beside)

    @property
    def beside(self) -> Beside:
        """What is shown."""
        return self._beside

    def show_beside(self, beside: Beside) -> None:
        """Show what the review says of it now; what is being typed stays."""
        self._beside = beside
        self._changed.setVisible(beside.changed)
        self.answer.show_parts(self._parts())
        for hand in self.answer.findChildren(AnswerByHand):
            hand.show_answer(beside.answer)

    def flush(self) -> None:
        """Save every pending draft now."""
        for hand in self.answer.findChildren(AnswerByHand):
            hand.flush()
        for deciding in self.answer.findChildren(Deciding):
            deciding.flush()

    def go_to(self) -> None:
        """Put the keys where something is to be done here."""
        for deciding in self.answer.findChildren(Deciding):
            deciding.reason.setFocus()
            return
        for button in self.answer.findChildren(Button):
            button.setFocus()
            return

    def type_answer(self) -> None:
        """Let the school's answer be typed in."""
        self._typing = True
        self.show_beside(self._beside)
        for hand in self.answer.findChildren(AnswerByHand):
            hand.correction.setFocus()

    def fold(self) -> None:
        """Put the answer beside its paragraph, or below."""
        wide = self.holds(_SIDE_BY_SIDE)
        directions = QBoxLayout.Direction
        wanted = directions.LeftToRight if wide else directions.TopToBottom
        if wanted != self._row.direction():
            self._row.setDirection(wanted)
            self._row.setSpacing(Space.PAGE - 2 * KeyedColumn.BLEED if wide else Space.M)

    def _parts(self) -> list[Part]:
        one, leads = self._beside, self._bridge.opened.leads()
        answered = one.answer
        if leads and one.decision is None and self._by_hand():
            parts: list[Part] = [("hand", self._hand)]
        elif answered is not None:
            parts = [(f"answer:{answered!r}", partial(_answered, answered))]
        elif leads:
            parts = [("type", self._offer_typing)]
        else:
            parts = [("nothing", partial(_quiet, _("No answer.")))]
        if one.waits and leads:
            parts.append(("deciding", self._deciding))
        elif one.waits:
            parts.append(("waits", partial(_quiet, _("Not decided yet."))))
        elif one.decision is not None:
            parts.append((f"decided:{one.decision!r}", partial(self._decided, one.decision)))
        return parts

    def _by_hand(self) -> bool:
        answered = self._beside.answer
        if answered is not None:
            return answered.came_by is not CameBy.FORM
        drafted = AnswerByHand.places(self._beside.paragraph.id)
        return self._typing or any(self._bridge.draft(one) is not None for one in drafted)

    def _hand(self) -> QWidget:
        hand = AnswerByHand(self._bridge, self._beside.paragraph.id, self._about)
        hand.put_away.connect(self._put_away)
        return inset(hand)

    def _put_away(self) -> None:
        self._typing = False
        self.show_beside(self._beside)
        self.go_to()

    def _offer_typing(self) -> QWidget:
        button = self._button(_("Type its answer"), self.type_answer)
        return _buttons(button)

    def _deciding(self) -> QWidget:
        deciding = Deciding(self._bridge, self._beside.paragraph.id, self._about)
        deciding.decided.connect(lambda: self.decided.emit(self._beside.paragraph.id))
        return inset(deciding)

    def _decided(self, decided: AnswerDecision) -> QWidget:
        words = inset(Text(check_words.decision_words(decided), Step.LIST, "ink2"), above=Space.S)
        if not self._bridge.opened.leads():
            return words
        again = self._button(_("Decide again"), self._decide_again)
        buttons = [again]
        words_of_it = self._into_words() if decided.accepted else ""
        if words_of_it:
            into = self._button(
                words_of_it,
                lambda: self.report_wanted.emit(self._beside.paragraph.id),
                "secondary",
            )
            buttons.insert(0, into)
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(words)
        column.addWidget(_buttons(*buttons))
        return part

    def _into_words(self) -> str:
        """Say how a correction comes into the report; "" where what it is about is gone."""
        subject = self._beside.paragraph.subject
        if subject == "facts":
            return _("Change the facts")
        printed = corrections.printed_at(self._bridge.opened, subject)
        return _("Put it into the report") if printed else ""

    def _decide_again(self) -> None:
        self._bridge.do(factual_check.take_back_decision, self._beside.paragraph.id).then(
            lambda _done: self.go_to()
        )

    def _button(self, words: str, act: object, kind: str = "quiet") -> Button:
        button = Button(words, kind)  # type: ignore[arg-type]
        button.setAccessibleDescription(self._about)
        button.clicked.connect(act)
        return button


def _answered(answered: ParagraphAnswer) -> QWidget:
    """What the school says, in its own words."""
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.XS)
    weight = QFont.Weight.DemiBold
    column.addWidget(Text(said_words(answered.said), Step.LIST, weight=weight))
    if answered.correction:
        column.addWidget(Text(answered.correction, Step.REPORT))
    for line in check_words.answer_lines(answered):
        column.addWidget(Text(line, Step.LABEL, "ink3"))
    return inset(part)


def _label(words: str) -> Text:
    return Text(words, Step.LABEL, "ink2", weight=QFont.Weight.Medium)


def _quiet(words: str) -> QWidget:
    return inset(Text(words, Step.LIST, "ink3"))


def _buttons(*buttons: Button) -> QWidget:
    row = QWidget()
    flow = Flow(row, gap=Space.S)
    for button in buttons:
        flow.addWidget(button)
    return inset(row)
