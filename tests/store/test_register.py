"""A school is found by whatever someone types of it, open ones first."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from reviewer_app.store.cipher import close_writer, connect
from reviewer_app.store.engine import engine_of
from reviewer_app.store.migration import build_schema
from reviewer_app.store.register import (
    CLOSED,
    Counts,
    SchoolRow,
    find_schools,
    is_closed,
    merge_index,
    put_schools,
    school,
)

KEY = bytes(range(32))
SALT = b"sixteen bytes ok"

LARKFIELD = SchoolRow(
    "990001", "Larkfield Primary School", "Open", town="Larkfield", postcode="ZZ1 1AA"
)
BRIDE = SchoolRow(
    "990002",
    "St Bride’s Church of England Academy",
    "Open",
    town="Larkfield",
    postcode="ZZ1 1AA",
)
QUERNBY = SchoolRow("900100", "Quernby Infant School", CLOSED, town="Quernby", postcode="ZZ12 3AB")
WELSH = SchoolRow("900200", "Ysgol Gynradd Llanfêr-y-Môr", "Open", town="Emberford")
LARKMERE = SchoolRow("900300", "Larkfield Infant School", CLOSED, town="Larkmere")
PROPOSED = SchoolRow("900400", "Academy at Larkfield", "Proposed to open", town="Gorsleby")


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    opened = connect(tmp_path / "profile.db", KEY, SALT, create=True)
    build_schema(opened)
    with engine_of(opened).begin() as begun:
        put_schools(begun, [LARKFIELD, BRIDE, QUERNBY, WELSH, LARKMERE, PROPOSED])
        yield begun
    close_writer(opened)


def urns(connection: Connection, wanted: str, limit: int = 20) -> list[str]:
    return [found.urn for found in find_schools(connection, wanted, limit)]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("990001", ["990001"]),
        ("9900", ["990001", "990002"]),
        ("quern", ["900100"]),
        ("school primary lark", ["990001"]),
        ("bride", ["990002"]),
        ("BRIDE'S", ["990002"]),
        ("st bride’s ch", ["990002"]),
        ("saint brides", ["990002"]),
        ("zz1 1", ["990001", "990002"]),
        ("ZZ11A", ["990001", "990002"]),
        ("zz12 3ab", ["900100"]),
        ("llanfer", ["900200"]),
        ("Llanfêr y mor", ["900200"]),
        ("gynradd ember", ["900200"]),
        ("larkfield zz1 prim", ["990001"]),
        ("field", []),
        ("", []),
        ("  ’ ", []),
        ('larkfield" OR "quernby', []),
        ("name:lark*", []),
    ],
)
def test_a_school_is_found_by_urn_name_town_or_postcode_as_it_is_typed(
    connection: Connection, wanted: str, found: list[str]
) -> None:
    assert urns(connection, wanted) == found


def test_the_best_fits_lead_and_closed_schools_stand_last_and_marked(
    connection: Connection,
) -> None:
    found = find_schools(connection, "larkfield")
    assert [one.urn for one in found] == ["990001", "900400", "990002", "900300"]
    assert [is_closed(one) for one in found] == [False, False, False, True]


def test_a_closed_school_leads_when_its_very_urn_is_typed(connection: Connection) -> None:
    put_schools(connection, [SchoolRow("9001001", "Harrap School", "Open")])
    assert urns(connection, "900100") == ["900100", "9001001"]


def test_only_as_many_as_asked_for_are_given(connection: Connection) -> None:
    assert urns(connection, "larkfield", 2) == ["990001", "900400"]


def test_open_schools_are_not_crowded_out_by_hundreds_of_closed_ones(
    connection: Connection,
) -> None:
    put_schools(
        connection,
        [SchoolRow(str(100_000 + n), "Harrap Primary School", CLOSED) for n in range(300)],
    )
    put_schools(connection, [SchoolRow("980000", "Harrap Primary School", "Open", town="Ostle")])
    assert urns(connection, "harrap")[0] == "980000"


def test_a_name_is_not_crowded_out_by_hundreds_of_schools_in_a_town_of_that_name(
    connection: Connection,
) -> None:
    put_schools(
        connection,
        [SchoolRow(str(100_000 + n), f"School {n}", "Open", town="Harrap") for n in range(300)],
    )
    put_schools(connection, [SchoolRow("980000", "Harrap Academy", "Open", town="Ostle")])
    assert urns(connection, "harrap")[0] == "980000"


def test_a_school_that_changes_is_found_as_it_is_now_and_only_so(connection: Connection) -> None:
    renamed = replace(LARKFIELD, name="Mill Lane Primary School", status=CLOSED, town="Gorsleby")
    assert put_schools(connection, [renamed]) == Counts(updated=1, closed=1)
    assert "990001" not in urns(connection, "larkfield")
    assert urns(connection, "mill lane") == ["990001"]

    assert put_schools(connection, [replace(renamed, status="Open")]) == Counts(updated=1)
    assert urns(connection, "gorsleby") == ["900400", "990001"]
    assert connection.execute(text("SELECT count(*) FROM school_search")).scalar() == 6


def test_index_is_merged_by_steps_and_finds_the_same(connection: Connection) -> None:
    def parts() -> int:
        rows = connection.execute(text("SELECT count(DISTINCT segid) FROM school_search_idx"))
        return int(rows.scalar_one())

    for number in range(12):
        put_schools(connection, [SchoolRow(str(700_000 + number), f"Scattered {number}", "Open")])
        connection.execute(text("INSERT INTO school_search (school_search) VALUES ('flush')"))
    found, before = urns(connection, "scattered"), parts()
    assert before >= 12  # nothing was merged in passing
    while merge_index(connection):
        pass
    assert parts() < before / 2
    assert urns(connection, "scattered") == found


def test_filing_what_is_there_already_writes_nothing(connection: Connection) -> None:
    before = connection.execute(text("SELECT total_changes()")).scalar()
    assert put_schools(connection, [LARKFIELD, QUERNBY]) == Counts(unchanged=2)
    assert connection.execute(text("SELECT total_changes()")).scalar() == before


def test_the_last_of_two_rows_with_one_urn_counts(connection: Connection) -> None:
    two = [replace(LARKFIELD, town="Ostle"), replace(LARKFIELD, town="Harrap")]
    assert put_schools(connection, two) == Counts(updated=1)
    found = school(connection, "990001")
    assert found is not None
    assert found.town == "Harrap"


def test_a_school_is_looked_up_by_its_urn(connection: Connection) -> None:
    found = school(connection, "900200")
    assert found is not None
    assert (found.name, found.status) == (WELSH.name, "Open")
    assert school(connection, "1") is None
