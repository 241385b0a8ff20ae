"""Findings, the notes behind them, and estimates."""

from collections.abc import Iterable

from reviewer_app.errors import UserError
from reviewer_app.model.nouns import Estimate, Finding, FindingNote
from reviewer_app.model.reasons import Reason
from reviewer_app.model.words import Bearing
from reviewer_app.review import order
from reviewer_app.review.opened import standing_note
from reviewer_app.store.work import Work


def add_finding(
    work: Work,
    heading: str,
    bearing: Bearing,
    text: str,
    *,
    evidence: Iterable[str] = (),
    against: Iterable[str] = (),
    place: str | None = None,
) -> str:
    """Add a finding under a heading, last among its kind.

    Raises:
        UserError: "finding.empty"; "finding.bearing-wrong" for anything but WWW or EBI.
    """
    if not text.strip():
        raise UserError("finding.empty")
    if bearing not in (Bearing.WWW, Bearing.EBI):
        raise UserError("finding.bearing-wrong")
    finding = work.add(
        Finding,
        work.new_id(),
        heading=heading,
        bearing=bearing,
        text=text.strip(),
        position=order.last(work.all(Finding, heading=heading)),
    )
    for note in evidence:
        link_evidence(work, finding, note)
    for note in against:
        link_evidence(work, finding, note, against=True)
    work.drop_draft(place)
    return finding


def edit_finding(
    work: Work,
    /,
    finding: str,
    *,
    since: int | None = None,
    place: str | None = None,
    **values: str | float | Bearing,
) -> None:
    """Change a finding's sentence, heading, kind, order, or what it builds on.

    Raises:
        UserError: "finding.empty", "review.record-gone", "review.value-not-allowed".
    """
    if "text" in values and not str(values["text"]).strip():
        raise UserError("finding.empty")
    work.set(Finding, finding, since=since, **values)
    work.drop_draft(place)


def move_finding(work: Work, finding: str, by: int) -> None:
    """Move a finding up (-1) or down (1) among its kind under its heading.

    Raises:
        UserError: "review.record-gone".
    """
    found = work.need(Finding, finding)
    kind = work.all(Finding, heading=found.heading, bearing=found.bearing)
    order.move(work, Finding, kind, finding, by)


def remove_finding(work: Work, finding: str, reason: str) -> None:
    """Remove a finding; its notes stay, and undo brings it back."""
    work.remove(Finding, finding, reason)


def link_evidence(work: Work, finding: str, note: str, *, against: bool = False) -> None:
    """Put a note behind a finding, or against it."""
    record = f"{finding}:{note}"
    if work.get(FindingNote, record) is None:
        work.add(FindingNote, record, finding=finding, note=note, against=against)
    else:
        work.set(FindingNote, record, against=against)


def unlink_evidence(work: Work, finding: str, note: str) -> None:
    """Take a note away from a finding, and with it what led to the note from one that was joined to it."""
    for link in work.all(FindingNote, finding=finding):
        if link.note == note or standing_note(work, link.note) == note:
            work.remove(FindingNote, link.id, Reason.TAKEN_OFF)


def estimate(work: Work, heading: str, word: str) -> None:
    """Set the agreed scale word of a heading; "" takes it back."""
    record = f"{work.review}:{heading}"
    there = work.get(Estimate, record)
    if not word:
        if there is not None:
            work.remove(Estimate, record, Reason.TAKEN_BACK)
    elif there is None:
        work.add(Estimate, record, heading=heading, word=word)
    else:
        work.set(Estimate, record, word=word)
