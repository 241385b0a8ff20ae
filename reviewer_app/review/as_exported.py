"""The review as it stood when a version of its report was exported: read from the journal, kept nowhere else."""

from dataclasses import replace

from sqlalchemy import Connection

from reviewer_app.errors import UserError
from reviewer_app.model.changes import Action, operations_in
from reviewer_app.model.moment import instant
from reviewer_app.model.nouns import KIND_OF, ReportVersion
from reviewer_app.report.content import ReportContent
from reviewer_app.review import opened as opening
from reviewer_app.review import reporting
from reviewer_app.review.opened import OpenReview
from reviewer_app.review.person import Me
from reviewer_app.review.session import Session
from reviewer_app.store import journal
from reviewer_app.store.journal import Filed
from reviewer_app.store.past import records_then


def as_exported(connection: Connection, review: str, me: Me, version: str) -> OpenReview:
    """Read a review as it stood when a version was exported; nothing of it is for changing.

    On the laptop that exported it, what had arrived by then is known for certain. Elsewhere it is everything the
    exporter had written before, and what others say they had written by then.

    Raises:
        UserError: "report.version-unknown".
    """
    made = _made(connection, version)
    if made is None:
        raise UserError("report.version-unknown", version=version)
    change, when = made.change, instant(made.change.time)

    def was_there(filed: Filed) -> bool:
        if change.device == me.device:
            return filed.seq < made.seq
        if filed.change.journal == change.journal:
            return filed.change.number < change.number
        return instant(filed.change.time) <= when

    records = records_then(connection, review, was_there)
    return opening.from_records(connection, review, me.identity.person, records)


def is_still_said(session: Session, opened: OpenReview, version: ReportVersion) -> bool:
    """Say whether the report says now what a version of it says, whatever it looks like and is worded in.

    Reads the journal: not for the window's own thread.
    """
    then = session.database.ask(as_exported, opened.id, session.person(), version.id).result()
    return _said(then) == _said(opened)


def _said(opened: OpenReview) -> ReportContent:
    # What comes of a factual check comes after the draft that is checked.
    return replace(reporting.content_of(opened), facts_checked=None)


def _made(connection: Connection, version: str) -> Filed | None:
    """Give the change that put a version on record, None where none is here."""
    touching = journal.changes_touching(connection, KIND_OF[ReportVersion], [version])
    return next(
        (
            filed
            for _record, filed in touching
            if any(
                one.action is Action.ADD and one.record == version
                for one in operations_in(filed.change)
            )
        ),
        None,
    )
