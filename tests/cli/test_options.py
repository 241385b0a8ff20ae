"""What a person may type where a command wants a name, a text or a file, however odd."""

import io
import os
import resource
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Person

NO_TEXT = os.fsdecode(b"a\xff\xfeb")
LONG = "x" * 300


def test_folder_that_can_be_none_is_refused_in_words(helen: Person, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for place in (tmp_path / "file", tmp_path / LONG, tmp_path / "file" / "below"):
        read = helen.refused("--profile", place, "profile", "info")
        assert read in {"profile.none", "profile.place-unusable"}
        made = helen.refused("--profile", place, "profile", "create", "--name", "Helen")
        assert made == "profile.place-unusable"


def test_empty_name_of_a_folder_is_not_the_folder_one_is_in(helen: Person) -> None:
    assert "--profile" in helen.misused("--profile", "", "profile", "info")
    assert "OUT" in helen.misused("demo", "")


def test_words_that_are_no_text_are_wrong_usage(helen: Person) -> None:
    for arguments, named in (
        (("review", "show", NO_TEXT), "REVIEW"),
        (("note", "list", "a\0b"), "REVIEW"),
        (("note", "history", NO_TEXT), "NOTE"),
        (("schools", "find", NO_TEXT), "TEXT"),
        (("note", "add", helen.review, "--activity", "a", "--text", NO_TEXT), "--text"),
        (
            ("note", "add", helen.review, "--activity", "a", "--text", "b", "--tag", NO_TEXT),
            "--tag",
        ),
        (("bundle", "apply", "a\0b"), "FILE"),
        (("--profile", "a\0b", "profile", "info"), "--profile"),
    ):
        assert named in helen.misused(*arguments)


def test_folder_and_files_may_have_any_bytes_for_a_name(helen: Person, tmp_path: Path) -> None:
    odd = tmp_path / NO_TEXT
    helen.does("--profile", odd, "profile", "create", "--name", "Helen")
    assert helen.does("--profile", odd, "profile", "info", "--json").json["name"] == "Helen"
    helen.does("--profile", odd, "card", "-o", odd / NO_TEXT)
    assert (odd / NO_TEXT).is_file()
    helen.does("--profile", odd, "backup", "create")


def commands_that_read(file: Path, helen: Person) -> list[tuple[tuple[object, ...], str]]:
    """Every command that reads a file someone names, with the code it refuses a hopeless one by."""
    out = file.parent / "out"
    return [
        (("bundle", "apply", file), "bundle.some-refused"),
        (("bundle", "verify", file), ""),
        (("report", "verify", file), "file.over-limit"),
        (("report", "sign", file, "-o", out), "file.over-limit"),
        (("report", "sign", file, "-o", out, "--p12", file), "file.over-limit"),
        (("team", "join", file), "file.over-limit"),
        (("team", "setup", helen.review, "--card", file, "-o", out), "file.over-limit"),
        (("schools", "import", file), "school.extract-not-csv"),
        (("frameworks", "check", file), ""),
        (("backup", "verify", file), "backup.other"),
        (("profile", "change-passphrase", "--new-passphrase-file", file), "file.over-limit"),
        (("--passphrase-file", file, "profile", "info"), "file.over-limit"),
    ]


def test_huge_file_is_refused_whatever_reads_it(helen: Person, tmp_path: Path) -> None:
    huge = tmp_path / "huge"
    with huge.open("wb") as file:
        file.truncate(10_000_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for arguments, code in commands_that_read(huge, helen):
        said = helen.says(*arguments)
        assert said.code == 1, arguments
        assert f"error[{code}]" in said.err or not code, arguments
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # kB
    assert not (tmp_path / "out").exists()


def test_file_with_too_long_a_name_is_refused_whatever_reads_it(
    helen: Person, tmp_path: Path
) -> None:
    for arguments, _code in commands_that_read(tmp_path / LONG, helen):
        assert helen.refused(*arguments), arguments


def test_endless_device_is_refused(helen: Person) -> None:
    endless = Path("/dev/zero")
    assert helen.refused("report", "verify", endless) == "file.over-limit"
    assert helen.refused("team", "join", endless) == "file.over-limit"
    said = helen.says("bundle", "apply", endless, "--json")
    assert said.code == 1
    assert said.json["refused"] == [{"file": "zero", "error": "file.over-limit"}]


def typed(
    helen: Person, given: io.BufferedReader | io.BytesIO | None, patch: pytest.MonkeyPatch
) -> str:
    """The refusal of a note whose words come from standard input, as it is in the C locale."""
    text = None
    if given is not None:
        text = io.TextIOWrapper(given, encoding="utf-8", errors="surrogateescape")
    patch.setattr(sys, "stdin", text)
    return helen.refused("note", "add", helen.review, "--activity", helen.activity, "--text", "-")


def test_standard_input_that_is_endless_closed_or_no_text_is_refused(
    helen: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Path("/dev/zero").open("rb") as endless:
        assert typed(helen, endless, monkeypatch) == "file.over-limit"
    assert typed(helen, io.BytesIO(b"a\xff"), monkeypatch) == "file.not-text"
    assert typed(helen, None, monkeypatch) == "file.unreadable"
