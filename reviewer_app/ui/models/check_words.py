"""What is said in the window of a factual check: until when the school has, what came back, what was decided."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from reviewer_app.language import gettext as _
from reviewer_app.language import ngettext
from reviewer_app.model.moment import time_of
from reviewer_app.model.nouns import AnswerDecision, FactualCheck, ParagraphAnswer
from reviewer_app.model.words import CameBy, Nation
from reviewer_app.review.factual_check import Beside
from reviewer_app.review.school_form import PDF, WORD, said_words
from reviewer_app.ui.models.visit_words import date_words

_SPELT: Final = 10
"""As many working days are written as a word."""


def sent_words(check: FactualCheck) -> str:
    """Say which draft went, and when: "Draft 2 went to the school on Wednesday 18 November."."""
    return _("Draft {number} went to the school on {day}.").format(
        number=check.draft, day=date_words(time_of(check.sent_at).date())
    )


def due_words(check: FactualCheck, today: date, left: int | None) -> str:
    """Say until when the school has, calmly also where that has passed.

    Args:
        left: working days that are left, below nought those that have passed; None while they are reckoned.
    """
    due = date.fromisoformat(check.due)
    day = date_words(due)
    if due == today:
        return _("The school has until today, {day}.").format(day=day)
    if due > today:
        words = _("The school has until {day}.").format(day=day)
        return f"{words} {_left_words(left)}" if left else words
    words = _("The school had until {day}.").format(day=day)
    late = _("What it says now still counts.")
    return " ".join(part for part in (words, _late_words(-left) if left else "", late) if part)


def _left_words(left: int) -> str:
    return ngettext("{count} working day is left.", "{count} working days are left.", left).format(
        count=_number(left).capitalize()
    )


def _late_words(late: int) -> str:
    return ngettext(
        "That was {count} working day ago.", "That was {count} working days ago.", late
    ).format(count=_number(late))


def _number(count: int) -> str:
    if count > _SPELT:
        return str(count)
    return (
        _("one"),
        _("two"),
        _("three"),
        _("four"),
        _("five"),
        _("six"),
        _("seven"),
        _("eight"),
        _("nine"),
        _("ten"),
    )[count - 1]


def came_back_words(found: Sequence[Beside]) -> str:
    """Say what came back, and what of it waits; "" while nothing came."""
    answered = [one for one in found if one.answer is not None]
    if not answered:
        return ""
    asks = sum(1 for one in answered if one.asks)
    said = ngettext(
        "It answered {count} paragraph", "It answered {count} paragraphs", len(answered)
    ).format(count=len(answered))
    if not asks:
        return _("{answered}, with nothing to correct.").format(answered=said)
    asked = ngettext("it asks for something in {count}", "it asks for something in {count}", asks)
    return _("{answered}; {asked}. {waits}").format(
        answered=said, asked=asked.format(count=asks), waits=waits_words(found)
    )


def waits_words(found: Sequence[Beside]) -> str:
    """Say how many points wait for a decision."""
    count = sum(1 for one in found if one.waits)
    if not count:
        return _("Every point is decided.")
    return ngettext(
        "{count} answer waits for your decision.", "{count} answers wait for your decision.", count
    ).format(count=count)


def read_words(answers: int, new: int) -> str:
    """Say what a form brought that was read."""
    if not answers:
        return _("The form says nothing of any paragraph.")
    if not new:
        return _("Everything this form says stands here already.")
    return ngettext("{count} new answer came in.", "{count} new answers came in.", new).format(
        count=new
    )


def answer_lines(answered: ParagraphAnswer) -> list[str]:
    """Give what is known of an answer besides its words, a line each."""
    source = _("Where that can be seen: {source}").format(source=answered.source)
    came = _("It came {way}.").format(way=came_words(answered.came_by))
    return [source, came] if answered.source else [came]


def came_words(came_by: CameBy) -> str:
    """Say by which way an answer came, behind "it came"."""
    return {
        CameBy.FORM: _("in the form"),
        CameBy.EMAIL: _("by e-mail"),
        CameBy.PHONE: _("by phone"),
        CameBy.PAPER: _("on paper"),
    }[came_by]


def by_hand() -> list[tuple[str, str]]:
    """Give the ways by which an answer comes that is typed in."""
    return [
        (CameBy.EMAIL.value, _("By e-mail")),
        (CameBy.PHONE.value, _("By phone")),
        (CameBy.PAPER.value, _("On paper")),
    ]


def decision_words(decided: AnswerDecision) -> str:
    """Say what was decided, and why."""
    words = _("Accepted: {reason}") if decided.accepted else _("Not accepted: {reason}")
    return words.format(reason=decided.reason)


def form_choices() -> list[tuple[str, str]]:
    """Give what the form may be, by the ending of its file."""
    return [(PDF, _("A PDF form")), (WORD, _("A Word document"))]


def nation_choices() -> list[tuple[str, str]]:
    """Give the nations whose bank holidays may be reckoned with."""
    return [
        (Nation.ENGLAND.value, _("England")),
        (Nation.WALES.value, _("Wales")),
        (Nation.SCOTLAND.value, _("Scotland")),
        (Nation.NORTHERN_IRELAND.value, _("Northern Ireland")),
    ]


def quoted(answered: ParagraphAnswer) -> str:
    """Give what the school says of a sentence in a line: what it would have, and where that can be seen."""
    words = answered.correction or said_words(answered.said)
    if answered.source:
        return _("The school says: “{words}” ({source})").format(
            words=words, source=answered.source
        )
    return _("The school says: “{words}”").format(words=words)
