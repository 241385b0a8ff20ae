import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reviewer_app.app import Program
from reviewer_app.cli import run
from reviewer_app.report.open_data import OpenData
from tests.cli.conftest import Person

SMALL = ("--reviewers", "1", "--visits", "3", "--photos", "1")


def content(out: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """What a demo says, without its keys: those are random, as they must be."""
    passphrase = ["--passphrase-file", str(out / "passphrase.txt")]
    [lead, *_others] = sorted(
        (out / "profiles").iterdir(), key=lambda one: (one / "profile.db").stat().st_size
    )[::-1]
    at = ["--profile", str(lead), *passphrase]
    program = Program(keyring=lambda: None)

    def said(*arguments: str) -> Any:
        capsys.readouterr()
        assert run([*at, *arguments, "--json"], program) == 0
        return json.loads(capsys.readouterr().out)

    [review] = [one["review"] for one in said("review", "list")["reviews"]]
    shown, listed = said("review", "show", review), said("note", "list", review)
    keys = {review: "R"} | {
        one["person"]: f"P{place}"
        for place, one in enumerate(sorted(shown["team"], key=lambda one: str(one["name"])))
    }
    text = json.dumps([shown, listed], sort_keys=True)
    for key, name in keys.items():
        text = text.replace(key, name)
    return json.loads(text)


@dataclass(frozen=True)
class Played:
    """Demos of one seed, of the same seed again, and of another."""

    one: Path
    again: Path
    two: Path


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    root = tmp_path_factory.mktemp("demos")
    for name, seed in (("one", "1"), ("again", "1"), ("two", "2")):
        arguments = ["demo", str(root / name), "--seed", seed, *SMALL]
        assert run(arguments, Program(keyring=lambda: None)) == 0
    return Played(root / "one", root / "again", root / "two")


def test_same_seed_gives_the_same_content_and_another_seed_another(
    played: Played, capsys: pytest.CaptureFixture[str]
) -> None:
    one, again, two = (content(out, capsys) for out in (played.one, played.again, played.two))
    assert one == again
    assert one[0]["notes"] != two[0]["notes"]
    assert {note["text"] for note in one[1]["notes"]} != {note["text"] for note in two[1]["notes"]}


def test_demo_leaves_what_it_says(played: Played) -> None:
    for name in (
        "report.pdf",
        "report-draft.pdf",
        "response-form.pdf",
        "passphrase.txt",
        "store",
        "profiles",
    ):
        assert (played.two / name).exists(), name
    data = [(out / "review.json").read_bytes() for out in (played.one, played.again, played.two)]
    assert data[0] == data[1] != data[2]
    assert OpenData.model_validate_json(data[0]).agreed
    program = Program(keyring=lambda: None)
    assert run(["report", "verify", str(played.two / "report.pdf")], program) == 0


def test_second_demo_in_one_folder_is_refused(helen: Person, tmp_path: Path) -> None:
    (tmp_path / "demo" / "profiles").mkdir(parents=True)
    assert helen.refused("demo", tmp_path / "demo") == "demo.exists"


def test_place_that_takes_no_demo_is_refused(helen: Person, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert helen.refused("demo", tmp_path / "file" / "demo") == "file.not-written"
    assert helen.refused("demo", tmp_path / "d", "--framework", "nothing") == "framework.unknown"
    assert not (tmp_path / "d").exists()
    helen.misused("demo", tmp_path / "d", "--visits", "0")
