"""The program finds its frameworks wherever it runs from."""

import sys
from pathlib import Path

import pytest

from reviewer_app.errors import UserError
from reviewer_app.frameworks.shipped import shipped, shipped_as, usual
from reviewer_app.places import forms


def test_they_are_found_from_the_source_tree_whatever_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = [loaded.framework.id for loaded in shipped()]
    assert sorted(found) == sorted(file.stem for file in forms().glob("*.yaml"))
    assert found[0] == usual().framework.id == "quality-assurance"


def test_one_is_found_by_its_id_without_reading_the_others(
    small: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "small.yaml").write_text(small, "utf-8")
    (tmp_path / "forms" / "broken.yaml").write_text("nothing of use", "utf-8")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    found = shipped_as("small")
    assert found is not None
    assert found.framework.id == "small"
    assert shipped_as("other") is None


def test_they_are_found_in_the_frozen_program_by_file_name(
    small: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "forms").mkdir()
    for name in ("beta", "alpha"):
        text = small.replace("id: small", f"id: {name}")
        (tmp_path / "forms" / f"{name}.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert [loaded.framework.id for loaded in shipped()] == ["alpha", "beta"]


def test_a_program_packed_without_them_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    for find in (shipped, usual):
        with pytest.raises(FileNotFoundError):
            find()


def test_the_usual_one_left_out_of_the_program_is_not_replaced_by_another(
    small: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "small.yaml").write_text(small, "utf-8")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    with pytest.raises(FileNotFoundError, match="quality-assurance"):
        usual()


def test_a_shipped_file_edited_wrongly_is_told_by_its_name(
    small: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "mine.yaml").write_text(small.replace("title:", "titel:"), "utf-8")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    with pytest.raises(UserError, match=r"mine\.yaml:\d+:\d+"):
        shipped()
