"""A framework file is checked whole: what keeps it from use, what was edited, what its author should know."""

import shutil
from pathlib import Path

import pytest

from reviewer_app.errors import UserError
from reviewer_app.frameworks import shipped
from reviewer_app.frameworks.checking import check_file, installed, is_newer
from reviewer_app.places import forms
from tests.frameworks.small import SMALL


def test_everything_that_ships_is_sound_and_as_published() -> None:
    found = installed()
    assert [one.file.name for one in found] == [one.name for one in shipped.shipped_files()]
    assert all(one.loaded is not None and not one.errors for one in found)


def test_a_broken_file_hides_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(forms(), tmp_path / "forms")
    (tmp_path / "forms" / "broken.yaml").write_text("format: 1\n")
    monkeypatch.setattr(shipped, "forms", lambda: tmp_path / "forms")
    found = {one.file.name: one for one in installed()}
    assert found["broken.yaml"].loaded is None
    assert found["broken.yaml"].errors
    assert found["quality-assurance.yaml"].loaded is not None


def test_a_published_version_that_was_edited_is_an_error_though_it_can_be_used(
    tmp_path: Path,
) -> None:
    file = tmp_path / "edited.yaml"
    file.write_text(f"{shipped.usual().text}\n# one line more\n")
    checked = check_file(file)
    assert checked.loaded is not None
    assert [one.code for one in checked.errors] == ["published-edited"]
    assert checked.problems[0].line > 0


def test_every_problem_comes_in_the_order_of_the_lines(tmp_path: Path) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text(SMALL.replace("licence: CC0 1.0\n", "").replace("[clarity]", "[light]"))
    lines = [one.line for one in check_file(file).problems]
    assert len(lines) == 2
    assert lines == sorted(lines)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        check_file(tmp_path / "gone.yaml")
    assert refused.value.code == "framework.unreadable"


def test_versions_are_compared_by_their_numbers_not_their_letters() -> None:
    assert is_newer("2026.10", "2026.2")
    assert is_newer("2026.1.1", "2026.1")
    assert not is_newer("2026.1", "2026.1")
