"""What would make a finding stronger, told as help: never a refusal, never a mark."""

import re
from dataclasses import dataclass
from enum import StrEnum
from gettext import gettext as _
from typing import Final

from reviewer_app.model import Activity, Finding, Note
from reviewer_app.model.words import Bearing
from reviewer_app.review import agreement, weigh
from reviewer_app.review.opened import OpenReview

_GAP: Final = r"\s+"


class Advice(StrEnum):
    """What a finding still wants (DOMAIN, "a finding without evidence, an EBI without 'so that'")."""

    NO_EVIDENCE = "no-evidence"
    ONE_NOTE = "one-note"
    ONE_SOURCE = "one-source"
    NO_SO_THAT = "no-so-that"


@dataclass(frozen=True, slots=True)
class StillOpen:
    """What is still open before a report is sealed, as ids of findings."""

    without_evidence: tuple[str, ...]
    without_so_that: tuple[str, ...]
    not_agreed: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """Whether nothing is open."""
        return not (self.without_evidence or self.without_so_that or self.not_agreed)


def says_so_that(text: str) -> bool:
    """Whether a sentence says what for, in the reader's language, however it is spaced."""
    words = _GAP.join(re.escape(word) for word in _("so that").split())
    return re.search(rf"\b{words}\b", text, re.IGNORECASE) is not None


def advice_for(opened: OpenReview, finding: Finding) -> Advice | None:
    """Give the one thing a finding wants most, None where it wants nothing."""
    support = weigh.support(opened, finding.id)
    if not support.notes:
        return Advice.NO_EVIDENCE
    if finding.bearing is Bearing.EBI and not says_so_that(finding.text):
        return Advice.NO_SO_THAT
    if support.notes < weigh.ENOUGH_NOTES:
        return Advice.ONE_NOTE
    if len(support.sources) < weigh.ENOUGH_NOTES:
        return Advice.ONE_SOURCE
    return None


def open_question(opened: OpenReview, finding: str) -> Note | None:
    """Give a question among the notes on the same criteria, that may lead to more evidence."""
    links = opened.evidence_of(finding)
    behind = {one.note for one in links}
    criteria = {one for note in behind for one in opened.criteria_of(note)}
    for note in weigh.unaired_questions(opened):
        if note.id not in behind and criteria & set(opened.criteria_of(note.id)):
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
    covered = {
        one.id
        for made in agreed
        for one in findings
        if one not in agreement.not_covered(made, findings)
    }
    return StillOpen(
        tuple(one.id for one in findings if not weigh.support(opened, one.id).notes),
        tuple(
            one.id for one in findings if one.bearing is Bearing.EBI and not says_so_that(one.text)
        ),
        tuple(one.id for one in findings if one.id not in covered),
    )
