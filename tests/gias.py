"""An invented extract of the register of schools, as large and as untidy as a real one.

Every name in it is made of syllables; URNs start at 900000 and postcodes with ZZ, neither of which is in use.
The same seed gives the same bytes.
"""

import csv
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

SAMPLE: Final = Path(__file__).parent / "data" / "gias" / "gias_sample.csv"
FULL_SIZE: Final = 52_000

ADDED_COLUMNS: Final = (
    *(f"SEN{number} (name)" for number in range(2, 14)),
    "QABName (name)",
    "EstablishmentAccredited (name)",
    "AccreditationExpiryDate",
)
"""Columns that newer extracts have and the sample lacks: 135 in all."""

HEAD: Final = "Quillfeather"
TELEPHONE: Final = "0163296"
"""Marks of the personal columns, which must never be stored. The number is one kept free for fiction."""

_FIRST: Final = (
    "Quern",
    "Thistle",
    "Wimble",
    "Pock",
    "Larrow",
    "Ember",
    "Fenni",
    "Gorsle",
    "Harrap",
    "Ostle",
)
_LAST: Final = ("by", "cote", "wick", "mere", "thwaite", "combe", "ley", "stow", "ford", "marsh")
_SAINTS: Final = ("Aldhelm", "Brannoc", "Ceadda", "Dwynwen", "Eadgyth")
_KINDS: Final = (
    ("Primary School", "Primary", "Community school", 3, 11),
    ("Infant School", "Primary", "Community school", 4, 7),
    ("Church of England Primary School", "Primary", "Voluntary aided school", 4, 11),
    ("Academy", "Secondary", "Academy converter", 11, 18),
    ("High School", "Secondary", "Foundation school", 11, 16),
    ("School", "Not applicable", "Community special school", 2, 19),
    ("Nursery School", "Nursery", "Local authority nursery school", 2, 5),
)
_ODD_NAMES: Final = (
    "Ysgol Gynradd Llanfêr-y-Môr",
    "Ysgol y Gân",
    "École Œuvrée, Quernby",
    "Café-Père House",
    "St Aldhelm's",
    "St Dwynwen’s Church in Wales School",
    'The "Old Mill" School, Fenniley',
    "Ostle & Harrap Free School",
    "Two Lines\nPrimary School",
    "Gorsle, Ember and Pock Federation",
)
_STATUSES: Final = (
    ("Open",) * 6 + ("Closed",) * 4 + ("Open, but proposed to close", "Proposed to open")
)


@dataclass(slots=True)
class Invented:
    """What an invented extract holds: schools by status, and the lines of its bad rows."""

    columns: list[str]
    names: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, str] = field(default_factory=dict)
    bad_lines: list[int] = field(default_factory=list)


def write_extract(
    path: Path, *, rows: int = FULL_SIZE, seed: int = 1, bad_rows: int = 5
) -> Invented:
    """Write an extract in Windows-1252 with `rows` sound rows and some bad ones among them."""
    chance = random.Random(seed)
    columns = [*_sample_columns(), *ADDED_COLUMNS]
    places = {name: place for place, name in enumerate(columns)}
    blank = ["Not applicable" if name.endswith("(name)") else "" for name in columns]
    invented = Invented(columns)
    spoiled = set(chance.sample(range(rows), bad_rows))
    line = 2
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(columns)
        for number in range(rows):
            if number in spoiled:
                file.write(_bad_row(chance.randrange(4), len(columns)))
                invented.bad_lines.append(line)
                line += 1
            school = _school(chance, 900_000 + number)
            row = blank.copy()
            for name, value in school.items():
                row[places[name]] = value
            writer.writerow(row)
            line += 1 + sum(value.count("\n") for value in school.values())
            invented.names[school["URN"]] = school["EstablishmentName"]
            invented.statuses[school["URN"]] = school["EstablishmentStatus (name)"]
    return invented


def _sample_columns() -> list[str]:
    with SAMPLE.open(encoding="cp1252", newline="") as file:
        return next(csv.reader(file))


def _bad_row(kind: int, columns: int) -> str:
    """Make one line that holds no school."""
    fields = ['"950001"', '"Harrap School"', *['""'] * (columns - 2)]
    if kind == 0:
        fields = fields[:-3]
    elif kind == 1:
        fields[0] = '"URN"'
    elif kind == 2:
        fields[4] = '"Harrap School'
    return ",".join(fields) + "\r\n"  # kind 3: a school without a name


def _school(chance: random.Random, urn: int) -> dict[str, str]:
    ending, phase, school_type, low, high = chance.choice(_KINDS)
    place = chance.choice(_FIRST) + chance.choice(_LAST)
    town = chance.choice(_FIRST) + chance.choice(_LAST)
    name = f"{place} {ending}"
    if chance.random() < 0.1:
        name = f"St {chance.choice(_SAINTS)}'s {ending}, {place}"
    if chance.random() < 0.01:
        name = chance.choice(_ODD_NAMES)
    status = chance.choice(_STATUSES)
    return {
        "URN": str(urn),
        "EstablishmentName": name,
        "EstablishmentStatus (name)": status,
        "PhaseOfEducation (name)": phase,
        "TypeOfEstablishment (name)": school_type,
        "StatutoryLowAge": str(low),
        "StatutoryHighAge": str(high),
        "LA (name)": f"{chance.choice(_FIRST)}shire",
        "Town": town,
        "Postcode": f"ZZ{chance.randrange(1, 99)} {chance.randrange(1, 9)}"
        + "".join(chance.choices("ABDEFGHJ", k=2)),
        "Street": f"{chance.randrange(1, 200)} {chance.choice(_FIRST)} Road",
        "NumberOfPupils": "" if status == "Closed" else str(chance.randrange(30, 1_500)),
        "OpenDate": f"01-09-{chance.randrange(1950, 2024)}",
        "CloseDate": f"31-08-{chance.randrange(1990, 2025)}" if status == "Closed" else "",
        "TelephoneNum": f"{TELEPHONE}{chance.randrange(1_000):04}",
        "HeadTitle (name)": "Professor",
        "HeadFirstName": "Peregrine",
        "HeadLastName": f"{HEAD}-{chance.randrange(1_000)}",
        "HeadHonours": "OBE",
        "SchoolWebsite": f"{place.lower()}.example",
    }
