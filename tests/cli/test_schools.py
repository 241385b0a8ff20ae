import signal
from pathlib import Path

import pytest

from reviewer_app.cli import schools
from reviewer_app.review import register
from tests.cli.conftest import FRAMEWORK, Person

SAMPLE = Path(__file__).parents[1] / "data" / "gias" / "gias_sample.csv"


def test_stopped_import_keeps_what_is_filed_and_is_finished_by_another(
    helen: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as stopped:
        stopped.setattr(register, "SLICE", 5)
        stopped.setattr(
            schools, "progress", lambda _said: lambda *_done: signal.raise_signal(signal.SIGINT)
        )
        said = helen.says("schools", "import", SAMPLE)
    assert said.code == 130
    assert "The schools filed so far stay" in said.err
    finished = helen.does("schools", "import", SAMPLE, "--json").json
    assert finished["unchanged"] in (5, 10)  # the slice after was perhaps on its way
    assert finished["added"] > 0


def test_imported_school_is_found_and_reviewed(helen: Person) -> None:
    imported = helen.does("schools", "import", SAMPLE, "--json").json
    assert imported["added"] > 0
    assert "schools added" in helen.does("schools", "import", SAMPLE).out
    everyone = helen.does("schools", "find", "school", "--json").json["schools"]
    assert everyone
    urn = everyone[0]["urn"]
    assert urn in helen.does("schools", "find", urn).out
    review = helen.does(
        *("review", "create", "--school", urn, "--framework", FRAMEWORK),
        *("--start", "2026-11-17", "--days", 2),
    ).word
    shown = helen.does("review", "show", review, "--json").json
    assert shown["review"]["school_urn"] == urn


def test_file_that_is_no_extract_is_refused(helen: Person, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    assert helen.refused("schools", "import", other)
    other.write_text("a,b\n1,2\n")
    assert helen.refused("schools", "import", other)


def test_nothing_found_is_no_error(helen: Person) -> None:
    assert helen.does("schools", "find", "nowhere", "--json").json == {"schools": []}
