"""Reading a finished review from its open data: what its report says, as a review of its own on this laptop.

A programme office lays reviews of others beside its own, and next year's review opens with what the last one agreed,
whoever led it. Notes never travel that way, so the findings of such a review have none behind them.
"""

from functools import partial
from pathlib import Path
from typing import Final

from reviewer_app.errors import UserError
from reviewer_app.frameworks.load import LoadedFramework
from reviewer_app.language import gettext as _
from reviewer_app.model.nouns import Agreement, EarlierPoint, Finding, Hypothesis, SupportWanted
from reviewer_app.model.words import Bearing, Borne
from reviewer_app.report.open_data import FILE, Found, OpenData, read
from reviewer_app.review import findings, library, set_up
from reviewer_app.review.agreement import wording_of
from reviewer_app.review.session import Session
from reviewer_app.review.set_up import SchoolFacts
from reviewer_app.store.files import lies_there, read_file
from reviewer_app.store.work import Work

MOST: Final = 20_000_000
"""Bytes of open data that are read."""


def import_review(session: Session, folder: Path) -> str:
    """Read the open data in a folder (or a `review.json` by its name) into a new review; gives its id.

    Raises:
        UserError: "open-data.not-here", "open-data.unreadable", "open-data.newer", "open-data.framework-missing",
            "open-data.there-already"; "file.unreadable", "file.over-limit"; for what no review may hold "review....".
    """
    path = folder / FILE if lies_there(folder) and folder.is_dir() else folder
    if path != folder and not lies_there(path):
        raise UserError("open-data.not-here", name=folder.resolve().name)
    data = read(read_file(path, MOST), path.name)
    framework = _framework(session, data)
    _require_known(framework, data, path.name)
    _not_here_yet(session, data, framework.framework.id)
    school = data.school
    return session.create_review(
        SchoolFacts(
            name=school.name,
            urn=school.urn or "",
            town=school.town or "",
            phase=school.phase or "",
            ages=school.ages or "",
            authority=school.authority or "",
            pupils=school.pupils,
        ),
        framework,
        start=data.visit.start,
        days=data.visit.days,
        fill=partial(take_in, data=data),
    )


def _framework(session: Session, data: OpenData) -> LoadedFramework:
    """Give the very text the review was done by, in its language.

    Raises:
        UserError: "open-data.framework-missing".
    """
    bound = data.framework
    found = next((one for one in library.usable(session) if one.hash == bound.hash), None)
    if found is None:
        raise UserError("open-data.framework-missing", framework=bound.title, version=bound.version)
    return library.in_language(found, data.language) if data.language in found.languages else found


def _require_known(framework: LoadedFramework, data: OpenData, name: str) -> None:
    """Refuse what stands under a heading, or is estimated in a word, that the framework has not: no page would show it.

    A heading that stands there twice would have two estimates, and a sentence without words is none.

    Raises:
        UserError: "open-data.unreadable".
    """
    known = {one.id for one in framework.framework.headings}
    twice = len({one.id for one in data.headings}) < len(data.headings)
    used = {
        "headings": [one.id for one in data.headings],
        "hypotheses": [one.heading for one in data.hypotheses if one.heading],
        "last_review": [one.heading for one in data.last_review.even_better if one.heading],
    }
    said = {
        "headings": [
            found.text for one in data.headings for found in (*one.went_well, *one.even_better)
        ],
        "hypotheses": [one.text for one in data.hypotheses],
        "support_wanted": [one.text for one in data.support_wanted],
    }
    wrong = ["headings"] if twice else []
    wrong += [place for place, words in said.items() if not all(one.strip() for one in words)]
    wrong += [place for place, ids in used.items() if not known.issuperset(ids)]
    wrong += [
        f"headings/{one.id}/estimate"
        for one in data.headings
        if one.id in known
        and one.estimate is not None
        and one.estimate.id not in {point.id for point in framework.framework.points_for(one.id)}
    ]
    if wrong:
        reason = _("{place} is missing, or not as it should be").format(place=wrong[0])
        raise UserError("open-data.unreadable", name=name, reason=reason)


def _not_here_yet(session: Session, data: OpenData, framework: str) -> None:
    for one in session.reviews():
        there = (one.school.split(), one.start, one.framework)
        if there == (data.school.name.split(), data.visit.start, framework):
            raise UserError("open-data.there-already", school=one.school, start=one.start)


def take_in(work: Work, data: OpenData) -> None:
    """Write what the data says into a review that is set up in the same work.

    Raises:
        UserError: "review.value-not-allowed".
    """
    agreed: list[Finding] = []
    for heading in data.headings:
        for bearing, found in (
            (Bearing.WWW, heading.went_well),
            (Bearing.EBI, heading.even_better),
        ):
            for number, one in enumerate(found, 1):
                finding = _finding(work, heading.id, bearing, one, number)
                if one.agreed:
                    agreed.append(finding)
        if heading.estimate is not None:
            findings.estimate(work, heading.id, heading.estimate.id)
        if heading.last_time is not None:
            word = heading.last_time.word.id if heading.last_time.word else ""
            set_up.set_earlier_estimate(work, heading.id, word, heading.last_time.note or "")
        if heading.school_title:
            set_up.change_facts(work, excellence_title=heading.school_title)
    for who in data.agreed:
        work.add(
            Agreement,
            work.new_id(),
            role=who.role,
            agreed_at=f"{who.date}T12:00:00+00:00",
            wording=wording_of(agreed),
            different_view=who.different_view or "",
        )
    set_up.change_facts(work, last_review=data.last_review.when or "")
    for number, point in enumerate(data.last_review.even_better, 1):
        work.add(
            EarlierPoint,
            work.new_id(),
            heading=point.heading or "",
            text=point.text,
            outcome=point.outcome or "",
            position=float(number),
        )
    _behind_the_findings(work, data)


def _behind_the_findings(work: Work, data: OpenData) -> None:
    """Write what the team set out to find out, and the support the school would like."""
    for number, formed in enumerate(data.hypotheses, 1):
        work.add(
            Hypothesis,
            work.new_id(),
            heading=formed.heading or "",
            text=formed.text,
            outcome=Borne(formed.outcome),
            found=formed.found or "",
            position=float(number),
        )
    for number, wish in enumerate(data.support_wanted, 1):
        work.add(
            SupportWanted,
            work.new_id(),
            text=wish.text,
            from_whom=wish.from_whom or "",
            position=float(number),
        )


def _finding(work: Work, heading: str, bearing: Bearing, found: Found, number: int) -> Finding:
    values: dict[str, object] = {
        "heading": heading,
        "bearing": bearing,
        "text": found.text,
        "cost": found.builds_on or "",
        "position": float(number),
    }
    record = work.add(Finding, work.new_id(), **values)
    return Finding.model_validate({"id": record, "review": work.review, **values})
