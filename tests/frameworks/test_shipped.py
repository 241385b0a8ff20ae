"""The program finds its frameworks wherever it runs from."""

import sys
from pathlib import Path

import pytest

from reviewer_app.errors import UserError
from reviewer_app.frameworks.shipped import shipped


def test_they_are_found_from_the_source_tree_whatever_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert [loaded.framework.id for loaded in shipped()] == ["quality-assurance"]


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
    with pytest.raises(FileNotFoundError):
        shipped()


def test_a_shipped_file_edited_wrongly_is_told_by_its_name(
    small: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "mine.yaml").write_text(small.replace("title:", "titel:"), "utf-8")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    with pytest.raises(UserError, match=r"mine\.yaml:\d+:\d+"):
        shipped()
