"""The factual check: a draft goes to the school paragraph by paragraph, its answers come back beside the sentences.

The school has five working days (DOMAIN, "The life of a review"). What it says nothing of is taken as read, and an
answer that comes later still counts.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.language import gettext as _
from reviewer_app.model.moment import instant, time_of
from reviewer_app.model.nouns import (
    AnswerDecision,
    CheckedParagraph,
    FactualCheck,
    ParagraphAnswer,
    ReportVersion,
)
from reviewer_app.model.reasons import Reason
from reviewer_app.model.words import Borne, CameBy, Nation, ReportShape, ReportStage, Said
from reviewer_app.report.content import FactsChecked, HeadingFindings, ReportContent
from reviewer_app.report.wording import outcome_words
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.working_days import working_days_after
from reviewer_app.store.work import Work

TERM: Final = 5
"""Working days the school has."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One paragraph the school is asked about: what it is, what it stands under, and its words."""

    subject: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back for a paragraph, by its number."""

    number: int
    said: Said
    correction: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """A paragraph as it was sent, with the school's answer and the lead's decision beside it.

    `decision` is None where none was made on the answer as it stands; `changed`: the report words it differently now.
    """

    paragraph: CheckedParagraph
    answer: ParagraphAnswer | None
    decision: AnswerDecision | None
    changed: bool

    @property
    def asks(self) -> bool:
        """Whether the school asks for something here."""
        return self.answer is not None and self.answer.said is not Said.ACCURATE

    @property
    def waits(self) -> bool:
        """Whether the lead has still to decide."""
        return self.asks and self.decision is None


def asked_of(content: ReportContent) -> tuple[Asked, ...]:
    """Give what a school can judge of a report, in the order it is printed."""
    return tuple(one for one in _asked(content) if one.text.strip())


def _asked(content: ReportContent) -> Iterator[Asked]:
    facts = (
        _("{label}: {value}").format(label=one.label, value=one.value) for one in content.facts
    )
    yield Asked("facts", _("On the cover"), "; ".join(facts))
    for section, title, passages in (
        ("introduction", _("Introduction"), content.introduction),
        ("context", _("The school in context"), content.context),
    ):
        for number, passage in enumerate(passages, 1):
            yield Asked(f"{section}:{number}", title, passage)
    for findings in content.findings:
        yield from _found(findings, findings.heading)
    area = content.excellence
    if area is not None:
        title = _("Area of excellence: {title}").format(title=area.title)
        for number, passage in enumerate(area.passages, 1):
            yield Asked(f"excellence:{number}", title, passage)
        if area.findings is not None:
            yield from _found(area.findings, title)
    yield from _behind(content)


def _behind(content: ReportContent) -> Iterator[Asked]:
    """What stands behind the findings: wishes, the last review, and what the team set out to find out."""
    for wish in content.support:
        yield Asked(f"support:{wish.id}", _("Support the school would like"), wish.text)
    for number, point in enumerate(content.previous, 1):
        title = _("What became of the last review’s “even better if”")
        told = _("What became of it")
        became = _("{label}: {value}").format(label=told, value=point.became)
        text = f"{point.text} {became}" if point.became else point.text
        yield Asked(f"previous:{number}", title, text)
    for one in content.hypotheses:
        # Of what is still open there is nothing to check yet.
        if one.outcome != Borne.OPEN:
            said = _("{outcome}.").format(outcome=outcome_words(one.outcome))
            text = " ".join(part for part in (one.text, said, one.found) if part)
            yield Asked(f"hypothesis:{one.id}", _("What we set out to find out"), text)


def _found(findings: HeadingFindings, heading: str) -> Iterator[Asked]:
    for title, found in (
        (_("{heading}: what went well").format(heading=heading), findings.went_well),
        (_("{heading}: even better if").format(heading=heading), findings.even_better),
    ):
        for one in found:
            text = f"{one.text} {one.builds_on or ''}".strip()
            yield Asked(f"finding:{one.id}", title, text)


def open_check(
    work: Work, version: ReportVersion, asked: Iterable[Asked], nation: Nation = Nation.ENGLAND
) -> str:
    """Record that a draft goes to the school to be checked, and what it is asked; gives the check's id.

    Raises:
        UserError: "check.nothing-to-check".
    """
    paragraphs = list(asked)
    if not paragraphs:
        raise UserError("check.nothing-to-check")
    due = working_days_after(time_of(work.now).date(), TERM, nation)
    check = work.add(
        FactualCheck,
        work.new_id(),
        version=version.id,
        draft=version.number,
        sent_at=work.now,
        due=due.isoformat(),
        nation=nation,
    )
    for number, one in enumerate(paragraphs, 1):
        work.add(
            CheckedParagraph,
            f"{check}:{number}",
            check=check,
            number=number,
            subject=one.subject,
            title=one.title,
            text=one.text,
        )
    return check


def take_back_check(work: Work, check: str) -> None:
    """Take back a check that never reached the school.

    Raises:
        UserError: "review.record-gone", "review.not-allowed".
    """
    work.remove(FactualCheck, check, Reason.BY_MISTAKE)


def answer(
    work: Work,
    paragraph: str,
    said: Said | None = None,
    *,
    correction: str | None = None,
    source: str | None = None,
    came_by: CameBy,
    since: int | None = None,
    place: str | None = None,
) -> None:
    """Record what the school says of a paragraph; a later answer takes the place of an earlier one.

    What is left out stays as it was. Where nothing was said before, words alone correct something.

    Raises:
        UserError: "review.record-gone", "review.value-not-allowed".
    """
    work.need(CheckedParagraph, paragraph)
    values: dict[str, str] = {"came_by": came_by}
    if correction is not None:
        values["correction"] = correction.strip()
    if source is not None:
        values["source"] = source.strip()
    if work.get(ParagraphAnswer, paragraph) is None:
        values["said"] = said or Said.INACCURATE
        work.add(ParagraphAnswer, paragraph, paragraph=paragraph, **values)
    else:
        if said is not None:
            values["said"] = said
        work.set(ParagraphAnswer, paragraph, since=since, **values)
    work.drop_draft(place)


def take_back_answer(work: Work, paragraph: str) -> None:
    """Take back an answer that was typed in by mistake, and what was decided of it."""
    work.remove(ParagraphAnswer, paragraph, Reason.BY_MISTAKE)


def state(
    work: Work,
    check: str,
    *,
    statement: str | None = None,
    answered_by: str | None = None,
    since: int | None = None,
    place: str | None = None,
) -> None:
    """Record what the school says of the whole draft, or who says it; what is left out stays as it was."""
    given = {"statement": statement, "answered_by": answered_by}
    values = {name: words.strip() for name, words in given.items() if words is not None}
    work.set(FactualCheck, check, since=since, **values)
    work.drop_draft(place)


def take_in(
    work: Work, check: str, answers: Iterable[Answered], statement: str, answered_by: str
) -> int:
    """Take in a form the school filled in; gives how many paragraphs it answers anew.

    What it leaves empty takes nothing back, and what it says again, word for word, leaves everything as it is.

    Raises:
        UserError: "review.record-gone" for a paragraph that was never sent.
    """
    new = 0
    for one in answers:
        paragraph = f"{check}:{one.number}"
        there = work.get(ParagraphAnswer, paragraph)
        if there is not None and _same(there, one):
            continue
        answer(
            work,
            paragraph,
            one.said,
            correction=one.correction,
            source=one.source,
            came_by=CameBy.FORM,
        )
        new += 1
    state(work, check, statement=statement or None, answered_by=answered_by or None)
    return new


def _same(there: ParagraphAnswer, one: Answered) -> bool:
    said = (one.said, one.correction.strip(), one.source.strip())
    return (there.said, there.correction, there.source) == said


def decide(
    work: Work, paragraph: str, *, accepted: bool, reason: str, place: str | None = None
) -> None:
    """Accept or reject what the school asks for, with a reason; it covers the answer as it stands now.

    Raises:
        UserError: "check.reason-missing", "check.nothing-to-decide", "review.record-gone".
    """
    answered = work.need(ParagraphAnswer, paragraph)
    if answered.said is Said.ACCURATE:
        raise UserError("check.nothing-to-decide")
    if not reason.strip():
        raise UserError("check.reason-missing")
    covers, reason = _digest(answered), reason.strip()
    if work.get(AnswerDecision, paragraph) is None:
        work.add(
            AnswerDecision,
            paragraph,
            paragraph=paragraph,
            accepted=accepted,
            reason=reason,
            covers=covers,
        )
    else:
        work.set(AnswerDecision, paragraph, accepted=accepted, reason=reason, covers=covers)
    work.drop_draft(place)


def take_back_decision(work: Work, paragraph: str) -> None:
    """Take back a decision, so that the answer waits for one again."""
    work.remove(AnswerDecision, paragraph, Reason.TAKEN_BACK)


def _digest(answered: ParagraphAnswer) -> str:
    words = f"{answered.said}\n{answered.correction}\n{answered.source}"
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def checks(opened: OpenReview) -> list[FactualCheck]:
    """Give the factual checks of a review, the latest first."""
    return latest_first(opened.all(FactualCheck))


def latest_first(sent: Iterable[FactualCheck]) -> list[FactualCheck]:
    """Give checks in their order, which their drafts' numbers say whatever the clocks did between them."""
    return sorted(sent, key=lambda one: (one.draft, instant(one.sent_at), one.id), reverse=True)


