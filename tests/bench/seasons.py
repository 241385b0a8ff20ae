"""A season's findings as leads would hand them in: synthetic, each review by a lead and of a school of its own."""

from collections.abc import Iterator
from functools import cache

from reviewer_app.frameworks.shipped import usual
from reviewer_app.report.open_data import (
    Bound,
    Found,
    HeadingFound,
    LastReview,
    OpenData,
    Reader,
    School,
    Seen,
    Visit,
    Word,
    written,
)
from reviewer_app.sync.findings_file import name_of, write_findings
from reviewer_app.vault.card import Card
from reviewer_app.vault.identity import Identity

TIME = "2026-11-18T10:17:00.000+00:00"
PURPOSE = "the programme’s records"


@cache
def _framework() -> Bound:
    loaded = usual()
    framework = loaded.framework
    return Bound(
        id=framework.id, version=framework.version, hash=loaded.hash, title=framework.title
    )


def findings_of(number: int, office: str, *, went_well: int = 10) -> OpenData:
    """Give the findings of one school, as long as a real report's."""
    word = Word(id="effective", label="Effective")
    return OpenData(
        made_for=Reader(recipient=office, purpose=PURPOSE),
        language="en-GB",
        school=School(
            name=f"School {number:04}",
            urn=str(990000 + number),
            town="Larkfield",
            phase="Primary",
            ages="4 to 11",
            authority="Larkshire",
            pupils=412,
        ),
        visit=Visit(start="2026-11-17", days=3),
        framework=_framework(),
        headings=tuple(
            HeadingFound(
                id=heading,
                title=heading.capitalize(),
                kind="standard",
                school_title=None,
                scale=(word,),
                estimate=word,
                last_time=None,
                went_well=tuple(
                    Found(
                        text=f"Pupils of school {number} explain their choices, because every lesson asks "
                        f"them to, in way {at}.",
                        builds_on=None,
                        agreed=True,
                    )
                    for at in range(went_well)
                ),
                even_better=(Found(text="=So that x", builds_on="It costs.", agreed=False),),
            )
            for heading in ("leadership", "provision", "additional-needs")
        ),
        seen=Seen(
            activities=(),
            minutes_in_lessons=None,
            year_groups=(),
            subjects=(),
            pupils_spoken_to=None,
        ),
        agreed=(),
        last_review=LastReview(when=None, even_better=()),
        hypotheses=(),
        support_wanted=(),
    )


def review_of(number: int) -> str:
    """Give a review's id."""
    return f"{number:032x}"


def package_of(
    number: int, office: Card, lead: Identity | None = None, made_at: str = TIME
) -> tuple[str, bytes]:
    """Give one package and the name it goes by."""
    data = written(findings_of(number, office.name))
    consent = {
        "recipient": office.name,
        "purpose": PURPOSE,
        "given_by": "head",
        "how": "e-mail",
        "given_at": TIME,
    }
    package = write_findings(
        review=review_of(number),
        consent=consent,
        data=data,
        office=office,
        identity=lead or Identity.generate(f"Lead {number}"),
        made_at=made_at,
    )
    return name_of(review_of(number), consent, data, office), package


def season(office: Card, reviews: int) -> Iterator[tuple[str, bytes]]:
    """Give the packages of a season, one after the other."""
    return (package_of(number, office) for number in range(reviews))
