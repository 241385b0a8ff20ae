"""People at profiles of their own."""

from tests.support import asha, blank_profile, devices, helen, store

__all__ = ["asha", "blank_profile", "devices", "helen", "store"]
