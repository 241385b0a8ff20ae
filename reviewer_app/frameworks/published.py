"""What was published is never edited: a version's hash stands in a manifest, and a file that differs from it is told.

`forms/manifest.json` holds the SHA-256 of every version that ships, by id and version. A new version gets a line of its
own (`make manifest`); a line that is there never changes.
"""

import json
from collections.abc import Mapping
from typing import Final

from reviewer_app.frameworks.load import LoadedFramework
from reviewer_app.frameworks.problems import Faults, Problem, problems_of
from reviewer_app.places import forms

MANIFEST: Final = "manifest.json"


def key_of(loaded: LoadedFramework) -> str:
    """Give the name of a version: "quality-assurance 2026.1"."""
    return f"{loaded.framework.id} {loaded.framework.version}"


def published() -> Mapping[str, str]:
    """Give the hash of every version that was published, by its name."""
    manifest: Mapping[str, str] = json.loads((forms() / MANIFEST).read_text("utf-8"))
    return manifest


def edited(loaded: LoadedFramework, file: str) -> tuple[Problem, ...]:
    """Tell where a file calls itself a version that was published with another text; nothing where it does not."""
    return _changed(loaded, file, published(), "published-edited")


def changed_since_added(
    loaded: LoadedFramework, file: str, added: Mapping[str, str]
) -> tuple[Problem, ...]:
    """Tell where a file calls itself a version that was added on this laptop with another text.

    Args:
        loaded: what the file says.
        file: what problems name as the file.
        added: the hash of every version that was added, by its name.
    """
    return _changed(loaded, file, added, "version-here")


def _changed(
    loaded: LoadedFramework, file: str, known: Mapping[str, str], code: str
) -> tuple[Problem, ...]:
    if known.get(key_of(loaded), loaded.hash) == loaded.hash:
        return ()
    faults = Faults(file)
    lines = loaded.text.splitlines()
    at = next((n for n, line in enumerate(lines, 1) if line.startswith("version:")), 1)
    faults.error(code, (at, 1), value=key_of(loaded))
    return problems_of(faults.refusal())
