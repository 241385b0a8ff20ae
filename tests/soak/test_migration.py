"""What the ordinary tests hold with a kill at every fifth statement, at every one."""

from pathlib import Path

import pytest

from tests.store.killing import killed_at_statement
from tests.store.test_migration import kill_again_and_again, newer

__all__ = ["newer"]


@pytest.mark.soak
def test_killed_at_any_statement_the_old_or_the_new_file_opens(tmp_path: Path, newer: Path) -> None:
    kill_again_and_again(tmp_path, newer, killed_at_statement, 1)
