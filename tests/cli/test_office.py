import json
from collections.abc import Callable
from pathlib import Path

from reviewer_app.model.words import Reader, ReportStage
from reviewer_app.report.content import MadeFor
from reviewer_app.review import reporting
from tests.cli.conftest import Person


def seals(person: Person) -> None:
    """Put a final on record: the seal itself is not what is looked at here."""
    session = person.program.open(person.folder)
    reader = MadeFor("the headteacher", "to keep", reader=Reader.SCHOOL)
    opened = session.open(person.review)
    session.do(opened, reporting.record_version, b"%PDF", ReportStage.FINAL, 1, reader)
    session.close()


def test_a_finished_review_goes_from_its_lead_to_the_office_and_out_as_data(
    helen: Person, people: Callable[[str], Person], tmp_path: Path
) -> None:
    desk, store, card = people("Larkshire office"), tmp_path / "store", tmp_path / "office.card"
    store.mkdir()
    desk.does("card", "-o", card)
    hand_in = ("review", "hand-in", helen.review, "--card", card)
    helen.misused(*hand_in)
    helen.misused(*hand_in, "--store", store, "-o", tmp_path / "x.rvf")
    assert helen.refused(*hand_in, "--store", store) == "report.consent-missing"
    helen.does(
        *("review", "consent", helen.review, "--recipient", "Larkshire office"),
        *("--purpose", "the programme’s records", "--by", "head", "--how", "in-writing"),
    )
    assert helen.refused(*hand_in, "--store", store) == "findings.not-final"
    seals(helen)
    said = helen.does(*hand_in, "--store", store, "--json").json
    assert (said["new"], said["recipient"]) == (True, "Larkshire office")
    assert "was handed in to Larkshire office before" in helen.does(*hand_in, "--store", store).out
    assert desk.refused("office", "export", "-o", tmp_path / "out") == "findings.none"
    (store / "broken.rvf").write_bytes(b"nothing of ours")
    received = desk.says("office", "receive", "--store", store, "--json")
    assert (received.code, received.json["new"]) == (1, 1)
    assert received.json["refused"] == [{"file": "broken.rvf", "code": "file.foreign"}]
    listed = desk.does("office", "list").out
    assert "Larkfield Primary School, 17 to 19 November 2026; signed by Helen Marsh." in listed
    assert "Agreed by the headteacher, in writing, on" in listed
    files = desk.does("office", "export", "-o", tmp_path / "out", "--json").json["files"]
    [one] = json.loads(Path(files[0]).read_bytes())["reviews"]
    assert one["made_for"]["recipient"] == "Larkshire office"
    assert helen.review in desk.does("office", "forget", helen.review).out
    assert desk.refused("office", "forget", helen.review) == "findings.unknown"
