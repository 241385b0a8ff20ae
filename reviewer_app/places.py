"""Where the files lie that come with the program: beside the package, or inside the frozen program."""

import sys
from pathlib import Path


def resource(*parts: str) -> Path:
    """Give a file or folder of `resources/`: fonts, icons, translations, the sample review."""
    return _root().joinpath("resources", *parts)


def forms() -> Path:
    """Give the folder of the frameworks that ship."""
    return _root() / "forms"


def _root() -> Path:
    unpacked = getattr(sys, "_MEIPASS", None)
    return Path(unpacked) if unpacked else Path(__file__).resolve().parents[1]
