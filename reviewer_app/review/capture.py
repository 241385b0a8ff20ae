"""Capturing evidence: visits and their notes, drafts.

A visit can be seen and not yet written up. A note keeps the time it was seen, which can be changed, and the
time it was written, which cannot.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from sqlalchemy import Connection

from reviewer_app.errors import UserError
from reviewer_app.model.changes import operations_in
from reviewer_app.model.local import Draft
from reviewer_app.model.moment import Moment, instant
from reviewer_app.model.nouns import KIND_OF, Activity, Note, NoteCriterion, NoteGroup
from reviewer_app.model.reasons import Reason
from reviewer_app.model.words import ActivityKind, ActivityState, Bearing, FollowUp, Source
from reviewer_app.review import photo_taking, timetable
from reviewer_app.store import drafts, journal
from reviewer_app.store.work import Work

_BEARING_WORDS: Final = {"www": Bearing.WWW, "ebi": Bearing.EBI}


def start_visit(work: Work, activity: str) -> None:
    """Start a planned activity now; starting one that runs or was seen changes nothing."""
    found = work.need(Activity, activity)
    if found.state in (ActivityState.PLANNED, ActivityState.NOT_SEEN):
        work.set(
            Activity,
            activity,
            state=ActivityState.RUNNING,
            seen_from=work.now,
            not_seen_because="",
        )
    timetable.go_along(work, activity, work.author.person)


def start_unplanned(work: Work, kind: ActivityKind, title: str) -> str:
    """Start a visit that was not on the plan."""
    activity = work.add(
        Activity,
        work.new_id(),
        activity_kind=kind,
        title=title.strip(),
        state=ActivityState.RUNNING,
        seen_from=work.now,
    )
    timetable.go_along(work, activity, work.author.person)
    return activity


def mark_seen(work: Work, activity: str) -> None:
    """Say that an activity was seen and is not yet written up."""
    found = work.need(Activity, activity)
    work.set(
        Activity,
        activity,
        state=ActivityState.SEEN,
        seen_from=found.seen_from or found.planned_start or work.now,
        seen_to=found.seen_to or work.now,
    )


def finish_visit(work: Work, activity: str) -> None:
    """Finish a visit: seen and written up."""
    found = work.need(Activity, activity)
    work.set(
        Activity,
        activity,
        state=ActivityState.WRITTEN_UP,
        seen_from=found.seen_from or found.planned_start or work.now,
        seen_to=found.seen_to or work.now,
    )


def reopen_visit(work: Work, activity: str) -> None:
    """Open a finished visit again for writing."""
    work.set(Activity, activity, state=ActivityState.SEEN)


def leave_out(work: Work, activity: str) -> None:
    """Take a visit out of the evidence: its notes and forms stay where they are, and count nowhere."""
    work.set(Activity, activity, left_out=True)


def put_back(work: Work, activity: str) -> None:
    """Let a visit that was left out be evidence again."""
    work.set(Activity, activity, left_out=False)


def bearing_of_word(word: str) -> Bearing | None:
    """Give which way a note points whose first word this is, None for a word like any other."""
    return _BEARING_WORDS.get(word.lower())


def bearing_in(text: str) -> tuple[Bearing, str]:
    """Give which way a note points by its first word, and the rest; where that says nothing, neutral and all of it."""
    word, space, rest = text.partition(" ")
    bearing = bearing_of_word(word)
    return (bearing, rest) if bearing is not None and space else (Bearing.NEUTRAL, text)


def commit_note(
    work: Work,
    activity: str,
    text: str,
    *,
    bearing: Bearing = Bearing.NEUTRAL,
    criteria: Iterable[str] = (),
    groups: Iterable[str] = (),
    seen_at: Moment | None = None,
    source: Source = Source.OBSERVATION,
    speaker: str = "",
    follow_up: FollowUp = FollowUp.NO,
    place: str | None = None,
) -> str:
    """Commit a note, and drop the draft of the `place` it was typed in, in the same transaction.

    Photos that were kept in that `place` meanwhile go with the note.

    Raises:
        UserError: "note.empty"; "review.record-gone" where the activity is gone; "review.value-not-allowed";
            "photo.off" where photos wait for the note and were switched off meanwhile.
    """
    if not text.strip():
        raise UserError("note.empty")
    work.need(Activity, activity)
    note = work.add(
        Note,
        work.new_id(),
        activity=activity,
        author=work.author.person,
        text=text.strip(),
        bearing=bearing,
        source=source,
        speaker=speaker,
        follow_up=follow_up,
        seen_at=seen_at or work.now,
        written_at=work.now,
    )
    _list_just(work, NoteCriterion, note, "criterion", criteria)
    _list_just(work, NoteGroup, note, "group", groups)
    if place is not None:
        photo_taking.attach_waiting(work, note, place)
        work.drop_draft(place)
    return note


def edit_note(
    work: Work,
    /,
    note: str,
    *,
    since: int | None = None,
    place: str | None = None,
    **values: str | Bearing | Source | FollowUp,
) -> None:
    """Change a note's text, bearing, time seen, source or speaker; earlier wordings stay in History.

    Raises:
        UserError: "note.empty", "review.record-gone", "review.value-not-allowed".
    """
    if "text" in values and not str(values["text"]).strip():
        raise UserError("note.empty")
    work.set(Note, note, since=since, **values)
    work.drop_draft(place)


def tag_note(work: Work, note: str, criteria: Iterable[str], groups: Iterable[str]) -> None:
    """Say which criteria a note bears on and whom it speaks about; what is not listed is taken off."""
    work.need(Note, note)
    _list_just(work, NoteCriterion, note, "criterion", criteria)
    _list_just(work, NoteGroup, note, "group", groups)


def _list_just(
    work: Work,
    noun: type[NoteCriterion | NoteGroup],
    note: str,
    field: str,
    values: Iterable[str],
) -> None:
    """Let a note carry just these values of one kind, each a record of its own."""
    wanted = dict.fromkeys(values)
    there: dict[str, str] = {getattr(one, field): one.id for one in work.all(noun, note=note)}
    for value in wanted:
        if value not in there:
            work.add(noun, f"{note}:{value}", note=note, **{field: value})
    for value, record in there.items():
        if value not in wanted:
            work.remove(noun, record, Reason.TAKEN_OFF)


def rewrite_note(
    work: Work,
    note: str,
    text: str,
    *,
    bearing: Bearing,
    criteria: Iterable[str],
    groups: Iterable[str],
    seen_at: Moment,
    speaker: str | None = None,
    follow_up: FollowUp | None = None,
    since: int | None = None,
    place: str | None = None,
) -> None:
    """Change a note's words and tags in one step, as its editor commits them; "" as `speaker` quotes nobody.

    Raises:
        UserError: "note.empty", "review.record-gone", "review.value-not-allowed".
    """
    found = work.need(Note, note)
    values: dict[str, str | Bearing | Source | FollowUp] = {
        "text": text.strip(),
        "bearing": bearing,
        "follow_up": follow_up or found.follow_up,
    }
    if speaker is not None:
        values["speaker"] = speaker
        if speaker or found.source is Source.QUOTE:
            values["source"] = Source.QUOTE if speaker else Source.OBSERVATION
    if instant(seen_at) != instant(found.seen_at):
        # Another time says anew where it stands among the others.
        values |= {"seen_at": seen_at, "rank": ""}
    edit_note(work, note, since=since, place=place, **values)
    tag_note(work, note, criteria, groups)


def remove_note(work: Work, note: str, reason: str) -> None:
    """Remove a note; History keeps it, and undo brings it back."""
    work.remove(Note, note, reason)


def empty_earlier_words(work: Work, note: str, reason: str) -> int:
    """Empty every wording of a note but the one that stands, everywhere, for good; gives how many there were.

    What was written and is not for the review goes so, where nothing tells that it holds a name: a child's account,
    say. Of a note that was removed no wording stands, and every one is emptied.

    Raises:
        UserError: "note.emptied-without-reason", "note.two-versions", "note.nothing-earlier"; "review.not-allowed"
            where one is another's and this person does not lead (DESIGN, "redaction"). Nothing is emptied then.
    """
    if not reason.strip():
        raise UserError("note.emptied-without-reason")
    require_one_wording(work, note)
    now = work.get(Note, note)
    touching = journal.changes_touching(work.connection, KIND_OF[Note], [note])
    earlier = [
        filed.change.hash
        for _record, filed in touching
        if any(
            one.record == note and one.values.get("text") not in (None, now and now.text)
            for one in operations_in(filed.change)
        )
    ]
    if not earlier:
        raise UserError("note.nothing-earlier")
    for change in earlier:
        redact_note(work, note, change, reason.strip())
    return len(earlier)


def redact_note(work: Work, note: str, change: str, reason: str) -> None:
    """Empty the wording one change gave a note, everywhere, for good.

    Raises:
        UserError: "review.record-gone" for an unknown change, "review.not-allowed" for another's words.
    """
    work.redact(change, {note: ["text"]}, reason)


def require_one_wording(work: Work, note: str) -> None:
    """Refuse what would settle two versions of a note's words without anyone having looked at both.

    Raises:
        UserError: "note.two-versions".
    """
    words = work.state(KIND_OF[Note], note).fields.get("text")
    if words is not None and words.disputed:
        raise UserError("note.two-versions")


def undo(work: Work, change: str, reversals: Mapping[str, str] | None = None) -> None:
    """Take back an earlier change; `reversals` says which changes took back which, so that one can go on."""
    work.undo(change, reversals)


def keep_draft(connection: Connection, values: Mapping[str, str | int]) -> Draft:
    """Keep text being typed; gives the draft as kept."""
    draft = Draft.model_validate(values)
    drafts.keep(connection, draft)
    return draft


def discard_draft(connection: Connection, review: str, place: str) -> None:
    """Discard a draft."""
    drafts.drop(connection, review, place)
