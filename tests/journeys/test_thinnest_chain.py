"""The thinnest chain, from the command line alone: a note, a sealed report, a team, and the note arrives."""

from collections.abc import Callable
from pathlib import Path

from reviewer_app.review import capture
from tests.cli.conftest import (
    FRAMEWORK,
    Person,
    fresh,
    keyring,
    people,
    planned,
)

__all__ = ["fresh", "keyring", "people"]


def listed(person: Person) -> list[tuple[str, str, tuple[str, ...]]]:
    notes = person.does("note", "list", person.review, "--json").json["notes"]
    return [(one["id"], one["text"], tuple(one["criteria"])) for one in notes]


def test_note_report_team_and_exchange(people: Callable[[str], Person], tmp_path: Path) -> None:
    helen, asha = people("Helen Marsh"), people("Asha")
    assert helen.does("profile", "info", "--json").json["name"] == "Helen Marsh"

    helen.review = helen.does(
        *("review", "create", "--school-name", "Larkfield Primary School"),
        *("--framework", FRAMEWORK, "--start", "2026-11-17", "--days", 3),
    ).word
    helen.activity = planned(helen)
    note = helen.does(
        *("note", "add", helen.review, "--activity", helen.activity),
        *("--text", "Pupils explain their thinking to a partner.", "--tag", "feedback"),
    ).word

    built, sealed = tmp_path / "built.pdf", tmp_path / "sealed.pdf"
    helen.does("report", "build", helen.review, "-o", built)
    helen.does("report", "sign", built, "-o", sealed)
    assert asha.does("report", "verify", sealed, "--json").json["files"][0]["valid"] is True

    card, setup, store = tmp_path / "asha.card", tmp_path / "team.setup", tmp_path / "store"
    asha.does("card", "-o", card)
    helen.does("team", "setup", helen.review, "--card", card, "-o", setup)
    asha.review = asha.does("team", "join", setup).word
    store.mkdir()
    later = helen.does(
        *("note", "add", helen.review, "--activity", helen.activity, "--text", "Names a child."),
    ).word
    helen.does("bundle", "export", helen.review, "--to", store)
    asha.does("bundle", "apply", store)
    assert listed(asha) == listed(helen)
    assert [one[0] for one in listed(asha)] == [note, later]

    # What should never have been written goes everywhere, and the chain still checks.
    [version] = helen.does("note", "history", later, "--json").json["history"]
    session = helen.program.open(helen.folder)
    session.do(
        session.open(helen.review), capture.redact_note, later, version["change"], "names a child"
    )
    session.close()
    helen.does("bundle", "export", helen.review, "--to", store)
    asha.does("bundle", "apply", store)
    for person in (helen, asha):
        assert "Names a child" not in person.does("note", "list", person.review).out
        history = person.does("note", "history", later, "--json")
        assert "Names a child" not in history.out
        assert [one["did"] for one in history.json["history"]] == ["add", "redact"]
        audit = person.does("audit", person.review, "--json").json
        assert (audit["sound"], audit["redacted"]) == (True, 1)
