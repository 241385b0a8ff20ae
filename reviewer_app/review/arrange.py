"""Arranging notes of a visit: split, join, move, tag or remove several. Each is one change, taken back whole.

Nothing is lost on any of these ways, whatever others do meanwhile: what they changed in a note that was joined to
another brings that note back, and what they linked to it is led on to where its words are now (`NoteJoin`).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypedDict, Unpack

from reviewer_app.errors import UserError
from reviewer_app.model.moment import Moment
from reviewer_app.model.nouns import (
    Answer,
    Note,
    NoteCriterion,
    NoteGroup,
    NoteJoin,
    Photo,
)
from reviewer_app.model.reasons import Reason
from reviewer_app.model.words import Bearing, FollowUp, Source
from reviewer_app.review import capture, versions
from reviewer_app.review.opened import natural_rank, rank_of
from reviewer_app.store.work import Work

_MIDDLE: Final = "m"
_LOWEST: Final = "0"


class Committed(TypedDict, total=False):
    """What a note is committed with besides its words (see `capture.commit_note`)."""

    bearing: Bearing
    criteria: Iterable[str]
    groups: Iterable[str]
    seen_at: Moment | None
    source: Source
    speaker: str
    follow_up: FollowUp
    place: str | None


def split_note(
    work: Work,
    note: str,
    parts: Sequence[str],
    *,
    bearing: Bearing | None = None,
    criteria: Iterable[str] | None = None,
    groups: Iterable[str] | None = None,
    seen_at: Moment | None = None,
    speaker: str | None = None,
    follow_up: FollowUp | None = None,
    since: int | None = None,
    place: str | None = None,
) -> list[str]:
    """Let a note keep the first part of its words, and give each other part a note of its own right after it.

    Every part carries the note's tags and times, or those given here; photos stay with the first. Gives the new notes.

    Raises:
        UserError: "note.empty", "note.two-versions", "review.record-gone", "review.value-not-allowed";
            "note.split-anothers", as nobody writes a note in another's name.
    """
    words = _worded(parts)
    found = work.need(Note, note)
    capture.require_one_wording(work, note)
    if len(words) > 1 and found.author != work.author.person:
        raise UserError("note.split-anothers")
    carried = _criteria(work, note) if criteria is None else list(criteria)
    about = _groups(work, note) if groups is None else list(groups)
    now = bearing or found.bearing
    capture.rewrite_note(
        work,
        note,
        words[0],
        bearing=now,
        criteria=carried,
        groups=about,
        seen_at=seen_at or found.seen_at,
        speaker=speaker,
        follow_up=follow_up,
        since=since,
        place=place,
    )
    quoted = found.speaker if speaker is None else speaker
    like = found.model_copy(
        update={
            "bearing": now,
            "seen_at": seen_at or found.seen_at,
            "speaker": quoted,
            # What is to be followed up is done once: by the first part.
            "follow_up": FollowUp.NO,
            "source": _source(found, quoted),
            "rank": "" if seen_at and seen_at != found.seen_at else found.rank,
        }
    )
    made = _add_parts(work, like, words[1:], carried, about)
    if made:
        work.set(Note, note, rank=rank_of(like), shaped=_named("into", made))
    return made


def keep_both(work: Work, note: str, *, since: int) -> list[str]:
    """Keep every version of a note: one stays there, what this person wrote becomes a note of their own beside it.

    `since` is the journal position at which the versions were read. Gives the new notes, tagged as the first.

    Raises:
        UserError: "note.keep-anothers", as nobody writes a note in another's name; "review.record-gone" where there are
            not two wordings any more, "review.value-not-allowed".
    """
    read = versions.versions_in(work, Note, note)
    stays, own = versions.keepers_of(read, work.author.person)
    versions.settle(work, Note, note, since=since, **read[stays].differs)
    made: list[str] = []
    for number in own:
        like = read[number].record.model_copy(update={"author": work.author.person})
        made += _add_parts(work, like, [like.text], _criteria(work, note), _groups(work, note))
    return made


def commit_lines(
    work: Work, activity: str, lines: Sequence[str], **values: Unpack[Committed]
) -> list[str]:
    """Commit each line as a note of its own, in their order and with the same tags; drops the draft of `place`.

    Raises:
        UserError: as `capture.commit_note`.
    """
    words = _worded(lines)
    first = capture.commit_note(work, activity, words[0], **values)
    like = Note(
        id=first,
        review=work.review,
        activity=activity,
        author=work.author.person,
        bearing=values.get("bearing", Bearing.NEUTRAL),
        source=values.get("source", Source.OBSERVATION),
        speaker=values.get("speaker", ""),
        seen_at=values.get("seen_at") or work.now,
        written_at=work.now,
    )
    carried, about = values.get("criteria", ()), values.get("groups", ())
    return [first, *_add_parts(work, like, words[1:], carried, about, shaped="")]


def commit_part(
    work: Work, activity: str, text: str, rest: Mapping[str, str | int], **values: Unpack[Committed]
) -> str:
    """Commit the first part of what is being written, and keep the rest as the draft it stays, in one transaction.

    Raises:
        UserError: as `capture.commit_note`.
    """
    note = capture.commit_note(work, activity, text, **values)
    capture.keep_draft(work.connection, rest)
    return note


def join_notes(work: Work, notes: Sequence[str]) -> str:
    """Join notes to the first of them, in the order given: words, tags, photos, and what points at them.

    The first keeps its times and which way it points; where it points no way, the first that does decides.

    Raises:
        UserError: "note.join-apart" for notes of two people or two visits; "note.two-versions",
            "review.record-gone", "review.value-not-allowed".
    """
    found = [work.need(Note, one) for one in dict.fromkeys(notes)]
    if len({(one.author, one.activity) for one in found}) != 1:
        raise UserError("note.join-apart")
    first, *others = found
    if not others:
        return first.id
    for one in found:
        capture.require_one_wording(work, one.id)
    flags = {one.follow_up for one in found}
    bearings = [one.bearing for one in found if one.bearing is not Bearing.NEUTRAL]
    work.set(
        Note,
        first.id,
        text="\n".join([first.text, *(_words_beside(first, one) for one in others)]),
        bearing=bearings[0] if bearings else Bearing.NEUTRAL,
        follow_up=next(
            (one for one in (FollowUp.OPEN, FollowUp.DONE) if one in flags), FollowUp.NO
        ),
        shaped=_named("with", [one.id for one in others]),
    )
    _tag(
        work,
        first.id,
        (one for other in others for one in _criteria(work, other.id)),
        (one for other in others for one in _groups(work, other.id)),
    )
    for other in others:
        _lead_on(work, other.id, first.id)
        work.remove(Note, other.id, Reason.JOINED)
    _answer_with(work, {one.id for one in others}, first.id)
    return first.id


def move_note(work: Work, note: str, after: str = "") -> None:
    """Put a note right after another of its visit, or first; its times stay what they are.

    Raises:
        UserError: "review.record-gone", "review.value-not-allowed".
    """
    found = work.need(Note, note)
    others = [one for one in _in_order(work, found.activity) if one.id != note]
    at = 1 + [one.id for one in others].index(work.need(Note, after).id) if after else 0
    before = rank_of(others[at - 1]) if at else ""
    behind = rank_of(others[at]) if at < len(others) else ""
    own = natural_rank(found)
    there = before < own and (not behind or own < behind)
    work.set(Note, note, rank="" if there else rank_between(before, behind, note))


def tag_notes(
    work: Work,
    notes: Iterable[str],
    *,
    criteria: Iterable[str] = (),
    groups: Iterable[str] = (),
    without_criteria: Iterable[str] = (),
    without_groups: Iterable[str] = (),
    bearing: Bearing | None = None,
    follow_up: FollowUp | None = None,
) -> None:
    """Add tags to several notes and take others off, say which way all point, or whether they are followed up.

    Raises:
        UserError: "review.record-gone".
    """
    added, about = list(criteria), list(groups)
    gone = {*without_criteria}, {*without_groups}
    for note in dict.fromkeys(notes):
        work.need(Note, note)
        if bearing is not None:
            work.set(Note, note, bearing=bearing)
        if follow_up is not None:
            work.set(Note, note, follow_up=follow_up)
        _tag(work, note, added, about)
        for criterion in work.all(NoteCriterion, note=note):
            if criterion.criterion in gone[0]:
                work.remove(NoteCriterion, criterion.id, Reason.TAKEN_OFF)
        for group in work.all(NoteGroup, note=note):
            if group.group in gone[1]:
                work.remove(NoteGroup, group.id, Reason.TAKEN_OFF)


def remove_notes(work: Work, notes: Iterable[str], reason: str) -> None:
    """Remove several notes; History keeps them, and undo brings them back together."""
    for note in dict.fromkeys(notes):
        capture.remove_note(work, note, reason)


def rank_between(before: str, after: str, note: str) -> str:
    """Give a sort key between two others ("" for no other), which no other note gets there on another laptop."""
    begins = bool(after) and after.startswith(before)
    middle = _below(after[len(before) :]) if begins else _MIDDLE
    return f"{before}{middle}{note[:4]}{_MIDDLE}"


def ranks_between(before: str, after: str, notes: Sequence[str]) -> list[str]:
    """Give sort keys in order between two others: from the middle out, so that none grows with how many there are."""
    if not notes:
        return []
    half = len(notes) // 2
    middle = rank_between(before, after, notes[half])
    return [
        *ranks_between(before, middle, notes[:half]),
        middle,
        *ranks_between(middle, after, notes[half + 1 :]),
    ]


def _below(key: str) -> str:
    """Give letters that sort before a key and do not begin it; no key ends in the lowest letter."""
    head = ""
    for letter in key:
        if letter > _LOWEST:
            return head + chr((ord(_LOWEST) + ord(letter)) // 2)
        head += letter
    return head


def _worded(parts: Sequence[str]) -> list[str]:
    words = [one.strip() for one in parts if one.strip()]
    if not words:
        raise UserError("note.empty")
    return words


def _source(note: Note, speaker: str) -> Source:
    if speaker:
        return Source.QUOTE
    return Source.OBSERVATION if note.source is Source.QUOTE else note.source


def _add_parts(
    work: Work,
    like: Note,
    parts: Sequence[str],
    criteria: Iterable[str],
    groups: Iterable[str],
    *,
    shaped: str | None = None,
) -> list[str]:
    """Add notes like another right after it, each with its own words."""
    carried, about = list(criteria), list(groups)
    here = rank_of(like)
    keys = [rank_of(one) for one in _in_order(work, like.activity) if one.id != like.id]
    after = next((key for key in keys if key > here), "")
    values = like.model_dump(exclude={"id", "review", "text", "rank", "shaped"})
    made = [work.new_id() for _part in parts]
    origin = f"from {like.id}" if shaped is None else shaped
    for part, text, rank in zip(made, parts, ranks_between(here, after, made), strict=True):
        work.add(Note, part, text=text, rank=rank, shaped=origin, **values)
        _tag(work, part, carried, about)
    return made


def _in_order(work: Work, activity: str) -> list[Note]:
    return sorted(work.all(Note, activity=activity), key=rank_of)


def _criteria(work: Work, note: str) -> list[str]:
    return [one.criterion for one in work.all(NoteCriterion, note=note)]


def _groups(work: Work, note: str) -> list[str]:
    return [one.group for one in work.all(NoteGroup, note=note)]


def _tag(work: Work, note: str, criteria: Iterable[str], groups: Iterable[str]) -> None:
    """Add what a note does not carry yet."""
    there = {*_criteria(work, note)}
    for criterion in dict.fromkeys(criteria):
        if criterion not in there:
            work.add(NoteCriterion, f"{note}:{criterion}", note=note, criterion=criterion)
    there = {*_groups(work, note)}
    for group in dict.fromkeys(groups):
        if group not in there:
            work.add(NoteGroup, f"{note}:{group}", note=note, group=group)


def _named(how: str, notes: Sequence[str]) -> str:
    """Name notes as `Note.shaped` does, as many as there is room for."""
    return " ".join([how, *notes[:8]])


def _words_beside(first: Note, other: Note) -> str:
    """Give the words of a note as they stand in another: who was quoted is said there, unless it is the same."""
    if other.source is Source.QUOTE and other.speaker and other.speaker != first.speaker:
        return f"{other.text} ({other.speaker})"
    return other.text


def _lead_on(work: Work, note: str, into: str) -> None:
    """Let the photos of a note go to another, and all that points at it be led on.

    The links of findings stay as they are: taken off here, they would be gone where someone joins the two the other
    way round meanwhile, and both notes come back.
    """
    for photo in work.all(Photo, note=note):
        work.set(Photo, photo.id, note=into)
    if work.get(NoteJoin, note) is None:
        work.add(NoteJoin, note, into=into)
    else:
        work.set(NoteJoin, note, into=into)


def _answer_with(work: Work, gone: set[str], into: str) -> None:
    """Let answers on forms that name notes name the one that stands for them now."""
    for answer in work.all(Answer):
        value = json.loads(answer.value)
        if isinstance(value, list) and gone.intersection(map(str, value)):
            notes = dict.fromkeys(into if one in gone else one for one in value)
            work.set(Answer, answer.id, value=json.dumps(list(notes), ensure_ascii=False))
