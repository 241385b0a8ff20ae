"""What would make evidence and findings stronger, told as help: never a refusal, never a mark."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from reviewer_app.frameworks.schema import Framework
from reviewer_app.model.moment import time_of
from reviewer_app.model.nouns import Activity, Finding, Note, Passage
from reviewer_app.model.words import ActivityKind, ActivityState, Bearing, Borne, FindingRule
from reviewer_app.review import agreement, factual_check, timetable, waivers, weigh
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.small_numbers import telling_in
from reviewer_app.review.timetable import FreeSlot
from reviewer_app.review.weigh import Thin


class Advice(StrEnum):
    """What a finding still wants (DOMAIN, "a finding without evidence, an EBI without 'so that'")."""

    NO_EVIDENCE = "no-evidence"
    ONE_NOTE = "one-note"
    ONE_SOURCE = "one-source"
    NO_SO_THAT = "no-so-that"
    TELLING = "telling"
    TWO_VERSIONS = "two-versions"


@dataclass(frozen=True, slots=True)
class StillOpen:
    """What is still open before a report is sealed, as ids of findings.

    `to_settle` are those that keep the final report back; the rest is for whoever leads to decide.
    `telling` are those whose numbers may tell who is meant; `telling_passages` are such sections of the report,
    hypotheses and wishes, `to_follow_up` notes, `open_hypotheses` what the team set out to find out and has not closed,
    `answers` paragraphs of which the school asks for something that is not decided.
    """

    to_settle: tuple[str, ...]
    not_agreed: tuple[str, ...]
    telling: tuple[str, ...] = ()
    telling_passages: tuple[str, ...] = ()
    to_follow_up: tuple[str, ...] = ()
    open_hypotheses: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether nothing is open."""
        return not (
            self.to_settle
            or self.not_agreed
            or self.telling
            or self.telling_passages
            or self.to_follow_up
            or self.open_hypotheses
            or self.answers
        )


@dataclass(frozen=True, slots=True)
class NextLook:
    """What could still show a thin row.

    `planned` is one on the plan that could: the next that is named for the row, or the next where what is planned
    would be enough or nothing else can be. Otherwise `kind` is what to plan, and `slot` when and for whom. All None
    where no time is left.
    """

    planned: Activity | None = None
    kind: ActivityKind | None = None
    slot: FreeSlot | None = None


def next_look(opened: OpenReview, thin: Thin, now: datetime) -> NextLook:
    """Say what could still show a thin row, from now on: what is planned, or what could be planned, by whom."""
    framework = opened.framework.framework
    able = [
        one
        for one in _still_to_come(opened, now)
        if _adds_to(framework, thin, one.activity_kind, thin.sources)
    ]
    named = {one.id: _named_for(framework, one.title) for one in able}
    own = next((one for one in able if named[one.id] == thin.row.id), None)
    if own is not None:
        return NextLook(own)
    coming = [one for one in able if not named[one.id]]
    others = [one for one in able if named[one.id]]
    sources = {*thin.sources, *(framework.source_of(one.activity_kind).id for one in coming)}
    planned = coming[0] if coming else None
    if planned is not None and len(sources) >= weigh.ENOUGH_NOTES:
        return NextLook(planned)
    kind = max(
        (one for one in ActivityKind if _adds_to(framework, thin, one, sources)),
        key=lambda one: _targets_in(framework, one, thin.row.id),
        default=None,
    )
    minutes = timetable.usual_minutes(kind) if kind else 0
    slot = timetable.next_free_slot(opened, minutes, now) if kind else None
    if slot is None:
        return NextLook(planned or next(iter(others), None))
    return NextLook(kind=kind, slot=slot)


def _named_for(framework: Framework, title: str) -> str:
    """Give the row a visit's title names, as one press of "Plan it" does; "" where it names none."""
    found = [
        one
        for one in weigh.rows_of(framework)
        if re.search(rf"\b{re.escape(one.title)}\b", title, re.IGNORECASE)
    ]
    return max(found, key=lambda one: len(one.title)).id if found else ""


