"""Names that keep a report here are listed and decided about without the window."""

from pathlib import Path

from tests.cli.conftest import Person


def add(person: Person, text: str) -> None:
    person.does("note", "add", person.review, "--activity", person.activity, "--text", text)


def names(person: Person) -> list[str]:
    found = person.does("names", "list", person.review, "--json").json["names"]
    return [one["name"] for one in found]


def test_no_report_is_built_before_each_name_is_decided_about(
    helen: Person, tmp_path: Path
) -> None:
    add(helen, "We asked Kacper. Mrs Khan waited for Zuzanna.")
    build = ("report", "build", helen.review, "-o", tmp_path / "report.pdf")
    assert helen.refused(*build) == "name.stand"
    assert helen.refused(*build, "--draft") == "name.stand"
    assert names(helen) == ["Kacper", "Mrs Khan", "Zuzanna"]
    helen.does("names", "replace", helen.review, "Kacper", "a pupil")
    assert sorted(names(helen)) == ["Mrs Khan", "Zuzanna"]
    helen.does("names", "stay", helen.review, "Mrs Khan", "--reason", "A character of the book.")
    helen.does("names", "dismiss", helen.review, "Zuzanna")
    assert names(helen) == []
    assert "No names stand" in helen.does("names", "list", helen.review).out
    helen.does(*build, "--draft")
    assert (tmp_path / "report.pdf").exists()
    assert "We asked a pupil." in helen.does("note", "list", helen.review).out


def test_what_is_not_there_is_refused(helen: Person) -> None:
    assert helen.refused("names", "replace", helen.review, "Kacper", "a pupil") == "name.not-there"
    add(helen, "We asked Kacper.")
    refused = helen.refused("names", "stay", helen.review, "Kacper", "--reason", " ")
    assert refused == "name.reason-missing"
