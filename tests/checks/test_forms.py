"""What was published stays as it was, and editors check a framework by what loads it."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from reviewer_app.frameworks.json_schema import FILE, json_schema
from reviewer_app.frameworks.problems import Faults
from reviewer_app.frameworks.published import published
from reviewer_app.frameworks.tree import read_tree
from tests.checks.forms import FORMS, hashes, written

FRAMEWORKS = sorted(FORMS.glob("*.yaml"))


def test_every_version_that_ships_is_as_it_was_published() -> None:
    assert hashes() == published()


def test_the_schema_for_editors_is_that_of_the_program() -> None:
    assert (FORMS / FILE).read_text("utf-8") == written(json_schema())


def read(path: Path) -> Any:
    """What a file holds, as JSON has it."""
    return json.loads(json.dumps(read_tree(path.read_text("utf-8"), Faults(path.name)).value))


def problems(content: object) -> list[str]:
    schema: dict[str, Any] = json.loads((FORMS / FILE).read_text("utf-8"))
    checker = jsonschema.Draft202012Validator(schema)
    return [one.message for one in checker.iter_errors(content)]


@pytest.mark.parametrize("path", FRAMEWORKS, ids=lambda path: path.stem)
def test_every_framework_that_ships_passes_the_schema(path: Path) -> None:
    content = read(path)
    assert problems(content) == []


def test_the_schema_finds_what_the_program_would() -> None:
    content = read(FORMS / "quality-assurance.yaml")
    assert problems({**content, "colour": "red"})
    assert problems({**content, "version": 3})
    form = {**content["forms"][0], "items": [{"id": "a", "type": "mett", "label": "A"}]}
    assert problems({**content, "forms": [form]})
