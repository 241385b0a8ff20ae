"""A window killed between two keys, again and again: what it must have kept, and what each kill hit.

The typist's own record is the measure. It holds what stood in the editor and in the notes after every key; what the
file holds after a kill must be one of those states, and none from before the keys that were a second old. A second is
one of the window's own: while its threads stand in line for a processor that others have, it can save nothing, and that
does not count. Where nothing else runs it comes to next to nothing.
"""

import random
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from reviewer_app.app import Program
from reviewer_app.frameworks.shipped import usual
from reviewer_app.model.words import ActivityKind
from reviewer_app.review import capture, exchange, recovery, team
from reviewer_app.review.session import Session
from reviewer_app.review.set_up import SchoolFacts
from reviewer_app.store.cipher import close_writer, connect, peek
from tests.bench.filling import Filling, place_in
from tests.gias import FULL_SIZE, write_extract
from tests.journeys.desktop import PATIENCE
from tests.journeys.telling import now
from tests.journeys.typist import ROOT, Keyboard, Nursery, ToldWindow
from tests.replaying import compare
from tests.store.keyrings import MemoryBackend, keyring_over
from tests.store.schemas import scripts_with_one_more

OLD: Final = 1.0
"""Seconds after which a character is never lost."""

GAP: Final = (0.03, 0.2)
"""Seconds between two keys: the shortest and the longest."""

SHORT: Final = (0.2, 1.3)
LONG: Final = (1.3, 2.6)
"""Seconds a window is typed into: every third a long one, in which more than a second is at stake."""

COMING: Final = 20_000
"""Changes that wait to be gathered."""

WORKS: Final = ("", "import", "backup", "gathering", "report", "migration")
"""What runs in the window that is killed; "" for nothing."""

LOG: Final = ROOT / "build" / "kills.txt"
"""What each kill hit."""

SCHOOL: Final = SchoolFacts("Larkfield Primary School", "990001", "Larkfield")
_SYLLABLES: Final = ("ba", "do", "fe", "gi", "ku", "la", "mo", "ne", "pi", "ru", "sa", "to")


@dataclass(frozen=True, slots=True)
class Text:
    """What was written: notes that were ended, the words of the next one, and where the cursor stands in them."""

    notes: tuple[str, ...] = ()
    words: str = ""
    cursor: int = 0

    def after(self, key: str) -> "Text":
        """Give what stands there after a key."""
        before, behind = self.words[: self.cursor], self.words[self.cursor :]
        if key == "\n":
            return Text((*self.notes, self.words.strip()))
        if key == "\b":
            return Text(self.notes, before[:-1] + behind, max(0, self.cursor - 1))
        if key == "<":
            return Text(self.notes, self.words, max(0, self.cursor - 1))
        return Text(self.notes, before + key + behind, self.cursor + 1)


@dataclass(frozen=True, slots=True)
class Kept:
    """A profile as it lies, with the keyring's entry for it: copied for every kind of work."""

    folder: Path
    entry: tuple[str, str, str]
    key: bytes = field(repr=False)
    salt: bytes = field(repr=False)
    activity: str = ""
    material: str = ""
    scripts: str = ""

    @property
    def path(self) -> Path:
        """The encrypted file."""
        return self.folder / "profile.db"

    def copied(self, to: Path) -> "Kept":
        """Give a copy of it in another folder, in place of what is there."""
        shutil.rmtree(to, ignore_errors=True)
        shutil.copytree(self.folder, to)
        return Kept(to, self.entry, self.key, self.salt, self.activity, self.material, self.scripts)

    def read(self) -> Text:
        """Read what the file holds of the visit, changing nothing."""
        connection = peek(self.path, self.key, self.salt)
        try:
            notes = connection.execute(
                "SELECT text FROM note WHERE activity = ? ORDER BY seen_at, written_at, id",
                (self.activity,),
            ).fetchall()
            drafts = connection.execute("SELECT text, cursor FROM draft").fetchall()
        finally:
            connection.close()
        assert len(drafts) <= 1, "one place was typed in"
        words, cursor = drafts[0] if drafts else ("", 0)
        return Text(tuple(text for (text,) in notes), words, cursor)


@dataclass(frozen=True, slots=True)
class Kill:
    """One kill: what was under way, after how many keys and seconds, and how old the oldest lost character was."""

    work: str
    hit: bool
    keys: int
    seconds: float
    lost: float

    def line(self) -> str:
        """Write it down."""
        at = f"while {self.work} ran" if self.hit else f"{self.work} over" if self.work else "idle"
        return (
            f"{at}: after {self.keys} keys in {self.seconds:.2f} s; oldest lost {self.lost:.2f} s"
        )


