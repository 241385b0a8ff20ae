"""The office takes in what was handed in: checked, once, and whatever is wrong with one hinders no other."""

import csv
import json
import tracemalloc
import weakref
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from reviewer_app.errors import UserError
from reviewer_app.report import open_data
from reviewer_app.report.open_data import OpenData, written
from reviewer_app.review import office, team
from reviewer_app.review.data_export import OpenKind
from reviewer_app.sync.findings_file import write_findings
from reviewer_app.sync.stores import MemoryStore
from reviewer_app.sync.turned_away import MOST_OF_ONE_REASON
from reviewer_app.vault.card import Card, read_card
from reviewer_app.vault.identity import Identity
from tests.bench.seasons import findings_of, package_of, review_of, season
from tests.support import Device, Devices

LEAD = Identity.generate("Helen Marsh")


@pytest.fixture
def desk(devices: Devices) -> Device:
    return devices("The programme office")


def card(desk: Device) -> Card:
    return read_card(team.my_card(desk.session))


def laid(desk: Device, reviews: int) -> MemoryStore:
    store = MemoryStore("the store")
    for name, package in season(card(desk), reviews):
        store.write_once(name, package)
    return store


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))


def test_packages_are_taken_in_once_and_a_season_is_laid_under_one_another(
    desk: Device, tmp_path: Path
) -> None:
    store = laid(desk, 90)
    store.write_once("note.txt", b"nothing of ours")
    first = office.receive_from(desk.session, store)
    assert (first.new, first.known, first.refused) == (90, 0, ())
    again = office.receive_from(desk.session, store)
    assert (again.new, again.known) == (0, 90)
    # A copy under another name, on another store, is the same file.
    other = MemoryStore("elsewhere")
    name = store.list()[0]
    other.write_once("copy.rvf", store.read(name, largest=4_000_000))
    assert office.receive_from(desk.session, other).known == 1
    listed = office.received(desk.session)
    assert len(listed) == 90
    assert (listed[0].school, listed[0].signer) == ("School 0000", "Lead 0")
    [file] = office.export_all(desk.session, tmp_path, OpenKind.JSON)
    together = json.loads(file.read_bytes())
    assert file.read_text("utf-8") == json.dumps(together, ensure_ascii=False, indent=2) + "\n"
    assert (together["format"], len(together["reviews"])) == ("reviewer-app/reviews", 90)
    assert together["reviews"][89]["school"]["name"] == "School 0089"
    office.export_all(desk.session, tmp_path, OpenKind.CSV)
    rows = table(tmp_path / "findings.csv")
    assert len(rows) == 90 * 33
    assert {one["school"] for one in rows} == {f"School {number:04}" for number in range(90)}
    facts = table(tmp_path / "reviews.csv")
    assert [one["school.urn"] for one in facts] == [str(990000 + number) for number in range(90)]


def test_a_workbook_holds_the_same_tables(desk: Device, tmp_path: Path) -> None:
    office.receive_from(desk.session, laid(desk, 2))
    [file] = office.export_all(desk.session, tmp_path, OpenKind.XLSX)
    book = load_workbook(file)
    assert book.sheetnames[:3] == ["reviews", "findings", "estimates"]
    assert book["estimates"].max_row == 1 + 2 * 3


def test_one_package_that_is_refused_is_told_and_blocks_no_other(desk: Device) -> None:
    store, mine = MemoryStore(), card(desk)
    other = read_card(team.my_card(desk.session))
    stranger = Identity.generate("Another office")
    consent = {"recipient": "x", "purpose": "y", "given_by": "head", "how": "e-mail"}
    values: dict[str, Any] = {
        "review": review_of(7),
        "office": other,
        "identity": LEAD,
        "made_at": "2026-11-18T10:17:00+00:00",
    }
    _name, good = package_of(1, mine, LEAD)
    found = written(findings_of(7, desk.name))
    sealed = Card(stranger.name, stranger.sign_key, stranger.age_key)
    bad = {
        "a.rvf": good[:-1],
        "b.rvf": package_of(2, sealed)[1],
        "c.rvf": b"nothing of ours",
        "d.rvf": write_findings(
            consent={**consent, "given_at": "2026-11-18T10:17:00+00:00"}, data=b"{}", **values
        ),
        "e.rvf": write_findings(
            consent={**consent, "given_at": "long ago"},
            data=found,
            **values,
        ),
        "f.rvf": write_findings(
            consent={**consent, "given_at": "2026-11-18T10:17:00+00:00"},
            data=found,
            **values,
        ),
    }
    for name, raw in {**bad, "z.rvf": good}.items():
        store.write_once(name, raw)
    done = office.receive_from(desk.session, store)
    assert {name: why.code for name, why in done.refused} == {
        "a.rvf": "file.truncated",
        "b.rvf": "findings.not-for-you",
        "c.rvf": "file.foreign",
        "d.rvf": "open-data.unreadable",
        "e.rvf": "findings.contents-malformed",
        "f.rvf": "findings.other-reader",
    }
    assert (done.new, done.stopped) == (1, None)
    assert [one.review for one in office.received(desk.session)] == [review_of(1)]


