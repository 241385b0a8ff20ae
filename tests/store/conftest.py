"""People at profiles of their own, and a small encrypted file."""

from tests.store.encrypted import path
from tests.support import asha, blank_profile, devices, helen, store

__all__ = ["asha", "blank_profile", "devices", "helen", "path", "store"]