def _still_to_come(opened: OpenReview, now: datetime) -> list[Activity]:
    if now.date() > timetable.days_of(opened)[-1]:
        return []
    return [
        one
        for one in opened.visits_in_evidence()
        if one.state is ActivityState.PLANNED
        and (not one.planned_start or time_of(one.planned_start) >= now)
    ]


def _adds_to(framework: Framework, thin: Thin, kind: ActivityKind, sources: Iterable[str]) -> bool:
    """Whether an activity looks for what a row is about, and is of a source not among these."""
    missing = framework.source_of(kind).id not in sources
    return missing and _targets_in(framework, kind, thin.row.id) > 0


def _targets_in(framework: Framework, kind: ActivityKind, row: str) -> int:
    """Count what an activity looks for that bears on a row."""
    known = {one.id: one for one in framework.criteria}
    return sum(
        row in (known[target].strand, known[target].heading)
        for target in framework.form_for(kind).targets
    )


def advice_for(opened: OpenReview, finding: Finding) -> Advice | None:
    """Give the one thing a finding wants most, None where it wants nothing or that was waived."""
    if finding.id in opened.disputed:
        return Advice.TWO_VERSIONS
    if telling_in(finding.text) or telling_in(finding.cost):
        return Advice.TELLING
    wants = {one.rule for one in waivers.broken_by(opened, finding) if one.waiver is None}
    support = weigh.support(opened, finding.id)
    if FindingRule.ENOUGH in wants and not support.notes:
        return Advice.NO_EVIDENCE
    if FindingRule.SO_THAT in wants:
        return Advice.NO_SO_THAT
    if FindingRule.ENOUGH not in wants:
        return None
    return Advice.ONE_NOTE if support.notes < weigh.ENOUGH_NOTES else Advice.ONE_SOURCE


def open_question(opened: OpenReview, finding: str) -> Note | None:
    """Give a question among the notes on the same criteria, that may lead to more evidence."""
    links = opened.evidence_of(finding)
    behind = {one.note for one in links}
    criteria = {one for note in behind for one in opened.criteria_of(note)}
    for note in weigh.to_follow_up(opened):
        asks = note.bearing is Bearing.QUESTION
        if asks and note.id not in behind and criteria & set(opened.criteria_of(note.id)):
            return note
    return None


def asked_at(opened: OpenReview, note: Note) -> str:
    """Give the title of the visit a note was written at, "" where it is gone."""
    activity = opened.get(Activity, note.activity)
    return activity.title if activity else ""


def still_open(opened: OpenReview) -> StillOpen:
    """Say what is still open in all findings before sealing."""
    findings = [
        one
        for heading in opened.framework.framework.headings
        for one in opened.findings(heading.id)
    ]
    agreed = opened.agreements()
    check = factual_check.latest(opened)
    covered = {
        one.id
        for made in agreed
        for one in findings
        if one not in agreement.not_covered(made, findings)
    }
    return StillOpen(
        tuple(dict.fromkeys(one.finding.id for one in waivers.to_settle(opened))),
        tuple(one.id for one in findings if one.id not in covered),
        tuple(one.id for one in findings if telling_in(one.text) or telling_in(one.cost)),
        tuple(_telling_passages(opened)),
        tuple(one.id for one in weigh.to_follow_up(opened)),
        tuple(one.id for one in opened.hypotheses() if one.outcome is Borne.OPEN),
        factual_check.waiting(opened, check) if check else (),
    )


def _telling_passages(opened: OpenReview) -> Iterator[str]:
    """Give what the report says beside its findings and may tell who is meant by."""
    yield from (one.section for one in opened.all(Passage) if telling_in(one.text))
    for hypothesis in opened.hypotheses():
        if telling_in(hypothesis.text) or telling_in(hypothesis.found):
            yield hypothesis.id
    yield from (one.id for one in opened.support_wanted() if telling_in(one.text))