def test_the_latest_of_a_review_counts_and_nobody_else_replaces_it(desk: Device) -> None:
    mine = card(desk)
    store = MemoryStore()
    for name, day, lead in (("1.rvf", 20, LEAD), ("2.rvf", 19, LEAD), ("3.rvf", 21, None)):
        store.write_once(name, package_of(1, mine, lead, f"2026-11-{day}T10:17:00+00:00")[1])
    done = office.receive_from(desk.session, store)
    assert [(name, why.code) for name, why in done.refused] == [("3.rvf", "findings.other-signer")]
    assert "Helen Marsh" in done.refused[0][1].happened
    [one] = office.received(desk.session)
    assert (one.signer, one.made_at) == ("Helen Marsh", "2026-11-20T10:17:00+00:00")
    assert office.forget(desk.session, review_of(1)) == 2
    with pytest.raises(UserError) as refused:
        office.forget(desk.session, review_of(1))
    assert refused.value.code == "findings.unknown"


def test_a_list_reads_no_findings_and_writing_them_holds_one_review_at_a_time(
    desk: Device, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.receive_from(desk.session, laid(desk, 3))
    held: list[weakref.ref[OpenData]] = []
    most: list[int] = []
    read = open_data.read

    def reads(content: bytes, name: str) -> OpenData:
        data = read(content, name)
        held.append(weakref.ref(data))
        most.append(sum(one() is not None for one in held))
        return data

    monkeypatch.setattr(open_data, "read", reads)
    assert [one.urn for one in office.received(desk.session)] == ["990000", "990001", "990002"]
    assert held == []
    office.export_all(desk.session, tmp_path, OpenKind.JSON)
    # The last one, which whoever writes has not let go of, and the next.
    assert (len(held), max(most)) == (3, 2)


@pytest.mark.parametrize("kind", OpenKind)
def test_a_season_that_is_four_times_as_large_takes_hardly_more_memory_to_write(
    desk: Device, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: OpenKind
) -> None:
    office.receive_from(desk.session, laid(desk, 20))
    here = office.received(desk.session)
    peaks = []
    for reviews in (1, 5, 20):  # the first loads what writes them
        monkeypatch.setattr(office, "received", lambda _session, many=reviews: here[:many])
        tracemalloc.start()
        office.export_all(desk.session, tmp_path, kind)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    # The rows of 15 reviews take twice that as text, and ten times as cells of a workbook.
    assert peaks[2] - peaks[1] < 150_000


@pytest.mark.parametrize("kind", OpenKind)
def test_what_cannot_be_read_any_more_leaves_no_half_written_file(
    desk: Device, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: OpenKind
) -> None:
    office.receive_from(desk.session, laid(desk, 2))
    read = open_data.read

    def fails(content: bytes, name: str) -> OpenData:
        if b"School 0001" in content:
            raise UserError("open-data.unreadable", name=name, reason="it is no JSON")
        return read(content, name)

    monkeypatch.setattr(open_data, "read", fails)
    with pytest.raises(UserError):
        office.export_all(desk.session, tmp_path / "out", kind)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_place_full_of_what_is_none_of_the_offices_is_told_in_a_few_lines(desk: Device) -> None:
    store = laid(desk, 1)
    for number in range(300):
        store.write_once(f"a{number}.rvf", b"nothing of ours")
    done = office.receive_from(desk.session, store)
    assert (done.new, done.turned_away) == (1, 300)
    assert len(done.refused) == MOST_OF_ONE_REASON
    assert {code: len(one.names) for code, one in done.more.items()} == {
        "file.foreign": 300 - MOST_OF_ONE_REASON
    }


def test_what_does_not_answer_ends_it_and_what_came_before_is_kept(desk: Device) -> None:
    store = laid(desk, 3)
    last = store.list()[-1]
    read = store.read

    def fails(name: str, *, largest: int) -> bytes:
        if name == last:
            raise UserError("store.unreachable", place="there", reason="cut")
        return read(name, largest=largest)

    store.read = fails  # type: ignore[method-assign]
    done = office.receive_from(desk.session, store)
    assert done.new == 2
    assert done.stopped is not None
    assert len(office.received(desk.session)) == 2


def test_nothing_received_is_nothing_to_export(desk: Device, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        office.export_all(desk.session, tmp_path / "out", OpenKind.CSV)
    assert refused.value.code == "findings.none"
    assert not (tmp_path / "out").exists()
