"""Every *must* of a document names its test, and that test is there."""

import ast
import re
from pathlib import Path
from typing import get_args

import pytest

from reviewer_app.frameworks.items import Item
from reviewer_app.frameworks.rules import Rule
from tests.checks import source

NOT_YET = {"review/retire.py"}
"""What the page on architecture says is absent until later work fills it."""

DOCUMENTS = sorted((source.ROOT / "docs").glob("*.md"))
TESTS = {
    node.name
    for path in source.modules(source.TESTS)
    for node in ast.walk(source.tree(path))
    if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_every_test_a_document_names_is_there(document: Path) -> None:
    named = set(re.findall(r"`(test_\w+)`", document.read_text("utf-8")))
    assert named - TESTS == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_every_module_a_document_names_is_there(document: Path) -> None:
    named = set(re.findall(r"`([\w/]+\.py)`", document.read_text("utf-8")))
    there = [f"/{source.place(path)}" for path in source.modules() + source.modules(source.TESTS)]
    gone = {name for name in named if not any(path.endswith(f"/{name}") for path in there)}
    assert gone <= NOT_YET


def test_the_page_on_architecture_names_every_room() -> None:
    page = (source.ROOT / "docs" / "architecture.md").read_text("utf-8")
    rooms = {path.parent for path in source.modules()} - {source.PROGRAM}
    read_by_alembic = source.PROGRAM / "store" / "migrations" / "versions"
    unnamed = [room for room in rooms - {read_by_alembic} if f"`{room.name}/`" not in page]
    assert unnamed == []


@pytest.mark.parametrize("name", ["bundle-format", "open-data", "stores", "threat-model"])
def test_every_must_names_its_test(name: str) -> None:
    text = (source.ROOT / "docs" / f"{name}.md").read_text("utf-8")
    rules = [rule for rule in re.split(r"\n(?=- )|\n\n", text) if rule.startswith("- ")]
    assert rules
    assert [rule for rule in rules if "*must" in rule and not re.search(r"`test_\w+`", rule)] == []


def test_the_page_on_frameworks_names_every_type_of_item_and_rule() -> None:
    page = (source.ROOT / "docs" / "frameworks.md").read_text("utf-8")
    named = set(re.findall(r"`([a-z-]+)`", page))
    for union, tag in ((Item, "type"), (Rule, "kind")):
        parts = get_args(get_args(union)[0])
        tags = {get_args(part.model_fields[tag].annotation)[0] for part in parts}
        assert tags - named == set()
