"""What the contract suites share."""

from tests.servers import running
from tests.support import asha, blank_profile, devices, helen, store

__all__ = ["asha", "blank_profile", "devices", "helen", "running", "store"]