def latest(opened: OpenReview) -> FactualCheck | None:
    """Give the factual check that counts: the one of the draft sent last; None before any was."""
    return next(iter(checks(opened)), None)


def latest_draft(opened: OpenReview) -> ReportVersion | None:
    """Give the draft exported last, None while there is none."""
    drafts_made = [
        one
        for one in opened.versions()
        if one.stage is ReportStage.DRAFT and one.shape is ReportShape.REPORT
    ]
    # A clock may be set back between two drafts; their numbers go up all the same.
    return max(drafts_made, key=lambda one: (one.number, instant(one.made_at)), default=None)


def answers_beside(opened: OpenReview, check: FactualCheck, content: ReportContent) -> list[Beside]:
    """Give every paragraph of a check in its order, with what was answered and decided.

    `content` is what the report says now.
    """
    now = {one.text for one in asked_of(content)}
    sent = [one for one in opened.all(CheckedParagraph) if one.check == check.id]
    return [
        Beside(
            one,
            opened.get(ParagraphAnswer, one.id),
            decision_on(opened, one.id),
            changed=one.text not in now,
        )
        for one in sorted(sent, key=lambda one: one.number)
    ]


def decision_on(opened: OpenReview, paragraph: str) -> AnswerDecision | None:
    """Give the decision on an answer as it stands; None where there is none, or an earlier answer was decided on."""
    answered = opened.get(ParagraphAnswer, paragraph)
    decided = opened.get(AnswerDecision, paragraph)
    if answered is None or decided is None or decided.covers != _digest(answered):
        return None
    return decided


