import getpass
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer_app.app import Program
from reviewer_app.review import recovery
from tests.cli.conftest import Person

WORDS = "seven green gates"


@pytest.fixture
def nobody(people: Callable[[str], Person], tmp_path: Path) -> Person:
    """Someone at a computer without a keyring and without a profile."""
    seated = people("Nobody")
    (tmp_path / "words.txt").write_text(WORDS + "\n")
    program = Program(seated.clock, seated.program.ids, seated.program.salts, lambda: None)
    return replace(seated, folder=tmp_path / "new", program=program)


def words(tmp_path: Path, name: str = "words.txt") -> tuple[str, Path]:
    return ("--passphrase-file", tmp_path / name)


def test_created_profile_opens_and_says_whose_it_is(nobody: Person, tmp_path: Path) -> None:
    made = nobody.does(*words(tmp_path), "profile", "create", "--name", "Helen", "--json").json
    info = nobody.does(*words(tmp_path), "profile", "info", "--json").json
    assert info["name"] == made["name"] == "Helen"
    assert info["person"] == made["person"]
    assert info["reviews"] == 0
    assert "Helen" in nobody.does(*words(tmp_path), "profile", "info").out


def test_recovery_code_opens_it_again_under_a_new_passphrase(
    nobody: Person, tmp_path: Path
) -> None:
    printed = nobody.does(*words(tmp_path), "profile", "create", "--name", "Helen").out
    (tmp_path / "code.txt").write_text(printed.splitlines()[0].partition(": ")[2].lower())
    (tmp_path / "new.txt").write_text("a new set of words")
    nobody.does(
        *words(tmp_path, "new.txt"), "profile", "recover", "--code-file", tmp_path / "code.txt"
    )
    nobody.does(*words(tmp_path, "new.txt"), "profile", "info")
    assert nobody.refused(*words(tmp_path), "profile", "info") == "vault.passphrase-wrong"


def test_changed_passphrase_opens_and_the_former_does_not(nobody: Person, tmp_path: Path) -> None:
    nobody.does(*words(tmp_path), "profile", "create", "--name", "Helen")
    (tmp_path / "new.txt").write_text("a new set of words\r\n")
    nobody.does(
        *words(tmp_path), "profile", "change-passphrase",
        "--new-passphrase-file", tmp_path / "new.txt",
    )  # fmt: skip
    assert nobody.refused(*words(tmp_path), "profile", "info") == "vault.passphrase-wrong"
    nobody.does(*words(tmp_path, "new.txt"), "profile", "info")


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "a\nb"])
def test_name_no_person_can_have_leaves_no_profile_behind(
    nobody: Person, tmp_path: Path, name: str
) -> None:
    refused = nobody.refused(*words(tmp_path), "profile", "create", "--name", name)
    assert refused == "vault.name-wrong"
    assert not nobody.folder.exists()
    nobody.does(*words(tmp_path), "profile", "create", "--name", "Helen")


def test_who_gives_no_name_is_called_what_they_sign_in_as(
    nobody: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "helen")
    made = nobody.does(*words(tmp_path), "profile", "create", "--json").json
    assert made["name"] == "Helen"


def test_second_profile_in_one_folder_is_refused(nobody: Person, tmp_path: Path) -> None:
    nobody.does(*words(tmp_path), "profile", "create", "--name", "Helen")
    again = nobody.refused(*words(tmp_path), "profile", "create", "--name", "Asha")
    assert again == "profile.exists"


def test_what_does_not_open_is_refused_in_words(nobody: Person, tmp_path: Path) -> None:
    said = nobody.says("profile", "info").err
    assert said.startswith("error[profile.none]")
    assert "with “--profile DIR”" in said
    assert nobody.refused("profile", "create", "--name", "Helen") == "profile.passphrase-new"
    missing = nobody.refused(*words(tmp_path, "nowhere.txt"), "profile", "info")
    assert missing in {"file.unreadable", "profile.none"}
    (tmp_path / "short.txt").write_text("abc")
    short = nobody.refused(*words(tmp_path, "short.txt"), "profile", "create", "--name", "Helen")
    assert short == "vault.passphrase-short"


def test_each_command_names_the_option_that_takes_the_passphrase(
    nobody: Person, tmp_path: Path
) -> None:
    create, info = ("profile", "create", "--name", "Helen"), ("profile", "info")
    short, code = tmp_path / "short.txt", tmp_path / "code.txt"
    short.write_text("abc")
    for said in (nobody.says(*create).err, nobody.says(*words(tmp_path, short.name), *create).err):
        assert "“--passphrase-file" in said
        assert "recovery" not in said
    code.write_text(nobody.does(*words(tmp_path), *create, "--json").json["recovery_code"])
    for said in (nobody.says(*info).err, nobody.says(*words(tmp_path, short.name), *info).err):
        assert "“--passphrase-file" in said
        assert "“profile recover --code-file FILE”" in said
    again = nobody.says("profile", "recover", "--code-file", code).err
    assert ("new passphrase" in again, "“--passphrase-file FILE”" in again) == (True, True)
    change = ("profile", "change-passphrase", "--new-passphrase-file", short)
    changed = nobody.says(*words(tmp_path), *change, "--json")
    assert "“--new-passphrase-file”" in changed.json["remedy"]
    assert "“--new-passphrase-file”" in changed.err


def test_wrong_usage_ends_with_two(nobody: Person) -> None:
    nobody.misused("profile", "create", "--called", "Helen")
    nobody.misused("profile", "destroy")
    nobody.misused("--nonsense", "profile", "info")


def test_whoever_lost_a_laptop_comes_back_with_the_code_and_the_store(
    helen: Person, nobody: Person, tmp_path: Path
) -> None:
    store, code = tmp_path / "store", tmp_path / "code.txt"
    store.mkdir()
    session = helen.program.open(helen.folder)
    code.write_text(str(recovery.new_code(session)))
    session.close()
    recover = (*words(tmp_path), "profile", "recover", "--code-file", code, "--store", store)
    assert nobody.refused(*recover) == "keys.none-here"
    assert not nobody.folder.exists()
    helen.does("bundle", "export", helen.review, "--to", store)
    came = nobody.does(*recover, "--json").json
    assert came["name"] == "Helen Marsh"
    assert [one["review"] for one in came["reviews"]] == [helen.review]
    assert came["reviews"][0]["new"] > 0
    team = nobody.does(*words(tmp_path), "team", "list", helen.review).out
    assert "Helen Marsh (Lead reviewer): in up to" in team
