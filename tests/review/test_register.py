"""An extract of the register comes in whole, whatever stands between its good rows."""

import itertools
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reviewer_app.errors import UserError
from reviewer_app.review.register import (
    BAD_ROWS_KEPT,
    SLICE,
    BadRow,
    Extract,
    Imported,
    import_register,
    read_extract,
)
from reviewer_app.store.cipher import close_writer, connect
from reviewer_app.store.database import Database, Opens
from reviewer_app.store.migration import build_schema
from reviewer_app.store.receive import Begin
from reviewer_app.store.register import (
    CLOSED,
    Counts,
    SchoolRow,
    count_schools,
    find_schools,
    is_closed,
    school,
)
from tests import gias

KEY = bytes(range(32))
SALT = b"sixteen bytes ok"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "profile.db"
    connection = connect(path, KEY, SALT, create=True)
    build_schema(connection)
    close_writer(connection)
    numbers = itertools.count()

    def fresh() -> str:
        return f"{next(numbers):08x}"

    opened = Database(
        path,
        Opens(
            lambda: connect(path, KEY, SALT),
            lambda: connect(path, KEY, SALT, read_only=True),
            lambda: connect(path, KEY, SALT),
        ),
        lambda: datetime(2026, 11, 18, 10, 17, tzinfo=UTC),
        fresh,
        fresh,
    )
    yield opened
    opened.close()


def imported(database: Database, path: Path) -> Imported:
    return import_register(
        database, read_extract(path), progress=lambda _done, _all: None, cancelled=lambda: False
    )


def written(path: Path, text: str, encoding: str = "cp1252") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def schools_in(extract: Extract) -> list[SchoolRow]:
    return [row for row in extract if isinstance(row, SchoolRow)]


def bad_in(extract: Extract) -> list[tuple[int, str]]:
    return [(row.line, row.code) for row in extract if isinstance(row, BadRow)]


def test_the_sample_reads_as_it_is_written() -> None:
    rows = {row.urn: row for row in schools_in(read_extract(gias.SAMPLE))}
    assert len(rows) == 11
    assert rows["990001"] == SchoolRow(
        urn="990001",
        name="Larkfield Primary School",
        status="Open",
        phase="Primary",
        ages="3 to 11",
        authority="Anyshire",
        town="Larkfield",
        postcode="ZZ1 1AA",
        street="Mill Lane",
        school_type="Community school",
        pupils=396,
    )
    # The only character of the sample that is not ASCII, and the date and status of the only closed school.
    assert rows["990002"].name == "St Bride’s Church of England Academy"
    assert (rows["100004"].status, rows["100004"].closed) == (CLOSED, "1992-08-31")
    assert rows["100001"].opened == "1920-01-01"
    # "Not applicable" is never shown to anybody.
    assert rows["100001"].phase == ""


def test_an_invented_extract_comes_in_but_for_its_bad_rows(tmp_path: Path) -> None:
    path = tmp_path / "edubasealldata20261101.csv"
    invented = gias.write_extract(path, rows=3_000, bad_rows=12)
    assert len(invented.columns) == 135
    extract = read_extract(path)
    rows = list(extract)
    names = {row.urn: row.name for row in rows if isinstance(row, SchoolRow)}
    assert names == {urn: " ".join(name.split()) for urn, name in invented.names.items()}
    assert [row.line for row in rows if isinstance(row, BadRow)] == invented.bad_lines
    assert extract.position == extract.size == path.stat().st_size
    assert any("ê" in name for name in names.values())
    assert any('"' in name for name in names.values())


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    gias.write_extract(tmp_path / "one.csv", rows=200)
    gias.write_extract(tmp_path / "two.csv", rows=200)
    gias.write_extract(tmp_path / "three.csv", rows=200, seed=2)
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()
    assert (tmp_path / "one.csv").read_bytes() != (tmp_path / "three.csv").read_bytes()