def facts_checked(opened: OpenReview) -> FactsChecked | None:
    """Give what the final report says of the check: that the school was heard, and what came of it.

    Only corrections count, of every draft that was sent, each paragraph of each draft once; a wish to discuss is none.
    """
    check = latest(opened)
    if check is None:
        return None
    corrections = [one for one in opened.all(ParagraphAnswer) if one.said is Said.INACCURATE]
    decisions = [decision_on(opened, one.id) for one in corrections]
    answered = bool(opened.all(ParagraphAnswer)) or bool(check.statement or check.answered_by)
    return FactsChecked(
        check.draft,
        time_of(check.sent_at).date().isoformat(),
        check.due,
        answered=answered,
        corrections=len(corrections),
        accepted=sum(1 for one in decisions if one is not None and one.accepted),
    )


def waiting(opened: OpenReview, check: FactualCheck) -> tuple[str, ...]:
    """Give the paragraphs of which the school asks for something that is still to be decided."""
    return tuple(
        one.paragraph
        for one in opened.all(ParagraphAnswer)
        if one.said is not Said.ACCURATE
        and one.paragraph.partition(":")[0] == check.id
        and decision_on(opened, one.id) is None
    )


def has_answered(opened: OpenReview, check: FactualCheck) -> bool:
    """Say whether anything came back from the school."""
    told = any(one.paragraph.partition(":")[0] == check.id for one in opened.all(ParagraphAnswer))
    return told or bool(check.statement or check.answered_by)
