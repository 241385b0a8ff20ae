from dataclasses import replace
from pathlib import Path

from reviewer_app.app import Program
from reviewer_app.frameworks.shipped import usual
from tests.cli.conftest import FRAMEWORK, Person
from tests.frameworks.small_years import LAST_YEAR, THIS_YEAR


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


FORM = """\
| survey |
|        | type     | name  | label      | relevant    |
|        | integer  | seen  | How many?  |             |
|        | text     | why   | Why none?  | ${seen} = 0 |
|        | geopoint | where | Where?     |             |
"""


def test_a_form_is_imported_and_what_is_left_out_is_listed(helen: Person, tmp_path: Path) -> None:
    source, made = tmp_path / "walk.md", tmp_path / "walk.yaml"
    source.write_text(FORM)
    said = helen.does("frameworks", "import-xlsform", source, "-o", made).out
    assert "walk.yaml: 2 items" in said
    assert "survey, row 4: “geopoint”" in said
    values = helen.does("frameworks", "import-xlsform", source, "-o", made, "--json").json
    assert (values["id"], values["items"], values["choices"]) == ("walk", 2, 0)
    (left,) = values["not_carried_over"]
    assert (left["code"], left["sheet"], left["row"]) == ("type", "survey", 4)
    assert left["reason"]
    helen.does("frameworks", "check", made)
    assert "why" in helen.does("frameworks", "show", made, "--json").out


def test_a_framework_is_exported_and_comes_back(helen: Person, tmp_path: Path) -> None:
    book, again, twice = (tmp_path / name for name in ("a.xlsx", "a.yaml", "b.xlsx"))
    helen.does("frameworks", "export-xlsform", "classroom-observation", "-o", book)
    helen.does("frameworks", "import-xlsform", book, "-o", again)
    shown = helen.does("frameworks", "show", again, "--json").json
    ours = helen.does("frameworks", "show", "classroom-observation", "--json").json
    assert {**shown, "hash": ""} == {**ours, "hash": ""}
    values = helen.does("frameworks", "export-xlsform", again, "-o", twice, "--json").json
    assert values == {"file": str(twice), "id": "classroom-observation"}
    assert twice.is_file()


def test_one_form_is_exported_by_its_name(helen: Person, tmp_path: Path) -> None:
    book, made = tmp_path / "a.xlsx", tmp_path / "a.yaml"
    command = ("frameworks", "export-xlsform", "inspection-areas", "-o", book)
    again = ("frameworks", "import-xlsform", book, "-o", made)
    helen.does(*command)
    assert helen.does(*again, "--json").json["form_alone"] is None
    helen.does(*command, "--form", "environment-walk")
    assert helen.does(*again, "--json").json["form_alone"]["others"]
    assert "and is not the whole framework" in helen.does(*again).out
    assert helen.refused(*command, "--form", "nothing") == "xlsform.form-unknown"


def test_what_cannot_be_imported_or_exported_leaves_no_file(helen: Person, tmp_path: Path) -> None:
    bad, made = tmp_path / "bad.xlsx", tmp_path / "made.yaml"
    bad.write_bytes(b"PK\x03\x04")
    command = ("frameworks", "import-xlsform")
    assert helen.refused(*command, bad, "-o", made) == "xlsform.not-a-form"
    assert helen.refused(*command, tmp_path / "none.xls", "-o", made) == "xlsform.unreadable"
    export = ("frameworks", "export-xlsform")
    assert helen.refused(*export, "nothing", "-o", tmp_path / "a.xlsx") == "framework.unknown"
    name = "classroom-observation"
    assert helen.refused(*export, name, "-o", tmp_path / "a.xls") == "xlsform.not-xlsx"
    assert [one.name for one in tmp_path.glob("*.*")] == ["bad.xlsx"]
    helen.misused(*command, bad)
    helen.misused(*export, name)


def test_what_is_added_is_listed_shown_chosen_and_removed(helen: Person, tmp_path: Path) -> None:
    source = tmp_path / "walk.md"
    source.write_text(FORM)
    said = helen.does("frameworks", "add", source, "--json").json
    assert (said["id"], said["version"], said["new"]) == ("walk", "1", True)
    assert [one["row"] for one in said["not_carried_over"]] == [4]
    again = helen.does("frameworks", "add", source)
    assert "nothing changed" in again.out
    listed = helen.does("frameworks", "list", "--json").json["frameworks"]
    assert [one["id"] for one in listed if one["added"]] == ["walk"]
    assert "walk  1  walk" in helen.does("frameworks", "list").out
    assert helen.does("frameworks", "show", "walk@1", "--json").json["id"] == "walk"
    assert helen.refused("frameworks", "show", "walk@2") == "framework.unknown"
    command = ("review", "create", "--school-name", "Larkfield", "--start", "2026-11-17", "--days")
    helen.does(*command, 2, "--framework", "walk")
    assert "ID@VERSION" in helen.misused("frameworks", "remove", "walk")
    assert helen.refused("frameworks", "remove", "walk@1") == "framework.in-use"
    source.write_text(FORM.replace("How many?", "How many pupils?"))
    assert helen.refused("frameworks", "add", source) == "framework.version-here"
    other = tmp_path / "talk.md"
    other.write_text(FORM)
    helen.does("frameworks", "add", other)
    assert helen.does("frameworks", "remove", "talk@1", "--json").json["id"] == "talk"
    assert helen.refused("frameworks", "show", "talk") == "framework.unknown"
    assert helen.refused("frameworks", "remove", "talk@1") == "framework.not-added"


def test_what_ships_is_listed_where_the_profile_does_not_open(helen: Person) -> None:
    ours = helen.program
    without = replace(helen, program=Program(ours.clock, ours.ids, ours.salts, lambda: None))
    said = without.does("frameworks", "list")
    assert FRAMEWORK in said.out
    assert said.err.startswith("Frameworks that were added are not listed: ")
    assert FRAMEWORK in without.does("frameworks", "show", FRAMEWORK).out
    assert without.refused("frameworks", "show", "walk") == "profile.passphrase-needed"


def test_two_versions_are_compared_and_a_file_is_checked_against_an_earlier_one(
    helen: Person, tmp_path: Path
) -> None:
    old, new = tmp_path / "2025.yaml", tmp_path / "2026.yaml"
    old.write_text(LAST_YEAR)
    new.write_text(THIS_YEAR)
    said = helen.does("frameworks", "compare", old, new).out.splitlines()
    assert "Headings" in said
    at = said.index("  Leadership: id: renamed")
    assert said[at + 1 : at + 3] == ["    - leading", "    + leadership"]
    found = helen.does("frameworks", "compare", old, new, "--json").json
    assert (found["before"]["version"], found["after"]["version"]) == ("2025", "2026")
    assert {"part": "headings/governing", "kind": "removed"}.items() <= next(
        one for one in found["differences"] if one["part"] == "headings/governing"
    ).items()
    assert (
        helen.does("frameworks", "compare", FRAMEWORK, FRAMEWORK, "--json").json["differences"]
        == []
    )
    # What only both together show is a warning; a row about what never was is an error.
    assert "heading-without-earlier" in helen.does("frameworks", "check", new, "--against", old).out
    assert "earlier-unsaid" in helen.does("frameworks", "check", new, "--against", FRAMEWORK).out
    new.write_text(THIS_YEAR.replace("{was: leading,", "{was: leeding,"))
    helen.does("frameworks", "check", new)
    assert helen.says("frameworks", "check", new, "--against", old).code == 1
