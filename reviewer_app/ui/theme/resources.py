"""Where fonts, icons and translations lie: in the source tree, or inside the frozen program."""

import sys
from pathlib import Path


def resource_root() -> Path:
    """The `resources` folder of this installation."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "resources"
    return Path(__file__).resolve().parents[3] / "resources"


def resource(*parts: str) -> Path:
    """One file or folder below `resource_root()`."""
    return resource_root().joinpath(*parts)
