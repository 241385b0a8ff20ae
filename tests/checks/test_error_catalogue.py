"""Every error has its two sentences, every sentence has its error, and the parameters fit."""

import ast
import re
from collections.abc import Iterable
from pathlib import Path
from string import Formatter

from reviewer_app.errors import CATALOGUE, Sentences
from tests.checks import source

CODE = re.compile(r"[a-z]+(-[a-z]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+")
RAISED = [
    (path, call)
    for path in source.modules()
    for call in source.calls(path)
    if source.called_name(call) == "UserError"
]


def place(path: Path, call: ast.Call) -> str:
    return f"{source.place(path)}:{call.lineno}"


def parameters(sentences: Sentences) -> set[str]:
    """Give the names the sentences hold in braces; an option is named by the error itself."""
    return {
        name.split(".")[0].split("[")[0]
        for sentence in (sentences.happened, sentences.remedy, sentences.command)
        for _, name, _, _ in Formatter().parse(sentence)
        if name is not None
    } - {"option"}


RAISED_BY_NAME = {code for _, call in RAISED for code in source.texts(call.args[0])}
"""The codes that stand in a `UserError(...)` itself."""

PASSED_ON = {
    text
    for path in source.modules()
    if path.parent.name != "errors"
    for node in ast.walk(source.tree(path))
    if isinstance(node, ast.expr)
    for text in source.texts(node)
    if text in CATALOGUE
} - RAISED_BY_NAME
"""The codes a caller hands to the function that raises, such as a reader shared by several kinds of file."""


def test_every_error_raised_has_its_sentences_and_gives_what_they_name() -> None:
    wanting = [
        (place(path, call), code)
        for path, call in RAISED
        for code in source.texts(call.args[0])
        if code not in CATALOGUE
        or not parameters(CATALOGUE[code]) <= {keyword.arg for keyword in call.keywords}
    ]
    assert wanting == []


def not_given(codes: Iterable[str]) -> list[str]:
    """Give the codes whose sentences name what no place that raises a code passed to it gives.

    A refusal that was kept and is told again (`**`) gives what it was kept with, so it vouches for no other code.
    """
    given = [
        {keyword.arg for keyword in call.keywords}
        for _, call in RAISED
        if not source.texts(call.args[0]) and all(keyword.arg for keyword in call.keywords)
    ]
    return [
        code
        for code in sorted(codes)
        if not any(parameters(CATALOGUE[code]) <= names for names in given)
    ]


def test_every_code_passed_on_is_given_what_its_sentences_name() -> None:
    assert not_given(PASSED_ON) == []


def test_a_code_that_would_not_be_given_what_it_names_is_seen() -> None:
    assert parameters(CATALOGUE["file.over-limit"]) == {"name", "limit"}
    assert not_given({"file.over-limit", *PASSED_ON}) == ["file.over-limit"]


def test_every_entry_is_raised_somewhere() -> None:
    assert CATALOGUE.keys() - RAISED_BY_NAME - PASSED_ON == set()


def test_codes_and_sentences_are_well_formed() -> None:
    for code, sentences in CATALOGUE.items():
        assert CODE.fullmatch(code)
        for sentence in (sentences.happened, sentences.remedy, sentences.command or "The same."):
            assert sentence == sentence.strip()
            assert sentence[0].isupper() or sentence[0] in "{“‘"
            assert sentence[-1] in ".?!}"