def test_columns_are_found_by_name_in_any_order_and_only_two_are_needed(tmp_path: Path) -> None:
    path = written(
        tmp_path / "x.csv",
        '"Town","New column","EstablishmentName","URN"\r\n"Larkfield","?","Harrap School","900001"\r\n',
    )
    assert schools_in(read_extract(path)) == [
        SchoolRow("900001", "Harrap School", town="Larkfield")
    ]
    path = written(tmp_path / "y.csv", "URN,EstablishmentName\n900001,Harrap School")
    assert schools_in(read_extract(path)) == [SchoolRow("900001", "Harrap School")]


def test_a_file_marked_as_utf_8_is_read_as_such(tmp_path: Path) -> None:
    text = "URN,EstablishmentName\r\n900001,Ysgol Tŷ Nant\r\n"
    assert schools_in(read_extract(written(tmp_path / "x.csv", text, "utf-8-sig"))) == [
        SchoolRow("900001", "Ysgol Tŷ Nant")
    ]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (b'"900002","Harrap"', "fields"),
        (b'"900002","Harrap","Ostle","more"', "fields"),
        (b'"","Harrap","Ostle"', "urn"),
        (b'"ABC","Harrap","Ostle"', "urn"),
        (b'"12.5","Harrap","Ostle"', "urn"),
        (b'"\xb2\xb3","Harrap","Ostle"', "urn"),
        (b'"0","Harrap","Ostle"', "urn"),
        (b'"99999999999","Harrap","Ostle"', "urn"),
        (b'"900002"," ","Ostle"', "name"),
        (b'"900002","' + b"long " * 50 + b'","Ostle"', "name"),
        (b'"900002","Harrap \x81","Ostle"', "characters"),
        (b'"900002","Harrap,"Ostle"', "quotation"),
        (b'"900002","Harrap","Ostle', "quotation"),
        (b'"900002","Harrap,Ostle', "quotation"),
        (b'"900002","Harrap" Ostle,"x"', "quotation"),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_the_schools_around_it_come_in(
    tmp_path: Path, row: bytes, code: str
) -> None:
    good = b"".join(b'"9100%02d","School %d","Two\r\nlines"\r\n' % (n, n) for n in range(30))
    path = tmp_path / "x.csv"
    path.write_bytes(
        b'"URN","EstablishmentName","Town"\r\n"900001","Before","Ostle"\r\n' + row + b"\r\n" + good
    )
    extract = read_extract(path)
    rows = list(extract)
    assert [(bad.line, bad.code) for bad in rows if isinstance(bad, BadRow)] == [(3, code)]
    schools = [one for one in rows if isinstance(one, SchoolRow)]
    assert [one.name for one in schools] == ["Before", *(f"School {n}" for n in range(30))]
    assert schools[-1].town == "Two lines"


def test_a_bad_row_says_what_is_wrong_in_a_sentence(tmp_path: Path) -> None:
    path = written(tmp_path / "x.csv", "URN,EstablishmentName\n1,A,B\n")
    assert list(read_extract(path)) == [
        BadRow(2, "fields", "It has 3 fields where the first line has 2.")
    ]


def test_lines_are_counted_as_an_editor_does(tmp_path: Path) -> None:
    path = written(tmp_path / "x.csv", 'URN,EstablishmentName\r\n1,"A\r\nB"\r\n\r\nx,C\r\n2,D\r\n')
    assert bad_in(read_extract(path)) == [(5, "urn")]


