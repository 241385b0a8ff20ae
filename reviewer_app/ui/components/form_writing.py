"""Items that are typed: numbers, lines, days and times, text of several paragraphs, and what someone said."""

import json
import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Final

from reviewer_app.frameworks import scoring
from reviewer_app.frameworks.items import (
    DateItem,
    NarrativeItem,
    NumberItem,
    QuoteItem,
    TextItem,
    TimeItem,
)
from reviewer_app.language import gettext as _
from reviewer_app.model.canonical import Json
from reviewer_app.ui.components.form_open import OpenForm
from reviewer_app.ui.components.form_part import ItemPart
from reviewer_app.ui.components.form_typing import DraftedLine
from reviewer_app.ui.models.form_words import are_long
from reviewer_app.ui.theme import Step
from reviewer_app.ui.widgets import Choices, GrowingText, Option, Text
from reviewer_app.ui.widgets.time_entry import parse_date, parse_time, show_time

_NUMBER: Final = re.compile(r"-?\d{1,15}(?:\.(\d{1,15}))?")
_NARROW = 176
"""Pixels at 100 % text of the widest number, day or time."""


class LinePart(ItemPart):
    """One line, read as what the item asks for; what cannot be read stays there, with a sentence."""

    def __init__(
        self, open_form: OpenForm, item: NumberItem | TextItem | DateItem | TimeItem, row: str
    ) -> None:
        super().__init__(open_form, item, row)
        self._read, self._show, self._sentence = _manner(open_form, item)
        self.line = DraftedLine(
            open_form,
            open_form.place(item.id, row),
            spoken=self.name,
            help=_help(item),
            pixels=0 if isinstance(item, TextItem) else _NARROW,
        )
        self.line.settled.connect(self._settle)
        self.column.addWidget(self.line)
        self.outside = Text("", Step.LABEL, "ebi")
        self.outside.hide()
        self.column.addWidget(self.outside)
        self.setFocusProxy(self.line)
        self.show_now()

    def show_now(self) -> None:
        """Show what the form says now; what is being typed stays."""
        super().show_now()
        answer = self.answer
        self.line.show_value("" if answer is None else self._show(answer))
        words = _outside(self.item, answer) if isinstance(self.item, NumberItem) else ""
        self.outside.setText(words)
        self.outside.setVisible(bool(words))

    def flush(self) -> None:
        """Save what is pending."""
        self.line.flush()

    def _settle(self, text: str) -> None:
        value = self._read(text.strip()) if text.strip() else None
        if text.strip() and value is None:
            self.line.set_error(self._sentence)
            return
        self.line.set_error("")
        place = self.open_form.place(self.item.id, self.row)
        self.watch(self.open_form.give(self.item.id, self.row, value, place=place))


class NarrativePart(ItemPart):
    """Text of several paragraphs, kept as it is typed like a note."""

    def __init__(self, open_form: OpenForm, item: NarrativeItem, row: str) -> None:
        super().__init__(open_form, item, row)
        place = open_form.place(item.id, row)
        self.text = open_form.kept.text_field(
            place,
            self.name,
            lambda text, since: open_form.give(
                item.id, row, text or None, since=since, place=place
            ),
            step=Step.NOTE,
            placeholder=_("Write here. Shift+Enter begins a paragraph."),
            framed=True,
        )
        self.column.addWidget(self.text)
        self.setFocusProxy(self.text)
        self.show_now()

    def show_now(self) -> None:
        """Show what the form says now; what is being typed stays."""
        super().show_now()
        answer = self.answer
        self.text.show_text(answer if isinstance(answer, str) else "")

    def flush(self) -> None:
        """Save what is pending."""
        self.text.flush()


