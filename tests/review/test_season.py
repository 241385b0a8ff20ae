"""A season's spreadsheet becomes a file for each lead, or, with anything wrong in it, nothing."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer_app.errors import UserError
from reviewer_app.model.words import Role
from reviewer_app.review import proposals, register, season, team
from reviewer_app.review.season import Season
from reviewer_app.vault.card import card_of
from reviewer_app.vault.identity import Identity
from tests.support import Device, Devices

GIAS = Path(__file__).parents[1] / "data" / "gias" / "gias_sample.csv"
HELEN, ASHA, BEN = (Identity.generate(one) for one in ("Helen Marsh", "Asha", "Ben"))
ROW = {
    "school": "Larkfield Primary School",
    "first day": "2027-01-12",
    "days": "2",
    "framework": "quality-assurance",
    "lead": "Helen Marsh",
}

Sends = Callable[..., Season]


@pytest.fixture
def desk(devices: Devices) -> Device:
    return devices("Larkshire office")


@pytest.fixture
def cards(desk: Device, tmp_path: Path) -> Path:
    folder = tmp_path / "cards"
    folder.mkdir()
    for one in (HELEN, ASHA, BEN):
        (folder / f"Card of {one.name}.card").write_bytes(card_of(one))
    (folder / "Card of the office.card").write_bytes(team.my_card(desk.session))
    (folder / "broken.card").write_bytes(b"nothing of ours")
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def sends(desk: Device, cards: Path, out: Path, tmp_path: Path) -> Sends:
    def send(*rows: dict[str, str]) -> Season:
        sheet = tmp_path / "season.csv"
        with sheet.open("w", encoding="utf-8", newline="") as file:
            columns = list(dict.fromkeys(name for row in rows for name in row))
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)
        return season.send_out(desk.session, sheet, cards, out)

    return send


def test_three_hundred_reviews_are_one_file_each_under_names_of_their_own(
    sends: Sends, cards: Path, out: Path, devices: Devices
) -> None:
    helen = devices("Helen")
    (cards / "Helen.card").write_bytes(team.my_card(helen.session))
    rows = [
        {**ROW, "school": f"School {number // 2}", "first day": f"{1 + number % 2}/3/2027"}
        for number in range(299)
    ]
    done = sends(*rows, {**ROW, "school": "con: a/b", "lead": "Helen", "reviewers": "Asha;Ben"})
    assert (len(done.sent), done.mistakes) == (300, ())
    files = {one.name for one in out.iterdir()}
    assert files == {one.file for one in done.sent}
    assert len({one.review for one in done.sent}) == 300
    assert "School 0, 1 March 2027, for Helen Marsh.rvo" in files
    last = done.sent[-1]
    assert last.file == "con a b, 12 January 2027, for Helen.rvo"
    offer = proposals.open_proposal(helen.session, (out / last.file).read_bytes())
    assert (offer.review, offer.words) == (last.review, done.words)
    assert [(one.name, one.role) for one in offer.proposal.team] == [
        ("Asha", Role.REVIEWER),
        ("Ben", Role.REVIEWER),
    ]


def test_the_same_line_always_proposes_the_same_review_and_another_day_another(
    sends: Sends, out: Path
) -> None:
    first = sends(ROW).sent[0]
    for path in out.iterdir():
        path.unlink()
    # Who comes and for how long may be mended without a second review.
    again = sends({**ROW, "school": "LARKFIELD primary-school", "days": "3", "deputy": "Asha"})
    assert again.sent[0].review == first.review
    other = sends({**ROW, "first day": "2027-01-13"}).sent[0]
    assert other.review != first.review


def test_another_office_that_writes_the_same_line_proposes_another_review(
    sends: Sends, devices: Devices, cards: Path, tmp_path: Path
) -> None:
    """So nobody who knows the lead's key finds a review on a store by guessing its school."""
    mine = sends(ROW).sent[0]
    other = devices("Another office")
    sheet, out = tmp_path / "season.csv", tmp_path / "theirs"
    theirs = season.send_out(other.session, sheet, cards, out)
    assert (theirs.sent[0].file, theirs.sent[0].review == mine.review) == (mine.file, False)


