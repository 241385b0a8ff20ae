"""What docs/frameworks.md teaches is what the program reads."""

import re
from datetime import UTC, datetime
from textwrap import dedent
from typing import Final

import pytest

from reviewer_app.frameworks.answering import numbers_of
from reviewer_app.frameworks.counting import counted
from reviewer_app.frameworks.filling import Filling, Key
from reviewer_app.frameworks.form_logic import logic_of
from reviewer_app.frameworks.json_schema import json_schema
from reviewer_app.frameworks.load import load_framework
from reviewer_app.frameworks.problems import Faults
from reviewer_app.frameworks.schema import Framework
from reviewer_app.frameworks.scoring import Answers, score
from reviewer_app.frameworks.tree import Value, read_tree
from reviewer_app.model.canonical import Json
from tests.checks import source

PAGE: Final = (source.ROOT / "docs" / "frameworks.md").read_text("utf-8")
BLOCKS: Final = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
WHOLE: Final = next(one for one in BLOCKS if one.startswith("format: 1") and "report:" in one)


def whole() -> Framework:
    loaded = load_framework(WHOLE, source="docs/frameworks.md")
    assert loaded.warnings == ()
    return loaded.framework


def test_the_whole_framework_of_the_page_is_sound_as_it_stands() -> None:
    assert whole().title
    welsh = load_framework(WHOLE, source="docs/frameworks.md", language="cy")
    assert welsh.framework.title == "Adolygiad darllen"


def test_the_whole_framework_of_the_page_scores_as_it_says() -> None:
    framework = whole()
    form = framework.form("lesson")
    given: dict[Key, Json] = {("readers", ""): 4, ("fluent", ""): 1}
    now = datetime(2027, 3, 1, 9, tzinfo=UTC)
    filling = Filling(logic_of(framework, "lesson"), given, lambda: now)
    answers = Answers(counted(form, filling, given))
    results = score(form.rules, answers, numbers_of(framework, form))
    # One of four is 25 per cent, less than half; so it is asked what gets in the way.
    assert (results["fluency"].value, results["half"].value) == (25, False)
    assert filling.state("why").relevant


def names_in(value: Value) -> set[str]:
    if isinstance(value, tuple):
        return set[str]().union(*map(names_in, value))
    if isinstance(value, dict):
        return set(value).union(*map(names_in, value.values()))
    return set()


PARTS: Final = [
    one for one in BLOCKS if one != WHOLE and not one.startswith("# yaml-language-server")
]


@pytest.mark.parametrize("block", PARTS)
def test_every_name_of_an_example_is_one_of_the_format(block: str) -> None:
    schema = json_schema()
    known = set(schema["properties"]).union(
        *(one.get("properties", {}) for one in schema["$defs"].values())
    )
    found = names_in(read_tree(dedent(block), Faults("docs/frameworks.md")).value)
    assert found - known == set()
