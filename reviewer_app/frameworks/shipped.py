"""The frameworks that ship with the program, wherever it runs from."""

from pathlib import Path
from typing import Final

from reviewer_app.frameworks.load import LoadedFramework, load_file
from reviewer_app.places import forms

USUAL: Final = "quality-assurance"
"""The framework offered first, and the one the sample review is written for."""


def shipped() -> list[LoadedFramework]:
    """Every framework in `forms/`: the usual one first, then by file name.

    Raises:
        UserError: "framework.invalid", because a file there was edited and cannot be used.
        FileNotFoundError: there is none, so the program was packed without them (a bug).
    """
    return [load_file(file) for file in shipped_files()]


def shipped_as(framework: str) -> LoadedFramework | None:
    """The framework of this id, None where none ships; a file is named for the id in it.

    Only that one file is read.

    Raises:
        UserError: "framework.invalid", because the file was edited and cannot be used.
        FileNotFoundError: none ships at all (a bug).
    """
    file = next((one for one in shipped_files() if one.stem == framework), None)
    return None if file is None else load_file(file)


def usual() -> LoadedFramework:
    """The framework that is used unless another is chosen.

    Raises:
        UserError: "framework.invalid", because the file was edited and cannot be used.
        FileNotFoundError: it is not there, so the program was packed without it (a bug).
    """
    found = shipped_as(USUAL)
    if found is None:
        raise FileNotFoundError(forms() / f"{USUAL}.yaml")
    return found


def shipped_files() -> list[Path]:
    """Every framework file in `forms/`: the usual one first, then by name.

    Raises:
        FileNotFoundError: there is none (a bug).
    """
    files = sorted(forms().glob("*.yaml"), key=lambda file: (file.stem != USUAL, file.name))
    if not files:
        raise FileNotFoundError(forms())
    return files
