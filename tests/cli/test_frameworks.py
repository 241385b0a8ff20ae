from pathlib import Path

from reviewer_app.frameworks.shipped import usual
from tests.cli.conftest import FRAMEWORK, Person


def test_what_ships_is_listed_and_shown(helen: Person) -> None:
    listed = helen.does("frameworks", "list", "--json").json["frameworks"]
    assert FRAMEWORK in [one["id"] for one in listed]
    shown = helen.does("frameworks", "show", FRAMEWORK, "--json").json
    assert shown["hash"] == usual().hash
    assert FRAMEWORK in helen.does("frameworks", "list").out
    assert shown["headings"][0]["title"] in helen.does("frameworks", "show", FRAMEWORK).out


def test_checking_names_file_line_and_remedy(helen: Person, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text(usual().text)
    bad.write_text("id: x\nnonsense: 1\n")
    helen.does("frameworks", "check", good)
    said = helen.says("frameworks", "check", good, bad, "--json")
    assert said.code == 1
    assert said.json["wrong"] == 1
    assert {one["file"] for one in said.json["problems"]} >= {"bad.yaml"}
    assert all(one["line"] >= 1 and one["remedy"] for one in said.json["problems"])
    assert "bad.yaml:" in helen.says("frameworks", "check", bad).out


def test_unknown_and_unreadable_are_refused(helen: Person, tmp_path: Path) -> None:
    assert helen.refused("frameworks", "show", "nothing") == "framework.unknown"
    missing = tmp_path / "missing.yaml"
    assert helen.refused("frameworks", "show", missing) == "framework.unreadable"
    assert helen.refused("frameworks", "check", missing) == "framework.unreadable"
    helen.misused("frameworks", "check")
