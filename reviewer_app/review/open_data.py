"""The open data of a review, read from the open review: what the report says, and nothing else."""

from typing import cast

from reviewer_app.frameworks.schema import Heading
from reviewer_app.model.moment import time_of
from reviewer_app.model.nouns import Finding
from reviewer_app.model.words import Bearing, Borne
from reviewer_app.report.content import MadeFor
from reviewer_app.report.open_data import (
    Agreed,
    Bound,
    Counted,
    Earlier,
    Examined,
    Found,
    HeadingFound,
    LastPoint,
    LastReview,
    OpenData,
    Outcome,
    Reader,
    School,
    Seen,
    Support,
    Visit,
    Word,
    Years,
)
from reviewer_app.review import agreement
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.reported_visits import what_was_seen


def open_data(opened: OpenReview, made_for: MadeFor) -> OpenData:
    """Say as data what the report of a review says now, for a named reader."""
    review, framework = opened.review, opened.framework.framework
    agreed = _agreed_by_all(opened)
    return OpenData(
        made_for=Reader(recipient=made_for.recipient.strip(), purpose=made_for.purpose.strip()),
        language=opened.review.language or framework.language,
        school=School(
            name=review.school_name,
            urn=review.school_urn or None,
            town=review.school_town or None,
            phase=review.school_phase or None,
            ages=review.school_ages or None,
            authority=review.school_authority or None,
            pupils=review.school_pupils,
        ),
        visit=Visit(start=review.start, days=review.days),
        framework=Bound(
            id=framework.id,
            version=framework.version,
            hash=opened.framework.hash,
            title=framework.title,
        ),
        headings=tuple(_heading(opened, one, agreed) for one in framework.headings),
        seen=_seen(opened),
        agreed=tuple(
            Agreed(
                role=one.role,
                date=time_of(one.agreed_at).date().isoformat(),
                different_view=one.different_view or None,
            )
            for one in opened.agreements()
        ),
        last_review=LastReview(
            when=review.last_review or None,
            even_better=tuple(
                LastPoint(heading=one.heading or None, text=one.text, outcome=one.outcome or None)
                for one in opened.earlier_points()
            ),
        ),
        hypotheses=tuple(
            Examined(
                heading=one.heading or None,
                text=one.text,
                outcome=cast("Outcome", one.outcome.value),
                found=one.found or None,
            )
            for one in opened.hypotheses()
            if one.outcome is not Borne.OPEN
        ),
        support_wanted=tuple(
            Support(text=one.text, from_whom=one.from_whom or None)
            for one in opened.support_wanted()
        ),
    )


def _agreed_by_all(opened: OpenReview) -> set[str]:
    """Give the findings that each person who agreed has agreed as they are worded now; none where nobody has."""
    findings, agreements = opened.findings(), opened.agreements()
    if not agreements:
        return set()
    left = {left.id for one in agreements for left in agreement.not_covered(one, findings)}
    return {one.id for one in findings} - left


def _heading(opened: OpenReview, heading: Heading, agreed: set[str]) -> HeadingFound:
    scale = {
        one.id: Word(id=one.id, label=one.label)
        for one in opened.framework.framework.points_for(heading.id)
    }

    def found(bearing: Bearing) -> tuple[Found, ...]:
        return tuple(_found(one, agreed) for one in opened.findings(heading.id, bearing))

    excellence = heading.kind == "excellence"
    return HeadingFound(
        id=heading.id,
        title=heading.title,
        kind=heading.kind,
        school_title=(opened.review.excellence_title or None) if excellence else None,
        scale=tuple(scale.values()),
        estimate=scale.get(opened.estimates().get(heading.id, "")),
        last_time=_last_time(opened, heading.id, scale),
        went_well=found(Bearing.WWW),
        even_better=found(Bearing.EBI),
    )


def _found(finding: Finding, agreed: set[str]) -> Found:
    return Found(text=finding.text, builds_on=finding.cost or None, agreed=finding.id in agreed)


def _last_time(opened: OpenReview, heading: str, scale: dict[str, Word]) -> Earlier | None:
    word = opened.earlier_estimates().get(heading)
    note = opened.earlier_reasons().get(heading)
    if word is None and note is None:
        return None
    then = scale.get(word, Word(id=word, label=word)) if word else None
    return Earlier(word=then, note=note)


def _seen(opened: OpenReview) -> Seen:
    seen = what_was_seen(opened)
    return Seen(
        activities=tuple(Counted(kind=one.kind, count=one.count) for one in seen.activities),
        minutes_in_lessons=seen.minutes,
        year_groups=tuple(Years(name=one.name, lessons=one.lessons) for one in seen.year_groups),
        subjects=seen.subjects,
        pupils_spoken_to=seen.pupils_spoken_to,
    )
