"""What of the report is agreed as it is worded now: what its introduction may say, and what is excepted."""

from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import Finding
from reviewer_app.report.content import NotAgreed
from reviewer_app.review import agreement
from reviewer_app.review.opened import OpenReview


def not_agreed(opened: OpenReview) -> tuple[NotAgreed, ...]:
    """Give each finding that someone who agreed has not agreed as it is worded now, or that nobody has."""
    findings = _in_order(opened)
    agreements = opened.agreements()
    left = {
        one.id: {finding.id for finding in agreement.not_covered(one, findings)}
        for one in agreements
    }
    missing = [
        (finding, [one.role for one in agreements if finding.id in left[one.id]])
        for finding in findings
    ]
    return tuple(
        NotAgreed(
            finding.text, () if len(roles) == len(agreements) else tuple(dict.fromkeys(roles))
        )
        for finding, roles in missing
        if roles or not agreements
    )


def agreed_words(opened: OpenReview) -> str:
    """Say how far the report is agreed: never more than what stands on record for the present wording."""
    findings = _in_order(opened)
    missing = not_agreed(opened)
    if not findings or (len(missing) == len(findings) and not any(one.roles for one in missing)):
        return _("It has not been agreed with the school’s leaders yet.")
    if missing:
        return _(
            "It was shared with the school’s leaders. What is not agreed with all of them as it is worded now is "
            "named under “Who agreed these findings”."
        )
    return _("Everything in it was shared with the school’s leaders and agreed with them.")


def _in_order(opened: OpenReview) -> list[Finding]:
    return [
        one
        for heading in opened.framework.framework.headings
        for one in opened.findings(heading.id)
    ]
