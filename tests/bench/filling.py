"""Profiles to measure with: real ones, under a key in the session's keyring, with as many notes as wanted.

Notes are put in without the verbs: byte for byte the changes that `capture.commit_note` would have written, and the
rows `apply` would have made of them. That is what lets a profile of 600,000 notes be made in a minute or two.
"""

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from reviewer_app.app import Program
from reviewer_app.frameworks.shipped import usual
from reviewer_app.model.canonical import Json, digest_of, seal
from reviewer_app.model.changes import Action, Change, Operation, read_change, write_change
from reviewer_app.model.journal import JournalRow, TouchedRow
from reviewer_app.model.moment import moment_of
from reviewer_app.model.nouns import ROWS, Note, NoteCriterion
from reviewer_app.model.standing import Standing
from reviewer_app.model.words import ActivityKind
from reviewer_app.review import timetable
from reviewer_app.review.session import Session
from reviewer_app.review.set_up import SchoolFacts
from reviewer_app.store import engine, journal, search
from reviewer_app.store.cipher import Connection, close_writer, connect
from reviewer_app.store.journal import table_of
from reviewer_app.store.work import Work

PER_REVIEW: Final = 5_000
VISITS: Final = 60
"""Three days of four reviewers who make five visits each."""
_A_DAY: Final = 20
_AT_ONCE: Final = 4
_CRITERIA: Final = 12
_A_MINUTE: Final = 2
"""Notes that a team of four writes in a minute."""
SCHOOL: Final = SchoolFacts("Larkfield Primary School", "990001", "Larkfield")

_NOTE: Final = "n" * 20
_PREVIOUS: Final = "p" * 64
_NUMBER: Final = 987_654_321
_SALT: Final = "5" * 32
_WORDS: Final = (
    "Pupils explain their method to a partner before they write it down.",
    "The teacher asks three follow-up questions before naming the misconception.",
    "Two pupils copy the date and the question, and wait for the third problem.",
    "Support staff withdraw a group of five for phonics; the task matches the lesson.",
)


def new_session(folder: Path, name: str = "Helen Marsh") -> Session:
    """Make a profile whose key lies in the keyring, with a person and no review."""
    session, _code = Program().create(folder)
    session.become(name)
    return session


def new_review(session: Session) -> str:
    """Set up a review that starts today, with the timetable of three days and no notes; give its id."""
    start = datetime.now(tz=UTC).replace(hour=9, minute=15, second=0, microsecond=0)
    review = session.create_review(SCHOOL, usual(), start=f"{start:%Y-%m-%d}", days=3)
    session.database.do(review, _plan, start).result()
    return review


