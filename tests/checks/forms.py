"""What is made of the formats: in `forms/` the manifest of published versions and the schema for editors; the schema of
open data in `resources/`.

`python -m tests.checks.forms` brings them into step; a line of the manifest that is there is kept.
"""

import json
from pathlib import Path

from reviewer_app.frameworks.json_schema import FILE, json_schema
from reviewer_app.frameworks.published import MANIFEST, key_of
from reviewer_app.frameworks.shipped import shipped
from reviewer_app.places import resource
from reviewer_app.report.open_data import SCHEMA, written_schema
from tests.checks import source

FORMS = source.ROOT / "forms"


def hashes() -> dict[str, str]:
    """Give the hash of every version in the folder."""
    return {key_of(loaded): loaded.hash for loaded in shipped()}


def written(value: object) -> str:
    """Write JSON as it is kept: sorted, indented, one line at the end."""
    return json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def bring_into_step(folder: Path) -> None:
    """Write both files."""
    manifest = folder / MANIFEST
    kept = json.loads(manifest.read_text("utf-8")) if manifest.exists() else {}
    manifest.write_text(written({**hashes(), **kept}), "utf-8")
    (folder / FILE).write_text(written(json_schema()), "utf-8")


if __name__ == "__main__":
    bring_into_step(FORMS)
    resource("open-data", SCHEMA).write_bytes(written_schema())
