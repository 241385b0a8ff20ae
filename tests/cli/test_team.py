from pathlib import Path
from typing import Any

from tests.cli.conftest import People, Person


def test_team_is_set_up_by_cards_and_joins_by_one_file(
    helen: Person, people: People, tmp_path: Path
) -> None:
    asha = people("Asha")
    card, setup = tmp_path / "asha.card", tmp_path / "team.setup"
    asha.does("card", "-o", card)
    helen.does("team", "setup", helen.review, "--card", card, "-o", setup)
    assert asha.does("team", "join", setup).word == helen.review
    team = asha.does("team", "list", helen.review, "--json").json["team"]
    assert [(one["name"], one["role"]) for one in team] == [
        ("Helen Marsh", "lead"),
        ("Asha", "reviewer"),
    ]
    assert "Asha (Reviewer): nothing yet" in asha.does("team", "list", helen.review).out


def test_set_up_file_opens_for_those_it_was_made_for_and_nobody_else(
    helen: Person, people: People, tmp_path: Path
) -> None:
    asha, tom = people("Asha"), people("Tom")
    card, setup = tmp_path / "asha.card", tmp_path / "team.setup"
    asha.does("card", "-o", card)
    helen.does("team", "setup", helen.review, "--card", card, "-o", setup)
    assert tom.refused("team", "join", setup)
    assert tom.does("review", "list", "--json").json == {"reviews": []}


def test_reviewer_sets_up_no_team(helen: Person, people: People, tmp_path: Path) -> None:
    asha, tom = people("Asha"), people("Tom")
    for person in (asha, tom):
        person.does("card", "-o", tmp_path / f"{person.folder.name}.card")
    setup = tmp_path / "team.setup"
    helen.does("team", "setup", helen.review, "--card", tmp_path / "asha.card", "-o", setup)
    asha.does("team", "join", setup)
    arguments = ("--card", tmp_path / "tom.card", "-o", tmp_path / "other.setup")
    refused = asha.refused("team", "setup", helen.review, *arguments)
    assert refused == "review.not-allowed"
    assert not (tmp_path / "other.setup").exists()


def test_what_is_no_card_or_set_up_file_is_refused(helen: Person, tmp_path: Path) -> None:
    other = tmp_path / "other"
    setup = ("team", "setup", helen.review, "--card", other, "-o", tmp_path / "s")
    assert helen.refused(*setup) == "file.unreadable"
    other.write_bytes(b"\x00 nothing")
    assert helen.refused(*setup) == "vault.card-invalid"
    assert helen.refused("team", "join", other)
    assert helen.refused("team", "setup", helen.review, "-o", other) == "team.nobody-else"
    helen.misused("team", "join", other, "--words", "a b c d e")
    helen.misused("card")


def test_someone_without_a_card_joins_by_five_words(
    helen: Person, people: People, tmp_path: Path
) -> None:
    tom = people("Tom")
    invitation, answer, setup = (tmp_path / name for name in ("i.rvi", "a.rva", "s.review"))
    helen.does("team", "invite", helen.review, "-o", invitation)
    answered = tom.does("team", "answer", invitation, "-o", answer, "--json")
    opened = helen.does("team", "accept", answer, "--json")
    assert "Give Helen Marsh the file" in answered.err
    assert "Nobody was added yet. Ask Tom for their five words" in opened.err
    theirs = answered.json
    assert (theirs["invited_by"], opened.json) == ("Helen Marsh", {"name": "Tom", "file": None})
    assert len(theirs["words"]) == 5
    told = helen.does("team", "accept", answer)
    assert not all(one in told.out + told.err for one in theirs["words"])
    assert [one["name"] for one in team_of(helen)] == ["Helen Marsh"]
    others = "acorn acorn acorn acorn acorn"
    refused = helen.refused("team", "accept", answer, "--words", others, "-o", setup)
    assert refused == "joining.words-differ"
    helen.misused("team", "accept", answer, "-o", setup)
    assert not setup.exists()
    helen.does("team", "accept", answer, "--words", " ".join(theirs["words"]), "-o", setup)
    joined = tom.does("team", "join", setup, "--invitation", invitation)
    assert joined.word == helen.review
    assert [one["name"] for one in team_of(tom, helen.review)] == ["Helen Marsh", "Tom"]


def team_of(person: Person, review: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = person.does(
        "team", "list", review or person.review, "--json"
    ).json["team"]
    return found