def _plan(work: Work, start: datetime) -> None:
    for visit in range(VISITS):
        day, place = divmod(visit, _A_DAY)
        timetable.plan(
            work,
            ActivityKind.LESSON_VISIT,
            f"Year {visit % 6 + 1} English",
            start=moment_of(start + timedelta(days=day, minutes=60 * (place // _AT_ONCE))),
            people=[work.author.person],
            minutes=25,
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where notes go: the review's journal of one person, and how far it has come."""

    review: str
    person: str
    device: str
    roster: str
    number: int
    previous: str
    activities: tuple[str, ...]
    criteria: tuple[str, ...]


def place_in(session: Session, review: str) -> Place:
    """Say where this person's notes on a review go."""
    author = session.person().author
    opened = session.open(review)
    number, previous = session.database.ask(
        journal.last_of, review, author.person, author.device
    ).result()
    tip = opened.chain.tip
    assert tip is not None
    return Place(
        review,
        author.person,
        author.device,
        tip.hash,
        number,
        previous,
        tuple(one.id for one in opened.activities()),
        tuple(one.id for one in opened.framework.framework.criteria)[:_CRITERIA],
    )


class Filling:
    """A closed profile's file, open for putting notes in: nothing else has it meanwhile, so it need not be safe."""

    def __init__(self, path: Path, key: bytes, salt: bytes, seed: int = 1) -> None:
        self._connection: Connection = connect(path, key, salt)
        for setting in ("synchronous = OFF", "cache_size = -600000"):
            self._connection.execute(f"PRAGMA {setting}")
        [[self._seq]] = self._connection.execute("SELECT coalesce(max(seq), 0) FROM journal")
        self._chance = random.Random(seed)

    def put(self, place: Place, notes: int) -> None:
        """Put notes into one review, each a change with one criterion, in one transaction."""
        changes = list(made_notes(place, notes, self._chance))
        self._connection.execute("BEGIN IMMEDIATE")
        for table, rows in rows_of(changes, self._seq + 1).items():
            marks = ", ".join("?" * len(rows[0]))
            self._connection.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)  # noqa: S608
        self._connection.execute("COMMIT")
        self._seq += len(changes)

    def close(self) -> None:
        """Leave a file as it lies after a quiet day, the index of notes made of what was put in."""
        begin = engine.engine_of(self._connection).begin
        with begin() as connection:
            search.mark_broken(connection)
        for _slice in search.tend(begin):
            pass
        close_writer(self._connection)


@dataclass(frozen=True, slots=True)
class Made:
    """A change and the two rows it makes."""

    change: Change
    note: dict[str, Json]
    criterion: dict[str, Json]


def made_notes(place: Place, notes: int, chance: random.Random) -> Iterator[Made]:
    """Make changes after a few patterns: only the note's id and the place in the journal differ."""
    patterns = [_Pattern(place, turn) for turn in range(len(place.activities))]
    previous = place.previous
    for number in range(place.number + 1, place.number + 1 + notes):
        note = f"{number // _A_MINUTE:06x}{chance.getrandbits(56):014x}"  # as `app.fresh_ids`
        made = patterns[number % len(patterns)].made(note, number, previous)
        previous = made.change.hash
        yield made


def rows_of(made: Sequence[Made], first: int) -> dict[str, list[tuple[object, ...]]]:
    """Give the rows of changes by table, the journal's first, each in the order of its table's columns."""
    tables = {
        "journal": table_of(JournalRow),
        "touched": table_of(TouchedRow),
        "note": table_of(ROWS[Note]),
        "note_criterion": table_of(ROWS[NoteCriterion]),
    }
    columns = {name: [one.name for one in table.columns] for name, table in tables.items()}
    rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in tables}
    for seq, one in enumerate(made, first):
        filed = {"seq": seq, "standing": Standing.COUNTED.value}
        rows["journal"].append(
            tuple(
                filed[name] if name in filed else getattr(one.change, name)
                for name in columns["journal"]
            )
        )
        for kind, record in (("note", one.note), ("note_criterion", one.criterion)):
            touched = {"kind": kind, "record": record["id"], "seq": seq}
            rows["touched"].append(tuple(touched[name] for name in columns["touched"]))
            rows[kind].append(tuple(record[name] for name in columns[kind]))
    return rows


class _Pattern:
    """One change as `write_change` makes it, cut open where the note's id and the journal's place stand."""

    def __init__(self, place: Place, turn: int) -> None:
        time = moment_of(datetime.now(tz=UTC))
        criterion = place.criteria[turn % len(place.criteria)]
        self._note = Note(
            id=_NOTE,
            review=place.review,
            activity=place.activities[turn],
            author=place.person,
            text=_WORDS[turn % len(_WORDS)],
            seen_at=time,
            written_at=time,
        ).model_dump(mode="json")
        self._criterion = NoteCriterion(
            id=f"{_NOTE}:{criterion}", review=place.review, note=_NOTE, criterion=criterion
        ).model_dump(mode="json")
        operations = [
            Operation(Action.ADD, kind, record["id"], _fields(record))
            for kind, record in (("note", self._note), ("note_criterion", self._criterion))
        ]
        self._change = write_change(
            review=place.review,
            person=place.person,
            device=place.device,
            number=_NUMBER,
            previous=_PREVIOUS,
            roster=place.roster,
            time=time,
            salt=_SALT,
            operations=operations,
        )
        names = {f"{n}/{name}" for n, one in enumerate(operations) for name in one.values}
        self._content = self._change.content or b""
        self._emptied = self._change.emptied(names).content or b""
        self._linked = _digest_of_link(_NOTE)
        self._proved = False

    def made(self, note: str, number: int, previous: str) -> Made:
        """Give the change for another note at another place; the first is read back as one that arrives is."""
        id_ = note.encode()
        content = self._content.replace(_NOTE.encode(), id_)
        emptied = self._emptied.replace(_NOTE.encode(), id_)
        emptied = emptied.replace(self._linked, _digest_of_link(note))
        digest = hashlib.sha256(emptied).hexdigest()
        head = (
            self._change.head.replace(self._change.digest.encode(), digest.encode())
            .replace(_PREVIOUS.encode(), previous.encode())
            .replace(str(_NUMBER).encode(), str(number).encode())
        )
        change = replace(
            self._change,
            head=head,
            content=content,
            hash=hashlib.sha256(head).hexdigest(),
            number=number,
            previous=previous,
            digest=digest,
        )
        if not self._proved and read_change(head, content) != change:
            raise AssertionError("not what write_change makes")
        self._proved = True
        return Made(
            change,
            {**self._note, "id": note},
            {**self._criterion, "id": self._criterion["id"].replace(_NOTE, note), "note": note},
        )


def _fields(record: dict[str, Json]) -> dict[str, Json]:
    return {name: value for name, value in record.items() if name not in ("id", "review")}


def _digest_of_link(note: str) -> bytes:
    """Give the digest of the one sealed value that is the note's id: the second operation's `note`."""
    return digest_of(seal(note, _SALT, "1/note")).encode()