@pytest.mark.parametrize(
    ("column", "written_as", "field", "read_as"),
    [
        ("OpenDate", "01-09-1998", "opened", "1998-09-01"),
        ("OpenDate", "1998-09-01", "opened", ""),
        ("OpenDate", "31-02-1998", "opened", ""),
        ("OpenDate", "soon", "opened", ""),
        ("CloseDate", "31-08-2020", "closed", "2020-08-31"),
        ("NumberOfPupils", "396", "pupils", 396),
        ("NumberOfPupils", "", "pupils", None),
        ("NumberOfPupils", "SUPP", "pupils", None),
        ("NumberOfPupils", "99999", "pupils", None),
        ("NumberOfPupils", "-3", "pupils", None),
        ("StatutoryLowAge", "3", "ages", ""),
        ("Postcode", "zz1  1aa", "postcode", "ZZ1 1AA"),
        ("PhaseOfEducation (name)", "Not applicable", "phase", ""),
        ("LA (name)", "A" * 300, "authority", "A" * 100),
        ("Town", "St\x07 Ostle\xa0 Mere", "town", "St Ostle Mere"),
        (
            "EstablishmentStatus (name)",
            "Open, but proposed to close",
            "status",
            "Open, but proposed to close",
        ),
    ],
)
def test_what_cannot_be_understood_is_left_empty_and_the_school_comes_in(
    tmp_path: Path, column: str, written_as: str, field: str, read_as: object
) -> None:
    path = written(
        tmp_path / "x.csv", f'URN,EstablishmentName,{column}\n900001,Harrap,"{written_as}"\n'
    )
    (row,) = schools_in(read_extract(path))
    assert getattr(row, field) == read_as


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "school.extract-empty"),
        (b"\r\n \r\n", "school.extract-empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "school.extract-not-csv"),
        (b"PK\x03\x04\x14\0\0\0\x08\0", "school.extract-not-csv"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "school.extract-not-csv"),
        ("URN,EstablishmentName\n1,A\n".encode("utf-16"), "school.extract-not-csv"),
        (b"Dear colleague\nplease find the register attached\n", "school.extract-not-csv"),
        (b"URN;EstablishmentName\n1;A\n", "school.extract-not-csv"),
        (b"a," * 40_000, "school.extract-not-csv"),
        (b'"URN,EstablishmentName\n1,A\n', "school.extract-not-csv"),
        (b"URN,Name,Town\n1,A,B\n", "school.extract-columns"),
        (b"EstablishmentName,Town\nA,B\n", "school.extract-columns"),
    ],
)
def test_a_file_that_is_no_extract_is_refused_before_anything_is_filed(
    tmp_path: Path, content: bytes, code: str
) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        read_extract(path)
    assert caught.value.code == code
    assert str(tmp_path) not in str(caught.value)


def test_the_columns_that_are_missing_are_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="lacks what a school is known by: URN, EstablishmentName"):
        read_extract(written(tmp_path / "x.csv", "Town,Postcode\nA,B\n"))


@pytest.mark.parametrize("kind", ["missing", "folder", "too long a name"])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x.csv"
    if kind == "folder":
        path.mkdir()
    if kind == "too long a name":
        path = tmp_path / ("x" * 300)
    with pytest.raises(UserError) as caught:
        read_extract(path)
    assert caught.value.code == "school.extract-unreadable"


