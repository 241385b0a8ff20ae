"""The open review in memory: immutable records, filled once, then updated by what verbs return.

Pages read it synchronously; it never asks the database again.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol, TypeVar, cast

from sqlalchemy import Connection, select

from reviewer_app.errors import UserError
from reviewer_app.frameworks.load import LoadedFramework, load_framework
from reviewer_app.model.dispute import DisputeRow
from reviewer_app.model.local import Draft, PhotoDraft
from reviewer_app.model.moment import instant
from reviewer_app.model.nouns import (
    KIND_OF,
    KINDS,
    ROWS,
    Activity,
    ActivityMember,
    Agreement,
    EarlierEstimate,
    EarlierPoint,
    Estimate,
    Finding,
    FindingNote,
    FrameworkText,
    Hypothesis,
    Note,
    NoteCriterion,
    NoteGroup,
    NoteJoin,
    Passage,
    Photo,
    Record,
    ReportVersion,
    Review,
    SupportWanted,
)
from reviewer_app.model.roster import Member, RosterChain
from reviewer_app.model.words import Bearing, Going
from reviewer_app.right_of_way import giving
from reviewer_app.store import drafts, journal, photo_drafts
from reviewer_app.store.apply import Applied
from reviewer_app.store.journal import table_of

R = TypeVar("R", bound=Record)
T = TypeVar("T")

_NO_TIME: Final = "9999"

_Filed = tuple[
    dict[str, dict[str, Record]],
    dict[tuple[str, str], dict[str, Record]],
    dict[tuple[str, str], int],
]
"""Records by kind, by what they belong to, and how far the journal was at each."""


@dataclass(slots=True)
class OpenReview:
    """One review in memory.

    `position` is the newest change it holds: what a draft started now has seen. `disputed` holds the ids of
    records with two versions, `photo_drafts` photos that wait, without their pictures. `_taken_at` remembers how far
    the journal was when each record, or its removal, was taken in.
    """

    id: str
    framework: LoadedFramework
    chain: RosterChain
    me: str
    position: int
    records: dict[str, dict[str, Record]]
    drafts: dict[str, Draft] = field(default_factory=dict)
    photo_drafts: dict[str, PhotoDraft] = field(default_factory=dict)
    disputed: set[str] = field(default_factory=set)
    _children: dict[tuple[str, str], dict[str, Record]] = field(default_factory=dict)
    _taken_at: dict[tuple[str, str], int] = field(default_factory=dict)
    # What was put in order stays so until one of it changes: a list of a visit's notes is asked for at every note.
    _ordered: dict[tuple[str, str], Sequence[object]] = field(default_factory=dict)
    _ranks: dict[str, tuple[Note, str]] = field(default_factory=dict)
    _editions: dict[str, int] = field(default_factory=dict)
    _readings: int = 0

    def update(self, applied: Applied) -> frozenset[str]:
        """Take in what a verb or a gathering brought up to date; gives the kinds that changed."""
        for kind, records in applied.records.items():
            for record, now in records.items():
                self._put(kind, record, now, applied.position)
                self.disputed.discard(record)
        self.disputed |= applied.disputed
        for record in applied.disputed:
            self._edit(record)
        self.position = max(self.position, applied.position)
        return frozenset(kind for kind, records in applied.records.items() if records)

    def catch_up(self, read: "OpenReview") -> None:
        """Take in a whole reading, but for records brought up to date since by what came later in the journal.

        Drafts stay as they are: they are of this laptop, and newer here than in any reading. The reading is left with
        what was held before: taking its place costs the same however much came.
        """
        newer = {key: at for key, at in self._taken_at.items() if at > read.position}
        later = {(kind, one): self.records[kind].get(one) for kind, one in newer}
        kept = {record for _kind, record in newer}
        self.disputed = (read.disputed - kept) | (self.disputed & kept)
        before = (self.records, self._children, self._taken_at)
        self.records, self._children, self._taken_at = read._give_up(before)  # noqa: SLF001 (another of this class)
        self._ordered.clear()
        for (kind, record), now in later.items():
            self._put(kind, record, now, newer[kind, record])
        self.position = max(self.position, read.position)
        self.framework, self.chain = read.framework, read.chain
        self._readings += 1

    def let_go(self) -> None:
        """Forget everything, record by record: to free many at once would hold every other thread up."""
        everything: list[dict[Any, Any]] = [*self.records.values(), self._children, self._taken_at]
        for held in everything:
            while held:
                held.popitem()

    def _give_up(self, instead: _Filed) -> _Filed:
        given = (self.records, self._children, self._taken_at)
        self.records, self._children, self._taken_at = instead
        return given

    def _put(self, kind: str, record: str, now: Record | None, position: int) -> None:
        held = self.records[kind]
        before = held.pop(record, None)
        if before is not None:
            self._unfile(kind, before)
        if now is not None:
            held[record] = now
            self._file(kind, now)
        self._taken_at[kind, record] = position

    def edition_of(self, note: str) -> tuple[int, int]:
        """Give what is another value once a note, or anything that shows with it, changed."""
        return (self._readings, self._editions.get(note, 0))

    def snapshot(self) -> "OpenReview":
        """Give a copy that no later change touches, for work on another thread. Records are shared."""
        return OpenReview(
            id=self.id,
            framework=self.framework,
            chain=self.chain,
            me=self.me,
            position=self.position,
            records={kind: dict(records) for kind, records in self.records.items()},
            drafts=dict(self.drafts),
            photo_drafts=dict(self.photo_drafts),
            disputed=set(self.disputed),
            _children={key: dict(records) for key, records in self._children.items()},
            _taken_at=dict(self._taken_at),
        )

    def _file(self, kind: str, record: Record) -> None:
        for name in _FILED_BY.get(kind, ()):
            key = (f"{kind}.{name}", str(getattr(record, name)))
            self._children.setdefault(key, {})[record.id] = record
            self._ordered.pop(key, None)
            self._edit(record.id if name != "note" else key[1])

    def _unfile(self, kind: str, record: Record) -> None:
        for name in _FILED_BY.get(kind, ()):
            key = (f"{kind}.{name}", str(getattr(record, name)))
            self._children.get(key, {}).pop(record.id, None)
            self._ordered.pop(key, None)
            self._edit(record.id if name != "note" else key[1])

    def _edit(self, note: str) -> None:
        self._editions[note] = self._editions.get(note, 0) + 1

    def all(self, noun: type[R]) -> list[R]:
        """Give every record of a noun."""
        return list(cast("Mapping[str, R]", self.records[KIND_OF[noun]]).values())

    def get(self, noun: type[R], record: str) -> R | None:
        """Give one record, None where there is none."""
        return cast("Mapping[str, R]", self.records[KIND_OF[noun]]).get(record)

    def _of(self, noun: type[R], name: str, value: str) -> list[R]:
        found = self._children.get((f"{KIND_OF[noun]}.{name}", value), {})
        return list(cast("Mapping[str, R]", found).values())

    def _in_order(
        self, noun: type[R], name: str, value: str, order: Callable[[list[R]], list[T]]
    ) -> list[T]:
        key = (f"{KIND_OF[noun]}.{name}", value)
        found = self._ordered.get(key)
        if found is None:
            found = self._ordered[key] = order(self._of(noun, name, value))
        return list(cast("Sequence[T]", found))

    def _rank(self, note: Note) -> str:
        kept = self._ranks.get(note.id)
        if kept is None or kept[0] is not note:
            kept = self._ranks[note.id] = (note, rank_of(note))
        return kept[1]

    @property
    def review(self) -> Review:
        """The review itself."""
        return cast("Review", self.records["review"][self.id])

    def people(self) -> list[Member]:
        """Give the team as the roster in force says, the lead first, then by name."""
        members = self.chain.tip.members.values() if self.chain.tip else ()
        return sorted(members, key=lambda one: (one.role.value != "lead", one.name.casefold()))

    def leads(self) -> bool:
        """Say whether whoever sits here speaks for the team: its lead, or the deputy."""
        return self.chain.tip is not None and self.chain.tip.leads(self.me)

    def name_of(self, person: str) -> str:
        """Give a member's name, also of someone who has left; "" for someone never on the roster."""
        for roster in reversed(self.chain.in_force):
            if person in roster.members:
                return roster.members[person].name
        return ""

    def activities(self) -> list[Activity]:
        """Give the activities by the time they are planned for, or were seen at."""
        return sorted(self.all(Activity), key=activity_order)

    def visits_in_evidence(self) -> list[Activity]:
        """Give the activities that were not left out of the evidence, in the order of all."""
        return [one for one in self.activities() if not one.left_out]

    def evidence(self) -> list[Note]:
        """Give the evidence: every note but those of visits that were left out. What is counted is counted of these."""
        out = self._left_out()
        notes = self.all(Note)
        return [one for one in notes if one.activity not in out] if out else notes

    def out_of_evidence(self) -> int:
        """Count the notes of visits that were left out of the evidence."""
        return sum(len(self._of(Note, "activity", one)) for one in self._left_out())

    def _left_out(self) -> set[str]:
        return {one.id for one in self.all(Activity) if one.left_out}

    def members_of(self, activity: str) -> list[str]:
        """Give the persons who go to an activity."""
        return sorted(
            one.person
            for one in self._of(ActivityMember, "activity", activity)
            if one.going is not Going.NO_LONGER
        )

    def is_mine(self, activity: str) -> bool:
        """Say whether whoever sits here goes to an activity, or nobody in particular does."""
        people = self.members_of(activity)
        return not people or self.me in people

    def no_longer_at(self, activity: str) -> list[str]:
        """Give the persons who went to an activity before the plan changed."""
        return sorted(
            one.person
            for one in self._of(ActivityMember, "activity", activity)
            if one.going is Going.NO_LONGER
        )

    def notes_of(self, activity: str) -> list[Note]:
        """Give the notes of an activity by the time they were seen, but where someone moved one."""
        return self._in_order(Note, "activity", activity, lambda all_: sorted(all_, key=self._rank))

    def standing_note(self, note: str) -> str:
        """Give the note that stands for this one: itself, or, where it went, the one it was joined to."""
        return standing_note(self, note)

    def criteria_of(self, note: str) -> list[str]:
        """Give the criteria a note bears on."""
        return self._in_order(
            NoteCriterion, "note", note, lambda all_: sorted(one.criterion for one in all_)
        )

    def groups_of(self, note: str) -> list[str]:
        """Give the groups of pupils a note speaks about."""
        return self._in_order(
            NoteGroup, "note", note, lambda all_: sorted(one.group for one in all_)
        )

    def photos_of(self, note: str) -> list[Photo]:
        """Give the photos of a note."""
        return self._in_order(Photo, "note", note, lambda all_: sorted(all_, key=photo_order))

    def findings(self, heading: str | None = None, bearing: Bearing | None = None) -> list[Finding]:
        """Give findings, what went well first, in their order."""
        chosen = [
            one
            for one in self.all(Finding)
            if heading in (None, one.heading) and bearing in (None, one.bearing)
        ]
        return sorted(
            chosen, key=lambda one: (one.bearing is not Bearing.WWW, one.position, one.id)
        )

    def evidence_of(self, finding: str) -> list[FindingNote]:
        """Give the links from a finding to its notes, for and against; where a note was joined, to where it went.

        A note that was left out of the evidence is not among them.
        """
        return [one for one in self._links_of(finding) if in_evidence(self, one.note)]

    def left_out_of(self, finding: str) -> list[FindingNote]:
        """Give the links from a finding to notes that were left out of the evidence since."""
        return [one for one in self._links_of(finding) if not in_evidence(self, one.note)]

    def _links_of(self, finding: str) -> list[FindingNote]:
        links = sorted(self._of(FindingNote, "finding", finding), key=lambda one: one.id)
        led = [(self.standing_note(one.note), one) for one in links]
        own = {one.note for now, one in led if now == one.note}
        found: dict[str, FindingNote] = {}
        for now, one in led:
            if now == one.note:
                found[now] = one
            elif now not in own:
                found.setdefault(now, one.model_copy(update={"note": now}))
        return list(found.values())

    def estimates(self) -> dict[str, str]:
        """Give the agreed scale word (its id) of each heading."""
        return {one.heading: one.word for one in self.all(Estimate)}

    def earlier_estimates(self) -> dict[str, str]:
        """Give the words agreed at the last review, by heading."""
        return {one.heading: one.word for one in self.all(EarlierEstimate) if one.word}

    def earlier_reasons(self) -> dict[str, str]:
        """Give why a heading cannot be compared with the last review, or what to bear in mind, by heading."""
        return {one.heading: one.why for one in self.all(EarlierEstimate) if one.why}

    def earlier_points(self) -> list[EarlierPoint]:
        """Give the EBIs of the last review in their order."""
        return sorted(self.all(EarlierPoint), key=lambda one: (one.position, one.id))

    def hypotheses(self) -> list[Hypothesis]:
        """Give what the team set out to find out, in its order."""
        return sorted(self.all(Hypothesis), key=lambda one: (one.position, one.id))

    def support_wanted(self) -> list[SupportWanted]:
        """Give the support the school would like, in its order."""
        return sorted(self.all(SupportWanted), key=lambda one: (one.position, one.id))

    def passage(self, section: str) -> str:
        """Give the free text of a report section, "" while there is none."""
        found = self.get(Passage, f"{self.id}:{section}")
        return found.text if found else ""

    def agreements(self) -> list[Agreement]:
        """Give the agreements in the order they were made."""
        return sorted(self.all(Agreement), key=lambda one: (instant(one.agreed_at), one.id))

    def versions(self) -> list[ReportVersion]:
        """Give the exported versions of the report by number."""
        return sorted(self.all(ReportVersion), key=lambda one: (one.number, one.id))

    def draft(self, place: str) -> Draft | None:
        """Give the draft kept for a place, None for none."""
        return self.drafts.get(place)

    def photos_waiting(self, place: str) -> list[PhotoDraft]:
        """Give the photos that go with the draft of a place, without their pictures, in the order they were kept."""
        waiting = (one for one in self.photo_drafts.values() if one.place == place)
        return sorted(waiting, key=lambda one: (one.saved_at, one.id))


