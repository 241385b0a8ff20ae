"""People at profiles of their own, and a small encrypted file."""

import pytest

from reviewer_app.store import cipher
from tests.store.encrypted import path
from tests.support import asha, blank_profile, devices, helen, store

__all__ = ["asha", "blank_profile", "devices", "helen", "path", "store"]


@pytest.fixture
def carried(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """What comes of each time that waiting changes are carried into the file, from now on."""
    made: list[bool] = []
    checkpoint = cipher.checkpoint

    def watched(connection: cipher.Connection) -> bool:
        made.append(checkpoint(connection))
        return made[-1]

    monkeypatch.setattr(cipher, "checkpoint", watched)
    return made
