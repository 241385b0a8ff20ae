"""What the final report asks, and what was waived with a reason.

A finding rests on two notes from two kinds of source at least, and an EBI says what it is for (DOMAIN, "What goes wrong
on visits"). Of all findings one at least was agreed with the school's leaders as it is worded now (DOMAIN, "Who and
what"). A draft may leave before that; a final not, unless whoever leads says why it stays so.
"""

from dataclasses import dataclass

from reviewer_app.errors import UserError
from reviewer_app.language import ngettext
from reviewer_app.model.nouns import Finding, FindingWaiver, Review
from reviewer_app.model.reasons import Reason
from reviewer_app.model.words import Bearing, FindingRule
from reviewer_app.review import agreement, weigh
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.so_that import says_so_that
from reviewer_app.store.work import Work


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that a finding breaks; `waiver` says why it stays as it is, None while nobody said so."""

    finding: Finding
    rule: FindingRule
    waiver: FindingWaiver | None


def broken(opened: OpenReview) -> tuple[Broken, ...]:
    """Give every rule a finding breaks, waived or not, in the order of the report."""
    return tuple(one for finding in _reported(opened) for one in broken_by(opened, finding))


def _reported(opened: OpenReview) -> list[Finding]:
    return [
        finding
        for heading in opened.framework.framework.headings
        for finding in opened.findings(heading.id)
    ]


def broken_by(opened: OpenReview, finding: Finding) -> tuple[Broken, ...]:
    """Give the rules one finding breaks, waived or not."""
    rules = []
    if not weigh.support(opened, finding.id).enough:
        rules.append(FindingRule.ENOUGH)
    if finding.bearing is Bearing.EBI and not says_so_that(finding.text):
        rules.append(FindingRule.SO_THAT)
    return tuple(
        Broken(finding, rule, opened.get(FindingWaiver, f"{finding.id}:{rule}")) for rule in rules
    )


def to_settle(opened: OpenReview) -> tuple[Broken, ...]:
    """Give what is broken and not waived."""
    return tuple(one for one in broken(opened) if one.waiver is None)


def is_agreed(opened: OpenReview) -> bool:
    """Say whether anything in the report was agreed as it is worded now, by whomever."""
    findings = _reported(opened)
    return any(
        len(agreement.not_covered(made, findings)) < len(findings) for made in opened.agreements()
    )


def waits_for_agreement(opened: OpenReview) -> bool:
    """Say whether the final report waits for something to be agreed, or for a reason why nothing was.

    A report without a finding says nothing that anybody could agree: it waits for nothing.
    """
    return bool(_reported(opened)) and not (opened.review.unagreed_because or is_agreed(opened))


def require_settled(opened: OpenReview) -> None:
    """Refuse a final report while a finding breaks a rule, or nothing is agreed, and nobody said why it stays so.

    Raises:
        UserError: "finding.not-settled" says how many findings, "report.not-agreed".
    """
    count = len({one.finding.id for one in to_settle(opened)})
    if count:
        words = ngettext("{count} finding", "{count} findings", count).format(count=count)
        raise UserError("finding.not-settled", findings=words)
    if waits_for_agreement(opened):
        raise UserError("report.not-agreed")


def waive(work: Work, reason: str, *broken: tuple[str, FindingRule]) -> None:
    """Say why findings stay as they are; `broken` are their ids, each with the rule it breaks.

    Raises:
        UserError: "finding.waiver-without-reason", "review.record-gone", "review.not-allowed".
    """
    if not reason.strip():
        raise UserError("finding.waiver-without-reason")
    for finding, rule in broken:
        work.need(Finding, finding)
        record = f"{finding}:{rule}"
        if work.get(FindingWaiver, record) is None:
            work.add(FindingWaiver, record, finding=finding, rule=rule, reason=reason.strip())
        else:
            work.set(FindingWaiver, record, reason=reason.strip())


def take_back(work: Work, *waived: tuple[str, FindingRule]) -> None:
    """Ask of findings again what had been waived.

    Raises:
        UserError: "review.record-gone", "review.not-allowed".
    """
    for finding, rule in waived:
        work.remove(FindingWaiver, f"{finding}:{rule}", Reason.TAKEN_BACK)


def leave_unagreed(work: Work, reason: str) -> None:
    """Say why the final report leaves though nothing of it was agreed.

    Raises:
        UserError: "report.unagreed-without-reason", "review.value-not-allowed", "review.not-allowed".
    """
    if not reason.strip():
        raise UserError("report.unagreed-without-reason")
    work.set(Review, work.review, unagreed_because=reason.strip())


def ask_for_agreement(work: Work) -> None:
    """Ask again that something of the report is agreed before it is sealed.

    Raises:
        UserError: "review.not-allowed".
    """
    work.set(Review, work.review, unagreed_because="")


def leave_so(
    work: Work, reason: str, *broken: tuple[str, FindingRule], unagreed: bool = False
) -> None:
    """Give one reason for all the final report waits for: what findings break, and that nothing is agreed.

    Raises:
        UserError: what `waive` and `leave_unagreed` raise.
    """
    waive(work, reason, *broken)
    if unagreed:
        leave_unagreed(work, reason)
