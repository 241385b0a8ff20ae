"""`frameworks add` and `frameworks remove`, killed at a write: the profile has the whole framework or none."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reviewer_app.app import Program
from reviewer_app.frameworks.load import load_framework
from reviewer_app.review import library
from tests.frameworks.small import SMALL
from tests.journeys.desktop import tool

WORDS = "seven green gates"
PROGRAM = Program(keyring=lambda: None)
LOADED = load_framework(SMALL, source="small.yaml")


def added(folder: Path) -> list[str]:
    """The texts of the frameworks that were added, each as it was checked again; the profile opens."""
    session = PROGRAM.open(folder, passphrase=WORDS)
    try:
        found = [one for one in library.installed(session) if one.added is not None]
        assert all(one.checked.loaded is not None for one in found)
        return [one.added.text for one in found if one.added is not None]
    finally:
        session.close()


@pytest.fixture(scope="module")
def profiles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile without the framework, and one with it."""
    folder = tmp_path_factory.mktemp("profiles")
    (folder / "words.txt").write_text(WORDS)
    (folder / "small.yaml").write_text(SMALL)
    session, _code = PROGRAM.create(folder / "without", passphrase=WORDS)
    session.close()
    shutil.copytree(folder / "without", folder / "with")
    session = PROGRAM.open(folder / "with", passphrase=WORDS)
    library.add(session, LOADED)
    session.close()
    return folder


def killed(profiles: Path, folder: Path, call: str, *command: str) -> None:
    """Run a command that the system kills as it makes a call on the profile's files for the second time."""
    inject = ["-e", f"trace={call}", "-e", f"inject={call}:signal=SIGKILL:when=2"]
    for name in ("profile.db", "profile.db-wal"):
        inject += ["-P", str(folder / name)]
    program = [sys.executable, "-m", "reviewer_app", "--profile", str(folder)]
    program += ["--passphrase-file", str(profiles / "words.txt"), *command]
    done = subprocess.run(
        [tool("strace"), "-f", "-o", os.devnull, *inject, *program],
        capture_output=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


BEFORE, AFTER = "pwrite64", "fsync"
"""Calls whose second is in the midst of what is written, and after all of it but before the disk has said so."""


@pytest.mark.parametrize("call", [BEFORE, AFTER])
def test_adding_that_is_killed_leaves_the_whole_framework_or_none(
    profiles: Path, tmp_path: Path, call: str
) -> None:
    folder = tmp_path / "profile"
    shutil.copytree(profiles / "without", folder)
    killed(profiles, folder, call, "frameworks", "add", str(profiles / "small.yaml"))
    assert added(folder) == ([LOADED.text] if call == AFTER else [])
    session = PROGRAM.open(folder, passphrase=WORDS)
    library.add(session, LOADED)
    session.close()
    assert added(folder) == [LOADED.text]


@pytest.mark.parametrize("call", [BEFORE, AFTER])
def test_removing_that_is_killed_leaves_the_whole_framework_or_none(
    profiles: Path, tmp_path: Path, call: str
) -> None:
    folder = tmp_path / "profile"
    shutil.copytree(profiles / "with", folder)
    killed(profiles, folder, call, "frameworks", "remove", "small@1")
    assert added(folder) == ([] if call == AFTER else [LOADED.text])
