"""A framework written as text is read back as the same framework."""

import pytest

from reviewer_app.frameworks.dump import text_of_values
from reviewer_app.frameworks.load import load_framework
from reviewer_app.frameworks.problems import Faults
from reviewer_app.frameworks.shipped import shipped
from reviewer_app.frameworks.tree import read_tree


def test_what_ships_is_read_back_equal() -> None:
    for one in shipped():
        values = one.framework.model_dump(mode="json")
        assert load_framework(text_of_values(values), source="again").framework == one.framework


@pytest.mark.parametrize(
    "text",
    [
        *(
            "plain",
            "yes",
            "null",
            "~",
            "- a",
            "a: b",
            "# a",
            "1",
            "1.5",
            "&a",
            "*a",
            "!a",
            "“quoted”",
        ),
        *('"', "\\", "two\n\nparagraphs", "@", "`", "{a}", "[a]", "é", "ends with space ", ""),
    ],
)
def test_any_text_is_read_back_as_text(text: str) -> None:
    faults = Faults("a")
    value = read_tree(text_of_values({"a": [text, {"b": text}]}), faults).value
    assert value == {"a": (text, {"b": text})}


def test_empty_parts_keep_their_kind() -> None:
    value = read_tree(text_of_values({"a": [], "b": {}, "c": None, "d": [[1, True]]}), Faults("a"))
    assert value.value == {"a": (), "b": {}, "c": None, "d": ((1, True),)}
