import json
import shlex
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
        *("--purpose", "research", "--by", "head", "--how", "e-mail"),
    )
    refused = helen.says(*hand_in, "--store", store).err
    assert "“Larkshire office”, for “research”" in refused
    told = shlex.split(refused.partition(": reviewer-app ")[2])
    assert told[-4:] == ["--by", "WHO", "--how", "HOW"]
    helen.does(*told[:-4], "--by", "head", "--how", "in-writing")
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


def test_a_season_goes_from_the_office_to_its_leads_and_from_each_to_the_team(
    people: Callable[[str], Person], tmp_path: Path
) -> None:
    desk, helen, asha = (people(one) for one in ("Larkshire office", "Helen", "Asha"))
    cards, out, sheet = tmp_path / "cards", tmp_path / "out", tmp_path / "season.csv"
    cards.mkdir()
    helen.does("card", "-o", cards / "Card of Helen.card")
    asha.does("card", "-o", cards / "asha.card")
    desk.does("office", "season", "--template", "-o", sheet)
    assert desk.refused("office", "season", "--template", "-o", sheet) == "file.there-already"
    with sheet.open("a", encoding="utf-8") as file:
        file.write("Larkfield Primary School,,12/01/2027,2,quality-assurance,,Helen,Asha,,\n")
    season = ("office", "season", sheet, "--cards", cards, "-o", out)
    made = desk.does(*season, "--json").json
    [sent] = made["files"]
    name = "Larkfield Primary School, 12 January 2027, for Helen.rvo"
    assert (Path(sent["file"]), sent["lead"]) == (out / name, "Helen")
    assert desk.refused(*season) == "season.files-there"

    shown = helen.does("team", "join", out / name, "--json").json
    assert (shown["review"], shown["proposed_by"]) == (None, "Larkshire office")
    assert shown["team"] == [{"name": "Asha", "role": "deputy"}]
    told = helen.does("team", "join", out / name)
    words = " ".join(made["words"])
    assert not all(one in f"{shown}{told}" for one in made["words"])
    assert "Larkshire office proposes a review to you." in told.out
    assert "Days: 12 to 13 January 2027" in told.out
    assert "Nothing was made." in told.err
    others = "acorn acorn acorn acorn acorn"
    wrong = helen.refused("team", "join", out / name, "--words", others)
    assert wrong == "proposal.words-differ"
    assert helen.does("review", "list", "--json").json == {"reviews": []}
    assert asha.refused("team", "join", out / name) == "proposal.not-for-you"

    assert helen.does("team", "join", out / name, "--words", words).word == sent["review"]
    again = helen.does("team", "join", out / name, "--words", words)
    assert (again.word, "made here before" in again.err) == (sent["review"], True)
    setup = tmp_path / "team.review"
    helen.does("team", "setup", sent["review"], "-o", setup)
    assert asha.does("team", "join", setup).word == sent["review"]
    team = asha.does("team", "list", sent["review"], "--json").json["team"]
    assert [one["name"] for one in team] == ["Helen", "Asha"]


def test_a_season_with_mistakes_tells_them_all_and_writes_nothing(
    people: Callable[[str], Person], tmp_path: Path
) -> None:
    desk = people("Larkshire office")
    sheet, out = tmp_path / "season.csv", tmp_path / "out"
    sheet.write_text(
        "school,first day,days,framework,lead\nLarkfield,soon,2,quality-assurance,Helen\n",
        encoding="utf-8",
    )
    said = desk.says("office", "season", sheet, "--cards", tmp_path, "-o", out)
    assert said.code == 1
    assert said.out.splitlines() == [
        "Line 2: “soon” is no day such as 2027-01-12 or 12/01/2027.",
        "Line 2: There is no card “Helen” in the folder of cards.",
    ]
    assert said.err.startswith("error[season.rows-wrong]: ")
    people("Helen").does("card", "-o", tmp_path / "lead.card")
    told = desk.says("office", "season", sheet, "--cards", tmp_path, "-o", out).out
    assert "“Helen” in the folder of cards, but “lead.card” is for somebody of that name" in told
    assert not out.exists()
    desk.misused("office", "season", sheet, "-o", out)
    desk.misused("office", "season", "--template", sheet, "-o", out)