class QuotePart(ItemPart):
    """What someone said, and what kind of person it was; never a name."""

    def __init__(self, open_form: OpenForm, item: QuoteItem, row: str) -> None:
        super().__init__(open_form, item, row)
        self._place = open_form.place(item.id, row)
        offered = [Option(one, one) for one in item.speakers]
        self.speakers = Choices(
            _("{question}, who said it").format(question=self.name),
            offered,
            upright=are_long(offered),
        )
        self.speakers.chosen.connect(lambda _chosen: self._settle())
        self.words = GrowingText(
            self.name,
            step=Step.NOTE,
            placeholder=_("What was said, word for word. No names."),
            framed=True,
        )
        open_form.kept.watch(self.words.words)
        self.words.draft_due.connect(self._keep)
        self.words.finished.connect(lambda _text: self._settle())
        self.words.abandoned.connect(self._abandon)
        self.missing = Text(_("Choose who said it; the words are kept."), Step.LABEL, "ink3")
        self.column.addWidget(self.words)
        self.column.addWidget(Text(_("Who said it"), Step.LABEL, "ink2"))
        self.column.addWidget(self.speakers)
        self.column.addWidget(self.missing)
        self.setFocusProxy(self.words)
        self._begin()

    def show_now(self) -> None:
        """Show what the form says now; what is being typed stays."""
        super().show_now()
        if self.open_form.drafts.draft(self._place) is None and not self._pending:
            self._show(*self._answered())
        self._say_missing()

    def flush(self) -> None:
        """Save what is pending."""
        self.words.flush()

    @property
    def _pending(self) -> bool:
        return self.words.words.drafts.pending

    def _begin(self) -> None:
        draft = self.open_form.drafts.draft(self._place)
        self._show(*self._answered())
        if draft is not None:
            self.words.set_draft(draft.text, draft.cursor)
            self.speakers.set_value((json.loads(draft.extra).get("speaker", ""),))
        self._say_missing()

    def _answered(self) -> tuple[str, str]:
        answer = self.answer
        if not isinstance(answer, dict):
            return "", ""
        return str(answer["text"]), str(answer["speaker"])

    def _show(self, text: str, speaker: str) -> None:
        if self.words.text != text:
            self.words.set_text(text)
        self.speakers.set_value((speaker,))

    def _keep(self, text: str, cursor: int) -> None:
        extra = json.dumps({"speaker": self._speaker()}, ensure_ascii=False)
        self.open_form.drafts.keep_draft(self._place, text, cursor, extra)
        self._say_missing()

    def _abandon(self) -> None:
        self.open_form.drafts.discard_draft(self._place)
        self._show(*self._answered())

    def _settle(self) -> None:
        text, speaker = self.words.text.strip(), self._speaker()
        self._say_missing()
        if (text, speaker) == self._answered():
            self.open_form.drafts.discard_draft(self._place)
        elif not text and self._answered() != ("", ""):
            self._give(None)
        elif text and speaker:
            self._give({"speaker": speaker, "text": text})
        elif text:
            self._keep(text, self.words.words.cursor_position())

    def _give(self, value: Json) -> None:
        # What was given is what the field began with from now on, however it was left.
        self.words.set_text(self.words.text)
        self.watch(self.open_form.give(self.item.id, self.row, value, place=self._place))

    def _speaker(self) -> str:
        return next(iter(self.speakers.value), "")

    def _say_missing(self) -> None:
        self.missing.setVisible(bool(self.words.text.strip()) and not self._speaker())


def _manner(
    open_form: OpenForm, item: NumberItem | TextItem | DateItem | TimeItem
) -> tuple[Callable[[str], Json], Callable[[Json], str], str]:
    """Give how an item is read, how it is shown, and what is said of what cannot be read."""
    match item:
        case NumberItem():
            return lambda text: _number(item, text), _number_words, _number_sentence(item)
        case DateItem():
            year = open_form.now().year
            return (
                lambda text: _iso(parse_date(text, year)),
                _date_words,
                _("Type a date such as 17/11/2026."),
            )
        case TimeItem():
            return _clock, str, _("Type a time such as 10:15.")
        case _:
            return lambda text: text, str, ""


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date_words(value: Json) -> str:
    day = date.fromisoformat(str(value))
    return f"{day.day} {day:%b} {day.year}"


def _clock(text: str) -> str | None:
    found = parse_time(text)
    return show_time(found) if found else None


def _number(item: NumberItem, text: str) -> int | float | None:
    found = _NUMBER.fullmatch(text)
    if found is None or len(found[1] or "") > item.decimals:
        return None
    number = float(text) if found[1] else int(text)
    if item.outside == "block" and _is_outside(item, number):
        return None
    return number


def _is_outside(item: NumberItem, number: float) -> bool:
    below = item.lowest is not None and number < item.lowest
    return below or (item.highest is not None and number > item.highest)


def _number_words(value: Json) -> str:
    return scoring.shown(Fraction(str(value)), 6) if isinstance(value, int | float) else str(value)


def _range(item: NumberItem) -> str:
    lowest = "" if item.lowest is None else _number_words(item.lowest)
    highest = "" if item.highest is None else _number_words(item.highest)
    if lowest and highest:
        return _("from {least} to {most}").format(least=lowest, most=highest)
    if lowest:
        return _("of {least} or more").format(least=lowest)
    return _("of {most} or less").format(most=highest) if highest else ""


def _number_sentence(item: NumberItem) -> str:
    limits = _range(item) if item.outside == "block" else ""
    if item.decimals:
        words = _("Type a number {limits}, with a point: 2.5.") if limits else ""
        return words.format(limits=limits) or _("Type a number, with a point: 2.5.")
    words = _("Type a whole number {limits}.") if limits else ""
    return words.format(limits=limits) or _("Type a whole number.")


def _outside(item: NumberItem, answer: Json) -> str:
    if not isinstance(answer, int | float) or not _is_outside(item, answer):
        return ""
    return _("Kept, but a number {limits} was expected.").format(limits=_range(item))


def _help(item: NumberItem | TextItem | DateItem | TimeItem) -> str:
    if not isinstance(item, NumberItem):
        return ""
    limits = _range(item)
    if item.unit and limits:
        return _("A number {limits}, in {unit}").format(unit=item.unit, limits=limits)
    if item.unit:
        return _("In {unit}").format(unit=item.unit)
    return _("A number {limits}").format(limits=limits) if limits else ""