class Typing:
    """One window being typed into, and what it must have kept."""

    def __init__(
        self,
        keyboard: Keyboard,
        window: ToldWindow,
        kept: Kept,
        chance: random.Random,
        text: Text,
    ) -> None:
        self._keyboard, self._window = keyboard, window
        self._kept, self._chance = kept, chance
        self._clock, self._looked = 0.0, (now(), window.kept_waiting())
        self.states: list[tuple[float, Text]] = [(self._clock, text)]
        self._waiting: list[str] = []

    def _moment(self) -> float:
        """Give the present on a clock that stands still while the window waits for a processor."""
        before, self._looked = self._looked, (now(), self._window.kept_waiting())
        passed, waited = (after - then for after, then in zip(self._looked, before, strict=True))
        self._clock += max(0.0, passed - waited)
        return self._clock

    @property
    def text(self) -> Text:
        """What stands there after the last key."""
        return self.states[-1][1]

    def type_until(self, end: float) -> None:
        """Type, key by key and never with a long pause, until the moment has come."""
        while (left := end - now()) > 0:
            time.sleep(min(left, self._chance.uniform(*GAP)))
            if now() >= end:
                return
            key = self._next()
            self._keyboard.press(key)
            self.states.append((self._moment(), self.text.after(key)))

    def _next(self) -> str:
        if not self._waiting:
            chance, words = self._chance, self.text.words
            turn = chance.random()
            if turn < 0.06 and words.strip():
                self._waiting = ["\n"]
            elif turn < 0.12 and len(words) > 4:
                self._waiting = ["<"] * chance.randint(1, 3)
            elif turn < 0.18 and len(words) > 4:
                self._waiting = ["\b"] * chance.randint(1, 3)
            else:
                word = "".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4)))
                self._waiting = [*word, chance.choice(("2", "7", ".", ",", " ", " ")), " "]
        return self._waiting.pop(0)

    def kill(self) -> tuple[Text, float]:
        """End the window and hold the file against the record; give what it holds and the oldest lost key's age."""
        killed_at = self._moment()
        self._window.kill()
        found = self._kept.read()
        written = [(one.notes, one.words) for _at, one in self.states]
        must = max(n for n, (at, _one) in enumerate(self.states) if at <= killed_at - OLD or not n)
        last = max(
            (n for n, one in enumerate(written) if one == (found.notes, found.words)), default=-1
        )
        assert last >= must, (
            f"After key {len(self.states) - 1} at {killed_at:.2f} the file holds\n{found}\nand not\n"
            + "\n".join(
                f"{at - killed_at:.2f} {one}" for at, one in self.states[max(0, must - 3) :]
            )
        )
        cursors = {one.cursor for _at, one in self.states if one.words == found.words}
        assert found.cursor in cursors or not found.words, f"the cursor stands elsewhere: {found}"
        # A key that moves the cursor alone is no character.
        first = next(
            (n for n in range(last + 1, len(written)) if written[n] != written[last]), None
        )
        return found, 0.0 if first is None else killed_at - self.states[first][0]


def prepared_for(work: str, folder: Path) -> Kept:
    """Make the profile that windows with this work are killed on."""
    match work:
        case "import":
            return prepared(folder, schools=FULL_SIZE)
        case "backup":
            return fattened(prepared(folder), 60)
        case "gathering":
            return prepared(folder, coming=COMING)
        case "migration":
            return prepared(folder, notes=2_000)
    return prepared(folder)


def killed(
    nursery: Nursery, made: Kept, folder: Path, work: str, seed: int, count: int
) -> list[Kill]:
    """Kill so many windows while this work runs in them, judge each, and write down what each hit."""
    LOG.parent.mkdir(exist_ok=True)
    done = []
    judged = (
        kills_at_migration(nursery, made, folder, seed, count)
        if work == "migration"
        else kills(nursery, made, folder, work, seed, count)
    )
    for kill in judged:
        with LOG.open("a") as log:
            log.write(f"{kill.line()}\n")
        done.append(kill)
    return done


def kills(
    nursery: Nursery, made: Kept, folder: Path, work: str, seed: int, count: int
) -> Iterator[Kill]:
    """Kill so many windows, one after the other on the same words, and judge each."""
    chance = random.Random(f"{work} {seed}")
    kept = made.copied(folder)
    text = kept.read()
    for turn in range(count):
        window = nursery.open(kept.folder, kept.entry, work=work, material=kept.material)
        nursery.focused(window)
        stands(window, text)
        typing = Typing(nursery.keyboard, window, kept, chance, text)
        begun = now()
        typing.type_until(begun + chance.uniform(*(LONG if turn % 3 == 0 else SHORT)))
        # In the middle of a pause between two keys, wherever that is.
        time.sleep(chance.uniform(0.0, GAP[1] / 2))
        window.hear()
        hit, worked = window.working, window.works > 0
        seconds = now() - begun
        text, lost = typing.kill()
        yield Kill(work, hit, len(typing.states) - 1, seconds, lost)
        if worked and not hit and work in {"import", "gathering"}:
            # Done for good in this profile; another one has it before it.
            kept = made.copied(folder)
            text = kept.read()
    compare_with_journal(nursery, kept, text)