_FILED_BY: Final[Mapping[str, tuple[str, ...]]] = {
    "activity_member": ("activity",),
    "note": ("activity",),
    "note_criterion": ("note",),
    "note_group": ("note",),
    "photo": ("note",),
    "finding_note": ("finding",),
}


def activity_order(activity: Activity) -> tuple[str, str]:
    """Order activities by plan, else by when they were seen; those without a time come last."""
    when = activity.planned_start or activity.seen_from
    return (instant(when) if when else _NO_TIME, activity.id)


def note_order(note: Note) -> tuple[str, str, str]:
    """Order notes by the time they were seen, then written."""
    return (instant(note.seen_at), instant(note.written_at), note.id)


class Records(Protocol):
    """What gives single records: the open review, or a unit of work."""

    def get(self, noun: type[R], record: str) -> R | None:
        """Give one record, None where there is none."""


def standing_note(records: Records, note: str) -> str:
    """Give the note that stands for this one: itself, or, where it went, the one it was joined to."""
    passed: set[str] = set()
    while note not in passed and records.get(Note, note) is None:
        passed.add(note)
        joined = records.get(NoteJoin, note)
        note = joined.into if joined else note
    return note


def in_evidence(records: Records, note: str) -> bool:
    """Say whether a note is evidence: the visit it was written at was not left out."""
    found = records.get(Note, note)
    activity = records.get(Activity, found.activity) if found is not None else None
    return activity is None or not activity.left_out


