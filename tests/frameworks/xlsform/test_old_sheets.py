"""An .xls workbook is refused before its reader fills what lies between cells that stand far apart."""

import struct
import tracemalloc
from pathlib import Path

import pytest
import xlrd

from reviewer_app.errors import UserError
from reviewer_app.frameworks.xlsform.old_sheets import cells_reached
from reviewer_app.frameworks.xlsform.workbook import FILE_LIMIT, read_workbook

SECTOR = 512
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def label(row: int, column: int, text: str) -> bytes:
    content = struct.pack("<HHHHB", row, column, 0, len(text), 0) + text.encode("latin-1")
    return record(0x0204, content)


def workbook(cells: list[bytes], before_sheets: bytes = b"") -> bytes:
    """One sheet called survey, as records."""

    def start(kind: int) -> bytes:
        return record(0x0809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 6))

    def before(offset: int) -> bytes:
        sheet = struct.pack("<IBBBB", offset, 0, 0, 6, 0) + b"survey"
        return start(0x05) + before_sheets + record(0x85, sheet) + record(0x0A, b"")

    head = before(len(before(0)))
    # Streams below 4,096 bytes are kept in another way; this one is filled up to be kept in sectors.
    return (head + start(0x10) + b"".join(cells) + record(0x0A, b"")).ljust(4_200, b"\0")


def packed(stream: bytes) -> bytes:
    """The records in a compound file ([MS-CFB]): its table of sectors, its directory, the stream."""
    count = -(-len(stream) // SECTOR)
    tables = -(-(count + 81) // 128)
    first = tables + 1
    table = [_TABLE] * tables + [_END] + [first + n + 1 for n in range(count)]
    table[-1] = _END
    table += [_FREE] * (tables * 128 - len(table))
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
        + struct.pack("<9I", 0, tables, tables, 0, 4_096, _END, 0, _END, 0)
        + struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    )

    def entry(name: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
        written = name.encode("utf-16-le") + b"\0\0"
        about = struct.pack("<HBBIII", len(written), kind, 1, _FREE, _FREE, child)
        return written.ljust(64, b"\0") + about + bytes(36) + struct.pack("<IQ", start, size)

    directory = entry("Root Entry", 5, _END, 0, 1) + entry("Workbook", 2, first, len(stream))
    directory += bytes(SECTOR - len(directory))
    written = struct.pack(f"<{len(table)}I", *table)
    return head + written + directory + stream.ljust(count * SECTOR, b"\0")


def saved(folder: Path, cells: list[bytes]) -> Path:
    path = folder / "form.xls"
    path.write_bytes(packed(workbook(cells)))
    return path


HEAD = [label(0, 0, "type"), label(0, 1, "name"), label(0, 2, "label")]


def test_a_workbook_made_here_is_read(tmp_path: Path) -> None:
    path = saved(tmp_path, [*HEAD, label(1, 0, "text"), label(1, 1, "why"), label(1, 2, "Why?")])
    assert cells_reached(path.read_bytes()) == 6
    (row,) = read_workbook(path)["survey"].rows
    assert row == {"type": "text", "name": "why", "label": "Why?"}


def test_cells_far_apart_are_refused_before_what_is_between_is_built(tmp_path: Path) -> None:
    far = [label(row, column, "x") for row in range(40_000) for column in (0, 255)]
    path = saved(tmp_path, [*HEAD, *far])
    assert path.stat().st_size < FILE_LIMIT
    assert cells_reached(path.read_bytes()) == 40_000 * 256
    tracemalloc.start()
    try:
        with pytest.raises(UserError) as refused:
            read_workbook(path)
        taken = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert refused.value.code == "xlsform.too-large"
    assert taken < 40_000_000


def test_a_workbook_near_the_limit_takes_little_more_than_itself(tmp_path: Path) -> None:
    rows = [label(row, column, "x" * 200) for row in range(2_300) for column in range(9)]
    path = saved(tmp_path, [*HEAD, *rows])
    assert FILE_LIMIT * 0.85 < path.stat().st_size < FILE_LIMIT
    tracemalloc.start()
    try:
        with pytest.raises(UserError):
            read_workbook(path)
        taken = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert taken < 40_000_000


def several(row: int, count: int) -> bytes:
    """Numbers side by side in one record."""
    numbers = struct.pack("<HI", 0, 2) * count
    return record(0x00BD, struct.pack("<HH", row, 0) + numbers + struct.pack("<H", count - 1))


def texts(count: int) -> bytes:
    """The texts that cells share: as many as it says, each of one letter."""
    one = struct.pack("<HB", 1, 0) + b"x"
    pieces = [one * min(2_000, count - at) for at in range(0, count, 2_000)]
    first = record(0xFC, struct.pack("<II", count, count) + pieces[0])
    return first + b"".join(record(0x3C, piece) for piece in pieces[1:])


@pytest.mark.parametrize(
    "content",
    [
        workbook(
            [*HEAD, *(label(row, column, "x") for row in range(2_900) for column in range(100))]
        ),
        workbook([*HEAD, *(several(row, 200) for row in range(3_300))]),
        workbook([*HEAD, *(label(row, 14, "x") for row in range(65_000))]),
        workbook([record(0x7777, b"")] * 1_000_000),
        workbook(HEAD, texts(1_000_000)),
        workbook(HEAD, record(0xE0, bytes(20)) * 170_000),
    ],
    ids=["dense", "several-in-one", "far-apart", "records", "texts", "looks"],
)
def test_a_workbook_that_would_take_its_reader_long_is_refused_before_it(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "form.xls"
    path.write_bytes(packed(content))
    assert path.stat().st_size < FILE_LIMIT
    read: list[object] = []
    monkeypatch.setattr(xlrd, "open_workbook", lambda **_arguments: read.append(1))
    with pytest.raises(UserError) as refused:
        read_workbook(path)
    assert (refused.value.code, read) == ("xlsform.too-large", [])


def test_a_workbook_of_the_longest_form_is_read(tmp_path: Path) -> None:
    rows = [label(row, column, "x") for row in range(1, 3_000) for column in range(15)]
    heads = [label(0, column, f"c{column}") for column in range(15)]
    found = read_workbook(saved(tmp_path, [*heads, *rows]))
    assert len(found["survey"].rows) == 2_999


def test_a_record_that_is_cut_off_ends_the_reading() -> None:
    stream = workbook(HEAD).rstrip(b"\0") + b"\0\0\0"
    cut = label(60_000, 200, "x" * 400)[:8]
    stream += record(0, bytes(4_200 - 4 - len(stream) - len(cut))) + cut
    assert len(stream) == 4_200
    assert cells_reached(packed(stream)) == 3
