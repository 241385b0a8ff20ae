"""Weighing: how much evidence there is, by heading and source, what is thin, and what waits."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from reviewer_app.frameworks.schema import Criterion, Framework
from reviewer_app.model.moment import time_of
from reviewer_app.model.nouns import Activity, Finding, Note
from reviewer_app.model.words import ActivityKind, ActivityState, Bearing, FollowUp
from reviewer_app.review.opened import OpenReview, note_order

ENOUGH_NOTES: Final = 2
"""A finding wants at least two notes from two kinds of source (DOMAIN, "a finding without evidence")."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the matrix: its notes, and how many of them point the other way (EBI)."""

    notes: tuple[str, ...]
    against: int

    @property
    def count(self) -> int:
        """Notes in the cell."""
        return len(self.notes)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One row of the matrix: a heading, or a strand of one where the framework divides it."""

    id: str
    heading: str
    short: str
    title: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """Evidence by heading (or strand) and source; `cells` by the row's id and the source's id."""

    rows: tuple[MatrixRow, ...]
    sources: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]
    notes: int

    def row_notes(self, row: str) -> int:
        """Notes in a row, each counted once."""
        return len({note for source in self.sources for note in self.cells[(row, source)].notes})

    def row_sources(self, row: str) -> tuple[str, ...]:
        """The sources a row has notes from."""
        return tuple(one for one in self.sources if self.cells[(row, one)].count)

    def is_thin(self, row: str) -> bool:
        """Whether a row has fewer than two notes, or notes from one source only."""
        return self.row_notes(row) < ENOUGH_NOTES or len(self.row_sources(row)) < ENOUGH_NOTES


@dataclass(frozen=True, slots=True)
class Thin:
    """A row with little evidence: how many notes, from which sources."""

    row: MatrixRow
    notes: int
    sources: tuple[str, ...]


def criteria_known(opened: OpenReview, note: str) -> list[Criterion]:
    """Give the criteria of a note that the review's framework has."""
    known = {one.id: one for one in opened.framework.framework.criteria}
    return [known[one] for one in opened.criteria_of(note) if one in known]


def headings_of_note(opened: OpenReview, note: str) -> set[str]:
    """Give the headings a note bears on, through its criteria."""
    return {criterion.heading for criterion in criteria_known(opened, note)}


def source_of(opened: OpenReview, note: Note) -> str:
    """Give the source (a column of the matrix) a note comes from, "" where its activity is gone."""
    activity = opened.get(Activity, note.activity)
    return opened.framework.framework.source_of(activity.activity_kind).id if activity else ""


def rows_of(framework: Framework) -> tuple[MatrixRow, ...]:
    """Give the rows of the matrix: strands where a heading has them, else the heading."""
    rows: list[MatrixRow] = []
    for heading in framework.headings:
        if heading.strands:
            rows.extend(
                MatrixRow(strand.id, heading.id, strand.short, strand.title)
                for strand in heading.strands
            )
        else:
            rows.append(MatrixRow(heading.id, heading.id, heading.short, heading.title))
    return tuple(rows)


def matrix(opened: OpenReview) -> Matrix:
    """Count the evidence by heading or strand, and source."""
    framework = opened.framework.framework
    rows = rows_of(framework)
    sources = tuple(one.id for one in framework.sources)
    notes: dict[tuple[str, str], list[Note]] = defaultdict(list)
    every = opened.evidence()
    for note in every:
        source = source_of(opened, note)
        bears_on = {one.strand or one.heading for one in criteria_known(opened, note.id)}
        for row in bears_on:
            notes[(row, source)].append(note)
    cells = {
        (row.id, source): Cell(
            tuple(one.id for one in notes[(row.id, source)]),
            sum(1 for one in notes[(row.id, source)] if one.bearing is Bearing.EBI),
        )
        for row in rows
        for source in sources
    }
    return Matrix(rows, sources, cells, len(every))


def thin_rows(opened: OpenReview, table: Matrix | None = None) -> list[Thin]:
    """Give the rows with fewer than two notes or one source only, thinnest first."""
    table = table or matrix(opened)
    thin = [
        Thin(row, table.row_notes(row.id), table.row_sources(row.id))
        for row in table.rows
        if table.is_thin(row.id)
    ]
    return sorted(thin, key=lambda one: (len(one.sources), one.notes))


