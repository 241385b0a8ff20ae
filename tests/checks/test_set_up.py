"""What the first `make` says of the set-up, and that the next ones say nothing."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.checks.source import ROOT

PYTHON = """#!/bin/sh
[ "$1 $2" = "-m venv" ] || exit 0
mkdir -p "$3/bin" && cp "$0" "$3/bin/python"
"""
"""Stands in for Python and for pip: what they would fetch is half a gigabyte."""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder in which nothing is set up yet."""
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    (tmp_path / ".ci").mkdir()
    for name, words in (("python", PYTHON), (".ci/packages", "#!/bin/sh\n")):
        (tmp_path / name).write_text(words)
        (tmp_path / name).chmod(0o755)
    return tmp_path


def said(folder: Path) -> str:
    made = subprocess.run(
        ["make", "--no-print-directory", "PYTHON=./python", "setup"],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    return made.stdout + made.stderr


def test_the_first_set_up_says_what_how_large_and_how_long_and_the_next_nothing(
    clone: Path,
) -> None:
    first = said(clone)
    for words in ("Python packages into .venv", "MB to fetch", "minutes", "Only this first time"):
        assert words in first
    assert said(clone) == ""
    os.utime(clone / ".venv" / "dependencies.stamp", (0, 0))
    assert said(clone) == first
