from pathlib import Path

import pytest

from reviewer_app.places import forms, resource


def test_they_are_found_from_the_source_tree_whatever_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert resource("icons").is_dir()
    assert list(forms().glob("*.yaml"))


def test_they_are_found_in_the_frozen_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    assert resource("icons", "undo.svg") == tmp_path / "resources" / "icons" / "undo.svg"
    assert forms() == tmp_path / "forms"