def kills_at_migration(
    nursery: Nursery, made: Kept, folder: Path, seed: int, count: int
) -> Iterator[Kill]:
    """Type, kill; then start with a newer schema and kill again and again until it is through, and judge each."""
    chance = random.Random(f"migration {seed}")
    done = 0
    # Seconds a migration takes, learned from the first that ends.
    takes = 0.8
    while done < count:
        kept = made.copied(folder)
        window = nursery.open(kept.folder, kept.entry)
        nursery.focused(window)
        typing = Typing(nursery.keyboard, window, kept, chance, kept.read())
        typing.type_until(now() + chance.uniform(*LONG))
        text, _lost = typing.kill()
        through = False
        while not through and done < count:
            window = nursery.open(kept.folder, kept.entry, scripts=kept.scripts)
            deadline = now() + PATIENCE
            while not window.works and now() < deadline and window.hear(0.05):
                pass
            begun = now()
            end = begun + chance.uniform(0.0, takes)
            while window.working and now() < end and window.hear(0.01):
                pass
            hit = window.working
            if not hit:
                takes = max(0.1, 1.1 * (now() - begun))
            through = not hit
            window.kill()
            killed_at = now()
            assert kept.read() == text
            done += 1
            yield Kill("migration", hit, 0, killed_at - begun, 0.0)
        window = nursery.open(kept.folder, kept.entry, scripts=kept.scripts)
        nursery.focused(window)
        stands(window, text)
        window.kill()
        assert kept.read() == text


def stands(window: ToldWindow, text: Text) -> None:
    """See that the words are simply there, cursor and all."""
    told = window.stands
    assert told["page"] == "notes"
    assert (told["text"], told["cursor"]) == (text.words, text.cursor)


def compare_with_journal(nursery: Nursery, kept: Kept, text: Text) -> None:
    """Open it a last time, close it in order, and hold every row against the journal."""
    window = nursery.open(kept.folder, kept.entry)
    nursery.focused(window)
    stands(window, text)
    window.kill()
    assert compare(kept.path, kept.key, kept.salt) == []
    assert kept.read() == text


def prepared(folder: Path, *, notes: int = 0, coming: int = 0, schools: int = 0) -> Kept:
    """Make a profile with a visit under way, notes of other visits, and what it is to gather or to import."""
    folder.mkdir()
    helen = _Seat.taken(folder / "helen", "Helen Marsh")
    with helen.session() as session:
        review = session.create_review(SCHOOL, usual(), start="2026-11-17", days=3)
        material = ""
        if coming:
            material = str(_handed_over(folder, session, review, coming))
        if schools:
            material = str(folder / "register.csv")
            write_extract(Path(material), rows=schools)
    if notes:
        helen.fill(review, notes)
    with helen.session() as session:
        opened = session.open(review)
        activity = session.do(opened, capture.start_unplanned, ActivityKind.LESSON_VISIT, "Year 4")
        key, salt = session.profile.key, session.profile.salt
    scripts = str(scripts_with_one_more(folder / "scripts"))
    return Kept(helen.folder, helen.entry, key, salt, activity, material, scripts)


def fattened(kept: Kept, megabytes: int) -> Kept:
    """Let the file hold so much more that copying it takes a while."""
    connection = connect(kept.path, kept.key, kept.salt)
    connection.execute("BEGIN IMMEDIATE")
    for number in range(megabytes):
        connection.execute(
            "INSERT INTO setting VALUES (?, '\"' || hex(randomblob(500000)) || '\"')",
            (f"filling {number}",),
        )
    connection.execute("COMMIT")
    close_writer(connection)
    return kept


@dataclass(frozen=True, slots=True)
class _Seat:
    """A person at a profile of their own, whose key lies in a keyring of its own."""

    folder: Path
    backend: MemoryBackend

    @classmethod
    def taken(cls, folder: Path, name: str) -> "_Seat":
        """Make the profile; its recovery code counts as proved."""
        seat = cls(folder, MemoryBackend())
        session, code = seat._program.create(folder)
        recovery.remember_code(session, code)
        recovery.mark_proved(session)
        session.become(name)
        session.close()
        return seat

    @property
    def entry(self) -> tuple[str, str, str]:
        """What its keyring holds: service, name, secret."""
        [((service, name), secret)] = self.backend.entries.items()
        return service, name, secret

    @property
    def _program(self) -> Program:
        return Program(keyring=lambda: keyring_over(self.backend))

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Open the profile for a while."""
        session = self._program.open(self.folder)
        try:
            yield session
        finally:
            session.close()

    def fill(self, review: str, notes: int) -> None:
        """Write so many notes on a visit of their own."""
        with self.session() as session:
            opened = session.open(review)
            session.do(opened, capture.start_unplanned, ActivityKind.LEARNING_WALK, "Corridors")
            place = place_in(session, review)
            key, salt = session.profile.key, session.profile.salt
        filling = Filling(self.folder / "profile.db", key, salt)
        filling.put(place, notes)
        filling.close()


def _handed_over(folder: Path, helen: Session, review: str, count: int) -> Path:
    """Let a second reviewer write so many notes and hand them over into a folder; give that."""
    store = folder / "store"
    store.mkdir()
    asha = _Seat.taken(folder / "asha", "Asha")
    with asha.session() as session:
        team.join(session, team.set_up_team(helen, review, [team.my_card(session)]))
    asha.fill(review, count)
    with asha.session() as session:
        exchange.hand_over(session, review, str(store))
    return store