def test_what_never_ends_is_no_extract(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path, code in (
        (pipe, "school.extract-empty"),
        (Path("/dev/zero"), "school.extract-not-csv"),
    ):
        with pytest.raises(UserError) as caught:
            read_extract(path)
        assert caught.value.code == code


def test_a_file_without_a_single_row_holds_no_schools(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        list(read_extract(written(tmp_path / "x.csv", "URN,EstablishmentName\r\n\r\n")))
    assert caught.value.code == "school.extract-empty"


def test_a_line_without_end_is_refused_and_not_held_in_memory(tmp_path: Path) -> None:
    extract = read_extract(
        written(tmp_path / "x.csv", "URN,EstablishmentName\n1,A\n" + "x" * 1_100_000)
    )
    with pytest.raises(UserError) as caught:
        list(extract)
    assert caught.value.code == "school.extract-not-csv"


def test_a_register_is_filed_counted_and_found(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    invented = gias.write_extract(path, rows=400, bad_rows=6)

    first = imported(database, path)

    assert first.counts == Counts(added=400)
    assert [bad.line for bad in first.bad] == invented.bad_lines
    assert (first.bad_rows, first.kept, first.cancelled) == (6, 0, False)
    assert imported(database, path).counts == Counts(unchanged=400)
    for urn, status in invented.statuses.items():
        (found, *_others) = database.ask(find_schools, urn).result()
        assert (found.urn, is_closed(found)) == (urn, status == CLOSED)


def test_a_later_register_updates_closes_and_never_drops_a_school(
    database: Database, tmp_path: Path
) -> None:
    head = "URN,EstablishmentName,EstablishmentStatus (name),CloseDate\n"
    earlier = head + "1,Alder,Open,\n2,Birch,Open,\n3,Cedar,Open,\n4,Damson,Closed,\n"
    later = (
        head + "1,Alder,Open,\n2,Birch,Closed,31-08-2026\n4,Damson Hall,Closed,\n5,Elder,Open,\n"
    )
    imported(database, written(tmp_path / "2025.csv", earlier))

    result = imported(database, written(tmp_path / "2026.csv", later))

    assert result.counts == Counts(added=1, updated=2, unchanged=1, closed=1)
    assert result.kept == 1
    kept = database.ask(school, "3").result()
    assert kept is not None
    assert kept.name == "Cedar"


def test_head_and_telephone_are_nowhere_in_what_is_stored(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "x.csv"
    gias.write_extract(path, rows=200)
    personal = [gias.HEAD, gias.TELEPHONE, "Peregrine", "Professor", "OBE"]
    assert all(mark.encode() in path.read_bytes() for mark in personal)
    imported(database, path)

    clear = connect(tmp_path / "profile.db", KEY, SALT)
    clear.execute(f"ATTACH DATABASE '{tmp_path / 'clear.db'}' AS clear KEY ''")
    clear.execute("SELECT sqlcipher_export('clear')")
    clear.close()
    stored = (tmp_path / "clear.db").read_bytes()

    assert b"Larrow" in stored
    assert [mark for mark in personal if mark.lower().encode() in stored.lower()] == []


def test_an_import_tells_how_far_it_is_and_stops_when_asked(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "x.csv"
    gias.write_extract(path, rows=SLICE * 6, bad_rows=0)
    told: list[tuple[int, int]] = []
    extract = read_extract(path)

    result = import_register(
        database,
        extract,
        progress=lambda done, whole: told.append((done, whole)),
        cancelled=lambda: len(told) == 3,
    )

    assert result.cancelled
    assert len(told) == 3
    assert told == sorted(told)
    assert {whole for _done, whole in told} == {path.stat().st_size}
    assert database.ask(count_schools).result() == SLICE * 3
    assert imported(database, path).counts == Counts(added=SLICE * 3, unchanged=SLICE * 3)


def test_what_is_typed_goes_before_the_next_slice(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    gias.write_extract(path, rows=SLICE * 4, bad_rows=0)
    seen: list[int] = []

    def typed(_done: int, _whole: int) -> None:
        seen.append(database.local(count_schools).result())

    import_register(database, read_extract(path), progress=typed, cancelled=lambda: False)
    assert seen == [SLICE, SLICE * 2, SLICE * 3, SLICE * 4]


def test_closing_the_profile_ends_an_import_between_two_slices(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.csv"
    gias.write_extract(path, rows=SLICE * 4, bad_rows=0)
    handed_in = threading.Semaphore(0)
    original = database.steps

    def steps(job: Callable[[Begin], Iterator[Counts]]) -> "Future[Counts | None]":
        future = original(job)
        handed_in.release()
        return future

    def close_behind_the_second_slice() -> None:
        handed_in.acquire()
        handed_in.acquire()
        threading.Thread(target=database.lane.close).start()
        with pytest.raises(RuntimeError, match="the lane is closed"):
            submit_for_ever()

    def submit_for_ever() -> None:
        while True:
            database.lane.submit(lambda: None)

    def progress(_done: int, _whole: int) -> None:
        database.lane.submit(close_behind_the_second_slice)

    monkeypatch.setattr(database, "steps", steps)
    result = import_register(
        database,
        read_extract(path),
        progress=progress,
        cancelled=lambda: False,
    )
    assert result.cancelled
    assert result.counts == Counts(added=SLICE)


def test_thousands_of_bad_rows_are_counted_and_the_first_told(
    database: Database, tmp_path: Path
) -> None:
    path = written(tmp_path / "x.csv", "URN,EstablishmentName\n" + "x,A\n" * (BAD_ROWS_KEPT + 100))
    result = imported(database, path)
    assert result.bad_rows == BAD_ROWS_KEPT + 100
    assert [bad.line for bad in result.bad] == list(range(2, BAD_ROWS_KEPT + 2))