def thin_stands_out(table: Matrix) -> bool:
    """Whether at most half of the rows are thin: while more are, a mark on each would tell nothing."""
    return 2 * sum(table.is_thin(row.id) for row in table.rows) <= len(table.rows)


@dataclass(frozen=True, slots=True)
class Support:
    """What stands behind a finding: notes for, notes against, and the sources of those for."""

    notes: int
    against: int
    sources: tuple[str, ...]

    @property
    def enough(self) -> bool:
        """Whether at least two notes from two sources stand behind it."""
        return self.notes >= ENOUGH_NOTES and len(self.sources) >= ENOUGH_NOTES


def support(opened: OpenReview, finding: str) -> Support:
    """Count what stands behind a finding."""
    links = opened.evidence_of(finding)
    found = [(one, opened.get(Note, one.note)) for one in links]
    behind = [note for one, note in found if note is not None and not one.against]
    against = sum(1 for one, note in found if note is not None and one.against)
    present = {source_of(opened, note) for note in behind}
    order = [one.id for one in opened.framework.framework.sources]
    return Support(len(behind), against, tuple(one for one in order if one in present))


def kinds_behind(opened: OpenReview, finding: str) -> tuple[ActivityKind, ...]:
    """Give the kinds of activity the notes for a finding come from, in the order of the kinds."""
    notes = [opened.get(Note, one.note) for one in opened.evidence_of(finding) if not one.against]
    activities = [opened.get(Activity, note.activity) for note in notes if note is not None]
    kinds = {one.activity_kind for one in activities if one is not None}
    return tuple(kind for kind in ActivityKind if kind in kinds)


def strand_behind(opened: OpenReview, finding: Finding) -> str:
    """Name in short the strand of a finding's heading that all its notes are about, "" where there is not one."""
    criteria = [
        criterion
        for link in opened.evidence_of(finding.id)
        if not link.against
        for criterion in criteria_known(opened, link.note)
        if criterion.heading == finding.heading
    ]
    strands = opened.framework.framework.heading(finding.heading).strands
    bears_on = {one.strand for one in criteria}
    names = [one.short for one in strands if one.id in bears_on]
    return names[0] if len(bears_on) == 1 and names else ""


def waiting_to_be_written(opened: OpenReview) -> list[Activity]:
    """Give my activities that were seen and are not yet written up, oldest first; those left out wait for nothing."""
    return [
        one
        for one in opened.visits_in_evidence()
        if one.state is ActivityState.SEEN
        and (opened.me in opened.members_of(one.id) or not opened.members_of(one.id))
    ]


def untagged(opened: OpenReview) -> list[Note]:
    """Give my notes that bear on no criterion yet."""
    return [
        one
        for one in opened.evidence()
        if one.author == opened.me and not opened.criteria_of(one.id)
    ]


def to_follow_up(opened: OpenReview) -> list[Note]:
    """Give the notes that are still to be followed up, as they were seen: those flagged, and questions until done."""
    return sorted((one for one in opened.evidence() if is_to_follow_up(one)), key=note_order)


def is_to_follow_up(note: Note) -> bool:
    """Whether a note is still to be followed up."""
    if note.follow_up is FollowUp.NO:
        return note.bearing is Bearing.QUESTION
    return note.follow_up is FollowUp.OPEN


def recent_criteria(opened: OpenReview) -> list[str]:
    """Give the criteria I used, the most recent first: what completion offers first."""
    mine = sorted(
        (one for one in opened.evidence() if one.author == opened.me),
        key=lambda one: time_of(one.written_at),
        reverse=True,
    )
    return list(dict.fromkeys(c for note in mine[:60] for c in opened.criteria_of(note.id)))


def target_counts(opened: OpenReview, activity: str) -> Counter[str]:
    """Count the notes of an activity by criterion."""
    return Counter(
        criterion for note in opened.notes_of(activity) for criterion in opened.criteria_of(note.id)
    )
