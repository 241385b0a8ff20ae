"""Setting a review up: the school, the framework it is bound to, the first roster."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Connection, select

from reviewer_app.errors import UserError
from reviewer_app.frameworks.load import LoadedFramework
from reviewer_app.model.local import RegisterSchool
from reviewer_app.model.nouns import EarlierEstimate, EarlierPoint, FrameworkText, Review
from reviewer_app.model.reasons import Reason
from reviewer_app.model.review import ReviewRow
from reviewer_app.model.roster import Member, Roster, review_id, write_roster
from reviewer_app.model.words import Role
from reviewer_app.store.journal import table_of
from reviewer_app.store.work import Work
from reviewer_app.vault.identity import Identity

DAYS_LIMIT: Final = 10
EARLIEST_YEAR, LATEST_YEAR = 2000, 2199
"""Years a review may be in: anything else is a slip of the finger."""
RETENTION_YEARS: Final = 1
"""Years after the review until the evidence is destroyed, unless the programme says otherwise."""


@dataclass(frozen=True, slots=True)
class SchoolFacts:
    """What a review copies of a school; a name is enough."""

    name: str
    urn: str = ""
    town: str = ""
    phase: str = ""
    ages: str = ""
    authority: str = ""
    pupils: int | None = None


@dataclass(frozen=True, slots=True)
class ReviewOnList:
    """One line of the list of reviews on this laptop. `start` is an ISO date."""

    id: str
    school: str
    start: str
    days: int
    framework: str
    practice: bool


def facts_of(school: RegisterSchool) -> SchoolFacts:
    """Give what a review copies of a school of the register."""
    return SchoolFacts(
        name=school.name,
        urn="" if school.urn.startswith("hand-") else school.urn,
        town=school.town,
        phase=school.phase,
        ages=school.ages,
        authority=school.authority,
        pupils=school.pupils,
    )


def first_roster(
    identity: Identity,
    nonce: str,
    review_key: str,
    retention_end: str,
    team: Sequence[Member] = (),
) -> Roster:
    """Write the roster a review begins with: its lead, and whoever is known to be on the team."""
    review = review_id(identity.sign_key, nonce)
    lead = Member(identity.person, identity.name, Role.LEAD, identity.sign_key, identity.age_key)
    return write_roster(
        review=review,
        nonce=nonce,
        number=1,
        previous=(),
        signer=identity.person,
        members=[lead, *team],
        review_keys=[review_key],
        retention_end=retention_end,
    )


def retention_end_of(start: str, days: int) -> str:
    """Give the ISO date on which the evidence of a review is destroyed."""
    last = date.fromordinal(date.fromisoformat(start).toordinal() + days - 1)
    try:
        return last.replace(year=last.year + RETENTION_YEARS).isoformat()
    except ValueError:  # 29 February
        return last.replace(year=last.year + RETENTION_YEARS, day=28).isoformat()


def checked_dates(start: str, days: int) -> None:
    """Refuse dates that no review can have.

    Raises:
        UserError: "review.date-wrong", "review.days-wrong".
    """
    try:
        first = date.fromisoformat(start)
    except ValueError:
        raise UserError("review.date-wrong", date=start) from None
    if first.isoformat() != start or not EARLIEST_YEAR <= first.year <= LATEST_YEAR:
        raise UserError("review.date-wrong", date=start)
    if not 1 <= days <= DAYS_LIMIT:
        raise UserError("review.days-wrong", days=days, limit=DAYS_LIMIT)


def create_review(
    work: Work,
    school: SchoolFacts,
    framework: LoadedFramework,
    *,
    start: str,
    days: int,
    practice: bool = False,
    safeguarding_lead: str = "",
    safeguarding_place: str = "",
    safeguarding_number: str = "",
) -> str:
    """Set up a review: school facts are copied in, and the framework's text is kept with it.

    Raises:
        UserError: "review.value-not-allowed"; "review.date-wrong" for a start that is no ISO date.
    """
    checked_dates(start, days)
    work.add(
        Review,
        work.review,
        school_name=" ".join(school.name.split()),
        school_urn=school.urn,
        school_town=school.town,
        school_phase=school.phase,
        school_ages=school.ages,
        school_authority=school.authority,
        school_pupils=school.pupils,
        framework_id=framework.framework.id,
        framework_version=framework.framework.version,
        framework_hash=framework.hash,
        language=framework.language,
        start=start,
        days=days,
        retention_end=retention_end_of(start, days),
        practice=practice,
        safeguarding_lead=safeguarding_lead,
        safeguarding_place=safeguarding_place,
        safeguarding_number=safeguarding_number,
        made_at=work.now,
    )
    work.add(FrameworkText, f"{work.review}:{framework.hash}", text=framework.text)
    return work.review


def change_facts(
    work: Work,
    /,
    *,
    since: int | None = None,
    place: str | None = None,
    **facts: str | int | None,
) -> None:
    """Change facts of the review: dates, the school's facts, the area of excellence, who to ring."""
    work.set(Review, work.review, since=since, **facts)
    work.drop_draft(place)


def allow_photos(work: Work, by: str) -> None:
    """Switch photos on; `by` says who allowed them, such as "the programme office" (a role, never a name).

    Raises:
        UserError: "photo.nobody-allowed" where nobody is named, "review.not-allowed".
    """
    if not by.strip():
        raise UserError("photo.nobody-allowed")
    work.set(Review, work.review, photos_allowed_by=by.strip(), photos_allowed_at=work.now)


def stop_photos(work: Work) -> None:
    """Switch photos off; those that were taken stay with their notes.

    Raises:
        UserError: "review.not-allowed".
    """
    work.set(Review, work.review, photos_allowed_by="", photos_allowed_at=None)


def add_earlier_point(
    work: Work, text: str, *, heading: str = "", position: float = 0.0, place: str | None = None
) -> str:
    """Add an EBI of the last review."""
    point = work.add(
        EarlierPoint, work.new_id(), heading=heading, text=text.strip(), position=position
    )
    work.drop_draft(place)
    return point


def say_what_became(
    work: Work, point: str, outcome: str, *, since: int | None = None, place: str | None = None
) -> None:
    """Say what became of an EBI of the last review."""
    work.set(EarlierPoint, point, since=since, outcome=outcome.strip())
    work.drop_draft(place)


def remove_earlier_point(work: Work, point: str) -> None:
    """Remove an EBI of the last review that was entered by mistake."""
    work.remove(EarlierPoint, point, Reason.BY_MISTAKE)


def set_earlier_estimate(work: Work, heading: str, word: str, why: str = "") -> None:
    """Say which scale word the last review agreed for a heading.

    Args:
        word: a point of today's scale; "" where the two reviews cannot be compared.
        why: why not, or what to bear in mind.
    """
    record = f"{work.review}:{heading}"
    if work.get(EarlierEstimate, record) is None:
        work.add(EarlierEstimate, record, heading=heading, word=word, why=why)
    else:
        work.set(EarlierEstimate, record, word=word, why=why)


def reviews_here(connection: Connection) -> list[ReviewOnList]:
    """Give the reviews on this laptop, the latest first."""
    table = table_of(ReviewRow)
    rows: Sequence[Review] = [
        Review.model_validate(dict(row)) for row in connection.execute(select(table)).mappings()
    ]
    return sorted(
        (
            ReviewOnList(
                one.id, one.school_name, one.start, one.days, one.framework_id, one.practice
            )
            for one in rows
        ),
        key=lambda one: (one.start, one.id),
        reverse=True,
    )