def test_files_whose_names_would_be_one_are_numbered(sends: Sends) -> None:
    done = sends(ROW, {**ROW, "lead": "Asha"}, {**ROW, "school": "Larkfield: primary school"})
    assert [one.line for one in done.mistakes] == [4]
    done = sends(ROW, {**ROW, "school": "Larkfield Primary School?!"})
    assert [one.code for one in done.mistakes] == ["review"]
    done = sends(ROW, {**ROW, "school": "Larkfield Primary School 2"}, {**ROW, "lead": "asha"})
    assert len({one.file.casefold() for one in done.sent}) == 3


def test_a_file_that_is_there_is_never_written_over(sends: Sends, out: Path) -> None:
    name = sends(ROW).sent[0].file
    (out / name).write_bytes(b"somebody's")
    with pytest.raises(UserError) as refused:
        sends({**ROW, "school": "Another School"}, ROW)
    assert refused.value.code == "season.files-there"
    assert name in refused.value.happened
    assert [one.read_bytes() for one in out.iterdir()] == [b"somebody's"]


def test_a_urn_brings_what_the_register_knows(sends: Sends, desk: Device) -> None:
    extract = register.read_extract(GIAS)
    register.import_register(desk.session.database, extract, progress=lambda *_done: None)
    known = desk.session.school("990001")
    assert known is not None
    done = sends({**ROW, "school": "", "urn": "990001"})
    assert [one.school for one in done.sent] == [known.name]
    done = sends(
        {**ROW, "urn": "990001"},
        {**ROW, "urn": "990002", "school": "Another School"},
        {**ROW, "urn": "123", "school": ""},
        {**ROW, "urn": "12a", "school": ""},
    )
    assert [(one.line, one.code) for one in done.mistakes][-3:] == [
        (3, "urn-other"),
        (4, "urn-unknown"),
        (5, "urn"),
    ]


WRONG: tuple[tuple[str, dict[str, str]], ...] = (
    ("school", {"school": ""}),
    ("school", {"school": "x" * 201}),
    ("day", {"first day": "31/02/2027"}),
    ("day", {"first day": "12/01/1027"}),
    ("days", {"days": "0"}),
    ("days", {"days": "two"}),
    ("days", {"days": "11"}),
    ("framework", {"framework": "nothing"}),
    ("framework", {"framework": "quality-assurance@99"}),
    ("language", {"language": "fr"}),
    ("lead", {"lead": ""}),
    ("lead", {"lead": "Asha;Ben"}),
    ("card", {"reviewers": "Asha; Tom"}),
    ("card", {"deputy": "../cards/Card of Asha.card"}),
    ("card-wrong", {"readers": "broken"}),
    ("office", {"deputy": "Card of the office.card"}),
    ("office", {"lead": "Card of the office.card"}),
    ("person", {"reviewers": "Asha;asha"}),
    ("person", {"reviewers": "Helen Marsh"}),
)
"""By the code of the mistake, what makes a line wrong."""


def test_each_line_that_is_wrong_is_told_by_its_number_and_nothing_is_written(
    sends: Sends, out: Path
) -> None:
    rows = [{**ROW, "school": f"School {at}", **wrong} for at, (_code, wrong) in enumerate(WRONG)]
    done = sends(ROW, *rows)
    told = [(one.line, one.code) for one in done.mistakes]
    assert told == [(line, code) for line, (code, _wrong) in enumerate(WRONG, 3)]
    assert all(one.what.endswith(".") and "{" not in one.what for one in done.mistakes)
    assert not out.exists()


def test_every_mistake_is_told_at_once_and_a_line_that_comes_twice_is_one(
    sends: Sends, out: Path
) -> None:
    done = sends(ROW, {**ROW, "days": "x", "lead": "Tom"}, {**ROW, "first day": "12/1/2027"})
    assert [(one.line, one.code) for one in done.mistakes] == [
        (3, "days"),
        (3, "card"),
        (4, "review"),
    ]
    assert "line 2" in done.mistakes[-1].what
    assert not out.exists()


def test_a_folder_of_cards_that_is_not_there_is_told(desk: Device, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        season.send_out(desk.session, tmp_path / "x.csv", tmp_path / "gone", tmp_path / "out")
    assert refused.value.code == "file.unreadable"
