"""What a command says, to whoever and whatever listens."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer_app.cli.output import Output, shown
from tests.cli.conftest import Person


def test_what_others_wrote_gives_a_terminal_no_commands(helen: Person) -> None:
    school = "Larkfield\x1b]0;owned\x07 \x9b31mSchool\u202e"
    helen.does(
        *("review", "create", "--school-name", school, "--framework", "quality-assurance"),
        *("--start", "2026-11-17", "--days", 3),
    )
    listed = helen.does("review", "list")
    assert r"Larkfield\x1b]0;owned\x07 \x9b31mSchool\u202e" in listed.out
    reviews = helen.does("review", "list", "--json").json["reviews"]
    assert school in [one["school"] for one in reviews]
    assert r"\x1b[2J" in helen.says("review", "show", "\x1b[2J").err


def test_a_list_that_is_empty_says_so_beside_a_result_that_stays_empty(
    helen: Person, people: Callable[[str], Person]
) -> None:
    for person, list_, said in (
        (people("Asha"), ("review", "list"), "There is no review here yet."),
        (helen, ("note", "list", helen.review), "There are no notes yet."),
        (helen, ("review", "consents", helen.review), "The school has agreed to nothing yet."),
        (helen, ("schools", "find", "Larkfield"), "“schools import FILE.csv” brings one in"),
        (helen, ("office", "list"), "Nothing was handed in yet"),
    ):
        told = person.does(*list_)
        assert told.out == ""
        assert said in told.err
        assert person.does(*list_, "--json").err == ""


def test_name_of_a_file_that_is_no_text_is_printed_all_the_same(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Output().result({}, ["\udcff.rvb: damaged"])
    Output(as_json=True).result({"file": "\udcff.rvb"}, [])
    lines, said = capsys.readouterr().out.split("\n", 1)
    assert lines == r"\udcff.rvb: damaged"
    assert json.loads(said) == {"file": "\udcff.rvb"}


def test_words_in_any_language_are_shown_as_they_are() -> None:
    words = "Ysgol Gynradd – “Pâte brisée”, ελληνικά, עברית\n\tone"
    assert shown(words) == words


@pytest.mark.parametrize("heard", ["> /dev/full", "| true", "2> /dev/full", "> /dev/full 2>&-"])
def test_refusal_that_nobody_listens_to_ends_without_a_traceback(
    tmp_path: Path, heard: str
) -> None:
    said = tmp_path / "said"
    command = f"{sys.executable} -m reviewer_app frameworks show none --json"
    line = f"exec 2> {said}; set -o pipefail; {command} {heard}"
    done = subprocess.run(["bash", "-c", line], check=False, stdout=subprocess.DEVNULL)
    assert done.returncode == 1
    assert "Traceback" not in said.read_text()
    assert "Exception ignored" not in said.read_text()
