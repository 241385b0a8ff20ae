"""The frameworks that ship with the program, wherever it runs from."""

import sys
from pathlib import Path

from reviewer_app.frameworks.load import LoadedFramework, load_file


def resource_root() -> Path:
    """The folder of `forms/` and `resources/`: the source tree, or the frozen program's own."""
    unpacked = getattr(sys, "_MEIPASS", None)
    return Path(unpacked) if unpacked else Path(__file__).resolve().parents[2]


def shipped() -> list[LoadedFramework]:
    """Every framework in `forms/`, by file name.

    Raises:
        UserError: "framework.invalid", because a file there was edited and cannot be used.
        FileNotFoundError: there is none, so the program was packed without them (a bug).
    """
    files = sorted((resource_root() / "forms").glob("*.yaml"))
    if not files:
        raise FileNotFoundError(resource_root() / "forms")
    return [load_file(file) for file in files]
