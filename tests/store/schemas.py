"""The released schemas, and one after them."""

import shutil
from pathlib import Path

from reviewer_app.store.migration import SCRIPTS

AFTER = Path(__file__).parents[1] / "data" / "migrations" / "9000_for_tests.py"


def scripts_with_one_more(folder: Path) -> Path:
    """Make a directory of revisions that knows a newer schema than the program does."""
    versions = folder / "versions"
    versions.mkdir(parents=True)
    for script in (*(SCRIPTS / "versions").glob("[0-9]*.py"), AFTER):
        shutil.copyfile(script, versions / script.name)
    return folder