def rank_of(note: Note) -> str:
    """Give the key a note is sorted by in its visit: where it was moved to, or when it was seen and written."""
    return note.rank or natural_rank(note)


def natural_rank(note: Note) -> str:
    """Give the key of a note that nobody moved; no two notes have the same."""
    return " ".join(note_order(note))


def photo_order(photo: Photo) -> tuple[str, str]:
    """Order photos by when they were added."""
    return (instant(photo.added_at), photo.id)


def fill(connection: Connection, review: str, me: str) -> OpenReview:
    """Read a whole review into memory.

    Raises:
        UserError: "review.unknown"; framework errors for a text that does not load.
    """
    records: dict[str, dict[str, Record | None]] = defaultdict(dict)
    for kind, noun in KINDS.items():
        table = table_of(ROWS[noun])
        rows = connection.execute(select(table).where(table.c.review == review)).mappings()
        records[kind] = {str(row["id"]): noun.model_validate(dict(row)) for row in giving(rows)}
    opened = from_records(connection, review, me, records)
    opened.drafts = {one.place: one for one in drafts.of_review(connection, review)}
    opened.photo_drafts = {one.id: one for one in photo_drafts.of_review(connection, review)}
    opened.disputed = _disputed(connection, review)
    return opened


def from_records(
    connection: Connection,
    review: str,
    me: str,
    records: Mapping[str, Mapping[str, Record | None]],
) -> OpenReview:
    """Give a review that holds these records and nothing that waits.

    Raises:
        UserError: "review.unknown"; framework errors for a text that does not load.
    """
    bound = cast("Review | None", records["review"].get(review))
    if bound is None:
        raise UserError("review.unknown", review=review)
    text = cast("FrameworkText", records["framework_text"][f"{review}:{bound.framework_hash}"])
    opened = OpenReview(
        id=review,
        framework=load_framework(text.text, source=bound.framework_id, language=bound.language),
        chain=journal.chain_in(connection, review),
        me=me,
        position=journal.position(connection, review),
        records={kind: {} for kind in KINDS},
    )
    opened.update(
        Applied(review, opened.position, {kind: dict(of) for kind, of in records.items()})
    )
    return opened


def _disputed(connection: Connection, review: str) -> set[str]:
    table = table_of(DisputeRow)
    rows: Iterable[object] = connection.execute(
        select(table.c.record).where(table.c.review == review).distinct()
    ).scalars()
    return {str(row) for row in rows}
