"""The released schemas, and one after them."""

import shutil
from pathlib import Path

import pytest

from reviewer_app.store import migration
from reviewer_app.store.migration import SCRIPTS, Rebuild

AFTER = Path(__file__).parents[1] / "data" / "migrations" / "9000_for_tests.py"


def scripts_with_one_more(folder: Path) -> Path:
    """Make a directory of revisions that knows a newer schema than the program does."""
    versions = folder / "versions"
    versions.mkdir(parents=True)
    for script in (*(SCRIPTS / "versions").glob("[0-9]*.py"), AFTER):
        shutil.copyfile(script, versions / script.name)
    return folder


def backups_are_older(monkeypatch: pytest.MonkeyPatch, folder: Path) -> list[Path]:
    """Let what goes back to a backup know one schema more than the backup has; gives what it brings up to date."""
    scripts = scripts_with_one_more(folder)
    brought: list[Path] = []

    def bring_forward(copy: Path, key: bytes, salt: bytes, rebuild: Rebuild) -> None:
        brought.append(copy)
        migration.bring_forward(copy, key, salt, rebuild, scripts)

    for name, call in {
        "head": lambda: migration.head(scripts),
        "refuse_newer": lambda folder, revision: migration.refuse_newer(folder, revision, scripts),
        "bring_forward": bring_forward,
    }.items():
        monkeypatch.setattr(f"reviewer_app.store.restoring.{name}", call)
    return brought
