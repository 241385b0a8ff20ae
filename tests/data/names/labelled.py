"""The labelled notes, and how well the guard does on them: `python -m tests.data.names.labelled`.

`notes.txt` was used to tune the guard; `held_out.txt` was written before and never looked at for that.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reviewer_app.review.names.matching import Hit, find_names

FOLDER: Final = Path(__file__).parent
TUNED: Final = FOLDER / "notes.txt"
HELD_OUT: Final = FOLDER / "held_out.txt"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A note without its braces, and where the names in it stand."""

    text: str
    names: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """What the guard found in labelled notes, counted by name and by note."""

    notes: int
    names: int
    found: int
    false_hits: int
    notes_with_names: int
    notes_whole: int
    notes_wrongly_marked: int

    @property
    def recall(self) -> float:
        """The share of names that are found."""
        return self.found / self.names

    @property
    def precision(self) -> float:
        """The share of hits that are names."""
        return self.found / (self.found + self.false_hits)

    @property
    def false_per_hundred(self) -> float:
        """False hits in a hundred notes."""
        return 100 * self.false_hits / self.notes

    def said(self, title: str) -> str:
        """Say the figures on one line."""
        return (
            f"{title}: {self.notes} notes, {self.names} names; recall {self.recall:.3f}, precision "
            f"{self.precision:.3f}, {self.false_per_hundred:.1f} false hits per 100 notes; of "
            f"{self.notes_with_names} notes with names {self.notes_whole} whole, of "
            f"{self.notes - self.notes_with_names} without {self.notes_wrongly_marked} marked"
        )


def read(path: Path) -> list[Labelled]:
    """Read labelled notes."""
    lines = path.read_text("utf-8").splitlines()
    return [labelled(line) for line in lines if line.strip() and not line.startswith("#")]


def labelled(line: str) -> Labelled:
    """Take the braces out of a line."""
    text, names = "", []
    for part in re.split(r"(\{[^}]*\})", line):
        if part.startswith("{"):
            names.append((len(text), len(text) + len(part) - 2))
        text += part.strip("{}")
    return Labelled(text, tuple(names))


def measure(
    notes: Sequence[Labelled], wrong: Callable[[str, str], None] = lambda _what, _text: None
) -> Figures:
    """Count what the guard finds; `wrong` hears of each name missed and each false hit."""
    found = false_hits = whole = marked = 0
    for note in notes:
        hits = find_names(note.text)
        missed = [one for one in note.names if not any(_meets(hit, one) for hit in hits)]
        false = [hit for hit in hits if not any(_meets(hit, one) for one in note.names)]
        found += len(note.names) - len(missed)
        false_hits += len(false)
        whole += bool(note.names) and not missed
        marked += not note.names and bool(false)
        for start, end in missed:
            wrong("missed " + note.text[start:end], note.text)
        for hit in false:
            wrong("false " + hit.text, note.text)
    return Figures(
        len(notes),
        sum(len(note.names) for note in notes),
        found,
        false_hits,
        sum(bool(note.names) for note in notes),
        whole,
        marked,
    )


def _meets(hit: Hit, name: tuple[int, int]) -> bool:
    return hit.start < name[1] and name[0] < hit.end


def main() -> None:
    """Print the figures of both sets; of the tuned one what is still wrong."""
    tuned = measure(read(TUNED), lambda what, text: print(f"  {what}: {text}"))
    print(tuned.said("tuned"))
    print(measure(read(HELD_OUT)).said("held out"))


if __name__ == "__main__":
    main()
