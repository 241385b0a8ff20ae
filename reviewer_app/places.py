"""Where files lie: those that come with the program, beside the package or inside the frozen one; the profile."""

import sys
from pathlib import Path
from typing import Final

import platformdirs

PROFILE_FILE: Final = "profile.db"
KEY_FILE: Final = "profile.key"
BACKUPS: Final = "backups"
"""What lies in a profile's folder: the encrypted file, its sealed key, and the folder of checked copies."""


def resource(*parts: str) -> Path:
    """Give a file or folder of `resources/`: fonts, icons, translations, the sample review."""
    return _root().joinpath("resources", *parts)


def forms() -> Path:
    """Give the folder of the frameworks that ship."""
    return _root() / "forms"


def default_folder() -> Path:
    """Give the profile's folder of this user of the computer; never a roaming one."""
    data = platformdirs.user_data_dir("reviewer-app", appauthor=False, roaming=False)
    return Path(data) / "profile"


def _root() -> Path:
    unpacked = getattr(sys, "_MEIPASS", None)
    return Path(unpacked) if unpacked else Path(__file__).resolve().parents[1]
