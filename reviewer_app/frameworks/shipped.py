"""The frameworks that ship with the program, wherever it runs from."""

from reviewer_app.frameworks.load import LoadedFramework, load_file
from reviewer_app.places import forms


def shipped() -> list[LoadedFramework]:
    """Every framework in `forms/`, by file name.

    Raises:
        UserError: "framework.invalid", because a file there was edited and cannot be used.
        FileNotFoundError: there is none, so the program was packed without them (a bug).
    """
    files = sorted(forms().glob("*.yaml"))
    if not files:
        raise FileNotFoundError(forms())
    return [load_file(file) for file in files]
